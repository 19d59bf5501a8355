"""The event layer by the rules of the codebook, one table of cases a rule."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from itogi.coding import code
from itogi.coding.background import find_background
from itogi.coding.dates import find_dates
from itogi.coding.events import find_events, lexicon
from itogi.coding.mentions import find_mentions
from itogi.coding.records import Event
from itogi.coding.referents import Referents
from itogi.coding.statements import find_statements
from itogi.language import analyse
from itogi.reading import Article, article_from_text
from itogi.world import load


@cache
def article(text: str, published: date | None = None) -> Article:
    read = article_from_text(text, "case")
    return Article(
        id=read.id,
        text=read.text,
        title=read.title,
        published=published,
        published_basis="metadata" if published else "unknown",
        blocks=read.blocks,
    )


@cache
def events(text: str, published: date | None = None) -> tuple[Event, ...]:
    page = article(text, published)
    document = analyse(page)
    mentions = find_mentions(document, load())
    referents = Referents(page, document, mentions, load())
    statements = find_statements(page, document, referents)
    dates = find_dates(document, published)
    background = find_background(page, document, dates, statements)
    return tuple(find_events(page, document, mentions, referents, statements, background, dates))


def shown(event: Event) -> str:
    actors, recipients = ", ".join(event.actors), ", ".join(event.recipients)
    sides = f"{actors} > {recipients}" if recipients else actors.replace(", ", " + ")
    return f"{event.type} {sides} {event.status}"


def coded(text: str, published: date | None = None) -> list[str]:
    return [shown(event) for event in events(text, published)]


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("Перу требует открыть порт, Чили связывает этот шаг с миром в Боливии.",
         "REQUEST PER > CHL actual", "REQUEST PER > BOL actual"),
        ("Чили отказывается признать преступлением убийства перуанцев.",
         "REJECT CHL > PER actual", "ASSAULT CHL > PER actual"),
    ],
)  # fmt: skip
def test_what_another_clause_or_a_judgement_names(text: str, present: str, absent: str) -> None:
    assert present in coded(text)
    assert absent not in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Премьер-министр Дании встретился с президентом Кубы.", ["CONSULT CUB + DNK actual"]),
        ("Чили ввела санкции против обеих Корей.", ["SANCTION CHL > KOR, PRK actual"]),
        ("Северная и Южная Корея договорились о дороге.", ["AGREE KOR + PRK actual"]),
        ("Перу призвало Южный и Северный Судан к миру.", ["REQUEST PER > SDN, SSD actual"]),
        ("Кувейт призвал Ирак погасить долг.", ["REQUEST KWT > IRQ actual"]),
        ("Россия предложила Сербии скидку на газ.", ["AGREE RUS > SRB actual"]),
        (
            "Армения и Азербайджан обвинили друг друга в обстрелах.",
            ["ACCUSE ARM > AZE actual", "ACCUSE AZE > ARM actual"],
        ),
        ("Парламент Греции принял закон о пенсиях.", []),
        ("Президент Финляндии наградил орденами финских врачей.", []),
    ],
    ids=[
        "equal",
        "against-both",
        "north-and-south",
        "to-south-and-north",
        "one-way",
        "offer",
        "mutual",
        "at-home",
        "own-people",
    ],
)
def test_sides(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Король Иордании посетит Японию в мае.", "AGREE JOR + JPN actual"),
        ("Германия предоставит Мали заём.", "AGREE DEU > MLI actual"),
        ("Франция выведет войска из Нигера к осени.", "CONCEDE FRA > NER actual"),
        ("Перу и Боливия не подписали договор о воде.", "AGREE BOL + PER negated"),
        ("Встреча президентов Кении и Уганды не состоялась.", "CONSULT KEN + UGA negated"),
        ("Президент Сербии заявил, что не поедет в Албанию.", "REJECT SRB > ALB actual"),
        ("В 1974 году турецкие войска вторглись на Кипр.", "ASSAULT TUR > CYP historical"),
        ("Если Оман закроет порт, Катар введёт санкции против Омана.", "SANCTION QAT > OMN"),
        ("Турция готова выступить посредником между Ираном и Ираком.", "AGREE TUR > IRN, IRQ"),
        (
            "5 мая 2016 года открылся мост. Паромы не ходят с мая 2012 года, когда Чили "
            "разорвала дипотношения с Перу.",
            "SANCTION CHL > PER historical",
        ),
        ("В ходе войны 2008 года Россия ввела войска в Грузию.", "ASSAULT RUS > GEO historical"),
        (
            "Япония ввела санкции против Мьянмы после переворота 2021 года.",
            "SANCTION JPN > MMR historical",
        ),
        (
            "КНДР обещает прекратить испытания, если США отменят учения.",
            "CONCEDE PRK > USA hypothetical",
        ),
        ("Сотрудничество СССР с Финляндией забыто.", "COOPERATE FIN + SUN historical"),
        ("В июне 1988 года Ливия вывела войска из Чада.", "RETREAT LBY > TCD historical"),
        (
            "Ничто не обидело Чад так, ни песня певца, ни санкции США против Чада.",
            "SANCTION USA > TCD actual",
        ),
        ("Поддержка Ираном Ливана не может не радовать.", "SUPPORT IRN > LBN actual"),
        (
            "Альянс опасается того, что Турция расширит связи с Китаем.",
            "AGREE CHN + TUR hypothetical",
        ),
        (
            "Выход Дании из ЕС споров не вызывает, заявил премьер Дании.",
            "SANCTION DNK > EU actual",
        ),
        ("Венгрия прежде отказывалась принимать грузовики из Сербии.", "REJECT HUN > SRB hist"),
        ("Прежде всего Перу призвало Чили вернуть рыбаков.", "REQUEST PER > CHL actual"),
        ("Во времена диктатуры Чили выслала послов Кубы.", "SANCTION CHL > CUB historical"),
        ("В последние годы Чад закупает зерно в Нигере.", "COOPERATE NER + TCD actual"),
        (
            "Премьер вспоминал, как в своё время Гана вела переговоры с Того.",
            "CONSULT GHA + TGO historical",
        ),
        ("Год назад Перу согласилось продать Чили газ.", "AGREE PER > CHL historical"),
        (
            "5 мая 2016 года подписан договор. За минувший год полиция Чада задержала сорок "
            "граждан Нигера.",
            "COERCE TCD > NER actual",
        ),
        (
            "В марте 2015 года Гана выслала посла Того. Посол вернулся в январе 2016 года, "
            "встреча была 3 ноября.",
            "SANCTION GHA > TGO actual",
        ),
        (
            "В случае победы оппозиции Чили введёт пошлины против Перу.",
            "SANCTION CHL > PER hypothetical",
        ),
        (
            "Перу вышлет посла Чили при условии согласия парламента.",
            "SANCTION PER > CHL hypothetical",
        ),
        (
            "В 1969 году Оман взорвал мост. Недавний приговор суда Омана осудил двух граждан "
            "Катара.",
            "ACCUSE OMN > QAT actual",
        ),
    ],
    ids=[
        "visit-to-come",
        "aid-to-come",
        "pullout-to-come",
        "no-treaty",
        "no-meeting",
        "will-not-go",
        "long-past",
        "condition",
        "offer-to-mediate",
        "when-then",
        "in-the-war",
        "after-the-vote",
        "offer-on-condition",
        "state-gone",
        "before-the-web",
        "neither-nor",
        "cannot-but",
        "feared",
        "no-alarm",
        "long-gone",
        "first-of-all",
        "an-era",
        "our-years",
        "in-its-time",
        "agreed-a-year-ago",
        "within-a-year",
        "day-without-a-year",
        "in-the-case-of",
        "on-the-condition-of",
        "back-to-the-news",
    ],
)
def test_future_and_status(text: str, expected: str) -> None:
    assert any(row.startswith(expected) for row in coded(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Министр обороны Бразилии заявил, что Парагвай нарушает границу.",
            ["ACCUSE BRA > PRY actual"],
        ),
        (
            "Премьер-министр Словакии сообщил, что Словакия передала Молдавии грузовики с помощью.",
            ["AID SVK > MDA actual"],
        ),
        (
            "Госсекретарь США заявил, что Сербия должна вывести полицию.",
            ["REQUEST USA > SRB actual"],
        ),
        ("По мнению политолога, Индия скоро нападёт на Пакистан.", []),
        ("Эксперты считают, что США введут санкции против Китая.", []),
    ],
    ids=["blame", "own-act", "demand", "expert", "experts"],
)
def test_outer_speech_act(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Москва отвергла обвинения Лондона.", ["REJECT RUS > GBR actual"]),
        (
            "Правительство Кении опровергло сообщения о переговорах с Угандой.",
            ["CONSULT KEN + UGA negated"],
        ),
        ("Евросоюз может ввести санкции против Мьянмы.", ["THREATEN EU > MMR actual"]),
        ("Польша призвала Евросоюз ввести санкции против Мьянмы.", ["REQUEST POL > EU actual"]),
        ("Швейцария запретила въезд министрам Мьянмы.", ["SANCTION CHE > MMR actual"]),
        ("Полиция Колумбии задержала двух граждан Эквадора.", ["COERCE COL > ECU actual"]),
        (
            "Президент Турции встретился в Астане с премьер-министром Индии.",
            ["CONSULT IND + TUR actual"],
        ),
    ],
    ids=["denial", "denied-talks", "may-sanction", "asks-others", "entry-ban", "arrest", "venue"],
)
def test_denials_calls_and_scenery(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


def test_one_event_once_with_its_best_mention_in_the_body() -> None:
    text = (
        "Чили и Перу договорились\n\n"
        "Президент Чили договорился с президентом Перу о строительстве дороги.\n\n"
        "Чили и Перу договорились начать работы весной."
    )
    (event,) = [e for e in events(text) if e.type == "AGREE"]
    assert text[event.start : event.end].startswith("Президент Чили договорился")
    assert len(event.more) == 2
    assert all(text[start:end] for start, end in event.more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Международный трибунал приговорил лидера Республики Сербской Петрича к 20 годам.",
            "COERCE UN > BIH actual",
        ),
        (
            "Суд в Осло арестовал гражданина Чили ливанского происхождения Омара Хадди.",
            "COERCE NOR > CHL actual",
        ),
        (
            "Танкер был куплен Чили у Перу в 1997 году, а в 2003 году он сгорел.",
            "COOPERATE CHL + PER historical",
        ),
        (
            "Король Бутана послал премьеру Непала ноту, в которой обвинил его в обмане.",
            "ACCUSE BTN > NPL actual",
        ),
        (
            "Экономика Португалии в упадке. Страна получила кредит от МВФ.",
            "AID IMF > PRT actual",
        ),
        (
            "Португалия сократила расходы, страна обещала это после получения кредита от МВФ.",
            "AID IMF > PRT actual",
        ),
        (
            "Полиция Мальты осмотрела яхту. Ночью арестованы граждане Перу.",
            "COERCE MLT > PER actual",
        ),
        (
            "Греция арестовала чеха. США обвинили его в краже. Чехия добивается его выдачи.",
            "REQUEST CZE > GRC actual",
        ),
        (
            "Евросоюз призвал освободить Надежду Савченко из российской тюрьмы.",
            "REQUEST EU > RUS actual",
        ),
        ("Папа римский встретился с президентом Кубы.", "CONSULT CUB + VAT actual"),
        (
            "Генассамблея ООН осудила аннексию Голанских высот Израилем.",
            "ACCUSE UN > ISR actual",
        ),
        (
            "Иран отозвал посла в ответ на сбитый израильскими ПВО иранский беспилотник.",
            "ASSAULT ISR > IRN actual",
        ),
        (
            "«Мы хотим, чтобы ОБСЕ прислала судей, поскольку своих мы боимся», — сказал "
            "премьер Албании.",
            "REQUEST ALB > OSCE actual",
        ),
        (
            "Описан случай, когда разведка Чили похитила гражданина Перу.",
            "COERCE CHL > PER actual",
        ),
    ],
    ids=[
        "tribunal",
        "descent",
        "agent",
        "in-which",
        "country",
        "after-receipt",
        "police",
        "captor",
        "jailer",
        "pope",
        "annexation",
        "participle-before",
        "reason",
        "case",
    ],
)
def test_whose_act_it_is(text: str, expected: str) -> None:
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сенатор США призвал ввести санкции против Чада.", ["THREATEN USA > TCD actual"]),
        ("Министр обороны Ирана призвал нанести удар по Катару.", ["THREATEN IRN > QAT actual"]),
        ("США призвали Евросоюз ввести санкции против Ирана.", ["REQUEST USA > EU actual"]),
        ("Президент Чили призвал вывести войска из Перу.", ["REQUEST CHL > PER actual"]),
    ],
    ids=["sanctions", "strike", "another-asked", "withdrawal"],
)
def test_calls_that_turn_to_nobody(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


def test_a_side_named_only_elsewhere() -> None:
    text = (
        "Министр иностранных дел Литвы критиковал Белоруссию за обыски.\n\nМинск отверг обвинения."
    )
    assert "REJECT BLR > LTU actual" in coded(text)


def test_a_relative_clause_names_its_side_before() -> None:
    text = "Президент Латвии, который вчера посетил Астану, поблагодарил хозяев."
    assert "CONSULT KAZ + LVA actual" in coded(text)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Швеция ввела санкции против Мьянмы 5 марта 2021 года.", None, ("2021-03-05", "text")),
        ("В понедельник Швеция ввела санкции против Мьянмы.", None, (None, "relative")),
        (
            "Вчера Швеция ввела санкции против Мьянмы.",
            date(2021, 3, 6),
            ("2021-03-05", "relative"),
        ),
        (
            "Швеция ввела санкции против Мьянмы, где 1 февраля 2021 года военные взяли власть.",
            None,
            (None, None),
        ),
        (
            "В шестидесятые годы Чили ввела санкции против Перу.",
            date(2023, 5, 1),
            (None, "relative"),
        ),
    ],
    ids=["absolute", "relative-unknown", "relative", "of-another-clause", "decade"],
)
def test_date(text: str, published: date | None, expected: tuple[str | None, str | None]) -> None:
    (event,) = [e for e in events(text, published) if e.type == "SANCTION"]
    assert (event.date, event.date_basis) == expected


def test_place_occasion_and_channel() -> None:
    text = (
        "Король Марокко поздравил президента Туниса с Днём независимости, "
        "письмо опубликовано на сайте правительства."
    )
    (event,) = [e for e in events(text) if e.type == "SUPPORT"]
    assert event.occasion and text[slice(*event.occasion)].startswith("с Днём независимости")
    assert event.channel and text[slice(*event.channel)] == "на сайте"
    (meeting,) = events("Президент Ганы встретился в Дакаре с президентом Сенегала.")
    assert meeting.place == "Дакар"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Президент Ганы посетил Сенегал.", "visit"),
        ("Президент Ганы позвонил президенту Сенегала.", "phone"),
        ("Болгария выслала двух иранских дипломатов.", "expel"),
        ("Мальта вышла из НАТО.", "withdraw"),
        ("Прокуратура Италии возбудила дело против гражданина Алжира.", "investigate"),
    ],
)
def test_mode(text: str, mode: str) -> None:
    assert [event.mode for event in events(text)] == [mode]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Норвегия и Швеция спорят о лосе. Парламент Швеции принял бюджет, а часть депутатов "
            "его отвергла.",
            [],
        ),
        ("Дания спорит с Перу. Тысячи верующих в Дании отказались подниматься на гору.", []),
        ("Самолёт, сбитый силами ПВО Турции и полиции Кипра, нашли в море.", []),
        ("Глава МИД Чили выразил соболезнования родным и близким поэта.", []),
        ("Драматург из Кении отверг обвинения критика из Танзании.", []),
        ("Албания настаивает, что карта Греции верна.", []),
        ("Премьер Фиджи гарантировал, что Тонга и Самоа не пострадают.", []),
        ("Уганда приобрела репутацию житницы соседней Кении.", []),
    ],
    ids=[
        "his-own-house",
        "nobody-known",
        "one-phrase",
        "kin",
        "private",
        "asserted",
        "assured",
        "idiom",
    ],
)
def test_no_side_is_guessed(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сенат Перу проголосовал за резолюцию, осуждающую действия Чили.", "ACCUSE PER > CHL"),
        ("Решение Кении вызвало критику со стороны Танзании.", "ACCUSE TZA > KEN"),
        ("Полиция Дании выслала троих, в том числе атташе Ирана.", "SANCTION DNK > IRN"),
        ("Литва также выслала сотрудника посольства Ирана.", "SANCTION LTU > IRN"),
        ("Президент Перу поехал на саммит АСЕАН в Ханое.", "CONSULT ASEAN + PER"),
        ("Журналист из Чехии сидит в иранской тюрьме.", "COERCE IRN > CZE"),
        ("Мали ввела санкции в ответ на обстрел Нигером деревни в Мали.", "ASSAULT NER > MLI"),
        ("После того как Иран обстрелял Ирак, в Багдаде погас свет.", "ASSAULT IRN > IRQ"),
        (
            "Даже при том, что Чили заключила с Перу договор, Чили отказала Бразилии в визах.",
            "SUPPORT CHL + PER",
        ),
        (
            "Полиция Чили в ходе совместной работы с полицией Перу и Боливии нашла клад.",
            "COOPERATE BOL + CHL + PER",
        ),
        ("Гана и Того в ссоре. Обе стороны обвиняют в поджоге друг друга.", "ACCUSE GHA > TGO"),
        ("Визит премьера Финляндии в Индию отменён.", "REJECT FIN > IND"),
        ("Гана надеется на встречу с Того.", "AGREE GHA > TGO"),
        ("Гражданин Эстонии арестован в Греции по запросу США.", "REQUEST USA > GRC"),
        ("В Норвегии россиянина обвинили в краже.", "ACCUSE NOR > RUS"),
        ("Суд в Праге разрешил выдать россиянина в Канаду.", "AGREE CAN + CZE"),
        ("«Призываем Чили открыть порт», — заявил президент Боливии.", "REQUEST BOL > CHL"),
        ("Пекин согласился отменить пошлины для Перу.", "CONCEDE CHN > PER"),
    ],
    ids=[
        "resolution",
        "by-the-side-of",
        "expelled-too",
        "expelled",
        "whose-summit",
        "whose-prison",
        "in-answer",
        "after",
        "although",
        "partners",
        "counted",
        "called-off",
        "hopes",
        "at-the-request",
        "accused-where",
        "extradited",
        "first-person",
        "consent-to-ease",
    ],
)
def test_constructions(text: str, expected: str) -> None:
    assert f"{expected} actual" in coded(text)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Иран задержал двух граждан Франции.", "В Париже осудили арест.", "ACCUSE FRA > IRN"),
        (
            "Иран задержал двух граждан Дании.",
            "Копенгаген потребовал их отпустить.",
            "REQUEST DNK > IRN",
        ),
        (
            "Индия обвинила Пакистан в обстреле.",
            "Исламабад назвал слова ложью.",
            "REJECT PAK > IND",
        ),
        ("Турция закрыла границу с Арменией.", "Ереван прекратил поставки.", "SANCTION ARM > TUR"),
        (
            "В Осло встретились лидеры Ганы и Того.",
            "Стороны договорились о мире.",
            "AGREE GHA + TGO",
        ),
        ("Король Руанды жил в Кении.", "Затем получил убежище в Канаде.", "AID CAN > RWA"),
    ],
    ids=["condemned", "demanded", "denied", "answered", "the-sides", "no-subject"],
)
def test_the_sentence_before(before: str, after: str, expected: str) -> None:
    assert f"{expected} actual" in coded(f"{before} {after}")


def test_every_event_has_evidence_a_rule_and_a_chance() -> None:
    text = "МИД Чехии вызвал посла Ирана. Тегеран отверг претензии Праги."
    found = events(text)
    assert found
    for event in found:
        assert 0 <= event.start < event.end <= len(text)
        assert event.rule.split(".")[0].isalpha()
        assert 0 < event.confidence <= 1
        assert set(event.actors).isdisjoint(event.recipients)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "a", "frame": "nowhere", "examples": {}}, "frame is «nowhere»"),
        (
            {"name": "a", "frame": "with", "examples": {"b": "x"}},
            "expected «sentence | what is coded»",
        ),
        ({"name": "a", "frame": "with", "examples": {}, "verb": []}, "unknown field"),
        ({"name": "a", "frame": "with", "examples": {}, "reach": 9}, "reach is 9"),
        ({"name": "a", "frame": "with", "examples": {}, "needs": "luck"}, "needs is «luck»"),
        (
            {"name": "a", "frame": "with", "examples": {}, "phrases": ["^a ^b"]},
            "at most one ^",
        ),
        (
            {"name": "a", "frame": "with", "examples": {}, "phrases": ["войти во союз"]},
            "«во» in «войти во союз», expected «в»",
        ),
        (
            {
                "name": "a",
                "frame": "with",
                "examples": {},
                "places": {"verb": {"sides": ["somewhere"]}},
            },
            "place «somewhere»",
        ),
    ],
    ids=["frame", "examples", "field", "reach", "needs", "pattern", "preposition", "place"],
)
def test_a_mistake_in_a_table_is_named(row: dict[str, object], message: str) -> None:
    frames = lexicon._frames()
    with pytest.raises(ValueError, match=r"events_test\.toml \[a\]") as caught:
        lexicon._sense("AGREE", row, frames, "events_test.toml")
    assert message in str(caught.value)


EVIDENCE = [
    (
        "Казахстан соблюдает режим, но торговать с Россией не перестанет.",
        "AGREE",
        "торговать с Россией не перестанет",
    ),
    (
        "Договориться о налоге с таких продаж Москва и Астана пока не смогли.",
        "AGREE",
        "Договориться о налоге с таких продаж Москва и Астана пока не смогли",
    ),
    (
        "Москва и Астана договориться пока не смогли.",
        "AGREE",
        "Москва и Астана договориться пока не смогли",
    ),
]


@pytest.mark.parametrize(("text", "kind", "words"), EVIDENCE)
def test_evidence_is_never_cut_before_what_it_turns_on(text: str, kind: str, words: str) -> None:
    article = article_from_text(text, "case")
    found = [e for e in code(article).events if e.type == kind]
    assert any(words in article.text[e.start : e.end] for e in found)
    assert all(len(article.text[e.start : e.end].split()) >= 3 for e in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "По данным СМИ, президент Сербии тайно встретился с премьером Косова. "
            "В Белграде эти сообщения опровергли.",
            ["CONSULT SRB + XKX negated"],
        ),
        (
            "Турецкие газеты сообщили, что Анкара передала Ливии беспилотники, "
            "однако в МИД Турции это опровергли.",
            ["AID TUR > LBY negated"],
        ),
        (
            "СМИ написали, что Россия перебросила ракеты в Белоруссию. "
            "В Минске назвали эту информацию ложью.",
            ["MOBILIZE RUS > BLR negated"],
        ),
        (
            "Перу закрыло границу с Боливией. МИД Перу опроверг слухи о переговорах с Чили.",
            ["SANCTION PER > BOL actual", "CONSULT CHL + PER negated"],
        ),
        (
            "Россия поддерживает правительство Сирии. Ночью российская авиация нанесла удары "
            "в Сирии.",
            ["SUPPORT RUS > SYR actual", "AID RUS > SYR actual"],
        ),
        (
            "Россия поддерживает правительство Сирии. Ночью российская авиация нанесла удар "
            "по Турции.",
            ["SUPPORT RUS > SYR actual", "ASSAULT RUS > TUR actual"],
        ),
    ],
    ids=["rumour", "same-sentence", "untrue", "told-anew", "helps-by-force", "hits-another"],
)
def test_what_the_rest_of_the_article_makes_of_an_act(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "МИД Молдавии вызвал посла России. Поводом стало закрытие центра. "
            "В Москве пообещали ответить.",
            "THREATEN RUS > MDA actual",
        ),
        (
            "Гвинея-Бисау выслала португальских журналистов. Лиссабон вызвал посла.",
            "ACCUSE PRT > GNB actual",
        ),
    ],
    ids=["will-answer", "envoy"],
)
def test_whose_deed_is_answered(text: str, expected: str) -> None:
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Переговоры Мали и Нигера завершились. По словам министра, "
            "стороны договорились открыть границу.",
            "AGREE MLI + NER actual",
        ),
        ("Президент Чили принял посла Перу, стороны договорились.", "AGREE CHL + PER actual"),
    ],
    ids=["told-before", "named-here"],
)
def test_the_sides_are_those_told_of(text: str, expected: str) -> None:
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Власти Кении сообщили, что туриста отравили.", []),
        ("В Кении похищен гражданин Чехии.", []),
        ("Болельщик из Перу поблагодарил Чили.", []),
        ("Президент Сербии поздравил певицу из Албании.", []),
        ("Президент Кубы назначил послом в Гаване дипломата.", []),
        ("Премьер заключил сделку со следствием в Чаде.", []),
        ("Суд в Канаде приговорил шпиона, работавшего на Индию.", []),
        ("О чём договорились президенты Чили и Перу", []),
        ("Введут ли США санкции против Индии?", []),
        ("Ряд стран НАТО раскритиковал Иран.", []),
        ("Правозащитные организации Чили осудили Перу.", []),
        ("Советник президента Чили по вопросам торговли с Перу заболел.", []),
        ("Оппозиция Чили поддержала пророссийские силы.", []),
        ("Поэт сидел в чадской тюрьме, о которой спела певица из США.", []),
        ("Суд в Чили объявил об освобождении повара, помогавшего Перу.", []),
        ("Если Чили откажется от встречи, Перу не удивится.", []),
        ("В Минске обсуждали, арестовывать ли посла Чили.", []),
        ("Премьер Чили выразил благодарность врачам через Facebook.", []),
        ("Рыбак из Чили Хуан Рохас получил заём в чилийском банке.", []),
        ("Две женщины из Перу попросили убежища в Чили.", []),
        ("Чилийцы приезжают в Перу на каникулы.", []),
        ("Прокуратура Чили начала расследование обстоятельств гибели певца из Перу.", []),
        ("Следственный комитет России возбудил дело об убийстве в Лондоне Ивана Белова.", []),
        ("Певица Анна Петрова из Чили получила от Перу миллион долларов.", []),
        ("Чилийцу вменяют сговор с целью убийства дипломатов Перу.", []),
        ("Отставной адмирал флота Чили Хуан Рохас посетил Лиму.", []),
        ("Бывший агент разведки Перу Хуан Рохас передал Чили карты.", []),
        ("Бармену из Сербии Ивану Петричу в Чили грозит 20 лет тюрьмы.", []),
        ("Посольство Чада в Нигере шокировано смертью певца.", []),
        ("Решение было принято королём Тонги вместо гражданина Палау.", []),
        ("На предвыборном митинге в Сантьяго певица из Перу спела против голода.", []),
    ],
    ids=[
        "nobody",
        "kidnappers",
        "fan",
        "singer",
        "appointed",
        "plea",
        "home-spy",
        "what",
        "whether",
        "some-members",
        "civic-bodies",
        "competence",
        "for-a-state",
        "prisoner-at-home",
        "spy-freed",
        "condition",
        "question-within",
        "by-means-of",
        "own-bank",
        "anybody",
        "on-holiday",
        "victim",
        "place-of-crime",
        "fee",
        "imputed",
        "retired",
        "former-agent",
        "sentence-to-come",
        "death",
        "decision-taken",
        "campaign",
    ],
)
def test_what_is_none_between_states(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Индия закрыла границу с Непалом. В Катманду попросили соседей открыть её.",
            "REQUEST NPL > IND actual",
        ),
        (
            "Литва запретила импорт белорусского тока. Минск пригласил соседей на станцию.",
            "AGREE BLR > LTU actual",
        ),
        (
            "Перу обвинило Чили в шпионаже. Лима ждёт от своих соседей доказательств.",
            "REQUEST PER > CHL actual",
        ),
        (
            "Катар закрыл посольство в Чаде. Нджамена осудила эмират.",
            "ACCUSE TCD > QAT actual",
        ),
    ],
)
def test_whoever_stands_in_relation_to_the_actor(text: str, expected: str) -> None:
    """«соседи», «эмират»: the other of the two whom the text has told of."""
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ОДКБ призвала к сдержанности.", "REQUEST CSTO > KGZ, TJK actual"),
        ("Россия призвала стороны к сдержанности.", "REQUEST RUS > KGZ, TJK actual"),
        ("Вашингтон призывает прекратить огонь.", "REQUEST USA > KGZ, TJK actual"),
    ],
)
def test_a_third_asks_both_who_are_at_odds(text: str, expected: str) -> None:
    assert expected in coded(f"Между Киргизией и Таджикистаном вспыхнул бой. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Катар предложил посредничество.",
        "Катар готов выступить посредником.",
        "Катар предлагает себя как площадку для переговоров.",
    ],
)
def test_a_third_offers_to_mediate_between_both(text: str) -> None:
    rows = coded(f"Индия и Пакистан обменялись ударами. {text}")
    assert {"AGREE QAT > IND actual", "AGREE QAT > PAK actual"} <= {*rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Азербайджан обвинил Армению. Армения отвергла обвинения. "
            "Вашингтон ждёт разъяснений от обеих столиц.",
            "REQUEST USA > ARM, AZE actual",
        ),
        (
            "Армения разорвала отношения с Венгрией. Толпа забросала яйцами консульство Венгрии.",
            "PROTEST ARM > HUN actual",
        ),
        (
            "Ливия прекратила поставки нефти в Швейцарию. "
            "В августе президент конфедерации прилетел в Триполи.",
            "CONSULT CHE + LBY actual",
        ),
        (
            "Бишкек рассчитывает на содействие Ташкента в строительстве ГЭС; "
            "прежде узбекское руководство возражало против неё.",
            "REJECT UZB > KGZ historical",
        ),
        ("Берн закрыл въезд ливийцам, за что Рим бранил Швейцарию.", "ACCUSE ITA > CHE actual"),
        (
            "Кубинские власти отпустили около трёхсот американских узников.",
            "RETREAT CUB > USA actual",
        ),
        ("Малайзия не дала выехать дипломатам КНДР.", "COERCE MYS > PRK actual"),
        (
            "Отношения Чили и Боливии испортились. МИД страны вызвал посла Боливии.",
            "ACCUSE CHL > BOL actual",
        ),
        (
            "Кения и Уганда вели переговоры, но соглашение так и не было достигнуто.",
            "AGREE KEN + UGA negated",
        ),
        (
            "Чад и Мали договорились о границе. Договорённость достигли при посредничестве Омана.",
            "CONSULT MLI + OMN + TCD actual",
        ),
        (
            "Министры Сербии и Косова провели переговоры под эгидой Евросоюза.",
            "CONSULT EU + SRB + XKX actual",
        ),
        (
            "Министры обороны Судана, Нигера и Чада призвали Гвинею к выборам.",
            "REQUEST NER, SDN, TCD > GIN actual",
        ),
        ("«Евротройка» обвинила Иран в обмане.", "ACCUSE DEU, FRA, GBR > IRN actual"),
        (
            "Кения приостановила действие соглашения с Угандой, подписанного в 1967 году.",
            "SANCTION KEN > UGA actual",
        ),
        (
            "Ряд стран, включая Данию и Чехию, осудил удары Израиля по Ливану.",
            "ACCUSE CZE, DNK > ISR actual",
        ),
        (
            "Генассамблея ООН одобрила резолюцию о дорогах. Против проголосовали Чили, Перу и США.",
            "REJECT CHL, PER, USA > UN actual",
        ),
        ("Хозяин Белого дома поблагодарил Чад за помощь.", "SUPPORT USA > TCD actual"),
        (
            "Индия и Чили открыли посольства.",
            "SUPPORT IND > CHL actual",
        ),
    ],
)
def test_sides_known_from_what_was_told(text: str, expected: str) -> None:
    """Both capitals, a crowd, a guest without a name, clauses that tell of their own."""
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ранее так же поступили Катар и Чехия.", "SANCTION CZE, QAT > RUS actual"),
        ("Примеру Дании последовала Чехия.", "SANCTION CZE > RUS actual"),
        ("Аналогичное решение приняли в четверг Польша и Чехия.", "SANCTION CZE, POL > RUS actual"),
        ("То же самое сделал Катар.", "SANCTION QAT > RUS actual"),
        ("Москва ответила тем же.", "SANCTION RUS > DNK actual"),
        ("Россия ответила зеркально.", "SANCTION RUS > DNK actual"),
        ("Россия отплатила Копенгагену той же монетой.", "SANCTION RUS > DNK actual"),
        ("Таким же образом поступило правительство Чехии.", "SANCTION CZE > RUS actual"),
    ],
)
def test_who_did_the_same(text: str, expected: str) -> None:
    assert expected in coded(f"Дания выслала двух российских дипломатов. {text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Самолёт упал в Непале. Индия выразила соболезнования.", "SUPPORT IND > NPL actual"),
        ("Город в Марокко разрушен. Испания отправила спасателей.", "AID ESP > MAR actual"),
        ("Северная Корея запустила ракету. Токио выразил протест.", "ACCUSE JPN > PRK actual"),
        (
            "Иран арестовал французского туриста. Париж требует его освобождения.",
            "REQUEST FRA > IRN actual",
        ),
    ],
)
def test_whom_what_happened_before_concerns(text: str, expected: str) -> None:
    assert expected in coded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Самолёт упал в Непале. Индия выразила соболезнования Катару.",
        "Самолёт упал на границе Непала и Китая. Индия выразила соболезнования.",
        "Поезд сошёл с рельсов в Индии. Дели выразил соболезнования.",
    ],
)
def test_whom_what_happened_before_does_not_concern(text: str) -> None:
    assert not [row for row in coded(text) if "NPL" in row or "CHN" in row]


@pytest.mark.parametrize(
    "text",
    [
        "Чехия также приняла гостей.",
        "Чехия не последовала примеру Дании.",
        "Так же поступили многие жители Чехии.",
    ],
)
def test_who_did_not_do_the_same(text: str) -> None:
    rows = coded(f"Дания выслала двух российских дипломатов. {text}")
    assert rows == ["SANCTION DNK > RUS actual"]


def test_a_third_asks_nobody_in_particular() -> None:
    text = "Между Киргизией и Таджикистаном вспыхнул бой. Россия призвала все страны к миру."
    assert not any(row.startswith("REQUEST") for row in coded(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ООН поддержала новую власть в Банжуле.", "SUPPORT UN > GMB actual"),
        ("Оман уступил Катару. В эмирате осудили Иран.", "ACCUSE QAT > IRN actual"),
        (
            "Россия запретила ввоз молдавских яблок. Власти республики осудили Москву.",
            "ACCUSE MDA > RUS actual",
        ),
        ("США поддержали правительство в Киеве.", "SUPPORT USA > UKR actual"),
        ("Франция осудила режим в Дамаске.", "ACCUSE FRA > SYR actual"),
        ("Президент Литвы назвал приговор в Минске позорным.", "ACCUSE LTU > BLR actual"),
        ("Президент Литвы осудил аресты в Минске.", "ACCUSE LTU > BLR actual"),
    ],
)
def test_who_rules_in_a_capital_is_its_state(text: str, expected: str) -> None:
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Президент Мексики вместе с премьером Канады осудил пошлины США.",
            "ACCUSE CAN, MEX > USA actual",
        ),
        ("Норвегия вслед за Данией признала Палестину.", "SUPPORT DNK, NOR > PSE actual"),
        ("Чехия совместно с Польшей передала Украине танки.", "AID CZE, POL > UKR actual"),
        (
            "Премьер Боливии, вслед за коллегами из Перу и Чили, осудил действия США.",
            "ACCUSE BOL, CHL, PER > USA actual",
        ),
        ("После встречи Россия-НАТО напряжённость не спала.", "CONSULT NATO + RUS actual"),
        (
            "Лондон обвинил Россию в отравлении. Москва отвергает обвинения в причастности.",
            "REJECT RUS > GBR actual",
        ),
        ("Россия отвергла обвинения в причастности к взрыву в Праге.", "REJECT RUS > CZE actual"),
        (
            "Правительство Эквадора возмущено. Оно обвинило Мексику во вмешательстве.",
            "ACCUSE ECU > MEX actual",
        ),
        ("Армения и Турция открыли границу.", "RETREAT ARM > TUR actual"),
        ("Армения и Турция открыли границу.", "RETREAT TUR > ARM actual"),
        ("Сотрудник посольства Китая в Вашингтоне выслан.", "SANCTION USA > CHN actual"),
        ("В Кремле недовольны решением Парижа.", "ACCUSE RUS > FRA actual"),
        ("Российские дипломаты высланы, заявили в МИД Эстонии.", "SANCTION EST > RUS actual"),
        ("Авиация Турции уничтожила боевиков в Ираке.", "ASSAULT TUR > IRQ actual"),
        ("Террористы из Йемена обстреляли Саудовскую Аравию.", "ASSAULT YEM > SAU actual"),
        (
            "Экс-президент Перу уверял, что не обсуждал с президентом Чили продажу порта.",
            "CONSULT CHL + PER negated",
        ),
        (
            "Задержаны двое рабочих — граждане Непала, сообщила полиция Катара.",
            "COERCE QAT > NPL actual",
        ),
        (
            "Двое кубинских боксёров сбежали в Рио-де-Жанейро, но были депортированы.",
            "COERCE BRA > CUB actual",
        ),
        (
            "В Нигере захвачено посольство Франции. Париж потребовал от властей страны ответа.",
            "REQUEST FRA > NER actual",
        ),
        ("ОЗХО обвинила Сирию в применении хлора.", "ACCUSE IGO > SYR actual"),
        ("США и страны Запада надавили на Сербию.", "COERCE USA, WEST > SRB actual"),
        ("Израиль объявил о прекращении огня в секторе Газа.", "CONCEDE ISR > PSE actual"),
        ("Наблюдатели ОБСЕ допущены на выборы в Белоруссии.", "RETREAT BLR > OSCE actual"),
        (
            "Двое кубинцев приехали на турнир, но были задержаны в Бразилии.",
            "COERCE BRA > CUB actual",
        ),
    ],
)
def test_sides_that_the_clause_brings_in(text: str, expected: str) -> None:
    """Companions of the subject, two names in one word, accusers, a subject shared or a pronoun."""
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "США добиваются экстрадиции албанского банкира из Чили.",
            ["REQUEST USA > CHL actual"],
        ),
        (
            "Суд в Осло запретил экстрадицию албанского банкира в Чили.",
            ["REJECT NOR > CHL actual"],
        ),
        ("США требуют экстрадиции албанского банкира.", []),
        (
            "Обвиняемого в мошенничестве албанца доставили из Панамы в Чили.",
            ["COOPERATE CHL + PAN actual"],
        ),
    ],
)
def test_the_state_of_a_person_handed_over_is_no_side(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


def test_a_pronoun_after_the_recipient_means_the_recipient() -> None:
    text = "Президент Чили поздравил президента Кении с победой и пригласил его в Сантьяго."
    assert set(coded(text)) == {"SUPPORT CHL > KEN actual", "AGREE CHL > KEN actual"}


def test_what_somebody_is_suspected_of_is_not_done() -> None:
    text = "В Праге задержан норвежец Олаф Берг, которого подозревают в хакерских атаках."
    assert coded(text) == ["COERCE CZE > NOR actual"]


def test_who_is_congratulated_on_the_phone_was_spoken_to() -> None:
    text = "В телефонном разговоре премьер Японии поздравил президента Филиппин с победой."
    assert set(coded(text)) == {"CONSULT JPN + PHL actual", "SUPPORT JPN > PHL actual"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Глава МИД Замбии летит завтра в Лилонгве.", "AGREE MWI + ZMB actual"),
        ("Президент Эквадора посещает Чили на следующей неделе.",
         "AGREE CHL + ECU actual"),
        ("Глава МИД Замбии летит в Лилонгве.", "CONSULT MWI + ZMB actual"),
        ("Президент Эквадора вскоре посетил Чили.", "CONSULT CHL + ECU actual"),
    ],
)  # fmt: skip
def test_the_present_tense_of_what_is_planned(text: str, expected: str) -> None:
    assert expected in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Президент Замбии заявил, что Малави ввело войска в приграничный район.",
         ["ACCUSE ZMB > MWI actual"]),
        ("Президент Замбии заявил, что Малави может ввести войска в приграничный район.", []),
        ("Президент Замбии осудил теракт в Малави.", []),
        ("Президент Замбии осудил казнь в Малави.", ["ACCUSE ZMB > MWI actual"]),
        ("На орбиту отправился экипаж из россиянина и двух американцев.",
         ["COOPERATE RUS + USA actual"]),
    ],
)  # fmt: skip
def test_whom_a_deed_befalls(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Власти Малави сообщили, что в Замбии казнён бывший вице-премьер.", []),
        ("В Замбии казнён посол Малави.", ["ASSAULT ZMB > MWI actual"]),
    ],
)  # fmt: skip
def test_an_official_without_a_state_is_of_where_he_is_harmed(
    text: str, expected: list[str]
) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Перу задержан чилиец Хуан Перес. Его обвиняют в краже серебра.",
         ["COERCE PER > CHL actual", "ACCUSE PER > CHL actual"]),
        ("Гражданин Чили хотел бы предстать перед судом в Перу.", []),
    ],
)  # fmt: skip
def test_who_tries_somebody(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


def test_an_arrest_in_an_article_on_sport_is_no_contest() -> None:
    text = (
        "Сборная Перу выиграла турнир. В матче финала команда забила три гола. "
        "Тренер сборной и вратарь получили медали чемпионата. Нападающий лучший игрок турнира. "
        "В Чили после матча был арестован гражданин Перу."
    )
    assert "COERCE CHL > PER actual" in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Газеты преувеличивают чилийскую угрозу Перу.", []),
        ("Президент Чили высказал угрозы Перу.", ["THREATEN CHL > PER actual"]),
    ],
)  # fmt: skip
def test_a_menace_is_no_threat_until_somebody_utters_it(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр торговли Перу заявил, что Чили якобы запретила ввоз перуанского чая.",
         ["ACCUSE PER > CHL actual"]),
        ("Чили якобы запретила ввоз перуанского чая.", ["SANCTION CHL > PER hypothetical"]),
        ("Чили не вводила никаких запретов на ввоз чая из Перу.",
         ["SANCTION CHL > PER negated"]),
        ("Перу предупредило чилийскую сторону, что откроет переход.",
         ["CONCEDE PER > CHL actual"]),
        ("Перу предупредило чилийскую сторону, что закроет переход.",
         ["THREATEN PER > CHL actual"]),
    ],
)  # fmt: skip
def test_bans_doubted_or_denied_and_relief_announced(text: str, expected: list[str]) -> None:
    assert coded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "«Он не станет покупать медь у Чили», — сказал президент Перу о премьере Индии.",
        "«Они закупают медь у Чили», — сказал президент Перу.",
        "Перуанцам доступны туристические поездки в Чили.",
        "Перу и Чили поставляют на мировой рынок медь.",
        "Министр Перу заявил, что порт — символ дружественных отношений между Перу и Чили.",
    ],
)
def test_another_than_the_speaker_or_no_official_at_all(text: str) -> None:
    assert not any("PER" in event for event in coded(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Торговля с Перу растёт», — сказал президент Чили.", ["COOPERATE CHL + PER actual"]),
        ("«От закупок перуанской меди надо уйти», — сказал президент Чили.", []),
        ("Канада сообщила о введении со следующего месяца пошлин на перуанские автомобили.",
         ["SANCTION CAN > PER future"]),
        ("Министру Перу поручается провести переговоры с чилийской стороной.",
         ["AGREE CHL + PER actual"]),
    ],
)  # fmt: skip
def test_whose_trade_it_is_and_what_is_to_begin(text: str, expected: list[str]) -> None:
    assert coded(text) == expected
