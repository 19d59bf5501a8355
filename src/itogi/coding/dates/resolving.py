"""From a match of the grammar to what it stands for: one resolver for each shape of date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from itogi.coding.dates import words
from itogi.coding.dates.calendar import from_last, iso_day, nearest, shifted, weekend
from itogi.coding.dates.record import FIRST_YEAR, Reading, Stated, Value

Match = re.Match[str]
OPEN = Value(None, "relative")
# Days after a date in which one without a year is still told from it in the next paragraph.
NEAR = 31


def resolve(match: Match, reading: Reading) -> Value:
    """The value of a date, which the reading then remembers."""
    shape = match.lastgroup
    value = _RESOLVERS[str(shape)](match, reading)
    if value.iso:
        reading.last = value.until or value.iso
    return value


# Days and months


def _day(match: Match, reading: Reading) -> Value:
    day, month = words.number(match["day_d"]), words.month(match["day_m"])
    weekday = int(words.meaning("weekdays", match["day_w"])) if match["day_w"] else None
    return _dated(month, day, match["day_y"], reading, weekday)


def _days(match: Match, reading: Reading) -> Value:
    """«с 16 апреля по 19 мая 2019 года»: the year of the last is that of the first."""
    month = words.month(match["days_m"])
    last = _dated(month, words.number(match["days_b"]), match["days_y"], reading)
    first_month = words.month(match["days_am"]) if match["days_am"] else month
    day = words.number(match["days_a"])
    if match["days_ay"]:
        first = _dated(first_month, day, match["days_ay"], reading).iso
    else:
        first = _before(last.iso, first_month, day)
    return _span(first, last)


def _months(match: Match, reading: Reading) -> Value:
    last = _dated(words.month(match["months_b"]), None, match["months_y"], reading)
    month = words.month(match["months_a"])
    if match["months_ay"]:
        first = _dated(month, None, match["months_ay"], reading).iso
    else:
        first = _before(last.iso, month, None)
    return _span(first, last)


def _before(last: str | None, month: int, day: int | None) -> str | None:
    """The day or month without a year that comes before another one."""
    if last is None:
        return None
    return iso_day(int(last[:4]) - (month > int(last[5:7])), month, day)


def _span(first: str | None, last: Value) -> Value:
    return Value(first, last.basis, last.iso) if first and last.iso and first < last.iso else last


def _month(match: Match, reading: Reading) -> Value:
    if match["month_m"]:
        return _dated(words.month(match["month_m"]), None, match["month_y"], reading)
    month = words.month(match["month_am"])
    by = match["month_ps"] or match["month_as"]
    if not by:
        return _dated(month, None, None, reading)
    return Value(_shifted_month(reading.day_for("month"), month, by), "relative")


def _shifted_month(today: date | None, month: int, by: str) -> str | None:
    """«в минувшем мае», «в следующем мае»: the nearest such month on that side."""
    if today is None:
        return None
    count = int(words.meaning("shifts", by))
    if count == 0:
        return iso_day(nearest(today, month, None, "either"), month, None)
    if count > 0:
        return iso_day(today.year + (month <= today.month) + count - 1, month, None)
    return iso_day(today.year - (month >= today.month) + count + 1, month, None)


def _month_day(match: Match, reading: Reading) -> Value:
    """«июнь 25-го, 2016»"""
    return _stated(int(match["md_y"]), words.month(match["md_m"]), int(match["md_d"]), reading)


def _numeric(match: Match, reading: Reading) -> Value:
    return _stated(int(match["num_y"]), int(match["num_m"]), int(match["num_d"]), reading)


def _iso_date(match: Match, reading: Reading) -> Value:
    return _stated(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]), reading)


def _stated(year: int, month: int, day: int | None, reading: Reading) -> Value:
    value = iso_day(year, month, day)
    if value:
        reading.state(year, month, day)
    return Value(value, "text")


def _dated(
    month: int, day: int | None, of: str | None, reading: Reading, weekday: int | None = None
) -> Value:
    """A day or month of a year that is told («1990 года», «прошлого года») or to be found."""
    if not of:
        return _without_year(month, day, reading, weekday)
    year = words.year(of)
    if year is not None:
        return _stated(year, month, day, reading)
    year = _year_of(of, reading)
    return Value(iso_day(year, month, day) if year else None, "relative")


def _without_year(month: int, day: int | None, reading: Reading, weekday: int | None) -> Value:
    """«22 октября»: the year that an earlier date puts in force, else by the article's day."""
    ruling = _ruling_year(month, day, reading)
    if ruling is not None:
        return Value(iso_day(ruling, month, day), "text")
    today = reading.day_for("year")
    if today is not None:
        year = _by_weekday(today.year, month, day, weekday) or nearest(
            today, month, day, reading.direction
        )
        told = reading.today is None or (reading.dated and reading.dated.year == year)
        return Value(iso_day(year, month, day), "text" if told else "relative")
    if reading.dated and reading.dated.year == reading.latest >= FIRST_YEAR:
        return Value(iso_day(reading.latest, month, day), "text")
    return OPEN


