"""Ways to tell an act that its verb alone does not: each sentence with all that is coded of it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from itogi.coding import code_all
from itogi.coding.records import Event
from itogi.reading import article_from_text

KINDS = tomllib.loads((Path(__file__).parent / "events_ways.toml").read_text(encoding="utf-8"))
WAYS = [row for kind in KINDS["kind"] for row in kind["sentences"].items()]


@cache
def coded() -> dict[str, list[str]]:
    """The events of all sentences, coded in one batch."""
    articles = [article_from_text(text, f"way-{i}") for i, (text, _) in enumerate(WAYS)]
    return {c.article.text: sorted(shown(event) for event in c.events) for c in code_all(articles)}


def shown(event: Event) -> str:
    actors, recipients = ", ".join(event.actors), ", ".join(event.recipients)
    sides = f"{actors} > {recipients}" if recipients else actors.replace(", ", " + ")
    return f"{event.type} {sides} {event.status}"


@pytest.mark.parametrize(("text", "expected"), WAYS, ids=[text[:40] for text, _ in WAYS])
def test_what_is_coded_of_a_sentence(text: str, expected: list[str]) -> None:
    assert coded()[text] == expected
