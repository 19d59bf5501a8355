"""What the coding decides, told to whoever wants to know: what became what, and why others lost.

`Trace` hears nothing, which costs next to nothing; a listener overrides what it wants to hear.
The reasons are a closed list; what each means to a reader stands with the one who tells him.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from itogi.coding.events.candidates import Candidate
    from itogi.coding.events.chances import Model as EventModel
    from itogi.coding.events.features import Features
    from itogi.coding.events.found import Found
    from itogi.coding.events.search import Sides
    from itogi.coding.events.triggers import Occurrence
    from itogi.coding.mentions.line import Candidate as Name
    from itogi.coding.records import Event, Mention, StatementKind
    from itogi.coding.referents import Referents
    from itogi.coding.statements.quotations import Quotation
    from itogi.coding.statements.report import Report
    from itogi.coding.statements.speech import Speech
    from itogi.coding.tracks.chances import Model
    from itogi.coding.tracks.features import Candidate as Field
    from itogi.language.records import Document
    from itogi.world.records import Entry

ActLoss = Literal[
    "participle",
    "company",
    "taken",
    "in-name",
    "held",
    "yields",
    "promise",
    "outranked",
    "nobody-says",
    "only-supposed",
    "no-predicate",
    "own-side",
    "denied-words",
    "not-coming",
    "unasked",
    "no-sides",
    "no-actor",
    "no-recipient",
    "no-second-side",
    "not-borne",
    "states-fact",
    "not-official",
    "no-duty",
    "no-infinitive",
    "no-state",
    "no-person",
    "no-organisation",
    "supposed-sanctions",
    "sport",
    "unheard",
    "same-side",
    "merged",
]
"""Why a trigger, or an act found, gives no event of its own."""

StatusWhy = Literal["fixed", "cues", "plain", "date", "recalled"]
"""What gave an event its status: its sense, the words around it, none, its date, a recalled
sentence."""

WordsLoss = Literal[
    "form", "denied", "no-content",
    "no-speaker", "quoted", "pointed-back", "nearer-cue",
    "short", "name", "title", "headline", "outlet", "nobody",
]  # fmt: skip
"""Why a reporting verb, words reported or words quoted give no statement of their own."""

SpeakerHow = Literal[
    "named", "last", "actor", "self", "paper", "signed", "before", "answering", "guest", "body"
]
"""How the speaker of words is known: named beside them, the last who spoke, the last who acted,
the one whose words they stand in, whose paper it is, the signature below, the subject of the
sentence before, who answers in the dialogue, whose interview it is, the same words in the body."""

NameLoss = Literal[
    "spelling", "in-person", "common-word", "like-person", "adjective", "beside-state", "surname",
    "direction", "masked", "unbacked",
]  # fmt: skip
"""Why what spells a name of the tables gives no mention: other capital letters, part of a person's
name, a common word, a name that is also a person's, an adjective's form, a body of the state beside
it, a surname, a quarter of the sky, inside a name that names no state, too short or too common
where nothing else names the same."""

AntecedentLoss = Literal["gender", "own-verb", "farther", "unnamed"]
"""Why a person named before is not whom a pronoun stands for: of another gender, the subject of the
pronoun's own verb, less prominent or farther off, behind a nearer one without a name."""


class Trace:
    """Hears nothing. Each method is called at the decision that it is named after."""

    def started(self, document: Document, referents: Referents) -> None:
        """The article is analysed, and whom its phrases refer to can be asked."""

    def name_read(self, name: Name, entry: Entry, mention: Mention) -> None:
        """A name in the text stands for this entry of the tables, and is a mention."""

    def name_lost(self, name: Name, why: NameLoss) -> None: ...

    def antecedent_lost(
        self,
        pronoun: tuple[int, int],
        name: str,
        sentence: int,
        weight: float,
        why: AntecedentLoss,
    ) -> None:
        """The pronoun (sentence and token) is not the person named in that sentence; `weight` is
        his prominence less the sentences between."""

    def statement_made(self, words: Report | Speech, kind: StatementKind) -> None:
        """Words are a statement; of two for the same words the later call counts."""

    def verb_lost(self, sentence: int, token: int, why: WordsLoss) -> None: ...

    def report_lost(self, report: Report, why: WordsLoss) -> None: ...

    def quotation_lost(self, quotation: Quotation, why: WordsLoss) -> None: ...

    def act_lost(
        self,
        occurrence: Occurrence,
        why: ActLoss,
        by: int | None = None,
        sides: Sides | None = None,
    ) -> None:
        """A trigger gives no act. `by` is the token of what won, `sides` how far it got."""

    def act_found(self, act: Found, row: Sequence[Occurrence]) -> None:
        """Of the readings of one trigger this one gives an act; those behind it are not tried."""

    def act_dropped(self, act: Found, why: ActLoss) -> None:
        """An act found is none of the codebook's after all."""

    def act_told(self, act: Found, spoken: Found, event: Event, why: StatusWhy) -> None:
        """The act, as its speaker turns it, gives this event."""

    def acts_read(self, found: Sequence[Candidate]) -> None:
        """All acts with their events, before the chance of each is weighed."""

    def acts_weighed(
        self,
        model: EventModel,
        found: Sequence[Candidate],
        named: Sequence[Features],
        chances: Sequence[float],
    ) -> None:
        """The chance of each candidate, with the features that gave it."""

    def events_joined(self, events: Iterable[Event], one: Event) -> None:
        """These rows are one event."""

    def tracks_weighed(self, model: Model, fields: Sequence[Field]) -> None:
        """Each dyad with what speaks for its tracks."""


SILENT = Trace()
