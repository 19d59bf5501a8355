"""A speech: words in quotation marks or in a dialogue turn; and the memory of who spoke where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from itogi.coding.statements.report import Report
from itogi.coding.statements.scene import OUTSIDE, Scene, Tree
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.coding.trace import SpeakerHow

NEAR = 1200
"""Characters within which words without attribution go on from the last speaker."""
WIDEST = 8000
"""Characters that a report may span: how far back one around a quotation is looked for."""
SENTENCES = 3
"""Sentences back in which the one who acts is looked for."""
ELIDED = 12
"""… those counted in that leave their subject out."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words spoken, `[start, end)`, by `speaker`; `cue` is the span that attributes them."""

    start: int
    end: int
    speaker: Speaker
    rule: str
    cue: tuple[int, int] | None
    how: SpeakerHow = "named"


class Spoken:
    """Who spoke where, as the text is read: reports by their cues, speeches by their starts.

    Reports inside a quotation are passed over: whoever is quoted goes on, not whom he quotes.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._heard: list[tuple[int, Speaker]] = sorted(
            (
                (r.cue[0], r.speaker)
                for r in reports
                if r.speaker is not None and r.level == OUTSIDE
            ),
            key=lambda pair: pair[0],
        )

    def hear(self, speech: Speech) -> None:
        at = bisect_right(self._heard, speech.start, key=lambda pair: pair[0])
        self._heard.insert(at, (speech.start, speech.speaker))

    def last(self, offset: int, reach: int = NEAR) -> Speaker | None:
        """Whoever spoke last before the offset, not further back than `reach` characters."""
        at = bisect_left(self._heard, offset, key=lambda pair: pair[0]) - 1
        if at >= 0 and offset - self._heard[at][0] <= reach:
            return self._heard[at][1]
        return None


class Around:
    """Reports by place, to find those that lie around a quotation or within it."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = sorted(reports, key=lambda r: r.start)
        self._starts = [r.start for r in self._reports]

    def starting(self, first: int, last: int) -> Iterator[Report]:
        """Reports that start at an offset from `first` to `last`, the latest first."""
        i = bisect_right(self._starts, last) - 1
        while i >= 0 and self._starts[i] >= first:
            yield self._reports[i]
            i -= 1


def actor_before(scene: Scene, speakers: Speakers, offset: int) -> Speaker | None:
    """The one who acts in the sentences right before the offset; those that leave their subject
    out («Родился в Праге. Окончил университет.») are passed over."""
    tree = scene.tree_at(offset)
    if tree is None:
        return None
    told = 0
    for index in range(tree.index - 1, max(-1, tree.index - 1 - ELIDED), -1):
        before = scene.trees[index]
        subjects = list(_subjects(before, speakers))
        for subject in subjects:
            if before.tokens[subject].feats.get("Animacy") != "Inan":
                speaker = speakers.named(before, subject)
                if speaker is not None:
                    return speaker
        told += bool(subjects)
        if told == SENTENCES:
            return None
    return None


def _subjects(tree: Tree, speakers: Speakers) -> Iterator[int]:
    """The subject of a sentence, of a verb or of «X — политик»."""
    for i, token in enumerate(tree.tokens):
        if token.rel == "root":
            verbal = token.pos in ("VERB", "ADJ")
            subject = speakers.subject(tree, i) if verbal else tree.kid(i, "nsubj")
            if subject is not None:
                yield subject
