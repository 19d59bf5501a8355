"""The sample pages, coded end to end: most of what a reader finds on them is coded."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from itogi.coding import code_all
from itogi.coding.records import Coding
from itogi.reading import Article, read

HERE = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (HERE / "examples_expected.toml").read_text(encoding="utf-8")
)
LEAST_FOUND = 0.65
"""Of the event types that a reader finds on each page, the share that must be coded there."""
MOST_ADDED = 0.25
"""Of the event types coded on each page, the share that may be none of the reader's."""


@cache
def coded() -> dict[str, Coding]:
    pages = [one for one in read([HERE.parent / "examples" / "pages"]) if isinstance(one, Article)]
    return {coding.article.id: coding for coding in code_all(pages)}


def test_the_types_that_a_reader_finds_are_coded() -> None:
    wanted = {(name, kind) for name, page in EXPECTED.items() for kind in page["events"]}
    found = {(name, event.type) for name, coding in coded().items() for event in coding.events}
    missed, added = sorted(wanted - found), sorted(found - wanted)
    assert len(missed) <= (1 - LEAST_FOUND) * len(wanted), missed
    assert len(added) <= MOST_ADDED * len(found), added


class TestDayOfTheRepublic:
    """The page built like the article that itogi exists to sum up."""

    @property
    def coding(self) -> Coding:
        return coded()["rus-kaz-day-of-republic"]

    def words(self, thing: Any) -> str:
        return self.coding.article.text[thing.start : thing.end]

    def test_the_telegram_is_one_act_of_support(self) -> None:
        acts = [
            (event.actors, event.recipients, event.status)
            for event in self.coding.events
            if event.type == "SUPPORT"
        ]
        assert acts == [(("RUS",), ("KAZ",), "actual")]

    def test_the_telegram_is_quoted_with_its_speaker(self) -> None:
        (telegram,) = [s for s in self.coding.statements if "Примите" in self.words(s)]
        assert (telegram.kind, telegram.speaker, telegram.state, telegram.voice) == (
            "direct",
            "Владимир Путин",
            "RUS",
            "official",
        )

    def test_an_expert_speaks_for_himself_and_makes_no_event(self) -> None:
        his = [s for s in self.coding.statements if s.speaker == "Глеб Тарханов"]
        assert {s.voice for s in his if s.kind == "direct"} == {"expert"}
        for event in self.coding.events:
            assert not any(s.start <= event.start < s.end for s in his), self.words(event)

    def test_the_seven_directions_are_seven_tracks(self) -> None:
        of_the_pair = {t.track for t in self.coding.tracks if set(t.states) == {"KAZ", "RUS"}}
        assert of_the_pair >= {
            "trade",
            "investment",
            "transport",
            "digital",
            "finance",
            "sanctions",
            "society",
        }

    def test_the_slip_is_flagged_as_written(self) -> None:
        assert [(f.kind, self.words(f)) for f in self.coding.flags] == [
            ("outside-pair", "Киргизии")
        ]

    def test_what_is_recalled_is_background_with_its_date(self) -> None:
        (recalled,) = self.coding.background
        assert recalled.date == "1990-10-25"
        assert self.words(recalled).startswith("Напомним")
