"""The people of an article: every occurrence of a name, gathered into persons.

Occurrences are one person where their words agree through the cases («Обамы», «Барак Обама»); a
surname alone belongs to the person of that name nearest before it, else after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import product

from rapidfuzz.distance import OSA, Levenshtein

from itogi.coding.late import Late
from itogi.coding.referents.names import (
    Occurrence,
    first_name_gender,
    from_tables,
    is_patronymic,
    may_be_surname,
    named,
    occurrence,
    spellings,
)
from itogi.coding.referents.trees import Tree
from itogi.world.people import Office, People, Term, fold, load_people

TOP = frozenset({"head_of_state", "head_of_government", "foreign", "organisation_head", "leader"})
"""Branches whose holders news names by surname alone."""


ENDING = 3
"""Letters of a name's ending by which its case shows."""


@dataclass(slots=True)
class Role:
    """A post or role that the article gives a person, with the state or organisation it names."""

    sentence: int
    head: int
    first: int
    last: int
    naming: Late[str]
    lemma: str
    office: Office | None
    codes: tuple[str, ...]
    former: bool = False
    given: bool = False
    """Whether a verb gives it: «назначен главой», «стал директором»."""

    @property
    def text(self) -> str:
        """Its words in the nominative, or the title of the post."""
        return self.naming.value


@dataclass(slots=True)
class Person:
    occurrences: list[Occurrence]
    roles: list[Role] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    term: Term | None = None
    code: str | None = None
    assumed: bool = False
    _settled: Late[str] | None = None

    def settle(self) -> None:
        """From here on no occurrence is added or put in another case: the name may be kept."""
        self._settled = Late(self._find_name)

    @property
    def fullest(self) -> Occurrence:
        """The occurrence with most words; among equals one without an initial, in the spelling that
        is the most frequent where there are several, in the nominative, then the first."""
        if len(self.occurrences) == 1:
            return self.occurrences[0]
        most = max(len(o.words) for o in self.occurrences)
        longest = [o for o in self.occurrences if len(o.words) == most]
        if len(longest) == 1:
            return longest[0]
        spelt = self._spellings(longest) if most > 1 else {}
        return max(
            longest,
            key=lambda o: (
                len(o.words[0]) > 1,
                spelt.get(o.words[0], 0),
                not is_patronymic(o.words[-1]),
                o.case == "Nom",
                _negative(o.place),
            ),
        )

    def _spellings(self, longest: list[Occurrence]) -> dict[str, int]:
        """First names as they stand → how many occurrences have them, where they are misspelt
        («Брижит», «Бриджит»); nothing where they all are the same in some case."""
        counts = Counter(o.words[0] for o in longest)
        forms = list(counts)
        if all(_meet(forms[0], form) for form in forms[1:]):
            return {}
        return {one: sum(n for other, n in counts.items() if _meet(one, other)) for one in counts}

    @property
    def name(self) -> str:
        """The fullest name in the nominative; a word that the tables hold, or that stands in the
        nominative elsewhere in the article, is taken from there («Тео Зоммера», «Зоммер»)."""
        return self._find_name() if self._settled is None else self._settled.value

    def _find_name(self) -> str:
        full = self.fullest
        words = full.name.split(" ")
        tabled = _as_tabled(words, [name for term in self.terms for name in term.names])
        if tabled is not None:
            return tabled
        known = {w for o in self.occurrences if o.case == "Nom" for w in o.words}
        return " ".join(_as_elsewhere(word, known, full) for word in words)

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
            pairs = zip(words, parts, strict=True)
            own = [w if w.endswith(".") or _spelt_otherwise(w, p) else p for w, p in pairs]
            best = met, " ".join(own)
    return best[1] if best else None


def _spelt_otherwise(word: str, tabled: str) -> bool:
    """«Алпарслан» is «Альпарслан» as the article spells him: in the same case, by their endings."""
    return fold(word) == fold(tabled) or fold(word)[-ENDING:] == fold(tabled)[-ENDING:]


