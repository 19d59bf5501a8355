"""The words that dates are made of, from `tables/dates.toml`, as patterns and as values."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from itogi.coding.table import read_table
from itogi.reading.kept import kept

LISTS = ("ahead", "parts", "quarters", "vague", "weekend")
TABLES = (
    "centuries", "decades", "months", "numbers", "ordinals", "relative", "seasons", "shifts",
    "short_months", "units", "weekdays", "year_signs",
)  # fmt: skip


def table(name: str) -> dict[str, Any]:
    """Words with their values."""
    found: dict[str, Any] = _tables()[name]
    return found


@cache
def listed(name: str) -> tuple[str, ...]:
    """Words or phrases without a value of their own, or the words of a table."""
    return tuple(_tables()[name])


def one_of(name: str, ending: str = "") -> str:
    """A pattern for any word of a list or a table in lower case, the longest first, with what may
    follow."""
    words = sorted(map(str.lower, listed(name)), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + ")" + ending


def meaning(name: str, words: str) -> Any:
    """The value of the longest entry that begins `words`. Raises KeyError if none does."""
    plain = " ".join(words.lower().split())
    fitting = [entry for entry in table(name) if plain.startswith(entry.lower())]
    if not fitting:
        raise KeyError(f"dates.toml, [{name}]: nothing begins «{plain}»")
    return table(name)[max(fitting, key=len)]


def number(words: str) -> int:
    """A count or a day of the month, in digits or in a word of the tables."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    plain = " ".join(words.lower().split())
    return int((table("numbers") | table("ordinals"))[plain])


def month(word: str) -> int:
    for name in ("months", "short_months"):
        if any(word.lower().startswith(stem) for stem in table(name)):
            return int(meaning(name, word))
    raise KeyError(f"dates.toml: «{word}» is no month")


def year(words: str | None) -> int | None:
    digits = re.match(r"\d{4}", words or "")
    return int(digits[0]) if digits else None


def is_same(said: str) -> bool:
    """«того же», «в том же»: of what was told before."""
    return "же" in said.lower().split()


@kept
def _tables() -> dict[str, Any]:
    """The file as a whole. Raises ValueError if a list or a table is missing or unknown."""
    tables = read_table("dates.toml")
    wrong = {*LISTS, *TABLES} ^ set(tables)
    if wrong:
        raise ValueError(f"dates.toml: missing or unknown: {', '.join(sorted(wrong))}")
    for name, words in tables.items():
        if not isinstance(words, list if name in LISTS else dict):
            shape = "a list" if name in LISTS else "a table"
            raise ValueError(f"dates.toml, {name}: expected {shape}")
    return tables
