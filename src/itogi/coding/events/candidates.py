"""An act read as an event, with what else is known of it until it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.events.find import Found
from itogi.coding.records import Event, Statement


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row of one act. `act` is the act as found, before its speaker turned it.

    `statement` is the innermost one that holds the trigger; `recalled` says that the sentence is
    background.
    """

    event: Event
    act: Found
    in_title: bool
    recalled: bool
    statement: Statement | None
