"""Renderers: a brief set as HTML, Markdown or JSON; further formats join the table here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from itogi.brief.records import Brief, BriefError
from itogi.brief.render.html import to_html
from itogi.brief.render.markdown import to_markdown
from itogi.brief.render.plain import to_json

Renderer = Callable[[Brief], bytes]


def _text(render: Callable[[Brief], str]) -> Renderer:
    return lambda brief: render(brief).encode("utf-8")


RENDERERS: Mapping[str, Renderer] = {
    ".html": _text(to_html),
    ".json": _text(to_json),
    ".md": _text(to_markdown),
}


def render(brief: Brief, ending: str) -> bytes:
    """The brief as the content of a file with this ending. Raises `BriefError` for another one."""
    renderer = RENDERERS.get(ending.lower())
    if renderer is None:
        raise BriefError(
            f"«{ending}»: no such format; a brief is written as {', '.join(sorted(RENDERERS))}"
        )
    return renderer(brief)


def write_brief(brief: Brief, path: str | Path) -> None:
    """Writes the brief to `path`, in the format of its ending.

    Raises `BriefError` for an ending that is not a format, or a file that cannot be written.
    """
    target = Path(path)
    content = render(brief, target.suffix)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise BriefError(f"{target}: cannot be written ({error.strerror})") from error
