"""The words by which somebody is named without a name: posts and roles, institutions, groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from itogi.coding.referents.trees import Tree
from itogi.language.dictionary import RUSSIAN, dictionary, entries, is_lemma, parses, ud
from itogi.language.records import Token
from itogi.language.spelling import plain
from itogi.reading.kept import kept
from itogi.world.people import Office, load_people

_TABLE = "coding/tables/referents.toml"
_FIELDS = {
    "institutions": ("state", "any", "proper", "served", "unofficial"),
    "groups": ("sides", "leaders", "some"),
    "people": (
        "plural",
        "private",
        "kin",
        "followers",
        "agents",
        "situations",
        "free",
        "speakers",
        "newly",
        "nameless",
    ),
    "possessive": ("colleagues",),
    "names": ("eastern", "titles"),
    "predicates": ("become", "former", "appointed", "living", "natives"),
    "bodies": ("common", "unions", "companies", "courts"),
    "justice": (
        "courthouses",
        "prosecuting",
        "services",
        "international",
        "prosecution",
        "charging",
        "undergone",
        "defendants",
        "barring",
        "seats",
        "claimants",
        "complaints",
        "respondents",
    ),
}
FORMER = frozenset({"бывший", "экс", "прежний", "свергнутый", "свергнуть", "низложенный"})
ADJECTIVAL = (
    "ий", "ый", "ой", "его", "ого", "ему", "ому", "им", "ым", "ем", "ом", "ая", "яя", "ую", "юю",
    "ей", "ею", "ою", "ее", "ое", "ие", "ые", "их", "ых", "ими", "ыми", "ся",
)  # fmt: skip
"""Endings of participles, which bend as adjectives do."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """`tables/referents.toml`."""

    institutions: frozenset[str]
    domestic: frozenset[str]
    served: frozenset[str]
    unofficial: frozenset[str]
    sides: frozenset[str]
    leaders: frozenset[str]
    numbers: dict[str, int]
    some: frozenset[str]
    plural: frozenset[str]
    private: frozenset[str]
    kin: frozenset[str]
    followers: frozenset[str]
    agents: frozenset[str]
    situations: frozenset[str]
    free: frozenset[str]
    colleagues: frozenset[str]
    speakers: frozenset[str]
    eastern: frozenset[str]
    titles: frozenset[str]
    become: frozenset[str]
    ceased: frozenset[str]
    appointed: frozenset[str]
    living: frozenset[str]
    natives: frozenset[str]
    newly: frozenset[str]
    nameless: frozenset[str]
    bodies: frozenset[str]
    unions: frozenset[str]
    companies: frozenset[str]
    courts: frozenset[str]
    courthouses: frozenset[str]
    prosecuting: frozenset[str]
    services: frozenset[str]
    international: frozenset[str]
    prosecution: frozenset[str]
    charging: frozenset[str]
    undergone: frozenset[str]
    defendants: frozenset[str]
    barring: frozenset[str]
    seats: frozenset[str]
    claimants: frozenset[str]
    complaints: frozenset[str]
    respondents: frozenset[str]
    generic: dict[str, tuple[str, ...]]
    aliases: dict[str, str]
    synonyms: dict[str, str]
    movements: dict[str, str]
    """Lemmas of one or two words → code of an armed movement, empty for none."""

    @property
    def tied(self) -> frozenset[str]:
        """Kin and others who are named by whom they belong to."""
        return self.private | self.kin


@dataclass(frozen=True, slots=True)
class Post:
    """A post or role found in a sentence: the words of its phrase are tokens `[first, last)`."""

    office: Office
    head: int
    first: int
    last: int
    former: bool = False


class _Pattern(NamedTuple):
    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    office: Office


@dataclass(slots=True)
class Posts:
    """The phrases of `world/tables/offices.toml`, by their head noun."""

    patterns: dict[str, list[_Pattern]] = field(default_factory=dict)

    def add(self, phrase: str, office: Office) -> None:
        words = [word_forms(word) for word in phrase.split()]
        head = _head_noun(phrase.split())
        pattern = _Pattern(tuple(words[:head]), tuple(words[head + 1 :]), office)
        # The head as it stands: read as another word's form, «политик» would be «политика».
        noun = plain(phrase.split()[head])
        self.patterns.setdefault(noun, []).append(pattern)

    def at(self, tree: Tree, i: int) -> list[Post]:
        """The posts whose head noun is token i, the longest phrase first."""
        if i not in tree.known:
            tree.known[i] = self._at(tree, i)
        found: list[Post] = tree.known[i]
        return found

    def _at(self, tree: Tree, i: int) -> list[Post]:
        former, candidates = _headed_by(keys_of(tree.tokens[i]))
        if not candidates:
            return []
        found = []
        behind = _keys_behind(tree, i)
        for pattern in candidates:
            if behind is not None and pattern.after and behind.isdisjoint(pattern.after[0]):
                continue
            span = _match(tree, i, pattern)
            if span is not None:
                words = len(pattern.before) + len(pattern.after)
                found.append((words, Post(pattern.office, i, *span, former or _former(tree, i))))
        found.sort(key=lambda pair: -pair[0])
        return [post for _, post in found]


@lru_cache(maxsize=20_000)
def word_forms(word: str) -> frozenset[str]:
    """A word of a table in the spellings by which tokens meet it: itself and its lemmas."""
    form = plain(word)
    return frozenset({form, *(p.normal_form.replace("ё", "е") for p in parses(form))})


def keys_of(token: Token) -> frozenset[str]:
    """The spellings by which a token is met in tables: lemma and form; where the lemma is no lemma
    («Президенты» read as a name), those of the dictionary too."""
    return _keys(token.lemma, token.text, token.pos == "NOUN")


@lru_cache(maxsize=20_000)
def _keys(lemma: str, text: str, noun: bool) -> frozenset[str]:
    lemma, form = lemma.replace("ё", "е"), plain(text)
    sound = _is_lemma(lemma, form)
    keys = frozenset({lemma, form}) if sound else frozenset({lemma}) | word_forms(form)
    participle = _participle(text.lower()) if noun else None
    return keys if participle is None else keys | {participle}


def _is_lemma(word: str, form: str) -> bool:
    """Whether the dictionary has the word as a lemma, or holds neither it nor the form whose lemma
    it is said to be, so that it could only guess."""
    known = is_lemma(word) if _may_be_held(word) else None
    return known if known is not None else not dictionary().word_is_known(form)


def _may_be_held(word: str) -> bool:
    """A letter is an initial, too, which is no entry of the dictionary."""
    return len(word) > 1 and RUSSIAN.fullmatch(word) is not None


def _held(word: str) -> list[Any]:
    """The tag of each entry of the dictionary that has the word."""
    return [tag for _, tag in entries(word)] if _may_be_held(word) else []


@lru_cache(maxsize=20_000)
def _participle(form: str) -> str | None:
    """The nominative of a participle that stands for a noun: «обвиняемого» → «обвиняемый»; None
    for what is no participle."""
    if not form.endswith(ADJECTIVAL):
        return None
    held = _held(form)
    if held and all(tag.POS != "PRTF" for tag in held):
        return None
    likeliest = parses(form)[:1]
    if not likeliest or likeliest[0].tag.POS != "PRTF":
        return None
    bent = likeliest[0].inflect({"nomn", "sing", "masc"})
    return str(bent.word).replace("ё", "е") if bent else None


@lru_cache(maxsize=20_000)
def _noun(lemma: str, text: str) -> str:
    if _is_lemma(lemma, plain(text)):
        return lemma
    nouns_of = [p for p in parses(text.lower()) if p.tag.POS == "NOUN"]
    return nouns_of[0].normal_form.replace("ё", "е") if nouns_of else lemma


def is_plural(token: Token) -> bool:
    """Whether a noun is a plural by its tag, or by a form that can be nothing else."""
    if token.feats.get("Number") == "Plur":
        return not _only_singular(token.text.lower())
    return token.pos in ("NOUN", "PROPN") and _only_plural(token.text.lower())


@lru_cache(maxsize=20_000)
def _only_singular(word: str) -> bool:
    """«эмигрантка»: a noun that the tags may take for a plural, the dictionary not."""
    held = _held(word)
    return bool(held) and all(tag.POS == "NOUN" and "sing" in tag.grammemes for tag in held)


@lru_cache(maxsize=20_000)
def _only_plural(word: str) -> bool:
    known = [tag for tag in _held(word) if tag.POS == "NOUN"]
    return bool(known) and all("plur" in tag.grammemes for tag in known)


def noun_of(token: Token) -> str:
    """The lemma of a noun, by the dictionary where the token has none that it holds."""
    participle = _participle(token.text.lower()) if token.pos == "NOUN" else None
    return participle or _noun(token.lemma, token.text)


def _bare(keys: frozenset[str]) -> tuple[bool, tuple[str, ...]]:
    """Whether the word says «former», and its spellings with and without the «экс-» that says so,
    in the order in which posts are looked up."""
    stripped = {key.removeprefix("экс-") for key in keys}
    return stripped != keys, (*sorted(keys), *sorted(stripped - keys))


@lru_cache(maxsize=20_000)
def _headed_by(keys: frozenset[str]) -> tuple[bool, list[_Pattern]]:
    """Whether a noun says «former», and the phrases of which it may be the head: of most, none."""
    former, bare = _bare(keys)
    patterns = {id(p): p for key in bare for p in posts().patterns.get(key, ())}
    return former, list(patterns.values())


def _former(tree: Tree, i: int) -> bool:
    return any(tree.tokens[k].lemma in FORMER for k in tree.kids[i] if k < i)


def _keys_behind(tree: Tree, i: int) -> frozenset[str] | None:
    """The spellings of the word behind a post's noun, if its phrase can go on with that alone."""
    if i + 1 >= len(tree) or _passable(tree, i + 1):
        return None
    return keys_of(tree.tokens[i + 1])


