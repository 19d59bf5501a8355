"""One line of JSONL, checked field by field. Of its own, since pydantic takes long to load."""

from __future__ import annotations

import re
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

from itogi.reading.dates import find_dates

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


class Record(BaseModel):
    """One line. Fields that are not named here are passed over."""

    model_config = ConfigDict(extra="ignore")

    text: Text
    id: Annotated[Field | None, BeforeValidator(_as_string)] = None
    title: Field | None = None
    outlet: Field | None = None
    published: Annotated[date | None, BeforeValidator(_as_date)] = None
    url: Field | None = None
    authors: Annotated[list[Field] | None, BeforeValidator(_as_list)] = None


def record_of(raw: dict[str, object]) -> Record | str:
    """The record, or which field is wrong and why."""
    try:
        return Record.model_validate(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        return f"field {fault['loc'][0]}: {fault['msg']}"
