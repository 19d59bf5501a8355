"""Entries of tables found in tokens: which an entry may be, and what it meets."""

from __future__ import annotations

import pytest

from itogi.coding.phrases import Phrases
from itogi.language import analyse
from itogi.reading import article_from_text


@pytest.mark.parametrize(
    ("entries", "text", "found"),
    [
        (["пошлина"], "Пошлины снизят.", ["Пошлины"]),
        (["санкци*"], "Из-за санкций и санкционного списка.", ["санкций", "санкционного"]),
        (["зона", "зона свободный торговля"], "Создана зона свободной торговли.",
         ["зона свободной торговли"]),
        (["тарелка"], "Пошлины снизят.", []),
    ],
)  # fmt: skip
def test_the_longest_entry_is_found(entries: list[str], text: str, found: list[str]):
    phrases = Phrases.of((entry, None) for entry in entries)
    tokens = analyse(article_from_text(text, "page")).sentences[0].tokens
    hits = [tokens[hit.first : hit.last] for hit in phrases.find(tokens)]
    assert [" ".join(token.text for token in hit) for hit in hits] == found
    # What is remembered of the words says the same again.
    assert [tokens[hit.first : hit.last] for hit in phrases.find(tokens)] == hits


@pytest.mark.parametrize("entry", ["", "*ция", "са*", "с*"])
def test_a_star_needs_letters_before_it(entry: str):
    with pytest.raises(ValueError, match="letters or more"):
        Phrases.of([(entry, None)])
