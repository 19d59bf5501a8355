"""Plain text: the text untouched, every line in its role."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from itogi.reading import Article, article_from_text

SHARED = Path(__file__).parents[1].parent / "shared"

PAGE = """Степной Вестник

Астана и Ташкент открыли новый мост

Астана и Ташкент открыли новый мост
Фото: пресс-служба акимата
Главы двух правительств перерезали ленту на границе.

Новый мост соединил две области. По нему пойдут поезда и грузовики, сообщили в министерстве.

«Этот мост ждали двадцать лет. Теперь дорога до соседей займёт час»

— Ерлан Сапаров, министр транспорта

Что дальше?

Стороны намерены построить ещё две переправы до конца десятилетия, если найдут деньги.

1 204 просмотра

Видео

Все видео

реклама

Форум дорожников

Шымкент, Казахстан

3–5 марта"""


def kinds_of(article: Article) -> list[tuple[str, str]]:
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


def kind_of(article: Article, line: str) -> str:
    return next(kind for kind, text in kinds_of(article) if text == line)


def test_dump_of_a_page() -> None:
    article = article_from_text(PAGE, "most")
    assert article.text == PAGE
    assert article.outlet == "Степной Вестник"
    assert article.title == "Астана и Ташкент открыли новый мост"
    assert article.subtitle == "Главы двух правительств перерезали ленту на границе."
    assert article.furniture.views == 1204
    assert article.furniture.credits == ("Фото: пресс-служба акимата",)
    assert article.furniture.banners == ("Форум дорожников, Шымкент, Казахстан, 3–5 марта",)
    assert [kind for kind, _ in kinds_of(article)] == [
        "furniture",
        "headline",
        "furniture",
        "furniture",
        "subtitle",
        "paragraph",
        "quote",
        "attribution",
        "subheading",
        "paragraph",
        *["furniture"] * 7,
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_offsets_hold_at_any_line_ending(ending: str) -> None:
    text = PAGE.replace("\n", ending)
    article = article_from_text(text, "most")
    assert article.text == text
    assert article.title == "Астана и Ташкент открыли новый мост"
    assert kind_of(article, "— Ерлан Сапаров, министр транспорта") == "attribution"


def test_byte_order_mark_is_part_of_the_text_and_of_no_block() -> None:
    article = article_from_text("\ufeff" + PAGE, "most")
    assert article.text == "\ufeff" + PAGE
    assert article.blocks[0].start == 1


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "Слово", "—", "«", "\n" * 50 + "."])
def test_nearly_nothing(text: str) -> None:
    article = article_from_text(text, "x")
    assert article.text == text
    assert article.title is None


LEADING = (
    "Переговоры прошли в столице\n\nМинистры обсудили поставки зерна и договорились о встрече.\n\n"
)
TRAILING = "\n\nСледующая встреча министров назначена на весну будущего года."


@pytest.mark.parametrize(
    "line",
    [
        "13345 просмотров",
        "Просмотров: 1 204",
        "© Фото: Иван Петров / Агентство",
        "Фото: ТАСС",
        "Источник фото: сайт ведомства",
        "Иллюстративное фото: архив",
        "реклама",
        "Реклама:",
        "ЧИТАЙТЕ ТАКЖЕ",
        "Читайте также: В столице открыли новый музей",
        "Теги: зерно, торговля, Казахстан",
        "#зерно #торговля",
        "Подписывайтесь на наш канал в Telegram",
        "Поделиться",
        "Комментарии (12)",
        "Мы используем файлы cookie, чтобы сайт работал лучше",
        "Если вы заметили ошибку, выделите её и нажмите Ctrl+Enter",
        "16+",
        "https://example.org/novosti/12",
        "Автор: Илья Гордеев",
        "Восток / 17 мая 2024 / 6 233 просмотра",
    ],
)
def test_furniture_by_its_words(line: str) -> None:
    article = article_from_text(LEADING + line + TRAILING, "x")
    assert kind_of(article, line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Видео с места событий показали по телевидению, передал корреспондент.",
        "Главный редактор газеты сообщил, что тираж вырос вдвое.",
        "Фото с переговоров опубликовал сайт президента.",
        "За сутки запись собрала 13345 просмотров.",
        "25 октября 1990 года парламент принял декларацию о суверенитете.",
        "С 11 по 22 ноября в Баку шли переговоры о климате.",
        "«Мы готовы к диалогу», — сказал министр.",
        "left|Барак Обама",
        "Сторонам помогли посредники [http://example.org сообщается] из Женевы.",
        "Реклама российских товаров запрещена указом президента.",
        "Комментарии сторон разошлись.",
        "Подписаться под документом отказались трое министров.",
        "На сайте посольства сообщили об отмене виз.",
    ],
)
def test_text_stays_text(line: str) -> None:
    article = article_from_text(LEADING + line + TRAILING, "x")
    assert kind_of(article, line) != "furniture"


def test_list_of_links_ends_where_text_begins() -> None:
    links = "Читайте также\n\nВ столице открыли музей\n\nКурс валюты на завтра\n\n"
    article = article_from_text(LEADING + links + TRAILING.strip(), "x")
    assert kind_of(article, "В столице открыли музей") == "furniture"
    assert kind_of(article, "Курс валюты на завтра") == "furniture"
    assert kind_of(article, TRAILING.strip()) == "paragraph"


@pytest.mark.parametrize(
    ("quotation", "under", "kinds"),
    [
        ("«Мы готовы к диалогу и ждём ответа»", "— Анна Серова", ["quote", "attribution"]),
        ('"Мы готовы к диалогу и ждём ответа"', "- Анна Серова", ["quote", "attribution"]),
        ("«Мы готовы к диалогу и ждём ответа»", "Анна Серова", ["quote", "attribution"]),
        ("«Мы готовы к диалогу»", "Источник в правительстве", ["quote", "attribution"]),
        ("«Мы готовы к диалогу»", "— Посол Олжас Ким", ["quote", "attribution"]),
        ("«Мы готовы»\n\n«Ждём ответа»", "— Анна Серова", ["paragraph", "quote", "attribution"]),
        ("«Мы готовы\n\nЖдём ответа»", "— Анна Серова", ["quote", "quote", "attribution"]),
        ("«Хлеб» и «Соль» договорились о слиянии.", "Анна Серова", ["paragraph", "subheading"]),
        (
            "Мы давно ждали этого моста и наконец дождались.",
            "— Анна Серова, министр воды",
            ["quote", "attribution"],
        ),
        (
            "Как вы оцениваете итоги встречи двух министров?",
            "— Россия, как вы знаете, нас поддержала.",
            ["paragraph", "paragraph"],
        ),
        ("В списке участников переговоров:", "- Анна Серова", ["paragraph", "paragraph"]),
        ("- Олжас Ким", "- Анна Серова", ["paragraph", "paragraph"]),
    ],
)
def test_quotation_and_who_said_it(quotation: str, under: str, kinds: list[str]) -> None:
    article = article_from_text(f"{LEADING}{quotation}\n\n{under}{TRAILING}", "x")
    assert [kind for kind, _ in kinds_of(article)][2:-1] == kinds


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Послы встретились в Женеве", "Послы встретились в Женеве"),
        ("Послы встретились в Женеве.", "Послы встретились в Женеве."),
        ("Кто заплатит за мост?", "Кто заплатит за мост?"),
        ("послы встретились в Женеве", None),
        ("Послы встретились. Они говорили долго. Потом разошлись.", None),
        ("- Послы встретились в Женеве", None),
    ],
)
def test_headline(top: str, title: str | None) -> None:
    body = "Послы двух стран провели встречу и обсудили обмен пленными, сообщили в миссии.\n"
    assert article_from_text(f"{top}\n\n{body}", "x").title == title


def test_first_sentence_in_the_words_of_the_headline_is_no_repeat() -> None:
    text = "Послы встретились в Женеве\n\nПослы встретились в Женеве.\n\nОни говорили долго."
    article = article_from_text(text, "x")
    assert [kind for kind, _ in kinds_of(article)] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("25 октября 2024, 14:30", date(2024, 10, 25)),
        ("14:30 25.10.2024", date(2024, 10, 25)),
        ("2024-10-25", date(2024, 10, 25)),
        ("05/08/2008 10:35", date(2008, 8, 5)),
        ("Опубликовано: 25 окт. 2024 г. (обновлено 26 окт. 2024 г.)", date(2024, 10, 25)),
        ("Обновлено 26.10.2024", None),
        ("ТАСС, 25 октября 2024 года", date(2024, 10, 25)),
        ("Пятница, 25 октября 2024", date(2024, 10, 25)),
        ("31.02.2024", None),
        ("25 октября", None),
    ],
)
def test_date_line(line: str, published: date | None) -> None:
    text = f"Послы встретились в Женеве\n\n{line}\n\nОни говорили долго и договорились об обмене."
    article = article_from_text(text, "x")
    assert article.published == published
    assert article.published_basis == ("text" if published else "unknown")


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "Послы встретились в Женеве\n\n"
        "Послы двух стран провели встречу и обсудили обмен\n"
        "пленными, о чём сообщили в постоянной миссии при\n"
        "ООН. Стороны договорились встретиться ещё раз до\n"
        "конца месяца, а также открыть прямую линию связи\n"
        "между штабами.\n\n"
        "Посредником стала Турция."
    )
    article = article_from_text(text, "x")
    assert [kind for kind, _ in kinds_of(article)] == ["headline", "paragraph", "paragraph"]
    assert kinds_of(article)[1][1].endswith("между штабами.")


MENU = """Степной Вестник

