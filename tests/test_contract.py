"""The contract of `itogi code`, key by key, and properties that hold for any text."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itogi.coding import TablesBroken, as_contract, code, code_all, code_stream, stream
from itogi.coding.plover import QUADS, event_types
from itogi.language.models import runtime
from itogi.reading import Refusal, article_from_text

TEXT = """Президент Сербии поздравил Италию

12 мая 2023 года президент Сербии Александр Вучич поздравил Италию с Днём республики. «Мы ценим дружбу с Италией», — сказал он.

Напомним, в 2009 году Сербия и Италия подписали соглашение о стратегическом партнёрстве.

1204 просмотра
"""  # noqa: E501

KEYS = {
    "mentions": {"start", "end", "text", "kind", "code", "wikidata"},
    "statements": {
        "start", "end", "kind", "speaker", "state", "office", "confidence", "voice", "addressee",
        "addressee_state", "setting", "topic", "branch",
    },
    "events": {
        "type", "mode", "actors", "recipients", "status", "date", "date_basis", "place", "occasion",
        "channel", "start", "end", "rule", "confidence", "score",
    },
    "tracks": {"states", "track", "start", "end"},
    "background": {"start", "end", "date"},
}  # fmt: skip


@pytest.fixture(scope="module")
def row():
    return json.loads(json.dumps(as_contract(code(article_from_text(TEXT, "note")))))


def test_the_article_keys(row):
    assert row["id"] == "note"
    assert row["text"] == TEXT
    assert row["states"] == ["ITA", "SRB"]
    assert row["published_basis"] in {"metadata", "text", "url", "feed", "inferred", "unknown"}
    assert row["furniture"]["views"] == 1204
    assert {"views", "credits", "banners", "spans"} <= set(row["furniture"])


@pytest.mark.parametrize("layer", KEYS)
def test_each_layer_is_there_with_its_keys(row, layer):
    assert row[layer]
    assert all(KEYS[layer] <= set(thing) for thing in row[layer])


def test_events_carry_score_quad_and_cameo(row):
    for event in row["events"]:
        assert -10 <= event["score"] <= 10
        assert event["quad"] in QUADS
        assert event["cameo"].isdigit()


def test_a_deed_without_a_date_has_the_day_it_was_told():
    text = "Президент Сербии встретился с послом Италии. Сербия и Греция договорились о встрече."
    told = replace(article_from_text(text, "note"), published=date(2023, 5, 12))
    dated = {e["type"]: (e["date"], e["date_basis"]) for e in as_contract(code(told))["events"]}
    assert dated == {"CONSULT": ("2023-05-12", "published"), "AGREE": (None, None)}


def test_there_are_sixteen_event_types():
    assert len(event_types()) == 16
    assert [t.name for t in event_types().values() if t.both] == ["AGREE", "CONSULT", "COOPERATE"]


def things(coding):
    for layer in ("mentions", "statements", "events", "tracks", "background", "flags"):
        yield from getattr(coding, layer)


def check(coding):
    text = coding.article.text
    for thing in things(coding):
        assert 0 <= thing.start < thing.end <= len(text)
    for mention in coding.mentions:
        assert text[mention.start : mention.end] == mention.text
    for event in coding.events:
        assert event.actors
        assert event.recipients or event_types()[event.type].both or len(event.actors) > 1


WORDS = """Россия Казахстан США ЕС МИД Путин президент министр заявил что «мы» договорились , . : —
" « » ( ) - встретился с в и по словам Напомним 2014 году 25 октября реклама Киев"""
NEWS = st.sampled_from([*WORDS.split(), "\n", "\n\n"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(NEWS, max_size=60).map(" ".join)))
def test_coding_never_raises_and_offsets_hold(text):
    check(code(article_from_text(text, "any")))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\ufeff", "\x00\x01", "«", "—", "\u202eРоссия", "А" * 3000, "🙂 Россия 🙂 США"],
)
def test_odd_texts(text):
    check(code(article_from_text(text, "odd")))


def test_many_are_coded_as_one_by_one():
    articles = [
        article_from_text(TEXT, "a"),
        article_from_text("", "b"),
        article_from_text(TEXT, "c"),
    ]
    assert list(code_all(articles)) == [code(article) for article in articles]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stream_keeps_order_and_passes_refusals(jobs):
    refusal = Refusal("x", "broken")
    items = [article_from_text(TEXT, "a"), refusal, article_from_text(TEXT, "b")]
    first, second, third = code_stream(items, jobs)
    assert (first.article.id, second, third.article.id) == ("a", refusal, "b")


@pytest.mark.parametrize(("cores", "jobs", "threads"), [(4, 2, 2), (2, 2, 1), (2, 8, 1)])
def test_processes_side_by_side_share_the_cores(cores, jobs, threads, monkeypatch):
    monkeypatch.setattr(runtime(), "threads", cores)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    stream.share_cores(jobs)
    assert runtime().threads == threads


def test_a_broken_table_is_told_once(monkeypatch):
    def broken(article):
        raise ValueError("tracks.toml: expected one table for each track")

    monkeypatch.setattr(stream, "code", broken)
    with pytest.raises(TablesBroken, match=r"tracks\.toml"):
        list(code_stream([article_from_text(TEXT, "a")]))


def test_an_article_at_fault_is_left_out_and_the_others_are_coded(monkeypatch):
    whole = stream.code

    def all_fail(articles):
        raise RuntimeError("one of these")

    def one_fails(article):
        if article.id == "b":
            raise RuntimeError("odd")
        return whole(article)

    monkeypatch.setattr(stream, "code_all", all_fail)
    monkeypatch.setattr(stream, "code", one_fails)
    articles = [article_from_text(TEXT, name) for name in "abc"]
    first, second, third = code_stream(articles)
    assert (first.article.id, third.article.id) == ("a", "c")
    assert second.path == "b" and "odd" in second.reason
