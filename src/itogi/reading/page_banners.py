"""Events that a page announces beside its article: «COP29, Баку, Азербайджан, 11-22 ноября»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from itogi.reading.lines import ends_sentence, is_one_line_banner, is_span_of_days
from itogi.reading.page_lines import PageLine, page_lines
from itogi.reading.tables import label_key


def page_banners(tree: HtmlElement, texts: Iterable[str]) -> tuple[str, ...]:
    """The banners of a page, in its order; `texts`, the lines of its article, are none."""
    article = {label_key(text) for text in texts}
    lines = [line for line in page_lines(tree) if label_key(line.text) not in article]
    banners: list[str] = []
    for index, line in enumerate(lines):
        if is_one_line_banner(line.text):
            banners.append(re.split(r"\s[·|•]\s", line.text)[-1])
        elif is_span_of_days(line.text):
            parts = _lines_of_banner(lines, index)
            banners += [", ".join(parts)] if len(parts) > 1 else []
    banners += [
        alt for image in tree.iter("img") if is_one_line_banner(alt := image.get("alt", ""))
    ]
    return tuple(dict.fromkeys(banners))


def _lines_of_banner(lines: list[PageLine], index: int) -> list[str]:
    """The lines of the smallest part of the page with more than the days in it."""
    for ancestor in lines[index].element.iterancestors():
        inside = set(ancestor.iter("*"))
        near = range(max(0, index - 5), min(len(lines), index + 5))
        parts = [lines[i].text for i in near if lines[i].element in inside]
        if len(parts) > 1:
            short = len(parts) <= 5 and all(len(part) <= 80 for part in parts)
            return parts if short and not any(ends_sentence(part) for part in parts) else []
    return []
