"""Measure the statements layer by itself: both kinds apart, the voices, the time it takes.

    python evaluation/statements.py [--shared ../shared] [--out out] [SET …]

Codes the annotated articles of each set (`score.py` names them) and prints precision, recall and
F1 of direct and of indirect speech apart, each also with the speaker and with kind and state; how
often the voice of a speaker is the one that `voices.jsonl` has for that statement; and the search's
share of the whole coding's CPU time, models and tables loaded before. Spans are matched as
`gold/score.py` of the shared folder does it. Writes OUT/SET.jsonl, as `score.py` does.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from score import HERE, annotated, code, options, scorer_path

from itogi.coding import article as coding
from itogi.reading import article_from_text

KINDS = ("direct", "indirect")
WARMING = "Министр заявил, что «визит был важен»."
Row = dict[str, Any]


def main() -> None:
    chosen = options(__doc__)
    scorer = scorer_of(chosen.shared)
    labels = rows(HERE / "voices.jsonl")
    list(coding.code_all([article_from_text(WARMING, "warming")]))
    for name in chosen.sets:
        annotations = annotated(name, chosen.shared)
        with Stopwatch() as watch:
            predicted = {str(row["id"]): row for row in code(annotations, chosen.shared)}
        write(chosen.out / f"{name}.jsonl", predicted)
        gold = scorer.load(annotations)
        print(f"\n{name}", flush=True)
        for kind in KINDS:
            show(kind, counted(scorer, gold, predicted, kind), scorer)
        voices(scorer, [label for label in labels if label["id"] in gold], predicted)
        share = f"{100 * watch.share:.1f} % of the coding's {watch.of:.1f} s of CPU time"
        print(f"time                 {share}")


def scorer_of(shared: Path) -> ModuleType:
    """The shared folder's scorer as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", scorer_path(shared))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counted(
    scorer: ModuleType, gold: dict[str, Row], predicted: dict[str, Row], kind: str
) -> dict[str, Counter[str]]:
    """Hits, predicted and gold rows of one kind, by what had to agree."""
    totals: dict[str, Counter[str]] = {}
    for name, document in gold.items():
        wanted = of_kind(document, kind)
        found = of_kind(predicted.get(name, {}), kind)
        pairs = scorer.matched_statements(wanted, found)
        spoken = [(g, p) for g, p in pairs if scorer.same_speaker(g["speaker"], p["speaker"])]
        full = [(g, p) for g, p in spoken if g["state"] == p["state"]]
        for view, hits in (("", pairs), ("-speaker", spoken), ("-full", full)):
            counts = {"hits": len(hits), "predicted": len(found), "gold": len(wanted)}
            totals.setdefault(view, Counter()).update(counts)
    return totals


def of_kind(document: Row, kind: str) -> list[Row]:
    return [row for row in document.get("statements", ()) if row["kind"] == kind]


def show(kind: str, totals: dict[str, Counter[str]], scorer: ModuleType) -> None:
    for view, c in totals.items():
        p, r, f = (100 * share for share in scorer.prf(c["hits"], c["predicted"], c["gold"]))
        print(
            f"{kind + view:20} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}"
            f"   (gold {c['gold']}, predicted {c['predicted']})"
        )


def voices(scorer: ModuleType, labels: list[Row], predicted: dict[str, Row]) -> None:
    """Print how many labelled statements have their voice; one that was not found has none."""
    right = 0
    for label in labels:
        found = predicted.get(label["id"], {}).get("statements", ())
        pairs = scorer.matched_statements([label], found)
        given = pairs[0][1]["voice"] if pairs else "not found"
        right += given == label["voice"]
        if given != label["voice"]:
            place = f"{label['id']} [{label['start']}, {label['end']})"
            print(f"  voice {given}, want {label['voice']}: {place}")
    if labels:
        print(f"voices               {right} of {len(labels)} right")


class Stopwatch:
    """CPU time of `find_statements` as a share of what runs in the `with` block.

    It stands in for the function where the coding calls it, and calls it.
    """

    def __enter__(self) -> Stopwatch:
        self._search: Callable[..., Any] = coding.find_statements
        self._spent = 0.0
        coding.find_statements = self._timed
        self._started = time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.of = time.process_time() - self._started
        self.share = self._spent / self.of
        coding.find_statements = self._search

    def _timed(self, *given: Any) -> Any:
        started = time.process_time()
        found = self._search(*given)
        self._spent += time.process_time() - started
        return found


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, predicted: dict[str, Row]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in predicted.values()]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
