"""The roles of the lines of an article on a page: by its markup, else as in a plain text."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from itogi.reading.article import BlockKind
from itogi.reading.lines import Line, ends_sentence, in_quotation_marks, is_full_name, words_in
from itogi.reading.page_found import Found
from itogi.reading.page_lines import PageLine
from itogi.reading.roles import mark_quotations, mark_subheadings


def give_roles(lines: list[PageLine], description: str | None, found: Found) -> None:
    """Adds the lines to `found`, each with its kind; `description` is that of the page's head."""
    lines = _with_whole_speakers(lines)
    if len(lines) > 1 and is_full_name(lines[-1].text) and ends_sentence(lines[-2].text):
        found.authors.append(lines.pop().text)
    kinds: list[BlockKind | None] = [_marked_kind(line) for line in lines]
    if lines and _is_lead(lines, description):
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


def _with_whole_speakers(lines: list[PageLine]) -> list[PageLine]:
    """Joins the name and the office of a speaker where the page sets them in parts of their own."""
    joined: list[PageLine] = []
    for line in lines:
        if joined and "speaker" in line.hints and "speaker" in joined[-1].hints:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text.rstrip(',')}, {line.text}")
        else:
            joined.append(line)
    return joined


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


def _is_lead(lines: list[PageLine], description: str | None) -> bool:
    """Marked as lead, set in bold as a whole, or what the page's head gives as its description."""
    first = lines[0]
    if len(lines) < 2 or "quote" in first.hints:
        return False
    apart = first.element.getparent() is not lines[1].element.getparent()
    if "lead" in first.hints:
        return "lead" not in lines[1].hints or len(lines) > 2
    if "heading" in first.hints:
        return words_in(first.text) >= (3 if apart else 6)
    if first.bold > 0.95 and words_in(first.text) >= 6:
        return True
    unstopped = words_in(first.text) >= 3 and not ends_sentence(first.text)
    if unstopped and first.text[-1] not in ":,;" and len(first.text) < len(lines[1].text):
        return True
    return apart and description is not None and fuzz.ratio(description, first.text) > 95
