"""Slips that name a third state, as tables of cases."""

import pytest

from itogi.coding import code
from itogi.reading import article_from_text

ABOUT = "Сербия и Венгрия торгуют. Сербия строит дорогу. Венгрия рада. Сербия и Венгрия дружат. "

CASES = [
    ("Растёт число компаний Сербии и Румынии.", ["Румынии"]),
    ("Растёт число компаний Венгрии и Румыния.", ["Румыния"]),
    ("В треугольнике Сербия, Венгрия и Румыния много дел.", []),
    ("Румыния тоже торгует.", []),
    ("Румыния и Болгария вступили в ЕС.", []),
    ("Сербия и Румыния спорят. Румыния ждёт ответа.", []),
]


@pytest.mark.parametrize(("text", "flagged"), CASES)
def test_a_third_state_beside_one_of_the_pair_is_flagged(text, flagged):
    coding = code(article_from_text(ABOUT + text, "case"))
    found = [coding.article.text[f.start : f.end] for f in coding.flags]
    assert found == flagged
    assert all(f.kind == "outside-pair" and "вне пары" in f.note for f in coding.flags)
