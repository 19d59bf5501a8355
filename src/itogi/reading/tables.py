"""The tables of this room: patterns and labels of pages, as a linguist writes them in TOML.

Every loader checks its table whole and names file and field in what it raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Any, ClassVar, TypeVar

from itogi.reading.kept import kept

T = TypeVar("T")

_OUTER_MARKS = " \t:.,;…!|•·›»«\"'↓↑→←►▶<>-–—()[]"


class TableError(ValueError):
    """A table of this room does not hold what it must; says which file and which field."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a value of a table must pass besides its type: `passes` gives the value back, or raises
    ValueError. In this form pydantic, which takes long to load, is needed only to read a table
    that has changed."""

    passes: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, kind: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.passes, handler(kind))


def _pattern(source: str) -> str:
    try:
        re.compile(source)
    except re.error as error:
        raise ValueError(f"not a regular expression: {source!r} ({error})") from None
    return source


Pattern = Annotated[str, Check(_pattern)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of this room: every field needed, none unknown."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class _Patterns(Table):
    patterns: list[Pattern]


@dataclass(frozen=True, slots=True)
class _LongestPatterns(_Patterns):
    longest: int


@dataclass(frozen=True, slots=True)
class _DateWords(Table):
    labels: list[str]
    changed: list[str]
    noise: list[Pattern]


@dataclass(frozen=True, slots=True)
class _Labels(Table):
    widget: list[str]
    advertisement: list[str]
    share: list[str]
    subscription: list[str]
    comments: list[str]
    cookie: list[str]
    links: list[str]


@dataclass(frozen=True, slots=True)
class _Speakers(Table):
    first_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Banners(Table):
    longest: int
    fewest: int


@dataclass(frozen=True, slots=True)
class LineTable(Table):
    """`tables/lines.toml`."""

    views: _Patterns
    credits: _LongestPatterns
    dates: _DateWords
    authors: _Patterns
    labels: _Labels
    prefixes: _LongestPatterns
    speakers: _Speakers
    closing: _Patterns
    banners: _Banners


@dataclass(frozen=True, slots=True)
class OutletTable(Table):
    """`tables/outlets.toml`."""

    names: list[str]
    patterns: list[Pattern]
    signed: dict[str, str]


def load_table(name: str, model: type[T]) -> T:
    """The table `tables/<name>.toml`, checked. Raises TableError naming file and field."""
    path = files(__package__).joinpath("tables", f"{name}.toml")
    return check_table(path.read_text(encoding="utf-8"), model, f"reading/tables/{name}.toml")


def check_table(content: str, model: type[T], where: str) -> T:
    """TOML content as the model; `where` names the file in the TableError that a fault raises."""
    try:
        return checked(content, model)
    except ValueError as error:
        raise TableError(f"{where}: {error}") from None


def checked(content: str, model: type[T]) -> T:
    """TOML content as the model, a dataclass. Raises ValueError, which names the field."""
    import tomllib

    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(model).validate_python(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not valid TOML: {error}") from None
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise ValueError(f"field {field}: {fault['msg']}") from None


@lru_cache(maxsize=4096)
def folded(line: str) -> str:
    """The line as patterns see it: single spaces, ё as е, no outer white space."""
    return " ".join(line.replace("ё", "е").replace("Ё", "Е").split())


def label_key(line: str) -> str:
    """The line as labels are compared: folded, lower case, without marks around it."""
    return folded(line).lower().strip(_OUTER_MARKS)


@kept
def line_table() -> LineTable:
    return load_table("lines", LineTable)


@kept
def outlet_table() -> OutletTable:
    return load_table("outlets", OutletTable)


@cache
def compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The patterns, compiled to be matched without regard to case."""
    return tuple(re.compile(source, re.IGNORECASE) for source in patterns)
