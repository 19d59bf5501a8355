"""From a token to whom its noun phrase stands for. See `Referents.at`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from itogi.coding.late import Late, known
from itogi.coding.records import Mention
from itogi.coding.referents.bodies import Bodies
from itogi.coding.referents.branches import branches
from itogi.coding.referents.cases import is_prosecution, is_service
from itogi.coding.referents.groups import coordinated, is_several, joint
from itogi.coding.referents.holders import holder, of_owner
from itogi.coding.referents.identity import lowered
from itogi.coding.referents.lexicon import is_plural, keys_of, nouns, posts
from itogi.coding.referents.persons import TOP, Person, Role
from itogi.coding.referents.pronouns import FORMS, REFLEXIVE, Pronouns, speech
from itogi.coding.referents.record import NOTHING, Referent
from itogi.coding.referents.roles import complement_codes, listed_on, make_role, movement_codes
from itogi.coding.referents.scene import Place, Scene
from itogi.coding.referents.setting import WINDOW
from itogi.coding.referents.trees import Tree
from itogi.coding.trace import SILENT, Trace
from itogi.language.inflection import inflect, nominative
from itogi.language.records import Document
from itogi.reading.article import Article
from itogi.world import World

VOICELESS = frozenset({"ADP", "AUX", "CCONJ", "INTJ", "PUNCT", "SCONJ", "SYM", "VERB"})
"""Parts of speech that name nobody."""


class Referents:
    """Who the phrases of one article refer to.

    `mentions` are those given, and the persons: one an occurrence, in the order of the text.
    """

    def __init__(
        self,
        article: Article,
        document: Document,
        mentions: list[Mention],
        world: World,
        trace: Trace = SILENT,
    ) -> None:
        self._called = Late(self._find_called)
        self._scene = Scene(article, document, mentions, world)
        self._bodies = Bodies(self._scene)
        self._scene.employ(self._bodies.institution, self._bodies.named)
        self._pronouns = Pronouns(
            self._scene.setting,
            speech(document.text),
            self._person_from,
            self._may_be_persons,
            self.at,
            trace,
        )
        self._may_be: dict[int, list[int]] = {}
        self._known: dict[Place, Referent | None] = {}
        self._single: dict[Place, Referent | None] = {}
        self._open: set[Place] = set()
        found = [*mentions, *self._scene.mentions()]
        self.mentions = sorted(found, key=lambda m: (m.start, m.end))

    def at(self, sentence: int, token: int) -> Referent | None:
        """Whom the noun phrase headed by the token, or the name that it is part of, refers to.

        `sentence` is the position in the document, `token` in the sentence. Names, posts and
        roles, pronouns, «который», institutions, states, groups. None where the article does not
        say, and for what is nobody.
        """
        place = (sentence, token)
        if place in self._known:
            return self._known[place]
        if place in self._open or self._is_nobody(self._scene.trees[sentence], token):
            return None
        self._open.add(place)
        self._known[place] = self._resolve(self._scene.trees[sentence], token)
        self._open.discard(place)
        return self._known[place]

    def seat(self, sentence: int, token: int) -> Referent | None:
        """Whose words are meant by where they are spoken: «в Вашингтоне заявили» → the state that
        the place lies in; None where the token names no place."""
        tree = self._scene.trees[sentence]
        for mention in tree.mentions.get(token, ()):
            if mention.kind in ("place", "state") and mention.code and not mention.adjective:
                start, end = self._scene.offsets(tree, token, token + 1)
                name = _unbent(mention.name, tree.tokens[token].text) or nominative(
                    tree.sentence, token, token + 1
                )
                return Referent(known(name), "state", (mention.code,), NOTHING, None, start, end)
        return None

    def heard(self, sentence: int, token: int) -> str | None:
        """The state whose a body is that the phrase headed by the token names without one: the
        state that the sentences before tell of. None for other phrases, and for those that name a
        movement or a place of their own."""
        tree = self._scene.trees[sentence]
        keys = keys_of(tree.tokens[token])
        body = keys & nouns().institutions and not keys & (nouns().unofficial | nouns().sides)
        if not body and not any(post.office.acts for post in posts().at(tree, token)[:1]):
            return None
        first, last = self._scene.stretch(tree, token)
        placed = any(tree.tokens[k].pos == "ADP" for k in range(token + 1, last))
        if placed or movement_codes(tree, first, last) is not None:
            return None
        return self._scene.focus.before(tree, first)

    def _is_nobody(self, tree: Tree, i: int) -> bool:
        """A mark, preposition or verb on which nothing hangs, as most tokens that are asked for;
        what the tags take for one may be part of a name, or the head of a list of names."""
        if tree.tokens[i].pos not in VOICELESS or tree.kids[i]:
            return False
        place, scene = (tree.index, i), self._scene
        return not (place in scene.person_at or place in scene.role_at or place in scene.listed)

    def _resolve(self, tree: Tree, i: int) -> Referent | None:
        token = tree.tokens[i]
        if token.pos in ("PRON", "DET") and not keys_of(token) & nouns().some:
            return self._pronoun(tree, i)
        return coordinated(tree, i, self._alone) or self._alone(tree, i)

    def _alone(self, tree: Tree, i: int) -> Referent | None:
        """The referent of a phrase without what is coordinated with it."""
        place = (tree.index, i)
        if place not in self._single:
            self._single[place] = self._find_alone(tree, i)
        return self._single[place]

    def _find_alone(self, tree: Tree, i: int) -> Referent | None:
        place = (tree.index, i)
        if place in self._scene.person_at:
            person, o = self._scene.person_at[place]
            return self._scene.of_person(person, tree, o.first, o.last)
        if place in self._scene.role_at:
            person, role = self._scene.role_at[place]
            return self._scene.of_person(person, tree, role.first, _end(person, role))
        if place in self._scene.listed:
            return self._listed(tree, i, self._scene.listed[place])
        found = self._noun(tree, i)
        if found is not None and found.kind != "person":
            found = self._of_movement(tree, i, found)
        if found is None or found.kind not in ("institution", "group"):
            return found
        return replace(found, serving=Late(lambda: found.branch or branches().of_words(found.name)))

    def _of_movement(self, tree: Tree, i: int, found: Referent) -> Referent:
        """«ИГИЛ», «боевики ХАМАС»: of the movement's own country, whatever the article is about."""
        span = self._scene.stretch(tree, i)
        codes = movement_codes(tree, span[0], span[1])
        if codes is None or complement_codes(tree, span[0], i, span[1]):
            return found
        return replace(found, codes=codes)

    def _listed(self, tree: Tree, i: int, people: list[Person]) -> Referent:
        """«министры Лавров и Керри»: the first of them, with the states of all."""
        span = self._scene.stretch(tree, i)
        codes = tuple(dict.fromkeys(person.code for person in people if person.code))
        first = self._scene.of_person(people[0], tree, *span)
        return replace(first, kind="group", codes=codes)

    def _noun(self, tree: Tree, i: int) -> Referent | None:
        token = tree.tokens[i]
        keys = keys_of(token)
        if keys & nouns().some:
            return self._some(tree, i)
        if token.pos not in ("NOUN", "PROPN", "ADJ", "X") or len(token.text) == 1:
            return None
        compatriot = self._compatriot(tree, i)
        if compatriot is not None:
            return self._scene.of_person(compatriot, tree, i, i + 1)
        named = self._bodies.named(tree, i)
        if named is not None:
            return named
        if (token.pos == "ADJ" and token.rel == "amod") or _is_fixed(tree, i):
            return None
        group = joint(self._scene, tree, i, self._pronouns.two)
        if group is not None:
            return group
        if posts().at(tree, i) or not keys.isdisjoint(nouns().generic):
            return self._role(tree, i)
        if token.feats.get("Animacy") == "Anim" and token.lemma in self._called.value:
            return self._role(tree, i)
        if keys & nouns().institutions or is_prosecution(tree, i):
            return self._bodies.institution(tree, i, self._possessor(tree, i))
        if keys & nouns().colleagues:
            return self._colleague(tree, i)
        if token.feats.get("Animacy") == "Anim" or keys & nouns().plural:
            span = self._scene.stretch(tree, i)
            codes = complement_codes(tree, span[0], i, span[1], people=bool(keys & nouns().kin))
            if not keys & nouns().private:
                codes = codes or self._possessor(tree, i)
            codes = codes or self._scene.owned(tree, span, i)
            return self._scene.of_phrase(tree, span, "role", codes)
        return self._bodies.unlisted(tree, i)

    def _compatriot(self, tree: Tree, i: int) -> Person | None:
        """«россиянин»: who of that nation was named last, if he holds no post."""
        token = tree.tokens[i]
        own = [m.code for m in tree.mentions.get(i, ()) if m.kind == "state" and not m.adjective]
        if not own or token.feats.get("Animacy") != "Anim" or is_several(tree, i):
            return None
        best: tuple[Place, Person] | None = None
        for person in self._scene.persons:
            acts = any(r.office is not None and r.office.acts for r in person.roles)
            fits = person.code == own[0] and not acts and person.term is None
            if not fits or person.gender not in (token.feats.get("Gender"), None):
                continue
            for o in person.occurrences:
                near = (tree.index - WINDOW, 0) <= o.place < (tree.index, i)
                if near and (best is None or o.place > best[0]):
                    best = o.place, person
        return best[1] if best else None

    # ------------------------------------------------------------------ posts and roles

    def _role(self, tree: Tree, i: int) -> Referent | None:
        """A post or role without a name beside it: the person who holds it, if the article names
        him, else the post itself."""
        scene = self._scene
        role = make_role(tree, i, len(tree))
        first, last = scene.stretch(tree, i)
        span = (min(first, role.first), last)
        if role.codes and is_plural(tree.tokens[i]):
            # «министры обороны Чада, Мали и Нигера»: the phrase may end at the first comma.
            role.codes, end = listed_on(tree, role)
            span = (span[0], max(last, end))
        if len(role.codes) > 1:
            return scene.of_phrase(tree, span, "group", role.codes, role.office)
        if role.office is not None and role.office.branch == "head_of_state":
            # «папа римский»: a post that one state alone has.
            role.codes = role.codes or role.office.states[:1]
        if role.lemma not in nouns().private:
            role.codes = role.codes or self._possessor(tree, i)
        inner = any((tree.index, k) in scene.person_at for k in range(i + 1, last))
        bound = role.lemma in nouns().tied | nouns().agents
        if inner and bound and not is_several(tree, i):
            person = of_owner(scene, tree, role, last)
        else:
            unheard = role.lemma == "собеседник" and self._says_where(tree, i, last)
            person = None if inner or unheard else holder(scene, tree, role)
        if person is not None:
            return scene.of_person(person, tree, role.first, role.last)
        served = self._served(tree, i, first, last) if not role.codes else None
        if served is not None:
            return served
        bare = last - i == 1 or (role.lemma == "собеседник" and not self._says_where(tree, i, last))
        earlier = self._described_before(tree, i) if bare else None
        if earlier is not None and (not role.codes or role.codes == earlier.codes):
            return earlier
        stated = role.codes or self._workplace(tree, i)
        codes = stated or (() if _is_of_some(tree, i) else scene.owned(tree, span, i))
        found = scene.of_phrase(tree, span, "role", codes, role.office)
        house = any(keys_of(t) & nouns().institutions for t in tree.tokens[i + 1 : last])
        untold = not (stated or inner or house) and scene.serves_untold(tree, role)
        found = replace(found, assumed=untold)
        incumbent = None if role.former else scene.identity.incumbent(role)
        return replace(found, wikidata=incumbent.wikidata) if incumbent else found

    def _served(self, tree: Tree, i: int, first: int, last: int) -> Referent | None:
        """«представитель министерства», «глава ведомства» after «министерство обороны Чада»: with
        the body named in full before."""
        k = last - 1
        if (
            first != i
            or k != i + 1
            or tree.tokens[k].feats.get("Case") != "Gen"
            or is_plural(tree.tokens[k])
        ):
            return None
        body = self._bodies.named_before(tree, k)
        if body is None:
            return None
        span = (i, last)
        office = make_role(tree, i, len(tree)).office
        found = self._scene.of_phrase(tree, span, "role", body.codes, office)
        head = lowered(tree, i, nominative(tree.sentence, i, k))
        name = body.name[:1].lower() + body.name[1:] if " " in body.name else body.name
        return replace(found, naming=Late(lambda: f"{head} {inflect(name, 'Gen', given='Nom')}"))

    def _says_where(self, tree: Tree, i: int, last: int) -> bool:
        """«собеседник в правительстве»: one of whom the text has not spoken yet."""
        return any(tree.tokens[k].pos == "ADP" for k in range(i + 1, last))

    def _find_called(self) -> frozenset[str]:
        """Nouns that stand beside the name of one person of the article and are no posts:
        «драматург», «гимнастка»."""
        counted = Counter(
            lemma
            for person in self._scene.persons
            for lemma in {r.lemma for r in person.roles if r.office is None}
        )
        return frozenset(lemma for lemma, persons in counted.items() if persons == 1)

    def _colleague(self, tree: Tree, i: int) -> Referent | None:
        """«его российский коллега»: who holds the same post in that state, by the article or else,
        for one post of one state, by the tables; else the phrase."""
        scene = self._scene
        span = scene.stretch(tree, i)
        codes = complement_codes(tree, span[0], i, span[1])
        found = scene.of_phrase(tree, span, "role", codes)
        for owner in self._owners(tree, i) if codes and not is_several(tree, i) else ():
            posts_of_owner = scene.posts_of(owner)
            for person in scene.persons:
                if person.code in codes and scene.posts_of(person) & posts_of_owner:
                    return scene.of_person(person, tree, *span)
            if len(codes) == len(posts_of_owner) == 1:
                holder = scene.identity.holder(codes[0], *posts_of_owner)
                found = replace(found, wikidata=holder.wikidata if holder else None)
        return found

    def _owners(self, tree: Tree, i: int) -> list[Person]:
        """The person whose colleague is meant: whom the pronoun stands for, or else the subject."""
        places = [k for k in tree.kids[i] if k < i and tree.tokens[k].pos in ("PRON", "DET")]
        places = places or [k for k in range(i) if tree.tokens[k].rel == "nsubj"][-1:]
        found = [self.at(tree.index, k) for k in places]
        names = {r.name for r in found if r is not None and r.kind == "person"}
        return [p for p in self._scene.persons if p.name in names]

    def _described_before(self, tree: Tree, i: int) -> Referent | None:
        """«источник» after «источник в правительстве»: the fuller words used before; «чиновник»
        after «представитель министерства»: the other words used just before."""
        if is_several(tree, i):
            return None
        token = tree.tokens[i]
        branches = frozenset(nouns().generic.get(token.lemma, ())) - TOP
        return self._fuller(tree, i, 2 * WINDOW, frozenset()) or (
            self._fuller(tree, i, WINDOW, branches) if branches else None
        )

    def _fuller(self, tree: Tree, i: int, back: int, branches: frozenset[str]) -> Referent | None:
        """The fuller phrase so many sentences back with the noun of token i, or of a post of these
        branches that is a subject."""
        token = tree.tokens[i]
        for earlier in self._scene.setting.back(tree, back):
            end = i if earlier is tree else len(earlier)
            for k in earlier.like(token.lemma, subjects=bool(branches)):
                if k >= end:
                    continue
                other = earlier.tokens[k]
                same = other.lemma == token.lemma
                if branches and other.rel.startswith("nsubj"):
                    same = any(p.office.branch in branches for p in posts().at(earlier, k)[:1])
                if not same or is_several(earlier, k):
                    continue
                first, last = self._scene.stretch(earlier, k)
                if last - first < 2 or (earlier.index, k) in self._scene.role_at:
                    continue
                found = self._alone(earlier, k)
                if found is not None and found.kind == "role":
                    start, end = self._scene.offsets(tree, i, i + 1)
                    return replace(found, start=start, end=end)
        return None

    def _possessor(self, tree: Tree, i: int) -> tuple[str, ...]:
        """«её министр», «их пресс-секретарь»: the state of the one the pronoun stands for."""
        pronouns = FORMS["Masc"] | FORMS["Fem"] | FORMS["Plur"]
        for k in tree.kids[i]:
            token = tree.tokens[k]
            if k < i and (token.text.lower() in pronouns or token.lemma in REFLEXIVE):
                owner = self.at(tree.index, k)
                if owner is None or (owner.assumed and owner.kind == "institution"):
                    return ()
                return owner.codes
        return ()

    def _workplace(self, tree: Tree, i: int) -> tuple[str, ...]:
        """«источник в полиции»: the state of the body in which somebody works."""
        for k in tree.kids[i]:
            inside = k > i and tree.preposition(k) in ("в", "во", "из", "при")
            if inside and is_service(tree, k):
                first, last = self._scene.stretch(tree, k)
                codes = complement_codes(tree, first, k, last)
                return codes or self._scene.cases.state(tree, k, self._scene.setting.home())
            if inside and keys_of(tree.tokens[k]) & nouns().institutions:
                found = self._alone(tree, k)
                company = keys_of(tree.tokens[k]) & nouns().companies
                span = self._scene.stretch(tree, k)
                if company and not complement_codes(tree, span[0], k, span[1]):
                    return ()
                return found.codes if found is not None else ()
        return ()

    def _some(self, tree: Tree, i: int) -> Referent | None:
        """«один из западных дипломатов», «большинство депутатов»."""
        for k in tree.kids[i]:
            inner = tree.tokens[k]
            if k < i or inner.pos not in ("NOUN", "PROPN") or inner.rel not in ("nmod", "obl"):
                continue
            if tree.preposition(k) not in (None, "из"):
                continue
            span = self._scene.stretch(tree, k)
            text = " ".join(token.text for token in tree.tokens[i + 1 : span[1]])
            name = lowered(tree, i, f"{nominative(tree.sentence, i, i + 1)} {text}")
            start, end = self._scene.offsets(tree, i, span[1])
            codes = self._scene.owned(tree, span, k)
            return Referent(known(name), "role", codes, NOTHING, None, start, end)
        return None

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, tree: Tree, i: int) -> Referent | None:
        found = self._pronouns.antecedent(tree, i)
        if found is None:
            return None
        if isinstance(found, Person):
            return self._scene.of_person(found, tree, i, i + 1)
        start, end = self._scene.offsets(tree, i, i + 1)
        return replace(found, start=start, end=end)

    def _may_be_persons(self, tree: Tree) -> list[int]:
        """Tokens that a pronoun may stand for: the first of each name, the nouns of roles; of other
        phrases the subjects count."""
        if tree.index not in self._may_be:
            self._may_be[tree.index] = [k for k in range(len(tree)) if self._may_be_person(tree, k)]
        return self._may_be[tree.index]

    def _may_be_person(self, tree: Tree, i: int) -> bool:
        place = (tree.index, i)
        named = self._scene.person_at.get(place)
        if named is not None:
            return named[1].first == i
        if place in self._scene.role_at:
            return True
        token = tree.tokens[i]
        if token.pos not in ("NOUN", "PRON"):
            return False
        if token.rel.startswith("nsubj"):
            return True
        if token.pos != "NOUN" or token.feats.get("Animacy") != "Anim":
            return False
        return token.rel in ("obj", "iobj") or bool(keys_of(token) & nouns().colleagues)

    def _person_from(self, tree: Tree, i: int) -> Person | None:
        """The person that one of these tokens stands for, if it is one."""
        place = (tree.index, i)
        if place in self._scene.person_at:
            return self._scene.person_at[place][0]
        if place in self._scene.role_at:
            return self._scene.role_at[place][0]
        referent = self.at(*place)
        if referent is None or referent.kind != "person":
            return None
        return next((p for p in self._scene.persons if p.name == referent.name), None)


