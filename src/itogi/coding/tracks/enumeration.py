"""Directions counted off, «во-первых … в-седьмых»: each item is a track of the pair in question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from itogi.coding.leading import leading_pair
from itogi.coding.records import Mention, Track
from itogi.coding.tracks.cues import TRACKS, cue_weights
from itogi.coding.tracks.dyads import acts
from itogi.language.records import Document, Sentence

# «во-первых», «в-седьмых», «Первое — …», «Второе направление»; quotation marks may stand before.
ITEM = re.compile(
    r"[\W_]*(?:во?-(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят)[ыи]х"
    r"|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм)[оаеь]\w{1,2}\s"
    r"(?:направлени[ея]|задача|тема|[-–—]))",
    re.IGNORECASE,
)
FEWEST_ITEMS = 2
CONFIDENCE = 0.8


def enumerated_tracks(document: Document, mentions: Sequence[Mention]) -> list[Track]:
    """A row for each item of an enumeration in an article that is about two states.

    The states are those two, with a third that the item names beside both of them.
    """
    pair = leading_pair(mentions)
    items = [s for s in document.sentences if ITEM.match(document.text, s.start, s.end)]
    if pair is None or len(items) < FEWEST_ITEMS:
        return []
    return list(_rows(items, pair, mentions))


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
    named = {str(m.code) for m in mentions if acts(m) and item.start <= m.start < item.end}
    return tuple(sorted(named if named > set(pair) else pair))
