"""Explanations as a file, in the format of its ending."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from itogi.explain.page import to_html
from itogi.explain.plain import to_json
from itogi.explain.records import Explanation, Language

ENDINGS = (".html", ".json")


class UnwritableError(ValueError):
    """The file cannot be written; the message names it and says why."""


def check_ending(path: Path) -> None:
    """Raises `UnwritableError` for an ending that is no format."""
    if path.suffix.lower() not in ENDINGS:
        raise UnwritableError(f"{path}: expected a file that ends in {' or '.join(ENDINGS)}")


def write(explanations: Sequence[Explanation], path: Path, language: Language = "en") -> None:
    """Raises `UnwritableError` for an ending that is no format, or where nothing can be written."""
    check_ending(path)
    html = path.suffix.lower() == ".html"
    content = to_html(explanations, language) if html else to_json(explanations)
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written ({error.strerror})") from error
