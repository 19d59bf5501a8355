"""What is found of an article on its page: its lines with their roles, and its furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from itogi.reading.article import BlockKind
from itogi.reading.lines import ends_sentence, words_in

_FEWEST_WORDS = 6
"""Words that a sentence of the body must have, lest it be no article."""


@dataclass(slots=True)
class Found:
    """The lines of an article, its furniture sorted out."""

    subtitle: str | None = None
    texts: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    views: int | None = None
    timed: date | None = None
    printed: date | None = None

    def has_words(self) -> bool:
        return any(ends_sentence(one) and words_in(one) >= _FEWEST_WORDS for one in self.texts)

    def add(self, text: str, kind: BlockKind) -> None:
        self.texts.append(text)
        self.kinds.append(kind)
