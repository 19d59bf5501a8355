"""The dateline of a wire report: where the report itself begins, the outlet, the day."""

from __future__ import annotations

from datetime import date

import pytest

from itogi.coding import code
from itogi.reading import article_from_text
from itogi.reading.dateline import dateline

REPORT = "Президент Чили прибыл в столицу Перу."


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("ЛИМА, 3 мая. /ТАСС/. ", "ТАСС", (5, 3)),
        ("ЛИМА, 3 мая — РИА Новости. ", "РИА Новости", (5, 3)),
        ("НЬЮ-ЙОРК, 30 янв - РИА Новости. ", "РИА Новости", (1, 30)),
        ("Москва. 2 ноября. INTERFAX.RU - ", "Интерфакс", (11, 2)),
        ("МОСКВА/КИЕВ, 7 авг – Sputnik. ", "Sputnik", (8, 7)),
        ("БАКУ /Trend/ - ", "Trend", None),
        ("АСТАНА. КАЗИНФОРМ – ", "Казинформ", None),
        ("13 ноября, Минск /Корр. БЕЛТА/. ", "БелТА", (11, 13)),
        ("19 июня. ТАСС. ", "ТАСС", (6, 19)),
        ("ТАШКЕНТ, 14 сен 2023 — Sputnik. ", "Sputnik", (9, 14)),
        ("Бишкек, 25 октября 2024 года — ", None, (10, 25)),
    ],
)
def test_datelines(line: str, outlet: str | None, day: tuple[int, int] | None) -> None:
    found = dateline(line + REPORT)
    assert found is not None
    assert (line + REPORT)[found.end :] == REPORT
    assert found.outlet == outlet
    assert (found.month, found.day) == (day or (None, None))


@pytest.mark.parametrize(
    "paragraph",
    [
        REPORT,
        "Москва, 3 мая. Президент прибыл в Лиму.",
        "Лима – столица Перу. Сюда прибыл президент Чили.",
        "25 октября Казахстан отмечает День республики.",
        "ТАСС: президент Чили прибыл в Лиму.",
        "Чили, Перу, Колумбия. Таков путь президента.",
        "Париж. Берлин. Рим - три столицы за три дня.",
    ],
)
def test_what_is_none(paragraph: str) -> None:
    assert dateline(paragraph) is None


def test_a_full_date_is_that_of_publication() -> None:
    article = article_from_text(f"Визит\n\nТАШКЕНТ, 14 сен 2023 — Sputnik. {REPORT}", "page")
    assert (article.published, article.published_basis) == (date(2023, 9, 14), "text")
    assert article.outlet == "Sputnik"


@pytest.mark.parametrize(
    "line",
    [
        "ЛИМА, 3 мая 2024 года, Степной вестник — ",
        "Лима, 3 мая 2024 г. (Степной вестник). ",
        "Лима, 3 мая 2024 - ",
    ],
)
def test_a_full_date_needs_no_known_outlet(line: str) -> None:
    article = article_from_text(f"Визит в Перу\n\n{line}{REPORT}", "page")
    assert (article.published, article.published_basis) == (date(2024, 5, 3), "text")


def test_a_day_without_a_year_is_told() -> None:
    article = article_from_text(f"Визит в Перу\n\nЛИМА, 3 мая. /ТАСС/. {REPORT}", "page")
    assert article.published is None
    assert (
        article.published_note == "в тексте сказано «ЛИМА, 3 мая. /ТАСС/.»; года страница не даёт"
    )


def test_no_sentence_begins_in_the_dateline() -> None:
    text = "Москва. 2 ноября. INTERFAX.RU - Президент Чили обсудил с президентом Перу договор."
    coding = code(article_from_text(text, "page"))
    assert [b.kind for b in coding.article.blocks] == ["dateline", "paragraph"]
    (event,) = coding.events
    assert text[event.start :].startswith("Президент Чили")
    assert coding.states == ("CHL", "PER", "RUS")
