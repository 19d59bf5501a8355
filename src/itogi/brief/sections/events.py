"""Events in order of time, and the few that weigh most."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from itogi.brief.claims import UNSURE, event_claim
from itogi.brief.clusters import EventCluster
from itogi.brief.material import Material
from itogi.brief.records import Group
from itogi.coding.plover import event_types

MAIN = 5
"""Events named first of all; fewer events than this need no such list."""
ALIKE = 2
OPEN = ("future", "hypothetical")


def event_groups(material: Material) -> list[Group]:
    """What is reported to have happened, or not to have: by date."""
    claims = [
        event_claim(c, material.wording) for c in material.events if c.event.status not in OPEN
    ]
    return [Group(None, tuple(claims))] if claims else []


def main_group(material: Material) -> Group | None:
    happened = [c for c in material.events if c.event.status == "actual"]
    if len(happened) <= MAIN:
        return None
    sure = [c for c in happened if c.event.confidence >= UNSURE and not _told(c)]
    heaviest = _varied(sorted(sure, key=_weight, reverse=True))
    shown = [c for c in happened if c in heaviest]
    ids = [event_claim(c, material.wording).id for c in shown]
    return Group(material.wording("group_main"), see=tuple(ids)) if ids else None


def _varied(clusters: Sequence[EventCluster]) -> list[EventCluster]:
    """The first `MAIN`, at most `ALIKE` of one type among them."""
    kept: list[EventCluster] = []
    for cluster in clusters:
        alike = sum(c.event.type == cluster.event.type for c in kept)
        if len(kept) < MAIN and alike < ALIKE:
            kept.append(cluster)
    return kept


def _weight(cluster: EventCluster) -> float:
    """What makes an event news: that many stories carry it, that one opens with it, how far it is
    from indifference, how certain it is."""
    stories = {page.story for page, _ in cluster.reports}
    opens = any(
        page.leads(start, end)
        for page, e in cluster.reports
        for start, end in ((e.start, e.end), *e.more)
    )
    far = 1 + abs(event_types()[cluster.event.type].score) / 10
    place = 2 if opens else 1
    return far * place * cluster.event.confidence * (1 + log2(len(stories)))


def _told(cluster: EventCluster) -> bool:
    """Whether it stands only in somebody's words, and no newsroom reports it."""
    return all(page.told_by(e) for page, e in cluster.reports)
