"""Tracks by words, by events and by enumeration, as tables of cases."""

from math import exp

import pytest

from itogi.coding import code
from itogi.coding.late import known
from itogi.coding.records import Event
from itogi.coding.tracks import TRACKS, event_pairs
from itogi.coding.tracks.agenda import discussed_tracks
from itogi.coding.tracks.chances import Model, chances, load_model, standing
from itogi.coding.tracks.cues import cue_weights, fields_of
from itogi.coding.tracks.dyads import find_dyads, named_in
from itogi.coding.tracks.features import Candidate, _of_politics, _ruled, candidates
from itogi.coding.tracks.find import _groups
from itogi.language import analyse
from itogi.reading import article_from_text

LEADING = [
    ("Взаимный товарооборот и экспорт зерна выросли на треть.", "trade"),
    ("Пошлины на импорт стали отменены.", "trade"),
    ("Инвесторы построят совместное предприятие и завод.", "investment"),
    ("Контрольный пакет акций месторождения выкупил концерн.", "investment"),
    ("Поставки газа по газопроводу приостановлены.", "energy"),
    ("Энергоблок атомной электростанции запустят весной.", "energy"),
    ("Железная дорога и морской порт входят в транспортный коридор.", "transport"),
    ("Авиакомпания открывает прямые рейсы.", "transport"),
    ("Хакеры атаковали серверы, сообщили специалисты по кибербезопасности.", "digital"),
    ("Создаётся цифровая платформа и общий роуминг.", "digital"),
    ("Банки перешли на расчёты в национальных валютах.", "finance"),
    ("Кредит пойдёт на погашение долга.", "finance"),
    ("Новые санкции и эмбарго вступили в силу.", "sanctions"),
    ("В чёрный список внесены три чиновника, их активы заморожены.", "sanctions"),
    ("Войска отошли от границы после перемирия.", "security"),
    ("Боевики обстреляли военную базу ракетами.", "security"),
    ("Послы обсудили признание независимости.", "politics"),
    ("Саммит завершился, визит продлили.", "politics"),
    ("Студенты университета учат язык и культуру.", "society"),
    ("Мигранты и беженцы получат визы.", "society"),
    ("Страна готовит вступление в Таможенный союз и ЕАЭС.", "integration"),
    ("Зерновой коридор и запрет на ввоз рыбы обсудят отдельно.", "trade"),
    ("Верфь получила заказ, свободная экономическая зона открыта.", "investment"),
    ("Терминал СПГ принял газовоз, нефтепереработка выросла.", "energy"),
    ("Вагоны и локомотивы стоят у въезда в тоннель.", "transport"),
    ("Дата-центр и нейросеть построит стартап.", "digital"),
    ("Девальвация и курс рубля тревожат банкиров.", "finance"),
    ("Эмбарго на оружие сняли, санкции смягчили.", "sanctions"),
    ("В секторе Газа отряды пошли на штурм.", "security"),
    ("Диверсанты заложили боеприпасы у казармы батальона.", "security"),
    ("Парламент денонсировал меморандум, посла отозвали.", "politics"),
    ("На чемпионате по биатлону проверят пробы на допинг.", "society"),
    ("Вступление в Евросоюз отложено, страна осталась в Шенгене.", "integration"),
    ("Председательство в СНГ перейдёт к соседям, интеграция углубится.", "integration"),
    ("Виноделы и фермеры ждут, когда возобновят закупки.", "trade"),
    ("Миноритарии продали долю в проекте, цех стоит.", "investment"),
    ("Нефтехранилища полны, горючее подешевело.", "energy"),
    ("Трамвайные пути дойдут до аэродрома.", "transport"),
    ("Экипаж орбитальной станции встретил космический аппарат.", "transport"),
    ("Нокиа и Ericsson спорят о подводных кабелях и сотовой связи.", "digital"),
    ("Реструктуризация отложена, нацбанк раздаёт льготные кредиты.", "finance"),
    ("Активы разморозили, визовые ограничения остались.", "sanctions"),
    ("Полицейские провели обыски, подозреваемого допросили.", "security"),
    ("Субмарина вышла на патрулирование, нападение отбито.", "security"),
    ("Президенты парафировали договор о дружбе, разрыв отношений миновал.", "politics"),
    ("Эмигранты ждут натурализации и двойного гражданства.", "society"),
    ("Хирурги прооперировали пациентов, клиника закрылась.", "society"),
    ("Кандидатство одобрено, заявка на вступление рассмотрена.", "integration"),
]


