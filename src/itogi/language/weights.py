"""The published models as arrays: Navec vectors and the three Slovnet news networks.

They stand as tar files inside the installed `natasha` wheel (MIT, Alexander Kukushkin), which is
never imported: its files are read as data. Formats after `navec.navec`, `navec.pq` and
`slovnet.exec.pack`.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

NEVER = np.float32(-1e9)
"""A score that no other is below."""

VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
MODELS = {
    "morph": "model/slovnet_morph_news_v1.tar",
    "syntax": "model/slovnet_syntax_news_v1.tar",
    "names": "model/slovnet_ner_news_v1.tar",
}


class ModelsMissing(RuntimeError):
    """The files of the language models are not installed, or are not what they should be."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Navec: 300 floats a word, product quantised.

    `indexes` (words, 100) picks for each of 100 parts one of the 256 triples of `codes`
    (100, 256, 3). The last two words are `<unk>` and `<pad>`.
    """

    words: list[str]
    indexes: Bytes
    codes: Floats

    @property
    def width(self) -> int:
        """Floats in a vector."""
        parts, _, chunk = self.codes.shape
        return int(parts * chunk)

    def rows(self, ids: npt.NDArray[np.intp]) -> Floats:
        """Vectors of the words with these ids: (len(ids), width)."""
        parts, centroids, _ = self.codes.shape
        places = self.indexes[ids] + np.arange(0, parts * centroids, centroids)
        return self.codes.reshape(parts * centroids, -1).take(places, axis=0).reshape(len(ids), -1)


@dataclass(frozen=True, slots=True)
class Convolution:
    """One layer, as published: `weight` (filters, inputs, 3), then ReLU, then batch norm."""

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """A Slovnet network: shape vectors (66, 30), three convolutions, the arrays of its head."""

    shapes: Floats
    layers: tuple[Convolution, ...]
    head: dict[str, Floats]
    shape_names: list[str]
    labels: list[str]


def data_folder() -> Path:
    """The folder `data` of the installed `natasha` package. Raises ModelsMissing without it."""
    found = importlib.util.find_spec("natasha")
    if found is None or not found.submodule_search_locations:
        raise ModelsMissing("the package `natasha` is not installed; run: pip install natasha")
    return Path(next(iter(found.submodule_search_locations))) / "data"


def read_vectors(path: Path) -> Vectors:
    with _open(path) as tar:
        packed = gzip.decompress(_read(tar, path, "vocab.bin"))
        count = int(np.frombuffer(packed, np.uint32, 1)[0])
        words = packed[4 + 4 * count :].decode("utf-8").splitlines()
        member = _member(tar, path, "pq.bin")
    # Left in the file: only the pages of words that are met come into memory.
    quantised = np.asarray(np.memmap(path, mode="r", offset=member.offset_data, shape=member.size))
    size, _, parts, centroids = (int(value) for value in np.frombuffer(quantised, np.uint32, 4))
    if len(words) != size or words[-2:] != ["<unk>", "<pad>"]:
        raise ModelsMissing(f"{path}: expected {size} words ending in <unk>, <pad>")
    indexes = np.frombuffer(quantised, np.uint8, size * parts, 16).reshape(size, parts)
    codes = np.frombuffer(quantised, np.float32, -1, 16 + size * parts)
    return Vectors(words, indexes, codes.reshape(parts, centroids, -1))


def read_network(path: Path) -> Network:
    with _open(path) as tar:
        scheme: dict[str, Any] = json.loads(_read(tar, path, "model.json"))
        members = set(tar.getnames())
        labels = "vocabs/rel.gz" if "vocabs/rel.gz" in members else "vocabs/tag.gz"

        def array(record: dict[str, Any]) -> Floats:
            data = _read(tar, path, f"arrays/{record['array']}.bin")
            return np.frombuffer(data, record["dtype"]).reshape(record["shape"])

        def vocabulary(member: str) -> list[str]:
            return gzip.decompress(_read(tar, path, member)).decode("utf-8").splitlines()

        return Network(
            shapes=array(scheme["emb"]["shape"]["weight"]),
            layers=tuple(_layer(layer, array) for layer in scheme["encoder"]["layers"]),
            head=dict(_named_arrays({k: scheme[k] for k in ("head", "rel") if k in scheme}, array)),
            shape_names=vocabulary("vocabs/shape.gz"),
            labels=vocabulary(labels),
        )


def _layer(layer: dict[str, Any], array: Any) -> Convolution:
    norm = {key: array(value) for key, value in layer["norm"].items()}
    scale = norm["weight"] / norm["std"]
    return Convolution(
        weight=array(layer["conv"]["weight"]),
        bias=array(layer["conv"]["bias"]),
        scale=scale,
        shift=norm["bias"] - norm["mean"] * scale,
    )


def _named_arrays(scheme: dict[str, Any], array: Any, prefix: str = "") -> Any:
    """Arrays of a head under dotted names: `head.proj.weight`, `rel.kernel`."""
    for key, value in scheme.items():
        if "array" in value:
            yield prefix + key, array(value)
        else:
            yield from _named_arrays(value, array, f"{prefix}{key}.")


def _open(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path, "r:")
    except (OSError, tarfile.TarError) as error:
        raise ModelsMissing(
            f"{path}: cannot read the model ({error}); reinstall `natasha`"
        ) from error


def _member(tar: tarfile.TarFile, path: Path, name: str) -> tarfile.TarInfo:
    try:
        member = tar.getmember(name)
    except KeyError as error:
        raise ModelsMissing(f"{path}: expected a member {name!r}; reinstall `natasha`") from error
    if not member.isfile():
        raise ModelsMissing(f"{path}: {name!r} is not a file; reinstall `natasha`")
    return member


def _read(tar: tarfile.TarFile, path: Path, name: str) -> bytes:
    file = tar.extractfile(_member(tar, path, name))
    assert file is not None
    return file.read()
