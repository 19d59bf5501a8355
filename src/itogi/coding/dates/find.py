"""The dates of a document in text order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from itogi.coding.dates.grammar import grammar, may_open
from itogi.coding.dates.record import FIRST_YEAR, DateMention, Direction, Reading, Value
from itogi.coding.dates.resolving import resolve
from itogi.coding.dates.words import listed
from itogi.coding.late import Late
from itogi.language.records import Document, Sentence, Token

# Title, caption and lead: a day with its year there is the day of the news.
LEAD = 4

_BEHIND_SIGN = re.compile(r"(?<=[^\w-])\w")


def find_dates(document: Document, published: date | None) -> list[DateMention]:
    """All dates of a document in text order, each resolved as far as text and `published` allow."""
    reading = Reading(published)
    found: list[DateMention] = []
    text = _lower(document.text)
    for index, sentence in enumerate(document.sentences):
        reading.sentence, reading.block = index, sentence.block
        for match in _matches(text, sentence):
            reading.said = Late(partial(_direction, sentence, match.start()))
            value = resolve(match, reading)
            found.append(DateMention(match.start(), match.end(), *value))
            if reading.lead is None and sentence.block < LEAD:
                reading.lead = _told_day(value)
    return found


def _lower(text: str) -> str:
    """The text in lower case, each letter where it was; «İ» alone would become two."""
    low = text.lower()
    return low if len(low) == len(text) else text.replace("İ", "I").lower()


def _matches(text: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    end = 0
    for at in _openings(sentence):
        match = grammar().match(text, at, sentence.end) if at >= end else None
        if match is not None:
            end = match.end()
            # «накануне» is a preposition in «накануне визита».
            if match.lastgroup != "word" or not _governs(at, sentence):
                yield match


def _openings(sentence: Sentence) -> list[int]:
    """Where a date may begin: at a word, or behind a sign within one («г.Москва», «5/6»)."""
    found = []
    for token in sentence.tokens:
        word = token.text
        if may_open(word):
            found.append(token.start)
        if len(word) > 2 and not word.isalnum():
            within = _BEHIND_SIGN.finditer(word)
            found += [token.start + m.start() for m in within if may_open(word[m.start() :])]
    return found


def _governs(offset: int, sentence: Sentence) -> bool:
    token = next((token for token in sentence.tokens if token.start == offset), None)
    return token is not None and (token.pos == "ADP" or token.rel == "case")


def _told_day(value: Value) -> date | None:
    """The day that the text gives, if it may be that of an article."""
    if value.basis != "text" or not re.fullmatch(r"\d{4}-\d\d-\d\d", value.iso or ""):
        return None
    day = date.fromisoformat(str(value.iso))
    return day if day.year >= FIRST_YEAR else None


def _direction(sentence: Sentence, at: int) -> Direction:
    """What the verb nearest to a date tells: «встретятся в понедельник» is ahead."""
    said = [(abs(token.start - at), _tells(token)) for token in sentence.tokens]
    before = [token.lemma for token in sentence.tokens if token.end < at]
    # «перенесли на понедельник», but not «в ночь на понедельник»
    if before[-1:] == ["на"] and before[-2:-1] != ["ночь"]:
        return "ahead"
    return min(((far, told) for far, told in said if told), default=(0, "either"))[1]


def _tells(token: Token) -> Direction | None:
    if token.lemma.startswith(listed("ahead")):
        return "ahead"
    if token.feats.get("VerbForm") == "Inf":
        return "perhaps ahead"
    if token.feats.get("Tense") == "Fut":
        return "ahead"
    if token.feats.get("Tense") == "Past":
        return "back"
    return "either" if "Tense" in token.feats else None