@pytest.mark.parametrize(("text", "track"), LEADING)
def test_words_speak_for_their_track(text, track):
    (sentence,) = analyse(article_from_text(text, "case")).sentences
    weights = cue_weights(sentence.tokens)
    assert max(weights, key=weights.get) == track


PARTED = [
    ("Вступление Грузии в НАТО отложено.", "integration"),
    ("Поставки Польши зерна и муки выросли.", "trade"),
]


@pytest.mark.parametrize(("text", "track"), PARTED)
def test_a_name_parts_no_phrase(text, track):
    (sentence,) = analyse(article_from_text(text, "case")).sentences
    assert cue_weights(sentence.tokens)[track] >= 1.0


def test_every_track_has_a_case():
    assert {track for _, track in LEADING} == set(TRACKS)


ARTICLES = [
    (
        "Армия Эритреи обстреляла позиции войск Эфиопии. Эфиопия ответила ударами по войскам "
        "Эритреи на границе.",
        ("ERI", "ETH", "security"),
    ),
    (
        "Правительство Канады ввело санкции против Ирана. Иран назвал санкции Канады незаконными.",
        ("CAN", "IRN", "sanctions"),
    ),
    (
        "Норвегия и Польша договорились о поставках газа. Газопровод свяжет Норвегию и Польшу.",
        ("NOR", "POL", "energy"),
    ),
    (
        "Президент Чили прибыл с визитом в Перу. Президенты Чили и Перу обсудили отношения.",
        ("CHL", "PER", "politics"),
    ),
]


@pytest.mark.parametrize(("text", "row"), ARTICLES)
def test_articles_have_their_track(text, row):
    coding = code(article_from_text(text, "case"))
    assert row in {(*t.states, t.track) for t in coding.tracks}
    for track in coding.tracks:
        assert coding.article.text[track.start : track.end].strip()


def test_an_enumeration_gives_a_track_to_each_item():
    text = (
        "Сербия и Венгрия ищут новые дела. Эксперт назвал, чем займутся Сербия и Венгрия.\n\n"
        "«Во-первых, это рост торговли. Во-вторых, новая железная дорога. В-третьих, общий рынок "
        "электроэнергии. Сербия и Венгрия к этому готовы», — сказал он."
    )
    coding = code(article_from_text(text, "case"))
    listed = [(t.states, t.track) for t in coding.tracks if t.rule == "tracks.enumerated"]
    pair = ("HUN", "SRB")
    assert listed == [(pair, "trade"), (pair, "transport"), (pair, "energy")]


DISCUSSED = [
    (
        "Президент Перу встретился в Сантьяго с президентом Чили. Стороны обсудили энергетику, "
        "транспортные коридоры и торговлю.",
        [("trade", "CHL", "PER"), ("energy", "CHL", "PER"), ("transport", "CHL", "PER")],
    ),
    (
        "Президент Перу прибыл в Чили. Были рассмотрены вопросы миграции и поставок газа.",
        [("energy", "CHL", "PER"), ("society", "CHL", "PER")],
    ),
    (
        "Чили и Перу договорились о сотрудничестве в сфере туризма.",
        [("society", "CHL", "PER")],
    ),
    # Two sentences lie between, and what a matter is for is no matter itself.
    (
        "Президент Перу встретился с президентом Чили. Беседа шла час. Погода была ясной. Были "
        "рассмотрены вопросы торговли.",
        ["trade"],
    ),
    ("Чили и Перу подписали соглашение о торговле лесом для больниц на границе.", ["trade"]),
    # Others than those who met before: of nobody is it known with whom he talks.
    ("Президент Перу прибыл в Чили. Депутаты Боливии обсудили поставки газа.", []),
    # A clause beside it, a name and where they met are no matter of theirs.
    ("Президенты Перу и Чили обсудили визит, пока хакеры взламывали банки.", ["politics"]),
    ("Президенты Перу и Чили обсудили доклад МВФ в ходе экономического форума.", []),
]


