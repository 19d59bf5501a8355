"""What is new since the last brief, and what a wrong file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_codings import Page, visit
from itogi.brief import Brief, BriefError, make_brief, read_previous, render, write_brief


@pytest.fixture
def last(tmp_path: Path) -> Path:
    path = tmp_path / "last.json"
    write_brief(make_brief(visit()[1:3], "RUS", "KAZ"), path)
    return path


def new(brief: Brief) -> dict[str | None, list[str]]:
    (section,) = [section for section in brief.sections if section.key == "changes"]
    texts = {c.id: c.text for s in brief.sections for g in s.groups for c in g.claims}
    return {group.key: [texts[see] for see in group.see] for group in section.groups}


def test_a_reprint_is_not_new_and_a_new_event_is(last: Path) -> None:
    brief = make_brief(visit(), "RUS", "KAZ", previous=read_previous(last))
    assert new(brief) == {"outlook": ["Предложение или обещание на условиях: Россия — Казахстану"]}
    assert [section.key for section in brief.sections[:2]] == ["glance", "changes"]
    assert not [note for note in brief.notes if "прошлой сводки" in note]


def test_nothing_new_is_said_so(last: Path) -> None:
    brief = make_brief(visit()[:3], "KAZ", "RUS", previous=read_previous(last))
    assert new(brief) == {}
    assert "С прошлой сводки ничего нового" in render(brief, ".md").decode()


def test_what_is_gone_is_counted(last: Path) -> None:
    page = Page("fresh", "Россия благодарит Казахстан за помощь.")
    page.event("Россия благодарит Казахстан", "SUPPORT", "RUS", "KAZ")
    brief = make_brief([page.coding()], "RUS", "KAZ", previous=read_previous(last))
    assert set(new(brief)) == {"events"}
    assert [note for note in brief.notes if note.endswith("прошлой сводки сюда не вошли.")]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"a": "RUS"}', "\x00"])
def test_a_file_that_is_no_brief_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(BriefError, match=r"other\.json: not a brief"):
        read_previous(path)
    with pytest.raises(BriefError, match=r"none\.json: cannot be read"):
        read_previous(tmp_path / "none.json")


def test_another_pair_is_refused(last: Path) -> None:
    with pytest.raises(BriefError, match="about RUS and KAZ, this one about RUS and KGZ"):
        make_brief(visit(), "RUS", "KGZ", previous=read_previous(last))
