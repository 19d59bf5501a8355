"""Plain text → `Article`: the text stays as it is, its lines are given their roles."""

from __future__ import annotations

import re
from itertools import pairwise

from itogi.reading.article import Article, Block, Furniture
from itogi.reading.dateline import with_dateline
from itogi.reading.lines import Line, ends_sentence, split_lines
from itogi.reading.published import Published, published_from_text
from itogi.reading.roles import Roles, assign_roles

_LOWER = re.compile(r"^[a-zа-яё]")


def article_from_text(text: str, id: str) -> Article:
    """The article in a plain text, which may be the dump of its whole page.

    `Article.text` equals `text` to the character, so offsets into a file hold. Never raises; a
    text without a single word gives an article without blocks.
    """
    lines = _unwrapped(split_lines(text), text)
    roles = assign_roles(lines)
    published = _published(lines, roles)
    article = Article(
        id=id,
        text=text,
        title=_text_at(lines, roles.title),
        subtitle=_text_at(lines, roles.subtitle),
        outlet=roles.outlet,
        authors=roles.authors,
        published=published.day,
        published_basis=published.basis,
        published_note=published.note,
        blocks=_blocks(lines, roles),
        furniture=Furniture(roles.views, tuple(roles.credits), tuple(roles.banners)),
    )
    return with_dateline(article)


def _published(lines: list[Line], roles: Roles) -> Published:
    if roles.published is not None:
        return Published(roles.published, "text")
    pairs = zip(lines, roles.kinds, strict=True)
    words = [line.text for line, kind in pairs if kind not in ("furniture", "headline")]
    return published_from_text(words, roles.banners)


def _text_at(lines: list[Line], index: int | None) -> str | None:
    return None if index is None else lines[index].text


def _blocks(lines: list[Line], roles: Roles) -> tuple[Block, ...]:
    return tuple(
        Block(kind or "paragraph", line.start, line.end)
        for line, kind in zip(lines, roles.kinds, strict=True)
    )


def _unwrapped(lines: list[Line], text: str) -> list[Line]:
    """Joins the lines of a text that was broken at a fixed width, paragraph by paragraph.

    Such a text shows itself by lines that break off in mid sentence: the next one, with no blank
    line between, begins with a small letter.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    broken = [a for a, b in pairs if _breaks_off(a, b)]
    if not broken:
        return lines
    wrapped = len(broken) >= 3 and len(broken) * 2 >= len(pairs)
    width = max(len(line.text) for line in broken)
    runs: list[list[Line]] = [lines[:1]]
    for last, line in pairwise(lines):
        full = 0.7 * width <= len(last.text) <= width + 20
        goes_on = not line.gap and (_breaks_off(last, line) or (wrapped and full))
        if goes_on:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_joined(run, text) for run in runs]


def _joined(run: list[Line], text: str) -> Line:
    start, end = run[0].start, run[-1].end
    return run[0] if len(run) == 1 else Line(text[start:end], start, end, run[0].gap)


def _breaks_off(line: Line, following: Line) -> bool:
    return bool(_LOWER.match(following.text)) and not (
        ends_sentence(line.text) or line.text[-1] in ":;"
    )
