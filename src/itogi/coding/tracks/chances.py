"""The chance that a dyad stands on a track, from weighed features.

Two logistic models: the first gives the chance that the dyad has a track at all, the second that
of each track where it has any; the product is the chance of the track.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from itogi.coding.table import read_table
from itogi.coding.tracks.cues import TRACKS
from itogi.coding.tracks.dyads import Pair, pair_of
from itogi.coding.tracks.features import Candidate, Features
from itogi.reading.kept import kept

Chances = Mapping[Pair, Mapping[str, float]]
NONE: Mapping[str, float] = dict.fromkeys(TRACKS, 0.0)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the names of features; a row stands where its chance reaches `threshold`."""

    threshold: float
    dyad: Mapping[str, float]
    track: Mapping[str, float]


def chances(model: Model, found: Iterable[Candidate]) -> Chances:
    """For each dyad the chance of each track, 0 to 1."""
    found = list(found)
    alone = {candidate.pair: unshared(model, candidate) for candidate in found}
    return {c.pair: {track: _shared(alone, c, track) for track in TRACKS} for c in found}


def standing(model: Model, found: Iterable[Candidate]) -> Chances:
    """The chances that reach the threshold.

    A dyad that has any track at all by a lesser chance can have none by itself, nor lend one to
    others: what speaks for its tracks is not weighed.
    """
    found, least = list(found), model.threshold
    likely = [c for c in found if _logistic(model.dyad, c.dyad) >= least]
    alone: defaultdict[Pair, Mapping[str, float]] = defaultdict(lambda: NONE)
    alone.update((c.pair, unshared(model, c)) for c in likely)
    shared = {c.pair: {track: _shared(alone, c, track) for track in TRACKS} for c in found}
    return {
        pair: {track: chance for track, chance in tracks.items() if chance >= least}
        for pair, tracks in shared.items()
    }


def unshared(model: Model, candidate: Candidate) -> Mapping[str, float]:
    """The chances of a dyad by what speaks for itself alone."""
    some = _logistic(model.dyad, candidate.dyad)
    return {t: some * _logistic(model.track, candidate.tracks[t]) for t in TRACKS}


def _shared(alone: Mapping[Pair, Mapping[str, float]], candidate: Candidate, track: str) -> float:
    """Two that act on one side share the track that each has with the other side (codebook: one
    row for a group of states)."""
    best = alone[candidate.pair][track]
    for other in candidate.towards:
        with_other = [alone[pair_of(state, other)][track] for state in candidate.pair]
        best = max(best, min(with_other))
    return best


def _logistic(weights: Mapping[str, float], features: Features) -> float:
    return 1 / (1 + exp(-sum(v * weights.get(name, 0.0) for name, v in features.items())))


@kept
def load_model() -> Model:
    """The weights table; `training/tracks.py` writes it."""
    table = read_table("tracks_weights.toml")
    return Model(table["threshold"], table["dyad"], table["track"])
