"""From a token to whom its noun phrase stands for. See `Referents.at`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from itogi.coding.records import Mention
from itogi.coding.referents.identity import NATIVE, WIDE, Identity, lowered, same_post
from itogi.coding.referents.lexicon import keys_of, nouns, posts
from itogi.coding.referents.persons import TOP, Occurrence, Person, Role, find_persons
from itogi.coding.referents.pronouns import Pronouns, prominence, speech
from itogi.coding.referents.record import Referent, ReferentKind
from itogi.coding.referents.roles import attach_roles, complement_codes, make_role
from itogi.coding.referents.setting import WINDOW, Setting
from itogi.coding.referents.trees import Tree, stretch, trees
from itogi.language.inflection import nominative
from itogi.language.records import Document
from itogi.reading.article import Article
from itogi.world import World
from itogi.world.people import Office, Term

Place = tuple[int, int]
NAMED = frozenset({"state", "organisation", "body", "company"})
SAID, TABLED, LOOSE, OPEN = 4, 3, 2, 1
"""How a person fits a role: the article gives it him; the tables do; the noun is loose and his post
is of its kind; the noun is loose and nothing is known of him."""
EXPERT = frozenset({"expert"})


class Referents:
    """Who the phrases of one article refer to.

    `mentions` are those given, and the persons: one an occurrence, in the order of the text.
    `persons` are the people of the article, in order of their first occurrence.
    """

    def __init__(
        self, article: Article, document: Document, mentions: list[Mention], world: World
    ) -> None:
        self._trees = trees(document.sentences, mentions)
        self._world = world
        named = Counter(m.code for m in mentions if m.code and m.listed)
        self._identity = Identity(world, article.published, named)
        self._setting = Setting(self._trees, named, world, self._state_at)
        self._pronouns = Pronouns(self._setting, speech(document.text), self._person_from, self.at)
        self.persons = find_persons(self._trees, article.published, frozenset(named))
        attach_roles(self._trees, self.persons)
        self._person_at: dict[Place, tuple[Person, Occurrence]] = {}
        self._role_at: dict[Place, tuple[Person, Role]] = {}
        for person in self.persons:
            self._index(person)
            self._identity.identify(person)
            self._identity.naturalise(person, self._setting.home(NATIVE))
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
        self._known[place] = self._resolve(self._trees[sentence], token)
        self._open.discard(place)
        return self._known[place]

    def _index(self, person: Person) -> None:
        for o in person.occurrences:
            for i in range(o.first, o.last):
                self._person_at[o.sentence, i] = (person, o)
        for role in person.roles:
            self._role_at[role.sentence, role.head] = (person, role)

    def _state_at(self, sentence: int, token: int) -> str | None:
        found = self._person_at.get((sentence, token))
        return found[0].code if found is not None else None

    def _with_persons(self, text: str, mentions: list[Mention]) -> list[Mention]:
        found = list(mentions)
        for person in self.persons:
            office = self._identity.office(person, self._trees)
            wikidata = person.term.wikidata if person.term else None
            for o in person.occurrences:
                start, end = self._offsets(self._trees[o.sentence], o.first, o.last)
                found.append(
                    Mention(
                        start,
                        end,
                        text[start:end],
                        "person",
                        person.code,
                        wikidata,
                        person.name,
                        office,
                        listed=False,
                    )
                )
        return sorted(found, key=lambda m: (m.start, m.end))

    # ------------------------------------------------------------------ from a token on

    def _resolve(self, tree: Tree, i: int) -> Referent | None:
        token = tree.tokens[i]
        if token.pos in ("PRON", "DET") and not keys_of(token) & nouns().some:
            return self._pronoun(tree, i)
        return self._coordinated(tree, i) or self._alone(tree, i)

    def _alone(self, tree: Tree, i: int) -> Referent | None:
        """The referent of a phrase without what is coordinated with it."""
        place = (tree.index, i)
        if place in self._person_at:
            person, o = self._person_at[place]
            return self._person(person, tree, o.first, o.last)
        if place in self._role_at:
            person, role = self._role_at[place]
            return self._person(person, tree, role.first, self._end_with_name(person, role))
        return self._noun(tree, i)

    def _coordinated(self, tree: Tree, i: int) -> Referent | None:
        """«Путин и Обама», «министр обороны США и глава МИД России»: one group of several."""
        if tree.tokens[i].rel == "conj":
            return None
        case = tree.tokens[i].feats.get("Case")
        parts = [
            k
            for k in tree.kids[i]
            if tree.tokens[k].rel == "conj"
            and tree.tokens[k].pos in ("NOUN", "PROPN", "X")
            and tree.tokens[k].feats.get("Case") in (case, None)
        ]
        if not parts:
            return None
        members = [m for m in (self._alone(tree, k) for k in (i, *parts)) if m and m.codes]
        codes = tuple(dict.fromkeys(code for m in members for code in m.codes))
        if len(members) < 2 or len(codes) < 2:
            return None
        first = members[0]
        start, end = min(m.start for m in members), max(m.end for m in members)
        return Referent(first.name, "group", codes, first.office, None, start, end, first.voice)

    def _person(self, person: Person, tree: Tree, first: int, last: int) -> Referent:
        start, end = self._offsets(tree, first, last)
        return Referent(
            person.name,
            "person",
            (person.code,) if person.code else (),
            self._identity.office(person, self._trees),
            person.term.wikidata if person.term else None,
            start,
            end,
            self._identity.voice(person),
            person.assumed,
        )

    def _end_with_name(self, person: Person, role: Role) -> int:
        """Where the phrase of a role and the name behind it ends."""
        ends = [
            o.last
            for o in person.occurrences
            if o.sentence == role.sentence and role.head <= o.first <= role.last + 1
        ]
        return max(role.last, min(ends, default=role.last))

    def _offsets(self, tree: Tree, first: int, last: int) -> tuple[int, int]:
        return tree.tokens[first].start, tree.tokens[last - 1].end

    def _plain(
        self,
        tree: Tree,
        span: tuple[int, int],
        kind: ReferentKind,
        codes: tuple[str, ...],
        office: Office | None = None,
    ) -> Referent:
        """A referent that has no name of its own: its phrase in the nominative."""
        name = lowered(tree, span[0], _worded(tree, *span))
        title, voice = (name, office.voice) if office else (None, None)
        return Referent(name, kind, codes, title, None, *self._offsets(tree, *span), voice)

    # ------------------------------------------------------------------ nouns

    def _noun(self, tree: Tree, i: int) -> Referent | None:
        token = tree.tokens[i]
        keys = keys_of(token)
        if keys & nouns().some:
            return self._some(tree, i)
        if token.pos not in ("NOUN", "PROPN", "ADJ", "X"):
            return None
        alias = nouns().aliases.get(token.lemma)
        if alias and alias in self._setting.named and not tree.mentions.get(i):
            return self._alias(tree, i, alias)
        named = [m for m in tree.mentions.get(i, ()) if m.kind in NAMED]
        if named and not (named[0].adjective and token.pos == "ADJ"):
            return self._mention(tree, i, named[0])
        if token.feats.get("Number") == "Plur" or self._numbered(tree, i):
            group = self._group(tree, i)
            if group is not None:
                return group
        if posts().at(tree, i) or keys & set(nouns().generic):
            return self._role(tree, i)
        if keys & nouns().institutions:
            return self._institution(tree, i)
        if token.feats.get("Animacy") == "Anim" or keys & nouns().plural:
            span = self._stretch(tree, i)
            return self._plain(tree, span, "role", self._owned(tree, span, i))
        return self._unlisted(tree, i)

    def _stretch(self, tree: Tree, i: int) -> tuple[int, int]:
        """The phrase of token i; a person's name is part of it only in the genitive."""
        apart = frozenset(
            k
            for k in range(i + 1, len(tree))
            if (tree.index, k) in self._person_at and not self._complement(tree, k)
        )
        return stretch(tree, i, apart)

    def _complement(self, tree: Tree, k: int) -> bool:
        """Whether the name at token k depends on a noun («помощник Клинтон»), no apposition."""
        o = self._person_at[tree.index, k][1]
        return o.case in ("Gen", None) or tree.tokens[o.first].rel == "nmod"

    def _owned(self, tree: Tree, span: tuple[int, int], head: int) -> tuple[str, ...]:
        """Codes that a phrase names, the state of a person in it («пресс-служба Кадырова»), or the
        article's own; none for those who may be from anywhere («эксперты»)."""
        codes = complement_codes(tree, span[0], head, span[1])
        keys = keys_of(tree.tokens[head])
        if codes:
            return codes
        inner = None if keys & nouns().private else self._state_within(tree, head + 1, span[1])
        if inner is not None:
            return (inner,)
        place = self._workplace(tree, head)
        if place:
            return place
        if any((tree.index, k) in self._person_at for k in range(head + 1, span[1])):
            return ()
        return () if keys & nouns().free else self._setting.home(0.5)

    def _workplace(self, tree: Tree, head: int) -> tuple[str, ...]:
        """«источник в полиции»: the state of the body in which somebody works."""
        for k in tree.kids[head]:
            inside = k > head and tree.preposition(k) in ("в", "во", "из", "при")
            if inside and keys_of(tree.tokens[k]) & nouns().institutions:
                found = self._alone(tree, k)
                return found.codes if found is not None else ()
        return ()

    def _mention(self, tree: Tree, i: int, mention: Mention) -> Referent | None:
        """A state, organisation, body or company by name, with what describes it."""
        if mention.code is None:
            return None
        tokens = [k for k in range(len(tree)) if mention in tree.mentions.get(k, ())]
        first, last = tokens[0], tokens[-1] + 1
        kind: ReferentKind = "institution"
        if mention.kind == "state":
            kind = "state"
        elif mention.kind == "organisation":
            kind = "organisation"
        else:
            left, right = self._stretch(tree, tokens[0])
            first, last = min(left, first), max(right, last)
        name = lowered(tree, first, nominative(tree.sentence, first, last))
        start, end = self._offsets(tree, first, last)
        return Referent(name, kind, (mention.code,), None, mention.wikidata, start, end)

    def _alias(self, tree: Tree, i: int, code: str) -> Referent:
        """«альянс» in an article that names the NATO."""
        start, end = self._offsets(tree, i, i + 1)
        return Referent(self._world.name(code), "organisation", (code,), None, None, start, end)

    def _institution(self, tree: Tree, i: int) -> Referent | None:
        """«МИД Армении», «украинская сторона», «парламент»."""
        span = self._stretch(tree, i)
        codes = complement_codes(tree, span[0], i, span[1])
        if not codes and span == (i, i + 1):
            common = tree.tokens[i].lemma in nouns().bodies
            earlier = self._body_before(tree, i) if common else self._named_before(tree, i)
            if earlier is not None:
                return earlier
        if not codes:
            codes = tuple(c for c in [self._state_within(tree, i + 1, span[1])] if c)
        if not codes and keys_of(tree.tokens[i]) & nouns().domestic:
            codes = self._setting.around(tree, i)
        return self._plain(tree, span, "institution", codes or self._setting.home())

    def _state_within(self, tree: Tree, first: int, last: int) -> str | None:
        return next((c for k in range(first, last) if (c := self._state_at(tree.index, k))), None)

    def _named_before(self, tree: Tree, i: int) -> Referent | None:
        """«МИД» after «МИД Армении»: the body of that noun named last with its state."""
        lemma = tree.tokens[i].lemma
        for earlier in self._setting.back(tree, tree.index):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                if earlier.tokens[k].lemma != lemma:
                    continue
                span = self._stretch(earlier, k)
                codes = complement_codes(earlier, span[0], k, span[1])
                if codes:
                    name = lowered(earlier, span[0], _worded(earlier, *span))
                    start, end = self._offsets(tree, i, i + 1)
                    return Referent(name, "institution", codes, None, None, start, end)
        return None

    def _body_before(self, tree: Tree, i: int) -> Referent | None:
        """«ведомство»: the body named last with its state, «МИД Армении» or «Пентагон»."""
        for earlier in self._setting.back(tree, WINDOW):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                token = earlier.tokens[k]
                if token.pos not in ("NOUN", "PROPN") or token.lemma in nouns().bodies:
                    continue
                if not keys_of(token) & nouns().domestic and not any(
                    m.kind == "body" for m in earlier.mentions.get(k, ())
                ):
                    continue
                found = self.at(earlier.index, k)
                if found is not None and found.kind == "institution" and found.codes:
                    start, end = self._offsets(tree, i, i + 1)
                    return replace(found, start=start, end=end)
        return None

    def _unlisted(self, tree: Tree, i: int) -> Referent | None:
        """An organisation that only the model of names knows."""
        for name in tree.sentence.names:
            if name.kind == "ORG" and name.first <= i < name.last:
                first, last = stretch(tree, name.first)
                first, last = min(first, name.first), max(last, name.last)
                codes = complement_codes(tree, first, name.first, last)
                if not codes and not tree.tokens[i].text.isupper():
                    codes = self._setting.home()
                return self._plain(tree, (first, last), "institution", codes)
        return None

    def _some(self, tree: Tree, i: int) -> Referent | None:
        """«один из западных дипломатов», «большинство депутатов»."""
        for k in tree.kids[i]:
            inner = tree.tokens[k]
            if k < i or inner.pos not in ("NOUN", "PROPN") or inner.rel not in ("nmod", "obl"):
                continue
            if tree.preposition(k) not in (None, "из"):
                continue
            first, last = self._stretch(tree, k)
            codes = self._owned(tree, (first, last), k)
            text = " ".join(t.text for t in tree.tokens[i + 1 : last])
            name = f"{nominative(tree.sentence, i, i + 1)} {text}"
            start, end = self._offsets(tree, i, last)
            return Referent(lowered(tree, i, name), "role", codes, None, None, start, end)
        return None

    # ------------------------------------------------------------------ posts and roles

    def _role(self, tree: Tree, i: int) -> Referent | None:
        """A post or role without a name beside it: the person who holds it, if the article names
        him, else the post itself."""
        role = make_role(tree, i, len(tree))
        first, last = self._stretch(tree, i)
        span = (min(first, role.first), last)
        if len(role.codes) > 1:
            return self._plain(tree, span, "group", role.codes, role.office)
        role.codes = role.codes or self._possessor(tree, i)
        inner = self._state_within(tree, i + 1, last)
        person = None if inner else self._holder(tree, role)
        if person is not None:
            return self._person(person, tree, role.first, role.last)
        if not role.codes and last - i == 1:
            earlier = self._described_before(tree, i)
            if earlier is not None:
                return earlier
        codes = role.codes or self._owned(tree, span, i)
        return self._plain(tree, span, "role", codes, role.office)

    def _described_before(self, tree: Tree, i: int) -> Referent | None:
        """«источник» after «источник в правительстве»: the fuller words used before."""
        token = tree.tokens[i]
        if token.feats.get("Number") == "Plur":
            return None
        for earlier in self._setting.back(tree, 2 * WINDOW):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                other = earlier.tokens[k]
                if other.lemma != token.lemma or other.feats.get("Number") == "Plur":
                    continue
                span = self._stretch(earlier, k)
                if span[1] - span[0] > 1 and (earlier.index, k) not in self._role_at:
                    found = self._alone(earlier, k)
                    if found is not None and found.kind == "role":
                        start, end = self._offsets(tree, i, i + 1)
                        return replace(found, start=start, end=end)
        return None

    def _possessor(self, tree: Tree, i: int) -> tuple[str, ...]:
        """«её министр», «его пресс-секретарь»: the state of the one that the pronoun stands for."""
        for k in tree.kids[i]:
            if k < i and tree.tokens[k].text.lower() in ("его", "ее", "её", "их", "свой", "свои"):
                owner = self.at(tree.index, k)
                return owner.codes if owner is not None else ()
        return ()

    def _holder(self, tree: Tree, role: Role) -> Person | None:
        """The person of the article who holds a post named without him: the best fit, among equals
        the one most prominent in the sentences just before."""
        if tree.tokens[role.head].feats.get("Number") == "Plur":
            return None
        best: tuple[int, float] | None = None
        chosen: Person | None = None
        for person in self.persons:
            fit = self._fit(person, role)
            salience = self._salience(person, tree, role.head)
            ahead = fit == LOOSE and tree.index < 3 and self._loose(role) <= EXPERT
            if not fit or (salience is None and fit < TABLED and not ahead):
                continue
            if fit == OPEN and (salience or 0.0) < -WINDOW:
                continue
            rank = (fit, -100.0 if salience is None else salience)
            if best is None or rank > best:
                best, chosen = rank, person
        return chosen

    def _salience(self, person: Person, tree: Tree, i: int) -> float | None:
        """How near before token i and how prominent a person was named last; None if only after."""
        places = [o.place for o in person.occurrences]
        places += [(r.sentence, r.head) for r in person.roles]
        before = [(s, k) for s, k in places if (s, k) < (tree.index, i)]
        if not before:
            return None
        return max(prominence(self._trees[s], k) - (tree.index - s) for s, k in before)

    def _fit(self, person: Person, role: Role) -> int:
        """How well a person fits a role; 0 not at all."""
        if role.codes and person.code and person.code not in role.codes:
            return 0
        own = [r for r in person.roles if not (r.former and not role.former)]
        if any(same_post(role, r) for r in own):
            return SAID
        if any(self._holds(term, role) for term in person.terms):
            return TABLED
        branches = {r.office.branch for r in own if r.office is not None}
        if not branches and person.term is not None:
            branches = {self._identity.branch(person.term)}
        if branches & self._loose(role):
            return LOOSE
        speaker = role.lemma in nouns().speakers and not branches & TOP
        unknown = not branches and role.lemma in nouns().generic
        return OPEN if (speaker or unknown) and not role.codes else 0

    def _holds(self, term: Term, role: Role) -> bool:
        """Whether by the tables the term is the post that the role names."""
        if role.office is None or not self._identity.in_office(term):
            return False
        branch, wanted = self._identity.branch(term), role.office.branch
        heads = ("head_of_state", "head_of_government")
        same = term.office == role.office.id or (wanted == "leader" and branch in heads)
        same = same or (branch == wanted and role.lemma in WIDE)
        return same and (not role.codes or term.code in role.codes)

    def _loose(self, role: Role) -> frozenset[str]:
        """Branches of posts whose holders the noun of the role may mean."""
        named = role.codes and role.office is not None and role.office.exclusive
        return frozenset() if named else frozenset(nouns().generic.get(role.lemma, ()))

    # ------------------------------------------------------------------ groups

    def _numbered(self, tree: Tree, i: int) -> bool:
        """«оба президента», «два министра»: the noun stands in the singular but means several."""
        table = nouns()
        before = {i - 1, *tree.kids[i]} - {-1}
        return any(keys_of(tree.tokens[k]) & (table.both | table.three) for k in before if k < i)

    def _group(self, tree: Tree, i: int) -> Referent | None:
        """«стороны», «лидеры двух стран», «оба президента»: the two of whom the article speaks."""
        table = nouns()
        keys = keys_of(tree.tokens[i])
        if not keys & (table.sides | table.leaders):
            return None
        span = self._stretch(tree, i)
        codes = complement_codes(tree, span[0], i, span[1])
        if codes:
            return self._plain(tree, span, "group", codes) if len(codes) > 1 else None
        counted = any(
            keys_of(tree.tokens[k]) & table.both for k in range(max(0, span[0] - 1), span[1])
        )
        if not counted and "сторона" not in keys:
            return None
        pair = self._setting.pair(tree, i)
        return self._plain(tree, span, "group", pair) if pair else None

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, tree: Tree, i: int) -> Referent | None:
        found = self._pronouns.antecedent(tree, i)
        if found is None:
            return None
        if isinstance(found, Person):
            return self._person(found, tree, i, i + 1)
        start, end = self._offsets(tree, i, i + 1)
        return replace(found, start=start, end=end)

    def _person_from(self, tree: Tree, i: int) -> Person | None:
        """The person whose name or role stands at token i, the role alone included."""
        place = (tree.index, i)
        if place in self._person_at:
            person, o = self._person_at[place]
            return person if o.first == i else None
        if place in self._role_at:
            return self._role_at[place][0]
        token = tree.tokens[i]
        if not token.rel.startswith("nsubj") or token.pos not in ("NOUN", "PRON"):
            return None
        referent = self.at(*place)
        if referent is None or referent.kind != "person":
            return None
        return next((p for p in self.persons if p.name == referent.name), None)


def _worded(tree: Tree, first: int, last: int) -> str:
    """A phrase in the nominative. After a numeral it stays as written («восемь сенаторов»)."""
    head = tree.tokens[first]
    if head.pos != "NUM" or head.feats.get("Case") not in ("Nom", "Acc", None):
        return nominative(tree.sentence, first, last)
    words = head.text
    for before, token in pairwise(tree.tokens[first:last]):
        words += " " * (token.start > before.end) + token.text
    return words
