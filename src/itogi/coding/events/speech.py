"""Whose words an act is told in: an official's own, an expert's, the newsroom's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from itogi.coding.events.lexicon import people
from itogi.coding.events.tree import Tree
from itogi.coding.records import Statement
from itogi.language.spelling import plain

# Voices whose assertions about states are no events (rule 14).
UNHEARD = ("expert", "other", "business")


class Speech:
    """The statements of an article, asked by token."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.unheard = {
            s.speaker
            for s in statements
            if s.speaker and (s.voice in UNHEARD or _is_private(s.speaker))
        }

    def is_heard(self, statement: Statement) -> bool:
        """Whether what the statement says of states counts; a speaker is one throughout."""
        return statement.voice not in UNHEARD and statement.speaker not in self.unheard

    def around(self, tree: Tree, i: int) -> Statement | None:
        """The innermost statement that holds token `i`, unless it stands beside the reporting."""
        offset = tree.tokens[i].start
        holding = [
            s for s in self.statements if s.start <= offset < s.end and not _is_beside(tree, i, s)
        ]
        return min(holding, key=lambda s: s.end - s.start, default=None)

    def official(self, tree: Tree, i: int) -> str | None:
        """The actor for whom token `i` is said, if one speaks for it."""
        statement = self.around(tree, i)
        if statement is None or not self.is_heard(statement):
            return None
        return statement.state


def _is_private(speaker: str) -> bool:
    """A role that nobody holds in office: «жители Эквадора», «адвокат»."""
    first = plain(speaker.split()[0])
    if first in people()["officials"]:
        return False
    return first.startswith(_private_beginnings())


@cache
def _private_beginnings() -> tuple[str, ...]:
    """The words for people who act for themselves, but for their endings."""
    return tuple(word[: max(5, len(word) - 1)] for word in people()["private"])


def _is_beside(tree: Tree, i: int, statement: Statement) -> bool:
    """Token `i` hangs on the reporting verb as its coordinate, not as what it reports."""
    if statement.kind == "direct" or statement.cue is None:
        return False
    at = i
    for above in tree.climb(i):
        token = tree.tokens[above]
        if statement.cue[0] <= token.start < statement.cue[1]:
            return tree.rel(at) == "conj"
        at = above
    return False
