"""JSONL → articles: one object a line, the text in its `text`; a broken line is a Refusal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
)

from itogi.reading.article import Article, Refusal
from itogi.reading.dates import find_dates
from itogi.reading.plain import article_from_text

LONGEST_LINE = 50 * 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")


def _encodable(text: str) -> str:
    if _SURROGATE.search(text):
        raise ValueError("it holds half of a surrogate pair, which is no character")
    return text


def _as_date(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    found = find_dates(value) if isinstance(value, str) else []
    if not found:
        raise ValueError("expected a date such as 2024-10-25 or 2024-10-25T09:00:00+03:00")
    return found[0].day


def _as_string(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_encodable)]
Field = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_encodable)]


class _Record(BaseModel):
    """One line. Fields that are not named here are passed over."""

    model_config = ConfigDict(extra="ignore")

    text: Text
    id: Annotated[Field | None, BeforeValidator(_as_string)] = None
    title: Field | None = None
    outlet: Field | None = None
    published: Annotated[date | None, BeforeValidator(_as_date)] = None
    url: Field | None = None
    authors: Annotated[list[Field] | None, BeforeValidator(_as_list)] = None


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


def _record(line: bytes | str) -> _Record | str:
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
    try:
        record = _Record.model_validate(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        return f"field {fault['loc'][0]}: {fault['msg']}"
    return record if record.text.strip("\ufeff \t\r\n") else "field text: it is empty"


def _article(record: _Record, where: str) -> Article:
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
