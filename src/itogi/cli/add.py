"""`itogi add`: read, code and keep."""

from __future__ import annotations

from collections import Counter

import typer

from itogi.cli.arguments import Jobs, Paths, Quiet, StoreUrl, Verbose, open_store


def add(
    paths: Paths,
    store: StoreUrl = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read, code and store articles. Adding the same page twice changes nothing.

    Examples:

      itogi add examples/pages

      itogi add --store news.db --jobs 2 examples/pages
    """
    from itogi.cli.inputs import Inputs
    from itogi.store import StoreError

    inputs = Inputs(paths, quiet, verbose)
    counts: Counter[str] = Counter()
    with open_store(store) as kept:
        for coding in inputs.codings(jobs):
            try:
                counts[kept.add(coding)] += 1
            except StoreError as error:
                inputs.refuse(str(error))
        name = kept.name
    if not quiet:
        typer.echo(
            f"{name}: {counts['added']} added, {counts['updated']} updated, "
            f"{counts['unchanged']} unchanged, {inputs.refused} skipped",
            err=True,
        )
    raise typer.Exit(inputs.exit_code())
