"""Acts: what an event is called, by the rule that coded it and by words of its evidence.

They stand in `tables/acts.toml`, which says how to write them. Where none fits, the words of the
event's type in `tables/events.toml` stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

from itogi.brief.cues import fold, pattern
from itogi.brief.forms import check_form
from itogi.brief.records import LANGUAGES, BriefError
from itogi.coding.plover import event_types

_KEYS = {"type", "rules", "words", *LANGUAGES}


@dataclass(frozen=True, slots=True)
class Act:
    """Wordings by language and form, for events of the type that the rules code."""

    type: str
    rules: tuple[str, ...]
    words: re.Pattern[str] | None
    forms: Mapping[str, Mapping[str, str]]

    def fits(self, kind: str, rule: str, together: bool, evidence: str) -> bool:
        """Whether it names an event; `together` is whether all its sides are actors."""
        return (
            kind == self.type
            and ("both" if together else "one") in self.forms[LANGUAGES[0]]
            and any(fnmatchcase(rule, name) for name in self.rules)
            and (self.words is None or self.words.search(fold(evidence)) is not None)
        )


def act_of(kind: str, rule: str, together: bool, evidence: str) -> Act | None:
    return next((act for act in acts() if act.fits(kind, rule, together, evidence)), None)


@cache
def acts() -> tuple[Act, ...]:
    """The table. Raises `BriefError` naming the act and field that is wrong."""
    content = (files("itogi.brief") / "tables" / "acts.toml").read_text(encoding="utf-8")
    return read_acts(content)


def read_acts(content: str, name: str = "acts.toml") -> tuple[Act, ...]:
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise BriefError(f"{name}: not valid TOML ({error})") from error
    return tuple(_act(row, f"{name} [[act]] {n}") for n, row in enumerate(table["act"], 1))


def _act(row: Mapping[str, Any], where: str) -> Act:
    unknown = set(row) - _KEYS
    if unknown:
        raise BriefError(f"{where}: {', '.join(sorted(unknown))} is not a known field")
    if row.get("type") not in event_types():
        raise BriefError(f"{where}: type «{row.get('type')}» is not one of the codebook")
    if not row.get("rules"):
        raise BriefError(f"{where}: «rules» is missing or empty")
    for language in LANGUAGES:
        forms = row.get(language, {})
        if not {"one", "both"} & set(forms):
            raise BriefError(f"{where}: {language} needs «one» or «both»")
        if set(forms) != set(row[LANGUAGES[0]]):
            raise BriefError(f"{where}: {language} has other forms than {LANGUAGES[0]}")
        for form, words in forms.items():
            check_form(f"{where} {language}.{form}", form, words)
    words = row.get("words")
    return Act(
        row["type"],
        tuple(row["rules"]),
        pattern(words, where) if words else None,
        {language: row[language] for language in LANGUAGES},
    )
