"""Where a statement was made, to whom, and about what.

Revision: 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SPANS = ("setting", "topic")


def upgrade() -> None:
    op.add_column("statements", sa.Column("addressee", sa.Text()))
    op.add_column("statements", sa.Column("addressee_state", sa.String(16)))
    for name in SPANS:
        op.add_column("statements", sa.Column(f"{name}_start", sa.Integer()))
        _add_end(name)


def downgrade() -> None:
    for name in reversed(SPANS):
        if op.get_context().dialect.name == "postgresql":
            op.drop_constraint(op.f(f"ck_statements_{name}"), "statements")
        op.drop_column("statements", f"{name}_end")
        op.drop_column("statements", f"{name}_start")
    op.drop_column("statements", "addressee_state")
    op.drop_column("statements", "addressee")


def _add_end(name: str) -> None:
    """The end of a span with the check of both. SQLite takes a check only with its column; to build
    the table anew instead would lose the triggers that compare evidence with the text."""
    start, end = f"{name}_start", f"{name}_end"
    rule = f"({start} IS NULL AND {end} IS NULL) OR ({start} >= 0 AND {end} > {start})"
    op.execute(
        f"ALTER TABLE statements ADD COLUMN {end} INTEGER "
        f"CONSTRAINT ck_statements_{name} CHECK ({rule})"
    )
