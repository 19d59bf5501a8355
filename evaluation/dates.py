"""Are the calendar dates of a text read right? Measured on NEREL's dates.

    python evaluation/dates.py ../shared/data/nerel/dev

`dates_nerel.csv` gives what each of NEREL's 357 DATE mentions that name a day, a month or a year
stands for: file, offsets, value; read from the texts before the program's output was seen. Ages,
terms and times told by «сегодня» or «в четверг» alone are left out, and of mentions that lie one in
another the inner ones. A span of time is «1998/2003»; a day or month whose year the text does not
tell is «--07-22».

A mention is right where the reader finds a date at its place with that value; of several a calendar
date counts before a relative one, then the one that shares most. A date without a year is right
where no date is given while the day of the article is unknown, and the right day or month as soon
as it is known.
Prints every miss, then the share that is right.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from itogi.coding.dates import DateMention, find_dates
from itogi.language import analyse
from itogi.reading import article_from_text

EXPECTED = Path(__file__).with_name("dates_nerel.csv")
# For a date whose year the text does not tell: any day does.
SOME_DAY = date(2018, 6, 15)


@dataclass(frozen=True, slots=True)
class Row:
    file: str
    start: int
    end: int
    value: str


def main(folder: str) -> list[str]:
    texts = Path(folder)
    rows = read_rows(EXPECTED)
    files = dict.fromkeys(row.file for row in rows)
    misses = [miss for file in files for miss in check(texts, file, rows)]
    print(*misses, sep="\n")
    right = len(rows) - len(misses)
    print(f"{right} of {len(rows)} calendar dates right: {100 * right / len(rows):.1f} %")
    return misses


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(row["file"], int(row["start"]), int(row["end"]), row["value"])
            for row in csv.DictReader(lines)
        ]


def check(texts: Path, file: str, rows: Sequence[Row]) -> list[str]:
    """A line for each miss of one file."""
    path = texts / f"{file}.txt"
    if not path.exists():
        sys.exit(f"{path}: no such text; name the folder of NEREL's development set")
    article = article_from_text(path.read_bytes().decode("utf-8"), file)
    document = analyse(article)
    found = find_dates(document, article.published)
    placed = find_dates(document, article.published or SOME_DAY)
    misses = []
    for row in (row for row in rows if row.file == file):
        plain, known = at(found, row), at(placed, row)
        if not is_right(row.value, plain, known):
            words = document.text[row.start : row.end].replace("\n", " ")
            misses.append(f"{file} {row.start} «{words}»: {row.value}, read as {value(plain)}")
    return misses


def at(found: Sequence[DateMention], row: Row) -> DateMention | None:
    def shared(mention: DateMention) -> int:
        return min(mention.end, row.end) - max(mention.start, row.start)

    here = [mention for mention in found if shared(mention) > 0]
    return max(here, key=lambda mention: (mention.basis == "text", shared(mention)), default=None)


def is_right(expected: str, plain: DateMention | None, known: DateMention | None) -> bool:
    if expected.startswith("--"):
        open_ = plain is not None and (plain.basis == "relative" or plain.iso is None)
        return open_ and value(known)[4:] == expected[1:]
    return value(plain) == expected


def value(mention: DateMention | None) -> str:
    if mention is None:
        return "nothing"
    if mention.until:
        return f"{mention.iso}/{mention.until}"
    return mention.iso or "no date"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
