"""Track by track: what is reported and said on each field of the relations."""

from __future__ import annotations

from itogi.brief.claims import passage_claim
from itogi.brief.material import Material
from itogi.brief.pages import Page
from itogi.brief.passages import grouped
from itogi.brief.records import Claim, Group
from itogi.coding.records import Track
from itogi.coding.tracks import TRACKS


def track_groups(material: Material) -> dict[str, Group]:
    """A group for each track that is spoken of, those with most to say first."""
    groups = {}
    for track in TRACKS:
        rows = [
            (page, row)
            for page in material.pages
            for row in page.coding.tracks
            if row.track == track and set(material.pair) <= set(row.states)
        ]
        if rows:
            groups[track] = Group(
                material.wording(f"track_{track}"), tuple(_claims(rows, material)), key=track
            )
    return dict(sorted(groups.items(), key=lambda item: -len(item[1].claims)))


def _claims(rows: list[tuple[Page, Track]], material: Material) -> list[Claim]:
    """A claim a passage; the same words in a reprint are further evidence of the same claim."""
    claims = []
    for found in grouped((page, row.start, row.end) for page, row in rows):
        page, start, end = found.reports[0]
        claims.append(found.with_all_evidence(passage_claim(page, start, end, material.wording)))
    return claims
