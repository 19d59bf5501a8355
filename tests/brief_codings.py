"""Hand-made codings for the tests of the brief: a page, and things in it named by their words."""

from __future__ import annotations

import re
from datetime import date

from itogi.coding.records import (
    Background,
    Coding,
    Event,
    Flag,
    Mention,
    Statement,
    Status,
    Track,
    Voice,
)
from itogi.reading.article import Article, Block

NAMES = {
    "Россия": ("Росси", "росси", "Москв"),
    "Казахстан": ("Казах", "казах", "Астан"),
    "Киргизия": ("Кирги", "кирги", "Бишкек"),
}
CODES = {"Россия": "RUS", "Казахстан": "KAZ", "Киргизия": "KGZ"}


class Page:
    """Builds one coding; every span is given by the words that it holds."""

    def __init__(
        self,
        name: str,
        *paragraphs: str,
        title: str = "Заметка",
        outlet: str | None = "Полевой листок",
        published: str | None = "2024-05-20",
        url: str | None = None,
        source: str | None = None,
    ) -> None:
        parts = [title, *paragraphs]
        self.text = "\n\n".join(parts)
        blocks, at = [], 0
        for part in parts:
            kind = "paragraph" if blocks else "headline"
            blocks.append(Block(kind, at, at + len(part)))
            at += len(part) + 2
        self.article = Article(
            id=name,
            text=self.text,
            title=title,
            outlet=outlet,
            published=date.fromisoformat(published) if published else None,
            published_basis="metadata" if published else "unknown",
            url=url,
            source=source,
            blocks=tuple(blocks),
        )
        self.people: list[Mention] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.tracks: list[Track] = []
        self.background: list[Background] = []
        self.flags: list[Flag] = []

    def span(self, words: str) -> tuple[int, int]:
        start = self.text.index(words)
        return start, start + len(words)

    def says(
        self,
        words: str,
        speaker: str | None,
        state: str | None = None,
        *,
        office: str | None = None,
        voice: Voice = "official",
        indirect: bool = False,
        rule: str = "that/assert",
        cue: str | None = None,
    ) -> Page:
        kind = "indirect" if indirect else "direct"
        self.statements.append(
            Statement(
                *self.span(words),
                kind,
                speaker,
                state,
                office,
                voice,
                rule,
                0.9,
                self.span(cue) if cue else None,
            )
        )
        return self

    def names(self, words: str, person: str) -> Page:
        """A person named by `words`."""
        start, end = self.span(words)
        self.people.append(Mention(start, end, words, "person", None, name=person, listed=False))
        return self

    def event(
        self,
        words: str,
        kind: str,
        actors: str,
        recipients: str = "",
        *,
        status: Status = "actual",
        day: str | None = None,
        occasion: str | None = None,
        more: str | None = None,
        mode: str | None = None,
        rule: str = "test",
        confidence: float = 0.8,
    ) -> Page:
        self.events.append(
            Event(
                kind,
                mode,
                tuple(actors.split()),
                tuple(recipients.split()),
                status,
                day,
                "text" if day else None,
                *self.span(words),
                rule=rule,
                confidence=confidence,
                occasion=self.span(occasion) if occasion else None,
                more=(self.span(more),) if more else (),
            )
        )
        return self

    def track(self, words: str, track: str, states: str = "KAZ RUS") -> Page:
        self.tracks.append(Track(tuple(states.split()), track, *self.span(words), "test", 0.8))
        return self

    def recalls(self, words: str, day: str | None = None) -> Page:
        self.background.append(Background(*self.span(words), day))
        return self

    def flag(self, words: str, kind: str = "outside-pair", note: str = "примечание") -> Page:
        self.flags.append(Flag(kind, *self.span(words), note))
        return self

    def coding(self) -> Coding:
        mentions = tuple(self._mentions())
        return Coding(
            article=self.article,
            states=tuple(sorted({m.code for m in mentions if m.code})),
            mentions=mentions,
            statements=tuple(self.statements),
            events=tuple(self.events),
            tracks=tuple(self.tracks),
            background=tuple(self.background),
            flags=tuple(self.flags),
        )

    def _mentions(self) -> list[Mention]:
        found = list(self.people)
        for name, stems in NAMES.items():
            for match in re.finditer(rf"\b(?:{'|'.join(stems)})\w*", self.text):
                found.append(
                    Mention(
                        match.start(), match.end(), match.group(), "state", CODES[name], name=name
                    )
                )
        return sorted(found, key=lambda mention: mention.start)


