"""Passages: sentences about the pair that a cue picks out, reprints of a sentence together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from itogi.brief.claims import apart, event_claim, passage_claim
from itogi.brief.likeness import Wordings, stems
from itogi.brief.material import Material
from itogi.brief.pages import Page
from itogi.brief.records import Claim

SAME_WORDS = 0.8
FEWEST = 3


@dataclass(slots=True)
class Passage:
    """A stretch of text with its repeats in other articles, as (page, start, end)."""

    reports: list[tuple[Page, int, int]]

    def with_all_evidence(self, claim: Claim) -> Claim:
        """`claim`, made of the first report, with the repeats as further evidence."""
        further = (page.evidence(start, end) for page, start, end in self.reports[1:])
        return replace(claim, evidence=tuple(apart((*claim.evidence, *further))))


def passages(
    material: Material,
    picks: Callable[[str], bool],
    picks_near: Callable[[str], bool] | None = None,
) -> list[Passage]:
    """Sentences about the pair whose text `picks` accepts, what is recalled left out.

    With `picks_near`, also those that it accepts and that name one of the two, on pages about them.
    """
    return grouped(
        (page, start, end)
        for page in material.pages
        for start, end in _sentences(page)
        if (
            picks(page.text[start:end])
            and page.speaks_of_pair(start, end, page.voice_of(start, end))
        )
        or (picks_near and picks_near(page.text[start:end]) and page.touches_pair(start, end))
    )


def claims_and_events(
    found: Iterable[Passage], material: Material
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Claims of the passages; a passage that reports an event is left to it, by its id."""
    claims: list[Claim] = []
    events: dict[str, None] = {}
    for passage in found:
        page, start, end = passage.reports[0]
        cluster = material.event_at(page, start, end)
        if cluster:
            events[event_claim(cluster, material.wording).id] = None
        else:
            claim = passage_claim(page, start, end, material.wording)
            claims.append(passage.with_all_evidence(claim))
    return tuple(claims), tuple(events)


def grouped(found: Iterable[tuple[Page, int, int]]) -> list[Passage]:
    """Stretches of text with about the same words brought together, in order of appearance."""
    seen = Wordings(SAME_WORDS, FEWEST)
    kept: list[Passage] = []
    for page, start, end in found:
        words = stems(page.text[start:end])
        like = seen.like(words)
        if like:
            kept[like[0]].reports.append((page, start, end))
        else:
            seen.add(words)
            kept.append(Passage([(page, start, end)]))
    return kept


def _sentences(page: Page) -> Iterator[tuple[int, int]]:
    recalled = [(b.start, b.end) for b in page.coding.background]
    heads = [
        (b.start, b.end) for b in page.coding.article.blocks if b.kind in ("headline", "subtitle")
    ]
    for start, end in page.sentences:
        if not any(s < end and start < e for s, e in (*recalled, *heads)):
            yield start, end
