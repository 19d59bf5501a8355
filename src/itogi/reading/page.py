"""An HTML page → `Article`: its words without what surrounds them on the page."""

from __future__ import annotations

from datetime import date

from lxml.html import HtmlElement

from itogi.reading.article import Article, Block, BlockKind, Furniture, Unreadable
from itogi.reading.body import body_lines
from itogi.reading.dateline import with_dateline
from itogi.reading.lines import split_lines
from itogi.reading.markup import parse_page, without_side_parts
from itogi.reading.metadata import PageFacts, day_in, page_facts
from itogi.reading.page_banners import page_banners
from itogi.reading.page_found import Found
from itogi.reading.page_furniture import without_furniture
from itogi.reading.page_lines import PageLine, plain_text
from itogi.reading.page_roles import give_roles
from itogi.reading.page_table import class_words
from itogi.reading.published import Published, published_from_text, published_from_url
from itogi.reading.roles import assign_roles


def article_from_html(data: bytes, id: str, url: str | None = None) -> Article:
    """The article on a page; `url` is where the page came from, if known.

    `Article.text` is headline, lead and body, separated by blank lines; nothing that surrounds the
    article on its page is in it. Raises Unreadable, with the reason, if there is no article.
    """
    tree = parse_page(data)
    facts = page_facts(tree, url)
    lines = body_lines(without_side_parts(tree), facts.title)
    found = Found(timed=_timed(lines))
    give_roles(without_furniture(lines, facts.title, found), facts.description, found)
    if not found.has_words():
        found = _from_linked_data(facts)
    if not found.has_words():
        raise Unreadable("no article on the page: no sentence of a text was found")
    text, blocks = _composed(facts.title, found)
    banners = page_banners(tree, found.texts)
    published = _published(facts, found, banners, tree)
    article = Article(
        id=id,
        text=text,
        title=facts.title,
        subtitle=found.subtitle,
        outlet=facts.outlet,
        authors=facts.authors or tuple(found.authors),
        published=published.day,
        published_basis=published.basis,
        published_note=published.note,
        url=facts.url,
        blocks=blocks,
        furniture=Furniture(
            views=facts.views if facts.views is not None else found.views,
            credits=tuple(dict.fromkeys(found.credits)),
            banners=banners,
        ),
    )
    return with_dateline(article)


def _from_linked_data(facts: PageFacts) -> Found:
    """The article as the page's JSON-LD holds it, for pages that build themselves in the reader."""
    found = Found()
    lines = [line for line in split_lines(facts.body or "") if line.text != facts.title]
    roles = assign_roles(lines)
    for line, kind in zip(lines, roles.kinds, strict=True):
        if kind not in (None, "furniture"):
            found.add(line.text, "paragraph" if kind == "headline" else kind)
    return found


def _composed(title: str | None, found: Found) -> tuple[str, tuple[Block, ...]]:
    """The text of the article and its blocks."""
    parts: list[tuple[str, BlockKind]] = [(title, "headline")] if title else []
    parts += zip(found.texts, found.kinds, strict=True)
    blocks: list[Block] = []
    at = 0
    for text, kind in parts:
        blocks.append(Block(kind, at, at + len(text)))
        at += len(text) + 2
    return "\n\n".join(text for text, _ in parts), tuple(blocks)


def _published(
    facts: PageFacts, found: Found, banners: tuple[str, ...], tree: HtmlElement
) -> Published:
    if facts.published is not None:
        return Published(facts.published, "metadata")
    if found.timed is not None:
        return Published(found.timed, "metadata")
    if found.printed is not None:
        return Published(found.printed, "text")
    in_url = published_from_url(facts.url)
    if in_url is not None:
        return Published(in_url, "url")
    return published_from_text(found.texts, banners, _notices(tree))


def _timed(lines: list[PageLine]) -> date | None:
    """The day of the first <time> in the smallest part of the page with headline and body in it."""
    if not lines:
        return None
    scope = lines[-1].element
    for ancestor in scope.iterancestors():
        scope = ancestor
        if next(ancestor.iter("h1"), None) is not None:
            break
    return next((day for e in scope.iter("time") if (day := day_in(e.get("datetime")))), None)


def _notices(tree: HtmlElement) -> str:
    """The words at the foot of the page."""
    feet = [e for e in tree.iter("*") if e.tag == "footer" or "footer" in class_words(e)]
    return " ".join(plain_text(foot) for foot in feet)
