"""The timeline as inline SVG: cooperation upwards, conflict downwards, deeds nearest the line.

Colours come from the page's style by class, so the chart follows its light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from itogi.brief.records import Count, Period

WIDTH, UNIT = 720, 14
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 10, 24
TALLEST = 110
"""Height in pixels that the tallest half may take."""
BAR = 46
"""The widest that a bar gets."""
LABEL = 74
"""Least distance in pixels between two labels of the time axis."""

UP = ("material cooperation", "verbal cooperation")
DOWN = ("material conflict", "verbal conflict")


def timeline(periods: Sequence[Period], title: str) -> Markup:
    """A stacked bar for each period; `title` says for a screen reader what the chart shows."""
    highest = max((_sum(p.by_quad, UP) for p in periods), default=0)
    lowest = max((_sum(p.by_quad, DOWN) for p in periods), default=0)
    unit = min(UNIT, TALLEST / max(highest, lowest, 1))
    axis = TOP + highest * unit
    height = round(axis + lowest * unit + BOTTOM)
    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">',
        *_grid(highest, lowest, unit, axis),
        *_bars(periods, unit, axis),
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{axis:.1f}" y2="{axis:.1f}"/>',
        *_labels(periods, height),
        "</svg>",
    ]
    # All that is not escaped above is numbers and the words of this file.
    return Markup("".join(parts))


def css_class(quad: str) -> str:
    return quad.replace(" ", "-")


def _slot(periods: Sequence[Period]) -> float:
    return (WIDTH - LEFT - RIGHT) / max(len(periods), 1)


def _bars(periods: Sequence[Period], unit: float, axis: float) -> Iterator[str]:
    slot = _slot(periods)
    width = min(BAR, slot * 0.7)
    for i, period in enumerate(periods):
        left = LEFT + slot * (i + 0.5) - width / 2
        numbers = {count.key: count.number for count in period.by_quad}
        labels = {count.key: count.label for count in period.by_quad}
        for quads, sign in ((UP, -1), (DOWN, 1)):
            edge = axis
            for quad in quads:
                size = numbers.get(quad, 0) * unit
                if size:
                    top = edge - size if sign < 0 else edge
                    tip = f"{period.label}: {labels[quad]} — {numbers[quad]}"
                    yield (
                        f'<rect class="{css_class(quad)}" x="{left:.1f}" y="{top:.1f}" '
                        f'width="{width:.1f}" height="{size:.1f}"><title>{escape(tip)}</title>'
                        "</rect>"
                    )
                    edge += sign * size


def _grid(highest: int, lowest: int, unit: float, axis: float) -> Iterator[str]:
    step = max(1, round(24 / unit))
    ticks = [*range(step, highest + 1, step), *(-n for n in range(step, lowest + 1, step))]
    for tick in (0, *ticks):
        y = axis - tick * unit
        if tick:
            yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="{LEFT - 8}" y="{y + 4:.1f}">{abs(tick)}</text>'


def _labels(periods: Sequence[Period], height: int) -> Iterator[str]:
    slot = _slot(periods)
    every = max(1, -(-LABEL // max(1, int(slot))))
    for i, period in enumerate(periods):
        if i % every == 0:
            x = LEFT + slot * (i + 0.5)
            # On a narrow screen the style makes letters larger and hides every other label.
            name = "label alternate" if i // every % 2 else "label"
            yield f'<text class="{name}" x="{x:.1f}" y="{height - 6}">{escape(period.label)}</text>'


def _sum(counts: Sequence[Count], quads: Sequence[str]) -> int:
    return sum(count.number for count in counts if count.key in quads)
