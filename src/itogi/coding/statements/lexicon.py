"""The lexicon of reporting: which words say that somebody said something.

Read from the `speech_*.toml` tables beside the coding room, which explain their own columns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from itogi.coding.records import Voice

TABLES = Path(__file__).parent.parent / "tables"
ACTS = frozenset(
    "assert explain deny opine doubt hope ask request order offer promise threaten warn accuse"
    " praise name cite".split()
)
FRAMES = frozenset("that whether so inf about noun quote aside equation as this".split())
NOUN_KINDS = frozenset({"wish", "topic", "call", "belief", "source"})


class LexiconError(ValueError):
    """A speech table that cannot be used: names the file, the place in it, and what it wants."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a reporting word does (`act`), how content joins it (`frames`), what «не» does to it."""

    act: str
    frames: frozenset[str]
    survives_negation: bool


@dataclass(frozen=True, slots=True)
class Governing:
    """A noun that names words and governs them."""

    act: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: dict[str, Reporting]
    short: dict[str, Reporting]
    """Short adjectives as predicates."""
    phrases: dict[str, list[tuple[str, Reporting]]]
    nouns: dict[str, Governing]
    light: frozenset[str]
    by: dict[str, str]
    """Noun of «по …» → act."""
    fixed: list[tuple[tuple[str, ...], str]]
    according: frozenset[str]
    according_nouns: frozenset[str]
    papers: frozenset[str]
    paper_verbs: frozenset[str]
    outlet_nouns: frozenset[str]
    outlet_names: frozenset[str]
    voices: dict[str, Voice]
    """Head noun of a role → voice."""
    confidence: dict[str, float]
    """Rule → share of its rows that were right on the learning set."""


def plain(word: str) -> str:
    """Lower case, «ё» as «е»: the form in which the tables are looked up."""
    return word.lower().replace("ё", "е")


@cache
def load_lexicon(folder: Path = TABLES) -> Lexicon:
    """The speech tables of a folder, checked.

    Raises LexiconError naming the file and the entry where one is missing or wrong.
    """
    verbs, short, phrases = _verbs(folder / "speech_verbs.toml")
    nouns, light = _nouns(folder / "speech_nouns.toml")
    sources = _read(folder / "speech_sources.toml")
    outlets = _read(folder / "speech_outlets.toml")
    voices = _voices(folder / "speech_voices.toml")
    confidence = _read(folder / "speech_confidence.toml")["rules"]
    return Lexicon(
        verbs=verbs,
        short=short,
        phrases=phrases,
        nouns=nouns,
        light=light,
        by={
            plain(noun): sources[key]["act"]
            for key in ("by", "by_opinion")
            for noun in sources[key]["nouns"]
        },
        fixed=[(tuple(map(plain, row["words"])), row["act"]) for row in sources["fixed"]],
        according=_words(sources["according"]["words"]),
        according_nouns=_words(sources["according"]["nouns"]),
        papers=_words(sources["papers"]["nouns"]),
        paper_verbs=_words(sources["papers"]["verbs"]),
        outlet_nouns=_words(outlets["nouns"]),
        outlet_names=_words(outlets["names"]),
        voices=voices,
        confidence={rule: float(share) for rule, share in confidence.items()},
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{path}: the table is missing; restore it from the project") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: not valid TOML ({error}); correct the line named") from None


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, words))


def _verbs(
    path: Path,
) -> tuple[dict[str, Reporting], dict[str, Reporting], dict[str, list[tuple[str, Reporting]]]]:
    table = _read(path)
    verbs: dict[str, Reporting] = {}
    for number, group in enumerate(table.get("group", []), 1):
        reporting = _reporting(path, f"group {number}", group)
        for verb in map(plain, group.get("verbs", [])):
            if verb in verbs:
                raise LexiconError(f"{path}: «{verb}» stands in two groups; leave it in one")
            verbs[verb] = reporting
    short: dict[str, Reporting] = {}
    for number, group in enumerate(table.get("short", []), 1):
        reporting = _reporting(path, f"short {number}", group)
        short.update((plain(adjective), reporting) for adjective in group.get("words", []))
    phrases: dict[str, list[tuple[str, Reporting]]] = {}
    for number, group in enumerate(table.get("phrase", []), 1):
        reporting = _reporting(path, f"phrase {number}", group)
        for pair in group.get("pairs", []):
            if len(pair) != 2:
                raise LexiconError(f"{path}, phrase {number}: {pair} is not a pair of words")
            phrases.setdefault(plain(pair[0]), []).append((plain(pair[1]), reporting))
    return verbs, short, phrases


def _reporting(path: Path, place: str, group: dict[str, Any]) -> Reporting:
    frames = frozenset(group.get("frames", ()))
    if group.get("act") not in ACTS:
        raise LexiconError(f"{path}, {place}: act {group.get('act')!r}, want one of {sorted(ACTS)}")
    if not frames or not frames <= FRAMES:
        wrong = sorted(frames - FRAMES)
        raise LexiconError(f"{path}, {place}: frames {wrong}, want some of {sorted(FRAMES)}")
    if group.get("negated") not in ("keep", "drop"):
        raise LexiconError(f"{path}, {place}: negated {group.get('negated')!r}, want keep or drop")
    return Reporting(group["act"], frames, group["negated"] == "keep")


def _nouns(path: Path) -> tuple[dict[str, Governing], frozenset[str]]:
    table = _read(path)
    nouns: dict[str, Governing] = {}
    for number, group in enumerate(table.get("group", []), 1):
        if group.get("act") not in ACTS or group.get("kind") not in NOUN_KINDS:
            raise LexiconError(
                f"{path}, group {number}: act {group.get('act')!r} and kind {group.get('kind')!r},"
                f" want one of {sorted(ACTS)} and one of {sorted(NOUN_KINDS)}"
            )
        for noun in map(plain, group.get("nouns", [])):
            if noun in nouns:
                raise LexiconError(f"{path}: «{noun}» stands in two groups; leave it in one")
            nouns[noun] = Governing(group["act"], group["kind"])
    return nouns, _words(table.get("light", {}).get("verbs", []))


def _voices(path: Path) -> dict[str, Voice]:
    voices: dict[str, Voice] = {}
    for voice, row in _read(path).items():
        if voice not in get_args(Voice):
            raise LexiconError(f"{path}: voice {voice!r}, want one of {get_args(Voice)}")
        for noun in row["nouns"]:
            voices[plain(noun)] = voice  # type: ignore[assignment]
    return voices
