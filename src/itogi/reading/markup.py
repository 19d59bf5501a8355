"""Bytes of a page → its tree, and the tree without the parts that never hold an article."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

from itogi.reading.article import Unreadable
from itogi.reading.decoding import decode
from itogi.reading.page_table import class_words, marks_side_part, page_table

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.I)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP = re.compile(r"<[a-zA-Z!/]")
_GREAT_PART = 0.3
"""Share of the page's paragraph text from which an element is too great to be a side part."""


def parse_page(data: bytes) -> HtmlElement:
    """The tree of a page, comments left out. Raises Unreadable if the bytes are no page."""
    declared = _DECLARED.search(data[:8192]) or _DECLARED_XML.search(data[:200])
    text = decode(data, declared.group(1).decode("ascii") if declared else None)
    text = _INVALID.sub(" ", _XML_HEAD.sub("", text.lstrip("\ufeff")))
    if not text.strip():
        raise Unreadable("the file is empty")
    if not _MARKUP.search(text):
        raise Unreadable("not HTML: there is no markup in it")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"not HTML that can be parsed: {error}") from None
    for script in list(tree.iter("script", "style")):
        if "ld+json" not in (script.get("type") or ""):
            _drop(script)
    return tree


def without_side_parts(tree: HtmlElement) -> HtmlElement:
    """A copy of the tree without scripts, menus, related links, advertisements and their like.

    What is dropped by its class keeps the headline and no great part of the paragraphs: a body
    with the class `with-sidebar` stays.
    """
    copy = deepcopy(tree)
    for element in list(copy.iter(*page_table().dropped_tags)):
        _drop(element)
    whole = sum(_prose(paragraph) for paragraph in copy.iter("p", "blockquote"))
    for element in list(copy.iter("*")):
        if element.getparent() is None or element.tag in ("html", "body", "main", "h1"):
            continue
        marked = marks_side_part(class_words(element))
        if (marked or element.tag == "aside" or _hidden(element)) and not _is_core(element, whole):
            _drop(element)
    return copy


def _is_core(element: HtmlElement, whole: int) -> bool:
    if element.tag == "aside" and class_words(element) & page_table().quote_words:
        return True
    if next(element.iter("h1"), None) is not None:
        return True
    inside = sum(_prose(paragraph) for paragraph in element.iter("p", "blockquote"))
    return inside > _GREAT_PART * whole and inside > 200


def _prose(paragraph: HtmlElement) -> int:
    """Characters of a paragraph outside its links."""
    linked = sum(len(piece) for link in paragraph.iter("a") for piece in link.itertext())
    return sum(len(piece) for piece in paragraph.itertext()) - linked


def _hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _drop(element: HtmlElement) -> None:
    """Takes an element out and leaves the text after it."""
    if element.getparent() is not None:
        element.drop_tree()
