"""Dates in a text: «25 октября 1990 года», «в понедельник», «две недели назад» → ISO 8601.

A date that the text itself gives has the basis `text`, also when its year comes from an earlier
date that governs it («27 ноября 2015 года … 28 ноября»). Any other is `relative`: it is resolved
against the day of the article and stays without a value where that day is unknown.
Precision is that of the words: `1991`, `2014-05`, `2014-05-09`, a week `2024-W43`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from itogi.coding.table import read_table
from itogi.language.records import Document, Sentence
from itogi.reading.kept import kept

Basis = Literal["text", "relative"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `[start, end)` of the text; `iso` is None where it cannot be resolved."""

    start: int
    end: int
    iso: str | None
    basis: Basis


@dataclass(slots=True)
class _Reading:
    """What is known while reading: the article's day, the year in force, the tense around."""

    published: date | None
    year: int | None = None
    forward: bool = False


def find_dates(document: Document, published: date | None) -> list[DateMention]:
    """All dates of a document in text order, each resolved as far as text and `published` allow."""
    reading = _Reading(published)
    found = []
    for sentence in document.sentences:
        for match, resolve in _matches(document.text, sentence):
            reading.forward = _looks_forward(sentence, match.start())
            iso, basis = resolve(match, reading)
            found.append(DateMention(match.start(), match.end(), iso, basis))
    return found


def _matches(text: str, sentence: Sentence) -> Iterator[tuple[re.Match[str], _Resolve]]:
    pattern, resolvers = _grammar()
    for match in pattern.finditer(text, sentence.start, sentence.end):
        name = match.lastgroup
        if name is not None:
            yield match, resolvers[name]


def _looks_forward(sentence: Sentence, at: int) -> bool:
    """Whether the verb nearest to the date is in the future: «встретятся в понедельник»."""
    verbs = [t for t in sentence.tokens if "Tense" in t.feats or t.feats.get("VerbForm") == "Inf"]
    if not verbs:
        return False
    nearest = min(verbs, key=lambda t: abs(t.start - at))
    return nearest.feats.get("Tense") == "Fut" or nearest.feats.get("VerbForm") == "Inf"


# Resolvers: one for each shape of date, from a match to (ISO date or None, basis).


