"""Events in order of time, and the few that weigh most."""

from __future__ import annotations

from math import log2

from itogi.brief.claims import event_claim
from itogi.brief.clusters import EventCluster
from itogi.brief.material import Material
from itogi.brief.records import Group
from itogi.coding.plover import event_types

MAIN = 5
"""Events named first of all; fewer events than this need no such list."""
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
    heaviest = sorted(happened, key=_weight, reverse=True)[:MAIN]
    shown = [c for c in happened if c in heaviest]
    ids = [event_claim(c, material.wording).id for c in shown]
    return Group(material.wording("group_main"), see=tuple(ids))


def _weight(cluster: EventCluster) -> float:
    """How far the act is from indifference, how certain it is, and how many stories carry it."""
    stories = {page.story for page, _ in cluster.reports}
    score = abs(event_types()[cluster.event.type].score)
    return score * cluster.event.confidence * (1 + log2(len(stories)))
