"""Where articles come from: files, folders, JSONL on standard input → `Article | Refusal`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from itogi.reading.article import Article, Refusal, Unreadable
from itogi.reading.decoding import decode
from itogi.reading.jsonl import articles_from_jsonl
from itogi.reading.plain import article_from_text

LARGEST = 50 * 1024 * 1024
"""Bytes above which a text or a page is refused: no article is that long."""

Read = Iterator[Article | Refusal]


def read(paths: Iterable[str | os.PathLike[str]], stdin: BinaryIO | None = None) -> Read:
    """The articles of files and folders, in the order given; what cannot be read is a Refusal.

    A folder is walked with its folders, in the order of names, for files with the endings of
    `READERS`. `-` is JSONL from `stdin` (standard input if None). Never raises for bad input.

    The id of a file is its name without its ending. Ids are unique in a run: the second article
    of an id gets `#2` at the end of it, the third `#3`, in the order of reading.
    """
    seen: Counter[str] = Counter()
    for path in paths:
        for one in _read_path(os.fspath(path), stdin):
            if isinstance(one, Article):
                seen[one.id] += 1
                one = replace(one, id=f"{one.id}#{seen[one.id]}") if seen[one.id] > 1 else one
            yield one


def count(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """How many articles `read` will come to; None where the lines of a JSONL decide."""
    total = 0
    for path in [os.fspath(path) for path in paths]:
        try:
            found = _files_under(path) if os.path.isdir(path) else [Path(path)]
        except (OSError, ValueError):
            found = [Path(path)]
        if path == "-" or any(READERS.get(one.suffix.lower()) is _read_jsonl for one in found):
            return None
        total += len(found)
    return total


def _read_path(path: str, stdin: BinaryIO | None) -> Read:
    if path == "-":
        yield from articles_from_jsonl(stdin or sys.stdin.buffer, "stdin")
        return
    try:
        if not os.path.isdir(path):
            yield from _read_file(Path(path))
            return
        found = _files_under(path)
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if not found:
        yield Refusal(path, f"no file in this folder ends in {', '.join(READERS)}")
    for one in found:
        yield from _read_file(one)


def _files_under(folder: str) -> list[Path]:
    return sorted(
        Path(root, name)
        for root, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in READERS
    )


def _read_file(path: Path) -> Read:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        found = f"its name ends in {path.suffix}" if path.suffix else "its name has no ending"
        yield Refusal(str(path), f"{found}; expected {', '.join(READERS)}")
        return
    try:
        yield from reader(path)
    except (OSError, Unreadable) as error:
        yield _unreadable(str(path), error)


def _unreadable(path: str, error: Exception) -> Refusal:
    reason = error.strerror if isinstance(error, OSError) else None
    return Refusal(path, reason or str(error))


def _bytes_of(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST:
        raise Unreadable(f"{size} bytes long; more than {LARGEST} are not read as one article")
    data = path.read_bytes()
    if not data.strip():
        raise Unreadable("the file is empty")
    return data


def _read_text(path: Path) -> Read:
    text = decode(_bytes_of(path))
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("the file is empty")
    yield replace(article_from_text(text, path.stem), source=str(path))


def _read_page(path: Path) -> Read:
    from itogi.reading.page import article_from_html  # Its libraries take long to load.

    yield replace(article_from_html(_bytes_of(path), path.stem), source=str(path))


def _read_jsonl(path: Path) -> Read:
    with path.open("rb") as lines:
        if b"\x00" in lines.read(4096):
            raise Unreadable("binary data or UTF-16; expected JSONL in UTF-8")
        lines.seek(0)
        yield from articles_from_jsonl(lines, str(path))


READERS: dict[str, Callable[[Path], Read]] = {
    ".html": _read_page,
    ".htm": _read_page,
    ".txt": _read_text,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".json-lines": _read_jsonl,
}
