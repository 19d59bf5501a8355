"""What a phrase refers to, as the rules for statements and events ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itogi.coding.late import Late, known
from itogi.coding.records import Voice

ReferentKind = Literal["person", "institution", "state", "organisation", "role", "group"]

NOTHING: Late[str | None] = known(None)


@dataclass(frozen=True, slots=True)
class Referent:
    """What the noun phrase around one token refers to.

    `naming` makes `name`, which is how the codebook wants a speaker named: the fullest name in the
    article, nominative, else the institution («МИД Армении»), else the role («источник в
    правительстве»). `codes` are the actors that it stands for, more than one for a joint subject
    («стороны», «оба президента»). `posting` makes `office`, the post in words. `wikidata` is that
    of the person, also of one who held an unnamed post on the article's day. `start`/`end` span the
    phrase in the text. `voice` is the one that the post or role gives; None where nothing in the
    phrase tells. `assumed`: the state of the person, or of an organisation without one in its name,
    is only the one that the article is about; nothing says that they are of it. `serving` makes
    `branch`, the branch of the state, one of `tables/branches.toml`, that the post or the body
    belongs to; None where neither tells.
    """

    naming: Late[str]
    kind: ReferentKind
    codes: tuple[str, ...]
    posting: Late[str | None]
    wikidata: str | None
    start: int
    end: int
    voice: Voice | None = None
    assumed: bool = False
    serving: Late[str | None] = field(default=NOTHING)

    @property
    def name(self) -> str:
        return self.naming.value

    @property
    def office(self) -> str | None:
        return self.posting.value

    @property
    def branch(self) -> str | None:
        return self.serving.value
