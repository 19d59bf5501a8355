"""Explanations: every reason of the closed lists is met by a case, and the page is sound."""

from __future__ import annotations

import json
import re
from functools import cache
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree
from rich.console import Console

from itogi.coding import code
from itogi.coding.events.context import Flag
from itogi.coding.events.search import Bar
from itogi.coding.records import DateBasis, MentionKind, Status
from itogi.coding.referents.record import ReferentKind
from itogi.coding.trace import ActLoss, AntecedentLoss, NameLoss, SpeakerHow, WordsLoss
from itogi.explain import (
    LANGUAGES,
    LAYERS,
    UnwritableError,
    explain,
    to_html,
    to_json,
    to_text,
    wording,
    write,
)
from itogi.explain.wording import Wording, label_table, reason_table
from itogi.reading import article_from_text
from itogi.reading.article import PublishedBasis

LONG = "Россия и Украина ведут спор. Россия и Украина не уступают. "
SPORT = (
    "Сборная Албании разгромила сборную Греции в матче чемпионата. Тренер хвалил команду за гол. "
    "Футболисты забили три гола. Матч судил арбитр. Команда вышла в финал турнира."
)
PAVLIDIS = "Министр Греции Никос Павлидис"


@cache
def explained(text):
    return explain(article_from_text(text, "case"))


def acts(text):
    return [act for sentence in explained(text).sentences for act in sentence.acts]


def statements(text):
    return [row for sentence in explained(text).sentences for row in sentence.statements]


def shown(text, language="en"):
    out = StringIO()
    to_text(explained(text), Console(file=out, highlight=False, width=160), language)
    return out.getvalue()


# Reason, word of the trigger, word of what won, sentence.
ACTS = [
    ("participle", "Свергнутый", None, "Свергнутый президент Египта прилетел в Италию."),
    ("company", "обменялись", None, "Албания и Греция обменялись шутками."),
    ("taken", "санкции", "ввела", "Япония ввела санкции против Ирана."),
    ("in-name", "торговли", None, "Министр торговли Китая прилетел в Индию."),
    ("held", "введение санкций", "осудила", "Япония осудила введение санкций Ираном."),
    ("yields", "готова", "обвинить", "Япония готова обвинить Иран в обмане."),
    ("promise", "пообещала", "обвинить", "Япония пообещала обвинить Иран в обмане."),
    ("outranked", "подписала", "подписала", "Албания подписала договор с Грецией."),
    ("nobody-says", "должна", None, "Греция должна вернуть Албании долг."),
    (
        "only-supposed",
        "ложью",
        None,
        "«Если Греция нарушит договор, это станет ложью», — заявил президент Албании.",
    ),
    (
        "no-predicate",
        "лжи",
        None,
        "Президент Албании заявил, что после лжи Греции доверия нет.",
    ),
    (
        "own-side",
        "нарушает",
        None,
        "Президент Албании заявил, что Албания нарушает договор с Грецией.",
    ),
    (
        "denied-words",
        "нарушает",
        None,
        "Президент Албании заявил, что Греция не нарушает договор.",
    ),
    (
        "not-coming",
        "принял меры",
        None,
        "Президент Албании заявил, что он принял меры против Греции.",
    ),
    ("unasked", "солдаты прибыли в", None, "Албанские солдаты прибыли в Грецию."),
    ("no-sides", "Переговоры", None, "Переговоры прошли вчера."),
    ("no-actor", "осуждено", None, "Вчера было осуждено решение Албании."),
    ("no-recipient", "извинилась", None, "Албания извинилась."),
    ("no-second-side", "провёл переговоры", None, "Президент Албании провёл переговоры."),
    (
        "not-borne",
        "развития отношений",
        None,
        "Перспективы развития отношений Албании с Грецией неясны.",
    ),
    ("states-fact", "обещал", None, "Президент Албании обещал Греции, что зима будет тёплой."),
    ("not-official", "прилетел", None, "Грузовик из Албании прилетел в Грецию."),
    ("no-duty", "должна", None, "Премьер Греции заявил, что Албания должна Италии миллион."),
    ("no-infinitive", "хочет", None, "Президент Албании хочет мира с Грецией."),
    ("no-state", "признала", None, "Албания признала порты Греции."),
    ("no-person", "выдала", None, "Греция выдала Албании лицензию."),
    ("no-organisation", "вышла", None, "Албания вышла из договора с Грецией."),
    ("supposed-sanctions", "санкции", None, "Возможны санкции Албании против Греции."),
    ("sport", "разгромила", None, SPORT),
    (
        "unheard",
        "ввела санкции",
        None,
        "Политолог Иван Ветров считает, что Албания ввела санкции против Греции.",
    ),
    ("same-side", "обвинили", None, LONG + "Обе обвинили Россию."),
    (
        "merged",
        "ввела санкции",
        None,
        "Албания ввела санкции против Греции.\n\nАлбания ввела санкции против Греции утром.",
    ),
]


