"""The sides of an act: from the places of its frame, then from ever farther afield."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from itogi.coding.events.context import Context
from itogi.coding.events.lexicon import CLAUSE, NO_REACH, SENTENCE, grammar, lexicon, people
from itogi.coding.events.parties import Codes, Parties
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence
from itogi.coding.plover import event_types

# Places that only fill up a pair of equal sides, never add a third.
FILLING = ("object", "content", "governor", "в+loc", "на+loc", "по", "dative")
# Places in which a city or country counts as the side that is visited.
DESTINATIONS = ("scene", "из", "object", "в+acc", "на+acc", "в+loc", "governor", "к", "по")
# Places in which a capital stands for its government.
SEATS = ("subject", "dative", "от", "с")
# Types that are words of states, not deeds.
VERBAL = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
# Prepositions whose noun belongs to the trigger that it follows, however it is parsed.
FOLLOWING = ("против", "между", "с", "в отношении")
# Types of acts that answer what another has done.
ANSWERS = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "CONCEDE")
# Types in which citizens and crowds are actors.
PRIVATE_ACTS = ("PROTEST", "ASSAULT")


@dataclass(slots=True)
class Sides:
    """Codes of both sides, the tokens that name them, and how far they were sought."""

    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    symmetric: bool = False
    reach: int = 0
    depth: int = 0
    barred: list[str] = field(default_factory=list)
    leading: list[str] = field(default_factory=list)
    """Codes that stand as the subject of equal sides: who is willing, where only one is."""
    domestic: bool = False
    """The other side was sought where it must stand, and the actor itself stands there."""

    mutual: bool = False
    """Each does it to the others: «взаимные санкции», «обвинили друг друга»."""

    def complete(self) -> bool:
        if self.symmetric or self.mutual:
            return len(self.actors) > 1
        return bool(self.actors and self.recipients)

    def taken(self) -> list[str]:
        """Codes that no further place can give: both sides, and whom a condemned deed befell."""
        return [*self.codes(), *self.barred]

    def codes(self) -> list[str]:
        return [*self.actors, *self.recipients]


@dataclass(slots=True)
class Background:
    """What the article offers for a side that the sentence leaves out."""

    dominant: Sequence[str]
    """The one or two actors that the article is about."""
    dyads: Sequence[frozenset[str]] = ()
    """Actors of the acts found in the sentences just before, the latest first."""
    subject: Sequence[str] = ()
    """Who is told of in the sentence before: whom a verb without a subject speaks of."""
    before: Sequence[tuple[str, Codes, Codes]] = ()
    """Type, actors and recipients of the acts told in the sentence before."""
    accused: Sequence[str] = ()
    """Whom the latest accusation or condemnation before was aimed at."""


def find_sides(
    occurrence: Occurrence,
    context: Context,
    parties: Parties,
    behind: Background,
    speaker: str | None,
) -> Sides:
    """Fills the roles of the frame of `occurrence`; check `complete()` on the result.

    `speaker` is the state whose official says the words of the trigger; in a `said` sense it acts.
    """
    filler = _Filler(occurrence, context, parties, behind)
    if speaker and (occurrence.sense.said or filler.is_in_first_person()):
        filler.sides.actors.append(speaker)
    filler.from_frame()
    if speaker and filler.lacks_partner():
        filler.sides.actors.extend(c for c in [speaker] if c not in filler.sides.actors)
    filler.from_afar()
    return filler.sides


@dataclass(slots=True)
class _Filler:
    occurrence: Occurrence
    context: Context
    parties: Parties
    behind: Background
    sides: Sides = field(default_factory=Sides)

    @property
    def tree(self) -> Tree:
        return self.occurrence.tree

    def lacks_partner(self) -> bool:
        """«на встрече с президентом Чили они договорились»: who speaks was there himself."""
        named = [self.tree.lemmas[i] for i in self._subjects()]
        known = any(lemma not in grammar()["third-person"] for lemma in named)
        return self.sides.symmetric and len(self.sides.actors) == 1 and not known

    def is_in_first_person(self) -> bool:
        """«Призываем …»: whoever speaks, without a pronoun."""
        tree, head = self.tree, self.occurrence.head
        first = self.occurrence.part == "verb" and tree.tokens[head].feats.get("Person") == "1"
        return first and not tree.subjects(head)

    def from_frame(self) -> None:
        self._by(getattr(self.occurrence.sense.frame, self.occurrence.part))
        if self.occurrence.part == "verb":
            self._from_before()
        self._read_mutual()
        if not self.sides.complete() and self.occurrence.part == "verb":
            self._from_companions()

    def _read_mutual(self) -> None:
        sides = self.sides
        depth = 1 if self.occurrence.part == "noun" else 4
        below = self.tree.descend(self.occurrence.head, depth, ("acl:relcl", "parataxis", "advcl"))
        if not sides.actors and not sides.symmetric:
            sides.actors = [code for i in self._subjects() for code in self._both_sides(i)]
        if sides.symmetric or len(sides.actors) < 2:
            return
        words = {self.tree.lemmas[i] for i in below}
        head = self.tree.lemmas[self.occurrence.head]
        exchanged = "друг" in words or head in grammar()["exchange"]
        if words & grammar()["mutual"] if self.occurrence.part == "noun" else exchanged:
            sides.mutual = True
            sides.recipients = []

    def _from_before(self) -> None:
        """«Родился в … В 1992 году получил убежище»: the subject of the sentence before."""
        tree, head = self.tree, self.occurrence.head
        feats = tree.tokens[head].feats
        told = tree.rel(head) == "root" and feats.get("VerbForm") == "Fin"
        past = feats.get("Tense") == "Past" and feats.get("Number") == "Sing"
        if not (told and past) or tree.is_passive(head) or tree.subjects(head):
            return
        frame = self.occurrence.sense.frame.verb
        role = next((r for r, places in frame.items() if "subject" in places), "")
        target = self.sides.recipients if role == "recipient" else self.sides.actors
        if role == "sides" or not target:
            target.extend(c for c in self.behind.subject if c not in self.sides.taken())

    def _from_companions(self) -> None:
        """«готовятся к визиту …»: what the verb lacks may stand at the noun of the phrase."""
        whole = self.occurrence
        for word in whole.words:
            if word != whole.head and self.tree.is_noun(word):
                self.occurrence = replace(whole, head=word, words=(word,))
                self._by(whole.sense.frame.noun)
        self.occurrence = whole

    def _by(self, frame: dict[str, tuple[str, ...]]) -> None:
        if "sides" in frame:
            self.sides.symmetric = True
            for place in frame["sides"]:
                if place in FILLING and len(self.sides.actors) > 1:
                    continue
                if place == "subject" and self.occurrence.part == "noun" and self.sides.complete():
                    continue
                self._take(place, self.sides.actors, every=True)
            self._add_partner()
            return
        for role in ("actor", "recipient"):
            target = self.sides.actors if role == "actor" else self.sides.recipients
            for place in self._turned(frame.get(role, ()), role):
                if not target and not self.sides.domestic and not self._asks_somebody_else(place):
                    self._take(place, target)

    def _add_partner(self) -> None:
        """«в результате работы с полицией Чили»: the other partner is the subject of the clause."""
        tree, head = self.tree, self.occurrence.head
        partners = [i for i in self.sides.tokens if tree.prepositions[i] == "с"]
        if self.occurrence.sense.type != "COOPERATE" or partners != self.sides.tokens:
            return
        governor = tree.governor(head)
        if governor is not None and self.context.support is None:
            for i in tree.subjects(governor):
                codes = self.parties.of(tree, i)
                self.sides.actors.extend(code for code in codes if code not in self.sides.actors)

    def _turned(self, places: tuple[str, ...], role: str) -> tuple[str, ...]:
        """With «получил отказ» the subject is the recipient, never the actor."""
        if self.context.undergone and self.occurrence.part == "noun":
            if role == "actor":
                return tuple(place for place in places if place != "subject")
            return ("subject", *places)
        return places

    def _asks_somebody_else(self, place: str) -> bool:
        """«призвал мировое сообщество признать …»: the one asked is named and is no actor."""
        tree, head = self.tree, self.occurrence.head
        if place != "content" or tree.lemmas[head] not in grammar()["object-control"]:
            return False
        self.sides.domestic = any(tree.is_noun(i) for i in tree.objects(head))
        return self.sides.domestic

    def _take(self, place: str, target: list[str], every: bool = False) -> None:
        for i in self._tokens(place):
            if self._is_private_actor(i, target):
                self.sides.domestic = self.sides.domestic or place == "с"
                continue
            if self.parties.is_armed_group(self.tree, i):
                self.sides.domestic = True
                continue
            if place == "object" and self._is_deed(i):
                codes, depth = self._perpetrators(i), 1
                self.sides.barred.extend(self.parties.within(self.tree, i, codes)[0])
                target.extend(code for code in codes if code not in target)
                self.sides.tokens.append(i)
                continue
            codes, depth = self.parties.within(
                self.tree,
                i,
                tuple(self.sides.taken()),
                not self.sides.symmetric,
                place == "subject" or (target is self.sides.actors and not self.sides.symmetric),
                self.occurrence.head,
            )
            if not codes and target is self.sides.recipients and self._is_home(i, place):
                self.sides.domestic = True
            if not codes and place == "с" and self._is_unclaimed_partner(i):
                self.sides.domestic = True
            if not codes and place in SEATS and self.parties.is_capital(self.tree, i):
                codes = self.parties.places(self.tree, i)
            if not codes and place == "subject" and self._is_office(i):
                codes = self._seat(i)
            if not codes and place in ("в+acc", "на+acc") and self._is_unclaimed_place(i):
                self.sides.domestic = True
            if not codes and self.sides.symmetric and not self.sides.actors:
                codes = self._both_sides(i)
            if not codes and (
                (place in DESTINATIONS and self._travels())
                or (place == "content" and self._is_journey(i))
                or (place == "object" and self.occurrence.sense.type == "ACCUSE")
            ):
                codes = tuple(
                    code
                    for code in self.parties.places(self.tree, i)
                    if code not in self.sides.taken()
                )
            if codes:
                target.extend(code for code in codes if code not in target)
                if place == "subject" and self.sides.symmetric:
                    self.sides.leading.extend(codes)
                self.sides.tokens.append(i)
                self.sides.depth = max(self.sides.depth, depth)
                if not every:
                    return

    def _is_unclaimed_partner(self, i: int) -> bool:
        """«в беседе с газетой»: the partner is named and stands for no actor."""
        tree = self.tree
        if self.occurrence.sense.type != "CONSULT" or self.parties.within(tree, i)[0]:
            return False
        named = tree.tokens[i].pos in ("NOUN", "PROPN", "X")
        return named and tree.lemmas[i] not in people()["faceless"] | people()["both"]

    def _is_office(self, i: int) -> bool:
        return self.tree.lemmas[i] in people()["officials"] and not self.parties.own(self.tree, i)

    def _seat(self, i: int) -> Codes:
        """«суд в Минске»: the state in whose city the body sits."""
        tree = self.tree
        return tuple(
            code
            for preposition, case, c in tree.behind(i)
            if preposition in ("в", "на") and case == "loc"
            for code in self.parties.places(tree, c)
            if code not in self.sides.taken()
        )

    def _is_deed(self, i: int) -> bool:
        """What is condemned is a deed of violence: its doer is meant, not whom it befell."""
        if self.occurrence.sense.type != "ACCUSE" or not self.tree.is_noun(i):
            return False
        found = lexicon().by_head.get(self.tree.lemmas[i], ())
        return any(
            sense.type in ("ASSAULT", "COERCE") and len(pattern.words) == 1
            for sense, pattern in found
        )

    def _perpetrators(self, i: int) -> Codes:
        """Doer of the deed: «обстрел … Израилем», «израильский обстрел», «казнь в Белоруссии»."""
        tree, known = self.tree, self.sides.taken()
        found: dict[str, None] = {}
        senses = [sense for sense, _ in lexicon().by_head.get(tree.lemmas[i], ())]
        owned = any("genitive" in sense.frame.noun.get("actor", ()) for sense in senses)
        for c in tree.children[i]:
            preposition, case = tree.prepositions[c], tree.case(c)
            scene = preposition in ("в", "на") and case == "loc"
            bare = not preposition and case in (("ins", "gen") if owned else ("ins",))
            doer = bare or tree.rel(c) == "amod"
            if doer or preposition == "со стороны":
                found.update(dict.fromkeys(self.parties.of(tree, c)))
            elif scene:
                found.update(dict.fromkeys(self.parties.within(tree, c)[0]))
        return tuple(code for code in found if code not in known)

    def _is_journey(self, i: int) -> bool:
        """«отказался ехать в Минск»: where the journey of the complement leads."""
        found = lexicon().by_head.get(self.tree.lemmas[i], ())
        return any(sense.mode == "visit" for sense, _ in found)

    def _is_unclaimed_place(self, i: int) -> bool:
        """A visit to a named place that is no state's: nobody else is to be put there."""
        if self.occurrence.sense.mode != "visit" or self.parties.places(self.tree, i):
            return False
        named = any(
            self.tree.tokens[at].text[:1].isupper() for at in self.tree.descend(i, 1, ("case",))
        )
        return named or self.tree.lemmas[i] in people()["regions"]

    def _both_sides(self, i: int) -> Codes:
        """«стороны», «обе страны»: the two that the article is about."""
        token = self.tree.tokens[i]
        plural = token.feats.get("Number") == "Plur" or self.tree.lemmas[i] == "оба"
        if not plural or self.tree.lemmas[i] not in people()["both"]:
            return ()
        told = {tuple(sorted({*doers, *others})) for _, doers, others in self.behind.before}
        if len(told) == 1 and len(pair := told.pop()) == 2:
            return pair
        return tuple(self.behind.dominant) if len(self.behind.dominant) == 2 else ()

    def _is_home(self, i: int, place: str) -> bool:
        """The actor itself, or one of its own bodies, stands where another should."""
        if place in ("content", "governor", "subject", "adjective", "instrumental"):
            return False
        frame = getattr(self.occurrence.sense.frame, self.occurrence.part)
        if place in frame.get("actor", ()):
            return False
        if self.occurrence.part == "noun" and place == "object":
            return False
        if self.tree.tokens[i].pos == "PRON":
            return False
        own, depth = self.parties.within(self.tree, i)
        if own:
            return depth < 2
        lemma = self.tree.lemmas[i]
        return lemma in people()["officials"] and lemma not in people()["faceless"]

    def _is_private_actor(self, i: int, target: list[str]) -> bool:
        """Citizens and experts act for nobody but in crowds and in violence (section 3)."""
        if target is self.sides.recipients or self.occurrence.sense.type in PRIVATE_ACTS:
            return False
        return self.parties.is_private(self.tree, i)

    def _travels(self) -> bool:
        sense = self.occurrence.sense
        return (
            sense.mode in ("visit", "multilateral", "withdraw")
            or sense.type in ("PROTEST", "COERCE", "ASSAULT", "MOBILIZE", "RETREAT", "AID")
            or sense.name == "scheduled"
        )

    def _tokens(self, place: str) -> Iterator[int]:
        """Tokens that stand at `place` of the trigger."""
        head, tree = self.occurrence.head, self.tree
        if place == "subject":
            yield from self._subjects()
        elif place == "object":
            yield from self._objects()
        elif place == "content":
            yield from self._contents()
        elif place == "content-subject":
            yield from (i for i in self._contents() if tree.rel(i) in ("nsubj", "nsubj:pass"))
        elif place == "governor":
            yield from self._beside()
        elif place == "adjective":
            yield from (
                c
                for c in tree.children[head]
                if tree.rel(c) in ("amod", "det", "compound") and not self._is_anti(c)
            )
        elif place == "matter":
            yield from self._matter()
        elif place == "pair":
            yield from self._pair()
        elif place == "scene":
            yield from (
                i
                for i in range(len(tree.tokens))
                if tree.prepositions[i] in ("в", "на") and tree.case(i) == "loc"
            )
        elif place == "anti":
            yield from (c for c in tree.children[head] if self._is_anti(c))
        elif place in ("dative", "instrumental", "genitive"):
            wanted = {"dative": "dat", "instrumental": "ins", "genitive": "gen"}[place]
            for bearer in self._bearers():
                if bearer != head and place == "genitive":
                    continue
                for preposition, case, i in tree.behind(bearer):
                    free = tree.rel(i) not in ("amod", "nsubj", "nsubj:pass", "obj")
                    if not preposition and case == wanted and free:
                        yield i
            if place == "instrumental" and self.occurrence.part == "noun":
                yield from self._under_genitive()
        else:
            name, _, wanted = place.partition("+")
            for bearer in self._bearers():
                for preposition, case, i in tree.behind(bearer):
                    fits = not wanted or case == wanted or not case or tree.stands_still(i)
                    if preposition == name and fits and i not in self.occurrence.words:
                        yield i
            if self.occurrence.part == "noun" and name in FOLLOWING:
                yield from self._following(name)

    def _matter(self) -> Iterator[int]:
        """Whose is what the phrase names: «поехал на саммит НАТО», «в турецкой тюрьме»."""
        tree = self.tree
        for word in self.occurrence.words:
            if word != self.occurrence.head and tree.is_noun(word):
                for c in tree.children[word]:
                    if tree.rel(c) in ("amod", "nmod") and not tree.prepositions[c]:
                        yield c

    def _pair(self) -> list[int]:
        """«саммит Россия — ЕС»: names joined by a dash behind the noun."""
        tree, head = self.tree, self.occurrence.head
        names = []
        for i in range(head + 1, min(head + 8, len(tree.tokens))):
            if self.parties.own(tree, i):
                names.append(i)
            elif tree.tokens[i].text not in ("—", "–", "-", "«", "»"):
                break
        joined = any(
            tree.tokens[i].text in ("—", "–", "-")
            for i in range(head + 1, head + 8)
            if i < len(tree.tokens)
        )
        return names if joined and len(names) > 1 else []

    def _following(self, preposition: str) -> Iterator[int]:
        """«операция НАТО против Югославии» where the parser hangs the last noun elsewhere."""
        tree, head = self.tree, self.occurrence.head
        for i in range(head + 1, min(head + 7, len(tree.tokens))):
            if tree.tokens[i].pos in ("PUNCT", "VERB", "CCONJ"):
                return
            if tree.prepositions[i] == preposition and tree.is_noun(i):
                yield i

    def _bearers(self) -> list[int]:
        """Tokens on which a side may hang: the trigger, its other words, its support verb."""
        head, tree = self.occurrence.head, self.tree
        others = [
            word
            for word in self.occurrence.words
            if word != head and (tree.is_noun(word) or tree.is_verb(word))
        ]
        support = self.context.support
        if self.occurrence.part == "noun" and support is not None:
            others.append(support)
        coordinate = [at for word in others for at in tree.coordinated(word) if at != word]
        return [head, *others, *coordinate]

    def _under_genitive(self) -> Iterator[int]:
        """«оккупация Кувейта Ираком», where the parser hangs the agent on the patient."""
        tree = self.tree
        for c in tree.children[self.occurrence.head]:
            if tree.case(c) == "gen":
                yield from (
                    d
                    for d in tree.children[c]
                    if tree.case(d) == "ins" and tree.is_noun(d) and not tree.prepositions[d]
                )

    def _is_anti(self, i: int) -> bool:
        return self.tree.lemmas[i].startswith("анти")

    def _subjects(self) -> list[int]:
        head, tree = self.occurrence.head, self.tree
        if self.occurrence.part == "noun":
            first = tree.head(head) if tree.rel(head) == "conj" else head
            own = [c for at in (head, first) for c in tree.children[at] if tree.rel(c) == "nsubj"]
            support = self.context.support
            if own or support is None:
                return own
            found = tree.subjects(support)
            return [i for i in found if i != head and head not in tree.coordinated(i)]
        if self.occurrence.passive:
            return tree.agents(head)
        if self.occurrence.sense.name in ("extradite", "hand-over") and tree.form(head) == "Inf":
            return tree.subjects(tree.head(head)) if tree.head(head) >= 0 else []
        subject = any(tree.rel(c).startswith("nsubj") for c in tree.children[head])
        house = [] if subject else self._house(head)
        return [at for i in house or tree.subjects(head) for at in self._authors(i)]

    def _authors(self, i: int) -> list[int]:
        """Whoever made the document that a participle describes: «резолюция, осуждающая …»."""
        tree, head = self.tree, self.occurrence.head
        if tree.form(head) != "Part" or tree.lemmas[i] not in people()["papers"]:
            return [i]
        return [i] if self.parties.own(tree, i) else tree.owners(i)

    def _house(self, verb: int) -> list[int]:
        """«в Госдепартаменте выразили …»: the body in which people without a name speak."""
        tree = self.tree
        feats = tree.tokens[verb].feats
        charged = self.occurrence.sense.type == "ACCUSE" and tree.is_passive(verb)
        people_say = feats.get("Number") == "Plur" and feats.get("VerbForm") == "Fin"
        if not people_say and not (charged and not tree.agents(verb)):
            return []
        return [
            i
            for preposition, case, i in tree.behind(verb)
            if preposition in ("в", "на") and case == "loc" and self._is_seat(i)
        ]

    def _is_seat(self, i: int) -> bool:
        """A body with a code, or for words of states the city in which they are spoken."""
        verbal = self.occurrence.sense.type in VERBAL
        capital = self.parties.is_capital(self.tree, i)
        state = self.occurrence.sense.type == "ACCUSE" and self.parties.is_state_name(self.tree, i)
        return self.parties.is_body(self.tree, i) or (verbal and (capital or state))

    def _objects(self) -> list[int]:
        head, tree = self.occurrence.head, self.tree
        if self.occurrence.part == "noun":
            support = self.context.support
            return tree.objects(support) if support is not None else []
        if self.occurrence.passive:
            return [c for c in tree.children[head] if tree.rel(c) in ("nsubj", "nsubj:pass")]
        if tree.tokens[head].pos == "ADJ":
            return []
        return tree.objects(head)

    def _contents(self) -> Iterator[int]:
        head, tree = self.occurrence.head, self.tree
        for c in tree.children[head]:
            if tree.rel(c) in ("xcomp", "ccomp", "csubj") or (
                tree.form(c) == "Inf" or (tree.rel(c) == "advcl" and self._has_that(c))
            ):
                yield from (
                    d for d in tree.children[c] if tree.rel(d) in ("nsubj", "nsubj:pass", "iobj")
                )
                yield c

    def _has_that(self, i: int) -> bool:
        return any(self.tree.lemmas[c] in ("что", "чтобы", "дабы") for c in self.tree.children[i])

    def _beside(self) -> Iterator[int]:
        """Other dependents of the verb that the noun leans on."""
        head, tree = self.occurrence.head, self.tree
        governor = self.context.support
        if governor is None:
            return
        own = set(tree.descend(governor)) & set(tree.climb(head)) | {head}
        for preposition, case, i in tree.behind(governor):
            if i in own or tree.rel(i) in ("nsubj", "nsubj:pass"):
                continue
            if preposition or case == "dat":
                yield i

    def from_afar(self) -> None:
        sense = self.occurrence.sense
        reach = sense.noun_reach if self.occurrence.part == "noun" else sense.reach
        directed = self.sides.actors and not self.sides.symmetric
        open_ = directed and not self.sides.complete() and not self.sides.domestic
        if open_ and reach >= SENTENCE:
            meant = self._meant_before() or self._answered()
            if meant:
                self.sides.reach = SENTENCE
                self._fill(meant)
        for level, source in (
            (CLAUSE, self._clause),
            (SENTENCE, self._sentence),
            (SENTENCE + 1, self._article),
        ):
            if self.sides.complete() or level > reach:
                break
            if self._is_agentless() and self._is_verbal():
                break
            if self._speaks_for_nobody() or self.sides.domestic:
                break
            if level > CLAUSE and (self._is_impersonal() or self._is_of_people()):
                break
            found = source()
            if found:
                self.sides.reach = level
                self._fill(found)
        if not self.sides.reach:
            self.sides.reach = NO_REACH

    def _fill(self, found: Codes) -> None:
        if self.sides.symmetric or not self.sides.actors:
            self.sides.actors.extend(found)
        else:
            self.sides.recipients.extend(found)

    def _speaks_for_nobody(self) -> bool:
        """The subject is a noun that stands for no actor: no other is to be put in its place."""
        if self.sides.actors and not self.sides.symmetric:
            return False
        subjects = list(self._subjects())
        if not subjects:
            return False
        if self.occurrence.sense.type not in PRIVATE_ACTS and all(
            self.parties.is_private(self.tree, i) for i in subjects
        ):
            return True
        return not any(
            self.parties.within(self.tree, i)[0] or self.parties.is_official(self.tree, i)
            for i in subjects
        )

    def _is_agentless(self) -> bool:
        """A passive that does not say by whom: nobody outside the sentence is meant."""
        head = self.occurrence.head
        if self.occurrence.part == "noun" or self.sides.actors:
            return False
        return self.occurrence.passive or self.tree.is_passive(head)

    def _cannot_act(self, i: int) -> bool:
        """The actor is missing and `i` stands behind a preposition that no actor has."""
        if self.sides.symmetric or self.sides.actors:
            return False
        foreign = self.occurrence.part == "noun" and self.context.support is None
        if foreign and self.tree.rel(i).startswith("nsubj"):
            return True
        return self.tree.prepositions[i] not in ("", "со стороны", "от", "у", "из")

    def _two_of_the_article(self) -> Codes:
        """«Переговоры завершились»: between the two whom the article is about."""
        sense, tree = self.occurrence.sense, self.tree
        head = self.occurrence.head
        talks = tree.lemmas[head] == "переговоры" and not tree.prepositions[head]
        signed = sense.rule == "support.sign" and tree.is_passive(self.occurrence.head)
        if not talks and not signed:
            return ()
        named = {code for i in range(len(tree.tokens)) for code in self.parties.own(tree, i)}
        pair = self.behind.dominant
        return tuple(pair) if len(pair) == 2 and (named or signed) and named <= set(pair) else ()

    def _meant_before(self) -> Codes:
        """«осудил соглашение», «призвал обе страны»: the sides of the act told just before."""
        tree = self.tree
        objects = [i for i in self._objects() if not self.parties.own(tree, i)]
        lemmas = {tree.lemmas[i] for i in objects}
        if not lemmas & (people()["both"] | people()["told"]):
            return ()
        actors = set(self.sides.actors)
        pair = self.behind.dominant
        if lemmas & people()["both"] and len(pair) == 2 and actors.isdisjoint(pair):
            return tuple(pair)
        for dyad in self.behind.dyads:
            others = tuple(sorted(dyad - actors))
            if actors.isdisjoint(dyad) or len(others) == 1:
                return others
        return ()

    def _answered(self) -> Codes:
        """«Хартум осудил санкции»: who did it, where the sentence names nobody else."""
        tree, actors = self.tree, set(self.sides.actors)
        named = {code for i in range(len(tree.tokens)) for code in self.parties.own(tree, i)}
        if self.occurrence.sense.type not in ANSWERS or not named <= actors:
            return ()
        hostile = [row[1:] for row in self.behind.before if _is_conflict(row[0])]
        doers = {doer for doer, others in hostile if actors & {*others}}
        return doers.pop() if len(doers) == 1 else ()

    def _is_of_people(self) -> bool:
        """«поблагодарила союзников»: people stand as the other side whom no code is known for."""
        if self.sides.symmetric or self.sides.recipients or self.occurrence.part == "noun":
            return False
        if self.occurrence.sense.type not in VERBAL:
            return False
        known = people()["both"] | people()["faceless"] | people()["officials"]
        return any(
            (
                self.tree.tokens[i].pos == "NOUN"
                and self.tree.tokens[i].feats.get("Animacy") == "Anim"
                and self.tree.lemmas[i] not in known
            )
            or self.tree.lemmas[i] in grammar()["third-person"]
            for i in (*self._objects(), *self._tokens("dative"))
        )

    def _is_impersonal(self) -> bool:
        """«арестовали»: people without a name, whom only the clause can place."""
        head, tree = self.occurrence.head, self.tree
        feats = tree.tokens[head].feats
        if self.sides.symmetric or self.sides.actors or self.occurrence.part == "noun":
            return False
        plural = feats.get("Number") == "Plur" and feats.get("VerbForm") == "Fin"
        return plural and not tree.subjects(head)

    def _is_verbal(self) -> bool:
        """A word, not a deed: what is said by nobody is said by nobody."""
        return self.occurrence.sense.type in ("ACCUSE", "SUPPORT", "REQUEST")

    def _missing_one(self) -> bool:
        """At least one side is known, so that only the other is to be found."""
        return bool(self.sides.codes())

    def _clause(self) -> Codes:
        if not self._missing_one():
            return ()
        tree, head = self.tree, self.occurrence.head
        top = head if self.occurrence.part == "verb" else tree.governor(head)
        if top is None:
            return ()
        for i in tree.dependents(top):
            if tree.rel(i) in ("parataxis", "advcl", "conj", "acl:relcl", "ccomp"):
                continue
            if tree.prepositions[i] in ("в", "на") and tree.case(i) == "loc":
                continue
            if self._cannot_act(i):
                continue
            codes, depth = self.parties.within(tree, i, tuple(self.sides.taken()))
            if codes and not self._is_far_fetched(i, depth):
                self.sides.tokens.append(i)
                if tree.rel(i) == "nsubj":
                    self.sides.leading.extend(codes)
                return codes
        return ()

    def _is_far_fetched(self, i: int, depth: int) -> bool:
        """A name deep in another phrase of the clause, or in the one that gave the other side."""
        if self.sides.symmetric:
            return False
        if self.occurrence.part == "noun" and self.context.support is None and depth:
            return True
        return bool(depth) and i in self.sides.tokens

    def _sentence(self) -> Codes:
        if not self._missing_one():
            return ()
        told = {d for i in self.sides.tokens for d in self.tree.descend(i, skip=("acl:relcl",))}
        seen = dict.fromkeys(
            code
            for i in range(len(self.tree.tokens))
            if i not in told
            for code in self.parties.own(self.tree, i)
            if code not in self.sides.taken() and not self._is_scenery(i)
        )
        return tuple(seen) if len(seen) == 1 else ()

    def _is_scenery(self, i: int) -> bool:
        return self.tree.prepositions[i] in ("в", "на") and self.tree.case(i) == "loc"

    def _is_between_states(self) -> bool:
        """The act is on a matter that states have with each other: «отверг эти обвинения»."""
        tree = self.tree
        below = tree.descend(self.occurrence.head, 3, ("acl:relcl", "parataxis", "advcl"))
        words = {tree.lemmas[i] for i in (*self.occurrence.words, *below)}
        return bool(words & people()["matters"])

    def _article(self) -> Codes:
        if not self._missing_one():
            return self._two_of_the_article()
        known = self.sides.taken()
        accused = [code for code in self.behind.accused if code not in known]
        if self.occurrence.sense.type == "ACCUSE" and self.sides.actors and accused:
            return tuple(accused)
        nameless = self.occurrence.part == "verb" and not self.sides.actors
        if nameless or not self._is_between_states():
            return ()
        others = [code for code in self.behind.dominant if code not in known]
        if len(others) == 1:
            return tuple(others)
        for dyad in self.behind.dyads:
            if len(dyad) == 2 and any(code in dyad for code in self.sides.codes()):
                return tuple(code for code in dyad if code not in known)
        return ()


def _is_conflict(kind: str) -> bool:
    return event_types()[kind].quad.endswith("conflict")
