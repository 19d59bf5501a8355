"""`itogi world update`, against a server on this machine that answers as Wikidata's does."""

import json
import re
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

import pytest
from typer.testing import CliRunner

from itogi.cli import app
from itogi.world import load
from itogi.world import tables as world_tables
from itogi.world.people import load_people, read_people
from itogi.world.update import office_of, update
from itogi.world.wikidata import (
    BETWEEN,
    TRIES,
    Client,
    Held,
    WikidataError,
    plain_name,
    query,
    read,
    retry_after,
)

OFFICES = (world_tables.files("itogi.world") / "tables" / "offices.toml").read_text("utf-8")
HEAD = "name,surname,variants,sex,wikidata,code,office,from,to,alone,source\n"
ENTITY = "http://www.wikidata.org/entity/"


def cell(value, kind="literal", **more):
    return {"type": kind, "value": value, **more}


def binding(item, name, title=None, first=None, last=None, way="position", sex="Q6581097"):
    """A row of an answer, typed as the service types it; dates with the service's precision."""
    row = {
        "person": cell(ENTITY + item, "uri"),
        "name": cell(name, **{"xml:lang": "ru"}),
        "way": cell(way),
    }
    if sex:
        row["sex"] = cell(ENTITY + sex, "uri")
    if title:
        row["title"] = cell(title, **{"xml:lang": "ru"})
    for side, moment in (("from", first), ("to", last)):
        if moment:
            stamp = moment + {4: "-01-01", 7: "-01", 10: ""}[len(moment)] + "T00:00:00Z"
            kind = "http://www.w3.org/2001/XMLSchema#"
            row[side] = cell(stamp, datatype=kind + "dateTime")
            precision = {4: "9", 7: "10", 10: "11"}[len(moment)]
            row[f"{side}Precision"] = cell(precision, datatype=kind + "integer")
    return row


def answer(*rows):
    variables = ["person", "name", "sex", "way", "title", "from", "fromPrecision", "to"]
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": list(rows)}})


KAZ = answer(
    binding("Q1", "Бектенов, Олжас Абаевич", way="head_of_government", first="2024-02-06"),
    binding("Q2", "Ермек Кошербаев", "министр иностранных дел Казахстана", "2025-09-26"),
    binding("Q3", "Мурат Абугалиевич Нуртлеу", "министр иностранных дел Казахстана", "2023-04-03",
            "2025-09-26"),
    binding("Q4", "Айгуль Выдуманная", "Министр энергетики Республики Казахстан", "2025-03",
            sex="Q6581072"),
    binding("Q5", "Серик Давнишний", "министр обороны Казахстана", "1980", "1985"),
    binding("Q6", "Асан Писарь", "смотритель маяков Казахстана", "2020"),
    binding("Q7", "Безначальный", "министр финансов Казахстана", None, "2020"),
)  # fmt: skip


