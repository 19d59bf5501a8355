"""Who said what: officials of the two sides apart, the others by the kind of their voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from itogi.brief.claims import event_claim, speaker_line, statement_claim
from itogi.brief.clusters import StatementCluster
from itogi.brief.likeness import same_person
from itogi.brief.material import Material
from itogi.brief.records import Group
from itogi.coding.records import Voice


def official_groups(material: Material) -> list[Group]:
    """The words of each side, side by side; messages through a channel are shown with them."""
    groups = []
    telegrams = [c for c in material.events if c.event.type == "SUPPORT" and c.event.occasion]
    if telegrams:
        ids = tuple(event_claim(c, material.wording).id for c in telegrams)
        groups.append(Group(material.wording("group_telegrams"), see=ids))
    for code in material.pair:
        said = [
            c
            for c in material.statements
            if material.official(c.lead[1]) and c.lead[1].state == code
        ]
        if said:
            groups.append(_group(material.wording.names(code), said, material, with_state=False))
    return groups


def voice_groups(material: Material) -> list[Group]:
    """All other speakers, experts first among them as the table of voices has it."""
    rest = [c for c in material.statements if not material.official(c.lead[1])]
    groups = []
    for voice in get_args(Voice):
        said = [c for c in rest if c.lead[1].voice == voice]
        if said:
            groups.append(_group(material.wording(f"voice_{voice}"), said, material))
    return groups


def _group(
    title: str, said: Iterable[StatementCluster], material: Material, with_state: bool = True
) -> Group:
    """Speakers in order of their first words, the words of each together; `with_state` where the
    title does not say whose they are."""
    speakers: list[list[StatementCluster]] = []
    for cluster in said:
        name = cluster.lead[1].speaker or ""
        for words in speakers:
            if same_person(name, words[0].lead[1].speaker or ""):
                words.append(cluster)
                break
        else:
            speakers.append([cluster])
    return Group(
        title,
        tuple(
            statement_claim(cluster, _speaker(words, material, with_state), material.wording)
            for words in speakers
            for cluster in words
        ),
    )


def _speaker(words: Sequence[StatementCluster], material: Material, with_state: bool) -> str:
    """The speaker by the fullest name, and the post that is given most often."""
    reports = [statement for cluster in words for _, statement in cluster.reports]
    name = max((s.speaker for s in reports if s.speaker), key=len, default=None)
    posts = Counter(s.office for s in reports if s.office)
    office = max(posts, key=lambda post: (posts[post], len(post)), default=None)
    return speaker_line(name, office, words[0].lead[1], material.wording, with_state)
