"""The date of publication, where no metadata gives it: printed, in the address, or inferred.

An inferred date always has its reason in words. The day and month come from what the text says of
«сегодня»: a date («сегодня, 25 октября») or a holiday («сегодня отмечают День республики»). The
year must stand on the page as well: in an announced event (a banner with its days, dated by the
table of events or by itself), or in a notice of copyright that agrees with the latest year the
text speaks of. Where no year can be had, the date stays unknown and the note says what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from itogi.reading.article import PublishedBasis
from itogi.reading.dateline import OPENING, dateline
from itogi.reading.dates import MONTH, MONTH_NAMES, event_days, find_dates, month_number
from itogi.reading.kept import kept
from itogi.reading.tables import Check, Pattern, Table, folded, load_table

_URL_DATES = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)"),
)
_SENTENCES = re.compile(r"(?<=[.!?…»\"])\s+(?=[А-ЯЁA-Z«\"0-9])")
_TODAY_DATE = re.compile(
    rf"\bсегодня\b,?(?: в [а-я]+,)? \(?(?P<day>\d{{1,2}}) {MONTH}(?: (?P<year>20\d\d))?", re.I
)
_DATED = re.compile(
    rf"^[А-ЯЁ][\w ./-]{{1,40}}[,.] ?(?P<day>\d{{1,2}}) {MONTH} (?P<year>20\d\d)(?: г(?:ода|\.)?)?"
    r"\b.{0,40}?[–—./-]",
    re.I,
)
"""A dateline with a full date, whoever signs it."""
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?= ?(?:г\b|год|\.|,|\)|$))")
_COPYRIGHT = re.compile(r"(?:©|copyright)[^©]{0,80}?((?:20\d\d\s?[-–—]\s?)?20\d\d)", re.I)


def _month(number: int) -> int:
    if not 1 <= number <= 12:
        raise ValueError(f"expected a month, 1 to 12, found {number}")
    return number


def _day(number: int) -> int:
    if not 1 <= number <= 31:
        raise ValueError(f"expected a day, 1 to 31, found {number}")
    return number


@dataclass(frozen=True, slots=True)
class _Holiday(Table):
    name: Pattern
    state: Pattern
    month: Annotated[int, Check(_month)]
    day: Annotated[int, Check(_day)]
    label: str


@dataclass(frozen=True, slots=True)
class _Event(Table):
    name: Pattern
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class _Today(Table):
    words: Pattern
    celebrates: Pattern


def _in_order(events: list[_Event]) -> list[_Event]:
    for event in events:
        if event.end < event.start:
            raise ValueError(f"{event.name}: ends {event.end}, before its start {event.start}")
    return events


@dataclass(frozen=True, slots=True)
class _Notes(Table):
    says: str
    holiday: str
    banner: str
    notice: str
    no_year: str
    no_date: str


@dataclass(frozen=True, slots=True)
class OccasionTable(Table):
    """`tables/occasions.toml`."""

    holidays: list[_Holiday]
    events: Annotated[list[_Event], Check(_in_order)]
    today: _Today
    notes: _Notes


@kept
def occasion_table() -> OccasionTable:
    return load_table("occasions", OccasionTable)


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication, what it rests on, and for an inferred or missing one, why."""

    day: date | None
    basis: PublishedBasis
    note: str | None = None


def published_from_url(url: str | None) -> date | None:
    """The date in an address: `/2024/10/25/`, `/20241025/`, `/25-10-2024-`."""
    for form in _URL_DATES:
        for match in form.finditer(url or ""):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
    return None


def published_from_text(
    paragraphs: list[str], banners: Iterable[str] = (), around: str = ""
) -> Published:
    """The date that the words of a page give; `around` is its text outside the article.

    A dateline («МОСКВА, 25 октября 2024 года —») and «сегодня, 25 октября 2024 года» are text;
    the rest is inference.
    """
    opening = _dateline(paragraphs)
    stated = _stated(paragraphs, opening)
    if stated is not None:
        return Published(stated, "text")
    notes = occasion_table().notes
    today = opening or _today(paragraphs)
    if today is None:
        return Published(None, "unknown", notes.no_date)
    spoken = [int(year) for text in paragraphs for year in _YEAR.findall(text)]
    dated = _dated_by_banner(today, banners) or _dated_by_notice(today, around, spoken)
    return dated or Published(None, "unknown", notes.no_year.format(said=today.reason))


