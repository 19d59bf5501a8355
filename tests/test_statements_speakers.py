"""Who speaks where the article names him by halves: bodies, representatives, signatures."""

from __future__ import annotations

import pytest

from itogi.coding import code
from itogi.reading import article_from_text


def said(text: str) -> list[tuple[str | None, str | None, str]]:
    coding = code(article_from_text(text, "case"))
    return [(s.speaker, s.state, text[s.start : s.end]) for s in coding.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Посольство Чили молчит. Никто не пострадал, сообщили в министерстве иностранных дел "
            "Чили.",
            ("министерство иностранных дел Чили", "CHL", "Никто не пострадал"),
        ),
        (
            "В министерстве обороны Чада обвинения отвергли. Как сообщил представитель ведомства, "
            "солдаты остались на месте.",
            ("представитель министерства обороны Чада", "TCD", "солдаты остались на месте"),
        ),
        (
            "Политолог Асель Мукаева ждёт перемен. Визит готовится, рассказал собеседник в "
            "правительстве Чили.",
            ("собеседник в правительстве Чили", "CHL", "Визит готовится"),
        ),
        (
            "Граница открыта.\n\n«Мы ждали этого двадцать лет»\n\n"
            "— Картограф южной школы Заза Гогуа",
            ("Заза Гогуа", None, "Мы ждали этого двадцать лет"),
        ),
        (
            "В МИД Перу посоветовали США молчать.",
            ("МИД Перу", "PER", "молчать"),
        ),
        (
            "Российская сторона заявила, что проект готов, китайская отказалась отвечать.",
            ("российская сторона", "RUS", "проект готов"),
        ),
        (
            "В Германии эту причину считают предлогом: министр обвинил Перу в том, что оно лжёт.",
            ("Германия", "DEU", "эту причину считают предлогом"),
        ),
        (
            "«Роснефть» назвала решение немецких властей незаконным отъёмом собственности и "
            "пригрозила судом.",
            ("Роснефть", "RUS", "решение немецких властей незаконным отъёмом собственности"),
        ),
    ],
    ids=[
        "ministry-in-full",
        "of-the-body-before",
        "source-in-a-body",
        "signature",
        "adviser",
        "one-side",
        "equation-before-colon",
        "equation-hung-on-object",
    ],
)
def test_who_said_what(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in said(text)


def test_what_was_spoken_about_is_not_what_was_said() -> None:
    text = "О том, куда пойдут отношения Чили и Перу, корреспонденту рассказал политолог Хуан Мора."
    assert said(text) == []


@pytest.mark.parametrize(
    ("expert", "state"),
    [
        ("директор Центра горных исследований Глеб Рудин", None),
        ("директор Центра горных исследований в Лиме Глеб Рудин", "PER"),
    ],
)
def test_an_expert_is_of_neither_of_two_states(expert: str, state: str | None) -> None:
    text = (
        "Чили и Перу обсудили рыбу. Перу ждёт ответа Чили. Чили готова ответить Перу.\n\n"
        f"«Договорятся осенью, и это будет сделано тихо», — считает {expert}."
    )
    assert [row[1] for row in said(text)] == [state]
