"""Brings `people.csv` up to what Wikidata says, as a change that a person can review.

An empty Wikidata id or end of term is filled in, a vaguer date made more precise, a term that is
not there added behind the last one of its post. A date that says something else than Wikidata's is
left as it is, and named: which of the two is right, a person decides.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from itogi.world.atlas import World
from itogi.world.index import key, words_of
from itogi.world.people import People, check_people, fold, read_people
from itogi.world.wikidata import Held

COLUMNS = (
    "name", "surname", "variants", "sex", "wikidata", "code", "office", "from", "to", "alone",
    "source",
)  # fmt: skip
HEADS = {"head_of_state": ("president", "monarch"), "head_of_government": ("prime_minister",)}
"""The usual offices of what Wikidata calls head of state and head of government."""
NEAR = 1
"""Years by which two accounts of when a term began may differ and still mean the same term."""


@dataclass(slots=True)
class Update:
    """The table as it was and as it would be, and what a person should look at."""

    before: str
    after: str = ""
    notes: list[str] = field(default_factory=list)

    def diff(self) -> str:
        """Unified, as `patch` takes it; empty where nothing changes."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            "a/world/tables/people.csv",
            "b/world/tables/people.csv",
        )
        return "".join(lines)


def update(
    people: str,
    offices: str,
    posts: Iterable[tuple[str, Held]],
    world: World,
    wanted: Collection[str] = (),
    since: str = "1991",
) -> Update:
    """`people` and `offices` are the contents of the two tables, `posts` pairs of a state's code
    and a post that Wikidata knows there. Only offices in `wanted` (all, if empty) and terms that
    ended on or after `since` are taken. Raises TableError where a table, or the result, is not
    sound."""
    known = read_people(offices, people)
    table = _Table(list(csv.reader(io.StringIO(people)))[1:])
    made = Update(people)
    untitled: Counter[str] = Counter()
    for code, held in posts:
        office = office_of(held, code, known, world)
        if office is None:
            untitled[f"{code} «{held.title or held.way}»"] += 1
        elif (not wanted or office in wanted) and (held.last or "9999") >= since:
            made.notes += table.take(held, code, office)
    made.after = table.text()
    made.notes += _clashes(known, read_people(offices, made.after), world)
    if untitled and not wanted:
        most = ", ".join(f"{title} ({n})" for title, n in untitled.most_common(20))
        made.notes.append(f"no phrase of offices.toml names these posts: {most}")
    return made


def office_of(held: Held, code: str, people: People, world: World) -> str | None:
    """The office of `offices.toml` that the title names, with the state's name behind it or not; of
    a head by P35 or P6 the one that the state's rows have."""
    if held.title is None:
        own = {t.office for t in people.terms if t.code == code}
        usual = [office for office in HEADS.get(held.way, ()) if office in own]
        return usual[0] if len(usual) == 1 else None
    best: tuple[int, bool, str] | None = None
    for office in people.offices.values():
        if office.states and code not in office.states:
            continue
        for phrase in office.phrases:
            rest = _behind(held.title, phrase.lower())
            if rest is not None and _is_state(rest, code, world):
                rank = len(phrase), bool(office.states), office.id
                best = rank if best is None or rank > best else best
    return best[2] if best else None


def _behind(title: str, phrase: str) -> str | None:
    """What follows the phrase in a title that begins with it."""
    if not f"{title} ".startswith(f"{phrase} "):
        return None
    return title[len(phrase) :].strip()


def _is_state(words: str, code: str, world: World) -> bool:
    numbers = world.index.phrases.get(" ".join(map(key, words_of(words))), ())
    return not words or any(world.index.senses[n].entry.code == code for n in numbers)


def _clashes(old: People, new: People, world: World) -> Iterator[str]:
    """What the change would break, one line each."""
    codes = {*world.states, *world.organisations, "IGO"}
    before = {problem.message for problem in check_people(old, codes)}
    for problem in check_people(new, codes):
        if problem.message not in before:
            yield f"clash: {problem}"


class _Table:
    """The rows of `people.csv`, changed in place."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    def text(self) -> str:
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self._rows)
        return out.getvalue()

    def take(self, held: Held, code: str, office: str) -> Iterator[str]:
        """Write a post into the table; yields what a person should look at."""
        same = [
            row
            for row in self._rows
            if (row["code"], row["office"]) == (code, office) and _is_person(row, held)
        ]
        if held.first is None:
            if not same:
                yield f"{code} {office}: {held.name} ({held.item}) has no start of term; left out"
            return
        row = min(same, key=lambda row: _apart(row, held.first), default=None)
        if row is None or _apart(row, held.first) > NEAR:
            yield from self._add(held, code, office)
            return
        row["wikidata"] = row["wikidata"] or held.item
        for column, theirs in (("from", held.first), ("to", held.last)):
            ours = row[column]
            if theirs is None or theirs == ours or ours.startswith(theirs):
                continue
            if theirs.startswith(ours):
                row[column] = theirs
            else:
                yield (
                    f"{code} {office}: {row['name']}: {column} {ours} here, {theirs} in Wikidata "
                    f"({held.item}); left as it is"
                )

    def _add(self, held: Held, code: str, office: str) -> Iterator[str]:
        if held.sex is None:
            yield f"{code} {office}: {held.name} ({held.item}) has no sex given; left out"
            return
        known = next((row for row in self._rows if row["wikidata"] == held.item), None)
        row = dict.fromkeys(COLUMNS, "") | {
            "name": known["name"] if known else held.name,
            "surname": known["surname"] if known else held.name.split()[-1],
            "variants": known["variants"] if known else "",
            "sex": held.sex,
            "wikidata": held.item,
            "code": code,
            "office": office,
            "from": held.first or "",
            "to": held.last or "",
            "source": f"Wikidata {held.item}",
        }
        beside = [
            i
            for i, other in enumerate(self._rows)
            if (other["code"], other["office"]) == (code, office)
        ]
        earlier = [i for i in beside if self._rows[i]["from"] <= row["from"]]
        place = (max(earlier) + 1) if earlier else (min(beside) if beside else len(self._rows))
        self._rows.insert(place, row)


def _is_person(row: dict[str, str], held: Held) -> bool:
    if row["wikidata"]:
        return row["wikidata"] == held.item
    names = (row["name"], *row["variants"].split(";"))
    return fold(held.name) in map(fold, names)


def _apart(row: dict[str, str], first: str | None) -> int:
    """Years between the starts of two terms."""
    return abs(int(row["from"][:4]) - int((first or row["from"])[:4]))
