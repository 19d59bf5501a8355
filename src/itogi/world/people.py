"""Offices and the people who held them: who was foreign minister of which state on which day.

Two tables, edited by hand: `tables/offices.toml` (posts and roles with the phrases that name them)
and `tables/people.csv`, one row a person and a term of office, with the columns

    name      Russian, nominative, as news most often writes it
    surname   the part of it by which the person is named alone («Ким Чен Ын» keeps all)
    variants  other spellings in full, divided by semicolons
    sex       m or f
    wikidata  the person's item; empty where it is not known for certain
    code      the state or organisation that the office is of
    office    an id of `offices.toml`
    from, to  ISO 8601 to the day, month or year; an empty `to`: not ended when the row was written
    alone     yes where the surname alone, without a state anywhere near, names nobody else
    source    where person, office and term were seen (`tables/README.md` names the sets);
              «general knowledge» where they were not, with the set of the id behind «id:»
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Annotated, Literal, NamedTuple

from itogi.language.spelling import plain
from itogi.reading.kept import kept
from itogi.reading.tables import Check, Table, checked
from itogi.world.records import Problem, TableError

Voice = Literal["official", "organisation", "expert", "opposition", "business", "source", "other"]
Sex = Literal["m", "f"]

_COLUMNS = [
    "name", "surname", "variants", "sex", "wikidata", "code", "office", "from", "to", "alone",
    "source",
]  # fmt: skip
NUMBERS = frozenset({
    "первый", "первая", "второй", "вторая", "третий", "третья", "четвертый", "четвертая", "пятый",
    "пятая", "шестой", "шестая", "седьмой", "восьмой", "девятый", "десятый", "тринадцатый",
    "четырнадцатый", "шестнадцатый",
})  # fmt: skip
"""Words for the number of a sovereign or pope, folded."""
PARTICLES = frozenset({"ван", "ден", "дер", "де", "ди", "ду", "дю", "ла", "ле", "тен", "фон", "цу"})
"""Words before a surname that are often taken for no part of it, folded."""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NAME = re.compile(r"[А-ЯЁ][А-ЯЁа-яё'’-]*( ([А-ЯЁа-яё'’-]+|[IVX]+))*")


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise ValueError("expected at least one")
    return values


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("expected a text, found nothing")
    return value.strip()


@dataclass(frozen=True, slots=True)
class Office(Table):
    """A post or role, and the phrases by which news names its holder (see `offices.toml`)."""

    id: str
    branch: str
    title: str
    voice: Voice
    acts: bool
    exclusive: bool
    phrases: Annotated[tuple[str, ...], Check(_some)]
    states: tuple[str, ...] = ()
    woman: str = ""


@dataclass(frozen=True, slots=True)
class Title(Table):
    """The name of a post in one state: the president of China is its «председатель». `whole`: it
    tells the organisation, too («председатель Еврокомиссии»)."""

    office: str
    code: str
    text: Annotated[str, Check(_text)]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _OfficeTable(Table):
    office: list[Office]
    title: list[Title] = field(default_factory=list)


class Span(NamedTuple):
    """A term of office, each end known to lie between two days; `last` None: not ended."""

    first: tuple[date, date]
    last: tuple[date, date] | None

    def holds(self, day: date) -> bool:
        """Whether the term may have covered the day, the doubtful days at its ends included."""
        return self.first[0] <= day and (self.last is None or day <= self.last[1])

    def surely_overlaps(self, other: Span) -> bool:
        """Whether two terms share days however their uncertain ends are read; one day is no clash:
        a successor often takes over on the day that the predecessor leaves."""
        start = max(self.first[1], other.first[1])
        ends = [span.last[0] for span in (self, other) if span.last is not None]
        return not ends or start < min(ends)


class Term(NamedTuple):
    """A person in an office: one row of `people.csv`. `alone`: the surname alone, without a state
    anywhere near, names nobody else."""

    name: str
    surname: str
    variants: tuple[str, ...]
    sex: Sex
    wikidata: str | None
    code: str
    office: str
    span: Span
    alone: bool
    source: str
    row: int

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.variants)


@dataclass(slots=True)
class People:
    """The two tables, indexed. Names are looked up folded: lower case, «е» for «ё»."""

    offices: dict[str, Office]
    titles: dict[tuple[str, str], str]
    terms: tuple[Term, ...]
    whole: frozenset[tuple[str, str]] = frozenset()
    """Offices and codes whose title needs no name of the state or organisation behind it."""
    _by_name: dict[str, list[Term]] = field(default_factory=dict)
    _by_surname: dict[str, list[Term]] = field(default_factory=dict)
    _by_post: dict[tuple[str, str], list[Term]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for term in self.terms:
            for name in term.names:
                self._by_name.setdefault(fold(name), []).append(term)
            for surname in {fold(term.surname), *_other_surnames(term)}:
                self._by_surname.setdefault(surname, []).append(term)
            branch = self.offices[term.office].branch
            self._by_post.setdefault((term.code, branch), []).append(term)

    def named(self, name: str) -> list[Term]:
        """All terms of the people who bear this full name, in the nominative."""
        return self._by_name.get(fold(name), [])

    def surnamed(self, surname: str) -> list[Term]:
        return self._by_surname.get(fold(surname), [])

    def full_names(self) -> Iterator[str]:
        yield from self._by_name

    def holders(self, code: str, branch: str, day: date | None) -> list[Term]:
        """Who held a post of that branch for that state or organisation on the day; the latest to
        take office first. No day: nobody, since nothing says who is meant."""
        if day is None:
            return []
        held = [term for term in self._by_post.get((code, branch), []) if term.span.holds(day)]
        return sorted(held, key=lambda term: term.span.first, reverse=True)

    def title(self, office: str, code: str | None, sex: Sex = "m") -> str:
        """How a post is called in that state, in the nominative; of a woman by her own word where
        the language has one («королева»)."""
        post = self.offices[office]
        usual = post.woman if sex == "f" and post.woman else post.title
        return self.titles.get((office, code or ""), usual)


def _other_surnames(term: Term) -> set[str]:
    """The last words of the variants of a name whose own surname stands last, and a surname without
    its particles («Ляйен»); the number of a sovereign («Абдалла Второй») is no surname."""
    if not term.name.endswith(term.surname):
        return set()
    last = {fold(name.split()[-1]) for name in term.variants} - NUMBERS
    found = {word for word in last if len(word) > 3 and not word.endswith(("вич", "вна"))}
    particle, *rest = fold(term.surname).split()
    if particle in PARTICLES and len(rest[-1]) > 4 and PARTICLES.issuperset(rest[:-1]):
        found.add(rest[-1])
    return found


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name as the tables are searched by it."""
    return plain(name).replace("’", "'")


