"""Events in order of time, and the few that weigh most."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from itogi.brief.claims import UNSURE, event_claim
from itogi.brief.clusters import EventCluster
from itogi.brief.likeness import alike, stems
from itogi.brief.material import Material
from itogi.brief.records import Group
from itogi.coding.plover import event_types

MAIN = 5
"""Events named first of all."""
FEW = 3
"""As many are named where there are no more than `MAIN`; fewer need no such list."""
ALIKE = 2
"""Of one type, or of one story, among them."""
SAME = 0.7
"""Share of their words from which two of one type among them may be one event."""
FEWEST = 6
"""Words, below which a wording says too little to be called the same."""
PROMISE = 0.8
"""What an agreement or a plan weighs beside what is done or signed."""
RECENT = 0.3
"""How much more the latest event weighs than the earliest, other things alike."""
OPEN = ("future", "hypothetical")


def event_groups(material: Material) -> list[Group]:
    """What is reported to have happened, or not to have: by date."""
    claims = [
        event_claim(c, material.wording) for c in material.events if c.event.status not in OPEN
    ]
    return [Group(None, tuple(claims))] if claims else []


def main_group(material: Material) -> Group | None:
    happened = [c for c in material.events if c.event.status == "actual"]
    if len(happened) < FEW:
        return None
    most = MAIN if len(happened) > MAIN else FEW
    sure = [c for c in happened if c.event.confidence >= UNSURE and not _told(c)]
    latest = {id(cluster): n / len(sure) for n, cluster in enumerate(sure)}
    heaviest = _varied(
        sorted(sure, key=lambda c: _weight(c) * (1 + RECENT * latest[id(c)]), reverse=True), most
    )
    shown = [c for c in happened if c in heaviest]
    ids = [event_claim(c, material.wording).id for c in shown]
    return Group(material.wording("group_main"), see=tuple(ids)) if ids else None


def _varied(clusters: Sequence[EventCluster], most: int) -> list[EventCluster]:
    """The first `most`, none twice in other words, at most `ALIKE` of one type, and of one story
    where there are others."""
    stories = {cluster.lead[0].story for cluster in clusters}
    of_story = ALIKE if len(stories) > ALIKE else most
    kept: list[EventCluster] = []
    for cluster in clusters:
        story = cluster.lead[0].story
        same_type = sum(c.event.type == cluster.event.type for c in kept)
        same_story = sum(c.lead[0].story == story for c in kept)
        repeated = any(c.event.type == cluster.event.type and _like(c, cluster) for c in kept)
        if len(kept) < most and same_type < ALIKE and same_story < of_story and not repeated:
            kept.append(cluster)
    return kept


def _like(one: EventCluster, other: EventCluster) -> bool:
    """Whether two events are told in words so like that they may be one («договорились
    встретиться»), which dates would have to tell."""
    a, b = (stems(page.text[e.start : e.end]) for page, e in (one.lead, other.lead))
    return min(len(a), len(b)) >= FEWEST and alike(a, b, SAME)


def _weight(cluster: EventCluster) -> float:
    """What makes an event news: that many carry it, that one opens with it, how far it is from
    indifference, how certain it is."""
    pages = {page.number: page for page, _ in cluster.reports}.values()
    opens = any(
        page.leads(start, end)
        for page, e in cluster.reports
        for start, end in ((e.start, e.end), *e.more)
    )
    kind = event_types()[cluster.event.type]
    far = (1 + abs(kind.score) / 10) * (PROMISE if kind.name == "AGREE" else 1)
    return far * (2 if opens else 1) * cluster.event.confidence * (1 + log2(len(pages)))


def _told(cluster: EventCluster) -> bool:
    """Whether it stands only in somebody's words, and no newsroom reports it."""
    return all(page.told_by(e) for page, e in cluster.reports)
