"""Outlook: what is agreed or offered, what is expected, and the plans that are voiced."""

from __future__ import annotations

from itogi.brief.claims import event_claim, passage_claim
from itogi.brief.cues import cues
from itogi.brief.material import Material
from itogi.brief.pages import Page
from itogi.brief.passages import passages
from itogi.brief.records import Group
from itogi.brief.sections.events import OPEN


def outlook_groups(material: Material) -> list[Group]:
    """Agreements stand among the events and are pointed to; what is open stands here.

    A voiced plan that is coded as an event is that event, and not repeated as words.
    """
    wording = material.wording
    groups = []
    agreed = [
        event_claim(c, wording).id
        for c in material.events
        if c.event.type == "AGREE" and c.event.status == "actual"
    ]
    if agreed:
        groups.append(Group(wording("group_agreed"), see=tuple(agreed)))
    expected = [event_claim(c, wording) for c in material.events if c.event.status in OPEN]
    if expected:
        groups.append(Group(wording("group_expected"), tuple(expected)))
    voiced = []
    for found in passages(material, cues().foreseen, cues().conditional):
        page, start, end = found.reports[0]
        if not _planned(page, start, end, material):
            voiced.append(found.with_all_evidence(passage_claim(page, start, end, wording)))
    if voiced:
        groups.append(Group(wording("group_voiced"), tuple(voiced)))
    return groups


def _planned(page: Page, start: int, end: int, material: Material) -> bool:
    """Whether the passage tells of an event, or words of a plan: that stands by itself."""
    return material.event_at(page, start, end) is not None or any(
        cluster.event.type == "AGREE" or cluster.event.status in OPEN
        for cluster, _ in material.reported(page, start, end)
    )
