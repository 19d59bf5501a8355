"""Track by track: what is reported and said on each field of the relations."""

from __future__ import annotations

from collections.abc import Iterator

from itogi.brief.material import Material
from itogi.brief.pages import Page
from itogi.brief.passages import claims_and_events, grouped, passages
from itogi.brief.records import Group
from itogi.brief.topics import speaks_of
from itogi.coding.tracks import TRACKS

ENUMERATED = "tracks.enumerated"


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
            # What an expert enumerates is his division of the matter: nothing is added to it.
            on_track = {page.number for page, row in rows if row.rule != ENUMERATED}
            places = [(page, row.start, row.end) for page, row in rows]
            places += (one for one in _further(material, track) if one[0].number in on_track)
            found = grouped(sorted(places, key=lambda one: (one[0].number, one[1])))
            claims, events = claims_and_events(found, material)
            groups[track] = Group(material.wording(f"track_{track}"), claims, events, key=track)
    return dict(sorted(groups.items(), key=lambda item: -size(item[1])))


def _further(material: Material, track: str) -> Iterator[tuple[Page, int, int]]:
    """Sentences about the pair, besides those of the coding, that speak of the track; of politics
    nearly all do."""
    if track == "politics":
        return
    for passage in passages(material, lambda text: speaks_of(track, text)):
        yield from passage.reports


def size(group: Group) -> int:
    """How much is reported and said on a track."""
    return len(group.claims) + len(group.see)
