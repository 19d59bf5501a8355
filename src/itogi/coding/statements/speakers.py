"""Who speaks: from a reporting word to its subject, from the subject to name, state, voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from itogi.coding.late import known
from itogi.coding.records import Voice
from itogi.coding.referents import Referent
from itogi.coding.statements.scene import (
    DASHES,
    OUTSIDE,
    Scene,
    Tree,
    finite,
    gerund,
    infinitive,
    key,
    nominal,
    participle,
    word,
)
from itogi.coding.statements.subjects import (
    THIRD_PERSON,
    acted_on,
    agree,
    allowed_to,
    antecedent,
    beside,
    bracketed,
    by_whom,
    can_speak,
    house_before,
    in_segment,
    indefinite,
    nominative,
    phrase,
    predicate_above,
    shared,
    source_cited,
)
from itogi.coding.statements.voices import voice
from itogi.language.inflection import nominative as nominative_form
from itogi.language.spelling import plain

TITLE = 40
"""Characters that a name in quotation marks may have: «Интерфакс»."""
RELAYING = frozenset({"писать", "написать", "передавать", "передать", "сообщать", "цитировать"})
SERVICES = frozenset({"служба", "бюро", "студия"})
"""Parts of an outlet: «Русская служба Би-би-си»."""
ROLE = 24
"""Tokens between the head of a role and the name of the one who holds it."""


class Refers(Protocol):
    """What the search asks of `Referents`."""

    def at(self, sentence: int, token: int) -> Referent | None: ...

    def seat(self, sentence: int, token: int) -> Referent | None: ...

    def heard(self, sentence: int, token: int) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    state: str | None
    office: str | None
    voice: Voice
    branch: str | None = None
    named_at: tuple[int, int] | None = field(default=None, compare=False)
    """Sentence and token of the phrase that names the speaker."""


Pending = Literal["self", "last", "paper"]
"""How a speaker is found who is not named in the sentence: the one who speaks the words around
it («я попросил»), the one who spoke last («Также заявил, что»), the one whose paper it is («в
сообщении говорится»)."""


@dataclass(frozen=True, slots=True)
class Author:
    """A speaker, or the way in which it will be found."""

    speaker: Speaker | None
    pending: Pending | None = None

    def __bool__(self) -> bool:
        return self.speaker is not None or self.pending is not None


class Speakers:
    """Finds and names the speakers of one article."""

    def __init__(self, scene: Scene, referents: Refers) -> None:
        self.scene = scene
        self.referents = referents

    # From a phrase to a speaker

    def named(self, tree: Tree, i: int) -> Speaker | None:
        """The speaker that the phrase around token i names; None for a news outlet."""
        i = antecedent(tree, i)
        if self.is_outlet(tree, i):
            return None
        referent = self.referents.at(tree.index, i)
        if referent is None or referent.kind in ("role", "group", "institution"):
            referent = self._holder(tree, i) or referent
        if referent is None or self._served(tree, i, referent):
            return self._unknown(tree, i)
        if self._names_outlet(referent):
            return None
        state = referent.codes[0] if referent.codes else None
        untold = referent.kind == "institution" and state is None
        if untold or (referent.kind != "person" and referent.assumed):
            # «Куба выпустит заключённых, объявил Государственный совет»
            state = self.referents.heard(tree.index, i) or state
        said = voice(tree, i, referent)
        place = (tree.index, i)
        return Speaker(referent.name, state, referent.office, said, referent.branch, place)

    def _served(self, tree: Tree, i: int, referent: Referent) -> bool:
        """Whether the referent is not who speaks, but whom he serves: «адвокат Маркива»."""
        if referent.kind != "person" or tree.tokens[i].pos != "NOUN":
            return False
        if tree.tokens[i].feats.get("Case") != "Nom" or i + 1 >= len(tree):
            return False
        name = tree.tokens[i + 1]
        if name.pos != "PROPN" or name.rel != "nmod" or name.head != i:
            return False
        served = self.referents.at(tree.index, i + 1)
        if served is None or served.name != referent.name:
            return False
        return word(name) not in plain(referent.name).split()

    def _names_outlet(self, referent: Referent) -> bool:
        """«южнокорейские СМИ» to which a pronoun refers."""
        lexicon = self.scene.lexicon
        name = plain(referent.name).strip('«»"')
        heads = set(name.split()[:2]) & (lexicon.outlet_nouns - lexicon.outlet_ambiguous)
        return name in lexicon.outlet_names or (bool(heads) and referent.kind != "person")

    def _holder(self, tree: Tree, i: int) -> Referent | None:
        """The person whose name stands beside a role: «участник форума, депутат Иван Петров»."""
        case = tree.tokens[i].feats.get("Case")
        if tree.tokens[i].feats.get("Number") == "Plur":
            return None  # «Как замечают критики, Иванов …»
        for name in tree.sentence.names:
            if name.kind != "PER" or not i < name.first <= i + ROLE:
                continue
            if tree.tokens[name.first].feats.get("Case") not in (case, None):
                continue
            head = tree.tokens[i]
            being = head.feats.get("Animacy") == "Anim" or participle(head)
            if not being and head.pos not in ("NUM", "PRON"):
                continue
            if tree.tokens[name.first].rel == "nmod":
                continue  # «представитель партии Цвангираи» is not he
            if self._apposed(tree, i, name.first) or self._runs_on(tree, i, name.first):
                found = self.referents.at(tree.index, name.first)
                if found is not None and found.kind == "person":
                    return found
        return None

    def _apposed(self, tree: Tree, i: int, name: int) -> bool:
        node = name
        while node != i:
            if tree.tokens[node].rel not in ("appos", "flat:name", "flat", "parataxis"):
                return False
            node = tree.tokens[node].head
            if node < i:
                return False
        return True

    def _runs_on(self, tree: Tree, i: int, name: int) -> bool:
        """Whether only words of one role stand between a role's head and a name."""
        commas = 0
        for token in tree.tokens[i + 1 : name]:
            if token.pos in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in ".;:":
                return False
            if token.text in DASHES or (token.pos == "PROPN" and token.feats.get("Case") == "Nom"):
                return False
            commas += token.text == ","
        return commas <= 1

    def _unknown(self, tree: Tree, i: int) -> Speaker | None:
        """A phrase that the referents do not know, by its own words; a pronoun names nobody."""
        if not can_speak(tree, i):
            return None
        first, last = phrase(tree, i)
        while first < i and tree.tokens[first].pos in ("ADP", "DET"):
            first += 1
        name = " ".join(nominative_form(tree.sentence, first, last).split())
        if name.count("«") > name.count("»"):
            name += "»"
        if first == i == 0 and tree.tokens[i].pos == "NOUN" and not tree.tokens[i].text.isupper():
            name = name[:1].lower() + name[1:]
        seat = self.referents.seat(tree.index, i)
        if seat is not None:
            # «в Вашингтоне заявили»
            code, place = seat.codes[0], (tree.index, i)
            return Speaker(seat.name, code, None, voice(tree, i, seat), named_at=place)
        role = Referent(known(name), "role", (), known(None), None, 0, 0)
        return Speaker(name, None, None, voice(tree, i, role), named_at=(tree.index, i))

    def is_outlet(self, tree: Tree, i: int) -> bool:
        """Whether the phrase around token i is a news outlet, which is never a speaker."""
        lexicon = self.scene.lexicon
        token = tree.tokens[i]
        if key(token) in lexicon.outlet_nouns or word(token) in lexicon.outlet_nouns:
            return not self._another_agency(tree, i)
        if key(token) in SERVICES and self._of_outlet(tree, i):
            return True
        if not (token.text[:1].isupper() or tree.level[i] != OUTSIDE or token.pos == "X"):
            return False
        first, last = tree.span(i)
        text = self.scene.text
        forward = plain(text[token.start : tree.tokens[last].end]).strip("«»\"“”„' ")
        backward = plain(text[tree.tokens[first].start : token.end])
        foreign = self._latin_run(tree, i)
        names = {word(token), key(token), forward, backward, foreign}
        if names & lexicon.outlet_names or self._is_site(word(token)) or self._names_site(tree, i):
            return True
        parts = foreign.split()
        return len(parts) > 1 and not lexicon.outlet_foreign.isdisjoint(parts)

    def _is_site(self, name: str) -> bool:
        """«perla.ua»: an outlet that no table need know."""
        _, dot, ending = name.rpartition(".")
        return bool(dot) and ending in self.scene.lexicon.sites

    def _names_site(self, tree: Tree, i: int) -> bool:
        """«Perla.ua», which is three tokens without a space between them."""
        behind = tree.tokens[i : i + 3]
        if len(behind) < 3 or behind[1].text != "." or behind[0].end != behind[1].start:
            return False
        return behind[1].end == behind[2].start and self._is_site("." + word(behind[2]))

    def _of_outlet(self, tree: Tree, i: int) -> bool:
        """«Белорусская служба Радио Свобода»: a part of an outlet."""
        behind = tree.tokens[i + 1 : tree.span(i)[1] + 1]
        name = plain(self.scene.text[behind[0].start : behind[-1].end]) if behind else ""
        return name.strip("«»\"“”„' ") in self.scene.lexicon.outlet_names

    def _latin_run(self, tree: Tree, i: int) -> str:
        """The foreign words around token i as one name: «The Wall Street Journal»."""
        if not tree.tokens[i].text.isascii():
            return ""
        first = last = i
        while first > 0 and tree.tokens[first - 1].text.isascii() and _letters(tree, first - 1):
            first -= 1
        while (
            last + 1 < len(tree)
            and tree.tokens[last + 1].text.isascii()
            and _letters(tree, last + 1)
        ):
            last += 1
        return plain(self.scene.text[tree.tokens[first].start : tree.tokens[last].end])

    def _another_agency(self, tree: Tree, i: int) -> bool:
        """«агентство по атомной энергии», «космическое агентство»: no news agency."""
        lexicon = self.scene.lexicon
        if key(tree.tokens[i]) not in lexicon.outlet_ambiguous:
            return False
        for kid in tree.kids[i]:
            token = tree.tokens[kid]
            if token.rel == "amod" and key(token) in lexicon.outlet_others:
                return True
            if token.rel == "nmod" and "по" in (
                word(tree.tokens[k]) for k in tree.kids[kid] if tree.tokens[k].rel == "case"
            ):
                return True
        return False

    # From a verb to its subject

    def subject(self, tree: Tree, verb: int) -> int | None:
        """Token that heads the subject of a verb, taken from the verbs it depends on if need be."""
        node, level = verb, tree.level[verb]
        if key(tree.tokens[verb]) in self.scene.lexicon.verbs:
            agent = by_whom(tree, verb)
            if agent is not None:
                return agent
        for _ in range(8):
            token = tree.tokens[node]
            found = self._subject_here(tree, node, level)
            if found is not None and (node == verb or _fits(tree, found, verb)):
                return found
            if found is not None and (house := house_before(tree, verb)) is not None:
                return house
            if participle(token):
                return token.head if token.head >= 0 else None
            if _to_them(tree, node):
                return None
            if token.head < 0 or _of_whom(tree, node):
                break
            if finite(token) and token.rel not in ("conj", "cop", "aux", "acl:relcl", "acl"):
                break
            node = token.head
            # «поздравил коллегу, отметив, что …»: a gerund goes with the clause before it, even
            # where the tree hangs it on a later one.
            if gerund(token) and (tree.level[node] != level or node > verb):
                node = _verb_before(tree, verb, node)
            if nominal(tree.tokens[node]) and tree.kid(node, "nsubj") is None:
                node = predicate_above(tree, node)
        for found in (shared(tree, verb), beside(tree, verb)):
            if found is not None and (_fits(tree, found, verb) or not _is_anothers(tree, found)):
                return found
        if node == verb or not finite(tree.tokens[node]):
            return None
        other = beside(tree, node)
        return other if other is not None and _fits(tree, other, verb) else None

    def _subject_here(self, tree: Tree, node: int, level: int) -> int | None:
        """The subject that stands by this verb itself."""
        own = [
            kid
            for kid in tree.kids[node]
            if tree.tokens[kid].rel in ("nsubj", "nsubj:pass")
            and (tree.level[kid] == level or self._titled(tree, kid, level))
            and agree(tree, kid, node)
            and not bracketed(tree, kid)
            and not _beyond_clause(tree, node, kid)
            and not acted_on(tree, kid, node)
        ]
        if own:
            chosen = _chosen(tree, node, own)
            near = in_segment(tree, node) if finite(tree.tokens[node]) else None
            if near is not None and chosen < near and _far(tree, chosen, near):
                return near
            return self._being(tree, node, chosen)
        token = tree.tokens[node]
        if infinitive(token) and (allowed := allowed_to(tree, node)) is not None:
            return allowed
        if participle(token):
            return None
        inside = indefinite(tree, node)
        if inside is not None or not finite(token):
            return inside
        return in_segment(tree, node)

    def _being(self, tree: Tree, verb: int, subject: int) -> int:
        """The subject, or a being beside it that the tree took for its attribute."""
        if can_speak(tree, subject) or self.referents.at(tree.index, subject) is not None:
            return subject
        for k in range(verb - 1, subject, -1):
            token = tree.tokens[k]
            free = token.rel == "nmod" or token.head == verb
            if free and token.feats.get("Animacy") == "Anim" and nominative(tree, k):
                return k
        other = beside(tree, verb)
        return subject if other is None else other

    def _titled(self, tree: Tree, i: int, level: int) -> bool:
        """Whether token i stands in a name in quotation marks at the level: «Интерфакс»."""
        if tree.level[i] == OUTSIDE:
            return False
        q = self.scene.quotations[tree.level[i]]
        return level == self.scene.level(q.outer) and q.end - q.start < TITLE

    # From a verb to a speaker

    def of_verb(self, tree: Tree, verb: int) -> Speaker | None:
        subject = self.subject(tree, verb)
        return None if subject is None else self.of_subject(tree, verb, subject)

    def of_subject(self, tree: Tree, verb: int, subject: int) -> Speaker | None:
        """The speaker behind the subject of a verb; an outlet gives its source, if it names one."""
        speaker = None if self._relays(tree, verb, subject) else self.named(tree, subject)
        if speaker is not None:
            return speaker
        if self.is_outlet(tree, antecedent(tree, subject)) or self._relays(tree, verb, subject):
            source = source_cited(tree)
            return None if source is None else self.named(tree, source)
        if tree.tokens[subject].pos != "PRON":
            other = beside(tree, verb)
            if other is not None and other != subject:
                return self.named(tree, other)
        return None

    def of_phrase(self, tree: Tree, i: int) -> Speaker | None:
        """The speaker that a phrase names; for an outlet, the source that it names."""
        speaker = self.named(tree, i)
        if speaker is None and self.is_outlet(tree, i):
            source = source_cited(tree)
            return None if source is None else self.named(tree, source)
        return speaker

    def _relays(self, tree: Tree, verb: int, subject: int) -> bool:
        """«…, пишет «Волжская правда»», «…, передаёт Daily Beast»: an unknown name in marks, or a
        foreign one, that writes is an outlet."""
        if key(tree.tokens[verb]) not in RELAYING:
            return False
        name = tree.tokens[subject].text
        quoted = tree.level[subject] != tree.level[verb]
        if not quoted and not (name.isascii() and name.isalpha()):
            return False
        referent = self.referents.at(tree.index, subject)
        if referent is None:
            return quoted
        stated = referent.codes and not referent.assumed
        known = stated or referent.voice is not None or referent.wikidata is not None
        return referent.kind == "institution" and not known

    def author(self, tree: Tree, verb: int) -> Author:
        """Who speaks at the verb, or how that is found out later; false where nobody does."""
        subject = self.subject(tree, verb)
        token = tree.tokens[verb]
        if subject is None:
            dropped = finite(token) and token.rel in ("root", "conj", "parataxis")
            foreign = any(
                t.pos == "X" or (t.text[:1].isascii() and t.text.isalpha())
                for t in tree.tokens[:verb]
            )
            alone = dropped and not foreign and token.feats.get("Number") == "Sing"
            return Author(None, "last" if alone else None)
        if word(tree.tokens[subject]) in ("я", "мы"):
            supposed = any(word(t) in ("бы", "б") for t in tree.tokens[max(0, verb - 3) : verb + 3])
            said = token.feats.get("Tense") == "Past" and not supposed
            return Author(None, "self" if said else None)
        speaker = self.of_subject(tree, verb, subject)
        if speaker is None and word(tree.tokens[subject]) in THIRD_PERSON:
            speaker = self._body_before(tree, subject)
            return Author(speaker, None if speaker else "last")
        return Author(speaker)

    def _body_before(self, tree: Tree, pronoun: int) -> Speaker | None:
        """«Голландский кабинет сослался на закон. Он также заявил, что …»: the body that was the
        subject of the sentence before."""
        before = self.scene.trees[tree.index - 1] if tree.index else None
        gender = tree.tokens[pronoun].feats.get("Gender")
        for i, token in enumerate(before.tokens if before is not None else ()):
            main = token.rel == "nsubj" and token.head >= 0 and before is not None
            if main and before is not None and before.tokens[token.head].rel == "root":
                same = token.pos == "NOUN" and token.feats.get("Gender") == gender
                found = self.referents.at(before.index, i) if same else None
                body = found is not None and found.kind == "institution"
                return self.named(before, i) if body else None
        return None


