"""Fit the weights of the tracks layer to coded articles.

    python training/tracks.py ../shared/gold/train.jsonl ../shared/gold/train

Codes the texts with the present rules, pairs each dyad on each track with the annotations, fits a
logistic regression (ridge, Newton's method), chooses the threshold by five-fold cross-validation
over articles, prints what each threshold gives, and writes
`src/itogi/coding/tables/tracks_weights.toml`.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

from itogi.coding import code_all
from itogi.coding.mentions import find_mentions
from itogi.coding.tracks.features import Candidate, candidates
from itogi.language import analyse
from itogi.reading import article_from_text
from itogi.world import load

TABLE = Path(__file__).parents[1] / "src/itogi/coding/tables/tracks_weights.toml"
RIDGE = 1.0
FOLDS = 5
THRESHOLDS = (0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.35)
HEAD = """\
# Weights of what speaks for a dyad on a track (`coding/tracks/features.py` says what each is).
# Written by `python training/tracks.py`; the threshold is the chance that a row must reach.

"""

Row = tuple[list[Candidate], set[tuple[tuple[str, str], str]]]


def main(annotations: str, texts: str) -> None:
    rows = prepare(annotations, texts)
    names = sorted({name for found, _ in rows for c in found for name in c.features})
    held_out = [
        (rows[k::FOLDS], fit([r for i, r in enumerate(rows) if i % FOLDS != k], names))
        for k in range(FOLDS)
    ]
    scores = {threshold: f1(held_out, names, threshold) for threshold in THRESHOLDS}
    for threshold, score in scores.items():
        print(f"threshold {threshold:.2f}  F1 {100 * score:.1f}, cross-validated")
    # The mean of the three best, since single thresholds are noisy on so few rows.
    best = sorted(scores, key=lambda t: -scores[t])[:3]
    write(names, fit(rows, names), round(sum(best) / 3, 2))


def prepare(annotations: str, texts: str) -> list[Row]:
    gold = [json.loads(line) for line in Path(annotations).read_text("utf-8").splitlines()]
    articles = [
        article_from_text(Path(texts, f"{g['id']}.txt").read_bytes().decode(), g["id"])
        for g in gold
    ]
    rows = []
    for row, coding in zip(gold, code_all(articles), strict=True):
        document = analyse(coding.article)
        mentions = find_mentions(document, load())
        right = {
            (pair, track["track"])
            for track in row["tracks"]
            for pair in combinations(sorted(set(track["states"])), 2)
        }
        rows.append((list(candidates(document, mentions, coding.events)), right))
    return rows


def fit(rows: list[Row], names: list[str]) -> np.ndarray:
    x = np.concatenate([matrix(found, names) for found, _ in rows])
    y = np.array([(c.pair, c.track) in right for found, right in rows for c in found], float)
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + RIDGE * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(len(names))
        weights -= np.linalg.solve(curve, slope)
    return weights


def matrix(found: list[Candidate], names: list[str]) -> np.ndarray:
    return np.array([[c.features.get(n, 0.0) for n in names] for c in found]).reshape(
        -1, len(names)
    )


def f1(held_out: list[tuple[list[Row], np.ndarray]], names: list[str], threshold: float) -> float:
    hits = predicted = gold = 0
    for rows, weights in held_out:
        for found, right in rows:
            chance = 1 / (1 + np.exp(-matrix(found, names) @ weights))
            kept = {(c.pair, c.track) for c, p in zip(found, chance, strict=True) if p >= threshold}
            hits += len(kept & right)
            predicted += len(kept)
            gold += len(right)
    return 2 * hits / (predicted + gold)


def write(names: list[str], weights: np.ndarray, threshold: float) -> None:
    lines = [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True)]
    body = "\n".join([f"threshold = {threshold}", "", "[weights]", *lines, ""])
    TABLE.write_text(HEAD + body, encoding="utf-8")
    print(f"written: {TABLE}, threshold {threshold}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
