"""The dyads that may stand on a track: joined by an event, on one side of it, or named together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from itogi.coding.records import Event, Mention
from itogi.language.records import Document

# A sentence that lists more states than this says nothing of each two of them.
CROWD = 4

Pair = tuple[str, str]


@dataclass(slots=True)
class Dyad:
    """What speaks for a pair. `told` are the sentences of its events, `near` all about it."""

    types: list[str] = field(default_factory=list)
    historical: int = 0
    told: set[int] = field(default_factory=set)
    near: set[int] = field(default_factory=set)
    same_side: bool = False


def find_dyads(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> dict[Pair, Dyad]:
    dyads: dict[Pair, Dyad] = defaultdict(Dyad)
    for event in events:
        spans = [(event.start, event.end), *event.more]
        near = {i for i, s in enumerate(document.sentences) if _touches(s.start, s.end, spans)}
        for pair in event_pairs(event):
            dyads[pair].types.append(event.type)
            dyads[pair].historical += event.status == "historical"
            dyads[pair].told |= near
            dyads[pair].near |= near
        for pair in _same_side(event):
            dyads[pair].same_side = True
            dyads[pair].near |= near
    for index, codes in _codes_by_sentence(document, mentions):
        if len(codes) <= CROWD:
            for pair in combinations(sorted(codes), 2):
                dyads[pair].near.add(index)
    return dyads


def event_pairs(event: Event) -> set[Pair]:
    """The unordered dyads that an event joins."""
    if event.recipients:
        sides = ((a, b) for a in event.actors for b in event.recipients if a != b)
        return {(min(pair), max(pair)) for pair in sides}
    return set(combinations(sorted(set(event.actors)), 2))


def _same_side(event: Event) -> Iterator[Pair]:
    if event.recipients:
        for side in (event.actors, event.recipients):
            yield from combinations(sorted(set(side)), 2)


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def _codes_by_sentence(
    document: Document, mentions: Sequence[Mention]
) -> Iterator[tuple[int, set[str]]]:
    acting = [m for m in mentions if acts(m)]
    for index, sentence in enumerate(document.sentences):
        inside = (m.code for m in acting if sentence.start <= m.start < sentence.end)
        yield index, {code for code in inside if code}


def acts(mention: Mention) -> bool:
    """Whether the mention is an actor's name rather than a place or a name inside a name."""
    return bool(mention.listed and mention.code and mention.kind != "place")
