"""Sound dependency trees, and the search for the best chain of labels."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itogi.language.chains import viterbi
from itogi.language.trees import sound_heads


def is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for word in range(len(heads)):
        steps = 0
        while word != -1:
            word = heads[word]
            steps += 1
            if steps > len(heads):
                return False
    return True


@given(st.integers(0, 14), st.integers(0, 2**32 - 1))
def test_any_scores_give_one_tree_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    best = (scores.argmax(1) - 1).tolist() if size else []
    heads = sound_heads(best, scores.__getitem__)
    assert not size or is_tree(heads)
    if size and is_tree(best):
        assert heads == best


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[5, 0, 1], [0, 4, 0]], [-1, 0]),
        # Two roots: the one that loses less by it gives way.
        ([[5, 0, 1], [4, 3, 0]], [-1, 0]),
        # No root: the word that the root suits best becomes it, and the ring is broken.
        ([[3, 0, 4], [0, 4, 0]], [-1, 0]),
        # A word that hangs on itself.
        ([[1, 9, 2], [9, 0, 0]], [1, -1]),
        # A ring of two beside the root hangs where it loses least.
        ([[9, 0, 0, 0], [0, 3, 0, 5], [0, 1, 6, 0]], [-1, 0, 1]),
    ],
)
def test_repairs(scores: list[list[float]], expected: list[int]) -> None:
    table = np.array(scores, np.float32)
    assert sound_heads((table.argmax(1) - 1).tolist(), table.__getitem__) == expected


@given(st.lists(st.integers(0, 4), max_size=5), st.integers(0, 2**32 - 1))
def test_the_chain_found_is_the_best_of_all(sizes: list[int], seed: int) -> None:
    labels = 3
    random = np.random.default_rng(seed)
    lengths = np.array(sizes, np.intp)
    starts = np.cumsum(lengths + 1) - lengths
    emissions = random.normal(size=(int((lengths + 1).sum()) + 1, labels)).astype(np.float32)
    transitions = random.normal(size=(labels, labels)).astype(np.float32)
    found = viterbi(emissions, transitions, starts, lengths)

    def score(start: int, chain: tuple[int, ...]) -> float:
        total = sum(float(emissions[start + i, label]) for i, label in enumerate(chain))
        return total + sum(float(transitions[a, b]) for a, b in pairwise(chain))

    for start, size in zip(starts.tolist(), sizes, strict=True):
        chain = tuple(found[start : start + size].tolist())
        best = max(score(start, other) for other in product(range(labels), repeat=size))
        assert score(start, chain) == pytest.approx(best, abs=1e-4)
