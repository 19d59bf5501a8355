"""Quotations in headlines, whose speaker the body names: the same words come again there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from itogi.coding.statements.direct import FRAGMENT, HEADINGS
from itogi.coding.statements.report import Report
from itogi.coding.statements.scene import Scene
from itogi.coding.statements.speech import Speech
from itogi.language.spelling import plain

ALIKE = 0.4
"""Share of common word stems (of all) from which two passages are the same words."""
_WORD = re.compile(r"\w{4,}")
_ANY_WORD = re.compile(r"\w+")


def spoken_in_headlines(
    scene: Scene, speeches: Sequence[Speech], reports: Sequence[Report]
) -> Iterator[Speech]:
    """The quotations of headlines that nobody there speaks, with their speakers of the body."""
    for block in scene.article.blocks:
        if block.kind not in HEADINGS:
            continue
        for q in scene.quotations:
            if not block.start <= q.outer < block.end or q.depth:
                continue
            if len(_ANY_WORD.findall(scene.text, q.start, q.end)) < FRAGMENT:
                continue
            if any(s.start < q.end and q.start < s.end for s in speeches):
                continue
            found = _said_again(scene, q.start, q.end, [*speeches, *reports])
            if found is not None and found.speaker is not None:
                yield Speech(q.start, q.end, found.speaker, "headline", found.cue, "body")


def _said_again(
    scene: Scene, start: int, end: int, passages: Sequence[Speech | Report]
) -> Speech | Report | None:
    wanted = _stems(scene.text[start:end])
    best: Speech | Report | None = None
    best_share = ALIKE
    for passage in passages:
        stems = _stems(scene.text[passage.start : passage.end])
        share = len(wanted & stems) / len(wanted | stems) if wanted and stems else 0.0
        contained = len(wanted) > 2 and wanted <= stems
        if share >= best_share or (contained and best is None):
            best, best_share = passage, max(share, best_share)
    return best


def _stems(text: str) -> set[str]:
    return {plain(w)[:5] for w in _WORD.findall(text)}
