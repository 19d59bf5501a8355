"""The words of each track, weighed in a sentence."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from itogi.coding.phrases import Phrases
from itogi.language.records import Token

TRACKS = (
    "trade", "investment", "energy", "transport", "digital", "finance",
    "sanctions", "security", "politics", "society", "integration",
)  # fmt: skip

WEIGHTS = {"strong": 1.0, "weak": 0.35}

_Cue = tuple[str, tuple[tuple[str, float], ...]]


def cue_weights(tokens: Sequence[Token]) -> dict[str, float]:
    """How much the words of a sentence speak for each track; a word said twice counts once."""
    total: dict[str, float] = defaultdict(float)
    for _, tracks in {hit.value for hit in _cues().find(tokens)}:
        for track, weight in tracks:
            total[track] += weight
    return total


@cache
def _cues() -> Phrases[_Cue]:
    """Every entry with the tracks that it speaks for. Raises ValueError for an unknown track."""
    with (files("itogi.coding") / "tables" / "tracks.toml").open("rb") as file:
        table = tomllib.load(file)
    if set(table) != set(TRACKS):
        raise ValueError(f"tracks.toml: expected one table for each of {', '.join(TRACKS)}")
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for track, words in table.items():
        for strength, entries in words.items():
            for entry in entries:
                weights[entry][track] = WEIGHTS[strength]
    return Phrases.of((entry, (entry, tuple(tracks.items()))) for entry, tracks in weights.items())
