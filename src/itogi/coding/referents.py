"""Who a phrase stands for: a name, an office, a pronoun, a metonym → person, office, actor codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReferentKind = Literal["person", "institution", "state", "organisation", "role", "group"]


@dataclass(frozen=True, slots=True)
class Referent:
    """What the noun phrase around one token refers to.

    `name` is how the codebook wants a speaker named: the fullest name in the article, nominative,
    else the institution («МИД Армении»), else the role («источник в правительстве»). `codes` are
    the actors that it stands for, more than one for a joint subject («стороны», «оба президента»).
    `start`/`end` span the phrase in the text.
    """

    name: str
    kind: ReferentKind
    codes: tuple[str, ...]
    office: str | None
    wikidata: str | None
    start: int
    end: int
