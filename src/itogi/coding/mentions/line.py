"""A sentence as the search for names sees it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from itogi.coding.late import Late
from itogi.coding.mentions.lookup import LAST, adjective
from itogi.coding.mentions.words import Words, words
from itogi.coding.trace import SILENT, Trace
from itogi.language.records import Sentence, Token
from itogi.world.index import Index
from itogi.world.index import key as spell
from itogi.world.records import Sense

OPENING, CLOSING = frozenset("«“„"), frozenset("»”")
FRESH = OPENING | frozenset('"—–-:•*…!?')
"""After these marks a capital letter may be that of a beginning."""

key = lru_cache(maxsize=50_000)(spell)


@lru_cache(maxsize=50_000)
def spelling(text: str, index: Index) -> tuple[str, bool]:
    """A word as the look-ups spell it, and whether a name may begin with it: one of the tables, an
    adjective, or one with parts that are names."""
    word = spell(text)
    opens = word in index.longest or "-" in word
    return word, opens or (word.endswith(LAST) and adjective(word, index) is not None)


@dataclass(slots=True)
class Candidate:
    """A name found, as token positions `[first, last)`; offsets narrow it to a part of a token."""

    line: Line
    first: int
    last: int
    senses: list[Sense]
    start: int
    end: int
    adjective: bool = False
    listed: bool = True


class Line:
    """The words of a sentence as the look-ups spell them, and what the models say of them."""

    def __init__(self, sentence: Sentence, index: Index, trace: Trace = SILENT) -> None:
        self.trace = trace
        self.tokens: list[Token] = sentence.tokens
        self.index = index
        self.words: Words = words()
        spelt = [spelling(token.text, index) for token in sentence.tokens]
        self.keys = [word for word, _ in spelt]
        self.openings = [position for position, (_, opens) in enumerate(spelt) if opens]
        """Positions where a name may begin; the names of a sentence without any are not asked
        for, nor what is told below."""
        self._shouting = Late(lambda: _is_shouted(self.tokens))
        self._starts = Late(lambda: _starts(self.tokens))
        self.names: dict[int, str] = {}
        """The kind of name that the models see at a position."""
        self.persons: set[int] = set()
        """Positions in names of persons of two words and more."""
        for name in sentence.names if self.openings else ():
            first = self._behind_post(name.first, name.last)
            for position in range(name.first, name.last):
                self.names[position] = name.kind
                if name.kind == "PER" and first <= position and name.last - first > 1:
                    self.persons.add(position)

    @property
    def shouting(self) -> bool:
        """Whether all words are written in capitals."""
        return self._shouting.value

    @property
    def starts(self) -> set[int]:
        """Positions where a capital letter says nothing: the first word, and one behind a mark."""
        return self._starts.value

    def _behind_post(self, first: int, last: int) -> int:
        """Where a name begins without a post that the models took for its first word: «Король
        Свазиленда» is no person of two words."""
        while last - first > 1 and self.tokens[first].pos == "NOUN":
            after = self.tokens[first + 1]
            if after.rel != "nmod" or after.head != first:
                break
            first += 1
        return first

    def lemma(self, position: int) -> str:
        """The lemma at a position, «ё» written «е»; empty outside the sentence."""
        if not 0 <= position < len(self.tokens):
            return ""
        return self.tokens[position].lemma.replace("ё", "е")

    def phrase(self, first: int, last: int) -> str:
        return " ".join(self.keys[first:last])

    def capital(self, position: int) -> bool:
        """Whether a word has a capital letter that is not that of a beginning."""
        return self.tokens[position].text[0].isupper() and position not in self.starts

    def candidate(self, first: int, last: int, senses: list[Sense]) -> Candidate:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Candidate(self, first, last, senses, start, end)

    def quoted(self) -> list[tuple[int, int]]:
        """Positions of the marks round each quotation that begins and ends in the sentence."""
        found: list[tuple[int, int]] = []
        opened: list[int] = []
        straight: int | None = None
        for position, token in enumerate(self.tokens):
            if token.text in OPENING:
                opened.append(position)
            elif token.text in CLOSING and opened:
                found.append((opened.pop(), position))
            elif token.text == '"':
                if straight is not None:
                    found.append((straight, position))
                straight = position if straight is None else None
        return found


def _is_shouted(tokens: list[Token]) -> bool:
    written = [token.text for token in tokens if token.text[:1].isalpha()]
    return len(written) >= 4 and all(word.isupper() for word in written)


def _starts(tokens: list[Token]) -> set[int]:
    found = set()
    fresh = True
    for position, token in enumerate(tokens):
        word = token.text[0].isalnum()
        if word and fresh:
            found.add(position)
        if word:
            fresh = False
        elif token.text in FRESH:
            fresh = True
    return found
