"""Lemmas: the dictionary form that agrees with the tag the network gave in this sentence.

A lemma is in lower case, with «е» for «ё». Nouns and names stand in the nominative singular (names
of a woman in hers: «Захаровой» → «захарова»), adjectives in the masculine, verbs and participles
in the infinitive.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from itogi.language.dictionary import GRAMMEME_OF_CASE, parses, ud

SAME = {"PROPN": "NOUN", "AUX": "VERB", "CCONJ": "CONJ", "SCONJ": "CONJ"}
NEAR = {
    ("VERB", "ADJ"), ("ADJ", "VERB"), ("NOUN", "ADJ"), ("ADJ", "NOUN"), ("DET", "PRON"),
    ("PRON", "DET"), ("ADV", "ADJ"), ("ADJ", "ADV"), ("DET", "ADJ"), ("ADJ", "DET"),
    ("NUM", "ADJ"), ("ADV", "PART"), ("PART", "CONJ"), ("NUM", "ADV"), ("NOUN", "NUM"),
}  # fmt: skip
WEIGHTS = {
    "Case": 2.0, "Number": 2.0, "Gender": 1.5, "Animacy": 0.5, "Aspect": 1.0, "Tense": 1.0,
    "Person": 1.0, "Mood": 1.0, "Voice": 0.5, "Degree": 1.0, "Variant": 1.0, "VerbForm": 1.5,
}  # fmt: skip
KIND_GRAMMEMES = {
    "PER": ("Surn", "Name", "Patr"), "LOC": ("Geox",), "ORG": ("Orgn", "Trad", "Geox"),
}  # fmt: skip
NAMES = ("Surn", "Name", "Patr", "Geox", "Orgn", "Trad")
FIXED = {"PUNCT", "SYM"}


@lru_cache(maxsize=100_000)
def lemma(word: str, pos: str, feats: str, kind: str | None = None) -> str:
    """Lemma of a word with its UD part of speech and features («Case=Gen|Number=Sing»).

    `kind` is the kind of the name (PER, LOC, ORG) that the word stands in.
    """
    lower = word.lower()
    if pos in FIXED or not any(letter.isalpha() for letter in lower):
        return lower.replace("ё", "е")
    parse = best_parse(lower, pos, feats, kind)
    if parse is None:
        return lower.replace("ё", "е")
    return _normal(parse, pos, feats).replace("ё", "е")


def best_parse(lower: str, pos: str, feats: str, kind: str | None = None) -> Any | None:
    """The parse that agrees best with the tag, or None for a word of no Russian paradigm."""
    wanted = dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    best, best_score = None, 0.0
    for parse in parses(lower):
        score = _agreement(parse, pos, wanted, kind)
        if best is None or score > best_score:
            best, best_score = parse, score
    return best


def _agreement(parse: Any, pos: str, wanted: dict[str, str], kind: str | None) -> float:
    tag = parse.tag
    own_pos, own = ud(tag)
    pos = SAME.get(pos, pos)
    score = float(parse.score)
    if own_pos == pos:
        score += 4.0
    elif (pos, own_pos) in NEAR:
        score += 1.0
    for name, weight in WEIGHTS.items():
        if name in wanted and name in own:
            score += weight if wanted[name] == own[name] else -weight
    return score + _name_bonus(tag, kind)


def _name_bonus(tag: Any, kind: str | None) -> float:
    if kind is None:
        return -1.0 if any(grammeme in tag for grammeme in NAMES) else 0.0
    if any(grammeme in tag for grammeme in KIND_GRAMMEMES[kind]):
        return 2.0
    # A surname is a poor guess for a place, and the other way round.
    return -1.0 if any(grammeme in tag for grammeme in NAMES) else 0.0


def _normal(parse: Any, pos: str, feats: str) -> str:
    tag = parse.tag
    if tag.POS == "NOUN" and "femn" in tag and ("Surn" in tag or "Patr" in tag):
        form = parse.inflect({GRAMMEME_OF_CASE["Nom"], "sing", "femn"})
        if form is not None:
            return str(form.word)
    return str(parse.normal_form)
