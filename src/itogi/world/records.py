"""What the tables of the world hold: states, organisations and the names that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

StateKind = Literal["member", "observer", "partial", "disputed", "gone", "collective"]
EntryKind = Literal[
    "state", "collective", "capital", "seat", "demonym", "place", "organisation", "body", "company",
    "mask",
]  # fmt: skip
Flag = Literal["initial", "person", "backed", "alone", "disputed", "west"]
"""What a name needs before it counts.

`initial`  it is a common word too («Того», «Орёл»): not at the start of a sentence, unless
           the models take it for a place
`person`   it is a person's name too («Владимир»): only after a preposition of place or «город»
`backed`   it is short or shared («РК»): only if another name of the same code is in the article
`alone`    many states have one («Совет безопасности»): not beside a state's name or adjective
`disputed` it names a place whose state is disputed: no code
`west`     «западный» names the West but not before nouns of place («западный берег»)
"""


@dataclass(frozen=True, slots=True)
class State:
    """A state, a disputed authority, a gone state, or the West.

    `adjectives` are whole words in the masculine nominative; `compounds` first parts without the
    hyphen («российско»). `wikidata` is None where no id is known for certain.
    """

    code: str
    kind: StateKind
    wikidata: str | None
    name: str
    full: str
    english: str
    english_variants: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    code: str
    wikidata: str | None
    name: str
    english: str
    variants: tuple[str, ...]
    english_variants: tuple[str, ...]


class Entry(NamedTuple):
    """What a name stands for. `code` is None for what stands for no one (a disputed place).

    `mask` is the kind of a name that hides the names in it («доллар США»: currency).
    """

    name: str
    kind: EntryKind
    code: str | None
    wikidata: str | None = None
    mask: str | None = None


class Sense(NamedTuple):
    """One name of an entry, as the tables write it, with what it needs before it counts."""

    entry: Entry
    words: tuple[str, ...]
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """A contradiction in the tables: where, and what to do about it."""

    table: str
    row: str
    message: str

    def __str__(self) -> str:
        return f"{self.table}: {self.row}: {self.message}"


class TableError(ValueError):
    """A table that cannot be read as it should be; the message names file, row and field."""


class UnknownCountry(ValueError):
    """No state or organisation goes by that name or code; the message suggests the closest."""

    def __init__(self, text: str, suggestions: tuple[str, ...]) -> None:
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"No state or organisation is known as «{text}».{hint}")
        self.text = text
        self.suggestions = suggestions
