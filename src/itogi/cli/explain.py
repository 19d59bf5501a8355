"""`itogi explain`: how an article was coded, sentence by sentence, and why the rest was not."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itogi.cli.arguments import Language, Paths, Quiet

if TYPE_CHECKING:
    from itogi.cli.inputs import Inputs
    from itogi.explain import Explanation, Layer

PIPED = 160
"""Columns of the tables where no terminal says how wide it is."""


class Part(StrEnum):
    words = "words"
    states = "states"
    statements = "statements"
    events = "events"
    tracks = "tracks"


def explain(
    paths: Paths,
    sentence: Annotated[
        int | None,
        typer.Option("--sentence", "-s", min=1, help="Only this one.", show_default=False),
    ] = None,
    layer: Annotated[
        list[Part] | None,
        typer.Option("--layer", "-l", help="Only this one; may be repeated.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="An .html or .json file; without it, text on standard output.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[Language, typer.Option(help="Of headings and reasons.")] = Language.ru,
    quiet: Quiet = False,
) -> None:
    """Explain how articles were coded: the analysis, each candidate, and why it lost.

    Examples:

      itogi explain examples/pages/rus-kaz-grain.html

      itogi explain examples/pages/rus-kaz-grain.html --sentence 3 --layer events

      itogi explain examples/pages/rus-kaz-grain.html --language en -o grain.html

      itogi read examples/pages | itogi explain - | head -20
    """
    from itogi.cli.inputs import Inputs
    from itogi.explain import LAYERS, UnwritableError, check_ending, write

    inputs = Inputs(paths, quiet)
    layers = [one for one in LAYERS if not layer or one in layer]
    try:
        if output is not None:
            check_ending(output)
        found = _chosen(inputs, sentence, layers)
        if output is None:
            _print(found, language)
        else:
            write(list(found), output, language.value)
    except UnwritableError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from None
    raise typer.Exit(inputs.exit_code())


def _chosen(
    inputs: Inputs, sentence: int | None, layers: Collection[Layer]
) -> Iterator[Explanation]:
    for explanation in inputs.explanations():
        try:
            one = explanation.only(sentence) if sentence else explanation
        except LookupError as error:
            inputs.refuse(str(error))
        else:
            yield one.of(layers)


def _print(explanations: Iterable[Explanation], language: Language) -> None:
    from rich.console import Console

    from itogi.explain import to_text

    # Piped, the output is as wide as it needs; a person's terminal wraps it.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPED)
    for explanation in explanations:
        to_text(explanation, console, language.value)
