"""One article coded: the layers in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itogi.coding.background import find_background
from itogi.coding.dates import find_dates
from itogi.coding.events import find_events, load_model
from itogi.coding.flags import find_flags
from itogi.coding.mentions import find_mentions
from itogi.coding.records import Coding
from itogi.coding.referents import Referents
from itogi.coding.statements import find_statements
from itogi.coding.trace import SILENT, Trace
from itogi.coding.tracks import find_tracks
from itogi.language import analyse, analyse_all
from itogi.language.records import Document
from itogi.reading import Article
from itogi.world import load


def code(article: Article, trace: Trace = SILENT) -> Coding:
    """Code one article. Any text is accepted; an empty one has empty layers.

    `trace` hears of every decision on the way.
    """
    return _code(article, analyse(article), trace)


def code_all(articles: Iterable[Article]) -> Iterator[Coding]:
    """Code articles in their order; their sentences are analysed together, which is faster."""
    articles = list(articles)
    for article, document in zip(articles, analyse_all(articles), strict=True):
        yield _code(article, document)


def _code(article: Article, document: Document, trace: Trace = SILENT) -> Coding:
    world = load()
    named = find_mentions(document, world, trace)
    referents = Referents(article, document, named, world, trace)
    trace.started(document, referents)
    statements = find_statements(article, document, referents, trace)
    dates = find_dates(document, article.published)
    background = find_background(article, document, dates, statements)
    events = find_events(
        article, document, named, referents, statements, background, dates, trace, load_model()
    )
    return Coding(
        article=article,
        states=tuple(sorted({m.code for m in named if m.listed and m.code})),
        mentions=tuple(referents.mentions),
        statements=tuple(statements),
        events=tuple(events),
        tracks=tuple(find_tracks(document, referents.mentions, events, trace)),
        background=tuple(background),
        flags=tuple(find_flags(document, named)),
    )
