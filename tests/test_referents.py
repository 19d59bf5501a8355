"""Who a phrase stands for: tables of short texts, the phrase's head in square brackets."""

from __future__ import annotations

import re
from datetime import date

import pytest

from itogi.coding.mentions import find_mentions
from itogi.coding.referents import Referents
from itogi.coding.referents.lexicon import read_nouns
from itogi.language import analyse
from itogi.reading.article import Article
from itogi.world import load


def referents(text: str, published: date | None = None):
    article = Article(id="a", text=text, published=published)
    document = analyse(article)
    return document, Referents(article, document, find_mentions(document, load()), load())


def at(marked: str, published: date | None = None):
    """The referent of the token that stands in square brackets."""
    start = marked.index("[")
    document, found = referents(re.sub(r"[\[\]]", "", marked), published)
    for index, sentence in enumerate(document.sentences):
        for place, token in enumerate(sentence.tokens):
            if token.start == start:
                return found.at(index, place)
    raise AssertionError(f"no token begins at the bracket: {marked}")


PERSONS = [
    # A post before the name.
    (
        "[Министр] иностранных дел Казахстана Мурат Нуртлеу прибыл в Ташкент.",
        "Мурат Нуртлеу",
        "KAZ",
    ),
    ("В Астане принимали [президента] Узбекистана Шавката Мирзиёева.", "Шавкат Мирзиёев", "UZB"),
    ("[Посол] Ирландии в США Майкл Коллинз дал приём.", "Майкл Коллинз", "IRL"),
    ("Документ вручили [послу] Норвегии в Москве Кнуту Йенсену.", "Кнут Йенсен", "NOR"),
    ("[Пресс-секретарь] президента России Дмитрий Песков не ответил.", "Дмитрий Песков", "RUS"),
    ("Об этом сообщила [представитель] МИД Украины Анна Коваленко.", "Анна Коваленко", "UKR"),
    ("[Генсек] НАТО Йенс Столтенберг приедет в Киев.", "Йенс Столтенберг", "NATO"),
    ("По словам [главы] МИД Армении Зограба Мнацаканяна, время есть.", "Зограб Мнацаканян", "ARM"),
    ("[Постпред] Франции при ООН Поль Мартен взял слово.", "Поль Мартен", "FRA"),
    ("[Наблюдатель] от ОБСЕ Питер Смит доволен.", "Питер Смит", "OSCE"),
    ("Наблюдатель от ОБСЕ польский [депутат] Ян Новак доволен.", "Ян Новак", "OSCE"),
    ("Его принял итальянский [коллега] Луиджи Росси.", "Луиджи Росси", "ITA"),
    ("[Помощник] госсекретаря США Дэниел Фрид посетил Баку.", "Дэниел Фрид", "USA"),
    ("[Министр] по делам семьи Новой Зеландии Питер Браун уходит.", "Питер Браун", "NZL"),
    ("Выступила [лидер] блока (и мэр) Мария Петренко.", "Мария Петренко", None),
    # A post behind the name.
    ("Матиас Йорш, [докладчик] ПАСЕ, недоволен.", "Матиас Йорш", "COE"),
    ("Джон Смит (John Smith), бывший [аналитик] и сотрудник ЦРУ, ушёл.", "Джон Смит", "USA"),
    ("Анна Шмидт — [директор] немецкого института.", "Анна Шмидт", "DEU"),
    # A name alone, before and after the full one.
    (
        "[Меркель] едет в Минск. Канцлер Ангела Меркель встретится с коллегами.",
        "Ангела Меркель",
        "DEU",
    ),
    ("Первым выступил Джон Керри. Затем [Керри] уехал.", "Джон Керри", "USA"),
    ("Мы видели Барака Обаму. [Обамы] не было вчера.", "Барак Обама", "USA"),
    ("Речь вёл Тео Зоммера друг. [Зоммер] молчал.", "Тео Зоммер", None),
    ("[Путин] подписал указ.", "Путин", "RUS"),
    ("[Лавров] прибыл в Вену.", "Лавров", "RUS"),
    ("Визит Юханнеса Рибера завершён. [Рибер] доволен.", "Юханнес Рибер", None),
    # The name of the original in brackets is left out.
    ("[Свен] Миксер (Sven Mikser) прибыл в Таллин.", "Свен Миксер", "EST"),
    # A post named alone.
    ("Никол Пашинян, премьер Армении, прибыл. [Премьер] выступит завтра.", "Никол Пашинян", "ARM"),
    (
        "Армению посетил Сергей Лавров. [Глава] российского МИД пробудет два дня.",
        "Сергей Лавров",
        "RUS",
    ),
    (
        "Президент Сербии Борис Тадич улетел. [Глава] государства вернётся в среду.",
        "Борис Тадич",
        "SRB",
    ),
    ("Речь вела Ангела Меркель. [Канцлер] ответила на вопросы.", "Ангела Меркель", "DEU"),
    ("Приехал Махатхир Мохамад. [Глава] Малайзии ждёт гостей.", "Махатхир Мохамад", "MYS"),
    ("Премьер Чехии Андрей Бабиш уехал. [Политик] дал интервью.", "Андрей Бабиш", "CZE"),
    ("Посол Польши Ян Ковальский уехал. [Дипломат] не назвал причин.", "Ян Ковальский", "POL"),
    ("Говорил политолог Иван Сидоров. [Эксперт] ждёт перемен.", "Иван Сидоров", None),
    ("Доволен депутат сейма Латвии Янис Калныньш. [Парламентарий] устал.", "Янис Калныньш", "LVA"),
    ("Министр обороны Турции Хулуси Акар здесь. [Министр] осмотрел базу.", "Хулуси Акар", "TUR"),
    ("Ушёл 80-летний Чон Ин Су. По словам 80-летнего [политика], всё впереди.", "Чон Ин Су", None),
    ("Спикер Госдумы Вячеслав Володин в Минске. [Спикер] выступил.", "Вячеслав Володин", "RUS"),
    ("Вышел актёр Жан Дюпон. [Актёр] недоволен.", "Жан Дюпон", None),
    ("[Хозяин] Белого дома Дональд Трамп и гости устали.", "Дональд Трамп", "USA"),
    ("И.о. [министра] финансов Украины Анна Коваль здесь.", "Анна Коваль", "UKR"),
    (
        "Глава МИД Италии Пьеро Росси ждёт главу МИД Чехии Яна Новака. Росси ценит своего чешского"
        " [коллегу].",
        "Ян Новак",
        "CZE",
    ),
    # Pronouns.
    ("Президент Польши Анджей Дуда прибыл. [Он] выступит завтра.", "Анджей Дуда", "POL"),
    (
        "Мария Захарова прокомментировала слова Джона Кирби. [Она] была кратка.",
        "Мария Захарова",
        "RUS",
    ),
    ("Мария Захарова ответила Джону Кирби. «Нет», — сказала [она].", "Мария Захарова", "RUS"),
    (
        "Андрей Белоус ждёт. «Нам мешает Виктор Орбан, это мы знаем», — сказал [он].",
        "Андрей Белоус",
        None,
    ),
    ("Пан Ги Мун, [который] возглавлял ООН, вернулся в Сеул.", "Пан Ги Мун", "UN"),
    ("Николя Саркози встретил [своего] коллегу.", "Николя Саркози", "FRA"),
    ("Сергей Лавров принял гостя. По [его] словам, беседа была долгой.", "Сергей Лавров", "RUS"),
    ("Юлия Тимошенко уехала. [Её] сопровождал министр.", "Юлия Тимошенко", "UKR"),
]


