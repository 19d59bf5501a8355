"""Names of persons through the cases: «Токаеву» ↔ «Токаев», «Захаровой» ↔ «Захарова».

The dictionary decides for the names that it holds; the others follow the endings in
`tables/name_endings.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from itogi.language.dictionary import GRAMMEME_OF_CASE, inflected, known_readings, ud
from itogi.language.lexicon import only_known, path, read_table, words
from itogi.reading.kept import kept

Case = Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
CASES: tuple[Case, ...] = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = {"Masc": "masc", "Fem": "femn"}
PERSONAL = ("Surn", "Name", "Patr")
_TABLE = "name_endings"


@dataclass(frozen=True, slots=True)
class Paradigm:
    gender: str
    stem: re.Pattern[str]
    endings: tuple[str, ...]
    not_back: frozenset[str]


@dataclass(frozen=True, slots=True)
class Endings:
    paradigms: tuple[Paradigm, ...]
    particles: frozenset[str]
    first: frozenset[str]
    likelier: frozenset[str]
    not_nominative: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=8_000)
def name_form(word: str, gender: str, found: str, wanted: str) -> str:
    """One word of a person's name (lower case) in another case, the singular.

    `gender` is Masc or Fem; `found` the case it stands in, `wanted` the case to give. The parts of
    a name with hyphens decline each by itself where they can («Касым-Жомарта»: only the last).
    """
    if found == wanted or gender not in GENDERS or found not in CASES:
        return word
    whole = _by_dictionary(word, gender, found, wanted)
    if whole is not None:
        return whole
    if "-" not in word:
        return _part(word, gender, found, wanted)
    *firsts, last = word.split("-")
    forms = [_first_part(part, gender, found, wanted) for part in firsts]
    return "-".join([*forms, _part(last, gender, found, wanted)])


def _first_part(part: str, gender: str, found: str, wanted: str) -> str:
    # «Жан-Клод», «Касым-Жомарт»: a first part without a Russian ending stands still.
    russian = re.search(r"([оеё]в|[иы]н|[сц]к(ий|ая))а?$", name_nominative(part, gender, found))
    if russian or (gender == "Fem" and _by_dictionary(part, gender, found, wanted)):
        return _part(part, gender, found, wanted)
    return part


def name_nominative(word: str, gender: str, found: str) -> str:
    """The nominative of one word of a name, in lower case. See `name_form`."""
    return name_form(word, gender, found, "Nom") if "-" in word else _back(word, gender, found)


def _part(word: str, gender: str, found: str, wanted: str) -> str:
    by_dictionary = _by_dictionary(word, gender, found, wanted)
    if by_dictionary is not None:
        return by_dictionary
    return _forward(_back(word, gender, found), gender, wanted)


def _by_dictionary(word: str, gender: str, found: str, wanted: str) -> str | None:
    """The form by the dictionary, if it holds the word as a name of this gender and case."""
    for parse in _personal(word):
        _, feats = ud(parse.tag)
        agrees = feats.get("Case") == found and feats.get("Number", "Sing") == "Sing"
        if not agrees or feats.get("Gender", gender) != gender:
            continue
        form = inflected(parse, frozenset({GRAMMEME_OF_CASE[wanted], "sing", GENDERS[gender]}))
        if form is None:
            form = inflected(parse, frozenset({GRAMMEME_OF_CASE[wanted], "sing"}))
        if form is not None:
            return form if "ё" in word else form.replace("ё", "е")
    return None


@lru_cache(maxsize=8_000)
def _personal(word: str) -> tuple[Any, ...]:
    """The parses of a word that the dictionary holds as a person's name, the likeliest first."""
    found = [p for p in known_readings(word) if not p.tag.grammemes.isdisjoint(PERSONAL)]
    return tuple(sorted(found, key=_unlikeliness))


def _unlikeliness(parse: Any) -> tuple[bool, bool, bool]:
    likelier = parse.normal_form in name_endings().likelier
    return not likelier, "Fixd" in parse.tag, "Surn" in parse.tag


def _back(word: str, gender: str, found: str) -> str:
    """The nominative from the ending that the word shows in this case; itself if none fits."""
    if found == "Nom":
        return word
    known = _by_dictionary(word, gender, found, "Nom")
    if known is not None:
        return known
    if len(word) < 3 or word in name_endings().particles:
        return word
    endings, ways = _ways_back(gender, found)
    for ending, paradigm in ways if word.endswith(endings) else ():
        if not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if len(stem) > 1 and paradigm.stem.search(stem):
            return stem + paradigm.endings[0]
    return word


@cache
def _ways_back(gender: str, found: str) -> tuple[tuple[str, ...], tuple[tuple[str, Paradigm], ...]]:
    """The ending in this case of each paradigm of the gender that leads back to a nominative: all
    endings, and each with its paradigm."""
    place = CASES.index(found)
    ways = tuple(
        (paradigm.endings[place], paradigm)
        for paradigm in name_endings().paradigms
        if paradigm.gender == gender and found not in paradigm.not_back
    )
    return tuple(ending for ending, _ in ways), ways


def _forward(nominative: str, gender: str, wanted: str) -> str:
    table = name_endings()
    if wanted == "Nom" or len(nominative) < 2 or nominative in table.particles:
        return nominative
    if nominative.endswith(("их", "ых", "ко")):
        return nominative
    place = CASES.index(wanted)
    for paradigm in table.paradigms:
        ending = paradigm.endings[0]
        if paradigm.gender != gender or not nominative.endswith(ending):
            continue
        stem = nominative[: len(nominative) - len(ending)]
        if stem and paradigm.stem.search(stem):
            return stem + paradigm.endings[place]
    return nominative


@kept
def name_endings() -> Endings:
    """The table of endings. Raises ValueError naming the table and the faulty line."""
    return name_endings_from(read_table(_TABLE))


def name_endings_from(data: dict[str, Any]) -> Endings:
    lists = ["particles", "first", "likelier"]
    only_known(_TABLE, data, ["paradigm", "not_nominative", *lists])
    return Endings(
        paradigms=tuple(_paradigm(n, line) for n, line in enumerate(data.get("paradigm", []), 1)),
        not_nominative=tuple(
            (
                _pattern("not_nominative", f"..(?:{ending})$"),
                _case(f"not_nominative.{ending}", case),
            )
            for ending, case in data.get("not_nominative", {}).items()
        ),
        **{one: words(_TABLE, f"{one}.words", data.get(one, {}).get("words")) for one in lists},
    )


def _paradigm(number: int, line: dict[str, Any]) -> Paradigm:
    where = f"paradigm {number}"
    endings = line.get("endings")
    if not isinstance(endings, list) or len(endings) != len(CASES):
        raise ValueError(
            f"{path(_TABLE)}: {where}: endings: expected {len(CASES)} endings, found {endings!r}"
        )
    gender = line.get("gender")
    if gender not in GENDERS:
        raise ValueError(f"{path(_TABLE)}: {where}: gender: expected Masc or Fem, found {gender!r}")
    stem = _pattern(f"{where}: stem", f"(?:{line.get('stem', '')})$")
    not_back = frozenset(_case(f"{where}: not_back", case) for case in line.get("not_back", []))
    return Paradigm(gender, stem, tuple(endings), not_back)


def _case(field: str, value: Any) -> str:
    if value not in CASES:
        raise ValueError(
            f"{path(_TABLE)}: {field}: expected a case ({', '.join(CASES)}), found {value!r}"
        )
    return str(value)


def _pattern(field: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(
            f"{path(_TABLE)}: {field}: {text!r} is no regular expression: {error}"
        ) from error