def _unbent(name: str | None, text: str) -> str | None:
    """The name of a place in the tables, where it is the one that the article bends: «Приштине»."""
    same = name is not None and " " not in name and name[:3].lower() == text[:3].lower()
    return name if same else None


def _is_fixed(tree: Tree, i: int) -> bool:
    """«во главе с премьером», «в лице министра»: no one's head or face."""
    before = tree.tokens[i - 1].text.lower() if i else ""
    return before in ("во", "в") and tree.tokens[i].text.lower() in ("главе", "лице", "роли")


def _end(person: Person, role: Role) -> int:
    """Where the phrase of a role and the name behind it ends."""
    ends = [
        o.last
        for o in person.occurrences
        if o.sentence == role.sentence and role.head <= o.first <= role.last + 1
    ]
    return max(role.last, min(ends, default=role.last))


def _is_of_some(tree: Tree, i: int) -> bool:
    """«лидеры центральноазиатских стран», «президенты пяти прикаспийских государств»: of states
    that a description groups, none of which it names."""
    return any(
        k > i
        and (is_plural(tree.tokens[i]) or any(tree.tokens[n].rel == "nummod" for n in tree.kids[k]))
        and is_plural(tree.tokens[k])
        and tree.tokens[k].feats.get("Case") == "Gen"
        and not keys_of(tree.tokens[k]).isdisjoint(nouns().sides)
        and not tree.codes(k)
        and any(tree.tokens[kid].rel == "amod" and not tree.codes(kid) for kid in tree.kids[k])
        for k in tree.kids[i]
    )
