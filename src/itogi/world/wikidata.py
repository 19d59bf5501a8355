"""Asks Wikidata's query service who held which post of a state, and since when.

One query a state: its heads of state and government (P35, P6) and whoever held a position (P39)
that applies to it (P1001), with the Russian names of person and position. The service asks that
clients name themselves, wait between queries, and heed 429 and Retry-After; so does this one.
Results come in the SPARQL 1.1 Query Results JSON Format (https://www.w3.org/TR/sparql11-results-json/).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, Literal

import httpx

from itogi.world.people import Sex

ENDPOINT = "https://query.wikidata.org/sparql"
TRIES = 5
BETWEEN = 1.0
"""Seconds between two queries."""
LONGEST = 120.0
"""Seconds that a Retry-After may ask for; the service stops a query itself after sixty."""
_AGAIN = frozenset({429, 500, 502, 503, 504})
_SEXES: dict[str, Sex] = {"Q6581097": "m", "Q6581072": "f"}
_PRECISIONS = {"9": 4, "10": 7, "11": 10}
"""Wikidata's precision of a date → length of its ISO form: year, month, day."""
_PATRONYMIC = re.compile(r"(вич|[кмь]ич|вна|ична)$")
_OF_FATHER = frozenset({"оглы", "кызы", "уулу", "улы"})
"""What follows a father's name: «Гейдар оглы»."""

Way = Literal["head_of_state", "head_of_government", "position"]

QUERY = """\
SELECT DISTINCT ?person ?name ?sex ?way ?title ?from ?fromPrecision ?to ?toPrecision WHERE {
  {
    wd:%(item)s p:P35 ?held . ?held ps:P35 ?person . BIND("head_of_state" AS ?way)
  } UNION {
    wd:%(item)s p:P6 ?held . ?held ps:P6 ?person . BIND("head_of_government" AS ?way)
  } UNION {
    ?position wdt:P1001 wd:%(item)s . ?held ps:P39 ?position . ?person p:P39 ?held .
    ?position rdfs:label ?title . FILTER(LANG(?title) = "ru")
    BIND("position" AS ?way)
  }
  ?person rdfs:label ?name . FILTER(LANG(?name) = "ru")
  MINUS { ?held wikibase:rank wikibase:DeprecatedRank }
  OPTIONAL { ?person wdt:P21 ?sex }
  OPTIONAL {
    ?held pqv:P580 ?begun . ?begun wikibase:timeValue ?from ; wikibase:timePrecision ?fromPrecision
  }
  OPTIONAL {
    ?held pqv:P582 ?ended . ?ended wikibase:timeValue ?to ; wikibase:timePrecision ?toPrecision
  }
}
ORDER BY ?way ?title ?from ?person"""


class WikidataError(RuntimeError):
    """The query service gave no answer, or one that is none; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person holds or held: one statement of Wikidata.

    `name` is the Russian one, first name first, without patronymic. `title` is the Russian name of
    the position, lower case; of heads by P35 and P6 it is None, and `way` tells which. Dates are
    ISO 8601 to the day, month or year, as precise as Wikidata gives them; None where it gives none.
    """

    item: str
    name: str
    sex: Sex | None
    way: Way
    title: str | None
    first: str | None
    last: str | None


def query(item: str) -> str:
    """The SPARQL query for the state of that item (Q232)."""
    return QUERY % {"item": item}


