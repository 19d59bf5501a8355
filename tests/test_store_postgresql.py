"""The store in PostgreSQL: a server started for the tests, or the empty database whose URL
ITOGI_TEST_POSTGRESQL holds, such as postgresql://postgres@localhost/itogi_test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from alembic import command
from sqlalchemy import MetaData, create_engine, text
from sqlalchemy.exc import IntegrityError

from itogi.coding.records import Coding, Event, Flag, Mention
from itogi.reading.article import Article, Block
from itogi.store import Store, StoreError
from itogi.store.opening import migrations, store_url

TEXT = (
    "Таджикистан и Киргизия обменялись картами 🗺. Делегации встретились в Баткене, "
    "договорились о новой встрече весной и подписали протокол по спорным участкам границы."
)


def coding(content: str = TEXT, url: str = "https://a.example/1") -> Coding:
    meeting = content.index("Делегации"), content.index(",")
    return Coding(
        article=Article(
            id="batken",
            text=content,
            url=url,
            published=date(2023, 3, 1),
            published_basis="metadata",
            blocks=(Block("paragraph", 0, len(content)),),
        ),
        states=("KGZ", "TJK"),
        mentions=(
            Mention(0, 11, "Таджикистан", "state", "TJK"),
            Mention(14, 22, "Киргизия", "state", "KGZ"),
        ),
        events=(
            Event(
                "CONSULT", None, ("KGZ", "TJK"), (), "actual", "2023-03", "text", *meeting,
                rule="meet", confidence=0.75, occasion=(0, 11),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def store(postgresql_url: str) -> Iterator[Store]:
    _empty(postgresql_url)
    with Store(postgresql_url) as opened:
        yield opened
    _empty(postgresql_url)


def _empty(url: str) -> None:
    engine = create_engine(store_url(url))
    tables = MetaData()
    tables.reflect(engine)
    tables.drop_all(engine)
    with engine.begin() as connection:
        for function in ("itogi_verbatim", "itogi_text_stays"):
            connection.execute(text(f"DROP FUNCTION IF EXISTS {function} CASCADE"))
    engine.dispose()


def test_adding_reading_and_changing(store: Store) -> None:
    assert store.add(coding()) == "added"
    assert store.add(coding()) == "unchanged"
    longer = coding(TEXT + " Карты сверят в мае.")
    assert store.add(longer) == "updated"
    assert list(store.codings("TJK", "KGZ", date(2023, 1, 1), date(2023, 12, 31))) == [longer]


def test_a_store_is_opened_again(store: Store, postgresql_url: str) -> None:
    store.add(coding())
    with Store(postgresql_url) as again:
        assert again.counts().articles == 1


def test_reprints_share_a_story(store: Store) -> None:
    store.add(coding())
    store.add(coding(TEXT + " Карты сверят.", url="https://b.example/1"))
    assert {article.story for article in store.articles()} == {store.counts().stories}


def test_a_thing_without_its_words_is_refused(store: Store) -> None:
    store.add(coding())
    wrong = replace(coding(TEXT + " Ещё."), flags=(Flag("odd", 5, 5, "пусто"),))
    with pytest.raises(StoreError, match="batken: not stored"):
        store.add(wrong)
    assert list(store.codings("TJK", "KGZ")) == [coding()]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET quote = NULL",
        "UPDATE events SET quote = upper(quote)",
        "UPDATE events SET span_end = span_end + 1",
        "UPDATE events SET occasion_end = NULL",
        "UPDATE events SET channel_start = 3",
        "UPDATE articles SET text = 'другое'",
    ],
)
def test_the_schema_itself_refuses_changed_evidence(
    store: Store, postgresql_url: str, change: str
) -> None:
    store.add(coding())
    engine = create_engine(store_url(postgresql_url))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()


def test_half_a_span_of_an_older_store_is_dropped(store: Store, postgresql_url: str) -> None:
    store.add(coding())
    engine = create_engine(store_url(postgresql_url))
    with engine.begin() as connection:
        command.downgrade(migrations(connection), "0002")
        connection.execute(text("UPDATE events SET occasion_end = NULL"))
    engine.dispose()
    with Store(postgresql_url) as again:
        (kept,) = again.codings("TJK", "KGZ")
    (event,) = coding().events
    assert kept == replace(coding(), events=(replace(event, occasion=None),))
