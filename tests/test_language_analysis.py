"""Documents: blocks, offsets, names, and what odd texts do."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itogi.language import analyse, analyse_all
from itogi.language.analysis import MAX_TOKENS, names_of
from itogi.language.models import runtime
from itogi.language.records import Document
from itogi.reading.article import Article, Block

NEWS = (
    "Министр иностранных дел России Сергей Лавров прибыл в Ереван. "
    "Его встретил глава МИД Армении Арарат Мирзоян."
)


def document(text: str, *blocks: Block) -> Document:
    return analyse(Article("test", text, blocks=blocks))


def check(text: str, found: Document) -> None:
    """What holds for every document."""
    assert found.text == text
    for sentence in found.sentences:
        tokens = sentence.tokens
        assert tokens
        assert (sentence.start, sentence.end) == (tokens[0].start, tokens[-1].end)
        assert sum(token.head == -1 for token in tokens) == 1
        for place, token in enumerate(tokens):
            assert text[token.start : token.end] == token.text
            assert (token.rel == "root") == (token.head == -1)
            assert token.lemma == token.lemma.lower()
            steps, above = 0, place
            while above != -1:
                above = tokens[above].head
                steps += 1
                assert steps <= len(tokens)
        for name in sentence.names:
            assert 0 <= name.first < name.last <= len(tokens)


def names(found: Document) -> list[tuple[str, str]]:
    return [
        (" ".join(token.text for token in sentence.tokens[name.first : name.last]), name.kind)
        for sentence in found.sentences
        for name in sentence.names
    ]


def test_a_document_of_news() -> None:
    found = document(NEWS)
    check(NEWS, found)
    assert len(found.sentences) == 2
    first = found.sentences[0].tokens
    assert [token.pos for token in first[:3]] == ["NOUN", "ADJ", "NOUN"]
    assert first[0].feats["Case"] == "Nom"
    assert first[2].feats == {
        "Animacy": "Inan", "Case": "Gen", "Gender": "Neut", "Number": "Plur"
    }  # fmt: skip
    verb = next(place for place, token in enumerate(first) if token.text == "прибыл")
    assert first[verb].rel == "root"
    assert first[0].head == verb
    assert first[0].rel == "nsubj"
    assert names(found) == [
        ("России", "LOC"),
        ("Сергей Лавров", "PER"),
        ("Ереван", "LOC"),
        ("МИД", "ORG"),
        ("Армении", "LOC"),
        ("Арарат Мирзоян", "PER"),
    ]


def test_sentences_stay_in_their_blocks_and_furniture_gives_none() -> None:
    text = "Заголовок без точки\nФото: агентство\nТекст статьи. Ещё фраза"
    blocks = (
        Block("headline", 0, 19),
        Block("furniture", 20, 35),
        Block("paragraph", 36, len(text)),
    )
    found = document(text, *blocks)
    check(text, found)
    assert [(text[s.start : s.end], s.block) for s in found.sentences] == [
        ("Заголовок без точки", 0),
        ("Текст статьи.", 2),
        ("Ещё фраза", 2),
    ]


def test_without_blocks_every_line_is_one() -> None:
    text = "Первая строка\r\n\r\n  \nвторая строка\nи третья"
    found = document(text)
    assert [(text[s.start : s.end], s.block) for s in found.sentences] == [
        ("Первая строка", 0),
        ("вторая строка", 1),
        ("и третья", 2),
    ]


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\ufeff", "…", "— — —", "a", "\u0301", "👨‍👩‍👧 «» ”"]
)
def test_texts_with_little_in_them(text: str) -> None:
    check(text, document(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_sound_document(text: str) -> None:
    check(text, document(text))


def test_a_sentence_does_not_depend_on_its_neighbours() -> None:
    texts = [
        NEWS,
        "Да.",
        "",
        "США ввели санкции против Ирана, сообщил Белый дом. Киев ответил.",
        "Нет!",
    ]
    together = analyse_all([Article(str(n), text) for n, text in enumerate(texts)])
    assert together == [document(text) for text in texts]


def test_a_very_long_sentence_is_cut_and_sound() -> None:
    text = "Стороны обсудили торговлю и транспорт, " * 400
    found = document(text)
    check(text, found)
    lengths = [len(sentence.tokens) for sentence in found.sentences]
    assert sum(lengths) == 2400
    assert max(lengths) <= MAX_TOKENS


def test_hidden_marks_do_not_hide_a_word() -> None:
    plain = document("Президент прибыл в Москву").sentences[0].tokens
    marked = document("Прези\u00adдент при\u0301был в Мос\u200bкву").sentences[0].tokens
    assert [(t.pos, t.feats, t.head, t.rel) for t in plain] == [
        (t.pos, t.feats, t.head, t.rel) for t in marked
    ]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("O O", []),
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-ORG B-ORG", [(0, 1, "ORG"), (1, 2, "ORG")]),
        ("I-PER I-PER", [(0, 2, "PER")]),
        ("B-ORG I-ORG", [(0, 2, "ORG")]),
        ("", []),
    ],
)
def test_names_from_labels(labels: str, expected: list[tuple[int, int, str]]) -> None:
    found = [(name.first, name.last, name.kind) for name in names_of(labels.split())]
    assert found == expected


def test_the_table_of_words_is_bounded_and_counts_its_hits() -> None:
    table = runtime().words
    document(NEWS)
    hits, lookups = table.hits, table.lookups
    document(NEWS)
    assert table.lookups > lookups
    assert table.hits - hits == table.lookups - lookups
    assert 0 < table.hit_rate <= 1
    assert table.size <= table.capacity


def test_no_package_of_the_models_is_imported() -> None:
    program = (
        "import sys\n"
        "sys.modules['setuptools'] = sys.modules['pkg_resources'] = None\n"
        "from itogi.language import analyse\n"
        "from itogi.reading.article import Article\n"
        "assert analyse(Article('a', 'Мир.')).sentences[0].tokens[0].lemma == 'мир'\n"
        "loaded = {'natasha', 'slovnet', 'navec', 'razdel', 'pymorphy2'} & set(sys.modules)\n"
        "sys.exit(f'imported: {loaded}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
