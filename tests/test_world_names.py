"""The tables of the world: codes, names, forms, look-ups."""

from __future__ import annotations

import pytest

from itogi.world import TableError, UnknownCountry, check, load
from itogi.world import tables as world_tables
from itogi.world.forms import name_forms, noun_forms
from itogi.world.index import key, words_of
from itogi.world.records import Problem


def test_the_tables_are_consistent() -> None:
    assert check() == []


def test_all_members_of_the_united_nations_are_there() -> None:
    kinds = [state.kind for state in world_tables.states()]
    assert kinds.count("member") == 193
    assert kinds.count("observer") == 2


def test_every_code_of_the_codebook_is_there() -> None:
    organisations = (
        "EU UN NATO OSCE CIS EAEU CSTO SCO BRICS G7 G8 G20 COE IMF WB WTO IAEA ICC OPEC GECF LAS "
        "OIC ASEAN OTS AU URB OAS INTERPOL WHO UEFA FIFA"
    )
    states = "PSE VAT TWN XKX SUN YUG CSK DDR ABK SOO PMR NKR TRN DNR LNR WEST"
    world = load()
    assert set(organisations.split()) == set(world.organisations)
    assert set(states.split()) <= set(world.states)


def test_other_intergovernmental_bodies_share_one_code() -> None:
    others = [found for found in world_tables.organisations() if found.code == "IGO"]
    assert len(others) >= 40
    assert "IGO" not in load().organisations


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RUS", "RUS"),
        ("kaz", "KAZ"),
        ("Казахстан", "KAZ"),
        ("казахстан", "KAZ"),
        ("Республика Казахстан", "KAZ"),
        ("Kazakhstan", "KAZ"),
        ("Кыргызстан", "KGZ"),
        ("Киргизия", "KGZ"),
        ("Белоруссия", "BLR"),
        ("США", "USA"),
        ("United States", "USA"),
        ("u.s.", "USA"),
        ("Great Britain", "GBR"),
        ("ФРГ", "DEU"),
        ("Кот-д'Ивуар", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("ЕС", "EU"),
        ("European Union", "EU"),
        ("ООН", "UN"),
        ("нато", "NATO"),
        ("«Большая двадцатка»", "G20"),
        ("Запад", "WEST"),
        ("Южная Осетия", "SOO"),
        ("  Китай ", "CHN"),
        ("Сингапур", "SGP"),
        ("Восточный Пакистан", "BGD"),
        ("Басутоленд", "LSO"),
    ],
)
def test_resolve_country(text: str, code: str) -> None:
    assert load().resolve_country(text) == code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Казакстан", "Казахстан (KAZ)"),
        ("Узбекисан", "Узбекистан (UZB)"),
        ("Germani", "Germany (DEU)"),
        ("Беларусия", "Белоруссия (BLR)"),
    ],
)
def test_unknown_country_suggests(text: str, first: str) -> None:
    with pytest.raises(UnknownCountry) as raised:
        load().resolve_country(text)
    assert raised.value.suggestions[0] == first
    assert f"«{text}»" in str(raised.value)


def test_unknown_country_without_a_likeness() -> None:
    with pytest.raises(UnknownCountry) as raised:
        load().resolve_country("щщщщщ")
    assert raised.value.suggestions == ()


@pytest.mark.parametrize(
    ("code", "russian", "english", "wikidata"),
    [
        ("RUS", "Россия", "Russia", "Q159"),
        ("KAZ", "Казахстан", "Kazakhstan", "Q232"),
        ("TGO", "Того", "Togo", "Q945"),
        ("EU", "Европейский союз", "European Union", "Q458"),
        ("IGO", "межправительственная организация", "intergovernmental organisation", None),
        ("QQQ", "QQQ", "QQQ", None),
    ],
)
def test_names(code: str, russian: str, english: str, wikidata: str | None) -> None:
    world = load()
    assert (world.name(code), world.name(code, "en")) == (russian, english)
    assert world.wikidata(code) == wikidata


