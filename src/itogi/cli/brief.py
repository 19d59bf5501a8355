"""`itogi brief`: the relations of two states, each line with its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itogi.cli.arguments import Jobs, Language, Quiet, StoreUrl, country, open_store

if TYPE_CHECKING:
    from itogi.brief import Brief
    from itogi.coding import Coding


Side = Annotated[str, typer.Argument(help="Code, Russian or English name.", show_default=False)]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], show_default=False)]


def brief(
    a: Side,
    b: Side,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH…]",
            help="Pages to sum up; without any, what the store holds.",
            show_default=False,
        ),
    ] = None,
    since: Day = None,
    until: Day = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A .html, .md or .json file; without it, Markdown on standard output.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[Language, typer.Option(help="Of headings and labels.")] = Language.ru,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="An earlier brief as .json: what is new since then gets a section.",
            show_default=False,
        ),
    ] = None,
    store: StoreUrl = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Sum up the relations of two states: from pages given, or from the store.

    Examples:

      itogi brief RUS KAZ examples/pages -o brief.html

      itogi brief Россия Казахстан examples/pages --since 2024-01-01 -o brief.md

      itogi brief RUS KAZ examples/pages --language en

      itogi brief RUS KAZ examples -o last.json && itogi brief RUS KAZ examples --previous last.json
    """
    from itogi.brief import BriefError, make_brief, read_previous
    from itogi.cli.inputs import Inputs

    codes = country(a), country(b)
    inputs = Inputs(paths or [], quiet)
    codings = inputs.codings(jobs) if paths else _stored(store, codes, _day(since), _day(until))
    try:
        last = read_previous(previous) if previous else None
        made = make_brief(codings, *codes, _day(since), _day(until), language.value, last)
        _write(made, output, quiet)
    except BriefError as error:
        raise typer.BadParameter(str(error)) from None
    raise typer.Exit(inputs.exit_code())


def _stored(
    store: str | None, codes: tuple[str, str], since: date | None, until: date | None
) -> Iterator[Coding]:
    with open_store(store) as kept:
        yield from kept.codings(*codes, since, until)


def _write(brief: Brief, output: Path | None, quiet: bool) -> None:
    from itogi.brief import render, write_brief

    if output is None:
        typer.echo(render(brief, ".md").decode(), nl=False)
        return
    write_brief(brief, output)
    if not quiet:
        claims = sum(len(group.claims) for section in brief.sections for group in section.groups)
        typer.echo(f"{output}: claims: {claims}, sources: {len(brief.sources)}", err=True)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
