"""The shapes of dates, as one pattern of named alternatives. The first that fits wins. It reads
lower case only: without regard to case it would take twice as long to make and to try.

Each shape has its groups: `a` and `b` stand for the first and the last of a span of time, `d`, `m`,
`y` for day, month and year, `w` for the day of the week, `s` for «прошлый, следующий», `n` and `u`
for a number of units.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from itogi.coding.dates import words
from itogi.coding.dates.words import one_of
from itogi.reading.kept import kept

YEAR = r"(?:1[0-9]|20)\d\d(?:-?(?:го|му|м|й|х))?"
OF_YEAR = r"(?:год(?:а|у|ом|е|ов|ы|ах|ам)?|гг?\.?)(?![а-яё])"
DASH = r"\s?[-–—]\s?"
SAME = r"(?:то(?:т|го|му|м|й|ю)|ту|та|эт(?:от|ого|ом|ой|у))\sже"
NO_LETTER = r"(?![а-яё])"
# A word of time hangs on one of these where nothing else shows that it is a date.
IN = r"(?:(?<=\b[вск]\s)|(?<=\b(?:до|по|на|во|со)\s))"
# What may be said of a part of a day: «вечером в четверг», «утром понедельника».
HOUR = r"(?:утром|днём|днем|вечером|ночью|утро|вечер)"
UNIT = (
    r"(?:д(?:ень|ня|ню|нём|нем|не)|недел[яиюей]{1,2}|месяц(?:а|у|ем|е)?|год(?:а|у|ом|е)?"
    r"|десятилети(?:е|я|ю|ем|и))"
)

OPENING = 5
"""Letters of a table's word that tell whether it begins a date: with three, twice as many may."""

NUMERALS = "xхi"
"""What a number in Roman numerals begins with, lower case."""

# Words of the shapes below that no table holds.
OPENERS = (
    "через", "спустя", "несколько", "полгода", "тот", "того", "тому", "том", "той", "ту", "та",
    "этот", "другой", "утром", "днём", "днем", "вечером", "ночью", "сутки", "год", "лет",
)  # fmt: skip


@kept
def grammar() -> re.Pattern[str]:
    alternatives = "|".join(f"(?P<{name}>{shape})" for name, shape in _shapes().items())
    return re.compile(rf"(?<![\w-]){_opening()}(?:{alternatives})")


@lru_cache(maxsize=32_768)
def may_open(word: str) -> bool:
    """Whether a date may begin with a word or number, by its first letters; most can not."""
    stems, whole = _first_words()
    low = word.lower()
    known = low[:2] in stems or low[:3] in stems or low in whole
    return known or low[0].isdigit() or low[0] in NUMERALS


@cache
def _first_words() -> tuple[frozenset[str], frozenset[str]]:
    """What the first word of a date begins with, two letters or three of it; and whole first words,
    which may be shorter: «в последние дни», «с.г.»."""
    stems, whole = set(), set()
    for entry in _beginnings():
        first = re.match(r"\w+", entry)
        if first and first[0] != entry:
            whole |= {first[0], first[0] + "."}
        stems.add(entry[:3])
    return frozenset(stems), frozenset(whole)


def _beginnings() -> set[str]:
    names = (*words.LISTS, *words.TABLES)
    begins = {entry[:OPENING].lower() for name in names for entry in words.listed(name)}
    return begins | {word[:3] for word in OPENERS}


def _opening() -> str:
    """The first letters of all that a date may begin with: most words are left at these."""
    begins = _beginnings()
    after: dict[str, list[str]] = {}
    for entry in sorted(begins):
        rest = after.setdefault(entry[0], [])
        # What another begins is met by that one.
        if not entry[1:].startswith(tuple(rest)):
            rest.append(entry[1:])
    pairs = (f"{first}(?:{'|'.join(map(_spelt, rest))})" for first, rest in after.items())
    return rf"(?=\d|[{NUMERALS}]|{'|'.join(pairs)})"


