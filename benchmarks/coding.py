"""Speed of `itogi code` against bare natasha, on the same texts, in the same run.

    python benchmarks/coding.py [--rounds 5] [--jobs 2] [--python PYTHON] [FOLDER …]

Both are run as whole processes, start and loading included, in turn, round by round. natasha does
sentences, tokens, morphology, syntax, names and lemmas, in the environment that
`benchmarks/language.py` makes for it; `itogi code` does all that and the four layers of the
codebook, and writes them. Prints articles a second of each and their ratio, round by round.
`--python .venv-compiled/bin/python` times the itogi that `make compiled` makes.
`--stages` prints instead where the time of `itogi code` goes (`benchmarks/stages.py`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import stages
from language import TEXTS, natasha_python

ITOGI = "from itogi.cli import main; main()"
# What is installed runs from the bytecode that is kept of it: a shell that forbids to write any
# would time the compiler, run after run.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
NATASHA = """
import sys, natasha
from pathlib import Path
segmenter, vocabulary = natasha.Segmenter(), natasha.MorphVocab()
vectors = natasha.NewsEmbedding()
morphology = natasha.NewsMorphTagger(vectors)
syntax, names = natasha.NewsSyntaxParser(vectors), natasha.NewsNERTagger(vectors)
for path in sys.argv[1:]:
    document = natasha.Doc(Path(path).read_text(encoding="utf-8"))
    document.segment(segmenter)
    document.tag_morph(morphology)
    document.parse_syntax(syntax)
    document.tag_ner(names)
    for token in document.tokens:
        token.lemmatize(vocabulary)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="folders of .txt files")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2, help="processes of itogi")
    parser.add_argument("--python", default=sys.executable, help="the Python that has itogi")
    parser.add_argument("--stages", action="store_true", help="CPU seconds of itogi's stages")
    options = parser.parse_args()
    paths = [str(p) for folder in options.folders or [TEXTS] for p in sorted(folder.glob("*.txt"))]
    if not paths:
        parser.error("no .txt files in the folders given")
    if options.stages:
        subprocess.run([sys.executable, stages.__file__, *paths], check=True, env=ENVIRONMENT)
        return
    natasha = [str(natasha_python()), "-c", NATASHA, *paths]
    itogi = [options.python, "-c", ITOGI, "code", "-q", "-j", str(options.jobs), *paths]
    ratios = []
    for number in range(1, options.rounds + 1):
        theirs, ours = seconds(natasha), seconds(itogi)
        ratios.append(theirs / ours)
        print(
            f"round {number}: natasha {len(paths) / theirs:6.1f} articles/s, itogi code "
            f"{len(paths) / ours:6.1f} articles/s, ratio {ratios[-1]:.1f}"
        )
    print(f"{len(paths)} articles, median ratio {statistics.median(ratios):.1f}")


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
