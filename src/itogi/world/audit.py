"""What the tables say of every state: full name, adjective, demonyms, capital.

A state of which one of them is missing is a problem: its news would be read with holes. Where the
language has no word, `NO_WORD` says so; a word that states share («конголезский») stands in the
row of the likeliest one and in `homonyms.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator

from itogi.world import tables
from itogi.world.atlas import homonyms
from itogi.world.records import Problem

AUDITED = {"member", "observer", "partial"}
"""Kinds of states that must have it all; disputed and gone ones need a full name."""

NO_WORD = {
    "KNA": {"demonyms"},  # news says «житель Сент-Китса»
    "SLB": {"adjectives", "demonyms"},
    "VAT": {"demonyms"},
}


def check_forms() -> Iterator[Problem]:
    """One problem for each state that lacks a form of its name."""
    shared = {code for homonym in homonyms().values() for code in homonym.codes[1:]}
    for row in tables.rows("states.csv"):
        missing = {column for column in _wanted(row["kind"]) if not row[column]}
        if row["kind"] in AUDITED and "demonyms" not in missing:
            missing |= _missing_demonyms(row["demonyms"])
        missing -= NO_WORD.get(row["code"], set())
        if row["code"] in shared:
            missing -= {"adjectives", "demonyms"}
        if missing:
            what = ", ".join(sorted(missing))
            yield Problem("states.csv", tables.bare(row["name"]), f"has no {what}; add it")


def _wanted(kind: str) -> tuple[str, ...]:
    if kind in AUDITED:
        return "full", "adjectives", "demonyms", "capital"
    return () if kind == "collective" else ("full",)


def _missing_demonyms(field: str) -> set[str]:
    wanted = {"demonym of a man", "demonym of a woman", "demonym of a people"}
    return wanted - {_sort(tables.bare(word)) for word in tables.parts(field)}


def _sort(word: str) -> str:
    if word.endswith("ка"):
        return "demonym of a woman"
    return "demonym of a people" if word.endswith(("ы", "и", "е")) else "demonym of a man"
