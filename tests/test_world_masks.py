"""Names that hold a state's word and stand for no state: dishes, clubs, fronts, films, idioms."""

import pytest

from itogi.coding.mentions import find_mentions
from itogi.language import analyse
from itogi.reading import Article
from itogi.world import load


def listed(text: str) -> str:
    found = find_mentions(analyse(Article(id="case", text=text)), load())
    return " ".join(sorted({m.code for m in found if m.listed and m.code}))


@pytest.mark.parametrize(
    "text",
    [
        "Он назвал торги русской рулеткой.",
        "Дети катались на американских горках.",
        "Экономисты опасаются голландской болезни.",
        "Суд опирался на Римский статут.",
        "Он сражался на 1-м Украинском фронте.",
        "Об этом сообщил «Голос Америки».",
        "Об этом сообщил Голос Америки.",
        "Аналитики вспоминали мюнхенскую речь.",
        "На обед подали киевский торт и греческий салат.",
        "Венские вафли подорожали.",
        "В матче победил Динамо Минск.",
        "Вашингтон Кэпиталз обыграл Нью-Йорк Айлендерс.",
        "Гости живут в гостинице Украина.",
        "Состав выступает в тайском боксе.",
        "Вечерний Минск сменил редактора.",
        "Самолёт сел в 10.00 по бакинскому времени.",
        "В Древнем Риме не знали бумаги.",
        "Он сыграл в «Турецком гамбите».",
        "Партия Сильная Украина распущена.",
        "Австралийский доллар подешевел.",
        "Мисс Франция приехала на конкурс.",
        "Врачи описали стокгольмский синдром.",
    ],
)
def test_a_mask_hides_the_state(text: str) -> None:
    assert listed(text) == ""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Обе Кореи провели переговоры.", "KOR PRK"),
        ("Лидеры двух Корей встретились.", "KOR PRK"),
        ("Между двумя Кореями нет мира.", "KOR PRK"),
        ("Возобновился межкорейский диалог.", "KOR PRK"),
        ("Президент Кореи прибыл.", "KOR"),
        ("Обе Германии подписали договор.", "DDR DEU"),
        ("Лидеры Северной и Южной Кореи встретились.", "KOR PRK"),
        ("Бои идут между Южным и Северным Суданом.", "SDN SSD"),
        ("Парламент Северной Македонии и Южная Корея.", "KOR MKD"),
    ],
)
def test_a_name_of_two_states_names_both(text: str, codes: str) -> None:
    assert listed(text) == codes


def test_a_party_in_government_acts_for_its_state_and_does_not_name_it() -> None:
    article = Article(id="case", text="Представитель ХАМАС обвинил Израиль.")
    hamas = find_mentions(analyse(article), load())[0]
    assert (hamas.text, hamas.code, hamas.wikidata, hamas.listed) == (
        "ХАМАС", "PSE", "Q38799", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Русский язык изучают в Китае.", "CHN"),
        ("Американская армия взяла город.", "USA"),
        ("Вашингтон осудил Минск.", "BLR USA"),
        ("Греческий премьер прибыл в Киев.", "GRC UKR"),
        ("Российские и украинские фронты сблизились.", "RUS UKR"),
    ],
)
def test_what_stands_for_a_state_is_kept(text: str, codes: str) -> None:
    assert listed(text) == codes
