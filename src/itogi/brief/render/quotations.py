"""Quotations: evidence in the same words shown once, with every source that has them.

Reprints carry a telegram word for word; a reader wants it once, and to know how many have it.
"""

from __future__ import annotations

from collections.abc import Iterable

from itogi.brief.records import Evidence


def quotations(evidence: Iterable[Evidence]) -> list[tuple[Evidence, ...]]:
    """The evidence by its words, in order of appearance; white space makes no difference."""
    by_words: dict[tuple[str, ...], list[Evidence]] = {}
    for item in evidence:
        by_words.setdefault(_words(item), []).append(item)
    return [tuple(places) for places in by_words.values()]


def _words(item: Evidence) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in (item.before, item.quote, item.after))
