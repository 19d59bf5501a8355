"""Inputs on their way in: read and coded one after another, what fails named on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from itogi.coding import Coding, TablesBroken, code_stream
from itogi.reading import Article, Refusal, count, read

T = TypeVar("T", Article, Coding)

_errors = Console(stderr=True)


@dataclass(slots=True)
class Inputs:
    """What stands at `paths`. What cannot be read or coded is named on standard error, counted in
    `refused`, and left out."""

    paths: list[str]
    quiet: bool = False
    refused: int = 0

    def articles(self) -> Iterator[Article]:
        yield from self._shown("reading", read(self.paths))

    def codings(self, jobs: int = 1) -> Iterator[Coding]:
        try:
            yield from self._shown("coding", code_stream(read(self.paths), jobs))
        except TablesBroken as error:
            _errors.print(str(error), markup=False, highlight=False, soft_wrap=True)
            raise typer.Exit(2) from None

    def refuse(self, line: str) -> None:
        self.refused += 1
        _errors.print(line, markup=False, highlight=False, soft_wrap=True)

    def exit_code(self) -> int:
        return 1 if self.refused else 0

    def _shown(self, doing: str, items: Iterable[T | Refusal]) -> Iterator[T]:
        """Pass items on under a progress bar, which is silent when piped or asked to be quiet."""
        shown = _errors.is_terminal and not self.quiet
        with Progress(
            TextColumn(doing),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=_errors,
            transient=True,
            disable=not shown,
        ) as progress:
            task = progress.add_task(doing, total=count(self.paths) if shown else None)
            for item in items:
                progress.advance(task)
                if isinstance(item, Refusal):
                    self.refuse(f"{item.path}: {item.reason}")
                else:
                    yield item
