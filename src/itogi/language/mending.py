"""Beginnings that the network misreads, mended by the dictionary.

A phrase by itself, for want of a sentence: «Нагорно-Карабахская Республика», «Багамы», «Тонга»:
adjectives and a noun that the dictionary knows in the nominative, and that agree, are taken for
what they are. A sentence, for its capital letter: «Заявив, что …» opens with no name.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from itogi.language.dictionary import readings, ud
from itogi.language.records import Name, Sentence, Token

_ADJECTIVES = {"ADJ", "DET", "VERB"}
_PERSONAL = {"Surn", "Name", "Patr"}
_GERUNDS = ("в", "вши", "вшись", "я", "ясь", "а", "ась")
_LONGEST = 5
"""Adjectives before a noun; more are not looked at."""


def mend_head(sentence: Sentence, given: str | None) -> None:
    """Corrects tags, tree and names of the phrase in place; see above.

    `given` is the case of the phrase where it is known. Where it is not, the nominative must be
    the only reading, be shown by an adjective, or be what the network sees as well.
    """
    if given not in (None, "Nom"):
        return
    found = _leading(sentence.tokens)
    if found is None:
        return
    noun = len(found) - 1
    if "Geox" not in found[noun].tag and any(
        n.kind == "PER" and not n.first for n in sentence.names
    ):
        return
    token = sentence.tokens[noun]
    sure = given == "Nom" or noun > 0 or token.feats.get("Case") in ("Nom", "Acc")
    if not sure and not _only_nominative(token.text.lower()):
        return
    for place, parse in enumerate(found):
        pos, feats = ud(parse.tag)
        one = sentence.tokens[place]
        one.pos, one.feats = pos, dict(feats)
        one.head, one.rel = (-1, "root") if place == noun else (noun, "amod")
    for other in sentence.tokens[noun + 1 :]:
        if other.head < noun:
            other.head = noun
            other.rel = "nmod" if other.rel == "root" else other.rel
    sentence.names[:] = [name for name in sentence.names if name.kind != "PER" or name.first > noun]


def mend_gerund(tokens: list[Token], names: list[Name]) -> None:
    """Corrects in place the tag of a sentence's first word that can be nothing but a gerund."""
    first = tokens[0]
    named = bool(names) and names[0].first == 0
    if named or first.pos not in ("PROPN", "NOUN") or not first.text.lower().endswith(_GERUNDS):
        return
    known = [parse for parse in readings(first.text.lower()) if parse.is_known]
    if known and all(parse.tag.POS == "GRND" for parse in known):
        pos, feats = ud(known[0].tag)
        first.pos, first.feats = pos, dict(feats)


def _leading(tokens: list[Token]) -> list[Any] | None:
    """Parses of the adjectives and the noun that the phrase begins with, agreeing, or None."""
    options: list[list[Any]] = []
    for token in tokens[: _LONGEST + 1]:
        known = [parse for parse in readings(token.text.lower()) if _fits(parse)]
        nouns = [parse for parse in known if parse.tag.POS == "NOUN"]
        for choice in product(*options, nouns):
            if all(_agree(parse, choice[-1]) for parse in choice[:-1]):
                return list(choice)
        options.append([parse for parse in known if ud(parse.tag)[0] in _ADJECTIVES])
        if not options[-1]:
            return None
    return None


def _fits(parse: Any) -> bool:
    tag = parse.tag
    personal = not _PERSONAL.isdisjoint(tag.grammemes)
    compound = "-" in parse.word and ud(tag)[0] == "ADJ"
    return (parse.is_known or compound) and not personal and ud(tag)[1].get("Case") == "Nom"


def _agree(adjective: Any, noun: Any) -> bool:
    one, other = ud(adjective.tag)[1], ud(noun.tag)[1]
    if one.get("Number") != other.get("Number"):
        return False
    return other.get("Number") == "Plur" or one.get("Gender") == other.get("Gender")


def _only_nominative(word: str) -> bool:
    cases = {ud(parse.tag)[1].get("Case") for parse in readings(word) if parse.is_known}
    return cases <= {"Nom", "Acc", None}
