"""A table that cannot be read is named."""

import pytest

from itogi.coding import table
from itogi.coding.table import read_table


def test_a_missing_table_is_named():
    with pytest.raises(ValueError, match=r"nowhere\.toml"):
        read_table("nowhere.toml")


@pytest.mark.parametrize("content", [b"[words\n", 'слова = ["а"]'.encode(), b"\xff\xfe"])
def test_a_broken_table_is_named(tmp_path, monkeypatch, content):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "odd.toml").write_bytes(content)
    monkeypatch.setattr(table, "files", lambda room: tmp_path)
    with pytest.raises(ValueError, match=r"^odd\.toml: "):
        read_table("odd.toml")
