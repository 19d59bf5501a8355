"""Likeness of wordings: whether two sources say the same thing in about the same words."""

from __future__ import annotations

import re

STEM = 5
"""Letters of a word that are compared; Russian endings vary, stems seldom."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


def stems(text: str) -> frozenset[str]:
    """First letters of the words of three letters and more, and the numbers."""
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower().replace("ё", "е")))


def alike(a: frozenset[str], b: frozenset[str], share: float) -> bool:
    """Whether the smaller wording has at least `share` of its stems in the other one."""
    smaller = min(len(a), len(b))
    return smaller > 0 and len(a & b) / smaller >= share


def same_person(a: str, b: str) -> bool:
    """Whether one name is the other, or a part of it («Песков», «Дмитрий Песков»)."""
    first, second = (frozenset(name.lower().replace("ё", "е").split()) for name in (a, b))
    return bool(first) and bool(second) and (first <= second or second <= first)
