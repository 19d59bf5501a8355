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

from lxml.html import HtmlElement

from itogi.reading.lines import authors_of, date_line, ends_sentence
from itogi.reading.page_lines import PageLine, meta_parts_of, page_lines
from itogi.reading.roles import is_repeat

_NEARLY_ALL = 0.9
_PROSE = 80
"""Characters from which a line that ends in a full stop is surely of an article."""
_NEAR = 8
"""Lines over the headline among which its date is looked for."""
_NEAR_BELOW = 3
"""Lines under the body among which its author is looked for."""
_WHOLE = frozenset({"html", "body", "main"})
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
    inside = set(container.iter("*"))
    within = [i for i, line in enumerate(lines) if line.element in inside]
    start = _headline_before(lines, within[0], title)
    dated = _dates_over_headline(lines, start)
    header = [one for one in lines[start : within[0]] if _over_the_body(one, lines[start])]
    chosen &= set(within)
    inner = [lines[i] for i in within if _belongs(i, lines, chosen)]
    signed = [one for one in lines[within[-1] + 1 :][:_NEAR_BELOW] if _is_signed(one)]
    return dated + header + _from_headline(inner, title) + signed


def _extracted(tree: HtmlElement, lines: list[PageLine]) -> set[int]:
    """The positions of the lines that trafilatura takes for the article."""
    if sum(1 for _ in tree.iter("*")) > _LARGEST_TREE:
        return _densest(lines)
    import trafilatura  # Loading it takes longer than reading most texts that are not HTML.

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
    weight: Counter[HtmlElement | None] = Counter()
    for i in prose:
        weight[lines[i].element.getparent()] += len(lines[i].text)
    if not weight:
        return set()
    best = weight.most_common(1)[0][0]
    return {i for i in prose if lines[i].element.getparent() is best}


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
    return date_line(line.text) is not None or bool(meta_parts_of(line))


def _dates_over_headline(lines: list[PageLine], start: int) -> list[PageLine]:
    """Lines with a date just over the headline and in its part of the page.

    The part is the parent or grandparent of the headline: a date farther off may be the day on
    which the page was shown.
    """
    parts = [one for one in lines[start].element.iterancestors() if one.tag not in _WHOLE][:2]
    return [
        one
        for one in lines[max(0, start - _NEAR) : start]
        if _is_dated(one) and any(part in parts for part in one.element.iterancestors())
    ]


def _is_signed(line: PageLine) -> bool:
    """A line just under the body with author or counter; one with a date may be of another page."""
    parts = meta_parts_of(line)
    return bool(authors_of(line.text)) or (bool(parts) and not any(map(date_line, parts)))


def _over_the_body(line: PageLine, headline: PageLine) -> bool:
    """Between headline and body: lead, date, author and credit, not links."""
    if line is headline or line.hints & {"date", "byline", "credit", "caption"} or _is_dated(line):
        return True
    if line.linked > 0.5 or len(line.text.split()) < 4:
        return False
    beside = line.element.getparent() is headline.element.getparent()
    return "lead" in line.hints or beside or (len(line.text) >= _PROSE and ends_sentence(line.text))


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
    ends = (lines[min(chosen)], lines[max(chosen)])
    return line.element.getparent() in [end.element.getparent() for end in ends]
