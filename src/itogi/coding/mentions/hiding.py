"""Names inside names: what hides a state's name from the states layer."""

from __future__ import annotations

from itogi.coding.mentions.line import Candidate, Line, key
from itogi.world.records import Sense

NAMELESS = {"concept", "event", "geography", "language", "street", "time", "work"}
"""Masks in which a state's name stands for no state («Латинская Америка», «Индийский океан»)."""
MAX_TITLE = 7
"""Tokens in quotation marks beyond this many are speech, not a name."""


def hidden(line: Line, first: int, senses: list[Sense]) -> bool:
    """Whether a noun that begins at `first` stands inside the name of something else."""
    return (
        _in_currency(line, first, senses)
        or _in_charter(line, first, senses)
        or _in_team(line, first, senses)
        or _in_edition(line, first)
        or _in_holiday(line, first)
    )


def _in_currency(line: Line, first: int, senses: list[Sense]) -> bool:
    """«доллар США», «долларов (США)»; but not «дал 3 млрд рублей Украине»."""
    table = line.words.currency
    if senses[0].entry.code not in table.issuers:
        return False
    before = first - 2 if line.keys[first - 1] == "(" else first - 1
    return line.lemma(before) in table.nouns


def _in_charter(line: Line, first: int, senses: list[Sense]) -> bool:
    """«Устав ООН», «рамочная конвенция ООН»."""
    table = line.words.agreement
    return senses[0].entry.code in table.chartered and line.lemma(first - 1) in table.charters


def _in_team(line: Line, first: int, senses: list[Sense]) -> bool:
    """«клуб Тоттенхэм»."""
    town = senses[0].entry.kind in ("place", "capital")
    return town and line.lemma(first - 1) in line.words.team.nouns


def _in_edition(line: Line, first: int) -> bool:
    """«Sputnik Казахстан», «Интерфакс Украина»."""
    if not first or not line.capital(first - 1):
        return False
    before = {key(line.tokens[first - 1].text), line.lemma(first - 1)}
    return bool(before & line.words.edition.before)


def _in_holiday(line: Line, first: int) -> bool:
    """«День независимости Казахстана»."""
    table = line.words.holiday
    if line.lemma(first - 1) not in table.words:
        return False
    return line.lemma(first - 2) in table.nouns or line.lemma(first - 3) in table.nouns


def adjective_hidden(line: Line, position: int, sense: Sense, together: int) -> bool:
    """Whether an adjective stands inside a name; `together`: how many names its word holds.

    «российский рубль», «минский протокол» (but not «российско-украинский протокол»), «Киевский
    вокзал», «Уральские авиалинии».
    """
    table = line.words
    following, preceding = line.lemma(position + 1), line.lemma(position - 1)
    if following in table.currency.nouns:
        return True
    city = sense.entry.kind in ("capital", "place")
    if city and together == 1 and following in table.agreement.nouns:
        return True
    street = following in table.street.nouns or preceding in table.street.nouns
    return line.capital(position) and (street or following in table.firm.nouns)


def hide_titles(line: Line, found: list[Candidate]) -> None:
    """Unlists names in quotation marks: газета «Советская Белоруссия», телеканал «Россия»."""
    for opening, closing in line.quoted():
        inner = [c for c in found if opening < c.first and c.last <= closing]
        if inner and _is_title(line, opening, closing, inner):
            for candidate in inner:
                candidate.listed = False


def _is_title(line: Line, opening: int, closing: int, inner: list[Candidate]) -> bool:
    tokens = line.tokens[opening + 1 : closing]
    if not tokens or len(tokens) > MAX_TITLE or not tokens[0].text[0].isupper():
        return False
    if any(token.feats.get("VerbForm") == "Fin" for token in tokens):
        return False
    called = line.lemma(opening - 1) in line.words.title.nouns
    covered = sum(c.last - c.first for c in inner)
    marks = sum(1 for token in tokens if token.pos == "PUNCT" or token.text in ("—", "–", "-"))
    if covered + marks < len(tokens):
        return called or line.names.get(opening + 1) == "ORG"
    # Nothing but names between the marks: «Газпром», «большая двадцатка», саммит «Россия — Африка»
    # are these; but «Барселона» is a club and телеканал «Россия» no state.
    if len(inner) > 1 or inner[0].adjective:
        return False
    kind = inner[0].senses[0].entry.kind
    return kind in ("place", "capital") or (called and kind == "state")
