"""A sentence as a tree: what hangs on a token, and what it hangs on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from itogi.language.records import Sentence, Token

_start, _end = attrgetter("start"), attrgetter("end")


def covered(tokens: Sequence[Token], start: int, end: int) -> range:
    """Positions of the tokens that share characters with `[start, end)`."""
    first = bisect_right(tokens, start, key=_end)
    return range(first, bisect_left(tokens, end, lo=first, key=_start))


@dataclass(slots=True)
class SentenceTree:
    """One sentence, `index` in its document, with the dependents of each token in `kids`."""

    index: int
    sentence: Sentence
    tokens: list[Token] = field(init=False)
    kids: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens
        kids: list[list[int]] = [[] for _ in self.tokens]
        count = len(kids)
        for i, token in enumerate(self.tokens):
            head = token.head
            if 0 <= head < count and head != i:
                kids[head].append(i)
        self.kids = kids

    def __len__(self) -> int:
        return len(self.tokens)

    def up(self, i: int) -> list[int]:
        """Ancestors of a token, nearest first."""
        tokens, above = self.tokens, []
        for _ in range(len(tokens)):
            i = tokens[i].head
            if i < 0:
                break
            above.append(i)
        return above

    def under(self, i: int, above: int) -> bool:
        """Whether token i is `above` or hangs from it."""
        return i == above or above in self.up(i)

    def kid(self, i: int, *relations: str) -> int | None:
        """First dependent of token i in one of the relations."""
        return next((k for k in self.kids[i] if self.tokens[k].rel in relations), None)
