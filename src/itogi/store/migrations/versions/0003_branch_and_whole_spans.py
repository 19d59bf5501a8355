"""Which branch of a state speaks; a further span has both ends or neither.

The checks of before let a half span pass, because a check that comes out NULL passes.

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SPANS = {"statements": ("cue", "setting", "topic"), "events": ("occasion", "channel")}
PARTS = {"statements": (), "events": ("event_sides", "event_mentions")}
"""Tables whose rows go with a row of the table."""


def upgrade() -> None:
    op.add_column("statements", sa.Column("branch", sa.String(32)))
    for table, names in SPANS.items():
        for name in names:
            _drop_halves(table, name)
        _change_checks(table, {name: (_loose(name), _whole(name)) for name in names})


def downgrade() -> None:
    for table, names in SPANS.items():
        _change_checks(table, {name: (_whole(name), _loose(name)) for name in names})
    op.drop_column("statements", "branch")


def _loose(name: str) -> str:
    start, end = f"{name}_start", f"{name}_end"
    return f"({start} IS NULL AND {end} IS NULL) OR ({start} >= 0 AND {end} > {start})"


def _whole(name: str) -> str:
    start, end = f"{name}_start", f"{name}_end"
    whole = f"{start} IS NOT NULL AND {end} IS NOT NULL AND {start} >= 0 AND {end} > {start}"
    return f"({start} IS NULL AND {end} IS NULL) OR ({whole})"


def _drop_halves(table: str, name: str) -> None:
    start, end = f"{name}_start", f"{name}_end"
    op.execute(
        f"UPDATE {table} SET {start} = NULL, {end} = NULL "
        f"WHERE ({start} IS NULL) <> ({end} IS NULL)"
    )


def _change_checks(table: str, rules: dict[str, tuple[str, str]]) -> None:
    """Put each check's new rule in the place of the old one: `rules` has (old, new) by name."""
    if op.get_context().dialect.name == "postgresql":
        for name, (_, new) in rules.items():
            constraint = op.f(f"ck_{table}_{name}")
            op.drop_constraint(constraint, table)
            op.create_check_constraint(constraint, table, sa.text(new))
    else:
        _build_anew(table, rules)


def _build_anew(table: str, rules: dict[str, tuple[str, str]]) -> None:
    """SQLite keeps the checks it was given, so the table is built anew. What goes with it when it
    is dropped is put back: its indexes, the triggers that compare evidence with the text, and the
    rows of its parts, which a database that holds foreign keys deletes."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"),
        {"table": table},
    ).all()
    (definition,) = (sql for kind, sql in rows if kind == "table")
    for old, new in rules.values():
        if definition.count(old) != 1:
            raise RuntimeError(f"{table}: its check «{old}» is not as revision 0002 left it")
        definition = definition.replace(old, new)
    columns = definition[definition.index("(") :]
    op.execute(sa.text(_plain(f"CREATE TABLE {table}_anew {columns}")))
    op.execute(f"INSERT INTO {table}_anew SELECT * FROM {table}")
    for part in PARTS[table]:
        op.execute(f"CREATE TEMPORARY TABLE {part}_kept AS SELECT * FROM {part}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
    for kind, sql in rows:
        if kind != "table":
            op.execute(sa.text(_plain(sql)))
    for part in PARTS[table]:
        op.execute(f"DELETE FROM {part}")
        op.execute(f"INSERT INTO {part} SELECT * FROM {part}_kept")
        op.execute(f"DROP TABLE {part}_kept")


def _plain(sql: str) -> str:
    """SQL in which a colon begins no parameter."""
    return sql.replace(":", "\\:")
