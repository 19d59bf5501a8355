"""The tables of the coding room, read by name."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def read_table(name: str) -> dict[str, Any]:
    """A TOML table of `coding/tables/`. Raises ValueError, naming it, if it cannot be read."""
    import tomllib  # What is made of tables is kept: most runs read none.

    path = files("itogi.coding") / "tables" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{name}: expected among the tables of the coding room") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{name}: {error}") from None
