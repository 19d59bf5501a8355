"""Reading: pages, plain text and JSONL → `Article`."""

from itogi.reading.article import Article, Block, Furniture, Refusal
from itogi.reading.jsonl import articles_from_jsonl
from itogi.reading.plain import article_from_text
from itogi.reading.sources import read

__all__ = [
    "Article",
    "Block",
    "Furniture",
    "Refusal",
    "article_from_text",
    "articles_from_jsonl",
    "read",
]
