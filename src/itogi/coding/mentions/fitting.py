"""Does a name of the tables fit the text as it is written and as it is used?"""

from __future__ import annotations

from itogi.coding.mentions.line import Line, key
from itogi.coding.mentions.lookup import adjective, kinds_of
from itogi.coding.trace import NameLoss
from itogi.world.records import Sense

NO_SURNAME = 8
"""Letters from which a demonym («Индонезиец») is nobody's surname, as «Грек» and «Поляк» are."""


def misfit(line: Line, sense: Sense, first: int, last: int) -> NameLoss | None:
    """Why tokens `[first, last)`, which spell the name, are not that name; None where they are."""
    texts = [token.text for token in line.tokens[first:last]]
    if not (line.shouting or same_case(sense, texts)):
        return "spelling"
    kind = sense.entry.kind
    if kind == "mask":
        return None
    if first in line.persons and last - 1 in line.persons:
        return None if kind in ("organisation", "body", "seat") else "in-person"
    initial = first in line.starts
    if "initial" in sense.flags and initial and not _is_name(line, first):
        return "common-word"
    if _like_person(line, sense, first) and not _after_place_word(line, first):
        return "like-person"
    if last - first == 1 and _is_adjective_form(line, first):
        return "adjective"
    if "alone" in sense.flags and _beside_state(line, first, last):
        return "beside-state"
    if kind == "demonym" and texts[0][0].isupper():
        common = line.tokens[first].pos == "NOUN" or line.names.get(first) != "PER"
        return None if initial and (common or len(texts[0]) >= NO_SURNAME) else "surname"
    return None if kind != "collective" or _is_west(line, first, last) else "direction"


def same_case(sense: Sense, texts: list[str]) -> bool:
    """Whether the text has the capital letters that the name wants."""
    if len(sense.words) != len(texts):
        return False
    for position, (word, text) in enumerate(zip(sense.words, texts, strict=True)):
        if len(word) > 1 and word.isupper():
            # «ЮКОС», «ЮКОСа», but not «Юкос».
            if not text.isupper() and not text.startswith(word):
                return False
        elif 1 < len(text) < 5 and text.isupper() and word[0].isupper():
            # «САНА» is an agency, «Сана» a town.
            return False
        elif position == 0 and word[0].isupper() and not text[0].isupper():
            return False
    return True


def _is_name(line: Line, position: int) -> bool:
    """Whether the models, too, take a word at the start of a sentence for a name."""
    return line.names.get(position) in ("LOC", "ORG") and line.tokens[position].pos == "PROPN"


def _like_person(line: Line, sense: Sense, first: int) -> bool:
    """«Владимир», «Дж. Коми», and «Одинцова», which is a surname as well as a town's form."""
    if "person" in sense.flags:
        return True
    if sense.entry.kind != "place":
        return False
    if line.names.get(first) == "PER":
        return True
    if first > 1 and line.keys[first - 1] == "." and line.tokens[first - 2].text.istitle():
        return len(line.tokens[first - 2].text) <= 2
    town = sense.words[-1].endswith(("ово", "ево", "ино"))
    return town and line.keys[first].endswith(("ва", "ву", "на", "ну"))


def _after_place_word(line: Line, first: int) -> bool:
    """«в Одинцове», «город Владимир»."""
    if not first:
        return False
    before = key(line.tokens[first - 1].text)
    table = line.words.place
    return before in table.prepositions or line.lemma(first - 1) in table.towns


def _is_adjective_form(line: Line, position: int) -> bool:
    """«в Балтийском море» is not Балтийск."""
    adjective_tag = line.tokens[position].pos == "ADJ"
    return adjective_tag and line.keys[position].endswith(("ском", "цком"))


def _beside_state(line: Line, first: int, last: int) -> bool:
    """«Совет безопасности России», «российский Совбез»: a body of that state."""
    if first and (
        adjective(line.keys[first - 1], line.index) is not None
        or line.lemma(first - 1) in line.words.national.nouns
    ):
        return True
    if last >= len(line.keys):
        return False
    after = line.keys[last]
    return "state" in kinds_of(after, line.index) or adjective(after, line.index) is not None


def _is_west(line: Line, first: int, last: int) -> bool:
    """«Запад», but not «Дикий Запад» nor «Запад Украины»."""
    if last - first > 1:
        return True
    after = line.keys[last] if last < len(line.keys) else ""
    return line.lemma(first - 1) not in line.words.west.before and after not in line.index.phrases
