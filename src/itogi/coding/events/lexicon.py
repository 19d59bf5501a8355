"""The tables of the event layer, read once and checked: triggers, frames, modality.

A sense is one way to do one type of act: its words, the frame that says where the sides stand,
and how far a missing side may be looked for. Its examples are run as tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from itogi.coding.events.examples import Example, read_examples
from itogi.coding.plover import event_types
from itogi.coding.table import read_table
from itogi.language.spelling import plain
from itogi.reading.kept import kept
from itogi.world import load

Part = Literal["verb", "noun"]
ROLES = ("sides", "actor", "recipient", "person")
CASES = ("gen", "dat", "acc", "ins", "loc")
SYNTAX = ("subject", "object", "dative", "instrumental", "genitive", "adjective", "anti", "scene")
PLACES = (*SYNTAX, "matter", "pair", "content", "content-subject", "governor")
NEEDS = (
    "both",
    "official",
    "person-object",
    "infinitive",
    "duty",
    "state-object",
    "future",
    "borne",
    "demand",
    "asked",
    "force",
)
PREPOSITIONS = frozenset(
    ["в", "на", "с", "к", "о", "от", "по", "из", "за", "под", "для", "у", "во"]
)
STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
PARTICIPLES = ("all", "short", "none", "only")
# Prepositions before some words, and how the tables write them.
VARIANTS = {"со": "с", "ко": "к", "во": "в", "изо": "из", "обо": "о", "об": "о", "ото": "от"}
# Endings of a verb that may be the passive of another: «обсуждаться» of «обсуждать».
REFLEXIVE = ("ся", "сь")
NO_REACH, CLAUSE, SENTENCE, ARTICLE = range(4)


@dataclass(frozen=True, slots=True)
class Frame:
    """Places of the roles for verbs and for nouns; equal partners stand under `sides`."""

    verb: dict[str, tuple[str, ...]]
    noun: dict[str, tuple[str, ...]]


class Pattern(NamedTuple):
    """Words that must stand together; `head` is the index of the one that governs the sides.

    `entry` is the pattern as its table writes it; `needed` are the words beside the head that are
    no prepositions: without each of them the sentence need not be looked at further.
    """

    words: tuple[frozenset[str], ...]
    head: int
    entry: str
    needed: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to do an act, as its table gives it.

    `reach` says how far a missing side may be sought: 0 its places only, 1 the clause, 2 the
    sentence, 3 the article. `weak` senses give way to any other within their complement.
    `only` lists words one of which must depend on a bare trigger. `status` overrides the reading
    of the context, `denied` the type of the act denied. `participles` says whether all, only
    short ones or none of them count, or none but full ones. In an `apart` sense each partner deals
    with those who stand at another place, not with those named beside it. `said` senses count
    only in the words of an official, who is their actor. In `implied` senses the side that is
    missing is the other of the two whom the article is about.
    """

    type: str
    name: str
    mode: str | None
    frame: Frame
    patterns: tuple[Pattern, ...]
    reach: int
    noun_reach: int
    weak: bool
    needs: str | None
    only: frozenset[str]
    without: frozenset[str]
    only_recipient: str | None
    status: str | None
    participles: str
    said: bool
    implied: bool
    denied: str | None
    apart: bool
    examples: tuple[Example, ...]

    @property
    def rule(self) -> str:
        return f"{self.type.lower()}.{self.name}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All senses, and their patterns by each word that can be a head; `heads` are these words and
    the verbs that may be their passives."""

    senses: tuple[Sense, ...]
    by_head: dict[str, tuple[tuple[Sense, Pattern], ...]]
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Modality:
    """The lists of `events_modality.toml`, by section and name."""

    lists: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def __call__(self, section: str, name: str) -> frozenset[str]:
        return self.lists[section, name]


@kept
def lexicon() -> Lexicon:
    """All sixteen trigger tables. Raises ValueError naming file, sense and field on a mistake."""
    frames = _frames()
    senses = [
        sense
        for name in sorted(event_types())
        for sense in _senses(f"events_{name.lower()}.toml", frames)
    ]
    by_head: dict[str, list[tuple[Sense, Pattern]]] = {}
    for sense in senses:
        for pattern in sense.patterns:
            for word in pattern.words[pattern.head]:
                by_head.setdefault(word, []).append((sense, pattern))
    heads = frozenset((*by_head, *(word + ending for word in by_head for ending in REFLEXIVE)))
    return Lexicon(tuple(senses), {word: tuple(found) for word, found in by_head.items()}, heads)


@kept
def modality() -> Modality:
    """Raises ValueError naming the section and list that is not a list of words."""
    lists = {}
    for section, rows in read_table("events_modality.toml").items():
        for name, words in rows.items():
            if not _is_words(words):
                raise ValueError(
                    f"events_modality.toml [{section}] {name}: expected a list of words"
                )
            lists[section, name] = frozenset(plain(word) for word in words)
    return Modality(lists)


PEOPLE = (
    "officials",
    "private",
    "leaders",
    "crews",
    "investors",
    "crowds",
    "armed",
    "documents",
    "papers",
    "measures",
    "faceless",
    "both",
    "paired",
    "relations",
    "guests",
    "hosts",
    "talks",
    "fights",
    "presence",
    "regions",
    "bodies",
    "members",
    "law",
    "some",
    "member-states",
    "civil-circles",
    "home-bodies",
    "civic",
    "vehicles",
    "told",
    "critics",
    "stances",
    "deeds",
    "charges",
    "envoys",
    "citizens",
    "compatriots",
    "answered",
    "offers",
    "matters",
    "joint",
    "countries",
    "relative",
    "condolence",
    "freed",
    "relief",
    "rulers",
    "peace",
    "sport",
    "votes",
    "chosen",
    "winners",
    "calamities",
    "money",
)
GRAMMAR = (
    "no-more",
    "mediation",
    "mediators",
    "ago",
    "years",
    "before-last",
    "object-control",
    "worth",
    "against-whom",
    "asks-whom",
    "imputing",
    "adverbial",
    "mishaps",
    "complaints",
    "bans",
    "advising",
    "calls",
    "happening",
    "running",
    "facts",
    "first-person",
    "third-person",
    "possessive",
    "mutual",
    "exchange",
    "company",
    "never-passive",
    "between",
    "temporal",
    "order",
    "reports",
    "judged",
    "untrue",
    "questions",
    "speaking-of",
    "turning",
    "keeping",
    "reasons",
    "then",
    "soldiers",
    "help",
    "lifting",
    "measures-taken",
    "harming",
    "earlier",
    "charging",
    "handing",
    "acting",
    "following",
    "returning",
    "same",
)


@kept
def people() -> dict[str, frozenset[str]]:
    """Heads of noun phrases by what they can be; the lists of `events_people.toml`."""
    return _lists("events_people.toml", PEOPLE)


@kept
def grammar() -> dict[str, frozenset[str]]:
    """The lists of `events_grammar.toml`."""
    return _lists("events_grammar.toml", GRAMMAR)


@kept
def kinds() -> dict[str, frozenset[str]]:
    """Word for a kind of state, a noun or an adjective → codes of the states that are of it.

    Raises ValueError naming the word whose codes are no list of states.
    """
    world, found = load(), {}
    for section, words in read_table("events_kinds.toml").items():
        for word, codes in words.items():
            known = isinstance(codes, list) and all(world.is_state(code) for code in codes)
            if not known:
                raise ValueError(
                    f"events_kinds.toml [{section}] «{word}»: expected codes of states"
                )
            found[plain(word)] = frozenset(codes)
    return found


@kept
def compound_prepositions() -> dict[tuple[str, str], str]:
    """(preposition, noun) → the preposition that they make: («в», «отношение») → «в отношении»."""
    found = {}
    for words, whole in read_table("events_grammar.toml").get("prepositions", {}).items():
        preposition, _, noun = plain(words).partition(" ")
        if not noun or not isinstance(whole, str):
            raise ValueError(
                f"events_grammar.toml [prepositions] «{words}»: expected «preposition noun» = text"
            )
        found[preposition, noun] = whole
    return found


@kept
def lemmas() -> dict[str, str]:
    """Word form or lemma → the dictionary form that the tables use for it."""
    table = read_table("events_grammar.toml").get("lemmas", {})
    for word, lemma in table.items():
        if not isinstance(lemma, str):
            raise ValueError(f"events_grammar.toml [lemmas] «{word}»: expected a dictionary form")
    return {plain(word): plain(lemma) for word, lemma in table.items()}


@lru_cache(maxsize=32_768)
def lemma_of(text: str, lemma: str) -> str:
    """The lemma of a word as the tables write it."""
    known = lemmas()
    lemma = plain(lemma)
    return known.get(plain(text)) or known.get(lemma, lemma)


@kept
def circumstances() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of occasions and of channels. Raises ValueError on a pattern that does not read."""
    table = read_table("events_circumstances.toml")
    opening, head = ("|".join(table["occasion"][name]) for name in ("openings", "heads"))
    channel = "|".join(table["channel"]["patterns"])
    try:
        return (
            re.compile(
                rf"\b(?:{opening})\s+(?:\S+\s+){{0,2}}?(?:{head})(?:\s+[^\s,.;:—–()]+){{0,5}}",
                re.IGNORECASE,
            ),
            re.compile(rf"\b(?:{channel})(?:\s+[А-ЯЁA-Z][^\s,.;:—–()]*){{0,3}}"),
        )
    except re.error as error:
        raise ValueError(f"events_circumstances.toml: {error}") from None