@dataclass(frozen=True, slots=True)
class _Day:
    month: int
    day: int
    reason: str
    whole: date | None = None
    """With its year, where that is given."""

    def __str__(self) -> str:
        return f"{self.day} {MONTH_NAMES[self.month - 1]}"


def _stated(paragraphs: list[str], opening: _Day | None) -> date | None:
    if paragraphs and (match := _DATED.match(folded(paragraphs[0]))):
        return _full(match)
    if opening and opening.whole:
        return opening.whole
    for text in paragraphs:
        match = _TODAY_DATE.search(folded(text))
        if match and match["year"]:
            return _full(match)
    return None


def _dateline(paragraphs: list[str]) -> _Day | None:
    """The day on which the text was filed, by its dateline."""
    for text in paragraphs[:OPENING]:
        found = dateline(text)
        if found is not None:
            if found.month is None or found.day is None:
                return None
            words = text[: found.end].strip(" -–—")
            reason = occasion_table().notes.says.format(words=words)
            return _Day(found.month, found.day, reason, found.published)
    return None


def _full(match: re.Match[str]) -> date | None:
    found = find_dates(f"{match['day']}.{month_number(match['month'])}.{match['year']}")
    return found[0].day if found else None


def _today(paragraphs: list[str]) -> _Day | None:
    """The day and month that the text calls today."""
    for text in paragraphs:
        match = _TODAY_DATE.search(folded(text))
        if match:
            month, day = month_number(match["month"]), int(match["day"])
            words = match.group().strip(" (.")
            return _Day(month, day, occasion_table().notes.says.format(words=words))
    for text in paragraphs:
        found = _holiday_today(text)
        if found is not None:
            return found
    return None


def _holiday_today(paragraph: str) -> _Day | None:
    """A holiday that a sentence says is kept today; a date in its paragraph must not gainsay it."""
    table = occasion_table()
    for sentence in _SENTENCES.split(folded(paragraph)):
        if not re.search(table.today.words, sentence, re.I):
            continue
        if not re.search(table.today.celebrates, sentence, re.I):
            continue
        for holiday in table.holidays:
            if re.search(holiday.name, sentence, re.I) and re.search(holiday.state, sentence, re.I):
                reason = table.notes.holiday.format(holiday=holiday.label)
                return _Day(holiday.month, holiday.day, reason)
    return None


def _dated_by_banner(today: _Day, banners: Iterable[str]) -> Published | None:
    """The last such day before the end of an event that the page announces."""
    for banner in banners:
        event = _announced(folded(banner))
        if event is None:
            continue
        year = (
            event.year if (today.month, today.day) <= (event.month, event.day) else event.year - 1
        )
        if not _exists(year, today):
            continue
        note = occasion_table().notes.banner.format(
            said=today.reason, day=today, year=year, banner=banner, end=f"{event:%d.%m.%Y}"
        )
        return Published(date(year, today.month, today.day), "inferred", note)
    return None


def _announced(banner: str) -> date | None:
    """The last day of the event on a banner: by its own year, or by the table of events."""
    days = event_days(banner)
    if days is None:
        return None
    if days.year is not None:
        return date(days.year, *days.last)
    for event in occasion_table().events:
        named = re.search(event.name, banner, re.I)
        first, last = (event.start.month, event.start.day), (event.end.month, event.end.day)
        if named and days.first == first and days.last == last:
            return event.end
    return None


def _dated_by_notice(today: _Day, around: str, spoken: list[int]) -> Published | None:
    """The year of a copyright notice, if the text speaks of that very year and of none later.

    The notice says that the page is not younger than its year, the text that it is not older.
    """
    years = {int(match[-4:]) for match in _COPYRIGHT.findall(around)}
    year = max(spoken, default=0)
    if years != {year} or not _exists(year, today):
        return None
    note = occasion_table().notes.notice.format(said=today.reason, day=today, year=year)
    return Published(date(year, today.month, today.day), "inferred", note)


def _exists(year: int, day: _Day) -> bool:
    try:
        date(year, day.month, day.day)
    except ValueError:
        return False
    return True
