"""The states, organisations, bodies, companies and places that an article names.

Names come from the tables of `itogi.world`; the longest one wins. What a name stands for depends
on what stands around it: `tables/mentions.toml` holds those words. A name inside another name (a
currency, a treaty, a newspaper) is a mention that is not `listed` (codebook, section 2). Persons
are added by `itogi.coding.referents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itogi.coding.mention_words import Words, words
from itogi.coding.records import Mention, MentionKind
from itogi.language.records import Document, Sentence, Token
from itogi.world import World
from itogi.world.atlas import claim_winners
from itogi.world.forms import ADJECTIVE_ENDINGS
from itogi.world.index import Index
from itogi.world.index import key as spell
from itogi.world.records import Entry, Sense

KINDS: dict[str, MentionKind] = {
    "state": "state", "collective": "state", "demonym": "state", "capital": "state",
    "seat": "body", "body": "body", "organisation": "organisation", "company": "company",
    "place": "place", "mask": "place",
}  # fmt: skip
NAMELESS = {"concept", "event", "geography", "language", "street", "time", "work"}
"""Names in which a state's name stands for no state («Латинская Америка», «Индийский океан»)."""
OPENING, CLOSING = "«“„", "»”"
MAX_TITLE = 7
"""Tokens in quotation marks beyond this many are speech, not a name."""

key = lru_cache(maxsize=50_000)(spell)


@dataclass(slots=True)
class _Candidate:
    """A name found, as token positions `[first, last)`; offsets narrow it to a part of a token."""

    sentence: Sentence
    first: int
    last: int
    senses: list[Sense]
    start: int
    end: int
    adjective: bool = False
    listed: bool = True


def find_mentions(document: Document, world: World) -> list[Mention]:
    """All mentions in the order of the text. Needs no network and no state but the tables."""
    found: list[_Candidate] = []
    for sentence in document.sentences:
        found += _Reader(sentence, world.index).read()
    scene = _Scene.of(found, world.index)
    mentions = (_mention(candidate, scene, document.text, world) for candidate in found)
    return [mention for mention in mentions if mention is not None]


@dataclass(slots=True)
class _Scene:
    """What the whole article names: the codes, and the bodies by every name that they have."""

    named: set[str]
    bodies: list[tuple[int, str, Entry]]
    """(offset, a name of the body as the look-ups spell it, the body)."""

    @classmethod
    def of(cls, found: list[_Candidate], index: Index) -> _Scene:
        named: set[str] = set()
        bodies: list[tuple[int, str, Entry]] = []
        for candidate in found:
            for sense in candidate.senses:
                entry = sense.entry
                if entry.kind == "capital" and key(entry.name) in words().headquarters:
                    continue
                if entry.code and candidate.listed and not sense.flags & {"backed", "alone"}:
                    named.add(entry.code)
                    if entry.kind == "body":
                        names = index.names_of_bodies[entry]
                        bodies += [(candidate.start, name, entry) for name in names]
        return cls(named, bodies)

    def in_full(self, sense: Sense, offset: int) -> Entry | None:
        """«Совбез» in an article that has named «Совет безопасности России»: that body."""
        short = spell(" ".join(sense.words)) + " "
        longer = [(at, entry) for at, name, entry in self.bodies if name.startswith(short)]
        if not longer:
            return None
        before = [entry for at, entry in longer if at < offset]
        return before[-1] if before else longer[0][1]


def _mention(found: _Candidate, scene: _Scene, text: str, world: World) -> Mention | None:
    senses = [s for s in found.senses if "backed" not in s.flags or s.entry.code in scene.named]
    entry = _winner(senses).entry if senses else None
    alone = next((s for s in found.senses if "alone" in s.flags), None)
    if alone is not None:
        entry = scene.in_full(alone, found.start) or entry
    if entry is None:
        return None
    entry, place = _placed(entry, found, scene)
    stands_for_state = entry.kind in ("state", "demonym", "collective", "capital")
    return Mention(
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
    )


def _winner(senses: list[Sense]) -> Sense:
    """The sense of a name that two entries claim, by `world/tables/claims.csv`."""
    if len({sense.entry.code for sense in senses}) == 1:
        return senses[0]
    winners = {claim_winners().get(spell(" ".join(sense.words))) for sense in senses}
    return next((s for s in senses if (s.entry.code or "none") in winners), senses[0])


