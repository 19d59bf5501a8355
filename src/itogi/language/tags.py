"""What the tags of the words of one person's name say together: its gender and case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from itogi.language.dictionary import parses, ud
from itogi.language.records import Token


def tag_string(feats: dict[str, str]) -> str:
    """Features in the form of the tables of Universal Dependencies: `Case=Gen|Number=Sing`."""
    return "|".join(f"{name}={value}" for name, value in feats.items())


def name_agreement(tokens: Sequence[Token]) -> tuple[str, str] | None:
    """Gender (Masc, Fem) and case of a person's name; None where no word shows them.

    The words vote; a first name or patronymic that the dictionary holds has a vote of its own on
    the gender («Никита», «Эммануэль»), worth more than one word's tag and less than two.
    """
    genders: dict[str, float] = {"Masc": 0.0, "Fem": 0.0}
    cases: Counter[str] = Counter()
    for token in tokens:
        if token.pos == "PUNCT" or len(token.text) == 1:
            continue
        given = _given_name(token)
        if given is not None:
            genders[given] += 1.5
        if token.feats.get("Gender") in ("Masc", "Fem"):
            genders[token.feats["Gender"]] += 1
        if "Case" in token.feats:
            cases[token.feats["Case"]] += 1
    if not any(genders.values()) or not cases:
        return None
    return max(genders, key=genders.__getitem__), cases.most_common(1)[0][0]


def _given_name(token: Token) -> str | None:
    """The gender of a known first name or patronymic in the case of its tag."""
    found = set()
    for parse in parses(token.text.lower()):
        if not parse.is_known or not ("Name" in parse.tag or "Patr" in parse.tag):
            continue
        _, feats = ud(parse.tag)
        if feats.get("Case") == token.feats.get("Case", feats.get("Case")) and "Gender" in feats:
            found.add(feats["Gender"])
    return found.pop() if len(found) == 1 else None
