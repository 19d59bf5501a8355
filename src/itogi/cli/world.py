"""`itogi world`: the tables of states, organisations, offices and people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from itogi.world.profiles import Profile
    from itogi.world.wikidata import Held

world = typer.Typer(
    help="The tables of states, organisations, places and people.", no_args_is_help=True
)


@world.command()
def show(
    name: Annotated[
        list[str],
        typer.Argument(help="A code, or a name in any case: state, body, place, person."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="JSON, one object an entry.")] = False,
) -> None:
    """Show what the tables know of a name: forms, codes, offices with their terms, and the row.

    Examples:

      itogi world show Казахстан

      itogi world show Касым-Жомарт Токаев

      itogi world show ОДКБ --json
    """
    from itogi.world import TableError, load
    from itogi.world.profiles import UnknownName, profiles

    try:
        with _said(TableError):
            found = profiles(" ".join(name), load())
    except UnknownName as error:
        raise typer.BadParameter(str(error)) from None
    if as_json:
        for profile in found:
            typer.echo(json.dumps(asdict(profile), ensure_ascii=False))
        return
    for profile in found:
        _print(profile)


def _print(profile: Profile) -> None:
    from rich.console import Console
    from rich.table import Table

    # Piped, the output is as wide as it needs; a person's terminal wraps it.
    out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 150)
    ids = " ".join(part for part in (profile.code, profile.wikidata) if part)
    out.print(f"[bold]{profile.name}[/]  {profile.kind}  {ids}")
    out.print(f"  {profile.table}, row {profile.row}", style="dim")
    lists = {**profile.forms, "old names": profile.old_names, "bodies": profile.bodies}
    for label, names in lists.items():
        if names:
            out.print(f"  {label.replace('_', ' ')}: {', '.join(names)}", markup=False)
    for label, ties in _ties(profile):
        out.print(f"  {label}: {ties}", markup=False)
    if profile.offices:
        table = Table("office", "person", "from", "to", "source", "row", box=None, padding=(0, 2))
        for office in profile.offices:
            table.add_row(
                f"{office.title} {office.code}" if profile.kind == "person" else office.title,
                office.person,
                office.since,
                office.until or "",
                office.source,
                str(office.row),
            )
        out.print(table)
    out.print()


def _ties(profile: Profile) -> Iterator[tuple[str, str]]:
    """Memberships in words, by status («member»: «НАТО 1949–»), of a state or an organisation."""
    for status in dict.fromkeys(tie.status for tie in profile.members):
        names = [
            f"{tie.organisation if profile.table == 'states.csv' else tie.state} "
            f"{tie.since}–{tie.until or ''}"
            for tie in profile.members
            if tie.status == status
        ]
        yield status, ", ".join(names)


@world.command()
def check(
    notes: Annotated[
        bool, typer.Option("--notes", help="List the gaps in terms of office as well.")
    ] = False,
) -> None:
    """Prove the tables consistent: no name claimed by two without a rule that decides, no two
    holders of an office at a time. Gaps between terms are notes, no problems.

    Examples:

      itogi world check

      itogi world check --notes
    """
    from itogi.world import TableError
    from itogi.world import check as check_tables
    from itogi.world.gaps import gaps
    from itogi.world.people import load_people

    with _said(TableError):
        problems = check_tables()
        found = list(gaps(load_people()))
    for problem in problems:
        typer.echo(str(problem), err=True)
    for note in found if notes else ():
        typer.echo(f"note: {note}")
    typer.echo(f"{len(problems)} problems" if problems else "The tables are consistent.")
    typer.echo(f"{len(found)} gaps in terms of office{'' if notes else ' (--notes lists them)'}")
    raise typer.Exit(1 if problems else 0)


@world.command()
def update(
    state: Annotated[
        list[str] | None,
        typer.Option(help="Code or name; may be given again. Without it: every state."),
    ] = None,
    office: Annotated[
        list[str] | None,
        typer.Option(help="Id in offices.toml; may be given again. Without it: every office."),
    ] = None,
    since: Annotated[int, typer.Option(min=1, help="Leave out terms that ended earlier.")] = 1991,
    write: Annotated[bool, typer.Option("--write", help="Change people.csv.")] = False,
    show_query: Annotated[
        bool, typer.Option("--query", help="Print the query that would be sent, and stop.")
    ] = False,
    endpoint: Annotated[
        str,
        typer.Option(envvar="ITOGI_WIKIDATA", metavar="URL", help="The query service."),
    ] = "https://query.wikidata.org/sparql",
    contact: Annotated[
        str | None,
        typer.Option(
            envvar="ITOGI_CONTACT",
            help="Address or page that the service may complain to; goes into the User-Agent.",
        ),
    ] = None,
) -> None:
    """Compare people.csv with Wikidata and print what to change, as a diff. Needs the network.

    `itogi world update --state KAZ --office foreign_minister > kaz.diff` to review first; --write
    to apply. What the tables and Wikidata tell differently is named on standard error, and left.

    Example:

      itogi world update --state KAZ --query
    """
    from itogi.cli.arguments import country
    from itogi.world import TableError, load, tables
    from itogi.world.people import load_people
    from itogi.world.update import update as updated
    from itogi.world.wikidata import WikidataError, query

    known = load()
    items = _items([country(name) for name in state or ()])
    _check_offices(office or ())
    if show_query:
        for item in items.values():
            typer.echo(query(item))
        return
    with _said(WikidataError, TableError):
        posts = _posts(items, endpoint, contact)
        before = tables.source("people.csv")
        made = updated(
            before, tables.source("offices.toml"), posts, known, office or (), str(since)
        )
    for note in made.notes:
        typer.echo(note, err=True)
    typer.echo(made.diff(), nl=False)
    if write and made.after != before:
        tables.write("people.csv", made.after)
        load_people.cache_clear()


@contextmanager
def _said(*errors: type[Exception]) -> Iterator[None]:
    """Names such an error on standard error, and leaves."""
    try:
        yield
    except errors as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def _items(codes: list[str]) -> dict[str, str]:
    """Wikidata items by code: those of the states asked for, or of every state there is today."""
    from itogi.world import load

    states = load().states
    for code in codes:
        if code not in states or not states[code].wikidata:
            raise typer.BadParameter(
                f"{code}: states.csv gives no Wikidata id", param_hint="--state"
            )
    chosen = codes or [code for code, one in states.items() if one.kind in ("member", "partial")]
    return {code: item for code in chosen if (item := states[code].wikidata)}


def _check_offices(offices: list[str] | tuple[()]) -> None:
    from itogi.world.people import load_people

    known = load_people().offices
    for office in offices:
        if office not in known:
            raise typer.BadParameter(
                f"«{office}»: expected an id of offices.toml: {', '.join(known)}",
                param_hint="--office",
            )


def _posts(items: dict[str, str], endpoint: str, contact: str | None) -> Iterator[tuple[str, Held]]:
    from itogi.world.wikidata import Client

    with Client(endpoint, contact) as client:
        for code, item in items.items():
            for held in client.posts(item):
                yield code, held