def _placed(entry: Entry, found: _Candidate, scene: _Scene) -> tuple[Entry, bool]:
    """Whether a capital is the town itself here; Brussels that acts is the European Union."""
    if entry.kind != "capital" or found.adjective:
        return entry, False
    place = _is_town(found.sentence, found.first, found.last)
    seats = words().headquarters.get(key(entry.name))
    if seats is not None and not place:
        code = next((code for code in seats if code in scene.named), seats[0])
        if code != entry.code:
            return Entry(entry.name, "organisation", code, entry.wikidata), False
    return entry, place


def _is_town(sentence: Sentence, first: int, last: int) -> bool:
    tokens, table = sentence.tokens, words().place
    before = first - 1
    while before >= 0 and tokens[before].pos in ("ADJ", "DET", "NUM") and before > first - 3:
        before -= 1
    if before < 0:
        return False
    token = tokens[before]
    if key(token.text) in table.prepositions or _lemma(token) in table.towns:
        return True
    if _lemma(token) in table.nouns and tokens[last - 1].feats.get("Case") == "Gen":
        return True
    head = tokens[last - 1].head
    # «в Москве и Киеве»: the second town goes with the first.
    if tokens[last - 1].rel == "conj" and 0 <= head < first and tokens[head].text[:1].isupper():
        return _is_town(sentence, head, head + 1)
    return False