def _match(tree: Tree, i: int, pattern: _Pattern) -> tuple[int, int] | None:
    first = i - len(pattern.before)
    if first < 0:
        return None
    for place, words in enumerate(pattern.before, start=first):
        if keys_of(tree.tokens[place]).isdisjoint(words):
            return None
    last = i + 1
    for words in pattern.after:
        skipped = 0
        while last < len(tree) and keys_of(tree.tokens[last]).isdisjoint(words):
            if skipped > 2 or not _passable(tree, last):
                return None
            skipped += 1
            last += 1
        if last >= len(tree):
            return None
        last += 1
    return first, last


def _passable(tree: Tree, i: int) -> bool:
    """Words that may stand inside a post's phrase: adjectives and names of states."""
    token = tree.tokens[i]
    return token.pos == "ADJ" or bool(tree.mentions.get(i)) or token.text in '«»"'


def _head_noun(words: list[str]) -> int:
    for place, word in enumerate(words):
        if ud(parses(word.lower())[0].tag)[0] == "NOUN":
            return place
    return 0


@kept
def posts() -> Posts:
    table = Posts()
    for office in load_people().offices.values():
        for phrase in office.phrases:
            table.add(phrase, office)
    return table


@kept
def nouns() -> Nouns:
    """The table, checked. Raises ValueError naming the section and what is wrong."""
    content = files("itogi.coding").joinpath("tables", "referents.toml").read_text("utf-8")
    return read_nouns(content)


