"""The language models, read once a process; their graphs, made once a version."""

from __future__ import annotations

from functools import cache

from itogi.language.network import Runtime
from itogi.language.weights import (
    MODELS,
    VECTORS,
    Network,
    data_folder,
    read_network,
    read_vectors,
)
from itogi.reading.kept import kept


@cache
def runtime() -> Runtime:
    """The networks ready to run. Raises ModelsMissing where their files are not installed."""
    return Runtime(read_vectors(data_folder() / VECTORS), networks(), graphs())


@cache
def networks() -> dict[str, Network]:
    """The networks as published: `morph`, `syntax`, `names`. Raises ModelsMissing."""
    folder = data_folder()
    return {name: read_network(folder / path) for name, path in MODELS.items()}


@kept
def graphs() -> dict[str, bytes]:
    """The networks as graphs in the ONNX format, by name. Raises ModelsMissing."""
    # Imported here: `onnx` is needed only where nothing is kept yet.
    from itogi.language import graph

    published = networks()
    return {
        "words": graph.words(list(published.values())),
        "encoder": graph.encoder(**published),
        "heads": graph.heads(),
        "relations": graph.relations(published["syntax"]),
    }