def _fits(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a verb may share the subject of another: «полиция перекрыла дорогу, а послу
    посоветовали молчать» has two, «считает, что Чили и Перу должны молчать, и пригласил» too."""
    if not finite(tree.tokens[verb]):
        return True
    joined = tree.kid(subject, "conj") is not None and tree.tokens[subject].rel == "nsubj"
    shared_one = joined and tree.tokens[verb].feats.get("Number") == "Sing"
    return agree(tree, subject, verb) and not (shared_one and tree.tokens[verb].rel == "conj")


def _is_anothers(tree: Tree, i: int) -> bool:
    """Whether token i is the subject of a finite verb right before it."""
    return i > 0 and tree.tokens[i].rel == "nsubj" and tree.tokens[i].head == i - 1


def _of_whom(tree: Tree, verb: int) -> bool:
    """«которых обвиняли»: nobody in particular does it to them."""
    token = tree.tokens[verb]
    if not token.rel.startswith("acl") or token.feats.get("Number") != "Plur":
        return False
    return any(
        key(tree.tokens[k]) == "который" and tree.tokens[k].feats.get("Case") in ("Acc", "Gen")
        for k in tree.kids[verb]
    )


def _to_them(tree: Tree, verb: int) -> bool:
    """«они утверждают, что им предложили …»: nobody in particular did, least of all they."""
    token = tree.tokens[verb]
    plural = token.feats.get("Number") == "Plur" and token.rel in ("ccomp", "advcl", "acl")
    return plural and any(
        word(tree.tokens[k]) in ("им", "ему", "ей") and tree.tokens[k].rel in ("iobj", "obj", "obl")
        for k in tree.kids[verb]
    )


def _far(tree: Tree, subject: int, near: int) -> bool:
    """Whether a finite verb stands between a subject and a nominative nearer to the verb."""
    return any(finite(token) for token in tree.tokens[subject + 1 : near])


def _chosen(tree: Tree, verb: int, subjects: list[int]) -> int:
    """One of several subjects that the tree gives a verb: a pronoun, else one that no comma
    parts from it, else the last."""
    if len(subjects) == 1:
        return subjects[0]
    for kid in subjects:
        if tree.tokens[kid].pos == "PRON":
            return kid
    for kid in reversed(subjects):
        between = tree.tokens[min(kid, verb) + 1 : max(kid, verb)]
        if not any(token.text == "," for token in between):
            return kid
    return subjects[-1]


def _letters(tree: Tree, i: int) -> bool:
    return tree.tokens[i].text[:1].isalpha()


def _beyond_clause(tree: Tree, verb: int, subject: int) -> bool:
    """Whether a conjunction parts a verb from the subject that the tree gives it behind."""
    between = tree.tokens[verb + 1 : subject]
    return any(token.pos == "SCONJ" or token.text == ":" for token in between)


def _verb_before(tree: Tree, i: int, other: int) -> int:
    """The finite verb before token i at its level, or the other one if there is none."""
    for k in range(i - 1, -1, -1):
        if tree.level[k] == tree.level[i] and finite(tree.tokens[k]):
            return k
    return other
