"""The words of each track, weighed in a sentence, and the organisations whose field it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from itogi.coding.phrases import Phrases
from itogi.coding.table import read_table
from itogi.language.records import Token
from itogi.reading.kept import kept

TRACKS = (
    "trade", "investment", "energy", "transport", "digital", "finance",
    "sanctions", "security", "politics", "society", "integration",
)  # fmt: skip

WEIGHTS = {"strong": 1.0, "weak": 0.35}

Cue = tuple[str, tuple[tuple[str, float], ...]]
"""An entry of the table, and its weight for each track that it speaks for."""


def cue_weights(tokens: Sequence[Token]) -> dict[str, float]:
    """How much the words of a sentence speak for each track; a word said twice counts once."""
    total: dict[str, float] = defaultdict(float)
    for _, tracks in cue_words(tokens):
        for track, weight in tracks:
            total[track] += weight
    return total


def cue_words(tokens: Sequence[Token]) -> list[Cue]:
    """The entries of the table that stand in a sentence, each once, with its weights by track.

    A name in the genitive parts no phrase: «вступление Сербии в ЕС» is «вступление в ЕС».
    """
    found = [hit.value for hit in _cues().find(tokens)]
    unnamed = [token for token in tokens if not _names_whose(token)]
    if len(unnamed) < len(tokens):
        found += [hit.value for hit in _cues().find(unnamed)]
    return list(dict.fromkeys(found))


def _names_whose(token: Token) -> bool:
    return token.pos == "PROPN" and token.feats.get("Case") == "Gen"


def fields_of(codes: Iterable[str]) -> set[str]:
    """The tracks that are the own field of an organisation among these codes."""
    return {track for code in codes for track in _fields().get(code, ())}


def strong_words(track: str) -> tuple[str, ...]:
    """The words that by themselves put a sentence on a track: lemmas, a star for any ending."""
    return tuple(entry for entry in _table()[track]["strong"] if " " not in entry)


@kept
def _cues() -> Phrases[Cue]:
    """Every entry with the tracks that it speaks for."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for track, lists in _table().items():
        for strength, weight in WEIGHTS.items():
            for entry in lists[strength]:
                weights[entry][track] = weight
    return Phrases.of((entry, (entry, tuple(tracks.items()))) for entry, tracks in weights.items())


@kept
def _fields() -> dict[str, list[str]]:
    fields: dict[str, list[str]] = defaultdict(list)
    for track, lists in _table().items():
        for code in lists.get("organisations", ()):
            fields[code].append(track)
    return fields


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    """The table of cues. Raises ValueError naming a track or a list that it should not have."""
    table = read_table("tracks.toml")
    if set(table) != set(TRACKS):
        raise ValueError(f"tracks.toml: expected one table for each of {', '.join(TRACKS)}")
    for track, lists in table.items():
        if not set(WEIGHTS) <= set(lists) <= {*WEIGHTS, "organisations"}:
            raise ValueError(
                f"tracks.toml, [{track}]: expected the lists `strong`, `weak` and, where it has "
                f"any, `organisations`, found {', '.join(lists)}"
            )
    return table