@kept
def load_people() -> People:
    """The tables, checked as far as one row shows. Raises TableError naming file and row."""
    folder = files(__package__).joinpath("tables")
    offices = folder.joinpath("offices.toml").read_text(encoding="utf-8")
    people = folder.joinpath("people.csv").read_text(encoding="utf-8")
    return read_people(offices, people)


def read_people(offices: str, people: str) -> People:
    """The contents of `offices.toml` and `people.csv` as tables. Raises TableError."""
    table = _read_offices(offices)
    posts = {office.id: office for office in table.office}
    titles = {(title.office, title.code): title.text for title in table.title}
    whole = frozenset((title.office, title.code) for title in table.title if title.whole)
    return People(posts, titles, tuple(_read_terms(people, posts)), whole)


def check_people(people: People, codes: Collection[str]) -> list[Problem]:
    """What is wrong between rows: codes that `codes` does not hold, a row given twice, two people
    in an exclusive office at a time, one person under two Wikidata ids, one id under two names."""
    return [
        *_unknown_codes(people, codes),
        *_repeated_rows(people.terms),
        *_clashes(people),
        *_two_ids(people.terms),
        *_two_names(people.terms),
    ]


def _read_offices(content: str) -> _OfficeTable:
    where = "world/tables/offices.toml"
    try:
        table = checked(content, _OfficeTable)
    except ValueError as error:
        raise TableError(f"{where}: {error}") from None
    ids = [office.id for office in table.office]
    for identifier in ids:
        if ids.count(identifier) > 1:
            raise TableError(f"{where}: office «{identifier}» is given twice; expected once")
    for title in table.title:
        if title.office not in ids:
            raise TableError(f"{where}: title «{title.text}»: no office «{title.office}»")
    return table


def _read_terms(content: str, offices: Collection[str]) -> Iterator[Term]:
    rows = csv.reader(io.StringIO(content), strict=True)
    header = next(rows, [])
    if header != _COLUMNS:
        raise TableError(
            f"world/tables/people.csv: row 1: expected the columns {', '.join(_COLUMNS)}"
        )
    for number, row in enumerate(rows, start=2):
        yield _term(row, number, offices)


