"""Which passages speak of a track: by the strong words of its table, known by their stems."""

from __future__ import annotations

import re
from functools import cache

from itogi.brief.cues import fold
from itogi.coding.tracks.cues import strong_words

SHORT = 4
"""Letters below which a word is taken as it stands («газ» is no beginning of «газета»)."""
_ENDING = re.compile(r"(?:ый|ий|ой|ать|ить|еть|ия|ие|а|я|о|е|ь|й)$")


def speaks_of(track: str, passage: str) -> bool:
    """Whether a passage holds a strong word of the track, in any of its forms."""
    return _words(track).search(fold(passage)) is not None


@cache
def _words(track: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(_shape, strong_words(track)))) + ")")


def _shape(word: str) -> str:
    """A pattern of the word: a star is any ending, a dictionary form loses its own."""
    plain = fold(word)
    if plain.endswith("*"):
        return re.escape(plain[:-1])
    stem = _ENDING.sub("", plain)
    if len(stem) < SHORT:
        return re.escape(stem) + r"[а-я]{0,2}\b"
    return re.escape(stem) + r"[а-я]{0,5}\b"
