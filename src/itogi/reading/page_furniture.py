"""The furniture among the lines of an article on a page: taken out, and what it tells noted."""

from __future__ import annotations

import re

from itogi.reading.lines import (
    authors_of,
    date_line,
    ends_sentence,
    has_furniture_prefix,
    is_credit,
    is_full_name,
    is_outlet,
    label_group,
    view_count,
    words_in,
)
from itogi.reading.page_found import Found
from itogi.reading.page_lines import PageLine, meta_parts_of
from itogi.reading.roles import is_repeat
from itogi.reading.tables import label_key

_CREDIT_IN_CAPTION = re.compile(r"(?:©|\(c\)|Фото(?:графия)?\s*[:©/]|Источник\s*:).*$", re.I)


def without_furniture(lines: list[PageLine], title: str | None, found: Found) -> list[PageLine]:
    """The lines that are words of the article, the headline not among them.

    Credits, authors, views and the printed date go into `found`.
    """
    kept: list[PageLine] = []
    in_links = False
    for line in lines:
        if _is_headline(line, title) or _took_furniture(line, found):
            in_links = label_group(line.text) == "links"
            continue
        in_links = in_links and not _reads_as_text(line)
        if not in_links and not _is_link_to_other(line):
            kept.append(line)
    return _without_repeats(kept)


def _is_headline(line: PageLine, title: str | None) -> bool:
    if "h1" in line.hints:
        return True
    return title is not None and is_repeat(line.text, title)


def _took_furniture(line: PageLine, found: Found) -> bool:
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
    elif meta_parts_of(line):
        _note_meta_parts(meta_parts_of(line), found)
    else:
        return is_outlet(text) or _is_byline(line, found)
    return True


def _note_meta_parts(parts: list[str], found: Found) -> None:
    for part in parts:
        if is_full_name(part):
            found.authors.append(part)
        dated = date_line(part)
        found.printed = found.printed or (dated.published if dated else None)
        if found.views is None:
            found.views = view_count(part)


def _is_byline(line: PageLine, found: Found) -> bool:
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
