"""Words and marks: where each token of a text begins and ends.

The rules are razdel's (MIT, Alexander Kukushkin), as the models were trained on its tokens: runs
of letters, digits and marks are atoms, and neighbouring atoms are joined («из-за», «1,5», «2/3»,
«G-20», «…»). Three joins of razdel are left out, since they hide a word from the models: a number
and the comma after it when a number follows («5, 6»), a dash and the word after it when a space
stands before the dash («Москва -Пекин»), and two words round a long dash («Россия—Африка»).
"""

from __future__ import annotations

import re
from itertools import accumulate

HYPHENS = "-‑"
LONG_DASHES = "–—−"
DASHES = HYPHENS + LONG_DASHES
ENDINGS = ".?!…"
QUOTES = "«“‘»”’\"„'"
BRACKETS = "([{)]}"
MARKS = "\\/!#$%&*+,.:;<=>?@^_`|~№…" + DASHES + QUOTES + BRACKETS

ATOM = re.compile(
    rf"(?P<letters>[а-яё]+|[a-z]+)|(?P<digits>\d+)|(?P<mark>[{re.escape(MARKS)}])|(?P<other>\S)",
    re.IGNORECASE,
)
SMILE = re.compile(r"[=:;]-?[)(]{1,3}")
CHUNK = re.compile(r"\S+")
# Words and numbers, nearly all there is: with a mark before, a mark after, or none.
PLAIN = re.compile(
    r"(?P<before>[«(\"]?)(?:[а-яё]+(?:-[а-яё]+)*|\d+|[a-z]+)(?P<after>[.,:;!?»)\"…]?)",
    re.IGNORECASE,
)

Span = tuple[int, int]
Piece = tuple[int, int, str]

_KEPT_CHUNKS = 50_000
_pieces_of_chunk: dict[str, tuple[Piece, ...]] = {}


def token_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """`[start, end)` of every token of `text[start:end]`, in code points of `text`."""
    return [(first, last) for first, last, _ in tokenise(text, start, end)]


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Start, end and word of every token of `text[start:end]`, in code points of `text`."""
    known = _pieces_of_chunk.get
    return [
        (offset + first, offset + last, word)
        for offset, chunk in _chunks(text, start, len(text) if end is None else end)
        for first, last, word in known(chunk) or _remember(chunk)
    ]


def _chunks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Runs of text with no white space in them, and where each begins."""
    stretch = text[start:end]
    chunks = stretch.split()
    # Between single spaces, as nearly everywhere, the places need not be searched for.
    if " ".join(chunks) == stretch:
        lengths = accumulate((len(chunk) + 1 for chunk in chunks), initial=start)
        return list(zip(lengths, chunks, strict=False))
    return [(match.start(), match.group()) for match in CHUNK.finditer(text, start, end)]


def _remember(chunk: str) -> tuple[Piece, ...]:
    # News repeats itself: nine chunks in ten have been seen. Long ones (URLs) are not kept.
    pieces = tuple((first, last, chunk[first:last]) for first, last in _split_chunk(chunk))
    if len(chunk) <= 40:
        if len(_pieces_of_chunk) >= _KEPT_CHUNKS:
            _pieces_of_chunk.clear()
        _pieces_of_chunk[chunk] = pieces
    return pieces


def _split_chunk(chunk: str) -> list[Span]:
    """Tokens of a run of text with no white space in it."""
    plain = PLAIN.fullmatch(chunk)
    if plain is not None:
        first, last = plain.end("before"), plain.start("after")
        spans = [(0, first)] if first else []
        spans.append((first, last))
        return [*spans, (last, len(chunk))] if last < len(chunk) else spans
    atoms = list(ATOM.finditer(chunk))
    spans = []
    begin = 0
    for index in range(1, len(atoms) + 1):
        if index < len(atoms) and _joined(chunk, atoms, index, begin):
            continue
        spans.append((begin, atoms[index - 1].end()))
        if index < len(atoms):
            begin = atoms[index].start()
    return spans


def _joined(chunk: str, atoms: list[re.Match[str]], index: int, begin: int) -> bool:
    """Whether atom `index` belongs to the token that began at `begin` and holds atom `index-1`."""
    left, right = atoms[index - 1], atoms[index]
    kinds = left.lastgroup, right.lastgroup
    if kinds == ("mark", "mark"):
        return _marks_joined(left.group(), right.group(), chunk[begin : right.end()])
    if kinds[0] == "mark":
        return index >= 2 and _bridges(atoms[index - 2], left, right)
    if kinds[1] == "mark":
        if index + 1 < len(atoms):
            return _bridges(left, right, atoms[index + 1])
        # «теле- и радиокомпании»: the hyphen hangs on the cut word.
        return right.group() == "-" and kinds[0] == "letters"
    # A letter of another script or a sign, beside a letter: «Δσ», «Šefčovič».
    return "other" in kinds and "digits" not in kinds


def _marks_joined(left: str, right: str, token: str) -> bool:
    if left in ENDINGS and right in ENDINGS:
        return True
    return left + right in ("--", "**") or SMILE.fullmatch(token) is not None


def _bridges(left: re.Match[str], mark: re.Match[str], right: re.Match[str]) -> bool:
    """Whether a mark makes one token of the atoms on both sides of it."""
    kinds = left.lastgroup, right.lastgroup
    sign = mark.group()
    if "mark" in kinds:
        return False
    if sign in LONG_DASHES:
        return kinds != ("letters", "letters")
    if sign in HYPHENS or sign == "_":
        return True
    return sign in ".,/\\" and kinds == ("digits", "digits")
