"""An HTML page → `Article`: its words without what surrounds them on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from itogi.reading.article import Article, Block, BlockKind, Furniture, Unreadable
from itogi.reading.body import body_lines
from itogi.reading.lines import (
    Line,
    authors_of,
    date_line,
    ends_sentence,
    has_furniture_prefix,
    in_quotation_marks,
    is_credit,
    is_day_or_span,
    is_one_line_banner,
    is_outlet,
    label_group,
    meta_parts,
    split_lines,
    view_count,
    words_in,
)
from itogi.reading.markup import parse_page, without_side_parts
from itogi.reading.metadata import PageFacts, day_in, page_facts
from itogi.reading.page_lines import PageLine, page_lines, plain_text
from itogi.reading.page_table import class_words
from itogi.reading.published import Published, published_from_text, published_from_url
from itogi.reading.roles import assign_roles, is_repeat, mark_quotations, mark_subheadings
from itogi.reading.tables import label_key

_FEWEST_WORDS = 12
"""Words below which a body is no article."""
_SIGNATURE = re.compile(r"[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё-]+){1,2}")
_CREDIT_IN_CAPTION = re.compile(r"(?:©|\(c\)|Фото(?:графия)?\s*[:©/]|Источник\s*:).*$", re.I)


def article_from_html(data: bytes, id: str, url: str | None = None) -> Article:
    """The article on a page; `url` is where the page came from, if known.

    `Article.text` is headline, lead and body, separated by blank lines; nothing that surrounds the
    article on its page is in it. Raises Unreadable, with the reason, if there is no article.
    """
    tree = parse_page(data)
    facts = page_facts(tree, url)
    lines = body_lines(without_side_parts(tree), facts.title)
    found = _sorted_lines(lines, facts)
    found.timed = _timed(lines)
    if not found.has_words():
        found = _from_linked_data(facts)
    if not found.has_words():
        raise Unreadable("no article on the page: no text of more than a few words was found")
    text, blocks = _composed(facts.title, found)
    banners = _banners(tree, found)
    published = _published(facts, found, banners, tree)
    return Article(
        id=id,
        text=text,
        title=facts.title,
        subtitle=found.subtitle,
        outlet=facts.outlet,
        authors=facts.authors or tuple(found.authors),
        published=published.day,
        published_basis=published.basis,
        published_note=published.note,
        url=facts.url,
        blocks=blocks,
        furniture=Furniture(
            views=facts.views if facts.views is not None else found.views,
            credits=tuple(dict.fromkeys(found.credits)),
            banners=banners,
        ),
    )


@dataclass(slots=True)
class _Found:
    """The lines of an article, its furniture sorted out."""

    subtitle: str | None = None
    texts: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    views: int | None = None
    timed: date | None = None
    printed: date | None = None

    def has_words(self) -> bool:
        return sum(words_in(text) for text in self.texts) >= _FEWEST_WORDS

    def add(self, text: str, kind: BlockKind) -> None:
        self.texts.append(text)
        self.kinds.append(kind)


def _sorted_lines(lines: list[PageLine], facts: PageFacts) -> _Found:
    """Takes the furniture out of the lines of the article and gives the others their roles."""
    found = _Found()
    kept: list[PageLine] = []
    in_links = False
    for line in lines:
        if _is_headline(line, facts.title) or _took_furniture(line, found):
            in_links = label_group(line.text) == "links"
            continue
        in_links = in_links and not _reads_as_text(line)
        if not in_links and not _is_link_to_other(line):
            kept.append(line)
    _give_roles(_without_repeats(kept), facts, found)
    return found


def _is_headline(line: PageLine, title: str | None) -> bool:
    if "h1" in line.hints:
        return True
    return title is not None and is_repeat(line.text, title)


def _took_furniture(line: PageLine, found: _Found) -> bool:
    """Whether the line is furniture; what it tells is noted."""
    text = line.text
    views, dated, authors = view_count(line.unlinked), date_line(text), authors_of(text)
    if views is not None:
        found.views = views if found.views is None else found.views
    elif has_furniture_prefix(text) or label_group(text) or label_group(line.unlinked):
        return True
    elif is_credit(text) or ("credit" in line.hints and not ends_sentence(text)):
        found.credits.append(text)
    elif "caption" in line.hints and "speaker" not in line.hints:
        credit = _CREDIT_IN_CAPTION.search(text)
        found.credits += [credit.group().strip()] if credit else []
    elif dated is not None:
        found.printed = found.printed or dated.published
    elif authors:
        found.authors += authors
    elif meta_parts(text):
        _note_meta_parts(text, found)
    else:
        return is_outlet(text) or _is_byline(line, found)
    return True


def _note_meta_parts(text: str, found: _Found) -> None:
    for part in meta_parts(text):
        dated = date_line(part)
        found.printed = found.printed or (dated.published if dated else None)
        if found.views is None:
            found.views = view_count(part)


def _is_byline(line: PageLine, found: _Found) -> bool:
    """A short line in a part that the page marks as date or author."""
    if not line.hints & {"byline", "date"} or line.hints & {"quote", "heading", "lead"}:
        return False
    if ends_sentence(line.text) or len(line.text) > 100:
        return False
    if "byline" in line.hints and 1 < words_in(line.text) <= 4:
        found.authors.append(line.text)
    return True


def _is_link_to_other(line: PageLine) -> bool:
    """A line that is a link, or begins as a list of links does and holds one."""
    if line.linked > 0.6 and "quote" not in line.hints:
        return not ends_sentence(line.text) or (line.linked > 0.9 and "item" in line.hints)
    first_words = label_key(" ".join(line.text.split()[:2]))
    return line.linked > 0.2 and label_group(first_words) == "links"


def _reads_as_text(line: PageLine) -> bool:
    return line.linked < 0.3 and (ends_sentence(line.text) or len(line.text) > 160)


def _without_repeats(lines: list[PageLine]) -> list[PageLine]:
    """Leaves out what the page prints twice: a pull quote whose words stand in a paragraph."""
    keys = [label_key(line.text) for line in lines]
    bodies = [key for key, line in zip(keys, lines, strict=True) if "quote" not in line.hints]
    seen: set[str] = set()
    kept: list[PageLine] = []
    for key, line in zip(keys, lines, strict=True):
        pulled = "quote" in line.hints and len(key) > 40 and any(key in body for body in bodies)
        if not pulled and not (key in seen and len(key) > 40):
            kept.append(line)
        seen.add(key)
    return kept


def _give_roles(lines: list[PageLine], facts: PageFacts, found: _Found) -> None:
    if len(lines) > 1 and _is_signature(lines[-1].text) and ends_sentence(lines[-2].text):
        found.authors.append(lines.pop().text)
    kinds: list[BlockKind | None] = [_marked_kind(line) for line in lines]
    if lines and _is_lead(lines, facts):
        found.subtitle = lines[0].text
        kinds[0] = "subtitle"
    plain = [Line(line.text, 0, len(line.text), True) for line in lines]
    mark_quotations(plain, kinds)
    mark_subheadings(plain, kinds)
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "subheading" and index == len(lines) - 1:
            continue
        if kind == "quote" and not _is_quotation(index, lines, kinds):
            kind = None
        found.add(line.text, kind or "paragraph")


def _marked_kind(line: PageLine) -> BlockKind | None:
    """The kind that the markup gives."""
    if "speaker" in line.hints and len(line.text) <= 200:
        return "attribution"
    if "quote" in line.hints:
        return "quote"
    if "heading" in line.hints and not (ends_sentence(line.text) and len(line.text) > 160):
        return "subheading"
    if line.bold > 0.95 and words_in(line.text) <= 12 and not ends_sentence(line.text):
        return "subheading" if line.text[-1] not in ":,;" else None
    return None


def _is_quotation(index: int, lines: list[PageLine], kinds: list[BlockKind | None]) -> bool:
    """Whether what is set as a quotation is one, and no editorial inset: it says so by its tag,
    by its marks, or by the name under it."""
    line = lines[index]
    in_tag = line.element.tag == "blockquote" or any(
        ancestor.tag == "blockquote" for ancestor in line.element.iterancestors()
    )
    if in_tag or in_quotation_marks(line.text):
        return True
    following = next((kind for kind in kinds[index + 1 :] if kind != "quote"), None)
    return following == "attribution"


def _is_lead(lines: list[PageLine], facts: PageFacts) -> bool:
    """Marked as lead, set in bold as a whole, or what the page's head gives as its description."""
    first = lines[0]
    if len(lines) < 2 or "quote" in first.hints:
        return False
    if "lead" in first.hints or ("h2" in first.hints and words_in(first.text) >= 6):
        return "lead" not in lines[1].hints or len(lines) > 2
    if "heading" in first.hints:
        return False
    if first.bold > 0.95 and words_in(first.text) >= 6:
        return True
    unstopped = words_in(first.text) >= 3 and not ends_sentence(first.text)
    if unstopped and first.text[-1] not in ":,;" and len(first.text) < len(lines[1].text):
        return True
    described = facts.description is not None and fuzz.ratio(facts.description, first.text) > 95
    return described and first.element.getparent() is not lines[1].element.getparent()


