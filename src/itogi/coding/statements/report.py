"""A report: words that somebody is reported to have said."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.statements.clauses import content_end, trimmed
from itogi.coding.statements.scene import Scene, Tree
from itogi.coding.statements.speakers import Author, Pending, Speaker
from itogi.coding.trace import SpeakerHow


@dataclass(frozen=True, slots=True)
class Report:
    """Words reported, `[start, end)`, and the cue that reports them.

    `level` is that of the cue, see `scene.Tree.level`. Where `speaker` is None, `pending` says
    how to find it.
    """

    start: int
    end: int
    speaker: Speaker | None
    rule: str
    act: str
    cue: tuple[int, int]
    level: int
    pending: Pending | None = None
    how: SpeakerHow = "named"


@dataclass(frozen=True, slots=True)
class Cue:
    """The token that reports, the rule that reads it, and who speaks there."""

    tree: Tree
    token: int
    rule: str
    act: str
    author: Author


def spanning(scene: Scene, cue: Cue, start: int, end: int) -> Report | None:
    """The report of the words `[start, end)`; None where nothing is left after trimming."""
    start, end = trimmed(scene, start, end)
    if end <= start or not cue.author:
        return None
    token = cue.tree.tokens[cue.token]
    return Report(
        start,
        end,
        cue.author.speaker,
        cue.rule,
        cue.act,
        (token.start, token.end),
        cue.tree.level[cue.token],
        cue.author.pending,
    )


def reaching(
    scene: Scene, cue: Cue, first: int, head: int | None, governor: int | None
) -> Report | None:
    """The report of the words from token `first` to where its clause ends.

    `head` and `governor` are those of `clauses.content_end`.
    """
    tokens = cue.tree.tokens
    while first < len(tokens) and tokens[first].text == ",":
        first += 1
    if first >= len(tokens):
        return None
    end = content_end(scene, cue.tree, first, governor, head, cue.tree.level[cue.token])
    return spanning(scene, cue, tokens[first].start, end)