def _as_elsewhere(word: str, known: set[str], found: Occurrence) -> str:
    if word in known and found.case == "Nom":
        shorter = [w for w in known if len(w) > 3 and word[:-1] == w and word[-1] in "аяу"]
        return shorter[0] if shorter else word
    same = sorted(w for w in known if w != word and len(w) > 3 and _meet(w, word))
    return same[0] if same and word not in known else word


def _negative(place: tuple[int, int]) -> tuple[int, int]:
    return -place[0], -place[1]


def find_persons(trees: list[Tree], day: date | None, codes: frozenset[str]) -> list[Person]:
    """The people that the article names, in order of their first occurrence. `codes` are the states
    and organisations that it names: they tell namesakes apart."""
    people = load_people()
    found = [o for tree in trees for o in named(tree)]
    taken = {(o.sentence, i) for o in found for i in range(o.first, o.last)}
    found += [o for tree in trees for o in from_tables(tree, taken)]
    found.sort(key=lambda o: o.place)
    _settle_cases(found)
    persons = _gathered(found)
    taken = {(o.sentence, i) for o in found for i in range(o.first, o.last)}
    _add_surnames(trees, taken, persons)
    for person in persons:
        person.occurrences.sort(key=lambda o: o.place)
        person.terms = _terms(person, people, day, codes)
    persons = _merged(persons)
    persons.sort(key=lambda p: p.occurrences[0].place)
    return persons


def _settle_cases(found: list[Occurrence]) -> None:
    """A name written as where it stands in the nominative stands in it, whatever its tag: «директор
    бюро Ляйля Омарова» beside the signature «Ляйля Омарова»."""
    upright = {o.words: o for o in found if o.case == "Nom" and len(o.words) > 1}
    for o in found:
        same = upright.get(o.words)
        if same is not None and o.case != "Nom" and o.words[-1].endswith(("ва", "на", "ая")):
            o.case, o.gender, o.naming = "Nom", same.gender, same.naming


def _merged(persons: list[Person]) -> list[Person]:
    """Persons whom the tables show to be one under two spellings («Рухани», «Роухани»)."""
    by_name: dict[str, Person] = {}
    found: list[Person] = []
    for person in sorted(persons, key=lambda p: (-len(p.fullest.words), _is_polite(p))):
        names = {t.name for t in person.terms}
        known = by_name.get(next(iter(names))) if len(names) == 1 else None
        if known is not None and (len(person.fullest.words) == 1 or _is_polite(person)):
            known.occurrences += person.occurrences
            known.occurrences.sort(key=lambda o: o.place)
            continue
        if len(names) == 1:
            by_name.setdefault(next(iter(names)), person)
        found.append(person)
    return found


def _is_polite(person: Person) -> bool:
    """Whether a person is named by first name and patronymic alone."""
    return is_patronymic(person.fullest.words[-1])


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
    bearer = nearest_bearer(found, persons) or _misspelt_bearer(found, persons)
    if bearer is None:
        persons.append(Person([found]))
    else:
        bearer.occurrences.append(found)


def _misspelt_bearer(found: Occurrence, persons: list[Person]) -> Person | None:
    """The one person whose long surname the word is but for a slip: a letter, or two neighbours
    changed («Капричков» for «Карпичков»). The tables' own surnames are no slips."""
    word = found.words[0]
    if len(word) < SURNAME or len(found.words) > 1 or _is_tabled(word):
        return None
    same = [
        p
        for p in persons
        if len(p.fullest.words) > 1
        and p.fullest.words[-1][0] == word[0]
        and len(p.fullest.words[-1]) >= SURNAME
        and any(
            OSA.distance(fold(surname), fold(word), score_cutoff=1) <= 1
            for surname in (p.fullest.words[-1], p.fullest.name.split()[-1])
        )
        and not clash(found, p)
    ]
    return same[0] if len(same) == 1 else None


def _is_tabled(surname: str) -> bool:
    people = load_people()
    return any(people.surnamed(s) for s in spellings(surname))


def _same_full(one: Occurrence, other: Occurrence) -> bool:
    """Whether two names of several words may be one person's: equal surnames and first names;
    patronymics, initials and a slip of one letter allowed for."""
    a, b = one.words[0], other.words[0]
    if not _alike(one.words[-1], other.words[-1], SURNAME):
        return _words_of(other, one) == len(other.words)
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _alike(a, b, FIRST) or _words_of(other, one) == len(other.words)


