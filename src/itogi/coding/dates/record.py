"""A date found in a text, and what is known while its dates are read one after another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from itogi.coding.late import Late, known

Basis = Literal["text", "relative"]
# An infinitive may look ahead («намерены встретиться») or not («вынуждены были уехать»).
Direction = Literal["back", "ahead", "perhaps ahead", "either"]

# Russian news on the web begins about then: an earlier date is no article's day.
FIRST_YEAR = 2000
# Years from the first of a decade to its last.
DECADE = 9


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `[start, end)` of the text; `iso` is None where it cannot be resolved.

    `until` is the last day, month or year of a span of time that begins with `iso`.
    """

    start: int
    end: int
    iso: str | None
    basis: Basis
    until: str | None = None

    @property
    def day(self) -> str | None:
        """`iso` where it says when: the first year of a decade («в девяностые») does not."""
        if not self.iso or not self.until or not self.iso[:4].endswith("0"):
            return self.iso
        return None if int(self.until[:4]) - int(self.iso[:4]) == DECADE else self.iso


class Value(NamedTuple):
    """What a match stands for: ISO 8601 or None, the basis, and the end of a span of time."""

    iso: str | None
    basis: Basis
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that the text gave with its year, where it stands, to govern later ones."""

    year: int
    month: int | None
    day: int | None
    sentence: int
    block: int


@dataclass(slots=True)
class Reading:
    """The article's day, the dates told so far, and where in the text the reader is.

    `today` is the day of publication; `lead` the day that the head of the article gives, which
    stands in for it. `last` is the date told last, to which «на следующий день» is added.
    `direction` is that of the words around, which say it late: past, to come, or neither.
    """

    today: date | None
    lead: date | None = None
    dated: Stated | None = None
    year: Stated | None = None
    latest: int = 0
    last: str | None = None
    sentence: int = 0
    block: int = 0
    said: Late[Direction] = field(default_factory=lambda: known("either"))

    @property
    def direction(self) -> Direction:
        return self.said.value

    def day_for(self, unit: str) -> date | None:
        """The day that months and years are counted from; days and weeks from publication only."""
        return self.today or (self.lead if unit in ("month", "year", "decade") else None)

    def state(self, year: int, month: int | None = None, day: int | None = None) -> None:
        """Remember a date whose year the text gives."""
        stated = Stated(year, month, day, self.sentence, self.block)
        self.latest = max(self.latest, year)
        if month is None:
            self.year = stated
        else:
            self.dated = stated

    def return_to_today(self) -> None:
        """«в этом году»: what was told of another year governs no longer."""
        self.dated = self.year = None
