"""Likeness of wordings: whether two sources say the same thing in about the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from itogi.language.spelling import plain

STEM = 5
"""Letters of a word that are compared; Russian endings vary, stems seldom."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


def stems(text: str) -> frozenset[str]:
    """First letters of the words of three letters and more, and the numbers."""
    return frozenset(word[:STEM] for word in _WORD.findall(plain(text)))


class Wordings:
    """Wordings seen so far, in which those alike are found without comparing each with all.

    Two are alike when the smaller has at least `share` of its stems in the other, and neither has
    fewer than `fewest` stems: so few say too little to be called the same.
    """

    def __init__(self, share: float, fewest: int) -> None:
        self._share, self._fewest = share, fewest
        self._sizes: list[int] = []
        self._holders: dict[str, list[int]] = defaultdict(list)

    def add(self, words: frozenset[str]) -> int:
        """Keeps the wording and gives its number."""
        number = len(self._sizes)
        self._sizes.append(len(words))
        if len(words) >= self._fewest:
            for word in words:
                self._holders[word].append(number)
        return number

    def like(self, words: frozenset[str]) -> list[int]:
        """Numbers of the wordings that are like this one, the earliest first."""
        if len(words) < self._fewest:
            return []
        shared = Counter(number for word in words for number in self._holders.get(word, ()))
        return sorted(
            number
            for number, count in shared.items()
            if count >= self._share * min(len(words), self._sizes[number])
        )


def alike(a: frozenset[str], b: frozenset[str], share: float) -> bool:
    """Whether the smaller wording has at least `share` of its stems in the other one."""
    smaller = min(len(a), len(b))
    return smaller > 0 and len(a & b) / smaller >= share


def same_person(a: str, b: str) -> bool:
    """Whether one name is the other, or a part of it («Песков», «Дмитрий Песков»)."""
    first, second = (frozenset(plain(name).split()) for name in (a, b))
    return bool(first) and bool(second) and (first <= second or second <= first)
