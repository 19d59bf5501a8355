"""What the language room hands on: tokens in sentences, and names.

Offsets are code points `[start, end)` into the analysed text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

NameKind = Literal["PER", "LOC", "ORG"]


@dataclass(slots=True)
class Token:
    """A word or a mark in a sentence.

    `pos` and `feats` are Universal Dependencies tags; `head` is the index of the governing token
    in the same sentence, -1 at the root; `rel` is the UD relation to it. `lemma` is lower case.
    Tokens of one tag share their `feats`.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str


@dataclass(slots=True)
class Name:
    """A proper name found by the model, as token positions `[first, last)` in its sentence."""

    first: int
    last: int
    kind: NameKind


@dataclass(slots=True)
class Sentence:
    start: int
    end: int
    tokens: list[Token]
    names: list[Name]
    block: int
    """Index of the block of the article that it stands in; a sentence never crosses one."""


@dataclass(slots=True)
class Document:
    text: str
    sentences: list[Sentence]
