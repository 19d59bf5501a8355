"""The learned part of the event layer: confidence by weighed features; the rules work without."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import pytest

from itogi.coding import code
from itogi.coding.events import chances, features
from itogi.coding.events.chances import Model, chance_at, load_model, read_model, weighed
from itogi.coding.mentions import find_mentions
from itogi.coding.trace import Trace
from itogi.reading import article_from_text
from itogi.world import load

NEWS = """\
Чили и Перу договорились о поставках меди

Президент Чили встретился в Лиме с президентом Перу. Стороны подписали соглашение о поставках меди.
Чили и Перу договорились открыть на границе совместную таможню.
"""
MIXED = """\
Министр торговли Чили встретился с послом Перу. Чили ввела санкции против Перу. \
Лима осудила санкции Чили и потребовала их снять. Перу отозвало своего посла из Чили.
"""


class Heard(Trace):
    def __init__(self):
        self.found = ()

    def started(self, document, referents):
        self.document = document

    def acts_read(self, found):
        self.found = found


def heard(text):
    listener = Heard()
    code(article_from_text(text, "page"), listener)
    return listener


def named_in(listener):
    return find_mentions(listener.document, load())


def test_every_weight_of_the_table_is_a_feature_that_is_made():
    model = load_model()
    assert model is not None
    names = {"in title", "recalled", "to come", "weak sense", "side deep in its phrase"}
    for text in (NEWS, MIXED):
        listener = heard(text)
        for named in features.features(listener.found, listener.document, named_in(listener)):
            assert set(named) <= set(model.weights) | names
            names |= set(named)
    assert {"any", "same type again", "share of its mood", "perfective"} <= set(model.weights)


def test_confidence_is_the_chance_of_the_best_mention():
    listener = heard(NEWS)
    model = load_model()
    chance_of = {}
    for c in weighed(model, listener.found, listener.document, named_in(listener)):
        chance_of.setdefault(c.event.type, []).append(round(c.chance, 2))
    events = code(article_from_text(NEWS, "page")).events
    assert events
    for event in events:
        assert event.confidence in chance_of[event.type]
    agreed = [e for e in events if e.type == "AGREE"]
    assert [e.confidence for e in agreed] == [max(chance_of["AGREE"])]


def test_an_act_among_acts_of_the_other_mood_is_less_likely():
    chance_of = {e.type: e.confidence for e in code(article_from_text(MIXED, "page")).events}
    alone = code(article_from_text(MIXED.partition(". ")[0] + ".", "page")).events
    assert [e.type for e in alone] == ["CONSULT"]
    assert chance_of["CONSULT"] < alone[0].confidence


def test_without_the_table_the_rules_alone_code(monkeypatch):
    with_table = code(article_from_text(NEWS, "page")).events
    monkeypatch.setattr(chances, "FILE", "no_such_table.toml")
    absent = inspect.unwrap(load_model)()
    assert absent is None
    monkeypatch.setattr("itogi.coding.article.load_model", lambda: absent)
    alone = code(article_from_text(NEWS, "page")).events
    assert {(e.type, e.actors) for e in with_table} <= {(e.type, e.actors) for e in alone}
    assert {e.confidence for e in alone} != {e.confidence for e in with_table}


CURVE = Model((-1.0, 0.0, 2.0), (0.2, 0.5, 0.9), {})


@pytest.mark.parametrize(
    ("odds", "chance"), [(-3, 0.2), (-1, 0.2), (-0.5, 0.35), (0, 0.5), (1, 0.7), (2, 0.9), (9, 0.9)]
)
def test_chances_lie_on_the_curve(odds, chance):
    assert chance_at(CURVE, odds) == pytest.approx(chance)


GOOD = {"curve": [[-1, 0.2], [1, 0.8]], "weights": {"any": 0.5}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"curve": []}, r"«curve»: expected a list of \[log odds, chance\]"),
        ({"curve": [[0, True]]}, "«curve»: expected a number, found True"),
        ({"curve": [[0, "half"]]}, "«curve»: expected a number, found 'half'"),
        ({"curve": [[1, 0.2], [0, 0.8]]}, "«curve»: expected log odds and chances that rise"),
        ({"curve": [[0, 0.8], [1, 0.2]]}, "«curve»: expected log odds and chances that rise"),
        ({"weights": 3}, r"expected a table \[weights\]"),
        ({"weights": {"any": "much"}}, "«any»: expected a number, found 'much'"),
    ],
)
def test_a_broken_table_is_named(change, said):
    assert read_model(GOOD).weights == {"any": 0.5}
    with pytest.raises(ValueError, match=f"events_weights.toml.*{said}"):
        read_model(GOOD | change)


ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"


@pytest.mark.skipif(not GOLD.exists(), reason="the gold is not beside the project")
def test_of_events_with_confidence_eight_in_ten_are_right(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "evaluation"))
    calibration = import_module("calibration")
    scorer = calibration.loaded(GOLD / "score.py")
    events = list(calibration.judged(scorer, GOLD / "dev.jsonl", GOLD.parent))
    sure = [event for event in events if event[0] >= 0.8]
    likely = [event for event in events if event[0] >= 0.7]
    assert len(sure) >= 10
    assert len(likely) >= 0.3 * len(events)
    assert calibration.right(sure) >= 0.8
    assert calibration.right(likely) >= 0.75
    assert calibration.right(events) < calibration.right(likely)
