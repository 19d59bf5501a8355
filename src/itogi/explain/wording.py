"""The words of an explanation, from `tables/labels.toml` and `tables/reasons.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal, get_args

from itogi.coding.events.search import Bar
from itogi.coding.trace import ActLoss, AntecedentLoss, NameLoss, WordsLoss
from itogi.explain.records import LANGUAGES, Language, Source

Losses = Literal["act", "bar", "words", "name", "antecedent"]
# The closed list of each table of reasons.
REASONS: dict[Losses, frozenset[str]] = {
    "act": frozenset(get_args(ActLoss)),
    "bar": frozenset(get_args(Bar)),
    "words": frozenset(get_args(WordsLoss)),
    "antecedent": frozenset(get_args(AntecedentLoss)),
    "name": frozenset((*get_args(NameLoss), "unlisted")),
}


class Wording:
    """How an explanation in `language` says things."""

    def __init__(self, language: Language) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language «{language}»: expected one of {', '.join(LANGUAGES)}")
        self.language = language
        self._labels = label_table()[language]

    def __call__(self, key: str, **values: object) -> str:
        """The label `key` with its places filled."""
        return str(self._labels[key]).format(**values)

    def of(self, group: str, key: str) -> str:
        """What a key of a closed list is called; of an open one, the key in quotation marks."""
        return str(self._labels[group].get(key, f"«{key}»"))

    def reason(self, of: Losses, why: str, by: str | None = None) -> str:
        """Why something lost; `by` is the word of what won."""
        return reason_table()[of][why][self.language].format(by=by)

    def rule(self, rule: str) -> str:
        """The rule of a statement, without its act."""
        return self.of("rule_words", rule.partition("/")[0])

    def source(self, source: Source) -> str:
        """«events_sanction.toml:12»."""
        return f"{source.table}:{source.line}" if source.line else source.table


@cache
def label_table() -> dict[str, Any]:
    """Raises ValueError naming the language and the keys that the other has not."""
    table = _read("labels.toml")
    first, *others = LANGUAGES
    for language in others:
        differ = _keys(table[first]) ^ _keys(table[language])
        if differ:
            raise ValueError(
                f"explain/tables/labels.toml: {', '.join(sorted(differ))}: expected in both "
                f"[{first}] and [{language}], with the same places"
            )
    return table


@cache
def reason_table() -> dict[str, dict[str, dict[str, str]]]:
    """Raises ValueError naming a reason that is missing, left over, or not in every language."""
    table = _read("reasons.toml")
    for name, reasons in REASONS.items():
        differ = reasons ^ set(table.get(name, {}))
        if differ:
            raise ValueError(
                f"explain/tables/reasons.toml [{name}]: {', '.join(sorted(differ))}: expected one "
                "entry for each reason of the coding, and no other"
            )
        for why, words in table[name].items():
            if set(words) != set(LANGUAGES) or any(
                _places(text) - {"by"} for text in words.values()
            ):
                raise ValueError(
                    f"explain/tables/reasons.toml [{name}.{why}]: expected "
                    f"{', '.join(LANGUAGES)}, with no place but {{by}}"
                )
    return table


def _keys(labels: dict[str, Any], above: str = "") -> set[str]:
    """Every key with its places, those of inner tables with the table's name before."""
    found = set()
    for key, value in labels.items():
        if isinstance(value, dict):
            found |= _keys(value, f"{above}{key}.")
        else:
            found.add(" ".join([above + key, *sorted(_places(value))]))
    return found


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _read(name: str) -> dict[str, Any]:
    text = (files("itogi.explain") / "tables" / name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"explain/tables/{name}: {error}") from None
