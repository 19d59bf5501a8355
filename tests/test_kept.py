"""Things made of tables are kept between runs, and made anew whenever they might be wrong."""

import subprocess
import sys

import pytest

from itogi.reading import kept as keeping
from itogi.reading.kept import kept


def forms():
    """A thing to keep, of the kinds that tables are made into."""
    made.append(1)
    return {"президент": (1, 2), "глава": frozenset({"лидер"})}


made: list[int] = []


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads the thing as a process of its own would."""
    monkeypatch.setattr(keeping, "folder", lambda: tmp_path / "tables")
    made.clear()
    return lambda: kept(forms)()


def test_made_once_and_kept(load):
    assert load() == load() == {"президент": (1, 2), "глава": frozenset({"лидер"})}
    assert len(made) == 1


def test_one_process_reads_it_once(load):
    loader = kept(forms)
    assert loader() is loader()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:-1],
        lambda data: data[:-5] + b"other",
        lambda data: b"x" + data[1:],
    ],
    ids=["empty", "cut in the stamp", "cut at the end", "altered", "of another state"],
)
def test_a_file_that_is_not_whole_is_made_anew(load, tmp_path, spoil):
    found = load()
    (path,) = (tmp_path / "tables").iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert load() == found
    assert len(made) == 2
    assert load() == found
    assert len(made) == 2


def test_a_changed_table_is_read_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "PACKAGE", tmp_path)
    table = tmp_path / "room" / "tables" / "words.toml"
    table.parent.mkdir(parents=True)
    stamps = []
    for content in ('word = "а"', 'word = "б"', 'word = "а"'):
        table.write_text(content, encoding="utf-8")
        keeping.stamp.cache_clear()
        stamps.append(keeping.stamp())
    keeping.stamp.cache_clear()
    assert stamps[0] == stamps[2] != stamps[1]


def test_without_a_folder_it_is_made_each_time(load, tmp_path):
    (tmp_path / "tables").write_text("a file where the folder should be")
    assert load() == load()
    assert len(made) == 2


def test_an_error_in_a_table_is_never_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "folder", lambda: tmp_path)

    def broken():
        raise ValueError("words.toml: field word: expected a text")

    for _ in range(2):
        with pytest.raises(ValueError, match="field word"):
            kept(broken)()
    assert not list(tmp_path.iterdir())


def test_a_start_loads_nothing_that_it_does_not_need():
    """Libraries for HTML, for tables that have changed, for a terminal and for the store."""
    script = (
        "import sys; from itogi.coding import code; from itogi.coding.stream import FIRST\n"
        "code(FIRST); import itogi.cli.inputs\n"
        "slow = {'pydantic', 'lxml', 'trafilatura', 'rich', 'sqlalchemy', 'jinja2', 'babel'}\n"
        "print(*sorted(slow & {name.partition('.')[0] for name in sys.modules}))"
    )
    for _ in range(2):
        # The first run may still have to read the tables.
        ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("\n", "")
