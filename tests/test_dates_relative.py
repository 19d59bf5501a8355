"""Dates as news tells them, over articles of several days; turns of the year among them.

`dates_relative.csv`: the article's day, a sentence, and for its dates in their order what each
stands for, how precise that is and whether the text itself gives it; several are parted by a
semicolon, a span of time is «first/last». An empty value with a precision `none` is a date that
nobody can place; without any precision the sentence holds no date.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from itogi.coding.dates import find_dates
from itogi.language import analyse
from itogi.reading import article_from_text

with Path(__file__).with_name("dates_relative.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))

# What is read wrong or not at all today. A case that comes right fails here until it is struck out.
KNOWN_WRONG = {
    "Зимой 2021/22 года цены на газ выросли.",
    "За неделю до саммита прошли консультации.",
    "Встреча пройдёт не раньше осени.",
    "Под Новый год стороны заключили сделку.",
}

PRECISION = {4: "year", 7: "month", 8: "week", 10: "day"}


def precision(mention):
    if mention.iso is None:
        return "none"
    return PRECISION[len(mention.iso)] + ("s" if mention.until else "")


def value(mention):
    return "/".join(part for part in (mention.iso, mention.until) if part)


def case(row):
    wrong = row["text"] in KNOWN_WRONG
    marks = [pytest.mark.xfail(strict=True, reason="known to be wrong")] if wrong else []
    return pytest.param(row, marks=marks, id=f"{row['published']} {row['text']}")


@pytest.mark.parametrize("row", [case(row) for row in CASES])
def test_dates_of_a_sentence(row):
    document = analyse(article_from_text(row["text"], "case"))
    found = find_dates(document, date.fromisoformat(row["published"]))
    assert ";".join(map(value, found)) == row["value"]
    assert ";".join(map(precision, found)) == row["precision"]
    assert ";".join(mention.basis for mention in found) == row["basis"]


def test_few_are_known_to_be_wrong():
    assert len(CASES) >= 150
    assert len(KNOWN_WRONG) <= 0.05 * len(CASES)
    assert {row["text"] for row in CASES} >= KNOWN_WRONG
