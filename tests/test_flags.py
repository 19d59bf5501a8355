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


HOMONYMS = [
    ("В Конго вспыхнула лихорадка. Власти Конго ждут врачей.", ["Конго"]),
    ("Власти ДР Конго ждут врачей: в Конго лихорадка.", []),
    ("Войска ДР Конго и Республики Конго отошли. Мост ведёт в Конго.", ["Конго"]),
    ("Корея продала Чили суда.", []),
]


@pytest.mark.parametrize(("text", "flagged"), HOMONYMS)
def test_a_name_that_two_states_share_is_flagged_where_nothing_decides(text, flagged):
    coding = code(article_from_text(text, "case"))
    found = [f for f in coding.flags if f.kind == "homonym"]
    assert [coding.article.text[f.start : f.end] for f in found] == flagged
    assert all("Республика Конго" in f.note for f in found)
