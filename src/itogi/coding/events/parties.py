"""Which actors a noun phrase names: itself, or deeper within it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from itogi.coding.events.lexicon import grammar, people
from itogi.coding.events.speech import UNHEARD
from itogi.coding.events.tree import Tree
from itogi.coding.mentions.words import words
from itogi.coding.records import Mention, Statement
from itogi.coding.referents import Referent
from itogi.coding.tree import covered
from itogi.language.records import Document
from itogi.language.spelling import plain
from itogi.world import load

# Clauses within a noun phrase that speak of something else than what it names.
APART = ("acl:relcl", "advcl", "parataxis", "punct")
DEEPEST = 5
# What two do with each other, though within an organisation.
JOINT = ("совместный", "сотрудничество", "взаимодействие", "партнерство", "координация")
# Prepositions behind which stands a means, or what is left out: no side.
MEANS = ("через", "кроме", "помимо", "вместо", "посредством", "благодаря", "вопреки")
# Parts of speech that stand for nobody, whatever they are a part of.
STANDS_FOR_NOBODY = ("PUNCT", "ADP", "CCONJ", "SCONJ")
# Voices in which one acts for more than himself.
HEARD = ("official", "organisation", "opposition", "business")
# Beginnings of words that say that somebody has left his post.
FORMER = ("бывш", "экс-", "отставн")

Codes = tuple[str, ...]


@cache
def capitals() -> frozenset[str]:
    """Names of the capitals of the world's tables, lower case."""
    senses = load().index.senses
    return frozenset(plain(s.entry.name) for s in senses if s.entry.kind == "capital")


class Resolver(Protocol):
    """Gives what the noun phrase around a token refers to."""

    def at(self, sentence: int, token: int) -> Referent | None: ...