def _lists(file: str, names: tuple[str, ...]) -> dict[str, frozenset[str]]:
    table = read_table(file)
    for name in names:
        if not _is_words(table.get(name)):
            raise ValueError(f"{file} {name}: expected a list of words")
    return {name: frozenset(plain(word) for word in table[name]) for name in names}


def _frames() -> dict[str, Frame]:
    return {
        name: Frame(
            _places(row.get("verb", {}), f"events_frames.toml [{name}] verb"),
            _places(row.get("noun", {}), f"events_frames.toml [{name}] noun"),
        )
        for name, row in read_table("events_frames.toml").items()
    }


def _places(row: dict[str, Any], where: str) -> dict[str, tuple[str, ...]]:
    for role, places in row.items():
        if role not in ROLES:
            raise ValueError(f"{where}: role «{role}», expected one of {ROLES}")
        if not _is_words(places):
            raise ValueError(f"{where}.{role}: expected a list of places")
        for place in places:
            name, _, case = place.partition("+")
            if case and case not in CASES:
                raise ValueError(f"{where}.{role}: case «{case}», expected one of {CASES}")
            if name.isascii() and name not in PLACES:
                raise ValueError(f"{where}.{role}: place «{name}», expected one of {PLACES}")
    return {role: tuple(places) for role, places in row.items()}


