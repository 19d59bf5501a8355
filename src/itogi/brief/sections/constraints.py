"""What stands in the way: passages about the pair that speak of an obstacle, by its field."""

from __future__ import annotations

from collections import defaultdict

from itogi.brief.cues import cues
from itogi.brief.material import Material
from itogi.brief.passages import Passage, claims_and_events, passages
from itogi.brief.records import Group


def constraint_groups(material: Material) -> list[Group]:
    fields: dict[str, list[Passage]] = defaultdict(list)
    for found in passages(
        material,
        lambda text: cues().constraint(text) is not None,
        lambda text: cues().constraint(text, plainly=True) is not None,
    ):
        page, start, end = found.reports[0]
        field = cues().constraint(page.text[start:end])
        if field:
            fields[field.kind].append(found)
    groups = []
    for field in cues().fields:
        if fields[field.kind]:
            title = field.labels[material.wording.language]
            groups.append(Group(title, *claims_and_events(fields[field.kind], material)))
    return groups
