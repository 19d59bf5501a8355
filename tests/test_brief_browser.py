"""The HTML brief in a real browser: links reach open evidence, nothing is requested, no errors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief_codings import talkative, visit
from itogi.brief import make_brief, write_brief

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

QUOTED = "figure:has([id='{}']) mark"
"""The words that a place stands under."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture
def page(browser, tmp_path: Path) -> Iterator[object]:
    """The brief opened; on leaving, no errors and no requests but the one for the file itself."""
    file = tmp_path / "brief.html"
    write_brief(make_brief(visit(), "RUS", "KAZ"), file)
    opened = browser.new_page(viewport={"width": 1100, "height": 800})
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda request: troubles.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    assert troubles == [file.as_uri()]
    opened.close()


def test_every_citation_opens_its_evidence(page) -> None:
    cites = page.locator("sup.cite a")
    assert cites.count() > 10
    for number in range(cites.count()):
        cite = cites.nth(number)
        target = cite.get_attribute("href")
        cite.click()
        assert page.locator(QUOTED.format(target[1:])).is_visible(), target


def test_evidence_opens_and_closes_by_hand(page) -> None:
    box = page.locator("details.evidence").first
    assert not box.locator("mark").first.is_visible()
    box.locator("summary").click()
    assert box.locator("mark").first.is_visible()
    box.locator("summary").click()
    assert not box.locator("mark").first.is_visible()


def test_the_button_opens_and_closes_all(page) -> None:
    button = page.locator("#all")
    boxes = page.locator("details.evidence").count()
    for opened in (boxes, 0):
        button.click()
        assert page.locator("details.evidence[open]").count() == opened


def test_sources_are_reached_from_evidence(page) -> None:
    page.locator("#all").click()
    page.locator("figcaption a.source").first.click()
    assert page.evaluate("document.querySelector(':target').parentNode.className") == "sources"


@pytest.mark.parametrize("width", [360, 800, 1500])
def test_nothing_runs_over_the_edge(page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#all").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_is_what_is_open(page) -> None:
    page.emulate_media(media="print")
    shown = "all => all.filter(mark => mark.checkVisibility()).length"
    assert page.locator("mark").evaluate_all(shown) == 0
    page.emulate_media(media="screen")
    page.locator("#all").click()
    page.emulate_media(media="print")
    assert page.locator("mark").evaluate_all(shown) == page.locator("mark").count()
    assert not page.locator("nav").is_visible()


def test_a_link_opens_every_box_around_its_target(browser, tmp_path: Path) -> None:
    write_brief(make_brief([talkative()], "RUS", "KAZ"), tmp_path / "brief.html")
    opened = browser.new_page()
    opened.goto((tmp_path / "brief.html").as_uri())
    folded = opened.locator("details.rest li.claim").last
    target = folded.locator("sup a").get_attribute("href")
    assert not folded.is_visible()
    opened.goto((tmp_path / "brief.html").as_uri() + target)
    assert opened.locator(QUOTED.format(target[1:])).is_visible()
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_paper(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.locator("#all").click()
    for selector in ("h1", ".claim .text", ".about", "blockquote mark", "summary .open", ".note"):
        ratio = page.locator(selector).first.evaluate(CONTRAST)
        assert ratio >= 4.5, (selector, scheme, ratio)


# Contrast of an element's letters with what is behind them, by WCAG 2.1, "relative luminance".
CONTRAST = """element => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(value => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = element;
  const clear = node => getComputedStyle(node).backgroundColor === "rgba(0, 0, 0, 0)";
  while (clear(behind) && behind.parentElement) behind = behind.parentElement;
  const pair = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
  const [a, b] = pair.map(light);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""
