"""Judgements and feelings that are reported as words: «оценил … как», «недовольство тем, что»."""

from __future__ import annotations

import pytest

from marked_statements import check, read_case, statements_of

CASES = {
    "as": read_case(
        "Министр обороны Чада Пьер Нгома оценил ⟦i Пьер Нгома: слова посла Судана как"
        " продолжение старого спора⟧."
    ),
    "displeasure": read_case(
        "Премьер-министр Мальты Карл Борг выразил недовольство тем, что ⟦i Карл Борг: соседи"
        " не платят взносы⟧."
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_judgement_says(name: str) -> None:
    check(CASES[name], statements_of(CASES)[name])
