"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from itogi.store import Store


class Language(StrEnum):
    ru = "ru"
    en = "en"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
        help="HTML pages, .txt, .jsonl, or folders of them; - is JSONL on standard input.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress line, no summary.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Tell at the end what it took.", show_default=False)
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that code side by side.")]
StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="ITOGI_STORE",
        metavar="FILE|URL",
        help="SQLite file or database URL; without it the user's own store.",
        show_default=False,
    ),
]


def country(name: str) -> str:
    """The code of a state or organisation given by code, Russian or English name."""
    from itogi.world import UnknownCountry, load

    try:
        return load().resolve_country(name)
    except UnknownCountry as error:
        raise typer.BadParameter(str(error)) from None


def open_store(where: str | None) -> Store:
    from itogi.store import Store, StoreError

    try:
        return Store(where)
    except StoreError as error:
        raise typer.BadParameter(str(error), param_hint="--store") from None
