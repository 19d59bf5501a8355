"""The graphs of the networks are kept in the cache, and no state of the cache stops a run."""

from __future__ import annotations

import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from itogi.language import converted
from itogi.language.weights import MODELS, Network, data_folder, read_network


@pytest.fixture(scope="module")
def networks() -> dict[str, Network]:
    folder = data_folder()
    return {name: read_network(folder / path) for name, path in MODELS.items()}


@pytest.fixture(scope="module")
def expected(networks: dict[str, Network]) -> dict[str, bytes]:
    return converted._convert(networks)


def test_made_once_then_read(
    tmp_path: Path,
    networks: dict[str, Network],
    expected: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert converted.graphs(networks, tmp_path / "new") == expected
    monkeypatch.setattr(converted, "_convert", lambda _: pytest.fail("made twice"))
    assert converted.graphs(networks, tmp_path / "new") == expected


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"no archive at all"])
def test_a_broken_file_is_made_anew(
    tmp_path: Path, networks: dict[str, Network], expected: dict[str, bytes], content: bytes
) -> None:
    converted.graphs(networks, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    assert converted.graphs(networks, tmp_path) == expected
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


def test_a_file_with_a_flipped_bit_is_made_anew(
    tmp_path: Path, networks: dict[str, Network], expected: dict[str, bytes]
) -> None:
    converted.graphs(networks, tmp_path)
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert converted.graphs(networks, tmp_path) == expected


def test_another_version_has_a_file_of_its_own(
    tmp_path: Path, networks: dict[str, Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    converted.graphs(networks, tmp_path)
    monkeypatch.setattr(converted, "version", lambda package: f"another {package}")
    converted.graphs(networks, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_many_at_once_leave_one_whole_file(
    tmp_path: Path, networks: dict[str, Network], expected: dict[str, bytes]
) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: converted.graphs(networks, tmp_path), range(4)))
    assert all(one == expected for one in found)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, networks: dict[str, Network], expected: dict[str, bytes]
) -> None:
    closed = tmp_path / "file"
    closed.write_text("no folder")
    assert converted.graphs(networks, closed / "cache") == expected
    assert os.listdir(tmp_path) == ["file"]
