"""The three networks run together over a flat row of words; `graph` says how it is laid out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from itogi.language.chains import viterbi
from itogi.language.trees import best_tree
from itogi.language.vocabulary import WordTable
from itogi.language.weights import NEVER, Floats, Network, Vectors

Ints = npt.NDArray[np.intp]

TABLE_ROWS = 10_240
_BATCH_ROWS = 4608
_LEAST_ROWS = 128
# Rows that onnxruntime is given at once: their numbers stay in the cache of a core.
_STRETCH = 256
_MOST_THREADS = 4
_HEAD_ROWS = 256
_MOST_SCORES = 2**17
_HAIR = 1e-4


@dataclass(slots=True)
class Prediction:
    """Of one sentence, by word: index of the tag, head (-1: the root), relation, name label."""

    tags: list[int]
    heads: list[int]
    rels: list[int]
    names: list[int]


@dataclass(frozen=True)
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

    @property
    def kinds(self) -> npt.NDArray[np.int64]:
        """Of every row: 0 within a sentence, 1 first in it, 2 last, 3 both, 4 empty."""
        kinds = np.full(self.rows, 4, np.int64)
        kinds[self.places] = 0
        full = self.sizes > 0
        kinds[self.starts[full]] += 1
        kinds[(self.starts + self.sizes - 1)[full]] += 2
        return kinds

    def taps_of(self, rows: Ints) -> npt.NDArray[np.int64]:
        """Which tap each row gets from the word before it, its own, the word after it; `rows`: the
        words' rows in the table, each of which holds three taps."""
        ids = np.zeros(self.rows + 2, np.int64)
        ids[self.places + 1] = 3 * rows
        return np.stack([ids[:-2], ids[1:-1] + 1, ids[2:] + 2])