def _ruling_year(month: int, day: int | None, reading: Reading) -> int | None:
    """A date told in the same sentence rules; one of the same paragraph, where what follows comes
    later in that year, or where it is a year of the past."""
    dated, year = reading.dated, reading.year
    here = [s for s in (dated, year) if s and s.sentence == reading.sentence]
    if here:
        return here[0].year
    if dated and _comes_later(month, day, dated, reading.block - dated.block):
        return dated.year
    today = reading.day_for("year")
    past = year and today and year.year < today.year - 1
    return year.year if year and past and year.block == reading.block else None


def _comes_later(month: int, day: int | None, dated: Stated, blocks: int) -> bool:
    """In the paragraph of that date any later day of the year, in the next one a near day."""
    far = (month - (dated.month or 12)) * 30 + (day or 30) - (dated.day or 0)
    return far > 0 and (blocks == 0 or (blocks == 1 and far <= NEAR))


def _by_weekday(around: int, month: int, day: int | None, weekday: int | None) -> int | None:
    """The year closest to another in which that day falls on that day of the week."""
    if weekday is None or day is None:
        return None
    for year in (around, around - 1, around + 1):
        value = iso_day(year, month, day)
        if value and date.fromisoformat(value).weekday() == weekday:
            return year
    return None


def _day_of_month(match: Match, reading: Reading) -> Value:
    """«20-го числа прошлого месяца»."""
    by = match["dom_s"]
    if by and words.is_same(by):
        month = from_last(reading.last, "month", 0)
    else:
        count = int(words.meaning("shifts", by)) if by else 0
        month = shifted(reading.day_for("month"), "month", count)
    if month is None:
        return OPEN
    return Value(iso_day(int(month[:4]), int(month[5:]), int(match["dom_d"])), "relative")


# Years


def _year(match: Match, reading: Reading) -> Value:
    year = int((match["year_y"] or match["year_p"] or match["year_n"])[:4])
    reading.state(year)
    return Value(f"{year:04d}", "text")


def _years(match: Match, reading: Reading) -> Value:
    first, last = match["years_a"] or match["years_ua"], match["years_b"] or match["years_ub"]
    if len(last) == 2:
        last = first[:2] + last
    reading.state(int(first))
    return Value(first, "text", last if last > first else None)


def _year_of(of: str, reading: Reading) -> int | None:
    """«прошлого года», «с. г.», «того же года» → the year, or None where it is unknown."""
    plain = of.lower()
    if words.is_same(plain):
        return int(reading.last[:4]) if reading.last else None
    today = reading.day_for("year")
    if today is None:
        return None
    signs = words.table("year_signs")
    sign = "".join(plain.split())
    return today.year + int(signs[sign] if sign in signs else words.meaning("shifts", plain))


def _season(match: Match, reading: Reading) -> Value:
    """The year of it; a season is no precision that ISO 8601 has."""
    if match["season_y"]:
        return _of_year(match["season_y"], reading)
    if match["season_s"]:
        count = int(words.meaning("shifts", match["season_s"]))
        return Value(shifted(reading.day_for("year"), "year", count), "relative")
    today = reading.day_for("year")
    if today is None:
        return OPEN
    month = int(words.meaning("seasons", match["season_w"].split()[-1]))
    direction = "ahead" if "ahead" in reading.direction else "back"
    return Value(f"{nearest(today, month, None, direction):04d}", "relative")


def _quarter(match: Match, reading: Reading) -> Value:
    if match["quarter_y"]:
        return _of_year(match["quarter_y"], reading)
    return Value(shifted(reading.day_for("year"), "year", 0), "relative")


def _of_year(of: str, reading: Reading) -> Value:
    year = words.year(of)
    if year is not None:
        reading.state(year)
        return Value(f"{year:04d}", "text")
    year = _year_of(of, reading)
    return Value(f"{year:04d}" if year else None, "relative")


def _decade(match: Match, reading: Reading) -> Value:
    """«1980-е», «80-е годы», «девяностые годы прошлого века»; without a century the last one."""
    if match["decade_y"]:
        first = int(match["decade_y"])
    else:
        said = match["decade_d"] or match["decade_w"]
        decade = int(said) if said.isdigit() else int(words.meaning("decades", said))
        century = match["decade_c"]
        start = int(words.meaning("centuries", century)) if century else _century_of(decade)
        first = start + decade
    return Value(f"{first:04d}", "text", f"{first + 9:04d}")


def _century_of(decade: int) -> int:
    return 2000 if decade < 20 else 1900


# Relative to the article's day


