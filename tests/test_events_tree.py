"""The tree that events are sought in: the parser's, its frequent errors mended."""

from __future__ import annotations

import pytest

from itogi.coding.events.tree import Tree
from itogi.language import analyse
from itogi.reading import article_from_text

NAMED_BY_THEIR_CLAUSE = (
    "Президент Чада прибыл в Судан с рабочим визитом с 3 мая, в ходе которого прошли беседы с"
    " президентом Судана в узком и расширенном составах.",
)


@pytest.mark.parametrize("text", NAMED_BY_THEIR_CLAUSE)
def test_no_mending_makes_words_hang_on_each_other(text: str) -> None:
    """A word of a relative clause is hung on its verb, also where that hangs on the word."""
    (sentence,) = analyse(article_from_text(text, "page")).sentences
    tree = Tree.of(0, sentence)
    for i in range(len(sentence.tokens)):
        above = tree.climb(i)
        assert i not in above
        assert not above or tree.head(above[-1]) == -1
