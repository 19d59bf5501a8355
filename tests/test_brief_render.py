"""The renderers: everything from a page is escaped, every link has its target, nothing is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from brief_codings import Page, visit
from itogi.brief import LANGUAGES, Brief, BriefError, make_brief, render, write_brief
from itogi.brief.render.chart import timeline
from itogi.brief.render.links import deep_link
from itogi.brief.render.markdown import escape

ENDINGS = (".html", ".md", ".json")
NASTY = 'Казахстан & <script>alert(1)</script> "Россия" [a](b) *c* `d` </style> {{ 7*7 }}'


def nasty() -> Brief:
    page = Page(
        "nasty",
        f"{NASTY}.",
        title=f"Россия и Казахстан <img src=x onerror=alert(1)> {NASTY}",
        outlet="</title><b>Газета",
        url="javascript:alert(1)",
    )
    page.event(NASTY, "ACCUSE", "RUS", "KAZ", occasion="<script>alert(1)</script>")
    page.says(NASTY, "<i>Имя</i>", "RUS", office='"><b>министр')
    return make_brief([page.coding()], "RUS", "KAZ")


@pytest.fixture(scope="module", params=LANGUAGES)
def brief(request: pytest.FixtureRequest) -> Brief:
    return make_brief(visit(), "RUS", "KAZ", language=request.param)


def tree(brief: Brief) -> html.HtmlElement:
    return html.document_fromstring(render(brief, ".html").decode())


def test_every_link_inside_has_its_target(brief: Brief) -> None:
    page = tree(brief)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert links
    assert links <= set(ids)


def test_every_claim_shows_its_evidence(brief: Brief) -> None:
    page = tree(brief)
    for section in brief.sections:
        for group in section.groups:
            for claim in group.claims:
                (item,) = page.xpath(f"//li[@id='{claim.id}']")
                places = [
                    (figure.xpath("string(.//mark)"), place.text_content())
                    for figure in item.xpath(".//figure")
                    for place in figure.xpath(".//span[@class='offsets']")
                ]
                expected = [(e.quote, f"{e.start}–{e.end}") for e in claim.evidence]
                assert sorted(places) == sorted(expected)
                assert item.xpath(".//sup/a")


def test_the_page_loads_nothing_from_elsewhere(brief: Brief) -> None:
    page = tree(brief)
    assert not page.xpath(
        "//link | //img | //iframe | //script[@src] | //*[@style] | //*[@onclick]"
    )
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "url(" not in page.xpath("string(//style)")


def test_an_english_page_has_russian_only_where_it_quotes() -> None:
    page = tree(make_brief(visit(), "RUS", "KAZ", language="en"))
    for quoted in page.xpath("//blockquote | //q | //*[@lang='ru'] | //figcaption"):
        quoted.drop_tree()
    for source in page.xpath("//ol[@class='sources']"):
        source.drop_tree()
    russian = re.findall(r"[^\n]*[а-яё][^\n]*", page.xpath("string(//body)"))
    outlets = "Степная газета|Дорожный вестник|Экономический обзор|«?Киргизия»?"
    assert not [line for line in russian if not re.search(outlets, line)]


def test_the_language_is_declared(brief: Brief) -> None:
    page = tree(brief)
    assert page.get("lang") == brief.language
    quotes = page.xpath("//blockquote")
    assert {quote.get("lang") for quote in quotes} == {None if brief.language == "ru" else "ru"}


def test_what_pages_say_is_escaped_in_html() -> None:
    found = nasty()
    page = tree(found)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//main//img | //main//i[not(@class)] | //header//b | //main//h1")
    assert "49" not in page.xpath("string(//blockquote)")
    assert NASTY in page.xpath("string(//blockquote)")
    assert not [href for href in page.xpath("//a/@href") if "javascript" in href]


def test_what_pages_say_is_escaped_in_markdown() -> None:
    shown = render(nasty(), ".md").decode()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "[a](b)" not in shown
    assert r"\[a\](b) \*c\* \`d\`" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. первое", r"1\. первое"),
        ("- тире", r"\- тире"),
        ("# знак", r"\# знак"),
        ("a_b | c", r"a\_b \| c"),
        ("две\nстроки", "две строки"),
        ("A&B <c>", "A&amp;B &lt;c&gt;"),
    ],
)
def test_markdown_escapes(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_markdown_links_have_targets(brief: Brief) -> None:
    shown = render(brief, ".md").decode()
    targets = set(re.findall(r'<a id="([^"]+)"></a>', shown))
    links = set(re.findall(r"\(#([^)]+)\)", shown))
    assert links
    assert links <= targets


def test_markdown_and_html_show_every_claim(brief: Brief) -> None:
    shown = render(brief, ".md").decode()
    for section in brief.sections:
        for group in section.groups:
            for claim in group.claims:
                assert escape(claim.text) in shown
                (line,) = re.findall(rf'<a id="{claim.id}"></a>.*', shown)
                for evidence in claim.evidence:
                    assert "([↑](#" in line or f"{evidence.start}–{evidence.end}" in shown


def test_words_of_a_reprint_are_quoted_once_with_all_their_places(brief: Brief) -> None:
    (claim,) = (c for s in brief.sections[1:2] for g in s.groups for c in g.claims)
    assert len(claim.evidence) == 2
    places = [f"{e.source}, {e.start}–{e.end}" for e in claim.evidence]
    shown = render(brief, ".md").decode()
    assert rf"\[{places[0]}; {places[1]}\]" in shown
    (item,) = tree(brief).xpath(f"//li[@id='{claim.id}']")
    (figure,) = item.xpath(".//figure")
    assert len(figure.xpath(".//figcaption/p")) == 2


def test_markdown_points_to_words_that_it_has_quoted_before() -> None:
    words = "Казахстан построит дорогу в Россию"
    page = Page("road", f"«{words}», — сказал министр транспорта России Иван Лугов.")
    page.says(words, "Иван Лугов", "RUS", office="министр транспорта").track(words, "transport")
    brief = make_brief([page.coding()], "RUS", "KAZ")
    by_key = {s.key: [c for g in s.groups for c in g.claims] for s in brief.sections}
    (said,), (on_track,) = by_key["official"], by_key["tracks"]
    shown = render(brief, ".md").decode()
    assert f"([↑](#{said.id}))" in next(x for x in shown.splitlines() if on_track.id in x)
    assert shown.count(f"> «**{words}**»") == 1


def test_json_holds_the_whole_brief(brief: Brief) -> None:
    content = json.loads(render(brief, ".json"))
    assert content["format"] == 1
    assert (content["a"], content["b"], content["language"]) == ("RUS", "KAZ", brief.language)
    assert [s["key"] for s in content["sections"]] == [s.key for s in brief.sections]
    assert content["sources"][0]["published"] == "2024-05-20"
    first = content["sections"][1]["groups"][0]["claims"][0]["evidence"][0]
    assert set(first) == {"source", "start", "end", "before", "quote", "after"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_brief_is_set_the_same(brief: Brief, ending: str) -> None:
    again = make_brief(visit(), "RUS", "KAZ", language=brief.language)
    assert render(brief, ending) == render(again, ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_findings_are_set_too(ending: str) -> None:
    empty = make_brief([], "RUS", "KAZ")
    assert "нет статей" in render(empty, ending).decode()


def test_briefs_are_written_by_their_ending(tmp_path: Path, brief: Brief) -> None:
    for name in ("a.html", "b.MD", "c.json"):
        write_brief(brief, tmp_path / name)
        assert (tmp_path / name).read_bytes() == render(brief, Path(name).suffix)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("brief.odt", r"«\.odt»: no such format; a brief is written as .*\.html, \.json, \.md"),
        ("brief", "no such format"),
        ("missing/brief.md", r"brief\.md: cannot be written"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, brief: Brief, name: str, message: str) -> None:
    with pytest.raises(BriefError, match=message):
        write_brief(brief, tmp_path / name)


def test_a_page_without_address_is_linked_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "заметка 1.txt"
    file.write_text("текст")
    coding = visit()[0]
    local = replace(coding, article=replace(coding.article, url=None, source=str(file)))
    assert make_brief([local], "RUS", "KAZ").sources[0].link == file.as_uri()
    gone = replace(coding, article=replace(coding.article, url=None, source=str(file) + "x"))
    assert make_brief([gone], "RUS", "KAZ").sources[0].link is None


@pytest.mark.parametrize(
    ("link", "words", "deep"),
    [
        ("https://a.example/1", "два слова", "https://a.example/1#:~:text=%D0%B4%D0%B2%D0%B0%20%D1%81%D0%BB%D0%BE%D0%B2%D0%B0"),
        ("https://a.example/1#top", "a-b, c&d", "https://a.example/1#top:~:text=a%2Db%2C%20c%26d"),
        ("https://a.example/1", "a b c d e f g h i j k l m n", "https://a.example/1#:~:text=a%20b%20c%20d%20e,j%20k%20l%20m%20n"),
        ("https://a.example/1", " ", "https://a.example/1"),
    ],
)  # fmt: skip
def test_links_open_at_the_words(link: str, words: str, deep: str) -> None:
    assert deep_link(link, words) == deep


def test_the_chart_draws_every_event(brief: Brief) -> None:
    periods = brief.figures.timeline
    drawing = html.fragment_fromstring(str(timeline(periods, 'A & "B"')))
    bars = [p for p in periods for c in p.by_quad if c.number]
    assert len(drawing.xpath("//rect")) == len(bars)
    assert drawing.get("aria-label") == 'A & "B"'
    heights = [float(rect.get("height")) for rect in drawing.xpath("//rect")]
    assert all(height > 0 for height in heights)
