"""The best dependency tree with one root, where the best heads word by word make none.

A network that picks each word's head by itself now and then gives two roots, none, or words that
hang on each other in a ring: in every fifth sentence of news. The tree with the greatest sum of
scores is then found after Chu and Liu (1965) and Edmonds (1967).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from itogi.language.weights import NEVER, Floats

_Heads = npt.NDArray[np.intp]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether every word is reached from exactly one root (-1)."""
    return list(heads).count(-1) == 1 and not _ring([0, *(head + 1 for head in heads)])


def best_tree(scores: Floats) -> list[int]:
    """Heads (-1 is the root) of the tree with exactly one root and the greatest sum of scores.

    `scores` (n, n + 1): of each word, by row, with every head: the root first, then each word.
    """
    table = np.full((len(scores) + 1,) * 2, NEVER, np.float32)
    table[1:] = scores
    np.fill_diagonal(table, NEVER)
    words = np.arange(1, len(table))
    best: list[int] = []
    best_sum = -np.inf
    # No tree under a root beats the best heads of all other words, which need not form one.
    without_root = table[1:, 1:].max(1, initial=NEVER)
    bounds = without_root.sum() + table[1:, 0] - without_root
    for root in (np.argsort(-bounds, kind="stable") + 1).tolist():
        if bounds[root - 1] <= best_sum:
            break
        under = table.copy()
        under[:, 0] = under[root] = NEVER
        under[root, 0] = table[root, 0]
        heads = _arborescence(under)
        found = float(table[words, heads[1:]].sum())
        if found > best_sum:
            best, best_sum = (heads[1:] - 1).tolist(), found
    return best


def _arborescence(table: Floats) -> _Heads:
    """Best heads of nodes 1 … under node 0; `table[a, b]`, the score of head b for a, is used up.

    While the best heads hold a ring, it is drawn together into its first node: the ties to and
    from it are those of its best members.
    """
    drawn: list[tuple[list[int], _Heads, _Heads, _Heads]] = []
    gone = np.zeros(len(table), bool)
    while True:
        heads: _Heads = table.argmax(1)
        heads[gone] = heads[0] = 0
        ring = _ring(heads.tolist())
        if not ring:
            break
        members = np.array(ring)
        into = table[members] - table[members, heads[members]][:, None]
        out_of = table[:, members]
        drawn.append((ring, heads[members], members[into.argmax(0)], members[out_of.argmax(1)]))
        first, others = ring[0], ring[1:]
        table[first] = into.max(0)
        table[:, first] = out_of.max(1)
        table[first, members] = NEVER
        table[others] = table[:, others] = NEVER
        table[0] = NEVER
        gone[others] = True
    for ring, own_heads, entered, left in reversed(drawn):
        above = heads[ring[0]]
        below = heads == ring[0]
        heads[below] = left[below]
        heads[ring] = own_heads
        heads[entered[above]] = above
    return heads


def _ring(above: list[int]) -> list[int]:
    """Nodes that hang on each other in a ring, if there are any; node 0 is the root."""
    seen = [0] * len(above)
    for start in range(1, len(above)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = above[node]
        if node and seen[node] == start:
            ring = [node]
            while above[ring[-1]] != node:
                ring.append(above[ring[-1]])
            return ring
    return []
