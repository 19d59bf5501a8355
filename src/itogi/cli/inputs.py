"""Inputs on their way in: read and coded one after another, what fails named on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

import typer

from itogi.coding import Coding, TablesBroken, code_stream
from itogi.reading import Article, Refusal, count, read

if TYPE_CHECKING:
    from rich.console import Console

    from itogi.explain import Explanation

T = TypeVar("T")


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
        with _tables_checked():
            yield from self._shown("coding", code_stream(read(self.paths), jobs))

    def explanations(self) -> Iterator[Explanation]:
        from itogi.explain import explain_all

        with _tables_checked():
            yield from self._shown("explaining", explain_all(read(self.paths)))

    def refuse(self, line: str) -> None:
        self.refused += 1
        _errors().print(line, markup=False, highlight=False, soft_wrap=True)

    def exit_code(self) -> int:
        return 1 if self.refused else 0

    def _shown(self, doing: str, items: Iterable[T | Refusal]) -> Iterator[T]:
        """Pass items on under a progress bar, which is silent when piped or asked to be quiet."""
        if self.quiet or not _errors().is_terminal:
            yield from self._passed(items)
            return
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        with Progress(
            TextColumn(doing),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=_errors(),
            transient=True,
        ) as progress:
            task = progress.add_task(doing, total=count(self.paths))
            yield from self._passed(items, partial(progress.advance, task))

    def _passed(
        self, items: Iterable[T | Refusal], step: Callable[[], object] = lambda: None
    ) -> Iterator[T]:
        for item in items:
            step()
            if isinstance(item, Refusal):
                self.refuse(f"{item.path}: {item.reason}")
            else:
                yield item


@contextmanager
def _tables_checked() -> Iterator[None]:
    """Names a table that cannot be used, and leaves: no article can be coded."""
    try:
        yield
    except TablesBroken as error:
        _errors().print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None


@cache
def _errors() -> Console:
    from rich.console import Console  # It takes long to load, and most runs need none.

    return Console(stderr=True)
