"""Dates as Russian pages print them: «25 октября 2024», «25.10.2024 14:30», «2024-10-25»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6,
    "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
MONTH = (
    r"(?P<month>январ[ьяе]|феврал[ьяе]|марта?|апрел[ьяе]|ма[йя]|июн[ьяе]|июл[ьяе]|августа?"
    r"|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]|янв|фев(?:р)?|мар|апр|июн|июл|авг"
    r"|сент?|окт|ноя(?:бр)?|дек)\.?"
)
_FORMS = [
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:-?го)? {MONTH},? (?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})(?:-?го)?,? (?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d\d|\d\d)\b"),
]
MONTH_NAMES = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
DAY_OF_YEAR = re.compile(rf"\b(?P<day>\d{{1,2}}) {MONTH}(?=\W|$)", re.I)
_EVENT_DAYS = re.compile(
    rf"(?<![\d.])(?:с )?(?P<first>\d{{1,2}})(?: {MONTH.replace('month', 'first_month')})? ?"
    rf"(?:[-–—]|по) ?(?P<day>\d{{1,2}}) {MONTH}(?: (?P<year>20\d\d))?(?: г(?:ода|\.)?)?(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date and where it stands: `[start, end)` into the searched string."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventDays:
    """The first and last (month, day) of an event, its year where printed, and its place."""

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None
    start: int
    end: int


def event_days(line: str) -> EventDays | None:
    """The days of an event in a line: «11-22 ноября», «30 ноября – 12 декабря 2023 года»."""
    match = _EVENT_DAYS.search(line)
    if match is None:
        return None
    month = month_number(match["month"])
    first_month = month_number(match["first_month"]) if match["first_month"] else month
    first, last = (first_month, int(match["first"])), (month, int(match["day"]))
    if _day(2024, *first) is None or _day(2024, *last) is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return EventDays(first, last, year, *match.span())


def month_number(word: str) -> int:
    """The number of a month from its number or its Russian name in any case, also cut short."""
    return int(word) if word.isdigit() else MONTHS[word.lower()[:3]]


def find_dates(text: str) -> list[FoundDate]:
    """All full dates of the text, in its order; impossible ones (31.02.2024) are passed over."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            year = int(match["year"])
            year += 2000 if year < 100 else 0
            day = _day(year, month_number(match["month"]), int(match["day"]))
            if day is not None:
                found.append(FoundDate(day, *match.span()))
    return sorted(found, key=lambda one: one.start)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
