"""The article as all rules for referents see it: sentences, people, setting, and how to word it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from itogi.coding.late import Late
from itogi.coding.records import Mention
from itogi.coding.referents.branches import branches
from itogi.coding.referents.cases import Cases
from itogi.coding.referents.countries import add_countries
from itogi.coding.referents.focus import Focus
from itogi.coding.referents.identity import NATIVE, Identity, lowered
from itogi.coding.referents.lexicon import keys_of, noun_of, nouns, posts
from itogi.coding.referents.ministries import Ministries
from itogi.coding.referents.names import Occurrence
from itogi.coding.referents.nations import COMMON, settle
from itogi.coding.referents.persons import Person, Role, find_persons
from itogi.coding.referents.record import NOTHING, Referent, ReferentKind
from itogi.coding.referents.roles import attach_roles, complement_codes, movement_codes
from itogi.coding.referents.setting import Setting
from itogi.coding.referents.trees import Tree, as_written, stretch, trees, worded
from itogi.language.records import Document
from itogi.reading.article import Article
from itogi.world import World
from itogi.world.people import Office

PLACED = frozenset({"mp", "governor", "politician", "head", "cleric"})
"""Branches of posts that, like those that act for a state, are of the state just told of."""
TOLD = frozenset({"Nom", "Gen", "Ins"})
"""Cases in which one speaks or acts: «сказал министр», «слова министра», «сказано министром»."""
ABROAD = frozenset({"ambassador", "permanent_representative", "envoy"})
ANYWHERE = frozenset(
    {"head", "spokesperson", "organisation_head", "envoy", "commissioner", "agency"}
)
"""Branches of posts that organisations have as well as states."""
MISSIONS = frozenset({"посольство", "консульство", "генконсульство", "дипмиссия", "дипломат"})
"""Nouns that, like the posts abroad, say whose ambassador is told of."""
Place = tuple[int, int]
"""A sentence of the document and a token in it."""


class Scene:
    """One article: its people found and identified, each token's person or role at hand."""

    def __init__(
        self, article: Article, document: Document, mentions: list[Mention], world: World
    ) -> None:
        self._court = Late(self._find_court)
        self._named = Late(self._find_named)
        self.world = world
        self.text = document.text
        self.trees = trees(document.sentences, mentions)
        add_countries(self.trees, world)
        named = Counter(m.code for m in mentions if m.code and m.listed)
        self.identity = Identity(world, article.published, named)
        self.setting = Setting(self.trees, named, world, self.state_at)
        self.focus = Focus(self.trees, world, self.state_at)
        self.ministries = Ministries(self.trees)
        self.cases = Cases(self.trees, world)
        self.persons = find_persons(self.trees, article.published, frozenset(named))
        self.listed = attach_roles(self.trees, self.persons)
        self._stretches: dict[Place, tuple[int, int]] = {}
        self.person_at: dict[Place, tuple[Person, Occurrence]] = {}
        self.role_at: dict[Place, tuple[Person, Role]] = {}
        for person in self.persons:
            for o in person.occurrences:
                self.person_at |= {(o.sentence, i): (person, o) for i in range(o.first, o.last)}
            for role in person.roles:
                if (role.sentence, role.head) not in self.listed:
                    self.role_at[role.sentence, role.head] = (person, role)
            self.identity.identify(person)
        settle(self.trees, self.persons, self.person_at, self.role_at)
        for person in self.persons:
            apart = self._of_movement(person) or self._barred(person) or self._acts_for(person)
            if not apart:
                self._place(person)
                self.identity.naturalise(person, self._home_of(person))

    def _home_of(self, person: Person) -> tuple[str, ...]:
        """The state that a person of no stated one is of: an expert's that where his institute
        lies («директор центра в Лиме»), before the one that the article is about."""
        if self.identity.voice(person) not in ("expert", "business"):
            return self.setting.home(NATIVE)
        seats = {
            code
            for role in person.roles
            for k in range(role.first, min(role.last + 2, len(self.trees[role.sentence])))
            for code in self.trees[role.sentence].codes(k)
            if self.world.is_state(code)
        }
        return tuple(seats) if len(seats) == 1 else self.setting.native()

    def _place(self, person: Person) -> None:
        """One in a role told without a state is of that whose the role is («его директор»), or, in
        a post that serves one, of the state just told of: «Манила извинилась. Министр Алан Каэтано
        пояснил …»."""
        if person.code is not None or (person.terms and len(person.fullest.words) == 1):
            return
        for role in person.roles:
            if role.codes or role.former:
                continue
            tree = self.trees[role.sentence]
            tied = role.lemma in nouns().tied
            owner = None if tied else self.focus.of_owner(tree, role.first)
            if owner is not None:
                person.code = owner
                return
            mission = self._mission_before(role)
            if mission is not None:
                person.code = mission
                return
            if self.serves_untold(tree, role):
                heard = self.ministries.of(role) or self._heard(tree, role)
                person.code, person.assumed = heard, heard is not None
                return

    def _mission_before(self, role: Role) -> str | None:
        """«сотрудников посольства России … Посол Николай Иванов»: of the embassy told of last."""
        if role.office is None or role.office.branch not in ABROAD:
            return None
        for tree in self.trees[role.sentence :: -1]:
            stop = role.head if tree.index == role.sentence else len(tree)
            for k in range(stop - 1, -1, -1):
                abroad = any(post.office.branch in ABROAD for post in posts().at(tree, k))
                if noun_of(tree.tokens[k]) not in MISSIONS and not abroad:
                    continue
                first, last = self.stretch(tree, k)
                codes = complement_codes(tree, first, k, last)
                if len(codes) == 1 and self.world.is_state(codes[0]):
                    return codes[0]
        return None

    def _heard(self, tree: Tree, role: Role) -> str | None:
        """Whom the sentences before a post tell of. Of those who serve their state in another,
        where something happens tells nothing; a minister is of no organisation."""
        branch = role.office.branch if role.office is not None else ""
        return self.focus.before(tree, role.head, branch not in ABROAD, branch in ANYWHERE)

    def serves_untold(self, tree: Tree, role: Role) -> bool:
        """Whether the role is a post in the service of a state, of one who speaks or acts; of
        officers, where the article is about no one state more than others."""
        office = role.office
        if office is None or not (office.acts or office.branch in PLACED):
            return False
        if role.lemma in nouns().free | nouns().prosecuting:
            return False
        if tree.preposition(role.head) or tree.tokens[role.head].feats.get("Case") not in TOLD:
            return False
        return office.branch != "military" or not self.setting.home(NATIVE)

    def _acts_for(self, person: Person) -> bool:
        """«адвокат россиянина Петрова Марк Холл»: whose lawyer or friend he is stands between."""
        for o in person.occurrences:
            tokens = self.trees[o.sentence].tokens
            head = tokens[o.first].head if tokens[o.first].rel == "appos" else -1
            if 0 <= head < o.first and noun_of(tokens[head]) in nouns().private:
                return True
        return False

    def _barred(self, person: Person) -> bool:
        """Whether the state that the article is about sent him out or did not let him in."""
        heads = [(o.sentence, o.first) for o in person.occurrences]
        heads += [(role.sentence, role.head) for role in person.roles]
        home = self.setting.home(NATIVE)
        return bool(home) and any(self.cases.bars(self.trees[s], i, home[0]) for s, i in heads)

    def _of_movement(self, person: Person) -> bool:
        """Whether his role is one in an armed movement, whose country then is his («пресс-секретарь
        талибов»), if it has one."""
        for role in person.roles:
            codes = movement_codes(self.trees[role.sentence], role.head, role.last)
            if codes is not None:
                person.code = person.code or next(iter(codes), None)
                return True
        return False

    def employ(
        self,
        institution: Callable[[Tree, int], Referent],
        named: Callable[[Tree, int], Referent | None],
    ) -> None:
        """Give people of no stated state that of the body or company in their post, as far as the
        article has named it («шеф концерна», «вице-президент ФЛА» of a federation with a state in
        its full name); a prosecutor without a state that of the one international court in the
        article. `institution` resolves the noun, `named` a short name."""
        table = nouns()
        known = table.companies | table.bodies | table.unions | table.courts
        for person in self.persons:
            if person.code is not None and not person.assumed:
                continue
            for role in person.roles:
                tree = self.trees[role.sentence]
                inside = range(role.head + 1, role.last)
                heads = [k for k in inside if tree.tokens[k].lemma in known]
                body = institution(tree, heads[0]) if heads else None
                codes = body.codes if body is not None and not body.assumed else ()
                short = next((k for k in inside if _is_short_name(tree, k)), None)
                if not codes and short is not None:
                    found = named(tree, short)
                    codes = found.codes if found is not None and not found.assumed else ()
                if heads and tree.tokens[heads[0]].lemma in table.courts:
                    # A court not named before would be the article's state's.
                    codes = tuple(c for c in codes if not self.world.is_state(c))
                if not role.codes and role.office and role.office.branch == "justice_official":
                    codes = codes or self._court.value or self.cases.state(tree, role.head, ())
                if len(codes) == 1:
                    person.code, person.assumed = codes[0], False
                    break

    def _find_court(self) -> tuple[str, ...]:
        """The organisation of the international court that the article names, if it names one."""
        found = {
            mention.code
            for tree in self.trees
            for i, mentions in tree.mentions.items()
            for mention in mentions
            if mention.code and tree.tokens[i].lemma in nouns().courts
        }
        return tuple(found) if found and not any(map(self.world.is_state, found)) else ()

    def state_at(self, sentence: int, token: int) -> str | None:
        """The state of the person whose name covers the token."""
        found = self.person_at.get((sentence, token))
        return found[0].code if found is not None else None

    def posts_of(self, person: Person) -> set[str]:
        """Branches of the posts that the article, or else the tables, give a person."""
        said = {r.office.branch for r in person.roles if r.office is not None}
        return said or ({self.identity.branch(person.term)} if person.term else set())

    def mentions(self) -> list[Mention]:
        """One mention for each occurrence of a person's name."""
        found = []
        for person in self.persons:
            name, office = person.name, self.identity.office(person, self.trees)
            wikidata = person.term.wikidata if person.term else None
            for o in person.occurrences:
                start, end = self.offsets(self.trees[o.sentence], o.first, o.last)
                text = self.text[start:end]
                found.append(
                    Mention(
                        start,
                        end,
                        text,
                        kind="person",
                        code=person.code,
                        wikidata=wikidata,
                        name=name,
                        office=office,
                        listed=False,
                    )
                )
        return found

    # ------------------------------------------------------------------ phrases and their codes

    def offsets(self, tree: Tree, first: int, last: int) -> tuple[int, int]:
        return tree.tokens[first].start, tree.tokens[last - 1].end

    def stretch(self, tree: Tree, i: int) -> tuple[int, int]:
        """The phrase of token i; a person's name is part of it only as a complement."""
        place = (tree.index, i)
        if place not in self._stretches:
            named = self._named.value.get(tree.index, ())
            apart = frozenset(k for k in named if k > i and not self._is_complement(tree, k))
            self._stretches[place] = stretch(tree, i, apart)
        return self._stretches[place]

    def _find_named(self) -> dict[int, list[int]]:
        """By sentence the tokens of people's names."""
        found: dict[int, list[int]] = {}
        for sentence, token in self.person_at:
            found.setdefault(sentence, []).append(token)
        return found

    def _is_complement(self, tree: Tree, k: int) -> bool:
        """Whether the name at token k depends on a noun («помощник Клинтон»), no apposition."""
        o = self.person_at[tree.index, k][1]
        before = o.first - 1
        if before >= 0 and (tree.index, before) not in self.role_at:
            noun = noun_of(tree.tokens[before])
            if noun in nouns().agents | nouns().tied:
                return True
        return o.case in ("Gen", None) or tree.tokens[o.first].rel == "nmod"

    def state_within(self, tree: Tree, first: int, last: int, assumed: bool = False) -> str | None:
        """The state of the first person named among the tokens, if the article tells it; also one
        that is only assumed, if asked."""
        places = ((tree.index, k) for k in range(first, last))
        people = (self.person_at[place][0] for place in places if place in self.person_at)
        return next((p.code for p in people if p.code and (assumed or not p.assumed)), None)

    def owned(self, tree: Tree, span: tuple[int, int], head: int) -> tuple[str, ...]:
        """Codes that a phrase names, the state of a person in it («пресс-служба Кадырова»), or the
        article's own; none for those who may be from anywhere («эксперты»)."""
        keys = keys_of(tree.tokens[head])
        noun = noun_of(tree.tokens[head])
        kin = noun in nouns().kin
        codes = complement_codes(tree, span[0], head, span[1], people=kin)
        if codes:
            return codes
        serving = self._serving(tree, head, span[1])
        if serving is not None:
            return self.cases.state(tree, serving, self.setting.home())
        if keys & nouns().claimants:
            return self.cases.claimants(self.setting.home())
        if keys & nouns().respondents:
            return self.cases.respondents()
        if keys & nouns().defendants:
            return self.cases.defendants(self.state_at) or self.setting.home()
        if keys & nouns().followers:
            person = self._private_owner(tree, head, span[1])
            if person is not None:
                home = self.setting.home()
                own = home == (person.code,) and self.cases.state(tree, head, home) == home
                return home if own else ()
        ends = self._own_end(tree, head, span[1]) if keys & nouns().free else span[1]
        inner = self.state_within(tree, head + 1, ends, assumed=kin)
        if inner is not None and not keys & nouns().private:
            return (inner,)
        if any((tree.index, k) in self.person_at for k in range(head + 1, span[1])):
            return ()
        bound = noun in nouns().tied | nouns().agents and self._of_somebody(tree, head)
        if bound or keys & nouns().free:
            return ()
        return self.setting.home()

    def _serving(self, tree: Tree, head: int, last: int) -> int | None:
        """The prosecutor or judge at the head of a phrase («прокурор по делу россиянина»), or the
        court whose man it is («пресс-секретарь суда»)."""
        behind = tree.tokens[head + 1] if head + 1 < last else None
        whose = behind is not None and behind.feats.get("Case") == "Gen"
        of_court = whose and behind is not None and keys_of(behind) & nouns().prosecuting
        if of_court:
            return head + 1
        return head if keys_of(tree.tokens[head]) & nouns().prosecuting else None

    def _own_end(self, tree: Tree, head: int, last: int) -> int:
        """«участники акции в поддержку Иванова»: what stands behind a preposition is not theirs."""
        behind = range(head + 1, last)
        return next((k for k in behind if tree.tokens[k].pos == "ADP"), last)

    def _private_owner(self, tree: Tree, head: int, last: int) -> Person | None:
        """«сторонники осуждённого Иванова»: one who holds no post, so that whoever is for him may
        be from anywhere."""
        places = ((tree.index, k) for k in range(head + 1, last))
        found = next(
            (self.person_at[place][0] for place in places if place in self.person_at), None
        )
        if found is None or found.term is not None:
            return None
        public = (r.office is not None and r.office.branch not in COMMON for r in found.roles)
        return None if any(public) else found

    def _of_somebody(self, tree: Tree, head: int) -> bool:
        """«представители певицы», «адвокат обвиняемого»: a private person's, not a state's."""
        behind = head + 1
        if behind >= len(tree) or tree.tokens[behind].feats.get("Case") != "Gen":
            return False
        found = posts().at(tree, behind)
        return bool(found) and found[0].office.branch == "citizen"

    # ------------------------------------------------------------------ referents

    def of_person(self, person: Person, tree: Tree, first: int, last: int) -> Referent:
        start, end = self.offsets(tree, first, last)
        return Referent(
            Late(lambda: person.name),
            "person",
            (person.code,) if person.code else (),
            Late(lambda: self.identity.office(person, self.trees)),
            person.term.wikidata if person.term else None,
            start,
            end,
            self.identity.voice(person),
            person.assumed,
            Late(lambda: self.identity.branch_served(person)),
        )

    def of_phrase(
        self,
        tree: Tree,
        span: tuple[int, int],
        kind: ReferentKind,
        codes: tuple[str, ...],
        office: Office | None = None,
    ) -> Referent:
        """A referent that has no name of its own: its phrase in the nominative."""
        subject = kind == "group" and any(tree.tokens[i].rel == "nsubj" for i in range(*span))
        put = as_written if subject else worded
        naming = Late(lambda: lowered(tree, span[0], put(tree, *span)))
        start, end = self.offsets(tree, *span)
        if office is None:
            return Referent(naming, kind, codes, NOTHING, None, start, end)
        post = office.branch
        serving = Late(lambda: branches().of_post(post, naming.value))
        return Referent(
            naming, kind, codes, naming, None, start, end, office.voice, serving=serving
        )


def _is_short_name(tree: Tree, i: int) -> bool:
    """Whether a token is an abbreviation that no table knows."""
    text = tree.tokens[i].text
    return len(text) > 2 and text.isalpha() and text.isupper() and not tree.mentions.get(i)
