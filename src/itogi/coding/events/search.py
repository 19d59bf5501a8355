"""What is known while the sides of one act are sought, and what has been found of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from itogi.coding.events.about import About
from itogi.coding.events.context import Context
from itogi.coding.events.lexicon import Part, Sense
from itogi.coding.events.parties import Codes, Parties
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence

# Types that are words of states, not deeds.
VERBAL = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")


Bar = Literal[
    "asked", "private", "armed", "home", "partner", "place",
    "speaks-for-nobody", "agentless", "impersonal", "of-people",
]  # fmt: skip
"""Why a side that is missing is sought no further."""


class Step(NamedTuple):
    """Codes that a role got, where from, and the token that names them, if one does.

    `place` is that of a frame, or what was asked beyond it («clause», «article», …).
    """

    role: str
    place: str
    token: int | None
    codes: Codes


@dataclass(slots=True)
class Sides:
    """Codes of both sides, the tokens that name them, and how far they were sought."""

    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    symmetric: bool = False
    reach: int = 0
    depth: int = 0
    barred: list[str] = field(default_factory=list)
    leading: list[str] = field(default_factory=list)
    """Codes that stand as the subject of equal sides: who is willing, where only one is."""
    domestic: bool = False
    """The other side was sought where it must stand, and the actor itself stands there."""

    mutual: bool = False
    """Each does it to the others: «взаимные санкции», «обвинили друг друга»."""

    steps: list[Step] = field(default_factory=list)
    bars: list[tuple[Bar, int | None]] = field(default_factory=list)
    """What keeps a missing side from being sought further, with the token that does."""

    def complete(self) -> bool:
        if self.symmetric or self.mutual:
            return len(self.actors) > 1
        return bool(self.actors and self.recipients)

    def taken(self) -> list[str]:
        """Codes that no further place can give: both sides, and whom a condemned deed befell."""
        return [*self.codes(), *self.barred]

    def codes(self) -> list[str]:
        return [*self.actors, *self.recipients]

    def of(self, role: str) -> list[str]:
        """The list that a role of a frame fills; equal `sides` are all actors."""
        return self.recipients if role == "recipient" else self.actors

    def add(self, role: str, codes: Iterable[str], place: str, token: int | None = None) -> None:
        """Adds those of `codes` that the role does not have yet."""
        known = self.of(role)
        new = tuple(code for code in codes if code not in known)
        known.extend(new)
        self.note(role, place, token, new)

    def note(self, role: str, place: str, token: int | None, codes: Codes) -> None:
        """Remembers where a role's codes come from."""
        if codes:
            self.steps.append(Step(role, place, token, codes))

    def shut(self, bar: Bar, token: int | None = None) -> None:
        """Whoever is missing is named, and no actor: nobody is to be sought farther off."""
        self.domestic = True
        self.bars.append((bar, token))


@dataclass(slots=True)
class Background:
    """What the article offers for a side that the sentence leaves out."""

    about: About
    """The actors of the article."""
    sentence: int
    """Where the act is told."""
    dyads: Sequence[frozenset[str]] = ()
    """Actors of the acts found in the sentences just before, the latest first."""
    told: Sequence[frozenset[str]] = ()
    """Actors of all acts found so far, the latest first."""
    before: Sequence[tuple[str, Codes, Codes]] = ()
    """Type, actors and recipients of the acts told in the sentence before."""
    here: Sequence[tuple[str, Codes, Codes]] = ()
    """The same of the acts that the sentence itself has told, the latest first."""
    done: Sequence[tuple[str, Codes, Codes]] = ()
    """Type, actors and recipients of the acts told a little before, the latest first."""
    hostile: Sequence[tuple[Codes, Codes]] = ()
    """Actors and recipients of the acts of conflict told a little before, the latest first."""
    accusers: Sequence[tuple[Codes, Codes]] = ()
    """Who has accused whom so far, the latest first."""
    captors: Sequence[str] = ()
    """Who arrested somebody first."""
    holders: Sequence[tuple[Codes, Codes]] = ()
    """Who has arrested or seized whom or whose so far, the latest first."""
    opens: bool = False
    """No act has been told yet in the paragraph."""
    asked: Sequence[tuple[Codes, Codes]] = ()
    """Who has asked whom for something so far, the latest first."""
    stationed: Sequence[tuple[Codes, Codes]] = ()
    """Whose soldiers have gone to whom, or left, so far, the latest first."""
    accused: Sequence[str] = ()
    """Whom the latest accusation or condemnation before was aimed at."""

    visit: tuple[Codes, Codes] | None = None
    """Guest and host of the visit told last, a little before."""

    def together(self, count: int) -> Codes:
        """So many actors named together a little before, if no more compete."""
        return self.about.together(self.sentence, count)

    @property
    def listed(self) -> Codes:
        """The actors of the only list in the sentence before, which names no others, if it is of
        the same paragraph."""
        return self.about.listed_in(self.sentence - 1)

    @property
    def places(self) -> Codes:
        """States that the sentence before names in any way, as scenery too."""
        return self.about.places_in(self.sentence - 1)

    @property
    def dominant(self) -> Codes:
        """The two actors that the article is about, if it is about two."""
        return self.about.dominant

    @property
    def named(self) -> Codes:
        """Actors that the sentence before names."""
        return self.about.named_in(self.sentence - 1)

    @property
    def subject(self) -> Codes:
        """Who is told of in the sentence before: whom a verb without a subject speaks of."""
        return self.about.subject_before(self.sentence)


@dataclass(slots=True)
class Search:
    """One act and what surrounds it; `sides` is filled as the search goes on.

    `head` is the token of the trigger; like `tree`, `part` and `sense` it is its occurrence's.
    """

    occurrence: Occurrence
    context: Context
    parties: Parties
    behind: Background
    sides: Sides = field(default_factory=Sides)
    tree: Tree = field(init=False)
    head: int = field(init=False)
    part: Part = field(init=False)
    sense: Sense = field(init=False)

    def __post_init__(self) -> None:
        self.tree, self.head = self.occurrence.tree, self.occurrence.head
        self.part, self.sense = self.occurrence.part, self.occurrence.sense

    @property
    def named(self) -> set[str]:
        """All actors that the sentence names."""
        return {*self.behind.about.named_in(self.tree.index)}

    def lemmas_below(self, depth: int, skip: tuple[str, ...]) -> set[str]:
        """The words of the trigger and what hangs under it, at most `depth` levels down."""
        below = self.tree.descend(self.head, depth, skip)
        return {self.tree.lemmas[i] for i in (*self.occurrence.words, *below)}

    @property
    def support(self) -> int | None:
        """The verb that a trigger noun leans on."""
        return self.context.support
