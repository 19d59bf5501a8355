"""What the networks see of a word: its row in a bounded table of first-layer activations.

The first convolution of each network is linear in the word, so its three taps (the word's part in
the activations of its left neighbour, of itself and of its right neighbour) are reckoned once a
word and kept: 3 taps x 256 filters x 3 networks. The table is bounded; rows used longest ago make
room for new words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from itogi.language.shapes import word_shape
from itogi.language.weights import Floats, Vectors

Rows = npt.NDArray[np.intp]

# Marks of stress, soft hyphens and invisible joiners that hide a known word from the vocabulary.
HIDDEN = re.compile("[\u0300\u0301\u00ad\u200b-\u200f\u2060\ufeff]")


class WordTable:
    """Rows of first-layer taps of words, computed when first met.

    `capacity` rows are kept (9 kB each). `hits` and `lookups` count since the start.
    """

    def __init__(
        self, vectors: Vectors, shapes: Floats, shape_names: list[str], taps: Floats, capacity: int
    ) -> None:
        """`shapes` (networks, shapes, 30); `taps` (networks, 330, 3 * filters)."""
        self._vectors = vectors
        self._ids = {word: index for index, word in enumerate(vectors.words)}
        self._unknown = self._ids["<unk>"]
        self._shape_ids = {name: index for index, name in enumerate(shape_names)}
        width = vectors.codes.shape[0] * vectors.codes.shape[2]
        self._of_word = np.ascontiguousarray(
            np.concatenate([network[:width] for network in taps], axis=1)
        )
        self._of_shape = np.concatenate(
            [shape @ network[width:] for shape, network in zip(shapes, taps, strict=True)], axis=1
        )
        self.capacity = capacity
        self.rows: Floats = np.empty((capacity, self._of_word.shape[1]), np.float32)
        self._row_of: dict[str, int] = {}
        self._key_of: list[str] = []
        self._used = np.zeros(capacity, np.int64)
        self._clock = 0
        self.hits = 0
        self.lookups = 0

    @property
    def hit_rate(self) -> float:
        """Share of look-ups answered from the table; 0 before the first."""
        return self.hits / self.lookups if self.lookups else 0.0

    @property
    def size(self) -> int:
        """Rows in use."""
        return len(self._key_of)

    def find(self, words: Sequence[str]) -> Rows:
        """Row of each word. At most `capacity` words may be asked for at once."""
        if len(words) > self.capacity:
            raise ValueError(f"{len(words)} words in one batch; the table holds {self.capacity}")
        self._clock += 1
        get = self._row_of.get
        found = [get(word, -1) for word in words]
        rows = np.array(found, np.intp)
        missing = np.flatnonzero(rows < 0)
        self.lookups += len(words)
        self.hits += len(words) - len(missing)
        if len(missing):
            self._used[rows[rows >= 0]] = self._clock
            keys = [self._key(words[place]) for place in missing.tolist()]
            self._admit(keys)
            rows[missing] = [self._row_of[key] for key, _, _ in keys]
        self._used[rows] = self._clock
        return rows

    def _key(self, word: str) -> tuple[str, int, int]:
        """The word's name in the table, its vector and its shape; unknown words share a row."""
        shape = self._shape_ids[word_shape(word)]
        index = self._ids.get(word.lower())
        if index is None:
            bare = HIDDEN.sub("", word)
            if bare != word and bare:
                return self._key(bare)
            # Marks are not in the vocabulary, and are met in every line.
            return word if len(word) == 1 else f"\0{shape}", self._unknown, shape
        return word, index, shape

    def _admit(self, keys: list[tuple[str, int, int]]) -> None:
        for key, _, _ in keys:
            row = self._row_of.get(key)
            if row is not None:
                self._used[row] = self._clock
        new = {key: (word, shape) for key, word, shape in keys if key not in self._row_of}
        if not new:
            return
        places = self._free(len(new))
        for key, place in zip(new, places.tolist(), strict=True):
            self._row_of[key] = place
            if place == len(self._key_of):
                self._key_of.append(key)
            else:
                self._key_of[place] = key
        words = np.array([word for word, _ in new.values()], np.intp)
        shapes = np.array([shape for _, shape in new.values()], np.intp)
        self.rows[places] = self._vectors.rows(words) @ self._of_word + self._of_shape[shapes]

    def _free(self, count: int) -> Rows:
        """Places for `count` new rows: unused ones, then those used longest ago."""
        size = len(self._key_of)
        fresh = min(count, self.capacity - size)
        places = np.arange(size, size + fresh)
        if fresh < count:
            oldest = np.argpartition(self._used[:size], count - fresh - 1)[: count - fresh]
            for place in oldest.tolist():
                del self._row_of[self._key_of[place]]
            places = np.concatenate((places, oldest))
        self._used[places] = self._clock
        return places.astype(np.intp)