@pytest.fixture
def service():
    """A server; `replies` holds (status, headers, body) to give first, then KAZ's answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((dict(self.headers), parse_qs(urlparse(self.path).query)))
            replies = self.server.replies
            status, headers, body = replies.pop(0) if replies else (200, {}, KAZ)
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json;charset=utf-8")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode("utf-8"))

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.replies = [], []
    server.url = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(service, waits):
    with Client(service.url, "desk@example.org", waits.append) as found:
        yield found


# ------------------------------------------------------------------ the client


def test_the_client_names_itself_and_asks_for_json(service, client):
    client.posts("Q232")
    ((headers, params),) = service.asked
    assert re.match(r"itogi/\S+ \(world update; desk@example\.org\)", headers["User-Agent"])
    assert headers["Accept"] == "application/sparql-results+json"
    assert params["query"] == [query("Q232")]
    assert "wd:Q232" in params["query"][0]


def test_an_answer_is_read(client):
    posts = client.posts("Q232")
    assert (
        Held("Q1", "Олжас Бектенов", "m", "head_of_government", None, "2024-02-06", None) in posts
    )
    energy = "министр энергетики республики казахстан"
    assert Held("Q4", "Айгуль Выдуманная", "f", "position", energy, "2025-03", None) in posts


def test_queries_keep_their_distance(client, waits):
    client.posts("Q232")
    client.posts("Q184")
    assert waits == [BETWEEN]


@pytest.mark.parametrize(
    ("reply", "waited"),
    [
        ((429, {"Retry-After": "7"}, ""), 7.0),
        ((503, {}, "busy"), 1.0),
        ((500, {}, "java.util.concurrent.TimeoutException"), 1.0),
        ((200, {}, KAZ[:200]), 1.0),
    ],
)
def test_a_refusal_that_passes_is_waited_out(service, client, waits, reply, waited):
    service.replies.append(reply)
    assert len(client.posts("Q232")) == 7
    assert waits == [waited]


def test_a_refusal_that_stays_is_an_error(service, client, waits):
    service.replies += [(429, {}, "")] * TRIES
    with pytest.raises(WikidataError, match="HTTP 429, 5 times; try again later"):
        client.posts("Q232")
    assert waits == [1.0, 2.0, 4.0, 8.0]


def test_a_wrong_query_is_not_sent_again(service, client):
    service.replies.append((400, {}, "Malformed query\n  at java"))
    with pytest.raises(WikidataError, match="HTTP 400: Malformed query"):
        client.posts("Q232")
    assert len(service.asked) == 1


def test_no_service_there(waits):
    with (
        Client("http://127.0.0.1:9/sparql", pause=waits.append) as client,
        pytest.raises(WikidataError, match="5 times"),
    ):
        client.posts("Q232")


def test_another_kind_of_answer_is_named():
    with pytest.raises(WikidataError, match="expected results of the query service"):
        read('{"boolean": true}')


NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0.0),
        ("30", 30.0),
        ("86400", 120.0),
        ("Tue, 24 Nov 2026 12:00:20 GMT", 20.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", 0.0),
    ],
)
def test_retry_after(header, seconds):
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Токаев, Касым-Жомарт Кемелевич", "Касым-Жомарт Токаев"),
        ("Сергей Викторович Лавров", "Сергей Лавров"),
        ("Наталья Ильинична Петрова", "Наталья Петрова"),
        ("Александр Вучич", "Александр Вучич"),
        ("Ильхам Гейдар оглы Алиев", "Ильхам Алиев"),
        ("Буш, Джордж (младший)", "Джордж Буш"),
        ("Хосе Луис Родригес Сапатеро", "Хосе Луис Родригес Сапатеро"),
        ("Елизавета II", "Елизавета II"),
    ],
)
def test_names_are_written_as_in_the_tables(label, name):
    assert plain_name(label) == name


# ------------------------------------------------------------------ the merge


def changed(rows, *posts, **options):
    made = update(HEAD + rows, OFFICES, posts, load(), **options)
    return made.after.removeprefix(HEAD), made.notes


def held(item, name, first=None, last=None, title="министр обороны казахстана", sex="m"):
    return "KAZ", Held(item, name, sex, "position", title, first, last)


ROW = "Иван Первый,Первый,,m,{},KAZ,defence_minister,{},{},,x\n"


@pytest.mark.parametrize(
    ("before", "theirs", "after"),
    [
        (("", "2010", ""), ("2010-04-02", None), ("Q8", "2010-04-02", "")),
        (("Q8", "2010-04", ""), ("2010", "2012"), ("Q8", "2010-04", "2012")),
        (("Q8", "2010-04-02", ""), ("2010-04-02", None), ("Q8", "2010-04-02", "")),
        (("Q8", "2010-04-02", "2011"), ("2010-04-02", "2012-05"), ("Q8", "2010-04-02", "2011")),
    ],
)
def test_a_row_is_filled_in_never_overruled(before, theirs, after):
    rows, _ = changed(ROW.format(*before), held("Q8", "Иван Первый", *theirs))
    assert rows == ROW.format(*after)


def test_what_is_told_differently_is_named():
    _, notes = changed(ROW.format("Q8", "2010-04-02", "2011"), held("Q8", "Иван Первый", "2010-05"))
    assert notes == [
        "KAZ defence_minister: Иван Первый: from 2010-04-02 here, 2010-05 in Wikidata (Q8); left "
        "as it is"
    ]


def test_a_new_holder_stands_behind_the_last_one():
    other = "Пётр Иной,Иной,,m,,RUS,president,2000,,,x\n"
    rows, notes = changed(
        ROW.format("Q8", "2010", "2012") + other, held("Q9", "Анна Вторая", "2012-02", sex="f")
    )
    new = "Анна Вторая,Вторая,,f,Q9,KAZ,defence_minister,2012-02,,,Wikidata Q9\n"
    assert rows == ROW.format("Q8", "2010", "2012") + new + other
    assert notes == []


def test_a_second_term_is_a_row_of_its_own():
    rows, _ = changed(
        ROW.format("Q8", "2001", "2003"), held("Q8", "Иван Первый", "2010-04-02", "2012-04-02")
    )
    assert rows.splitlines()[1] == (
        "Иван Первый,Первый,,m,Q8,KAZ,defence_minister,2010-04-02,2012-04-02,,Wikidata Q8"
    )


def test_two_at_a_time_are_a_clash():
    _, notes = changed(ROW.format("Q8", "2010", ""), held("Q9", "Пётр Второй", "2015"))
    assert len(notes) == 1
    assert re.match("clash: .*holds defence_minister of KAZ while", notes[0])


@pytest.mark.parametrize(
    ("title", "code", "office"),
    [
        ("министр иностранных дел казахстана", "KAZ", "foreign_minister"),
        ("министр иностранных дел", "KAZ", "foreign_minister"),
        ("премьер-министр республики казахстан", "KAZ", "prime_minister"),
        ("президент казахстана", "KAZ", "president"),
        ("президент национального банка казахстана", "KAZ", None),
        ("президент киргизии", "KAZ", None),
        ("государственный секретарь сша", "USA", "secretary_of_state"),
        ("федеральный канцлер германии", "DEU", "chancellor"),
        ("смотритель маяков казахстана", "KAZ", None),
    ],
)
def test_a_title_names_an_office(title, code, office):
    post = Held("Q1", "Иван Первый", "m", "position", title, "2010", None)
    assert office_of(post, code, load_people(), load()) == office


# ------------------------------------------------------------------ the command


@pytest.fixture
def kept(monkeypatch):
    """The table of people, its changes caught before they reach the disk."""
    written = {}
    monkeypatch.setattr(world_tables, "write", written.__setitem__)
    return written


def run(service, *arguments):
    return CliRunner().invoke(
        app, ["world", "update", "--endpoint", service.url, "--state", "KAZ", *arguments]
    )


def test_the_command_prints_a_diff_and_changes_nothing(service, kept):
    done = run(service, "--office", "energy_minister")
    assert done.exit_code == 0
    assert kept == {}
    added = [line for line in done.stdout.splitlines() if re.match(r"\+(?!\+\+)", line)]
    assert added == [
        "+Айгуль Выдуманная,Выдуманная,,f,Q4,KAZ,energy_minister,2025-03,,,Wikidata Q4"
    ]
    assert done.stdout.startswith("--- a/world/tables/people.csv\n+++ b/world/tables/people.csv\n")


def test_write_applies_it(service, kept):
    done = run(service, "--office", "energy_minister", "--write")
    assert done.exit_code == 0
    after = read_people(OFFICES, kept["people.csv"])
    assert "Q4" in {term.wikidata for term in after.terms if term.office == "energy_minister"}


def test_the_command_names_what_it_left_out(service, kept):
    done = run(service)
    assert "смотритель маяков казахстана" in done.stderr
    assert "Безначальный (Q7) has no start of term" in done.stderr
    assert "Давнишний" not in done.stdout + done.stderr


def test_a_service_that_refuses_is_one_line(service, kept):
    service.replies.append((404, {}, "<html>no such page"))
    done = run(service)
    assert done.exit_code == 1
    assert done.stderr == f"{service.url}: HTTP 404: <html>no such page; check the endpoint\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--state", "Нарния"), "Нарния"),
        (("--state", "NATO"), "no Wikidata id"),
        (("--office", "lighthouse_keeper"), "lighthouse_keeper"),
    ],
)
def test_wrong_usage_says_what_to_do(service, kept, arguments, says):
    done = run(service, *arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert service.asked == []


def test_the_query_is_printed_without_asking(service):
    done = run(service, "--query")
    assert "wd:Q232 p:P35" in done.stdout
    assert service.asked == []