def visit() -> list[Coding]:
    """A small world: a report with its reprint, an expert's page, an undated page, another pair."""
    lead = "Министр транспорта России посетил Казахстан и обсудил с коллегой новую дорогу."
    said = "«Казахстан и Россия откроют дорогу осенью», — сказал министр транспорта Иван Лугов."
    third = "Стороны подписали протокол о перевозках зерна, сообщили в ведомстве после встречи."
    body = (lead, said, third)
    report = Page(
        "report", *body, title="Министр приехал в Казахстан", outlet="Степная газета",
        url="https://steppe.example/1?a=1&b=2",
    )  # fmt: skip
    reprint = Page(
        "reprint", *body, title="Визит в Казахстан", outlet="Дорожный вестник",
        published="2024-05-21", url="https://road.example/2",
    )  # fmt: skip
    for page in (report, reprint):
        page.event(lead[:-1], "CONSULT", "KAZ RUS", day="2024-05-20", mode="visit")
        page.event(third.split(",")[0], "SUPPORT", "KAZ RUS")
        page.says("Казахстан и Россия откроют дорогу осенью", "Иван Лугов", "RUS",
                  office="министр транспорта")  # fmt: skip
        page.track(lead, "transport")
    expert = Page(
        "expert",
        "Экономист Роза Ким считает, что Казахстан опасается вторичных санкций из-за торговли "
        "с Россией.",
        "По её словам, двусторонний оборот вырастет в следующем году.",
        "Напомним, договор между Россией и Казахстаном подписан в 1992 году.",
        "Компании России и Киргизия строят склад в Казахстане.",
        title="Чего ждать России и Казахстану",
        outlet="Экономический обзор",
        published="2024-06-02",
    )
    expert.says("Казахстан опасается вторичных санкций из-за торговли с Россией", "Роза Ким", None,
                office="экономист", voice="expert", indirect=True)  # fmt: skip
    expert.says("двусторонний оборот вырастет в следующем году", "Роза Ким", None,
                voice="expert", indirect=True)  # fmt: skip
    expert.track("двусторонний оборот вырастет в следующем году", "trade")
    expert.event("договор между Россией и Казахстаном подписан в 1992 году", "SUPPORT", "KAZ RUS",
                 status="historical", day="1992")  # fmt: skip
    expert.recalls("Напомним, договор между Россией и Казахстаном подписан в 1992 году.", "1992")
    expert.flag("Киргизия")
    undated = Page(
        "undated",
        "Россия предложила Казахстану скидку на проезд, если тот откроет второй путь.",
        outlet=None,
        published=None,
    )
    undated.event("Россия предложила Казахстану скидку на проезд", "AGREE", "RUS", "KAZ",
                  status="hypothetical")  # fmt: skip
    other = Page("other", "Россия и Киргизия провели переговоры.", published="2024-05-22")
    other.event("Россия и Киргизия провели переговоры", "CONSULT", "KGZ RUS")
    return [page.coding() for page in (report, reprint, expert, undated, other)]


def talkative() -> Coding:
    """A page on which one official of Russia says twelve things about Kazakhstan."""
    roads = "северная южная речная степная горная узкая старая новая платная летняя зимняя прямая"
    ends = "порту рынку складу вокзалу заводу шахте озеру мосту лесу музею театру замку"
    pairs = zip(roads.split(), ends.split(), strict=True)
    words = [f"{road} дорога в Казахстан подойдёт к {end}" for road, end in pairs]
    page = Page("talk", *(f"«{line}», — сказал Лугов." for line in words))
    for line in words:
        page.says(line, "Лугов", "RUS", office="министр транспорта")
    return page.coding()
