"""Quotations broken by their attribution: «…, — сказал он. — …» becomes two with one speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from itogi.coding.statements.lexicon import Lexicon
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.scene import DASHES, finite, key, nominal
from itogi.language.records import Document, Token

CITING = frozenset({"цитировать", "процитировать"})
LONGEST = 40
"""Tokens that an attribution inside a quotation may have."""


def broken_apart(
    quotations: Iterable[Quotation], document: Document, lexicon: Lexicon
) -> list[Quotation]:
    """The quotations, each cut where its attribution stands inside the marks."""
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    result: list[Quotation] = []
    first = 0
    for q in quotations:
        while first < len(tokens) and tokens[first].end <= q.start:
            first += 1
        result += _fragments(q, tokens, first, lexicon)
    return sorted(result, key=lambda q: (q.start, -q.end))


def with_dashed(
    quotations: Sequence[Quotation],
    paragraphs: Iterable[tuple[int, int]],
    document: Document,
    lexicon: Lexicon,
) -> list[Quotation]:
    """The quotations, and the words of paragraphs that open with a dash and say who speaks:
    «— Времени мало, — сказал министр. — Пора решать»."""
    said: list[Quotation] = []
    tokens: list[Token] = []
    for start, end in paragraphs:
        opening = document.text[start : start + 2]
        if len(opening) < 2 or opening[0] not in DASHES or not opening[1].isspace():
            continue
        tokens = tokens or [token for s in document.sentences for token in s.tokens]
        whole = Quotation(start + 2, start + len(document.text[start:end].rstrip()), closed=False)
        first = next((i for i, t in enumerate(tokens) if t.start >= whole.start), len(tokens))
        fragments = list(_fragments(whole, tokens, first, lexicon))
        if fragments[0].end < whole.end:
            said += fragments
    inner = [
        replace(q, depth=q.depth + any(d.start <= q.start and q.end <= d.end for d in said))
        for q in quotations
    ]
    return sorted([*inner, *said], key=lambda q: (q.start, -q.end))


def _fragments(
    q: Quotation, tokens: list[Token], first: int, lexicon: Lexicon
) -> Iterator[Quotation]:
    start, follows = q.start, q.follows
    i = first
    while i < len(tokens) and tokens[i].start < q.end:
        if tokens[i].text in DASHES and i > first and _attributes(tokens, i, lexicon):
            resumed = _resumed(tokens, i, q.end)
            end = tokens[i - 1].start if tokens[i - 1].text == "," else tokens[i - 1].end
            if end > start:
                yield replace(q, start=start, end=end, closed=False, follows=follows)
            if resumed is None:
                return
            start, follows, i = tokens[resumed].start, True, resumed
        i += 1
    yield replace(q, start=start, follows=follows)


def _attributes(tokens: list[Token], dash: int, lexicon: Lexicon) -> bool:
    """Whether «— сказал он» begins at the dash: a reporting verb, and who reports."""
    if tokens[dash - 1].text not in (",", ".", "!", "?", "…", "...", "»", "”", "“", '"', ")"):
        return False
    for i in range(dash + 1, min(dash + 6, len(tokens))):
        token = tokens[i]
        if token.text[:1] in ".,;:!?»" or token.text in DASHES:
            return False
        if i == dash + 1 and token.text[:1].isupper():
            return False
        near = tokens[dash + 1 : i + 8]
        if key(token) in lexicon.paper_verbs and any(key(t) in lexicon.papers for t in near):
            # «— …, — говорится в сообщении»
            return True
        if finite(token) and token.feats.get("Person") not in ("1", "2"):
            reporting = lexicon.verbs.get(key(token))
            cited = key(token) in CITING
            if not cited and (reporting is None or "quote" not in reporting.frames):
                continue
            return (
                any(nominal(t) and t.feats.get("Case") == "Nom" for t in near)
                or token.feats.get("Number") == "Plur"
            )
    return False


def _resumed(tokens: list[Token], dash: int, end: int) -> int | None:
    """Index of the token with which the words go on after the attribution, if they do."""
    for i in range(dash + 2, min(dash + LONGEST, len(tokens) - 1)):
        if tokens[i].start >= end:
            return None
        if tokens[i].text in DASHES and tokens[i - 1].text[:1] in (",", ".", ":", ";"):
            return i + 1 if tokens[i + 1].start < end else None
        if tokens[i].text == "." and tokens[i + 1].start < end and tokens[i + 1].text not in DASHES:
            return i + 1
    return None
