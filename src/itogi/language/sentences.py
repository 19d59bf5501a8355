"""Sentences of a stretch of news: where each begins and ends.

A boundary is a mark (. ? ! …), closing quotes and brackets after it, white space, and a start that
can begin a sentence. Shortened words, initials, list numbers and attributions after a quotation
(«…!» — сказал он) are not boundaries; an empty line always is. Shortened words stand in
`tables/abbreviations.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from itogi.language.lexicon import only_known, read_table, words
from itogi.reading.kept import kept

Span = tuple[int, int]

_TABLE = "abbreviations"

CLOSERS = "»”’\"'“)\\]"
BOUNDARY = re.compile(
    rf"(?P<marks>[.?!…]+)(?P<close>[{CLOSERS}]*)(?:\[\d{{1,3}}\])?(?P<gap>\s+)(?=\S)"
    r"|(?<=[а-яё]{2})(?P<glued>\.)(?=[А-ЯЁ][а-яё]+(?:[\s,]|$))"
    r"|(?P<line>[^\S\n]*\n\s*)(?=\S)"
)
MARK = re.compile(r"[.?!…\n]")
START = re.compile(r"[«„“\"'‘(\[]*(?:[-–—−]\s*)?(?P<first>\w)?")
DASH_START = re.compile(r"[-–—−]")
PAIR = re.compile(r"([^\W\d_]+)\.\s*([^\W\d_]+)$")
YEAR_BEFORE = re.compile(r"(?:\d|[IVXХ])\s*(?:-?[а-я]{1,2})?\s*г$")
TIME = re.compile(r"\W*(\w+)\s[^.,:;!?]{0,40}?(?:[\dIVXХ]\s*гг?|[IVXХ]\s*вв?|\bс\.\s?г)")
# «написал в X.»: the social network, whose name is one letter.
NETWORK = ("X", "Х")
IN_IT = re.compile(r"(?:^|\s)в\s+\w$")
OPENER = re.compile(r"([^\W\d_]+)(?![\w.-])")
LABEL = re.compile(r"([а-яё]+)\s+$", re.IGNORECASE)
BULLET = re.compile(r"\s*[«(\"]*(?:\d{1,3}|[IVX]{1,5}|[а-яa-zА-ЯA-Z])(?:\.\d{1,2})*\s*$")
_WINDOW = 40
_WRAPPED = 50
"""A shorter line was not wrapped by width."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    before_a_word: frozenset[str]
    before_a_capital: frozenset[str]
    pairs_before_a_word: frozenset[str]
    pairs_before_a_capital: frozenset[str]
    initials: frozenset[str]
    openers: frozenset[str]
    lettered: frozenset[str]
    time_openers: frozenset[str]
    continued: dict[str, frozenset[str]]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """`[start, end)` of the sentences of `text[start:end]`, without the white space round them."""
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for match in _boundaries(text, start, stop):
        if not _ends(text, begin, match, stop):
            continue
        _add(
            spans, text, begin, match.end("glued") if match["glued"] else match.start("gap"), match
        )
        begin = match.end()
    _add(spans, text, begin, stop, None)
    return spans


