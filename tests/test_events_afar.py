"""Sides of acts that stand only in an earlier sentence, or under a word for several."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from test_events import coded

TABLE = Path(__file__).with_name("sides_afar.toml")
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


def case(row: dict[str, object]) -> object:
    left = row.get("left")
    marks = [pytest.mark.xfail(strict=True, reason=str(left))] if left else []
    return pytest.param(row, id=str(row["name"]), marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in CASES])
def test_sides_told_of_before(row: dict[str, list[str]]) -> None:
    found = coded(str(row["text"]))
    without_status = [event.rsplit(" ", 1)[0] for event in found]
    assert not [event for event in row.get("events", []) if event not in without_status], found
    assert not [
        event for event in found if any(event.startswith(what) for what in row.get("never", []))
    ], found
