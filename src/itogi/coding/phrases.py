"""Phrases from a table found in tokens: «санкци*», «зона свободный торговля».

An entry is one or more lemmas divided by spaces; a star stands for any ending. A word of an entry
is also met by the token's own lower-case form, so that «напомним» can be written as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from itogi.language.records import Token
from itogi.language.spelling import plain

V = TypeVar("V")
Entries = tuple[tuple[tuple[str, ...], V], ...]

STEM = 3
"""Letters that an entry's first word must have before a star: by these it is looked up."""
REMEMBERED = 30_000
"""Words met that are remembered."""


class Hit(Generic[V]):
    """An entry found at token positions `[first, last)`, with the value it stands for."""

    def __init__(self, first: int, last: int, value: V) -> None:
        self.first = first
        self.last = last
        self.value = value


class Phrases(Generic[V]):
    """Entries indexed by their first word; `find` gives the longest at each position."""

    def __init__(self) -> None:
        self.exact: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self.starred: dict[str, list[tuple[str, tuple[str, ...], V]]] = {}
        """By the first letters what must begin the word, the entry and its value."""
        self.stems: set[str] = set()
        """The first letters of all first words: what begins otherwise begins no entry."""
        self.met: dict[tuple[str, str], Entries[V]] = {}
        """By lemma and form of words met, the entries that may begin with them."""

    @classmethod
    def of(cls, entries: Iterable[tuple[str, V]]) -> Phrases[V]:
        phrases: Phrases[V] = cls()
        for entry, value in entries:
            phrases.add(entry, value)
        return phrases

    def add(self, entry: str, value: V) -> None:
        """Raises ValueError if `entry` is empty or its first word has a star too early."""
        words = tuple(plain(entry).split())
        if not words or "*" in words[0][:STEM]:
            raise ValueError(
                f"phrase «{entry}»: expected one or more lemmas, "
                f"{STEM} letters or more of the first before a star"
            )
        first = words[0]
        if first.endswith("*"):
            self.starred.setdefault(first[:STEM], []).append((first[:-1], words, value))
        else:
            self.exact.setdefault(first, []).append((words, value))
        self.stems.add(first[:STEM])
        self.met.clear()

    def find(self, tokens: Sequence[Token]) -> list[Hit[V]]:
        """The longest entry at each position, none within another, in the order of the text."""
        hits: list[Hit[V]] = []
        met, end = self.met, 0
        for at, token in enumerate(tokens):
            starting = met.get((token.lemma, token.text))
            if starting is None:
                starting = self._starting(token.lemma, token.text)
            if starting and at >= end:
                hit = self._longest(starting, tokens, at)
                if hit is not None:
                    hits.append(hit)
                    end = hit.last
        return hits

    def _longest(self, starting: Entries[V], tokens: Sequence[Token], at: int) -> Hit[V] | None:
        best: Hit[V] | None = None
        for entry, value in starting:
            last = at + len(entry)
            if last <= len(tokens) and (best is None or last > best.last):
                # Its first word is met: by that it was looked up.
                fits = last == at + 1 or all(
                    map(meets, entry[1:], map(spellings, tokens[at + 1 : last]))
                )
                if fits:
                    best = Hit(at, last, value)
        return best

    def _starting(self, lemma: str, text: str) -> Entries[V]:
        """The entries whose first word a word may be; most words have none, which is remembered."""
        word = lemma.replace("ё", "е"), plain(text)
        found: Entries[V] = ()
        if word[0][:STEM] in self.stems or word[1][:STEM] in self.stems:
            for spelling in dict.fromkeys(word):
                found += self._begun_by(spelling, word)
        if len(self.met) >= REMEMBERED:
            self.met.clear()
        self.met[lemma, text] = found
        return found

    def _begun_by(self, spelling: str, word: tuple[str, str]) -> Entries[V]:
        """The entries whose first word one spelling of a word is."""
        found = list(self.exact.get(spelling, ()))
        for stem, entry, value in self.starred.get(spelling[:STEM], ()):
            if word[0].startswith(stem) or word[1].startswith(stem):
                found.append((entry, value))
        return tuple(found)


def spellings(token: Token) -> tuple[str, str]:
    """Lemma and form of a token as phrases are compared: lower case, «ё» as «е»."""
    return token.lemma.replace("ё", "е"), plain(token.text)


def meets(pattern: str, word: tuple[str, str]) -> bool:
    if pattern.endswith("*"):
        return word[0].startswith(pattern[:-1]) or word[1].startswith(pattern[:-1])
    return pattern in word
