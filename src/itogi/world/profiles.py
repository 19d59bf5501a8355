"""What the tables know of a name, and in which row of which table it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby

from itogi.world import tables
from itogi.world.atlas import World, together
from itogi.world.index import key, words_of
from itogi.world.members import memberships
from itogi.world.old_names import old_names
from itogi.world.people import People, Span, Term, fold, load_people

FORMS = ("full", "variants", "english", "english_variants", "adjectives", "compounds", "demonyms",
         "capital", "capital_adjectives")  # fmt: skip
_NAMED = ("states.csv", "organisations.csv", "bodies.csv", "companies.csv", "places.csv",
          "inhabitants.csv", "disputed.csv", "masks.csv")  # fmt: skip
_KINDS = {
    "organisations.csv": "organisation", "companies.csv": "company", "inhabitants.csv": "people",
    "disputed.csv": "disputed place", "masks.csv": "no actor",
}  # fmt: skip
_STATE_KINDS = {
    "member": "state", "observer": "state", "partial": "state of partial recognition",
    "disputed": "disputed authority", "gone": "state of the past",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """A term of office as its row gives it, dates to the day, month or year; `until` None: open."""

    title: str
    person: str
    code: str
    since: str
    until: str | None
    source: str
    row: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A state's place in an organisation, in years."""

    organisation: str
    state: str
    status: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """One entry of the tables: what it is called, what it stands for, who held its offices.

    `forms` holds lists by column («adjectives»: казахстанский); `old_names` those of the past with
    their years; `bodies` the names of the bodies
    and seats that stand for it. `table` and `row` say where it stands, the line of headings being
    row 1; a person's are those of the first term.
    """

    kind: str
    name: str
    code: str | None
    wikidata: str | None
    table: str
    row: int
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    old_names: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    members: tuple[Tie, ...] = ()
    offices: tuple[Office, ...] = ()


class UnknownName(ValueError):
    """No table holds the name; the message suggests the closest."""


def profiles(name: str, world: World) -> list[Profile]:
    """Every entry of that code or name, in any case of the name, people by surname as well.

    Raises UnknownName with the closest names where there is none.
    """
    found = [*_entries(name, world), *_people(name)]
    if not found:
        raise UnknownName(_unknown(name))
    return found


def _entries(name: str, world: World) -> Iterator[Profile]:
    wanted = {name.strip().upper()} if name.strip().isascii() else set()
    wanted |= {key(name.strip())}
    phrase = " ".join(map(key, words_of(name)))
    for number in world.index.phrases.get(phrase, ()):
        sense = world.index.senses[number]
        wanted.add(key(sense.entry.name))
        wanted |= set(together().get(sense.words, ()))
    for table in _NAMED:
        for line, row in enumerate(tables.rows(table), start=2):
            if wanted & _keys(table, row):
                yield _entry(table, line, row, world)


def _keys(table: str, row: tables.Row) -> set[str]:
    """What a row is found by: its code, its names; a capital is the state's."""
    found = {key(tables.bare(row["name"]))}
    for column in ("full", "variants", "english", "english_variants", "adjectives", "capital"):
        found |= {key(tables.bare(part)) for part in tables.parts(row.get(column) or "")}
    if table in ("states.csv", "organisations.csv") and row["code"] != "IGO":
        found.add(row["code"])
    return found


def _entry(table: str, line: int, row: tables.Row, world: World) -> Profile:
    name, code = tables.bare(row["name"]), row.get("code")
    whole = table in ("states.csv", "organisations.csv") and code != "IGO"
    return Profile(
        kind=_KINDS.get(table) or _STATE_KINDS.get(row["kind"], row["kind"]),
        name=name,
        code=code,
        wikidata=row.get("wikidata") or None,
        table=table,
        row=line,
        forms={
            column: tuple(tables.bare(part) for part in tables.parts(row[column]))
            for column in FORMS
            if row.get(column)
        },
        old_names=tuple(
            f"{old.name} {old.since or ''}–{old.until}"
            for old in old_names()
            if table == "states.csv" and old.code == code
        ),
        bodies=tuple(_bodies(code)) if whole and code else (),
        members=tuple(
            Tie(m.organisation, world.name(m.state), m.status, m.since, m.until)
            for m in memberships()
            if (table == "organisations.csv" and m.organisation == name)
            or (table == "states.csv" and m.state == code)
        ),
        offices=tuple(_offices(t for t in load_people().terms if t.code == code)) if whole else (),
    )


def _bodies(code: str) -> Iterator[str]:
    for row in tables.rows("bodies.csv"):
        if row["code"] == code:
            yield tables.bare(row["name"])


def _people(name: str) -> Iterator[Profile]:
    """The people of that name; a surname alone may be that of several."""
    people = load_people()
    terms = people.named(name) or people.surnamed(name)
    for canonical in dict.fromkeys(term.name for term in terms):
        own = people.named(canonical)
        same = sorted(own, key=lambda t: (t.wikidata or "", t.variants))
        for (item, variants), group in groupby(same, key=lambda t: (t.wikidata, t.variants)):
            rows = list(group)
            yield Profile(
                kind="person",
                name=canonical,
                code=rows[-1].code,
                wikidata=item,
                table="people.csv",
                row=min(t.row for t in rows),
                forms={"variants": variants} if variants else {},
                offices=tuple(_offices(rows)),
            )


def _offices(terms: Iterator[Term] | list[Term]) -> Iterator[Office]:
    """By post, the latest first."""
    people = load_people()
    ordered = sorted(terms, key=lambda t: t.span.first, reverse=True)
    ranks = {office: rank for rank, office in enumerate(people.offices)}
    for term in sorted(ordered, key=lambda t: ranks[t.office]):
        since, until = written(term.span)
        yield Office(
            _title(people, term), term.name, term.code, since, until, term.source, term.row
        )


def _title(people: People, term: Term) -> str:
    return people.title(term.office, term.code, term.sex)


def written(span: Span) -> tuple[str, str | None]:
    """The dates of a term as precise as they are known («2016-09», «2019»)."""
    return _written(span.first), _written(span.last) if span.last else None


def _written(days: tuple[date, date]) -> str:
    first, last = days
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def _unknown(name: str) -> str:
    from rapidfuzz import fuzz, process

    close = process.extract(fold(name), _all_names(), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    hint = f" Did you mean {', '.join(_all_names()[folded] for _, _, folded in close)}?"
    return f"No table knows «{name}».{hint if close else ''}"


@cache
def _all_names() -> dict[str, str]:
    """Every name by its folded form."""
    found: dict[str, str] = {}
    for table in _NAMED:
        for row in tables.rows(table):
            for column in ("name", "variants", "english"):
                for part in tables.parts(row.get(column) or ""):
                    found.setdefault(fold(tables.bare(part)), tables.bare(part))
    for term in load_people().terms:
        for name in term.names:
            found.setdefault(fold(name), name)
    return found
