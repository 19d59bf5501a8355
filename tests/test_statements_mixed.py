"""Statements in mixed news: crime, sport, courts, stars; one table for each thing to tell apart."""

from __future__ import annotations

import pytest

from itogi.coding.records import Statement
from marked_statements import check, read_case, statements_of

LIMITS = {
    "how many were killed and how many hurt": (
        "Министерство обороны Чехии сообщило, что ⟦i обороны: погиб один и ранено трое солдат⟧."
    ),
    "two predicates of the speaker himself": (
        "Бегун Ольсен сказал, что ⟦i Ольсен: был удивлён таким решением, но не собирался "
        "ни с кем спорить⟧."
    ),
    "what came of an order": (
        "Городские власти потребовали, чтобы ⟦i власти: медведя усыпили⟧, однако хозяин цирка "
        "увёз животное."
    ),
    "the same one goes on": (
        "Сенатор Ирина Петрова полагает, что «⟦d Петрова: медлить с законом нельзя⟧», однако "
        "уточнила, что ⟦i Петрова: текст ещё не готов⟧."
    ),
    "called so, and something else done": (
        "Вучич назвал ⟦i Вучич: доклад о «Южном пути» «абсолютно лживым»⟧ и предложил соседям "
        "⟦i Вучич: создать комиссию⟧."
    ),
    "one of many": (
        "Президент Франции Эмманюэль Макрон назвал ⟦i Макрон: писателя «⟦d Макрон: одной из "
        "вершин словесности прошлого века⟧»⟧."
    ),
    "described as": "Очевидцы описывают ⟦i очевидцы: беглеца как высокого мужчину в маске⟧.",
    "calls himself at length": (
        "Полиция отпустила шерифа Нортона, который называл ⟦i Нортон: себя «⟦d Нортон: самым "
        "честным человеком в штате⟧»⟧."
    ),
    "calls itself by a name": "Болельщики, которые называют себя «ультрас», ушли с трибун.",
}

SOURCES = {
    "told by somebody": (
        "Согласно сведениям, переданным представителем миссии Карлом Штерном, ⟦i Штерн: лодка "
        "затонула ночью⟧."
    ),
    "as one put it": (
        "Как выразился один из игроков, ⟦i один из игроков: команда «⟦d один из игроков: устала "
        "бояться саму себя⟧»⟧."
    ),
}

FRAMES_LOST = {
    "the paragraph names the speaker": (
        "Гонка в Осло\n\nВ письме организаторам певица Анна Берг заявила:\n\n"
        "Анна Берг выступает на сцене с 2009 года. Её песни знают во многих странах мира."
    ),
    "the paragraph relays a paper": (
        "Гонка в Осло\n\nБегун Пол Линд добавил:\n\n"
        "Как сообщает «Вечерний берег», гонку отложили на неделю. Погода осталась плохой."
    ),
    "the paragraph announces others": (
        "Гонка в Осло\n\nОб аварии рассказал водитель Пол Линд:\n\n"
        "Аварию подтвердил и механик Ян Холм:\n\n⟦d Холм: Сгорели две машины, гонка кончена⟧."
    ),
    "the paragraph is his words": (
        "Гонка в Осло\n\nБегун Пол Линд написал:\n\n"
        "⟦d Линд: Это был лучший день. Я долго ждал этой победы⟧."
    ),
}

OUTLETS = {
    "a foreign name with a word of the press": (
        "Мост закрыли на год, отмечает Kansas City Star. Работы идут, сообщает Agence Nord-Presse."
    ),
    "a foreign name without one": "⟦i Watch Rights: Закон мягче⟧, отмечает Human Rights Watch.",
}

CASES = OUTLETS | LIMITS | SOURCES | FRAMES_LOST


@pytest.fixture(scope="module")
def found() -> dict[str, list[Statement]]:
    return statements_of({name: read_case(marked) for name, marked in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_each_case(name: str, found: dict[str, list[Statement]]) -> None:
    check(read_case(CASES[name]), found[name])


STATES = {
    "Исламское государство заявило, что взрыв в Чикаго устроил его боец. США скорбят, США ищут.": [
        None
    ],
    "Лидер ИГИЛ Абу Карим призвал сторонников воевать. США ищут его. Конгресс США ждёт.": [None],
    "Пресс-секретарь талибов Нур Ахмади заявил, что конвой США разбит. Армия США ждёт.": ["AFG"],
    "ХАМАС заявил, что готов к обмену. Израиль ждёт. Армия Израиля стоит у границы.": ["PSE"],
}
"""Text → states of its speakers."""


@pytest.fixture(scope="module")
def stated() -> dict[str, list[Statement]]:
    return statements_of({text: read_case(text) for text in STATES})


@pytest.mark.parametrize("text", STATES)
def test_each_state(text: str, stated: dict[str, list[Statement]]) -> None:
    assert [row.state for row in stated[text]] == STATES[text]