@pytest.mark.parametrize(("reason", "trigger", "by", "text"), ACTS)
def test_a_trigger_loses_for_its_reason(reason, trigger, by, text):
    found = [act for act in acts(text) if act.lost == reason]
    assert trigger in [act.text for act in found], [(a.text, a.lost) for a in acts(text)]
    assert by is None or by in [act.by for act in found]


def test_every_reason_of_acts_has_a_case():
    assert {reason for reason, *_ in ACTS} == set(get_args(ActLoss))


BARS = [
    ("asked", None, "Албания призвала мир признать договор."),
    ("private", "Житель", "Житель Албании поговорил с министром Греции."),
    ("armed", "Повстанцы", "Повстанцы потребовали от Албании вывести войска."),
    ("home", "министра", "Албания поддержала своего министра."),
    ("partner", "ветром", "Президент Албании встретился с ветром."),
    ("place", "Эльдорадо", "Президент Албании отправился в Эльдорадо."),
    ("speaks-for-nobody", None, "Дождь осудил Албанию."),
    ("agentless", None, "Албания была осуждена."),
    ("impersonal", None, "Вчера в порту арестовали албанца. Грузия тоже там была."),
    ("of-people", None, "Албания поблагодарила их. Греция рада."),
]


@pytest.mark.parametrize(("bar", "word", "text"), BARS)
def test_a_missing_side_is_sought_no_further(bar, word, text):
    stops = [(stop.bar, stop.words) for act in acts(text) for stop in act.stops]
    assert (bar, word) in stops


def test_every_bar_has_a_case():
    assert {bar for bar, *_ in BARS} == set(get_args(Bar))


WORDS = [
    ("form", "сказать", "Надо сказать, что порт закрыт."),
    ("denied", "сообщил", "Министр Греции не сообщил, что порт закрыт."),
    ("no-content", "рассказал", "Министр Греции рассказал о погоде."),
    ("no-speaker", "говорится", "В сообщении говорится, что порт закрыт."),
    ("quoted", "заявил", "Министр Греции заявил, что «порт закрыт до весны»."),
    (
        "pointed-back",
        "сообщил",
        "Порт Пирей, по словам рыбаков, закрыт. Об этом сообщил министр Греции.",
    ),
    (
        "nearer-cue",
        "по",
        "Порт, как утверждают рыбаки, по словам министра Греции, закрыт.",
    ),
    ("short", None, "Министр Греции посетил завод «Луч»."),
    ("name", None, "Министр Греции открыл выставку «Свет Древней Эллады»."),
    ("title", None, "«Тихий вечер весны»."),
    ("headline", None, "«Порт будет закрыт до весны»\n\nПогода в Греции тёплая. Ветер слабый."),
    ("outlet", None, "«Порт закрыт до весны», — пишет газета."),
    ("nobody", None, "«Порт закрыт до весны». Погода тёплая."),
]


@pytest.mark.parametrize(("reason", "cue", "text"), WORDS)
def test_words_are_no_statement_for_their_reason(reason, cue, text):
    assert (reason, cue) in [(row.lost, row.cue) for row in statements(text)]


def test_every_reason_of_words_has_a_case():
    assert {reason for reason, *_ in WORDS} == set(get_args(WordsLoss))


