"""The tables of people and offices: every row sound, and every fault named with file and row."""

from __future__ import annotations

from datetime import date

import pytest

from itogi.world import TableError, load
from itogi.world.people import check_people, load_people, read_people

OFFICES = """
[[office]]
id = "president"
branch = "head_of_state"
title = "президент"
voice = "official"
acts = true
exclusive = true
phrases = ["президент"]

[[office]]
id = "minister"
branch = "other_minister"
title = "министр"
voice = "official"
acts = true
exclusive = false
phrases = ["министр"]
"""
HEADER = "name,surname,variants,sex,wikidata,code,office,from,to,alone,source\n"


def people(*rows: str):
    return read_people(OFFICES, HEADER + "".join(row + "\n" for row in rows))


def test_the_tables_have_no_faults():
    world = load()
    codes = {*world.states, *world.organisations, "IGO"}
    assert check_people(load_people(), codes) == []


def test_the_tables_hold_the_period_of_the_news():
    table = load_people()
    assert len(table.terms) > 1500
    assert {office.branch for office in table.offices.values()} > {"head_of_state", "foreign"}


@pytest.mark.parametrize(
    ("code", "branch", "day", "name"),
    [
        ("RUS", "head_of_state", "2010-06-01", "Дмитрий Медведев"),
        ("RUS", "head_of_government", "2010-06-01", "Владимир Путин"),
        ("RUS", "foreign", "2003-01-01", "Игорь Иванов"),
        ("RUS", "foreign", "2014-03-20", "Сергей Лавров"),
        ("USA", "head_of_state", "2009-01-19", "Джордж Буш"),
        ("USA", "foreign", "2014-09-01", "Джон Керри"),
        ("USA", "defence", "2005-05-05", "Дональд Рамсфелд"),
        ("UKR", "head_of_government", "2009-01-15", "Юлия Тимошенко"),
        ("UKR", "head_of_state", "2014-04-01", "Александр Турчинов"),
        ("KAZ", "head_of_state", "2018-12-31", "Нурсултан Назарбаев"),
        ("DEU", "head_of_government", "2004-01-01", "Герхард Шредер"),
        ("GEO", "head_of_state", "2008-08-08", "Михаил Саакашвили"),
        ("NATO", "organisation_head", "2016-01-01", "Йенс Столтенберг"),
        ("UN", "organisation_head", "2012-01-01", "Пан Ги Мун"),
        ("EU", "foreign", "2015-01-01", "Федерика Могерини"),
        ("TUR", "head_of_government", "2010-01-01", "Реджеп Тайип Эрдоган"),
        ("CHN", "head_of_state", "2014-01-01", "Си Цзиньпин"),
        ("VAT", "head_of_state", "2010-01-01", "Бенедикт XVI"),
        ("GBR", "foreign", "2026-09-23", "Эд Милибэнд"),
        ("GBR", "finance", "2026-09-01", "Джон Хили"),
        ("HUN", "foreign", "2026-09-15", "Анита Орбан"),
        ("UKR", "defence", "2026-03-01", "Михаил Федоров"),
        ("UKR", "defence", "2026-10-01", "Евгений Хмара"),
        ("KGZ", "speaker", "2026-03-01", "Марлен Маматалиев"),
        ("SAU", "crown_prince", "2025-09-09", "Мухаммед бен Салман"),
    ],
)
def test_who_held_a_post_on_a_day(code, branch, day, name):
    holders = load_people().holders(code, branch, date.fromisoformat(day))
    assert holders[0].name == name


def test_without_a_day_nobody_holds_a_post():
    assert load_people().holders("RUS", "head_of_state", None) == []


def test_names_are_found_without_regard_to_capitals_and_yo():
    table = load_people()
    assert table.named("ПЁТР ПОРОШЕНКО")[0].code == "UKR"
    assert {t.code for t in table.named("Йенс Столтенберг")} == {"NOR", "NATO"}
    assert {t.name for t in table.surnamed("лавров")} == {"Сергей Лавров"}


def test_a_post_has_its_name_in_that_state():
    table = load_people()
    assert table.title("president", "CHN") == "председатель"
    assert table.title("president", "FRA") == "президент"
    assert table.title("monarch", "GBR", "f") == "королева"
    assert table.title("monarch", "GBR") == "король"


def test_a_surname_is_found_without_its_particles():
    table = load_people()
    for surname, name in (("Ляйен", "Урсула фон дер Ляйен"), ("Вевер", "Барт Де Вевер")):
        assert {t.name for t in table.surnamed(surname)} == {name}


