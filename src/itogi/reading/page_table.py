"""`tables/page.toml`: how pages mark their parts by classes, ids and metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from itogi.reading.kept import kept
from itogi.reading.tables import Table, load_table

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Meta(Table):
    title: list[str]
    outlet: list[str]
    authors: list[str]
    published: list[str]


@dataclass(frozen=True, slots=True)
class _JsonLd(Table):
    articles: frozenset[str]
    view_actions: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageTable(Table):
    dropped_tags: frozenset[str]
    dropped_words: frozenset[str]
    dropped_beginnings: list[str]
    kept_words: frozenset[str]
    lead_words: frozenset[str]
    quote_words: frozenset[str]
    attribution_words: frozenset[str]
    credit_words: frozenset[str]
    caption_words: frozenset[str]
    picture_words: frozenset[str]
    views_words: frozenset[str]
    date_words: frozenset[str]
    byline_words: frozenset[str]
    section_words: frozenset[str]
    meta: _Meta
    jsonld: _JsonLd


@kept
def page_table() -> PageTable:
    return load_table("page", PageTable)


def class_words(element: HtmlElement) -> frozenset[str]:
    """The words of the class and id of an element: `related-newsList` → related, news, list."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _words(names) if names != " " else frozenset()


@cache
def marks_side_part(words: frozenset[str]) -> bool:
    """Whether the words of an element say that it stands beside the article."""
    table = page_table()
    if words & table.kept_words:
        return False
    beginnings = tuple(table.dropped_beginnings)
    return bool(words & table.dropped_words) or any(one.startswith(beginnings) for one in words)


@cache
def _words(names: str) -> frozenset[str]:
    whole = {name.lower() for name in names.split()}
    apart = {word.lower() for word in _APART.split(_CAMEL.sub(" ", names)) if word}
    return frozenset(whole | apart)