def _is_signature(line: str) -> bool:
    """«Артур Бланк»: first name and family name alone, as under an article."""
    return _SIGNATURE.fullmatch(line) is not None


def _from_linked_data(facts: PageFacts) -> _Found:
    """The article as the page's JSON-LD holds it, for pages that build themselves in the reader."""
    found = _Found()
    lines = [line for line in split_lines(facts.body or "") if line.text != facts.title]
    roles = assign_roles(lines)
    for line, kind in zip(lines, roles.kinds, strict=True):
        if kind not in (None, "furniture"):
            found.add(line.text, "paragraph" if kind == "headline" else kind)
    return found


def _composed(title: str | None, found: _Found) -> tuple[str, tuple[Block, ...]]:
    """The text of the article and its blocks."""
    parts: list[tuple[str, BlockKind]] = [(title, "headline")] if title else []
    parts += zip(found.texts, found.kinds, strict=True)
    blocks: list[Block] = []
    at = 0
    for text, kind in parts:
        blocks.append(Block(kind, at, at + len(text)))
        at += len(text) + 2
    return "\n\n".join(text for text, _ in parts), tuple(blocks)


def _banners(tree: HtmlElement, found: _Found) -> tuple[str, ...]:
    """Events that the page announces outside the article, with their days."""
    article = {label_key(text) for text in found.texts}
    lines = [line for line in page_lines(tree) if label_key(line.text) not in article]
    banners: list[str] = []
    for index, line in enumerate(lines):
        if is_one_line_banner(line.text):
            banners.append(re.split(r"\s[·|•]\s", line.text)[-1])
        elif is_day_or_span(line.text):
            parts = _lines_of_banner(lines, index)
            banners += [", ".join(parts)] if len(parts) > 1 else []
    banners += [
        alt for image in tree.iter("img") if is_one_line_banner(alt := image.get("alt", ""))
    ]
    return tuple(dict.fromkeys(banners))


