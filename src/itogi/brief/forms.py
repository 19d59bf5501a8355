"""Forms of an event's wording, as the tables of wordings hold them, and their check."""

from __future__ import annotations

from string import Formatter

from itogi.brief.names import CASES
from itogi.brief.records import BriefError

STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
FORMS = {"label", "one", "both", *STATUSES, *(f"one_{status}" for status in STATUSES)}


def check_form(where: str, form: str, words: str) -> None:
    """Raises `BriefError` naming the field, or the place in its words, that is wrong."""
    if form not in FORMS:
        raise BriefError(f"{where}: not a known field; expected one of {', '.join(sorted(FORMS))}")
    for _, place, case, _ in Formatter().parse(words):
        if place is None:
            continue
        allowed = {"actors", "recipients"} if form.startswith("one") else {"actors"}
        if place not in allowed:
            raise BriefError(f"{where}: {{{place}}} has no meaning here; use {sorted(allowed)}")
        if case and case not in CASES:
            raise BriefError(f"{where}: case «{case}»; expected one of {', '.join(CASES)}")
