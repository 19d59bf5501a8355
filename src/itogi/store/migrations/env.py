"""Alembic's entry: runs the migrations on the connection that `store.opening` hands over."""

from __future__ import annotations

from alembic import context

from itogi.store.schema import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
# The caller has begun the transaction, and ends it.
context.run_migrations()
