"""Names of actor codes in the language of the brief, and in its cases."""

from __future__ import annotations

import re

from itogi.brief.english import inside_sentence
from itogi.brief.records import BriefError, Language
from itogi.language import inflect
from itogi.world import UnknownCountry, load

CASES = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc", "ins": "Ins", "loc": "Loc"}
"""Cases as the tables of wordings write them, and as `itogi.language.inflect` calls them."""


class Names:
    """`names("KAZ", "gen")` → «Казахстана»; in English the case is passed over."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, code: str, case: str = "nom") -> str:
        name = load().name(code, self._language)
        if self._language == "en" or case == "nom":
            return name
        return inflect(name, CASES[case])

    def inside(self, code: str, case: str = "nom") -> str:
        """The name as it stands inside a sentence."""
        return inside_sentence(code) if self._language == "en" else self(code, case)

    def known(self, code: str) -> str:
        """`code`, if it is one that the tables of the world name. Raises `BriefError`."""
        if load().name(code) == code:
            raise BriefError(f"{code}: no state or organisation has this code")
        return code

    def named_in(self, code: str, line: str) -> bool:
        """Whether `line` names the state: by one of its names, or a word that begins as it does."""
        try:
            if load().resolve_country(line) == code:
                return True
        except UnknownCountry:
            pass
        if self._language == "en":
            return load().name(code, "en") in line
        longest = max(load().name(code).split(), key=len).lower()
        beginning = longest[: max(3, min(5, len(longest) - 1))]
        return re.search(rf"(?<!\w){re.escape(beginning)}", line.lower()) is not None
