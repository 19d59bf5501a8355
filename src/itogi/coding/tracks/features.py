"""What can be said for a dyad, and for each track of it, as named numbers that are weighed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from itogi.coding.records import Event, Mention
from itogi.coding.tracks.cues import TRACKS, cue_weights, fields_of
from itogi.coding.tracks.dyads import Dyad, Pair, acts, find_dyads, named_together
from itogi.language.records import Document

MATERIAL_CONFLICT = {"ASSAULT", "MOBILIZE", "COERCE", "RETREAT", "THREATEN"}

# A sentence that names more actors than this joins two of them loosely.
CROWD = 4

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dyad with what speaks for its having a track at all, and for each of the tracks.

    `sentences` gives for each track the sentence whose words speak most for it; `towards` is as
    in `Dyad`.
    """

    pair: Pair
    towards: frozenset[str]
    dyad: Features
    tracks: Mapping[str, Features]
    sentences: Mapping[str, int]


def candidates(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> Iterator[Candidate]:
    """Every dyad of the article that may stand on a track."""
    weights = [cue_weights(sentence.tokens) for sentence in document.sentences]
    whole = _shares(_total(weights, range(len(weights))))
    named = Counter(m.code for m in mentions if acts(m))
    relations = _relations(document, mentions, events)
    for pair, dyad in find_dyads(document, mentions, events).items():
        near, told = _total(weights, dyad.near), _total(weights, dyad.told)
        yield Candidate(
            pair,
            frozenset(dyad.towards),
            _of_dyad(pair, dyad, near, named, relations),
            {track: _of_track(track, pair, dyad, near, told, whole) for track in TRACKS},
            {t: max(sorted(dyad.near), key=lambda i: weights[i].get(t, 0.0)) for t in TRACKS},
        )


def _relations(document: Document, mentions: Sequence[Mention], events: Sequence[Event]) -> int:
    """How many groups of actors the article speaks of; many states in one group count once."""
    acting = {frozenset((*event.actors, *event.recipients)) for event in events}
    return len(acting | set(named_together(document, mentions).values()))


def _of_dyad(
    pair: Pair, dyad: Dyad, near: Mapping[str, float], named: Counter[str | None], relations: int
) -> Features:
    number = len(dyad.types)
    return {
        "any": 1.0,
        "has events": float(number > 0),
        "events": log1p(number),
        "confidence of its surest event": dyad.confidence,
        "only history": float(0 < number == dyad.historical),
        "on one side": float(bool(dyad.towards) and not number),
        "only named together, one an organisation": float(not number and _with_organisation(pair)),
        "only named in a crowd": float(not number and dyad.company > CROWD),
        "sentences": log1p(len(dyad.near)),
        "relations in article": log1p(relations),
        "rarer side's share": min(named[pair[0]], named[pair[1]]) / max(1, named.total()),
        "words of the best track": log1p(max(near.values(), default=0.0)),
    }


def _of_track(
    track: str,
    pair: Pair,
    dyad: Dyad,
    near: Mapping[str, float],
    told: Mapping[str, float],
    whole: Mapping[str, float],
) -> Features:
    share = whole.get(track, 0.0)
    features = {
        "any": 1.0,
        "has events": float(bool(dyad.types)),
        f"is {track}": 1.0,
        "words near": log1p(near.get(track, 0.0)),
        "words told": log1p(told.get(track, 0.0)),
        "share near": _shares(near).get(track, 0.0),
        "share in article": share,
        "share in article, with events": share * bool(dyad.types),
        "field of an organisation": float(track in fields_of(pair)),
    }
    return features | _of_types(track, pair, dyad)


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
        return {"with an organisation": float(_with_organisation(pair))}
    return {}


def _with_organisation(pair: Pair) -> bool:
    return any(len(code) != 3 or code == "CIS" for code in pair)


def _total(weights: Sequence[Mapping[str, float]], indices: Iterable[int]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for index in indices:
        for track, weight in weights[index].items():
            total[track] += weight
    return total


def _shares(total: Mapping[str, float]) -> dict[str, float]:
    whole = sum(total.values())
    return {track: weight / whole for track, weight in total.items()} if whole else {}
