"""Figures: events counted once each, by kind, direction, track and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from itogi.brief.clusters import EventCluster
from itogi.brief.material import Material
from itogi.brief.pages import Page
from itogi.brief.records import Count, Direction, Figures, Period
from itogi.brief.sections.events import OPEN
from itogi.brief.sections.tracks import size, track_groups
from itogi.brief.wording import Wording
from itogi.coding.plover import QUADS, event_types

DAYS, MONTHS = 31, 36
"""The longest timeline of days, and of months; a longer one is of years."""


def figures(material: Material, used: Sequence[Page]) -> Figures:
    """Counts of what happened; `used` are the pages that the brief rests on."""
    wording = material.wording
    happened = [c for c in material.events if c.event.status == "actual"]
    return Figures(
        facts=tuple(_facts(material, happened, used)),
        by_quad=_by_quad(happened, wording),
        by_type=tuple(
            Count(kind, wording.event_label(kind), number)
            for kind, number in Counter(c.event.type for c in happened).most_common()
        ),
        by_track=tuple(
            Count(key, group.title or key, size(group))
            for key, group in track_groups(material).items()
        ),
        directions=tuple(_directions(material, happened)),
        timeline=tuple(_timeline(happened, wording)),
    )


def outlets(pages: Sequence[Page]) -> int:
    """How many different outlets the pages are of; a page without one counts by itself."""
    return len({p.coding.article.outlet or f"#{p.number}" for p in pages})


def _facts(material: Material, happened: Sequence[EventCluster], used: Sequence[Page]) -> list[str]:
    wording = material.wording
    status = Counter(str(c.event.status) for c in material.events)
    facts = [wording.count("events", len(happened))]
    numbers = {
        "open": sum(status[s] for s in OPEN),
        "negated": status["negated"],
        "historical": len(material.past),
    }
    facts += [wording.count(key, number) for key, number in numbers.items() if number]
    speakers = {c.lead[1].speaker for c in material.statements if c.lead[1].speaker}
    facts += [
        wording.count("statements", len(material.statements)),
        wording.count("speakers", len(speakers)),
        wording.count("articles", len(used)),
        wording.count("stories", len({p.story for p in used})),
        wording.count("sources", outlets(used)),
    ]
    return facts


def _quad(cluster: EventCluster) -> str:
    return event_types()[cluster.event.type].quad


def _by_quad(clusters: Sequence[EventCluster], wording: Wording) -> tuple[Count, ...]:
    counts = Counter(_quad(c) for c in clusters)
    return tuple(
        Count(quad, wording(f"quad_{quad.replace(' ', '_')}"), counts[quad]) for quad in QUADS
    )


def _directions(material: Material, happened: Sequence[EventCluster]) -> list[Direction]:
    a, b = material.pair
    wording = material.wording
    ways = {
        f"{x}>{y}": wording("direction", a=wording.names(x), b=wording.names(y))
        for x, y in ((a, b), (b, a))
    }
    ways["mutual"] = wording("mutual")
    return [
        Direction(
            key,
            label,
            _by_quad([c for c in happened if _way(c, material.pair) == key], wording),
        )
        for key, label in ways.items()
    ]


def _way(cluster: EventCluster, pair: tuple[str, str]) -> str:
    """From whom to whom («RUS>KAZ»); «mutual» when both act, or each towards the other."""
    event = cluster.event
    ways = [
        f"{x}>{y}" for x, y in (pair, pair[::-1]) if x in event.actors and y in event.recipients
    ]
    return ways[0] if len(ways) == 1 else "mutual"


def _timeline(happened: Sequence[EventCluster], wording: Wording) -> list[Period]:
    """Bars without gaps from the first event to the last; imprecise dates are left out."""
    days = sorted(c.day for c in happened if c.day)
    if not days:
        return []
    cut, step = _scale(days)
    dated = [c for c in happened if c.day and len(c.day) >= cut]
    if not dated:
        return []
    keys = sorted({c.day[:cut] for c in dated if c.day})
    return [
        Period(
            key,
            wording.tick(key),
            _by_quad([c for c in dated if (c.day or "")[:cut] == key], wording),
        )
        for key in _run(keys[0], keys[-1], step)
    ]


def _scale(days: Sequence[str]) -> tuple[int, Callable[[str], str]]:
    """Length of the ISO prefix of a bar, and the step from one bar to the next."""
    exact = [day for day in days if len(day) == 10]
    if len(exact) == len(days):
        length = (date.fromisoformat(exact[-1]) - date.fromisoformat(exact[0])).days
        if length < DAYS:
            return 10, _next_day
    monthly = [day for day in days if len(day) >= 7]
    if len(monthly) == len(days) and _months(days[-1]) - _months(days[0]) < MONTHS:
        return 7, _next_month
    return 4, _next_year


def _run(first: str, last: str, step: Callable[[str], str]) -> list[str]:
    keys = [first]
    while keys[-1] < last:
        keys.append(step(keys[-1]))
    return keys


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _next_day(key: str) -> str:
    return (date.fromisoformat(key) + timedelta(days=1)).isoformat()


def _next_month(key: str) -> str:
    year, month = divmod(_months(key), 12)
    return f"{year:04}-{month + 1:02}"


def _next_year(key: str) -> str:
    return f"{int(key) + 1:04}"