@pytest.mark.parametrize(("text", "name", "code"), PERSONS)
def test_persons(text, name, code):
    found = at(text)
    assert found is not None
    assert found.kind == "person"
    assert found.name == name
    assert found.assumed or found.codes == ((code,) if code else ())


OTHERS = [
    # States, capitals, seats, organisations.
    ("[Россия] готова к переговорам.", "state", "Россия", ("RUS",)),
    ("Переговоры с [Грузией] прерваны.", "state", "Грузия", ("GEO",)),
    ("[Киев] направил ноту.", "state", "Киев", ("UKR",)),
    ("Об этом заявили в [Кремле].", "institution", "Кремль", ("RUS",)),
    ("[Евросоюз] продлил меры.", "organisation", "Евросоюз", ("EU",)),
    ("[Еврокомиссия] против.", "institution", "Еврокомиссия", ("EU",)),
    ("[Пентагон] опроверг это.", "institution", "Пентагон", ("USA",)),
    # Bodies with their state.
    ("Об этом сообщили в российском [Минфине].", "institution", "российский Минфин", ("RUS",)),
    ("Пояснения дал [МИД] Армении.", "institution", "МИД Армении", ("ARM",)),
    ("[Правительство] Грузии подаст в отставку.", "institution", "правительство Грузии", ("GEO",)),
    ("Украинская [сторона] согласна.", "institution", "украинская сторона", ("UKR",)),
    ("Российские [власти] молчат.", "institution", "российские власти", ("RUS",)),
    ("[Делегация] Боливии покинула зал.", "institution", "делегация Боливии", ("BOL",)),
    ("[Верховная] рада приняла закон.", "institution", "Верховная рада", ("UKR",)),
    ("[Посольство] США в Ираке закрыто.", "institution", "посольство США в Ираке", ("USA",)),
    (
        "[Пресс-служба] президента Молдавии дала справку.",
        "institution",
        "пресс-служба президента Молдавии",
        ("MDA",),
    ),
    # Bodies named before, or by a common noun.
    ("МИД Армении осудил визит. В [МИД] ждут ответа.", "institution", "МИД Армении", ("ARM",)),
    ("МИД Латвии осудил визит. В [ведомстве] ждут ответа.", "institution", "МИД Латвии", ("LVA",)),
    (
        "Правительство Перу ушло. Перуанское [правительство] работало год.",
        "institution",
        "правительство Перу",
        ("PER",),
    ),
    ("НАТО расширяется. [Альянс] примет двух членов.", "organisation", "НАТО", ("NATO",)),
    (
        "Грузия ждёт выборов. [Парламент] Тбилиси распущен. Грузия спокойна.",
        "institution",
        "парламент Тбилиси",
        ("GEO",),
    ),
    (
        "В Эстонии спорят. [Парламент] собрался вчера. Эстония ждёт.",
        "institution",
        "парламент",
        ("EST",),
    ),
    (
        "В Польше протесты. Вмешалась [полиция]. Польша удивлена.",
        "institution",
        "полиция",
        ("POL",),
    ),
    (
        "Вмешалась Федеральная служба надзора (ФСН). Вчера [ФСН] дала срок.",
        "institution",
        "Федеральная служба надзора (ФСН)",
        (),
    ),
    (
        "Тбилиси сменил власть. Грузия устала от [правительства].",
        "institution",
        "правительство",
        ("GEO",),
    ),
    (
        "Биньямин Нетаньяху распустил своё [правительство].",
        "institution",
        "правительство",
        ("ISR",),
    ),
    ("Посольство Дании закрыто. [Дипмиссия] ждёт.", "institution", "посольство Дании", ("DNK",)),
    ("Газпром снизил цену. [Концерн] ждёт ответа.", "institution", "Газпром", ("RUS",)),
    ("НАТО усилит базы. [Организация] ждёт.", "institution", "НАТО", ("NATO",)),
    ("[Суд] в Гааге удалился. Россия ждёт.", "institution", "суд в Гааге", ()),
    (
        "Иранский парламент потребовал, чтобы [правительство] ушло. Ирак ждёт. Турция ждёт.",
        "institution",
        "правительство",
        ("IRN",),
    ),
    # Posts and roles without a name.
    ("Судят бывшего [министра] обороны Руанды.", "role", "бывший министр обороны Руанды", ("RWA",)),
    (
        "[Источник] в правительстве Украины подтвердил это.",
        "role",
        "источник в правительстве Украины",
        ("UKR",),
    ),
    ("Не согласен российский [президент].", "role", "российский президент", ("RUS",)),
    ("[Премьер-министр] Японии улетел.", "role", "премьер-министр Японии", ("JPN",)),
    (
        "Официальный [представитель] Белого дома промолчал.",
        "role",
        "официальный представитель Белого дома",
        ("USA",),
    ),
    ("Источник в мэрии помог. [Источник] не назвал имён.", "role", "источник в мэрии", ()),
    ("Заявили [эксперты], опрошенные вчера. Россия ждёт. Россия молчит.", "role", "эксперты", ()),
    (
        "По словам французских [дипломатов], надежда есть.",
        "role",
        "французские дипломаты",
        ("FRA",),
    ),
    ("[Один] из западных дипломатов доволен.", "role", "один из западных дипломатов", ("WEST",)),
    ("Ушла Юлия Тимошенко. Её [пресс-секретарь] остался.", "role", "пресс-секретарь", ("UKR",)),
    ("Восемь [сенаторов] США против.", "role", "Восемь сенаторов США", ("USA",)),
    (
        "Дмитрий Белов здесь. Это подтвердил дипломат из Вены. «Всё так и есть, поверьте», — сказал"
        " [он].",
        "role",
        "дипломат из Вены",
        ("AUT",),
    ),
    (
        "Премьер Перу ждёт. Говорят, что опытный [политик] молчит.",
        "role",
        "опытный политик",
        ("PER",),
    ),
    # Groups.
    ("[Путин] и Обама поговорили.", "group", "Путин", ("RUS", "USA")),
    ("[Россия] и Казахстан подписали договор.", "group", "Россия", ("RUS", "KAZ")),
    (
        "[Главы] МИД России и Казахстана обедали.",
        "group",
        "главы МИД России и Казахстана",
        ("RUS", "KAZ"),
    ),
    (
        "[Президенты] Армении и Азербайджана спорили в Вене.",
        "group",
        "президенты Армении и Азербайджана",
        ("ARM", "AZE"),
    ),
    ("Россия ждёт Китай. [Стороны] спорят о цене.", "group", "стороны", ("RUS", "CHN")),
    (
        "Иран принял Ирак. [Лидеры] двух стран довольны.",
        "group",
        "лидеры двух стран",
        ("IRN", "IRQ"),
    ),
    ("Чехия приняла Австрию. Оба [министра] довольны.", "group", "оба министра", ("CZE", "AUT")),
    ("Лукашенко принял Путина. Потом [они] обедали.", "group", "Лукашенко", ("BLR", "RUS")),
    ("Россия и Китай спорят. [Они] ищут выход.", "group", "Россия", ("RUS", "CHN")),
    (
        "Российский и украинский [президенты] спорили.",
        "group",
        "российский и украинский президенты",
        ("RUS", "UKR"),
    ),
    ("[Путин] и его турецкий коллега встретились.", "group", "Путин", ("RUS", "TUR")),
    # What belongs to a state by a pronoun.
    ("Турция спорит с соседями. [Её] армия велика.", "state", "Турция", ("TUR",)),
    ("Германия, [которая] ведёт переговоры, ждёт.", "state", "Германия", ("DEU",)),
]


