"""Words and forms: labels, plurals, dates and the wording of events, from the tables.

The tables are `tables/labels.toml` (headings, tags, counts), `tables/events.toml` (what each event
type and status is called) and `tables/acts.toml` (what it is called where its rule is known). They
are checked whole when first loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from itogi.brief.acts import act_of
from itogi.brief.english import in_english
from itogi.brief.forms import STATUSES, check_form
from itogi.brief.names import Names
from itogi.brief.records import LANGUAGES, BriefError, Language
from itogi.coding.plover import event_types

# Not after a short word, where it may be the mark of an abbreviation («в 1996 г.»).
_STOP = re.compile(r"(\w{3}|[»“”\")%])\.$")
_STRAIGHT = re.compile(r'"([^"]*)"')
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


class Wording:
    """How a brief in `language` says things."""

    def __init__(self, language: Language) -> None:
        if language not in LANGUAGES:
            raise BriefError(f"language «{language}»: expected one of {', '.join(LANGUAGES)}")
        self.language: Language = language
        self.names = Names(language)
        self._labels = label_table()[language]
        self._events = event_table()
        self._locale = Locale(language)

    def __call__(self, key: str, **values: object) -> str:
        """The label `key` with its places filled."""
        return str(self._labels[key]).format(**values)

    def frame(self) -> dict[str, str]:
        """All labels that have no places to fill, for renderers."""
        return {
            key: label
            for key, label in self._labels.items()
            if isinstance(label, str) and not _places(label)
        }

    def has(self, key: str) -> bool:
        return key in self._labels

    def count(self, what: str, number: int) -> str:
        """«1 событие», «2 события», «5 событий» for `what` = «events»."""
        forms = self._labels[f"count_{what}"]
        form = str(forms[self._locale.plural_form(number)])
        return form.format(n=format_decimal(number, locale=self._locale))

    def quote(self, words: str) -> str:
        """`words` in the quotation marks of the language, white space made single.

        Marks inside are turned to the inner kind, so that they do not close the outer ones, and
        the full stop at the end is left to the line that quotes.
        """
        inner = _STOP.sub(r"\1", " ".join(words.split()))
        if self.language == "ru":
            inner = _STRAIGHT.sub(r"„\1“", inner).replace("«", "„").replace("»", "“")
        else:
            inner = _STRAIGHT.sub(r"‘\1’", inner).replace("“", "‘").replace("”", "’")
        return self("quote", words=inner)

    def day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self._locale))

    def iso(self, iso: str) -> str:
        """An ISO date by its precision: a year, a month, a day. Anything else stays as it is."""
        week, match = _WEEK.match(iso), _ISO.match(iso)
        try:
            if week:
                monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
                return self("week", date=self.day(monday))
            if not match:
                return iso
            year, month, day = (int(part) if part else None for part in match.groups())
            start = date(year or 1, month or 1, day or 1)
        except ValueError:
            return iso
        if day:
            return self.day(start)
        if month:
            return format_skeleton("yMMMM", start, locale=self._locale)
        return str(year)

    def tick(self, key: str) -> str:
        """A short label for a day, a month or a year of a chart."""
        year, month, day = (int(part) if part else 1 for part in _parts(key))
        start = date(year, month, day)
        if len(key) == 10:
            return format_skeleton("MMMd", start, locale=self._locale)
        if len(key) == 7:
            return format_date(start, "LLL yyyy", locale=self._locale)
        return str(year)

    def period(self, since: date | None, until: date | None) -> str | None:
        if since and until:
            if since == until:
                return self.day(since)
            return self("period", since=self.day(since), until=self.day(until))
        if since:
            return self("since", since=self.day(since))
        return self("until", until=self.day(until)) if until else None

    def said(self, name: str, state: str | None = None) -> str:
        """A speaker, post or place that the source names, in the language of the brief."""
        return in_english(name, state) if self.language == "en" else name

    def event_label(self, kind: str) -> str:
        return str(self._events[kind][self.language]["label"])

    def mode(self, mode: str) -> str | None:
        words = self._events["modes"][self.language].get(mode)
        return str(words) if words else None

    def event(
        self,
        kind: str,
        status: str,
        actors: Sequence[str],
        recipients: Sequence[str],
        rule: str = "",
        evidence: str = "",
    ) -> str:
        """An event in words, with a capital letter: what is done, its status, its sides by name.

        The act is named by the rule that coded the event and the words of its evidence where the
        table of acts has them, else by its type.
        """
        general: Mapping[str, str] = self._events[kind][self.language]
        act = act_of(kind, rule, not recipients, evidence)
        forms = act.forms[self.language] if act else general
        sides = {"actors": _Listed(self, actors), "recipients": _Listed(self, recipients)}
        key = f"one_{status}" if recipients else status
        own = forms.get(key) or general.get(key)
        if own:
            return capital(own.format(**sides))
        plain = forms["one" if recipients else "both"].format(**sides)
        return capital(self._events["status"][self.language][status].format(event=plain))


class _Listed:
    """Names of codes in a row; the format spec is the case that they stand in."""

    def __init__(self, wording: Wording, codes: Sequence[str]) -> None:
        self._wording, self._codes = wording, codes

    def __format__(self, case: str) -> str:
        names = [self._wording.names.inside(code, case or "nom") for code in self._codes]
        if len(names) < 2:
            return "".join(names)
        *first, last = names
        return f"{', '.join(first)} {self._wording('and')} {last}"


def capital(line: str) -> str:
    return line[:1].upper() + line[1:]


@cache
def label_table() -> Mapping[str, Mapping[str, Any]]:
    """Labels by language, checked."""
    table = _load("labels.toml")
    check_labels(table)
    return table


@cache
def event_table() -> Mapping[str, Any]:
    """Wordings of events, checked."""
    table = _load("events.toml")
    check_events(table)
    return table


def check_labels(table: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises `BriefError` naming the key that is missing or wrong."""
    for language in LANGUAGES:
        if language not in table:
            raise BriefError(f"labels.toml: the table [{language}] is missing")
        forms = Locale(language).plural_form.tags | {"other"}
        for key, label in table[language].items():
            if isinstance(label, dict) and set(label) != forms:
                raise BriefError(
                    f"labels.toml [{language}.{key}]: plural forms are {', '.join(sorted(label))}; "
                    f"expected {', '.join(sorted(forms))}"
                )
    first, *others = LANGUAGES
    for other in others:
        for key in sorted(set(table[first]) ^ set(table[other])):
            raise BriefError(f"labels.toml: «{key}» is in only one of [{first}] and [{other}]")
        for key, label in table[first].items():
            if isinstance(label, str) and _places(label) != _places(table[other][key]):
                raise BriefError(
                    f"labels.toml: «{key}» has other places in [{first}] than in [{other}]"
                )


def check_events(table: Mapping[str, Any]) -> None:
    """Raises `BriefError` naming the type and field that is missing or wrong."""
    for kind in event_types():
        for language in LANGUAGES:
            forms = table.get(kind, {}).get(language, {})
            for form in ("label", "one", "both"):
                if form not in forms:
                    raise BriefError(f"events.toml [{kind}.{language}]: «{form}» is missing")
            for form, words in forms.items():
                check_form(f"events.toml [{kind}.{language}] {form}", form, words)
    for language in LANGUAGES:
        for status in STATUSES:
            if "{event}" not in table.get("status", {}).get(language, {}).get(status, ""):
                raise BriefError(f"events.toml [status.{language}] {status}: needs {{event}}")


def _places(label: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(label) if place}


def _parts(key: str) -> tuple[str | None, ...]:
    match = _ISO.match(key)
    return match.groups() if match else (key[:4], None, None)


def _load(name: str) -> dict[str, Any]:
    try:
        with (files("itogi.brief") / "tables" / name).open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise BriefError(f"{name}: not valid TOML ({error})") from error
