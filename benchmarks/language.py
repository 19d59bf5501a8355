"""Speed of `itogi.language` against natasha, on the same texts, in the same run.

    python benchmarks/language.py [--rounds 5] [--fresh] [--cores 1] [--processes 2 1] [TEXT.txt …]

natasha runs in an environment of its own, made on the first run in the user's cache folder with the
setuptools (< 80) that its pymorphy2 needs. Both do all of it: sentences, tokens, morphology,
syntax, names and lemmas. They take turns, round by round, in processes that stay up: the first
round is cold (no word met before), the others warm. With `--fresh` every round has texts of its
own, as in a run over an archive; without, all rounds have the same.

Both have the same cores, all of them or `--cores` many, and each uses them in its own way: natasha
by the threads of its products of matrices, itogi by processes, as `itogi code --jobs` does.
`--processes ITOGI NATASHA` sets the number of processes of each, which share texts and cores out
between them; a round ends when the last of them is done. What this machine manages at that moment,
in products of matrices (by numpy and by onnxruntime) and in copying memory, is measured between the
rounds.
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "factrueval"
STARTS = 5
# Between turns: idle threads of OpenBLAS spin for a while, and would take it from the other side.
REST = 0.5
SENTENCE = "Президент прибыл в Москву с рабочим визитом."
FIRST = {
    "itogi": f"""
from itogi.language import analyse
from itogi.reading import article_from_text
print(analyse(article_from_text({SENTENCE!r}, id="first")).sentences[0])
""",
    "natasha": f"""
import natasha
vectors, document = natasha.NewsEmbedding(), natasha.Doc({SENTENCE!r})
document.segment(natasha.Segmenter())
document.tag_morph(natasha.NewsMorphTagger(vectors))
document.parse_syntax(natasha.NewsSyntaxParser(vectors))
document.tag_ner(natasha.NewsNERTagger(vectors))
vocabulary = natasha.MorphVocab()
for token in document.tokens:
    token.lemmatize(vocabulary)
