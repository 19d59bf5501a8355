"""The world as the other rooms see it: codes, names, and the look-ups that find them in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from itogi.reading.kept import kept
from itogi.world import tables
from itogi.world.index import Index, build, key, words_of
from itogi.world.records import Organisation, State, TableError, UnknownCountry

Language = Literal["ru", "en"]
OTHERS = {"ru": "межправительственная организация", "en": "intergovernmental organisation"}
"""What the code IGO is called, which all organisations without a code of their own share."""


@dataclass(frozen=True, slots=True)
class World:
    states: dict[str, State]
    organisations: dict[str, Organisation]
    """By code, without those that share the code IGO."""
    index: Index

    def resolve_country(self, text: str) -> str:
        """The code of a state or organisation given by code, Russian or English name, in any case.

        Raises UnknownCountry with the closest names where none fits.
        """
        wanted = _plain(text)
        code = wanted.upper()
        if code in self.states or code in self.organisations:
            return code
        known = _known_names()
        if wanted in known:
            return known[wanted]
        raise UnknownCountry(text, self._suggestions(wanted, known))

    def _suggestions(self, wanted: str, known: dict[str, str]) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        found = process.extract(wanted, known.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=60)
        language: Language = "en" if re.search(r"[a-z]", wanted) else "ru"
        codes = dict.fromkeys(known[name] for name, _, _ in found)
        return tuple(f"{self.name(code, language)} ({code})" for code in list(codes)[:3])

    def name(self, code: str, language: Language = "ru") -> str:
        """The short name of a state or organisation; the code itself where it is unknown."""
        found = self.states.get(code) or self.organisations.get(code)
        if code == "IGO":
            return OTHERS[language]
        if found is None:
            return code
        return found.name if language == "ru" else found.english

    def wikidata(self, code: str) -> str | None:
        found = self.states.get(code) or self.organisations.get(code)
        return found.wikidata if found else None

    def is_state(self, code: str) -> bool:
        """Whether the code is a state, be it disputed or gone; not an organisation or the West."""
        return code in self.states and self.states[code].kind != "collective"


@kept
def load() -> World:
    """The world of the tables. Raises TableError where a table is not as it should be."""
    return World(
        {state.code: state for state in tables.states()},
        {found.code: found for found in tables.organisations() if found.code != "IGO"},
        build(),
    )


@cache
def _known_names() -> dict[str, str]:
    known: dict[str, str] = {}
    everyone: tuple[State | Organisation, ...] = (*tables.states(), *tables.organisations())
    for found in everyone:
        names = (found.name, found.english, *found.variants, *found.english_variants)
        full = (found.full,) if isinstance(found, State) else ()
        for name in (*names, *full):
            if name and found.code != "IGO":
                known.setdefault(_plain(name), found.code)
    return known


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[«»\"“”.]", "", key(text)).split())


@dataclass(frozen=True, slots=True)
class Homonym:
    """A name of several states. `codes` come with the likeliest first; `flagged` where an article
    that names none of them otherwise leaves a doubt worth telling."""

    codes: tuple[str, ...]
    flagged: bool


@cache
def homonyms() -> dict[str, Homonym]:
    """By name or adjective, as the look-ups spell it. Raises TableError."""
    found: dict[str, Homonym] = {}
    for line, row in enumerate(tables.rows("homonyms.csv"), start=2):
        if row["flag"] not in ("", "yes"):
            raise TableError(
                f"world/tables/homonyms.csv: line {line}: field flag: expected yes or nothing, "
                f"found «{row['flag']}»"
            )
        homonym = Homonym(tables.parts(row["codes"]), row["flag"] == "yes")
        for name in (row["name"], *tables.parts(row["adjectives"])):
            found[key(name)] = homonym
    return found


@cache
def together() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names of several states at once («обе Кореи»): their codes, by the words of the sense."""
    return {
        words_of(name): tables.parts(row["codes"])
        for row in tables.rows("together.csv")
        for name in (row["name"], *tables.parts(row["adjectives"]))
    }


@cache
def claim_winners() -> dict[str, str]:
    """For a name that two entries claim, the code that it stands for («none»: nobody)."""
    return {key(row["name"]): row["winner"] for row in tables.rows("claims.csv")}