def test_the_number_of_a_sovereign_is_no_surname():
    table = load_people()
    assert table.named("Елизавета Вторая") and not table.surnamed("вторая")
    assert table.named("Абдалла Второй") and not table.surnamed("второй")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Иван Иванов,Иванов,,m,,RUS,tsar,2000,,,x", "row 2: office «tsar»"),
        ("Иван Иванов,Петров,,m,,RUS,president,2000,,,x", "row 2: surname «Петров»"),
        ("Иван Иванов,Иванов,,x,,RUS,president,2000,,,x", "row 2: sex «x»"),
        ("Иван Иванов,Иванов,,m,12,RUS,president,2000,,,x", "row 2: wikidata «12»"),
        ("Иван Иванов,Иванов,,m,,RUS,president,2000-13,,,x", "row 2: from «2000-13»"),
        ("Иван Иванов,Иванов,,m,,RUS,president,spring,,,x", "row 2: from «spring»"),
        ("Иван Иванов,Иванов,,m,,RUS,president,2001,2000,,x", "row 2: the term ends (2000)"),
        ("Ivan Ivanov,Ivanov,,m,,RUS,president,2000,,,x", "row 2: name «Ivan Ivanov»"),
        ("Иван Иванов,Иванов,,m,,RUS,president,2000,,,", "row 2: source is empty"),
        ("Иван Иванов,Иванов,,m,,RUS,president,2000,,no,x", "row 2: alone «no»"),
        ("Иван Иванов,Иванов,,m", "row 2: expected 11 fields, found 4"),
    ],
)
def test_a_faulty_row_is_named(row, said):
    with pytest.raises(TableError, match=r"people\.csv") as raised:
        people(row)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("offices", "said"),
    [
        ("[[office]]\nid = 'x'", "offices.toml: field office.0.branch"),
        ("[[office", "offices.toml: not valid TOML"),
        (OFFICES + OFFICES, "«president» is given twice"),
        (OFFICES + "[[title]]\noffice='tsar'\ncode='RUS'\ntext='царь'", "no office «tsar»"),
    ],
)
def test_a_faulty_office_is_named(offices, said):
    with pytest.raises(TableError) as raised:
        read_people(offices, HEADER)
    assert said in str(raised.value)


def test_a_wrong_header_is_named():
    with pytest.raises(TableError, match="row 1: expected the columns name, surname"):
        read_people(OFFICES, "name,code\n")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [
                "Иван Иванов,Иванов,,m,,RUS,president,2000-01-01,2004-05-01,,x",
                "Пётр Петров,Петров,,m,,RUS,president,2003-01-01,,,x",
            ],
            "holds president of RUS while Иван Иванов does",
        ),
        (
            [
                "Иван Иванов,Иванов,,m,,RUS,president,2000,,,x",
                "Иван Иванов,Иванов,,m,,RUS,president,2000,,,x",
            ],
            "the same as row 2",
        ),
        (["Иван Иванов,Иванов,,m,,XXX,minister,2000,,,x"], "code «XXX»"),
        (
            [
                "Иван Иванов,Иванов,,m,Q1,RUS,minister,2000,2001,,x",
                "Иван Иванов,Иванов,,m,Q2,RUS,minister,2005,,,x",
            ],
            "give one person one id",
        ),
        (
            [
                "Иван Иванов,Иванов,,m,Q1,RUS,minister,2000,2001,,x",
                "Ян Иванов,Иванов,,m,Q1,RUS,minister,2005,,,x",
            ],
            "has the id Q1 of Иван Иванов (row 2)",
        ),
    ],
)
def test_contradictions_between_rows_are_reported(rows, said):
    assert any(said in str(problem) for problem in check_people(people(*rows), {"RUS"}))


@pytest.mark.parametrize(
    "rows",
    [
        # The successor takes over on the day, or within the month, that the predecessor leaves.
        [
            "Иван Иванов,Иванов,,m,,RUS,president,2000-01-01,2004-05-07,,x",
            "Пётр Петров,Петров,,m,,RUS,president,2004-05-07,,,x",
        ],
        [
            "Иван Иванов,Иванов,,m,,RUS,president,2000,2004-05,,x",
            "Пётр Петров,Петров,,m,,RUS,president,2004-05,,,x",
        ],
        [
            "Иван Иванов,Иванов,,m,,RUS,minister,2000,,,x",
            "Пётр Петров,Петров,,m,,RUS,minister,2000,,,x",
        ],
    ],
)
def test_terms_that_only_touch_do_not_clash(rows):
    assert check_people(people(*rows), {"RUS"}) == []