SURNAME, FIRST, MISSPELT = 8, 6, 5
"""Letters from which a surname or first name that differs in one is the same misspelt; the last
beside a surname of the tables."""


def _alike(one: str, other: str, long: int) -> bool:
    if _meet(one, other):
        return True
    if min(len(one), len(other)) < long or one[0] != other[0]:
        return False
    return Levenshtein.distance(fold(one), fold(other), score_cutoff=1) <= 1


def _words_of(part: Occurrence, whole: Occurrence) -> int:
    return sum(any(_meet(w, v) for v in whole.words) for w in part.words)


def _meet(one: str, other: str) -> bool:
    return not spellings(one).isdisjoint(spellings(other))


def nearest_bearer(found: Occurrence, persons: list[Person]) -> Person | None:
    """The person whose name has the word: as surname rather than first name, the gender fitting,
    the nearest occurrence before it rather than after."""
    best: tuple[tuple[int, int, int], Person] | None = None
    initial = fold(found.words[0][0])
    for person in persons:
        if all(fold(word[0]) != initial for word in person.occurrences[0].words):
            continue
        words = person.fullest.words
        if _meet(found.words[0], words[-1]):
            weight = 2
        elif any(_meet(found.words[0], w) for w in words) or _so_named(found, person):
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


def _so_named(found: Occurrence, person: Person) -> bool:
    """Whether a word is a first name in another spelling that the article gives the person."""
    return any(
        len(o.words) > 1 and o is not person.fullest and _meet(found.words[0], o.words[0])
        for o in person.occurrences
    )


def clash(found: Occurrence, person: Person) -> bool:
    """Whether a surname, or the verb of which it is the subject, shows a woman where the person is
    a man («Путина» in the nominative, «Бут рассказала»), or the other way round."""
    own = {first_name_gender(w) for w in person.fullest.words} - {None}
    first = first_name_gender(person.fullest.words[0])
    if found.verb and first not in (None, found.verb) and len(person.fullest.words) > 1:
        return True
    ends_fem = fold(found.words[-1]).endswith(("ова", "ева", "ина", "ская", "цкая"))
    if found.case == "Nom" and own == {"Masc"} and ends_fem:
        surname = fold(person.fullest.words[-1])
        return not surname.endswith("а")
    return False


def _add_surnames(trees: list[Tree], taken: set[tuple[int, int]], persons: list[Person]) -> None:
    """Surnames of the article's people where the model saw no name, or took it for another kind."""
    full = [(person, person.fullest) for person in persons]
    bearers = [(p, o) for p, o in full if len(o.words) > 1 and len(o.words[-1]) > 3]
    starts = {fold(o.words[-1][:2]) for _, o in bearers}
    for tree in trees if bearers else ():
        for i, token in enumerate(tree.tokens):
            if token.text[:1].islower() or fold(token.text[:2]) not in starts:
                continue
            if not token.text[:1].isupper() or (tree.index, i) in taken:
                continue
            bearer = _bearer(token.text, bearers) if may_be_surname(tree, i, token) else None
            if bearer is not None:
                bearer.occurrences.append(occurrence(tree, i, i + 1))
                taken.add((tree.index, i))


def _bearer(text: str, bearers: list[tuple[Person, Occurrence]]) -> Person | None:
    """The first person whose surname the word is, in a case."""
    keys = spellings(text)
    for person, full in bearers:
        if keys & spellings(full.words[-1]) and (
            full.case != "Nom" or fold(full.words[-1]) in keys
        ):
            return person
    return None


def _terms(person: Person, people: People, day: date | None, codes: frozenset[str]) -> list[Term]:
    """The rows of the tables that may be this person's."""
    for o in sorted(person.occurrences, key=lambda o: -len(o.words)):
        alone = o is not person.fullest and is_patronymic(o.words[-1])
        if len(o.words) > 1 and not _is_initial(o) and not alone:
            terms = _by_full_name(o, people)
            if terms:
                return terms
    full = person.fullest
    if len(full.words) > 1 and not _is_initial(full):
        # «Де Вевер», «Ван дер Беллен»: a surname alone, of several words.
        return _likeliest(_of_long_surname(full, people), False, people, day, codes)
    return _by_surname(full, people, day, codes)


