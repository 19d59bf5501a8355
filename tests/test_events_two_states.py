"""What an article on two states leaves out: the other of the two, the sides, when it was."""

from __future__ import annotations

from datetime import date

import pytest

from itogi.coding import code
from itogi.coding.records import Event
from itogi.reading import article_from_text

PAIR = "Чили и Перу обсудили рыбу. Чили довольна встречей с Перу. "


def rows(events: tuple[Event, ...]) -> set[str]:
    found = set()
    for event in events:
        actors, recipients = ", ".join(event.actors), ", ".join(event.recipients)
        sides = f"{actors} > {recipients}" if recipients else actors.replace(", ", " + ")
        found.add(f"{event.type} {sides} {event.status}")
    return found


def coded(text: str) -> set[str]:
    return rows(code(article_from_text(text, "case")).events)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Чили передала соседям муку и лекарства.", "AID CHL > PER actual"),
        ("Визит президента Чили в соседнюю республику длился неделю.", "CONSULT CHL + PER actual"),
        ("Перу закрыло границу.", "SANCTION PER > CHL actual"),
        ("Парламент Перу ратифицировал договор.", "SUPPORT PER > CHL actual"),
        ("Чили подтянула к границе дополнительные силы.", "MOBILIZE CHL > PER actual"),
        ("Чили предупредила, что порвёт отношения.", "THREATEN CHL > PER actual"),
        ("Бразилия призвала обе стороны к сдержанности.", "REQUEST BRA > CHL, PER actual"),
        ("Министры договорились построить мост.", "AGREE CHL + PER actual"),
        ("Чили предложила Перу вместе расследовать поджоги.", "AGREE CHL > PER actual"),
        ("Чили обвинила Перу. Договор о рыбе не подписан.", "AGREE CHL + PER negated"),
        ("Чили и Перу создадут постоянную комиссию.", "AGREE CHL + PER actual"),
        ("В октябре страну должен посетить президент Чили.", "AGREE CHL + PER actual"),
    ],
)
def test_the_other_of_the_two_is_meant(text: str, present: str) -> None:
    assert present in coded(PAIR + text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Часть чилийской оппозиции осудила договор.", "ACCUSE CHL > PER actual"),
        ("Бразилия выразила обеспокоенность.", "ACCUSE BRA > CHL actual"),
        ("Чили запретила мужчинам въезжать в столицу.", "SANCTION CHL > PER actual"),
        ("Рыба и порт: о чём договорились Чили и Перу", "AGREE CHL + PER actual"),
        (
            "Президент Турции на переговорах в Осло заявил, что торговать с Ираком не перестанет.",
            "CONSULT IRQ + TUR actual",
        ),
        (
            "Премьер Чили осудил поджог, но приказал выслать посла Перу.",
            "ACCUSE CHL > PER actual",
        ),
        (
            "Он попросил национальную компанию построить трубу в Перу.",
            "REQUEST CHL > PER actual",
        ),
        ("Указ президента Чили позволил наказывать перуанские банки.", "CONCEDE CHL > PER actual"),
        (
            "Чили не станет участвовать в ударе по Перу.",
            "ASSAULT CHL > PER negated",
        ),
    ],
)
def test_nobody_is_put_where_the_text_means_nobody(text: str, absent: str) -> None:
    assert absent not in coded(text if "Он попросил" not in text else "Чили ждёт. " + text)


def test_the_sides_of_a_new_paragraph_are_those_of_the_article() -> None:
    text = (
        "Чили и Перу спорят о границе. Чили обвинила Перу в обмане. Перу упрекнуло Чили. "
        "Перу ждёт ответа Чили. Чили и Перу молчат.\n\n"
        "Бразилия предложила Перу помощь.\n\n"
        "Стороны договорились встретиться осенью."
    )
    assert "AGREE CHL + PER actual" in coded(text)


def test_two_countries_are_no_organisation() -> None:
    text = (
        "Чили и Перу спорят о границе. Чили обвинила Перу в обмане. Перу обвинило Чили.\n\n"
        "Чили раскритиковала Евросоюз. Товарооборот двух стран вырос."
    )
    assert "COOPERATE CHL + PER actual" in coded(text)


def test_what_is_given_back_is_not_seized() -> None:
    text = "Чили взяла под контроль два острова Перу. Перу вернуло Чили острова."
    assert coded(text) == {"RETREAT PER > CHL actual"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В марте Чили выслала посла Перу. Тогда же Перу обвинило Чили в шпионаже.", "2021-03"),
        ("Перу ранее обвинило Чили в шпионаже.", None),
        ("Через неделю Перу обвинило Чили в шпионаже.", None),
    ],
    ids=["then", "earlier", "after-a-week"],
)
def test_another_time_than_the_article(text: str, expected: str | None) -> None:
    article = article_from_text(text, "case")
    read = article.__class__(
        id="case",
        text=article.text,
        title=article.title,
        published=date(2021, 9, 6),
        published_basis="metadata",
        blocks=article.blocks,
    )
    (event,) = [e for e in code(read).events if e.type == "ACCUSE"]
    assert (event.date, event.date_basis) == (expected, "relative")


def test_different_agreements_are_different_events() -> None:
    text = "Чили намерена поставить Перу зерно. Чили предложила Перу построить порт."
    acts = [e for e in code(article_from_text(text, "case")).events if e.type == "AGREE"]
    assert len(acts) == 2


def test_a_denial_denies_what_it_holds() -> None:
    text = "МИД Чили опроверг, что Чили просила Перу об отсрочке."
    assert "REQUEST CHL > PER negated" in coded(text)


def test_names_hung_on_the_noun_before_them_are_the_subject() -> None:
    text = "Договор об учреждении банка Норвегия и Литва заключили в марте."
    assert "SUPPORT LTU + NOR actual" in coded(text)
