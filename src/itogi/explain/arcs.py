"""A sentence as inline SVG: its words in a row, an arc from each word to each of its dependents.

Colours come from the page's style by class, so that the drawing follows its light and dark. The
widths of words are estimated, a little too wide, since no font is at hand to measure them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from itogi.explain.records import Word

LETTER, WIDE = 8.9, 12.5
GAP = 16
"""Pixels of the usual letter, of a wide one, and between words."""
STEP = 26
"""Pixels from one level of arcs to the next."""
SPREAD = 7
"""Pixels between two arcs at one word."""
ROUND = 9
TAIL = 66
"""Pixels below the arcs: word, tag, codes."""
WIDE_LETTERS = "мщшжфюыМЩШЖФЮЫДWMmw—"
# Relations of the arguments and clauses, drawn stronger than attributes and particles.
CORE = ("nsubj", "obj", "iobj", "obl", "csubj", "ccomp", "xcomp", "advcl", "acl", "parataxis")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a word is set off: classes of its box («trigger won»), a line under it, its codes."""

    box: str = ""
    name: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arc:
    head: int
    word: int
    rel: str
    level: int

    @property
    def ends(self) -> tuple[int, int]:
        return min(self.head, self.word), max(self.head, self.word)


def drawing(words: Sequence[Word], marks: Sequence[Mark], title: str) -> Markup:
    """The SVG element; `title` says for a screen reader what is drawn."""
    arcs = arcs_of(words)
    lefts, widths = _layout(words, marks)
    height = max((arc.level for arc in arcs), default=0) * STEP + 12
    tail = TAIL if any(mark.codes for mark in marks) else TAIL - 16
    whole = round((lefts[-1] + widths[-1] if words else 0) + GAP)
    parts = [
        f'<svg class="arcs" width="{whole}" height="{height + tail}" '
        f'viewBox="0 0 {whole} {height + tail}" role="img" aria-label="{escape(title)}">',
        *_drawn(arcs, lefts, widths, height),
        *_texts(words, marks, lefts, widths, height),
        "</svg>",
    ]
    # All that is not escaped above is numbers and the words of this file.
    return Markup("".join(parts))


def arcs_of(words: Sequence[Word]) -> list[Arc]:
    """An arc for each dependent, each above those that it spans."""
    pairs = [(word.head, i) for i, word in enumerate(words) if 0 <= word.head < len(words)]
    pairs = [(head, i) for head, i in pairs if head != i]
    drawn: list[Arc] = []
    for head, i in sorted(pairs, key=lambda pair: (abs(pair[0] - pair[1]), min(pair))):
        low, high = min(head, i), max(head, i)
        under = [arc.level for arc in drawn if arc.ends[0] < high and low < arc.ends[1]]
        drawn.append(Arc(head, i, words[i].rel, max(under, default=0) + 1))
    return drawn


def _layout(words: Sequence[Word], marks: Sequence[Mark]) -> tuple[list[float], list[float]]:
    """The left edge and the width of each word."""
    ends = [0] * len(words)
    for i, word in enumerate(words):
        if 0 <= word.head < len(words) and word.head != i:
            ends[i] += 1
            ends[word.head] += 1
    lefts: list[float] = []
    widths: list[float] = []
    at = float(GAP)
    for word, mark, count in zip(words, marks, ends, strict=True):
        needed = [
            _width(word.text, 1.0),
            _width(word.pos, 0.78),
            _width(" ".join(mark.codes), 0.82),
            count * SPREAD,
        ]
        # A short arc must hold its label, which stands between this word and the next.
        if 0 <= word.head < len(words) and abs(word.head - len(lefts)) == 1:
            needed.append(_width(word.rel, 0.72) - 8)
        lefts.append(at)
        widths.append(max(needed))
        at += widths[-1] + GAP
    return lefts, widths


def _width(text: str, scale: float) -> float:
    return scale * sum(WIDE if letter in WIDE_LETTERS else LETTER for letter in text)


def _legs(
    arcs: Sequence[Arc], lefts: list[float], widths: list[float]
) -> dict[tuple[Arc, int], float]:
    """Where each arc meets each of its words: so that none crosses another's foot."""
    found = {}
    for i in range(len(lefts)):
        own = [arc for arc in arcs if i in arc.ends]
        left = sorted((a for a in own if a.ends[1] == i), key=lambda a: a.level)
        right = sorted((a for a in own if a.ends[0] == i), key=lambda a: -a.level)
        feet = [*left, *right]
        middle = lefts[i] + widths[i] / 2
        for n, arc in enumerate(feet):
            found[arc, i] = middle + (n - (len(feet) - 1) / 2) * SPREAD
    return found


def _drawn(
    arcs: Sequence[Arc], lefts: list[float], widths: list[float], height: int
) -> Iterator[str]:
    legs = _legs(arcs, lefts, widths)
    for arc in arcs:
        foot, tip = legs[arc, arc.head], legs[arc, arc.word]
        top = height - arc.level * STEP
        turn = ROUND if foot < tip else -ROUND
        strength = "core" if arc.rel.partition(":")[0] in CORE else "plain"
        yield (
            f'<g class="arc {strength}"><path d="M{foot:.1f} {height}V{top + ROUND}'
            f"Q{foot:.1f} {top} {foot + turn:.1f} {top}H{tip - turn:.1f}"
            f'Q{tip:.1f} {top} {tip:.1f} {top + ROUND}V{height - 2}"/>'
            f'<path class="tip" d="M{tip:.1f} {height + 3}l-3.5 -7h7z"/>'
            f'<text x="{(foot + tip) / 2:.1f}" y="{top + 3.5}">{escape(arc.rel)}</text></g>'
        )


def _texts(
    words: Sequence[Word],
    marks: Sequence[Mark],
    lefts: list[float],
    widths: list[float],
    height: int,
) -> Iterator[str]:
    line = height + 22
    for i, (word, mark) in enumerate(zip(words, marks, strict=True)):
        middle = lefts[i] + widths[i] / 2
        half = _width(word.text, 1.0) / 2
        root = " is-root" if not 0 <= word.head < len(words) else ""
        tip = ", ".join([word.lemma, word.pos, *(f"{k}={v}" for k, v in word.feats.items())])
        yield f'<g class="word{root}"><title>{escape(tip)}</title>'
        if mark.box:
            yield (
                f'<rect class="{mark.box}" x="{middle - half - 4:.1f}" y="{line - 17}" '
                f'width="{2 * half + 8:.1f}" height="24" rx="4"/>'
            )
        yield f'<text class="form" x="{middle:.1f}" y="{line}">{escape(word.text)}</text>'
        if mark.name:
            yield (
                f'<path class="name" d="M{middle - half:.1f} {line + 5.5}H{middle + half:.1f}"/>'
            )
        yield f'<text class="tag" x="{middle:.1f}" y="{line + 20}">{escape(word.pos)}</text>'
        if mark.codes:
            codes = " ".join(mark.codes)
            yield f'<text class="code" x="{middle:.1f}" y="{line + 37}">{escape(codes)}</text>'
        yield "</g>"
