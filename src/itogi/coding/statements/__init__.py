"""Statements: who says what in an article, by section 4 of the codebook.

`find_statements` gives one row for each passage that the article attributes to a speaker: words in
quotation marks and dialogue turns (`direct`), reported clauses, infinitives, governed nouns,
equations and paraphrases (`indirect`). What reports words, and how, stands in the `speech_*`
tables of the coding room.
"""

from itogi.coding.statements.finding import find_statements

__all__ = ["find_statements"]