def _word(match: Match, reading: Reading) -> Value:
    unit, count = words.meaning("relative", match["word_w"])
    return Value(shifted(reading.day_for(unit), unit, count), "relative")


def _vague(match: Match, reading: Reading) -> Value:
    return OPEN


def _shifted(match: Match, reading: Reading) -> Value:
    count = int(words.meaning("shifts", match["shifted_s"]))
    return _so_many(count, match["shifted_u"], reading)


def _part_of_unit(match: Match, reading: Reading) -> Value:
    """«до конца года», «в начале прошлого месяца»: the year, the month."""
    count = int(words.meaning("shifts", match["part_s"])) if match["part_s"] else 0
    return _so_many(count, match["part_u"], reading)


def _so_many(count: int, said: str, reading: Reading) -> Value:
    unit = str(words.meaning("units", said))
    if (unit, count) == ("year", 0):
        reading.return_to_today()
    return Value(shifted(reading.day_for(unit), unit, count), "relative")


def _weekday(match: Match, reading: Reading) -> Value:
    if reading.today is None:
        return OPEN
    day = int(words.meaning("weekdays", match["weekday_w"]))
    if match["weekday_ws"]:
        weeks = int(words.meaning("shifts", match["weekday_ws"]))
        monday = reading.today - timedelta(days=reading.today.weekday()) + timedelta(weeks=weeks)
        return Value((monday + timedelta(days=day)).isoformat(), "relative")
    by = match["weekday_s"]
    shift = int(words.meaning("shifts", by)) if by else None
    behind = (reading.today.weekday() - day) % 7
    if shift is not None and shift < 0:
        behind = behind or 7
    if (shift or 0) > 0 or (shift is None and "ahead" in reading.direction and behind):
        behind -= 7
    return Value((reading.today - timedelta(days=behind)).isoformat(), "relative")


def _weekend(match: Match, reading: Reading) -> Value:
    if reading.today is None:
        return OPEN
    by = match["weekend_s"]
    ahead = int(words.meaning("shifts", by)) > -1 if by else "ahead" in reading.direction
    over = reading.today.weekday() == 6
    saturday, sunday = weekend(reading.today, over if ahead else over - 1)
    return Value(saturday, "relative", sunday)


def _ago(match: Match, reading: Reading) -> Value:
    if match["ago_v"]:
        return OPEN
    unit, count = _amount(match["ago_h"], match["ago_n"], match["ago_u"])
    return Value(shifted(reading.day_for(unit), unit, -count), "relative")


# Relative to what is told


def _ahead(match: Match, reading: Reading) -> Value:
    """«через два дня»: from the article's day, or in a tale of the past from the date before."""
    if match["ahead_v"] or match["ahead_after"]:
        return OPEN
    unit, count = _amount(match["ahead_h"], match["ahead_n"], match["ahead_u"])
    if reading.direction == "back":
        return Value(from_last(reading.last, unit, count), "relative")
    return Value(shifted(reading.day_for(unit), unit, count), "relative")


def _later(match: Match, reading: Reading) -> Value:
    way = match["later_way"] or "спустя"
    number, unit = (
        (match["later_n"], match["later_u"])
        if match["later_u"]
        else (match["later_sn"], match["later_su"])
    )
    unit, count = _amount(None, number, unit)
    earlier = way.lower().startswith(("ран", "до"))
    return Value(from_last(reading.last, unit, -count if earlier else count), "relative")


def _same(match: Match, reading: Reading) -> Value:
    if match["same_u"]:
        unit = str(words.meaning("units", match["same_u"]))
        return Value(from_last(reading.last, unit, 0), "relative")
    if match["same_year"]:
        return Value(from_last(reading.last, "year", 0), "relative")
    later = match["same_day"].lower() in ("следующий", "другой")
    return Value(from_last(reading.last, "day", int(later)), "relative")


HALVES = {"полгода": ("month", 6), "полтора": ("month", 18), "полвека": ("year", 50)}


def _amount(half: str | None, number: str | None, unit: str | None) -> tuple[str, int]:
    if half:
        return HALVES[half.lower().split()[0]]
    return str(words.meaning("units", str(unit))), words.number(number or "1")


_RESOLVERS: dict[str, Callable[[Match, Reading], Value]] = {
    "day": _day,
    "days": _days,
    "months": _months,
    "month": _month,
    "monthday": _month_day,
    "numeric": _numeric,
    "isodate": _iso_date,
    "dayofmonth": _day_of_month,
    "year": _year,
    "years": _years,
    "season": _season,
    "quarter": _quarter,
    "decade": _decade,
    "word": _word,
    "vague": _vague,
    "shifted": _shifted,
    "partunit": _part_of_unit,
    "weekday": _weekday,
    "weekend": _weekend,
    "ago": _ago,
    "ahead": _ahead,
    "later": _later,
    "same": _same,
}
