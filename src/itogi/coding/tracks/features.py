"""What can be said for a dyad, and for each track of it, as named numbers that are weighed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log1p

from itogi.coding.late import Late
from itogi.coding.records import Event, Mention
from itogi.coding.tracks.cues import TRACKS, WEIGHTS, cue_weights, fields_of
from itogi.coding.tracks.dyads import (
    Dyad,
    Named,
    Pair,
    event_pairs,
    find_dyads,
    named_in,
    pair_of,
    stands_for,
)
from itogi.language.records import Document
from itogi.world.atlas import World, load

# More actors than this in a sentence are no relation between them.
CROWD = 6
# Sentences that stand for the title and what is put under it.
HEAD = 2
# An item of no more sentences than this has one matter, which is that of all whom it names.
SHORT = 16
STRONG = WEIGHTS["strong"]

Features = dict[str, float]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dyad with what speaks for its having a track at all, and for each of the tracks, which is
    gathered where it is asked for: most dyads have no track.

    `sentences` gives for each track the sentence whose words speak most for it; `towards` is as
    in `Dyad`.
    """

    pair: Pair
    towards: frozenset[str]
    dyad: Features
    of_tracks: Late[Mapping[str, Features]]
    of_sentences: Late[Mapping[str, int]]

    @property
    def tracks(self) -> Mapping[str, Features]:
        return self.of_tracks.value

    @property
    def sentences(self) -> Mapping[str, int]:
        return self.of_sentences.value


@dataclass(frozen=True, slots=True)
class _Article:
    """What holds of the whole article: the words of each sentence by track and in all, the
    paragraph of each, the words of each pair's acts, the matter of a short article, how many
    relations the article speaks of, how many dyads may stand, and the pair that it names most."""

    words: Sequence[Weights]
    blocks: Sequence[int]
    acts: Mapping[Pair, Weights]
    shares: Weights
    matter: Weights
    relations: int
    dyads: int
    leading: Pair | None


def candidates(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> Iterator[Candidate]:
    """Every dyad of the article that may stand on a track."""
    named = named_in(document, mentions)
    dyads = find_dyads(document, named, events)
    if not dyads:
        return
    words = [cue_weights(sentence.tokens) for sentence in document.sentences]
    total = _total(words, range(len(words)))
    article = _Article(
        words,
        [sentence.block for sentence in document.sentences],
        _acts(document, events),
        _shares(total),
        _matter(total) if len(words) <= SHORT else {},
        _relations(named, events),
        len(dyads),
        _leading(mentions),
    )
    for pair, dyad in dyads.items():
        yield Candidate(
            pair,
            frozenset(dyad.towards),
            _of_dyad(pair, dyad, article),
            Late(partial(_of_tracks, pair, dyad, article)),
            Late(partial(_speaking_most, dyad, article)),
        )


def _matter(words: Weights) -> Weights:
    """The shares of the tracks beside politics, of which any article about states has words."""
    return _shares({track: weight for track, weight in words.items() if track != "politics"})


def _acts(document: Document, events: Sequence[Event]) -> dict[Pair, Weights]:
    """For each pair the words within the evidence of its events, rather than around it."""
    words: dict[Pair, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for event in events:
        told = _words_within(document, event.start, event.end)
        for pair in event_pairs(event):
            for track, weight in told.items():
                words[pair][track] += weight
    return dict(words)


def _words_within(document: Document, start: int, end: int) -> Weights:
    words: dict[str, float] = defaultdict(float)
    for sentence in document.sentences:
        if sentence.start < end and start < sentence.end:
            within = [token for token in sentence.tokens if start <= token.start < end]
            for track, weight in cue_weights(within).items():
                words[track] += weight
    return words


def _relations(sentences: Sequence[Named], events: Sequence[Event]) -> int:
    """How many groups of actors the article speaks of; many states in one group count once."""
    acting = {frozenset((*event.actors, *event.recipients)) for event in events}
    together = {named.actors for named in sentences}
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
        "in turn": log1p(len(dyad.turns)),
        "only in turn": float(dyad.near == dyad.turns),
        "in the title": float(any(index < HEAD for index in dyad.both)),
        "leading pair": float(leading),
        "leading pair without events": float(leading and not dyad.events),
        "relations in article": log1p(article.relations),
        "dyads in article": log1p(article.dyads),
    }


def _of_tracks(pair: Pair, dyad: Dyad, article: _Article) -> dict[str, Features]:
    near, told, one = (_total(article.words, ix) for ix in (dyad.near, dyad.told, dyad.one))
    around = _total(article.words, _around(dyad, article))
    acts = article.acts.get(pair, {})
    shares = _shares(near)
    of_told, of_near = (_ruled(article.words, ix) for ix in (dyad.told, dyad.near))
    organised = float(_with_organisation(pair, load()))
    found = {
        track: {
            f"is {track}": 1.0,
            "words near": log1p(near.get(track, 0.0)),
            "words told": log1p(told.get(track, 0.0)),
            "words of one side": log1p(one.get(track, 0.0)),
            "words of its acts": log1p(acts.get(track, 0.0)),
            "words of its paragraphs": log1p(around.get(track, 0.0)),
            "share near": shares.get(track, 0.0),
            "share in article": article.shares.get(track, 0.0),
            "share in a short article": article.matter.get(track, 0.0),
            "field of an organisation": float(track in fields_of(pair)),
            "rules a sentence told": max(of_told.get(track, ()), default=0.0),
            "rules a sentence near": max(of_near.get(track, ()), default=0.0),
            "sentences told that it rules": log1p(_number(of_told.get(track, ()))),
            "sentences near that it rules": log1p(_number(of_near.get(track, ()))),
            f"strong word told, {track}": float(track in of_told),
            f"with an organisation, {track}": organised,
        }
        for track in TRACKS
    }
    found["politics"] |= _of_politics(shares)
    return found


def _speaking_most(dyad: Dyad, article: _Article) -> dict[str, int]:
    """For each track the sentence whose words speak most for it, the first of several."""
    near = sorted(dyad.near)
    return {t: max(near, key=lambda i: article.words[i].get(t, 0.0)) for t in TRACKS}


def _of_politics(shares: Weights) -> Features:
    """Politics is what two deal with where no words tell of anything else."""
    return {
        "politics, words of other tracks": 1 - shares.get("politics", 0.0) if shares else 0.0,
        "politics, no words": float(not shares),
    }


def _around(dyad: Dyad, article: _Article) -> set[int]:
    """The other sentences of the paragraphs in which something speaks for the pair."""
    blocks = {article.blocks[index] for index in dyad.near}
    return {i for i, block in enumerate(article.blocks) if block in blocks} - dyad.near


def _with_organisation(pair: Pair, world: World) -> bool:
    return not all(world.is_state(code) for code in pair)


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
