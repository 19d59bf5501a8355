"""Posts that nobody holds by the tables: between two holders, or today.

A gap may be true (a post left vacant) or a row that is missing, so it is no error; whoever mends
the tables looks at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from itogi.world.people import People, Term
from itogi.world.records import Problem
from itogi.world.tables import states

VACANT = timedelta(days=120)
"""How long a post may stand empty between two holders before it is worth a look."""


def gaps(people: People) -> Iterator[Problem]:
    """One note a gap, by state and post; holders of any office of its branch fill it: acting ones,
    heads of a junta. A state that is gone has no holder today."""
    posts: dict[tuple[str, str], list[Term]] = defaultdict(list)
    watched = set()
    for term in people.terms:
        office = people.offices[term.office]
        posts[term.code, office.branch].append(term)
        if office.exclusive:
            watched.add((term.code, office.branch))
    gone = {state.code for state in states() if state.kind == "gone"}
    for code, branch in sorted(watched):
        terms = posts[code, branch]
        terms.sort(key=lambda term: term.span.first)
        latest: date | None = terms[0].span.first[1]
        for before, after in pairwise(terms):
            end = before.span.last[1] if before.span.last else None
            latest = None if latest is None or end is None else max(latest, end)
            if latest is not None and after.span.first[0] - latest > VACANT:
                yield _note(code, branch, f"nobody from {latest} to {after.span.first[0]}")
        if code not in gone and all(term.span.last for term in terms):
            last = max(terms, key=_end)
            yield _note(code, branch, f"nobody after {last.name}, {_end(last)}")


def _end(term: Term) -> date:
    return term.span.last[1] if term.span.last else date.max


def _note(code: str, branch: str, message: str) -> Problem:
    return Problem("people.csv", f"{code} {branch}", message)
