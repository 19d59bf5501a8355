"""Words of a text in the index of the world."""

from __future__ import annotations

from functools import cache, lru_cache

from itogi.coding.mentions.words import words
from itogi.world.forms import ADJECTIVE_ENDINGS
from itogi.world.index import Index
from itogi.world.records import Sense

LAST = tuple(sorted({ending[-2:] for ending in ADJECTIVE_ENDINGS}))
"""The last two letters of adjectives."""


def senses_of(phrase: str, index: Index) -> list[Sense]:
    return [index.senses[number] for number in index.phrases.get(phrase, ())]


def kinds_of(phrase: str, index: Index) -> set[str]:
    return {sense.entry.kind for sense in senses_of(phrase, index)}


@lru_cache(maxsize=20_000)
def adjective(word: str, index: Index) -> Sense | None:
    """What an adjective names, in any form, with a prefix or without («пророссийский»)."""
    found = _bare(word, index)
    table = words().prefixes
    if found is not None or word.startswith(_never()) or not word.startswith(table.adjectives):
        return found
    for prefix in table.adjectives:
        if word.startswith(prefix) and len(word) > len(prefix) + 4:
            found = _bare(word[len(prefix) :].lstrip("-"), index)
            if found is not None and "west" not in found.flags:
                return found
    return None


@cache
def _never() -> tuple[str, ...]:
    return tuple(words().prefixes.never)


@cache
def _endings(last: str) -> tuple[str, ...]:
    """Endings of adjectives that a word with these last two letters may have."""
    return tuple(ending for ending in ADJECTIVE_ENDINGS if ending[-2:] == last)


def _bare(word: str, index: Index) -> Sense | None:
    for ending in _endings(word[-2:]):
        if word.endswith(ending):
            found = index.adjectives.get(word[: -len(ending)])
            if found is not None:
                return found
    return None
