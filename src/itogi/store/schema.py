"""The tables. A coded thing without its words cannot be stored: the schema refuses it.

Every table of coded things carries an `Evidence`: the article, the span `[span_start, span_end)`
in code points of its text, and the words themselves. The columns are NOT NULL, the checks hold the
span in order and the words to its length, and a trigger (see `migrations/`) compares the words
with the text. `metadata` here and the migrations say the same thing; a test compares them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Double,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    declared_attr,
    mapped_column,
    relationship,
)


class Table(DeclarativeBase):
    """Names constraints by rule, so that every database and migration calls them the same."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class Evidence:
    """Columns of a row that rests on words of an article."""

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    span_start: Mapped[int]
    span_end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        return evidence_checks()


def evidence_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("span_start >= 0 AND span_end > span_start", name="span"),
        CheckConstraint("length(quote) = span_end - span_start", name="verbatim"),
    )


def span_check(name: str) -> CheckConstraint:
    """A further span of the row (a cue, an occasion): both ends or neither, and in order. A check
    that comes out NULL passes, so that each end is asked for by itself."""
    start, end = f"{name}_start", f"{name}_end"
    whole = f"{start} IS NOT NULL AND {end} IS NOT NULL AND {start} >= 0 AND {end} > {start}"
    return CheckConstraint(f"({start} IS NULL AND {end} IS NULL) OR ({whole})", name=name)


def confidence_check() -> CheckConstraint:
    return CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence")


class StoryRow(Table):
    """Articles that print the same text: one telegram in nine outlets is one story."""

    __tablename__ = "stories"
    id: Mapped[int] = mapped_column(primary_key=True)


class ArticleRow(Table):
    """An article. `page` is what makes it the same page when it is added again."""

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint(
            "published_basis IN ('metadata', 'text', 'url', 'feed', 'inferred', 'unknown')",
            name="published_basis",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(Text, unique=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    name: Mapped[str] = mapped_column(Text, index=True)
    url: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    subtitle: Mapped[str | None] = mapped_column(Text)
    outlet: Mapped[str | None] = mapped_column(Text)
    authors: Mapped[list[str]] = mapped_column(JSON)
    published: Mapped[date | None] = mapped_column(index=True)
    published_basis: Mapped[str] = mapped_column(String(16))
    published_note: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    views: Mapped[int | None] = mapped_column(BigInteger)
    credits: Mapped[list[str]] = mapped_column(JSON)
    banners: Mapped[list[str]] = mapped_column(JSON)
    text_hash: Mapped[str] = mapped_column(String(64), index=True)
    coding_hash: Mapped[str] = mapped_column(String(64))
    added: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=lambda: datetime.now(UTC)
    )
    changed: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=lambda: datetime.now(UTC)
    )

    codes: Mapped[list[CodeRow]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    blocks: Mapped[list[BlockRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="BlockRow.span_start"
    )
    mentions: Mapped[list[MentionRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="MentionRow.id"
    )
    statements: Mapped[list[StatementRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="StatementRow.id"
    )
    events: Mapped[list[EventRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="EventRow.id"
    )
    tracks: Mapped[list[TrackRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="TrackRow.id"
    )
    background: Mapped[list[BackgroundRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="BackgroundRow.id"
    )
    flags: Mapped[list[FlagRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="FlagRow.id"
    )
    sketch: Mapped[list[SketchRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )


class CodeRow(Table):
    """An index of articles by actor code. `listed` codes are the article's states layer."""

    __tablename__ = "article_codes"
    __table_args__ = (Index(None, "code", "article_id"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    listed: Mapped[bool]


class SketchRow(Table):
    """A few hashed word shingles of an article, by which its reprints are found."""

    __tablename__ = "sketches"
    __table_args__ = (Index(None, "shingle", "article_id"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    shingle: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class BlockRow(Table):
    """A block of the page. The text of a block is read from the article."""

    __tablename__ = "blocks"
    __table_args__ = (CheckConstraint("span_start >= 0 AND span_end > span_start", name="span"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    span_start: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    span_end: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))


class MentionRow(Evidence, Table):
    __tablename__ = "mentions"

    kind: Mapped[str] = mapped_column(String(16))
    code: Mapped[str | None] = mapped_column(String(16), index=True)
    wikidata: Mapped[str | None] = mapped_column(String(16))
    name: Mapped[str | None] = mapped_column(Text)
    office: Mapped[str | None] = mapped_column(Text)
    listed: Mapped[bool]
    adjective: Mapped[bool]


class StatementRow(Evidence, Table):
    __tablename__ = "statements"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        spans = (span_check("cue"), span_check("setting"), span_check("topic"))
        return (*evidence_checks(), *spans, confidence_check())

    kind: Mapped[str] = mapped_column(String(16))
    speaker: Mapped[str | None] = mapped_column(Text, index=True)
    state: Mapped[str | None] = mapped_column(String(16))
    office: Mapped[str | None] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(String(16))
    branch: Mapped[str | None] = mapped_column(String(32))
    rule: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Double)
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    addressee: Mapped[str | None] = mapped_column(Text)
    addressee_state: Mapped[str | None] = mapped_column(String(16))
    setting_start: Mapped[int | None]
    setting_end: Mapped[int | None]
    topic_start: Mapped[int | None]
    topic_end: Mapped[int | None]


class EventRow(Evidence, Table):
    __tablename__ = "events"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        return (
            *evidence_checks(),
            span_check("occasion"),
            span_check("channel"),
            confidence_check(),
        )

    type: Mapped[str] = mapped_column(String(16), index=True)
    mode: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(16))
    date: Mapped[str | None] = mapped_column(String(32))
    date_basis: Mapped[str | None] = mapped_column(String(16))
    place: Mapped[str | None] = mapped_column(Text)
    occasion_start: Mapped[int | None]
    occasion_end: Mapped[int | None]
    channel_start: Mapped[int | None]
    channel_end: Mapped[int | None]
    rule: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Double)

    sides: Mapped[list[SideRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="SideRow.position"
    )
    more: Mapped[list[FurtherRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="FurtherRow.position"
    )


class SideRow(Table):
    """An actor or recipient of an event."""

    __tablename__ = "event_sides"
    __table_args__ = (
        CheckConstraint("side IN ('actor', 'recipient')", name="side"),
        Index(None, "code", "event_id"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    side: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(16))


class FurtherRow(Table):
    """A further mention of an event in its article (`Event.more`)."""

    __tablename__ = "event_mentions"
    __table_args__ = (CheckConstraint("span_start >= 0 AND span_end > span_start", name="span"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    span_start: Mapped[int]
    span_end: Mapped[int]


class TrackRow(Evidence, Table):
    __tablename__ = "tracks"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        return (*evidence_checks(), confidence_check())

    track: Mapped[str] = mapped_column(String(16), index=True)
    states: Mapped[list[str]] = mapped_column(JSON)
    rule: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Double)


class BackgroundRow(Evidence, Table):
    __tablename__ = "background"

    date: Mapped[str | None] = mapped_column(String(32))


class FlagRow(Evidence, Table):
    __tablename__ = "flags"

    kind: Mapped[str] = mapped_column(String(32), index=True)
    note: Mapped[str] = mapped_column(Text)
