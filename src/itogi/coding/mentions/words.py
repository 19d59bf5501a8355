"""Loads `tables/mentions.toml`: the words around a name that decide what it stands for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

TABLE = "coding/tables/mentions.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class West(_Part):
    nouns: frozenset[str]
    before: frozenset[str]


class Nouns(_Part):
    nouns: frozenset[str]


class Currency(_Part):
    nouns: frozenset[str]
    issuers: frozenset[str]


class Agreement(_Part):
    nouns: frozenset[str]
    charters: frozenset[str]
    chartered: frozenset[str]


class Place(_Part):
    prepositions: frozenset[str]
    nouns: frozenset[str]
    towns: frozenset[str]


class Edition(_Part):
    before: frozenset[str]


class Holiday(_Part):
    nouns: frozenset[str]
    words: frozenset[str]


class SpokenLanguage(_Part):
    after: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]


class Joined(_Part):
    adjectives: tuple[str, ...]
    never: frozenset[str]
    regions: frozenset[str]
    nouns: frozenset[str]


class Words(_Part):
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
    language: SpokenLanguage
    prefixes: Joined


class TableError(ValueError):
    """The table does not hold what it must; the message names file and field."""


@cache
def words() -> Words:
    """The table of the project, checked. Raises TableError."""
    return parse((files("itogi") / TABLE).read_text(encoding="utf-8"))


def parse(text: str) -> Words:
    """The words in a table's text. Raises TableError that names the field."""
    try:
        return Words.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{TABLE}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise TableError(f"{TABLE}: field {field}: {first['msg']}") from None
