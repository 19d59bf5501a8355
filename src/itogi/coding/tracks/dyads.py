"""The dyads that may stand on a track: joined by an event, on one side of it, or named together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from itogi.coding.records import Event, Mention
from itogi.language.records import Document

# A sentence that lists more states than this, the members of a body, says nothing of each two.
MANY = 6

Pair = tuple[str, str]


@dataclass(slots=True)
class Dyad:
    """What speaks for a pair. `told` are the sentences of its events, `near` all about it.

    `confidence` is that of its surest event. `towards` are the actors upon which both act, or
    which act upon both; `company` is the smallest number of actors that a sentence names with
    both of them, themselves counted.
    """

    types: list[str] = field(default_factory=list)
    historical: int = 0
    confidence: float = 0.0
    told: set[int] = field(default_factory=set)
    near: set[int] = field(default_factory=set)
    towards: set[str] = field(default_factory=set)
    company: int = 2


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
            dyads[pair].confidence = max(dyads[pair].confidence, event.confidence)
            dyads[pair].told |= near
            dyads[pair].near |= near
        for pair, others in _same_side(event):
            dyads[pair].towards |= others
            dyads[pair].near |= near
    _add_named_together(dyads, named_together(document, mentions))
    return dyads


def named_together(document: Document, mentions: Sequence[Mention]) -> dict[int, frozenset[str]]:
    """The actors of each sentence that names two or more, but no long list of members."""
    acting = [m for m in mentions if acts(m)]
    groups = {}
    for index, sentence in enumerate(document.sentences):
        named = {m.code for m in acting if sentence.start <= m.start < sentence.end and m.code}
        if 1 < len(named) <= MANY:
            groups[index] = frozenset(named)
    return groups


def event_pairs(event: Event) -> set[Pair]:
    """The unordered dyads that an event joins."""
    if event.recipients:
        return {pair_of(a, b) for a in event.actors for b in event.recipients if a != b}
    return set(combinations(sorted(set(event.actors)), 2))


def pair_of(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


def _same_side(event: Event) -> Iterator[tuple[Pair, set[str]]]:
    """Two on one side of an event, with those on its other side."""
    if event.recipients:
        for side, others in ((event.actors, event.recipients), (event.recipients, event.actors)):
            for pair in combinations(sorted(set(side)), 2):
                yield pair, set(others) - set(pair)


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def _add_named_together(dyads: dict[Pair, Dyad], groups: Mapping[int, frozenset[str]]) -> None:
    company: dict[Pair, int] = {}
    for index, named in groups.items():
        for pair in combinations(sorted(named), 2):
            dyads[pair].near.add(index)
            company[pair] = min(company.get(pair, MANY), len(named))
    for pair, number in company.items():
        dyads[pair].company = number


def acts(mention: Mention) -> bool:
    """Whether the mention is an actor's name rather than a place or a name inside a name."""
    return bool(mention.listed and mention.code and mention.kind != "place")