def _senses(file: str, frames: dict[str, Frame]) -> list[Sense]:
    table = read_table(file)
    kind = table.get("type")
    if kind not in event_types():
        raise ValueError(f"{file}: type is «{kind}», expected a type of the codebook")
    return [_sense(kind, row, frames, file) for row in table.get("sense", ())]


SENSE_FIELDS = frozenset(
    {
        "name",
        "mode",
        "frame",
        "verbs",
        "nouns",
        "adjectives",
        "phrases",
        "places",
        "reach",
        "noun-reach",
        "weak",
        "without",
        "needs",
        "only",
        "only-recipient",
        "status",
        "denied",
        "apart",
        "symmetric",
        "participles",
        "said",
        "implied",
        "examples",
    }
)


def _sense(kind: str, row: dict[str, Any], frames: dict[str, Frame], file: str) -> Sense:
    where = f"{file} [{row.get('name', '?')}]"
    unknown = set(row) - SENSE_FIELDS
    if unknown:
        raise ValueError(f"{where}: unknown field {sorted(unknown)}")
    if row.get("frame") not in frames:
        raise ValueError(f"{where}: frame is «{row.get('frame')}», expected one of {list(frames)}")
    if row.get("needs", NEEDS[0]) not in NEEDS:
        raise ValueError(f"{where}: needs is «{row['needs']}», expected one of {NEEDS}")
    if row.get("status", "actual") not in STATUSES:
        raise ValueError(f"{where}: status is «{row['status']}», expected one of {STATUSES}")
    if row.get("participles", "all") not in PARTICIPLES:
        raise ValueError(f"{where}: participles, expected one of {PARTICIPLES}")
    if row.get("reach", 0) not in range(4):
        raise ValueError(f"{where}: reach is {row['reach']}, expected 0 to 3")
    reach = row.get("reach", ARTICLE)
    # Who needs both sides near by is not to take one from farther off.
    farthest = CLAUSE if row.get("needs") == "both" else ARTICLE
    entries = [
        entry for name in ("verbs", "nouns", "adjectives", "phrases") for entry in row.get(name, ())
    ]
    patterns = tuple(_pattern(entry, where) for entry in entries)
    return Sense(
        type=kind,
        name=row["name"],
        mode=row.get("mode"),
        frame=_own_places(frames[row["frame"]], row, where),
        patterns=patterns,
        reach=ARTICLE if row.get("implied") else min(reach, farthest),
        noun_reach=min(row.get("noun-reach", reach), farthest),
        without=frozenset(plain(word) for word in row.get("without", ())),
        weak=row.get("weak", False),
        needs=row.get("needs"),
        only=frozenset(plain(word) for word in row.get("only", ())),
        only_recipient=row.get("only-recipient"),
        status=row.get("status"),
        participles=row.get("participles", "all"),
        said=row.get("said", False),
        implied=row.get("implied", False),
        denied=row.get("denied"),
        apart=row.get("apart", False),
        examples=read_examples(row.get("examples"), (p.words for p in patterns), where),
    )


