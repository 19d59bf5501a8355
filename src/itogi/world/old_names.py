"""When a state or its capital went by another name: `tables/old_names.csv`.

The names themselves stand in `states.csv` among the variants or capitals, which is how they are
found in texts; this table adds the years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from itogi.world import tables
from itogi.world.index import key
from itogi.world.records import Problem, TableError

_YEAR = re.compile(r"\d{4}|")


@dataclass(frozen=True, slots=True)
class OldName:
    """`since` is None where the beginning is of no use or not known for sure («Персия»)."""

    name: str
    code: str
    since: int | None
    until: int
    row: int


@cache
def old_names() -> tuple[OldName, ...]:
    """The table, checked as far as one row shows. Raises TableError naming file, line and field."""
    found = []
    for line, row in enumerate(tables.rows("old_names.csv"), start=2):
        where = f"world/tables/old_names.csv: line {line}"
        if not _YEAR.fullmatch(row["since"]) or not row["until"].isdigit():
            raise TableError(f"{where}: expected a year in until, and in since a year or nothing")
        since = int(row["since"]) if row["since"] else None
        if since is not None and since > int(row["until"]):
            raise TableError(f"{where}: the name ends ({row['until']}) before it begins")
        found.append(OldName(row["name"], row["code"], since, int(row["until"]), line))
    return tuple(found)


def check_old_names() -> Iterator[Problem]:
    """Names that `states.csv` does not have for that state."""
    known = {
        row["code"]: {
            key(tables.bare(part))
            for column in ("full", "variants", "capital")
            for part in tables.parts(row[column])
        }
        for row in tables.rows("states.csv")
    }
    for old in old_names():
        if key(old.name) not in known.get(old.code, set()):
            message = f"not among the names of {old.code} in states.csv; add it there"
            yield Problem("old_names.csv", f"line {old.row} ({old.name})", message)
