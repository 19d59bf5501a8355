"""Dependency trees from the heads that the network likes best, one word at a time.

A network that picks each word's head by itself now and then gives two roots, none, or words that
hang on each other in a ring. Such a sentence is repaired with the least loss of score; all others
(most) are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from itogi.language.weights import Floats

ScoresOf = Callable[[int], Floats]
"""Of one word, by position: the score of every head, the root first, then each word."""

_FAR = np.float32(-np.inf)


def sound_heads(heads: list[int], scores_of: ScoresOf) -> list[int]:
    """Heads (-1 is the root) that form a tree with exactly one root.

    `heads` are the best heads word by word; they come back unchanged where they form such a tree.
    """
    if not heads or (heads.count(-1) == 1 and _ring(heads) is None):
        return heads
    heads = _one_root(list(heads), scores_of)
    while (ring := _ring(heads)) is not None:
        _break(heads, ring, scores_of)
    return heads


def _one_root(heads: list[int], scores_of: ScoresOf) -> list[int]:
    roots = [word for word, head in enumerate(heads) if head == -1]
    candidates = roots or range(len(heads))
    gains = {}
    for word in candidates:
        scores = scores_of(word)
        # What it would cost this word not to be the root, or (with no root) what it costs to be it.
        gains[word] = scores[0] - (scores[1:].max() if roots else scores[heads[word] + 1])
    root = max(gains, key=lambda word: (gains[word], -word))
    heads[root] = -1
    for word in roots:
        if word != root:
            scores = scores_of(word).copy()
            scores[[0, word + 1]] = _FAR
            heads[word] = int(scores.argmax()) - 1
    return heads


def _ring(heads: list[int]) -> list[int] | None:
    """Words that hang on each other in a ring, if there are any."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        word = start
        while word != -1 and state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if word != -1 and state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return None


def _break(heads: list[int], ring: list[int], scores_of: ScoresOf) -> None:
    """Hang one word of the ring on a word outside it, where that loses least."""
    below = _below(heads, ring)
    best: tuple[float, int, int] | None = None
    for word in ring:
        scores = scores_of(word).copy()
        kept = scores[heads[word] + 1]
        scores[0] = _FAR
        scores[[other + 1 for other in below]] = _FAR
        head = int(scores.argmax()) - 1
        loss = float(kept - scores[head + 1])
        if best is None or loss < best[0]:
            best = (loss, word, head)
    assert best is not None
    heads[best[1]] = best[2]


def _below(heads: list[int], ring: list[int]) -> set[int]:
    """The ring and every word that hangs on it."""
    below = set(ring)
    children: dict[int, list[int]] = {}
    for word, head in enumerate(heads):
        children.setdefault(head, []).append(word)
    stack = list(ring)
    while stack:
        for child in children.get(stack.pop(), ()):
            if child not in below:
                below.add(child)
                stack.append(child)
    return below
