"""Loads `tables/mentions.toml`: the words around a name that decide what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from itogi.reading.kept import kept
from itogi.reading.tables import Table, checked

TABLE = "coding/tables/mentions.toml"


@dataclass(frozen=True, slots=True)
class West(Table):
    nouns: frozenset[str]
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns(Table):
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Currency(Table):
    nouns: frozenset[str]
    issuers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement(Table):
    nouns: frozenset[str]
    charters: frozenset[str]
    chartered: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relics(Table):
    codes: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place(Table):
    speaking: frozenset[str]
    prepositions: frozenset[str]
    nouns: frozenset[str]
    towns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Edition(Table):
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holiday(Table):
    nouns: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpokenLanguage(Table):
    after: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Joined(Table):
    adjectives: tuple[str, ...]
    never: frozenset[str]
    regions: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words(Table):
    """Lemmas in lower case, «ё» written «е»; see the comments in the table."""

    headquarters: dict[str, tuple[str, ...]]
    west: West
    currency: Currency
    agreement: Agreement
    national: Nouns
    firm: Nouns
    edition: Edition
    holiday: Holiday
    street: Nouns
    team: Nouns
    title: Nouns
    place: Place
    relics: Relics
    language: SpokenLanguage
    prefixes: Joined


class TableError(ValueError):
    """The table does not hold what it must; the message names file and field."""


@kept
def words() -> Words:
    """The table of the project, checked. Raises TableError."""
    return parse((files("itogi") / TABLE).read_text(encoding="utf-8"))


def parse(text: str) -> Words:
    """The words in a table's text. Raises TableError that names the field."""
    try:
        return checked(text, Words)
    except ValueError as error:
        raise TableError(f"{TABLE}: {error}") from None
