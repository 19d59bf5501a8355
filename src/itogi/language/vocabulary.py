"""What the networks see of a word: its row in a bounded table of first-layer activations.

The first convolution of each network is linear in the word, so its three taps (the word's part in
the activations of its left neighbour, of itself and of its right neighbour) are reckoned once a
word and kept: 3 taps x 3 networks x 256 filters. The table is bounded; rows used longest ago make
room for new words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from itogi.language.shapes import word_shape
from itogi.language.weights import Floats, Vectors

Rows = npt.NDArray[np.intp]

# Marks of stress, soft hyphens and invisible joiners that hide a known word from the vocabulary.
HIDDEN = re.compile("[\u0300\u0301\u00ad\u200b-\u200f\u2060\ufeff]")
# Words reckoned at once: what is made of them stays in the cache of a core till it is put away.
_AT_ONCE = 128


class WordTable:
    """Rows of first-layer taps of words, computed when first met.

    `taps` (capacity + 1, 9 * 256) are as the graph `words` gives them, 9 kB a word. Row 0 is the
    empty one. Of `lookups` words since the start, `hits` needed no row reckoned anew.
    May be used by several threads at once.
    """

    def __init__(
        self,
        vectors: Vectors,
        shape_names: list[str],
        graph: Any,
        capacity: int,
        empty: npt.ArrayLike = 0,
    ) -> None:
        """`graph`: a session of the graph `words`; `empty`: what row 0 holds."""
        self._vectors = vectors
        self._ids = {word: index for index, word in enumerate(vectors.words)}
        self._unknown = self._ids["<unk>"]
        self._shape_ids = {name: index for index, name in enumerate(shape_names)}
        self._graph = graph
        self.capacity = capacity
        self.taps: Floats = np.zeros((capacity + 1, graph.get_outputs()[0].shape[1]), np.float32)
        self.taps[0] = empty
        self._row_of: dict[str, int] = {}
        self._key_of = [""]
        self._spare: list[int] = []
        self._used = np.zeros(capacity + 1, np.int64)
        self._clock = 0
        self._reading: dict[int, Rows] = {}
        self._lock = Lock()
        self.hits = 0
        self.lookups = 0

    @property
    def hit_rate(self) -> float:
        """Share of look-ups that needed no row reckoned anew; 0 before the first."""
        return self.hits / self.lookups if self.lookups else 0.0

    @property
    def size(self) -> int:
        """Rows in use."""
        return len(self._row_of)

    @contextmanager
    def rows(self, words: Sequence[str]) -> Iterator[Rows]:
        """Row of each word, safe from others until the block ends.

        Blocks open at one time may ask for at most `capacity` different words together; raises
        ValueError where they ask for more.
        """
        with self._lock:
            found = self._find(words)
            moment = self._clock
            self._reading[moment] = found
        try:
            yield found
        finally:
            with self._lock:
                del self._reading[moment]

    def _find(self, words: Sequence[str]) -> Rows:
        if len(words) > self.capacity:
            raise ValueError(f"{len(words)} words in one batch; the table holds {self.capacity}")
        self._clock += 1
        rows = np.fromiter(map(self._row_of.get, words, repeat(0)), np.intp, len(words))
        missing = np.flatnonzero(rows == 0).tolist()
        self.lookups += len(words)
        self.hits += len(words)
        self._used[rows] = self._clock
        if missing:
            unmet = [words[place] for place in missing]
            keys = {word: self._key(word) for word in dict.fromkeys(unmet)}
            self._admit(list(keys.values()))
            rows[missing] = [self._row_of[keys[word][0]] for word in unmet]
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
        self.hits -= len(new)
        rows = self._free_rows(len(new))
        for key, row in zip(new, rows, strict=True):
            self._row_of[key] = row
            self._key_of[row] = key
            self._used[row] = self._clock
        ids, shapes = np.array(list(new.values()), np.int64).T
        for first in range(0, len(new), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            given = {"vectors": self._vectors.rows(ids[some]), "shapes": shapes[some].copy()}
            self.taps[rows[some]] = self._graph.run(None, given)[0]

    def _free_rows(self, wanted: int) -> list[int]:
        """Rows never used, or some of those used longest ago."""
        unused = self.capacity + 1 - len(self._key_of)
        short = wanted - unused - len(self._spare)
        if short > 0:
            self._evict(short)
        rows = [self._spare.pop() for _ in range(min(wanted, len(self._spare)))]
        while len(rows) < wanted:
            rows.append(len(self._key_of))
            self._key_of.append("")
        return rows

    def _evict(self, least: int) -> None:
        """Takes their words from rows used longest ago; never from rows that are read from now."""
        free = self._used < self._clock
        free[0] = free[len(self._key_of) :] = False
        free[self._spare] = False
        for rows in self._reading.values():
            free[rows] = False
        places = np.flatnonzero(free)
        if len(places) < least:
            raise ValueError(f"the batches under way ask for more than {self.capacity} words")
        # Many at a time, so that the search is seldom.
        count = min(max(least, self.capacity // 16), len(places))
        oldest = places[np.argpartition(self._used[places], count - 1)[:count]].tolist()
        for row in oldest:
            del self._row_of[self._key_of[row]]
        self._spare.extend(oldest)
