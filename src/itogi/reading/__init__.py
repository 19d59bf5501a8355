"""Reading: pages, plain text and JSONL → `Article`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itogi.reading.article import Article, Block, Furniture, Refusal, Unreadable
from itogi.reading.jsonl import articles_from_jsonl
from itogi.reading.plain import article_from_text
from itogi.reading.sources import count, read

if TYPE_CHECKING:
    from itogi.reading.page import article_from_html

__all__ = [
    "Article",
    "Block",
    "Furniture",
    "Refusal",
    "Unreadable",
    "article_from_html",
    "article_from_text",
    "articles_from_jsonl",
    "count",
    "read",
]


def __getattr__(name: str) -> Any:
    """`article_from_html` when it is asked for: the libraries that read HTML take long to load."""
    if name != "article_from_html":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from itogi.reading.page import article_from_html

    return article_from_html
