"""The lexicon of reporting: which words say that somebody said something.

Read from the `speech_*.toml` tables beside the coding room, which explain their own columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from itogi.coding.records import Voice
from itogi.language.spelling import plain
from itogi.reading.kept import kept

TABLES = Path(__file__).parent.parent / "tables"
ACTS = frozenset(
    {
        "assert", "explain", "deny", "opine", "doubt", "hope", "ask", "request", "order", "offer",
        "promise", "threaten", "warn", "accuse", "praise", "name", "cite",
    }
)  # fmt: skip
FRAMES = frozenset(
    {"that", "whether", "so", "inf", "about", "noun", "quote", "aside", "equation", "as", "this"}
)
NOUN_KINDS = frozenset({"wish", "topic", "call", "belief", "source"})
WORD_LISTS = frozenset(
    {
        "impersonal", "permitting", "bodies", "reasons", "occasions", "titled", "issuing",
        "uttering", "links", "partners", "completing", "conveying", "amounts", "complements",
        "questions", "narrow_questions", "joining", "subordinating", "asking", "answering",
        "organisations", "former", "unnamed", "observers", "anywhere", "charging", "placards",
    }
)  # fmt: skip


_ENDING = re.compile(
    "(?:[оеыи](?:го|му)|[ыиая]ми|[иь]?[оеая][вмх]|[ыи][мх]|[иь]?[аеиоуыьэюяй]{1,2})$"
)


class LexiconError(ValueError):
    """A speech table that cannot be used: names the file, the place in it, and what it wants."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a reporting word does (`act`), how content joins it (`frames`), what «не» does to it."""

    act: str
    frames: frozenset[str]
    survives_negation: bool


@dataclass(frozen=True, slots=True)
class Governing:
    """A noun that names words and governs them."""

    act: str
    kind: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Words around a word of speech that say where, to whom, about what; see their table."""

    settings: dict[str, frozenset[str]]
    around: frozenset[str]
    occasions: frozenset[str]
    scenes: frozenset[str]
    """All nouns of settings and occasions."""
    opening_settings: frozenset[str]
    """First words of what a setting may begin with."""
    partners: frozenset[str]
    addressed: frozenset[str]
    turning: frozenset[str]
    demanding: frozenset[str]
    press: frozenset[str]
    hearers: frozenset[str]
    topic_objects: frozenset[str]
    topic_verbs: frozenset[tuple[str, str]]
    topic_prepositions: frozenset[str]
    opening_topics: frozenset[str]
    """First words of these prepositions."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, looked up in the spelling of `plain`."""

    verbs: dict[str, Reporting]
    short: dict[str, Reporting]
    """Short adjectives as predicates."""
    phrases: dict[str, list[tuple[str, Reporting]]]
    """Verb → the other words that make a phrase with it."""
    nouns: dict[str, Governing]
    light: frozenset[str]
    by: dict[str, str]
    """Noun of «по …» → act."""
    fixed: list[tuple[tuple[str, ...], str]]
    """Words of «на … взгляд» and the like, with their act."""
    according: frozenset[str]
    according_nouns: frozenset[str]
    papers: frozenset[str]
    paper_verbs: frozenset[str]
    paper_places: frozenset[str]
    paper_results: frozenset[str]
    outlet_nouns: frozenset[str]
    outlet_names: frozenset[str]
    outlet_foreign: frozenset[str]
    sites: frozenset[str]
    """Foreign words of which one makes a foreign name of several words an outlet's."""
    outlet_ambiguous: frozenset[str]
    outlet_others: frozenset[str]
    voices: dict[str, Voice]
    """Head noun of a role → voice."""
    words: dict[str, frozenset[str]]
    """Closed lists by name."""
    cues: frozenset[str]
    """All verbs and predicates that may report, alone or with another word, or say that a paper
    speaks: no other has words hung on it."""
    openers: frozenset[str]
    """What a phrase that names a source may begin with."""
    circumstances: Circumstances
    confidence: dict[str, float]
    """Rule → share of its rows that were right on the learning sets."""
    unmeasured: float
    """The share for a rule that they do not show."""


@lru_cache(maxsize=8_000)
def stem(word: str) -> str:
    """The word without its ending: «института», «институт» → «институт»."""
    return _ENDING.sub("", word) or word


def words(name: str) -> frozenset[str]:
    """A closed list of `speech_words.toml`, or `voiced`: all head nouns that have a voice."""
    return load_lexicon().words[name]


