"""Where in the tables of the project a rule or a name is written, so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from itogi.coding.events.lexicon import Sense
from itogi.explain.records import Source
from itogi.world import tables
from itogi.world.records import Entry, EntryKind

# Which tables of the world hold the entries of a kind.
OF_KIND: dict[EntryKind, tuple[str, ...]] = {
    "state": ("states.csv",),
    "collective": ("states.csv",),
    "capital": ("states.csv",),
    "demonym": ("states.csv", "inhabitants.csv"),
    "organisation": ("organisations.csv",),
    "seat": ("bodies.csv",),
    "body": ("bodies.csv",),
    "company": ("companies.csv", "bodies.csv"),
    "place": ("places.csv", "disputed.csv", "bodies.csv"),
    "mask": ("masks.csv",),
}
# Which table of the coding room holds the words of a rule for statements.
OF_RULE = {
    "noun-infinitive": "speech_nouns.toml",
    "noun-that": "speech_nouns.toml",
    "source": "speech_sources.toml",
    "paper": "speech_sources.toml",
    "paper-aside": "speech_sources.toml",
}


def of_sense(sense: Sense, entry: str) -> Source:
    """The pattern of a trigger in the table of its type."""
    table = f"events_{sense.type.lower()}.toml"
    return Source(table, _line(table, f'name = "{sense.name}"'), entry)


def of_words(rule: str, lemma: str) -> Source | None:
    """The lemma that reports, in the speech table of the rule; None where it is in none."""
    table = OF_RULE.get(rule.partition("/")[0], "speech_verbs.toml")
    line = _line(table, f'"{lemma}"')
    return None if line is None else Source(table, line, lemma)


@cache
def of_entry(entry: Entry, form: str) -> Source:
    """The row of a name in the world's tables; `form` is the name as it is written there."""
    for table in OF_KIND[entry.kind]:
        for line, row in enumerate(tables.rows(table), start=2):
            same = entry.name in (tables.bare(row["name"]), *_capitals(row))
            if same and (entry.code is None or row.get("code") == entry.code):
                return Source(table, line, form)
    return Source(OF_KIND[entry.kind][0], None, form)


def _capitals(row: tables.Row) -> Iterator[str]:
    return (tables.bare(part) for part in tables.parts(row.get("capital") or ""))


def _line(table: str, words: str) -> int | None:
    """The first line of a coding table that holds the words."""
    return next((n for n, line in enumerate(_lines(table), start=1) if words in line), None)


@cache
def _lines(table: str) -> tuple[str, ...]:
    text = (files("itogi.coding") / "tables" / table).read_text(encoding="utf-8")
    return tuple(line.replace("ё", "е") for line in text.splitlines())
