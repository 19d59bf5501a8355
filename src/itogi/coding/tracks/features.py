"""What can be said for a dyad, and for each track of it, as named numbers that are weighed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from itogi.coding.records import Event, Mention
from itogi.coding.tracks.cues import TRACKS, WEIGHTS, cue_weights, fields_of
from itogi.coding.tracks.dyads import Dyad, Pair, find_dyads, named_in, pair_of, stands_for
from itogi.language.records import Document

# More actors than this in a sentence are no relation between them.
CROWD = 6
# Sentences that stand for the title and what is put under it.
HEAD = 2
STRONG = WEIGHTS["strong"]

Features = dict[str, float]
Weights = Mapping[str, float]


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


@dataclass(frozen=True, slots=True)
class _Article:
    """What holds of the whole article: the words of each sentence by track and in all, how many
    relations it speaks of, and the pair that it names most."""

    words: Sequence[Weights]
    shares: Weights
    relations: int
    leading: Pair | None


def candidates(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> Iterator[Candidate]:
    """Every dyad of the article that may stand on a track."""
    words = [cue_weights(sentence.tokens) for sentence in document.sentences]
    article = _Article(
        words,
        _shares(_total(words, range(len(words)))),
        _relations(document, mentions, events),
        _leading(mentions),
    )
    for pair, dyad in find_dyads(document, mentions, events).items():
        tracks = _of_tracks(pair, dyad, article)
        best = {t: max(sorted(dyad.near), key=lambda i: words[i].get(t, 0.0)) for t in TRACKS}
        yield Candidate(pair, frozenset(dyad.towards), _of_dyad(pair, dyad, article), tracks, best)


def _relations(document: Document, mentions: Sequence[Mention], events: Sequence[Event]) -> int:
    """How many groups of actors the article speaks of; many states in one group count once."""
    acting = {frozenset((*event.actors, *event.recipients)) for event in events}
    together = {named.actors for named in named_in(document, mentions)}
    return len(acting | {group for group in together if 1 < len(group) <= CROWD})


def _leading(mentions: Sequence[Mention]) -> Pair | None:
    counts = Counter(str(m.code) for m in mentions if stands_for(m)).most_common(2)
    return pair_of(counts[0][0], counts[1][0]) if len(counts) > 1 else None


def _of_dyad(pair: Pair, dyad: Dyad, article: _Article) -> Features:
    leading = pair == article.leading
    return {
        "any": 1.0,
        "has events": float(dyad.events > 0),
        "events": log1p(dyad.events),
        "confidence of its surest event": dyad.confidence,
        "on one side": float(bool(dyad.towards) and not dyad.events),
        "named together": float(dyad.by_name),
        "sentences": log1p(len(dyad.both)),
        "in the title": float(any(index < HEAD for index in dyad.both)),
        "leading pair": float(leading),
        "leading pair without events": float(leading and not dyad.events),
        "relations in article": log1p(article.relations),
    }


def _of_tracks(pair: Pair, dyad: Dyad, article: _Article) -> dict[str, Features]:
    near, told, one = (_total(article.words, ix) for ix in (dyad.near, dyad.told, dyad.one))
    shares = _shares(near)
    of_told, of_near = (_ruled(article.words, ix) for ix in (dyad.told, dyad.near))
    return {
        track: {
            f"is {track}": 1.0,
            "words near": log1p(near.get(track, 0.0)),
            "words told": log1p(told.get(track, 0.0)),
            "words of one side": log1p(one.get(track, 0.0)),
            "share near": shares.get(track, 0.0),
            "share in article": article.shares.get(track, 0.0),
            "field of an organisation": float(track in fields_of(pair)),
            "rules a sentence told": max(of_told.get(track, ()), default=0.0),
            "rules a sentence near": max(of_near.get(track, ()), default=0.0),
            "sentences told that it rules": log1p(_number(of_told.get(track, ()))),
            "sentences near that it rules": log1p(_number(of_near.get(track, ()))),
            f"strong word told, {track}": float(track in of_told),
        }
        for track in TRACKS
    }


def _ruled(words: Sequence[Weights], indices: Iterable[int]) -> Mapping[str, list[float]]:
    """For each track its share of each sentence that holds a strong word of it.

    Words of politics stand in any sentence about states: they count against no other track.
    """
    shares: dict[str, list[float]] = defaultdict(list)
    for index in sorted(indices):
        besides = sum(weight for track, weight in words[index].items() if track != "politics")
        for track, weight in words[index].items():
            if weight >= STRONG:
                whole = besides + (weight if track == "politics" else 0.0)
                shares[track].append(weight / whole)
    return shares


def _number(shares: Iterable[float]) -> int:
    """How many sentences a track has the better half of."""
    return sum(share >= 0.5 for share in shares)


def _total(words: Sequence[Weights], indices: Iterable[int]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for index in sorted(indices):
        for track, weight in words[index].items():
            total[track] += weight
    return total


def _shares(total: Weights) -> dict[str, float]:
    whole = sum(total.values())
    return {track: weight / whole for track, weight in total.items()} if whole else {}
