"""Where words were said, to whom, and about what, in sentences made for the purpose."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from itogi.coding import code_all
from itogi.coding.records import Statement
from itogi.reading import article_from_text


@dataclass(frozen=True)
class Case:
    """What the first statement of the text must have; None where nothing is said."""

    to: str | None = None
    state: str | None = None
    at: str | None = None
    on: str | None = None


CASES = {
    "На встрече с президентом Сербии Владимир Путин заявил, что газ подорожает.": Case(
        "президент Сербии", "SRB", "На встрече с президентом Сербии"
    ),
    "«Мы готовы», — сказал Сергей Лавров на встрече с коллегой из Индии.": Case(
        "коллега из Индии", "IND", "на встрече с коллегой из Индии"
    ),
    "В интервью агентству Reuters Виктор Орбан сообщил, что визит отложен.": Case(
        "агентство Reuters", None, "В интервью агентству Reuters"
    ),
    "Как рассказал в интервью «Коммерсанту» посол Индии, сделка готова.": Case(
        "Коммерсант", None, "в интервью «Коммерсанту»"
    ),
    "Дмитрий Песков заявил журналистам, что ответа нет.": Case("журналисты"),
    "«Торг неуместен», — сообщил в беседе с журналистами посол Франции.": Case(
        "журналисты", None, "в беседе с журналистами"
    ),
    "Выступая на форуме в Астане, Касым-Жомарт Токаев подчеркнул, что транзит растёт.": Case(
        at="на форуме в Астане"
    ),
    "По итогам переговоров с Ангелой Меркель Владимир Путин отметил, что поставки растут.": Case(
        "Ангела Меркель", "DEU", "По итогам переговоров с Ангелой Меркель"
    ),
    "В письме к премьеру Британии Эммануэль Макрон написал, что рыба общая.": Case(
        at="В письме к премьеру Британии"
    ),
    "Как заявил Виктор Орбан в ходе пресс-конференции, денег не будет.": Case(
        at="в ходе пресс-конференции"
    ),
    "Президент Кубы написал в Twitter, что блокада провалилась.": Case(at="в Twitter"),
    "Обращаясь к народу, Владимир Зеленский сказал, что зима будет трудной.": Case("народ"),
    "Антониу Гутерриш призвал Израиль прекратить огонь.": Case("Израиль", "ISR"),
    "Энтони Блинкен попросил Анкару снять возражения.": Case("Анкара", "TUR"),
    "Президент Чили предупредил США, что пошлины ударят по меди.": Case("США", "USA"),
    "Александр Лукашенко потребовал от Литвы открыть границу.": Case("Литва", "LTU"),
    "Россия предложила Ирану построить дорогу.": Case("Иран", "IRN"),
    "Президент Киргизии обратился к России с просьбой увеличить квоты.": Case("Россия", "RUS"),
    "Комментируя решение суда, Радослав Сикорский заявил, что спор окончен.": Case(
        on="решение суда"
    ),
    "Отвечая на вопрос о санкциях, министр финансов Кубы сказал, что их переживут.": Case(
        on="вопрос о санкциях"
    ),
    "Говоря о будущем союза, Урсула фон дер Ляйен заметила, что расширение неизбежно.": Case(
        on="будущем союза"
    ),
    "По поводу пошлин министр торговли Канады заявил, что ответ готов.": Case(on="пошлин"),
    # Nothing of the kind is said, or it belongs to another clause or to the words themselves
    "Министр обороны Перу заявил, что на встрече с послом споров не было.": Case(),
    "Госдепартамент обвинил Иран в том, что он срывает переговоры.": Case(),
    "Президент приехал на форум, а министр заявил, что дорог не хватает.": Case(),
    "Эмманюэль Макрон назвал Иран угрозой миру.": Case(),
    "Министр торговли Канады заявил, что ответ журналистам готов.": Case(),
}


@pytest.fixture(scope="module")
def first() -> dict[str, Statement]:
    articles = [article_from_text(text, str(i)) for i, text in enumerate(CASES)]
    found = {coding.article.text: coding.statements for coding in code_all(articles)}
    return {text: statements[0] for text, statements in found.items() if statements}


@pytest.mark.parametrize("text", CASES)
def test_each_circumstance(text: str, first: dict[str, Statement]) -> None:
    row = first[text]
    setting = text[slice(*row.setting)] if row.setting else None
    topic = text[slice(*row.topic)] if row.topic else None
    assert Case(row.addressee, row.addressee_state, setting, topic) == CASES[text]