@cache
def generic_words() -> frozenset[str]:
    """The words of the phrases that may stand for a person known already."""
    return frozenset(word for phrase in nouns().generic for word in phrase.split())


def read_nouns(content: str) -> Nouns:
    """The contents of `referents.toml`. Raises ValueError naming section and field."""
    import tomllib  # What is made of tables is kept: most runs read none.

    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{_TABLE}: not valid TOML: {error}") from error
    words: dict[str, frozenset[str]] = {}
    for section, fields in _FIELDS.items():
        for name in fields:
            value = data.get(section, {}).get(name)
            if not _is_words(value):
                raise ValueError(f"{_TABLE}: {section}.{name}: expected a list of lemmas")
            words[f"{section}.{name}"] = frozenset(value)
    branches = {office.branch for office in load_people().offices.values()}
    generic: dict[str, tuple[str, ...]] = {}
    for word, value in data.get("generic", {}).items():
        if not _is_words(value) or not set(value) <= branches:
            raise ValueError(f"{_TABLE}: generic.{word}: expected branches of offices.toml")
        generic[word] = tuple(value)
    return Nouns(
        words["institutions.state"] | words["institutions.any"] | words["institutions.proper"],
        words["institutions.state"],
        words["institutions.served"],
        words["institutions.unofficial"],
        words["groups.sides"],
        words["groups.leaders"],
        _numbers(data.get("groups", {}).get("numbers")),
        words["groups.some"],
        words["people.plural"],
        words["people.private"],
        words["people.kin"],
        words["people.followers"],
        words["people.agents"],
        words["people.situations"],
        words["people.free"],
        words["possessive.colleagues"],
        words["people.speakers"],
        words["names.eastern"],
        words["names.titles"],
        words["predicates.become"],
        words["predicates.former"],
        words["predicates.appointed"],
        words["predicates.living"],
        words["predicates.natives"],
        words["people.newly"],
        words["people.nameless"],
        words["bodies.common"],
        words["bodies.unions"],
        words["bodies.companies"],
        words["bodies.courts"],
        words["justice.courthouses"],
        words["justice.prosecuting"],
        words["justice.services"],
        words["justice.international"],
        words["justice.prosecution"],
        words["justice.charging"],
        words["justice.undergone"],
        words["justice.defendants"],
        words["justice.barring"],
        words["justice.seats"],
        words["justice.claimants"],
        words["justice.complaints"],
        words["justice.respondents"],
        generic,
        _pairs(data, "aliases"),
        _pairs(data, "synonyms"),
        _pairs(data, "movements"),
    )


def _pairs(data: dict[str, Any], name: str) -> dict[str, str]:
    section = data.get(name)
    if not isinstance(section, dict) or not all(isinstance(v, str) for v in section.values()):
        raise ValueError(f"{_TABLE}: {name}: expected a word for each lemma")
    return dict(section)


def _numbers(value: Any) -> dict[str, int]:
    """Raises ValueError unless each word has a number from two on."""
    if not isinstance(value, dict) or not all(type(n) is int and n > 1 for n in value.values()):
        raise ValueError(f"{_TABLE}: groups.numbers: expected words with a number from 2 on")
    return {str(word): number for word, number in value.items()}


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)
