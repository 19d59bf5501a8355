"""The three networks run together over a flat row of words.

Sentences stand one after another with one empty row before, between and after them. The
convolutions see three words at a time, so an empty row, set to zero after every layer, keeps
sentences apart just as padding does, and no work is spent on padding. Batch norm is folded into
the layer that follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from itogi.language.chains import viterbi
from itogi.language.trees import sound_heads
from itogi.language.vocabulary import WordTable
from itogi.language.weights import Convolution, Floats, Network, Vectors

Ints = npt.NDArray[np.intp]

_TABLE_ROWS = 8192
_BATCH_ROWS = 1024
_HEAD_ROWS = 256


@dataclass(frozen=True, slots=True)
class Prediction:
    """Of one sentence: tag and relation labels by index, heads (-1 is the root), name labels."""

    tags: Ints
    heads: Ints
    rels: Ints
    names: Ints


@dataclass(frozen=True, slots=True)
class _Layer:
    """A convolution with the batch norm before it folded in.

    `taps` (inputs, 3 * filters) side by side for the words before, at and after the place; `edge`
    (2, filters) is what the folded shift wrongly adds where there is no word before or after.
    """

    taps: Floats
    bias: Floats
    edge: Floats


class Runtime:
    """The networks ready to run. One batch at a time; not for use from several threads at once."""

    def __init__(self, vectors: Vectors, morph: Network, syntax: Network, names: Network) -> None:
        networks = (morph, syntax, names)
        self.tags, self.rels, self.name_labels = (network.labels for network in networks)
        self.words = WordTable(
            vectors,
            np.stack([network.shapes for network in networks]),
            morph.shape_names,
            np.stack([_taps(network.layers[0].weight) for network in networks]),
            _TABLE_ROWS,
        )
        self._filters = len(morph.layers[0].bias)
        self._first_bias = np.concatenate([network.layers[0].bias for network in networks])
        self._second = [_folded(network.layers[0], network.layers[1]) for network in networks]
        self._third = [_folded(network.layers[1], network.layers[2]) for network in networks]
        self._last = [network.layers[2] for network in networks]
        self._morph, self._syntax, self._names = (network.head for network in networks)
        self._root_rel = self.rels.index("root")
        self._rel_kernel = _pair_kernel(self._syntax["rel.kernel"])

    def run(self, sentences: Sequence[Sequence[str]]) -> list[Prediction]:
        """Predictions for sentences given as words; an empty sentence gives an empty prediction."""
        predictions: list[Prediction] = []
        for batch in _batches(sentences):
            predictions += self._run_batch(batch)
        return predictions

    def _run_batch(self, sentences: Sequence[Sequence[str]]) -> list[Prediction]:
        sizes = np.array([len(words) for words in sentences], np.intp)
        starts = np.cumsum(sizes + 1) - sizes
        empty = np.concatenate(([0], starts + sizes))
        morph, syntax, names = self._encode(sentences, starts, sizes, empty)
        head = self._morph
        tags = (morph @ head["head.proj.weight"] + head["head.proj.bias"]).argmax(1)
        head = self._names
        emissions = names @ head["head.proj.weight"] + head["head.proj.bias"]
        labels = viterbi(emissions, head["head.crf.transitions"], starts, sizes)
        heads = self._heads(syntax, starts, sizes)
        rels = self._rels(syntax, heads)
        predictions = []
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            rows = slice(start, start + size)
            local = np.where(heads[rows] < 0, -1, heads[rows] - start)
            predictions.append(Prediction(tags[rows], local, rels[rows], labels[rows]))
        return predictions

    def _encode(
        self, sentences: Sequence[Sequence[str]], starts: Ints, sizes: Ints, empty: Ints
    ) -> list[Floats]:
        """Features (rows, 64) of every row of the batch, for each network."""
        words = [word for words in sentences for word in words]
        places = np.arange(len(words)) + np.repeat(np.arange(1, len(sizes) + 1), sizes)
        edges = starts[sizes > 0], (starts + sizes - 1)[sizes > 0]
        first = self._first_layer(words, places, len(words) + len(sizes) + 1)
        features = []
        for index in range(3):
            columns = slice(index * self._filters, (index + 1) * self._filters)
            hidden = _convolve(first[:, columns], self._second[index], edges, empty)
            hidden = _convolve(hidden, self._third[index], edges, empty)
            features.append(hidden * self._last[index].scale + self._last[index].shift)
        return features

    def _first_layer(self, words: list[str], places: Ints, rows: int) -> Floats:
        """Activations (rows, networks * filters) after the first convolution and its ReLU."""
        table = self.words.rows[self.words.find(words)].reshape(len(words), 3, 3, self._filters)
        # Tap k of a word goes to the row after, at and before it.
        total = np.zeros((rows + 2, 3, self._filters), np.float32)
        for tap, offset in ((0, 2), (1, 1), (2, 0)):
            total[places + offset] += table[:, :, tap]
        output = total[1:-1].reshape(rows, -1)
        output += self._first_bias
        np.maximum(output, 0, out=output)
        mask = np.ones(rows, bool)
        mask[places] = False
        output[mask] = 0
        return output

    def _heads(self, features: Floats, starts: Ints, sizes: Ints) -> Ints:
        """Row of the head of every row; -1 for the root of a sentence."""
        head = self._syntax
        dependents = _dense(features, head, "head.head") @ head["head.kernel"]
        candidates = _dense(features, head, "head.tail")
        root = _dense(head["head.root"], head, "head.tail")
        rows = np.full(len(features), -1, np.intp)
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            keys = np.concatenate((root[None], candidates[start : start + size])).T
            queries = dependents[start : start + size]
            best: list[int] = []
            for first in range(0, size, _HEAD_ROWS):
                scores = queries[first : first + _HEAD_ROWS] @ keys
                best += (scores.argmax(1) - 1).tolist()
            heads = np.array(sound_heads(best, partial(_scores, queries, keys)), np.intp)
            rows[start : start + size] = np.where(heads < 0, -1, heads + start)
        return rows

    def _rels(self, features: Floats, heads: Ints) -> Ints:
        """Relation of every row to its head: `root` at the root and nowhere else."""
        head = self._syntax
        of_root = _dense(head["rel.root"], head, "rel.head")
        above = _dense(features, head, "rel.head")[heads]
        above[heads < 0] = of_root
        below = _dense(features, head, "rel.tail")
        pairs = (above[:, :, None] * below[:, None, :]).reshape(len(features), -1)
        scores = pairs @ self._rel_kernel
        scores[:, self._root_rel] = -np.inf
        rels: Ints = scores.argmax(1)
        rels[heads < 0] = self._root_rel
        return rels


def _batches(sentences: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """Consecutive sentences of at most `_BATCH_ROWS` words together, or one longer sentence."""
    first = words = 0
    for index, sentence in enumerate(sentences):
        if words and words + len(sentence) > _BATCH_ROWS:
            yield sentences[first:index]
            first, words = index, 0
        words += len(sentence)
    if first < len(sentences):
        yield sentences[first:]


def _taps(weight: Floats) -> Floats:
    """(filters, inputs, 3) as (inputs, 3 * filters): the taps side by side."""
    return np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(weight.shape[1], -1))


def _folded(before: Convolution, layer: Convolution) -> _Layer:
    shift = np.einsum("fik,i->kf", layer.weight, before.shift)
    return _Layer(
        taps=_taps(layer.weight * before.scale[None, :, None]),
        bias=layer.bias + shift.sum(0),
        edge=shift[[0, 2]],
    )


def _convolve(rows: Floats, layer: _Layer, edges: tuple[Ints, Ints], empty: Ints) -> Floats:
    """A convolution of width 3 and its ReLU; the first and last row must be empty ones."""
    filters = len(layer.bias)
    parts = rows @ layer.taps
    output = parts[:, filters : 2 * filters] + layer.bias
    output[1:] += parts[:-1, :filters]
    output[:-1] += parts[1:, 2 * filters :]
    output[edges[0]] -= layer.edge[0]
    output[edges[1]] -= layer.edge[1]
    np.maximum(output, 0, out=output)
    output[empty] = 0
    return output


def _scores(queries: Floats, keys: Floats, word: int) -> Floats:
    scores: Floats = queries[word] @ keys
    return scores


def _dense(features: Floats, head: dict[str, Floats], name: str) -> Floats:
    output: Floats = features @ head[f"{name}.proj.weight"] + head[f"{name}.proj.bias"]
    return np.maximum(output, 0, out=output)


def _pair_kernel(kernel: Floats) -> Floats:
    """(32, relations * 32) as (32 * 32, relations), to be met by the product of head and word."""
    size = len(kernel)
    return np.ascontiguousarray(
        kernel.reshape(size, -1, size).transpose(0, 2, 1).reshape(size * size, -1)
    )
