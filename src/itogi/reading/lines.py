"""What a single line of a page is by its words: view counter, credit, label, date line, banner.

These are judgements on one line alone; `roles` looks at lines together.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache

from itogi.reading.dates import DAY_OF_YEAR, event_days, find_dates
from itogi.reading.tables import compiled, folded, label_key, line_table, outlet_table

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_FINAL = re.compile(r"[.!?…][\"'»“”)\]]*$")
_LONGEST_END = 12
_CLOSED_TWICE = re.compile(r'["»”][.,!?…]*["»”]?$')
_UNITS = {"тыс": 1_000, "k": 1_000, "к": 1_000, "млн": 1_000_000, "m": 1_000_000}
_LETTERS = re.compile(r"[^\W\d_]")
_FULL_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё-]+){1,2}")
_NAME_AT_END = re.compile(r"(?:^| )[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё-]+$")
_COUNTED = re.compile(r"^(?P<before>.{3,80}?) (?P<views>\d[\d ]* просмотр(?:а|ов)?)$")
_LONGEST = 400
"""Characters from which a line is text, whatever it says."""
OPENING = "«\"“„'"
CLOSING = "»\"”“'"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `[start, end)` in the text without its outer white space."""

    text: str
    start: int
    end: int
    gap: bool
    """A blank line, or the beginning of the text, stands before it."""


def split_lines(text: str) -> list[Line]:
    """The lines of a text, at any line ending, blank ones left out."""
    lines: list[Line] = []
    gap = True
    last_end = 0
    for match in _LINE.finditer(text):
        breaks = text[last_end : match.start()].replace("\r\n", "\n")
        gap = gap or len(breaks) > 1
        last_end = match.end()
        stripped = match.group().strip().strip("\ufeff\u200b").strip()
        if not stripped:
            gap = True
            continue
        start = match.start() + match.group().index(stripped)
        lines.append(Line(stripped, start, start + len(stripped), gap))
        gap = False
    return lines


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does, in a full stop or its like."""
    return _FINAL.search(line[-_LONGEST_END:]) is not None


def words_in(line: str) -> int:
    return len(line.split())


def view_count(line: str) -> int | None:
    """The number on a view counter («1 204 просмотра», «Просмотров: 12,3 тыс.»), else None."""
    if len(line) > _LONGEST:
        return None
    for pattern in compiled(tuple(line_table().views.patterns)):
        match = pattern.match(folded(line))
        if match:
            unit = (match["unit"] or "").lower().rstrip(".")
            if unit:
                number = float(match["n"].replace(" ", "").replace(",", "."))
                return round(number * _UNITS[unit])
            return int(re.sub(r"\D", "", match["n"]))
    return None


def authors_of(line: str) -> tuple[str, ...]:
    """The names on a line such as «Автор: Илья Гордеев»; empty if the line is another."""
    if len(line) > _LONGEST:
        return ()
    for pattern in compiled(tuple(line_table().authors.patterns)):
        match = pattern.match(folded(line))
        if match:
            names = re.split(r",| и ", match["names"])
            return tuple(name.strip() for name in names if name.strip())
    return ()


def is_full_name(line: str) -> bool:
    """«Артур Бланк»: first name and family name alone, as in a byline."""
    return _FULL_NAME.fullmatch(line) is not None


def meta_parts(line: str) -> list[str]:
    """The parts of a line that strings together section, date, author, counter; else nothing.

    «Восток / 17 мая 2024 / 6 233 просмотра»: short parts, of which one is a date or a counter.
    """
    if len(line) > _LONGEST:
        return []
    marked = re.split(r"\s[/|·•–—]\s|\s*[|·•]\s*", line)
    parts = as_meta_parts([part.strip() for part in marked if part.strip()])
    return parts or _run_together(line)


def _run_together(line: str) -> list[str]:
    """«29 сентября 2023, 11:05 Марина Лосева 7 902 просмотра»: the parts without marks between."""
    match = _COUNTED.match(" ".join(line.split()))
    if match is None:
        return []
    before, views = match["before"], match["views"]
    name = _NAME_AT_END.search(before)
    dated = before[: name.start()].strip() if name else before
    if dated and date_line(dated) is None:
        return []
    return [part for part in (dated, name.group().strip() if name else "", views) if part]


def as_meta_parts(parts: list[str]) -> list[str]:
    """The parts if they are those of one line of section, date, author, counter; else nothing."""
    if len(parts) < 2 or any(len(part) > 40 or part[-1] in "!?…" for part in parts):
        return []
    telling = any(date_line(part) or view_count(part) is not None for part in parts)
    return parts if telling else []


def is_credit(line: str) -> bool:
    """«© Фото: пресс-служба», «Фото: ТАСС»."""
    table = line_table().credits
    if len(line) > _LONGEST:
        return False
    key = folded(line)
    return len(key) <= table.longest and any(p.match(key) for p in compiled(tuple(table.patterns)))


def label_group(line: str) -> str | None:
    """The kind of label («widget», «links», …) if the line is nothing but one."""
    return _labels().get(label_key(line)) if len(line) <= 60 else None


@cache
def _labels() -> dict[str, str]:
    groups: dict[str, list[str]] = asdict(line_table().labels)
    return {label_key(label): group for group, labels in groups.items() for label in labels}


def has_furniture_prefix(line: str) -> bool:
    """«Читайте также: …», «Теги: …», «Подписывайтесь на наш канал …»."""
    table = line_table().prefixes
    if len(line) > _LONGEST:
        return False
    key = folded(line)
    return len(key) <= table.longest and any(p.match(key) for p in compiled(tuple(table.patterns)))


def closes_article(line: str) -> bool:
    """«Комментарии (12)», «© 2024 …»: no word of the article stands below."""
    if len(line) > _LONGEST:
        return False
    key = folded(line)
    return any(pattern.match(key) for pattern in compiled(tuple(line_table().closing.patterns)))


def is_outlet(line: str) -> bool:
    """Whether the line is the name of an outlet, by the table of outlets."""
    key = folded(line).strip('«»"“” ')
    if key.lower() in _outlets():
        return True
    return words_in(key) <= 5 and any(re.match(p, key) for p in outlet_table().patterns)


@cache
def _outlets() -> frozenset[str]:
    return frozenset(folded(name).lower() for name in outlet_table().names)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds a date and nothing else that matters.

    `published` is None where the line gives no year or only the date of a later change;
    `labelled` says that the line itself calls it the date of publication.
    """

    published: date | None
    labelled: bool
    outlet: str | None = None


