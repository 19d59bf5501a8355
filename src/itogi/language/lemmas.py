"""Lemmas: the dictionary form that agrees with the tag the network gave in this sentence.

A lemma is in lower case, with «е» for «ё». Nouns and names stand in the nominative singular (names
of a woman in hers: «Захаровой» → «захарова»), adjectives in the masculine, verbs and participles
in the infinitive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from itogi.language.dictionary import RUSSIAN, chance, entries, is_known, readings, ud
from itogi.language.lexicon import only_known, read_table, words
from itogi.language.people import name_form
from itogi.language.tags import name_agreement, split_tag
from itogi.reading.kept import kept

_TABLE = "lemmas"

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
    "PER": {"Surn", "Name", "Patr"}, "LOC": {"Geox"}, "ORG": {"Orgn", "Trad", "Geox"},
}  # fmt: skip
NAMES = {"Surn", "Name", "Patr", "Geox", "Orgn", "Trad"}
TAG_MATTERS = {"Surn", "Patr", "Supr"}
FIXED = {"PUNCT", "SYM"}
NAME_POS = {"PROPN", "NOUN", "ADJ", "X"}
ACRONYM_FORM = re.compile(r"([А-ЯЁA-Z]{2,})-?(?:а|у|ом|е|ы|ов|ам|ами|ах)")


@lru_cache(maxsize=50_000)
def lemma(word: str, tag: str, kind: str | None = None) -> str:
    """Lemma of a word with its tag of Universal Dependencies («NOUN|Case=Gen|Number=Sing»).

    `kind` is the kind of the name (PER, LOC, ORG) that the word stands in.
    """
    lower = word.lower()
    pos, feats = split_tag(tag)
    if pos in FIXED or lower.isdigit():
        return lower.replace("ё", "е")
    acronym = ACRONYM_FORM.fullmatch(word)
    if acronym:
        return acronym.group(1).lower()
    only = _only_lemma(lower)
    if only is not None:
        return only
    if "-" in lower and pos == "NOUN":
        return _compound(lower, tag).replace("ё", "е")
    if not RUSSIAN.fullmatch(lower):
        return lower.replace("ё", "е")
    parse = best_parse(lower, tag, kind) if is_known(lower) else None
    if parse is None or not _known_as(parse, feats):
        shown = _shown_lemma(word, pos, feats)
        if shown is not None:
            return shown
    if parse is None:
        parse = best_parse(lower, tag, kind)
    return _normal(lower, parse)


@lru_cache(maxsize=8_000)
def _only_lemma(lower: str) -> str | None:
    """The lemma of a word of the dictionary that has but one, whatever its tag; else None."""
    normal: str | None = None
    # One letter may also be an initial, which the dictionary's entries do not say.
    for form, tag in entries(lower) if len(lower) > 1 else ():
        if normal not in (None, form) or not TAG_MATTERS.isdisjoint(tag.grammemes):
            return None
        normal = form
    if normal is None:
        return None
    normal = normal.replace("ё", "е")
    return lemma_table().instead.get(normal, normal)


def _shown_lemma(word: str, pos: str, feats: dict[str, str]) -> str | None:
    """The lemma of a word that the dictionary can but guess at by its ending, where the tag, or the
    capitals, say more; else None."""
    if (len(word) > 1 and word.isupper()) or (
        pos in ("NOUN", "PROPN") and _in_dictionary_form(feats)
    ):
        return word.lower().replace("ё", "е")
    if pos == "PROPN" and feats.get("Animacy") == "Anim":
        gender, case = feats.get("Gender", ""), feats.get("Case", "")
        return name_form(word.lower(), gender, case, "Nom").replace("ё", "е")
    return None


def _known_as(parse: Any, feats: dict[str, str]) -> bool:
    own = ud(parse.tag)[1]
    return bool(parse.is_known) and own.get("Case") == feats.get("Case", own.get("Case"))


def _in_dictionary_form(feats: dict[str, str]) -> bool:
    if feats.get("Number", "Sing") != "Sing":
        return False
    case = feats.get("Case", "Nom")
    like_nominative = feats.get("Animacy") == "Inan" and feats.get("Gender") != "Fem"
    return case == "Nom" or (case == "Acc" and like_nominative)


def _normal(lower: str, parse: Any) -> str:
    table = lemma_table()
    grammemes = parse.tag.grammemes
    if "Supr" in grammemes:
        for word in table.superlatives:
            if lower.startswith(word[:-2]):
                return word
    if "femn" in grammemes and ("Surn" in grammemes or "Patr" in grammemes):
        form = parse.inflect({"femn", "sing", "nomn"})
        if form is not None:
            return str(form.word).replace("ё", "е")
    normal = str(parse.normal_form).replace("ё", "е")
    return table.instead.get(normal, normal)


def _compound(lower: str, tag: str) -> str:
    """A noun of two words with a hyphen: both go through the cases («террориста-смертника»)."""
    case = split_tag(tag)[1].get("Case")
    forms = []
    for part in lower.split("-"):
        parse = best_parse(part, tag)
        if parse is None or not parse.is_known or ud(parse.tag)[1].get("Case") != case:
            whole = best_parse(lower, tag)
            return lower if whole is None else _normal(lower, whole)
        forms.append(str(parse.normal_form))
    return "-".join(forms)


@lru_cache(maxsize=8_000)
def person_lemmas(name: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, ...]:
    """Lemmas of the words of one person's name, in the gender and case that they agree on."""
    agreement = name_agreement(zip(name, tags, strict=True))
    if agreement is None:
        return tuple(lemma(word, tag, "PER") for word, tag in zip(name, tags, strict=True))
    gender, case = agreement
    return tuple(
        name_form(word.lower(), gender, case, "Nom").replace("ё", "е")
        if split_tag(tag)[0] in NAME_POS
        else lemma(word, tag, "PER")
        for word, tag in zip(name, tags, strict=True)
    )


