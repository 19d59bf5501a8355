"""Fit the weights of the event layer to coded articles: what makes a candidate event right.

    python training/events.py ANNOTATIONS TEXTS [ANNOTATIONS TEXTS ...]

ANNOTATIONS is a file of coded articles, one JSON object a line (`evaluation/README.md` says its
fields); TEXTS is a folder that holds ID.txt for each of them. The table that the package holds was
written by

    python training/events.py ../shared/gold/train.jsonl ../shared/gold/train \\
        evaluation/coded.jsonl build/coded evaluation/coded-c.jsonl build/coded-c

where `build/coded` and `build/coded-c` hold the texts of the two sets, copied from the places that
`evaluation/README.md` tells.

Codes the texts with the present rules alone and fits a logistic regression (ridge, Newton's method)
to whether the dyad and type of each candidate are in the gold. Takes the ridge that
does best in cross-validation over articles; the curve that makes chances of odds is drawn through
the odds of articles held out. Writes `src/itogi/coding/tables/events_weights.toml`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from itogi.coding import code
from itogi.coding.events.candidates import Candidate
from itogi.coding.events.chances import Model
from itogi.coding.events.features import Features, features
from itogi.coding.events.merge import merge_events
from itogi.coding.mentions import find_mentions
from itogi.coding.plover import event_types
from itogi.coding.records import Event
from itogi.coding.referents import Referents
from itogi.coding.trace import Trace
from itogi.language.records import Document
from itogi.reading import article_from_text
from itogi.world import load

TABLE = Path(__file__).parents[1] / "src/itogi/coding/tables/events_weights.toml"
RIDGES = (1.0, 3.0, 10.0, 30.0)
FOLDS = 5
SHUFFLES = 4
# A feature that fewer candidates have than this is left out.
SELDOM = 5
# Groups of events that the curve is drawn through, as long as they rise.
GROUPS = 16
HEAD = """\
# Weights of what makes a candidate event right; `coding/events/features.py` says what each is,
# `coding/events/chances.py` how they are used. Written by `python training/events.py`.
# `curve` gives the chance that goes with log odds.

"""

Key = tuple[str, str, str]
Floats = npt.NDArray[np.float64]
Fit = dict[str, float]


@dataclass(frozen=True, slots=True)
class Coded:
    """An article's candidates with their features, and the (actor, type, recipient) of its gold."""

    found: list[Candidate]
    named: list[Features]
    right: set[Key]


@dataclass(slots=True)
class Listener(Trace):
    document: Document | None = None
    found: list[Candidate] = field(default_factory=list)

    def started(self, document: Document, referents: Referents) -> None:
        self.document = document

    def acts_read(self, found: Sequence[Candidate]) -> None:
        self.found = list(found)


def main(*paths: str) -> None:
    rows = [row for i in range(0, len(paths), 2) for row in prepare(paths[i], paths[i + 1])]
    print(f"{len(rows)} articles, {sum(len(row.found) for row in rows)} candidates")
    tried = {ridge: held_out(rows, ridge) for ridge in RIDGES}
    for ridge, odds in tried.items():
        print(f"ridge {ridge:g}  log loss {loss(rows, odds):.4f}, cross-validated")
    ridge = min(RIDGES, key=lambda r: loss(rows, tried[r]))
    odds, chances = curve(rows, tried[ridge])
    write(Model(odds, chances, fit(rows, ridge)))


def prepare(annotations: str, texts: str) -> Iterator[Coded]:
    for line in Path(annotations).read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = Path(texts, f"{gold['id']}.txt").read_bytes().decode()
        listener = Listener()
        code(article_from_text(text, gold["id"]), listener)
        assert listener.document is not None
        named = find_mentions(listener.document, load())
        right = {
            key
            for e in gold["events"]
            for key in keys(e["type"], tuple(e["actors"]), tuple(e["recipients"]))
        }
        yield Coded(listener.found, features(listener.found, listener.document, named), right)


def keys(kind: str, actors: Sequence[str], recipients: Sequence[str]) -> set[Key]:
    """As the scorer spreads an event: dyads, unordered where the type has no direction."""
    if event_types()[kind].both or not recipients or not actors:
        return {(a, kind, b) for a, b in combinations(sorted({*actors, *recipients}), 2)}
    return {(a, kind, b) for a in actors for b in recipients if a != b}


def share_right(event: Event, right: set[Key]) -> float:
    of_event = keys(event.type, event.actors, event.recipients)
    return len(of_event & right) / len(of_event)


def held_out(rows: list[Coded], ridge: float) -> list[list[Floats]]:
    """Log odds of the candidates of every article by weights fitted to others; once a shuffle."""
    tries = []
    for shuffle in range(SHUFFLES):
        order = np.random.default_rng(shuffle).permutation(len(rows))
        odds: list[Floats] = [np.zeros(0)] * len(rows)
        for part in (order[k::FOLDS] for k in range(FOLDS)):
            weights = fit([rows[i] for i in set(order) - set(part)], ridge)
            for i in part:
                odds[i] = np.array([weigh(weights, named) for named in rows[i].named])
        tries.append(odds)
    return tries


def weigh(weights: Fit, named: Features) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in named.items())


def fit(rows: list[Coded], ridge: float) -> Fit:
    """Weights by the names of features."""
    named = [features for row in rows for features in row.named]
    counted = Counter(name for one in named for name in one)
    names = sorted(name for name, times in counted.items() if times >= SELDOM)
    x = np.array([[one.get(name, 0.0) for name in names] for one in named])
    y = np.array([share_right(c.event, row.right) for row in rows for c in row.found])
    return dict(zip(names, logistic(x, y, ridge).tolist(), strict=True))


def logistic(x: Floats, y: Floats, ridge: float) -> Floats:
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + ridge * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def loss(rows: list[Coded], tries: list[list[Floats]]) -> float:
    """Mean log loss of the candidates by their raw odds."""
    y = np.array([share_right(c.event, row.right) for row in rows for c in row.found])
    z = np.array([np.concatenate(odds) for odds in tries])
    return float(np.mean(np.logaddexp(0, z) - y * z))


def curve(
    rows: list[Coded], tries: list[list[Floats]]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How often joined events are right by their log odds: groups of them, made to rise.

    Groups that fall are joined with the one before (pool adjacent violators).
    """
    events = sorted(
        (event.confidence, share_right(event, row.right))
        for held in tries
        for row, values in zip(rows, held, strict=True)
        for event in joined(row, values)
    )
    pools: list[Floats] = []
    for group in np.array_split(np.array(events), GROUPS):
        pools.append(group)
        while len(pools) > 1 and pools[-2][:, 1].mean() >= pools[-1][:, 1].mean():
            pools[-2:] = [np.concatenate(pools[-2:])]
    odds, chances = zip(*[pool.mean(axis=0).round(2).tolist() for pool in pools], strict=True)
    return odds, chances


def joined(row: Coded, values: Floats) -> list[Event]:
    """The article's events with the log odds of their best mention for their confidence."""
    return merge_events(
        [replace(c, chance=float(v)) for c, v in zip(row.found, values, strict=True)]
    )


def write(model: Model) -> None:
    points = zip(model.odds, model.chances, strict=True)
    lines = ["curve = [", *(f"    [{odds}, {chance}]," for odds, chance in points), "]"]
    lines += ["", "[weights]"]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in model.weights.items()]
    TABLE.write_text(HEAD + "\n".join([*lines, ""]), encoding="utf-8")
    print(f"written: {TABLE}")


if __name__ == "__main__":
    if len(sys.argv) < 3 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    main(*sys.argv[1:])
