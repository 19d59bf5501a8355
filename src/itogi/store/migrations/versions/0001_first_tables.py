"""The first tables, and the triggers that compare evidence with the text.

Revision: 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CODED = ("mentions", "statements", "events", "tracks", "background", "flags")


def upgrade() -> None:
    op.create_table("stories", _key(), _primary("stories", "id"))
    _create_articles()
    _create_parts_of_articles()
    _create_coded_things()
    _create_parts_of_events()
    if op.get_context().dialect.name == "postgresql":
        _guard_in_postgresql()
    else:
        _guard_in_sqlite()


def downgrade() -> None:
    postgresql = op.get_context().dialect.name == "postgresql"
    for table in ("event_sides", "event_mentions", *CODED, "blocks", "sketches", "article_codes"):
        op.drop_table(table)
    op.drop_table("articles")
    op.drop_table("stories")
    if postgresql:
        op.execute("DROP FUNCTION itogi_verbatim")
        op.execute("DROP FUNCTION itogi_text_stays")


def _create_articles() -> None:
    op.create_table(
        "articles",
        _key(),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("subtitle", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.Date()),
        sa.Column("published_basis", sa.String(16), nullable=False),
        sa.Column("published_note", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("views", sa.BigInteger()),
        sa.Column("credits", sa.JSON(), nullable=False),
        sa.Column("banners", sa.JSON(), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("coding_hash", sa.String(64), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        _primary("articles", "id"),
        sa.UniqueConstraint("page", name="uq_articles_page"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_articles_story_id"),
        _check(
            "articles",
            "published_basis",
            "published_basis IN ('metadata', 'text', 'url', 'feed', 'inferred', 'unknown')",
        ),
    )
    for column in ("story_id", "name", "published", "text_hash"):
        op.create_index(f"ix_articles_{column}", "articles", [column])


def _create_parts_of_articles() -> None:
    op.create_table(
        "article_codes",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        _primary("article_codes", "article_id", "code"),
        _of_article("article_codes"),
    )
    op.create_index("ix_article_codes_code", "article_codes", ["code", "article_id"])
    op.create_table(
        "sketches",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        _primary("sketches", "article_id", "shingle"),
        _of_article("sketches"),
    )
    op.create_index("ix_sketches_shingle", "sketches", ["shingle", "article_id"])
    op.create_table(
        "blocks",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        _primary("blocks", "article_id", "span_start"),
        _of_article("blocks"),
        _check("blocks", "span", "span_start >= 0 AND span_end > span_start"),
    )


def _create_coded_things() -> None:
    _create_coded(
        "mentions",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("code", sa.String(16)),
        sa.Column("wikidata", sa.String(16)),
        sa.Column("name", sa.Text()),
        sa.Column("office", sa.Text()),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("adjective", sa.Boolean(), nullable=False),
        indexed="code",
    )
    _create_coded(
        "statements",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("state", sa.String(16)),
        sa.Column("office", sa.Text()),
        sa.Column("voice", sa.String(16), nullable=False),
        *_reason("statements"),
        *_span("statements", "cue"),
        indexed="speaker",
    )
    _create_coded(
        "events",
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(32)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("date", sa.String(32)),
        sa.Column("date_basis", sa.String(16)),
        sa.Column("place", sa.Text()),
        *_span("events", "occasion"),
        *_span("events", "channel"),
        *_reason("events"),
        indexed="type",
    )
    _create_coded(
        "tracks",
        sa.Column("track", sa.String(16), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        *_reason("tracks"),
        indexed="track",
    )
    _create_coded("background", sa.Column("date", sa.String(32)))
    _create_coded(
        "flags",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        indexed="kind",
    )


def _create_parts_of_events() -> None:
    op.create_table(
        "event_sides",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        _primary("event_sides", "event_id", "side", "position"),
        _of_event("event_sides"),
        _check("event_sides", "side", "side IN ('actor', 'recipient')"),
    )
    op.create_index("ix_event_sides_code", "event_sides", ["code", "event_id"])
    op.create_table(
        "event_mentions",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        _primary("event_mentions", "event_id", "position"),
        _of_event("event_mentions"),
        _check("event_mentions", "span", "span_start >= 0 AND span_end > span_start"),
    )


def _create_coded(table: str, *columns: sa.schema.SchemaItem, indexed: str | None = None) -> None:
    """A table of coded things: the evidence columns with their checks, then its own columns."""
    op.create_table(
        table,
        _key(),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        *columns,
        _primary(table, "id"),
        _of_article(table),
        _check(table, "span", "span_start >= 0 AND span_end > span_start"),
        _check(table, "verbatim", "length(quote) = span_end - span_start"),
    )
    op.create_index(f"ix_{table}_article_id", table, ["article_id"])
    if indexed:
        op.create_index(f"ix_{table}_{indexed}", table, [indexed])


def _guard_in_sqlite() -> None:
    for table in CODED:
        for deed in ("INSERT", "UPDATE"):
            op.execute(
                f"""
                CREATE TRIGGER {table}_verbatim_{deed.lower()} BEFORE {deed} ON {table}
                WHEN NEW.quote IS NOT (
                    SELECT substr(text, NEW.span_start + 1, NEW.span_end - NEW.span_start)
                    FROM articles WHERE id = NEW.article_id
                )
                BEGIN
                    SELECT RAISE(ABORT, '{table}: these words are not in the article there');
                END
                """
            )
    op.execute(
        """
        CREATE TRIGGER articles_text_stays BEFORE UPDATE OF text ON articles
        WHEN NEW.text IS NOT OLD.text
        BEGIN
            SELECT RAISE(ABORT, 'articles: a text is replaced with its row, never changed');
        END
        """
    )


def _guard_in_postgresql() -> None:
    op.execute(
        """
        CREATE FUNCTION itogi_verbatim() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.span_end > NEW.span_start AND NEW.quote IS DISTINCT FROM (
                SELECT substr(text, NEW.span_start + 1, NEW.span_end - NEW.span_start)
                FROM articles WHERE id = NEW.article_id
            ) THEN
                RAISE EXCEPTION '%: these words are not in the article there', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION itogi_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.text IS DISTINCT FROM OLD.text THEN
                RAISE EXCEPTION 'articles: a text is replaced with its row, never changed'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    for table in CODED:
        op.execute(
            f"CREATE TRIGGER {table}_verbatim BEFORE INSERT OR UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION itogi_verbatim()"
        )
    op.execute(
        "CREATE TRIGGER articles_text_stays BEFORE UPDATE ON articles "
        "FOR EACH ROW EXECUTE FUNCTION itogi_text_stays()"
    )


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of_article(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id"], ["articles.id"], name=f"fk_{table}_article_id", ondelete="CASCADE"
    )


def _of_event(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["event_id"], ["events.id"], name=f"fk_{table}_event_id", ondelete="CASCADE"
    )


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _reason(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        _check(table, "confidence", "confidence >= 0 AND confidence <= 1"),
    )


def _span(table: str, name: str) -> tuple[sa.schema.SchemaItem, ...]:
    start, end = f"{name}_start", f"{name}_end"
    return (
        sa.Column(start, sa.Integer()),
        sa.Column(end, sa.Integer()),
        _check(
            table,
            name,
            f"({start} IS NULL AND {end} IS NULL) OR ({start} >= 0 AND {end} > {start})",
        ),
    )
