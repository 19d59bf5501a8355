"""The lines of an HTML page: what its blocks say, each with what the markup tells of its role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from itogi.reading.lines import as_meta_parts, ends_sentence, meta_parts
from itogi.reading.page_table import class_words, page_table

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary"}
    | {"table", "tbody", "tfoot", "thead", "title", "tr", "ul"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_CODE = frozenset({"script", "style", "noscript", "template"})
_LONGEST_CAPTION = 400
_LONGEST_DATUM = 80
_SPEAKER_TAGS = frozenset({"cite", "footer", "figcaption"})
_BOLD = frozenset({"b", "strong"})
_OUTER = ' \t\xa0«"('
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u2009\u202f\u200b\ufeff\u00ad]+")


@dataclass(slots=True)
class PageLine:
    """A line of a page.

    `hints` are words for what the markup says of it: heading, quote, attribution, lead, caption,
    credit, date, byline, item. `linked` and `bold` are the shares of its letters in links and in
    bold type, 0 to 1; `unlinked` is its text outside links, `pieces` its texts between tags.
    """

    text: str
    element: HtmlElement
    hints: frozenset[str]
    linked: float
    bold: float
    unlinked: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text between two tags; a line break is a piece of its own."""

    text: str
    linked: bool
    bold: bool

    @property
    def letters(self) -> int:
        return len("".join(self.text.split()))


def page_lines(root: HtmlElement) -> list[PageLine]:
    """The lines under an element, in the order of the page."""
    return list(_Walk(root).lines())


class _Walk:
    """One walk over a tree: text is gathered until a block begins or ends."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._blocks: list[tuple[HtmlElement, frozenset[str]]] = [(root, frozenset())]
        self._links = 0
        self._bold = 0
        self._pieces: list[_Piece] = []

    def lines(self) -> Iterator[PageLine]:
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                yield from self._enter(element)
            else:
                yield from self._leave(element)
        yield from self._flush()

    def _enter(self, element: HtmlElement) -> Iterator[PageLine]:
        hints = self._blocks[-1][1]
        if element is not self._root and _is_block(element, hints):
            yield from self._flush()
            self._blocks.append((element, _hints_of(element, hints)))
        elif element is self._root:
            self._blocks[-1] = (element, _hints_of(element, frozenset()))
        self._links += element.tag == "a"
        self._bold += element.tag in _BOLD
        if element.tag == "br":
            self._add("\n")
        elif element.tag in _CELLS:
            self._add(" ")
        if element.tag not in _CODE:
            self._add(_plain(element.text))

    def _leave(self, element: HtmlElement) -> Iterator[PageLine]:
        self._links -= element.tag == "a"
        self._bold -= element.tag in _BOLD
        if element is self._root:
            return
        if self._blocks[-1][0] is element:
            yield from self._flush()
            self._blocks.pop()
        self._add(_plain(element.tail))

    def _add(self, text: str) -> None:
        if text:
            self._pieces.append(_Piece(text, self._links > 0, self._bold > 0))

    def _flush(self) -> Iterator[PageLine]:
        pieces, self._pieces = self._pieces, []
        element, hints = self._blocks[-1]
        for run in _broken(pieces):
            text = _SPACE.sub(" ", "".join(piece.text for piece in run)).strip()
            letters = sum(piece.letters for piece in run)
            if text and letters:
                linked = sum(piece.letters for piece in run if piece.linked) / letters
                bold = sum(piece.letters for piece in run if piece.bold) / letters
                own = _SPACE.sub(" ", "".join(piece.text for piece in run if not piece.linked))
                parts = tuple(one for piece in run if (one := piece.text.strip()))
                yield PageLine(text, element, hints, linked, bold, own.strip(), parts)


def _broken(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces of a block, parted at its line breaks; a break in mid sentence parts nothing."""
    run: list[_Piece] = []
    broken = False
    for piece in pieces:
        if piece.text == "\n":
            broken = True
        elif piece.text.strip():
            if broken and run and not _goes_on(run, piece):
                yield run
                run = []
            broken = False
            run.append(piece)
        else:
            run.append(piece)
    yield run


def _goes_on(run: list[_Piece], piece: _Piece) -> bool:
    before = "".join(one.text for one in run).rstrip()
    mid_sentence = piece.text.lstrip(_OUTER)[:1].islower() and not ends_sentence(before)
    if mid_sentence:
        run.append(_Piece(" ", False, False))
    return mid_sentence


def _is_block(element: HtmlElement, hints: frozenset[str]) -> bool:
    if element.tag in _BLOCKS or (element.tag in _CELLS and _lays_out(element)):
        return True
    return "quote" in hints and "speaker" in _hints_of(element, hints) - hints


def _lays_out(cell: HtmlElement) -> bool:
    """Whether a table cell holds a part of the page, and no single datum."""
    return next(cell.iter("br", "p", "div", "table"), None) is not None or (
        sum(len(piece) for piece in cell.itertext()) > _LONGEST_DATUM
    )


def _hints_of(element: HtmlElement, outer: frozenset[str]) -> frozenset[str]:
    """The hints that an element adds to those of the elements around it."""
    table, words, tag = page_table(), class_words(element), element.tag
    hints = set(outer)
    if tag in _HEADINGS:
        hints |= {"heading", tag}
    if tag == "li":
        hints.add("item")
    if tag == "blockquote" or words & table.quote_words:
        hints.add("quote")
    if "quote" in outer and (tag in _SPEAKER_TAGS or words & table.attribution_words):
        hints.add("speaker")
    if tag == "figcaption" or words & table.caption_words or _holds_a_picture(element, words):
        hints.add("caption")
    for hint, marks in (
        ("lead", table.lead_words),
        ("credit", table.credit_words),
        ("byline", table.byline_words),
        ("date", table.date_words),
    ):
        if words & marks:
            hints.add(hint)
    return frozenset(hints)


def _holds_a_picture(element: HtmlElement, words: frozenset[str]) -> bool:
    """Whether an element is a picture with its caption, and no part with an article in it."""
    if not words & page_table().picture_words:
        return False
    if next(element.iter("img", "picture", "video"), None) is None:
        return False
    return sum(len(piece) for piece in element.itertext()) <= _LONGEST_CAPTION


def _plain(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""


def meta_parts_of(line: PageLine) -> list[str]:
    """The parts of a line of section, date, author and counter, told by marks or by markup."""
    by_markup = as_meta_parts(list(line.pieces)) if len(line.pieces) <= 8 else []
    return meta_parts(line.text) or by_markup


def plain_text(element: HtmlElement) -> str:
    """All words under an element on one line."""
    pieces: Iterable[str] = element.itertext()
    return _SPACE.sub(" ", " ".join(pieces).replace("\n", " ")).strip()
