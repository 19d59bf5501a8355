"""What a page says of itself: headline, outlet, authors, date, address, views.

Sources, the surest first: JSON-LD (schema.org), `<meta>`, microdata, the elements that readers
see. What a page contradicts itself on is decided in that order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, TypeVar
from urllib.parse import urlsplit

from lxml.html import HtmlElement, fragment_fromstring
from rapidfuzz import fuzz

from itogi.reading.dates import find_dates
from itogi.reading.lines import is_outlet, label_group, view_count
from itogi.reading.page_lines import page_lines, plain_text
from itogi.reading.page_table import class_words, page_table

_Value = TypeVar("_Value")
_SEPARATORS = re.compile(r"\s+[|—–·•»/-]\s+|\s*\|\s*|\s::\s")
_JOINTS = " |—–·•»/-:"
_ALIKE = 85
"""Likeness of two headlines, 0 to 100 (rapidfuzz partial ratio), from which they are the same."""
_OLDEST = 1990
_TAG = re.compile(r"<(?:p|br|div|h\d|b|i|a|strong|em|span)\b[^>]*>", re.I)
_BARE_NUMBER = re.compile(r"^\d[\d ]*$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the head of a page and its marked elements state; None or empty where they do not."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: date | None
    url: str | None
    description: str | None
    body: str | None
    """The article's text in JSON-LD, for pages that hold it nowhere else."""
    views: int | None


def page_facts(tree: HtmlElement, url: str | None = None) -> PageFacts:
    """Reads the metadata of a page. Broken JSON-LD and empty fields are passed over."""
    linked = list(_linked_data(tree))
    articles = [one for one in linked if _types(one) & page_table().jsonld.articles]
    articles.sort(key=lambda one: "WebPage" in _types(one))
    metas = _metas(tree)
    address = _address(tree, articles, metas, url)
    outlet = _outlet(tree, articles, linked, metas, address)
    return PageFacts(
        title=_title(tree, articles, metas, outlet),
        outlet=outlet,
        authors=_authors(tree, articles, metas, outlet),
        published=_published(tree, articles, metas),
        url=address,
        description=metas.get("og:description") or metas.get("description"),
        body=_first(_body(one.get("articleBody")) for one in articles),
        views=_views(tree, articles),
    )


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, those inside others too."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            found = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        open_items: list[Any] = [found]
        while open_items:
            item = open_items.pop(0)
            if isinstance(item, list):
                open_items[:0] = item
            elif isinstance(item, dict):
                yield item
                nested = (item.get("@graph"), item.get("mainEntity"), item.get("mainEntityOfPage"))
                open_items[:0] = [one for one in nested if isinstance(one, dict | list)]


def _types(item: dict[str, Any]) -> frozenset[str]:
    kinds = item.get("@type")
    return frozenset(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first value that is not empty of every <meta>, by its name in small letters."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _text(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _title(
    tree: HtmlElement, articles: list[dict[str, Any]], metas: dict[str, str], outlet: str | None
) -> str | None:
    """The headline that readers see, where it agrees with what the head says."""
    head = next((plain_text(one) for one in tree.iter("title")), None)
    named = [_text(one.get("headline")) for one in articles]
    named += [metas.get(name) for name in page_table().meta.title]
    stated = [text for text in [*named, head] if text]
    stated = [_without_outlet(text, outlet) for text in stated]
    for tag in ("h1", "h2"):
        for text in (plain_text(one) for one in tree.iter(tag)):
            if text != outlet and any(_alike(text, one) for one in stated):
                return text
    marked = next((plain_text(e) for e in tree.iter("*") if e.get("itemprop") == "headline"), None)
    shown = (text for one in tree.iter("h1") if (text := plain_text(one)) and text != outlet)
    return (stated[0] if stated else None) or marked or next(shown, None)


def _alike(shown: str, stated: str) -> bool:
    """Whether a shown headline is the stated one, which may be the longer one, but not twice."""
    if not 8 < len(shown) <= 400 or 2 * len(shown) < len(stated):
        return False
    return fuzz.partial_ratio(shown.lower(), stated.lower()) >= _ALIKE


def _without_outlet(title: str, outlet: str | None) -> str:
    """«Заголовок — Издание | Рубрика» → «Заголовок», if the outlet is named in it."""
    parts = _SEPARATORS.split(title)
    if len(parts) > 1 and (
        is_outlet(parts[-1]) or (outlet and fuzz.ratio(parts[-1].lower(), outlet.lower()) > 80)
    ):
        return title[: title.rindex(parts[-1])].rstrip(_JOINTS)
    return title


def _outlet(
    tree: HtmlElement,
    articles: list[dict[str, Any]],
    linked: list[dict[str, Any]],
    metas: dict[str, str],
    url: str | None,
) -> str | None:
    sites = [one for one in linked if _types(one) & {"NewsMediaOrganization", "WebSite"}]
    stated = _first(
        [
            metas.get("og:site_name"),
            *(_name(one.get("publisher")) for one in articles),
            *(metas.get(name) for name in page_table().meta.outlet),
            *(_text(one.get("name")) for one in sites),
        ]
    )
    return stated or _shown_outlet(tree) or (urlsplit(url).hostname if url else None)


def _shown_outlet(tree: HtmlElement) -> str | None:
    """The name in <title> that header or footer shows as well, or a known one shown there."""
    head = next((plain_text(one) for one in tree.iter("title")), "")
    parts = [part.strip() for part in _SEPARATORS.split(head) if part.strip()]
    shown = {text.lower() for text in _site_names(tree)}
    longest = max(parts, key=len, default="")
    for part in parts[-1:] + parts[:1]:
        if part != longest and (is_outlet(part) or part.lower() in shown):
            return part
    headlines = {plain_text(one) for one in tree.iter("h1")}
    if len(parts) > 1 and head.rpartition(parts[-1])[0].rstrip(_JOINTS) in headlines:
        return parts[-1]
    known = [text for text in _site_names(tree) if is_outlet(text)]
    if known:
        return known[0]
    home = (plain_text(e) for e in tree.iter("a") if e.get("href") == "/")
    return next((text for text in home if 3 < len(text) <= 40 and not label_group(text)), None)


