"""The explanation of one article: plain records, sentence by sentence, with words for offsets.

Numbers of events, statements and tracks count from 1 in the order of the coding's layers; `lost`
holds a reason of the closed lists in `itogi.coding.trace`, None for what won.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from itogi.coding.events.search import Bar
from itogi.coding.records import MentionKind, Status, Voice
from itogi.coding.referents.record import ReferentKind
from itogi.coding.trace import ActLoss, AntecedentLoss, NameLoss, SpeakerHow, StatusWhy, WordsLoss
from itogi.language.records import NameKind

Language = Literal["en", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Layer = Literal["words", "states", "statements", "events", "tracks"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


ModelName = Literal["event", "dyad", "track"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is written: the table, its line (None where no single one holds it), and the
    entry as it stands there."""

    table: str
    line: int | None
    entry: str


@dataclass(frozen=True, slots=True)
class Word:
    """A token. `head` is a position in the sentence, -1 at the root; `mended` is the head and
    relation that the events layer takes instead, where it holds the parse for an error."""

    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str
    mended: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the model sees, token positions `[first, last)`."""

    first: int
    last: int
    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class StateRow:
    """A name of the world's tables. `entry` is whom it stands for, `kind` and `code` what the
    mention made of it; `lost` is "unlisted" for a mention that is not on the states layer."""

    first: int
    last: int
    text: str
    entry: str
    kind: MentionKind | None
    code: str | None
    source: Source
    lost: NameLoss | Literal["unlisted"] | None


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A person named in sentence `number` whom a pronoun does not stand for. `weight` is his
    prominence there less the number of sentences between."""

    name: str
    number: int
    weight: float
    lost: AntecedentLoss


@dataclass(frozen=True, slots=True)
class ReferentRow:
    """Whom a phrase refers to; `token` heads it. A pronoun may stand for nobody: `name` is None."""

    token: int
    text: str
    name: str | None
    kind: ReferentKind | None
    codes: tuple[str, ...] = ()
    office: str | None = None
    branch: str | None = None
    others: tuple[Antecedent, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """Codes that a role of an act got, at which place of its frame or beyond, from which word."""

    role: str
    place: str
    words: str | None
    token: int | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a missing side was sought no further, and the word that stands in the way."""

    bar: Bar
    words: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that sets how an act is presented: negated, hypothetical, future, …"""

    flag: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A feature of a weighing: of which model, its value and its weight."""

    model: ModelName
    feature: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Row:
    """An event row that an act gave: its sides as coded, and what its speaker made of it.

    `confidence` is that of this mention; `parts` are what the model weighed for it, empty where the
    rules alone speak.
    """

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    status_why: StatusWhy
    turned: bool
    date: str | None
    date_basis: str | None
    confidence: float
    parts: tuple[Part, ...]
    number: int
    merged: bool
    """Told better elsewhere: event `number` holds it."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """A trigger's reading. `type` and `status` are as the context turns them, None if lost before;
    `places` are those of its frame by role, in the order in which they are tried; `by` is the word
    of what won instead."""

    token: int
    words: tuple[int, ...]
    text: str
    rule: str
    source: Source
    sense: str
    mode: str | None
    type: str | None
    status: Status | None
    cues: tuple[Cue, ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]
    sides: tuple[Side, ...]
    stops: tuple[Stop, ...]
    reach: int | None
    rows: tuple[Row, ...]
    lost: ActLoss | None
    by: str | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Words that may be somebody's. `how` tells from where the speaker is known, `named` are the
    words that name him, in sentence `named_in`. `cue` is the word that reports them."""

    text: str
    kind: str
    rule: str
    source: Source | None = None
    cue: str | None = None
    speaker: str | None = None
    state: str | None = None
    office: str | None = None
    voice: Voice | None = None
    how: SpeakerHow | None = None
    named: str | None = None
    named_in: int | None = None
    confidence: float | None = None
    number: int | None = None
    lost: WordsLoss | None = None


@dataclass(frozen=True, slots=True)
class TrackWord:
    """An entry of the table of tracks that stands in the sentence, and its weight for each."""

    entry: str
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A dyad on a track; `lost` says that its chance does not reach the threshold.

    `shared` says that the chance is that of the two with an actor on whom both act. `states` is
    the group of its row where it has one. `sentence` says most for it.
    """

    dyad: tuple[str, str]
    track: str
    chance: float
    threshold: float
    shared: bool
    parts: tuple[Part, ...]
    sentence: int
    number: int | None
    states: tuple[str, ...]
    lost: bool


@dataclass(frozen=True, slots=True)
class CountedRow:
    """An item of an enumeration, or a matter that is discussed, which is a row of tracks by itself,
    without weighing; `rule` tells which."""

    states: tuple[str, ...]
    track: str
    rule: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class SentenceRow:
    number: int
    start: int
    end: int
    text: str
    title: bool
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    states: tuple[StateRow, ...]
    referents: tuple[ReferentRow, ...]
    statements: tuple[StatementRow, ...]
    acts: tuple[ActRow, ...]
    track_words: tuple[TrackWord, ...]

    def of(self, layers: Collection[Layer]) -> SentenceRow:
        """The sentence with these layers, all others empty."""
        fields: dict[Layer, tuple[str, ...]] = {
            "words": ("words", "names"),
            "states": ("states", "referents"),
            "statements": ("statements",),
            "events": ("acts",),
            "tracks": ("track_words",),
        }
        left_out = [name for layer in LAYERS if layer not in layers for name in fields[layer]]
        return replace(self, **dict.fromkeys(left_out, ()))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Explanation:
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: str
    sentences: tuple[SentenceRow, ...]
    tracks: tuple[TrackRow, ...]
    counted: tuple[CountedRow, ...]
    counts: dict[str, int]
    """How many sentences, events, statements and tracks the whole article has."""

    def only(self, number: int) -> Explanation:
        """The explanation of one sentence, with the tracks that it says most for.

        Raises LookupError with the numbers that there are.
        """
        chosen = [s for s in self.sentences if s.number == number]
        if not chosen:
            last = self.counts["sentences"]
            raise LookupError(f"{self.id}: no sentence {number}; its last one is {last}")
        tracks = tuple(t for t in self.tracks if t.sentence == number)
        return replace(self, sentences=tuple(chosen), tracks=tracks, counted=())

    def of(self, layers: Collection[Layer]) -> Explanation:
        """The explanation of these layers, all others empty."""
        sentences = tuple(sentence.of(layers) for sentence in self.sentences)
        if "tracks" in layers:
            return replace(self, sentences=sentences)
        return replace(self, sentences=sentences, tracks=(), counted=())
