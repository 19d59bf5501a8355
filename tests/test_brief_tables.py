"""The tables of the brief: what they say, and that a mistake in them is named."""

from __future__ import annotations

import pytest

from itogi.brief import LANGUAGES, BriefError
from itogi.brief.acts import acts, read_acts
from itogi.brief.cues import cues, fold, pattern, read_cues
from itogi.brief.english import by_letters, in_english, read_english, table
from itogi.brief.forms import STATUSES
from itogi.brief.wording import Wording, check_events, check_labels, event_table
from itogi.coding.plover import event_types

CUES = """
[pair]
words = ["обе страны"]
[obstacle]
words = ["опаса*"]
[lifted]
words = ["отмен* запрет*"]
[prospect]
words = ["планир*"]
[condition]
words = ["если"]
[elsewhen]
words = ["тогда же"]
[life]
words = ["родил*"]
[[constraint]]
kind = "sanctions"
ru = "Санкции"
en = "Sanctions"
enough = true
words = ["санкци*"]
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", event_types())
@pytest.mark.parametrize("status", STATUSES)
def test_every_event_has_words(language: str, kind: str, status: str) -> None:
    wording = Wording(language)
    together = wording.event(kind, status, ["RUS", "KAZ"], [])
    assert wording.names("RUS")[:4] in together
    one_way = wording.event(kind, status, ["RUS"], ["KAZ"])
    assert wording.names("KAZ")[:6] in one_way
    assert together[0].isupper()


@pytest.mark.parametrize(
    ("kind", "status", "actors", "recipients", "line"),
    [
        ("SUPPORT", "actual", ["RUS"], ["KAZ"],
         "Поддержка, поздравление или признание России в адрес Казахстана"),
        ("REQUEST", "actual", ["USA"], ["CHN"],
         "Призыв, просьба или требование США к Китаю"),
        ("ASSAULT", "future", ["ARM"], ["AZE"],
         "Ожидается — применение силы Арменией против Азербайджана"),
        ("AGREE", "negated", ["TUR", "EU", "RUS"], [],
         "Договорённости нет: Турция, Европейский союз и Россия"),
        ("CONSULT", "negated", ["RUS", "USA"], [],
         "Встреча или переговоры не состоялись: Россия и США"),
        ("AID", "hypothetical", ["RUS"], ["KGZ", "TJK"],
         "Возможно — помощь от России — Киргизии и Таджикистану (деньги, кредит, оружие, грузы или "
         "убежище)"),
    ],
)  # fmt: skip
def test_events_in_russian(
    kind: str, status: str, actors: list[str], recipients: list[str], line: str
) -> None:
    assert Wording("ru").event(kind, status, actors, recipients) == line


@pytest.mark.parametrize(
    ("codes", "line"),
    [
        (["USA", "KAZ"], "Meeting or talks: the United States and Kazakhstan"),
        (["RUS", "NATO", "EU"], "Meeting or talks: Russia, NATO and the European Union"),
    ],
)
def test_names_in_english(codes: list[str], line: str) -> None:
    assert Wording("en").event("CONSULT", "actual", codes, []) == line


@pytest.mark.parametrize(
    ("language", "number", "line"),
    [
        ("ru", 0, "0 событий"),
        ("ru", 1, "1 событие"),
        ("ru", 2, "2 события"),
        ("ru", 5, "5 событий"),
        ("ru", 11, "11 событий"),
        ("ru", 21, "21 событие"),
        ("ru", 112, "112 событий"),
        ("en", 1, "1 event"),
        ("en", 2, "2 events"),
    ],
)
def test_plurals(language: str, number: int, line: str) -> None:
    assert Wording(language).count("events", number) == line


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("мир и  \n дружба.", "«мир и дружба»"),
        ("газета «Труд» пишет", "«газета „Труд“ пишет»"),
        ('газета "Труд"', "«газета „Труд“»"),
        ("подписан в 1996 г.", "«подписан в 1996 г.»"),
        ("выросла на 10%.", "«выросла на 10%»"),
        ("Когда же?", "«Когда же?»"),
    ],
)
def test_quotes(words: str, quoted: str) -> None:
    assert Wording("ru").quote(words) == quoted


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Компании боятся вторичных санкций.", "sanctions"),
        ("Банки заморозили платежи, и это мешает торговле.", "payments"),
        ("Платежи идут без задержек.", None),
        ("Ввоз яблок запрещён до весны.", "trade"),
        ("Остаётся спорный участок границы.", "territory"),
        ("Мигранты жалуются на запрет въезда.", "people"),
        ("Стороны довольны встречей.", None),
        ("Он внёс вклад в решение международных проблем.", None),
        ("Школа на двух языках никому не угрожает.", None),
        ("Вагоны идут без ограничений.", None),
        ("Партнёрам трудно, они вынуждены выбирать.", "other"),
    ],
)
def test_constraints(sentence: str, kind: str | None) -> None:
    found = cues().constraint(sentence)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("cue", "text", "fits"),
    [
        ("санкци*", "Санкциями", True),
        ("санкци*", "подсанкционный", False),
        ("обе страны", "Обе\nстраны", True),
        ("ещё", "еще", True),
        ("к 20?? году", "к 2031 году", True),
        ("к 20?? году", "к 31 году", False),
    ],
)
def test_cues(cue: str, text: str, fits: bool) -> None:
    assert bool(pattern([cue], "here").search(fold(text))) is fits


@pytest.mark.parametrize(
    ("passage", "ahead"),
    [
        ("Если Астана снизит сбор, вагоны пойдут через Урал.", True),
        ("Мост откроют, как только высохнет бетон.", True),
        ("Стороны намерены открыть мост.", True),
        ("Если верить старожилам, моста тут не было.", False),
        ("В этом году моста не построили.", False),
    ],
)
def test_what_is_foreseen(passage: str, ahead: bool) -> None:
    assert cues().foreseen(passage) is ahead


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("Ограничения на въезд фур сохраняются.", "transport"),
        ("Соседи объявили о снятии визовых ограничений.", None),
        ("Послы спорят о визах, возник спор и о сборах.", "people"),
        ("Накануне визита возник спор.", "politics"),
    ],
)
def test_what_stands_in_the_way(passage: str, kind: str | None) -> None:
    found = cues().constraint(passage)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[pair]", "[pairs]", r"\[pair\]: «words» is missing"),
        ('["опаса*"]', "[]", r"\[obstacle\]: «words» is missing or empty"),
        ('["опаса*"]', '["*"]', "is not a cue"),
        ('en = "Sanctions"', 'english = "Sanctions"', r"sanctions: has .*; expected kind"),
        ("[[constraint]]", "[[constraints]]", "no \\[\\[constraint"),
        ("words = [", "words = ", "not valid TOML"),
    ],
)
def test_a_wrong_cue_table_is_named(old: str, new: str, message: str) -> None:
    assert read_cues(CUES).fields[0].kind == "sanctions"
    with pytest.raises(BriefError, match=message):
        read_cues(CUES.replace(old, new, 1))


@pytest.mark.parametrize(
    ("form", "words", "message"),
    [
        ("twice", "дважды", "not a known field"),
        ("both", "{recipients}", "has no meaning here"),
        ("one", "{actors:voc}", "case «voc»"),
    ],
)
def test_a_wrong_event_form_is_named(form: str, words: str, message: str) -> None:
    table = {key: dict(value) for key, value in event_table().items()}
    table["AID"]["ru"] = {**table["AID"]["ru"], form: words}
    with pytest.raises(BriefError, match=rf"events\.toml \[AID\.ru\] {form}: .*{message}"):
        check_events(table)


def test_a_missing_event_form_is_named() -> None:
    table = {key: dict(value) for key, value in event_table().items()}
    table["AID"]["en"] = {"label": "aid", "one": "aid"}
    with pytest.raises(BriefError, match=r"\[AID\.en\]: «both» is missing"):
        check_events(table)


FORMS = {"one": "{n}", "few": "{n}", "many": "{n}", "other": "{n}"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"ru": {"a": "а"}}, r"\[en\] is missing"),
        ({"ru": {"a": "а"}, "en": {}}, "«a» is in only one"),
        ({"ru": {"a": "{x}"}, "en": {"a": "{y}"}}, "other places"),
        ({"ru": {"a": {"one": "{n}"}}, "en": {"a": FORMS}}, r"\[ru\.a\]: plural forms are one;"),
    ],
)
def test_wrong_labels_are_named(table: dict, message: str) -> None:
    with pytest.raises(BriefError, match=message):
        check_labels(table)


@pytest.mark.parametrize(
    ("kind", "rule", "recipients", "evidence", "line"),
    [
        ("SUPPORT", "support.congratulate", ["KAZ"], "Россия поздравила соседей",
         "Поздравление от России — Казахстану"),
        ("SUPPORT", "support.congratulate", ["KAZ"], "Россия поблагодарила соседей",
         "Благодарность от России — Казахстану"),
        ("CONSULT", "consult.discuss", [], "обсудили по телефону", "Телефонный разговор: Россия"),
        ("CONSULT", "consult.talks", [], "провели переговоры", "Переговоры: Россия"),
        ("SANCTION", "sanction.expel", ["KAZ"], "выслала", "Высылка дипломатов Казахстана Россией"),
        ("ACCUSE", "assault.strike", ["KAZ"], "обстреляли",
         "Обвинение России в адрес Казахстана (применение силы)"),
        ("REQUEST", "request.call-on", ["KAZ"], "призвала", "Призыв России к Казахстану"),
        ("REQUEST", "request.unheard-of", ["KAZ"], "призвала",
         "Призыв, просьба или требование России к Казахстану"),
        ("COERCE", "coerce.seize", ["KAZ"], "взяла под управление причал",
         "Взятие под контроль или управление: Россия в отношении Казахстана"),
        ("SANCTION", "sanction.close-border", ["KAZ"], "закрыла границу",
         "Закрытие границы или перехода: Россия — Казахстан"),
        ("SANCTION", "sanction.recall-envoy", ["KAZ"], "закрыла консульство",
         "Закрытие или вывод представительства: Россия — Казахстан"),
        ("RETREAT", "retreat.access", ["KAZ"], "открыла границу",
         "Открытие границы или доступа: Россия — Казахстан"),
        ("CONCEDE", "concede.apologise", ["KAZ"], "извинилась",
         "Извинения России перед Казахстаном"),
    ],
)  # fmt: skip
def test_an_act_is_named_by_its_rule_and_words(
    kind: str, rule: str, recipients: list[str], evidence: str, line: str
) -> None:
    assert Wording("ru").event(kind, "actual", ["RUS"], recipients, rule, evidence) == line


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("future", "Ожидается — встреча: Россия и Казахстан"),
        ("negated", "Встреча не состоялась: Россия и Казахстан"),
    ],
)
def test_an_act_takes_its_status(status: str, line: str) -> None:
    sides = ["RUS", "KAZ"]
    assert Wording("ru").event("CONSULT", status, sides, [], "consult.meet", "встреча") == line


@pytest.mark.parametrize("number", range(len(acts())))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_can_be_said(number: int, language: str) -> None:
    act = acts()[number]
    for form, words in act.forms[language].items():
        sides = {"actors": "Россия", "recipients": "Казахстан"}
        assert words.format(**{k: _Any(v) for k, v in sides.items()}), form


class _Any(str):
    """Takes any case."""

    def __format__(self, case: str) -> str:
        return str(self)


ACT = """
[[act]]
type = "AID"
rules = ["aid.*"]
ru.one = "помощь {recipients:dat}"
en.one = "aid to {recipients}"
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"AID"', '"HELP"', "1: type «HELP» is not one of the codebook"),
        ('["aid.*"]', "[]", "1: «rules» is missing or empty"),
        ("ru.one", "ru.twice", "1: ru needs «one» or «both»"),
        ("en.one", "en.both", "1: en has other forms than ru"),
        ("{recipients:dat}", "{recipients:voc}", "1 ru.one: case «voc»"),
        ("rules =", "rule =", "1: rule is not a known field"),
        ("[[act]]", "[[act]", "not valid TOML"),
    ],
)
def test_a_wrong_act_is_named(old: str, new: str, message: str) -> None:
    assert read_acts(ACT)[0].rules == ("aid.*",)
    with pytest.raises(BriefError) as failure:
        read_acts(ACT.replace(old, new, 1))
    assert message in str(failure.value)


