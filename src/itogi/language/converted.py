"""The graphs of the networks, made once a version and kept in the user's cache folder.

A file of them is written under a name of its own and then put in place at once, so several
processes may start together; one that cannot be read is made anew, and where the folder cannot be
written every process makes its own.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from itogi.language.weights import Network

GRAPHS = ("words", "encoder", "heads", "relations")


def graphs(networks: dict[str, Network], folder: Path | None = None) -> dict[str, bytes]:
    """`GRAPHS` by name, in the ONNX format, from the cache `folder` where they are there."""
    path = (folder or user_cache_path("itogi")) / f"networks-{_key()}.zip"
    kept = _read(path)
    if kept is None:
        kept = _convert(networks)
        with suppress(OSError):
            _write(path, kept)
    return kept


def _key() -> str:
    """Of all that decides what the graphs are: the way they are made, the weights, the runtime."""
    known = hashlib.sha256()
    for module in ("graph.py", "weights.py"):
        known.update(Path(__file__).with_name(module).read_bytes())
    for package in ("natasha", "onnxruntime"):
        known.update(f"{package} {version(package)}\n".encode())
    return known.hexdigest()[:16]


def _convert(networks: dict[str, Network]) -> dict[str, bytes]:
    # Imported here: `onnx` is needed only where nothing is kept yet.
    from itogi.language import graph

    return {
        "words": graph.words(list(networks.values())),
        "encoder": graph.encoder(**networks),
        "heads": graph.heads(),
        "relations": graph.relations(networks["syntax"]),
    }


def _read(path: Path) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in GRAPHS}
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


def _write(path: Path, found: dict[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            for member, data in found.items():
                archive.writestr(member, data)
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise
