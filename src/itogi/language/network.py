"""The three networks run together over a flat row of words.

Sentences stand one after another with one empty row before, between and after them. The
convolutions see three words at a time, so an empty row, kept at zero, holds sentences apart just as
padding does, and no work is spent on padding. Batch norm is folded into the layer after it; an
empty row then holds the value that the batch norm takes to zero.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from itogi.language.chains import viterbi
from itogi.language.trees import best_tree
from itogi.language.vocabulary import WordTable
from itogi.language.weights import Convolution, Floats, Network, Vectors

Ints = npt.NDArray[np.intp]

TABLE_ROWS = 10_240
_BATCH_ROWS = 1024
_LEAST_ROWS = 128
_WORKERS = min(4, os.cpu_count() or 1)
_HEAD_ROWS = 256
_HAIR = np.float32(1e-4)


@dataclass(frozen=True, slots=True)
class Prediction:
    """Of one sentence, by word: index of the tag, head (-1: the root), relation, name label."""

    tags: list[int]
    heads: list[int]
    rels: list[int]
    names: list[int]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A convolution with the batch norm before it folded in.

    `taps` (inputs, 3 * filters): side by side for the words before, at and after the place.
    `blank` (inputs) is what an empty row must hold for the folded batch norm to take it to zero.
    """

    taps: Floats
    bias: Floats
    blank: Floats


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        output: Floats = rows @ self.weight
        output += self.bias
        return output


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sentences as rows: sentence i fills rows `starts[i]` to `starts[i] + sizes[i]`.

    `before` is the empty row before each sentence, where its root is kept; `of_row` gives the start
    of the sentence for the rows of words, which are `places`.
    """

    words: list[str]
    sizes: Ints
    starts: Ints
    places: Ints
    of_row: Ints

    @property
    def before(self) -> Ints:
        return self.starts - 1

    @property
    def rows(self) -> int:
        return len(self.words) + len(self.sizes) + 1


class Runtime:
    """The networks ready to run."""

    def __init__(self, vectors: Vectors, morph: Network, syntax: Network, names: Network) -> None:
        networks = (morph, syntax, names)
        self.tags, self.rels, self.name_labels = (network.labels for network in networks)
        self.words = WordTable(
            vectors,
            np.stack([network.shapes for network in networks]),
            morph.shape_names,
            np.stack([_taps(network.layers[0].weight) for network in networks]),
            np.concatenate([network.layers[0].bias for network in networks]),
            TABLE_ROWS,
        )
        self._table = Lock()
        self._second = [_folded(network.layers[0], network.layers[1]) for network in networks]
        self._third = [_folded(network.layers[1], network.layers[2]) for network in networks]
        self._blank = np.concatenate([layer.blank for layer in self._second])
        self._tag = _scaled(morph, "head.proj")
        self._label = _scaled(names, "head.proj")
        self._transitions = names.head["head.crf.transitions"]
        # The four small layers of the parser are run as one.
        four = [_scaled(syntax, f"{name}.proj") for name in _PARSER]
        self._parser = _Linear(
            np.concatenate([layer.weight for layer in four], axis=1),
            np.concatenate([layer.bias for layer in four]),
        )
        self._head_kernel = syntax.head["head.kernel"]
        self._head_root = _root(syntax, "head.root", "head.tail")
        self._rel_kernel = _pair_kernel(syntax.head["rel.kernel"])
        self._rel_root = _root(syntax, "rel.root", "rel.head")
        self._root_rel = self.rels.index("root")

    def run(self, sentences: Sequence[Sequence[str]]) -> list[Prediction]:
        """Predictions for sentences given as words, in their order.

        An empty sentence gives an empty prediction. Sentences of like length side by side are
        quickest. Batches share the cores, each with one thread for its products of matrices: many
        threads for one product come to a standstill on a busy machine.
        """
        rows = sum(map(len, sentences)) + len(sentences)
        size = max(_LEAST_ROWS, min(_BATCH_ROWS, -(-rows // _WORKERS)))
        batches = list(_batches(sentences, size))
        with _blas().limit(limits=1, user_api="blas"):
            if len(batches) < 2:
                found = [self._run_batch(batch) for batch in batches]
            else:
                with ThreadPoolExecutor(_WORKERS) as pool:
                    found = list(pool.map(self._run_batch, batches))
        return [prediction for predictions in found for prediction in predictions]

    def _run_batch(self, batch: _Batch) -> list[Prediction]:
        morph, syntax, names = self._encode(batch)
        tags = self._tag(morph).argmax(1)
        labels = viterbi(self._label(names), self._transitions, batch.starts, batch.sizes)
        heads, rels = self._parse(syntax, batch)
        columns = [
            column[batch.places].tolist() for column in (tags, heads, rels, labels)
        ]  # fmt: skip
        columns[1] = (heads[batch.places] - batch.of_row).tolist()
        first = 0
        predictions = []
        for size in batch.sizes.tolist():
            predictions.append(Prediction(*(column[first : first + size] for column in columns)))
            first += size
        return predictions

    def _encode(self, batch: _Batch) -> list[Floats]:
        """What the third layer (64 filters, before its batch norm) makes of every row."""
        empty = np.append(batch.before, batch.rows - 1)
        first = self._first_layer(batch)
        first[empty] = self._blank
        width = first.shape[1] // 3
        features = []
        for index, (second, third) in enumerate(zip(self._second, self._third, strict=True)):
            hidden = _convolve(first[:, index * width : (index + 1) * width], second)
            hidden[empty] = third.blank
            features.append(_convolve(hidden, third))
        return features

    def _first_layer(self, batch: _Batch) -> Floats:
        """Activations (rows, networks * filters) after the first convolution and its ReLU."""
        ids = np.zeros(batch.rows, np.intp)
        with self._table:
            ids[batch.places] = self.words.find(batch.words)
            to_next, here, to_last = (tap.take(ids, axis=0) for tap in self.words.taps)
        here[1:] += to_next[:-1]
        here[:-1] += to_last[1:]
        return np.maximum(here, 0, out=here)

    def _parse(self, features: Floats, batch: _Batch) -> tuple[Ints, Ints]:
        """Head and relation of every row; the row before the sentence is the head of its root."""
        four = self._parser(features)
        np.maximum(four, 0, out=four)
        dependents, candidates, above, below = np.split(four, len(_PARSER), axis=1)
        queries: Floats = dependents @ self._head_kernel
        candidates[batch.before] = self._head_root
        above[batch.before] = self._rel_root
        heads = _best_heads(queries, candidates, batch)
        for sentence in _unsound(heads, batch):
            start, size = int(batch.starts[sentence]), int(batch.sizes[sentence])
            rows = slice(start, start + size)
            scores: Floats = queries[rows] @ candidates[start - 1 : start + size].T
            scores -= _distances(1, size + 1, size + 1)
            heads[rows] = np.array(best_tree(scores), np.intp) + start
        pairs = above[heads][:, :, None] * below[:, None, :]
        by_rel = pairs.reshape(len(features), -1) @ self._rel_kernel
        by_rel[:, self._root_rel] = -np.inf
        rels = by_rel.argmax(1)
        roots = np.zeros(batch.rows, bool)
        roots[batch.before] = True
        rels[roots[heads]] = self._root_rel
        return heads, rels


_PARSER = ("head.head", "head.tail", "rel.head", "rel.tail")


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _batches(sentences: Sequence[Sequence[str]], size: int) -> Iterator[_Batch]:
    """Consecutive sentences of at most `size` rows together, or one longer sentence."""
    first = rows = 0
    for index, sentence in enumerate(sentences):
        if index > first and rows + len(sentence) + 1 > size:
            yield _batch(sentences[first:index])
            first, rows = index, 0
        rows += len(sentence) + 1
    if first < len(sentences):
        yield _batch(sentences[first:])


def _batch(sentences: Sequence[Sequence[str]]) -> _Batch:
    words = [word for sentence in sentences for word in sentence]
    sizes = np.array([len(sentence) for sentence in sentences], np.intp)
    starts = np.cumsum(sizes + 1) - sizes
    of_row = np.repeat(starts, sizes)
    gaps = np.repeat(np.arange(1, len(sizes) + 1), sizes)
    return _Batch(words, sizes, starts, np.arange(len(words)) + gaps, of_row)


def _best_heads(queries: Floats, candidates: Floats, batch: _Batch) -> Ints:
    """For every row the row that scores best as its head; empty rows get themselves."""
    heads = np.arange(len(queries))
    sizes, starts = batch.sizes, batch.starts
    # Sentences of one length side by side are one block of numbers.
    bounds = np.flatnonzero(np.diff(sizes, prepend=-1, append=-1))
    width = queries.shape[1]
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        size, start = int(sizes[first]), int(starts[first])
        block = slice(start - 1, start - 1 + (last - first) * (size + 1))
        keys = candidates[block].reshape(last - first, size + 1, width)
        asking = queries[block].reshape(last - first, size + 1, width)
        found = heads[block].reshape(last - first, size + 1)
        for row in range(1, size + 1, _HEAD_ROWS):
            some = slice(row, row + _HEAD_ROWS)
            scores = asking[:, some] @ keys.transpose(0, 2, 1)
            scores -= _distances(row, row + scores.shape[1], size + 1)
            found[:, some] = scores.argmax(2)
        found[:, 1:] += np.arange(start - 1, start - 1 + len(found) * (size + 1), size + 1)[:, None]
    return heads


def _unsound(heads: Ints, batch: _Batch) -> list[int]:
    """Sentences, by number, that have not exactly one root or hold words in a ring."""
    reached = heads
    for _ in range(int(batch.sizes.max(initial=0)).bit_length()):
        reached = reached[reached]
    own = batch.of_row - 1
    astray = reached[batch.places] != own
    roots = np.bincount(heads[batch.places][heads[batch.places] == own], minlength=batch.rows)
    bad = roots[batch.before] != 1
    bad |= np.bincount(own[astray], minlength=batch.rows)[batch.before] > 0
    return np.flatnonzero(bad & (batch.sizes > 0)).tolist()


def _distances(first: int, last: int, size: int) -> Floats:
    """A hair's breadth for every word between: of two heads that score alike the nearer is meant.

    Marks of a list see the same five words each, so their scores differ by rounding only, and
    rounding differs with the company that a sentence is run in.
    """
    rows = np.arange(first, last, dtype=np.float32)[:, None]
    between: Floats = np.abs(rows - np.arange(size, dtype=np.float32)) * _HAIR
    between[:, 0] = 0
    return between


def _convolve(rows: Floats, layer: _Layer) -> Floats:
    """A convolution of width 3 and its ReLU. What empty rows get is of no use."""
    filters = len(layer.bias)
    parts = rows @ layer.taps
    output: Floats = parts[:, filters : 2 * filters] + layer.bias
    output[1:] += parts[:-1, :filters]
    output[:-1] += parts[1:, 2 * filters :]
    return np.maximum(output, 0, out=output)


def _taps(weight: Floats) -> Floats:
    """(filters, inputs, 3) as (inputs, 3 * filters): the taps side by side."""
    return np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(weight.shape[1], -1))


def _folded(before: Convolution, layer: Convolution) -> _Layer:
    return _Layer(
        taps=_taps(layer.weight * before.scale[None, :, None]),
        bias=layer.bias + np.einsum("fik,i->f", layer.weight, before.shift),
        blank=-before.shift / before.scale,
    )


def _scaled(network: Network, name: str) -> _Linear:
    """A linear layer of the head, with the last batch norm folded in."""
    last = network.layers[-1]
    weight, bias = network.head[f"{name}.weight"], network.head[f"{name}.bias"]
    return _Linear(weight * last.scale[:, None], bias + last.shift @ weight)


def _root(network: Network, root: str, name: str) -> Floats:
    """What a layer of the parser makes of its vector for the root."""
    head = network.head
    output: Floats = head[root] @ head[f"{name}.proj.weight"] + head[f"{name}.proj.bias"]
    return np.maximum(output, 0)


def _pair_kernel(kernel: Floats) -> Floats:
    """(32, relations * 32) as (32 * 32, relations), to be met by the product of head and word."""
    size = len(kernel)
    return np.ascontiguousarray(
        kernel.reshape(size, -1, size).transpose(0, 2, 1).reshape(size * size, -1)
    )
