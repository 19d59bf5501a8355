"""The store: coded articles kept, each page once, reprints together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, selectinload

from itogi.coding.records import Coding
from itogi.store.opening import StoreError, default_path, open_engine, shown, writing
from itogi.store.rows import page_of, text_hash, to_article, to_coding, to_row
from itogi.store.schema import ArticleRow, CodeRow, EventRow, SketchRow, StoryRow
from itogi.store.stories import SHARED, same_story, shingles, sketch

Added = Literal["added", "unchanged", "updated"]

CHUNK = 100
"""Articles that are read from the database at a time."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store lists it. `story` is shared by reprints of one text."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    source: str | None
    story: int
    states: tuple[str, ...]
    events: int
    added: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class StoreCounts:
    articles: int
    stories: int
    events: int
    first: date | None
    last: date | None


class Store:
    """Coded articles in a database.

    `where` is the path of an SQLite file, created when missing, or a database URL; without it the
    user's own store is opened. The tables are created and migrated on opening. Raises `StoreError`
    for a database that cannot be opened. Close it, or use it in a `with` statement.
    """

    def __init__(self, where: str | Path | None = None) -> None:
        self._engine = open_engine(default_path() if where is None else where)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    @property
    def name(self) -> str:
        """The path or URL of the store, without a password."""
        return shown(self._engine.url)

    def add(self, coding: Coding) -> Added:
        """Stores a coded article; all of it or, on an error, nothing.

        The same page with the same coding is left as it is (`"unchanged"`); a page whose text or
        coding is another now takes the place of the old one (`"updated"`). Raises `StoreError`
        naming the article when a coded thing in it lacks its words, or the database fails.
        """
        name = coding.article.id
        if "\x00" in coding.article.text:
            raise StoreError(f"{name}: the text holds a NUL character, which no database keeps")
        try:
            try:
                return self._add(coding)
            except IntegrityError:
                # Another writer may have stored the same page meanwhile; if so it is there now.
                return self._add(coding)
        except UnicodeEncodeError as error:
            raise StoreError(f"{name}: the text is not valid Unicode ({error.reason})") from error
        except IntegrityError as error:
            raise StoreError(
                f"{name}: not stored, a coded thing in it lacks its words ({error.orig})"
            ) from error
        except DBAPIError as error:
            raise StoreError(f"{self.name}: {name} was not stored ({error.orig})") from error

    def _add(self, coding: Coding) -> Added:
        marks = shingles(coding.article.text, coding.article.blocks)
        with writing(self._engine) as session, session.begin():
            return _add(session, to_row(coding, sketch(marks)), coding, marks)

    def codings(
        self, a: str, b: str, since: date | None = None, until: date | None = None
    ) -> Iterator[Coding]:
        """Articles in which both `a` and `b` occur, in order of publication, undated ones last.

        `since` and `until` bound the date of publication, both included. An article without a date
        is given whatever the bounds: whether it belongs in the period is for the reader to judge.
        """
        wanted: list[ColumnElement[bool]] = [
            ArticleRow.id.in_(select(CodeRow.article_id).where(CodeRow.code == code))
            for code in (a, b)
        ]
        undated = ArticleRow.published.is_(None)
        if since:
            wanted.append(or_(undated, ArticleRow.published >= since))
        if until:
            wanted.append(or_(undated, ArticleRow.published <= until))
        for row in self._rows(*wanted, whole=True):
            yield to_coding(row)

    def articles(self) -> Iterator[StoredArticle]:
        """All articles, in order of publication, undated ones last."""
        with Session(self._engine) as session:
            per_article = select(EventRow.article_id, func.count()).group_by(EventRow.article_id)
            counts: dict[int, int] = {}
            for article, number in session.execute(per_article):
                counts[article] = number
        for row in self._rows(whole=False):
            yield StoredArticle(
                id=row.name,
                title=row.title,
                outlet=row.outlet,
                published=row.published,
                url=row.url,
                source=row.source,
                story=row.story_id,
                states=tuple(sorted(code.code for code in row.codes if code.listed)),
                events=counts.get(row.id, 0),
                added=row.added,
                changed=row.changed,
            )

    def counts(self) -> StoreCounts:
        with Session(self._engine) as session:
            first, last = session.execute(
                select(func.min(ArticleRow.published), func.max(ArticleRow.published))
            ).one()
            return StoreCounts(
                articles=session.scalar(select(func.count()).select_from(ArticleRow)) or 0,
                stories=session.scalar(select(func.count()).select_from(StoryRow)) or 0,
                events=session.scalar(select(func.count()).select_from(EventRow)) or 0,
                first=first,
                last=last,
            )

    def _rows(self, *wanted: ColumnElement[bool], whole: bool) -> Iterator[ArticleRow]:
        """Rows by date, read in chunks; the order is settled before the first one."""
        order = (ArticleRow.published.is_(None), ArticleRow.published, ArticleRow.id)
        with Session(self._engine) as session:
            ids = session.scalars(select(ArticleRow.id).where(*wanted).order_by(*order)).all()
        load = [selectinload(ArticleRow.codes)]
        if whole:
            load += [
                selectinload(ArticleRow.blocks),
                selectinload(ArticleRow.mentions),
                selectinload(ArticleRow.statements),
                selectinload(ArticleRow.events).selectinload(EventRow.sides),
                selectinload(ArticleRow.events).selectinload(EventRow.more),
                selectinload(ArticleRow.tracks),
                selectinload(ArticleRow.background),
                selectinload(ArticleRow.flags),
            ]
        for first in range(0, len(ids), CHUNK):
            chunk = select(ArticleRow).where(ArticleRow.id.in_(ids[first : first + CHUNK]))
            with Session(self._engine) as session:
                yield from session.scalars(chunk.order_by(*order).options(*load)).all()


