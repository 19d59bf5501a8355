"""Every example of the trigger tables is coded as the table says."""

from __future__ import annotations

from functools import cache

import pytest

from itogi.coding.dates import find_dates
from itogi.coding.events import find_events
from itogi.coding.events.lexicon import Sense, lexicon
from itogi.coding.mentions import find_mentions
from itogi.coding.records import Event
from itogi.coding.referents import Referents
from itogi.coding.statements import find_statements
from itogi.language import analyse_all
from itogi.reading import article_from_text
from itogi.world import load

TYPES = {sense.type for sense in lexicon().senses}
STATUSES = ("negated", "historical", "hypothetical", "future")
EXAMPLES = [(sense, example) for sense in lexicon().senses for example in sense.examples]


@cache
def coded() -> dict[str, list[str]]:
    """Events of all examples by sentence, analysed in one batch."""
    articles = [
        article_from_text(example.split("|")[0].strip(), f"example-{i}")
        for i, (_, example) in enumerate(EXAMPLES)
    ]
    found = {}
    for article, document in zip(articles, analyse_all(articles), strict=True):
        mentions = find_mentions(document, load())
        referents = Referents(article, document, mentions, load())
        statements = find_statements(article, document, referents)
        dates = find_dates(document, None)
        events = find_events(article, document, mentions, referents, statements, [], dates)
        found[article.text] = [shown(event) for event in events]
    return found


def shown(event: Event) -> str:
    actors, recipients = ", ".join(event.actors), ", ".join(event.recipients)
    sides = f"{actors} > {recipients}" if recipients else actors.replace(", ", " + ")
    return f"{event.type} {sides} {event.status}"


def expected(sense: Sense, coding: str) -> str:
    words = coding.split()
    kind = words.pop(0) if words[0] in TYPES else sense.type
    status = words.pop() if words[-1] in STATUSES else "actual"
    return f"{kind} {' '.join(words)} {status}"


@pytest.mark.parametrize(
    ("sense", "example"), EXAMPLES, ids=[f"{s.rule}-{i}" for i, (s, _) in enumerate(EXAMPLES)]
)
def test_example_is_coded_as_its_table_says(sense: Sense, example: str) -> None:
    sentence, coding = (part.strip() for part in example.split("|"))
    assert expected(sense, coding) in coded()[sentence]


def test_rules_have_names_of_their_own() -> None:
    rules = [sense.rule for sense in lexicon().senses]
    assert len(rules) == len(set(rules))


def test_lexicon_is_of_the_size_that_news_needs() -> None:
    heads = set(lexicon().by_head)
    patterns = sum(len(sense.patterns) for sense in lexicon().senses)
    assert len(heads) >= 500
    assert patterns >= 900
