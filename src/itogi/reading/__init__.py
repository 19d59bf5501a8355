"""Reading: pages, plain text and JSONL → `Article`."""

from itogi.reading.article import Article, Block, Furniture, Refusal, Unreadable
from itogi.reading.jsonl import articles_from_jsonl
from itogi.reading.page import article_from_html
from itogi.reading.plain import article_from_text
from itogi.reading.sources import count, read

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
