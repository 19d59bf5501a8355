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

VACANT = timedelta(days=120)
"""How long a post may stand empty between two holders before it is worth a look."""


def gaps(people: People) -> Iterator[Problem]:
    """One note a gap, by state and post; `acting` holders fill a post of the same branch."""
    posts: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in people.terms:
        if people.offices[term.office].exclusive:
            posts[term.code, people.offices[term.office].branch].append(term)
    for (code, branch), terms in sorted(posts.items()):
        terms.sort(key=lambda term: term.span.first)
        latest: date | None = terms[0].span.first[1]
        for before, after in pairwise(terms):
            end = before.span.last[1] if before.span.last else None
            latest = None if latest is None or end is None else max(latest, end)
            if latest is not None and after.span.first[0] - latest > VACANT:
                yield _note(code, branch, f"nobody from {latest} to {after.span.first[0]}")
        last = terms[-1].span.last
        if last is not None and latest is not None:
            yield _note(code, branch, f"nobody after {terms[-1].name}, {max(latest, last[1])}")


def _note(code: str, branch: str, message: str) -> Problem:
    return Problem("people.csv", f"{code} {branch}", message)