class Client:
    """A polite client of the query service. Use as a context manager.

    `contact` (an address or a page) goes into the User-Agent, as the service asks. `pause` waits so
    many seconds; tests give their own.
    """

    def __init__(
        self,
        endpoint: str = ENDPOINT,
        contact: str | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        about = f"itogi/{version('itogi')} (world update{f'; {contact}' if contact else ''})"
        self._endpoint = endpoint
        self._pause = pause
        self._asked = False
        self._http = httpx.Client(
            headers={
                "User-Agent": f"{about} httpx/{httpx.__version__}",
                "Accept": "application/sparql-results+json",
            },
            timeout=httpx.Timeout(75.0, connect=10.0),
            follow_redirects=True,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def posts(self, item: str) -> list[Held]:
        """Who holds and held posts of the state. Raises WikidataError."""
        return read(self._answer(query(item)))

    def _answer(self, sparql: str) -> str:
        if self._asked:
            self._pause(BETWEEN)
        self._asked = True
        reason = ""
        for attempt in range(TRIES):
            try:
                response = self._http.get(self._endpoint, params={"query": sparql})
            except httpx.TransportError as error:
                reason, wait = str(error) or type(error).__name__, 0.0
            except httpx.HTTPError as error:
                raise WikidataError(f"{self._endpoint}: {error}") from None
            else:
                reason = f"HTTP {response.status_code}"
                if response.status_code == 200 and _is_whole(response.text):
                    return response.text
                if response.status_code == 200:
                    # The service cuts an answer short when a query runs out of time.
                    reason = "an answer cut short"
                elif response.status_code not in _AGAIN:
                    raise WikidataError(
                        f"{self._endpoint}: {reason}: {_first_line(response.text)}; check the "
                        "endpoint"
                    )
                wait = retry_after(response.headers.get("Retry-After"))
            if attempt < TRIES - 1:
                self._pause(max(wait, 2.0**attempt))
        raise WikidataError(
            f"{self._endpoint}: {reason}, {TRIES} times; try again later or with fewer states"
        )


def retry_after(value: str | None, now: datetime | None = None) -> float:
    """Seconds that a Retry-After header asks for, in seconds or as a date; at most `LONGEST`."""
    if not value:
        return 0.0
    if value.strip().isdigit():
        return min(float(value), LONGEST)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), LONGEST)


def _is_whole(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _first_line(text: str) -> str:
    return (text.strip().splitlines() or ["no message"])[0][:200]


def read(text: str) -> list[Held]:
    """The posts in an answer of the service. Raises WikidataError where it is no such answer."""
    try:
        rows = json.loads(text)["results"]["bindings"]
        found = list(_held(rows))
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise WikidataError(
            "expected results of the query service as JSON, with the variables of the query; "
            f"found something else ({type(error).__name__}: {error})"
        ) from None
    return list(dict.fromkeys(found))


def _held(rows: list[dict[str, dict[str, str]]]) -> Iterator[Held]:
    for row in rows:
        value: dict[str, Any] = {name: cell["value"] for name, cell in row.items()}
        yield Held(
            item=value["person"].rsplit("/", 1)[-1],
            name=plain_name(value["name"]),
            sex=_SEXES.get(value.get("sex", "").rsplit("/", 1)[-1]),
            way=value["way"],
            title=value["title"].lower() if "title" in value else None,
            first=_date(value.get("from"), value.get("fromPrecision")),
            last=_date(value.get("to"), value.get("toPrecision")),
        )


def _date(moment: str | None, precision: str | None) -> str | None:
    """«2016-09-01T00:00:00Z», 10 → «2016-09». None before Christ, or where no year is known."""
    length = _PRECISIONS.get(precision or "")
    if moment is None or length is None or moment.startswith("-"):
        return None
    return moment.lstrip("+")[:length]


def plain_name(label: str) -> str:
    """«Токаев, Касым-Жомарт Кемелевич» → «Касым-Жомарт Токаев», as the tables write names."""
    label = re.sub(r"\s*\(.*?\)", "", label).strip()
    last, comma, first = label.partition(", ")
    words = f"{first} {last}".split() if comma else label.split()
    kept = [
        word
        for i, word in enumerate(words)
        if i in (0, len(words) - 1) or not _is_of_father(word, words[i + 1])
    ]
    return " ".join(kept)


def _is_of_father(word: str, after: str) -> bool:
    """Whether a middle word of a name is a patronymic («Кемелевич», «Гейдар оглы»)."""
    return bool(_PATRONYMIC.search(word)) or bool({word, after} & _OF_FATHER)
