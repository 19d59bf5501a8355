"""Rows as lines to read: what it is, what it is made of, why it lost; the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from itogi.coding.plover import event_types
from itogi.explain.records import (
    ActRow,
    CountedRow,
    Part,
    ReferentRow,
    Row,
    StatementRow,
    StateRow,
    TrackRow,
)
from itogi.explain.wording import Wording

Sign = Literal["won", "lost", "refers", "same"]
# Losses that say little: patterns that a longer or another one has beaten, scraps in marks.
MINOR = (
    "participle", "company", "taken", "outranked",
    "form", "denied", "no-content", "short", "name",
    "spelling", "in-person", "common-word", "like-person", "adjective", "beside-state", "surname",
    "direction", "masked", "unbacked",
)  # fmt: skip
# Losses for want of a side, which the places of the frame explain.
UNSIDED = ("no-sides", "no-actor", "no-recipient", "no-second-side")
# Features of a weighing that a line names at most.
TELLING = 5
# Share of the threshold from which a chance came near, and how many that lost are told.
NEAR, MOST = 0.5, 12
LONGEST = 120
"""Characters of reported words, or of a pattern, that a line shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """`words` of the text, `what` they are, `number` in its layer; `details` one to a line.

    `lost` says why it is nothing of its own, None for what won; `rule` and `source` say what found
    it and where that is written. `quad` is an event's quad category.
    """

    words: str
    what: str
    number: str | None
    details: tuple[str, ...]
    lost: str | None
    rule: str
    source: str
    minor: bool = False
    quad: str = ""
    refers: bool = False
    """It only says who is meant."""

    @property
    def sign(self) -> Sign:
        if self.lost:
            return "same" if self.number else "lost"
        return "refers" if self.refers else "won"


def of_act(row: ActRow, wording: Wording) -> Line:
    why = None
    if row.lost == "merged":
        why = wording("merged_into", number=row.rows[0].number)
    elif row.lost is not None:
        why = wording.reason("act", row.lost, row.by)
    numbers = dict.fromkeys(str(r.number) for r in row.rows)
    pattern = wording("pattern", entry=_short(row.source.entry))
    kind = row.rows[0].type if row.rows else row.type or row.sense
    return Line(
        words=row.text,
        what="; ".join(dict.fromkeys(_event(r, wording) for r in row.rows)) or kind,
        number=wording("event_number", number=", ".join(numbers)) if numbers else None,
        details=tuple(_act_details(row, wording)),
        lost=why,
        rule=row.rule,
        source=f"{wording.source(row.source)} · {pattern}",
        minor=row.lost in MINOR,
        quad=event_types()[kind].quad,
    )


def _event(row: Row, wording: Wording) -> str:
    sides = " + ".join(row.actors)
    if row.recipients:
        sides += " → " + " + ".join(row.recipients)
    return f"{row.type} {sides}, {wording.of('status', row.status)}"


def _act_details(row: ActRow, wording: Wording) -> Iterator[str]:
    for side in row.sides:
        words = f" {wording('from_words', words=side.words)}" if side.words else ""
        place = wording.of("place", side.place)
        yield f"{wording.of('role', side.role)} {' + '.join(side.codes)}{words} ({place})"
    for stop in row.stops if row.lost else ():
        yield wording.reason("bar", stop.bar, stop.words)
    if row.lost in UNSIDED:
        for role, places in row.places:
            names = ", ".join(wording.of("place", place) for place in places)
            yield wording("tried", role=wording.of("role", role), places=names)
    if row.type and row.type != row.sense:
        yield wording("becomes", sense=row.sense, type=row.type)
    if row.cues:
        yield ", ".join(f"{wording.of('flag', c.flag)}: «{c.words}»" for c in row.cues)
    for told in row.rows[:1]:
        if told.turned and told.type != row.type:
            yield wording("turned", type=told.type)
        status = wording.of("status", told.status)
        yield wording("status_line", status=status, why=wording(f"why_{told.status_why}"))
        if told.date:
            basis = wording.of("basis", told.date_basis or "unknown")
            yield wording("dated", date=told.date, basis=basis)
        reach = wording(f"reach_{row.reach or 0}")
        yield f"{wording('confidence', value=f'{told.confidence:.2f}')}: {reach}"
        if told.parts:
            yield wording("weighed", parts=_telling(told.parts, wording))


def of_statement(row: StatementRow, wording: Wording) -> Line:
    said = ", ".join(part for part in (row.speaker, row.office, row.state) if part)
    return Line(
        words=_short(row.text) if row.text else f"«{row.cue}»",
        what=said or wording.rule(row.rule),
        number=wording("statement_number", number=row.number) if row.number else None,
        details=tuple(_statement_details(row, wording)),
        lost=None if row.lost is None else wording.reason("words", row.lost),
        rule=row.rule,
        source=wording.source(row.source) if row.source else "",
        minor=row.lost in MINOR,
    )


