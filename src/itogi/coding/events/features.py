"""What speaks for and against a candidate event, as named numbers that are weighed.

How far its sides were sought, how the act is told, and whether the article's other candidates for
the same dyad say the like: one that stands alone among acts of the other mood is seldom right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log1p

from itogi.coding.events.candidates import Candidate
from itogi.coding.plover import event_types
from itogi.coding.tracks.dyads import Pair, event_pairs

Features = dict[str, float]


def features(found: Sequence[Candidate], sentences: int) -> list[Features]:
    """Features of each candidate of an article of so many sentences, by name."""
    by_dyad: dict[Pair, list[Candidate]] = defaultdict(list)
    for candidate in found:
        for pair in event_pairs(candidate.event):
            by_dyad[pair].append(candidate)
    return [_of_act(c, sentences) | _of_company(c, by_dyad) for c in found]


def _of_act(candidate: Candidate, sentences: int) -> Features:
    event, act = candidate.event, candidate.act
    tree, head = act.tree, act.occurrence.head
    told = {
        "noun": act.occurrence.part == "noun",
        "several words": len(act.occurrence.words) > 1,
        "weak sense": act.sense.weak,
        "said of another": act.sense.said,
        "type turned by its speaker": event.type != act.type,
        "perfective": tree.tokens[head].feats.get("Aspect") == "Perf",
        "finite": tree.form(head) == "Fin",
        "main word": tree.rel(head) == "root",
        "attribute of a noun": tree.rel(head) == "nmod",
        "side deep in its phrase": act.sides.depth > 1,
        "only supposed": act.context.hypothetical,
        "in title": candidate.in_title,
        "recalled": candidate.recalled,
        f"sides sought to {REACHES[act.sides.reach]}": True,
        f"status {event.status}": event.status != "actual",
    }
    return {
        "any": 1.0,
        "words above": log1p(sum(1 for _ in tree.climb(head))),
        "words in sentence": log1p(len(tree.tokens)),
        "sentences": log1p(sentences),
        **{name: 1.0 for name, true in told.items() if true},
    }


REACHES = ("their places", "the clause", "the sentence", "the article")


def _of_company(candidate: Candidate, by_dyad: Mapping[Pair, Sequence[Candidate]]) -> Features:
    """How the other candidates for the same dyads agree with this one."""
    kind = event_types()[candidate.event.type]
    others = [
        event_types()[other.event.type]
        for pair in event_pairs(candidate.event)
        for other in by_dyad[pair]
        if other is not candidate
    ]
    mood = kind.quad.split()[-1]
    return {
        "same type again": log1p(sum(other.name == kind.name for other in others)),
        "share of its quad": _share([other.quad == kind.quad for other in others]),
        "share of its mood": _share([other.quad.endswith(mood) for other in others]),
    }


def _share(agree: Sequence[bool]) -> float:
    return (sum(agree) + 1) / (len(agree) + 2)
