"""Explain: for each sentence its analysis, what was weighed for each layer, and why it lost."""

from itogi.explain.making import explain
from itogi.explain.page import to_html
from itogi.explain.plain import to_json
from itogi.explain.records import LANGUAGES, LAYERS, Explanation, Language, Layer
from itogi.explain.stream import explain_all
from itogi.explain.text import to_text
from itogi.explain.writing import UnwritableError, check_ending, write

__all__ = [
    "LANGUAGES",
    "LAYERS",
    "Explanation",
    "Language",
    "Layer",
    "UnwritableError",
    "check_ending",
    "explain",
    "explain_all",
    "to_html",
    "to_json",
    "to_text",
    "write",
]