def _full(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    day, month = _number(match["fd"]), _month(match["fm"])
    year = _year(match["fy"])
    if year is None and match["fy"]:
        year = _shifted_year(match["fy"], reading)
    if year is not None:
        reading.year = year
        return _iso(year, month, day), "text" if match["fy"][:1].isdigit() else "relative"
    return _without_year(month, day, reading)


def _month_year(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    month = _month(match["mm"])
    year = _year(match["my"])
    if year is not None:
        reading.year = year
        return f"{year:04d}-{month:02d}", "text"
    if match["my"]:
        year = _shifted_year(match["my"], reading)
        return (f"{year:04d}-{month:02d}" if year else None), "relative"
    return _without_year(month, None, reading)


def _year_alone(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    year = _year(match["yy"])
    if year is not None:
        reading.year = year
    return (f"{year:04d}" if year else None), "text"


def _year_range(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    return match["ry"], "text"


def _numeric(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    year = int(match["ny"])
    reading.year = year
    return _iso(year, int(match["nm"]), int(match["nd"])), "text"


def _iso_date(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    reading.year = int(match["iy"])
    return _iso(int(match["iy"]), int(match["im"]), int(match["id"])), "text"


def _word(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    unit, offset = _by_stem(_table()["relative"], match["rel"].lower())
    return _shift(reading.published, unit, offset), "relative"


def _weekday(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    if reading.published is None:
        return None, "relative"
    day = _by_stem(_table()["weekdays"], match["wd"].lower())
    shift = _by_stem(_table()["shifts"], match["ws"].lower()) if match["ws"] else None
    behind = (reading.published.weekday() - day) % 7
    if shift is not None and shift < 0:
        behind = behind or 7
    if (shift or 0) > 0 or (shift is None and reading.forward and behind):
        behind -= 7
    return (reading.published - timedelta(days=behind)).isoformat(), "relative"


def _shifted_unit(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    shift = _by_stem(_table()["shifts"], match["us"].lower())
    unit = _by_stem(_table()["units"], match["un"].lower())
    return _shift(reading.published, unit, shift), "relative"


def _season(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    if match["sy"]:
        year = _year(match["sy"]) or _shifted_year(match["sy"], reading)
        return (f"{year:04d}" if year else None), "text" if match["sy"][0].isdigit() else "relative"
    shift = _by_stem(_table()["shifts"], match["ss"].lower())
    return _shift(reading.published, "year", shift), "relative"


def _ago(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    unit = "month" if match["half"] else _by_stem(_table()["units"], match["au"].lower())
    count = 6 if match["half"] else _number(match["an"] or "1")
    return _shift(reading.published, unit, -count), "relative"


def _ahead(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    unit = _by_stem(_table()["units"], match["hu"].lower())
    return _shift(reading.published, unit, _number(match["hn"] or "1")), "relative"


_Resolve = Callable[[re.Match[str], _Reading], tuple[str | None, Basis]]


def _without_year(month: int, day: int | None, reading: _Reading) -> tuple[str | None, Basis]:
    """«22 октября», «в сентябре»: the year in force, else the one nearest to the article's day."""
    if reading.published is None:
        if reading.year is None:
            return None, "relative"
        return _month_or_day(reading.year, month, day), "text"
    year = reading.published.year
    here = (month, day or 1)
    today = (reading.published.month, reading.published.day if day else 1)
    if reading.forward and here < today:
        year += 1
    elif not reading.forward and here > today:
        year -= 1
    return _month_or_day(year, month, day), "text" if year == reading.year else "relative"


def _month_or_day(year: int, month: int, day: int | None) -> str | None:
    return f"{year:04d}-{month:02d}" if day is None else _iso(year, month, day)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _shifted_year(words: str, reading: _Reading) -> int | None:
    """«прошлого года», «текущего года» → the year, or None where the article's day is unknown."""
    if reading.published is None:
        return None
    return reading.published.year + int(_by_stem(_table()["shifts"], words.lower().split()[0]))


def _shift(today: date | None, unit: str, count: int) -> str | None:
    if today is None:
        return None
    try:
        if unit == "day":
            return (today + timedelta(days=count)).isoformat()
        if unit == "week":
            year, week, _ = (today + timedelta(weeks=count)).isocalendar()
            return f"{year:04d}-W{week:02d}"
        if unit == "month":
            months = today.year * 12 + today.month - 1 + count
            return f"{date(months // 12, months % 12 + 1, 1):%Y-%m}"
        return f"{date(today.year + count * (10 if unit == 'decade' else 1), 1, 1):%Y}"
    except (ValueError, OverflowError):
        return None


def _year(words: str | None) -> int | None:
    digits = re.match(r"\d{4}", words or "")
    return int(digits[0]) if digits else None


def _number(words: str) -> int:
    if words[0].isdigit():
        return int(re.match(r"\d+", words)[0])  # type: ignore[index]
    key = " ".join(words.lower().split())
    numbers: dict[str, int] = _table()["numbers"] | _table()["ordinals"]
    return numbers[key]


def _month(word: str) -> int:
    return int(_by_stem(_table()["months"], word.lower()))


def _by_stem(table: dict[str, Any], word: str) -> Any:
    """The value of the longest stem that begins `word`."""
    return table[max((stem for stem in table if word.startswith(stem)), key=len)]


@kept
def _table() -> dict[str, Any]:
    return read_table("dates.toml")


def _stems(table: str, ending: str = r"[а-яё]{0,3}") -> str:
    stems = sorted(_table()[table], key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, stems)) + ")" + ending


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, _Resolve]]:
    """One pattern of named alternatives, and the resolver of each. The first that fits wins."""
    month, weekday, season = _stems("months"), _stems("weekdays"), _stems("seasons", "[а-яё]{1,3}")
    shift, unit = _stems("shifts", "[а-яё]{1,4}"), _stems("units")
    number = r"(?:\d{1,3}|" + _stems("numbers", "") + ")"
    ordinal = r"(?:\d{1,2}(?:-?г?о(?:го)?)?|" + _stems("ordinals", "") + ")"
    year = r"(?:1[0-9]|20)\d\d(?:-?(?:го|м|й|х))?"
    of_year = r"(?:год(?:а|у|ом|е|ов|ы)?|гг?\.?)"
    to_day = r"(?:\s?(?:[-–—]|и|по|на)\s?\d{1,2})?"
    shapes: dict[str, tuple[str, _Resolve]] = {
        "full": (
            rf"(?P<fd>{ordinal}){to_day}\s(?P<fm>{month})\b"
            rf"(?:,?\s(?P<fy>{year}(?:\s{of_year}\b)?|{shift}\sгода))?",
            _full,
        ),
        "numeric": (r"(?P<nd>[0-3]?\d)\.(?P<nm>[01]?\d)\.(?P<ny>(?:19|20)\d\d)(?!\d)", _numeric),
        "isodate": (r"(?P<iy>(?:19|20)\d\d)-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?!\d)", _iso_date),
        "season": (
            rf"(?:(?P<ss>{shift})\s{season}\b|{season}\s(?P<sy>{year}(?:\s{of_year})|{shift}\sгода))",
            _season,
        ),
        "monthyear": (
            rf"(?:(?P<mm>{month})\s(?P<my>{year}(?:\s{of_year}\b)?|{shift}\sгода)"
            rf"|(?<=[вВсСкК]\s)(?P<mo>{month})\b)",
            _month_year_or_month,
        ),
        "yearrange": (
            rf"(?P<ry>(?:1[0-9]|20)\d\d)\s?[-–—]\s?(?:1[0-9]|20)?\d\d\s{of_year}",
            _year_range,
        ),
        "yearalone": (
            rf"(?:(?P<yy>{year})\s{of_year}(?![а-яё])"
            rf"|(?<=[вВсС]\s)(?P<yn>(?:19|20)\d\d(?:-?(?:го|м))?)(?![\d.,]\d|\s?%|\s[а-яё]{{4,}}))",
            _year_alone_either,
        ),
        "ago": (
            rf"(?:(?P<half>полгода)|(?:(?P<an>{number})\s)?(?P<au>{unit}))\s(?:тому\s)?назад",
            _ago,
        ),
        "ahead": (rf"(?<![а-яё])через\s(?:(?P<hn>{number})\s)?(?P<hu>{unit})\b", _ahead),
        "shiftedunit": (rf"(?P<us>{shift})\s(?P<un>{unit})\b", _shifted_unit),
        "weekday": (
            rf"(?<=[вВоОсСкК]\s)(?:(?P<ws>{shift})\s)?(?P<wd>{weekday})\b",
            _weekday,
        ),
        "word": (rf"(?P<rel>{_stems('relative', '[а-яё]{0,3}')})\b", _word),
    }
    alternatives = "|".join(f"(?P<{name}>{shape})" for name, (shape, _) in shapes.items())
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})", re.IGNORECASE)
    return pattern, {name: resolve for name, (_, resolve) in shapes.items()}


def _month_year_or_month(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    if match["mo"]:
        return _without_year(_month(match["mo"]), None, reading)
    return _month_year(match, reading)


def _year_alone_either(match: re.Match[str], reading: _Reading) -> tuple[str | None, Basis]:
    if match["yn"]:
        reading.year = int(match["yn"][:4])
        return match["yn"][:4], "text"
    return _year_alone(match, reading)