def _statement_details(row: StatementRow, wording: Wording) -> Iterator[str]:
    if row.text:
        cue = f": «{row.cue}»" if row.cue else ""
        yield f"{wording.rule(row.rule)}{cue}"
    if row.how is not None:
        known = wording("speaker_known", how=wording.of("how", row.how))
        if row.named and row.named_in:
            known += "; " + wording("named_by_before", words=row.named, number=row.named_in)
        yield known
    if row.confidence is not None:
        yield wording("confidence", value=f"{row.confidence:.2f}")


def of_state(row: StateRow, wording: Wording) -> Line:
    return Line(
        words=row.text,
        what=f"{row.entry} {row.code or wording('no_code')}" if row.kind else row.entry,
        number=None,
        details=(),
        lost=None if row.lost is None else wording.reason("name", row.lost),
        rule=wording.of("kind", row.kind) if row.kind else "",
        source=wording("state_source", source=wording.source(row.source), entry=row.source.entry),
        minor=row.lost in MINOR,
    )


def of_referent(row: ReferentRow, wording: Wording) -> Line:
    known = [part for part in (row.name, row.office, " ".join(row.codes)) if part]
    return Line(
        words=row.text,
        what=", ".join(dict.fromkeys(known)),
        number=None,
        details=tuple(
            wording(
                "antecedent",
                name=other.name,
                number=other.number,
                weight=f"{other.weight:.1f}",
                why=wording.reason("antecedent", other.lost),
            )
            for other in row.others
        ),
        lost=None if row.name else wording("nobody"),
        rule=wording.of("referent", row.kind) if row.kind else "",
        source="",
        refers=True,
    )


def of_tracks(rows: Sequence[TrackRow], wording: Wording) -> Iterator[Line]:
    """A line for each row of the coding, with its dyads, then the dyads that came near one."""
    groups: dict[int, list[TrackRow]] = {}
    for row in rows:
        if row.number is not None and not row.lost:
            groups.setdefault(row.number, []).append(row)
    for number in sorted(groups):
        yield _of_group(groups[number], wording)
    lost = [row for row in rows if row.lost and row.chance >= NEAR * row.threshold]
    for row in sorted(lost, key=lambda row: -row.chance)[:MOST]:
        yield _of_track([row], row.dyad, wording("below", threshold=row.threshold), wording)


def _of_group(rows: Sequence[TrackRow], wording: Wording) -> Line:
    ordered = sorted(rows, key=lambda row: -row.chance)
    return _of_track(ordered, ordered[0].states, None, wording)


def _of_track(
    rows: Sequence[TrackRow], states: Sequence[str], lost: str | None, wording: Wording
) -> Line:
    best = rows[0]
    details = [_telling(best.parts, wording)]
    if best.shared:
        details.insert(0, wording("shared"))
    if len(rows) > 1:
        details.append(", ".join(f"{' + '.join(r.dyad)} {r.chance:.2f}" for r in rows))
    return Line(
        words=" + ".join(states),
        what=f"{wording.of('track', best.track)}, "
        f"{wording('chance', value=f'{best.chance:.2f}')}, "
        f"{wording('in_sentence', number=best.sentence)}",
        number=wording("track_number", number=best.number) if lost is None else None,
        details=tuple(details),
        lost=lost,
        rule=f"tracks.{best.track}",
        source="tracks_weights.toml",
    )


def of_counted(row: CountedRow, wording: Wording) -> Line:
    discussed = row.rule == "tracks.discussed"
    told = wording("discussed" if discussed else "counted")
    return Line(
        words=" + ".join(row.states),
        what=wording.of("track", row.track),
        number=wording("track_number", number=row.number),
        details=(f"{told}: {_short(row.text)}",),
        lost=None,
        rule=row.rule,
        source="agenda.toml" if discussed else "enumeration.toml",
    )


def _telling(parts: Sequence[Part], wording: Wording) -> str:
    """The weightiest features, without what every candidate has."""
    told = [part for part in parts if part.feature != "any"][:TELLING]
    return ", ".join(_part(part, wording) for part in told)


def _part(part: Part, wording: Wording) -> str:
    worth = part.value * part.weight
    name = wording.of(f"feature_{part.model}", part.feature)
    sum_ = f"{part.value:.2f} × {part.weight:.2f} = {worth:+.2f}".replace("-", "−")
    return f"{name} {sum_}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
