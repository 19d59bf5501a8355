"""Quotations in a text: which words stand between quotation marks, pure text, no grammar.

Marks are paired by nesting. «Ёлочки», „лапки“, “curly” and "straight" pairs may stand inside one
another; a straight mark opens or closes by the letters around it. A quotation may run over
paragraphs. Where the closing mark is missing, the quotation ends with its paragraph, or with the
inner quotation that closes for both («Он сказал: «Нет».).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

REACH = 8000
"""Characters after which an open quotation counts as one whose closing mark is missing."""

DEEPEST = 4
"""Quotations in which another may stand; marks that open deeper ones are strays."""
LOOSE = 4
"""Quotations without a closing mark that a paragraph may open."""
_TAIL = 80
"""Characters in which the next word or mark behind a quotation is looked for."""

_MARK = re.compile('[«»„“”"❝❞]')
_CLOSED_BY = {"«": "»", "„": '“”"', "“": "”“", '"': '"', "❝": "❞"}
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{—–-/:'«„“\"")
_AFTER_CLOSING = frozenset(" \t\n\r\xa0)]}.,;:!?…—–-'»”")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `[start, end)` without the marks, `[outer, after)` with them.

    `depth` is 0 for a quotation that stands in no other. `closed` is False where the closing
    mark is missing.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True
    follows: bool = False
    """Whether it goes on after an attribution that broke it: «…, — сказал он. — …»."""

    @property
    def outer(self) -> int:
        return self.start if self.follows else self.start - 1

    @property
    def after(self) -> int:
        return self.end + 1 if self.closed else self.end


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations in the paragraphs `[start, end)` of the text, sorted by start.

    Text outside the paragraphs (furniture) is passed over.
    """
    closed: list[Quotation] = []
    unclosed: list[tuple[int, int]] = []
    waiting: list[tuple[int, int]] = []
    for offset, paragraph in _marks(text, paragraphs):
        if waiting and _given_up(waiting, offset, paragraph, paragraphs):
            unclosed += waiting
            waiting = []
        if _opens(text, offset, waiting):
            waiting.append((offset, paragraph))
            continue
        partner = _partner(text, offset, waiting)
        if partner is not None:
            unclosed += waiting[partner + 1 :]
            closed.append(Quotation(waiting[partner][0] + 1, offset))
            del waiting[partner:]
    unclosed += waiting
    closed.sort(key=lambda q: q.start)
    starts = [q.start for q in closed]
    loose: dict[int, list[int]] = {}
    for at, p in unclosed:
        loose.setdefault(p, []).append(at)
    found = list(closed)
    for p, opened in loose.items():
        end = paragraphs[p][1]
        for at in sorted(opened)[:LOOSE]:
            inner = closed[bisect_left(starts, at + 2) : bisect_left(starts, end + 1)]
            found.append(_without_mark(text, at, end, inner))
    return list(_nested(found))


def _marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """(offset, index of its paragraph) of every quotation mark."""
    for index, (start, end) in enumerate(paragraphs):
        for mark in _MARK.finditer(text, start, end):
            yield mark.start(), index


def _given_up(
    waiting: list[tuple[int, int]],
    offset: int,
    paragraph: int,
    paragraphs: Sequence[tuple[int, int]],
) -> bool:
    """Whether what was opened before can no longer be closed by this mark or a later one."""
    opened, of = waiting[0]
    return offset - opened > REACH or (of != paragraph and offset == paragraphs[paragraph][0])


def _opens(text: str, offset: int, waiting: list[tuple[int, int]]) -> bool:
    mark = text[offset]
    before = text[offset - 1] if offset else " "
    after = text[offset + 1] if offset + 1 < len(text) else " "
    if mark in "«»":
        written_backwards = before in _BEFORE_OPENING and after.isalnum()
        if mark == "»":
            return written_backwards and not waiting
        return not (after in _AFTER_CLOSING and before not in _BEFORE_OPENING)
    if mark in "„❝":
        return True
    if mark in "”❞":
        return False
    if mark == "“" and waiting and text[waiting[-1][0]] == "„":
        return False
    return before in _BEFORE_OPENING and after not in _AFTER_CLOSING


def _partner(text: str, offset: int, waiting: list[tuple[int, int]]) -> int | None:
    """Position in `waiting` of the opening mark that this closing mark belongs to."""
    mark = "»" if text[offset] == "«" else text[offset]
    for position in range(len(waiting) - 1, -1, -1):
        if mark in _CLOSED_BY.get(text[waiting[position][0]], "»"):
            return position
    return None


def _without_mark(text: str, opened: int, end: int, inner: list[Quotation]) -> Quotation:
    """The quotation opened there, whose own closing mark is missing, in a paragraph that ends at
    `end`; `inner` are the quotations opened between."""
    last = max(inner, key=lambda q: q.end, default=None)
    if last is not None and last.after > end:
        return Quotation(opened + 1, last.end)
    if last is not None and not any(c.isalnum() for c in text[last.after : last.after + 2]):
        tail = text[last.after : min(end, last.after + _TAIL)].lstrip()
        if not tail or tail[0] in ".,—–!?…":
            return Quotation(opened + 1, last.end, closed=True)
    while end > opened + 1 and text[end - 1].isspace():
        end -= 1
    return Quotation(opened + 1, end, closed=False)


def _nested(quotations: list[Quotation]) -> Iterator[Quotation]:
    around: list[Quotation] = []
    for q in sorted(quotations, key=lambda q: (q.start, -q.end)):
        while around and around[-1].end < q.end:
            around.pop()
        if len(around) > DEEPEST:
            continue
        yield Quotation(q.start, q.end, len(around), q.closed)
        around.append(q)
