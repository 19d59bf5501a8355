"""The table of words: bounded, the same answers whatever it has forgotten, safe for threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from itogi.language.models import graphs, networks, runtime
from itogi.language.network import _session
from itogi.language.vocabulary import WordTable
from itogi.language.weights import VECTORS, Vectors, data_folder, read_vectors


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return read_vectors(data_folder() / VECTORS)


@pytest.fixture
def table(vectors: Vectors) -> WordTable:
    """One that holds forty words."""
    names = networks()["morph"].shape_names
    return WordTable(vectors, names, _session(graphs()["words"]), 40)


def batch(vectors: Vectors, number: int, size: int = 20) -> list[str]:
    """Twenty words of the vocabulary, others for each number."""
    russian = [word for word in vectors.words[5_000:40_000] if word.isalpha()]
    return russian[number * size : (number + 1) * size]


def taken(table: WordTable, rows: np.ndarray) -> list[bytes]:
    return [row.tobytes() for row in table.taps[rows]]


def test_what_was_forgotten_is_reckoned_anew_and_alike(table: WordTable, vectors: Vectors) -> None:
    with table.rows(batch(vectors, 0)) as rows:
        before = taken(table, rows)
    for number in range(1, 8):
        with table.rows(batch(vectors, number)):
            assert table.size <= 40
    with table.rows(batch(vectors, 0)) as rows:
        assert taken(table, rows) == before
    assert table.hits == 0


def test_rows_being_read_are_not_given_away(table: WordTable, vectors: Vectors) -> None:
    with table.rows(batch(vectors, 0)) as rows:
        before = taken(table, rows)
        for number in range(1, 8):
            with table.rows(batch(vectors, number)):
                assert taken(table, rows) == before


def test_more_words_than_the_table_holds_are_refused(table: WordTable, vectors: Vectors) -> None:
    with pytest.raises(ValueError, match="holds 40"), table.rows(batch(vectors, 0, 41)):
        pass
    with (
        table.rows(batch(vectors, 0)),
        table.rows(batch(vectors, 1)),
        pytest.raises(ValueError, match="more than 40"),
        table.rows(batch(vectors, 2)),
    ):
        pass
    # Nothing is spoilt by it.
    with table.rows(batch(vectors, 2)) as rows:
        again = taken(table, rows)
    for number in range(3, 6):
        with table.rows(batch(vectors, number)):
            pass
    with table.rows(batch(vectors, 2)) as rows:
        assert taken(table, rows) == again


def test_threads_get_what_one_gets(table: WordTable, vectors: Vectors) -> None:
    def rows_of(number: int) -> list[bytes]:
        with table.rows(batch(vectors, number, 9)) as rows:
            return taken(table, rows)

    alone = [rows_of(number) for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(rows_of, [*range(12)] * 5)) == alone * 5


def test_a_great_text_of_ever_new_words_goes_through(vectors: Vectors) -> None:
    words = [word for word in vectors.words[:60_000] if word.isalpha()][:30_000]
    sentences = [words[first : first + 30] for first in range(0, len(words), 30)]
    found = runtime().run(sentences)
    assert [len(one.tags) for one in found] == [len(sentence) for sentence in sentences]
    assert runtime().words.size <= runtime().words.capacity
