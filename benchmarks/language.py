"""Speed of `itogi.language` against natasha, on the same texts, in the same run.

    python benchmarks/language.py [--rounds 5] [--fresh] [--threads 1] [TEXT.txt …]

natasha runs in an environment of its own, made on the first run in the user's cache folder with the
setuptools (< 80) that its pymorphy2 needs. Both do all of it: sentences, tokens, morphology,
syntax, names and lemmas. They take turns, round by round, each in a process that stays up: its
first round is cold (no word met before), the others warm. With `--fresh` every round has texts of
its own, as in a run over an archive; without, all rounds have the same. On a busy machine natasha
is far better off with `--threads 1`, one thread for its products of matrices; itogi always does so.
The products of matrices and the copying of memory that this machine manages at that moment are
measured between the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "factrueval"
Round = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of itogi.language against natasha")
    parser.add_argument("texts", nargs="*", type=Path, help="text files (UTF-8)")
    parser.add_argument("--rounds", type=int, default=5, help="warm rounds, at least one")
    parser.add_argument("--fresh", action="store_true", help="new texts in every round")
    parser.add_argument("--threads", type=int, help="threads of BLAS in both processes")
    parser.add_argument("--side", choices=["itogi", "natasha"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = options.texts or sorted(TEXTS.glob("*.txt"))
    if options.rounds < 1:
        parser.error("--rounds: expected at least 1")
    if not paths:
        parser.error(f"no texts given, and none in {TEXTS}")
    if options.threads:
        os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)
    if options.side:
        answer(options.side, paths)
    else:
        compare(paths, options.rounds, options.fresh)


def compare(paths: list[Path], rounds: int, fresh: bool) -> None:
    sides = {"natasha": start(natasha_python(), "natasha", paths)}
    sides["itogi"] = start(Path(sys.executable), "itogi", paths)
    for name, child in sides.items():
        loaded = hear(child)
        print(f"{name:8} first sentence after {loaded['first']:.2f} s, {loaded['memory']:.0f} MB")
    results: dict[str, list[Round]] = {name: [] for name in sides}
    machine = []
    for number in range(rounds + 1):
        for name, child in sides.items():
            results[name].append(ask(child, number, rounds + 1 if fresh else 1))
        machine.append(throughput())
        report(number, {name: found[-1] for name, found in results.items()}, machine[-1])
    summary(results, machine)
    for child in sides.values():
        assert child.stdin is not None
        child.stdin.close()
        child.wait()


def report(number: int, found: dict[str, Round], machine: tuple[float, float, float]) -> None:
    speeds = {name: one["tokens"] / one["wall"] for name, one in found.items()}
    kind = "cold" if number == 0 else "warm"
    print(
        f"round {number} ({kind}): natasha {speeds['natasha']:8.0f}, itogi {speeds['itogi']:8.0f} "
        f"tokens/s, ratio {speeds['itogi'] / speeds['natasha']:5.1f} | "
        f"GEMM {machine[0]:.0f} GFLOPS (one thread {machine[1]:.0f}), copy {machine[2]:.1f} GB/s"
    )


def summary(results: dict[str, list[Round]], machine: list[tuple[float, float, float]]) -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"\n{cores} cores, load {load:.1f}, medians of the warm rounds:")
    for name, rounds in results.items():
        warm = rounds[1:]
        wall = statistics.median(one["tokens"] / one["wall"] for one in warm)
        per_core = statistics.median(one["tokens"] / one["cpu"] for one in warm)
        print(
            f"{name:8} {wall:8.0f} tokens/s, {per_core:8.0f} tokens/s of processor time, "
            f"{max(one['memory'] for one in rounds):.0f} MB at most"
        )
        stages = {
            stage: statistics.median(one["stages"][stage] for one in warm)
            for stage in warm[0]["stages"]
        }
        total = sum(stages.values())
        print("         " + ", ".join(f"{k} {100 * v / total:.0f} %" for k, v in stages.items()))
    for key, what in (("wall", "time"), ("cpu", "processor time")):
        pairs = zip(results["natasha"], results["itogi"], strict=True)
        ratios = [(n[key] / n["tokens"]) / (i[key] / i["tokens"]) for n, i in pairs]
        best = [max(one["tokens"] / one[key] for one in results[name][1:]) for name in results]
        low, middle, high = min(ratios[1:]), statistics.median(ratios[1:]), max(ratios[1:])
        print(
            f"ratio by {what}: cold {ratios[0]:.1f}, warm {middle:.1f} ({low:.1f}–{high:.1f}), "
            f"best round of each {best[1] / best[0]:.1f}"
        )
    hits = results["itogi"][-1]["hit_rate"]
    print(f"table of words: {100 * hits:.1f} % of look-ups answered")
    print("GEMM " + " ".join(f"{one[0]:.0f}" for one in machine) + " GFLOPS")


# The two sides, each in a process of its own.


def start(python: Path, side: str, paths: list[Path]) -> subprocess.Popen[str]:
    command = [str(python), __file__, "--side", side, *map(str, paths)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(child: subprocess.Popen[str], number: int, parts: int) -> Round:
    """Runs a round on every `parts`-th text, from the text of that number on."""
    assert child.stdin is not None
    child.stdin.write(f"{number % parts} {parts}\n")
    child.stdin.flush()
    return hear(child)


def hear(child: subprocess.Popen[str]) -> Round:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise SystemExit(f"{' '.join(map(str, child.args[:4]))}: ended without an answer")  # type: ignore[index]
    found: Round = json.loads(line)
    return found


def answer(side: str, paths: list[Path]) -> None:
    """Loads a side, reports, then runs a round for every line on standard input."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    begin = time.perf_counter()
    run = {"itogi": itogi_side, "natasha": natasha_side}[side]()
    run(["Президент прибыл в Москву с рабочим визитом."])
    say({"first": time.perf_counter() - begin, "memory": memory()})
    for line in sys.stdin:
        first, parts = map(int, line.split())
        wall, cpu = time.perf_counter(), time.process_time()
        found = run(texts[first::parts])
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        say({**found, "wall": wall, "cpu": cpu, "memory": memory()})


