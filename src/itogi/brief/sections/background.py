"""Background: what the sources recall, with its dates; never counted."""

from __future__ import annotations

from dataclasses import replace

from itogi.brief.claims import background_claim, event_claim
from itogi.brief.clusters import EventCluster
from itogi.brief.cues import cues, fold
from itogi.brief.material import Material
from itogi.brief.pages import Page
from itogi.brief.passages import grouped
from itogi.brief.records import Claim, Group
from itogi.brief.wording import Wording
from itogi.coding.records import Background


def background_groups(material: Material) -> list[Group]:
    wording = material.wording
    groups = []
    if material.past:
        claims = tuple(_past_claim(c, wording) for c in material.past)
        groups.append(Group(wording("group_past_events"), claims))
    rows = {
        (page.number, row.start, row.end): row
        for page in material.pages
        for row in page.coding.background
        if _concerns(page, row, material)
    }
    by_number = {page.number: page for page in material.pages}
    recalled = []
    for found in grouped((by_number[n], start, end) for n, start, end in rows):
        page, start, end = found.reports[0]
        claim = background_claim(page, rows[page.number, start, end], wording)
        recalled.append(found.with_all_evidence(claim))
    if recalled:
        groups.append(Group(wording("group_recalled"), tuple(recalled)))
    return groups


def _past_claim(cluster: EventCluster, wording: Wording) -> Claim:
    """An event of the past; the day of the report says nothing of when it was."""
    claim = event_claim(cluster, wording)
    return claim if cluster.dated else replace(claim, when=None, when_note=None)


def _concerns(page: Page, row: Background, material: Material) -> bool:
    """Whether the sentence names one of the two on a page about them, or both anywhere; not when
    it is the words of an event, which stands by itself, or of somebody's life."""
    if material.reported(page, row.start, row.end):
        return False
    named = page.meant(row.start, row.end) & set(material.pair)
    if len(named) == 2:
        return True
    life = cues().life.search(fold(page.text[row.start : row.end]))
    return page.focused and bool(named) and not life