def _site_names(tree: HtmlElement) -> list[str]:
    """Short texts in the places where a page shows whose it is."""
    marks = page_table().section_words
    found: list[str] = []
    for element in tree.iter("a", "div", "span", "p", "header", "footer", "img", "b", "h1"):
        if element.tag == "img":
            text = _text(element.get("alt")) or ""
        elif (
            element.tag in ("header", "footer", "h1")
            or class_words(element) & marks
            or element.get("href") == "/"
        ):
            text = plain_text(element)
        else:
            continue
        if 2 < len(text) <= 40:
            found.append(text)
    return found


def _authors(
    tree: HtmlElement, articles: list[dict[str, Any]], metas: dict[str, str], outlet: str | None
) -> tuple[str, ...]:
    named = [name for one in articles for name in _names(one.get("author"))]
    if not named:
        named = [metas[name] for name in page_table().meta.authors if name in metas][:1]
    if not named:
        marked = [e for e in tree.iter("*") if e.get("itemprop") == "author"]
        marked += [e for e in tree.iter("a") if e.get("rel") == "author"]
        named = [plain_text(e) for e in marked]
    people: list[str] = []
    for name in named:
        for one in re.split(r"\s*[,;]\s*", name):
            is_site = outlet is not None and one.lower() == outlet.lower()
            if 3 < len(one) <= 60 and "/" not in one and not is_site and one not in people:
                people.append(one)
    return tuple(people)


def _published(
    tree: HtmlElement, articles: list[dict[str, Any]], metas: dict[str, str]
) -> date | None:
    stated = [_text(one.get("datePublished")) for one in articles]
    stated += [metas.get(name) for name in page_table().meta.published]
    for element in tree.iter("*"):
        if element.get("itemprop") == "datePublished":
            stated.append(element.get("datetime") or element.get("content") or plain_text(element))
    return _first(day_in(text) for text in stated)


def day_in(text: str | None) -> date | None:
    """The first full date in a string, if it can be that of a page."""
    found = find_dates(text) if text else []
    return found[0].day if found and found[0].day.year >= _OLDEST else None


def _address(
    tree: HtmlElement, articles: list[dict[str, Any]], metas: dict[str, str], url: str | None
) -> str | None:
    canonical = [e.get("href") for e in tree.iter("link") if (e.get("rel") or "") == "canonical"]
    linked = [_text(one.get(key)) for one in articles for key in ("url", "mainEntityOfPage")]
    for address in [*canonical, metas.get("og:url"), *linked, url]:
        if address and address.startswith(("http://", "https://")):
            return address.strip()
    return None


def _views(tree: HtmlElement, articles: list[dict[str, Any]]) -> int | None:
    """The views of the page: as its JSON-LD counts them, else as the counter after the headline."""
    for one in articles:
        counters = one.get("interactionStatistic")
        for counter in counters if isinstance(counters, list) else [counters]:
            if isinstance(counter, dict) and _is_view_counter(counter):
                count = str(counter.get("userInteractionCount", ""))
                if count.isdigit():
                    return int(count)
    return _shown_views(tree)


def _is_view_counter(counter: dict[str, Any]) -> bool:
    kind = counter.get("interactionType")
    name = str(kind.get("@type")) if isinstance(kind, dict) else str(kind)
    return name.rsplit("/", 1)[-1] in page_table().jsonld.view_actions


def _shown_views(tree: HtmlElement) -> int | None:
    above: int | None = None
    past_headline = False
    for element in tree.iter("*"):
        past_headline = past_headline or element.tag == "h1"
        count = _count_in(element)
        if count is None:
            continue
        if past_headline:
            return count
        above = count if above is None else above
    return above


def _count_in(element: HtmlElement) -> int | None:
    """The number of a view counter, told by its words, or by a mark on it or on its icon."""
    if element.tag in ("script", "style", "html", "body") or len(element) > 4:
        return None
    marked = _marked_as_views(element) or any(_marked_as_views(child) for child in element)
    own = (element.text or "").strip()
    if not marked and not any(character.isdigit() for character in own):
        return None
    text = plain_text(element)
    if len(text) > 60:
        return None
    for part in [text, own, *re.split(r"\s[/|·•,]\s", text)]:
        count = view_count(part)
        if count is not None:
            return count
    return int(text.replace(" ", "")) if marked and _BARE_NUMBER.match(text) else None


def _marked_as_views(element: HtmlElement) -> bool:
    titled = f"{element.get('title') or ''} {element.get('aria-label') or ''}".lower()
    return "просмотр" in titled or bool(class_words(element) & page_table().views_words)


def _first(values: Iterable[_Value | None]) -> _Value | None:
    return next((value for value in values if value), None)


def _text(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("name")
    return re.sub(r"\s+", " ", value).strip() or None if isinstance(value, str) else None


def _body(value: object) -> str | None:
    """The text of an `articleBody`, its paragraphs on lines of their own."""
    if not isinstance(value, str) or not value.strip():
        return None
    if not _TAG.search(value):
        return unescape(value)
    return "\n\n".join(line.text for line in page_lines(fragment_fromstring(value, "div")))


def _name(value: object) -> str | None:
    return next(iter(_names(value)), None)


def _names(value: object) -> list[str]:
    """The names of a person, an organisation, or a list of them."""
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [value.strip()] if isinstance(value, str) and value.strip() else []
