"""Texts in which the statements are marked, as cases for tests.

⟦d Имя: words⟧ is direct speech, ⟦i Имя: words⟧ indirect; the marks nest. The name is compared by
its stems, for cases of names are the business of referents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itogi.coding.mentions import find_mentions
from itogi.coding.records import Statement
from itogi.coding.referents import Referents
from itogi.coding.statements import find_statements
from itogi.language import analyse_all
from itogi.reading import article_from_text
from itogi.world import load

OPENING = re.compile(r"⟦(?P<kind>[di]) (?P<speaker>[^:⟧]+): |⟧")


@dataclass(frozen=True)
class Case:
    text: str
    expected: list[tuple[str, str, str]]


def read_case(marked: str) -> Case:
    """The plain text, and (kind, speaker, words) of each statement that it marks."""
    text, rows, waiting, last = "", [], [], 0
    for match in OPENING.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match["kind"]:
            waiting.append((match["kind"], match["speaker"], len(text)))
        else:
            kind, speaker, start = waiting.pop()
            rows.append((kind, speaker, start, len(text)))
    text += marked[last:]
    return Case(text, [(k, s, text[a:b]) for k, s, a, b in sorted(rows, key=lambda r: r[2:])])


def read_groups(groups: dict[str, dict[str, str]]) -> dict[str, Case]:
    """The cases of all groups, under the names of both."""
    return {
        f"{group}: {name}": read_case(marked)
        for group, cases in groups.items()
        for name, marked in cases.items()
    }


def statements_of(cases: dict[str, Case]) -> dict[str, list[Statement]]:
    articles = [article_from_text(case.text, name) for name, case in cases.items()]
    world = load()
    statements = {}
    for article, document in zip(articles, analyse_all(articles), strict=True):
        mentions = find_mentions(document, world)
        referents = Referents(article, document, mentions, world)
        statements[article.id] = find_statements(article, document, referents)
    return statements


def check(case: Case, rows: Sequence[Statement]) -> None:
    got = [(s.kind[0], case.text[s.start : s.end]) for s in rows]
    assert got == [(kind, said) for kind, _, said in case.expected]
    for row, (_, speaker, _) in zip(rows, case.expected, strict=True):
        assert row.speaker is not None
        assert stems(speaker) <= stems(row.speaker), f"{speaker}, got {row.speaker}"


def stems(name: str) -> set[str]:
    return {w[:4].lower().replace("ё", "е") for w in re.findall(r"\w{2,}", name)}
