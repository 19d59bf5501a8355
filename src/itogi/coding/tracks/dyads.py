"""The dyads that may stand on a track: joined by an event, on one side of it, or named together
or in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from itogi.coding.records import Event, Mention
from itogi.language.records import Document

# A sentence that names more actors than this is a list and says nothing of each two.
MANY = 12
# Nor do two neighbouring sentences that each name more than this.
FEW = 3

Pair = tuple[str, str]


@dataclass(slots=True)
class Dyad:
    """What speaks for a pair, with the sentences in which it does.

    `told` are the sentences of its events, `both` those that name both, `one` those that name one
    of the two and nobody else; `confidence` is that of its surest event. `towards` are the actors
    upon which both act, or which act upon both, `beside` the sentences of those acts; `turns` are
    neighbouring sentences of which each names another of the two; `by_name` tells that a sentence
    holds names of both, not only people who stand for them.
    """

    events: int = 0
    confidence: float = 0.0
    told: set[int] = field(default_factory=set)
    both: set[int] = field(default_factory=set)
    one: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    turns: set[int] = field(default_factory=set)
    towards: set[str] = field(default_factory=set)
    by_name: bool = False

    @property
    def near(self) -> set[int]:
        """The sentences that speak for the pair; those in turn only where there are no others."""
        return self.told | self.both | self.beside or self.turns


@dataclass(frozen=True, slots=True)
class Named:
    """The actors of one sentence: all, and those that stand there by a name of their own."""

    actors: frozenset[str]
    by_name: frozenset[str]


def find_dyads(
    document: Document, sentences: Sequence[Named], events: Sequence[Event]
) -> dict[Pair, Dyad]:
    """The dyads of an article; `sentences` are what `named_in` gives."""
    dyads: dict[Pair, Dyad] = defaultdict(Dyad)
    for event in events:
        spans = [(event.start, event.end), *event.more]
        near = {i for i, s in enumerate(document.sentences) if _touches(s.start, s.end, spans)}
        for pair in event_pairs(event):
            dyads[pair].events += 1
            dyads[pair].confidence = max(dyads[pair].confidence, event.confidence)
            dyads[pair].told |= near
        for pair, others in _same_side(event):
            dyads[pair].towards |= others
            dyads[pair].beside |= near
    _add_named_together(dyads, sentences)
    _add_named_in_turn(dyads, sentences)
    for pair, dyad in dyads.items():
        dyad.one = {
            index
            for index, named in enumerate(sentences)
            if named.actors and named.actors <= set(pair) and index not in dyad.near
        }
    return dyads


def named_in(document: Document, mentions: Sequence[Mention]) -> list[Named]:
    """The actors of each sentence."""
    starts = [sentence.start for sentence in document.sentences]
    actors: list[set[str]] = [set() for _ in starts]
    by_name: list[set[str]] = [set() for _ in starts]
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.start < document.sentences[at].end and stands_for(mention):
            actors[at].add(str(mention.code))
            if acts(mention):
                by_name[at].add(str(mention.code))
    return [Named(frozenset(a), frozenset(n)) for a, n in zip(actors, by_name, strict=True)]


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


def _add_named_together(dyads: dict[Pair, Dyad], sentences: Sequence[Named]) -> None:
    for index, named in enumerate(sentences):
        if len(named.actors) <= MANY:
            for pair in combinations(sorted(named.actors), 2):
                dyads[pair].both.add(index)
                dyads[pair].by_name |= named.by_name >= set(pair)


def _add_named_in_turn(dyads: dict[Pair, Dyad], sentences: Sequence[Named]) -> None:
    """«Непал попросил врачей. Пакистан прислал госпиталь.»: each with whom the other names."""
    for index in range(1, len(sentences)):
        before, named = sentences[index - 1].actors, sentences[index].actors
        if len(before) <= FEW and len(named) <= FEW:
            for one in before - named:
                for other in named - before:
                    dyads[pair_of(one, other)].turns |= {index - 1, index}


def acts(mention: Mention) -> bool:
    """Whether the mention is an actor's name rather than a place or a name inside a name."""
    return bool(mention.listed and mention.code and mention.kind != "place")


def stands_for(mention: Mention) -> bool:
    """Whether the mention is an actor's name, or a person, body or company of an actor."""
    return acts(mention) or bool(mention.code and mention.kind in ("person", "body", "company"))
