"""Explanations of many articles, in their order; what fails is refused by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itogi.coding.stream import check_tables, refusal
from itogi.explain.making import explain
from itogi.explain.records import Explanation
from itogi.reading import Article, Refusal


def explain_all(items: Iterable[Article | Refusal]) -> Iterator[Explanation | Refusal]:
    """Explain articles; refusals pass through. Raises `TablesBroken` before the first article."""
    check_tables()
    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        try:
            yield explain(item)
        except Exception as error:
            yield refusal(item, error)