@pytest.mark.parametrize(("text", "tracks"), DISCUSSED)
def test_what_is_discussed_is_a_track_of_those_who_talk(text, tracks):
    article = article_from_text(text, "case")
    coding = code(article)
    rows = discussed_tracks(analyse(article), coding.mentions, coding.events)
    states = ("CHL", "PER")
    assert [(row.track, *row.states) for row in rows] == [
        row if isinstance(row, tuple) else (row, *states) for row in tracks
    ]
    assert {(*r.states, r.track) for r in rows} <= {(*t.states, t.track) for t in coding.tracks}


SEVERAL = (
    "Президент Перу прибыл в Чили с визитом. Президенты Перу и Чили обсудили отношения.\n\n"
    "Перу и Чили договорились снизить пошлины на импорт и увеличить взаимный товарооборот. "
    "Перу и Чили условились строить общий газопровод и поставлять газ.",
    {"politics", "trade", "energy"},
)


def test_one_dyad_may_stand_on_several_tracks():
    text, tracks = SEVERAL
    coding = code(article_from_text(text, "case"))
    assert {t.track for t in coding.tracks if t.states == ("CHL", "PER")} == tracks


def features_of(text, pair):
    article = article_from_text(text, "case")
    coding = code(article)
    found = candidates(analyse(article), coding.mentions, coding.events)
    return next(candidate.tracks for candidate in found if candidate.pair == pair)


def test_the_words_of_an_act_are_those_of_its_evidence():
    tracks = features_of(
        "Пока хакеры взламывали серверы, Дания обвинила Мальту в контрабанде.", ("DNK", "MLT")
    )
    assert tracks["security"]["words of its acts"] > 0
    assert tracks["digital"]["words of its acts"] == 0 < tracks["digital"]["words near"]


def test_the_matter_of_a_short_article_is_that_of_all_its_pairs():
    quake = "Землетрясение разрушило город. Медики и спасатели просят лекарств. "
    plea = "Чили и Перу обменялись письмами."
    short, long = (
        features_of(quake + "Никто не спит. " * times + plea, ("CHL", "PER")) for times in (1, 20)
    )
    assert short["society"]["share in a short article"] == 1.0
    assert long["society"]["share in a short article"] == 0.0


ORGANISED = [("Чили и ООН обменялись письмами.", ("CHL", "UN"), 1.0)]
ORGANISED += [("Чили и Перу обменялись письмами.", ("CHL", "PER"), 0.0)]


@pytest.mark.parametrize(("text", "pair", "organised"), ORGANISED)
def test_a_dyad_with_an_organisation_is_weighed_apart(text, pair, organised):
    tracks = features_of(text, pair)
    assert all(tracks[t][f"with an organisation, {t}"] == organised for t in TRACKS)


@pytest.mark.parametrize(
    ("shares", "others", "silent"),
    [({}, 0.0, 1.0), ({"politics": 1.0}, 0.0, 0.0), ({"politics": 0.25, "trade": 0.75}, 0.75, 0.0)],
)
def test_politics_is_what_is_left_where_no_words_tell_of_anything_else(shares, others, silent):
    assert list(_of_politics(shares).values()) == [others, silent]


PEOPLE = (
    "Эмманюэль Макрон прибыл в Берлин.\n\n"
    "Эмманюэль Макрон и Ангела Меркель обсудили поставки газа.",
    ("DEU", "FRA"),
)


def test_people_in_office_stand_for_their_states():
    text, pair = PEOPLE
    article = article_from_text(text, "case")
    coding = code(article)
    document = analyse(article)
    dyad = find_dyads(document, named_in(document, coding.mentions), ())[pair]
    assert dyad.both and not dyad.by_name


IN_TURN = [
    ("Непал попросил врачей. Пакистан прислал палатки.", {0, 1}),
    ("Непал попросил врачей. Помощь близка. Пакистан прислал палатки.", None),
    ("Непал попросил врачей у Пакистана. Пакистан прислал палатки.", {0}),
]


@pytest.mark.parametrize(("text", "near"), IN_TURN)
def test_who_are_named_in_turn_may_stand_on_a_track(text, near):
    article = article_from_text(text, "case")
    document = analyse(article)
    dyads = find_dyads(document, named_in(document, code(article).mentions), ())
    dyad = dyads.get(("NPL", "PAK"))
    assert (dyad and dyad.near) == near


