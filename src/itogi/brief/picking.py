"""Picking: which claims a reader should see first where there are many.

None is dropped. In a long list the weightier ones stay in sight, in their order, and the others
are marked `minor`, for a renderer to fold away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from itogi.brief.claims import UNSURE
from itogi.brief.names import Names
from itogi.brief.records import Claim, Group
from itogi.brief.wording import Wording
from itogi.coding.plover import event_types

EVENTS = 30
"""Events in sight."""
GROUP = 8
"""Other claims in sight under one heading."""
NAMES = Names("ru")
"""Names of states as the sources write them."""
SPEAKER = 3
"""Statements of one speaker in sight."""


def with_minor(
    groups: Iterable[Group],
    stories: Mapping[int, int],
    pair: tuple[str, str],
    wording: Wording,
) -> list[Group]:
    """The groups with their lesser claims marked; `stories` gives the story of a source."""
    marked = []
    for group in groups:
        claims = _marked(group.claims, stories, pair)
        minor = sum(claim.minor for claim in claims)
        more = wording("more", n=minor) if minor else None
        marked.append(replace(group, claims=tuple(claims), more=more))
    return marked


def _marked(
    claims: Sequence[Claim], stories: Mapping[int, int], pair: tuple[str, str]
) -> list[Claim]:
    heaviest = sorted(claims, key=lambda claim: _weight(claim, stories, pair), reverse=True)
    kept: list[Claim] = []
    by_speaker: Counter[str] = Counter()
    for claim in heaviest:
        if claim.kind == "statement" and by_speaker[claim.text] >= SPEAKER:
            continue
        if len(kept) < (EVENTS if claim.kind == "event" else GROUP):
            by_speaker[claim.text] += 1
            kept.append(claim)
    if len(kept) == len(claims) - 1:
        # Folding a single claim away would save nothing.
        return list(claims)
    in_sight = {claim.id for claim in kept}
    return [claim if claim.id in in_sight else replace(claim, minor=True) for claim in claims]


def _weight(claim: Claim, stories: Mapping[int, int], pair: tuple[str, str]) -> tuple[float, ...]:
    """Events read with certainty and carried by more sources first, then the weightier act; words
    carried by more stories, then those to the other side; the fuller of equals."""
    fuller = min(len(claim.words or ""), 200)
    sources = {evidence.source for evidence in claim.evidence}
    if claim.kind == "event" and claim.code:
        sure = (claim.confidence or 0) >= UNSURE
        return sure, len(sources), abs(event_types()[claim.code].score), fuller
    others = [code for code in pair if code != claim.code]
    spoken_of = sum(NAMES.named_in(code, _sentence(claim)) for code in others)
    return len({stories[number] for number in sources}), spoken_of / len(others), fuller


def _sentence(claim: Claim) -> str:
    first = claim.evidence[0]
    return first.before + first.quote + first.after