@kept
def load_lexicon() -> Lexicon:
    """The speech tables of the project, checked. Raises LexiconError."""
    return read_lexicon(TABLES)


def read_lexicon(folder: Path) -> Lexicon:
    """The speech tables of a folder, checked.

    Raises LexiconError naming the file and the entry where one is missing or wrong.
    """
    verbs, short, phrases = _verbs(folder / "speech_verbs.toml")
    nouns, light = _nouns(folder / "speech_nouns.toml")
    sources = _Table(folder / "speech_sources.toml")
    outlets = _Table(folder / "speech_outlets.toml")
    voices = _voices(folder / "speech_voices.toml")
    lists = _Table(folder / "speech_words.toml")
    confidence = _Table(folder / "speech_confidence.toml")
    fixed = [(tuple(map(plain, row["words"])), row["act"]) for row in sources.rows("fixed")]
    papers = sources.words("papers", "verbs") | sources.words("papers", "results")
    according = sources.words("according", "words")
    return Lexicon(
        verbs=verbs,
        short=short,
        phrases=phrases,
        nouns=nouns,
        light=light,
        by={
            noun: sources.text(key, "act")
            for key in ("by", "by_opinion")
            for noun in sources.words(key, "nouns")
        },
        fixed=fixed,
        according=according,
        according_nouns=sources.words("according", "nouns"),
        papers=sources.words("papers", "nouns"),
        paper_verbs=sources.words("papers", "verbs"),
        paper_places=sources.words("papers", "places"),
        paper_results=sources.words("papers", "results"),
        outlet_nouns=outlets.words("nouns"),
        outlet_names=outlets.words("names"),
        outlet_foreign=outlets.words("foreign", "words"),
        sites=outlets.words("sites"),
        outlet_ambiguous=outlets.words("ambiguous", "nouns"),
        outlet_others=outlets.words("ambiguous", "others"),
        voices={stem(noun): voice for voice, nouns in voices.items() for noun in nouns},
        words={name: lists.words(name) for name in WORD_LISTS}
        | {"voiced": frozenset(noun for nouns in voices.values() for noun in nouns)},
        cues=frozenset((*verbs, *short, *phrases, *light, *papers)),
        openers=frozenset(("по", *according, *(words[0] for words, _ in fixed))),
        circumstances=_circumstances(folder / "speech_circumstances.toml"),
        confidence=_shares(confidence, confidence.entry("rules")),
        unmeasured=_shares(confidence, {"unmeasured": confidence.entry("unmeasured")})[
            "unmeasured"
        ],
    )


