"""Whom «он», «её», «который», «свой» and «они» stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from itogi.coding.late import Late
from itogi.coding.referents.lexicon import is_plural
from itogi.coding.referents.persons import Person
from itogi.coding.referents.record import NOTHING, Referent
from itogi.coding.referents.setting import WINDOW, Setting
from itogi.coding.referents.trees import Tree
from itogi.coding.trace import SILENT, AntecedentLoss, Trace

FORMS = {
    "Masc": frozenset({"он", "его", "него", "ему", "нему", "им", "ним", "нем", "нём"}),
    "Fem": frozenset({"она", "ее", "её", "нее", "неё", "ей", "ней", "ею", "нею"}),
    "Neut": frozenset({"оно"}),
    "Plur": frozenset({"они", "их", "них", "им", "ним", "ими", "ними"}),
}
RELATIVE = frozenset({"который", "кто", "чей"})
REFLEXIVE = frozenset({"свой", "себя"})
LATTER = {"Masc": "тот", "Fem": "та"}
SUBJECT, PREDICATE, OBJECT, OTHER, INSIDE = 0.9, 0.6, 0.4, 0.3, 0.1
"""How prominent a name is by its place in the clause; a sentence's distance costs 1."""

_QUOTATION = re.compile(r"«(?:[^«»\n]|«[^«»\n]*»)*»|“[^”\n]+”|„[^“”\n]+[“”]|\"[^\"\n]+\"")
TALKS = frozenset({"встреча", "беседа", "разговор", "переговоры", "консультация"})
REACH = 20
"""How many sentences back a pronoun looks at most, those of a quotation between counted."""
SPEECH = 25
"""A quotation of fewer characters is a title or a turn of phrase, not speech."""

Named = Callable[[Tree, int], Person | None]
May = Callable[[Tree], list[int]]
At = Callable[[int, int], Referent | None]