def _term(row: list[str], number: int, offices: Collection[str]) -> Term:
    where = f"world/tables/people.csv: row {number}"
    if len(row) != len(_COLUMNS):
        raise TableError(f"{where}: expected {len(_COLUMNS)} fields, found {len(row)}")
    name, surname, variants, sex, wikidata, code, office, first, last, alone, source = row
    others = tuple(variant for variant in variants.split(";") if variant)
    for each in (name, *others):
        if not _NAME.fullmatch(each):
            raise TableError(f"{where}: name «{each}»: expected Russian words, the first capital")
    if not surname or surname not in name:
        raise TableError(f"{where}: surname «{surname}»: expected the part of «{name}»")
    if sex not in ("m", "f"):
        raise TableError(f"{where}: sex «{sex}»: expected m or f")
    if wikidata and not re.fullmatch(r"Q\d+", wikidata):
        raise TableError(f"{where}: wikidata «{wikidata}»: expected Q and digits, or nothing")
    if office not in offices:
        raise TableError(f"{where}: office «{office}» is not in offices.toml; add it there first")
    if alone not in ("", "yes"):
        raise TableError(f"{where}: alone «{alone}»: expected yes or nothing")
    if not source:
        raise TableError(f"{where}: source is empty; say what the row rests on")
    span = Span(_days(first, where, "from"), _days(last, where, "to") if last else None)
    if span.last is not None and span.last[1] < span.first[0]:
        raise TableError(f"{where}: the term ends ({last}) before it begins ({first})")
    return Term(
        name, surname, others, "f" if sex == "f" else "m", wikidata or None, code, office, span,
        alone == "yes", source, number,
    )  # fmt: skip


def _days(text: str, where: str, column: str) -> tuple[date, date]:
    """The first and the last day that a date to the year, month or day may mean."""
    if not _DATE.fullmatch(text):
        raise TableError(f"{where}: {column} «{text}»: expected YYYY, YYYY-MM or YYYY-MM-DD")
    parts = [int(part) for part in text.split("-")]
    try:
        year = parts[0]
        month = parts[1:2] or [1, 12]
        first = date(year, month[0], parts[2] if len(parts) == 3 else 1)
        last_day = parts[2] if len(parts) == 3 else monthrange(year, month[-1])[1]
        return first, date(year, month[-1], last_day)
    except ValueError as error:
        raise TableError(f"{where}: {column} «{text}»: no such day ({error})") from None


def _row(term: Term, message: str) -> Problem:
    return Problem("people.csv", f"row {term.row} ({term.name})", message)


def _unknown_codes(people: People, codes: Collection[str]) -> Iterator[Problem]:
    for term in people.terms:
        if term.code not in codes:
            yield _row(term, f"code «{term.code}» is in no table of states or organisations")
    for office in people.offices.values():
        for code in office.states:
            if code not in codes:
                yield Problem("offices.toml", office.id, f"code «{code}» is in no table of states")


def _repeated_rows(terms: Iterable[Term]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str, Span], int] = {}
    for term in terms:
        key = (fold(term.name), term.code, term.office, term.span)
        if key in seen:
            yield _row(term, f"the same as row {seen[key]}; remove one")
        seen.setdefault(key, term.row)


def _clashes(people: People) -> Iterator[Problem]:
    posts: dict[tuple[str, str], list[Term]] = {}
    for term in people.terms:
        if people.offices[term.office].exclusive:
            posts.setdefault((term.code, term.office), []).append(term)
    for (code, office), terms in posts.items():
        for one, other in combinations(terms, 2):
            if one.span.surely_overlaps(other.span):
                yield _row(
                    other,
                    f"holds {office} of {code} while {one.name} does (row {one.row}); "
                    "correct a date",
                )


def _two_ids(terms: Iterable[Term]) -> Iterator[Problem]:
    """A person of one name and state has one id, unless a variant tells two namesakes apart."""
    ids: dict[tuple[str, str, tuple[str, ...]], Term] = {}
    for term in terms:
        known = ids.setdefault((term.name, term.code, term.variants), term)
        if known.wikidata != term.wikidata:
            yield _row(
                term,
                f"has the id {term.wikidata}, in row {known.row} {known.wikidata}; "
                "give one person one id",
            )


def _two_names(terms: Iterable[Term]) -> Iterator[Problem]:
    """An id stands for one person, who bears one name in all rows."""
    known: dict[str, Term] = {}
    for term in terms:
        if term.wikidata is None:
            continue
        one = known.setdefault(term.wikidata, term)
        if fold(one.name) != fold(term.name):
            yield _row(
                term,
                f"has the id {term.wikidata} of {one.name} (row {one.row}); write one name, the "
                "other as a variant, or correct the id",
            )