def _boundaries(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """What `BOUNDARY.finditer` finds, in a third of the time: it is tried where a mark stands, and
    before a line break."""
    done = start
    for mark in MARK.finditer(text, start, stop):
        place = mark.start()
        if place < done:
            continue
        if text[place] == "\n":
            while place > done and text[place - 1].isspace() and text[place - 1] != "\n":
                place -= 1
        match = BOUNDARY.match(text, place, stop)
        if match is not None:
            yield match
            done = match.end()


def _add(
    spans: list[Span], text: str, begin: int, finish: int, match: re.Match[str] | None
) -> None:
    if match is not None and match["line"] is not None:
        finish = match.start()
    piece = text[begin:finish]
    bare = piece.strip()
    if bare:
        first = begin + piece.index(bare[0])
        spans.append((first, first + len(bare)))


def _ends(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    """Whether the sentence that began at `begin` ends at this boundary."""
    if match["line"] is not None:
        return _line_ends(text, begin, match, stop)
    if match["glued"]:
        before = text[max(begin, match.start() - _WINDOW) : match.start()]
        # «Яндекс.Новости» is a name.
        return _last_word(before).islower() and not _shortened(before, "А")
    gap = match["gap"]
    if gap.count("\n") > 1:
        return True
    following = text[match.end() : min(stop, match.end() + _WINDOW)]
    if not _can_start(following, bool(match["close"])):
        return False
    if match["marks"] != ".":
        return True
    before = text[max(begin, match.start() - _WINDOW) : match.start()]
    if match["close"]:
        return not (match["close"][0] in "'\"»" and _is_initial(before))
    if BULLET.fullmatch(text[begin : match.start()]):
        return False
    return not (_shortened(before, following) or _only_time(text[begin : match.start()]))


def _only_time(said: str) -> bool:
    """Whether the sentence so far is a date («В 2007 г.»), so that it must go on."""
    match = TIME.fullmatch(said)
    return match is not None and match.group(1).lower() in abbreviations().time_openers


def _line_ends(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    """A line break inside a block ends the sentence unless the line was only wrapped."""
    if match["line"].count("\n") > 1:
        return True
    line = text[max(begin, text.rfind("\n", begin, match.start()) + 1) : match.start()]
    if line[-1:] in tuple(",-–—(«"):
        return False
    if len(line) < _WRAPPED or line[-1:] in tuple(".!?…;:"):
        return True
    following = START.match(text, match.end(), stop)
    first = following["first"] if following else None
    return not (first is not None and first.islower())


def _can_start(following: str, after_quote: bool) -> bool:
    match = START.match(following)
    first = match["first"] if match else None
    if first is None:
        # A mark that cannot open a sentence; closing marks belong to the one before.
        return following[0] not in ",;:.)]}»”%"
    if first.islower():
        return False
    return not (after_quote and DASH_START.match(following))


def _shortened(before: str, following: str) -> bool:
    """Whether the full stop after `before` belongs to a shortened word or an initial."""
    table = abbreviations()
    word = _last_word(before)
    if not word:
        return False
    if _is_initial(before):
        opener = OPENER.match(following)
        return opener is None or opener.group(1).lower() not in table.openers
    if len(word) == 1 and word.isupper():
        return False
    lower = word.lower()
    capital = _opens_with_capital(following)
    pair = PAIR.search(before) if "." in before else None
    if pair is not None:
        two = f"{pair.group(1)} {pair.group(2)}".lower()
        if two in table.pairs_before_a_capital:
            return not capital
        if two in table.pairs_before_a_word:
            return True
    if lower in table.continued:
        upcoming = re.match(r"\w+", following)
        if upcoming is not None and upcoming.group() in table.continued[lower]:
            return True
    if lower == "г":
        return not (capital and YEAR_BEFORE.search(before))
    if lower in table.before_a_word:
        return not (lower in table.before_a_capital and capital and _counts(before, word))
    return lower in table.before_a_capital and not capital


def _counts(before: str, word: str) -> bool:
    """Whether a number stands before the word: «25 стр.», «в 17 ч.»."""
    return re.search(r"\d\s*$", before[: len(before) - len(word)]) is not None


def _is_initial(before: str) -> bool:
    word = _last_word(before)
    if not word:
        return False
    table = abbreviations()
    last = word.rpartition("-")[2]
    if len(last) == 1 and last.isupper():
        label = LABEL.search(before[: len(before) - len(word)])
        labelled = label is not None and label.group(1).lower() in table.lettered
        return not (labelled or (last in NETWORK and IN_IT.search(before)))
    return word[0].isupper() and word.lower() in table.initials


def _last_word(before: str) -> str:
    """The word that ends here, with the words that hyphens tie to it; empty after a mark."""
    start = end = len(before)
    while start and (
        before[start - 1].isalpha()
        or (before[start - 1] == "-" and start < end and before[start - 2 : start - 1].isalpha())
    ):
        start -= 1
    return before[start:]


def _opens_with_capital(following: str) -> bool:
    match = START.match(following)
    first = match["first"] if match else None
    if DASH_START.match(following):
        return False
    if first is None:
        return following[:1] in '«„“"(—–'
    return first.isalpha() and not first.islower()


@kept
def abbreviations() -> Abbreviations:
    """The table of shortened words. Raises ValueError naming the table and the faulty field."""
    return abbreviations_from(read_table(_TABLE))


def abbreviations_from(data: dict[str, Any]) -> Abbreviations:
    names = [field.name for field in fields(Abbreviations) if field.name != "continued"]
    only_known(_TABLE, data, [*names, "continued"])
    return Abbreviations(
        **{name: words(_TABLE, name, data.get(name)) for name in names},
        continued={
            word: words(_TABLE, f"continued.{word}", after, lower=False)
            for word, after in data.get("continued", {}).items()
        },
    )