class _Table:
    """One TOML file, whose absent or mistyped entries are errors that name them."""

    def __init__(self, path: Path) -> None:
        import tomllib  # What is made of tables is kept: most runs read none.

        self.path = path
        try:
            self.content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise LexiconError(f"{path}: missing; restore it from the project") from None
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path}: not valid TOML ({error}); correct that line") from None

    def entry(self, *keys: str) -> Any:
        found: Any = self.content
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                raise LexiconError(f"{self.path}: no entry {'.'.join(keys)!r}; add it")
            found = found[key]
        return found

    def text(self, *keys: str) -> str:
        return str(self.entry(*keys))

    def words(self, *keys: str) -> frozenset[str]:
        found = self.entry(*keys)
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise LexiconError(f"{self.path}: {'.'.join(keys)!r} must be a list of words")
        return frozenset(map(plain, found))

    def rows(self, key: str) -> list[dict[str, Any]]:
        found = self.content.get(key, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise LexiconError(f"{self.path}: {key!r} must be tables written as [[{key}]]")
        return found


Verbs = dict[str, Reporting]
Pairs = dict[str, list[tuple[str, Reporting]]]


def _verbs(path: Path) -> tuple[Verbs, Verbs, Pairs]:
    table = _Table(path)
    verbs: Verbs = {}
    for number, group in enumerate(table.rows("group"), 1):
        reporting = _reporting(path, f"group {number}", group)
        for verb in map(plain, _listed(path, f"group {number}", group, "verbs")):
            if verb in verbs:
                raise LexiconError(f"{path}: «{verb}» stands in two groups; leave it in one")
            verbs[verb] = reporting
    short: Verbs = {}
    for number, group in enumerate(table.rows("short"), 1):
        reporting = _reporting(path, f"short {number}", group)
        short.update((plain(w), reporting) for w in _listed(path, "short", group, "words"))
    phrases: Pairs = {}
    for number, group in enumerate(table.rows("phrase"), 1):
        reporting = _reporting(path, f"phrase {number}", group)
        for pair in _listed(path, f"phrase {number}", group, "pairs"):
            if len(pair) != 2:
                raise LexiconError(f"{path}, phrase {number}: {pair} is not a pair of words")
            phrases.setdefault(plain(pair[0]), []).append((plain(pair[1]), reporting))
    return verbs, short, phrases


def _listed(path: Path, place: str, group: dict[str, Any], key: str) -> list[Any]:
    found = group.get(key)
    if not isinstance(found, list) or not found:
        raise LexiconError(f"{path}, {place}: want a list {key!r} that is not empty")
    return found


def _reporting(path: Path, place: str, group: dict[str, Any]) -> Reporting:
    frames = frozenset(group.get("frames", ()))
    if group.get("act") not in ACTS:
        raise LexiconError(f"{path}, {place}: act {group.get('act')!r}, want one of {sorted(ACTS)}")
    if not frames or not frames <= FRAMES:
        wrong = sorted(frames - FRAMES)
        raise LexiconError(f"{path}, {place}: frames {wrong}, want some of {sorted(FRAMES)}")
    if group.get("negated") not in ("keep", "drop"):
        raise LexiconError(f"{path}, {place}: negated {group.get('negated')!r}, want keep or drop")
    return Reporting(group["act"], frames, group["negated"] == "keep")


def _nouns(path: Path) -> tuple[dict[str, Governing], frozenset[str]]:
    table = _Table(path)
    nouns: dict[str, Governing] = {}
    for number, group in enumerate(table.rows("group"), 1):
        if group.get("act") not in ACTS or group.get("kind") not in NOUN_KINDS:
            raise LexiconError(
                f"{path}, group {number}: act {group.get('act')!r} and kind {group.get('kind')!r},"
                f" want one of {sorted(ACTS)} and one of {sorted(NOUN_KINDS)}"
            )
        for noun in map(plain, _listed(path, f"group {number}", group, "nouns")):
            if noun in nouns:
                raise LexiconError(f"{path}: «{noun}» stands in two groups; leave it in one")
            nouns[noun] = Governing(group["act"], group["kind"])
    return nouns, table.words("light", "verbs")


def _voices(path: Path) -> dict[Voice, list[str]]:
    table = _Table(path)
    known: dict[str, Voice] = {voice: voice for voice in get_args(Voice)}
    voices: dict[Voice, list[str]] = {}
    for name in table.content:
        if name not in known:
            raise LexiconError(f"{path}: voice {name!r}, want one of {sorted(known)}")
        voices[known[name]] = _in_order(table.entry(name, "nouns"))
    return voices


def _in_order(found: Iterable[str]) -> list[str]:
    return [plain(word) for word in found]


def _circumstances(path: Path) -> Circumstances:
    table = _Table(path)
    acts = table.words("demanding")
    if not acts <= ACTS:
        raise LexiconError(f"{path}: demanding {sorted(acts - ACTS)}, want some of {sorted(ACTS)}")
    pairs = table.entry("topics", "with_preposition")
    if not isinstance(pairs, list) or not all(isinstance(p, list) and len(p) == 2 for p in pairs):
        raise LexiconError(f"{path}: 'topics.with_preposition' must be pairs of verb, preposition")
    settings = {by: table.words("settings", by) for by in ("на", "в")}
    around, occasions = table.words("around"), table.words("occasions")
    prepositions = table.words("topics", "prepositions")
    return Circumstances(
        settings=settings,
        around=around,
        occasions=occasions,
        scenes=occasions.union(*settings.values()),
        opening_settings=frozenset(("на", "в", "во", *(words.split()[0] for words in around))),
        partners=table.words("partners"),
        addressed=table.words("addressed"),
        turning=table.words("turning"),
        demanding=acts,
        press=table.words("press"),
        hearers=table.words("hearers"),
        topic_objects=table.words("topics", "objects"),
        topic_verbs=frozenset((plain(verb), plain(by)) for verb, by in pairs),
        topic_prepositions=prepositions,
        opening_topics=frozenset(words.split()[0] for words in prepositions),
    )


def _shares(table: _Table, shares: dict[str, Any]) -> dict[str, float]:
    for rule, share in shares.items():
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise LexiconError(f"{table.path}: {rule!r} is {share!r}, want a share between 0 and 1")
    return {rule: float(share) for rule, share in shares.items()}
