"""The store: what goes in comes out, each page once, nothing without its words."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from itogi.coding.records import (
    Background,
    Coding,
    Event,
    Flag,
    Mention,
    Statement,
    Track,
)
from itogi.reading.article import Article, Block, Furniture
from itogi.store import Store, StoreError
from itogi.store.opening import migrations
from itogi.store.schema import Table

TEXT = (
    "Министры встретились в Ташкенте\n\n"
    "Министр энергетики Узбекистана принял в Ташкенте коллегу из Туркменистана. "
    "«Газа хватит на обе страны», — сказал узбекский министр журналистам после беседы. "
    "Напомним, договор о дружбе подписан в 1996 году. Стороны обсудили и новый газопровод."
)


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def coding(text: str = TEXT, **fields: object) -> Coding:
    article = Article(
        id="tashkent",
        text=text,
        title="Министры встретились в Ташкенте",
        outlet="Степной вестник",
        authors=("А. Иванова", "Б. Ли"),
        published=date(2023, 5, 4),
        published_basis="metadata",
        url="https://step.example/news/1?utm_source=feed",
        source="/pages/tashkent.html",
        blocks=(Block("headline", 0, 31), Block("paragraph", 33, len(text))),
        furniture=Furniture(views=120, credits=("Фото: ведомство",), banners=("Форум",)),
    )
    return Coding(
        article=replace(article, **fields),
        states=("TKM", "UZB"),
        mentions=(
            Mention(*span("Узбекистана"), "Узбекистана", "state", "UZB", "Q265", "Узбекистан"),
            Mention(*span("узбекский"), "узбекский", "state", "UZB", adjective=True),
        ),
        statements=(
            Statement(
                *span("Газа хватит на обе страны"),
                kind="direct",
                speaker="министр энергетики Узбекистана",
                state="UZB",
                office="министр энергетики",
                voice="official",
                rule="quote",
                confidence=0.9,
                cue=span("сказал"),
                addressee="журналисты",
                addressee_state="TKM",
                setting=span("после беседы"),
                topic=span("новый газопровод"),
                branch="government",
            ),
        ),
        events=(
            Event(
                "CONSULT",
                "visit",
                ("TKM", "UZB"),
                (),
                "actual",
                "2023-05-04",
                "published",
                *span("Министр энергетики Узбекистана принял в Ташкенте коллегу"),
                rule="consult.host",
                confidence=0.8,
                place="Ташкент",
                occasion=span("после беседы"),
                channel=span("журналистам"),
                more=(span("Министры встретились в Ташкенте"),),
            ),
        ),
        tracks=(Track(("TKM", "UZB"), "energy", *span("новый газопровод"), "lexicon", 0.7),),
        background=(Background(*span("Напомним, договор о дружбе подписан в 1996 году"), "1996"),),
        flags=(Flag("outside-pair", *span("обе страны"), "о ком речь, не сказано"),),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store(tmp_path / "itogi.db") as opened:
        yield opened


def test_a_coding_comes_back_as_it_went_in(store: Store) -> None:
    assert store.add(coding()) == "added"
    assert list(store.codings("UZB", "TKM")) == [coding()]


def test_the_same_page_twice_changes_nothing(store: Store) -> None:
    store.add(coding())
    before = list(store.articles())
    assert store.add(coding()) == "unchanged"
    assert store.add(coding(url="http://step.example/news/1#comments")) == "updated"
    assert len(list(store.articles())) == 1
    assert [a.added for a in store.articles()] == [a.added for a in before]


@pytest.mark.parametrize(
    ("field", "value"), [("source", "/elsewhere/tashkent.html"), ("id", "renamed")]
)
def test_where_a_page_was_read_from_does_not_matter(store: Store, field: str, value: str) -> None:
    store.add(coding())
    assert store.add(coding(**{field: value})) == "unchanged"


def test_a_moved_file_without_url_is_the_same_page(store: Store) -> None:
    store.add(coding(url=None))
    assert store.add(coding(url=None, source="/archive/tashkent.html")) == "unchanged"


def test_two_files_of_one_name_are_two_pages(store: Store) -> None:
    store.add(coding(url=None))
    other = coding(TEXT + " Ещё.", url=None, source="/other/tashkent.html")
    assert store.add(other) == "added"
    assert store.counts().articles == 2


def test_a_changed_text_takes_the_old_ones_place(store: Store) -> None:
    store.add(coding())
    longer = coding(TEXT + " Дополнено вечером.")
    assert store.add(longer) == "updated"
    assert list(store.codings("UZB", "TKM")) == [longer]
    with sqlite3.connect(store.name) as raw:
        assert raw.execute("SELECT count(*) FROM event_sides").fetchone() == (2,)


@pytest.mark.parametrize(
    ("layer", "wrong"),
    [
        ("flags", Flag("outside-pair", 10, 10, "пусто")),
        ("flags", Flag("outside-pair", -1, 10, "до начала")),
        ("background", Background(len(TEXT) - 3, len(TEXT) + 99, None)),
        ("tracks", Track(("TKM", "UZB"), "energy", 20, 10, "lexicon", 0.5)),
        ("tracks", Track(("TKM", "UZB"), "energy", 10, 20, "lexicon", 1.5)),
    ],
)
def test_a_thing_without_its_words_is_refused_and_nothing_is_lost(
    store: Store, layer: str, wrong: object
) -> None:
    store.add(coding())
    with pytest.raises(StoreError, match="tashkent: not stored"):
        store.add(replace(coding(TEXT + " Дополнено."), **{layer: (wrong,)}))
    assert list(store.codings("UZB", "TKM")) == [coding()]


@pytest.mark.parametrize(
    ("table", "span"),
    [
        ("statements", "cue"),
        ("statements", "setting"),
        ("statements", "topic"),
        ("events", "occasion"),
        ("events", "channel"),
    ],
)
@pytest.mark.parametrize(
    "change",
    ["{0}_end = NULL", "{0}_start = NULL", "{0}_end = {0}_start", "{0}_start = -1"],
)
def test_a_further_span_is_whole_and_in_order(
    store: Store, table: str, span: str, change: str
) -> None:
    store.add(coding())
    with sqlite3.connect(store.name) as raw:
        with pytest.raises(sqlite3.IntegrityError, match=f"ck_{table}_{span}"):
            raw.execute(f"UPDATE {table} SET {change.format(span)}")
        raw.execute(f"UPDATE {table} SET {span}_start = NULL, {span}_end = NULL")


EVIDENCE_TABLES = ("mentions", "statements", "events", "tracks", "background", "flags")


@pytest.mark.parametrize("table", EVIDENCE_TABLES)
def test_the_schema_itself_refuses_rows_without_evidence(store: Store, table: str) -> None:
    store.add(coding())
    with sqlite3.connect(store.name) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        for change in (
            "quote = NULL",
            "span_start = NULL",
            "span_end = span_start",
            "quote = quote || '.'",
            "quote = replace(quote, substr(quote, 1, 1), '¤')",
            "article_id = 999",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(f"UPDATE {table} SET {change}")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE articles SET text = 'другое'")


@pytest.mark.parametrize(
    ("a", "b", "since", "until", "found"),
    [
        ("UZB", "TKM", None, None, 1),
        ("TKM", "UZB", date(2023, 5, 4), date(2023, 5, 4), 1),
        ("UZB", "TKM", date(2023, 5, 5), None, 0),
        ("UZB", "TKM", None, date(2023, 5, 3), 0),
        ("UZB", "KAZ", None, None, 0),
    ],
)
def test_codings_of_a_dyad_in_a_period(
    store: Store, a: str, b: str, since: date | None, until: date | None, found: int
) -> None:
    store.add(coding())
    assert len(list(store.codings(a, b, since, until))) == found


def test_undated_articles_are_left_to_the_reader(store: Store) -> None:
    store.add(coding(published=None, published_basis="unknown"))
    assert len(list(store.codings("UZB", "TKM", since=date(2023, 5, 5)))) == 1


def test_articles_are_listed_by_date(store: Store) -> None:
    for number, day in enumerate((9, None, 3)):
        store.add(
            coding(
                TEXT,
                url=f"https://step.example/{number}",
                published=day and date(2023, 5, day),
                published_basis="metadata" if day else "unknown",
            )
        )
    assert [a.url for a in store.articles()] == [
        f"https://step.example/{number}" for number in (2, 0, 1)
    ]
    assert {(a.events, a.states) for a in store.articles()} == {(1, ("TKM", "UZB"))}


def test_reprints_share_a_story(store: Store) -> None:
    reprint = TEXT + " Об этом пишет другая газета."
    store.add(coding())
    store.add(coding(reprint, url="https://other.example/7", outlet="Другая газета"))
    store.add(
        replace(
            coding(url="https://third.example/"),
            article=replace(
                coding().article,
                url="https://third.example/",
                text="Совсем другая заметка о погоде. " * 20,
                blocks=(),
            ),
            mentions=(),
            statements=(),
            events=(),
            tracks=(),
            background=(),
            flags=(),
        )
    )
    stories = [article.story for article in store.articles()]
    assert len(stories) == 3
    assert len(set(stories)) == 2
    assert store.counts().stories == 2


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    def add(number: int) -> str:
        with Store(tmp_path / "itogi.db") as own:
            return own.add(coding(url=f"https://step.example/{number % 3}"))

    with ThreadPoolExecutor(4) as pool:
        results = sorted(pool.map(add, range(9)))
    assert results == ["added"] * 3 + ["unchanged"] * 6


def test_a_store_keeps_its_content_when_reopened(tmp_path: Path) -> None:
    with Store(tmp_path / "itogi.db") as first:
        first.add(coding())
    with Store(f"sqlite:///{tmp_path / 'itogi.db'}") as second:
        assert list(second.codings("UZB", "TKM")) == [coding()]


def test_migrations_and_tables_say_the_same(tmp_path: Path) -> None:
    Store(tmp_path / "itogi.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'itogi.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        migrated = _constraints(connection)
    engine.dispose()
    fresh = create_engine("sqlite://")
    with fresh.connect() as connection:
        Table.metadata.create_all(connection)
        assert migrated == _constraints(connection)


def _constraints(connection: object) -> dict[str, set[str]]:
    found = inspect(connection)
    return {
        table: {
            f"{check['name']}: {' '.join(check['sqltext'].split())}"
            for check in found.get_check_constraints(table)
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_migrations_are_undone_whole(tmp_path: Path) -> None:
    Store(tmp_path / "itogi.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'itogi.db'}")
    with engine.begin() as connection:
        command.downgrade(migrations(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(migrations(connection), "head")
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    engine.dispose()


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with Store(tmp_path / "itogi.db") as store:
        store.add(coding())
    engine = create_engine(f"sqlite:///{tmp_path / 'itogi.db'}")
    with engine.begin() as connection:
        command.downgrade(migrations(connection), "0001")
    with Store(tmp_path / "itogi.db") as store:
        (kept,) = store.codings("UZB", "TKM")
    assert [(s.speaker, s.setting) for s in kept.statements] == [
        ("министр энергетики Узбекистана", None)
    ]
    engine.dispose()
    with sqlite3.connect(tmp_path / "itogi.db") as raw:
        for change in ("quote = upper(quote) || '.'", "setting_start = 9, setting_end = 7"):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(f"UPDATE statements SET {change}")


def test_half_a_span_of_an_older_store_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    with Store(tmp_path / "itogi.db") as store:
        store.add(coding())
    engine = create_engine(f"sqlite:///{tmp_path / 'itogi.db'}")
    with engine.begin() as connection:
        command.downgrade(migrations(connection), "0002")
        connection.exec_driver_sql("UPDATE statements SET topic_end = NULL")
        connection.exec_driver_sql("UPDATE events SET channel_start = NULL")
    engine.dispose()
    with Store(tmp_path / "itogi.db") as store:
        (kept,) = store.codings("UZB", "TKM")
    (statement,), (event,) = coding().statements, coding().events
    assert kept == replace(
        coding(),
        statements=(replace(statement, topic=None, branch=None),),
        events=(replace(event, channel=None),),
    )
    with sqlite3.connect(tmp_path / "itogi.db") as raw:
        for table in ("statements", "events"):
            with pytest.raises(sqlite3.IntegrityError, match="words are not in the article"):
                raw.execute(f"UPDATE {table} SET quote = replace(quote, substr(quote, 1, 1), '¤')")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("just words " * 100)
    with pytest.raises(StoreError, match=r"notes\.db: cannot be opened as a store"):
        Store(tmp_path / "notes.db")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute("CREATE TABLE notes (words)")
    with pytest.raises(StoreError, match="tables of something else"):
        Store(tmp_path / "other.db")


def test_a_store_of_a_newer_itogi_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path / "itogi.db").close()
    with sqlite3.connect(tmp_path / "itogi.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer itogi"):
        Store(tmp_path / "itogi.db")


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("mysql://localhost/news", "SQLite or a PostgreSQL"),
        ("nothing://", "not"),
        ("/no/such/folder/itogi.db", "create it first"),
        ("/", "is a folder"),
    ],
)
def test_a_bad_address_is_named(where: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Store(where)


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_a_text_that_no_database_keeps_is_refused(store: Store, bad: str) -> None:
    with pytest.raises(StoreError, match="tashkent"):
        store.add(coding(TEXT + bad))
