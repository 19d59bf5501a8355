"""Reads the tables of states, organisations, bodies, companies, places and masks.

Lists inside a field are parted by «|». A name may carry flags after a colon («Того:initial»,
see `itogi.world.records.Flag`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, get_args

from itogi.reading.kept import stamp
from itogi.world.records import (
    Entry,
    EntryKind,
    Flag,
    Organisation,
    Sense,
    State,
    StateKind,
    TableError,
)

COLUMNS = {
    "states.csv": (
        "code", "kind", "wikidata", "name", "full", "variants", "english", "english_variants",
        "adjectives", "compounds", "demonyms", "capital", "capital_adjectives",
    ),
    "organisations.csv": (
        "code", "wikidata", "name", "variants", "english", "english_variants", "adjectives",
    ),
    "bodies.csv": ("name", "code", "wikidata", "kind", "variants", "adjectives"),
    "companies.csv": ("name", "code", "wikidata", "variants"),
    "places.csv": ("name", "code", "kind", "variants", "adjectives"),
    "inhabitants.csv": ("name", "code", "variants"),
    "disputed.csv": ("name", "variants", "adjectives"),
    "masks.csv": ("name", "kind"),
    "claims.csv": ("name", "winner", "reason"),
    "homonyms.csv": ("name", "codes", "adjectives", "flag", "reason"),
    "together.csv": ("name", "codes", "adjectives"),
    "old_names.csv": ("name", "code", "since", "until"),
    "members.csv": ("name", "state", "since", "until", "status"),
}  # fmt: skip
BODY_KINDS: dict[str, EntryKind] = {
    "seat": "seat", "body": "body", "company": "company", "place": "place", "party": "company",
}  # fmt: skip
"""What each kind in `bodies.csv` counts as: a party in government acts for its state as a company
of the state's does, without naming it."""
PLACE_KINDS = {"city", "region"}
MASK_KINDS = {
    "agreement", "club", "company", "concept", "currency", "event", "format", "geography",
    "holiday", "language", "outlet", "party", "project", "street", "time", "work",
}  # fmt: skip
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of the tables: phrases with their senses, adjectives, first parts of compounds."""

    senses: tuple[Sense, ...]
    adjectives: tuple[Sense, ...]
    compounds: tuple[tuple[str, Entry], ...]


@cache
def states() -> tuple[State, ...]:
    return tuple(
        State(
            code=row["code"],
            kind=_one_of(row, "states.csv", "kind", get_args(StateKind)),
            wikidata=row["wikidata"] or None,
            name=bare(row["name"]),
            full=row["full"] or bare(row["name"]),
            english=row["english"],
            english_variants=parts(row["english_variants"]),
            variants=tuple(word for word, _ in flagged(row["variants"], "states.csv", row)),
        )
        for row in rows("states.csv")
    )


@cache
def organisations() -> tuple[Organisation, ...]:
    return tuple(
        Organisation(
            code=row["code"],
            wikidata=row["wikidata"] or None,
            name=row["name"],
            english=row["english"],
            variants=tuple(word for word, _ in flagged(row["variants"], "organisations.csv", row)),
            english_variants=parts(row["english_variants"]),
        )
        for row in rows("organisations.csv")
    )


@cache
def names() -> Names:
    """All names of all tables, in the order of the tables. Raises TableError."""
    senses: list[Sense] = []
    adjectives: list[Sense] = []
    compounds: list[tuple[str, Entry]] = []
    for row in rows("states.csv"):
        _add_state(row, senses, adjectives, compounds)
    for row in rows("organisations.csv"):
        entry = Entry(row["name"], "organisation", row["code"], row["wikidata"] or None)
        senses += _senses("organisations.csv", row, entry, "name", "variants")
        adjectives += _senses("organisations.csv", row, entry, "adjectives")
    for row in rows("bodies.csv"):
        kind = BODY_KINDS[_one_of(row, "bodies.csv", "kind", tuple(BODY_KINDS))]
        entry = Entry(bare(row["name"]), kind, row["code"], row["wikidata"] or None)
        senses += _senses("bodies.csv", row, entry, "name", "variants")
        adjectives += _senses("bodies.csv", row, entry, "adjectives")
    for row in rows("companies.csv"):
        entry = Entry(bare(row["name"]), "company", row["code"], row["wikidata"] or None)
        senses += _senses("companies.csv", row, entry, "name", "variants")
    for table in ("places.csv", "disputed.csv"):
        for row in rows(table):
            entry = Entry(bare(row["name"]), "place", row.get("code"))
            senses += _senses(table, row, entry, "name", "variants")
            adjectives += _senses(table, row, entry, "adjectives")
    for row in rows("inhabitants.csv"):
        entry = Entry(bare(row["name"]), "demonym", row["code"])
        senses += _senses("inhabitants.csv", row, entry, "name", "variants")
    named = {state.code: state.name for state in states()}
    for row in rows("together.csv"):
        code = parts(row["codes"])[0]
        entry = Entry(named.get(code, row["name"]), "state", code)
        senses += _senses("together.csv", row, entry, "name")
        adjectives += _senses("together.csv", row, entry, "adjectives")
    for row in rows("masks.csv"):
        mask: str = _one_of(row, "masks.csv", "kind", tuple(sorted(MASK_KINDS)))
        entry = Entry(bare(row["name"]), "mask", None, mask=mask)
        senses += _senses("masks.csv", row, entry, "name")
    return Names(tuple(senses), tuple(adjectives), tuple(compounds))


def _add_state(
    row: Row, senses: list[Sense], adjectives: list[Sense], compounds: list[tuple[str, Entry]]
) -> None:
    table, code, wikidata = "states.csv", row["code"], row["wikidata"] or None
    kind: EntryKind = "collective" if row["kind"] == "collective" else "state"
    name = bare(row["name"])
    state = Entry(name, kind, code, wikidata)
    senses += _senses(table, row, state, "name", "full", "variants")
    adjectives += _senses(table, row, state, "adjectives")
    compounds += [(word, state) for word in parts(row["compounds"])]
    for sense in _senses(table, row, Entry(name, "demonym", code, wikidata), "demonyms"):
        senses.append(sense)
    for word, flags in flagged(row["capital"], table, row):
        if word == name:
            continue  # Luxembourg: the state's name says all that the capital's would.
        senses.append(Sense(Entry(word, "capital", code), (word,), flags))
    # An adjective of a capital names its state as the capital does.
    capital = Entry(bare(row["capital"].split("|")[0]), "capital", code)
    adjectives += _senses(table, row, capital, "capital_adjectives")


def _senses(table: str, row: Row, entry: Entry, *columns: str) -> list[Sense]:
    found: dict[str, Sense] = {}
    for column in columns:
        for word, flags in flagged(row[column], table, row):
            disputed = Entry(entry.name, entry.kind, None) if "disputed" in flags else entry
            found.setdefault(word, Sense(disputed, (word,), flags))
    return list(found.values())


def bare(name: str) -> str:
    """A name without its flags."""
    return name.split(":")[0]


def parts(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split("|") if part.strip())


def flagged(field: str, table: str, row: Row) -> Iterator[tuple[str, frozenset[Flag]]]:
    """(name, flags) of each name in a field: «Того:initial» has the flag `initial`."""
    for part in parts(field):
        word, *flags = part.split(":")
        for flag in flags:
            if flag not in get_args(Flag):
                allowed = ", ".join(get_args(Flag))
                raise TableError(
                    f"world/tables/{table}: {row['name']}: unknown flag «{flag}» on «{word}»; "
                    f"expected one of {allowed}"
                )
        yield word, frozenset(flags)  # type: ignore[arg-type]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table of this room, its columns and codes checked. Raises TableError."""
    return parse(table, source(table))


