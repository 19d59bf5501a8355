"""Every example of the trigger tables is coded as the table says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest

from itogi.coding.article import code_all
from itogi.coding.events.examples import Example, read_examples
from itogi.coding.events.lexicon import Sense, lemma_of, lexicon
from itogi.coding.records import Event
from itogi.language import analyse_all
from itogi.reading import article_from_text

TYPES = {sense.type for sense in lexicon().senses}
STATUSES = ("negated", "historical", "hypothetical", "future")
EXAMPLES = [(sense, example) for sense in lexicon().senses for example in sense.examples]
FEWEST = 900


@dataclass(frozen=True)
class Coded:
    """Events of a sentence as tables write them, with and without the mode, and its lemmas."""

    events: frozenset[str]
    lemmas: frozenset[str]


@cache
def coded() -> dict[str, Coded]:
    """All examples by sentence, coded in one batch."""
    sentences = dict.fromkeys(example.sentence for _, example in EXAMPLES)
    articles = [article_from_text(text, f"example-{i}") for i, text in enumerate(sentences)]
    found = {}
    for coding, document in zip(code_all(articles), analyse_all(articles), strict=True):
        tokens = [token for sentence in document.sentences for token in sentence.tokens]
        found[coding.article.text] = Coded(
            frozenset(row for event in coding.events for row in shown(event)),
            frozenset(lemma_of(token.text, token.lemma) for token in tokens),
        )
    return found


def shown(event: Event) -> tuple[str, str]:
    actors, recipients = ", ".join(event.actors), ", ".join(event.recipients)
    sides = f"{actors} > {recipients}" if recipients else actors.replace(", ", " + ")
    row = f"{event.type} {sides} {event.status}"
    return row, f"{row} {event.mode}"


def expected(sense: Sense, coding: str) -> str:
    """«USA > IRN negated (visit)»: the type where it is another, status and mode if they matter."""
    words = coding.split()
    mode = " " + words.pop().strip("()") if words[-1].startswith("(") else ""
    kind = words.pop(0) if words[0] in TYPES else sense.type
    status = words.pop() if words[-1] in STATUSES else "actual"
    return f"{kind} {' '.join(words)} {status}{mode}"


@pytest.mark.parametrize(
    ("sense", "example"),
    EXAMPLES,
    ids=[f"{s.rule}-{i}" for i, (s, _) in enumerate(EXAMPLES)],
)
def test_example_is_coded_as_its_table_says(sense: Sense, example: Example) -> None:
    assert expected(sense, example.coding) in coded()[example.sentence].events


def test_examples_show_their_triggers() -> None:
    for sense, example in EXAMPLES:
        lemmas = coded()[example.sentence].lemmas
        shown_here = [
            word in lemmas or f"{word}ся" in lemmas or f"{word}сь" in lemmas or len(word) < 4
            for word in (form.partition("+")[0] for form in example.trigger)
        ]
        assert all(shown_here), f"{sense.rule}: «{' '.join(example.trigger)}»: {example.sentence}"


def test_rules_have_names_of_their_own() -> None:
    rules = [sense.rule for sense in lexicon().senses]
    assert len(rules) == len(set(rules))


def test_triggers_with_an_example_are_as_many_as_news_needs() -> None:
    triggers = {(sense.type, example.trigger) for sense, example in EXAMPLES}
    assert len(triggers) >= FEWEST
    assert min(Counter(kind for kind, _ in triggers).values()) >= 15


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({}, "trigger «осудить» has no example"),
        ({"осудить": "Перу осудило Чили."}, "«осудить», expected «sentence"),
        (
            {
                "осудить": "Перу осудило Чили. | PER > CHL",
                "бранить": "Чили бранит Перу. | CHL > PER",
            },
            "example of «бранить», which is no trigger",
        ),
        (["Перу осудило Чили. | PER > CHL"], "examples, expected trigger ="),
    ],
    ids=["none", "no-coding", "no-trigger", "a-list"],
)
def test_mistakes_in_examples_are_named(table: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"events_accuse\.toml") as caught:
        read_examples(table, [[frozenset(["осудить"])]], "events_accuse.toml [condemn]")
    assert message in str(caught.value)
