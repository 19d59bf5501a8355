"""Which row of the table of people a name in the text is: initials, titles, names run together."""

import pytest

from itogi.coding import code
from itogi.reading import article_from_text

CASES = [
    ("Папа Франциск принял в Ватикане послов.", "Франциск", "Q450675"),
    ("Папа Франциск принял паломников.", "Франциск", "Q450675"),
    ("Директор ФБР США Дж.Коми подал в отставку.", "Дж.Коми", "Q167607"),
    ("Премьер Японии Н. Кан вылетел на север.", "Н. Кан", "Q47846"),
    ("Журналисты спросили о поправках депутата Ирины Яровой.", "Ирины Яровой", "Q4538691"),
    ("Император Акихито сменил отца.", "Акихито", "Q37979"),
]


@pytest.mark.parametrize(("text", "name", "item"), CASES)
def test_a_name_is_one_of_the_table_or_nobody(text, name, item):
    mentions = code(article_from_text(text, "case")).mentions
    (found,) = [m for m in mentions if m.kind == "person"]
    assert (found.text, found.wikidata) == (name, item)


RUN_TOGETHER = [
    ("Трон перешёл от отца к сыну: Акихито Нарухито передал его весной.", ["Акихито", "Нарухито"]),
]


@pytest.mark.parametrize(("text", "names"), RUN_TOGETHER)
def test_two_names_side_by_side_are_two_people(text, names):
    mentions = code(article_from_text(text, "case")).mentions
    assert [m.text for m in mentions if m.kind == "person"] == names


OFFICES = [
    (
        "Об этом сказал пресс-секретарь Федеральной службы по надзору в сфере связи, "
        "информационных технологий и массовых коммуникаций (Роскомнадзора) Глеб Тихий.",
        "Глеб Тихий",
        "RUS",
        "пресс-секретарь",
    ),
    ("С 2007 года Модибо Траваль работал премьером Мали.", "Модибо Траваль", "MLI", "премьер"),
    ("Слово взял директор ФБР при Клинтоне Луис Грей.", "Луис Грей", "USA", "директор"),
    (
        "Задержаны пять министров Чили: Хорхе Пиньос (1990—1995 годы), Луис Марен (до 2000 года).",
        "Луис Марен",
        "CHL",
        "министр",
    ),
]


@pytest.mark.parametrize(("text", "name", "state", "office"), OFFICES)
def test_people_of_no_table_have_office_and_state_from_the_text(text, name, state, office):
    mentions = code(article_from_text(text, "case")).mentions
    (found,) = [m for m in mentions if m.kind == "person" and m.text == name]
    assert (found.code, found.wikidata) == (state, None)
    assert found.office is not None and found.office.startswith(office)
