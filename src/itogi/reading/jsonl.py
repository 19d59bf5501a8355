"""JSONL → articles: one object a line, the text in its `text`; a broken line is a Refusal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from itogi.reading.article import Article, Refusal
from itogi.reading.plain import article_from_text

if TYPE_CHECKING:
    from itogi.reading.record import Record

LONGEST_LINE = 50 * 1024 * 1024


def articles_from_jsonl(lines: Iterable[bytes | str], name: str) -> Iterator[Article | Refusal]:
    """The articles of JSONL, in its order, one for each line that is not blank.

    A line is an object with `text` and, if known, `id`, `title`, `outlet`, `published` (a date or
    a time in ISO 8601), `url`, `authors` (a list). `Article.text` equals `text` to the character.
    The id is `id`, else `url`, else `name:line`. `name` names the file in ids and refusals.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        record = _record(line)
        yield Refusal(where, record) if isinstance(record, str) else _article(record, where)


def _record(line: bytes | str) -> Record | str:
    """The line as a record, or why it is none."""
    if len(line) > LONGEST_LINE:
        return f"the line is longer than {LONGEST_LINE} bytes"
    try:
        content = line.decode("utf-8-sig") if isinstance(line, bytes) else line.lstrip("\ufeff")
        raw = json.loads(content)
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error.reason} at byte {error.start}"
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at column {error.colno}"
    except (RecursionError, ValueError) as error:
        return f"not JSON that can be read: {error}"
    if not isinstance(raw, dict):
        return f"expected an object with the field text, found {type(raw).__name__}"
    from itogi.reading.record import record_of

    record = record_of(raw)
    if isinstance(record, str) or record.text.strip("\ufeff \t\r\n"):
        return record
    return "field text: it is empty"


def _article(record: Record, where: str) -> Article:
    read = article_from_text(record.text, record.id or record.url or where)
    return replace(
        read,
        title=record.title or read.title,
        outlet=record.outlet or read.outlet,
        published=record.published or read.published,
        published_basis="metadata" if record.published else read.published_basis,
        published_note=None if record.published else read.published_note,
        url=record.url or None,
        authors=tuple(author for author in record.authors or [] if author),
        source=where,
    )
