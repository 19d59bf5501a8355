"""Whose words an act is told in: an official's own, an expert's, the newsroom's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itogi.coding.events.find import Found
from itogi.coding.events.parties import Parties
from itogi.coding.events.tree import Tree
from itogi.coding.plover import event_types
from itogi.coding.records import Statement

# Voices whose assertions about states are no events (rule 14).
UNHEARD = ("expert", "other", "business")


class Speech:
    """The statements of an article, asked by offset."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements

    def around(self, offset: int) -> Statement | None:
        """The innermost statement that holds `offset`."""
        holding = [s for s in self.statements if s.start <= offset < s.end]
        return min(holding, key=lambda s: s.end - s.start, default=None)

    def turn(self, act: Found) -> Found | None:
        """The act as the codebook takes it in its speaker's mouth; None where it is none.

        An official's word on another's hostile act is his accusation (rule 3), on its support of
        his own side his praise; what he says of his own side's act is that act.
        """
        statement = self.around(act.tree.tokens[act.occurrence.head].start)
        if statement is None:
            return act
        if statement.voice in UNHEARD:
            return None
        speaker = statement.state
        if speaker is None or act.sides.symmetric or speaker in act.sides.actors:
            return act
        conflict = event_types()[act.type].quad.endswith("conflict")
        sides = replace(act.sides, actors=[speaker], recipients=list(act.sides.actors))
        if conflict and act.status in ("actual", "historical"):
            return replace(act, type="ACCUSE", sides=sides, status="actual")
        if speaker in act.sides.recipients and act.status == "actual":
            return replace(act, type="SUPPORT", sides=sides)
        return act


def assessments(
    acts: Sequence[Found],
    trees: Sequence[Tree],
    parties: Parties,
    statements: Sequence[Statement],
) -> list[Found]:
    """Acts that lie in what an official says of another side."""
    return []
