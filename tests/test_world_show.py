"""`itogi world show` and `check`: what the tables know of a name, and what they lack."""

import json
import re

import pytest
from typer.testing import CliRunner

from itogi.cli import app
from itogi.world import check, load
from itogi.world import tables as world_tables
from itogi.world.atlas import homonyms
from itogi.world.audit import check_forms
from itogi.world.gaps import gaps
from itogi.world.members import check_members, memberships
from itogi.world.old_names import old_names
from itogi.world.people import load_people, read_people
from itogi.world.profiles import UnknownName, profiles

runner = CliRunner()
OFFICES = (world_tables.files("itogi.world") / "tables" / "offices.toml").read_text("utf-8")
HOMONYM_HEAD = "name,codes,adjectives,flag,reason"
HEAD = "name,surname,variants,sex,wikidata,code,office,from,to,alone,source\n"


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("KAZ", "state", "Казахстан"),
        ("Казахстана", "state", "Казахстан"),
        ("kazakhstan", "state", "Казахстан"),
        ("Нур-Султан", "state", "Казахстан"),
        ("Белоруссия", "state", "Белоруссия"),
        ("ОДКБ", "organisation", "Организация Договора о коллективной безопасности"),
        ("ЕАБР", "organisation", "Евразийский банк развития"),
        ("Совфед", "body", "Совет Федерации"),
        ("Газпром", "company", "Газпром"),
        ("Карагандой", "city", "Караганда"),
        ("Крым", "disputed place", "Крым"),
        ("Касым-Жомарт Токаев", "person", "Касым-Жомарт Токаев"),
        ("лавров", "person", "Сергей Лавров"),
        ("доллар США", "no actor", "доллар США"),
    ],
)
def test_a_name_is_found_in_its_table(name, kind, found):
    assert (kind, found) in {(p.kind, p.name) for p in profiles(name, load())}


def test_a_person_has_his_terms_with_source_and_row():
    (profile,) = profiles("Сергей Лавров", load())
    offices = [o for o in profile.offices if o.title == "министр иностранных дел"]
    assert [(o.code, o.since, o.until) for o in offices] == [("RUS", "2004-03-09", None)]
    row = world_tables.source("people.csv").splitlines()[offices[0].row - 1]
    assert row.startswith("Сергей Лавров,") and offices[0].source in row


def test_a_state_has_its_organisations_in_years():
    (profile,) = profiles("FIN", load())
    ties = {(t.organisation, t.status, t.since, t.until) for t in profile.members}
    assert ("НАТО", "member", 2023, None) in ties
    assert ("Европейская ассоциация свободной торговли", "member", 1986, 1995) in ties


def test_an_organisation_has_its_members():
    (profile,) = profiles("ШОС", load())
    assert {"Казахстан", "Индия"} <= {t.state for t in profile.members if t.status == "member"}


def test_an_unknown_name_gets_suggestions():
    with pytest.raises(UnknownName, match="Did you mean Казахстан"):
        profiles("Казакстан", load())


def test_the_command_prints_forms_terms_and_rows():
    done = runner.invoke(app, ["world", "show", "Касым-Жомарт", "Токаев"])
    assert done.exit_code == 0
    assert re.search(r"президент KAZ +Касым-Жомарт Токаев +2019-03-20", done.output)
    assert "people.csv, row" in done.output


def test_the_command_gives_json():
    done = runner.invoke(app, ["world", "show", "Казахстан", "--json"])
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["code"], row["wikidata"], row["table"]) == ("KAZ", "Q232", "states.csv")
    assert "казахстанский" in row["forms"]["adjectives"]


def test_a_wrong_name_is_wrong_usage():
    done = runner.invoke(app, ["world", "show", "Нарнийское", "царство"])
    assert done.exit_code == 2
    assert "Нарнийское царство" in done.output


def test_gaps_are_notes():
    people = read_people(
        OFFICES,
        HEAD
        + "Иван Первый,Первый,,m,,RUS,president,2000-05-07,2004,,x\n"
        + "Пётр Второй,Второй,,m,,RUS,president,2007-03,2010-01-01,,x\n"
        + "Анна Третья,Третья,,f,,RUS,president,2010-02-01,2011,,x\n",
    )
    assert [str(note) for note in gaps(people)] == [
        "people.csv: RUS head_of_state: nobody from 2004-12-31 to 2007-03-01",
        "people.csv: RUS head_of_state: nobody after Анна Третья, 2011-12-31",
    ]


def test_a_junta_fills_a_post_and_a_gone_state_needs_nobody():
    people = read_people(
        OFFICES,
        HEAD
        + "Иван Первый,Первый,,m,,EGY,president,2000,2004,,x\n"
        + "Пётр Второй,Второй,,m,,EGY,head_of_state_other,2004,2007,,x\n"
        + "Анна Третья,Третья,,f,,EGY,president,2007,,,x\n"
        + "Яков Пятый,Пятый,,m,,SUN,president,1990,1991,,x\n",
    )
    assert list(gaps(people)) == []


