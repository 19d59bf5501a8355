"""Listens to the coding of one article and keeps what it hears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from itogi.coding.events.candidates import Candidate
from itogi.coding.events.chances import Model as EventModel
from itogi.coding.events.features import Features
from itogi.coding.events.found import Found
from itogi.coding.events.search import Sides
from itogi.coding.events.triggers import Occurrence
from itogi.coding.mentions.line import Candidate as NameFound
from itogi.coding.records import Event, Mention, StatementKind
from itogi.coding.referents import Referents
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.report import Report
from itogi.coding.statements.speech import Speech
from itogi.coding.trace import ActLoss, AntecedentLoss, NameLoss, StatusWhy, Trace, WordsLoss
from itogi.coding.tracks.chances import Chances, Model, chances
from itogi.coding.tracks.features import Candidate as Field
from itogi.language.records import Document
from itogi.world.records import Entry


@dataclass(slots=True)
class NameHeard:
    name: NameFound
    entry: Entry | None
    mention: Mention | None
    lost: NameLoss | None = None


@dataclass(slots=True)
class Told:
    """One event row of an act: as its speaker turns it, and the reason of its status."""

    spoken: Found
    event: Event
    why: StatusWhy
    chance: float | None = None
    features: Features = field(default_factory=dict)


@dataclass(slots=True)
class ActHeard:
    """A reading of a trigger, with how far it got."""

    occurrence: Occurrence
    sides: Sides | None = None
    found: Found | None = None
    told: list[Told] = field(default_factory=list)
    lost: ActLoss | None = None
    by: int | None = None


@dataclass(slots=True)
class AntecedentHeard:
    """A person whom a pronoun might have stood for; `sentence` is where he is named."""

    name: str
    sentence: int
    weight: float
    why: AntecedentLoss


Passage = tuple[int, int, StatementKind]


@dataclass
class Listener(Trace):
    """What the coding of one article has said, in the order in which it was said."""

    document: Document = field(default_factory=lambda: Document("", []))
    referents: Referents | None = None
    names: list[NameHeard] = field(default_factory=list)
    antecedents: dict[tuple[int, int], list[AntecedentHeard]] = field(default_factory=dict)
    passages: dict[Passage, Report | Speech] = field(default_factory=dict)
    verbs: list[tuple[int, int, WordsLoss]] = field(default_factory=list)
    reports: list[tuple[Report, WordsLoss]] = field(default_factory=list)
    quotations: list[tuple[Quotation, WordsLoss]] = field(default_factory=list)
    acts: list[ActHeard] = field(default_factory=list)
    by_act: dict[int, ActHeard] = field(default_factory=dict)
    """By the identity of the act found, which `acts` keeps alive."""
    joined: list[tuple[list[Event], Event]] = field(default_factory=list)
    event_model: EventModel | None = None
    model: Model | None = None
    fields: Sequence[Field] = ()
    chances: Chances = field(default_factory=dict)

    def started(self, document: Document, referents: Referents) -> None:
        self.document, self.referents = document, referents

    def name_read(self, name: NameFound, entry: Entry, mention: Mention) -> None:
        self.names.append(NameHeard(name, entry, mention))

    def name_lost(self, name: NameFound, why: NameLoss) -> None:
        self.names.append(NameHeard(name, None, None, why))

    def antecedent_lost(
        self,
        pronoun: tuple[int, int],
        name: str,
        sentence: int,
        weight: float,
        why: AntecedentLoss,
    ) -> None:
        heard = AntecedentHeard(name, sentence, weight, why)
        self.antecedents.setdefault(pronoun, []).append(heard)

    def statement_made(self, words: Report | Speech, kind: StatementKind) -> None:
        self.passages[words.start, words.end, kind] = words

    def verb_lost(self, sentence: int, token: int, why: WordsLoss) -> None:
        self.verbs.append((sentence, token, why))

    def report_lost(self, report: Report, why: WordsLoss) -> None:
        self.reports.append((report, why))

    def quotation_lost(self, quotation: Quotation, why: WordsLoss) -> None:
        self.quotations.append((quotation, why))

    def act_lost(
        self,
        occurrence: Occurrence,
        why: ActLoss,
        by: int | None = None,
        sides: Sides | None = None,
    ) -> None:
        self.acts.append(ActHeard(occurrence, sides, lost=why, by=by))

    def act_found(self, act: Found, row: Sequence[Occurrence]) -> None:
        heard = ActHeard(act.occurrence, act.sides, act)
        self.acts.append(heard)
        self.by_act[id(act.occurrence)] = heard
        chosen = next(i for i, one in enumerate(row) if one is act.occurrence)
        for other in row[chosen + 1 :]:
            self.acts.append(ActHeard(other, lost="outranked", by=act.occurrence.head))

    def act_dropped(self, act: Found, why: ActLoss) -> None:
        self._heard(act).lost = why

    def act_told(self, act: Found, spoken: Found, event: Event, why: StatusWhy) -> None:
        self._heard(act).told.append(Told(spoken, event, why))

    def acts_weighed(
        self,
        model: EventModel,
        found: Sequence[Candidate],
        named: Sequence[Features],
        chances: Sequence[float],
    ) -> None:
        self.event_model = model
        told = {id(one.event): one for heard in self.acts for one in heard.told}
        for candidate, features, chance in zip(found, named, chances, strict=True):
            row = told[id(candidate.event)]
            row.features, row.chance = features, chance

    def events_joined(self, events: Iterable[Event], one: Event) -> None:
        self.joined.append((list(events), one))

    def tracks_weighed(self, model: Model, fields: Sequence[Field]) -> None:
        self.model, self.fields, self.chances = model, fields, chances(model, fields)

    def _heard(self, act: Found) -> ActHeard:
        """What was heard of an act, also of one that hindsight has turned."""
        return self.by_act[id(act.occurrence)]
