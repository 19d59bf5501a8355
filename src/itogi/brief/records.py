"""A brief as data: worded claims in sections, each with its evidence, and the figures beside them.

All words are already in the reader's language, so that a renderer (HTML, Markdown, JSON, and any
other to come) only sets them. What a renderer needs to link by is here too: the ids of claims, the
numbers of sources, the offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
ClaimKind = Literal["event", "statement", "passage", "background", "flag"]


class BriefError(ValueError):
    """A brief cannot be made or written as asked; says what was expected."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a claim rests on, in their sentence: `before`, `quote`, `after`.

    `start` and `end` are code points into the text of the source; `quote` is what stands there,
    `before` and `after` complete its sentences. White space is as in the source.
    """

    source: int
    start: int
    end: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of a brief.

    `text` is the line, worded by us: who says it, or what kind of event it is. `words` are the
    source's own, shown as a quotation after it; `joint` is the mark between the two, none where
    the words are the predicate of the line («Москва «призвала …»»). `by` says who reports or
    speaks («Источник: …»).
    `tags` are short labels (status, kind of voice); `quad` the quad category of an event.
    `minor` claims may be folded away in a long list.
    `id` is made of what the claim says and rests on, so it is the same in the next brief.
    """

    id: str
    kind: ClaimKind
    text: str
    evidence: tuple[Evidence, ...]
    words: str | None = None
    joint: str = ":"
    by: str | None = None
    when: str | None = None
    when_note: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quad: str | None = None
    code: str | None = None
    status: str | None = None
    voice: str | None = None
    confidence: float | None = None
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Claims under one heading. `see` are ids of claims that stand elsewhere in the brief.

    `more` says how many of the claims are minor, where any are.
    """

    title: str | None
    claims: tuple[Claim, ...] = ()
    see: tuple[str, ...] = ()
    key: str | None = None
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """`empty` says in words that there is nothing to say; it is None where there is something."""

    key: str
    title: str
    intro: str | None
    groups: tuple[Group, ...]
    empty: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the brief rests on.

    `same_text_as` is the number of the first source of its story, where that is another one, and
    `same_text` says so. `link` is the address of the page, or of the file that it was read from.
    """

    number: int
    id: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    published: date | None
    when: str
    basis: str
    note: str | None
    link: str | None
    story: int
    same_text_as: int | None = None
    same_text: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the label of what is counted; `key` is its code."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Direction:
    """Events from one side to the other, or by both (`key` is «mutual»), by quad category."""

    key: str
    label: str
    by_quad: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A bar of the timeline: a day, a month or a year (`key` in ISO 8601)."""

    key: str
    label: str
    by_quad: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of events that happened, each once however many report it; past ones left out."""

    facts: tuple[str, ...]
    by_quad: tuple[Count, ...]
    by_type: tuple[Count, ...]
    by_track: tuple[Count, ...]
    directions: tuple[Direction, ...]
    timeline: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The relations of `a` and `b`, summed up. `labels` are the words that frame the claims."""

    a: str
    b: str
    language: Language
    title: str
    subtitle: str
    period: str | None
    since: date | None
    until: date | None
    notes: tuple[str, ...]
    figures: Figures
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    labels: dict[str, str]

    @property
    def found(self) -> bool:
        """Whether there is any claim at all."""
        return any(group.claims for section in self.sections for group in section.groups)
