"""Rows of states and track: dyads whose weighed evidence suffices, joined into groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from itogi.coding.records import Event, Mention, Track
from itogi.coding.trace import SILENT, Trace
from itogi.coding.tracks.agenda import discussed_tracks
from itogi.coding.tracks.chances import load_model, standing
from itogi.coding.tracks.cues import TRACKS
from itogi.coding.tracks.dyads import Pair
from itogi.coding.tracks.enumeration import enumerated_tracks
from itogi.coding.tracks.features import candidates
from itogi.language.records import Document

# A dyad that stands on a track: the chance that it is right, the sentence that says most for it.
Kept = tuple[float, int]


def find_tracks(
    document: Document,
    mentions: Sequence[Mention],
    events: Sequence[Event],
    trace: Trace = SILENT,
) -> list[Track]:
    """Tracks of an article, each with the sentence that speaks most for it."""
    kept = _kept(document, mentions, events, trace)
    weighed = [
        _row(document, track, group, kept[track])
        for track in TRACKS
        for group in _groups(sorted(kept[track]))
    ]
    listed = enumerated_tracks(document, mentions)
    places = {(row.states, row.track) for row in listed}
    told = [*listed, *(row for row in weighed if (row.states, row.track) not in places)]
    discussed = discussed_tracks(document, mentions, events)
    return [*told, *(row for row in discussed if not _is_among(row, told))]


def _is_among(row: Track, rows: Sequence[Track]) -> bool:
    return any(row.track == one.track and {*row.states} <= {*one.states} for one in rows)


def _kept(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event], trace: Trace
) -> dict[str, dict[Pair, Kept]]:
    model = load_model()
    found = list(candidates(document, mentions, events))
    trace.tracks_weighed(model, found)
    kept: dict[str, dict[Pair, Kept]] = {track: {} for track in TRACKS}
    stands = standing(model, found)
    for candidate in found:
        for track, chance in stands[candidate.pair].items():
            kept[track][candidate.pair] = (chance, candidate.sentences[track])
    return kept


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
    document: Document, track: str, group: tuple[str, ...], kept: Mapping[Pair, Kept]
) -> Track:
    chance, index = max((kept[pair] for pair in combinations(group, 2)), key=lambda one: one[0])
    sentence = document.sentences[index]
    return Track(group, track, sentence.start, sentence.end, f"tracks.{track}", round(chance, 2))
