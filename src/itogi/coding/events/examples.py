"""Examples of the trigger tables: for each trigger a sentence and what is coded of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from itogi.language.spelling import plain

Words = Sequence[frozenset[str]]


class Example(NamedTuple):
    """A `sentence` that shows a trigger, and its `coding`, as the table gives both.

    `trigger` holds the dictionary forms of the trigger's words, as they follow in its pattern.
    """

    trigger: tuple[str, ...]
    sentence: str
    coding: str


def read_examples(table: Any, patterns: Iterable[Words], where: str) -> tuple[Example, ...]:
    """The examples of one sense; each pattern must have one, each must be of a pattern.

    Raises ValueError naming the trigger that has no example, or the example without a trigger.
    """
    if not isinstance(table, dict):
        raise ValueError(f"{where}: examples, expected trigger = «sentence | what is coded»")
    found = [example for key, value in table.items() for example in _examples(key, value, where)]
    patterns = list(patterns)
    for example in found:
        if not any(_shows(example.trigger, words) for words in patterns):
            key = " ".join(example.trigger)
            raise ValueError(f"{where}: example of «{key}», which is no trigger of this sense")
    for words in patterns:
        if not any(_shows(example.trigger, words) for example in found):
            key = " ".join("|".join(sorted(word)) for word in words)
            raise ValueError(f"{where}: trigger «{key}» has no example")
    return tuple(found)


def _examples(key: str, value: Any, where: str) -> Iterator[Example]:
    for line in value if isinstance(value, list) else [value]:
        sentence, bar, coding = line.partition("|") if isinstance(line, str) else ("", "", "")
        if not (sentence.strip() and bar and coding.strip()):
            raise ValueError(f"{where}: «{key}», expected «sentence | what is coded»")
        yield Example(tuple(plain(key).split()), sentence.strip(), coding.strip())


def _shows(trigger: tuple[str, ...], words: Words) -> bool:
    return len(trigger) == len(words) and all(
        form in alternatives for form, alternatives in zip(trigger, words, strict=True)
    )