HOWS = [
    ("named", "Министр Греции", "Министр Греции заявил, что порт закрыт."),
    ("last", PAVLIDIS, f"{PAVLIDIS} заявил, что порт закрыт. Также сообщил, что завод стоит."),
    ("actor", PAVLIDIS, f"{PAVLIDIS} приехал в Тирану. Заявил, что порт закрыт."),
    ("self", "министр Греции", "«Я попросил закрыть порт», — сказал министр Греции."),
    (
        "paper",
        "МИД Греции",
        "МИД Греции выпустил заявление. В заявлении говорится, что порт закрыт.",
    ),
    (
        "signed",
        "Никос Павлидис",
        "«Порт закрыт до самой весны, и это надолго».\n\n— Никос Павлидис, министр Греции",
    ),
    ("before", PAVLIDIS, f"{PAVLIDIS} приехал в порт. «Порт закрыт до самой весны»."),
    (
        "answering",
        PAVLIDIS,
        f"{PAVLIDIS} рассказал, что порт закрыт.\n\n— Когда откроют порт?\n\n— Его откроют весной.",
    ),
    (
        "guest",
        PAVLIDIS,
        f"{PAVLIDIS} рассказал о порте.\n\nКогда откроют порт?\n\nМы откроем его весной."
        "\n\nА завод?\n\nЯ думаю, что завод встанет.",
    ),
    (
        "body",
        PAVLIDIS,
        "«Порт будет закрыт до самой весны»\n\nПогода тёплая, ветер слабый. "
        f"{PAVLIDIS} заявил: «Порт будет закрыт до самой весны».",
    ),
]


@pytest.mark.parametrize(("how", "named", "text"), HOWS)
def test_a_speaker_is_known_in_its_way(how, named, text):
    assert (how, named) in [(row.how, row.named) for row in statements(text)]


def test_every_way_to_a_speaker_has_a_case():
    assert {how for how, *_ in HOWS} == set(get_args(SpeakerHow))


NAMES = [
    ("spelling", "орёл", "Вчера прилетел орёл."),
    ("in-person", "Польша", "Сюда приехал Иван Польша."),
    ("common-word", "Орёл", "Орёл летит над морем."),
    ("like-person", "Владимир", "Вчера Владимир улыбался."),
    ("adjective", "Балтийском", "Он плавал в Балтийском море."),
    ("beside-state", "Совет безопасности", "В порт прилетел Совет безопасности Франции."),
    ("surname", "Грек", "Вчера в порт приехал Грек с другом."),
    ("direction", "Запад", "Он любит Запад Украины."),
    ("masked", "Латинской Америке", "Он издал роман о Латинской Америке."),
    ("unbacked", "РК", "В РК прошёл дождь."),
    ("unlisted", "США", "Он получил сто долларов США."),
]


@pytest.mark.parametrize(("reason", "name", "text"), NAMES)
def test_a_name_is_not_on_the_states_layer_for_its_reason(reason, name, text):
    rows = [row for sentence in explained(text).sentences for row in sentence.states]
    assert (reason, name) in [(row.lost, row.text) for row in rows]


def test_every_reason_of_names_has_a_case():
    assert {reason for reason, *_ in NAMES} == {*get_args(NameLoss), "unlisted"}


def test_an_event_names_its_rule_its_sides_and_its_words():
    (act,) = [a for a in acts("Япония может ввести санкции против Ирана.") if a.rows]
    (row,) = act.rows
    assert (row.type, row.actors, row.recipients) == ("THREATEN", ("JPN",), ("IRN",))
    sides = [(side.role, side.place, side.words, side.codes) for side in act.sides]
    assert ("actor", "subject", "Япония", ("JPN",)) in sides
    assert ("recipient", "против", "Ирана", ("IRN",)) in sides
    assert act.source.table == "events_threaten.toml"
    assert "санкция" in act.source.entry


def test_the_chance_of_an_event_is_told_with_what_was_weighed():
    text = "Япония осудила Иран."
    (act,) = [a for a in acts(text) if a.rows]
    (event,) = code(article_from_text(text, "case")).events
    assert round(act.rows[0].confidence, 2) == event.confidence
    worth = {part.feature: part.value * part.weight for part in act.rows[0].parts}
    assert worth["main word"] and "said of another" not in worth
    assert "weighed: " in shown(text)


