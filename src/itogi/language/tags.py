"""Tags of Universal Dependencies, and what the tags of one person's name say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from itogi.language.dictionary import known_readings, readings, ud
from itogi.language.people import name_endings

GIVEN = {"Name", "Patr"}
PERSONAL = {"Name", "Patr", "Surn"}


@lru_cache(maxsize=4_000)
def split_tag(tag: str) -> tuple[str, dict[str, str]]:
    """Part of speech and features of `NOUN|Case=Gen|Number=Sing`. Do not change the dictionary."""
    pos, _, feats = tag.partition("|")
    return pos, dict(pair.split("=", 1) for pair in feats.split("|")) if feats else {}


def join_tag(pos: str, feats: Mapping[str, str]) -> str:
    """The tag as one string. See `split_tag`."""
    return "|".join([pos, *(f"{name}={value}" for name, value in feats.items())])


def name_agreement(words: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Gender (Masc, Fem) and case of a person's name; None where no word shows them.

    `words` are the words of the name with their tags, and vote; a first name or patronymic that
    the dictionary holds has a vote of its own on the gender («Никита», «Эммануэль»), worth more
    than one word's tag and less than two; with the ending of a case («Урсуле»), more than two.
    """
    return _agreement(tuple(words))


@lru_cache(maxsize=8_000)
def _agreement(words: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    genders: dict[str, float] = {"Masc": 0.0, "Fem": 0.0}
    cases: Counter[str] = Counter()
    strange: Counter[str] = Counter()
    for word, tag in words:
        pos, feats = split_tag(tag)
        if pos == "PUNCT" or len(word) == 1:
            continue
        given = given_name_gender(word.lower())
        if given in genders:
            genders[given] += 1.5 if is_dictionary_form(word.lower()) else 2.5
        if feats.get("Gender") in genders:
            genders[feats["Gender"]] += 1
        tagged = feats.get("Case")
        votes = _cases(word.lower(), tagged)
        cases.update(votes)
        strange.update(votes - {tagged})
    if not any(genders.values()) or not cases:
        return None
    # Of cases with as many votes any but the nominative, which names of no ending vote for as well;
    # then the one that a word shows against its tag.
    best = max(sorted(cases), key=lambda case: (cases[case], case != "Nom", strange[case]))
    return max(genders, key=genders.__getitem__), best


@lru_cache(maxsize=8_000)
def _cases(word: str, tagged: str | None) -> frozenset[str]:
    """The case of the tag; those of the dictionary or the ending where they rule it out."""
    known = frozenset(
        [
            ud(parse.tag)[1].get("Case", "")
            for parse in known_readings(word)
            if not PERSONAL.isdisjoint(parse.tag.grammemes)
        ]
    )
    if known and tagged not in known:
        return known
    if tagged == "Nom" and not known:
        for ending, case in name_endings().not_nominative:
            if ending.search(word):
                return frozenset([case])
    return frozenset([tagged]) if tagged else frozenset()


def is_dictionary_form(word: str) -> bool:
    """Whether the word may be the dictionary form of any of its readings."""
    return any(parse.normal_form == word for parse in readings(word))


@lru_cache(maxsize=8_000)
def given_name_gender(word: str, case: str | None = None) -> str:
    """The gender of a first name or patronymic in the dictionary (in this case), else empty.

    Empty also where names of both genders share the form.
    """
    found = {
        ud(parse.tag)[1].get("Gender", "")
        for parse in known_readings(word)
        if not GIVEN.isdisjoint(parse.tag.grammemes)
        and case in (None, ud(parse.tag)[1].get("Case"))
    }
    return found.pop() if len(found) == 1 else ""
