"""From a token to whom its noun phrase stands for. See `Referents.at`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Literal

from itogi.coding.records import Mention
from itogi.coding.referents.lexicon import keys_of, nouns, posts
from itogi.coding.referents.persons import Occurrence, Person, Role, find_persons
from itogi.coding.referents.record import Referent
from itogi.coding.referents.roles import attach_roles, complement_codes, make_role
from itogi.coding.referents.trees import Tree, stretch, trees
from itogi.language.inflection import inflect, nominative
from itogi.language.records import Document
from itogi.reading.article import Article
from itogi.world import World
from itogi.world.people import Office, Term, load_people

Place = tuple[int, int]
THIRD = {"он": "Masc", "она": "Fem", "оно": "Neut"}
POSSESSIVE = {"его": "Masc", "ее": "Fem", "её": "Fem"}
RELATIVE = frozenset({"который", "кто", "чей"})
NAMED = frozenset({"state", "organisation", "body", "company"})
WINDOW = 4
"""How many sentences back a pronoun or a bare role looks for its person."""


class Referents:
    """Who the phrases of one article refer to.

    `mentions` are those given, and the persons: one an occurrence, in the order of the text.
    """

    def __init__(
        self, article: Article, document: Document, mentions: list[Mention], world: World
    ) -> None:
        self._world = world
        self._people = load_people()
        self._day: date | None = article.published
        self._trees = trees(document.sentences, mentions)
        self._counts = Counter(m.code for m in mentions if m.code and m.listed)
        codes = frozenset(code for code in self._counts)
        self.persons = find_persons(self._trees, self._day, codes)
        attach_roles(self._trees, self.persons)
        self._person_at: dict[Place, tuple[Person, Occurrence]] = {}
        self._role_at: dict[Place, tuple[Person, Role]] = {}
        for person in self.persons:
            self._index(person)
        for person in self.persons:
            self._identify(person)
        self._known: dict[Place, Referent | None] = {}
        self._open: set[Place] = set()
        self.mentions = self._with_persons(document.text, mentions)

    def at(self, sentence: int, token: int) -> Referent | None:
        """Whom the noun phrase headed by the token, or the name that it is part of, refers to.

        `sentence` is the position in the document, `token` in the sentence. Names, posts and
        roles, pronouns, «который», institutions, states, groups. None where the article does not
        say, and for what is nobody.
        """
        place = (sentence, token)
        if place in self._known:
            return self._known[place]
        if place in self._open:
            return None
        self._open.add(place)
        self._known[place] = self._resolve(place)
        self._open.discard(place)
        return self._known[place]

    # ------------------------------------------------------------------ people

    def _index(self, person: Person) -> None:
        for o in person.occurrences:
            for i in range(o.first, o.last):
                self._person_at[o.sentence, i] = (person, o)
        for role in person.roles:
            self._role_at[role.sentence, role.head] = (person, role)

    def _identify(self, person: Person) -> None:
        """Choose the row of the tables and the code: the article's own words come first."""
        person.term = self._best_term(person)
        current = [r for r in person.roles if not r.former and r.codes]
        acting = [r for r in current if r.office is not None and r.office.acts]
        said = acting or current or [r for r in person.roles if r.codes]
        if said and len(said[0].codes) == 1:
            person.code = said[0].codes[0]
        elif person.term is not None:
            person.code = person.term.code

    def _best_term(self, person: Person) -> Term | None:
        """The row that fits the article's words, its day and the states that it names."""
        terms = person.terms
        if not terms or self._another(person):
            return None
        branches = {r.office.branch for r in person.roles if r.office is not None}
        said = {code for r in person.roles for code in r.codes}

        def fit(term: Term) -> tuple[int, ...]:
            branch = self._people.offices[term.office].branch
            held = self._day is not None and term.span.holds(self._day)
            begun = self._day is None or term.span.first[0] <= self._day
            return (
                int(term.code in said),
                int(branch in branches),
                int(held),
                int(begun),
                int(term.code in self._counts),
                term.span.first[0].toordinal(),
            )

        return max(terms, key=fit)

    def _another(self, person: Person) -> bool:
        """Whether the article shows that this is a namesake of the one in the tables."""
        offices = [r.office for r in person.roles if r.office is not None]
        said = {code for r in person.roles for code in r.codes}
        known = {t.code for t in person.terms}
        branches = {self._people.offices[t.office].branch for t in person.terms}
        private = offices and all(o.branch in ("citizen", "journalist", "source") for o in offices)
        return bool(private and not branches & {o.branch for o in offices}) or bool(
            said and not said & known and not branches & {o.branch for o in offices}
        )

    def _office(self, person: Person) -> str | None:
        """The person's post in words: as the article gives it, else as the tables do."""
        posted = [r for r in person.roles if r.office is not None and r.codes and not r.former]
        posted = posted or [r for r in person.roles if r.office is not None]
        if posted:
            return self._role_text(posted[0])
        if person.roles and person.roles[0].lemma not in nouns().colleagues:
            return self._role_text(person.roles[0])
        if person.term is None or not self._in_office(person.term):
            return None
        return self._titled(person.term)

    def _role_text(self, role: Role) -> str:
        return _lowered(self._trees[role.sentence], role.first, role.text)

    def _in_office(self, term: Term) -> bool:
        return self._day is None or term.span.holds(self._day)

    def _titled(self, term: Term) -> str:
        title = self._people.title(term.office, term.code)
        name = self._world.name(term.code)
        return f"{title} {inflect(name, 'Gen')}" if name else title

    def _voice(self, person: Person) -> str | None:
        offices = [r.office for r in person.roles if r.office is not None]
        if offices:
            return offices[0].voice
        return self._people.offices[person.term.office].voice if person.term else None

    def _with_persons(self, text: str, mentions: list[Mention]) -> list[Mention]:
        found = list(mentions)
        for person in self.persons:
            for o in person.occurrences:
                tokens = self._trees[o.sentence].tokens
                start, end = tokens[o.first].start, tokens[o.last - 1].end
                found.append(
                    Mention(
                        start,
                        end,
                        text[start:end],
                        "person",
                        person.code,
                        person.term.wikidata if person.term else None,
                        person.name,
                        self._office(person),
                        listed=False,
                    )
                )
        return sorted(found, key=lambda m: (m.start, m.end))

    # ------------------------------------------------------------------ from a token on

    def _resolve(self, place: Place) -> Referent | None:
        tree = self._trees[place[0]]
        token = tree.tokens[place[1]]
        if place in self._person_at:
            person, o = self._person_at[place]
            return self._coordinated(tree, place[1]) or self._person(
                person, o.sentence, o.first, o.last
            )
        if token.pos == "PRON" or token.pos == "DET":
            return self._pronoun(tree, place[1])
        if place in self._role_at:
            person, role = self._role_at[place]
            group = self._coordinated(tree, place[1])
            last = max(role.last, self._beside(person, role))
            return group or self._person(person, role.sentence, role.first, last)
        return self._coordinated(tree, place[1]) or self._noun(tree, place[1])

    def _beside(self, person: Person, role: Role) -> int:
        """Where the phrase of a role and its name ends."""
        ends = [
            o.last
            for o in person.occurrences
            if o.sentence == role.sentence and o.first >= role.head and o.first <= role.last + 1
        ]
        return min(ends, default=role.last)

    def _person(self, person: Person, sentence: int, first: int, last: int) -> Referent:
        start, end = self._offsets(sentence, first, last)
        codes = (person.code,) if person.code else ()
        wikidata = person.term.wikidata if person.term else None
        return Referent(
            person.name, "person", codes, self._office(person), wikidata, start, end,
            self._voice(person),  # type: ignore[arg-type]
        )  # fmt: skip

    def _offsets(self, sentence: int, first: int, last: int) -> tuple[int, int]:
        tokens = self._trees[sentence].tokens
        return tokens[first].start, tokens[last - 1].end

    # ------------------------------------------------------------------ noun phrases

    def _coordinated(self, tree: Tree, i: int) -> Referent | None:
        """«Путин и Обама», «главы МИД России и министр обороны США»: one group of several."""
        parts = [k for k in tree.kids[i] if tree.tokens[k].rel == "conj" and _nominal(tree, k)]
        if not parts or tree.tokens[i].rel == "conj":
            return None
        case = tree.tokens[i].feats.get("Case")
        parts = [k for k in parts if tree.tokens[k].feats.get("Case") in (case, None)]
        members = [self._alone(tree, k) for k in (i, *parts)]
        known = [m for m in members if m is not None and m.codes]
        codes = tuple(dict.fromkeys(c for m in known for c in m.codes))
        if len(known) < 2 or len(codes) < 2:
            return None
        start = min(m.start for m in known)
        end = max(m.end for m in known)
        return Referent(
            known[0].name, "group", codes, known[0].office, None, start, end, known[0].voice
        )

    def _alone(self, tree: Tree, i: int) -> Referent | None:
        """The referent of one member of a list."""
        place = (tree.index, i)
        if place in self._person_at:
            person, o = self._person_at[place]
            return self._person(person, o.sentence, o.first, o.last)
        if place in self._role_at:
            person, role = self._role_at[place]
            return self._person(person, role.sentence, role.first, role.last)
        return self._noun(tree, i)

    def _noun(self, tree: Tree, i: int) -> Referent | None:
        token = tree.tokens[i]
        if token.pos not in ("NOUN", "PROPN", "ADJ", "X", "NUM"):
            return None
        named = [m for m in tree.mentions.get(i, ()) if m.kind in NAMED or m.kind == "place"]
        if named and not (named[0].adjective and token.pos == "ADJ"):
            return self._mention(tree, i, named)
        keys = keys_of(token)
        if token.feats.get("Number") == "Plur" or self._numbered(tree, i):
            group = self._group(tree, i)
            if group is not None:
                return group
        if posts().at(tree, i) or keys & set(nouns().generic):
            return self._role(tree, i)
        if keys & nouns().institutions:
            return self._institution(tree, i)
        return self._described(tree, i)

    def _mention(self, tree: Tree, i: int, named: list[Mention]) -> Referent | None:
        """A state, organisation, body or company by name, with what describes it."""
        mention = named[0]
        if mention.code is None or mention.kind == "place":
            return None
        tokens = [k for k in range(len(tree)) if mention in tree.mentions.get(k, ())]
        first, last = tokens[0], tokens[-1] + 1
        codes: tuple[str, ...] = (mention.code,)
        if mention.kind in ("body", "company"):
            left, right = stretch(tree, tokens[0])
            if not any(self._person_at.get((tree.index, k)) for k in range(last, right)):
                first, last = min(left, first), max(right, last)
        name = nominative(tree.sentence, first, last)
        kind: Literal["state", "organisation", "institution"] = "institution"
        if mention.kind in ("state", "organisation"):
            kind = mention.kind
        start, end = self._offsets(tree.index, first, last)
        return Referent(name, kind, codes, None, mention.wikidata, start, end)

    def _role(self, tree: Tree, i: int) -> Referent | None:
        """A post or role without a name beside it: the person who holds it, if the article names
        him, else the post itself."""
        role = make_role(tree, i, len(tree))
        if len(role.codes) > 1:
            return self._plain(tree, role.first, role.last, "group", role.codes, role.office)
        if not role.codes:
            role.codes = self._possessor(tree, i)
        person = self._holder(tree, role)
        if person is not None:
            return self._person(person, tree.index, role.first, role.last)
        codes = role.codes or self._context(tree, i, role.office)
        return self._plain(tree, role.first, role.last, "role", codes, role.office)

    def _possessor(self, tree: Tree, i: int) -> tuple[str, ...]:
        """«её министр», «его пресс-секретарь»: the state of the one that the pronoun stands for."""
        for k in tree.kids[i]:
            if k < i and tree.tokens[k].text.lower() in POSSESSIVE:
                owner = self.at(tree.index, k)
                return owner.codes if owner is not None else ()
        return ()

    def _plain(
        self,
        tree: Tree,
        first: int,
        last: int,
        kind: Literal["role", "institution", "group"],
        codes: tuple[str, ...],
        office: Office | None = None,
    ) -> Referent:
        start, end = self._offsets(tree.index, first, last)
        name = _lowered(tree, first, nominative(tree.sentence, first, last))
        voice = office.voice if office else None
        return Referent(name, kind, codes, name if office else None, None, start, end, voice)

    def _holder(self, tree: Tree, role: Role) -> Person | None:
        """The person of the article who holds a post named without him."""
        if tree.tokens[role.head].feats.get("Number") == "Plur":
            return None
        best: tuple[tuple[int, ...], Person] | None = None
        for person in self.persons:
            fit = self._holds(person, role)
            if not fit:
                continue
            places = [o.place for o in person.occurrences]
            places += [(r.sentence, r.head) for r in person.roles]
            before = [p for p in places if p < (tree.index, role.head)]
            if not before and fit < 2:
                continue
            distance = tree.index - max(before)[0] if before else 50 + min(places)[0]
            rank = (fit, -distance, max(before)[1] if before else 0)
            if best is None or rank > best[0]:
                best = rank, person
        return None if best is None else best[1]

    def _holds(self, person: Person, role: Role) -> int:
        """How well a person fits a role: 3 the article says so, 2 the tables do, 1 he may be meant
        by a loose word; 0 not at all."""
        if role.codes and person.code and person.code not in role.codes:
            return 0
        wanted = self._branches(role)
        exact = role.office.branch if role.office else None
        own = [r for r in person.roles if not (r.former and not role.former)]
        for r in own:
            same_noun = r.lemma == role.lemma and (
                r.text == role.text or not role.codes or r.codes == role.codes
            )
            if same_noun or (
                exact
                and r.office is not None
                and r.office.branch == exact
                and exact != "other_minister"
            ):
                return 3
        if exact and any(self._post(t, role) for t in person.terms):
            return 2
        branches = {r.office.branch for r in own if r.office is not None}
        if not branches and person.term is not None:
            branches = {self._people.offices[person.term.office].branch}
        return 1 if wanted & branches else 0

    def _post(self, term: Term, role: Role) -> bool:
        branch = self._people.offices[term.office].branch
        assert role.office is not None
        same = branch == role.office.branch or (
            role.office.branch == "leader" and branch in ("head_of_state", "head_of_government")
        )
        return same and (not role.codes or term.code in role.codes) and self._in_office(term)

    def _branches(self, role: Role) -> frozenset[str]:
        wanted = set(nouns().generic.get(role.lemma, ()))
        if (
            role.codes
            and role.office is not None
            and role.lemma not in ("политик", "лидер", "дипломат")
        ):
            wanted = set()
        if role.office is not None and role.office.branch == "leader":
            wanted |= {"head_of_state", "head_of_government"}
        return frozenset(wanted)

    def _institution(self, tree: Tree, i: int) -> Referent | None:
        first, last = stretch(tree, i, self._names(tree))
        codes = complement_codes(tree, first, i, last)
        if not codes:
            earlier = self._named_before(tree, i)
            if earlier is not None:
                return earlier
            if keys_of(tree.tokens[i]) & nouns().domestic:
                codes = self._home()
        return self._plain(tree, first, last, "institution", codes)

    def _names(self, tree: Tree) -> frozenset[int]:
        return frozenset(k for k in range(len(tree)) if (tree.index, k) in self._person_at)

    def _named_before(self, tree: Tree, i: int) -> Referent | None:
        """«МИД» after «МИД Армении»: the body of that noun named last with its state."""
        lemma = tree.tokens[i].lemma
        for earlier in self._back(tree, tree.index):
            for k in range(len(earlier) - 1, -1, -1):
                if earlier.index == tree.index and k >= i:
                    continue
                if earlier.tokens[k].lemma != lemma:
                    continue
                first, last = stretch(earlier, k, self._names(earlier))
                codes = complement_codes(earlier, first, k, last)
                if codes:
                    start, end = self._offsets(tree.index, i, i + 1)
                    name = _lowered(earlier, first, nominative(earlier.sentence, first, last))
                    return Referent(name, "institution", codes, None, None, start, end)
        return None

    def _described(self, tree: Tree, i: int) -> Referent | None:
        """Any other noun for people («жители», «эксперты»), with the state of its phrase."""
        token = tree.tokens[i]
        if token.feats.get("Animacy") != "Anim" and not keys_of(token) & nouns().plural:
            return None
        first, last = stretch(tree, i)
        codes = complement_codes(tree, first, i, last)
        return self._plain(tree, first, last, "role", codes)

    # ------------------------------------------------------------------ context

    def _home(self) -> tuple[str, ...]:
        """The state that an article is about, if it is about one."""
        states = [(n, code) for code, n in self._counts.items() if code in self._states]
        total = sum(n for n, _ in states)
        if not states:
            return ()
        n, code = max(states)
        return (code,) if n >= 0.6 * total else ()

    @cached_property
    def _states(self) -> frozenset[str]:
        return frozenset(code for code in self._counts if self._world.is_state(code))

    def _context(self, tree: Tree, i: int, office: Office | None) -> tuple[str, ...]:
        """The state of a post named without one: the article's own."""
        if office is None or office.voice != "official" or tree.preposition(i):
            return ()
        return self._home()

    def _back(self, tree: Tree, sentences: int) -> list[Tree]:
        """The sentence and so many before it, the nearest first."""
        return self._trees[max(0, tree.index - sentences) : tree.index + 1][::-1]

    # ------------------------------------------------------------------ groups

    def _group(self, tree: Tree, i: int) -> Referent | None:
        """«стороны», «лидеры двух стран», «оба президента»: the two of whom the article speaks."""
        keys = keys_of(tree.tokens[i])
        table = nouns()
        sides, leaders = bool(keys & table.sides), bool(keys & table.leaders)
        if not sides and not leaders:
            return None
        first, last = stretch(tree, i, self._names(tree))
        codes = complement_codes(tree, first, i, last)
        if codes:
            return self._plain(tree, first, last, "group", codes) if len(codes) > 1 else None
        if (
            sides
            and not leaders
            and not self._counted(tree, first, last)
            and keys & {"страна", "государство", "народ", "столица", "сосед", "партнер", "держава"}
        ):
            return None
        if leaders and not self._counted(tree, first, last):
            return None
        pair = self._pair(tree, i)
        return self._plain(tree, first, last, "group", pair) if pair else None

    def _numbered(self, tree: Tree, i: int) -> bool:
        """«оба президента», «два министра»: the noun stands in the singular but means several."""
        table = nouns()
        before = {i - 1, *tree.kids[i]} - {-1}
        return any(keys_of(tree.tokens[k]) & (table.both | table.three) for k in before if k < i)

    def _counted(self, tree: Tree, first: int, last: int) -> bool:
        """«оба», «двух стран», «стран» without a name: both of the talk."""
        table = nouns()
        words = [keys_of(tree.tokens[k]) for k in range(max(0, first - 1), last)]
        return any(w & table.both for w in words)

    def _pair(self, tree: Tree, i: int) -> tuple[str, ...]:
        """The two states named last before a token, or the only two of the article."""
        main = [c for c, _ in self._counts.most_common() if c in self._states]
        if len(main) == 2:
            return tuple(main)
        found: list[str] = []
        for earlier in self._back(tree, WINDOW):
            for k in range(len(earlier) - 1, -1, -1):
                if earlier.index == tree.index and k >= i:
                    continue
                codes = earlier.codes(k)
                place = (earlier.index, k)
                if place in self._person_at and self._person_at[place][0].code:
                    codes = [*codes, self._person_at[place][0].code or ""]
                for code in codes:
                    if code not in found and self._world.is_state(code):
                        found.append(code)
            if len(found) >= 2:
                break
        return tuple(reversed(found)) if len(found) == 2 else ()

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, tree: Tree, i: int) -> Referent | None:
        token = tree.tokens[i]
        lemma, text = token.lemma, token.text.lower()
        if lemma in RELATIVE:
            antecedent = _antecedent(tree, i)
            return None if antecedent is None else self.at(tree.index, antecedent)
        if text in ("их", "они", "им", "ими", "них", "ним", "ними") and (
            lemma == "они" or text in ("их", "они") or token.feats.get("Number") == "Plur"
        ):
            return self._they(tree, i)
        gender = THIRD.get(lemma) or POSSESSIVE.get(text)
        if lemma == "он":
            gender = token.feats.get("Gender") or gender
            if text in ("она", "ее", "её", "ней", "нее", "неё", "ею", "нею"):
                gender = "Fem"
        if gender is None:
            return None
        return self._one(tree, i, gender)

    def _one(self, tree: Tree, i: int, gender: str) -> Referent | None:
        best: tuple[float, Place, Person] | None = None
        for place, person, weight in self._salient(tree, i):
            if person.gender not in (gender, None):
                continue
            if best is None or (weight, place) > best[:2]:
                best = weight, place, person
        if best is not None:
            start, end = self._offsets(tree.index, i, i + 1)
            found = self._person(best[2], tree.index, i, i + 1)
            return Referent(
                found.name,
                "person",
                found.codes,
                found.office,
                found.wikidata,
                start,
                end,
                found.voice,
            )
        return self._thing(tree, i, gender)

    def _salient(self, tree: Tree, i: int) -> list[tuple[Place, Person, float]]:
        """Persons named before token i, each with how near and prominent he stands: 1 a sentence
        off, less for an object, less for one inside another phrase."""
        found = []
        for earlier in self._back(tree, WINDOW):
            for k in range(len(earlier)):
                place = (earlier.index, k)
                if earlier.index == tree.index and k >= i:
                    break
                person = None
                if place in self._person_at and self._person_at[place][1].first == k:
                    person = self._person_at[place][0]
                elif place in self._role_at:
                    person = self._role_at[place][0]
                elif self._known.get(place) is not None or _subject(earlier, k):
                    referent = self.at(*place) if place != (tree.index, i) else None
                    if referent is not None and referent.kind == "person":
                        person = next((p for p in self.persons if p.name == referent.name), None)
                if person is not None:
                    weight = -1.0 * (tree.index - earlier.index) + _prominence(earlier, k)
                    found.append((place, person, weight))
        return found

    def _thing(self, tree: Tree, i: int, gender: str) -> Referent | None:
        """A state or body of that gender that was the subject just before («Россия … её рынок»)."""
        for earlier in self._back(tree, 1):
            for k in range(len(earlier) - 1, -1, -1):
                if earlier.index == tree.index and k >= i:
                    continue
                token = earlier.tokens[k]
                if not earlier.mentions.get(k) or token.pos not in ("PROPN", "NOUN"):
                    continue
                if token.feats.get("Gender") == gender and token.rel.startswith("nsubj"):
                    return self.at(earlier.index, k)
        return None

    def _they(self, tree: Tree, i: int) -> Referent | None:
        """The plural or joint subject named last."""
        for earlier in self._back(tree, 1):
            for k in range(len(earlier)):
                if earlier.index == tree.index and k >= i:
                    break
                token = earlier.tokens[k]
                if not token.rel.startswith("nsubj") or token.pos == "PRON":
                    continue
                joint = any(earlier.tokens[c].rel == "conj" for c in earlier.kids[k])
                if token.feats.get("Number") == "Plur" or joint:
                    referent = self.at(earlier.index, k)
                    if referent is not None:
                        return referent
        return None


