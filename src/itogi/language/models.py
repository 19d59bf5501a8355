"""The language models, read once a process."""

from __future__ import annotations

from functools import cache

from itogi.language.converted import graphs
from itogi.language.network import Runtime
from itogi.language.weights import MODELS, VECTORS, data_folder, read_network, read_vectors


@cache
def runtime() -> Runtime:
    """The networks ready to run. Raises ModelsMissing where their files are not installed."""
    folder = data_folder()
    networks = {name: read_network(folder / path) for name, path in MODELS.items()}
    return Runtime(read_vectors(folder / VECTORS), networks, graphs(networks))
