"""Fit the weights of the tracks layer to coded articles.

    python training/tracks.py ANNOTATIONS TEXTS [ANNOTATIONS TEXTS ...]

ANNOTATIONS is a file of coded articles, one JSON object a line (`evaluation/README.md` says its
fields); TEXTS is a folder that holds ID.txt for each of them. The table that the package holds was
written by

    python training/tracks.py ../shared/gold/train.jsonl ../shared/gold/train \\
        evaluation/coded.jsonl build/coded evaluation/coded-c.jsonl build/coded-c \\
        evaluation/own-a.jsonl evaluation/own evaluation/own-c.jsonl evaluation/own

where `build/coded` and `build/coded-c` hold the texts of the two sets, copied from the places that
`evaluation/README.md` tells.

Codes the texts with the present rules, since it is their events that the weights will meet, and
fits two logistic regressions (ridge, Newton's method): the dyads that have a track against those
that have none, and for those that have one, the tracks that they have against the others. The
dyads of a long list of states count less each, or one list would outweigh many articles. Prints
what each threshold gives in cross-validation over articles and writes
`src/itogi/coding/tables/tracks_weights.toml`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np

from itogi.coding import code_all
from itogi.coding.tracks.chances import Model, chances
from itogi.coding.tracks.dyads import Pair
from itogi.coding.tracks.features import Candidate, Features, candidates
from itogi.language import analyse
from itogi.reading import article_from_text

TABLE = Path(__file__).parents[1] / "src/itogi/coding/tables/tracks_weights.toml"
RIDGE = 4.0
# A track that holds more dyads than this in one article is that of a list of states.
LIST = 3
FOLDS = 5
SHUFFLES = 8
THRESHOLDS = [round(0.12 + 0.02 * step, 2) for step in range(18)]
# Scores of neighbouring thresholds differ by chance: each is smoothed with so many on each side.
AROUND = 2
HEAD = """\
# Weights of what speaks for a dyad (`dyad`) and for each of its tracks (`track`);
# `coding/tracks/features.py` says what each is, `coding/tracks/chances.py` how they are used.
# Written by `python training/tracks.py`; the threshold is the chance that a row must reach.

"""

Row = tuple[list[Candidate], set[tuple[Pair, str]]]
# What speaks for it, whether it is so, and how much it counts.
Case = tuple[Features, bool, float]


def main(*paths: str) -> None:
    rows = [row for i in range(0, len(paths), 2) for row in prepare(paths[i], paths[i + 1])]
    held_out = [fold for shuffle in range(SHUFFLES) for fold in folds(rows, shuffle)]
    scores = {threshold: f1(held_out, threshold) for threshold in THRESHOLDS}
    for threshold, score in scores.items():
        print(f"threshold {threshold:.2f}  F1 {100 * score:.1f}, cross-validated")
    write(fit(rows), best(scores))


def best(scores: dict[float, float]) -> float:
    """The threshold whose score, smoothed with its neighbours', is highest."""
    order = sorted(scores)
    smooth = {
        threshold: np.mean([scores[order[j]] for j in range(i - AROUND, i + AROUND + 1)])
        for i, threshold in enumerate(order)
        if AROUND <= i < len(order) - AROUND
    }
    return max(smooth, key=lambda threshold: smooth[threshold])


def prepare(annotations: str, texts: str) -> list[Row]:
    gold = [json.loads(line) for line in Path(annotations).read_text("utf-8").splitlines()]
    articles = [
        article_from_text(Path(texts, f"{g['id']}.txt").read_bytes().decode(), g["id"])
        for g in gold
    ]
    rows = []
    for row, coding in zip(gold, code_all(articles), strict=True):
        document = analyse(coding.article)
        right = {
            (pair, track["track"])
            for track in row["tracks"]
            for pair in combinations(sorted(set(track["states"])), 2)
        }
        rows.append((list(candidates(document, coding.mentions, coding.events)), right))
    return rows


def folds(rows: list[Row], shuffle: int) -> list[tuple[list[Row], Model]]:
    """Each fifth of the articles with a model fitted to the others."""
    order = np.random.default_rng(shuffle).permutation(len(rows))
    parts = [[rows[i] for i in order[k::FOLDS]] for k in range(FOLDS)]
    return [
        (part, fit([row for other in parts if other is not part for row in other]))
        for part in parts
    ]


def fit(rows: list[Row]) -> Model:
    dyads: list[Case] = []
    tracks: list[Case] = []
    for found, right in rows:
        counts = dyad_weights(right)
        for candidate in found:
            weight = counts.get(candidate.pair)
            dyads.append((candidate.dyad, weight is not None, weight or 1.0))
            if weight is not None:
                tracks += [
                    (features, (candidate.pair, track) in right, weight)
                    for track, features in candidate.tracks.items()
                ]
    return Model(0.0, logistic(dyads), logistic(tracks))


def dyad_weights(right: set[tuple[Pair, str]]) -> dict[Pair, float]:
    """How much each dyad that has a track counts: less, where it is one of a long list."""
    dyads_on = Counter(track for _, track in right)
    weights: dict[Pair, float] = {}
    for pair, track in right:
        weight = min(1.0, (LIST / dyads_on[track]) ** 0.5)
        weights[pair] = min(weight, weights.get(pair, 1.0))
    return weights


def logistic(cases: list[Case]) -> dict[str, float]:
    """Weights of a ridge logistic regression by the names of the features."""
    names = sorted({name for features, _, _ in cases for name in features})
    x = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in cases])
    y = np.array([right for _, right, _ in cases], float)
    count = np.array([weight for _, _, weight in cases])
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (count * (chance - y)) + RIDGE * weights
        curve = (x * (count * chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(len(names))
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def f1(held_out: list[tuple[list[Row], Model]], threshold: float) -> float:
    hits = predicted = gold = 0
    for rows, model in held_out:
        for found, right in rows:
            kept = {
                (pair, track)
                for pair, weighed in chances(model, found).items()
                for track, chance in weighed.items()
                if chance >= threshold
            }
            hits += len(kept & right)
            predicted += len(kept)
            gold += len(right)
    return 2 * hits / (predicted + gold)


def write(model: Model, threshold: float) -> None:
    lines = [f"threshold = {threshold}"]
    for title, weights in (("dyad", model.dyad), ("track", model.track)):
        lines += ["", f"[{title}]", *(f'"{name}" = {value}' for name, value in weights.items())]
    TABLE.write_text(HEAD + "\n".join([*lines, ""]), encoding="utf-8")
    print(f"written: {TABLE}, threshold {threshold}")


if __name__ == "__main__":
    if len(sys.argv) < 3 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    main(*sys.argv[1:])
