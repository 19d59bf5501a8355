"""English for what articles name in Russian: people, posts, bodies and places.

They stand in `tables/english.toml`, which says how. What no table holds is written by letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from itogi.brief.cues import fold
from itogi.brief.records import BriefError
from itogi.language import inflect
from itogi.world import UnknownCountry, load

TABLES = ("letters", "people", "places", "phrases")
VOWELS = "аеёиоуыэюяьъ"
_CYRILLIC = re.compile(r"[а-яё]+", re.IGNORECASE)
_ENDING = re.compile(r"(?<=[кгх])ий\b|(?<=\w)ый\b")
_WHERE = re.compile(r"во? ([^\s«]+)")


@dataclass(frozen=True, slots=True)
class English:
    letters: Mapping[str, str]
    names: Mapping[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    with_the: frozenset[str]
    """Codes of states and organisations whose name takes an article inside a sentence."""


def in_english(name: str, state: str | None = None) -> str:
    """A speaker, post or place in Latin letters; `state` is the code that a speaker belongs to.

    «министр обороны Азербайджана» → «defence minister of Azerbaijan»; «аналитик Нефтяного бюро»
    → «analyst, Neftyanoye byuro», the words that are not known by letters.
    """
    if not _CYRILLIC.search(name):
        return name
    known = table().names.get(name)
    if known:
        return known
    if _is_person(name):
        return by_letters(name)
    parts: list[str] = []
    rest = name.strip()
    while rest:
        part, rest = _first(rest, state)
        if part is None:
            break
        if part:
            parts.append(part)
    said = _joined(parts)
    if not rest:
        return said or by_letters(name)
    left = by_letters(_nominative(rest) if said else rest)
    return f"{said}, {left}" if said else left


def by_letters(text: str) -> str:
    """`text` with its Cyrillic words in Latin letters, capitals kept."""
    return _CYRILLIC.sub(lambda match: _word(match[0]), text)


def _word(word: str) -> str:
    letters, small = table().letters, _ENDING.sub("y", word.lower())
    written = []
    for place, letter in enumerate(small):
        after = small[place - 1] if place else "ъ"
        soft = letter == "е" and after in VOWELS
        written.append("ye" if soft else letters.get(letter, letter))
    latin = "".join(written)
    if word.isupper() and len(word) > 1:
        return latin.upper()
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def _nominative(phrase: str) -> str:
    """The phrase out of the genitive, a title in quotation marks left as it is."""
    plain, mark, title = phrase.partition("«")
    return inflect(plain, "Nom", given="Gen") + mark + title


def _is_person(name: str) -> bool:
    """Whether every word has a capital, as in a name, and none is a body that the table knows."""
    words = name.split()
    if any(not word[:1].isupper() for word in words) or "«" in name:
        return False
    return _state(name) is None and not any(p.match(fold(name)) for p, _ in table().phrases)


def _first(text: str, state: str | None) -> tuple[str | None, str]:
    """The English of the longest known beginning, and what is left; None where none is known."""
    known = _phrase(text)
    if known:
        return known
    where = _WHERE.match(text)
    if where:
        place = table().names.get(inflect(where[1], "Nom", given="Loc"))
        if place:
            return f"in {place}", text[where.end() :].lstrip()
    words = text.split()
    for count in (3, 2, 1):
        beginning, rest = " ".join(words[:count]), " ".join(words[count:])
        code = _state(beginning)
        if code:
            return inside_sentence(code), rest
        if beginning in table().names:
            return table().names[beginning], rest
    rest = " ".join(words[1:])
    if _adjective_of(words[0], state) and _phrase(rest):
        # «шведский министр»: the line names the state after the speaker.
        return "", rest
    return None, text


def _phrase(text: str) -> tuple[str, str] | None:
    folded = fold(text)
    for pattern, english in table().phrases:
        match = pattern.match(folded)
        if match:
            return english, text[match.end() :].lstrip()
    return None


def inside_sentence(code: str) -> str:
    """The English name of a state or organisation as it stands inside a sentence."""
    name = load().name(code, "en")
    return f"the {name}" if code in table().with_the else name


def _state(text: str) -> str | None:
    for form in (text, inflect(text, "Nom", given="Gen") if text else text):
        try:
            return load().resolve_country(form)
        except UnknownCountry:
            continue
    return None


def _adjective_of(word: str, state: str | None) -> bool:
    known = load().index.adjectives
    stems = (fold(word)[:-cut] for cut in (2, 3))
    return any(stem in known and known[stem].entry.code == state for stem in stems)


def _joined(parts: list[str]) -> str:
    """«representative», «Trade Ministry», «China» → «representative of the Trade Ministry of
    China»."""
    bodies = {english for _, english in table().phrases}
    line = ""
    for part in parts:
        if not line:
            line = part
        elif part.startswith(("in ", "on ")):
            line += f" {part}"
        else:
            plain = part in bodies and (" " in part or part.islower())
            the = "the " if plain and not part.startswith("the ") else ""
            line += f"{'' if line.endswith(' in') else ' of'} {the}{part}"
    return line


@cache
def table() -> English:
    """The table. Raises `BriefError` naming what is missing or wrong."""
    content = (files("itogi.brief") / "tables" / "english.toml").read_text(encoding="utf-8")
    return read_english(content)


def read_english(content: str, name: str = "english.toml") -> English:
    try:
        rows = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise BriefError(f"{name}: not valid TOML ({error})") from error
    if not isinstance(rows.get("articles", {}).get("the"), list):
        raise BriefError(f"{name} [articles] the: expected a list of codes")
    for key in TABLES:
        if not isinstance(rows.get(key), dict) or not rows[key]:
            raise BriefError(f"{name} [{key}]: is missing or empty")
        for russian, english in rows[key].items():
            if not isinstance(english, str) or _CYRILLIC.search(english):
                raise BriefError(f"{name} [{key}] «{russian}»: expected English words")
    return English(
        rows["letters"],
        {**rows["places"], **rows["people"]},
        tuple(_phrases(rows["phrases"])),
        frozenset(rows["articles"]["the"]),
    )


def _phrases(rows: Mapping[str, str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """The longest first, so that «министр обороны» comes before «министр»."""
    for russian in sorted(rows, key=lambda row: (-len(row.split()), "*" in row, -len(row))):
        escaped = re.escape(fold(russian)).replace(r"\*", r"\w*").replace(r"\ ", " ")
        yield re.compile(rf"{escaped}(?!\w)"), rows[russian]
