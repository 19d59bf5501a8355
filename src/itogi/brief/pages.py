"""Pages: coded articles as a brief about one pair sees them.

A page knows the sentences round a span, whose words a span is in, and whether a passage speaks of
the pair: by naming both, by one naming the other, or, on a page that is about the pair, by words
for the two of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from itogi.brief.cues import cues, fold
from itogi.brief.records import Evidence
from itogi.coding.records import Coding, Event, Statement
from itogi.language.sentences import sentence_spans
from itogi.store import cluster

Span = tuple[int, int]
OVERLAP = 0.5
"""Share of a span that must lie in a statement for its words to be the speaker's."""


@dataclass(frozen=True)
class Page:
    """An article, its number among the sources, and the story that it shares with reprints."""

    number: int
    coding: Coding
    story: int
    pair: tuple[str, str]

    @property
    def text(self) -> str:
        return self.coding.article.text

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the text, furniture left out; none crosses a block."""
        blocks = self.coding.article.blocks
        if not blocks:
            return sentence_spans(self.text)
        return [
            span
            for block in blocks
            if block.kind != "furniture"
            for span in sentence_spans(self.text, block.start, block.end)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def around(self, start: int, end: int) -> Span:
        """The span widened to whole sentences."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        if first < 0 or self.sentences[first][1] <= start:
            return start, end
        return min(start, self.sentences[first][0]), max(end, self.sentences[last][1])

    def evidence(self, start: int, end: int) -> Evidence:
        left, right = self.around(start, end)
        return Evidence(
            source=self.number,
            start=start,
            end=end,
            before=self.text[left:start],
            quote=self.text[start:end],
            after=self.text[end:right],
        )

    def said(self, start: int, end: int) -> tuple[int, int, Statement | None]:
        """The passage cut to the words of whoever says it, and the statement; else as it is."""
        statement = self.voice_of(start, end)
        if statement:
            start, end = max(start, statement.start), min(end, statement.end)
        return start, end, statement

    def codes(self, start: int, end: int) -> set[str]:
        """Codes of the actors that are named in the span, persons with their states."""
        return {m.code for m in self.coding.mentions if m.code and start <= m.start < end}

    def voice_of(self, start: int, end: int) -> Statement | None:
        """The statement whose words the span is, the narrowest where one stands in another."""
        need = OVERLAP * (end - start)
        over = [s for s in self.coding.statements if min(end, s.end) - max(start, s.start) >= need]
        return min(over, key=lambda s: (s.end - s.start, s.start), default=None)

    @cached_property
    def focused(self) -> bool:
        """Whether the article is about the pair: its headline names both, or it names them most."""
        heads = [b for b in self.coding.article.blocks if b.kind in ("headline", "subtitle")]
        if any(set(self.pair) <= self.codes(b.start, b.end) for b in heads):
            return True
        named = Counter(m.code for m in self.coding.mentions if m.code and m.listed)
        leading = {code for code, count in named.most_common(2) if count > 1}
        return leading == set(self.pair)

    def joins(self, event: Event) -> bool:
        """Whether the event is one between the two of the pair."""
        return set(self.pair) in [set(dyad) for dyad in dyads(event)]

    def speaks_of_pair(self, start: int, end: int, speaker: Statement | None = None) -> bool:
        """Whether the passage, said by the speaker if there is one, is about the pair."""
        left, right = self.around(start, end)
        pair = set(self.pair)
        named = self.codes(left, right)
        if speaker and speaker.state:
            named = named | {speaker.state}
        if pair <= named:
            return True
        if any(
            _overlap(start, end, e.start, e.end) for e in self.coding.events if self.joins(e)
        ) or any(
            _overlap(start, end, t.start, t.end)
            for t in self.coding.tracks
            if pair <= set(t.states)
        ):
            return True
        if not self.focused:
            return False
        if cues().pair.search(fold(self.text[left:right])):
            return True
        # On a page about the pair, what is said goes to them unless it names only others.
        return speaker is not None and (not named or bool(named & pair))


def dyads(event: Event) -> Iterable[tuple[str, str]]:
    """The pairs that an event joins: each actor with each recipient, else the actors together."""
    if event.recipients:
        return [(a, b) for a in event.actors for b in event.recipients if a != b]
    return list(combinations(event.actors, 2))


def read_pages(codings: Sequence[Coding], a: str, b: str) -> list[Page]:
    """Pages in order of publication, undated ones last, numbered from 1."""
    ordered = sorted(
        codings,
        key=lambda c: (
            c.article.published is None,
            str(c.article.published),
            c.article.outlet or "",
            c.article.id,
        ),
    )
    stories = cluster([coding.article for coding in ordered])
    return [
        Page(number, coding, story, (a, b))
        for number, (coding, story) in enumerate(zip(ordered, stories, strict=True), 1)
    ]


def _overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    return min(end, other_end) > max(start, other_start)
