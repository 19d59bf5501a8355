"""Opening a store: from a path or URL to an engine whose tables are of today's schema."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

WAIT = 30
"""Seconds that a writer waits for another one to finish with an SQLite file."""


class StoreError(Exception):
    """A store cannot be opened, or an article cannot be stored; says which, why, what to do."""


def default_path() -> Path:
    """The store that is used when none is named: one file in the user's data folder."""
    return user_data_path("itogi", appauthor=False, ensure_exists=True) / "itogi.db"


def open_engine(where: str | Path) -> Engine:
    """An engine for `where`, a database URL or the path of an SQLite file, with its tables current.

    A missing file is created, an older schema is migrated. Raises `StoreError`.
    """
    url = store_url(where)
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{shown(url)}: not a database that itogi knows ({error})") from error
    except ImportError as error:
        raise StoreError(
            f"{shown(url)}: the database driver is missing ({error}); "
            "for PostgreSQL install it with: pip install 'psycopg[binary]'"
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        _migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"{shown(url)}: cannot be opened as a store ({error.orig})") from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def store_url(where: str | Path) -> URL:
    """`where` as a URL; PostgreSQL URLs that name no driver get psycopg."""
    if "://" not in str(where):
        path = Path(where).expanduser()
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file, such as {path / 'itogi.db'}")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"{path}: its folder does not exist; create it first")
        return URL.create("sqlite", database=str(path))
    try:
        url = make_url(str(where))
    except ArgumentError as error:
        raise StoreError(
            f"{where}: not a database URL; expected a path, sqlite:///FILE "
            "or postgresql://USER@HOST/NAME"
        ) from error
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreError(
            f"{shown(url)}: a store is an SQLite or a PostgreSQL database, "
            f"not {url.get_backend_name()}"
        )
    return url


def shown(url: URL) -> str:
    """`url` for a message: a plain path for SQLite, never a password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


def writing(engine: Engine) -> Session:
    """A session that takes SQLite's write lock when it begins, so that writers wait in turn."""
    return Session(engine.execution_options(writes=True), expire_on_commit=False)


def _prepare_sqlite(engine: Engine) -> None:
    """Turns foreign keys on, and lets SQLAlchemy begin transactions in the driver's place."""

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {WAIT * 1000}")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def migrations(connection: Connection | None = None) -> Config:
    """Alembic's configuration for the store's migrations, run on `connection`."""
    config = Config()
    config.set_main_option(
        "script_location", str(files("itogi.store") / "migrations").replace("%", "%%")
    )
    config.attributes["connection"] = connection
    return config


def _migrate(engine: Engine) -> None:
    known = ScriptDirectory.from_config(migrations())
    head = known.get_current_head()
    with engine.connect() as connection:
        if _version(connection) == head:
            return
    with engine.execution_options(writes=True).begin() as connection:
        # Another process may have migrated while this one waited for the lock.
        found = _version(connection)
        if found == head:
            return
        if found is not None and found not in {s.revision for s in known.walk_revisions()}:
            raise StoreError(
                f"{shown(engine.url)}: its schema ({found}) is of a newer itogi; "
                "bring itogi up to date"
            )
        if found is None and inspect(connection).get_table_names():
            raise StoreError(
                f"{shown(engine.url)}: holds tables of something else; name a new database"
            )
        command.upgrade(migrations(connection), "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return version
