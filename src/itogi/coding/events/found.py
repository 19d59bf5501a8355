"""An act as it is found: its trigger, its sides, how it is read."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.events.context import Context
from itogi.coding.events.lexicon import Sense
from itogi.coding.events.search import Sides
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence
from itogi.coding.records import Status


@dataclass(slots=True)
class Found:
    """An event before merging: its trigger, sides and reading."""

    occurrence: Occurrence
    context: Context
    sides: Sides
    type: str
    status: Status

    @property
    def tree(self) -> Tree:
        return self.occurrence.tree

    @property
    def sense(self) -> Sense:
        return self.occurrence.sense