def test_the_cue_of_a_status_is_told():
    (act,) = [a for a in acts("Япония не поддержала Иран.") if a.rows]
    assert act.rows[0].status == "negated"
    assert [(cue.flag, cue.words) for cue in act.cues] == [("negated", "не")]


def test_a_date_long_past_makes_history():
    (act,) = [a for a in acts("В 1991 году Япония признала Литву.") if a.rows]
    assert (act.rows[0].status, act.rows[0].status_why) == ("historical", "date")


def test_the_line_of_a_rule_is_where_it_stands():
    from importlib.resources import files

    (act,) = [a for a in acts("Япония осудила Иран.") if a.rows]
    table = (files("itogi.coding") / "tables" / act.source.table).read_text("utf-8").splitlines()
    assert table[act.source.line - 1] == 'name = "condemn"'


def test_the_row_of_a_name_is_where_it_stands():
    from itogi.world.tables import source

    (row,) = explained("Бразильский порт закрыт.").sentences[0].states
    line = source(row.source.table).splitlines()[row.source.line - 1]
    assert row.code == "BRA" and line.startswith("BRA,") and row.source.entry == "бразильский"


def test_a_speaker_named_before_is_told_with_his_sentence():
    text = f"{PAVLIDIS} прилетел в Тирану. Он заявил, что порт закрыт."
    (row,) = [row for row in statements(text) if row.number]
    assert (row.speaker, row.named, row.named_in) == ("Никос Павлидис", "Он", 2)
    assert (row.source.table, row.source.entry) == ("speech_verbs.toml", "заявить")


TRADE = (
    "Албания и Греция обсудили торговлю. Товарооборот Албании и Греции вырос, экспорт из Албании "
    "в Грецию тоже вырос."
)


def test_the_tracks_are_those_of_the_coding_with_what_says_most():
    explanation = explained(TRADE)
    coded = code(article_from_text(TRADE, "case")).tracks
    won = {(row.number, row.track) for row in explanation.tracks if row.number}
    assert won == {(n, track.track) for n, track in enumerate(coded, start=1)}
    assert "trade" in {track for _, track in won}
    for row in explanation.tracks:
        assert row.lost == (row.chance < row.threshold)
        assert row.parts and all(part.value and part.weight for part in row.parts)
    entries = [w.entry for s in explanation.sentences for w in s.track_words]
    assert "товарооборот*" in entries


def test_an_explanation_counts_what_is_coded():
    coded = code(article_from_text(TRADE, "case"))
    counts = explained(TRADE).counts
    assert counts["events"] == len(coded.events)
    assert counts["tracks"] == len(coded.tracks)


def test_coding_is_the_same_whether_anybody_listens():
    from itogi.explain.listening import Listener

    article = article_from_text(TRADE + "\n\n" + SPORT, "case")
    assert code(article, Listener()) == code(article)


PRONOUNS = [
    ("gender", "Анна Лескова", "Анна Лескова встретила Ивана Ветрова. Он улыбался."),
    ("own-verb", "Иван Ветров", "Иван Ветров поблагодарил его."),
    ("farther", "Олег Гроздов", "Иван Ветров поблагодарил Олега Гроздова. Он улыбался."),
    (
        "unnamed",
        "Иван Ветров",
        "Иван Ветров приехал в порт. Источник в порту молчал. Затем он уехал.",
    ),
]


OWN = sorted((Path(__file__).parents[1] / "evaluation" / "own").glob("*.txt"))


def test_an_act_like_the_one_before_is_told():
    told = acts("Дания выслала двух российских дипломатов. Ранее так же поступили Катар и Чехия.")
    made = [(act.type, act.text) for act in told if act.lost is None and act.rows]
    assert made == [("SANCTION", "выслала … дипломатов"), ("SANCTION", "же поступили")]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_whole_articles_are_explained_as_they_are_coded(path):
    article = article_from_text(path.read_text("utf-8"), path.stem)
    assert explain(article).counts["events"] == len(code(article).events)


