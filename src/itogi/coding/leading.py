"""The two states that an article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from itogi.coding.records import Mention

# Each of the two must be named this often; a headline and a passing remark make no subject.
OFTEN = 3


def leading_pair(mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The codes of the two states named most, more often first; None if there are no such two."""
    leading = state_counts(mentions).most_common(2)
    if len(leading) < 2 or leading[1][1] < OFTEN:
        return None
    return leading[0][0], leading[1][0]


def state_counts(mentions: Sequence[Mention]) -> Counter[str]:
    return Counter(m.code for m in mentions if m.kind == "state" and m.code and m.listed)