class Runtime:
    """The networks ready to run."""

    def __init__(
        self, vectors: Vectors, networks: dict[str, Network], graphs: dict[str, bytes]
    ) -> None:
        """`networks` are `morph`, `syntax`, `names`; `graphs` those of `graph`, by name."""
        morph, syntax, names = networks["morph"], networks["syntax"], networks["names"]
        self.tags, self.rels, self.name_labels = morph.labels, syntax.labels, names.labels
        sessions = {name: _session(graph) for name, graph in graphs.items()}
        self._encoder, self._relations = sessions["encoder"], sessions["relations"]
        self._heads = sessions["heads"]
        filters = sum(len(network.layers[0].bias) for network in networks.values())
        empty = np.repeat(np.array([0, NEVER, 0], np.float32), filters)
        self.words = WordTable(vectors, morph.shape_names, sessions["words"], TABLE_ROWS, empty)
        self._taps = self.words.taps.reshape(-1, filters)
        self._transitions = names.head["head.crf.transitions"]
        self._head_root = _root(syntax, "head.root", "head.tail")
        self._rel_root = _root(syntax, "rel.root", "rel.head")
        self._root_rel = self.rels.index("root")
        self.threads = min(_MOST_THREADS, os.cpu_count() or 1)
        """How many cores the batches share; for whoever runs several processes to lower."""

    def run(self, sentences: Sequence[Sequence[str]], trees: bool = True) -> list[Prediction]:
        """Predictions for sentences given as words, in their order.

        An empty sentence gives an empty prediction. Sentences of like length side by side are
        quickest. Batches share the cores, one thread each. Without `trees`, every word has the
        head and the relation that score best, as the published parser gives them: there may then
        be several roots, or words in a ring.
        """
        rows = sum(map(len, sentences)) + len(sentences)
        # The words of batches under way must all find room in the table at once.
        most = min(_BATCH_ROWS, TABLE_ROWS // self.threads)
        size = max(_LEAST_ROWS, min(most, -(-rows // self.threads)))
        batches = list(_batches(sentences, size))
        if len(batches) < 2 or self.threads < 2:
            found = [self._run_batch(batch, trees) for batch in batches]
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                found = list(pool.map(self._run_batch, batches, [trees] * len(batches)))
        return [prediction for predictions in found for prediction in predictions]

    def _run_batch(self, batch: _Batch, trees: bool) -> list[Prediction]:
        tags, names, asking, offered, above, below = self._encode(batch)
        labels = viterbi(names, self._transitions, batch.starts, batch.sizes)
        heads = self._heads_of(asking, offered, batch, trees)
        rels = self._rels_of(above, below, heads, batch, trees)
        columns = [column[batch.places].tolist() for column in (tags, rels, labels)]
        columns.insert(1, (heads[batch.places] - batch.of_row).tolist())
        first = 0
        predictions = []
        for size in batch.sizes.tolist():
            predictions.append(Prediction(*(column[first : first + size] for column in columns)))
            first += size
        return predictions

    def _encode(self, batch: _Batch) -> list[Any]:
        """Of every row the tag (rows) and the other outputs of the graph `encoder`, in its order.

        What stands at the last row, an empty one, is of no use.
        """
        with self.words.rows(batch.words) as rows:
            before, here, after = batch.taps_of(rows)
            kinds = batch.kinds
            found = []
            for stretch in _stretches(batch):
                given = {
                    "taps": self._taps,
                    "before": before[stretch],
                    "here": here[stretch],
                    "after": after[stretch],
                    "near": _near(stretch.stop - stretch.start),
                    "kinds": kinds[stretch],
                }
                tags, *others = self._encoder.run(None, given)
                found.append([part[:-1] for part in (tags.argmax(1), *others)])
        found.append([part[-1:] for part in found[-1]])
        return [np.concatenate(parts) for parts in zip(*found, strict=True)]

    def _heads_of(self, asking: Floats, offered: Floats, batch: _Batch, trees: bool) -> Ints:
        """Head of every row; the row before the sentence is the head of its root."""
        offered[batch.before] = self._head_root
        heads = self._best_heads(asking, offered, batch, trees)
        for sentence in _unsound(heads, batch) if trees else ():
            start, size = int(batch.starts[sentence]), int(batch.sizes[sentence])
            rows = slice(start, start + size)
            keys = offered[None, start - 1 : start + size]
            scores = self._scores(asking[None, rows], keys, trees)
            heads[rows] = np.array(best_tree(scores[0]), np.intp) + start
        return heads

    def _best_heads(self, asking: Floats, offered: Floats, batch: _Batch, trees: bool) -> Ints:
        """For every row the row that scores best as its head; empty rows get themselves."""
        heads = np.arange(len(asking))
        for some in _alike(batch.sizes):
            before, sizes = batch.before[some, None], batch.sizes[some, None]
            longest = int(sizes.max())
            # Each sentence with the row before it, filled up to the length of the longest.
            places = np.arange(longest + 1)
            rows = np.minimum(before + places, len(heads) - 1)
            own = places <= sizes
            beyond = np.where(own, np.float32(0), NEVER)[:, None]
            keys = offered[rows]
            for first in range(1, longest + 1, _HEAD_ROWS):
                part = slice(first, first + _HEAD_ROWS)
                scores = self._scores(asking[rows[:, part]], keys, trees, first)
                scores += beyond
                found = before + scores.argmax(2)
                heads[rows[:, part][own[:, part]]] = found[own[:, part]]
        return heads

    def _scores(self, asking: Floats, offered: Floats, trees: bool, first: int = 1) -> Floats:
        """(sentences, words, heads) of the words from `first` on, counted from 1."""
        scores: Floats = self._heads.run(None, {"asking": asking, "offered": offered})[0]
        if trees:
            last, size = first + scores.shape[1], offered.shape[1]
            short = max(last, size) <= len(_BETWEEN)
            scores -= _BETWEEN[first:last, :size] if short else _between(first, last, size)
        return scores

    def _rels_of(
        self, above: Floats, below: Floats, heads: Ints, batch: _Batch, trees: bool
    ) -> Ints:
        """Relation of every row; in trees, that of the root is for one word alone."""
        above[batch.before] = self._rel_root
        rels = np.zeros(batch.rows, np.intp)
        for first in range(0, batch.rows, _STRETCH):
            some = slice(first, first + _STRETCH)
            given = {"above": above[heads[some]], "below": below[some]}
            scores: Floats = self._relations.run(None, given)[0]
            if trees:
                scores[:, self._root_rel] = NEVER
            rels[some] = scores.argmax(1)
        if trees:
            roots = np.zeros(batch.rows, bool)
            roots[batch.before] = True
            rels[roots[heads]] = self._root_rel
        return rels


def _session(graph: bytes) -> Any:
    """A session that runs in the thread that asks, so that batches side by side do not wait."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _root(network: Network, root: str, name: str) -> Floats:
    """What a layer of the parser makes of its vector for the root."""
    head = network.head
    output: Floats = head[root] @ head[f"{name}.proj.weight"] + head[f"{name}.proj.bias"]
    return np.maximum(output, 0)


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


def _stretches(batch: _Batch) -> list[slice]:
    """Sentences of about `_STRETCH` rows together, with the empty rows at both ends."""
    empty = np.append(batch.before, batch.rows - 1)
    wanted = np.searchsorted(empty, np.arange(_STRETCH, batch.rows - 1, _STRETCH))
    # Of numpy this would load all that masked arrays need, at the start of every run.
    cuts = sorted({0, batch.rows - 1, *empty[wanted].tolist()})
    return [slice(first, last + 1) for first, last in pairwise(cuts)]


def _alike(sizes: Ints) -> Iterator[slice]:
    """Neighbouring sentences of like length, whose scores of heads are few enough to be reckoned
    together."""
    first = least = most = 0
    for index, size in enumerate(sizes.tolist()):
        low, high = min(least, size), max(most, size)
        many = (index - first + 1) * high * high > _MOST_SCORES
        if index > first and (many or high - low > 2 + low // 8):
            yield slice(first, index)
            first = index
        if index == first:
            low = high = size
        least, most = low, high
    yield slice(first, len(sizes))


@lru_cache(maxsize=_STRETCH)
def _near(rows: int) -> npt.NDArray[np.int64]:
    """The row before each, its own, the row after it; at both ends its own again."""
    here = np.arange(rows)
    return np.stack([np.maximum(here - 1, 0), here, np.minimum(here + 1, rows - 1)], axis=1)


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


def _between(first: int, last: int, size: int) -> Floats:
    """How far each head is from each word: a hair's breadth a word is taken off its score.

    Marks of a list see the same seven words each, so their scores differ by rounding only, and
    rounding differs with the company that a sentence is run in. Of two heads that score alike the
    nearer is meant.
    """
    rows = np.arange(first, last, dtype=np.float32)[:, None]
    between: Floats = np.float32(_HAIR) * np.abs(rows - np.arange(size, dtype=np.float32))
    between[:, 0] = 0
    return between


_BETWEEN = _between(0, 257, 257)
