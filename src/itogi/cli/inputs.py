"""Inputs on their way in: read and coded one after another, what fails named on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import typer

from itogi.coding import Coding, TablesBroken, Work, code_stream
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
    verbose: bool = False
    refused: int = 0

    def articles(self) -> Iterator[Article]:
        yield from self._shown("reading", read(self.paths))

    def codings(self, jobs: int = 1) -> Iterator[Coding]:
        work, begin, done = Work(), perf_counter(), 0
        with _tables_checked():
            for coding in self._shown("coding", code_stream(read(self.paths), jobs, work)):
                done += 1
                yield coding
        if self.verbose:
            _say(_took(done, perf_counter() - begin, work))

    def explanations(self) -> Iterator[Explanation]:
        from itogi.explain import explain_all

        with _tables_checked():
            yield from self._shown("explaining", explain_all(read(self.paths)))

    def refuse(self, line: str) -> None:
        self.refused += 1
        _say(line)

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
        _say(str(error))
        raise typer.Exit(2) from None


def _took(articles: int, seconds: float, work: Work) -> str:
    known = work.known / work.words if work.words else 0.0
    return (
        f"{articles} articles in {seconds:.1f} s, {articles / seconds:.1f} a second; "
        f"{work.words} words, {known:.1%} of them met before"
    )


def _say(line: str) -> None:
    _errors().print(line, markup=False, highlight=False, soft_wrap=True)


@cache
def _errors() -> Console:
    from rich.console import Console  # It takes long to load, and most runs need none.

    return Console(stderr=True)
