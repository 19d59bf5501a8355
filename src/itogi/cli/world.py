"""`itogi world`: the tables of states, organisations, offices and people."""

from __future__ import annotations

import typer

world = typer.Typer(
    help="The tables of states, organisations, places and people.", no_args_is_help=True
)


@world.command()
def check() -> None:
    """Prove the tables consistent: no name claimed by two without a rule that decides.

    Example:

      itogi world check
    """
    from itogi.world import check as check_tables

    problems = check_tables()
    for problem in problems:
        typer.echo(str(problem), err=True)
    typer.echo(f"{len(problems)} problems" if problems else "The tables are consistent.")
    raise typer.Exit(1 if problems else 0)