def parse(table: str, text: str) -> tuple[Row, ...]:
    """The rows of a table's text. Raises TableError that names file, line and field."""
    reader = csv.DictReader(text.splitlines(), strict=True)
    found = tuple(reader.fieldnames or ())
    if sorted(found) != sorted(COLUMNS[table]):
        raise TableError(
            f"world/tables/{table}: line 1: expected the columns {', '.join(COLUMNS[table])}, "
            f"found {', '.join(found)}"
        )
    checked = []
    for line, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise TableError(
                f"world/tables/{table}: line {line}: expected {len(found)} fields; put a field "
                "that holds a comma in quotation marks"
            )
        _check_row(table, line, row)
        checked.append(row)
    return tuple(checked)


def _check_row(table: str, line: int, row: Row) -> None:
    where = f"world/tables/{table}: line {line}"
    if not row["name"]:
        raise TableError(f"{where}: field name: expected a name, found nothing")
    if row.get("wikidata") and not _WIKIDATA.fullmatch(row["wikidata"]):
        raise TableError(f"{where}: field wikidata: expected Q and a number, or nothing, found "
                         f"«{row['wikidata']}»")  # fmt: skip
    if "code" in row and not _CODE.fullmatch(row["code"]):
        raise TableError(f"{where}: field code: expected capital letters and digits, found "
                         f"«{row['code']}»")  # fmt: skip
    if table == "places.csv" and row["kind"] not in PLACE_KINDS:
        raise TableError(f"{where}: field kind: expected city or region, found «{row['kind']}»")


def _one_of(row: Row, table: str, column: str, allowed: tuple[str, ...]) -> Any:
    if row[column] not in allowed:
        raise TableError(
            f"world/tables/{table}: {row['name']}: field {column}: expected one of "
            f"{', '.join(allowed)}, found «{row[column]}»"
        )
    return row[column]


@cache
def source(table: str) -> str:
    return (files("itogi.world") / "tables" / table).read_text(encoding="utf-8")


def write(table: str, text: str) -> None:
    """Put a table's text in its place. Raises TableError where the folder cannot be written."""
    try:
        with as_file(files("itogi.world") / "tables" / table) as path:
            path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise TableError(f"world/tables/{table}: cannot be written: {error.strerror}") from None
    source.cache_clear()
    stamp.cache_clear()