def _spelt(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s")


def _shapes() -> dict[str, str]:
    month = one_of("months", "(?:ь|я|ю|е|ем|ём|а|у|ом)?") + r"\b"
    day = r"(?:\d{1,2}(?:-?г?о(?:го)?)?|" + one_of("ordinals") + r")"
    any_month = rf"(?:{month}|{one_of('short_months')}\b\.?)"
    shift = one_of("shifts", "[а-яё]{1,4}")
    part = one_of("parts")
    unit, number = one_of("units", "[а-яё]{0,4}"), rf"(?:\d{{1,3}}|{one_of('numbers')})"
    weekday, season = one_of("weekdays") + r"\b", one_of("seasons") + r"\b"

    def of_year(group: str) -> str:
        """«1990 года», «1990», «прошлого года», «того же года», «с. г.»."""
        return (
            rf"(?P<{group}>{YEAR}(?:\s?{OF_YEAR})?|(?:{shift}|{SAME}|сего)\sгода"
            rf"|[стп]\.\s?г\.)"
        )

    return {
        "days": (
            rf"(?P<days_a>{day})(?:(?:{DASH}|\s(?:и|по|на|до)\s)"
            rf"|\s(?P<days_am>{month})(?:,?\s{of_year('days_ay')})?(?:{DASH}|\s(?:по|до)\s))"
            rf"(?P<days_b>{day})\s(?P<days_m>{any_month})(?:,?\s{of_year('days_y')})?"
        ),
        "day": (
            rf"(?:(?P<day_w>{weekday}),?\s\(?)?(?P<day_d>{day})\s(?P<day_m>{any_month})"
            rf"(?:,?\s{of_year('day_y')})?"
        ),
        "numeric": r"(?P<num_d>[0-3]?\d)[./](?P<num_m>[01]?\d)[./](?P<num_y>(?:19|20)\d\d)(?!\d)",
        "isodate": r"(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>[01]\d)-(?P<iso_d>[0-3]\d)(?!\d)",
        "months": (
            rf"(?P<months_a>{month})(?:\s{of_year('months_ay')})?(?:{DASH}|\s(?:и|по|до)\s)"
            rf"(?P<months_b>{month})(?:\s{of_year('months_y')})?"
        ),
        "monthday": (
            rf"(?P<md_m>{month})\s(?P<md_d>\d{{1,2}})(?:-?го)?,\s(?P<md_y>(?:19|20)\d\d)(?!\d)"
        ),
        "month": (
            rf"(?:(?:{part}\s)?(?:(?P<month_s>{shift})\s)?(?P<month_m>{month})\s{of_year('month_y')}"
            rf"|(?:{part}\s(?:(?P<month_ps>{shift})\s)?|(?P<month_as>{shift})\s|{IN})"
            rf"(?P<month_am>{month}))"
        ),
        "season": (
            rf"(?:{part}\s)?(?:(?P<season_s>{shift})\s{season}|{season}\s{of_year('season_y')})"
            rf"|(?P<season_w>{part}\s{season}|{season}(?<=ой|ью|ом))"
        ),
        "quarter": (
            rf"(?:{one_of('quarters')}|[1-4](?:-?м)?|iv|i{{1,3}})\s(?:квартал|полугоди)[а-яё]{{0,2}}"
            rf"(?:\s{of_year('quarter_y')})?"
        ),
        "decade": (
            rf"(?:{part}\s)?(?:(?P<decade_y>(?:1[0-9]|20)\d0)-?(?:е|х|ые|ых|м)(?:\s{OF_YEAR})?"
            rf"|(?P<decade_d>\d0)-?(?:е|х|ые|ых|м)\s{OF_YEAR}"
            rf"|(?P<decade_w>{one_of('decades')})\s{OF_YEAR})"
            rf"(?:\s(?P<decade_c>{one_of('centuries')})\s(?:века|столетия))?"
        ),
        "years": (
            rf"(?P<years_a>(?:1[0-9]|20)\d\d)(?:-?го)?(?:\s{OF_YEAR})?(?:{DASH}|\s(?:по|до)\s)"
            rf"(?P<years_b>(?:1[0-9]|20)?\d\d)(?:-?(?:го|й|е))?\s?{OF_YEAR}"
            rf"|(?:(?<=\b[вс]\s)|(?<=\())(?P<years_ua>(?:19|20)\d\d)(?:-?го)?"
            rf"(?:{DASH}|\s(?:по|до)\s)(?P<years_ub>(?:19|20)\d\d)(?![\w.,]?\d|\s?%|\s[а-яё]{{4,}})"
        ),
        "year": (
            rf"(?P<year_y>{YEAR})\s?{OF_YEAR}"
            rf"|(?<=\()(?P<year_p>(?:19|20)\d\d)(?=\))"
            rf"|(?:(?<=\b[вск]\s)|{part}\s)(?P<year_n>(?:19|20)\d\d(?:-?(?:го|му|м))?)(?![\d.,]\d|\s?%|\s[а-яё]{{4,}})"
        ),
        "dayofmonth": (
            rf"(?P<dom_d>\d{{1,2}})(?:-?го|-?е|-?му)?\sчисл(?:а|о|у)"
            rf"(?:\s(?P<dom_s>{shift}|{SAME})\sмесяца)?"
        ),
        "ago": (
            rf"(?:(?P<ago_h>полгода|полтора\sгода|полвека)|(?P<ago_v>несколько)\s{unit}"
            rf"|(?:(?P<ago_n>{number})\s)?(?P<ago_u>{unit}))\s(?:тому\s)?назад"
        ),
        "ahead": (
            rf"через\s(?:(?P<ahead_h>полгода|полтора\sгода|полвека)|(?P<ahead_v>несколько)\s{unit}"
            rf"|(?:(?P<ahead_n>{number})\s)?(?P<ahead_u>{unit}))\b(?P<ahead_after>\sпосле\b)?"
        ),
        "later": (
            rf"(?:спустя\s(?:(?P<later_sn>{number})\s)?(?P<later_su>{unit})\b"
            rf"|(?:(?P<later_n>{number})\s)?(?P<later_u>{unit})\s"
            rf"(?P<later_way>спустя|ранее|раньше|до\sэтого|позже|позднее|после\sэтого))"
            rf"{NO_LETTER}"
        ),
        "same": (
            rf"(?:{SAME}\s(?P<same_u>{UNIT})|(?P<same_day>следующий|другой|этот|тот)\sдень"
            rf"|(?P<same_year>том)\sгоду){NO_LETTER}"
        ),
        "weekend": rf"(?:(?P<weekend_s>{shift})\s|{IN}){one_of('weekend')}{NO_LETTER}",
        "partunit": rf"{part}\s(?:(?P<part_s>{shift})\s)?(?P<part_u>{UNIT}){NO_LETTER}",
        "shifted": rf"(?P<shifted_s>{shift})\s(?P<shifted_u>{UNIT}){NO_LETTER}",
        "weekday": (
            rf"(?:{HOUR}\s|(?P<weekday_s>{shift})\s|{IN})(?P<weekday_w>{weekday})"
            rf"(?:\s(?:на\s)?(?P<weekday_ws>{shift})\sнедел[еи])?"
        ),
        "word": rf"(?P<word_w>{one_of('relative', '[а-яё]{0,3}')})\b",
        "vague": rf"{one_of('vague')}{NO_LETTER}",
    }
