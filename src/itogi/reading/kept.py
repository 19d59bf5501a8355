"""What is made of tables and models, kept in the user's cache: making it takes longest of a start.

A thing kept is what a function without arguments returns. It is made anew where anything has
changed that it may rest on: a table, a module of itogi, the dictionary, the models, Python. Each is
a file of its own, put in place in one step, so that processes that start together may all write it.
What cannot be read, or is not whole, is made anew; what cannot be written is made each time:
slower, never wrong.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")

PACKAGE = Path(__file__).parents[1]
TABLES = (".toml", ".csv")
PACKAGES = ("pymorphy3", "pymorphy3_dicts_ru", "natasha", "onnx", "onnxruntime")
"""Packages whose change changes what is made: of a table by the dictionary, of the models."""
SIZE = 20
"""Bytes of a digest. A file is the stamp, the digest of what follows it, and the pickle."""


def kept(make: Callable[[], T]) -> _lru_cache_wrapper[T]:
    """Decorates a function without arguments, which is then called once a process at most.

    What it returns must survive pickling, and must not be changed by those who get it.
    """

    @cache
    @wraps(make)
    def load() -> T:
        with no_collection():
            try:
                path = folder() / f"{make.__module__}.{make.__name__}.bin"
                found = _read(path)
            except OSError:
                # No folder for caches, or a package that is no folder.
                return make()
            if found is None:
                made = make()
                _write(path, made)
                return made
            return cast(T, found[0])

    return load


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for cycles while many small records are made, none of them in a cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def folder() -> Path:
    """Where things are kept: a folder for each Python and each place that itogi is installed in."""
    import platformdirs

    place = blake2b(os.fsencode(PACKAGE), digest_size=6).hexdigest()
    made_by = f"{sys.implementation.cache_tag}-{place}"
    return Path(platformdirs.user_cache_dir("itogi", appauthor=False)) / "tables" / made_by


def _read(path: Path) -> tuple[object] | None:
    """The thing in a file, in a tuple; None where there is none that is fresh and whole."""
    with suppress(FileNotFoundError):
        data = memoryview(path.read_bytes())
        thing = data[2 * SIZE :]
        if data[:SIZE] == stamp() and data[SIZE : 2 * SIZE] == _digest(thing):
            return (pickle.loads(thing),)
    return None


def _write(path: Path, thing: object) -> None:
    data = pickle.dumps(thing, protocol=5)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(stamp() + _digest(data) + data)
            os.replace(name, path)
        except OSError:
            os.unlink(name)


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=SIZE).digest()


@cache
def stamp() -> bytes:
    """The state of all that things kept are made of. Tables count by what is in them, modules as
    Python itself judges whether to compile them again: by their size and time. Raises OSError."""
    state = blake2b(sys.version.encode(), digest_size=SIZE)
    for entry in _files(PACKAGE):
        if entry.name.endswith(TABLES):
            with open(entry.path, "rb", buffering=0) as table:
                state.update(entry.path.encode() + table.read())
        else:
            state.update(_mark(entry.path, entry.stat()))
    for name in PACKAGES:
        spec = find_spec(name)
        for place in spec.submodule_search_locations or () if spec else ():
            state.update(_mark(place, os.stat(place)))
    return state.digest()


def _files(place: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    """The tables and modules under a folder, in the order of their names."""
    with os.scandir(place) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.path)
        elif entry.name.endswith((".py", *TABLES)):
            yield entry


def _mark(path: str, found: os.stat_result) -> bytes:
    return f"{path} {found.st_size} {found.st_mtime_ns}".encode()
