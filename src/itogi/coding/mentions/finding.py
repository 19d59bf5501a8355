"""From the names of each sentence to the mentions of the article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from itogi.coding.mentions.line import Candidate, Line, key
from itogi.coding.mentions.reading import read
from itogi.coding.mentions.words import words
from itogi.coding.records import Mention, MentionKind
from itogi.coding.trace import SILENT, Trace
from itogi.language.records import Document
from itogi.world import World
from itogi.world.atlas import Homonym, claim_winners, homonyms, together
from itogi.world.index import Index
from itogi.world.records import Entry, Sense

KINDS: dict[str, MentionKind] = {
    "state": "state", "collective": "state", "demonym": "state", "capital": "state",
    "seat": "body", "body": "body", "organisation": "organisation", "company": "company",
    "place": "place",
}  # fmt: skip


def find_mentions(document: Document, world: World, trace: Trace = SILENT) -> list[Mention]:
    """All mentions in the order of the text. Needs no network and no state but the tables."""
    lines = (Line(sentence, world.index, trace) for sentence in document.sentences)
    found = [candidate for line in lines for candidate in read(line)]
    scene = _Scene.of(found, world.index)
    mentions: list[Mention] = []
    for candidate in found:
        mention = _mention(candidate, scene, document.text, world, trace)
        if mention is not None:
            mentions += [mention, *_with_it(mention, candidate, world)]
    return mentions


@dataclass(slots=True)
class _Scene:
    """What the whole article names: the codes, and the bodies by every name that they have."""

    named: set[str]
    bodies: list[tuple[int, str, Entry]]
    """(offset, a name of the body as the look-ups spell it, the body)."""
    found: list[Candidate]

    @classmethod
    def of(cls, found: list[Candidate], index: Index) -> _Scene:
        named: set[str] = set()
        bodies: list[tuple[int, str, Entry]] = []
        for candidate in found:
            for sense in candidate.senses:
                entry = sense.entry
                if _homonym(sense) and not _acts(candidate, entry):
                    continue
                if entry.kind == "capital" and key(entry.name) in words().headquarters:
                    continue
                if entry.code and candidate.listed and not sense.flags & {"backed", "alone"}:
                    named.add(entry.code)
                    names = index.names_of_bodies.get(entry, ())
                    bodies += [(candidate.start, name, entry) for name in names]
        return cls(named, bodies, found)

    def beside(self, name: Candidate) -> set[str]:
        """The codes of what stands beside a name and says where it lies: «Валенсия (Венесуэла)»,
        «американский Кембридж»."""
        codes = set()
        for other in self.found:
            if other.line is name.line and _says_where(other, name):
                codes |= {sense.entry.code for sense in other.senses if sense.entry.code}
        return codes

    def in_full(self, sense: Sense, offset: int) -> Entry | None:
        """«Совбез» in an article that has named «Совет безопасности России»: that body."""
        short = " ".join(map(key, sense.words)) + " "
        longer = [(at, entry) for at, name, entry in self.bodies if name.startswith(short)]
        if not longer:
            return None
        before = [entry for at, entry in longer if at < offset]
        return before[-1] if before else longer[0][1]


def _mention(
    found: Candidate, scene: _Scene, text: str, world: World, trace: Trace
) -> Mention | None:
    first = _entry(found, scene)
    if first is None:
        trace.name_lost(found, "unbacked")
        return None
    entry, others = _decided(first, found, scene, world)
    entry, place = _placed(entry, found, scene)
    stands_for_state = entry.kind in ("state", "demonym", "collective", "capital")
    mention = Mention(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        kind="place" if place else KINDS[entry.kind],
        code=entry.code,
        wikidata=(
            world.wikidata(entry.code)
            if stands_for_state and not place and entry.code
            else entry.wikidata
        ),
        name=entry.name,
        listed=found.listed and entry.code not in (None, "IGO") and entry.kind != "company",
        adjective=found.adjective,
        others=others,
    )
    trace.name_read(found, first, mention)
    return mention


def _with_it(mention: Mention, found: Candidate, world: World) -> list[Mention]:
    """The other states of a name that means several at once: «обе Кореи»."""
    return [
        replace(mention, code=code, name=world.name(code), wikidata=world.wikidata(code))
        for code in together().get(found.senses[0].words, ())
        if code != mention.code
    ]


def _entry(found: Candidate, scene: _Scene) -> Entry | None:
    alone = next((sense for sense in found.senses if "alone" in sense.flags), None)
    if alone is not None:
        full = scene.in_full(alone, found.start)
        if full is not None:
            return full
    senses = [s for s in found.senses if "backed" not in s.flags or _is_backed(s, scene)]
    return _winner(senses).entry if senses else None


def _is_backed(sense: Sense, scene: _Scene) -> bool:
    """Whether the article names the same code by another name; of a homonym any of its codes."""
    shared = _homonym(sense)
    codes = shared.codes if shared else (sense.entry.code,)
    return any(code in scene.named for code in codes)


def _homonym(sense: Sense) -> Homonym | None:
    return homonyms().get(" ".join(map(key, sense.words)))


def _decided(
    entry: Entry, found: Candidate, scene: _Scene, world: World
) -> tuple[Entry, tuple[str, ...]]:
    """Of the states that share the name the one named beside it («Кембридж, штат Массачусетс»),
    else the first that the article names otherwise; else the likeliest, with the others where that
    leaves a doubt."""
    shared = next((h for s in found.senses if s.entry == entry and (h := _homonym(s))), None)
    if shared is None or entry.code not in shared.codes:
        return entry, ()
    if _acts(found, entry):
        return entry, ()
    beside = [code for code in shared.codes if code in scene.beside(found)]
    named = beside or [code for code in shared.codes if code in scene.named]
    code = named[0] if named else shared.codes[0]
    doubt = shared.flagged and len(named) != 1
    others = tuple(other for other in shared.codes if other != code) if doubt else ()
    if code == entry.code:
        return entry, others
    if entry.kind in ("place", "capital"):
        return Entry(entry.name, "place", code), others
    return Entry(world.name(code), entry.kind, code, world.wikidata(code)), others


def _says_where(other: Candidate, name: Candidate) -> bool:
    """«(Венесуэла)», «, США», «, штат Массачусетс», «в Алабаме» behind a name; an adjective right
    before it."""
    if other.adjective:
        return other.last == name.first
    between = name.line.tokens[name.last : other.first]
    if not 0 < len(between) <= 3 or other.first < name.last:
        return False
    first, *rest = (token.text for token in between)
    areas = name.line.words.place.towns
    lies = [name.line.lemma(at) in areas for at in range(name.last, other.first)]
    if first == "," and not rest:
        return other.senses[0].entry.kind == "state"
    joined = first in ("(", ",", "в", "на") or lies[0]
    return joined and all(
        word in ("в", "на") or lying for word, lying in zip(rest, lies[1:], strict=True)
    )


def _acts(found: Candidate, entry: Entry) -> bool:
    """Whether a capital stands for its government: no namesake elsewhere does."""
    return entry.kind == "capital" and not _is_town(found.line, found.first, found.last)


def _winner(senses: list[Sense]) -> Sense:
    """The sense of a name that two entries claim, by `world/tables/claims.csv`."""
    if len({sense.entry.code for sense in senses}) == 1:
        return senses[0]
    winners = {claim_winners().get(key(" ".join(sense.words))) for sense in senses}
    return next((s for s in senses if (s.entry.code or "none") in winners), senses[0])


def _placed(entry: Entry, found: Candidate, scene: _Scene) -> tuple[Entry, bool]:
    """Whether a capital is the town itself here; Brussels that acts is the European Union."""
    if found.adjective and entry.code in words().relics.codes:
        head = found.line.tokens[found.last - 1].head
        return entry, head >= 0 and found.line.lemma(head) in words().relics.nouns
    if entry.kind != "capital" or found.adjective:
        return entry, False
    place = _is_town(found.line, found.first, found.last)
    seats = words().headquarters.get(key(entry.name))
    if seats is not None and (not place or _is_voiced(found.line, found.last - 1)):
        code = next((code for code in seats if code in scene.named), seats[0])
        if code != entry.code:
            return Entry(entry.name, "organisation", code), False
    return entry, place


def _is_voiced(line: Line, at: int) -> bool:
    """«в Брюсселе пригрозили»: people without a name speak there, for whom the town stands."""
    verb, tokens = line.tokens[at].head, line.tokens
    if verb < 0 or line.lemma(verb) not in line.words.place.speaking:
        return False
    feats = tokens[verb].feats
    plural = feats.get("Number") == "Plur" and feats.get("VerbForm") == "Fin"
    return plural and not any(t.head == verb and t.rel.startswith("nsubj") for t in tokens)


def _is_town(line: Line, first: int, last: int) -> bool:
    """«в Анкаре», «мэр Анкары», «город Анкара»; in «Анкара предложила» it is the government."""
    tokens, table = line.tokens, line.words.place
    before = first - 1
    while before > first - 3 and before >= 0 and tokens[before].pos in ("ADJ", "DET", "NUM"):
        before -= 1
    if before < 0:
        return False
    if key(tokens[before].text) in table.prepositions or line.lemma(before) in table.towns:
        return True
    if line.lemma(before) in table.nouns and tokens[last - 1].feats.get("Case") == "Gen":
        return True
    head = tokens[last - 1].head
    # «в Москве и Киеве»: the second town goes with the first.
    if tokens[last - 1].rel == "conj" and 0 <= head < first and tokens[head].text[:1].isupper():
        return _is_town(line, head, head + 1)
    return False
