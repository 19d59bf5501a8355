"""Tables of the language room: TOML files under `tables/`, checked as they are read."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def read_table(name: str) -> dict[str, Any]:
    """The table `tables/<name>.toml`. Raises ValueError naming the file where it is not TOML."""
    source = files("itogi.language").joinpath("tables", f"{name}.toml")
    return parse_table(name, source.read_text(encoding="utf-8"))


def parse_table(name: str, text: str) -> dict[str, Any]:
    import tomllib  # What is made of tables is kept: most runs read none.

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path(name)}: not valid TOML: {error}") from error


def path(name: str) -> str:
    """How messages call the table."""
    return f"language/tables/{name}.toml"


def words(name: str, field: str, value: Any, lower: bool = True) -> frozenset[str]:
    """A field that holds a list of words. Raises ValueError naming the table and the field."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{path(name)}: {field}: expected a list of words, found {value!r}")
    for word in value:
        if lower and word != word.lower():
            raise ValueError(f"{path(name)}: {field}: {word!r} must be in lower case")
    return frozenset(value)


def only_known(name: str, data: dict[str, Any], fields: list[str]) -> None:
    """Raises ValueError where the table has a field that nothing reads."""
    unknown = sorted(set(data) - set(fields))
    if unknown:
        raise ValueError(f"{path(name)}: unknown field {unknown[0]!r}; expected one of {fields}")
