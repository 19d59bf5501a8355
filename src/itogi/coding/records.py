"""The coded article: what the codebook asks for, each thing with its span and its reason.

Every record carries `[start, end)`, code points into the article's text. `rule` names the rule or
model that made the record; `confidence` is the estimated chance (0 to 1) that it is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itogi.reading.article import Article

MentionKind = Literal["state", "organisation", "person", "body", "company", "place"]
StatementKind = Literal["direct", "indirect"]
Voice = Literal["official", "organisation", "expert", "opposition", "business", "source", "other"]
Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
DateBasis = Literal["text", "relative", "published"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A state, organisation, person, body, company or place that the text names.

    `code` is the actor that the mention stands for («Кремль» → RUS, «Совбез ООН» → UN), or None
    (a disputed place, a person of no known state). `name` is the canonical name; for a person the
    fullest that the article gives, in the nominative. `office` is a person's post as the article
    or the tables give it. `listed` says whether the mention puts its code on the states layer: a
    person does not, nor a name inside another name (a currency, a treaty, a newspaper).
    `adjective` marks «российский» and «российско-казахстанский» (one mention a state). `others` are
    codes that the name may as well stand for where the article does not decide («Конго»).
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    code: str | None
    wikidata: str | None = None
    name: str | None = None
    office: str | None = None
    listed: bool = True
    adjective: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    start: int
    end: int
    kind: StatementKind
    speaker: str | None
    state: str | None
    office: str | None
    voice: Voice
    rule: str
    confidence: float
    cue: tuple[int, int] | None = None
    """Span of the attribution: the verb or preposition that reports («заявил», «по словам»)."""
    addressee: str | None = None
    """Whom the words are addressed to, where the article says so («журналисты»), nominative."""
    addressee_state: str | None = None
    """Code of the state or organisation that the addressee belongs to or is."""
    setting: tuple[int, int] | None = None
    """Where or in what they were said: «на встрече с президентом Сербии», «в интервью Monde»."""
    topic: tuple[int, int] | None = None
    """What they are said to be about, without the preposition: «комментируя решение суда»."""
    branch: str | None = None
    """Which branch of the state speaks, where the voice is official and the post or body tells:
    head_of_state, government, foreign_ministry, defence, law_enforcement, security_service,
    security_council, parliament, court, central_bank, election_commission, diplomatic_mission or
    regional. What each takes in stands in `tables/branches.toml`."""


@dataclass(frozen=True, slots=True)
class Event:
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    date: str | None
    date_basis: DateBasis | None
    """`relative` without a date: at another time than the article, which the text does not give."""
    start: int
    end: int
    rule: str
    confidence: float
    place: str | None = None
    occasion: tuple[int, int] | None = None
    channel: tuple[int, int] | None = None
    more: tuple[tuple[int, int], ...] = ()
    """Further mentions of the same event in the article, the evidence itself left out."""


@dataclass(frozen=True, slots=True)
class Track:
    states: tuple[str, ...]
    track: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Background:
    start: int
    end: int
    date: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    kind: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Coding:
    """All layers of one article."""

    article: Article
    states: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    tracks: tuple[Track, ...] = ()
    background: tuple[Background, ...] = ()
    flags: tuple[Flag, ...] = field(default=())
