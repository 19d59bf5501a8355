"""The first article that itogi must sum up, from the page's dump to the brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from itogi.brief import Brief, Claim, make_brief, render
from itogi.coding import code
from itogi.reading import Article, read

SEED = Path(__file__).parents[2] / "shared" / "seed.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seed.txt is not here")


@pytest.fixture(scope="module")
def brief() -> Brief:
    (article,) = [item for item in read([SEED]) if isinstance(item, Article)]
    return make_brief([code(article)], "RUS", "KAZ")


def claims(brief: Brief, *keys: str) -> list[Claim]:
    return [
        claim
        for section in brief.sections
        if section.key in keys
        for group in section.groups
        for claim in group.claims
    ]


def test_the_telegram_is_an_official_act(brief: Brief) -> None:
    (telegram,) = claims(brief, "events")
    assert (telegram.code, telegram.status) == ("SUPPORT", "actual")
    assert telegram.text == "Поздравление от России — Казахстану"
    assert telegram.notes == ("Повод: «с Днем республики»", "Канал: «на сайте Кремля»")


def test_its_words_are_the_presidents(brief: Brief) -> None:
    said = claims(brief, "official")[0]
    assert said.text == "Владимир Путин, президент России"
    assert said.words and said.words.startswith("«Ваша страна уверенно движется")
    assert len(said.evidence) > 1  # The newsroom's paraphrases stand beside the quotation.


def test_seven_directions_and_what_he_adds_are_tracks(brief: Brief) -> None:
    assert {count.key: count.number for count in brief.figures.by_track} == {
        "trade": 1,
        "investment": 1,
        "transport": 1,
        "digital": 1,
        "integration": 1,
        "sanctions": 1,
        "politics": 1,
        "security": 1,
    }


def test_what_stands_in_the_way(brief: Brief) -> None:
    (section,) = [section for section in brief.sections if section.key == "constraints"]
    titles = [group.title for group in section.groups]
    assert titles[:2] == ["Санкции", "Платежи и расчёты"]
    assert {claim.text.split(",")[0] for claim in claims(brief, "constraints")} == {"Сергей Марков"}


def test_history_is_background_and_not_counted(brief: Brief) -> None:
    recalled = claims(brief, "background")
    assert "25 октября 1990 г." in [" ".join((claim.when or "").split()) for claim in recalled]
    assert not [period for period in brief.figures.timeline if period.key.startswith("1990")]


def test_the_slip_is_flagged(brief: Brief) -> None:
    (flag,) = claims(brief, "flags")
    assert flag.text == "«Азербайджан»: названа третья сторона, вне пары Россия — Казахстан"


@pytest.mark.parametrize("word", ["13345", "просмотров", "Видео", "COP29", "Баку", "реклама"])
def test_furniture_is_in_no_claim(brief: Brief, word: str) -> None:
    for section in brief.sections:
        for group in section.groups:
            for claim in group.claims:
                for evidence in claim.evidence:
                    assert word not in evidence.before + evidence.quote + evidence.after


def test_the_inferred_date_gives_its_reason(brief: Brief) -> None:
    (source,) = brief.sources
    assert source.basis == "дата выведена"
    assert source.note
    assert source.note in render(brief, ".html").decode()
