"""The article: what a page says, with its furniture named and set apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PublishedBasis = Literal["metadata", "text", "url", "feed", "inferred", "unknown"]
BlockKind = Literal[
    "headline",
    "subtitle",
    "dateline",
    "paragraph",
    "subheading",
    "quote",
    "attribution",
    "furniture",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with one role on the page; `[start, end)` in code points.

    A `dateline` («МИНСК, 3 мая. /БелТА/.») opens the first paragraph of a wire report.
    An `attribution` is the line under a `quote` that names its speaker. `furniture` (repeated
    headline, photo credit, view counter, widget label, advertisement, banner) is never coded.
    """

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """What surrounds the article on its page, kept as metadata and never as text."""

    views: int | None = None
    credits: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Every offset in itogi indexes `text`, which is never changed after reading.

    `blocks` are sorted, do not overlap, and cover all of the text but white space.
    `published_note` gives the reason for an inferred date, in words.
    """

    id: str
    text: str
    title: str | None = None
    subtitle: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    published_note: str | None = None
    url: str | None = None
    source: str | None = None
    blocks: tuple[Block, ...] = ()
    furniture: Furniture = field(default_factory=Furniture)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be read: its path (`file:line` for one line of a file), and why."""

    path: str
    reason: str


class Unreadable(ValueError):
    """No article can be read from the input; the message says why."""
