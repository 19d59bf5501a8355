"""The event types of the codebook: quad category, CAMEO root and conflict–cooperation score."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.table import read_table
from itogi.reading.kept import kept

QUADS = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@dataclass(frozen=True, slots=True)
class EventType:
    """One type; `score` runs from −10 (conflict) to +10 (cooperation), its source is the table."""

    name: str
    quad: str
    cameo: str
    score: float
    both: bool


@kept
def event_types() -> dict[str, EventType]:
    """All types by name. Raises ValueError, naming the type, where the table is wrong."""
    rows = read_table("plover.toml")
    types = {name: EventType(name, **row) for name, row in rows.items()}
    for row in types.values():
        if row.quad not in QUADS:
            raise ValueError(
                f"plover.toml [{row.name}]: quad is «{row.quad}», expected one of {QUADS}"
            )
        if not -10 <= row.score <= 10:
            raise ValueError(f"plover.toml [{row.name}]: score is {row.score}, expected −10 to 10")
    return types


def is_conflict(kind: str) -> bool:
    """Whether a type is one of conflict, verbal or material."""
    return event_types()[kind].quad.endswith("conflict")
