"""The outline of a word, as the Slovnet models know it: script, case, or the mark itself.

After `slovnet.shape` (MIT, Alexander Kukushkin); the strings are those of the models' vocabulary.
"""

from __future__ import annotations

import re

MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~" + "-‐−‒⁃–—―" + "`\"'«»„“ʼʻ”" + "№…"
KIND = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(MARKS)}]+)",
    re.IGNORECASE,
)


LETTERS = {
    **dict.fromkeys("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "RU"),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "EN"),
}


def word_shape(word: str) -> str:
    """`RU_Xx` for «Москва», `EN_XX` for «NATO», `NUM`, `PUNCT_—`, `PUNCT_OTHER`, `OTHER`."""
    script = LETTERS.get(word[:1])
    if script is not None:
        return f"{script}_{_outline(word)}"
    match = KIND.match(word)
    kind = match.lastgroup if match else "OTHER"
    if kind in ("RU", "EN"):
        return f"{kind}_{_outline(word)}"
    if kind == "PUNCT":
        return f"PUNCT_{word}" if len(word) == 1 else "PUNCT_OTHER"
    return kind or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.islower():
        return "xx"
    if word.isupper():
        return "XX"
    if _is_title(word):
        return "Xx"
    left, hyphen, right = word.partition("-")
    return "Xx-Xx" if hyphen and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
