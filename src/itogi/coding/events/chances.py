"""The chance that a candidate event is right, from weighed features.

A logistic model gives every mention its log odds. How often events of such odds were right in
articles that the weights had not seen is what makes a chance of them (isotonic calibration).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

from itogi.coding.events.candidates import Candidate
from itogi.coding.events.features import Features, features
from itogi.coding.records import Mention
from itogi.coding.table import read_table
from itogi.coding.trace import SILENT, Trace
from itogi.language.records import Document
from itogi.reading.kept import kept

FILE = "events_weights.toml"


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the names of features; the chance that goes with log odds, at some of them.

    Between two of `odds`, which rise, the chance lies between theirs; beyond the outermost it is
    theirs.
    """

    odds: tuple[float, ...]
    chances: tuple[float, ...]
    weights: Mapping[str, float]


def weighed(
    model: Model,
    found: Sequence[Candidate],
    document: Document,
    mentions: Sequence[Mention],
    trace: Trace = SILENT,
) -> list[Candidate]:
    """The candidates of an article, each with its chance."""
    named = features(found, document, mentions)
    chances = [chance(model, one) for one in named]
    trace.acts_weighed(model, found, named, chances)
    return [replace(c, chance=value) for c, value in zip(found, chances, strict=True)]


def chance(model: Model, named: Features) -> float:
    """The calibrated chance of one candidate, 0 to 1."""
    return chance_at(model, sum(v * model.weights.get(name, 0.0) for name, v in named.items()))


def chance_at(model: Model, odds: float) -> float:
    """What the model's curve gives for these log odds."""
    at = bisect(model.odds, odds)
    if at in (0, len(model.odds)):
        return model.chances[max(0, at - 1)]
    (low, high), (less, more) = model.odds[at - 1 : at + 1], model.chances[at - 1 : at + 1]
    return less + (more - less) * (odds - low) / (high - low)


@kept
def load_model() -> Model | None:
    """The weights table; `training/events.py` writes it. None where there is none: rules alone.

    Raises ValueError naming the key that is missing or holds no number.
    """
    if not (files("itogi.coding") / "tables" / FILE).is_file():
        return None
    return read_model(read_table(FILE))


def read_model(table: Mapping[str, Any]) -> Model:
    """Raises ValueError naming the key that is missing or holds no number."""
    weights, curve = table.get("weights"), table.get("curve")
    if not isinstance(weights, dict):
        raise ValueError(f"{FILE}: expected a table [weights]")
    if not isinstance(curve, list) or not curve or any(len(point) != 2 for point in curve):
        raise ValueError(f"{FILE} «curve»: expected a list of [log odds, chance]")
    odds, chances = zip(*[[_number(x, "curve") for x in point] for point in curve], strict=True)
    if any(a >= b for a, b in pairwise(odds)) or any(a > b for a, b in pairwise(chances)):
        raise ValueError(f"{FILE} «curve»: expected log odds and chances that rise")
    return Model(
        odds,
        chances,
        {name: _number(weight, name) for name, weight in weights.items()},
    )


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{FILE} «{name}»: expected a number, found {value!r}")
    return float(value)
