"""What stands in the way: passages about the pair that speak of an obstacle, by its field."""

from __future__ import annotations

from collections import defaultdict

from itogi.brief.claims import passage_claim
from itogi.brief.cues import cues
from itogi.brief.material import Material
from itogi.brief.passages import passages
from itogi.brief.records import Claim, Group


def constraint_groups(material: Material) -> list[Group]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for found in passages(material, lambda text: cues().constraint(text) is not None):
        page, start, end = found.reports[0]
        field = cues().constraint(page.text[start:end])
        if field:
            claim = passage_claim(page, start, end, material.wording)
            claims[field.kind].append(found.with_all_evidence(claim))
    return [
        Group(field.labels[material.wording.language], tuple(claims[field.kind]))
        for field in cues().fields
        if claims[field.kind]
    ]
