"""Arithmetic on ISO dates of any precision: a year, a month, a week, a day."""

from __future__ import annotations

import re
from datetime import date, timedelta


def iso_day(year: int, month: int, day: int | None) -> str | None:
    """A day, or a month where `day` is None; None if there is no such day."""
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shifted(today: date | None, unit: str, count: int) -> str | None:
    """The day, week, month or year so many units from `today`, in the unit's precision."""
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


def from_last(last: str | None, unit: str, count: int) -> str | None:
    """So many units from an ISO date, None where that is less precise than the unit needs."""
    if last is None or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", last):
        return None
    parts = [int(part) for part in last.split("-")]
    if len(parts) < {"day": 3, "week": 3, "month": 2}.get(unit, 1):
        return None
    return shifted(date(*[*parts, 1, 1][:3]), unit, count)


def nearest(today: date, month: int, day: int | None, direction: str) -> int:
    """The year of a day or month that is told without one.

    Behind `today`, ahead of it, or, where the words tell neither, where it is closer. A day that
    comes a little later than the article is not a year old: clocks differ.
    """
    here, now = (month, day or 1), (today.month, today.day if day else 1)
    if direction == "ahead":
        return today.year + (here < now)
    gap = (here[0] - now[0]) * 30 + here[1] - now[1]
    if direction == "back":
        return today.year - (gap > 2)
    return today.year - (gap > 182) + (gap < -182)


def weekend(today: date, weeks: int) -> tuple[str, str]:
    """Saturday and Sunday of the week so many weeks from that of `today`."""
    saturday = today + timedelta(days=5 - today.weekday(), weeks=weeks)
    return saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
