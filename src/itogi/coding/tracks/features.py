"""What can be said for a dyad on a track, as named numbers that the weights table weighs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from itogi.coding.records import Event, Mention
from itogi.coding.tracks.cues import TRACKS, cue_weights
from itogi.coding.tracks.dyads import Dyad, Pair, acts, find_dyads
from itogi.language.records import Document

MATERIAL_CONFLICT = {"ASSAULT", "MOBILIZE", "COERCE", "RETREAT", "THREATEN"}

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dyad on a track, with the sentence whose words speak most for it."""

    pair: Pair
    track: str
    sentence: int
    features: Features


def candidates(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> Iterator[Candidate]:
    """Every dyad of the article on every track."""
    weights = [cue_weights(sentence.tokens) for sentence in document.sentences]
    whole = _shares(_total(weights, range(len(weights))))
    named = Counter(m.code for m in mentions if acts(m))
    dyads = find_dyads(document, mentions, events)
    for pair, dyad in dyads.items():
        common = _of_dyad(pair, dyad, named, len(dyads))
        near, told = _total(weights, dyad.near), _total(weights, dyad.told)
        share = _shares(near)
        for track in TRACKS:
            features = common | {
                f"is {track}": 1.0,
                "words near": log1p(near[track]),
                "words told": log1p(told[track]),
                "share near": share.get(track, 0.0),
                "share in article": whole.get(track, 0.0),
                "share in article, with events": whole.get(track, 0.0) * bool(dyad.types),
            }
            features |= _of_types(track, pair, dyad)
            at = max(sorted(dyad.near), key=lambda i: weights[i].get(track, 0.0))
            yield Candidate(pair, track, at, features)


def _of_dyad(pair: Pair, dyad: Dyad, named: Counter[str | None], dyads: int) -> Features:
    number = len(dyad.types)
    return {
        "any": 1.0,
        "has events": float(number > 0),
        "events": log1p(number),
        "only history": float(0 < number == dyad.historical),
        "on one side": float(dyad.same_side and not number),
        "only named together, one an organisation": float(
            not number and any(_is_organisation(code) for code in pair)
        ),
        "sentences": log1p(len(dyad.near)),
        "dyads in article": log1p(dyads),
        "rarer side's share": min(named[pair[0]], named[pair[1]]) / max(1, named.total()),
    }


def _of_types(track: str, pair: Pair, dyad: Dyad) -> Features:
    """What the types of its events say of a dyad on one track."""
    types = Counter(dyad.types)
    material = sum(types[t] for t in MATERIAL_CONFLICT)
    if track in ("security", "politics"):
        words = len(dyad.types) - material - types["SANCTION"]
        return {
            f"material conflict, {track}": log1p(material),
            f"other acts, {track}": log1p(words),
        }
    if track == "sanctions":
        return {"sanctions imposed": log1p(types["SANCTION"])}
    if track == "integration":
        return {"with an organisation": float(any(_is_organisation(code) for code in pair))}
    return {}


def _is_organisation(code: str) -> bool:
    return len(code) != 3 or code == "CIS"


def _total(weights: Sequence[Mapping[str, float]], indices: Iterable[int]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for index in indices:
        for track, weight in weights[index].items():
            total[track] += weight
    return total


def _shares(total: Mapping[str, float]) -> dict[str, float]:
    whole = sum(total.values())
    return {track: weight / whole for track, weight in total.items()} if whole else {}
