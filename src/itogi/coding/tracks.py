"""Tracks: which fields of relations the article reports as dealt with between two states.

A dyad stands on a track when words of that track stand in the sentences about the dyad: those of
its events, and those that name both. Where no word decides, the types of its events do.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from itogi.coding.phrases import Phrases
from itogi.coding.records import Event, Mention, Track
from itogi.language.records import Document

TRACKS = (
    "trade", "investment", "energy", "transport", "digital", "finance",
    "sanctions", "security", "politics", "society", "integration",
)  # fmt: skip

# Politics is in every sentence about states; it leads only where nothing else stands out.
POLITICS_WEIGHT = 0.5
STRONG, WEAK = 1.0, 0.35
# A dyad without events needs this much, since it may only share a sentence.
ENOUGH_ALONE = 1.0
# A further track of a dyad needs this share of the leading one's score, and this much by itself.
ENOUGH_BESIDE_SHARE, ENOUGH_BESIDE = 0.75, 2.0
# A sentence that lists more states than this says nothing of each two of them.
CROWD = 4

Pair = tuple[str, str]


@dataclass(slots=True)
class _Dyad:
    """What speaks for the tracks of one pair."""

    types: list[str] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    together: bool = False


def find_tracks(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> list[Track]:
    """Rows of states and track, each with the sentence that speaks most for it."""
    scores = [_sentence_scores(document, i) for i in range(len(document.sentences))]
    rows: dict[str, dict[Pair, tuple[float, int]]] = defaultdict(dict)
    for pair, dyad in _dyads(document, mentions, events).items():
        for track, score, sentence in _tracks_of(dyad, scores):
            rows[track][pair] = (score, sentence)
    return [_row(document, track, pairs, group) for track, pairs, group in _grouped(rows)]


def _dyads(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> dict[Pair, _Dyad]:
    dyads: dict[Pair, _Dyad] = defaultdict(_Dyad)
    for event in events:
        spans = [(event.start, event.end), *event.more]
        near = {i for i, s in enumerate(document.sentences) if _touches(s.start, s.end, spans)}
        for pair in event_pairs(event):
            dyads[pair].types.append(event.type)
            dyads[pair].sentences |= near
    for index, codes in _codes_by_sentence(document, mentions):
        if len(codes) <= CROWD:
            for pair in combinations(sorted(codes), 2):
                dyads[pair].sentences.add(index)
                dyads[pair].together = True
    return dyads


def event_pairs(event: Event) -> set[Pair]:
    """The unordered dyads that an event joins."""
    if event.recipients:
        sides = ((a, b) for a in event.actors for b in event.recipients if a != b)
        return {(min(pair), max(pair)) for pair in sides}
    return set(combinations(sorted(set(event.actors)), 2))


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def _codes_by_sentence(
    document: Document, mentions: Sequence[Mention]
) -> Iterator[tuple[int, set[str]]]:
    for index, sentence in enumerate(document.sentences):
        yield (
            index,
            {
                m.code
                for m in mentions
                if m.code
                and m.listed
                and m.kind != "place"
                and sentence.start <= m.start < sentence.end
            },
        )


def _acts(mention: Mention) -> bool:
    return mention.listed and mention.kind != "place"


def _tracks_of(dyad: _Dyad, scores: Sequence[dict[str, float]]) -> Iterator[tuple[str, float, int]]:
    total: dict[str, float] = defaultdict(float)
    best: dict[str, int] = {}
    for index in sorted(dyad.sentences):
        for track, score in scores[index].items():
            total[track] += score
            if track not in best or score > scores[best[track]][track]:
                best[track] = index
    if dyad.types:
        for track in map(_track_of_type, dyad.types):
            total[track] += WEAK
            best.setdefault(track, min(dyad.sentences, default=0))
    leading = max(total.values(), default=0.0)
    if leading < (WEAK if dyad.types else ENOUGH_ALONE):
        return
    for track, score in total.items():
        if score == leading or score >= max(ENOUGH_BESIDE_SHARE * leading, ENOUGH_BESIDE):
            yield track, score, best[track]


def _sentence_scores(document: Document, index: int) -> dict[str, float]:
    """The weight of each track in one sentence; a word said twice counts once."""
    scores: dict[str, float] = defaultdict(float)
    for _, tracks in {hit.value for hit in _cues().find(document.sentences[index].tokens)}:
        for track, weight in tracks:
            scores[track] += weight * (POLITICS_WEIGHT if track == "politics" else 1.0)
    return scores


def _grouped(
    rows: dict[str, dict[Pair, tuple[float, int]]],
) -> Iterator[tuple[str, dict[Pair, tuple[float, int]], tuple[str, ...]]]:
    """Pairs on one track joined into groups of states in which each two stand on it."""
    for track in TRACKS:
        pairs = rows.get(track, {})
        left = sorted(pairs)
        while left:
            group = list(left[0])
            for state in sorted({s for pair in left for s in pair} - set(group)):
                if all((min(s, state), max(s, state)) in left for s in group):
                    group.append(state)
            covered = set(combinations(sorted(group), 2))
            left = [pair for pair in left if pair not in covered]
            yield track, pairs, tuple(sorted(group))


def _row(
    document: Document, track: str, pairs: dict[Pair, tuple[float, int]], group: tuple[str, ...]
) -> Track:
    score, index = max(pairs[pair] for pair in combinations(group, 2) if pair in pairs)
    sentence = document.sentences[index]
    confidence = round(score / (score + 1.0), 2)
    return Track(group, track, sentence.start, sentence.end, f"tracks.{track}", confidence)


_Cue = tuple[str, tuple[tuple[str, float], ...]]


@cache
def _table() -> dict[str, Any]:
    with (files("itogi.coding") / "tables" / "tracks.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _track_of_type(event_type: str) -> str:
    types: dict[str, str] = _table()["types"]
    return types.get(event_type, types["*"])


@cache
def _cues() -> Phrases[_Cue]:
    """Every entry with the tracks that it speaks for and how strongly."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for track in TRACKS:
        for strength, weight in (("strong", STRONG), ("weak", WEAK)):
            for entry in _table()["tracks"][track][strength]:
                weights[entry][track] = weight
    return Phrases.of((entry, (entry, tuple(tracks.items()))) for entry, tracks in weights.items())
