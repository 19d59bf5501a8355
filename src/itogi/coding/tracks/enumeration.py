"""Directions counted off, «во-первых … в-седьмых»: each item is a track of the pair in question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itogi.coding.leading import leading_pair
from itogi.coding.phrases import Phrases
from itogi.coding.records import Mention, Track
from itogi.coding.table import read_table
from itogi.coding.tracks.cues import TRACKS, cue_weights
from itogi.coding.tracks.dyads import acts
from itogi.language.records import Document, Sentence
from itogi.reading.kept import kept

FEWEST_ITEMS = 2
CONFIDENCE = 0.8
# A quotation mark may stand before the first word.
OPENING = 1


def enumerated_tracks(document: Document, mentions: Sequence[Mention]) -> list[Track]:
    """A row for each item of an enumeration in an article that is about two states.

    The states are those two, with a third that the item names beside both of them. What is added
    behind the last item («Также …») is one more where it names the two.
    """
    pair = leading_pair(mentions)
    if pair is None:
        return []
    items = [s for s in document.sentences if _opens(s, "items")]
    if len(items) < FEWEST_ITEMS:
        return []
    added = [s for s in document.sentences if _is_added(s, items[-1], pair, mentions)]
    return list(_rows([*items, *added], pair, mentions))


def _opens(sentence: Sentence, how: str) -> bool:
    return any(hit.first <= OPENING for hit in _openers()[how].find(sentence.tokens[:4]))


def _is_added(
    sentence: Sentence, last: Sentence, pair: tuple[str, str], mentions: Sequence[Mention]
) -> bool:
    behind = sentence.start > last.start and sentence.block == last.block
    return behind and _opens(sentence, "added") and _named(sentence, mentions) >= set(pair)


def _rows(
    items: Sequence[Sentence], pair: tuple[str, str], mentions: Sequence[Mention]
) -> Iterator[Track]:
    for item in items:
        weights = cue_weights(item.tokens)
        if weights:
            # Words of politics stand in any item: of two tracks alike it is the other one.
            track = max(TRACKS, key=lambda t: (weights.get(t, 0.0), t != "politics"))
            states = _states(item, pair, mentions)
            yield Track(states, track, item.start, item.end, "tracks.enumerated", CONFIDENCE)


def _states(item: Sentence, pair: tuple[str, str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    named = _named(item, mentions)
    return tuple(sorted(named if named > set(pair) else pair))


def _named(item: Sentence, mentions: Sequence[Mention]) -> set[str]:
    return {str(m.code) for m in mentions if acts(m) and item.start <= m.start < item.end}


@kept
def _openers() -> dict[str, Phrases[bool]]:
    table = read_table("enumeration.toml")
    return {how: Phrases.of((entry, True) for entry in entries) for how, entries in table.items()}
