"""An act read as an event, with what else is known of it until it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.events.found import Found
from itogi.coding.records import Event


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row of one act. `act` is the act as found, before its speaker turned it.

    `recalled` says that the sentence is background. The event's own confidence is how explicit
    the rules find this mention; `chance` is how likely it is to be right, as far as is known.
    """

    event: Event
    act: Found
    in_title: bool
    recalled: bool
    chance: float
