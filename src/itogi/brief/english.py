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

TABLES = ("letters", "people", "places", "modifiers", "fields", "words", "phrases")
VOWELS = "аеёиоуыэюяьъ"
_CYRILLIC = re.compile(r"[а-яё]+", re.IGNORECASE)
_ENDING = re.compile(r"(?<=[кгх])ий\b|(?<=\w)ый\b")
_WHERE = re.compile(r"во? ([^\s«]+)")
_PREPOSITION = re.compile(r"(?:по|на|от|из|при|во?|со?|для|о|об) ")
_ADJECTIVE = re.compile(r"(?:ого|его|[оеы]й|ий|ая|яя|ое|ее|ых|их|ые|(?<!н)ие)$")
_OFFICES = (
    ("министр* {}", "{} minister"),
    ("министерств* {}", "{} ministry"),
    ("ведомств* {}", "{} agency"),
    ("замминистра {}", "deputy {} minister"),
    ("заместител* министра {}", "deputy {} minister"),
)
"""How a field of [fields] stands in a post and in a body; a body is written with capitals."""


@dataclass(frozen=True, slots=True)
class English:
    letters: Mapping[str, str]
    names: Mapping[str, str]
    modifiers: tuple[tuple[re.Pattern[str], str], ...]
    words: tuple[tuple[re.Pattern[str], str], ...]
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
    before, rest = _modifiers(name.strip(), state)
    parts: list[str] = []
    while rest:
        part, rest = _first(rest, state)
        if part is None:
            break
        if part:
            parts.append(part)
    said = " ".join([*before, _joined(parts)]).strip()
    if not parts:
        return _titled(name)
    if not rest:
        return said or _titled(name)
    left = _titled(rest if _PREPOSITION.match(rest) else _nominative(rest))
    # «глава Роснано» is its head; a longer name stands by itself.
    if parts[-1].startswith("the ") and left.startswith("“"):
        return f"{said} {left}"
    return f"{said} of {left}" if left[:1].isupper() and " " not in left else f"{said}, {left}"


def _modifiers(text: str, state: str | None) -> tuple[list[str], str]:
    """Words before a post («бывший», «первый»), in English, and what is left."""
    said: list[str] = []
    rest = text
    while _phrase(rest) is None:
        folded = fold(rest)
        found = next(((p.match(folded), e) for p, e in table().modifiers if p.match(folded)), None)
        if found is None or found[0] is None:
            break
        said.append(found[1])
        rest = rest[found[0].end() :].lstrip()
    return (said, rest) if rest and _first(rest, state)[0] is not None else ([], text)


def _titled(phrase: str) -> str:
    """A body that the tables do not hold, by its words where all of them are known but the first,
    which may be a name: «Амурский торговый центр» → «Amursky Trade Centre»; else by letters."""
    title = phrase.replace("«", "“").replace("»", "”")
    words = title.split()
    known = [_word_known(word) for word in words]
    nouns = [n for n, word in enumerate(words) if not _ADJECTIVE.search(word)]
    if not nouns or known[nouns[0]] is None or None in known[1:]:
        return by_letters(title)
    first = known[0] or by_letters(words[0])
    english = [first, *(word for word in known[1:] if word)]
    head = nouns[0] + 1
    tail = english[head:]
    return " ".join(english[:head]) + (f" of {' '.join(tail)}" if tail else "")


def _word_known(word: str) -> str | None:
    return next((english for p, english in table().words if p.fullmatch(fold(word))), None)


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
    """The phrase out of the genitive: its adjectives and its head; a title in quotation marks, and
    what hangs on the head, left as it is."""
    plain, mark, title = phrase.partition("«")
    words = plain.split(" ")
    head = next((n for n, word in enumerate(words) if not _ADJECTIVE.search(word)), None)
    bent = inflect(plain, "Nom", given="Gen")
    if head is None or not words[head] or inflect(words[head], "Nom", given="Gen") in bent:
        return bent + mark + title
    by_word = [inflect(word, "Nom", given="Gen") for word in words[: head + 1]]
    return " ".join([*by_word, *words[head + 1 :]]) + mark + title


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
    if _adjective_of(words[0], state) and (_phrase(rest) or _first(rest, state)[0]):
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
        elif part.startswith(("in ", "on ", "at ")):
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
        tuple(_phrases(rows["modifiers"])),
        tuple(_phrases(rows["words"])),
        tuple(_phrases({**_offices(rows["fields"]), **rows["phrases"]})),
        frozenset(rows["articles"]["the"]),
    )


def _offices(fields: Mapping[str, str]) -> dict[str, str]:
    """«обороны» → «министр* обороны», «министерств* обороны» and so on."""
    offices = {}
    for field, english in fields.items():
        for russian, form in _OFFICES:
            said = form.format(english)
            offices[russian.format(field)] = said if "minister" in said else _capitals(said)
    return offices


def _capitals(words: str) -> str:
    return " ".join(word if word == "and" else word.capitalize() for word in words.split())


def _phrases(rows: Mapping[str, str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """The longest first, so that «министр обороны» comes before «министр»."""
    for russian in sorted(rows, key=lambda row: (-len(row.split()), "*" in row, -len(row))):
        escaped = re.escape(fold(russian)).replace(r"\*", r"\w*").replace(r"\ ", " ")
        # A row that ends with a hyphen is the beginning of a word («экс-министр»).
        after = "" if russian.endswith("-") else r"(?![\w-])"
        yield re.compile(escaped + after), rows[russian]
