"""Which row of the table of people a name in the text is: initials, titles, names run together."""

from dataclasses import replace
from datetime import date

import pytest

from itogi.coding import code
from itogi.coding.mentions import find_mentions
from itogi.coding.referents import Referents
from itogi.language import analyse
from itogi.reading import article_from_text
from itogi.world import load

CASES = [
    ("Папа Франциск принял в Ватикане послов.", "Франциск", "Q450675"),
    ("Папа Франциск принял паломников.", "Франциск", "Q450675"),
    ("Директор ФБР США Дж.Коми подал в отставку.", "Дж.Коми", "Q167607"),
    ("Премьер Японии Н. Кан вылетел на север.", "Н. Кан", "Q47846"),
    ("Журналисты спросили о поправках депутата Ирины Яровой.", "Ирины Яровой", "Q4538691"),
    ("Император Акихито сменил отца.", "Акихито", "Q37979"),
    ("Король Абдалла Второй улетел домой.", "Абдалла Второй", "Q57464"),
    ("Ван дер Беллен вернулся в Вену.", "Ван дер Беллен", "Q78869"),
    ("Бельгия не пойдёт за Де Вевером.", "Де Вевером", "Q336599"),
    ("В столице прочли послание короля Абдаллы Второго.", "Абдаллы Второго", "Q57464"),
    (
        "Гостей ждал президент Луис Инасиу Лула да Силва.",
        "Луис Инасиу Лула да Силва",
        "Q37181",
    ),
    (
        "Наследный принц Саудовской Аравии Мухаммед бен Салман вылетел в Доху.",
        "Мухаммед бен Салман",
        "Q6892571",
    ),
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
    (
        "Кронпринц Норвегии Ларс Бьернсен открыл в Осло встречу послов Катара.",
        "Ларс Бьернсен",
        "NOR",
        "кронпринц Норвегии",
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


INCUMBENTS = [
    ("[Хозяин] Белого дома отменил поездку.", "2018-05-01", "USA", "Q22686"),
    ("[Хозяин] Белого дома отменил поездку.", "2015-05-01", "USA", "Q76"),
    ("[Глава] Кремля позвонил в Минск.", "2010-05-01", "RUS", "Q23530"),
    ("[Канцлер] ФРГ прибыл в Осло.", "2012-05-01", "DEU", "Q567"),
    ("Путин вылетел в Милан. Его украинский [коллега] уже там.", "2016-05-01", "UKR", "Q58077"),
    ("Путин вылетел в Милан. Его украинский [коллега] уже там.", "2012-05-08", "UKR", "Q1459658"),
    ("Повар вылетел в Милан. Его украинский [коллега] уже там.", "2016-05-01", "UKR", None),
]


@pytest.mark.parametrize(("text", "day", "code_", "item"), INCUMBENTS)
def test_an_unnamed_holder_is_the_one_of_the_day(text, day, code_, item):
    start = text.index("[")
    plain = article_from_text(text.replace("[", "").replace("]", ""), "case")
    article = replace(plain, published=date.fromisoformat(day))
    document = analyse(article)
    referents = Referents(article, document, find_mentions(document, load()), load())
    (found,) = [
        referents.at(s, t)
        for s, sentence in enumerate(document.sentences)
        for t, token in enumerate(sentence.tokens)
        if token.start == start
    ]
    assert (found.codes, found.wikidata) == ((code_,), item)


METONYMS = [
    ("Астана заявила о готовности к переговорам.", "state"),
    ("В Астане прошла встреча министров.", "place"),
    ("По мнению Астаны, спор исчерпан.", "state"),
    ("Мэр Астаны подал в отставку.", "place"),
    ("Отношения с Астаной улучшились.", "state"),
    ("Министр прилетел из Астаны.", "place"),
]


@pytest.mark.parametrize(("text", "kind"), METONYMS)
def test_a_capital_acts_or_is_a_place(text, kind):
    document = analyse(article_from_text(text, "case"))
    (found,) = [m for m in find_mentions(document, load()) if m.text.startswith("Астан")]
    assert (found.kind, found.code) == (kind, "KAZ")
