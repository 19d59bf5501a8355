"""Track by track: what is reported and said on each field of the relations."""

from __future__ import annotations

from itogi.brief.material import Material
from itogi.brief.passages import claims_and_events, grouped
from itogi.brief.records import Group
from itogi.coding.tracks import TRACKS


def track_groups(material: Material) -> dict[str, Group]:
    """A group for each track that is spoken of, those with most to say first.

    The same words in a reprint are further evidence of the same claim.
    """
    groups = {}
    for track in TRACKS:
        rows = [
            (page, row)
            for page in material.pages
            for row in page.coding.tracks
            if row.track == track and page.is_on(row)
        ]
        if rows:
            found = grouped((page, row.start, row.end) for page, row in rows)
            claims, events = claims_and_events(found, material)
            groups[track] = Group(material.wording(f"track_{track}"), claims, events, key=track)
    return dict(sorted(groups.items(), key=lambda item: -size(item[1])))


def size(group: Group) -> int:
    """How much is reported and said on a track."""
    return len(group.claims) + len(group.see)
