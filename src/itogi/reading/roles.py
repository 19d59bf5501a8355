"""The role of each line of a page: headline, lead, paragraph, quotation, furniture, …

Works on the lines of a plain text, which may be an article alone or the dump of its whole page.
What cannot be told for certain is a paragraph: text is never given up on a suspicion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from itogi.reading.article import BlockKind
from itogi.reading.lines import (
    CLOSING,
    OPENING,
    Line,
    authors_of,
    closes_article,
    date_line,
    ends_sentence,
    has_furniture_prefix,
    in_quotation_marks,
    is_bare_day,
    is_credit,
    is_full_name,
    is_one_line_banner,
    is_outlet,
    is_span_of_days,
    label_group,
    meta_parts,
    view_count,
    words_in,
)
from itogi.reading.tables import folded, label_key, line_table

MENU_WORDS = 3
"""Words that a line of a menu has at most."""
LITTLE = 0.3
"""Share of the text above a closing line that may stand below it, as comments do."""
HEADER = 10
"""How many lines from the top may belong to the header of a page."""

_NAME = r"(?:[А-ЯЁA-Z][\w’'-]*\.?)"
_SIGNED = re.compile(
    rf"^[-–—]\s*{_NAME}(?:\s(?:{_NAME}|де|фон|аль|ибн|ван|оглы|бен)){{1,4}}"
    r"(?:,\s(?P<office>[^.!?]{2,140}))?\.?$"
)
_NAME_FIRST = re.compile(rf"^{_NAME}(?:\s{_NAME}){{1,3}}(?:\s*[,(–—]\s?[^.!?]{{2,140}})?$")
_NAME_LAST = re.compile(rf"\s{_NAME}\s{_NAME}$")
_SENTENCE_END = re.compile(r"[а-яё»\d][.!?…]\s+[А-ЯЁA-Z«]")
_STRUNG = re.compile(r"\S \| \S.* \| \S|^\S[^.!?]{1,40} [»›] \S[^.!?]{1,40}$")
_TWO_SENTENCES = re.compile(r"[.!?…]\s+[А-ЯЁA-Z].*[.!?…]$")
_DASH = re.compile(r"^[-–—•*]\s")
_SPEAKER_LABEL = re.compile(rf"^{_NAME}(?:\s{_NAME}){{0,3}}:\s")


@dataclass(slots=True)
class Roles:
    """What the lines are, in their order, and what the page says around its text."""

    kinds: list[BlockKind | None]
    title: int | None = None
    subtitle: int | None = None
    outlet: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()
    views: int | None = None
    credits: list[str] = field(default_factory=list)
    banners: list[str] = field(default_factory=list)


def assign_roles(lines: list[Line]) -> Roles:
    """Gives every line its kind. Later steps only see what earlier ones left open."""
    roles = Roles(kinds=[None] * len(lines))
    _mark_counters_and_labels(lines, roles)
    _mark_what_closes(lines, roles)
    _mark_header(lines, roles)
    _mark_date_lines(lines, roles)
    _mark_link_lists(lines, roles)
    mark_quotations(lines, roles.kinds)
    _mark_banners(lines, roles)
    _mark_tail(lines, roles)
    _mark_lead(lines, roles)
    mark_subheadings(lines, roles.kinds)
    roles.kinds = [kind or "paragraph" for kind in roles.kinds]
    return roles


def _mark_what_closes(lines: list[Line], roles: Roles) -> None:
    """All below the counted comments or the notice of copyright, where little text stands there."""
    texts = [line if kind is None else None for line, kind in zip(lines, roles.kinds, strict=True)]
    prose = [len(line.text) if line and _is_prose(line, None) else 0 for line in texts]
    whole, above = sum(prose), 0
    for index, line in enumerate(lines):
        if above and whole - above <= above * LITTLE and closes_article(line.text):
            roles.kinds[index:] = ["furniture"] * (len(lines) - index)
            return
        above += prose[index]


def _mark_counters_and_labels(lines: list[Line], roles: Roles) -> None:
    for index, line in enumerate(lines):
        views, authors = view_count(line.text), authors_of(line.text)
        if views is not None:
            roles.views = views if roles.views is None else roles.views
        elif is_credit(line.text):
            roles.credits.append(line.text)
        elif authors:
            roles.authors = roles.authors or authors
        elif meta_parts(line.text):
            _read_meta_parts(line.text, roles)
        elif not (label_group(line.text) or has_furniture_prefix(line.text)):
            continue
        roles.kinds[index] = "furniture"


def _read_meta_parts(line: str, roles: Roles) -> None:
    for part in meta_parts(line):
        found = date_line(part)
        if found is not None:
            roles.published = roles.published or found.published
        if roles.views is None:
            roles.views = view_count(part)
        if is_full_name(part):
            roles.authors = roles.authors or (part,)
        if is_outlet(part):
            roles.outlet = roles.outlet or part


def _mark_header(lines: list[Line], roles: Roles) -> None:
    """Outlet, headline and its repeats at the top; a page may print the outlet over them."""
    _mark_menu(lines, roles)
    open_lines = [i for i in range(len(lines)) if roles.kinds[i] is None]
    top = [i for i in open_lines[:HEADER] if date_line(lines[i].text) is None]
    if len(top) < 2:
        return
    if _outlet_over_headline(lines, top):
        roles.outlet = lines[top[0]].text
        roles.kinds[top[0]] = "furniture"
        top = top[1:]
    first = top[0]
    if len(top) < 2 or not (
        looks_like_headline(lines[first].text) or _is_stopped_headline(lines, top)
    ):
        return
    roles.title = first
    roles.kinds[first] = "headline"
    for index in open_lines:
        if index > first and is_repeat(lines[index].text, lines[first].text):
            roles.kinds[index] = "furniture"


def _mark_menu(lines: list[Line], roles: Roles) -> None:
    """The menu over the headline of a dumped page: short lines, before any text.

    The headline is then the line that stands again below, or the first long one after the date,
    or the last long one over the text.
    """
    prose = next((i for i, line in enumerate(lines) if _is_surely_prose(line.text)), 0)
    menu = [i for i in range(prose) if _is_of_menu(lines[i].text)]
    top = [i for i in range(prose) if roles.kinds[i] is None]
    headline = _headline_under_menu(lines, top)
    if headline is None or menu[:1] != [0]:
        return
    first = lines[0].text
    if sum(i < headline for i in menu) < 2 and not _is_strung(first):
        return
    if roles.outlet is None and words_in(first) <= MENU_WORDS and label_group(first) is None:
        roles.outlet = first
    for i in top:
        if i < headline and not _is_dated(lines[i].text):
            roles.kinds[i] = "furniture"


def _is_surely_prose(line: str) -> bool:
    return (ends_sentence(line) and line[-1] not in "!?") or len(line) > 120


def _is_of_menu(line: str) -> bool:
    return words_in(line) <= MENU_WORDS or _is_strung(line)


def _is_strung(line: str) -> bool:
    """Entries of a menu on one line: «Главная | Политика | Спорт», «Рынки Мнения Спорт Войти»."""
    words = line.split()
    capitals = len(words) > MENU_WORDS and all(word[0].isupper() for word in words)
    return capitals or _STRUNG.search(line) is not None


def _headline_under_menu(lines: list[Line], top: list[int]) -> int | None:
    long = [i for i in top if not _is_of_menu(lines[i].text)]
    long = [i for i in long if looks_like_headline(lines[i].text)]
    for i in long:
        if any(is_repeat(line.text, lines[i].text) for line in lines[i + 1 : i + 6]):
            return i
    dated = [i for i in range(max(top, default=0)) if _is_dated(lines[i].text)]
    after = [i for i in long if dated and i > dated[-1]]
    return after[0] if after else (long[-1] if long else None)


def _is_dated(line: str) -> bool:
    return date_line(line) is not None or any(map(date_line, meta_parts(line)))


def _outlet_over_headline(lines: list[Line], top: list[int]) -> bool:
    first, second = lines[top[0]].text, lines[top[1]].text
    if len(top) < 3 or ends_sentence(first) or not looks_like_headline(second):
        return False
    if is_outlet(first):
        return True
    repeated = label_key(second) in {label_key(lines[i].text) for i in top[2:]}
    return repeated and words_in(first) <= 4 and label_key(first) != label_key(second)


def is_repeat(line: str, headline: str) -> bool:
    """Whether the line is the headline again: not a sentence of the body in the same words."""
    same = label_key(line) == label_key(headline)
    return same and ends_sentence(line) == ends_sentence(headline)


def _is_stopped_headline(lines: list[Line], top: list[int]) -> bool:
    """«НАТО уходит из Афганистана.»: one short sentence, set apart from a longer paragraph."""
    first, second = lines[top[0]], lines[top[1]]
    return (
        len(first.text) <= 90
        and words_in(first.text) >= 3
        and second.gap
        and len(second.text) > len(first.text)
        and first.text[-1] == "."
        and not _SENTENCE_END.search(first.text)
        and looks_like_headline(first.text[:-1])
    )


def looks_like_headline(line: str, fewest_words: int = 2) -> bool:
    """A line without a full stop, not too long, that opens nothing."""
    if len(line) > 220 or words_in(line) < fewest_words or line[0].islower():
        return False
    if line[-1] in ".:;," or _DASH.match(line):
        return False
    return len(line) <= 100 or _TWO_SENTENCES.search(line) is None


def _mark_date_lines(lines: list[Line], roles: Roles) -> None:
    """Date lines in the header, and anywhere where the line calls itself one."""
    seen = 0
    for index, line in enumerate(lines):
        if roles.title is not None and roles.title - 3 <= index <= roles.title:
            seen = 0
        if seen >= HEADER or (roles.kinds[index] is None and len(line.text) > 300):
            seen = HEADER
        seen += 1
        found = date_line(line.text) if roles.kinds[index] is None else None
        if found is None or (seen > HEADER and not found.labelled):
            continue
        if is_span_of_days(line.text) or (is_bare_day(line.text) and seen > 3):
            continue
        roles.kinds[index] = "furniture"
        roles.published = roles.published or found.published
        roles.outlet = roles.outlet or found.outlet


def _mark_link_lists(lines: list[Line], roles: Roles) -> None:
    """After «Читайте также» the lines that are headlines of other articles, up to real text."""
    inside = False
    for index, line in enumerate(lines):
        if roles.kinds[index] == "furniture":
            inside = label_group(line.text) == "links" or (inside and not _starts_text(line))
        elif inside:
            inside = roles.kinds[index] is None and not _starts_text(line)
            if inside:
                roles.kinds[index] = "furniture"


def _starts_text(line: Line) -> bool:
    return (ends_sentence(line.text) and line.text[-1] not in "?!") or len(line.text) > 160


def mark_quotations(lines: list[Line], kinds: list[BlockKind | None]) -> None:
    """Quotations and the lines under them that name their speakers.

    Sees what is open (None) and what is already known to be a quotation (`quote`), as a page's
    markup may say; writes into `kinds`.
    """
    for index in range(1, len(lines)):
        if kinds[index] not in (None, "quote") or kinds[index - 1] not in (None, "quote"):
            continue
        first = _quotation_above(lines, kinds, index)
        if first is None:
            continue
        for above in range(first, index):
            kinds[above] = "quote"
        kinds[index] = "attribution"


def _quotation_above(lines: list[Line], kinds: list[BlockKind | None], index: int) -> int | None:
    """Where the quotation begins that line `index` attributes; None if that line does not."""
    text, above = lines[index].text, lines[index - 1].text
    surely_quoted = kinds[index - 1] == "quote" or in_quotation_marks(above)
    if not (_is_signed(text) or (surely_quoted and names_speaker(text))):
        return None
    if surely_quoted:
        return index - 1
    if _closes_quotation(above):
        for first in range(index - 2, max(index - 8, -1), -1):
            if kinds[first] is not None:
                return None
            if lines[first].text[0] in OPENING:
                return first
    in_list = _DASH.match(above) or (
        index + 1 < len(lines) and _DASH.match(lines[index + 1].text) is not None
    )
    if in_list or len(above) < 40 or not ends_sentence(above):
        return None
    return index - 1


def _is_signed(line: str) -> bool:
    """«— Владимир Путин», «— Анна Серова, министр воды»: surely a speaker, even under no marks."""
    match = _SIGNED.match(line)
    return match is not None and (match["office"] is None or _begins_with_role(match["office"]))


def _begins_with_role(words: str) -> bool:
    first = folded(words).split(" ")[0].lower()
    return first in line_table().speakers.first_words


def names_speaker(line: str) -> bool:
    """Whether a line under a quotation names who said it, by name or by what he is.

    «Владимир Путин», «— Представитель МИД Китая», «Экономист клуба Бахтиёр Усманов».
    """
    name = line.lstrip("-–— ")
    if len(name) > 140 or ends_sentence(name) or name[-1:] in ":;," or name[:1] in OPENING:
        return False
    known = _NAME_FIRST.match(name) or _NAME_LAST.search(name)
    return known is not None or _begins_with_role(name)


def _closes_quotation(line: str) -> bool:
    return line.rstrip(".,!?…")[-1:] in CLOSING


def _mark_banners(lines: list[Line], roles: Roles) -> None:
    """Runs of short lines over a span of days: an event that the page announces."""
    table = line_table().banners
    for index, line in enumerate(lines):
        if roles.kinds[index] is not None or not is_span_of_days(line.text):
            continue
        first = index
        while (
            first > 0
            and index - first < 4
            and roles.kinds[first - 1] is None
            and _fits_banner(lines[first - 1].text, table.longest)
        ):
            first -= 1
        if index - first + 1 < table.fewest:
            continue
        roles.banners.append(", ".join(one.text for one in lines[first : index + 1]))
        for one in range(first, index + 1):
            roles.kinds[one] = "furniture"


def _fits_banner(line: str, longest: int) -> bool:
    return (
        len(line) <= longest
        and line[-1] not in ".!?…:;,"
        and not line[0].islower()
        and not _DASH.match(line)
        and line[0] not in OPENING
    )


def _mark_tail(lines: list[Line], roles: Roles) -> None:
    """Below the first furniture after the last sentence of the page, everything is furniture."""
    last = max((i for i, line in enumerate(lines) if _is_prose(line, roles.kinds[i])), default=None)
    if last is None:
        return
    below = range(last + 1, len(lines))
    first = next((i for i in below if _opens_tail(lines[i], roles.kinds[i])), len(lines))
    tags = range(last + 1, first)
    if len(tags) >= 3 and all(words_in(lines[i].text) <= MENU_WORDS for i in tags):
        first = last + 1 if first < len(lines) else first
    for index in range(first, len(lines)):
        if roles.kinds[index] is None:
            roles.kinds[index] = "furniture"
            if is_one_line_banner(lines[index].text):
                roles.banners.append(lines[index].text)


def _opens_tail(line: Line, kind: BlockKind | None) -> bool:
    return kind == "furniture" or (kind is None and is_one_line_banner(line.text))


def _is_prose(line: Line, kind: BlockKind | None) -> bool:
    if kind is not None:
        return kind in ("quote", "attribution")
    return ends_sentence(line.text) or len(line.text) > 120


def _mark_lead(lines: list[Line], roles: Roles) -> None:
    """The lead: under the headline, apart from the body that follows it.

    Either a line without a full stop that stands alone, or, on the dump of a page (headline
    printed again, credit, date), the first paragraph that shares its block of lines with them.
    """
    if roles.title is None:
        return
    after = [i for i in range(roles.title + 1, len(lines)) if roles.kinds[i] is None]
    if len(after) < 2:
        return
    lead, body = lines[after[0]], lines[after[1]]
    furniture_over_it = roles.kinds[after[0] - 1] == "furniture" and not lead.gap
    unstopped = looks_like_headline(lead.text) and words_in(lead.text) >= 7
    if not body.gap or after[1] != after[0] + 1:
        return
    if furniture_over_it or (unstopped and not ends_sentence(lead.text)):
        roles.subtitle = after[0]
        roles.kinds[after[0]] = "subtitle"


def mark_subheadings(lines: list[Line], kinds: list[BlockKind | None]) -> None:
    """Short lines without a full stop between paragraphs; writes into `kinds`."""
    for index in range(1, len(lines) - 1):
        if kinds[index] is None and kinds[index + 1] in (None, "quote"):
            following = lines[index + 1].text
            if _looks_like_subheading(lines[index].text) and len(following) > 60:
                kinds[index] = "subheading"


def _looks_like_subheading(line: str) -> bool:
    if len(line) > 120 or not looks_like_headline(line, 1) or line[0] in "([{":
        return False
    if _SPEAKER_LABEL.match(line) or in_quotation_marks(line):
        return False
    return not ends_sentence(line) or (line[-1] in "?!" and not re.search(r"[.!?…]\s", line))
