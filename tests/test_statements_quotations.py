"""Quotation marks paired in plain text, and quotations cut where their attribution stands."""

from __future__ import annotations

import pytest

from itogi.coding.statements.broken import broken_apart
from itogi.coding.statements.lexicon import load_lexicon
from itogi.coding.statements.quotations import Quotation, find_quotations
from itogi.language import analyse
from itogi.reading import article_from_text


def lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def words(text: str, quotations: list[Quotation]) -> list[str]:
    return [text[q.start : q.end] for q in quotations]


PAIRS = {
    "angle marks": ("Он сказал «да» и ушёл.", ["да"]),
    "straight marks": ('Он сказал "да" и ушёл.', ["да"]),
    "curly marks": ("Он сказал “да” и ушёл.", ["да"]),
    "low and high marks": ("Он сказал „да“ и ушёл.", ["да"]),
    "nested, two kinds": ("«Фильм „Мир“ вышел»", ["Фильм „Мир“ вышел", "Мир"]),
    "nested, one kind": ("«Фильм «Мир» вышел»", ["Фильм «Мир» вышел", "Мир"]),
    "nested straight": ('"Завод "Мир" стоит"', ['Завод "Мир" стоит', "Мир"]),
    "one close for two": ("Он сказал: «Я видел «Мир».", ["Я видел «Мир", "Мир"]),
    "over paragraphs": ("«Начало.\nКонец» — сказал он.", ["Начало.\nКонец"]),
    "missing close": ("«Начало без конца\nДругая строка.", ["Начало без конца"]),
    "reopened each paragraph": ("«Один.\n«Два».", ["Один.", "Два"]),
    "a closing mark alone": ("Один» и два.", []),
    "a mark set the wrong way": ("Слова «о мире«, сказал он.", ["о мире"]),
    "an inch": ("Экран 15 и слова.", []),
    "empty": ("", []),
}


@pytest.mark.parametrize("name", PAIRS)
def test_marks_are_paired(name: str) -> None:
    text, expected = PAIRS[name]
    assert words(text, find_quotations(text, lines(text))) == expected


def test_depth_counts_the_quotations_around() -> None:
    text = "«а „б «в» г“ д» и «е»"
    depths = [(text[q.start : q.end], q.depth) for q in find_quotations(text, lines(text))]
    assert depths == [("а „б «в» г“ д", 0), ("б «в» г", 1), ("в", 2), ("е", 0)]


def test_text_outside_the_paragraphs_is_passed_over() -> None:
    text = "«раз»\n«два»"
    assert words(text, find_quotations(text, [(6, len(text))])) == ["два"]


def test_many_open_marks_take_little_time() -> None:
    text = "« " * 20_000
    assert len(find_quotations(text, [(0, len(text))])) <= 20_000


def test_marks_left_open_do_not_pile_up() -> None:
    text = "он сказал: «да, " * 500
    found = find_quotations(text, [(0, len(text))])
    assert found
    assert len(found) <= 5
    assert max(q.depth for q in found) <= 4


BROKEN = {
    "in the middle": ("«Да, — сказал он. — Нет».", ["Да", "Нет"]),
    "twice": (
        "«Один, — сказал министр, — два, — добавил министр, — три».",
        ["Один", "два", "три"],
    ),
    "at the end": ("«Всё готово, — сказал министр.", ["Всё готово"]),
    "a question before": ("«Разве? — спросил министр. — Не верю».", ["Разве?", "Не верю"]),
    "a dash of the speaker's own": ("«Мир — это труд — вот мой ответ».", None),
    "a copula": ("«Цель, — мир и труд, — ясна».", None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_attributions_cut_a_quotation(name: str) -> None:
    text, expected = BROKEN[name]
    article = article_from_text(text, name)
    found = broken_apart(find_quotations(text, [(0, len(text))]), analyse(article), load_lexicon())
    whole = [text.strip("«».")]
    assert words(text, found) == (whole if expected is None else expected)
    assert [q.follows for q in found] == [i > 0 for i in range(len(found))]