Политика

Экономика

Рыба ушла из реки

Найти

15 февраля 2023, 09:00

Астана и Ташкент открыли новый мост

Главы двух правительств перерезали ленту на границе, сообщили в министерстве.

РЕКЛАМА Насосы оптом и в розницу

По новому мосту пойдут поезда и грузовики.

мосты

Казахстан

Узбекистан

Ида Ким 7 902 просмотра

Поделиться: ВКонтакте Телеграм

Комментарии (2)

Анна К.

Давно пора было построить.

© 2011–2025 «Степной Вестник». Перепечатка только со ссылкой."""


def test_dump_of_a_page_with_its_menu_and_comments() -> None:
    article = article_from_text(MENU, "most")
    assert [text for kind, text in kinds_of(article) if kind != "furniture"] == [
        "Астана и Ташкент открыли новый мост",
        "Главы двух правительств перерезали ленту на границе, сообщили в министерстве.",
        "По новому мосту пойдут поезда и грузовики.",
    ]
    assert (article.outlet, article.title) == (
        "Степной Вестник",
        "Астана и Ташкент открыли новый мост",
    )
    assert (article.published, article.authors) == (date(2023, 2, 15), ("Ида Ким",))
    assert article.furniture.views == 7902


@pytest.mark.parametrize("line", ["Комментарии (2)", "© 2024 Агентство", "Все права защищены"])
def test_nothing_closes_an_article_over_its_text(line: str) -> None:
    article = article_from_text(LEADING + line + TRAILING, "x")
    assert kind_of(article, TRAILING.strip()) == "paragraph"


def every_shared_text() -> list[Path]:
    folders = ("gold/dev", "gold/train", "data/factrueval", "data/nerel/train", "data/nerel/dev")
    return sorted(path for folder in folders for path in (SHARED / folder).glob("*.txt"))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared texts are not beside the project")
def test_shared_texts_are_covered_by_blocks_and_hardly_ever_taken_for_furniture() -> None:
    sentences, lost = 0, []
    for path in every_shared_text():
        text = path.read_bytes().decode("utf-8")
        article = article_from_text(text, path.stem)
        assert article.text == text
        at = 0
        for block in article.blocks:
            assert at <= block.start < block.end
            assert not text[at : block.start].strip(" \r\n\t\u00a0\u200b\ufeff\u2028\u2029")
            at = block.end
            words = text[block.start : block.end]
            if len(words) > 40 and words.endswith("."):
                sentences += 1
                if block.kind == "furniture":
                    lost.append((path.stem, words))
        assert not text[at:].strip(" \r\n\t\u00a0\u200b\ufeff")
    assert sentences > 5000
    assert len(lost) <= sentences // 2000, lost


@pytest.mark.skipif(not SHARED.exists(), reason="the seed is not beside the project")
def test_seed() -> None:
    text = (SHARED / "seed.txt").read_bytes().decode("utf-8")
    article = article_from_text(text, "seed")
    assert article.text == text
    assert article.outlet == "Вестник Кавказа"
    assert article.title == "Россия подвела итоги отношений с Казахстаном"
    assert article.subtitle is not None and article.subtitle.endswith("с Днем республики.")
    assert article.furniture.views == 13345
    assert article.furniture.credits == ("© Фото: пресс-служба президента РФ",)
    assert article.furniture.banners == ("COP29, Баку, Азербайджан, 11-22 ноября",)
    assert kind_of(article, "- Владимир Путин") == "attribution"
    assert kind_of(article, "Что ждет связи России и Казахстана?") == "subheading"
    assert (article.published, article.published_basis) == (date(2024, 10, 25), "inferred")
    assert article.published_note is not None and "COP29" in article.published_note
    assert sum(block.kind == "furniture" for block in article.blocks) == 10


@pytest.mark.parametrize(
    "title", ["Корреспондент чешского радио вышел на волю", "Коррупция стоила премьеру поста"]
)
def test_a_headline_that_begins_like_a_byline_is_no_byline(title: str) -> None:
    article = article_from_text(f"{title}\n\nСуд в столице огласил решение утром.", "byline")
    assert article.title == title
    assert not article.authors


def test_a_correspondent_is_an_author() -> None:
    article = article_from_text(
        "Мост открыт\n\nКорр. Анна Лисина\n\nМост соединил две области. Его ждали двадцать лет.",
        "byline",
    )
    assert article.authors == ("Анна Лисина",)