@pytest.mark.parametrize(("text", "kind", "name", "codes"), OTHERS)
def test_others(text, kind, name, codes):
    found = at(text)
    assert found is not None
    assert (found.kind, found.name.lower(), set(found.codes)) == (kind, name.lower(), set(codes))


NOBODY = [
    "[Переговоры] прошли в Вене.",
    "Цены на [нефть] выросли.",
    "[Он] ничего не сказал.",
    "Подписан [договор] о границе.",
    "В Крыму прошёл [дождь].",
    "Приехала делегация во [главе] с премьером.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text):
    assert at(text) is None


def test_the_day_decides_between_holders():
    text = "[Медведев] провёл совещание. Россия ждёт."
    assert at(text, date(2010, 5, 1)).office == "президент России"
    assert at(text, date(2014, 5, 1)).office == "председатель правительства России"


def test_a_post_without_a_name_has_the_id_of_its_holder_on_the_day():
    text = "Не согласен [президент] США."
    assert at(text, date(2015, 5, 1)).wikidata == "Q76"
    assert at(text, date(2018, 5, 1)).wikidata == "Q22686"
    assert at(text).wikidata is None


def test_a_state_that_the_article_only_suggests_is_marked():
    found = at("В Чили ждут дождей. Чили устала. Чили верит. [Пабло] Диас копает колодец.")
    assert (found.codes, found.assumed) == (("CHL",), True)
    assert not at("[Посол] Чили Пабло Диас устал.").assumed


def test_a_namesake_is_not_taken_for_the_one_in_the_tables():
    found = at("Футболист Сергей [Иванов] забил гол.")
    assert (found.name, found.office, found.wikidata) == ("Сергей Иванов", "футболист", None)


def test_the_office_and_id_of_a_known_person():
    found = at("Госсекретарь США Джон [Керри] прибыл в Женеву.")
    assert (found.office, found.wikidata, found.voice) == ("госсекретарь США", "Q22316", "official")


def test_the_voice_of_an_expert_and_of_a_source():
    assert at("Так думает политолог Иван [Сидоров].").voice == "expert"
    assert at("[Источник] в Кремле это отрицает.").voice == "source"


def test_persons_are_added_to_the_mentions_in_order():
    text = "Президент США Барак Обама позвонил Ангеле Меркель. Обама доволен."
    _, found = referents(text)
    persons = [(m.text, m.name, m.code, m.listed) for m in found.mentions if m.kind == "person"]
    assert persons == [
        ("Барак Обама", "Барак Обама", "USA", False),
        ("Ангеле Меркель", "Ангела Меркель", "DEU", False),
        ("Обама", "Барак Обама", "USA", False),
    ]
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)


