"""Reprints: which texts are one story, whatever order they come in."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from itogi.coding.records import Coding
from itogi.reading.article import Article, Block
from itogi.store import Store, cluster
from itogi.store.stories import same_story, shingles

TELEGRAM = (
    "Глава правительства Монголии прибыл во Владивосток на форум. Он осмотрел выставку и "
    "встретился с губернатором края, с которым говорил о поставках мяса и угля через порты "
    "Приморья. Стороны условились открыть прямой рейс до Улан-Батора к началу лета."
)
CUT = TELEGRAM.rsplit(". ", 1)[0] + "."
LONGER = (
    "Новости края. " + TELEGRAM + " Форум продлится до пятницы, его гости приехали из 12 стран."
)
OTHER = (
    "Губернатор Приморья принял на форуме делегацию Монголии: речь шла об угле, мясе и о том, "
    "когда самолёты начнут летать во Владивосток без пересадки. Решения обещают к маю."
)
TURNED = (
    "Он осмотрел выставку и встретился с губернатором края, с которым говорил о поставках мяса и "
    "угля через порты Приморья. Глава правительства Монголии прибыл во Владивосток на форум. "
    "Прямой рейс до Улан-Батора, как условились стороны, откроют к началу лета."
)
TYPOGRAPHY = TELEGRAM.replace(".", " …").upper()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (TELEGRAM, TELEGRAM, True),
        (TELEGRAM, CUT, True),
        (TELEGRAM, LONGER, True),
        (CUT, LONGER, True),
        (TELEGRAM, TYPOGRAPHY, True),
        (TELEGRAM, TURNED, True),
        (TELEGRAM, OTHER, False),
        ("Коротко о погоде", "Коротко о погоде", False),
        ("", "", False),
    ],
)
def test_same_story(a: str, b: str, same: bool) -> None:
    assert same_story(shingles(a), shingles(b)) is same
    assert same_story(shingles(b), shingles(a)) is same


def test_a_short_text_inside_a_much_longer_one_is_no_reprint() -> None:
    digest = " ".join(f"Абзац номер {n} рассказывает про событие {n * 7}." for n in range(80))
    assert not same_story(shingles(TELEGRAM), shingles(TELEGRAM + digest))


def test_furniture_does_not_count() -> None:
    menu = "Главная Политика Экономика Спорт Культура Погода Архив Подписка Контакты Реклама " * 5
    text = menu + TELEGRAM
    blocks = (Block("furniture", 0, len(menu)), Block("paragraph", len(menu), len(text)))
    assert shingles(text, blocks) == shingles(TELEGRAM)


def _coding(name: str, text: str) -> Coding:
    return Coding(Article(id=name, text=text, url=f"https://{name}.example/"))


TEXTS = {"telegram": TELEGRAM, "cut": CUT, "longer": LONGER, "other": OTHER}


def test_clusters_are_numbered_by_first_appearance() -> None:
    articles = [_coding(name, text).article for name, text in TEXTS.items()]
    assert cluster(articles) == [0, 0, 0, 1]
    assert cluster(articles[::-1]) == [0, 1, 1, 1]


@pytest.mark.parametrize("order", list(permutations(TEXTS))[::5])
def test_the_store_finds_the_same_stories_in_any_order(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    with Store(tmp_path / "itogi.db") as store:
        for name in order:
            store.add(_coding(name, TEXTS[name]))
        stories = {article.id: article.story for article in store.articles()}
    assert stories["telegram"] == stories["cut"] == stories["longer"] != stories["other"]


def test_a_page_whose_text_changes_leaves_its_story(tmp_path: Path) -> None:
    with Store(tmp_path / "itogi.db") as store:
        store.add(_coding("telegram", TELEGRAM))
        store.add(_coding("cut", CUT))
        assert store.counts().stories == 1
        store.add(_coding("cut", OTHER))
        assert store.counts().stories == 2
        store.add(_coding("cut", CUT))
        assert store.counts().stories == 1
