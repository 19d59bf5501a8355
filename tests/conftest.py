"""A PostgreSQL server for the tests that want one, started beside them and gone with them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of an empty database: ITOGI_TEST_POSTGRESQL, else a server of our own on a socket."""
    given = os.environ.get("ITOGI_TEST_POSTGRESQL")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip(
            "no PostgreSQL server programs here, and ITOGI_TEST_POSTGRESQL names no database"
        )
    home = tmp_path_factory.mktemp("postgresql")
    for folder in (home, *home.parents[:2]):
        folder.chmod(0o755)
    owner = _owner(home)
    data = home / "data"
    _run(owner, programs / "initdb", "-D", data, "-U", "itogi", "-A", "trust", "--no-sync")
    options = f"-k {home} -c listen_addresses='' -c fsync=off"
    _run(owner, programs / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
    try:
        yield f"postgresql://itogi@/postgres?host={home}"
    finally:
        _run(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian keeps them."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = Path(found).resolve() if found else debian[-1] if debian else None
    return path.parent if path else None


def _owner(home: Path) -> list[str]:
    """What to put before a command so that the server does not run as root, which it refuses."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        if subprocess.run(["id", name], capture_output=True).returncode == 0:
            shutil.chown(home, name)
            return [
                "setpriv",
                f"--reuid={name}",
                "--regid",
                str(home.stat().st_gid),
                "--clear-groups",
            ]
    pytest.skip("a PostgreSQL server does not run as root, and there is no user to run it as")


def _run(owner: list[str], *command: object) -> None:
    done = subprocess.run(
        [*owner, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        pytest.skip(f"PostgreSQL could not be started: {done.stderr.strip()}")
