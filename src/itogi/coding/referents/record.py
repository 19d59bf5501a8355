"""What a phrase refers to, as the rules for statements and events ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, Literal, TypeVar

from itogi.coding.records import Voice

T = TypeVar("T")

ReferentKind = Literal["person", "institution", "state", "organisation", "role", "group"]


class Late(Generic[T]):
    """A value made when it is first asked for, and then kept.

    Most referents are asked for their codes alone, and a name in the nominative takes longest.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    @cached_property
    def value(self) -> T:
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Late) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return repr(self.value)


def known(value: T) -> Late[T]:
    """A value that is there already."""
    return Late(lambda: value)


NO_BRANCH: Late[str | None] = known(None)


@dataclass(frozen=True, slots=True)
class Referent:
    """What the noun phrase around one token refers to.

    `naming` makes `name`, which is how the codebook wants a speaker named: the fullest name in the
    article, nominative, else the institution («МИД Армении»), else the role («источник в
    правительстве»). `codes` are the actors that it stands for, more than one for a joint subject
    («стороны», «оба президента»). `wikidata` is that of the person, also of one who held an unnamed
    post on the article's day. `start`/`end` span the phrase in the text. `voice` is the one that
    the post or role gives; None where nothing in the phrase tells. `assumed`: the state of the
    person, or of an organisation without one in its name, is only the one that the article is
    about; nothing says that they are of it. `serving` makes `branch`, the branch of the state, one
    of `tables/branches.toml`, that the post or the body belongs to; None where neither tells.
    """

    naming: Late[str]
    kind: ReferentKind
    codes: tuple[str, ...]
    office: str | None
    wikidata: str | None
    start: int
    end: int
    voice: Voice | None = None
    assumed: bool = False
    serving: Late[str | None] = field(default=NO_BRANCH)

    @property
    def name(self) -> str:
        return self.naming.value

    @property
    def branch(self) -> str | None:
        return self.serving.value
