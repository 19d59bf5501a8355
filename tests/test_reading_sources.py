"""Files, folders, JSONL: what can be read is read in order, the rest refused with a reason."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itogi.reading import (
    Article,
    Refusal,
    Unreadable,
    article_from_html,
    article_from_text,
    articles_from_jsonl,
    count,
    read,
    sources,
)
from itogi.reading.decoding import decode
from itogi.reading.tables import LineTable, TableError, check_table

TEXT = "Послы встретились в Женеве\n\nПослы двух стран обсудили обмен пленными, сообщили в миссии."
HTML = (
    "<html><head><meta charset=utf-8></head><body><h1>Послы встретились в Женеве</h1><p>Послы "
    "двух стран провели встречу и обсудили обмен пленными, сообщили в миссии при ООН.</p></body>"
)


def line_of(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields}, ensure_ascii=False)


def only(name_or_line: str | bytes) -> Article | Refusal:
    (one,) = articles_from_jsonl([name_or_line], "a.jsonl")
    return one


def test_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b" / "2.HTM").write_text(HTML, encoding="utf-8")
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(f"{line_of(id='один')}\n\n{line_of()}\n", encoding="utf-8")
    (tmp_path / "d.json-lines").write_text(line_of(url="https://a.example/1"), encoding="utf-8")
    (tmp_path / "notes.md").write_text("не статья", encoding="utf-8")
    found = list(read([tmp_path]))
    assert all(isinstance(one, Article) for one in found)
    ids = [one.id for one in found if isinstance(one, Article)]
    assert ids == ["a", "1", "2", "один", f"{tmp_path / 'c.jsonl'}:3", "https://a.example/1"]


def test_order_of_paths_is_kept_and_refusals_stand_in_their_place(tmp_path: Path) -> None:
    good = tmp_path / "b.txt"
    good.write_text(TEXT, encoding="utf-8")
    found = list(read([good, tmp_path / "missing.txt", str(good)]))
    assert [type(one) for one in found] == [Article, Refusal, Article]


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    for folder in ("x", "y", "z"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [one.id for one in read([tmp_path]) if isinstance(one, Article)] == ["a", "a#2", "a#3"]


def test_standard_input_is_jsonl() -> None:
    stdin = io.BytesIO(f"{line_of(id='a')}\n{{\n{line_of()}\n".encode())
    found = list(read(["-"], stdin=stdin))
    assert [one.id if isinstance(one, Article) else one.path for one in found] == [
        "a",
        "stdin:2",
        "stdin:3",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t", "empty"),
        ("mark.txt", b"\xef\xbb\xbf", "empty"),
        ("binary.txt", b"GIF89a\x01\x00\x00\x00", "binary"),
        ("control.txt", bytes(range(1, 9)) * 20, "binary"),
        ("latin.txt", "Ärger für Köln: größte Brücke gesperrt".encode("latin-1"), "UTF-8"),
        ("empty.html", b"", "empty"),
        ("binary.html", b"\x7fELF\x00\x00", "binary"),
        ("words.html", "Только слова".encode(), "no markup"),
        ("menu.html", b"<html><body><a href='/'>x</a></body></html>", "no article"),
        ("binary.jsonl", b"\x00\x01\x02", "binary"),
        ("page.pdf", b"%PDF-1.4", r"\.pdf"),
        ("noending", b"text", "no ending"),
    ],
)
def test_refused_file(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (refusal,) = read([path])
    assert isinstance(refusal, Refusal)
    assert refusal.path == str(path)
    assert reason.replace("\\", "") in refusal.reason


def test_refused_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "big.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "link.txt")
    monkeypatch.setattr(sources, "LARGEST", 20)
    paths = ["missing.txt", "folder", "big.txt", "link.txt", "nul\0.txt"]
    found = list(read([str(tmp_path / name) for name in paths]))
    assert [type(one) for one in found] == [Refusal] * 5
    reasons = [one.reason for one in found if isinstance(one, Refusal)]
    for reason, word in zip(
        reasons, ["No such", "no file", "bytes", "symbolic", "null"], strict=True
    ):
        assert word in reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16"])
def test_encodings_of_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    (article,) = read([path])
    assert isinstance(article, Article)
    assert article.text.lstrip("\ufeff") == TEXT
    assert article.title == "Послы встретились в Женеве"
    assert (article.id, article.source) == ("a", str(path))


def test_text_file_cut_off_inside_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode()[:-2])
    (article,) = read([path])
    assert isinstance(article, Article) and article.text.startswith("Послы встретились")


def test_fields_of_a_line() -> None:
    article = only(
        line_of(
            id=7,
            title="Заголовок",
            outlet=" Долина ",
            published="2024-10-25T23:30:00+03:00",
            url="https://a.example/1",
            authors=["Ида Ким", ""],
            tags=["лишнее"],
        )
    )
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.id, article.title, article.outlet) == ("7", "Заголовок", "Долина")
    assert (article.published, article.published_basis) == (date(2024, 10, 25), "metadata")
    assert (article.url, article.authors) == ("https://a.example/1", ("Ида Ким",))
    assert article.source == "a.jsonl:1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "expected an object"),
        ("null", "expected an object"),
        ("{}", "field text"),
        ('{"text": ""}', "field text: it is empty"),
        ('{"text": " \\n"}', "field text: it is empty"),
        ('{"text": ["a"]}', "field text"),
        ('{"text": "a", "published": "вчера"}', "field published"),
        ('{"text": "a", "published": "2024-13-45"}', "field published"),
        ('{"text": "a", "authors": {"name": "b"}}', "field authors"),
        ('{"text": "a\\ud800"}', "surrogate"),
        (b'{"text": "\xff"}', "not UTF-8"),
        ('{"text": NaN}', "field text"),
        ('{"id": ' + "9" * 5000 + ', "text": "a"}', "not JSON"),
    ],
)
def test_broken_line_is_refused_and_the_rest_is_read(line: str | bytes, reason: str) -> None:
    refusal, article = articles_from_jsonl([line, line_of()], "a.jsonl")
    assert isinstance(refusal, Refusal) and isinstance(article, Article)
    assert refusal.path == "a.jsonl:1"
    assert reason in refusal.reason


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    list(articles_from_jsonl(data.split(b"\n"), "x"))
    try:
        article_from_text(decode(data), "x")
        article_from_html(data, "x")
    except Unreadable as refusal:
        assert str(refusal)


LINES = [
    "13345 просмотров",
    "«Да»",
    "— Ия Ким",
    "реклама",
    "25 октября",
    "3–5 мая",
    "Слово.",
    "",
    "\r",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=12))
def test_blocks_cover_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    article = article_from_text(text, "x")
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip().strip("\ufeff\u200b").strip()
        at = block.end
    assert not text[at:].strip().strip("\ufeff\u200b").strip()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[views", "not valid TOML"),
        ("[views]\npatterns = ['(']", "views.patterns.0"),
        ("[views]\npatterns = 5", "views.patterns"),
        ("[vews]\npatterns = []", "views"),
    ],
)
def test_faulty_table_names_file_and_field(content: str, said: str) -> None:
    with pytest.raises(TableError, match=r"lines\.toml") as fault:
        check_table(content, LineTable, "lines.toml")
    assert said in str(fault.value)


def test_count_of_what_is_to_come(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert count([tmp_path]) == 2
    assert count([tmp_path / "a.txt", "missing.txt"]) == 2
    (tmp_path / "d.jsonl").write_text("{}", encoding="utf-8")
    assert count([tmp_path]) is None
    assert count(["-"]) is None
