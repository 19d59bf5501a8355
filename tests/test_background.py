"""What the newsroom recalls, as tables of cases."""

from dataclasses import replace
from datetime import date

import pytest

from itogi.coding import code
from itogi.reading import article_from_text

RECALLED = [
    ("Напомним, стороны встретились в мае 2014 года.", "2014-05"),
    ("Напомним, что договор подписали 8 апреля 2010 года в Праге.", "2010-04-08"),
    ("Справка: отношения установлены в 1992 году.", "1992"),
    ("Как сообщалось ранее, послы обсудили границу.", None),
    ("Сегодня в Армении отмечают государственный праздник.", None),
    ("В 1991 году республика объявила независимость.", "1991"),
    ("21 декабря 1962 года при помощи войск Бурунди власть захватили мятежники.", "1962-12-21"),
]

NEWS = [
    "Президент Сербии встретился с послом Италии.",
    "Соглашение действует до 2035 года.",
    "Министр напомнил о договоре.",
    "Кения приостановила действие соглашения с Угандой, подписанного в 1967 году.",
    "«В 1991 году мы были одной страной», — сказал президент Армении.",
]


@pytest.mark.parametrize(("text", "date"), RECALLED)
def test_recalled_sentences_are_background(text, date):
    coding = code(article_from_text(f"Посол прибыл в столицу. {text}", "case"))
    assert [(coding.article.text[b.start : b.end], b.date) for b in coding.background] == [
        (text, date)
    ]


@pytest.mark.parametrize("text", NEWS)
def test_news_and_speech_are_not(text):
    assert code(article_from_text(text, "case")).background == ()


def test_the_rest_of_the_paragraph_is_recalled_too_but_not_the_next_one():
    text = "Послы встретились.\n\nНапомним, идёт спор о воде. Он длится давно.\n\nПослы уехали."
    coding = code(article_from_text(text, "case"))
    assert [text[b.start : b.end] for b in coding.background] == [
        "Напомним, идёт спор о воде.",
        "Он длится давно.",
    ]


GOES_ON = [
    ("В ответ Россия ввела против Турции санкции.", True),
    ("Сейчас стороны строят газопровод.", False),
    ("Завтра министры встретятся.", False),
    ("3 сентября 2023 года министры встретились.", False),
]


@pytest.mark.parametrize(("text", "background"), GOES_ON)
def test_what_goes_on_from_a_dated_past_is_past_too(text, background):
    history = "24 ноября 2015 года Турция сбила российский самолёт."
    page = replace(article_from_text(f"{history} {text}", "case"), published=date(2023, 9, 5))
    coding = code(page)
    recalled = [page.text[b.start : b.end] for b in coding.background]
    assert recalled == ([history, text] if background else [history])
    sanctions = [e.status for e in coding.events if e.type == "SANCTION"]
    assert sanctions == (["historical"] if background else [])
