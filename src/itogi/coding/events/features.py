"""What speaks for and against a candidate event, as named numbers that are weighed.

How far its sides were sought and how they are named, how the act is told, and whether the article's
other candidates for the same dyad say the like: one that stands alone among acts of the other mood
is seldom right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log1p

from itogi.coding.events.candidates import Candidate
from itogi.coding.plover import event_types
from itogi.coding.records import Mention
from itogi.coding.tracks.dyads import Pair, acts, event_pairs
from itogi.language.records import Document, Sentence

Features = dict[str, float]

REACHES = ("their places", "the clause", "the sentence", "the article")


def features(
    found: Sequence[Candidate], document: Document, mentions: Sequence[Mention]
) -> list[Features]:
    """Features of each candidate of an article, by name."""
    if not found:
        return []
    named = [_inside(sentence, mentions) for sentence in document.sentences]
    together = Counter(pair for group in named for pair in _pairs(group))
    by_dyad: dict[Pair, list[Candidate]] = defaultdict(list)
    for candidate in found:
        for pair in event_pairs(candidate.event):
            by_dyad[pair].append(candidate)
    return [
        _of_act(c, len(named))
        | _of_sides(c, named[c.act.tree.index], together)
        | _of_company(c, by_dyad)
        for c in found
    ]


def _inside(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.start < sentence.end and sentence.start < m.end]


def _pairs(group: Sequence[Mention]) -> set[Pair]:
    return set(combinations(sorted(_codes(group)), 2))


def _codes(group: Sequence[Mention]) -> set[str]:
    return {m.code for m in group if acts(m) and m.code}


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
        "only supposed": act.context.hypothetical,
        "to come": event.status == "future",
        "in title": candidate.in_title,
        "recalled": candidate.recalled,
    }
    return {
        "any": 1.0,
        "words above": log1p(len(tree.climb(head))),
        "words in sentence": log1p(len(tree.tokens)),
        "sentences": log1p(sentences),
        **{name: 1.0 for name, true in told.items() if true},
    }


def _of_sides(
    candidate: Candidate, named: Sequence[Mention], together: Mapping[Pair, int]
) -> Features:
    event, sides, tree = candidate.event, candidate.act.sides, candidate.act.tree
    everyone = {*event.actors, *event.recipients}
    tokens = [tree.tokens[i] for i in sides.tokens]
    said = {
        f"sides sought to {REACHES[sides.reach]}": True,
        "side deep in its phrase": sides.depth > 1,
        "side by the name of a state": any(
            m.kind == "state" and not m.adjective and m.start < t.end and t.start < m.end
            for t in tokens
            for m in named
        ),
        "side by a pronoun": any(t.pos == "PRON" for t in tokens),
        "an organisation": any(len(code) != 3 or code == "CIS" for code in everyone),
    }
    return {
        "sides that the sentence does not name": float(len(everyone - _codes(named))),
        "sentences that name both": log1p(max(together[p] for p in event_pairs(event))),
        **{name: 1.0 for name, true in said.items() if true},
    }


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
        "other types": log1p(sum(other.name != kind.name for other in others)),
        "share of its quad": _share([other.quad == kind.quad for other in others]),
        "share of its mood": _share([other.quad.endswith(mood) for other in others]),
    }


def _share(agree: Sequence[bool]) -> float:
    return (sum(agree) + 1) / (len(agree) + 2)
