"""Names of actor codes in the language of the brief, and in its cases."""

from __future__ import annotations

import re

from itogi.brief.records import BriefError, Language
from itogi.language import inflect
from itogi.world import load

CASES = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc", "ins": "Ins", "loc": "Loc"}
"""Cases as the tables of wordings write them, and as `itogi.language.inflect` calls them."""


class Names:
    """`names("KAZ", "gen")` → «Казахстана»; in English the case is passed over.

    `with_the` are the codes whose English name takes an article inside a sentence.
    """

    def __init__(self, language: Language, with_the: frozenset[str]) -> None:
        self._language = language
        self._with_the = with_the

    def __call__(self, code: str, case: str = "nom") -> str:
        name = load().name(code, self._language)
        if self._language == "en" or case == "nom":
            return name
        return inflect(name, CASES[case])

    def inside(self, code: str, case: str = "nom") -> str:
        """The name as it stands inside a sentence."""
        the = self._language == "en" and code in self._with_the
        return f"the {self(code)}" if the else self(code, case)

    def known(self, code: str) -> str:
        """`code`, if it is one that the tables of the world name. Raises `BriefError`."""
        if load().name(code) == code:
            raise BriefError(f"{code}: no state or organisation has this code")
        return code

    def named_in(self, code: str, line: str) -> bool:
        """Whether `line` names the state: by a word that begins as its Russian name does."""
        longest = max(load().name(code).split(), key=len).lower()
        beginning = longest[: max(3, min(5, len(longest) - 1))]
        return re.search(rf"(?<!\w){re.escape(beginning)}", line.lower()) is not None