def _lines_of_banner(lines: list[PageLine], index: int) -> list[str]:
    """The lines of the smallest part of the page with more than the days in it."""
    for ancestor in lines[index].element.iterancestors():
        inside = {id(element) for element in ancestor.iter("*")}
        near = range(max(0, index - 5), min(len(lines), index + 5))
        parts = [lines[i].text for i in near if id(lines[i].element) in inside]
        if len(parts) > 1:
            short = len(parts) <= 5 and all(len(part) <= 80 for part in parts)
            return parts if short and not any(ends_sentence(part) for part in parts) else []
    return []


def _published(
    facts: PageFacts, found: _Found, banners: tuple[str, ...], tree: HtmlElement
) -> Published:
    if facts.published is not None:
        return Published(facts.published, "metadata")
    if found.timed is not None:
        return Published(found.timed, "metadata")
    if found.printed is not None:
        return Published(found.printed, "text")
    in_url = published_from_url(facts.url)
    if in_url is not None:
        return Published(in_url, "url")
    return published_from_text(found.texts, banners, _notices(tree))


def _timed(lines: list[PageLine]) -> date | None:
    """The day of the first <time> in the smallest part of the page with headline and body in it."""
    if not lines:
        return None
    scope = lines[-1].element
    for ancestor in scope.iterancestors():
        scope = ancestor
        if next(ancestor.iter("h1"), None) is not None:
            break
    return next((day for e in scope.iter("time") if (day := day_in(e.get("datetime")))), None)


def _notices(tree: HtmlElement) -> str:
    """The words at the foot of the page."""
    feet = [e for e in tree.iter("*") if e.tag == "footer" or "footer" in class_words(e)]
    return " ".join(plain_text(foot) for foot in feet)
