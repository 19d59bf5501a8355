"""The sample pages, read end to end: `examples_expected.toml` says what each must give."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from itogi.coding.plover import event_types
from itogi.reading import Article, read

HERE = Path(__file__).parent
PAGES = HERE.parent / "examples" / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (HERE / "examples_expected.toml").read_text(encoding="utf-8")
)


@cache
def article(name: str) -> Article:
    (found,) = read([PAGES / f"{name}.html"])
    assert isinstance(found, Article), found
    return found


def source(name: str) -> str:
    """The markup as written: one of the layouts is in windows-1251."""
    data = (PAGES / f"{name}.html").read_bytes()
    return data.decode("cp1251" if b"charset=windows-1251" in data else "utf-8")


def words_of(page: Article, *kinds: str) -> list[str]:
    """The text of each block of these kinds, or of each that is not furniture if none is named."""
    return [
        " ".join(page.text[block.start : block.end].split())
        for block in page.blocks
        if block.kind in kinds or (not kinds and block.kind != "furniture")
    ]


def cases(field: str) -> list[Any]:
    """(page, value) for each value of a list, or for the one value, that the table gives."""
    found = []
    for name, page in EXPECTED.items():
        values = page.get(field, [])
        values = values if isinstance(values, list) else [values]
        found += [
            pytest.param(name, value, id=f"{name}-{number}")
            for number, value in enumerate(values, start=1)
        ]
    return found


def test_every_page_is_expected_and_every_expectation_has_its_page() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in PAGES.glob("*.html"))


def test_every_event_type_occurs_on_some_page() -> None:
    assert {kind for page in EXPECTED.values() for kind in page["events"]} == set(event_types())


def test_a_folder_of_pages_is_read_without_a_refusal() -> None:
    found = list(read([PAGES]))
    assert [one.id for one in found if isinstance(one, Article)] == sorted(EXPECTED)
    assert len(found) == len(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_title_stands_once_as_the_headline(name: str) -> None:
    page = article(name)
    assert page.title == EXPECTED[name]["title"]
    assert words_of(page, "headline") == [page.title]
    assert words_of(page).count(page.title) == 1


@pytest.mark.parametrize(("name", "outlet"), cases("outlet"))
def test_outlet(name: str, outlet: str) -> None:
    assert article(name).outlet == outlet


@pytest.mark.parametrize("name", EXPECTED)
def test_date_and_its_basis(name: str) -> None:
    page = article(name)
    assert page.published == EXPECTED[name].get("published")
    assert page.published_basis in EXPECTED[name]["basis"]
    assert (page.published_basis == "inferred") <= bool(page.published_note)


@pytest.mark.parametrize(("name", "views"), cases("views"))
def test_views(name: str, views: int) -> None:
    assert article(name).furniture.views == views


@pytest.mark.parametrize(("name", "credit"), cases("credit"))
def test_photo_credit_is_kept_as_furniture(name: str, credit: str) -> None:
    page = article(name)
    assert page.furniture.credits == (credit,)
    assert not any(credit in words for words in words_of(page))


@pytest.mark.parametrize(("name", "author"), cases("author"))
def test_author(name: str, author: str) -> None:
    assert article(name).authors == (author,)


@pytest.mark.parametrize(("name", "banner"), cases("banner"))
def test_event_banner_is_kept_as_furniture(name: str, banner: str) -> None:
    page = article(name)
    assert any(banner in one for one in page.furniture.banners)
    assert not any(banner in words for words in words_of(page))


@pytest.mark.parametrize(("name", "speaker"), cases("quoted"))
def test_quotation_stands_over_the_line_that_names_its_speaker(name: str, speaker: str) -> None:
    page = article(name)
    blocks = [block for block in page.blocks if block.kind != "furniture"]
    pairs = [
        (over.kind, page.text[under.start : under.end].strip(" \n-–—"))
        for over, under in pairwise(blocks)
        if under.kind == "attribution"
    ]
    assert ("quote", speaker) in pairs


@pytest.mark.parametrize("name", EXPECTED)
def test_subheadings_stand_apart(name: str) -> None:
    assert words_of(article(name), "subheading") == EXPECTED[name]["subheadings"]


@pytest.mark.parametrize(("name", "number"), cases("blocks"))
def test_nothing_is_lost_or_added(name: str, number: int) -> None:
    assert len(words_of(article(name))) == number


@pytest.mark.parametrize(("name", "words"), cases("present"))
def test_text_keeps(name: str, words: str) -> None:
    assert any(words in block for block in words_of(article(name)))


@pytest.mark.parametrize(("name", "words"), cases("absent"))
def test_furniture_stays_out_of_the_text(name: str, words: str) -> None:
    page = article(name)
    assert words in source(name), "the page does not show these words: the check would be empty"
    assert not any(words in block for block in words_of(page))


@pytest.mark.parametrize("name", EXPECTED)
def test_blocks_cover_the_text_in_order(name: str) -> None:
    page = article(name)
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end
        assert not page.text[end : block.start].strip()
        end = block.end
    assert not page.text[end:].strip()
