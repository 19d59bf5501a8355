"""The command line: thin doors to the rooms.

Each command imports its rooms when it runs, so that help and shell completion answer at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from itogi.cli.add import add
from itogi.cli.brief import brief
from itogi.cli.code import code
from itogi.cli.explain import explain
from itogi.cli.read import read
from itogi.cli.world import world

app = typer.Typer(
    name="itogi",
    help="Sums up the relations between states from Russian-language news, with the words that "
    "say so.",
    epilog="Begin with:  itogi brief RUS KAZ examples/pages -o brief.html",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command()(read)
app.command()(code)
app.command()(add)
app.command()(brief)
app.command()(explain)
app.add_typer(world, name="world")


def _version(asked: bool) -> None:
    if asked:
        from importlib import metadata

        typer.echo(f"itogi {metadata.version('itogi')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """Options of `itogi` itself."""


def main() -> None:
    """Entry point of `itogi`. Exit codes: 0 done, 1 some input was skipped, 2 wrong usage."""
    try:
        app()
    except BrokenPipeError:
        # The reader of our output has gone (`itogi code … | head`): nothing is left to say.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
