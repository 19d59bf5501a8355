"""Sound dependency trees, and the search for the best chain of labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itogi.language.chains import viterbi
from itogi.language.trees import best_tree, is_tree


def reaches_every_word(heads: Sequence[int]) -> bool:
    """A plain reading of what a tree with one root is, to hold `is_tree` against."""
    reached = {-1}
    for _ in heads:
        reached |= {word for word, head in enumerate(heads) if head in reached}
    return heads.count(-1) == 1 and len(reached) == len(heads) + 1


def total(scores: np.ndarray, heads: Sequence[int]) -> float:
    return sum(float(scores[word, head + 1]) for word, head in enumerate(heads))


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_tree_found_is_the_best_of_all(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    found = best_tree(scores)
    every = [heads for heads in product(range(-1, size), repeat=size) if reaches_every_word(heads)]
    assert reaches_every_word(found)
    assert total(scores, found) == pytest.approx(
        max(total(scores, heads) for heads in every), abs=1e-4
    )


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_any_scores_give_one_tree_with_one_root(size: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = (100 * random.normal(size=(size, size + 1))).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    best = (scores.argmax(1) - 1).tolist()
    assert not is_tree(best) or heads == best


@settings(deadline=None)
@given(st.lists(st.integers(-1, 5), max_size=6))
def test_what_a_tree_is(heads: list[int]) -> None:
    heads = [min(head, len(heads) - 1) for head in heads]
    assert is_tree(heads) == (bool(heads) and reaches_every_word(heads))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[5, 0, 1], [0, 4, 0]], [-1, 0]),
        # Two roots: the one that loses less by it gives way.
        ([[5, 0, 1], [4, 3, 0]], [-1, 0]),
        # No root: the ring is broken where the root suits best.
        ([[3, 0, 4], [0, 4, 0]], [-1, 0]),
        # A word that hangs on itself.
        ([[1, 9, 2], [9, 0, 0]], [1, -1]),
        # A ring of two beside the root hangs where it loses least.
        ([[9, 0, 0, 0], [0, 3, 0, 5], [0, 1, 6, 0]], [-1, 0, 1]),
        ([[0, 0]], [-1]),
    ],
)
def test_repairs(scores: list[list[float]], expected: list[int]) -> None:
    assert best_tree(np.array(scores, np.float32)) == expected


def test_a_sentence_without_words() -> None:
    assert best_tree(np.zeros((0, 1), np.float32)) == []


@settings(deadline=None)
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