@pytest.mark.parametrize(
    ("russian", "state", "english"),
    [
        ("Владимир Путин", "RUS", "Vladimir Putin"),
        ("Касым-Жомарт Токаев", "KAZ", "Kassym-Jomart Tokayev"),
        ("президент Казахстана", "KAZ", "president of Kazakhstan"),
        ("министр финансов США", "USA", "finance minister of the United States"),
        ("представитель министерства торговли Китая", "CHN",
         "representative of the Trade Ministry of China"),
        ("представитель Россельхознадзора", "RUS", "representative of Rosselkhoznadzor"),
        ("посольство Швеции в Багдаде", "SWE", "embassy of Sweden in Baghdad"),
        ("шведский министр", "SWE", "minister"),
        ("директор Центра приграничных исследований", "KAZ",
         "director, Centre of Border Studies"),
        ("Ереван", "ARM", "Yerevan"),
        ("Цюрих", None, "Zurich"),
        ("BBC", None, "BBC"),
        ("Щукин", None, "Shchukin"),
        ("Ельцин", None, "Yeltsin"),
        ("Заречный", None, "Zarechny"),
        ("первый замминистра энергетики Казахстана", "KAZ",
         "first deputy energy minister of Kazakhstan"),
        ("экс-министр транспорта Перу", "PER", "former transport minister of Peru"),
        ("министерство цифрового развития Казахстана", "KAZ",
         "Digital Development Ministry of Kazakhstan"),
        ("представитель перуанской миссии", "PER", "representative of the mission"),
        ("глава Нацбанка Перу", "PER", "head of the National Bank of Peru"),
        ("глава Саржайлау", None, "head of Sarzhaylau"),
        ("редактор газеты «Луг»", None, "editor of the newspaper “Lug”"),
        ("эксперт Рижского нефтяного собрания", None, "expert, Riga Oil Assembly"),
        ("эксперт Ухтинского кружка", None, "expert, Ukhtinsky kruzhok"),
    ],
)  # fmt: skip
def test_speakers_in_english(russian: str, state: str | None, english: str) -> None:
    assert in_english(russian, state) == english


def test_letters_leave_no_cyrillic() -> None:
    alphabet = "".join(table().letters)
    assert not set(by_letters(f"{alphabet} {alphabet.upper()}")) & set(alphabet + alphabet.upper())


ENGLISH = """
[articles]
the = ["USA"]
[letters]
"а" = "a"
[people]
"Ван И" = "Wang Yi"
[places]
"Рим" = "Rome"
[modifiers]
"бывш*" = "former"
[fields]
"труда" = "labour"
[words]
"клуб*" = "Club"
[phrases]
"посол" = "ambassador"
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[places]", "[cities]", r"\[places\]: is missing or empty"),
        ('"Rome"', '"Рим"', r"\[places\] «Рим»: expected English words"),
        ("the =", "a =", r"\[articles\] the"),
        ("[people]", "[people", "not valid TOML"),
    ],
)
def test_a_wrong_table_of_english_is_named(old: str, new: str, message: str) -> None:
    assert read_english(ENGLISH).names["Рим"] == "Rome"
    with pytest.raises(BriefError, match=message):
        read_english(ENGLISH.replace(old, new, 1))