def best_parse(lower: str, tag: str, kind: str | None = None) -> Any | None:
    """The parse that agrees best with the tag, or None for a word of no Russian paradigm."""
    best: list[Any] = []
    best_score = 0.0
    for parse in readings(lower):
        # The score of a guess by the ending says much, that of a word of the dictionary nothing.
        score = float(parse.score) + _agreement(parse.tag, tag, kind)
        if not best or score > best_score:
            best, best_score = [parse], score
        elif score == best_score:
            best.append(parse)
    if len({parse.normal_form for parse in best}) > 1:
        return max(best, key=lambda parse: chance(lower, parse))
    return best[0] if best else None


@lru_cache(maxsize=16_000)
def _agreement(own_tag: Any, tag: str, kind: str | None) -> float:
    """How well a tag of the dictionary agrees with one of Universal Dependencies."""
    pos, wanted = split_tag(tag)
    pos = SAME.get(pos, pos)
    own_pos, own = ud(own_tag)
    score = 0.0
    if own_pos == pos:
        score += 4.0
    elif (pos, own_pos) in NEAR:
        score += 1.0
    for name, value in own.items():
        if name in wanted:
            weight = WEIGHTS[name]
            score += weight if wanted[name] == value else -weight
    return score + _name_bonus(own_tag, kind)


def _name_bonus(tag: Any, kind: str | None) -> float:
    grammemes = tag.grammemes
    if kind is not None and not KIND_GRAMMEMES[kind].isdisjoint(grammemes):
        return 3.0
    # A surname is a poor guess for a place or a common word.
    return 0.0 if NAMES.isdisjoint(grammemes) else -1.0


@dataclass(frozen=True, slots=True)
class LemmaTable:
    instead: dict[str, str]
    superlatives: frozenset[str]


@kept
def lemma_table() -> LemmaTable:
    """The table of exceptions. Raises ValueError naming the table and the faulty field."""
    return lemma_table_from(read_table(_TABLE))


def lemma_table_from(data: dict[str, Any]) -> LemmaTable:
    only_known(_TABLE, data, ["instead", "superlatives"])
    instead = data.get("instead", {})
    words(_TABLE, "instead", [*instead, *instead.values()])
    superlatives = data.get("superlatives", {}).get("words")
    return LemmaTable(instead, words(_TABLE, "superlatives.words", superlatives))