def date_line(line: str) -> DateLine | None:
    """Reads «25 октября 2024, 14:30», «ТАСС | 25.10.2024», «Опубликовано: …»; else None.

    Beside the date only times, weekdays, labels from the table and an outlet may stand.
    """
    if len(line) > _LONGEST:
        return None
    key = folded(line)
    if len(key) > 120 or not any(character.isdigit() for character in key):
        return None
    words = line_table().dates
    dates = find_dates(key)
    rest, published = key, None
    for found in dates:
        before = key[: found.start].lower()
        if published is None and not any(word in before for word in words.changed):
            published = found.day
        rest = rest.replace(key[found.start : found.end], " | ", 1)
    if not dates:
        bare = DAY_OF_YEAR.search(key)
        if bare is None:
            return None
        rest = rest.replace(bare.group(), " | ", 1)
    labelled = any(label in key.lower() for label in words.labels if label != "дата")
    for noise in compiled(tuple(words.noise)):
        rest = noise.sub(" | ", rest)
    for label in sorted(words.labels + words.changed, key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(label)}\b", " | ", rest, flags=re.IGNORECASE)
    parts = [part.strip(" ,:;.()-–—/·•") for part in re.split(r"[|,·•]|\s[-–—/]\s", rest)]
    parts = [part for part in parts if _LETTERS.search(part) or part.isdigit()]
    if not parts:
        return DateLine(published, labelled)
    if len(parts) == 1 and is_outlet(parts[0]):
        return DateLine(published, labelled, outlet=parts[0])
    return None


def is_span_of_days(line: str) -> bool:
    """«11-22 ноября», «30 ноября – 12 декабря 2023»: the days of an event, and nothing else."""
    if len(line) > _LONGEST:
        return False
    key = folded(line)
    days = event_days(key)
    return days is not None and days.end - days.start == len(key)


def is_bare_day(line: str) -> bool:
    """«25 октября»: a day without a year, and nothing else."""
    return len(line) <= _LONGEST and DAY_OF_YEAR.fullmatch(folded(line)) is not None


def is_one_line_banner(line: str) -> bool:
    """«COP29 Баку, Азербайджан 11-22 ноября», «14–16 сентября — Форум, Стамбул».

    A short line with the days of an event at its end, or at its beginning before a dash.
    """
    if len(line) > _LONGEST:
        return False
    key = folded(line).rstrip(".")
    days = event_days(key)
    if days is None or len(key) > 100:
        return False
    at_end = days.start > 4 and days.end == len(key)
    return at_end or (days.start == 0 and key[days.end :].strip()[:1] in tuple("-–—:"))


def in_quotation_marks(line: str) -> bool:
    """Whether one quotation is the whole of the line: its first mark closes only at the end."""
    body = line.rstrip(".,!?…;: ")
    if body[:1] not in OPENING or body[-1:] not in CLOSING or len(body) < 3:
        return False
    depth = 0
    for index, mark in enumerate(body[:-1]):
        if mark in "«“„" or (mark == '"' and not body[index - 1 : index].strip(" («")):
            depth += 1
        elif mark in "»”" or (mark == '"' and index):
            depth -= 1
            if depth == 0 and not _CLOSED_TWICE.match(body, index):
                return False
    return True
