"""One event once: mentions of the same act joined under the most explicit of the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itogi.coding.plover import event_types
from itogi.coding.records import Event
from itogi.coding.trace import SILENT, Trace

# What is said well of another in a message, or beside an act, of support is part of it.
PRAISE = "support.speak-well"


def merge_events(
    events: Sequence[Event], in_title: Sequence[bool], trace: Trace = SILENT
) -> list[Event]:
    """Joins events of one type, dyad and time. `in_title` says of each where it stands."""
    groups: list[list[tuple[Event, bool]]] = []
    for event, title in zip(events, in_title, strict=True):
        group = next(
            (g for g in groups if all(_same(event, title, other, t) for other, t in g)), None
        )
        if group is None:
            groups.append([(event, title)])
        else:
            group.append((event, title))
    joined = [_joined(group) for group in groups]
    for group, one in zip(groups, joined, strict=True):
        trace.events_joined([event for event, _ in group], one)
    return sorted(joined, key=lambda e: (e.start, e.end, e.type))


def _same(a: Event, a_title: bool, b: Event, b_title: bool) -> bool:
    if a.type != b.type or _sides(a) != _sides(b):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if a.status != b.status:
        return False
    alike = a.rule == b.rule or PRAISE in (a.rule, b.rule) or event_types()[a.type].both
    return alike or a_title or b_title


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    if event_types()[event.type].both and not event.recipients:
        return frozenset(event.actors), frozenset()
    return frozenset(event.actors), frozenset(event.recipients)


def _joined(group: list[tuple[Event, bool]]) -> Event:
    """The body's most explicit mention, with what the others add."""
    best = max(group, key=lambda pair: (not pair[1], pair[0].confidence, -pair[0].start))[0]
    others = tuple(
        (event.start, event.end)
        for event, _ in group
        if (event.start, event.end) != (best.start, best.end)
    )
    dated = next((e for e, _ in group if e.date and e.date_basis == "text"), None) or next(
        (e for e, _ in group if e.date), None
    )
    return replace(
        best,
        date=best.date or (dated.date if dated else None),
        date_basis=best.date_basis or (dated.date_basis if dated else None),
        place=best.place or next((e.place for e, _ in group if e.place), None),
        occasion=best.occasion or next((e.occasion for e, _ in group if e.occasion), None),
        channel=best.channel or next((e.channel for e, _ in group if e.channel), None),
        more=tuple(dict.fromkeys((*best.more, *others))),
    )
