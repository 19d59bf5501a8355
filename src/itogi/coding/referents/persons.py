"""The people of an article: every occurrence of a name, gathered into persons.

Names come from the model's PER names and from the tables of people. Occurrences are one person
where their words agree through the cases («Обамы», «Барак Обама»); a surname alone belongs to the
person of that name nearest before it, else after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise, product

from rapidfuzz.distance import Levenshtein

from itogi.coding.referents.lexicon import posts
from itogi.coding.referents.trees import Tree
from itogi.language.dictionary import parses
from itogi.language.inflection import nominative
from itogi.language.people import CASES, name_nominative
from itogi.language.records import Token
from itogi.language.tags import join_tag, name_agreement
from itogi.world.people import Office, People, Term, fold, load_people

TOP = frozenset({"head_of_state", "head_of_government", "foreign", "organisation_head", "leader"})
"""Branches whose holders news names by surname alone."""
FUNCTION = frozenset({"NPRO", "PREP", "CONJ", "PRCL", "ADVB", "PRED"})


@dataclass(slots=True)
class Occurrence:
    """A name in the text: tokens `[first, last)` of a sentence."""

    sentence: int
    first: int
    last: int
    words: tuple[str, ...]
    case: str | None
    gender: str | None
    name: str
    verb: str | None = None
    """Gender of the verb in the past of which the name, or its post, is the subject."""

    @property
    def place(self) -> tuple[int, int]:
        return self.sentence, self.first


@dataclass(slots=True)
class Role:
    """A post or role that the article gives a person, with the state or organisation it names."""

    sentence: int
    head: int
    first: int
    last: int
    text: str
    lemma: str
    office: Office | None
    codes: tuple[str, ...]
    former: bool = False


@dataclass(slots=True)
class Person:
    occurrences: list[Occurrence]
    roles: list[Role] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    term: Term | None = None
    code: str | None = None
    assumed: bool = False

    @property
    def fullest(self) -> Occurrence:
        """The occurrence with most words; among equals one in the nominative, then the first."""
        return max(
            self.occurrences, key=lambda o: (len(o.words), o.case == "Nom", _negative(o.place))
        )

    @property
    def name(self) -> str:
        """The fullest name in the nominative; a word that the tables hold, or that stands in the
        nominative elsewhere in the article, is taken from there («Тео Зоммера», «Зоммер»)."""
        words = self.fullest.name.split(" ")
        tabled = _as_tabled(words, [name for term in self.terms for name in term.names])
        if tabled is not None:
            return tabled
        known = {w for o in self.occurrences if o.case == "Nom" for w in o.words}
        return " ".join(_as_elsewhere(word, known, self.fullest) for word in words)

    @property
    def gender(self) -> str | None:
        if self.term is not None:
            return "Fem" if self.term.sex == "f" else "Masc"
        # A verb in the past («заявила») and a known first name weigh more than a tag.
        votes = [o.gender for o in self.occurrences]
        votes += 2 * [o.verb for o in self.occurrences]
        votes += 2 * [first_name_gender(self.name.split()[0])]
        told = [vote for vote in votes if vote]
        return max(sorted(set(told)), key=told.count) if told else None


def _as_tabled(words: list[str], names: list[str]) -> str | None:
    """The name in the spelling of the tables that is the article's own, if one is; a surname alone
    stays alone, and a patronymic stands."""
    best: tuple[int, str] | None = None
    for name in dict.fromkeys(names):
        parts = name.split()
        if len(words) == 1:
            if _meet(words[0], parts[-1]) or _meet(words[0], parts[0]):
                part = parts[-1] if _meet(words[0], parts[-1]) else parts[0]
                return words[0] if fold(words[0]) == fold(part) else part
            continue
        met = sum(_meet(w, p) for w, p in zip(words, parts, strict=False))
        if len(parts) == len(words) and met >= len(words) - 1 and (not best or met > best[0]):
            own = [w if fold(w) == fold(p) else p for w, p in zip(words, parts, strict=True)]
            best = met, " ".join(own)
    return best[1] if best else None


def _as_elsewhere(word: str, known: set[str], found: Occurrence) -> str:
    if word in known and found.case == "Nom":
        shorter = [w for w in known if len(w) > 3 and word[:-1] == w and word[-1] in "аяу"]
        return shorter[0] if shorter else word
    same = sorted(w for w in known if w != word and len(w) > 3 and _meet(w, word))
    return same[0] if same and word not in known else word


def _negative(place: tuple[int, int]) -> tuple[int, int]:
    return -place[0], -place[1]


@lru_cache(maxsize=20_000)
def spellings(word: str) -> frozenset[str]:
    """What the nominative of a word of a name may be, folded, whichever its case and gender."""
    plain = fold(word)
    if len(plain) < 3 or not plain[-1].isalpha():
        return frozenset({plain})
    found = {plain}
    for gender, case in product(("Masc", "Fem"), CASES):
        found.add(fold(name_nominative(plain, gender, case)))
    return frozenset(found)


@lru_cache(maxsize=5_000)
def first_name_gender(word: str) -> str | None:
    """Masc or Fem, if the dictionary holds the word as a given name or patronymic of one gender."""
    genders = {
        "Fem" if "femn" in p.tag else "Masc"
        for p in parses(fold(word))
        if p.is_known
        and ("Name" in p.tag or "Patr" in p.tag)
        and not any(mark in p.tag for mark in ("ms-f", "plur"))
    }
    return genders.pop() if len(genders) == 1 else None


@lru_cache(maxsize=5_000)
def is_patronymic(word: str) -> bool:
    return any("Patr" in p.tag and p.is_known for p in parses(fold(word)))


def find_persons(trees: list[Tree], day: date | None, codes: frozenset[str]) -> list[Person]:
    """The people that the article names, in order of their first occurrence. `codes` are the states
    and organisations that it names: they tell namesakes apart."""
    people = load_people()
    found = [o for tree in trees for o in _named(tree)]
    taken = {(o.sentence, i) for o in found for i in range(o.first, o.last)}
    found += [o for tree in trees for o in _from_tables(tree, taken)]
    found.sort(key=lambda o: o.place)
    persons = _gathered(found)
    taken = {(o.sentence, i) for o in found for i in range(o.first, o.last)}
    for tree in trees:
        _add_surnames(tree, taken, persons)
    for person in persons:
        person.occurrences.sort(key=lambda o: o.place)
        person.terms = _terms(person, people, day, codes)
    persons = _merged(persons)
    persons.sort(key=lambda p: p.occurrences[0].place)
    return persons


def _merged(persons: list[Person]) -> list[Person]:
    """Persons whom the tables show to be one under two spellings («Рухани», «Роухани»)."""
    by_name: dict[str, Person] = {}
    found: list[Person] = []
    for person in sorted(persons, key=lambda p: -len(p.fullest.words)):
        names = {t.name for t in person.terms}
        known = by_name.get(next(iter(names))) if len(names) == 1 else None
        if known is not None and len(person.fullest.words) == 1:
            known.occurrences += person.occurrences
            known.occurrences.sort(key=lambda o: o.place)
            continue
        if len(names) == 1:
            by_name.setdefault(next(iter(names)), person)
        found.append(person)
    return found


def _named(tree: Tree) -> Iterator[Occurrence]:
    """The PER names of a sentence, lower-case words before the name left out."""
    for name in tree.sentence.names:
        if name.kind != "PER":
            continue
        first, last = name.first, name.last
        while first < last and not tree.tokens[first].text[:1].isupper():
            first += 1
        while first < last - 1 and (tree.mentions.get(first) or _is_common(tree.tokens[first])):
            first += 1
        last = _own_end(tree, first, last)
        if first < last and not _is_state(tree, first, last) and _is_name(tree, first, last):
            yield from _split(tree, first, last)


def _is_surname(word: str) -> bool:
    """Whether a word is the surname of somebody so well known that it needs no first name."""
    people = load_people()
    return any(term.alone for s in spellings(word) for term in people.surnamed(s))


def _own_end(tree: Tree, first: int, last: int) -> int:
    """Where the name ends without its original behind it in brackets («Свен Миксер (Sven …»)."""
    russian = tree.tokens[first].text.isascii() is False if first < last else False
    for i in range(first, last):
        text = tree.tokens[i].text
        if text in "()[],;:" or (russian and text.isascii() and len(text) > 2):
            last = i
            break
    while last > first and not tree.tokens[last - 1].text[:1].isalpha():
        last -= 1
    return last


def _is_state(tree: Tree, first: int, last: int) -> bool:
    """Whether the model took the name of a state or place for a person's."""
    if last - first != 1 or not tree.mentions.get(first):
        return False
    return tree.mentions[first][0].kind in ("state", "place", "organisation", "company", "body")


def _is_common(token: Token) -> bool:
    """«Ставленник Чавеса», «Семидесятилетний Караджич»: a word that opens the sentence, taken for
    part of the name."""
    known = [p for p in parses(fold(token.text)) if p.is_known or token.pos == "ADJ"]
    if not known or any(n in p.tag for p in known for n in ("Name", "Surn", "Patr", "Geox")):
        return False
    if token.pos in ("NOUN", "PROPN"):
        # Short words are first names of the East as well («Пан Ги Мун»).
        return len(token.text) > 5 and any("anim" in p.tag for p in known)
    return token.pos in ("ADJ", "VERB", "ADV", "PART", "SCONJ", "CCONJ")


def _is_name(tree: Tree, first: int, last: int) -> bool:
    """Whether any word may be a name: the model sometimes takes a line's first word for one."""
    if last - first == 1:
        likeliest = parses(fold(tree.tokens[first].text))[:1]
        if any(p.tag.POS in FUNCTION for p in likeliest):
            return False
        if first == 0 and any(p.tag.POS in ("PRTF", "ADJF") and p.is_known for p in likeliest):
            return any("Surn" in p.tag for p in parses(fold(tree.tokens[first].text)))
        if first == 0 and posts().at(tree, first) and not any("Surn" in p.tag for p in likeliest):
            return False
    return any(t.pos in ("PROPN", "NOUN", "X", "ADJ") for t in tree.tokens[first:last])


def _split(tree: Tree, first: int, last: int) -> Iterator[Occurrence]:
    """One name, or two that the model ran together («Рафаэль Корреа Эдвард Сноуден»)."""
    known = load_people()
    texts = [token.text for token in tree.tokens[first:last]]
    if len(texts) == 2 and all(_is_surname(text) for text in texts):
        # «… благодарит Нетаньяху Путина»
        yield occurrence(tree, first, first + 1)
        yield occurrence(tree, first + 1, last)
        return
    for cut in range(2, len(texts) - 1):
        if known.named(" ".join(texts[:cut])) or known.named(" ".join(texts[cut:])):
            yield occurrence(tree, first, first + cut)
            yield occurrence(tree, first + cut, last)
            return
    yield occurrence(tree, first, last)


def occurrence(tree: Tree, first: int, last: int) -> Occurrence:
    found = _occurrence(tree, first, last)
    found.verb = _verb_gender(tree, first)
    return found


def _verb_gender(tree: Tree, i: int) -> str | None:
    for k in (i, *tree.up(i)):
        token = tree.tokens[k]
        if token.rel.startswith("nsubj") and token.head >= 0:
            gender = tree.tokens[token.head].feats.get("Gender")
            return gender if gender in ("Masc", "Fem") else None
        if token.rel not in ("appos", "flat:name", "flat"):
            return None
    return None


def _occurrence(tree: Tree, first: int, last: int) -> Occurrence:
    tokens = tree.tokens[first:last]
    agreement = name_agreement((t.text, join_tag(t.pos, t.feats)) for t in tokens)
    gender, case = agreement if agreement else (None, tokens[0].feats.get("Case"))
    words = tuple(t.text for t in tokens if t.text[:1].isalpha())
    if _is_subject(tree, first):
        return Occurrence(tree.index, first, last, words, "Nom", gender, _text(tokens))
    if tree.sentence.names and any((n.first, n.last) == (first, last) for n in tree.sentence.names):
        name = nominative(tree.sentence, first, last)
    else:
        name = nominal(tokens, gender, case)
    return Occurrence(tree.index, first, last, words, case, gender, name)


def _is_subject(tree: Tree, i: int) -> bool:
    """Whether the name is a subject, in the nominative whatever its tag («Обамы не было» not)."""
    token = tree.tokens[i]
    if not token.rel.startswith("nsubj") or token.head < 0:
        return False
    verb = tree.tokens[token.head]
    negated = any(tree.tokens[k].lemma in ("не", "нет") for k in tree.kids[token.head])
    return token.feats.get("Case") == "Nom" or not (negated or verb.lemma == "нет")


def _text(tokens: list[Token]) -> str:
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += " " * (token.start > before.end) + token.text
    return text


def nominal(tokens: list[Token], gender: str | None, case: str | None) -> str:
    """The nominative of a name that the model did not cut out as it stands."""
    if gender is None or case in (None, "Nom"):
        return _text(tokens)
    words = []
    for token in tokens:
        form = name_nominative(token.text.lower(), gender, case)
        parts = zip(token.text.split("-"), form.split("-"), strict=False)
        words.append("-".join(p[:1].upper() + p[1:] if t[:1].isupper() else p for t, p in parts))
    return " ".join(words)


def _from_tables(tree: Tree, taken: set[tuple[int, int]]) -> Iterator[Occurrence]:
    """Full names of the tables that the model did not see, most often in titles."""
    firsts = _full_names()
    i = 0
    while i < len(tree):
        last = _table_name(tree, i, firsts, taken) if tree.tokens[i].text[:1].isupper() else None
        if last is not None:
            yield occurrence(tree, i, last)
            i = last
        else:
            i += 1


@cache
def _full_names() -> dict[str, list[tuple[str, ...]]]:
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for name in load_people().full_names():
        words = tuple(name.split())
        if len(words) > 1:
            firsts.setdefault(words[0], []).append(words)
    return firsts


def _table_name(
    tree: Tree, i: int, firsts: dict[str, list[tuple[str, ...]]], taken: set[tuple[int, int]]
) -> int | None:
    for spelling in spellings(tree.tokens[i].text):
        for words in firsts.get(spelling, ()):
            last = i + len(words)
            inside = range(i, last)
            if last > len(tree) or any((tree.index, k) in taken for k in inside):
                continue
            if all(w in spellings(tree.tokens[k].text) for w, k in zip(words, inside, strict=True)):
                return last
    return None


def _gathered(occurrences: list[Occurrence]) -> list[Person]:
    """Occurrences into persons: full names first, then those of one word."""
    persons: list[Person] = []
    full = [o for o in occurrences if len(o.words) > 1]
    for found in sorted(full, key=lambda o: -len(o.words)):
        same = next((p for p in persons if _same_full(p.fullest, found)), None)
        if same is None:
            persons.append(Person([found]))
        else:
            same.occurrences.append(found)
    for found in (o for o in occurrences if len(o.words) == 1):
        place_single(found, persons)
    return persons


def place_single(found: Occurrence, persons: list[Person]) -> None:
    """Give a name of one word to the person who bears it, or to a new one."""
    bearer = nearest_bearer(found, persons)
    if bearer is None:
        persons.append(Person([found]))
    else:
        bearer.occurrences.append(found)


def _same_full(one: Occurrence, other: Occurrence) -> bool:
    """Whether two names of several words may be one person's: equal surnames and first names;
    patronymics, initials and a slip of one letter allowed for."""
    a, b = one.words[0], other.words[0]
    if not _alike(one.words[-1], other.words[-1], SURNAME):
        polite = is_patronymic(other.words[-1]) and len(other.words) == 2
        return (polite and _meet(a, b)) or _words_of(other, one) == len(other.words)
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _alike(a, b, FIRST) or _words_of(other, one) == len(other.words)


SURNAME, FIRST = 8, 6
"""Letters from which a surname or first name that differs in one is the same misspelt."""


def _alike(one: str, other: str, long: int) -> bool:
    if _meet(one, other):
        return True
    if min(len(one), len(other)) < long or one[0] != other[0]:
        return False
    return Levenshtein.distance(fold(one), fold(other), score_cutoff=1) <= 1


def _words_of(part: Occurrence, whole: Occurrence) -> int:
    return sum(any(_meet(w, v) for v in whole.words) for w in part.words)


def _meet(one: str, other: str) -> bool:
    return bool(spellings(one) & spellings(other))


def nearest_bearer(found: Occurrence, persons: list[Person]) -> Person | None:
    """The person whose name has the word: as surname rather than first name, the gender fitting,
    the nearest occurrence before it rather than after."""
    best: tuple[tuple[int, int, int], Person] | None = None
    for person in persons:
        words = person.fullest.words
        if _meet(found.words[0], words[-1]):
            weight = 2
        elif any(_meet(found.words[0], w) for w in words):
            weight = 1
        else:
            continue
        if len(words) == 1 and not _meet(found.words[0], words[0]):
            continue
        if clash(found, person):
            continue
        before = [o.place for o in person.occurrences if o.place < found.place]
        distance = found.sentence - max(before)[0] if before else 1000
        rank = (weight, int(bool(before)), -distance)
        if best is None or rank > best[0]:
            best = rank, person
    return None if best is None else best[1]


def clash(found: Occurrence, person: Person) -> bool:
    """Whether a surname shows a woman where the person is a man («Путина» in the nominative), or
    the other way round."""
    own = {first_name_gender(w) for w in person.fullest.words} - {None}
    ends_fem = fold(found.words[-1]).endswith(("ова", "ева", "ина", "ская", "цкая"))
    if found.case == "Nom" and own == {"Masc"} and ends_fem:
        surname = fold(person.fullest.words[-1])
        return not surname.endswith("а")
    return False


def _add_surnames(tree: Tree, taken: set[tuple[int, int]], persons: list[Person]) -> None:
    """Surnames of the article's people where the model saw no name, or took it for another kind."""
    for i, token in enumerate(tree.tokens):
        if (tree.index, i) in taken or not _may_be_surname(tree, i, token):
            continue
        keys = spellings(token.text)
        for person in persons:
            words = person.fullest.words
            if len(words) < 2 or len(words[-1]) < 4 or not keys & spellings(words[-1]):
                continue
            if person.fullest.case != "Nom" or fold(words[-1]) in keys:
                person.occurrences.append(occurrence(tree, i, i + 1))
                taken.add((tree.index, i))
                break


def _may_be_surname(tree: Tree, i: int, token: Token) -> bool:
    if not token.text[:1].isupper() or len(token.text) < 4 or tree.mentions.get(i):
        return False
    if token.text.isupper():
        return False
    quoted = i > 0 and tree.tokens[i - 1].text in '«"“„'
    closed = i + 1 < len(tree) and tree.tokens[i + 1].text in '»"”'
    return not (quoted and closed) and token.pos in ("PROPN", "NOUN", "X", "ADJ")


def _terms(person: Person, people: People, day: date | None, codes: frozenset[str]) -> list[Term]:
    """The rows of the tables that may be this person's."""
    full = person.fullest
    if len(full.words) > 1 and len(full.words[0]) > 1:
        return _by_full_name(full, people)
    terms = [t for s in spellings(full.words[-1]) for t in people.surnamed(s)]
    if len(full.words) > 1:
        terms = [t for t in terms if t.name.startswith(full.words[0])]
    if day is not None:
        terms = [t for t in terms if t.span.first[0] <= day]
    likely = [t for t in terms if people.offices[t.office].branch in TOP]
    if day is not None:
        in_office = [t for t in likely if t.span.holds(day)]
        likely = in_office or likely
    named = [t for t in likely if t.code in codes]
    for choice in (named, likely):
        if len({t.name for t in choice}) == 1 and (choice is named or _famous(choice)):
            return [t for t in terms if t.name == choice[0].name]
    if named and len({t.code for t in named}) == 1:
        # Father and son of one state: the later, who is in the news more.
        latest = max(named, key=lambda t: t.span.first)
        return [t for t in terms if t.name == latest.name]
    return []


def _famous(terms: list[Term]) -> bool:
    """Known well enough to be named by surname in news that does not even name the state."""
    return any(t.alone for t in terms)


def _by_full_name(full: Occurrence, people: People) -> list[Term]:
    for words in _name_versions(full.words):
        known = [sorted(spellings(w) & _name_words()) for w in words]
        for choice in product(*known):
            terms = people.named(" ".join(choice))
            if terms:
                canonical = {t.name for t in terms}
                return [t for name in sorted(canonical) for t in people.named(name)]
    return []


@cache
def _name_words() -> frozenset[str]:
    return frozenset(word for name in load_people().full_names() for word in name.split())


def _name_versions(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The name as it stands, without its patronymic, and as first name and surname alone."""
    if len(words) <= 4:
        yield words
    if len(words) == 3:
        yield words[0], words[2]
        if is_patronymic(words[2]):
            yield words[1], words[0]
    if len(words) == 2 and not words[0][:1].islower():
        yield words[1], words[0]