def _own_places(frame: Frame, row: dict[str, Any], where: str) -> Frame:
    """The frame with the places that the sense gives of its own."""
    own = row.get("places", {})
    verb = _places(own.get("verb", {}), f"{where} places.verb")
    noun = _places(own.get("noun", {}), f"{where} places.noun")
    if row.get("symmetric"):
        return Frame(verb or _sides(frame.verb), noun or _sides(frame.noun))
    if "sides" in frame.verb or not verb.get("sides"):
        return Frame({**frame.verb, **verb}, {**frame.noun, **noun})
    return Frame(verb, {**_sides(frame.noun), **noun})


def _sides(places: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """All places of a directed frame, on an equal footing."""
    return {"sides": tuple(dict.fromkeys(place for row in places.values() for place in row))}


def _pattern(entry: str, where: str) -> Pattern:
    words = entry.split()
    heads = [i for i, word in enumerate(words) if word.startswith("^")]
    if not words or len(heads) > 1:
        raise ValueError(f"{where}: «{entry}», expected words with at most one ^")
    for form in entry.replace("|", " ").split():
        if form in VARIANTS:
            raise ValueError(f"{where}: «{form}» in «{entry}», expected «{VARIANTS[form]}»")
    forms = tuple(frozenset(plain(form) for form in w.strip("^").split("|")) for w in words)
    head = heads[0] if heads else int(words[0] == "не")
    needed = (w for at, w in enumerate(forms) if at != head and not is_preposition(w))
    return Pattern(forms, head, entry, tuple(needed))


@cache
def is_preposition(word: frozenset[str]) -> bool:
    """Whether a word of a pattern is one, with its case or without: «с», «на+acc»."""
    return all(form.partition("+")[0] in PREPOSITIONS for form in word)


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
