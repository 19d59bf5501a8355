"""Flags: places that a reader should look at twice."""

from __future__ import annotations

from itogi.brief.claims import flag_claim
from itogi.brief.material import Material
from itogi.brief.records import Group


def flag_groups(material: Material) -> list[Group]:
    """Flags in sentences that name one of the two, or anywhere on a page about them."""
    pair = set(material.pair)
    claims = []
    for page in material.pages:
        for flag in page.coding.flags:
            left, right = page.around(flag.start, flag.end)
            if page.focused or page.codes(left, right) & pair:
                claims.append(flag_claim(page, flag, material.pair_name, material.wording))
    return [Group(None, tuple(claims))] if claims else []
