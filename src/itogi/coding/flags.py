"""Flags: what a reader should look at twice, kept as written.

`outside-pair`: a third state joined by «и» to one of the two that the article is about.
`homonym`: a name that several states share, and the article does not tell which («Конго»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from itogi.coding.leading import leading_pair, state_counts
from itogi.coding.records import Flag, Mention
from itogi.language.records import Document, Sentence
from itogi.world import load

# A third state named more often than this belongs to the story.
SELDOM = 1


def find_flags(document: Document, mentions: Sequence[Mention]) -> list[Flag]:
    """All flags of an article, those of a kind in the order of the text."""
    return [*_outside_pair(document, mentions), *_homonyms(mentions)]


def _homonyms(mentions: Sequence[Mention]) -> Iterator[Flag]:
    """One for each name, where it stands first."""
    seen: set[str | None] = set()
    for mention in mentions:
        if mention.others and mention.listed and mention.name not in seen:
            seen.add(mention.name)
            other = ", ".join(load().name(code) for code in mention.others)
            note = f"понято как {mention.name}; так зовётся и {other}"
            yield Flag("homonym", mention.start, mention.end, note)


def _outside_pair(document: Document, mentions: Sequence[Mention]) -> list[Flag]:
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
