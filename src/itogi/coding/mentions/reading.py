"""Reads a sentence from left to right: the longest name at each word, then the words' parts."""

from __future__ import annotations

from itogi.coding.mentions.adjectives import read_word
from itogi.coding.mentions.fitting import misfit
from itogi.coding.mentions.hiding import NAMELESS, hidden, hide_titles
from itogi.coding.mentions.line import Candidate, Line
from itogi.coding.mentions.lookup import senses_of
from itogi.world.records import Sense


def read(line: Line) -> list[Candidate]:
    """All names of the sentence, those inside other names unlisted."""
    found: list[Candidate] = []
    free = 0
    for position in line.openings:
        if position < free:
            continue
        count, senses = _longest(line, position, len(line.tokens))
        if senses:
            found += _named(line, position, position + count, senses)
        else:
            found += read_word(line, position)
        free = position + count
    if found:
        hide_titles(line, found)
    return found


def _longest(
    line: Line, first: int, end: int, mask: tuple[int, int] | None = None
) -> tuple[int, list[Sense]]:
    """How many tokens the longest name at `first` takes, and what it may stand for.

    Inside a mask, given as `[first, last)`, other masks and the whole of it are passed over.
    """
    longest = min(line.index.longest.get(line.keys[first], 0), end - first)
    for count in range(longest, 0, -1):
        last = first + count
        if (first, last) == mask:
            continue
        senses = []
        for sense in senses_of(line.phrase(first, last), line.index):
            if mask is not None and sense.entry.kind == "mask":
                continue
            why = misfit(line, sense, first, last)
            if why is None:
                senses.append(sense)
            else:
                line.trace.name_lost(line.candidate(first, last, [sense]), why)
        if senses:
            return count, senses
    return 1, []


def _named(line: Line, first: int, last: int, senses: list[Sense]) -> list[Candidate]:
    masks = {sense.entry.mask for sense in senses if sense.entry.kind == "mask"}
    if masks & NAMELESS:
        line.trace.name_lost(line.candidate(first, last, senses), "masked")
        return []
    if masks:
        return _masked(line, first, last)
    candidate = line.candidate(first, last, senses)
    candidate.listed = not hidden(line, first, senses)
    return [candidate]


def _masked(line: Line, first: int, last: int) -> list[Candidate]:
    """The names inside a name: kept, but not listed."""
    inner: list[Candidate] = []
    position = first
    while position < last:
        count, senses = _longest(line, position, last, mask=(first, last))
        if senses:
            inner.append(line.candidate(position, position + count, senses))
        else:
            inner += read_word(line, position)
        position += count
    for candidate in inner:
        candidate.listed = False
    return inner
