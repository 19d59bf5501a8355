"""Code the annotated articles and print the scorer's table for each set.

    python evaluation/score.py [--shared ../shared] [--out out] [SET …]

Sets: `dev` and `train` of the gold; `coded`, `coded-b`, `coded-c`, `coded-d`, `own-a`, `own-b`,
`own-c` of this folder (README.md). The texts of the own sets lie in `own/`, all others in the
shared folder; the scorer is `gold/score.py` there. The coded articles are written to
OUT/SET.jsonl, for `evaluation/compare.py`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from itogi.coding import as_contract, code_stream
from itogi.reading import Article, Refusal, article_from_text

HERE = Path(__file__).parent
GOLD = ("dev", "train")
OWN = ("own-a", "own-b", "own-c")
SETS = (*GOLD, "coded", "coded-b", "coded-c", "coded-d", *OWN)


def main() -> None:
    chosen = options(__doc__)
    scorer = scorer_path(chosen.shared)
    for name in chosen.sets:
        annotations = annotated(name, chosen.shared)
        coded = chosen.out / f"{name}.jsonl"
        with coded.open("w", encoding="utf-8") as lines:
            for row in code(annotations, chosen.shared):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, scorer, annotations, coded], check=True)


def options(about: str) -> argparse.Namespace:
    """The `sets`, the `shared` folder and the folder to write to, `out`, which is made."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument(
        "sets",
        nargs="*",
        metavar="SET",
        default=["dev", "coded", "coded-b", "own-b"],
        help=f"of {', '.join(SETS)}; dev, coded, coded-b and own-b",
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--out", type=Path, default=HERE.parent / "out")
    chosen = parser.parse_args()
    chosen.out.mkdir(exist_ok=True)
    return chosen


def scorer_path(shared: Path) -> Path:
    path = shared / "gold" / "score.py"
    if not path.exists():
        sys.exit(f"{path}: no scorer there; name the folder that holds gold/ with --shared")
    return path


def annotated(name: str, shared: Path) -> Path:
    if name not in SETS:
        sys.exit(f"«{name}»: no such set; expected one of {', '.join(SETS)}")
    return (shared / "gold" if name in GOLD else HERE) / f"{name}.jsonl"


def code(annotations: Path, shared: Path) -> Iterator[dict[str, object]]:
    for coding in code_stream(articles(annotations, shared)):
        if isinstance(coding, Refusal):
            sys.exit(f"{coding.path}: {coding.reason}")
        yield as_contract(coding)


def articles(annotations: Path, shared: Path) -> Iterator[Article]:
    for line in annotations.read_text(encoding="utf-8").splitlines():
        name = json.loads(line)["id"]
        path = text_file(name, annotations.stem, shared)
        text = path.read_bytes().decode("utf-8")
        if path.is_relative_to(shared / "data" / "rusentrel"):
            text = without_labels(text)
        yield article_from_text(text, name)


def without_labels(text: str) -> str:
    """A text of RuSentRel without its label of each line, as the gold has those that it took."""
    lines = (line.removeprefix("{Author, Unknown}").strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip()) + "\n"


def text_file(name: str, of: str, shared: Path) -> Path:
    """Where the text of an annotated article lies."""
    if of in OWN:
        return HERE / "own" / f"{name}.txt"
    if of in GOLD:
        return shared / "gold" / of / f"{name}.txt"
    source, part, number = name.split("-", 2)
    if source in ("nerel", "rusentrel"):
        return shared / "data" / source / part / f"{number}.txt"
    return shared / "data" / "factrueval" / f"book_{number}.txt"


if __name__ == "__main__":
    main()