def _nominal(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos in ("NOUN", "PROPN", "X")


def _subject(tree: Tree, i: int) -> bool:
    return tree.tokens[i].rel.startswith("nsubj") and tree.tokens[i].pos in ("NOUN", "PRON")


def _prominence(tree: Tree, i: int) -> float:
    """What a phrase's place in its clause adds to its salience: a subject is most likely meant."""
    for k in (i, *tree.up(i)):
        rel = tree.tokens[k].rel
        if rel.startswith("nsubj"):
            return 0.9
        if rel in ("appos", "flat:name", "flat"):
            continue
        if rel == "root":
            return 0.6
        if rel in ("obj", "iobj", "obl"):
            return 0.4
        if rel == "nmod":
            return 0.1
        return 0.3
    return 0.3


def _antecedent(tree: Tree, i: int) -> int | None:
    """For «который», the noun on which its clause hangs."""
    for above in (i, *tree.up(i)):
        if tree.tokens[above].rel.startswith("acl"):
            head = tree.tokens[above].head
            return head if 0 <= head < i else None
    return None


def _lowered(tree: Tree, first: int, name: str) -> str:
    """A phrase without the capital that it has only for opening the sentence."""
    token = tree.tokens[first]
    if first == 0 and token.pos in ("NOUN", "ADJ", "VERB", "NUM") and not tree.mentions.get(0):
        return name[:1].lower() + name[1:] if not token.text.isupper() else name
    return name
