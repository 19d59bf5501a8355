"""Coding: the codebook made executable. `code` turns an article into its coded layers."""

from itogi.coding.article import code, code_all
from itogi.coding.contract import as_contract
from itogi.coding.records import (
    Background,
    Coding,
    Event,
    Flag,
    Mention,
    Statement,
    Track,
)
from itogi.coding.stream import TablesBroken, Work, code_stream

__all__ = [
    "Background",
    "Coding",
    "Event",
    "Flag",
    "Mention",
    "Statement",
    "TablesBroken",
    "Track",
    "Work",
    "as_contract",
    "code",
    "code_all",
    "code_stream",
]
