"""How often events are right by the confidence that the coding gives them.

    python evaluation/calibration.py [--shared ../shared] [--out out] [SET …]

Sets as for `evaluation/score.py`. An event is right where the gold has its dyads with its type, as
the scorer spreads them; of one that joins several dyads the share counts. The articles are coded
anew. For each bin of confidence: the number of events, their mean confidence, the share that is
right. Below, what a reader gets who trusts the events from a confidence on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from score import annotated, code, options, scorer_path

BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
TRUSTED = (0.5, 0.6, 0.7, 0.8, 0.9)

Judged = tuple[float, float]
"""An event's confidence, and the share of its dyads that is right."""


def main() -> None:
    chosen = options(__doc__)
    scorer = loaded(scorer_path(chosen.shared))
    for name in chosen.sets:
        events = list(judged(scorer, annotated(name, chosen.shared), chosen.shared))
        print(f"\n{name}: {len(events)} events, {100 * right(events):.1f} % right")
        table(events)


def loaded(path: Path) -> ModuleType:
    spec = spec_from_file_location("gold_score", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(scorer: ModuleType, annotations: Path, shared: Path) -> Iterator[Judged]:
    gold = [json.loads(line) for line in annotations.read_text(encoding="utf-8").splitlines()]
    for wanted, coded in zip(gold, code(annotations, shared), strict=True):
        known = scorer.event_keys(wanted["events"], "events")
        for event in coded["events"]:  # type: ignore[attr-defined]
            keys = scorer.event_keys([event], "events")
            yield event["confidence"], len(keys & known) / len(keys)


def table(events: Sequence[Judged]) -> None:
    print("confidence   events   mean   right")
    for low, high in pairwise(BINS):
        inside = [event for event in events if low <= event[0] < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bin_ = f"{low:.1f} to {min(high, 1):.1f}"
            print(f"{bin_}  {len(inside):7}  {mean:5.2f}  {right(inside):6.2f}")
    for least in TRUSTED:
        sure = [event for event in events if event[0] >= least]
        if sure:
            print(f"from {least:.1f}    {len(sure):7}         {right(sure):6.2f}")


def right(events: Sequence[Judged]) -> float:
    return sum(share for _, share in events) / len(events) if events else 0.0


if __name__ == "__main__":
    main()
