"""Where on a page its article is, and which of the lines there are its words.

Trafilatura says which paragraphs make up the article. The smallest part of the page that holds
nearly all of them is then read line by line, for what trafilatura leaves out (the name under a
quotation, a short paragraph, the lead) and for what the markup says of each line.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from itogi.reading.lines import date_line, ends_sentence, meta_parts
from itogi.reading.page_lines import PageLine, page_lines
from itogi.reading.roles import is_repeat

_NEARLY_ALL = 0.9
_PROSE = 80
"""Characters from which a line that ends in a full stop is surely of an article."""
_LARGEST_TREE = 60_000
"""Elements above which a page is too large for trafilatura to read in a few seconds."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_NOT_WORDS = re.compile(r"\W+")


def body_lines(tree: HtmlElement, title: str | None) -> list[PageLine]:
    """The lines of the article on a page without its side parts; empty if there is none.

    They begin at the headline, so a lead or a date line above the body is among them. Furniture
    inside the article (credits, related links) is not yet taken out.
    """
    lines = page_lines(tree)
    chosen = _extracted(tree, lines)
    if not chosen:
        return []
    container = _container(tree, lines, chosen)
    inside = {id(element) for element in container.iter("*")}
    within = [i for i, line in enumerate(lines) if id(line.element) in inside]
    start = _headline_before(lines, within[0], title)
    header = [i for i in range(start, within[0]) if _over_the_body(lines[i], i in chosen)]
    chosen &= set(within)
    inner = [i for i in within if _belongs(i, lines, chosen)]
    return [lines[i] for i in header] + _from_headline([lines[i] for i in inner], title)


def _extracted(tree: HtmlElement, lines: list[PageLine]) -> set[int]:
    """The positions of the lines that trafilatura takes for the article."""
    if sum(1 for _ in tree.iter("*")) > _LARGEST_TREE:
        return _densest(lines)
    document = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False
    )
    body: HtmlElement | None = getattr(document, "body", None)
    if body is None:
        return _densest(lines)
    texts = ["".join(block.itertext()) for block in body.iter("*")]
    keys = {_key(text) for text in texts if text.strip()}
    whole = _key("".join(body.itertext()))
    return {
        i
        for i, line in enumerate(lines)
        if (key := _key(line.text)) and (key in keys or (len(key) >= 30 and key in whole))
    }


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()


def _densest(lines: list[PageLine]) -> set[int]:
    """Without trafilatura: the lines of prose whose parent holds most of the page's prose."""
    prose = {i for i, one in enumerate(lines) if len(one.text) >= 60 and one.linked < 0.5}
    weight: Counter[int] = Counter()
    for i in prose:
        weight[id(lines[i].element.getparent())] += len(lines[i].text)
    if not weight:
        return set()
    best = weight.most_common(1)[0][0]
    return {i for i in prose if id(lines[i].element.getparent()) == best}


def _container(tree: HtmlElement, lines: list[PageLine], chosen: set[int]) -> HtmlElement:
    """The deepest element with nearly all of the chosen text in it, a paragraph at least."""
    weight: Counter[HtmlElement] = Counter()
    for i in chosen:
        size = len(lines[i].text)
        element: HtmlElement | None = lines[i].element
        while element is not None:
            weight[element] += size
            element = element.getparent()
    needed = _NEARLY_ALL * sum(len(lines[i].text) for i in chosen)
    holding = [element for element, size in weight.items() if size >= needed]
    deepest = max(holding, key=_depth)
    if deepest.tag in ("p", "blockquote", "li", "h1", "h2", "h3") and deepest is not tree:
        parent = deepest.getparent()
        return deepest if parent is None else parent
    return deepest


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _headline_before(lines: list[PageLine], first: int, title: str | None) -> int:
    """The last headline above the body, else the body's own first line."""
    for i in range(first, -1, -1):
        if "h1" in lines[i].hints or (title is not None and is_repeat(lines[i].text, title)):
            return i
    return first


def _from_headline(lines: list[PageLine], title: str | None) -> list[PageLine]:
    """Leaves out what stands over the headline in the same part, save a line with the date.

    Old pages set menu, side column and article in one table.
    """
    for i, line in enumerate(lines):
        if "h1" in line.hints or (title is not None and is_repeat(line.text, title)):
            return [one for one in lines[:i] if _is_dated(one)] + lines[i:]
        if len(line.text) >= _PROSE and ends_sentence(line.text):
            break
    return lines


def _is_dated(line: PageLine) -> bool:
    return date_line(line.text) is not None or bool(meta_parts(line.text))


def _over_the_body(line: PageLine, chosen: bool) -> bool:
    """Between headline and body: lead, date, author and credit, not links."""
    marked = chosen or bool(line.hints & {"lead", "date", "byline", "credit", "caption"})
    return "h1" in line.hints or (marked and line.linked < 0.5)


def _belongs(index: int, lines: list[PageLine], chosen: set[int]) -> bool:
    """Whether a line inside the container is of the article, though trafilatura left it out."""
    line = lines[index]
    if index in chosen:
        return True
    if line.hints & {"quote", "speaker", "caption", "credit", "date", "byline", "lead", "h1"}:
        return True
    if line.linked > 0.5:
        return False
    if min(chosen) < index < max(chosen):
        return True
    parents = {id(lines[i].element.getparent()) for i in (min(chosen), max(chosen))}
    return id(line.element.getparent()) in parents
