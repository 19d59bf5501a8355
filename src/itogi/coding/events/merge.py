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


def merge_events(
    found: Sequence[Candidate], trace: Trace = SILENT, today: str | None = None
) -> list[Event]:
    """Joins events of one type, dyad and time; the surest mention makes one sure. `today` is the
    article's day, ISO 8601."""
    groups: list[list[Candidate]] = []
    for candidate in found:
        group = next(
            (g for g in groups if all(_same(candidate, other, today) for other in g)), None
        )
        if group is None:
            groups.append([candidate])
        else:
            group.append(candidate)
    joined = [_joined(group) for group in groups]
    for group, one in zip(groups, joined, strict=True):
        trace.events_joined([candidate.event for candidate in group], one)
    return sorted(joined, key=lambda e: (e.start, e.end, e.type))


def _same(one: Candidate, other: Candidate, today: str | None) -> bool:
    a, b = one.event, other.event
    if _is_news(one, other, today) or _is_news(other, one, today):
        return False
    if a.type != b.type or _sides(a) != _sides(b):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if a.status != b.status:
        return False
    alike = (
        a.rule == b.rule
        or PRAISE in (a.rule, b.rule)
        or (event_types()[a.type].both and a.type != "AGREE")
    )
    return alike or one.in_title or other.in_title or _is_within(one, other)


def _is_within(one: Candidate, other: Candidate) -> bool:
    """«считает давление Запада недопустимым»: one is told in what the other is about; «готовят
    договор, подписать его рассчитывают»: one plan."""
    tree = one.act.tree
    if tree is not other.act.tree:
        return False
    heads = one.act.occurrence.head, other.act.occurrence.head
    apart = () if one.event.type == "AGREE" else ("conj", "parataxis", "advcl")
    if any(b in tree.descend(a, 6, apart) for a, b in (heads, heads[::-1])):
        return True
    # «Мальта нас не слышит», — возмутился министр: the words and how he took it.
    said = one.act.sense.said or other.act.sense.said
    spoken = (tree.head(b) == a and tree.rel(b) == "parataxis" for a, b in (heads, heads[::-1]))
    return said and any(spoken)


def _is_news(title: Candidate, told: Candidate, today: str | None) -> bool:
    """A title without a date tells what is new; what is dated a month or more back is not that."""
    if not title.in_title or title.event.date or told.in_title or not (today and told.event.date):
        return False
    past = told.event.date[:7]
    return title.event.type != "AGREE" and len(past) == 7 and past < _month_before(today)


def _month_before(today: str) -> str:
    year, month = int(today[:4]), int(today[5:7]) if len(today) >= 7 else 1
    return f"{year - (month == 1)}-{month - 1 or 12:02}"


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    if event_types()[event.type].both and not event.recipients:
        return frozenset(event.actors), frozenset()
    return frozenset(event.actors), frozenset(event.recipients)


def _explicitness(candidate: Candidate) -> tuple[bool, bool, float, int]:
    """The body before the title; a meeting told with its kind («визит») before one told in passing
    («по итогам переговоров»); then the surest, the first."""
    event = candidate.event
    told = event.type != "CONSULT" or event.mode is not None
    if event.type == "CONSULT":
        return told, not candidate.in_title, event.confidence, -event.start
    # «обменялись подписанными документами» tells by the way what «подписали …» tells.
    act = candidate.act
    head = act.occurrence.head
    told = act.tree.form(head) != "Part" or act.tree.rel(head) not in ("amod", "acl")
    return not candidate.in_title, told, event.confidence, -event.start


def _joined(group: list[Candidate]) -> Event:
    """The body's most explicit mention, with what the others add."""
    events = [candidate.event for candidate in group]
    best = max(group, key=_explicitness).event
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
        # «Визит. По видеосвязи выступили …»: a visit is not made by what else was spoken through.
        channel=best.channel
        or (None if best.mode == "visit" else next((e.channel for e in events if e.channel), None)),
        more=tuple(dict.fromkeys((*best.more, *others))),
    )
