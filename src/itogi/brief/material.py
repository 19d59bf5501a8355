"""Material: what the pages hold about the pair, sorted once for all sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from itogi.brief.clusters import (
    EventCluster,
    StatementCluster,
    cluster_events,
    cluster_statements,
)
from itogi.brief.pages import Page, overlap
from itogi.brief.wording import Wording
from itogi.coding.records import Event, Statement

LAST = "9999"
"""Sorts after every date."""


@dataclass(frozen=True)
class Material:
    """`events` of the period in order of time; `past` are those it only recalls."""

    pair: tuple[str, str]
    pages: tuple[Page, ...]
    events: tuple[EventCluster, ...]
    past: tuple[EventCluster, ...]
    statements: tuple[StatementCluster, ...]
    wording: Wording

    @property
    def pair_name(self) -> str:
        a, b = self.pair
        return self.wording("pair", a=self.wording.names(a), b=self.wording.names(b))

    @cached_property
    def _reports(self) -> Mapping[int, Sequence[tuple[EventCluster, Event]]]:
        by_page: dict[int, list[tuple[EventCluster, Event]]] = defaultdict(list)
        for cluster in (*self.events, *self.past):
            for page, event in cluster.reports:
                by_page[page.number].append((cluster, event))
        return by_page

    def reported(self, page: Page, start: int, end: int) -> list[tuple[EventCluster, Event]]:
        """The events of the brief whose evidence on the page touches the span, with that report."""
        return [
            (cluster, event)
            for cluster, event in self._reports.get(page.number, ())
            if overlap(event.start, event.end, start, end)
        ]

    def event_at(self, page: Page, start: int, end: int) -> EventCluster | None:
        """The event of the brief that a newsroom reports in the passage, if there is one."""
        voice = page.voice_of(start, end)
        return next(
            (
                cluster
                for cluster, event in self.reported(page, start, end)
                if voice is None or page.told_by(event) is None
            ),
            None,
        )

    def official(self, statement: Statement) -> bool:
        """Whether one of the two is speaking: an official of a state, or an organisation."""
        return statement.voice in ("official", "organisation") and statement.state in self.pair


def gather(
    pages: Sequence[Page], pair: tuple[str, str], since: date | None, wording: Wording
) -> Material:
    found = [
        (p, p.as_told(e))
        for p in pages
        for e in p.coding.events
        if p.joins(e) and not p.supposed(e)
    ]
    clusters = cluster_events(found)
    clusters.sort(key=lambda c: (c.day or c.published or LAST, c.lead[0].number, c.event.start))
    past = [c for c in clusters if _is_past(c, since)]
    said = [
        (p, s)
        for p in pages
        for s in p.coding.statements
        if p.speaks_of_pair(s.start, s.end, s) and not p.recalled(s.start, s.end)
    ]
    return Material(
        pair=pair,
        pages=tuple(pages),
        events=tuple(c for c in clusters if c not in past),
        past=tuple(past),
        statements=tuple(cluster_statements(said)),
        wording=wording,
    )


def _is_past(cluster: EventCluster, since: date | None) -> bool:
    """Whether the event is recalled, or its own date lies before the period."""
    event = cluster.event
    if event.status == "historical" or all(_recalled(page, e) for page, e in cluster.reports):
        return True
    day = cluster.day
    if not since or not day or not cluster.dated or cluster.term:
        return False
    return day < since.isoformat()[: len(day)]


def _recalled(page: Page, event: Event) -> bool:
    """Whether the newsroom recalls it, and from another year than the article's."""
    published = page.coding.article.published
    if event.status != "actual" or not page.recalled(event.start, event.end):
        return False
    return event.date is None or published is None or event.date[:4] < str(published.year)
