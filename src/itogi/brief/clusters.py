"""One event once: what several sources report of the same act is brought together.

Two reports are of the same event when type, sides and status agree, their dates do not exclude
each other, and either both stand in reprints of one text in about the same words, or the acts are
of the same day and told alike. Two statements are the same when the same speaker says the same
words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from itogi.brief.likeness import Wordings, alike, same_person, stems
from itogi.brief.pages import Page
from itogi.coding.records import Event, Statement

SAME_STORY = 0.6
SAME_DAY = 0.5
SAME_WORDS = 0.75
FEWEST = 4
NEAR = 2
"""Days by which the dates of one event may differ between sources."""

# Acts of this type on one day, or the next, are one between the same sides, however told.
ONCE_A_DAY = {"CONSULT"}


@dataclass(slots=True)
class EventCluster:
    """An event with all its reports, in order of sources; the first is the most certain."""

    reports: list[tuple[Page, Event]] = field(default_factory=list)

    @property
    def lead(self) -> tuple[Page, Event]:
        return max(self.reports, key=lambda r: (r[1].confidence, -r[0].number))

    @property
    def event(self) -> Event:
        return self.lead[1]

    @property
    def dated(self) -> Event | None:
        """The report with the best date: the longest, of equals one from the text."""
        rank = {"text": 2, "relative": 1, "published": 0, None: 0}
        dated = [e for _, e in self.reports if e.date]
        return max(dated, key=lambda e: (len(e.date or ""), rank[e.date_basis]), default=None)

    @property
    def published(self) -> str | None:
        """ISO date of the first report."""
        days = [p.coding.article.published for p, _ in self.reports]
        known = [day for day in days if day]
        return min(known).isoformat() if known else None

    @property
    def term(self) -> str | None:
        """When what is agreed is to be; None for other events, and where it lies in the past."""
        when = self.dated.date if self.dated and self.event.type == "AGREE" else None
        if when and self.published and when < self.published[: len(when)]:
            return None
        return when

    @property
    def day(self) -> str | None:
        """ISO date of the event, else of the first report of it; as precise as known. None where
        the act was at another time than its reports.

        The date of an agreement may be that of what is agreed; its own is then the report's.
        """
        if self.dated and self.dated.date and not self.term:
            return _calendar(self.dated.date)
        if all(page.floats(event) for page, event in self.reports):
            return None
        return self.published


@dataclass(slots=True)
class StatementCluster:
    reports: list[tuple[Page, Statement]] = field(default_factory=list)

    @property
    def lead(self) -> tuple[Page, Statement]:
        """The fullest wording, the earliest of equals; direct words before a paraphrase, unless
        they are only a fragment of it."""
        return max(
            self.reports,
            key=lambda r: (
                r[1].kind == "direct" and not self._is_fragment(*r),
                r[1].end - r[1].start,
                -r[0].number,
            ),
        )

    def _is_fragment(self, page: Page, said: Statement) -> bool:
        return any(
            p is page and s is not said and s.start <= said.start and said.end <= s.end
            for p, s in self.reports
        )


def cluster_events(found: Iterable[tuple[Page, Event]]) -> list[EventCluster]:
    clusters: list[EventCluster] = []
    peers: dict[object, list[EventCluster]] = defaultdict(list)
    for page, event in _with_mutual(list(found)):
        kind = (event.type, event.status, frozenset(event.actors), frozenset(event.recipients))
        for cluster in peers[kind]:
            if any(_same_event(page, event, p, e) for p, e in cluster.reports):
                cluster.reports.append((page, event))
                break
        else:
            clusters.append(EventCluster([(page, event)]))
            peers[kind].append(clusters[-1])
    return [c for c in clusters if not _is_read_twice(c, clusters)]


def _with_mutual(found: list[tuple[Page, Event]]) -> list[tuple[Page, Event]]:
    """The reports, two acts of each towards the other in the same words as one act of both
    («обвинили друг друга»)."""
    reports: list[tuple[Page, Event]] = []
    for page, event in found:
        back = next((r for r in reports if r[0] is page and _is_return(event, r[1])), None)
        if back is None:
            reports.append((page, event))
        else:
            sides = tuple(sorted({*event.actors, *event.recipients}))
            reports[reports.index(back)] = (page, replace(back[1], actors=sides, recipients=()))
    return reports


def _is_return(event: Event, other: Event) -> bool:
    return (
        (event.type, event.status, event.start, event.end, event.rule)
        == (other.type, other.status, other.start, other.end, other.rule)
        and bool(event.recipients)
        and event.actors == other.recipients
        and event.recipients == other.actors
    )


def _is_read_twice(cluster: EventCluster, clusters: Iterable[EventCluster]) -> bool:
    """Whether another, read with more certainty, is of the same words and type, and differs only
    by a further side («встретились на саммите ШОС»)."""
    page, event = cluster.lead
    sides = {*event.actors, *event.recipients}
    return any(
        p is page
        and e.type == event.type
        and e.status == event.status
        and not (e.recipients or event.recipients)
        and e.start < event.end
        and event.start < e.end
        and (set(e.actors) < sides or sides < set(e.actors))
        and e.confidence > event.confidence
        for p, e in (other.lead for other in clusters if other is not cluster)
    )


def cluster_statements(found: Iterable[tuple[Page, Statement]]) -> list[StatementCluster]:
    """Statements with their repeats; a fragment inside a longer statement joins that one."""
    seen = Wordings(SAME_WORDS, FEWEST)
    homes: list[StatementCluster] = []
    on_page: dict[int, list[tuple[Statement, StatementCluster]]] = defaultdict(list)
    clusters: list[StatementCluster] = []
    for page, statement in sorted(found, key=lambda r: r[1].start - r[1].end):
        words = stems(page.text[statement.start : statement.end])
        home = next(
            (
                cluster
                for outer, cluster in on_page[page.number]
                if outer.start <= statement.start
                and statement.end <= outer.end
                and _same_speaker(statement, outer)
            ),
            None,
        ) or next(
            (
                homes[number]
                for number in seen.like(words)
                if _same_speaker(statement, homes[number].reports[0][1])
            ),
            None,
        )
        if home is None:
            home = StatementCluster()
            clusters.append(home)
        home.reports.append((page, statement))
        on_page[page.number].append((statement, home))
        seen.add(words)
        homes.append(home)
    clusters.sort(key=lambda c: (c.lead[0].number, c.lead[1].start))
    return clusters


def _same_event(page: Page, event: Event, other_page: Page, other: Event) -> bool:
    """Whether two reports of one type, status and sides are of one event."""
    if page is other_page:
        # Within an article the coding itself has told events apart, unless the words are the same,
        # or a further mention of one stands in the sentence of the other.
        return _in_sentence_of(page, event, other) or _in_sentence_of(page, other, event)
    apart = _days_apart(_day(page, event), _day(other_page, other))
    if page.story != other_page.story:
        if apart is None or apart > NEAR:
            return False
        if event.type in ONCE_A_DAY and apart <= 1:
            return True
    elif apart is not None and apart > NEAR:
        return False
    words, others = (
        stems(p.text[e.start : e.end]) for p, e in ((page, event), (other_page, other))
    )
    return alike(words, others, SAME_STORY if page.story == other_page.story else SAME_DAY)


def _in_sentence_of(page: Page, event: Event, other: Event) -> bool:
    if event.start < other.end and other.start < event.end:
        return True
    left, right = page.around(other.start, other.end)
    return any(left <= start < right for start, _ in event.more)


def _same_speaker(statement: Statement, other: Statement) -> bool:
    return same_person(statement.speaker or "", other.speaker or "")


def _day(page: Page, event: Event) -> str | None:
    """The event's date; the day of publication stands in for it, as news is of the day."""
    if event.date:
        return _calendar(event.date)
    published = page.coding.article.published
    return published.isoformat() if published else None


def _calendar(day: str) -> str | None:
    """An ISO date, a week as the month that its Thursday is in; None for what is no date."""
    year, _, week = day.partition("-W")
    try:
        if week:
            return date.fromisocalendar(int(year), int(week), 4).isoformat()[:7]
        date.fromisoformat((day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10])
    except ValueError:
        return None
    return day


def _days_apart(day: str | None, other: str | None) -> int | None:
    """Days between two ISO dates; None where either is unknown, or too imprecise to tell."""
    if day is None or other is None:
        return None
    if len(day) == len(other) == 10:
        return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
    precision = min(len(day), len(other))
    return None if day[:precision] == other[:precision] else 31