def _add(session: Session, row: ArticleRow, coding: Coding, marks: frozenset[int]) -> Added:
    old = _known(session, row, coding)
    if old is not None and old.coding_hash == row.coding_hash:
        return "unchanged"
    story = None
    if old is not None:
        row.id, row.page, row.added, story = old.id, old.page, old.added, old.story_id
        row.changed = datetime.now(UTC)
        session.delete(old)
        session.flush()
    row.story_id = _story(session, marks, story)
    session.add(row)
    return "added" if old is None else "updated"


def _known(session: Session, row: ArticleRow, coding: Coding) -> ArticleRow | None:
    """The stored row of this page, if there is one.

    A file without a URL that has only been moved is the same page: its name and text are.
    """
    old = session.scalar(select(ArticleRow).where(ArticleRow.page == page_of(coding.article)))
    if old is None and coding.article.url is None:
        moved = select(ArticleRow).where(
            ArticleRow.url.is_(None),
            ArticleRow.name == coding.article.id,
            ArticleRow.text_hash == text_hash(coding.article),
        )
        old = session.scalars(moved.order_by(ArticleRow.id)).first()
    return old


def _story(session: Session, marks: frozenset[int], own: int | None) -> int:
    """The story that a text of these shingles belongs to; stories that it joins become one.

    `own` is the story that the page was in before. It is dropped when nothing is left in it.
    """
    alone = own is not None and not session.scalar(
        select(func.count()).select_from(ArticleRow).where(ArticleRow.story_id == own)
    )
    found = sorted(_matching_stories(session, marks))
    if not found:
        if alone and own is not None:
            return own
        story = StoryRow()
        session.add(story)
        session.flush()
        return story.id
    first, *others = found
    session.execute(
        update(ArticleRow).where(ArticleRow.story_id.in_(others)).values(story_id=first)
    )
    empty = [*others, own] if alone else others
    session.execute(delete(StoryRow).where(StoryRow.id.in_(empty)))
    return first


def _matching_stories(session: Session, marks: frozenset[int]) -> set[int]:
    candidates = session.scalars(
        select(SketchRow.article_id)
        .where(SketchRow.shingle.in_(sketch(marks)))
        .group_by(SketchRow.article_id)
        .having(func.count() >= SHARED)
    ).all()
    rows = session.scalars(
        select(ArticleRow)
        .where(ArticleRow.id.in_(candidates))
        .options(selectinload(ArticleRow.blocks))
    ).all()
    articles = [(row.story_id, to_article(row)) for row in rows]
    return {
        story
        for story, article in articles
        if same_story(marks, shingles(article.text, article.blocks))
    }