def _is_initial(o: Occurrence) -> bool:
    """«Б. Обама», «Дж.Коми»; but «Ма Ин», whose first word is short."""
    return len(o.words[0]) == 1 or o.name.startswith(f"{o.words[0]}.")


def _by_surname(
    full: Occurrence, people: People, day: date | None, codes: frozenset[str]
) -> list[Term]:
    """A surname alone stands for the one head of state, government, diplomacy or organisation who
    bears it, if the article names his state or he is known to all; with an initial, for whoever of
    the tables bears it, if the article names his state."""
    terms = [t for s in spellings(full.words[-1]) for t in people.surnamed(s)]
    initial = len(full.words) > 1
    if initial:
        terms = [t for t in terms if t.name.startswith(full.words[0])]
    return _likeliest(terms, initial, people, day, codes)


def _of_long_surname(full: Occurrence, people: People) -> list[Term]:
    """The rows of whoever has the words, in a case, for his surname."""
    starts = _long_surnames().get(fold(full.words[0][:2]), ())
    return [
        term
        for surname in starts
        if len(surname) == len(full.words)
        and all(s in spellings(w) for s, w in zip(surname, full.words, strict=True))
        for term in people.surnamed(" ".join(surname))
    ]


@cache
def _long_surnames() -> dict[str, list[tuple[str, ...]]]:
    """Surnames of several words that are not the whole name, by their first two letters."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for surname in dict.fromkeys(
        fold(term.surname) for term in load_people().terms if term.surname != term.name
    ):
        if " " in surname:
            found.setdefault(surname[:2], []).append(tuple(surname.split()))
    return found


def _likeliest(
    terms: list[Term], initial: bool, people: People, day: date | None, codes: frozenset[str]
) -> list[Term]:
    """Of the rows of a surname those of the one who is meant, if one is."""
    if day is not None:
        terms = [t for t in terms if t.span.first[0] <= day]
    likely = [t for t in terms if initial or people.offices[t.office].branch in TOP]
    if day is not None:
        in_office = [t for t in likely if t.span.holds(day)]
        likely = in_office or likely
    named = [t for t in likely if t.code in codes]
    for choice in (named, [t for t in terms if t.alone]):
        if len({t.name for t in choice}) == 1:
            return [t for t in terms if t.name == choice[0].name]
    if named and len({t.code for t in named}) == 1:
        # Father and son of one state: the later, who is in the news more.
        latest = max(named, key=lambda t: t.span.first)
        return [t for t in terms if (t.name, t.wikidata) == (latest.name, latest.wikidata)]
    return []


def _by_full_name(full: Occurrence, people: People) -> list[Term]:
    for words in _name_versions(full.words):
        known = [sorted(spellings(w) & _name_words()) for w in words]
        for choice in product(*known):
            terms = people.named(" ".join(choice))
            if terms:
                same = {(t.name, t.wikidata) for t in terms}
                return [
                    t
                    for name in sorted({t.name for t in terms})
                    for t in people.named(name)
                    if (t.name, t.wikidata) in same
                ]
    return _misspelt(full, people)


def _misspelt(full: Occurrence, people: People) -> list[Term]:
    """«Муамар Каддафи», «Девид Кэмерон»: a first name with a slip of one letter."""
    terms = [t for s in spellings(full.words[-1]) for t in people.surnamed(s)]
    first = full.name.split()[0]
    alike = [t for t in terms if _alike(t.name.split()[0], first, MISSPELT)]
    return alike if len({t.name for t in alike}) == 1 else []


@cache
def _name_words() -> frozenset[str]:
    return frozenset(word for name in load_people().full_names() for word in name.split())


def _name_versions(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The name as it stands, without its patronymic, and as first name and surname alone."""
    if len(words) <= 4:
        yield words
    if len(words) > 2:
        yield words[0], words[-1]
    if len(words) == 3 and is_patronymic(words[2]):
        yield words[1], words[0]
    if len(words) == 2 and not words[0][:1].islower():
        yield words[1], words[0]