class Pronouns:
    """Resolves the pronouns of one article. `person_at` gives the person whose name or role begins
    at a token, `may_be` the tokens of a sentence for which it can; `at` resolves other phrases."""

    def __init__(
        self,
        setting: Setting,
        quotations: list[tuple[int, int]],
        person_at: Named,
        may_be: May,
        at: At,
        trace: Trace = SILENT,
    ) -> None:
        self._trace = trace
        self._setting = setting
        self._quotations = quotations
        self._opened = [start for start, _ in quotations]
        self._person_at = person_at
        self._may_be = may_be
        self._at = at

    def antecedent(self, tree: Tree, i: int) -> Person | Referent | None:
        """The person, or the referent of a phrase, that the pronoun at token i stands for."""
        token = tree.tokens[i]
        text = token.text.lower()
        if token.lemma in RELATIVE:
            head = relative_head(tree, i)
            return None if head is None else self._at(tree.index, head)
        if token.lemma in REFLEXIVE:
            subject = subject_above(tree, i)
            return None if subject is None else self._at(tree.index, subject)
        if text in FORMS["Plur"] and (
            text not in FORMS["Masc"] or token.feats.get("Number") == "Plur"
        ):
            return self._several(tree, i)
        for gender in ("Masc", "Fem", "Neut"):
            if text in FORMS[gender]:
                return self._one(tree, i, gender)
            if text == LATTER.get(gender) and token.rel.startswith("nsubj"):
                return self._latter(tree, i, gender)
        return None

    def _latter(self, tree: Tree, i: int, gender: str) -> Person | None:
        """«Орбан обвинил Писториуса в том, что тот …»: whom the sentence named last, its subject
        passed over."""
        named = [
            (k, person)
            for distance, earlier, k, person in self._before(tree, i)
            if not distance and prominence(earlier, k) < SUBJECT
            if person.gender in (gender, None)
        ]
        return max(named, key=lambda one: one[0])[1] if named else None

    def _quoted(self, tree: Tree, i: int) -> bool:
        start = tree.tokens[i].start
        before = bisect_right(self._opened, start) - 1
        return before >= 0 and start < self._quotations[before][1]

    def _one(self, tree: Tree, i: int, gender: str) -> Person | Referent | None:
        fitting: list[tuple[tuple[float, int, int], Person]] = []
        for distance, earlier, k, person in self._before(tree, i):
            weight = prominence(earlier, k) - distance
            if person.gender not in (gender, None):
                self._lost(tree, i, (weight, earlier.index, k), person, "gender")
            elif _same_clause_object(tree, i, earlier, k) or _done_to(tree, i, earlier, k):
                self._lost(tree, i, (weight, earlier.index, k), person, "own-verb")
            else:
                fitting.append(((weight, earlier.index, k), person))
        best, chosen = max(fitting, key=lambda one: one[0], default=(None, None))
        body = self._body_that_spoke(tree, i, gender, best)
        if body is not None:
            return body
        unnamed = self._unnamed(tree, i, gender, best)
        for rank, person in fitting:
            if unnamed is not None or person is not chosen:
                self._lost(tree, i, rank, person, "farther" if unnamed is None else "unnamed")
        return unnamed or chosen or self._thing(tree, i, gender)

    def _body_that_spoke(
        self, tree: Tree, i: int, gender: str, best: tuple[float, int, int] | None
    ) -> Referent | None:
        """«Белый дом оценил гостя как мудреца. Он также назвал его другом»: the body that was the
        subject, where no person was one."""
        token = tree.tokens[i]
        if not token.rel.startswith("nsubj") or best is None or not tree.index:
            return None
        also = any(t.lemma in ("также", "тоже") for t in tree.tokens[i + 1 : i + 3])
        other = any(
            t.rel in ("obj", "iobj") and t.text.lower() in FORMS[gender] and t.head == token.head
            for t in tree.tokens
        )
        before = self._setting.trees[tree.index - 1]
        subject = best[1] == before.index and prominence(before, best[2]) >= SUBJECT
        if not (also and other) or subject or best[1] < before.index:
            return None
        return self._thing(tree, i, gender)

    def _lost(
        self, tree: Tree, i: int, rank: tuple[float, int, int], person: Person, why: AntecedentLoss
    ) -> None:
        if self._trace is SILENT:
            return
        weight, *place = rank
        self._trace.antecedent_lost((tree.index, i), person.name, place[0], weight, why)

    def _unnamed(
        self, tree: Tree, i: int, gender: str, best: tuple[float, int, int] | None
    ) -> Referent | None:
        """A subject without a name that stands nearer than any person («источник … сказал он»)."""
        own = self._quoted(tree, i)
        for distance, earlier in enumerate(self._told(tree, own)[:2]):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                token = earlier.tokens[k]
                if not token.rel.startswith("nsubj") or token.feats.get("Gender") != gender:
                    continue
                if token.pos == "PRON" or (not own and self._quoted(earlier, k)):
                    continue
                if is_plural(token):
                    continue
                if best is not None and (SUBJECT - distance, earlier.index, k) < best:
                    return None
                found = self._at(earlier.index, k)
                if found is not None and found.kind == "role":
                    return found
        return None

    def _before(self, tree: Tree, i: int) -> list[tuple[int, Tree, int, Person]]:
        """Persons named before token i in the last sentences: how many back, and where."""
        found = []
        own = self._quoted(tree, i)
        for distance, earlier in enumerate(self._told(tree, own)):
            for k in self._may_be(earlier):
                if earlier is tree and k >= i:
                    break
                # «…», — сказал он: whom the quotation names is not the one who speaks.
                if not own and self._quoted(earlier, k):
                    continue
                person = self._person_at(earlier, k)
                if person is not None:
                    found.append((distance, earlier, k, person))
        return found

    def _told(self, tree: Tree, quoted: bool) -> list[Tree]:
        """The sentence and those before it, nearest first; a long quotation between does not count
        for a pronoun that stands outside it."""
        if quoted:
            return self._setting.back(tree, WINDOW)
        told = [tree]
        for earlier in self._setting.back(tree, REACH)[1:]:
            if not self._wholly_quoted(earlier):
                told.append(earlier)
            if len(told) > WINDOW:
                break
        return told

    def _wholly_quoted(self, tree: Tree) -> bool:
        return self._quoted(tree, 0) and self._quoted(tree, len(tree) - 1)

    def _thing(self, tree: Tree, i: int, gender: str) -> Referent | None:
        """A state or body of that gender, the subject just before («Россия … её рынок»)."""
        for earlier in self._setting.back(tree, 1):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                token = earlier.tokens[k]
                subject = token.pos in ("PROPN", "NOUN") and token.rel.startswith("nsubj")
                if not subject or token.feats.get("Gender") != gender:
                    continue
                found = self._at(earlier.index, k)
                body = gender == "Neut" and found is not None and found.kind == "institution"
                if body or earlier.mentions.get(k):
                    return found
        return None

    def _several(self, tree: Tree, i: int) -> Referent | None:
        """The plural or joint subject named last."""
        for earlier in self._setting.back(tree, 1):
            for k in range(i if earlier is tree else len(earlier)):
                token = earlier.tokens[k]
                if not token.rel.startswith("nsubj") or token.pos in ("PRON", "DET"):
                    continue
                joint = any(earlier.tokens[c].rel == "conj" for c in earlier.kids[k])
                if token.feats.get("Number") == "Plur" or joint:
                    referent = self._at(earlier.index, k)
                    if referent is not None:
                        return referent
        return self.two(tree, i)

    def two(self, tree: Tree, i: int) -> Referent | None:
        """«Медведев позвонил Саркози. Лидеры …»: the two people named last, if they are of two
        states."""
        found: dict[str, tuple[Person, int, int]] = {}
        before = sorted(self._before(tree, i), key=lambda b: (b[0], -b[2]))
        for distance, earlier, k, person in before:
            if distance <= 1 and person.code is not None:
                found.setdefault(person.name, (person, earlier.index, k))
        if len(found) != 2:
            return None
        (second, *_), (first, sentence, token) = found.values()
        named = self._at(sentence, token)
        if named is None or first.code is None or second.code is None:
            return None
        if first.code == second.code:
            return None
        return replace(
            named,
            kind="group",
            naming=Late(lambda: first.name),
            codes=(first.code, second.code),
            posting=NOTHING,
            serving=NOTHING,
        )