class Parties:
    """Actor codes of tokens, by referents first and mentions second."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        referents: Resolver,
        statements: Sequence[Statement],
    ) -> None:
        self.referents = referents
        self.document = document
        self.quotes = [
            (s.start, s.end, s.state)
            for s in statements
            if s.kind == "direct" and s.state and s.voice not in UNHEARD
        ]
        self.organisations = frozenset(m.code for m in mentions if m.code and _is_of_many(m))
        self._all = mentions
        self._mentions: dict[tuple[int, int], list[Mention]] = {}
        for row in _by_token(document, mentions):
            self._mentions.setdefault(row[0], []).append(row[1])
        self._known: dict[tuple[int, int], Codes] = {}

    def mentions(self, tree: Tree, i: int) -> list[Mention]:
        return self._mentions.get((tree.index, i), [])

    def own(self, tree: Tree, i: int) -> Codes:
        """Codes that token `i` itself stands for, its coordination left out."""
        key = (tree.index, i)
        if key not in self._known:
            self._known[key] = self._own(tree, i)
        return self._known[key]

    def named(self, tree: Tree) -> Codes:
        """Codes that the tokens of a sentence stand for, in their order."""
        found: dict[str, None] = {}
        for i, token in enumerate(tree.tokens):
            if token.pos not in STANDS_FOR_NOBODY:
                found.update(dict.fromkeys(self.own(tree, i)))
        return tuple(found)

    def _own(self, tree: Tree, i: int) -> Codes:
        token = tree.tokens[i]
        if token.pos in STANDS_FOR_NOBODY:
            return ()
        if tree.lemmas[i] in grammar()["first-person"]:
            state = self._speaker(token.start)
            if state:
                return (state,)
        covering = self.mentions(tree, i)
        if covering and (self._backs(tree, i) or all(map(_is_within_name, covering))):
            return ()
        named = [m for m in covering if m.code and not _mere_place(m)]
        if not named and token.pos == "ADJ" and tree.rel(i) == "amod":
            return ()
        joined = "-" in token.text and len({m.code for m in named}) > 1
        if joined or any(m.adjective for m in named):
            return tuple(dict.fromkeys(m.code for m in named if m.code))
        if token.text.islower() and tree.lemmas[i] == "запад" and token.pos == "NOUN":
            return ()
        if self._is_relic(tree, i):
            return ()
        owner = self._owner(tree, i)
        if owner:
            return owner
        referent = self.referents.at(tree.index, i)
        if referent is not None and referent.codes and not self._is_guess(referent):
            backed = {
                m.code
                for c in tree.children[i]
                if self._takes_sides(tree, c)
                for m in self.mentions(tree, c)
            }
            return tuple(code for code in referent.codes if code not in backed)
        return tuple(dict.fromkeys(m.code for m in named if m.code))

    def _is_relic(self, tree: Tree, i: int) -> bool:
        """«советские воины» on a monument: no actors, though a state that is gone is named."""
        gone = words().relics.codes
        return any(
            m.kind == "place" and m.adjective and m.code in gone
            for c in tree.children[i]
            if tree.rel(c) == "amod"
            for m in self.mentions(tree, c)
        )

    def _is_guess(self, referent: Referent) -> bool:
        """«демонстранты», «студенты»: nothing in the phrase says of which state."""
        if referent.kind != "role" or referent.voice == "official":
            return False
        span = referent.start, referent.end
        return not any(
            m.code in referent.codes and span[0] <= m.start and m.end <= span[1] for m in self._all
        )

    def _owner(self, tree: Tree, i: int) -> Codes:
        """«его правительство», «своя армия»: a body of whoever the pronoun means."""
        if tree.lemmas[i] in people()["members"]:
            many = tree.tokens[i].feats.get("Number") == "Plur"
            return self._of_genitive(tree, i) if many else ()
        if tree.lemmas[i] not in people()["officials"]:
            return ()
        if any(tree.rel(c) == "amod" and self.mentions(tree, c) for c in tree.children[i]):
            # «его тайский коллега»: of the state that the adjective names.
            return ()
        for c in tree.children[i]:
            if tree.lemmas[c] in grammar()["possessive"] and tree.rel(c) in ("det", "amod", "nmod"):
                return self.own(tree, c)
        return ()

    def _of_genitive(self, tree: Tree, i: int) -> Codes:
        """«члены альянса»: the organisation, never its members (rule 6)."""
        for c in tree.children[i]:
            if tree.rel(c) == "nmod" and tree.case(c) == "gen" and not tree.prepositions[c]:
                return self.of(tree, c)
        return ()

    def of(self, tree: Tree, i: int) -> Codes:
        """Codes of token `i` and of what is coordinated with it; «граждане Израиля и США»."""
        codes = dict.fromkeys(code for at in tree.coordinated(i) for code in self.own(tree, at))
        if codes:
            named = self._of_genitive(tree, i)
            if len(named) > 1 and set(codes) < set(named):
                return named
        return tuple(codes)

    def places(self, tree: Tree, i: int) -> Codes:
        """States that token `i` or its phrase names as a place."""
        return tuple(
            dict.fromkeys(
                m.code
                for at in tree.descend(i, 3, (*APART, "acl"))
                for m in self.mentions(tree, at)
                if m.code
            )
        )

    def within(
        self,
        tree: Tree,
        i: int,
        without: Codes = (),
        scenery_counts: bool = True,
        bare: bool = False,
        but: int = -1,
    ) -> tuple[Codes, int]:
        """Codes in the phrase of `i`, the shallowest first, and how deep they stand.

        What stands there as scenery («теракт в Париже») is the last resort. A `bare` search
        leaves out what hangs there behind a preposition, as an actor is never named so; the
        participle `but` that describes the phrase is no part of it.
        """
        own = tuple(code for code in self.of(tree, i) if code not in without)
        if own:
            return own, 0
        level, scenery = [i], []
        for depth in range(1, DEEPEST + 1):
            level = [
                c
                for at in level
                for c in tree.children[at]
                if c != but and self._is_of_phrase(tree, c, bare) and not self._is_format(tree, c)
            ]
            if not level:
                break
            found: list[str] = []
            behind: list[str] = []
            for c in level:
                codes = [code for code in self.own(tree, c) if code not in without]
                if not codes or tree.prepositions[c] in MEANS:
                    continue
                if tree.prepositions[c] in ("в", "на") and tree.case(c) == "loc":
                    if depth < 3:
                        scenery.append((tuple(codes), depth))
                elif tree.prepositions[c]:
                    behind.extend(codes)
                else:
                    found.extend(codes)
            doers = [code for c in level if _acts_in(tree, c) for code in self.own(tree, c)]
            doers = [code for code in doers if code not in without]
            if doers and tree.tokens[i].pos == "NOUN":
                return tuple(dict.fromkeys(doers)), depth
            if found and depth == 1 and tree.lemmas[i] in people()["joint"]:
                found.extend(behind)
            if found or behind:
                return tuple(dict.fromkeys(found or behind)), depth
        return scenery[0] if scenery and scenery_counts else ((), 0)

    def _is_of_phrase(self, tree: Tree, c: int, bare: bool) -> bool:
        """Whether what hangs on a phrase helps to name whom it means, in a `bare` search or not."""
        rel = tree.rels[c]
        if (rel in APART and not self._is_listed(tree, c)) or self._takes_sides(tree, c):
            return False
        if rel == "conj" and tree.is_verb(c):
            return False
        if not bare:
            return True
        behind = tree.prepositions[c] not in ("", "от", "из")
        return not behind and not (rel == "acl" and tree.form(c) == "Part")

    def _is_format(self, tree: Tree, i: int) -> bool:
        """«совместная работа в ООН», «партнёрство в ШОС»: where two do it, not with whom."""
        above = tree.head(i)
        if above < 0 or tree.prepositions[i] != "в":
            return False
        joint = any(tree.lemmas[at] in JOINT for at in (above, *tree.children[above]))
        return joint and {*self.own(tree, i)} <= self.organisations

    def _takes_sides(self, tree: Tree, i: int) -> bool:
        """«антироссийский», «пророссийский»: for or against a state, not of it."""
        return tree.lemmas[i].startswith("анти") or self._backs(tree, i)

    def _backs(self, tree: Tree, i: int) -> bool:
        backs = tree.lemmas[i].startswith("про") and tree.tokens[i].pos == "ADJ"
        return backs and bool(self.mentions(tree, i))

    def _is_listed(self, tree: Tree, i: int) -> bool:
        """«шесть стран: Алжир, Египет …», «две девушки — гражданки Чили»: what the noun before the
        mark is spelt out as, a state or of which state they are."""
        return (
            tree.rel(i) in ("parataxis", "appos")
            and i > 0
            and tree.tokens[i - 1].text in (":", "—", "–", "-")
            and (self.is_state_name(tree, i) or tree.lemmas[i] in people()["citizens"])
        )

    def is_person(self, tree: Tree, i: int) -> bool:
        """Whether token `i` names people or who speaks for them, not a thing."""
        if tree.tokens[i].feats.get("Animacy") == "Anim" or self._is_demonym(tree, i):
            return True
        referent = self.referents.at(tree.index, i)
        return referent is not None and referent.kind in ("person", "role", "group")

    def _is_demonym(self, tree: Tree, i: int) -> bool:
        """«марокканец», which the tagger may take for an adjective."""
        if not tree.tokens[i].text.islower():
            return False
        return any(m.kind == "state" and not m.adjective for m in self.mentions(tree, i))

    def is_state_name(self, tree: Tree, i: int) -> bool:
        """Whether token `i` is the name of a state, not of its people or bodies."""
        return tree.tokens[i].pos == "PROPN" and any(
            m.kind == "state" and not m.adjective for m in self.mentions(tree, i)
        )

    def is_capital(self, tree: Tree, i: int) -> bool:
        """Whether token `i` names a capital as a place: «в Москве отвергли …»."""
        return any(
            m.kind == "place" and m.code and plain(m.name or m.text) in capitals()
            for m in self.mentions(tree, i)
        )

    def is_body(self, tree: Tree, i: int) -> bool:
        """Whether token `i` heads the name of an institution or organisation with a code."""
        referent = self.referents.at(tree.index, i)
        return (
            referent is not None
            and referent.kind in ("institution", "organisation")
            and bool(referent.codes)
        )

    def is_private(self, tree: Tree, i: int) -> bool:
        """Whether token `i` heads a phrase for people who act for themselves."""
        referent = self.referents.at(tree.index, i)
        person = referent is not None and referent.kind == "person"
        words = plain(referent.office).split() if referent and referent.office else []
        if person and _has_left(words):
            return True
        lemmas = {tree.lemmas[i]} | {
            tree.lemmas[c] for c in tree.children[i] if tree.rel(c).startswith(("flat", "appos"))
        }
        if lemmas & people()["officials"]:
            return False
        host = referent is not None and tree.lemmas[i] in people()["hosts"]
        if referent is not None and host and referent.branch == "head_of_state":
            # «хозяин Белого дома»: no owner of a house.
            return False
        if tree.lemmas[i] in people()["measures"]:
            lemmas |= {tree.lemmas[c] for c in tree.children[i] if tree.case(c) == "gen"}
        if lemmas & people()["private"] or self._is_compatriot(tree, i):
            return True
        if referent is None or referent.kind not in ("person", "role"):
            return False
        if person and (not words or _holds_nothing(referent, words)):
            return True
        return any(word in people()["private"] for word in words)

    def is_somebody(self, tree: Tree, i: int) -> bool:
        """Whether token `i` means one person, by name or a pronoun."""
        referent = self.referents.at(tree.index, i)
        return referent is not None and referent.kind == "person"

    def is_of_no_state(self, tree: Tree, i: int) -> bool:
        """Whether token `i` means a person of whom nothing says that he is of the state given."""
        referent = self.referents.at(tree.index, i)
        return referent is not None and referent.kind == "person" and referent.assumed

    def is_untold(self, tree: Tree, i: int) -> bool:
        """«Генпрокуратура», «министр обороны»: a body or post, and nothing says of which state."""
        referent = self.referents.at(tree.index, i)
        if referent is None or referent.kind not in ("institution", "role"):
            return False
        inside = tree.descend(i, 3, (*APART, "acl"))
        pronouns = grammar()["possessive"] | grammar()["third-person"]
        return not any(self.mentions(tree, at) or tree.lemmas[at] in pronouns for at in inside)

    def is_nameless_official(self, tree: Tree, i: int) -> bool:
        """«вице-премьер», «высокий чиновник»: a post, and nothing says of which state."""
        referent = self.referents.at(tree.index, i)
        if referent is None or referent.kind != "role" or tree.tokens[i].pos == "PRON":
            return False
        post = tree.lemmas[i] in people()["officials"] - people()["envoys"]
        return post and self.is_untold(tree, i)

    def is_anybody(self, tree: Tree, i: int) -> bool:
        """«две женщины из Чили»: people by no post, body or nation."""
        referent = self.referents.at(tree.index, i)
        if referent is None or referent.kind != "role" or referent.voice or referent.office:
            return False
        animate = tree.tokens[i].feats.get("Animacy") == "Anim" and tree.tokens[i].pos == "NOUN"
        known = people()["officials"] | people()["both"] | people()["faceless"]
        return animate and tree.lemmas[i] not in known and not self.mentions(tree, i)

    def are_compatriots(self, tree: Tree, i: int) -> bool:
        """«россияне приезжают»: people of a nation, who travel for themselves."""
        animate = tree.tokens[i].feats.get("Animacy") == "Anim"
        state = any(m.kind == "state" and not m.adjective for m in self.mentions(tree, i))
        return animate and tree.is_plural(i) and state and tree.tokens[i].pos in ("NOUN", "PROPN")

    def _is_compatriot(self, tree: Tree, i: int) -> bool:
        """«россиянин»: one person of a nation acts for nobody."""
        feats = tree.tokens[i].feats
        one = feats.get("Animacy") == "Anim" and feats.get("Number") == "Sing"
        named = tree.tokens[i].pos == "NOUN" and not any(
            tree.rel(c) in ("appos", "nmod", "amod") for c in tree.children[i]
        )
        return one and named and any(m.kind == "state" for m in self.mentions(tree, i))

    def is_armed_group(self, tree: Tree, i: int) -> bool:
        """Whether token `i` heads a phrase for fighters or criminals of no state."""
        return any(part in people()["armed"] for part in tree.lemmas[i].split("-"))

    def is_official(self, tree: Tree, i: int) -> bool:
        """Whether token `i` heads a phrase for a state, its bodies or its people in office."""
        if self.is_private(tree, i):
            return False
        if tree.lemmas[i] in grammar()["first-person"]:
            return self._speaker(tree.tokens[i].start) is not None
        lemmas = {tree.lemmas[i]} | {
            tree.lemmas[c] for c in tree.children[i] if tree.rel(c).startswith(("flat", "appos"))
        }
        if lemmas & people()["officials"]:
            return True
        referent = self.referents.at(tree.index, i)
        if referent is None:
            return any(m.kind != "place" for m in self.mentions(tree, i))
        return referent.kind not in ("person", "role", "group") or referent.office is not None

    def _speaker(self, offset: int) -> str | None:
        inner = [(end - start, state) for start, end, state in self.quotes if start <= offset < end]
        return min(inner)[1] if inner else None


def _holds_nothing(referent: Referent, words: Sequence[str]) -> bool:
    """A person whose post or role speaks for no state, body or company."""
    return referent.voice not in HEARD and people()["officials"].isdisjoint(words)


def _has_left(words: Sequence[str]) -> bool:
    """«отставной генерал», «экс-сотрудник разведки»: unlike former leaders they act for nobody."""
    left = any(word.startswith(FORMER) for word in words)
    return left and not any(word.removeprefix("экс-") in people()["leaders"] for word in words)


def _acts_in(tree: Tree, i: int) -> bool:
    """«признание Палестины Чили»: the instrumental of a deed is who does it."""
    return tree.case(i) == "ins" and tree.is_noun(i) and not tree.prepositions[i]


def _is_within_name(mention: Mention) -> bool:
    """A name inside another name, which is why it is not listed; nor are bodies without a code of
    their own listed, yet they act."""
    if mention.code == "IGO":
        return False
    return not mention.listed and mention.kind in ("state", "organisation", "place")


def _mere_place(mention: Mention) -> bool:
    return mention.kind == "place"


def _is_of_many(mention: Mention) -> bool:
    """An organisation of states, or a body of one: «Совет ООН по правам человека»."""
    if mention.kind == "body":
        return mention.code is not None and not load().is_state(mention.code)
    return mention.kind == "organisation"


def _by_token(
    document: Document, mentions: Sequence[Mention]
) -> list[tuple[tuple[int, int], Mention]]:
    """Every (sentence, token) with each mention that covers it."""
    ordered = sorted(mentions, key=lambda m: m.start)
    found: list[tuple[tuple[int, int], Mention]] = []
    at = 0
    for s, sentence in enumerate(document.sentences):
        while at < len(ordered) and ordered[at].end <= sentence.start:
            at += 1
        for mention in ordered[at:]:
            if mention.start >= sentence.end:
                break
            for t in covered(sentence.tokens, mention.start, mention.end):
                found.append(((s, t), mention))
    return found