class _Reader:
    """One sentence: its names, longest first, and what the words around them make of them."""

    def __init__(self, sentence: Sentence, index: Index) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.index = index
        self.keys = [key(token.text) for token in sentence.tokens]
        self.words: Words = words()
        letters = [t.text for t in self.tokens if t.text[:1].isalpha()]
        self.shouting = len(letters) > 3 and all(word.isupper() for word in letters)
        self.starts = _starts(self.tokens)
        self.names: dict[int, str] = {}
        self.persons: set[int] = set()
        for name in sentence.names:
            for position in range(name.first, name.last):
                self.names[position] = name.kind
                if name.kind == "PER" and name.last - name.first > 1:
                    self.persons.add(position)

    def read(self) -> list[_Candidate]:
        found: list[_Candidate] = []
        position = 0
        while position < len(self.tokens):
            step, candidates = self._at(position)
            found += candidates
            position += step
        self._unlist_titles(found)
        return found

    def _at(self, first: int) -> tuple[int, list[_Candidate]]:
        """How many tokens a name takes at a position, and what it stands for."""
        longest = self.index.longest.get(self.keys[first], 0)
        for count in range(min(longest, len(self.tokens) - first), 0, -1):
            numbers = self.index.phrases.get(" ".join(self.keys[first : first + count]))
            if numbers is None:
                continue
            senses = [
                sense
                for sense in (self.index.senses[number] for number in numbers)
                if self._fits(sense, first, first + count)
            ]
            if senses:
                return count, self._named(first, first + count, senses)
        return 1, list(self._parts(first))

    def _named(self, first: int, last: int, senses: list[Sense]) -> list[_Candidate]:
        masks = {sense.entry.mask for sense in senses if sense.entry.kind == "mask"}
        if masks:
            return [] if masks & NAMELESS else self._masked(first, last)
        candidate = self._candidate(first, last, senses)
        candidate.listed = not (
            self._in_currency(first)
            or self._in_charter(first, senses)
            or self._in_team(first, senses)
            or self._in_edition(first)
            or self._in_holiday(first)
        )
        return [candidate]

    def _masked(self, first: int, last: int) -> list[_Candidate]:
        """The names inside a name: kept, but not listed."""
        inner: list[_Candidate] = []
        position = first
        while position < last:
            count = self._inner_length(position, last, whole=(first, last))
            if count:
                numbers = self.index.phrases[" ".join(self.keys[position : position + count])]
                senses = [
                    sense
                    for sense in (self.index.senses[number] for number in numbers)
                    if sense.entry.kind != "mask" and self._fits(sense, position, position + count)
                ]
                if senses:
                    inner.append(self._candidate(position, position + count, senses))
                    position += count
                    continue
            inner += self._parts(position)
            position += 1
        for candidate in inner:
            candidate.listed = False
        return inner

    def _inner_length(self, first: int, last: int, whole: tuple[int, int]) -> int:
        for count in range(last - first, 0, -1):
            if (first, first + count) == whole:
                continue
            if " ".join(self.keys[first : first + count]) in self.index.phrases:
                return count
        return 0

    def _candidate(self, first: int, last: int, senses: list[Sense]) -> _Candidate:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return _Candidate(self.sentence, first, last, senses, start, end)

    # Does a name of the tables fit the text as it is written?

    def _fits(self, sense: Sense, first: int, last: int) -> bool:
        texts = [token.text for token in self.tokens[first:last]]
        if not self._same_case(sense, texts, first):
            return False
        kind = sense.entry.kind
        if kind == "mask":
            return True
        personal = first in self.persons and last - 1 in self.persons
        if personal and kind not in ("organisation", "body", "seat"):
            return False
        initial = first in self.starts
        if "initial" in sense.flags and initial and not self._is_name(first):
            return False
        if not self._is_place(first) and self._like_person(sense, first):
            return False
        single = last - first == 1 and self.tokens[first].pos == "ADJ"
        if single and self.keys[first].endswith(("ском", "цком")):
            # «в Балтийском море» is not Балтийск.
            return False
        if "alone" in sense.flags and self._beside_state(first, last):
            return False
        if kind == "demonym" and texts[0][0].isupper():
            common = self.tokens[first].pos == "NOUN" or self.names.get(first) != "PER"
            return initial and common
        return kind != "collective" or self._is_west(first, last)

    def _beside_state(self, first: int, last: int) -> bool:
        """«Совет безопасности России», «российский Совбез»: a body of that state."""
        if first and (
            self._adjective(self.keys[first - 1]) is not None
            or _lemma(self.tokens[first - 1]) in self.words.national.nouns
        ):
            return True
        if last >= len(self.keys):
            return False
        return "state" in self._kinds(self.keys[last]) or (
            self._adjective(self.keys[last]) is not None
        )

    def _kinds(self, phrase: str) -> set[str]:
        numbers = self.index.phrases.get(phrase, ())
        return {self.index.senses[number].entry.kind for number in numbers}

    def _same_case(self, sense: Sense, texts: list[str], first: int) -> bool:
        if self.shouting:
            return True
        written = sense.words
        if len(written) != len(texts):
            return False
        for position, (word, text) in enumerate(zip(written, texts, strict=True)):
            if len(word) > 1 and word.isupper():
                # «ЮКОС», «ЮКОСа», but not «Юкос».
                if not text.isupper() and not text.startswith(word):
                    return False
            elif len(text) > 1 and text.isupper() and word[0].isupper() and len(text) < 5:
                # «САНА» is an agency, «Сана» a town.
                return False
            elif position == 0 and word[0].isupper() and not text[0].isupper():
                return False
        return True

    def _is_name(self, position: int) -> bool:
        """Whether the models, too, take a word at the start of a sentence for a name."""
        return self.names.get(position) in ("LOC", "ORG") and self.tokens[position].pos == "PROPN"

    def _like_person(self, sense: Sense, first: int) -> bool:
        """«Владимир», «Дж. Коми», and «Одинцова», which is a surname as well as a town's form."""
        if "person" in sense.flags:
            return True
        if sense.entry.kind != "place":
            return False
        if self.names.get(first) == "PER":
            return True
        if first > 1 and self.keys[first - 1] == "." and self.tokens[first - 2].text.istitle():
            return len(self.tokens[first - 2].text) <= 2
        town = sense.words[-1].endswith(("ово", "ево", "ино"))
        return town and self.keys[first].endswith(("ва", "ву", "на", "ну"))

    def _is_place(self, first: int) -> bool:
        """Whether the words before a name make it a place's."""
        before = self.tokens[first - 1] if first else None
        if before is None:
            return False
        return key(before.text) in self.words.place.prepositions or (
            _lemma(before) in self.words.place.towns
        )

    def _is_west(self, first: int, last: int) -> bool:
        if last - first > 1:
            return True
        before = _lemma(self.tokens[first - 1]) if first else ""
        after = self.keys[last] if last < len(self.keys) else ""
        return before not in self.words.west.before and after not in self.index.phrases

    # What stands around a name.

    def _in_currency(self, first: int) -> bool:
        """«доллар США», «долларов (США)»."""
        before = first - 1
        while before >= 0 and self.keys[before] in ("(", "сша"):
            before -= 1
        return before >= 0 and _lemma(self.tokens[before]) in self.words.currency.nouns

    def _in_charter(self, first: int, senses: list[Sense]) -> bool:
        """«Устав ООН», «рамочная конвенция ООН»."""
        if not first or senses[0].entry.code not in self.words.agreement.chartered:
            return False
        return _lemma(self.tokens[first - 1]) in self.words.agreement.charters

    def _in_team(self, first: int, senses: list[Sense]) -> bool:
        """«клуб Тоттенхэм»."""
        if not first or senses[0].entry.kind not in ("place", "capital"):
            return False
        return _lemma(self.tokens[first - 1]) in self.words.team.nouns

    def _in_edition(self, first: int) -> bool:
        """«Sputnik Казахстан», «Интерфакс Украина»."""
        if not first or not self.tokens[first - 1].text[0].isupper() or first - 1 in self.starts:
            return False
        before = self.tokens[first - 1]
        return bool({key(before.text), _lemma(before)} & self.words.edition.before)

    def _in_holiday(self, first: int) -> bool:
        """«День независимости Казахстана»."""
        if first < 2 or _lemma(self.tokens[first - 1]) not in self.words.holiday.words:
            return False
        before = self.tokens[max(0, first - 3) : first - 1]
        return any(_lemma(token) in self.words.holiday.nouns for token in before)

    def _unlist_titles(self, found: list[_Candidate]) -> None:
        """Names in quotation marks: газета «Советская Белоруссия», телеканал «Россия»."""
        for opening, closing in _quoted(self.tokens):
            inner = [c for c in found if opening < c.first and c.last <= closing]
            if inner and self._is_title(opening, closing, inner):
                for candidate in inner:
                    candidate.listed = False

    def _is_title(self, opening: int, closing: int, inner: list[_Candidate]) -> bool:
        tokens = self.tokens[opening + 1 : closing]
        if not tokens or len(tokens) > MAX_TITLE or not tokens[0].text[0].isupper():
            return False
        if any(token.feats.get("VerbForm") == "Fin" for token in tokens):
            return False
        before = self.tokens[opening - 1] if opening else None
        called = before is not None and _lemma(before) in self.words.title.nouns
        covered = sum(c.last - c.first for c in inner)
        marks = sum(1 for token in tokens if token.pos == "PUNCT" or token.text in "—–-")
        if covered + marks >= len(tokens):
            # «Газпром», «большая двадцатка», саммит «Россия — Африка»: the name itself; but
            # «Барселона» is a club and телеканал «Россия» no state.
            kinds = {candidate.senses[0].entry.kind for candidate in inner}
            if len(inner) > 1 or inner[0].adjective:
                return False
            return kinds <= {"place", "capital"} or (called and kinds == {"state"})
        return called or self.names.get(opening + 1) == "ORG"

    # Adjectives and words with hyphens.

    def _parts(self, position: int) -> Iterator[_Candidate]:
        token = self.tokens[position]
        word = self.keys[position]
        if len(word) < 4 or not word[0].isalpha():
            return
        if "-" in word:
            whole = self._adjective(word)
            if whole is not None:
                yield from self._adjectives(position, [(whole, token.start, token.end)])
                return
            yield from self._hyphenated(position, token, word)
            return
        sense = self._adjective(word)
        if sense is not None:
            yield from self._adjectives(position, [(sense, token.start, token.end)])

    def _hyphenated(self, position: int, token: Token, word: str) -> Iterator[_Candidate]:
        pieces: list[tuple[str, int, int]] = []
        start = token.start
        for part in word.split("-"):
            pieces.append((part, start, start + len(part)))
            start += len(part) + 1
        final = self._adjective(pieces[-1][0])
        found: list[tuple[Sense, int, int]] = []
        for part, a, b in pieces[:-1]:
            entry = self.index.compounds.get(part)
            if entry is not None:
                found.append((Sense(entry, (part,)), a, b))
        if final is not None:
            found.append((final, pieces[-1][1], pieces[-1][2]))
        if found and (final is not None or len(found) == len(pieces)):
            yield from self._adjectives(position, found)
            return
        yield from self._joined_nouns(position, token, pieces)

    def _joined_nouns(
        self, position: int, token: Token, pieces: list[tuple[str, int, int]]
    ) -> Iterator[_Candidate]:
        """«Россия-Китай», «Москва-Пекин»: every part must be a name."""
        found = []
        word = pieces[-1][0]
        for part, a, b in pieces:
            numbers = self.index.phrases.get(part, ())
            written = token.text[a - token.start : b - token.start]
            senses = [
                sense
                for sense in (self.index.senses[number] for number in numbers)
                if sense.entry.kind != "mask" and self._same_case(sense, [written], 0)
            ]
            # «туристов-россиян»: a common noun may stand beside a demonym.
            common = written.islower() and (
                part in self.words.prefixes.nouns or "demonym" in self._kinds(word)
            )
            if not senses and not common:
                return
            if senses:
                found.append(_Candidate(self.sentence, position, position + 1, senses, a, b))
        yield from found

    def _adjective(self, word: str) -> Sense | None:
        found = _stem_sense(word, self.index)
        if found is not None:
            return found
        if word.startswith(tuple(self.words.prefixes.never)):
            return None
        for prefix in self.words.prefixes.adjectives:
            if word.startswith(prefix) and len(word) > len(prefix) + 4:
                found = _stem_sense(word[len(prefix) :].lstrip("-"), self.index)
                if found is not None and "west" not in found.flags:
                    return found
        return None

    def _adjectives(
        self, position: int, found: list[tuple[Sense, int, int]]
    ) -> Iterator[_Candidate]:
        single = "-" not in self.keys[position] and position not in self.starts
        if position in self.persons or (self.names.get(position) == "PER" and single):
            return
        if self._is_language(position):
            return
        for sense, start, end in found:
            if "west" in sense.flags and not self._is_western(position):
                continue
            listed = not self._adjective_in_name(position, sense, len(found))
            yield _Candidate(
                self.sentence, position, position + 1, [sense], start, end, True, listed
            )

    def _is_language(self, position: int) -> bool:
        """«на русском», «владеет английским», «русский язык»."""
        after = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        for token in self.tokens[position + 1 : position + 6]:
            # «английским, немецким и испанским языками»
            if _lemma(token) in self.words.language.nouns:
                return True
            if token.pos not in ("ADJ", "CCONJ", "PUNCT"):
                break
        if after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
            return False
        before = self.tokens[position - 1] if position else None
        if before is None or self.tokens[position].feats.get("Case") not in ("Loc", "Ins"):
            return False
        head = self.tokens[position].head
        if head >= 0 and self.tokens[head].pos == "NOUN":
            return False
        return key(before.text) in self.words.language.after or (
            _lemma(before) in self.words.language.verbs
        )

    def _is_western(self, position: int) -> bool:
        if self.tokens[position].text[0].isupper() and position not in self.starts:
            return False
        head = self.tokens[position].head
        if head > position and self.tokens[position].rel == "amod":
            return _lemma(self.tokens[head]) not in self.words.west.nouns
        after = self.tokens[position + 1 : position + 2]
        return bool(after) and _lemma(after[0]) not in self.words.west.nouns

    def _adjective_in_name(self, position: int, sense: Sense, together: int) -> bool:
        tokens, table = self.tokens, self.words
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        following = _lemma(after) if after is not None else ""
        if following in table.currency.nouns:
            return True
        city = sense.entry.kind in ("capital", "place")
        if city and together == 1 and following in table.agreement.nouns:
            return True
        capital = tokens[position].text[0].isupper() and position not in self.starts
        preceding = _lemma(tokens[position - 1]) if position else ""
        return capital and (
            following in table.street.nouns
            or preceding in table.street.nouns
            or following in table.firm.nouns
        )


@lru_cache(maxsize=20_000)
def _stem_sense(word: str, index: Index) -> Sense | None:
    adjectives = index.adjectives
    for ending in ADJECTIVE_ENDINGS:
        if word.endswith(ending):
            found = adjectives.get(word[: -len(ending)])
            if found is not None:
                return found
    return None


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")


def _starts(tokens: list[Token]) -> set[int]:
    """Positions where a capital letter says nothing: the first word, and one behind a mark."""
    found = set()
    fresh = True
    for position, token in enumerate(tokens):
        if fresh and token.text[0].isalnum():
            found.add(position)
            fresh = False
        if not token.text[0].isalnum() and token.text in '«“„"—–-:•*…!?':
            fresh = True
        elif token.text[0].isalnum():
            fresh = False
    return found


def _quoted(tokens: list[Token]) -> list[tuple[int, int]]:
    """Positions of the marks round each quotation that begins and ends in the sentence."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    straight: int | None = None
    for position, token in enumerate(tokens):
        if token.text in OPENING and token.text:
            opened.append(position)
        elif token.text in CLOSING and opened:
            found.append((opened.pop(), position))
        elif token.text == '"':
            if straight is None:
                straight = position
            else:
                found.append((straight, position))
                straight = None
    return found
