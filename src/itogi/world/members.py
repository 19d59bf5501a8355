"""Who belongs to which organisation, and since when: `tables/members.csv`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from itogi.world import tables
from itogi.world.records import Problem, TableError

STATUSES = ("member", "associate", "observer", "candidate")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Membership:
    """A state in an organisation. `until` is None while it lasts; a year alone is known of both."""

    organisation: str
    """Its name as in `organisations.csv`."""
    state: str
    since: int
    until: int | None
    status: str
    row: int


@cache
def memberships() -> tuple[Membership, ...]:
    """The table, checked as far as one row shows. Raises TableError naming file, line and field."""
    return tuple(
        _membership(row, line) for line, row in enumerate(tables.rows("members.csv"), start=2)
    )


def _membership(row: tables.Row, line: int) -> Membership:
    where = f"world/tables/members.csv: line {line}"
    for column in ("since", "until"):
        if not _YEAR.fullmatch(row[column]) and not (column == "until" and not row[column]):
            raise TableError(f"{where}: field {column}: expected a year, found «{row[column]}»")
    if row["status"] not in STATUSES:
        raise TableError(
            f"{where}: field status: expected one of {', '.join(STATUSES)}, found «{row['status']}»"
        )
    until = int(row["until"]) if row["until"] else None
    if until is not None and until < int(row["since"]):
        raise TableError(f"{where}: the membership ends ({until}) before it begins")
    return Membership(row["name"], row["state"], int(row["since"]), until, row["status"], line)


def check_members(states: Collection[str]) -> Iterator[Problem]:
    """Organisations and states that no table holds, and the same membership twice at a time."""
    names = {row["name"] for row in tables.rows("organisations.csv")}
    seen: dict[tuple[str, str, str], Membership] = {}
    for one in memberships():
        where = f"line {one.row} ({one.organisation}, {one.state})"
        if one.organisation not in names:
            yield Problem("members.csv", where, "no such name in organisations.csv")
        if one.state not in states:
            yield Problem("members.csv", where, "no such code in states.csv")
        key = one.organisation, one.state, one.status
        earlier = seen.get(key)
        if earlier is not None and (earlier.until is None or one.since < earlier.until):
            yield Problem("members.csv", where, f"overlaps line {earlier.row}; mend the years")
        seen[key] = one