def test_check_lists_gaps_on_demand():
    quiet, noted = (runner.invoke(app, ["world", "check", *more]) for more in ([], ["--notes"]))
    assert quiet.exit_code == noted.exit_code == 0
    assert "note:" not in quiet.output
    assert noted.output.count("note:") == len(list(gaps(load_people())))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("НАТО,FRA,1949,,member\nНАТО,FRA,1950,,member\n", "overlaps line 2"),
        ("Союз Атлантиды,FRA,1949,,member\n", "no such name in organisations.csv"),
        ("НАТО,XYZ,1949,,member\n", "no such code in states.csv"),
        ("НАТО,FRA,49,,member\n", "line 2: field since: expected a year"),
        ("НАТО,FRA,1949,1940,member\n", "ends (1940) before it begins"),
        ("НАТО,FRA,1949,,friend\n", "line 2: field status"),
    ],
)
def test_a_wrong_membership_is_named(monkeypatch, rows, message):
    text = "name,state,since,until,status\n" + rows
    real = world_tables.rows
    parsed = world_tables.parse("members.csv", text)
    monkeypatch.setattr(
        world_tables, "rows", lambda table: parsed if table == "members.csv" else real(table)
    )
    memberships.cache_clear()
    try:
        said = " ".join(str(problem) for problem in check_members(load().states))
    except world_tables.TableError as error:
        said = str(error)
    finally:
        memberships.cache_clear()
    assert message in said


def test_old_names_have_their_years():
    (profile,) = (p for p in profiles("Бирма", load()) if p.table == "states.csv")
    assert profile.name == "Мьянма"
    assert {"Бирма –1989", "Рангун –1989"} <= set(profile.old_names)


@pytest.mark.parametrize(
    ("table", "rows", "message"),
    [
        ("old_names.csv", "Бирма,THA,,1989\n", "not among the names of THA"),
        ("homonyms.csv", "Конго,CHE|COD,,yes,x\n", "CHE does not bear the name"),
        ("homonyms.csv", "Конго,COD|XYZ,,yes,x\n", "unknown code XYZ"),
        ("together.csv", "обе Кореи,KOR|XYZ,\n", "unknown code XYZ"),
    ],
)
def test_a_wrong_row_is_a_problem(monkeypatch, table, rows, message):
    heads = {"old_names.csv": "name,code,since,until", "homonyms.csv": HOMONYM_HEAD,
             "together.csv": "name,codes,adjectives"}  # fmt: skip
    real = world_tables.rows
    parsed = world_tables.parse(table, f"{heads[table]}\n{rows}")
    monkeypatch.setattr(world_tables, "rows", lambda name: parsed if name == table else real(name))
    for cached in (old_names, homonyms):
        cached.cache_clear()
    problems = [str(problem) for problem in check()]
    for cached in (old_names, homonyms):
        cached.cache_clear()
    assert any(message in problem for problem in problems)


@pytest.mark.parametrize(
    ("code", "column", "value", "message"),
    [
        ("CHL", "demonyms", "чилиец|чилийцы", "Чили: has no demonym of a woman"),
        ("CHL", "demonyms", "", "Чили: has no demonyms"),
        ("CHL", "full", "", "Чили: has no full"),
        ("CHL", "capital", "", "Чили: has no capital"),
        ("CHL", "adjectives", "", "Чили: has no adjectives"),
        ("SUN", "full", "", "СССР: has no full"),
        ("COG", "adjectives", "", None),  # «конголезский» is shared
        ("VAT", "demonyms", "", None),  # the language has no word
    ],
)
def test_a_missing_form_is_a_problem(monkeypatch, code, column, value, message):
    real = world_tables.rows
    holed = tuple(
        {**row, column: value} if row["code"] == code else row for row in real("states.csv")
    )
    monkeypatch.setattr(
        world_tables, "rows", lambda name: holed if name == "states.csv" else real(name)
    )
    found = [str(problem) for problem in check_forms()]
    assert found == ([f"states.csv: {message}; add it"] if message else [])


@pytest.mark.parametrize("command", [["check"], ["show", "Чили"]])
def test_a_table_that_cannot_be_read_is_one_line(monkeypatch, command):
    real = world_tables.rows

    def broken(table):
        if table == "places.csv":
            raise world_tables.TableError("world/tables/places.csv: line 7: field name: nothing")
        return real(table)

    monkeypatch.setattr(world_tables, "rows", broken)
    done = runner.invoke(app, ["world", *command])
    assert done.exit_code == 1
    assert done.stderr == "world/tables/places.csv: line 7: field name: nothing\n"
