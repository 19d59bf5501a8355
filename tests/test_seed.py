"""The article that started it, line by line of the design's table. It lies beside the project."""

from pathlib import Path

import pytest

from itogi.brief import make_brief
from itogi.coding import code
from itogi.reading import read

SEED = Path(__file__).parents[2] / "shared" / "seed.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"the seed article is not at {SEED}")


@pytest.fixture(scope="module")
def coding():
    (article,) = read([SEED])
    return code(article)


@pytest.fixture(scope="module")
def brief(coding):
    return make_brief([coding], "RUS", "KAZ")


def words(coding, thing):
    return coding.article.text[thing.start : thing.end]


def section(brief, key):
    (found,) = [s for s in brief.sections if s.key == key]
    return [claim for group in found.groups for claim in group.claims]


def test_the_telegram_is_an_official_act_with_occasion_and_channel(coding):
    telegram = [e for e in coding.events if e.occasion and e.channel]
    assert len(telegram) == 1
    event = telegram[0]
    text = coding.article.text
    assert (event.type, event.actors, event.recipients) == ("SUPPORT", ("RUS",), ("KAZ",))
    assert event.status == "actual"
    assert "Днем республики" in text[slice(*event.occasion)]
    assert "сайте Кремля" in text[slice(*event.channel)]


def test_the_quotation_under_its_speaker_is_direct(coding):
    (quote,) = [s for s in coding.statements if words(coding, s).startswith("Ваша страна")]
    assert quote.kind == "direct"
    assert (quote.speaker, quote.state) == ("Владимир Путин", "RUS")
    assert quote.office and "президент" in quote.office
    assert words(coding, quote).endswith("коренным интересам наших народов")


def test_the_paraphrase_is_an_indirect_statement_of_the_same_person(coding):
    (said,) = [s for s in coding.statements if words(coding, s).startswith("Казахстан уверенно")]
    assert (said.kind, said.speaker, said.voice) == ("indirect", "Владимир Путин", "official")


def test_what_the_telegram_notes_is_his_statement_too(coding):
    (said,) = [s for s in coding.statements if words(coding, s).startswith("российско-казах")]
    assert (said.kind, said.speaker) == ("indirect", "Владимир Путин")
    assert words(coding, said).endswith("на высоком уровне")


def test_the_seven_directions_are_seven_rows_by_track(coding):
    listed = [t for t in coding.tracks if t.rule == "tracks.enumerated"]
    assert [t.track for t in listed[:7]] == [
        "trade", "investment", "transport", "digital", "integration", "sanctions", "politics",
    ]  # fmt: skip
    assert all({"KAZ", "RUS"} <= set(t.states) for t in listed)
    assert listed[4].states == ("CHN", "KAZ", "RUS")


def test_the_directions_are_the_experts_assessment(coding, brief):
    directions = [
        c for c in section(brief, "tracks") if c.evidence[0].quote.startswith(("В-", "Во-"))
    ]
    assert len(directions) == 7
    assert all("Сергей Марков" in claim.text for claim in directions)
    assert all(claim.voice == "expert" for claim in directions)


def test_the_expert_speaks_as_an_expert(coding):
    said = [s for s in coding.statements if s.speaker == "Сергей Марков"]
    assert len(said) >= 4
    assert {s.voice for s in said} == {"expert"}


def test_only_the_telegram_is_an_event(coding):
    assert [(e.type, e.rule) for e in coding.events] == [("SUPPORT", "support.congratulate")]


def test_january_2022_is_his_statement_and_no_event(coding):
    text = coding.article.text
    at = text.index("января 2022")
    assert any(s.start <= at < s.end and s.voice == "expert" for s in coding.statements)
    assert [t.track for t in coding.tracks if t.start <= at < t.end] == ["security"]
    assert not any(e.start <= at < e.end for e in coding.events)


def test_fear_of_sanctions_and_payments_are_constraints_with_who_says_so(brief):
    claims = section(brief, "constraints")
    quotes = " ".join(c.evidence[0].quote for c in claims)
    assert "не желает попасть под санкции" in quotes
    assert "через западные банки" in quotes
    assert all("Сергей Марков" in c.text for c in claims)


def test_the_recalled_declaration_is_background_with_its_date(coding, brief):
    assert [b.date for b in coding.background] == [None, "1990-10-25"]
    assert not any(e.date == "1990-10-25" for e in coding.events)
    assert len(section(brief, "background")) == 2


def test_the_slip_is_kept_and_flagged(coding, brief):
    (flag,) = coding.flags
    assert (flag.kind, words(coding, flag)) == ("outside-pair", "Азербайджан")
    assert any("Азербайджан" in claim.text for claim in section(brief, "flags"))


def test_furniture_is_metadata_and_never_coded(coding):
    article = coding.article
    assert article.furniture.views == 13345
    assert any("COP29" in banner for banner in article.furniture.banners)
    spans = [(b.start, b.end) for b in article.blocks if b.kind == "furniture"]
    coded = [*coding.statements, *coding.events, *coding.tracks, *coding.background]
    assert not any(s < c.end and c.start < e for c in coded for s, e in spans)


def test_the_date_is_inferred_with_its_reason_or_unknown(coding):
    article = coding.article
    if article.published is None:
        assert article.published_basis == "unknown"
    else:
        assert article.published.isoformat() == "2024-10-25"
        assert (article.published_basis, bool(article.published_note)) == ("inferred", True)