@pytest.mark.parametrize(("reason", "name", "text"), PRONOUNS)
def test_a_pronoun_does_not_stand_for_a_person_for_a_reason(reason, name, text):
    rows = [row for sentence in explained(text).sentences for row in sentence.referents]
    assert (reason, name) in [(other.lost, other.name) for row in rows for other in row.others]


def test_every_reason_of_pronouns_has_a_case():
    assert {reason for reason, *_ in PRONOUNS} == set(get_args(AntecedentLoss))


# Renderings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", [text for *_, text in (*ACTS, *BARS, *WORDS, *HOWS, *NAMES, *PRONOUNS)]
)
def test_every_case_can_be_told(language, text):
    page = to_html([explained(text)], language)
    for line in (page, shown(text, language)):
        assert "None" not in line and "{" not in re.sub(r"<style>.*?</style>", "", line, flags=re.S)


def parsed(text):
    page = to_html([explained(text)])
    return etree.HTML(page, etree.HTMLParser(recover=False))


def test_the_page_draws_an_arc_for_each_dependent():
    sentences = explained(TRADE).sentences
    drawings = parsed(TRADE).findall(".//svg")
    assert len(drawings) == len(sentences) == 2
    for drawing, sentence in zip(drawings, sentences, strict=True):
        arcs = drawing.findall(".//g[@class='arc core']") + drawing.findall(
            ".//g[@class='arc plain']"
        )
        assert len(arcs) == sum(word.head >= 0 for word in sentence.words)
        forms = [form.text for form in drawing.findall(".//text[@class='form']")]
        assert forms == [word.text for word in sentence.words]


def test_no_arc_crosses_the_words_it_spans():
    from itogi.explain.arcs import arcs_of

    (sentence,) = explained("Албания вчера в порту подписала новый договор с Грецией.").sentences
    arcs = arcs_of(sentence.words)
    for one in arcs:
        for other in arcs:
            low, high = one.ends
            inside = low <= other.ends[0] and other.ends[1] <= high and one is not other
            assert not inside or other.level < one.level


def test_what_the_article_says_is_escaped():
    text = 'Албания & Греция подписали <b onclick="x">договор</b> «<script>» с Италией.'
    page = to_html([explained(text)])
    assert "<b onclick" not in page and "<script" not in page
    assert "&lt;" in page


def test_the_page_asks_for_nothing_from_outside_and_runs_nothing():
    page = to_html([explained(TRADE)])
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import|https?:", page)


def test_the_page_has_each_sentence_under_its_number():
    tree = parsed(TRADE)
    assert [a.get("href") for a in tree.findall(".//nav//a")] == ["#a1s1", "#a1s2"]
    assert {"a1s1", "a1s2"} <= {e.get("id") for e in tree.iter() if e.get("id")}


def test_text_tells_what_won_and_why_the_rest_lost():
    told = shown("Япония осудила введение санкций Ираном.")
    assert "✓ осудила — event 1: ACCUSE JPN → IRN, actual" in told
    assert "part of what the act at «осудила» is about" in told
    assert "accuse.condemn · events_accuse.toml:" in told


def test_what_is_told_again_is_no_loss():
    told = shown(next(text for reason, *_, text in ACTS if reason == "merged"))
    assert "= ввела санкции — event 1: SANCTION" in told
    assert "told again; counted as event 1" in told


def test_text_in_russian():
    told = shown("Япония осудила введение санкций Ираном.", "ru")
    assert "событие 1: ACCUSE JPN → IRN, произошло" in told
    assert "считается внешнее действие" in told


@pytest.mark.parametrize("layer", LAYERS)
def test_one_layer_alone(layer):
    one = explained(TRADE).of([layer])
    held = {
        "words": any(s.words for s in one.sentences),
        "states": any(s.states for s in one.sentences),
        "statements": any(s.statements for s in one.sentences),
        "events": any(s.acts for s in one.sentences),
        "tracks": bool(one.tracks),
    }
    other = {name for name, there in held.items() if there} - {layer}
    assert not other
    assert to_html([one])


def test_one_sentence_alone():
    one = explained(TRADE).only(2)
    assert [sentence.number for sentence in one.sentences] == [2]
    assert all(row.sentence == 2 for row in one.tracks)