print(document.tokens[0])
""",
}
Round = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of itogi.language against natasha")
    parser.add_argument("texts", nargs="*", type=Path, help="text files (UTF-8)")
    parser.add_argument("--rounds", type=int, default=5, help="warm rounds, at least one")
    parser.add_argument("--fresh", action="store_true", help="new texts in every round")
    parser.add_argument("--cores", type=int, help="use this many cores only")
    parser.add_argument("--processes", type=int, nargs=2, metavar=("ITOGI", "NATASHA"))
    parser.add_argument("--side", choices=["itogi", "natasha"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = options.texts or sorted(TEXTS.glob("*.txt"))
    if options.rounds < 1:
        parser.error("--rounds: expected at least 1")
    if not paths:
        parser.error(f"no texts given, and none in {TEXTS}")
    if options.side:
        answer(options.side, paths)
        return
    if options.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    itogi, natasha = options.processes or (cores(), 1)
    compare(paths, options.rounds, options.fresh, {"natasha": natasha, "itogi": itogi})


def compare(paths: list[Path], rounds: int, fresh: bool, jobs: dict[str, int]) -> None:
    pythons = {"natasha": natasha_python(), "itogi": Path(sys.executable)}
    for name, python in pythons.items():
        starts = sorted(seconds_to_first(python, name) for _ in range(STARTS))
        print(f"{name:8} process start to first sentence: {starts[len(starts) // 2]:.2f} s")
    sides = {name: start(python, name, paths, jobs[name]) for name, python in pythons.items()}
    for children in sides.values():
        for child in children:
            hear(child)
    results: dict[str, list[Round]] = {name: [] for name in sides}
    machine = []
    for number in range(rounds + 1):
        for name, children in sides.items():
            time.sleep(REST)
            results[name].append(ask(children, number, rounds + 1 if fresh else 1))
        machine.append(throughput())
        report(number, {name: found[-1] for name, found in results.items()}, machine[-1])
    summary(results, machine, jobs)
    for child in (child for children in sides.values() for child in children):
        assert child.stdin is not None
        child.stdin.close()
        child.wait()


def report(number: int, found: dict[str, Round], machine: Machine) -> None:
    speeds = {name: one["tokens"] / one["wall"] for name, one in found.items()}
    kind = "cold" if number == 0 else "warm"
    print(
        f"round {number} ({kind}): natasha {speeds['natasha']:8.0f}, itogi {speeds['itogi']:8.0f} "
        f"tokens/s, ratio {speeds['itogi'] / speeds['natasha']:5.1f} | {machine}"
    )


def summary(results: dict[str, list[Round]], machine: list[Machine], jobs: dict[str, int]) -> None:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    processes = ", ".join(f"{many} of {name}" for name, many in jobs.items())
    print(f"\n{cores()} cores, load {load:.1f}, processes: {processes}; medians of warm rounds:")
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
    last = results["itogi"][-1]
    print(f"table of words: {100 * last['hit_rate']:.1f} % of look-ups answered")
    achieved = statistics.median(
        one["tokens"] * one["flops"] / one["stages"]["networks"] / 1e9
        for one in results["itogi"][1:]
    )
    limit = statistics.median(one.ort_one for one in machine)
    print(
        f"networks: {last['flops'] / 1e6:.2f} MFLOP a token, {achieved:.0f} GFLOPS a core with all "
        f"that is round the products: {100 * achieved / limit:.0f} % of what onnxruntime's product "
        f"of matrices reaches alone"
    )


def cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


# The two sides, each in processes of its own.


def seconds_to_first(python: Path, side: str) -> float:
    """Of a whole process that analyses one sentence."""
    begin = time.perf_counter()
    subprocess.run([str(python), "-c", FIRST[side]], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def start(python: Path, side: str, paths: list[Path], jobs: int) -> list[subprocess.Popen[str]]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(max(1, cores() // jobs))}
    children = []
    # The longest first, one to each in turn: parts of like length.
    paths = sorted(paths, key=lambda path: path.stat().st_size, reverse=True)
    for job in range(jobs):
        command = [str(python), __file__, "--side", side, *map(str, paths[job::jobs])]
        pipe = subprocess.PIPE
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
        children.append(child)
    return children


def ask(children: list[subprocess.Popen[str]], number: int, parts: int) -> Round:
    """Runs a round on every `parts`-th text, from the text of that number on."""
    begin = time.perf_counter()
    for child in children:
        assert child.stdin is not None
        child.stdin.write(f"{number % parts} {parts}\n")
        child.stdin.flush()
    found = [hear(child) for child in children]
    wall = time.perf_counter() - begin
    stages = {stage: sum(one["stages"][stage] for one in found) for stage in found[0]["stages"]}
    together = {key: sum(one[key] for one in found) for key in ("tokens", "cpu")}
    memory = max(one["memory"] for one in found)
    return {**found[0], **together, "wall": wall, "stages": stages, "memory": memory}


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
    run = {"itogi": itogi_side, "natasha": natasha_side}[side]()
    run([SENTENCE])
    say({})
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

    stages = {"tokens": 0.0, "networks": 0.0, "search of trees and names": 0.0}

    def timed(stage: str, function: Any) -> Any:
        def wrapped(*arguments: Any) -> Any:
            begin = time.thread_time()
            try:
                return function(*arguments)
            finally:
                stages[stage] += time.thread_time() - begin

        return wrapped

    model = runtime()
    model.threads = int(os.environ["OPENBLAS_NUM_THREADS"])
    analysis._places = timed("tokens", analysis._places)
    model._encode = timed("networks", model._encode)  # type: ignore[method-assign]
    model._run_batch = timed("search of trees and names", model._run_batch)  # type: ignore[method-assign]

    def run(texts: list[str]) -> Round:
        stages.update(dict.fromkeys(stages, 0.0))
        begin = time.process_time()
        documents = analysis.analyse_all([Article(str(n), text) for n, text in enumerate(texts)])
        cpu = time.process_time() - begin
        tokens = sum(len(sentence.tokens) for found in documents for sentence in found.sentences)
        search = stages["search of trees and names"] - stages["networks"]
        rest = cpu - stages["tokens"] - stages["search of trees and names"]
        parts = {**stages, "search of trees and names": search, "lemmas and records": rest}
        rate = model.words.hit_rate
        return {"tokens": tokens, "stages": parts, "hit_rate": rate, "flops": flops_of_token()}

    return run


def flops_of_token() -> int:
    """Of the second and third convolutions and the layers above them, in all three networks."""
    from itogi.language.weights import MODELS, data_folder, read_network

    products = 0
    for path in MODELS.values():
        network = read_network(data_folder() / path)
        products += sum(layer.weight.size for layer in network.layers[1:])
        products += sum(array.size for name, array in network.head.items() if ".weight" in name)
    return 2 * products


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


@dataclass(frozen=True)
class Machine:
    """GFLOPS of a product of matrices by all cores and by one; GB/s of copying."""

    numpy: float
    ort: float
    ort_one: float
    copy: float

    def __str__(self) -> str:
        return (
            f"GEMM numpy {self.numpy:.0f}, onnxruntime {self.ort:.0f} GFLOPS (one core "
            f"{self.ort_one:.0f}), copy {self.copy:.1f} GB/s"
        )


def throughput() -> Machine:
    """Of a product like the second layer's."""
    import numpy as np

    left, right = np.ones((1024, 256), np.float32), np.ones((256, 128), np.float32)
    product = np.empty((1024, 128), np.float32)
    block = np.ones(16_000_000, np.float32)
    target = np.empty_like(block)
    sessions = {threads: product_session(right, threads) for threads in {1, cores()}}

    def best(work: Callable[[], Any], times: int) -> float:
        found = []
        for _ in range(5):
            begin = time.perf_counter()
            for _ in range(times):
                work()
            found.append((time.perf_counter() - begin) / times)
        return min(found)

    flops = 2 * 1024 * 256 * 128 / 1e9
    ort = {
        threads: flops / best(lambda s=session: s.run(None, {"left": left}), 50)
        for threads, session in sessions.items()
    }
    return Machine(
        numpy=flops / best(lambda: np.matmul(left, right, out=product), 50),
        ort=ort[cores()],
        ort_one=ort[1],
        copy=block.nbytes / 1e9 / best(lambda: np.copyto(target, block), 2),
    )


def product_session(right: Any, threads: int) -> Any:
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["left", "right"], ["product"])],
        "product",
        [info("left", TensorProto.FLOAT, ["rows", right.shape[0]])],
        [info("product", TensorProto.FLOAT, ["rows", right.shape[1]])],
        [numpy_helper.from_array(right, "right")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


if __name__ == "__main__":
    main()
