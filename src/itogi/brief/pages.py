"""Pages: coded articles as a brief about one pair sees them.

A page knows the sentences round a span, whose words a span is in, and whether a passage speaks of
the pair: by naming both, by one naming the other, or, on a page that is about the pair, by words
for the two of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from itogi.brief.cues import cues, fold
from itogi.brief.records import Evidence
from itogi.coding.records import Coding, Event, Statement, Track
from itogi.language import inflect
from itogi.language.sentences import sentence_spans
from itogi.store import cluster
from itogi.world import load

Span = tuple[int, int]
OVERLAP = 0.5
"""Share of a span that must lie in a statement for its words to be the speaker's."""
PLAIN = ("/assert", "/explain", "/opine")
"""Endings of the rules of statements that say no more than that somebody says it."""
BARE = ("noun-infinitive/", "noun-that/")
"""Beginnings of rules whose words hang on a noun («с просьбой …»), which hangs on a verb."""
NAMING = "equation/"
"""Beginning of rules whose words are two parts of what the verb joins («назвал … ошибкой»)."""
WHOLE = 240
"""Characters that the words of a line may have when they are widened to the whole sentence."""
UNSAID = ("/deny", "/doubt")
"""Endings of rules by which the words are not what the speaker holds to be so."""
FAR = 120
"""Characters by which the words of a statement may grow to hold what reports them."""
THAT = 6
"""Characters between a verb of speech and the words: «, что »."""
NAMED = 90
"""Characters that a speaker with his posts may take before the verb."""
NO_ACTS = {"expert", "business", "other"}
"""Voices on whose word alone nothing counts as an event (codebook, events, rule 14)."""
PAIRS = (("«", "»"), ("„", "“"), ("“", "”"))
_WHERE = re.compile(r"\b(?:во?|на|из|под|близ|около)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
SHORT = 2
"""Letters of a preposition, which has no case that would tell it from a subject."""
_WORD = re.compile(r"\w+")
LEADING = 3
"""Actors named most often, among whom the two are where a headline with others is about them."""


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
            first, last = self.spoken(statement)
            start, end = max(start, first), min(end, last)
        return start, end, statement

    def spoken(self, statement: Statement) -> Span:
        """The words to show for a statement: with what reports it, where that is half the sense.

        «смягчить позицию» is nothing without «призвал Киев», and what somebody denies reads as
        what he says.
        """
        start, end, cue = statement.start, statement.end, statement.cue
        if statement.kind == "direct" or cue is None:
            return start, end
        if statement.rule.startswith(BARE):
            return self._sentence(start, end)
        if statement.rule.endswith(PLAIN) and not statement.rule.startswith(NAMING):
            return start, end
        if cue[0] > start and not statement.rule.endswith(UNSAID):
            return start, end
        first, last = min(start, cue[0]), max(end, cue[1])
        left, right = self.around(start, end)
        if first < left or last > right or (last - first) - (end - start) > FAR:
            return start, end
        return first, last

    def codes(self, start: int, end: int) -> set[str]:
        """Codes of the actors that are named in the span, persons with their states."""
        return {m.code for m in self.coding.mentions if m.code and start <= m.start < end}

    def meant(self, start: int, end: int) -> set[str]:
        """The same without those that only a place is of, where something is («в Самарканде»),
        unless the page is about the pair."""
        if self.focused:
            return self.codes(start, end)
        return {
            m.code
            for m in self.coding.mentions
            if m.code
            and start <= m.start < end
            and not (m.kind == "place" and _WHERE.search(self.text, 0, m.start))
        }

    def words(self, start: int, end: int) -> str:
        """The text of a span, with the quotation mark beside it whose pair is in it, or without
        the one at its edge whose pair is further off."""
        words = self.text[start:end]
        for left, right in PAIRS:
            if words.count(left) < words.count(right) and self.text[start - 1 : start] == left:
                start -= 1
            if words.count(left) > words.count(right) and self.text[end : end + 1] == right:
                end += 1
        words = self.text[start:end]
        if words.count("«") < words.count("»"):
            words = words.removesuffix("»")
        if words.count("«") > words.count("»"):
            words = words.removeprefix("«")
        return words

    def told(self, event: Event) -> Span:
        """The words to show for an event: its evidence, widened to the sentence, or to the words
        of whoever tells it, where it begins in the middle of a clause («заключении договора»)."""
        start, end = event.start, event.end
        left, _ = self.around(start, end)
        if not self.text[left:start].strip(" «„“") or self._begins_clause(start):
            return start, end
        voice = self.told_by(event)
        if voice and voice.start <= start and end <= voice.end:
            return (voice.start, voice.end) if voice.end - voice.start <= WHOLE else (start, end)
        return self._sentence(start, end)

    def _begins_clause(self, start: int) -> bool:
        """Whether a subject stands there: a name in the nominative, after a colon any noun."""
        found = _WORD.match(self.text, start)
        word = found[0] if found else ""
        told = word[:1].isupper() or self.text[:start].rstrip().endswith((":", ";"))
        return told and len(word) > SHORT and inflect(word, "Nom") == word

    def _sentence(self, start: int, end: int) -> Span:
        """The span widened to its sentences, unless they are long."""
        left, right = self.around(start, end)
        if right - left > WHOLE:
            return start, end
        return left, right - self.text[left:right].endswith(".")

    def voice_of(self, start: int, end: int) -> Statement | None:
        """The statement whose words the span is, the narrowest where one stands in another.

        They are most of the span, a quotation that opens it, or all that stands behind «Имя
        заявил, что».
        """
        need = OVERLAP * (end - start)
        over = [
            s
            for s in self.coding.statements
            if min(end, s.end) - max(start, s.start) >= need
            or (s.kind == "direct" and start <= s.start <= start + 1 and s.end <= end)
            or (_is_led_in(s, start) and s.end <= end <= s.end + 1)
        ]
        return min(over, key=lambda s: (s.end - s.start, s.start), default=None)

    def told_by(self, event: Event) -> Statement | None:
        """The statement that the event rests on; None where the newsroom itself reports the act,
        be it one of speech («Москва заявила, что …», the event holding the verb)."""
        voice = self.voice_of(event.start, event.end)
        if voice is None or voice.cue is None or voice.cue[0] > voice.start:
            return voice
        inside = event.start <= voice.cue[0] and voice.cue[1] <= event.end
        return None if inside else voice

    @cached_property
    def _experts(self) -> dict[str, Statement]:
        return {s.speaker: s for s in self.coding.statements if s.speaker and s.voice in NO_ACTS}

    def expert_near(self, start: int, end: int) -> Statement | None:
        """A statement of the expert whom the sentence names, as one does who retells him."""
        left, right = self.around(start, end)
        named = (
            self._experts.get(m.name or "")
            for m in self.coding.mentions
            if m.kind == "person" and left <= m.start < right
        )
        return next((statement for statement in named if statement), None)

    def supposed(self, event: Event) -> bool:
        """Whether the event is only somebody's view: in words that do not make it one, or in the
        sentence that leads over to them by naming the speaker."""
        start, end = event.start, event.end
        voice = self.voice_of(start, end) or self.expert_near(start, end)
        return voice is not None and voice.voice in NO_ACTS

    def as_told(self, event: Event) -> Event:
        """The event, as denied where it stands in words that somebody denies («сообщения о том,
        что …, опровергли»)."""
        denied = event.status == "actual" and any(
            s.rule.endswith("/deny") and s.start <= event.start and event.end <= s.end
            for s in self.coding.statements
        )
        return replace(event, status="negated") if denied else event

    def leads(self, start: int, end: int) -> bool:
        """Whether the span stands where an article says what it is about: its head or lead."""
        blocks = [b for b in self.coding.article.blocks if b.kind != "furniture"]
        text = next((b for b in blocks if b.kind == "paragraph"), None)
        return any(
            b.start <= start < b.end
            for b in blocks
            if b is text or b.kind in ("headline", "subtitle")
        )

    def floats(self, event: Event) -> bool:
        """Whether the event was at another time than the report, which the text tells only by
        other events («тогда же», «через три недели»)."""
        if event.date:
            return False
        left, right = self.around(event.start, event.end)
        return bool(cues().elsewhen.search(fold(self.text[left : min(event.end, right)])))

    def recalled(self, start: int, end: int) -> bool:
        """Whether the newsroom recalls it: the span lies in a sentence of background."""
        return any(b.start <= start and end <= b.end for b in self.coding.background)

    @cached_property
    def focused(self) -> bool:
        """Whether the article is about the pair: it names them most, or its headline names both
        and none other is named much more."""
        named = Counter(m.code for m in self.coding.mentions if m.code and m.listed)
        leading = [code for code, count in named.most_common(LEADING) if count > 1]
        pair = set(self.pair)
        if set(leading[: len(pair)]) == pair:
            return True
        heads = [b for b in self.coding.article.blocks if b.kind in ("headline", "subtitle")]
        named_in_heads = [self.codes(b.start, b.end) for b in heads]
        return any(
            codes == pair or (pair <= codes and pair <= set(leading)) for codes in named_in_heads
        )

    def joins(self, event: Event) -> bool:
        """Whether the event is one between the two of the pair."""
        return set(self.pair) in [set(dyad) for dyad in dyads(event)]

    def speaks_of_pair(self, start: int, end: int, speaker: Statement | None = None) -> bool:
        """Whether the passage, said by the speaker if there is one, is about the pair."""
        left, right = self.around(start, end)
        pair = set(self.pair)
        named = self.meant(left, right)
        if speaker and speaker.state:
            # Of a third side only what is said counts, not the sentence that it is said in.
            named = named if speaker.state in pair else self.meant(start, end)
            named = named | {speaker.state}
        if pair <= named and (speaker or self.focused or named == pair):
            return True
        if any(
            overlap(start, end, e.start, e.end) for e in self.coding.events if self.joins(e)
        ) or any(overlap(start, end, t.start, t.end) for t in self.coding.tracks if self.is_on(t)):
            return True
        if not self.focused:
            return False
        if cues().pair.search(fold(self.text[left:right])):
            return True
        # On a page about the pair, what is said goes to them unless it names another state.
        return speaker is not None and not any(load().is_state(code) for code in named - pair)

    def is_on(self, track: Track) -> bool:
        """Whether a track is one of the pair: by itself, or in words that name both of them."""
        pair, states = set(self.pair), set(track.states)
        if states == pair:
            return True
        return pair < states and pair <= self.codes(*self.around(track.start, track.end))

    def touches_pair(self, start: int, end: int) -> bool:
        """Whether the passage, on a page about the pair, names one of them."""
        named = self.meant(*self.around(start, end))
        return self.focused and bool(named & set(self.pair))


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
    outlets = {coding.article.outlet for coding in ordered}
    return [
        Page(number, _without_relays(coding, outlets), story, (a, b))
        for number, (coding, story) in enumerate(zip(ordered, stories, strict=True), 1)
    ]


def _without_relays(coding: Coding, outlets: set[str | None]) -> Coding:
    """The coding without «передаёт „Газета“»: an outlet that relays is a source, no speaker."""
    said = tuple(s for s in coding.statements if s.speaker is None or s.speaker not in outlets)
    return replace(coding, statements=said)


def _is_led_in(statement: Statement, start: int) -> bool:
    """Whether from `start` on stands only who says it, and the verb before his words."""
    cue = statement.cue
    return (
        cue is not None
        and start <= cue[0] < cue[1] <= statement.start <= cue[1] + THAT
        and cue[0] - start <= NAMED
    )


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two stretches of one text share a character."""
    return min(end, other_end) > max(start, other_start)
