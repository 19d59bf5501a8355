"""The dateline of a wire report: «ТЕГЕРАН, 27 сентября. /ТАСС/.», «Минск. 3 мая. INTERFAX.RU -».

It says where, when and by whom a report was filed, and is no part of its first sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from itogi.reading.article import Article, Block
from itogi.reading.dates import MONTH, find_dates, month_number
from itogi.reading.lines import is_outlet
from itogi.reading.tables import outlet_table

LONGEST = 100
"""Characters that a dateline has at most."""
OPENING = 3
"""Paragraphs that it may stand in: a lead or an unmarked headline may be before it."""
_PLACE = r"[А-ЯЁ][\w-]+(?:[ /-][А-ЯЁ][\w-]*){0,3}"
_DAY = rf"(?P<day>\d{{1,2}}) {MONTH}(?:,? (?P<year>(?:19|20)\d\d)(?: г(?:ода|\.)?)?)?"
_AGENCY = r"(?:[Кк]орр\. )?(?P<agency>[A-ZА-ЯЁ][\w-]*(?:\.\w+)?(?: [A-ZА-ЯЁ][\w-]*){0,2}?)"
_MARKS = r" ?(?:[.,:|/(–—-] ?)+"
_BODY = r"(?: ?[.:/)–—-])+ (?=[«\"„“]?[A-ZА-ЯЁ\d])"
_FORMS = tuple(
    re.compile(form.replace(" ", r"\s"))
    for form in (
        f"{_PLACE}{_MARKS}{_DAY}(?:{_MARKS}| ){_AGENCY}{_BODY}",
        f"{_DAY}{_MARKS}{_PLACE}(?:{_MARKS}| ){_AGENCY}{_BODY}",
        f"{_PLACE}{_MARKS}{_AGENCY}{_BODY}",
        f"{_DAY}{_MARKS}{_AGENCY}{_BODY}",
        f"{_PLACE}{_MARKS}{_DAY}{_BODY}",
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the report itself begins; `month` and `day` stand also without a year."""

    end: int
    outlet: str | None
    month: int | None
    day: int | None
    published: date | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that the paragraph opens with: a place or a day before the name of a known
    outlet, or a place before a full date."""
    head = paragraph[:LONGEST]
    for form in _FORMS:
        match = form.match(head)
        if match is None:
            continue
        found = {"agency": None, "day": None, "year": None, **match.groupdict()}
        if is_outlet(found["agency"]) if found["agency"] else found["year"]:
            return _read(match.end(), found)
    return None


def _read(end: int, found: dict[str, str | None]) -> Dateline:
    agency, year = found["agency"], found["year"]
    outlet = outlet_table().signed.get(agency, agency) if agency else None
    if found["day"] is None or found["month"] is None:
        return Dateline(end, outlet, None, None, None)
    month, day = month_number(found["month"]), int(found["day"])
    dates = find_dates(f"{day}.{month}.{year}") if year else []
    return Dateline(end, outlet, month, day, dates[0].day if dates else None)


def with_dateline(article: Article) -> Article:
    """The article with its dateline as a block of its own; the outlet is the one that it names
    where the page names none."""
    paragraphs = [block for block in article.blocks if block.kind == "paragraph"]
    for block in paragraphs[:OPENING]:
        text = article.text[block.start : block.end]
        found = dateline(text)
        if found:
            end = block.start + len(text[: found.end].rstrip())
            index = article.blocks.index(block)
            parts = (
                Block("dateline", block.start, end),
                Block("paragraph", block.start + found.end, block.end),
            )
            blocks = (*article.blocks[:index], *parts, *article.blocks[index + 1 :])
            return replace(article, blocks=blocks, outlet=article.outlet or found.outlet)
    return article
