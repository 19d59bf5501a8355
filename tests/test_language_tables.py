"""Tables and models that are not what they should be are named, with what was expected."""

from __future__ import annotations

import importlib.util
import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from itogi.language.lemmas import lemma_table_from
from itogi.language.lexicon import parse_table, read_table
from itogi.language.people import name_endings_from
from itogi.language.sentences import abbreviations_from
from itogi.language.weights import ModelsMissing, data_folder, read_network, read_vectors


def changed(table: str, **fields: Any) -> dict[str, Any]:
    return {**read_table(table), **fields}


@pytest.mark.parametrize(
    ("load", "data", "message"),
    [
        (abbreviations_from, changed("abbreviations", initials="дж"),
         "abbreviations.toml: initials: expected a list of words, found 'дж'"),
        (abbreviations_from, changed("abbreviations", lettered=["Группа"]),
         "abbreviations.toml: lettered: 'Группа' must be in lower case"),
        (abbreviations_from, changed("abbreviations", befor_a_word=[]),
         "abbreviations.toml: unknown field 'befor_a_word'"),
        (lemma_table_from, changed("lemmas", superlatives={}),
         "lemmas.toml: superlatives.words: expected a list of words"),
        (lemma_table_from, changed("lemmas", instead={"больший": 1}),
         "lemmas.toml: instead: expected a list of words"),
        (name_endings_from, changed("name_endings", first={"words": 3}),
         "name_endings.toml: first.words: expected a list of words"),
        (name_endings_from, changed("name_endings", not_nominative={"ву": "Dative"}),
         "name_endings.toml: not_nominative.ву: expected a case"),
        (name_endings_from,
         changed("name_endings", paradigm=[{"gender": "Masc", "stem": "к", "endings": ["а"]}]),
         "name_endings.toml: paradigm 1: endings: expected 6 endings"),
        (name_endings_from,
         changed("name_endings", paradigm=[{"gender": "M", "stem": "к", "endings": [""] * 6}]),
         "name_endings.toml: paradigm 1: gender: expected Masc or Fem, found 'M'"),
        (name_endings_from,
         changed("name_endings", paradigm=[{"gender": "Fem", "stem": "(", "endings": [""] * 6}]),
         "name_endings.toml: paradigm 1: stem: .* is no regular expression"),
    ],
)  # fmt: skip
def test_a_faulty_table(load: Callable[[Any], Any], data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load(data)


def test_a_table_that_is_not_toml() -> None:
    with pytest.raises(ValueError, match=r"language/tables/lemmas.toml: not valid TOML"):
        parse_table("lemmas", "[instead")


def test_no_package_with_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelsMissing, match="pip install natasha"):
        data_folder()


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelsMissing, match=r"absent.tar: cannot read the model"):
        read_network(tmp_path / "absent.tar")


def test_a_model_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "broken.tar"
    path.write_bytes(b"not a tar file" * 100)
    with pytest.raises(ModelsMissing, match=r"broken.tar: cannot read the model"):
        read_vectors(path)


def test_a_model_with_a_part_missing(tmp_path: Path) -> None:
    path = tmp_path / "short.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("meta.json")
        member.size = 2
        tar.addfile(member, io.BytesIO(b"{}"))
    with pytest.raises(ModelsMissing, match=r"short.tar: expected a member 'model.json'"):
        read_network(path)
