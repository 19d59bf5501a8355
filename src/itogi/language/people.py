"""Names of persons through the cases: «Токаеву» ↔ «Токаев», «Захаровой» ↔ «Захарова».

The dictionary decides for the names that it holds; the others follow the endings in
`tables/name_endings.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from itogi.language.dictionary import GRAMMEME_OF_CASE, readings, ud

Case = Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
CASES: tuple[Case, ...] = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = {"Masc": "masc", "Fem": "femn"}
PERSONAL = ("Surn", "Name", "Patr")
_TABLE = "language/tables/name_endings.toml"


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
    for parse in sorted(readings(word), key=_unlikeliness):
        tag = parse.tag
        if tag.grammemes.isdisjoint(PERSONAL) or not parse.is_known:
            continue
        _, feats = ud(tag)
        agrees = feats.get("Case") == found and feats.get("Number", "Sing") == "Sing"
        if not agrees or feats.get("Gender", gender) != gender:
            continue
        form = inflected(parse, {GRAMMEME_OF_CASE[wanted], "sing", GENDERS[gender]})
        if form is None:
            form = inflected(parse, {GRAMMEME_OF_CASE[wanted], "sing"})
        if form is not None:
            return form if "ё" in word else form.replace("ё", "е")
    return None


def _unlikeliness(parse: Any) -> tuple[bool, bool, bool]:
    likelier = parse.normal_form in name_endings().likelier
    return not likelier, "Fixd" in parse.tag, "Surn" in parse.tag


def inflected(parse: Any, grammemes: set[str]) -> str | None:
    form = parse.inflect(grammemes)
    return None if form is None else str(form.word)


def _back(word: str, gender: str, found: str) -> str:
    """The nominative from the ending that the word shows in this case; itself if none fits."""
    if found == "Nom":
        return word
    known = _by_dictionary(word, gender, found, "Nom")
    if known is not None:
        return known
    table = name_endings()
    if len(word) < 3 or word in table.particles:
        return word
    place = CASES.index(found)
    for paradigm in table.paradigms:
        ending = paradigm.endings[place]
        if paradigm.gender != gender or found in paradigm.not_back or not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if len(stem) > 1 and paradigm.stem.search(stem):
            return stem + paradigm.endings[0]
    return word


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


@cache
def name_endings() -> Endings:
    """The table of endings. Raises ValueError naming the table and the faulty line."""
    source = files("itogi.language").joinpath("tables", "name_endings.toml")
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{_TABLE}: not valid TOML: {error}") from error
    paradigms = tuple(
        _paradigm(number, line) for number, line in enumerate(data.get("paradigm", []), 1)
    )
    words = {}
    for section in ("particles", "first", "likelier"):
        value = data.get(section, {}).get("words")
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise ValueError(f"{_TABLE}: {section}.words: expected a list of words")
        words[section] = frozenset(value)
    return Endings(paradigms, **words, not_nominative=_not_nominative(data))


def _not_nominative(data: dict[str, Any]) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = []
    for ending, case in data.get("not_nominative", {}).items():
        if case not in CASES:
            raise ValueError(f"{_TABLE}: not_nominative: {ending!r}: no case {case!r}")
        try:
            pairs.append((re.compile(f"..(?:{ending})$"), case))
        except re.error as error:
            raise ValueError(f"{_TABLE}: not_nominative: {ending!r}: {error}") from error
    return tuple(pairs)


def _paradigm(number: int, line: dict[str, Any]) -> Paradigm:
    where = f"{_TABLE}: paradigm {number}"
    endings = line.get("endings")
    if not isinstance(endings, list) or len(endings) != len(CASES):
        raise ValueError(f"{where}: endings: expected {len(CASES)} endings, found {endings!r}")
    if line.get("gender") not in GENDERS:
        raise ValueError(f"{where}: gender: expected Masc or Fem, found {line.get('gender')!r}")
    unknown = set(line.get("not_back", [])) - set(CASES)
    if unknown:
        raise ValueError(f"{where}: not_back: expected cases, found {sorted(unknown)}")
    try:
        stem = re.compile(f"(?:{line['stem']})$")
    except (KeyError, re.error) as error:
        raise ValueError(f"{where}: stem: expected a regular expression ({error})") from error
    return Paradigm(line["gender"], stem, tuple(endings), frozenset(line.get("not_back", [])))