def test_states_and_organisations_are_told_apart() -> None:
    world = load()
    assert [world.is_state(code) for code in ("RUS", "SUN", "ABK", "EU", "WEST", "QQQ")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Россия", "россии|россию|россией"),
        ("Северная Корея", "северной кореи|северную корею|северной кореей"),
        ("Соединённые Штаты", "соединенных штатов|соединенным штатам"),
        ("Организация Объединённых Наций", "организации объединенных наций"),
        ("Босния и Герцеговина", "боснии и герцеговины|боснией и герцеговиной"),
        ("Ростов-на-Дону", "ростова-на-дону|ростове-на-дону"),
        ("Алма-Ата", "алма-аты|алма-ату"),
        ("Кундуз", "кундуза|кундузе"),
        ("Нидерланды", "нидерландов|нидерландам"),
        ("Страна восходящего солнца", "страны восходящего солнца"),
        ("Верховная рада", "верховной рады|верховную раду"),
        ("Кот-д'Ивуар", "кот-д ' ивуара|кот-д ' ивуаре"),
        ("Казахская ССР", "казахской сср|казахскую сср"),
        ("Черкассы", "черкасс|черкассах"),
        ("Косово", "косова|косове|косово"),
        ("Тбилиси", "тбилиси"),
    ],
)
def test_forms(name: str, forms: str) -> None:
    found = {" ".join(form) for form in name_forms(tuple(map(key, words_of(name))))}
    assert set(forms.split("|")) <= found


def test_what_follows_the_head_stands_still() -> None:
    found = {" ".join(form) for form in name_forms(("республика", "корея"))}
    assert "республики корея" in found
    assert "республика кореи" not in found


def test_demonyms_bend_in_both_numbers() -> None:
    found = {form for (form,) in noun_forms("мексиканка")}
    assert {"мексиканку", "мексиканок"} <= found
    unknown = {form for (form,) in noun_forms("науруанец")}
    assert {"науруанца", "науруанцев"} <= unknown
    assert noun_forms("сканд") == set()


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("places.csv", "name,code\nПариж,FRA\n", "line 1: expected the columns"),
        ("companies.csv", "name,code,wikidata,variants\nГазпром,rus,,\n", "line 2: field code"),
        ("companies.csv", "name,code,wikidata,variants\n,RUS,,\n", "line 2: field name"),
        (
            "companies.csv",
            "name,code,wikidata,variants\nГазпром,RUS,,а,б\n",
            "line 2: expected 4 fields",
        ),
        (
            "places.csv",
            "name,code,kind,variants,adjectives\nПариж,FRA,town,,\n",
            "line 2: field kind: expected city or region",
        ),
        (
            "bodies.csv",
            "name,code,wikidata,kind,variants,adjectives\nКремль,RUS,159,seat,,\n",
            "line 2: field wikidata",
        ),
    ],
)
def test_a_bad_table_names_file_line_and_field(table: str, text: str, message: str) -> None:
    with pytest.raises(TableError) as raised:
        world_tables.parse(table, text)
    assert str(raised.value).startswith(f"world/tables/{table}: ")
    assert message in str(raised.value)


def test_an_unknown_flag_is_refused() -> None:
    row = {"name": "Вена"}
    with pytest.raises(TableError, match="unknown flag «sometimes»"):
        list(world_tables.flagged("Вена:sometimes", "states.csv", row))


def test_a_name_claimed_twice_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = world_tables.rows
    undecided = tuple(row for row in rows("claims.csv") if row["name"] != "Гуам")
    monkeypatch.setattr(
        world_tables, "rows", lambda table: undecided if table == "claims.csv" else rows(table)
    )
    (problem,) = check()
    assert isinstance(problem, Problem)
    assert str(problem) == "claims.csv: Гуам: claimed by IGO and USA: add a row that decides"
