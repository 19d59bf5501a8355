"""Reprints: articles that print the same text are one story.

A text is the set of its word shingles (runs of `WORDS` words, furniture left out). Two texts are
the same story when their sets resemble each other, or when most of the shorter is in a longer one
of the same order of length: an outlet cuts a paragraph and turns two sentences round, another adds
one of its own.
Candidates are found by a bottom-k sketch, the `SKETCH` smallest shingle hashes (Broder, "On the
resemblance and containment of documents", 1997), so that no text is compared with all the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from itogi.language.spelling import plain
from itogi.reading.article import Article, Block

WORDS = 4
SKETCH = 32
SHARED = 3
"""Sketch hashes that two texts must share to be compared."""
RESEMBLANCE = 0.4
CONTAINMENT = 0.6
"""Runs of four words are so seldom shared by chance that this much of them is copied text."""
LENGTHS = 0.4
"""Least ratio of the lengths at which containment alone makes a reprint."""
SHORTEST = 12
"""Texts of fewer shingles say too little to be told apart; they join no story."""

_WORD = re.compile(r"[^\W_]+")


def shingles(text: str, blocks: Sequence[Block] = ()) -> frozenset[int]:
    """64-bit signed hashes of the word shingles of `text`, its furniture blocks left out."""
    for block in reversed(blocks):
        if block.kind == "furniture":
            text = text[: block.start] + " " + text[block.end :]
    words = _WORD.findall(plain(text))
    return frozenset(_hash(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


def sketch(hashes: Iterable[int]) -> tuple[int, ...]:
    """The smallest hashes, in order; texts alike share most of them."""
    return tuple(sorted(hashes)[:SKETCH])


def same_story(a: frozenset[int], b: frozenset[int]) -> bool:
    shorter, longer = sorted((len(a), len(b)))
    if shorter < SHORTEST:
        return False
    common = len(a & b)
    if common / (shorter + longer - common) >= RESEMBLANCE:
        return True
    return shorter / longer >= LENGTHS and common / shorter >= CONTAINMENT


def cluster(articles: Sequence[Article]) -> list[int]:
    """For each article the number of its story; numbers are given in order of first appearance."""
    sets = [shingles(article.text, article.blocks) for article in articles]
    holders: dict[int, list[int]] = defaultdict(list)
    parent = list(range(len(articles)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, hashes in enumerate(sets):
        marks = sketch(hashes)
        shared = Counter(other for mark in marks for other in holders[mark])
        for other, count in shared.items():
            if count >= SHARED and same_story(hashes, sets[other]):
                low, high = sorted((root(index), root(other)))
                parent[high] = low
        for mark in marks:
            holders[mark].append(index)

    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(i), len(numbers)) for i in range(len(articles))]


def _hash(words: Sequence[str]) -> int:
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
