"""Adjectives and words with hyphens: «казахстанский», «российско-казахстанский», «Россия-Китай»."""

from __future__ import annotations

from collections.abc import Iterator

from itogi.coding.mentions.fitting import same_case
from itogi.coding.mentions.hiding import adjective_hidden
from itogi.coding.mentions.line import Candidate, Line, key
from itogi.coding.mentions.lookup import adjective, kinds_of, senses_of
from itogi.world.forms import adjective_stem
from itogi.world.records import Sense

Piece = tuple[str, int, int]
"""A part of a word with hyphens: how the look-ups spell it, and its offsets in the text."""


def read_word(line: Line, position: int) -> Iterator[Candidate]:
    """What a word that is no name of the tables itself still names."""
    token, word = line.tokens[position], line.keys[position]
    if len(word) < 4 or not word[0].isalpha():
        return
    whole = adjective(word, line.index)
    if whole is not None:
        yield from _adjectives(line, position, [(whole, token.start, token.end)])
    elif "-" in word:
        yield from _hyphenated(line, position)


def _hyphenated(line: Line, position: int) -> Iterator[Candidate]:
    pieces: list[Piece] = []
    start = line.tokens[position].start
    for part in line.keys[position].split("-"):
        pieces.append((part, start, start + len(part)))
        start += len(part) + 1
    final = adjective(pieces[-1][0], line.index)
    found: list[tuple[Sense, int, int]] = []
    for part, a, b in pieces[:-1]:
        entry = line.index.compounds.get(part)
        if entry is not None:
            found.append((Sense(entry, (part,)), a, b))
    if final is not None:
        yield from _adjectives(line, position, [*found, (final, *pieces[-1][1:])])
    elif found and adjective_stem(pieces[-1][0]) in line.words.prefixes.regions:
        yield from _adjectives(line, position, found)
    else:
        yield from _joined_nouns(line, position, pieces)


def _joined_nouns(line: Line, position: int, pieces: list[Piece]) -> Iterator[Candidate]:
    """«Россия-Китай», «Москва-Пекин»: every part must be a name; «туристов-россиян»: the last."""
    token = line.tokens[position]
    people = "demonym" in kinds_of(pieces[-1][0], line.index)
    found = []
    for part, a, b in pieces:
        written = token.text[a - token.start : b - token.start]
        senses = [
            sense
            for sense in senses_of(part, line.index)
            if sense.entry.kind != "mask" and (line.shouting or same_case(sense, [written]))
        ]
        if senses:
            found.append(Candidate(line, position, position + 1, senses, a, b))
        elif not written.islower() or not (people or part in line.words.prefixes.nouns):
            return
    yield from found


def _adjectives(
    line: Line, position: int, found: list[tuple[Sense, int, int]]
) -> Iterator[Candidate]:
    if _is_surname(line, position) or _is_language(line, position):
        return
    for sense, start, end in found:
        if "west" in sense.flags and not _is_western(line, position):
            continue
        listed = not adjective_hidden(line, position, sense, len(found))
        yield Candidate(line, position, position + 1, [sense], start, end, True, listed)


def _is_surname(line: Line, position: int) -> bool:
    """«Сергей Минский»; at the start of a sentence the models often err on a lone adjective."""
    if position in line.persons:
        return True
    lone = "-" not in line.keys[position] and position not in line.starts
    return line.names.get(position) == "PER" and lone


def _is_language(line: Line, position: int) -> bool:
    """«на русском», «владеет английским», «английским, немецким и испанским языками»."""
    table = line.words.language
    for next_ in range(position + 1, min(position + 6, len(line.tokens))):
        if line.lemma(next_) in table.nouns:
            return True
        if line.tokens[next_].pos not in ("ADJ", "CCONJ", "PUNCT"):
            break
    token = line.tokens[position]
    after = line.tokens[position + 1] if position + 1 < len(line.tokens) else None
    if after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
        return False
    if not position or token.feats.get("Case") not in ("Loc", "Ins"):
        return False
    if token.head >= 0 and line.tokens[token.head].pos == "NOUN":
        return False
    before = key(line.tokens[position - 1].text)
    return before in table.after or line.lemma(position - 1) in table.verbs


def _is_western(line: Line, position: int) -> bool:
    """«западные санкции», but not «западный берег» nor «Западная Двина»."""
    if line.capital(position) or position + 1 >= len(line.tokens):
        return False
    token = line.tokens[position]
    noun = token.head if token.head > position and token.rel == "amod" else position + 1
    return line.lemma(noun) not in line.words.west.nouns
