"""The brief: what it picks, how it counts, and that each line stands on words of its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from brief_codings import Page, talkative, visit
from itogi.brief import Brief, BriefError, Claim, make_brief
from itogi.brief.wording import Language
from itogi.coding import code
from itogi.coding.records import Voice
from itogi.reading import article_from_text


def claims(brief: Brief, key: str | None = None) -> list[Claim]:
    return [
        claim
        for section in brief.sections
        if key in (None, section.key)
        for group in section.groups
        for claim in group.claims
    ]


def plain(line: str | None) -> str:
    """The line with common spaces; which space a date has depends on the version of CLDR."""
    return " ".join((line or "").split())


def texts(brief: Brief, key: str) -> list[str]:
    return [f"{c.text} {c.words or ''}".strip() for c in claims(brief, key)]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return make_brief(visit(), "RUS", "KAZ")


def test_every_claim_stands_on_words_of_its_source(brief: Brief) -> None:
    by_id = {c.article.id: c.article for c in visit()}
    found = claims(brief)
    assert found
    for claim in found:
        assert claim.evidence, claim.text
        for evidence in claim.evidence:
            text = by_id[brief.sources[evidence.source - 1].id].text
            assert text[evidence.start : evidence.end] == evidence.quote
            assert evidence.before + evidence.quote + evidence.after in text


def test_ids_are_unique_and_what_is_pointed_to_exists(brief: Brief) -> None:
    ids = [claim.id for claim in claims(brief)]
    assert len(ids) == len(set(ids))
    assert {see for s in brief.sections for g in s.groups for see in g.see} <= set(ids)


def test_ids_stay_the_same_when_articles_are_added(brief: Brief) -> None:
    fewer = make_brief(visit()[:2], "RUS", "KAZ")
    assert {c.id for c in claims(fewer, "events")} <= {c.id for c in claims(brief, "events")}


def test_reprints_are_one_event_with_all_its_sources(brief: Brief) -> None:
    meetings = [c for c in claims(brief, "events") if c.code == "CONSULT"]
    assert len(meetings) == 1
    assert {brief.sources[e.source - 1].id for e in meetings[0].evidence} == {"report", "reprint"}
    assert meetings[0].by == "Источники: «Степная газета», «Дорожный вестник»"
    assert plain(meetings[0].when) == "20 мая 2024 г."
    assert meetings[0].tags == ("визит",)


def test_counts_leave_out_the_past_and_the_possible(brief: Brief) -> None:
    assert [c.number for c in brief.figures.by_quad] == [2, 0, 0, 0]
    assert brief.figures.facts == (
        "2 события",
        "ещё 1 ожидаемое или возможное",
        "1 из прошлого (не в счёт)",
        "3 высказывания",
        "2 говорящих",
        "4 статьи",
        "3 сюжета",
        "4 источника",
    )


def test_the_same_text_is_named_in_the_sources(brief: Brief) -> None:
    same = {s.id: s.same_text for s in brief.sources}
    assert same == {
        "report": None,
        "reprint": "тот же текст, что [1]",
        "expert": None,
        "undated": None,
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "official",
            ["Иван Лугов, министр транспорта «Казахстан и Россия откроют дорогу осенью»"],
        ),
        (
            "voices",
            [
                "Роза Ким, экономист «Казахстан опасается вторичных санкций из-за торговли с "
                "Россией»",
                "Роза Ким, экономист «двусторонний оборот вырастет в следующем году»",
            ],
        ),
        (
            "constraints",
            [
                "Роза Ким, экономист «Казахстан опасается вторичных санкций из-за торговли с "
                "Россией»"
            ],
        ),
        (
            "outlook",
            [
                "Предложение или обещание на условиях: Россия — Казахстану «Россия предложила "
                "Казахстану скидку на проезд»",
                "Иван Лугов, министр транспорта (Россия) «Казахстан и Россия откроют дорогу "
                "осенью»",
                "Роза Ким «двусторонний оборот вырастет в следующем году»",
            ],
        ),
        (
            "background",
            [
                "Подписание, совместный документ или взаимная поддержка: Россия и Казахстан "
                "«Напомним, договор между Россией и Казахстаном подписан в 1992 году»"
            ],
        ),
        ("flags", ["«Киргизия»: названа третья сторона, вне пары Россия — Казахстан"]),
        (
            "tracks",
            [
                "Роза Ким, экономист «Казахстан опасается вторичных санкций из-за торговли с "
                "Россией»",
                "Роза Ким «двусторонний оборот вырастет в следующем году»",
            ],
        ),
    ],
)
def test_sections(brief: Brief, key: str, expected: list[str]) -> None:
    assert sorted(texts(brief, key)) == sorted(expected)


def test_an_expert_is_marked_as_one_wherever_he_speaks(brief: Brief) -> None:
    spoken = [c for c in claims(brief) if c.text.startswith("Роза Ким")]
    assert len(spoken) == 6
    assert all("оценка эксперта" in c.tags for c in spoken)


def test_other_pairs_stay_out(brief: Brief) -> None:
    assert "other" not in {source.id for source in brief.sources}
    assert not make_brief(visit(), "KAZ", "KGZ").figures.by_quad[0].number


@pytest.mark.parametrize(
    ("since", "until", "sources"),
    [
        (date(2024, 6, 1), None, ["expert"]),
        (None, date(2024, 5, 20), ["report"]),
        (date(2024, 5, 21), date(2024, 5, 21), ["reprint"]),
    ],
)
def test_a_period_bounds_the_dates_of_publication(
    since: date | None, until: date | None, sources: list[str]
) -> None:
    found = make_brief(visit(), "RUS", "KAZ", since, until)
    assert [source.id for source in found.sources] == sources
    assert "Без даты, а потому вне периода: 1 статья." in found.notes


def test_an_event_before_the_period_is_background() -> None:
    found = make_brief(visit(), "RUS", "KAZ", since=date(2024, 5, 21))
    assert "CONSULT" in {c.code for c in claims(found, "background")}
    assert "CONSULT" not in {c.code for c in claims(found, "events")}


@pytest.mark.parametrize(
    ("day", "past"),
    [("2024-W20", True), ("2024-W23", False), ("2023", True), ("2024", False), ("когда-то", False)],
)
def test_an_imprecise_date_is_past_when_all_of_it_is(day: str, past: bool) -> None:
    page = Page("dated", "Казахстан обвинил Россию в задержке поездов.", published="2024-06-09")
    page.event("Казахстан обвинил Россию в задержке поездов", "ACCUSE", "KAZ", "RUS", day=day)
    found = make_brief([page.coding()], "RUS", "KAZ", since=date(2024, 6, 1))
    assert bool(claims(found, "background")) is past
    assert bool(claims(found, "events")) is not past


def test_no_findings_are_said_so() -> None:
    found = make_brief(visit(), "KAZ", "UKR")
    assert not found.found
    assert found.notes[0] == "За этот период нет статей, в которых названы обе стороны."
    bare = Page("bare", "Россия и Казахстан большие.", title="О странах").coding()
    found = make_brief([bare], "RUS", "KAZ")
    assert found.notes[0].startswith("В этих источниках за этот период об отношениях Россия")
    assert (found.sections, found.sources) == ((), ())


@pytest.mark.parametrize(
    ("a", "b", "options", "message"),
    [
        ("RUS", "RUS", {}, "two different"),
        ("RUS", "XXQ", {}, "XXQ: no state"),
        ("RUS", "KAZ", {"language": "fr"}, "expected one of ru, en"),
        ("RUS", "KAZ", {"since": date(2024, 2, 1), "until": date(2024, 1, 1)}, "is after"),
    ],
)
def test_a_wrong_request_is_named(a: str, b: str, options: dict, message: str) -> None:
    with pytest.raises(BriefError, match=message):
        make_brief([], a, b, **options)


def test_an_event_in_the_words_of_a_side_names_the_speaker() -> None:
    page = Page("talk", "Россия осудила Казахстан за пошлины, рассказал министр Пак.")
    page.says("Россия осудила Казахстан за пошлины", "Пак", "RUS", indirect=True)
    page.event("Россия осудила Казахстан за пошлины", "ACCUSE", "RUS", "KAZ")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert claim.by == "Со слов: Пак (Россия)"


@pytest.mark.parametrize("voice", ["expert", "business", "other"])
def test_what_only_an_expert_says_is_no_event(voice: Voice) -> None:
    page = Page("talk", "Россия осудила Казахстан за пошлины, рассказал аналитик Пак.")
    page.says("Россия осудила Казахстан за пошлины", "Пак", voice=voice, indirect=True)
    page.event("Россия осудила Казахстан за пошлины", "ACCUSE", "RUS", "KAZ")
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert not claims(found, "events")
    assert [claim.text for claim in claims(found, "voices")] == ["Пак"]


def test_the_sentence_that_leads_over_to_an_expert_holds_no_event() -> None:
    page = Page(
        "talk",
        "Аналитик Пак рассказал, каковы перспективы сближения России и Казахстана.",
        "«Торговля России и Казахстана вырастет», — сказал Пак.",
    )
    page.names("Пак", "Пак")
    page.says("Торговля России и Казахстана вырастет", "Пак", voice="expert")
    page.event("сближения России и Казахстана", "AGREE", "KAZ RUS", status="hypothetical")
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert {claim.kind for claim in claims(found)} == {"statement", "passage"}


@pytest.mark.parametrize(
    ("day", "section"), [(None, "background"), ("2019-03", "background"), ("2024-05-19", "events")]
)
def test_what_the_newsroom_recalls_is_background_unless_it_is_of_this_year(
    day: str | None, section: str
) -> None:
    page = Page("past", "Напомним, Россия и Казахстан договорились о школах.")
    page.recalls("Напомним, Россия и Казахстан договорились о школах.")
    page.event("Россия и Казахстан договорились о школах", "SUPPORT", "KAZ RUS", day=day)
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert [claim.code for claim in claims(found, section)] == ["SUPPORT"]
    assert (claims(found)[0].when is None) is (day is None)
    assert len(claims(found)) == 1


@pytest.mark.parametrize(
    ("sentence", "said", "cue", "rule", "shown"),
    [
        ("Москва призвала Астану открыть путь к морю.", "открыть путь к морю", "призвала",
         "infinitive/request", "«призвала Астану открыть путь к морю»"),
        ("Москва обвинила Астану в том, что та медлит с ответом.", "та медлит с ответом",
         "обвинила", "that/accuse", "«обвинила Астану в том, что та медлит с ответом»"),
        ("Астана просила у Москвы скидку, эти слухи в министерстве опровергли.",
         "Астана просила у Москвы скидку", "опровергли", "aside/deny",
         "«Астана просила у Москвы скидку, эти слухи в министерстве опровергли»"),
        ("Москва заявила, что Астана не спешит.", "Астана не спешит", "заявила", "that/assert",
         "«Астана не спешит»"),
        ("Астана не спешит, предупредили в Москве.", "Астана не спешит", "предупредили",
         "aside/warn", "«Астана не спешит»"),
    ],
)  # fmt: skip
def test_words_are_shown_with_what_reports_them_where_they_need_it(
    sentence: str, said: str, cue: str, rule: str, shown: str
) -> None:
    page = Page("cue", sentence).says(said, "Москва", "RUS", indirect=True, rule=rule, cue=cue)
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "official")
    assert claim.words == shown


@pytest.mark.parametrize(
    ("sentence", "said", "cue", "rule", "office", "line"),
    [
        ("Астана призвала Москву открыть брод.", "открыть брод", "призвала", "infinitive/request",
         None, "Астана «призвала Москву открыть брод»"),
        ("Астана требует от Москвы открыть брод.", "открыть брод", "требует",
         "infinitive/request", "столица", "Астана, столица, «требует от Москвы открыть брод»"),
        ("В Астане призвали Москву открыть брод.", "открыть брод", "призвали",
         "infinitive/request", None, "Астана: «призвали Москву открыть брод»"),
        ("Астана заявила, что Москва открыла брод.", "Москва открыла брод", "заявила",
         "that/assert", None, "Астана: «Москва открыла брод»"),
        ("В Астане считают Москву надёжным соседом.", "Москву надёжным соседом", "считают",
         "equation/opine", None, "Астана: «считают Москву надёжным соседом»"),
        ("Астана обратилась к Москве с просьбой открыть брод.", "просьбой открыть брод", "просьбой",
         "noun-infinitive/request", None,
         "Астана: «Астана обратилась к Москве с просьбой открыть брод»"),
    ],
)  # fmt: skip
def test_a_line_reads_as_a_sentence(
    sentence: str, said: str, cue: str, rule: str, office: str | None, line: str
) -> None:
    page = Page("line", sentence)
    page.says(said, "Астана", "KAZ", office=office, indirect=True, rule=rule, cue=cue)
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "official")
    assert f"{claim.text}{claim.joint} {claim.words}" == line


@pytest.mark.parametrize(
    ("sentence", "evidence", "shown"),
    [
        ("Послы говорили о заключении союза России с Казахстаном.",
         "заключении союза России с Казахстаном",
         "«Послы говорили о заключении союза России с Казахстаном»"),
        ("Пока шли переговоры, Россия упрекнула Казахстан.", "Россия упрекнула Казахстан",
         "«Россия упрекнула Казахстан»"),
        ("Итог дня: посол России упрекнул Казахстан.", "посол России упрекнул Казахстан",
         "«посол России упрекнул Казахстан»"),
    ],
)  # fmt: skip
def test_an_event_is_shown_in_words_that_can_be_read(
    sentence: str, evidence: str, shown: str
) -> None:
    page = Page("words", sentence).event(evidence, "ACCUSE", "RUS", "KAZ")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert claim.words == shown
    assert claim.evidence[0].quote == evidence


@pytest.mark.parametrize(
    ("sentence", "dated"),
    [
        ("Тогда же Россия упрекнула Казахстан.", False),
        ("Через три недели Россия упрекнула Казахстан.", False),
        ("Россия упрекнула Казахстан, тогда же ушли суда.", True),
        ("Россия упрекнула Казахстан.", True),
    ],
)
def test_an_act_of_another_time_has_not_the_date_of_the_report(sentence: str, dated: bool) -> None:
    page = Page("then", sentence).event("Россия упрекнула Казахстан", "ACCUSE", "RUS", "KAZ")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert bool(claim.when) is dated


def test_what_each_does_to_the_other_in_the_same_words_is_one_line() -> None:
    page = Page("mutual", "Россия и Казахстан обвинили друг друга в задержках.")
    page.event("Россия и Казахстан обвинили друг друга", "ACCUSE", "RUS", "KAZ")
    page.event("Россия и Казахстан обвинили друг друга", "ACCUSE", "KAZ", "RUS")
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert [c.text for c in claims(found, "events")] == [
        "Взаимная критика или обвинения: Россия и Казахстан"
    ]
    assert [sum(n.number for n in d.by_quad) for d in found.figures.directions] == [0, 0, 1]


def test_what_is_denied_is_not_counted_as_done() -> None:
    page = Page("deny", "Россия просила Казахстан о зерне, эти слухи в Астане опровергли.")
    page.says("Россия просила Казахстан о зерне", "Астана", "KAZ", indirect=True,
              rule="aside/deny", cue="опровергли")  # fmt: skip
    page.event("Россия просила Казахстан о зерне", "REQUEST", "RUS", "KAZ")
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert [c.status for c in claims(found, "events")] == ["negated"]
    assert found.figures.by_type == ()


def test_one_meeting_is_one_event_whatever_else_is_read_into_it() -> None:
    page = Page("twice", "Россия и Казахстан встретились на саммите с Киргизией.")
    page.event("Россия и Казахстан встретились", "CONSULT", "KAZ RUS", confidence=0.7)
    page.event(
        "Россия и Казахстан встретились на саммите", "CONSULT", "KAZ KGZ RUS", confidence=0.4
    )
    assert len(claims(make_brief([page.coding()], "RUS", "KAZ"), "events")) == 1


def test_a_fragment_gives_way_to_the_words_that_it_is_in() -> None:
    page = Page("part", "Пак сказал, что Россия ведёт «тихую игру» с Казахстаном.")
    page.says("тихую игру", "Пак", "KAZ")
    page.says("Россия ведёт «тихую игру» с Казахстаном", "Пак", "KAZ", indirect=True)
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "official")
    assert claim.words == "«Россия ведёт „тихую игру“ с Казахстаном»"
    assert len(claim.evidence) == 1


def test_the_life_of_a_person_is_no_background_of_the_pair() -> None:
    page = Page("life", "Россия и Казахстан открыли школу.", "Учитель родился в Казахстане.",
                title="Россия и Казахстан: школа")  # fmt: skip
    page.recalls("Учитель родился в Казахстане.").event(
        "Россия и Казахстан открыли школу", "COOPERATE", "KAZ RUS"
    )
    assert not claims(make_brief([page.coding()], "RUS", "KAZ"), "background")


def test_words_keep_the_quotation_mark_beside_them() -> None:
    page = Page("marks", "Завод «Рассвет» и Россия приняли гостей из Казахстана.")
    page.event("Рассвет» и Россия приняли гостей из Казахстана", "CONSULT", "KAZ RUS")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert claim.words == "«„Рассвет“ и Россия приняли гостей из Казахстана»"


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        ("ru", ("Сказано: «На встрече с послом Индии»", "Кому: журналисты", "О чём: «визит»")),
        ("en", ("Said: “На встрече с послом Индии”", "To: journalists", "About: “визит”")),
    ],
)
def test_where_it_was_said_and_to_whom(language: Language, notes: tuple[str, ...]) -> None:
    text = (
        "Индия и Непал. На встрече с послом Индии, комментируя визит, министр Непала сказал "
        "журналистам, что Индия и Непал построят мост."
    )
    coding = code(article_from_text(text, "note"))
    (claim,) = claims(make_brief([coding], "IND", "NPL", language=language), "official")
    assert claim.notes == notes


def test_an_organisation_of_the_pair_speaks_officially() -> None:
    page = Page(
        "union", "Россия и Казахстан торгуют.", "В Казахстане довольны Россией, заявили там."
    )
    page.says("В Казахстане довольны Россией", "Союз", "KAZ", voice="organisation", indirect=True)
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert [claim.text for claim in claims(found, "official")] == ["Союз"]


def test_an_outlet_that_relays_is_no_speaker() -> None:
    page = Page("relay", "Россия и Казахстан открыли мост, передаёт «Степь».", outlet="Степь")
    page.says("Россия и Казахстан открыли мост", "Степь", voice="other", indirect=True)
    page.event("Россия и Казахстан открыли мост", "COOPERATE", "KAZ RUS")
    found = make_brief([page.coding()], "RUS", "KAZ")
    assert [claim.by for claim in claims(found, "events")] == ["Источник: «Степь»"]
    assert not claims(found, "voices")


def busy() -> Page:
    page = Page(
        "busy",
        "Россия и Казахстан подписали договор о дорогах.",
        "Россия упрекнула Казахстан в задержках.",
        "Казахстан просил Россию о скидке.",
        "Россия и Казахстан провели учения.",
        "Россия и Казахстан обсудили границу.",
        "Россия и Казахстан обсудили погоду.",
        "Россия и Казахстан обсудили футбол.",
        "Россия ударила по Казахстану.",
    )
    for words, kind, actors, recipients in (
        ("Россия и Казахстан подписали договор", "SUPPORT", "KAZ RUS", ""),
        ("Россия упрекнула Казахстан", "ACCUSE", "RUS", "KAZ"),
        ("Казахстан просил Россию", "REQUEST", "KAZ", "RUS"),
        ("Россия и Казахстан провели учения", "COOPERATE", "KAZ RUS", ""),
        ("Россия и Казахстан обсудили границу", "CONSULT", "KAZ RUS", ""),
        ("Россия и Казахстан обсудили погоду", "CONSULT", "KAZ RUS", ""),
        ("Россия и Казахстан обсудили футбол", "CONSULT", "KAZ RUS", ""),
    ):
        page.event(words, kind, actors, recipients)
    return page.event("Россия ударила по Казахстану", "ASSAULT", "RUS", "KAZ", confidence=0.4)


def test_the_main_events_are_sure_and_of_several_kinds() -> None:
    found = make_brief([busy().coding()], "RUS", "KAZ")
    by_id = {claim.id: claim for claim in claims(found)}
    ((first,),) = [s.groups for s in found.sections if s.key == "glance"]
    main = [by_id[see].code for see in first.see]
    assert main[0] == "SUPPORT"  # The article opens with it.
    assert len(main) == 5
    assert main.count("CONSULT") <= 2
    assert "ASSAULT" not in main


def test_the_main_events_are_not_told_twice() -> None:
    page = busy()
    told = (
        "Россия и Казахстан договорились встретиться в Омске после телефонного разговора 16 мая",
        "По итогам телефонного разговора России и Казахстана 16 мая стороны договорились"
        " встретиться в Омске в ближайшие две недели",
    )
    others = [Page(f"told-{n}", f"{words}.") for n, words in enumerate(told)]
    for other, words, day in zip(others, told, ("2024-05-16", "2024-06-02"), strict=True):
        other.event(words, "AGREE", "KAZ RUS", day=day)
    found = make_brief([p.coding() for p in (page, *others)], "RUS", "KAZ")
    by_id = {claim.id: claim for claim in claims(found)}
    assert [claim.code for claim in claims(found, "events")].count("AGREE") == 2
    ((first,),) = [s.groups for s in found.sections if s.key == "glance"]
    assert [by_id[see].code for see in first.see].count("AGREE") == 1


def test_what_is_read_with_doubt_is_marked() -> None:
    found = make_brief([busy().coding()], "RUS", "KAZ")
    marked = [c.code for c in claims(found, "events") if "прочитано неуверенно" in c.tags]
    assert marked == ["ASSAULT"]


def test_a_passage_that_reports_an_event_is_left_to_it() -> None:
    page = Page("once", "Казахстан запретил ввоз яблок из России.")
    page.event("Казахстан запретил ввоз яблок", "SANCTION", "KAZ", "RUS")
    page.track("Казахстан запретил ввоз яблок", "trade")
    found = make_brief([page.coding()], "RUS", "KAZ")
    (event,) = claims(found)
    pointing = {s.key for s in found.sections for g in s.groups if event.id in g.see}
    assert pointing == {"tracks", "constraints"}
    assert [count.number for count in found.figures.by_track] == [1]


def test_a_third_side_is_heard_only_where_it_speaks_of_both() -> None:
    page = Page("third", "Киргизия ждёт поездов, сказали в Москве и Астане послам Киргизии.")
    page.says("Киргизия ждёт поездов", "Бишкек", "KGZ", indirect=True)
    assert not claims(make_brief([page.coding()], "RUS", "KAZ"), "voices")


def test_what_a_side_says_of_another_state_is_not_said_of_the_pair() -> None:
    page = Page(
        "visit",
        "Лугов подтвердил, что дорога откроется осенью.",
        "Лугов подтвердил, что Киргизия получит скидку.",
        title="Россия и Казахстан строят дорогу",
    )
    for words in ("дорога откроется осенью", "Киргизия получит скидку"):
        page.says(words, "Иван Лугов", "RUS", indirect=True)
    shown = [claim.words for claim in claims(make_brief([page.coding()], "RUS", "KAZ"), "official")]
    assert shown == ["«дорога откроется осенью»"]


def test_all_behind_a_verb_of_speech_is_said_by_its_subject() -> None:
    sentence = "Министр транспорта России Иван Лугов заявил, что дорога нужна Казахстану."
    page = Page("road", sentence, title="Россия и Казахстан")
    page.says("дорога нужна Казахстану", "Иван Лугов", "RUS", indirect=True, cue="заявил")
    page.track(sentence, "transport")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "tracks")
    assert (claim.text, claim.words) == ("Иван Лугов (Россия)", "«дорога нужна Казахстану»")


def test_words_that_lie_in_each_other_are_shown_once() -> None:
    page = Page("road", "Россия и Казахстан обсудили дорогу и подписали договор.")
    page.event("Россия и Казахстан обсудили дорогу", "CONSULT", "KAZ RUS",
               more="Россия и Казахстан обсудили дорогу и подписали договор")  # fmt: skip
    (event,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert [e.quote for e in event.evidence] == ["Россия и Казахстан обсудили дорогу"]


def test_the_same_words_are_one_event() -> None:
    page = Page("twice", "Казахстан снял запрет на ввоз машин из России.")
    page.event("Казахстан снял запрет на ввоз машин из России", "CONCEDE", "KAZ", "RUS")
    page.event("снял запрет на ввоз", "CONCEDE", "KAZ", "RUS")
    page.event("ввоз машин из России", "COOPERATE", "KAZ RUS")
    found = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert [claim.code for claim in found] == ["CONCEDE", "COOPERATE"]


def _meetings(*days: str) -> Iterator[Page]:
    for number, day in enumerate(days):
        words = f"Россия и Казахстан провели встречу {number} в разных городах"
        page = Page(f"m{number}", f"{words}.", outlet=f"Газета {number}", published=day)
        yield page.event(words, "CONSULT", "KAZ RUS")


@pytest.mark.parametrize(
    ("days", "events"),
    [
        (("2024-01-10", "2024-01-10"), 1),
        (("2024-01-10", "2024-01-11"), 1),
        (("2024-01-10", "2024-02-10"), 2),
        (("2024-01-10", "2024-01-11", "2024-03-01"), 2),
    ],
)
def test_meetings_of_one_day_are_one(days: tuple[str, ...], events: int) -> None:
    found = make_brief([page.coding() for page in _meetings(*days)], "RUS", "KAZ")
    assert found.figures.by_quad[0].number == events


@pytest.mark.parametrize(
    ("days", "keys"),
    [
        (("2024-01-10", "2024-01-13"), ["2024-01-10", "2024-01-11", "2024-01-12", "2024-01-13"]),
        (("2023-11-10", "2024-02-10"), ["2023-11", "2023-12", "2024-01", "2024-02"]),
        (("2019-11-10", "2024-02-10"), ["2019", "2020", "2021", "2022", "2023", "2024"]),
    ],
)
def test_the_timeline_has_no_gaps(days: tuple[str, ...], keys: list[str]) -> None:
    found = make_brief([page.coding() for page in _meetings(*days)], "RUS", "KAZ")
    assert [period.key for period in found.figures.timeline] == keys
    assert sum(c.number for p in found.figures.timeline for c in p.by_quad) == 2


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("1991", "1991"),
        ("2014-05", "май 2014 г."),
        ("2014-05-09", "9 мая 2014 г."),
        ("2022-W40", "неделя с 3 октября 2022 г."),
        ("2022-W60", "2022-W60"),
        ("2022-13-40", "2022-13-40"),
        ("давно", "давно"),
    ],
)
def test_dates_are_as_precise_as_the_source(day: str, shown: str) -> None:
    page = Page("dated", "Казахстан обвинил Россию в задержке поездов.")
    page.event("Казахстан обвинил Россию в задержке поездов", "ACCUSE", "KAZ", "RUS", day=day)
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert (plain(claim.when), claim.when_note) == (shown, "дата из текста")


def test_the_date_of_an_agreement_is_that_of_what_is_agreed() -> None:
    page = Page("plan", "Россия и Казахстан встретятся 9 октября 2025 года.")
    page.event("Россия и Казахстан встретятся", "AGREE", "KAZ RUS", day="2025-10-09")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert plain(claim.when) == "20 мая 2024 г."
    assert [plain(note) for note in claim.notes] == ["Срок: 9 октября 2025 г."]


def test_an_agreement_of_the_past_has_its_own_date() -> None:
    page = Page("deal", "В марте Россия и Казахстан согласовали порядок расчётов.")
    page.event("Россия и Казахстан согласовали порядок", "AGREE", "KAZ RUS", day="2024-03")
    (claim,) = claims(make_brief([page.coding()], "RUS", "KAZ"), "events")
    assert (plain(claim.when), claim.notes) == ("март 2024 г.", ())


def test_in_a_long_list_the_lesser_claims_are_minor() -> None:
    found = make_brief([talkative()], "RUS", "KAZ")
    (group,) = [g for s in found.sections if s.key == "official" for g in s.groups]
    assert [claim.minor for claim in group.claims].count(False) == 3
    assert (len(group.claims), group.more) == (12, "Ещё 9")
    assert not any(claim.minor for claim in claims(make_brief(visit(), "RUS", "KAZ")))


def test_directions() -> None:
    page = Page("three", "Россия ругает Казахстан.", "Казахстан благодарит Россию.")
    page.event("Россия ругает Казахстан", "ACCUSE", "RUS", "KAZ")
    page.event("Казахстан благодарит Россию", "SUPPORT", "KAZ", "RUS")
    found = make_brief([page.coding()], "RUS", "KAZ")
    counts = {d.label: [c.number for c in d.by_quad] for d in found.figures.directions}
    assert counts == {
        "Россия →\xa0Казахстан": [0, 0, 1, 0],
        "Казахстан →\xa0Россия": [1, 0, 0, 0],
        "взаимно": [0, 0, 0, 0],
    }


def test_acts_of_both_towards_a_third_are_not_theirs() -> None:
    page = Page("third", "Россия и Казахстан призвали Киргизию открыть границу.")
    page.event("Россия и Казахстан призвали Киргизию", "REQUEST", "KAZ RUS", "KGZ")
    assert not claims(make_brief([page.coding()], "RUS", "KAZ"), "events")


def test_an_english_brief_keeps_the_words_of_the_sources() -> None:
    found = make_brief(visit(), "RUS", "KAZ", language="en")
    assert found.title == "Russia and Kazakhstan"
    (meeting,) = [c for c in claims(found, "events") if c.code == "CONSULT"]
    assert meeting.text == "Meeting or talks: Russia and Kazakhstan"
    assert meeting.by == "Sources: “Степная газета”, “Дорожный вестник”"
    assert meeting.when == "May 20, 2024"
    assert found.figures.facts[0] == "2 events"