def test_a_sentence_that_is_not_there_is_named():
    with pytest.raises(LookupError, match="no sentence 7; its last one is 2"):
        explained(TRADE).only(7)


def test_json_holds_the_rows():
    (article,) = json.loads(to_json([explained("Япония осудила Иран.")]))["articles"]
    (act,) = [act for act in article["sentences"][0]["acts"] if act["rows"]]
    assert act["rule"] == "accuse.condemn"


def test_an_empty_text_is_explained():
    assert explained("").sentences == ()
    assert to_html([explained("")])


def test_a_file_is_written_by_its_ending(tmp_path):
    write([explained(TRADE)], tmp_path / "a.html", "ru")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(UnwritableError, match=r"a\.pdf: expected a file that ends in"):
        write([], tmp_path / "a.pdf")
    with pytest.raises(UnwritableError, match="cannot be written"):
        write([], tmp_path / "none" / "a.html")


# Tables


def test_what_the_coding_calls_things_has_a_name_in_both_languages():
    from itogi.coding.events.chances import load_model as load_event_model
    from itogi.coding.events.lexicon import CASES, PLACES, lexicon
    from itogi.coding.tracks import TRACKS
    from itogi.coding.tracks.chances import load_model

    for language in LANGUAGES:
        table = label_table()[language]
        model = load_model()
        assert set(PLACES) <= set(table["place"])
        assert set(TRACKS) == set(table["track"])
        assert set(load_event_model().weights) <= set(table["feature_event"])
        assert set(model.dyad) <= set(table["feature_dyad"])
        assert set(model.track) <= set(table["feature_track"])
        assert set(get_args(SpeakerHow)) == set(table["how"])
        assert set(get_args(MentionKind)) == set(table["kind"])
        assert {*get_args(PublishedBasis), *get_args(DateBasis)} == set(table["basis"])
        assert set(get_args(Status)) == set(table["status"])
        assert set(get_args(ReferentKind)) == set(table["referent"])
        assert set(get_args(Flag)) == set(table["flag"])
        for sense in lexicon().senses:
            for frame in (sense.frame.verb, sense.frame.noun):
                for place in {p for places in frame.values() for p in places}:
                    named = place in table["place"] or not place.partition("+")[0].isascii()
                    assert named and place.partition("+")[2] in ("", *CASES), place


def test_every_rule_of_statements_has_a_name():
    from itogi.coding.statements.lexicon import load_lexicon

    rules = {rule.partition("/")[0] for rule in load_lexicon().confidence}
    for language in LANGUAGES:
        assert rules <= set(label_table()[language]["rule_words"])


@pytest.fixture
def tables(monkeypatch):
    """Puts other tables in the place of the room's own, for one test."""

    def put(**contents):
        monkeypatch.setattr(wording, "_read", lambda name: contents[name.partition(".")[0]])
        label_table.cache_clear()
        reason_table.cache_clear()

    yield put
    label_table.cache_clear()
    reason_table.cache_clear()


def test_a_label_in_one_language_only_is_named(tables):
    tables(labels={"en": {"title": "{a}", "more": ""}, "ru": {"title": "{b}"}})
    with pytest.raises(ValueError, match=r"labels\.toml: more, title a, title b: expected in both"):
        Wording("en")


def test_a_reason_without_words_is_named(tables):
    own = {name: dict(reasons) for name, reasons in reason_table().items()}
    del own["act"]["held"]
    tables(reasons=own)
    with pytest.raises(ValueError, match=r"reasons\.toml \[act\]: held: expected one entry"):
        reason_table()


def test_a_reason_in_one_language_only_is_named(tables):
    own = {name: dict(reasons) for name, reasons in reason_table().items()}
    own["act"]["held"] = {"en": "held by {whom}", "ru": ""}
    tables(reasons=own)
    with pytest.raises(ValueError, match=r"\[act\.held\]: expected en, ru, with no place but"):
        reason_table()


def test_an_unknown_language_is_named():
    with pytest.raises(ValueError, match="language «fr»: expected one of en, ru"):
        Wording("fr")