def sentence_of(*weights):
    return list(_ruled([dict(weights)], [0]).items())


def test_words_of_politics_do_not_count_against_another_track():
    assert sentence_of(("trade", 1.0), ("politics", 2.0)) == [
        ("trade", [1.0]),
        ("politics", [2.0 / 3.0]),
    ]
    assert sentence_of(("trade", 0.35)) == []


def event(actors, recipients):
    return Event("AGREE", None, actors, recipients, "actual", None, None, 0, 1, "case", 1.0)


PAIRS = [
    (("RUS", "KAZ"), (), {("KAZ", "RUS")}),
    (("RUS",), ("UKR", "GEO"), {("RUS", "UKR"), ("GEO", "RUS")}),
    (("A", "B", "C"), (), {("A", "B"), ("A", "C"), ("B", "C")}),
    (("RUS",), ("RUS",), set()),
    (("RUS",), (), set()),
]


@pytest.mark.parametrize(("actors", "recipients", "pairs"), PAIRS)
def test_event_pairs(actors, recipients, pairs):
    assert event_pairs(event(actors, recipients)) == pairs


GROUPS = [
    ([("A", "B"), ("A", "C"), ("B", "C")], [("A", "B", "C")]),
    ([("A", "B"), ("B", "C")], [("A", "B"), ("B", "C")]),
    ([("A", "B"), ("C", "D")], [("A", "B"), ("C", "D")]),
    ([], []),
]


@pytest.mark.parametrize(("pairs", "groups"), GROUPS)
def test_pairs_join_only_where_each_two_stand(pairs, groups):
    assert list(_groups(pairs)) == groups


FIELDS = [
    (("NATO", "RUS"), {"security"}),
    (("EU", "IMF"), {"integration", "finance"}),
    (("FRA", "RUS"), set()),
]


@pytest.mark.parametrize(("codes", "tracks"), FIELDS)
def test_organisations_have_their_field(codes, tracks):
    assert fields_of(codes) == tracks


def candidate(pair, dyad, loud, towards=()):
    """A dyad whose words speak for the track `loud` alone."""
    tracks = {track: {"any": 1.0, "words": float(track == loud)} for track in TRACKS}
    first = known(dict.fromkeys(TRACKS, 0))
    return Candidate(pair, frozenset(towards), {"weight": dyad}, known(tracks), first)


MODEL = Model(threshold=0.5, dyad={"weight": 1.0}, track={"words": 40.0, "any": -20.0})


def test_the_chance_of_a_track_is_bounded_by_that_of_the_dyad():
    weighed = chances(MODEL, [candidate(("FIN", "SWE"), 2.0, "energy")])[("FIN", "SWE")]
    assert max(weighed, key=weighed.get) == "energy"
    assert sum(weighed.values()) == pytest.approx(1 / (1 + exp(-2.0)))


def test_two_on_one_side_share_the_track_that_each_has_with_the_other_side():
    weighed = chances(
        MODEL,
        [
            candidate(("FIN", "SWE"), -9.0, "energy", towards={"NOR"}),
            candidate(("FIN", "NOR"), 3.0, "energy"),
            candidate(("NOR", "SWE"), 2.0, "energy"),
        ],
    )
    assert weighed["FIN", "SWE"]["energy"] == weighed["NOR", "SWE"]["energy"]
    assert weighed["FIN", "SWE"]["trade"] < 0.1


def test_what_stands_is_what_reaches_the_threshold():
    found = [
        candidate(("FIN", "SWE"), -9.0, "energy", towards={"NOR"}),
        candidate(("FIN", "NOR"), 3.0, "energy"),
        candidate(("NOR", "SWE"), 2.0, "energy"),
        candidate(("CHL", "PER"), -1.0, "trade"),
    ]
    weighed = chances(MODEL, found)
    assert standing(MODEL, found) == {
        pair: {track: chance for track, chance in tracks.items() if chance >= MODEL.threshold}
        for pair, tracks in weighed.items()
    }
    assert set(standing(MODEL, found)["FIN", "SWE"]) == {"energy"}


def test_the_weights_table_is_whole():
    model = load_model()
    assert 0 < model.threshold < 1
    assert {f"is {track}" for track in TRACKS} <= set(model.track)
    assert {"any", "has events"} <= set(model.dyad)
