"""Rows of states and track: dyads whose weighed evidence suffices, joined into groups."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import exp

from itogi.coding.records import Event, Mention, Track
from itogi.coding.tracks.cues import TRACKS
from itogi.coding.tracks.dyads import Pair
from itogi.coding.tracks.enumeration import enumerated_tracks
from itogi.coding.tracks.features import Candidate, Features, candidates
from itogi.language.records import Document


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: a row stands where the chance that it is right reaches `threshold`."""

    threshold: float
    weights: Mapping[str, float]

    def chance(self, features: Features) -> float:
        return 1 / (1 + exp(-sum(v * self.weights.get(k, 0.0) for k, v in features.items())))


def find_tracks(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> list[Track]:
    """Tracks of an article, each with the sentence that speaks most for it."""
    model = load_weights()
    kept: dict[str, dict[Pair, tuple[float, Candidate]]] = {track: {} for track in TRACKS}
    for candidate in candidates(document, mentions, events):
        chance = model.chance(candidate.features)
        if chance >= model.threshold:
            kept[candidate.track][candidate.pair] = (chance, candidate)
    weighed = [
        _row(document, track, group, kept[track])
        for track in TRACKS
        for group in _groups(sorted(kept[track]))
    ]
    listed = enumerated_tracks(document, mentions)
    places = {(row.states, row.track) for row in listed}
    return [*listed, *(row for row in weighed if (row.states, row.track) not in places)]


def _groups(pairs: list[Pair]) -> Iterator[tuple[str, ...]]:
    """Pairs joined into groups of states in which each two are one of the pairs."""
    left = pairs
    while left:
        group = list(left[0])
        for state in sorted({s for pair in left for s in pair} - set(group)):
            if all((min(s, state), max(s, state)) in left for s in group):
                group.append(state)
        covered = set(combinations(sorted(group), 2))
        left = [pair for pair in left if pair not in covered]
        yield tuple(sorted(group))


def _row(
    document: Document,
    track: str,
    group: tuple[str, ...],
    kept: Mapping[Pair, tuple[float, Candidate]],
) -> Track:
    chances = [kept[pair] for pair in combinations(group, 2)]
    chance, best = max(chances, key=lambda one: one[0])
    sentence = document.sentences[best.sentence]
    return Track(group, track, sentence.start, sentence.end, f"tracks.{track}", round(chance, 2))


@cache
def load_weights() -> Weights:
    """The weights table; `training/tracks.py` writes it."""
    with (files("itogi.coding") / "tables" / "tracks_weights.toml").open("rb") as file:
        table = tomllib.load(file)
    return Weights(table["threshold"], table["weights"])