def test_the_answer_does_not_depend_on_the_order_of_questions():
    text = "Правительство Чили ушло. Чилийское правительство работало год. В МИД ждут. Он молчит."
    document, one = referents(text)
    _, other = referents(text)
    places = [(s, t) for s, x in enumerate(document.sentences) for t in range(len(x.tokens))]
    forward = {place: one.at(*place) for place in places}
    backward = {place: other.at(*place) for place in reversed(places)}
    assert forward == backward


@pytest.mark.parametrize(
    "text",
    [
        "— «»() ... 12% §",
        "А. Б. В. Г.",
        "John Smith и Иванов (Ivanov) [sic] @user #тег",
        "ПРЕЗИДЕНТ РОССИИ ВЛАДИМИР ПУТИН\nПРИБЫЛ В КАЗАНЬ",
        "президент президента президентов",
        "Он. Она. Они. Который. Свой.",
        "и и и, , , который",
    ],
)
def test_odd_texts_are_taken(text):
    document, found = referents(text)
    for index, sentence in enumerate(document.sentences):
        for place in range(len(sentence.tokens)):
            referent = found.at(index, place)
            assert referent is None or 0 <= referent.start < referent.end <= len(text)


def test_an_empty_article_has_nobody():
    _, found = referents("")
    assert found.mentions == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[institutions", "not valid TOML"),
        ("[institutions]\nstate = 'мид'", "institutions.state: expected a list of lemmas"),
    ],
)
def test_a_faulty_table_of_nouns_is_named(content, said):
    with pytest.raises(ValueError, match=r"referents\.toml") as raised:
        read_nouns(content)
    assert said in str(raised.value)