def say(found: Round) -> None:
    print(json.dumps(found), flush=True)


def memory() -> float:
    """Largest resident memory so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def itogi_side() -> Callable[[list[str]], Round]:
    from itogi.language import analysis
    from itogi.language.models import runtime
    from itogi.reading.article import Article

    stages = {"tokens": 0.0, "networks": 0.0}

    def timed(stage: str, function: Any) -> Any:
        def wrapped(*arguments: Any) -> Any:
            begin = time.perf_counter()
            try:
                return function(*arguments)
            finally:
                stages[stage] += time.perf_counter() - begin

        return wrapped

    model = runtime()
    analysis._places = timed("tokens", analysis._places)
    model.run = timed("networks", model.run)  # type: ignore[method-assign]

    def run(texts: list[str]) -> Round:
        stages.update(tokens=0.0, networks=0.0)
        begin = time.perf_counter()
        documents = analysis.analyse_all([Article(str(n), text) for n, text in enumerate(texts)])
        rest = time.perf_counter() - begin - sum(stages.values())
        tokens = sum(len(sentence.tokens) for found in documents for sentence in found.sentences)
        parts = {**stages, "lemmas and records": rest}
        return {"tokens": tokens, "stages": parts, "hit_rate": model.words.hit_rate}

    return run


def natasha_side() -> Callable[[list[str]], Round]:
    import natasha

    segmenter, vocabulary = natasha.Segmenter(), natasha.MorphVocab()
    vectors = natasha.NewsEmbedding()
    morph = natasha.NewsMorphTagger(vectors)
    syntax = natasha.NewsSyntaxParser(vectors)
    names = natasha.NewsNERTagger(vectors)

    def run(texts: list[str]) -> Round:
        stages = dict.fromkeys(["tokens", "morphology", "syntax", "names", "lemmas"], 0.0)
        count = 0
        for text in texts:
            document = natasha.Doc(text)
            steps: Iterator[tuple[str, Callable[[], Any]]] = iter(
                [
                    ("tokens", lambda d=document: d.segment(segmenter)),
                    ("morphology", lambda d=document: d.tag_morph(morph)),
                    ("syntax", lambda d=document: d.parse_syntax(syntax)),
                    ("names", lambda d=document: d.tag_ner(names)),
                    ("lemmas", lambda d=document: [t.lemmatize(vocabulary) for t in d.tokens]),
                ]
            )
            for stage, step in steps:
                begin = time.perf_counter()
                step()
                stages[stage] += time.perf_counter() - begin
            count += len(document.tokens)
        return {"tokens": count, "stages": stages}

    return run


def natasha_python() -> Path:
    """The Python of natasha's environment, made where there is none yet."""
    from platformdirs import user_cache_path

    folder = user_cache_path("itogi") / "benchmarks" / "natasha"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "ready"
    if not ready.exists():
        print(f"making natasha's environment in {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "-q", "natasha>=1.6", "setuptools<80"]
        subprocess.run(install, check=True)
        ready.touch()
    return python


def throughput() -> tuple[float, float, float]:
    """GFLOPS of a product like the second layer's, by all threads and by one; GB/s of copying."""
    import numpy as np
    from threadpoolctl import threadpool_limits

    left, right = np.ones((1024, 256), np.float32), np.ones((256, 384), np.float32)
    product = np.empty((1024, 384), np.float32)
    block = np.ones(16_000_000, np.float32)
    target = np.empty_like(block)

    def best(work: Callable[[], Any], times: int) -> float:
        found = []
        for _ in range(5):
            begin = time.perf_counter()
            for _ in range(times):
                work()
            found.append((time.perf_counter() - begin) / times)
        return min(found)

    flops = 2 * 1024 * 256 * 384 / 1e9
    every = flops / best(lambda: np.matmul(left, right, out=product), 20)
    with threadpool_limits(1, user_api="blas"):
        one = flops / best(lambda: np.matmul(left, right, out=product), 20)
    copy = block.nbytes / 1e9 / best(lambda: np.copyto(target, block), 2)
    return every, one, copy


if __name__ == "__main__":
    main()
