"""For which state a speaker speaks named without one: courts, applicants, friends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itogi.coding.records import Statement
from marked_statements import check, read_case, statements_of

COURTS = {
    "whose court it is, not whose citizen": (
        "Турецкий суд приговорил немецкого журналиста к семи годам\n\n"
        "Суд в Измире приговорил немецкого журналиста Петера Ланге к семи годам. "
        "Обвинение утверждает, что ⟦i обвинение TUR: Ланге передавал сведения⟧. "
        "Прокурор заявил, что ⟦i прокурор TUR: вина доказана⟧. "
        "Следствие считает, что ⟦i следствие TUR: журналист действовал не один⟧. "
        "Гособвинитель попросил ⟦i гособвинитель TUR: оставить Ланге под стражей⟧. "
        "Берлин призвал Анкару ⟦i Берлин DEU: освободить журналиста⟧."
    ),
    "where he was arrested": (
        "Гражданин Германии Петер Ланге задержан в Москве в марте. "
        "Как считает следствие, ⟦i следствие RUS: он собирал секретные сведения⟧. "
        "Следователи заявили, что ⟦i следователи RUS: при нём нашли карты⟧. "
        "МИД Германии заявил, что ⟦i МИД DEU: Германия поможет своему гражданину⟧."
    ),
    "the place before the verb": (
        "В Киеве задержан гражданин Белоруссии Павел Ткач.\n\n"
        "Источник в правоохранительных органах сообщил, что "
        "⟦i источник UKR: Ткач готовил взрыв⟧. "
        "Источник в силовых структурах уточнил, что ⟦i источник UKR: всё прошло ночью⟧."
    ),
    "an international court": (
        "Международный уголовный суд начал процесс над бывшим президентом Кении\n\n"
        "В Гааге начался процесс над Джоном Омонди. "
        "Прокурор заявил, что ⟦i прокурор ICC: вина доказана⟧. "
        "Обвинение считает, что ⟦i обвинение ICC: приказ был отдан⟧."
    ),
    "a judge with a name": (
        "Окружной суд Нью-Йорка отказал российскому банку «Заречье» в иске. "
        "Судья Марк Холл заявил, что ⟦i Холл USA: банк не доказал ущерб⟧. "
        "Прокуратура настаивает, что ⟦i прокуратура USA: счета вели в Панаму⟧."
    ),
    "the seat of an international court": (
        "Суд в Гааге отложил решение. Судья пояснил, что ⟦i судья -: документы не готовы⟧."
    ),
}

SIDES = {
    "applicants against a state": (
        "Семь россиян подали в ЕСПЧ жалобу против Латвии. "
        "Заявители считают, что ⟦i заявители RUS: власти Латвии лишили их гражданства⟧. "
        "Минюст Латвии заявил, что ⟦i Минюст LVA: готов защищаться⟧."
    ),
    "applicants of whom nothing is told": (
        "Жалоба против Латвии рассмотрена. В Латвии ждут решения. "
        "Истцы уверены, что ⟦i истцы -: правы⟧."
    ),
    "a lawyer by his town": (
        "Вильнюсский адвокат Йонас Грицюс заявил, что ⟦i Грицюс LTU: подаст иск⟧.\n\n"
        "Варшава отвергла иск. Польский суд отклонил жалобу."
    ),
    "followers of one on trial": (
        "Британский суд признал гражданина Литвы Йонаса Грицюса виновным. Сторонники Грицюса "
        "заявили, что ⟦i сторонники -: приговор несправедлив⟧."
    ),
    "followers of a president": (
        "Сторонники президента Венесуэлы Уго Морено заявили, что ⟦i сторонники VEN: он победил⟧."
    ),
    "where she lives": (
        "Правозащитница Мари Дюпон, которая живёт в Марселе, заявила, что "
        "⟦i Дюпон FRA: Турция нарушает права⟧.\n\nТурция отвергла обвинения. Анкара молчит."
    ),
    "whence she is": (
        "Йована Марек из Вильнюса заявила, что ⟦i Марек LTU: её не пустили в Польшу⟧. "
        "Польша молчит. Польские пограничники отказались от комментариев."
    ),
}

PARTICIPLES = {
    "who calls, not what is called": (
        "Министр обороны Литвы Йонас Грицюс, названный президентом Румынии Ионом Попой "
        "«⟦d Попа ROU: главным виновником срыва сделки⟧», ушёл в отставку."
    ),
    "who rejects, not whose charges": (
        "Отвергая обвинения Киева, президент Румынии Ион Попа подчеркнул, что "
        "⟦i Попа ROU: Бухарест соблюдает договор⟧."
    ),
    "a gerund between": (
        "На встрече с премьером Литвы Йонасом Грицюсом президент Румынии Ион Попа, обвинив "
        "Польшу в шантаже, пообещал ⟦i Попа ROU: поставить газ⟧."
    ),
}

GROUPS = {"courts": COURTS, "sides": SIDES, "participles": PARTICIPLES}
MARKED = {
    f"{group}: {name}": read_case(marked)
    for group, cases in GROUPS.items()
    for name, marked in cases.items()
}
"""As in `marked_statements`, with the state behind the speaker's name, «-» for none."""
CASES = {
    name: replace(
        case, expected=[(k, who.rpartition(" ")[0], said) for k, who, said in case.expected]
    )
    for name, case in MARKED.items()
}
STATES = {
    name: [who.rpartition(" ")[2] for _, who, _ in case.expected] for name, case in MARKED.items()
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[Statement]]:
    return statements_of(CASES)


@pytest.mark.parametrize("name", CASES)
def test_each_state(name: str, found: dict[str, list[Statement]]) -> None:
    check(CASES[name], found[name])
    assert [row.state or "-" for row in found[name]] == STATES[name]
