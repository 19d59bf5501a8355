"""The tables of this room: patterns and labels of pages, as a linguist writes them in TOML.

Every loader checks its table whole and names file and field in what it raises.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

_OUTER_MARKS = " \t:.,;…!|•·›»«\"'↓↑→←►▶<>-–—()[]"


class TableError(ValueError):
    """A table of this room does not hold what it must; says which file and which field."""


def _pattern(source: str) -> str:
    try:
        re.compile(source)
    except re.error as error:
        raise ValueError(f"not a regular expression: {source!r} ({error})") from None
    return source


Pattern = Annotated[str, AfterValidator(_pattern)]


class Table(BaseModel):
    """A table of this room: every field needed, none unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Patterns(Table):
    patterns: list[Pattern]


class _LongestPatterns(_Patterns):
    longest: int


class _DateWords(Table):
    labels: list[str]
    changed: list[str]
    noise: list[Pattern]


class _Labels(Table):
    widget: list[str]
    advertisement: list[str]
    share: list[str]
    subscription: list[str]
    comments: list[str]
    cookie: list[str]
    links: list[str]


class _Speakers(Table):
    first_words: frozenset[str]


class _Banners(Table):
    longest: int
    fewest: int


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


class OutletTable(Table):
    """`tables/outlets.toml`."""

    names: list[str]
    patterns: list[Pattern]


_Model = TypeVar("_Model", bound=BaseModel)


def load_table(name: str, model: type[_Model]) -> _Model:
    """The table `tables/<name>.toml`, checked. Raises TableError naming file and field."""
    path = files(__package__).joinpath("tables", f"{name}.toml")
    return check_table(path.read_text(encoding="utf-8"), model, f"reading/tables/{name}.toml")


def check_table(content: str, model: type[_Model], where: str) -> _Model:
    """TOML content as the model; `where` names the file in the TableError that a fault raises."""
    try:
        raw: dict[str, Any] = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{where}: not valid TOML: {error}") from None
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise TableError(f"{where}: field {field}: {fault['msg']}") from None


@lru_cache(maxsize=4096)
def folded(line: str) -> str:
    """The line as patterns see it: single spaces, ё as е, no outer white space."""
    return " ".join(line.replace("ё", "е").replace("Ё", "Е").split())


def label_key(line: str) -> str:
    """The line as labels are compared: folded, lower case, without marks around it."""
    return folded(line).lower().strip(_OUTER_MARKS)


@cache
def line_table() -> LineTable:
    return load_table("lines", LineTable)


@cache
def outlet_table() -> OutletTable:
    return load_table("outlets", OutletTable)


@cache
def compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The patterns, compiled to be matched without regard to case."""
    return tuple(re.compile(source, re.IGNORECASE) for source in patterns)
