"""HTML pages of many makes: the words of the article, and none of what surrounds them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from itogi.reading import Article, Unreadable, article_from_html

PAGES = Path(__file__).parents[1] / "examples" / "pages"

LEAD = "Министры двух стран провели в Ташкенте переговоры о воде и договорились о новой комиссии."
FIRST = "Встреча длилась четыре часа. Стороны обсудили попуски из водохранилищ и ремонт каналов."
SECOND = "Комиссия соберётся весной. В неё войдут инженеры, гидрологи и представители районов."
QUOTATION = "«Вода не знает границ, и мы обязаны делить её честно, а не по праву сильного»"
LAST = "Прежний договор стороны подписали в Бишкеке 21 января 2000 года, он действует до сих пор."
BODY = [LEAD, FIRST, SECOND, LAST]
TITLE = "Ташкент и Бишкек поделят воду заново"


def blocks_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


MODERN = f"""<!doctype html><html lang="ru"><head><meta charset="utf-8">
<title>{TITLE} | Долина</title><meta property="og:site_name" content="Долина">
<meta property="og:title" content="{TITLE}">
<link rel="canonical" href="https://dolina.example/voda/12">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2024-10-25T09:00:00+05:00", "author": [{{"@type": "Person", "name": "Ида Ким"}}],
"interactionStatistic": {{"interactionType": "https://schema.org/ReadAction",
"userInteractionCount": 512}}}}</script></head>
<body class="with-sidebar"><header><a href="/">Долина</a><nav><a href="/v">Вода</a></nav></header>
<main><article><h1>{TITLE}</h1><p class="article__lead">{LEAD}</p>
<figure><img src="a.jpg"><figcaption>Министры за столом. © Фото: пресс-служба</figcaption></figure>
<p>{FIRST}</p><aside class="read-also"><p>По теме</p><a href="/1">Рыба ушла из реки</a></aside>
<blockquote class="q"><p>{QUOTATION}</p><footer><cite>Анна Серова, гидролог</cite></footer>
</blockquote><h2>Что решили</h2><p>{SECOND}</p><p>{LAST}</p>
<ul class="tags"><li><a href="/t/1">вода</a></li></ul></article>
<section class="comments"><p>Наконец-то договорились, давно пора было.</p></section></main>
<div class="cookie">Мы используем файлы cookie. Продолжая, вы соглашаетесь.</div>
<footer>© 2010–2025 «Долина». <div class="promo">Форум воды. Ош, 3–5 мая</div></footer></html>"""

TABLES = f"""<html><head><title>{TITLE} :: Долина</title></head><body><table><tr>
<td><a href="/"><img src="l.gif" alt="Долина"></a></td></tr>
<tr><td class=s><b>Лента новостей</b><br>
<a href="/1">Рыба ушла из реки</a><br><a href="/2">Мост закрыли на ремонт</a><br>
<b>Погода</b><br>В Оше днём до двадцати</td>
<td><span class=t><b>{TITLE}</b></span><br><span class=s>25.10.2024 09:00</span><br><br>
<b>{LEAD}</b><br><br>&nbsp;&nbsp;{FIRST}<br><br>
<div><i>{QUOTATION}</i></div><div>- Гидролог Анна Серова</div><br>
<b>Что решили</b><br><br>&nbsp;{SECOND}<br><br>{LAST}<br><br>
<div align=right>Ида Ким</div><hr>Просмотров: 512 <a href="/p">Версия для печати</a><br>
<b>Новости по теме:</b><br><a href="/1">Рыба ушла из реки</a></td></tr>
<tr><td>Форум воды, Ош, 3–5 мая</td></tr></table></body></html>"""

PLAIN_DIVS = f"""<html><head><meta charset="utf-8"><title>{TITLE} - Долина</title>
<meta property="og:site_name" content="Долина"></head><body><div id="a1"><div id="a2">
<div class="x7">25 октября 2024, 09:00</div><h1>{TITLE}</h1><div class="x8">{LEAD}</div>
<div class="x9"><span>Фото: Долина</span></div><div class="z">{FIRST}</div>
<div class="y"><span>РЕКЛАМА</span> <a href="/r">Насосы оптом и в розницу</a></div>
<div class="k"><div>{QUOTATION}</div><div>Источник в министерстве</div></div>
<div class="h">Что решили</div><div class="z">{SECOND}</div>
<div class="y2"><b>Читайте также</b> <a href="/1">Рыба ушла из реки</a></div>
<div class="z">{LAST}</div><div>Текст: Ида Ким</div><div>512 просмотров</div>
<div><a href="#">ВКонтакте</a> <a href="#">Телеграм</a></div></div>
<div id="b"><div>Календарь событий</div><div>3–5 мая — Форум воды, Ош</div></div></div></html>"""

ELEMENTOR = f"""<html><head><meta charset="utf-8"><title>{TITLE} — Долина</title>
<meta property="article:published_time" content="2024-10-25T09:00:00+05:00">
<meta name="author" content="Ида Ким"></head><body class="single post-with-widgets">
<div class="elementor-widget elementor-widget-heading"><h1>{TITLE}</h1></div>
<div class="elementor-widget elementor-widget-text"><p>{LEAD}</p></div>
<div class="elementor-widget elementor-widget-text"><p>{FIRST}</p></div>
<div class="elementor-widget elementor-widget-quote"><blockquote>{QUOTATION}
<cite>Анна Серова</cite></blockquote></div>
<div class="elementor-widget elementor-widget-text"><h3>Что решили</h3><p>{SECOND}</p></div>
<div class="wp-related-posts"><h3>Похожие записи</h3><p><a href="/1">Рыба ушла из реки</a></p></div>
<div class="elementor-widget elementor-widget-text"><p>{LAST}</p></div>
<span class="post-views"><i class="icon-eye"></i> 512</span>
<div class="site-footer"><p>Форум воды. Ош, 3–5 мая</p></div></body></html>"""

MAKES = {"modern": MODERN, "tables": TABLES, "divs": PLAIN_DIVS, "elementor": ELEMENTOR}


@pytest.mark.parametrize("make", MAKES)
def test_words_of_the_article_and_no_others(make: str) -> None:
    article = article_from_html(MAKES[make].encode(), make)
    texts = [text for _, text in blocks_of(article)]
    assert article.title == TITLE
    assert article.text.count(TITLE) == 1
    speaker = next(text for kind, text in blocks_of(article) if kind == "attribution")
    expected = [TITLE, LEAD, FIRST, QUOTATION, speaker, "Что решили", SECOND, LAST]
    assert texts == expected
    kinds = {text: kind for kind, text in blocks_of(article)}
    assert kinds[TITLE] == "headline"
    assert kinds[QUOTATION] == "quote"
    assert kinds["Что решили"] == "subheading"
    assert article.text == "\n\n".join(texts)


@pytest.mark.parametrize("make", MAKES)
def test_what_the_page_says_of_itself(make: str) -> None:
    article = article_from_html(MAKES[make].encode(), make)
    assert article.outlet == "Долина"
    assert article.published == date(2024, 10, 25)
    assert article.published_basis == ("metadata" if make in ("modern", "elementor") else "text")
    assert article.authors == ("Ида Ким",)
    assert article.furniture.views == 512
    assert len(article.furniture.banners) == 1 and "Форум воды" in article.furniture.banners[0]


def test_credit_and_address() -> None:
    article = article_from_html(MODERN.encode(), "m", url="http://mirror.example/12")
    assert article.furniture.credits == ("© Фото: пресс-служба",)
    assert article.subtitle == LEAD
    assert article.url == "https://dolina.example/voda/12"
    assert article_from_html(PLAIN_DIVS.encode(), "d", url="http://mirror.example/1").url == (
        "http://mirror.example/1"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "utf-16"])
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "no-such-charset"])
def test_encodings_declared_or_not_or_wrongly(encoding: str, declared: str | None) -> None:
    page = TABLES.replace("–", "-").replace("—", "-").replace("«", '"').replace("»", '"')
    if declared:
        page = page.replace("<title>", f'<meta charset="{declared}"><title>', 1)
    article = article_from_html(page.encode(encoding), "x")
    assert article.title == TITLE
    assert FIRST in article.text


@pytest.mark.parametrize("part", [0.5, 0.6, 0.7, 0.8, 0.9])
def test_page_cut_off_in_the_middle(part: float) -> None:
    data = MODERN.encode()
    article = article_from_html(data[: int(len(data) * part)], "x")
    assert article.title == TITLE
    assert LEAD in article.text


def test_article_in_linked_data_only() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": f"{LEAD}\n\n{FIRST}"}
    page = f'<html><body><div id="root"></div><script type="application/ld+json">{json.dumps(data)}'
    article = article_from_html((page + "</script></body></html>").encode(), "x")
    assert [text for _, text in blocks_of(article)] == [TITLE, LEAD, FIRST]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 200, "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("Просто текст без разметки".encode(), "no markup"),
        (b"<html></html>", "no article"),
        ("<html><body><nav><a href='/'>Главная</a></nav></body></html>".encode(), "no article"),
        (("<ul>" + "<li><a href='/1'>Рыба ушла</a></li>" * 40 + "</ul>").encode(), "no article"),
    ],
)
def test_no_article(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        article_from_html(data, "x")


@pytest.mark.parametrize(
    "script",
    ["{broken", "[]", "null", '{"@type": 5}', '{"@graph": [1, {"author": [null, {"name": 3}]}]}'],
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    page = MODERN.replace("<head>", f'<head><script type="application/ld+json">{script}</script>')
    assert article_from_html(page.encode(), "x").title == TITLE


def test_pull_quote_that_repeats_the_body_is_left_out() -> None:
    said = "Вода не знает границ, и мы обязаны делить её честно, а не по праву сильного"
    page = MODERN.replace(FIRST, f"{FIRST} «{said}», — сказала Серова.")
    page = page.replace(QUOTATION, said)
    assert article_from_html(page.encode(), "x").text.count(said) == 1


@pytest.mark.parametrize(
    ("made", "inferred", "note"),
    [
        ("Сегодня, 25 октября, отмечают праздник. В 2022 году его отменяли.", "2022-10-25", "2022"),
        ("Сегодня, 25 октября, отмечают праздник. В 2021 году его отменяли.", None, "года"),
        ("Праздник отметят 25 октября. В 2022 году его отменяли.", None, "даты"),
        ("Сегодня в Казахстане отмечают День республики, как и в 2022 году.", "2022-10-25", "2022"),
        ("Сегодня, 25 октября 2022 года, отмечают праздник.", "2022-10-25", None),
    ],
)
def test_date_of_a_page_that_prints_none(made: str, inferred: str | None, note: str | None) -> None:
    page = (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<div><p>{LEAD}</p><p>{FIRST} {made}</p></div><footer>© Долина, 2009–2022</footer></body>"
    )
    article = article_from_html(page.encode(), "x")
    assert (article.published.isoformat() if article.published else None) == inferred
    assert note is None or (article.published_note and note in article.published_note)


@pytest.mark.parametrize(
    ("banner", "inferred"),
    [
        ("COP29 Баку, Азербайджан 11-22 ноября", "2024-10-25"),
        ("COP29 Баку, Азербайджан 12-22 ноября", None),
        ("Ярмарка, Ош, 11-22 ноября", None),
        ("Ярмарка, Ош, 11-22 ноября 2023", "2023-10-25"),
        ("Ярмарка, Ош, 3-5 марта 2024 года", "2023-10-25"),
    ],
)
def test_year_by_an_announced_event(banner: str, inferred: str | None) -> None:
    page = (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<div><p>{LEAD}</p><p>{FIRST} Сегодня, 25 октября, они уедут.</p></div>"
        f"<div class=b1>{banner}</div></body></html>"
    )
    article = article_from_html(page.encode(), "x")
    assert article.furniture.banners == (banner,)
    assert (article.published.isoformat() if article.published else None) == inferred
    assert article.published_basis == ("inferred" if inferred else "unknown")


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://a.example/2024/10/25/voda", date(2024, 10, 25)),
        ("https://a.example/news/20241025/12.html", date(2024, 10, 25)),
        ("https://a.example/25-10-2024-voda", date(2024, 10, 25)),
        ("https://a.example/2024/10/voda", None),
        ("https://a.example/2024/31/31/voda", None),
    ],
)
def test_date_in_the_address(url: str, published: date | None) -> None:
    page = PLAIN_DIVS.replace("25 октября 2024, 09:00", "")
    article = article_from_html(page.encode(), "x", url=url)
    assert article.published == published
    assert article.published_basis == ("url" if published else "unknown")


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.htm*")), ids=lambda path: path.stem)
def test_example_pages(path: Path) -> None:
    article = article_from_html(path.read_bytes(), path.stem)
    assert article.title and article.outlet and article.text.count(article.title) == 1
    assert "\n\n".join(text for _, text in blocks_of(article)) == article.text
    lowered = article.text.lower()
    for stray in ("реклама", "читайте также", "cookie", "просмотр", "поделиться", "фото:", "©"):
        assert stray not in lowered
    for banner in article.furniture.banners:
        assert banner not in article.text


BLOCKS = f"""<body><div class="page"><div class="article__header"><div class="article__info-date">
<a href="/d/">09:00 25.10.2024</a> <span>(обновлено: 11:20 26.10.2024)</span></div>
<h1 class="article__title">{TITLE}</h1><h2 class="article__second-title">Что ждёт каналы и поля</h2>
</div><div class="article__announce"><div class="media"><img src="a.jpg">
<div class="media__copyright"><a href="/f">© Агентство / Ида Ким</a></div>
<div class="media__description">Плотина. Архивное фото</div></div></div><div class="article__body">
<div class="article__block"><div class="article__text">{LEAD}</div></div>
<div class="article__block"><div class="banner">Насосы оптом</div></div>
<div class="article__block"><div class="article__quote"><div class="article__quote-text">{QUOTATION}
</div><div class="article__quote-author">Анна Серова</div><div class="article__quote-post">гидролог
</div></div></div><div class="article__block"><div class="article__article"><a href="/1">Рыба ушла
</a><div>24 октября, 18:00</div></div></div>
<div class="article__block"><div class="article__text">{SECOND}</div></div>
<div class="article__block"><div class="article__text">{LAST}</div></div></div></div></body>"""

SITE_NAME_IN_H1 = f"""<head><title>{TITLE} / Газета Полдень</title></head><body>
<h1>Газета Полдень</h1>
<div><h2>{TITLE}</h2><p>25 октября 2024</p><p>{LEAD}</p><p>{SECOND}</p><p>{LAST}</p></div></body>"""

ONE_SENTENCE = f"""<head><title>{TITLE}</title></head><body><div><a href="/">Все</a></div>
<h1>{TITLE}</h1><p>{LEAD}</p><div><a href="/1">Рыба ушла</a> <a href="/2">Мост</a></div></body>"""

BREAKS = f"""<head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{LEAD}<br><br>{FIRST}<br>
<br>{QUOTATION}<br>- Анна Серова<br><br>{SECOND}<br>{LAST}</div>
<div>Реклама на сайте</div></body>"""

SECTIONS = f"""<body><main><h1>{TITLE}</h1><section><h2>Встреча</h2><p>{LEAD}</p><p>{FIRST}</p>
</section>
<section class="ad-slot"><p>Скидки на насосы до конца недели, успейте заказать.</p></section>
<section><h2>Комиссия</h2><p>{SECOND}</p><ul><li>каналы;</li><li>насосы.</li></ul><p>{LAST}</p>
</section><p>Подписывайтесь на наш канал в Telegram</p></main></body>"""


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        (
            BLOCKS,
            ["Что ждёт каналы и поля", LEAD, QUOTATION, "Анна Серова, гидролог", SECOND, LAST],
        ),
        (SITE_NAME_IN_H1, [LEAD, SECOND, LAST]),
        (ONE_SENTENCE, [LEAD]),
        (BREAKS, [LEAD, FIRST, QUOTATION, "- Анна Серова", SECOND, LAST]),
        (SECTIONS, ["Встреча", LEAD, FIRST, "Комиссия", SECOND, "каналы;", "насосы.", LAST]),
    ],
    ids=["blocks", "site-name-in-h1", "one-sentence", "breaks", "sections"],
)
def test_other_makes(page: str, texts: list[str]) -> None:
    article = article_from_html(f"<html>{page}</html>".encode(), "x")
    assert [text for _, text in blocks_of(article)] == [TITLE, *texts]


def test_date_in_a_link_over_the_headline_and_credit_in_a_caption() -> None:
    article = article_from_html(f"<html>{BLOCKS}</html>".encode(), "x")
    assert (article.published, article.published_basis) == (date(2024, 10, 25), "text")
    assert article.subtitle == "Что ждёт каналы и поля"
    assert article.furniture.credits == ("© Агентство / Ида Ким",)


def test_day_on_which_a_page_was_shown_is_not_its_date() -> None:
    page = BREAKS.replace(
        "<body>", "<body><div class='top'><div>Пятница, 26 ноября 2027</div></div>"
    )
    assert article_from_html(page.encode(), "x").published is None
