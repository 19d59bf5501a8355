"""Whose words an act is told in: an official's own, an expert's, the newsroom's."""

from __future__ import annotations

from collections.abc import Sequence

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

    def official(self, offset: int) -> str | None:
        """The actor for whom the words at `offset` are said, if one speaks for it."""
        statement = self.around(offset)
        if statement is None or statement.voice in UNHEARD:
            return None
        return statement.state
