"""`itogi read`: the article that a page holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from itogi.cli.arguments import Paths, Quiet

if TYPE_CHECKING:
    from itogi.reading import Article


def read(
    paths: Paths,
    text: Annotated[bool, typer.Option("--text", help="Only the text, without furniture.")] = False,
    quiet: Quiet = False,
) -> None:
    """Print articles as JSON, one a line: text, title, outlet, date, furniture.

    Examples:

      itogi read examples/pages

      itogi read --text examples/pages/rus-kaz-grain.html
    """
    from itogi.cli.inputs import Inputs

    inputs = Inputs(paths, quiet)
    for article in inputs.articles():
        typer.echo(plain(article) if text else json.dumps(as_json(article), ensure_ascii=False))
    raise typer.Exit(inputs.exit_code())


def plain(article: Article) -> str:
    blocks = [b for b in article.blocks if b.kind != "furniture"]
    return "\n\n".join(article.text[b.start : b.end] for b in blocks) + "\n"


def as_json(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "subtitle": article.subtitle,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "published_note": article.published_note,
        "text": article.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in article.blocks],
        "furniture": {
            "views": article.furniture.views,
            "credits": list(article.furniture.credits),
            "banners": list(article.furniture.banners),
        },
    }
