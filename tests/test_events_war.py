"""Acts of news about war, sanctions, trade and talks: who does what to whom, in our own words."""

from __future__ import annotations

import pytest

from test_events import coded

TALKS = (
    "Чад и Судан договорились о перемирии\n\nПереговоры между представителями стран прошли в Каире"
    " при посредничестве Египта и Катара. Стороны договорились о прекращении огня."
    " Делегации встретятся через неделю в Аммане."
)


def test_who_mediates_is_none_of_the_sides() -> None:
    """«стороны», «делегации»: those between whom others mediate."""
    assert not [row for row in coded(TALKS) if "EGY + QAT" in row]
    assert "AGREE SDN + TCD actual" in coded(TALKS)


@pytest.mark.parametrize(
    "text",
    [
        "Послы Евросоюза собрались в Брюсселе. Румыния заблокировала пятый пакет санкций"
        " против Сирии.",
        "В Евросоюзе ждут ответа. Румыния не одобрила девятый пакет антисирийских санкций.",
    ],
)
def test_sanctions_are_blocked_against_whoever_wants_them(text: str) -> None:
    """Not against their target, nor are they the sanctions of the one who blocks them."""
    assert coded(text) == ["REJECT ROU > EU actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Президент Кубы призвал наказать Мальту.", []),
        ("Глава МИД Чада призвал ООН наказать Судан.", ["REQUEST TCD > UN actual"]),
        ("Президент Чада подчеркнул важность сотрудничества Чада и Судана.", []),
        ("Премьер Исландии оценил слова президента Финляндии как продолжение спора.", []),
    ],
    ids=["against", "asked", "worth", "as"],
)
def test_what_words_about_another_do_not_say(text: str, expected: list[str]) -> None:
    """Who is to be harmed is not asked; what is weighed is not done; «оценил как» is no praise."""
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Встреча президентов Чада и Судана в Каире не состоится.", "CONSULT SDN + TCD negated"),
        (
            "Дания отзывает своё согласие на работу иранского консульства в Орхусе.",
            "SANCTION DNK > IRN actual",
        ),
    ],
)
def test_what_becomes_of_meetings_and_missions(text: str, expected: str) -> None:
    """Talks that fell through are denied talks (rule 9); a permit taken back is a sanction."""
    assert coded(text) == [expected]


def test_help_in_packages_goes_to_the_other_of_two() -> None:
    text = (
        "Президент Чада посетил Берлин и встретился с канцлером Германии. «Германия предоставляет"
        " новый пакет военной помощи», — сказал канцлер."
    )
    assert "AID DEU > TCD actual" in coded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Норвегия сможет прожить и без поставок зерна из Сербии.", []),
        ("Чили не откажется от закупок нефти в Перу.", ["REJECT CHL > PER negated"]),
        ("Чили и Перу заинтересованы в сохранении поставок перуанской меди в Чили.", []),
        ("Дания ответила на поставки исландской рыбы в Норвегию молчанием.", []),
        ("Президент Чили отметил рост поставок меди в Перу.", ["COOPERATE CHL + PER actual"]),
    ],
    ids=["without", "from", "kept up", "answered", "done"],
)
def test_trade_that_something_else_turns_on_is_not_told(text: str, expected: list[str]) -> None:
    assert coded(text) == expected
