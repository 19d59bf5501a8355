"""Where the time of `itogi code` goes: CPU seconds of each stage of the whole process.

    python benchmarks/coding.py --stages [FOLDER …]
    python benchmarks/stages.py TEXT …

Runs `itogi code` in this process, on one processor, with a clock around the functions that open a
stage. Time belongs to the innermost stage: what events ask of referents is resolution. `start` is
the interpreter, its imports and the loading of tables and models; `writing` is making JSON, and all
that lies between stages. CPU seconds, unlike those of a clock, hardly change with what else runs.
"""

from __future__ import annotations

import importlib
import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout, suppress
from typing import Any

RESOLUTION = ("mentions", "referents")
"""From a phrase to the state, organisation or person that it means."""

STAGES = {
    "start": ["itogi.coding.stream:check_tables"],
    "reading": ["itogi.cli.inputs:read"],
    "language": ["itogi.coding.article:analyse_all"],
    "mentions": ["itogi.coding.article:find_mentions"],
    "referents": [
        f"itogi.coding.referents.resolve:Referents.{method}"
        for method in ("__init__", "at", "seat")
    ],
    "statements": ["itogi.coding.article:find_statements"],
    "dates": ["itogi.coding.article:find_dates"],
    "background": ["itogi.coding.article:find_background"],
    "events": ["itogi.coding.article:find_events"],
    "tracks": ["itogi.coding.article:find_tracks"],
    "flags": ["itogi.coding.article:find_flags"],
}
"""The functions that open a stage, as their callers find them."""


class Clock:
    """CPU seconds by stage; time within a stage that another opens counts for that one alone."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(["start", *list(STAGES)[1:], "writing"], 0.0)
        self.now = "start"
        self.since = 0.0

    def turn(self, stage: str) -> str:
        """From here on time is the stage's; returns whose it was."""
        moment = time.process_time()
        self.seconds[self.now] += moment - self.since
        self.since, before, self.now = moment, self.now, stage
        return before

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with its time counted; what happens at the start is the start's."""

        def counted(*args: Any, **options: Any) -> Any:
            if self.now in ("start", stage):
                return function(*args, **options)
            before = self.turn(stage)
            try:
                found = function(*args, **options)
                return self.each(stage, found) if isinstance(found, Iterator) else found
            finally:
                self.turn(before)

        return counted

    def each(self, stage: str, found: Iterator[Any]) -> Iterator[Any]:
        """Things that are made only when they are asked for."""
        while True:
            before = self.turn(stage)
            try:
                thing = next(found, found)
            finally:
                self.turn(before)
            if thing is found:
                return
            yield thing

    def started(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function at whose end the start is over."""

        def counted(*args: Any) -> Any:
            try:
                return function(*args)
            finally:
                self.turn("writing")

        return counted


def seconds_of(texts: Iterable[str]) -> dict[str, float]:
    """CPU seconds by stage of this process, in which `itogi code` is run on the texts."""
    clock = Clock()
    for stage, places in STAGES.items():
        for place in places:
            module, _, name = place.partition(":")
            owner = importlib.import_module(module)
            *within, name = name.split(".")
            for part in within:
                owner = getattr(owner, part)
            function = getattr(owner, name)
            timed = clock.started(function) if stage == "start" else clock.timed(stage, function)
            setattr(owner, name, timed)
    from itogi.cli import app

    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), suppress(SystemExit):
        app(["code", "-q", *texts])
    clock.turn("writing")
    return clock.seconds


def table(seconds: dict[str, float], articles: int) -> str:
    """Stage, CPU seconds for 100 articles, share of the whole; then what resolution takes."""
    whole = sum(seconds.values())
    rows = [*seconds.items(), ("whole", whole)]
    rows.append(("resolution", sum(seconds[stage] for stage in RESOLUTION)))
    return "\n".join(
        f"{stage:12} {100 * taken / articles:6.2f} s {taken / whole:6.1%}" for stage, taken in rows
    )


def main() -> None:
    texts = sys.argv[1:]
    if not str(importlib.import_module("itogi.coding.referents.resolve").__file__).endswith(".py"):
        raise SystemExit(
            "stages: compiled functions call each other past any clock; time the other"
        )
    print(table(seconds_of(texts), len(texts)))


if __name__ == "__main__":
    main()
