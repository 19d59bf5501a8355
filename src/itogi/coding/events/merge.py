"""One event once: mentions of the same act joined under the most explicit of the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itogi.coding.events.candidates import Candidate
from itogi.coding.plover import event_types
from itogi.coding.records import Event
from itogi.coding.trace import SILENT, Trace

# What is said well of another in a message, or beside an act, of support is part of it.
PRAISE = "support.speak-well"


def merge_events(found: Sequence[Candidate], trace: Trace = SILENT) -> list[Event]:
    """Joins events of one type, dyad and time; the surest mention makes one sure."""
    groups: list[list[Candidate]] = []
    for candidate in found:
        group = next((g for g in groups if all(_same(candidate, other) for other in g)), None)
        if group is None:
            groups.append([candidate])
        else:
            group.append(candidate)
    joined = [_joined(group) for group in groups]
    for group, one in zip(groups, joined, strict=True):
        trace.events_joined([candidate.event for candidate in group], one)
    return sorted(joined, key=lambda e: (e.start, e.end, e.type))


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = one.event, other.event
    if a.type != b.type or _sides(a) != _sides(b):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if a.status != b.status:
        return False
    alike = a.rule == b.rule or PRAISE in (a.rule, b.rule) or event_types()[a.type].both
    return alike or one.in_title or other.in_title


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    if event_types()[event.type].both and not event.recipients:
        return frozenset(event.actors), frozenset()
    return frozenset(event.actors), frozenset(event.recipients)


def _joined(group: list[Candidate]) -> Event:
    """The body's most explicit mention, with what the others add."""
    events = [candidate.event for candidate in group]
    best = max(group, key=lambda c: (not c.in_title, c.event.confidence, -c.event.start)).event
    others = tuple(
        (event.start, event.end)
        for event in events
        if (event.start, event.end) != (best.start, best.end)
    )
    dated = next((e for e in events if e.date and e.date_basis == "text"), None) or next(
        (e for e in events if e.date), None
    )
    return replace(
        best,
        confidence=round(max(candidate.chance for candidate in group), 2),
        date=best.date or (dated.date if dated else None),
        date_basis=best.date_basis or (dated.date_basis if dated else None),
        place=best.place or next((e.place for e in events if e.place), None),
        occasion=best.occasion or next((e.occasion for e in events if e.occasion), None),
        channel=best.channel or next((e.channel for e in events if e.channel), None),
        more=tuple(dict.fromkeys((*best.more, *others))),
    )
