"""Flags: what a reader should look at twice, kept as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from itogi.coding.leading import leading_pair, state_counts
from itogi.coding.records import Flag, Mention
from itogi.language.records import Document, Sentence

# A third state named more often than this belongs to the story.
SELDOM = 1


def find_flags(document: Document, mentions: Sequence[Mention]) -> list[Flag]:
    """`outside-pair`: a third state joined by «и» to one of the two that the article is about."""
    leading = leading_pair(mentions)
    if leading is None:
        return []
    named = [m for m in mentions if m.kind == "state" and m.code and m.listed]
    counts = state_counts(named)
    return [
        Flag("outside-pair", odd.start, odd.end, _note(odd, beside, named, leading))
        for odd, beside in _joined(document, named)
        if odd.code not in leading and counts[str(odd.code)] <= SELDOM and beside.code in leading
    ]


def _joined(document: Document, named: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of names (one, the other) joined as «X и Y», both ways round, no third name beside."""
    for sentence in document.sentences:
        inside = [m for m in named if sentence.start <= m.start < sentence.end]
        for left, right in pairwise(inside):
            between = _words_between(sentence, left.end, right.start)
            if between in (["и"], ["-"], ["–"], ["—"]) and not _third(
                sentence, left, right, inside
            ):
                yield left, right
                yield right, left


def _third(sentence: Sentence, left: Mention, right: Mention, inside: Sequence[Mention]) -> bool:
    """Whether the two are part of a longer list («Россия-Китай-Казахстан», «России, Китая и …»)."""
    gaps = [_words_between(sentence, o.end, left.start) for o in inside if o.end <= left.start]
    gaps += [_words_between(sentence, right.end, o.start) for o in inside if o.start >= right.end]
    return any(len(gap) <= 1 for gap in gaps)


def _words_between(sentence: Sentence, start: int, end: int) -> list[str]:
    return [t.text.lower() for t in sentence.tokens if start <= t.start and t.end <= end]


def _note(odd: Mention, beside: Mention, named: Sequence[Mention], leading: Sequence[str]) -> str:
    names = {m.code: m.name or m.text for m in named}
    pair = " – ".join(str(names[code]) for code in leading)
    return f"{odd.name or odd.text}: вне пары {pair}; в тексте рядом с «{beside.text}»"
