"""`itogi code`: the coded layers of articles, by the contract."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from itogi.cli.arguments import Jobs, Paths, Quiet, Verbose


class Format(StrEnum):
    jsonl = "jsonl"


def code(
    paths: Paths,
    format: Annotated[Format, typer.Option(help="Form of the output.")] = Format.jsonl,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Code articles: states, statements, events, tracks, one JSON object an article.

    Examples:

      itogi code examples/pages > coded.jsonl

      itogi code --jobs 2 examples/pages | head -1

      itogi read examples/pages | itogi code -
    """
    from itogi.cli.inputs import Inputs
    from itogi.coding import as_contract

    inputs = Inputs(paths, quiet, verbose)
    for coding in inputs.codings(jobs):
        typer.echo(json.dumps(as_contract(coding), ensure_ascii=False))
    raise typer.Exit(inputs.exit_code())