def speech(text: str) -> list[tuple[int, int]]:
    """Spans of the quotations of a text that are long enough to be somebody's speech."""
    return [m.span() for m in _QUOTATION.finditer(text) if m.end() - m.start() > SPEECH]


def prominence(tree: Tree, i: int) -> float:
    """How likely a name is meant by a pronoun that follows, by its place in its clause."""
    for k in (i, *tree.up(i)):
        rel = tree.tokens[k].rel
        if rel in ("appos", "flat:name", "flat"):
            continue
        if rel.startswith("nsubj"):
            return SUBJECT
        if rel == "root":
            return PREDICATE
        if rel in ("obj", "iobj", "obl"):
            return OBJECT
        return INSIDE if rel == "nmod" else OTHER
    return OTHER


def relative_head(tree: Tree, i: int) -> int | None:
    """For «который», the noun on which its clause hangs, else the nearest noun before it."""
    for above in (i, *tree.up(i)):
        if tree.tokens[above].rel.startswith("acl"):
            head = tree.tokens[above].head
            return head if 0 <= head < i else None
    for before in range(i - 1, max(-1, i - 5), -1):
        if tree.tokens[before].pos in ("NOUN", "PROPN"):
            return before
    return None


def subject_above(tree: Tree, i: int) -> int | None:
    """The subject of the clause that token i stands in."""
    for above in tree.up(i):
        subject = tree.kid(above, "nsubj", "nsubj:pass")
        if subject is not None and subject != i:
            return subject
    return None


def _same_clause_object(tree: Tree, i: int, earlier: Tree, k: int) -> bool:
    """A pronoun never stands for the subject of its own verb («Путин сказал ему»)."""
    if earlier is not tree or tree.tokens[i].rel in ("det", "nsubj", "nmod"):
        return False
    top = k
    while tree.tokens[top].rel in ("appos", "flat:name", "flat") and tree.tokens[top].head >= 0:
        top = tree.tokens[top].head
    return tree.tokens[top].rel.startswith("nsubj") and tree.tokens[top].head == tree.tokens[i].head


def _talked_with(tree: Tree, i: int, verb: int) -> bool:
    """«На встрече с Орбаном он сказал»: with whom he talked, at the verb of «он»."""
    noun = tree.tokens[i].head
    if tree.tokens[i].rel != "nmod" or noun < 0 or tree.tokens[noun].lemma not in TALKS:
        return False
    cases = [tree.tokens[k].text.lower() for k in tree.kids[i] if tree.tokens[k].rel == "case"]
    above = [noun, *tree.up(noun)]
    return "с" in cases and verb in above


def _done_to(tree: Tree, i: int, earlier: Tree, k: int) -> bool:
    """A subject never stands for the object of its own verb («Орбану он ответил»), nor for anybody
    named beside its gerund («обращаясь к Орбану, он сказал»)."""
    token = tree.tokens[i]
    if earlier is not tree or token.rel != "nsubj" or token.head < 0:
        return False
    top = k
    while tree.tokens[top].rel in ("appos", "flat:name", "flat") and tree.tokens[top].head >= 0:
        top = tree.tokens[top].head
    if tree.tokens[top].rel in ("obj", "iobj", "obl") and tree.tokens[top].head == token.head:
        return True
    if _talked_with(tree, top, token.head):
        return True
    gerunds = (g for g in tree.kids[token.head] if tree.tokens[g].feats.get("VerbForm") == "Conv")
    return any(tree.under(top, g) for g in gerunds)
