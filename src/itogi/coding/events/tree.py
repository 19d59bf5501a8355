"""A sentence as a tree, asked in the words of a grammar: subject, object, what stands behind «с».

The parser errs, so every question has a second answer: a noun behind a preposition is that even
where its relation says object, and a verb without a subject takes it from the verb it depends on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from itogi.coding.events.lexicon import VARIANTS, compound_prepositions, grammar, lemma_of
from itogi.language.records import Sentence, Token

CLAUSAL = ("acl:relcl", "advcl", "parataxis", "ccomp", "csubj")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X", "SYM")
# Words behind a participle among which its agent and its noun stand.
FEW = 4
# How far behind «в ответ на» its noun may stand.
NEAR = 8
PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")
CASE_NAMES = {"Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc", "Nom": "nom"}


Behind = tuple[str, str, int]
"""A preposition, or none, the case of the noun behind it, and the noun."""


class Words(NamedTuple):
    """The words of a sentence as the tables write them.

    `present` are all of them, prepositions also in their plain form («в» for «во»).
    """

    lemmas: list[str]
    present: frozenset[str]


def words_of(sentence: Sentence) -> Words:
    lemmas = [lemma_of(token.text, token.lemma) for token in sentence.tokens]
    return Words(lemmas, frozenset((*lemmas, *map(VARIANTS.get, lemmas, lemmas))))


@dataclass(slots=True)
class Tree:
    """One sentence with its children by head; indices are token positions in the sentence.

    `lemmas` and `present` are its `Words`.
    """

    index: int
    sentence: Sentence
    tokens: list[Token]
    lemmas: list[str]
    heads: list[int]
    rels: list[str]
    children: list[list[int]]
    prepositions: list[str]
    present: frozenset[str]
    _passive: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)
    _behind: dict[int, list[Behind]] = field(default_factory=dict, repr=False, compare=False)
    """What has been asked of tokens: each place of a frame asks it again."""

    @classmethod
    def of(cls, index: int, sentence: Sentence, words: Words | None = None) -> Tree:
        tokens = sentence.tokens
        lemmas, present = words or words_of(sentence)
        heads, rels = _mended(sentence.tokens, lemmas)
        children: list[list[int]] = [[] for _ in tokens]
        for i, head in enumerate(heads):
            if head >= 0:
                children[head].append(i)
        prepositions = _prepositions(tokens, lemmas, rels, children)
        return cls(index, sentence, tokens, lemmas, heads, rels, children, prepositions, present)

    def is_answer(self, i: int) -> bool:
        """«в ответ на обстрел», «в знак протеста против …»: what gave the occasion."""
        return any(
            self.lemmas[at : at + 3] == ["в", "ответ", "на"] and i - at < NEAR
            for at in range(max(0, i - NEAR), i)
        )

    def rel(self, i: int) -> str:
        return self.rels[i]

    def head(self, i: int) -> int:
        return self.heads[i]

    def case(self, i: int) -> str:
        return CASE_NAMES.get(self.tokens[i].feats.get("Case", ""), "")

    def is_verb(self, i: int) -> bool:
        return self.tokens[i].pos in ("VERB", "AUX")

    def is_noun(self, i: int) -> bool:
        return self.tokens[i].pos in ("NOUN", "PROPN", "PRON")

    def stands_still(self, i: int) -> bool:
        """A name that does not bend («Гаити»), whose case the tagger can only guess."""
        token = self.tokens[i]
        return (
            token.text[0].isupper()
            and token.text.lower() == token.lemma
            and (token.text.endswith(("о", "и", "у", "е", "э", "уа")) or token.text.isupper())
        )

    def form(self, i: int) -> str:
        return self.tokens[i].feats.get("VerbForm", "")

    def is_passive(self, i: int) -> bool:
        found = self._passive.get(i)
        if found is None:
            found = self._passive[i] = self._find_passive(i)
        return found

    def _find_passive(self, i: int) -> bool:
        token = self.tokens[i]
        active = self.form(i) in ("Fin", "Inf") and not self.lemmas[i].endswith(("ся", "сь"))
        passive = token.feats.get("Voice") == "Pass" or self._ends_passive(i)
        if (passive and not active) or self._is_verbal_adjective(i):
            return True
        return self._has(i, "nsubj:pass", "aux:pass")

    def _is_verbal_adjective(self, i: int) -> bool:
        """«возмущён», «встревожена»: a short participle that the tagger calls an adjective."""
        short = self.tokens[i].pos == "ADJ" and self.tokens[i].feats.get("Variant") == "Short"
        return short and self.lemmas[i].endswith("ть")

    def _ends_passive(self, i: int) -> bool:
        """A participle in «-нный», which the tagger may call active: «осуждённый»."""
        return self.form(i) == "Part" and "нн" in self.tokens[i].text[-5:].lower()

    def is_past(self, i: int) -> bool:
        """A past form by its ending, whatever the tagger calls it: «повидался»."""
        return self.form(i) == "Fin" and self.tokens[i].text.lower().endswith(PAST)

    def is_plural(self, i: int) -> bool:
        """A plural, also a past in «-ли» that the tagger calls a singular."""
        many = self.tokens[i].text.lower().endswith(("ли", "лись"))
        return self.tokens[i].feats.get("Number") == "Plur" or (many and self.form(i) == "Fin")

    def descend(self, i: int, depth: int = 99, skip: tuple[str, ...] = ()) -> list[int]:
        """`i` and what hangs under it, nearest first, at most `depth` levels down."""
        level, found, children, rels = [i], [i], self.children, self.rels
        while level and depth > 0:
            level = [c for at in level for c in children[at] if rels[c] not in skip]
            found += level
            depth -= 1
        return found

    def climb(self, i: int) -> list[int]:
        """The governors of `i`, nearest first."""
        above: list[int] = []
        at = self.head(i)
        while 0 <= at < len(self.tokens) and at != i and at not in above:
            above.append(at)
            at = self.head(at)
        return above

    def coordinated(self, i: int) -> list[int]:
        """`i` and the members of its coordination."""
        found = [i]
        for c in self.children[i]:
            if self.rel(c) == "conj":
                found.extend(self.coordinated(c))
        return found

    def span(self, i: int) -> tuple[int, int]:
        """First and last token position of the subtree."""
        below = list(self.descend(i))
        return min(below), max(below)

    def governor(self, i: int) -> int | None:
        """The verb or predicate that a noun leans on, over other nouns and coordination."""
        at = i
        for above in self.climb(i):
            if self.is_verb(above) or (self.tokens[above].pos == "ADJ" and self.head(above) == -1):
                return above
            if self.rel(at) in ("parataxis", "acl:relcl"):
                return None
            at = above
        return None

    def dependents(self, i: int) -> list[int]:
        """What hangs on `i` as an argument may; a verb shares those of its coordinates."""
        rels = self.rels
        own = [c for c in self.children[i] if rels[c] not in ("punct", "cc", "case", "mark")]
        if self.is_verb(i):
            if rels[i] == "conj" and self.is_verb(self.head(i)):
                own += [
                    c
                    for c in self.children[self.head(i)]
                    if (rels[c] in ("obj", "iobj", "obl") and c > i)
                    or (rels[c] == "obj" and c < self.head(i) and not self._has_object(i))
                ]
            for c in self.children[i]:
                if rels[c] != "conj" or not self.is_verb(c) or self._has_object(i):
                    continue
                if not self._has_own_subject(c):
                    own += [d for d in self.children[c] if rels[d] in ("obj", "iobj", "obl")]
        return own

    def _has_object(self, i: int) -> bool:
        return self._has(i, "obj", "iobj", "nsubj:pass")

    def _has(self, i: int, *relations: str) -> bool:
        """Whether something hangs on `i` in one of the relations."""
        rels = self.rels
        for c in self.children[i]:  # noqa: SIM110 (asked too often for a generator)
            if rels[c] in relations:
                return True
        return False

    def _has_own_subject(self, i: int) -> bool:
        """«Ереван требует …, Анкара связывает …»: the second verb is of a clause of its own."""
        return any(self.rel(c).startswith("nsubj") and c < i for c in self.children[i])

    def behind(self, i: int) -> list[Behind]:
        """Dependents of `i` as (preposition, case, noun); «в отношении Ирана» gives Ирана."""
        found = self._behind.get(i)
        if found is None:
            found = self._behind[i] = self._find_behind(i)
        return found

    def _find_behind(self, i: int) -> list[Behind]:
        found = []
        for c in self.dependents(i):
            if self.rels[c] in CLAUSAL or (self.is_verb(c) and self.rels[c] != "obl"):
                continue
            for preposition, case, noun in self._nouns(c):
                found.append((preposition, case, self.antecedent(noun, i)))
        return found

    def _nouns(self, c: int) -> list[Behind]:
        preposition = self.prepositions[c]
        compound = compound_prepositions().get((preposition, self.lemmas[c]))
        if preposition == "с" and self.lemmas[c] == "сторона":
            compound = "со стороны"
        if compound:
            return [
                (compound, self.case(d), d)
                for d in self.children[c]
                if self.is_noun(d) or self.tokens[d].pos in ("ADJ", "DET")
            ]
        return [(preposition, self.case(c), c)]

    def objects(self, i: int) -> list[int]:
        """Direct objects of an active verb, subjects of a passive one, the noun of a participle."""
        if self.is_passive(i):
            found = [c for c in self.children[i] if self.rel(c) in ("nsubj:pass", "nsubj")]
            if not found and self.form(i) == "Part":
                found = self._described(i)
            active = self.rel(i) == "conj" and not self.is_passive(self.head(i))
            found = found or self._shared(i, ("nsubj",) if active else ("nsubj:pass",))
            return [self.antecedent(c, i) for c in found]
        return [
            self.antecedent(c, i)
            for c in self.dependents(i)
            if not self.prepositions[c]
            and (
                self.rel(c) == "obj"
                or (
                    self.rel(c) in ("obl", "nmod", "iobj")
                    and self.case(c) == "acc"
                    and self.is_noun(c)
                )
                or self.rel(c) == "nsubj:pass"
            )
        ]

    def _described(self, i: int) -> list[int]:
        """The noun that a participle describes."""
        if self.rel(i) in ("acl", "amod", "acl:relcl") and self.head(i) >= 0:
            return [self.head(i)]
        if self.rel(i) == "conj" and self.head(i) >= 0 and self.form(self.head(i)) == "Part":
            return self._described(self.head(i))
        return []

    def _shared(self, i: int, relations: tuple[str, ...]) -> list[int]:
        if self.rel(i) != "conj" or self.head(i) < 0:
            return []
        return [c for c in self.children[self.head(i)] if self.rel(c) in relations]

    def agents(self, i: int) -> list[int]:
        """The instrumental of a passive: «подписан президентом»."""
        return [
            c
            for c in self.children[i]
            if self.rel(c) in ("obl", "obl:agent", "nmod", "iobj", "obj")
            and self._is_instrumental(c)
            and not self.prepositions[c]
            and self.is_noun(c)
            and self.lemmas[c] not in grammar()["adverbial"]
        ]

    def _is_instrumental(self, i: int) -> bool:
        """By its own case, or by that of its attribute: «сбит турецкими ВВС»."""
        bent = self.tokens[i].text.isupper() and any(
            self.case(c) == "ins" for c in self.children[i] if self.rel(c) == "amod"
        )
        return self.case(i) == "ins" or bent

    def subjects(self, i: int, limit: int = 6) -> list[int]:
        """Who does what verb `i` says, taken from a governing verb where it has none of its own."""
        if limit == 0:
            return []
        passive = self.is_passive(i)
        if passive:
            return self.agents(i) or self._borrowed_agent(i, limit)
        bearer = self.head(i) if self.rel(i) == "cop" and self.head(i) >= 0 else i
        own = [c for c in self.children[bearer] if self.rel(c) in ("nsubj", "nsubj:pass")]
        if own:
            own = [c for c in own if not self._is_parted(c, i)] or own
            return [self.antecedent(c, i) for c in own]
        which = [
            c for c in self.children[i] if self.lemmas[c] == "который" and self.case(c) == "nom"
        ]
        if which:
            return [self.antecedent(which[0], i)]
        describes = self.tokens[i].pos == "ADJ" and self.rel(i) in ("amod", "acl")
        if self.form(i) == "Part" or describes:
            return self._described(i)
        head = self.head(i)
        through = self.rel(i) == "acl:relcl" and head >= 0 and self._through_which(i)
        if through or (self.rel(i) in CLAUSAL and self._comes_after_that(i)):
            beside = not through and self.is_verb(head)
            governor = head if beside else self.governor(head)
            return self.subjects(governor, limit - 1) if governor is not None else []
        return self._borrowed(i, limit)

    def _comes_after_that(self, i: int) -> bool:
        """«отверг упрёки, после чего закрыл порт»: the same one goes on."""
        that = [c for c in self.children[i] if self.lemmas[c] == "что"]
        return any(self.prepositions[c] == "после" for c in that) and not self.is_plural(i)

    def _through_which(self, i: int) -> bool:
        """«направил телеграмму, в которой поблагодарил»: the clause has the subject before it."""
        which = [c for c in self.children[i] if self.lemmas[c] == "который"]
        return bool(which) and self.form(i) == "Fin" and bool(self.prepositions[which[0]])

    def _is_parted(self, a: int, b: int) -> bool:
        """A comma or a mark stands between two tokens."""
        low, high = sorted((a, b))
        return any(self.tokens[at].pos == "PUNCT" for at in range(low + 1, high))

    def _borrowed_agent(self, i: int, limit: int) -> list[int]:
        if self.rel(i) == "conj" and self.head(i) >= 0 and self.is_passive(self.head(i)):
            return self.agents(self.head(i))
        return []

    def _borrowed(self, i: int, limit: int) -> list[int]:
        head, rel = self.head(i), self.rel(i)
        if head < 0:
            return []
        if self.form(i) == "Inf" and rel not in ("conj", "root", "parataxis"):
            return self.controllers(head, limit)
        if rel == "advcl" and self.form(i) == "Conv":
            head = self._verb_beside(head, i)
        passes = rel in ("conj", "xcomp", "advcl", "ccomp", "csubj", "acl", "obl", "obj")
        if passes and (self.is_verb(head) or self.tokens[head].pos == "ADJ"):
            if rel == "ccomp" and not (self._personless(i) and self._agrees(i, head)):
                return []
            if rel == "conj" and self.form(i) == "Fin" and not self._agrees(i, head):
                # «Он извинился, и запрет начали снимать»: people without a name.
                return []
            if rel == "conj" and self.is_plural(i) and self._is_begun_anew(head, i):
                # «Власти назвали это угрозой; через день их отпустили»
                return []
            return self.subjects(head, limit - 1)
        return []

    def _verb_beside(self, head: int, i: int) -> int:
        """«Ждали, что встреча пройдёт, однако Чили отказалась, обвинив …»: a gerund goes with the
        clause that a conjunction has opened before it, even where the tree hangs it on an earlier
        one; else with `head`."""
        opened = None
        for at in range(head + 1, i):
            contrast = self.lemmas[at] in ("однако", "но", "а")
            if contrast and self.tokens[at - 1].text == ",":
                opened = at
            elif opened is not None and self.form(at) == "Fin" and self.rel(at) != "acl:relcl":
                return at
        return head

    def _is_begun_anew(self, head: int, i: int) -> bool:
        """A semicolon stands before a coordinate verb with an object, and no nominative after."""
        mark = next((at for at in range(head, i) if self.tokens[at].text == ";"), None)
        if mark is None or not any(self.rel(c) == "obj" for c in self.children[i]):
            return False
        return not any(self.case(at) == "nom" for at in range(mark, i))

    def _agrees(self, i: int, head: int) -> bool:
        """«сообщил, что отравили»: people without a name, not the one who says it."""
        above = [c for c in self.children[head] if self.rel(c) == "nsubj"]
        several = any(self.rel(c) == "conj" for a in above for c in self.children[a])
        return not self.is_plural(i) or self.is_plural(head) or several

    def _personless(self, i: int) -> bool:
        """No subject of its own, but a finite form: «заявил, что поедет»."""
        return self.form(i) in ("Fin", "") and not any(
            self.rel(c) in SUBJECTS for c in self.children[i]
        )

    def controllers(self, head: int, limit: int = 6) -> list[int]:
        """Who is to do the infinitive under `head`: the one asked, else the one who wants."""
        if self.is_noun(head):
            return self.owners(head, limit)
        if self.is_passive(head):
            return self.objects(head)
        if self.lemmas[head] in grammar()["object-control"] and self.tokens[head].pos != "ADJ":
            asked = self.asked(head)
            if self.lemmas[head] in grammar()["order"] and all(
                self.lemmas[c] in grammar()["soldiers"] for c in asked
            ):
                # «президенты поручили военным отвести войска»: they have it done.
                asked = []
            if asked:
                return [c for c in asked if not self.prepositions[c]] or asked
            itself = grammar()["order"] | grammar()["calls"]
            return self.subjects(head, limit - 1) if self.lemmas[head] in itself else []
        datives = [
            c
            for c in self.children[head]
            if self.case(c) == "dat" and self.is_noun(c) and not self.prepositions[c]
        ]
        return self.subjects(head, limit - 1) or datives

    def asked(self, verb: int) -> list[int]:
        """Whom a verb of asking or ordering turns to."""
        return [
            c
            for c in self.children[verb]
            if self.rel(c) in ("obj", "iobj") or (self.case(c) == "dat" and self.is_noun(c))
        ]

    def owners(self, noun: int, limit: int = 6) -> list[int]:
        """Whose act a noun names: its genitive, its adjective, else the subject of its verb."""
        own = [
            c
            for c in self.children[noun]
            if self.rel(c) in ("nmod", "amod", "det")
            and not self.prepositions[c]
            and self.case(c) == "gen"
            and self.is_noun(c)
        ]
        # «принятое Чили решение выслать …»
        taken = [c for c in self.children[noun] if self.form(c) == "Part" and self.is_passive(c)]
        own = own or [agent for c in taken for agent in self.agents(c)]
        if own:
            return own
        governor = self.governor(noun)
        return self.subjects(governor, limit - 1) if governor is not None else []

    def antecedent(self, i: int, verb: int) -> int:
        """For «который» the noun that its clause describes, else `i` itself."""
        if self.lemmas[i] not in ("который", "кто", "что"):
            return i
        for at in (verb, *self.climb(verb)):
            if self.rel(at) in ("acl:relcl", "acl") and self.head(at) >= 0:
                return self.head(at)
        return i


def _prepositions(
    tokens: list[Token], lemmas: list[str], rels: list[str], children: list[list[int]]
) -> list[str]:
    """The preposition that governs each noun, with its fixed parts; empty if there is none."""
    found = [""] * len(tokens)
    for i, below in enumerate(children):
        for c in below:
            token = tokens[c]
            leads = token.pos == "ADP" or lemmas[c] == "несмотря"
            if leads and token.rel in ("case", "fixed"):
                word = VARIANTS.get(lemmas[c], lemmas[c])
                fixed = (lemmas[d] for d in children[c] if rels[d] == "fixed")
                wholes = (compound_prepositions().get((word, part)) for part in fixed)
                found[i] = next(filter(None, wholes), word)
                break
    return found


def _mended(tokens: list[Token], lemmas: list[str]) -> tuple[list[int], list[str]]:
    """Heads and relations as parsed, but for two frequent errors.

    What stands within a relative clause hangs on its verb, not on a word outside; an accusative
    without a preposition is the object of a verb, not the attribute of a noun; a subject belongs
    to the finite verb that follows it without a comma.
    """
    heads = [
        t.head if 0 <= t.head < len(tokens) and t.head != i else -1 for i, t in enumerate(tokens)
    ]
    rels = [t.rel for t in tokens]
    for verb, token in enumerate(tokens):
        if token.rel == "acl:relcl":
            first = next((i for i in range(verb, -1, -1) if lemmas[i] == "который"), verb)
            last = next((i for i in range(verb, len(tokens)) if tokens[i].pos == "PUNCT"), verb)
            for i in range(first, last):
                if i != verb and not first <= heads[i] < last:
                    heads[i] = verb
    governed = {heads[i] for i, rel in enumerate(rels) if rel == "case"}
    for i, rel in enumerate(rels):
        if rel == "nmod" and i not in governed and _is_stray_object(tokens, heads, i, governed):
            above = _verb_above(tokens, heads, i)
            if above is not None:
                heads[i], rels[i] = above, "obj"
    _mend_participles(tokens, heads, rels)
    _mend_clauses(tokens, heads, rels)
    for i, rel in enumerate(rels):
        # «Страну должен посетить король»: the object of the infinitive, not of «должен».
        if rel == "obj" and heads[i] > i and tokens[heads[i]].pos == "ADJ":
            verbs = [k for k, one in enumerate(rels) if one == "xcomp" and heads[k] == heads[i]]
            if verbs and tokens[i].feats.get("Case") == "Acc":
                heads[i] = verbs[0]
    _mend_subjects(tokens, heads, rels, lemmas)
    for i, rel in enumerate(rels):
        if rel == "conj" and heads[i] > i and tokens[i].pos in ("NOUN", "PROPN"):
            member = _first_member(tokens, rels, i)
            if member is not None:
                heads[i] = member
    _break_rings(tokens, heads, rels)
    return heads, rels


def _break_rings(tokens: list[Token], heads: list[int], rels: list[str]) -> None:
    """Gives mended words that came to hang on each other the heads that the parser gave them.

    Its heads are a tree, so no ring is without a mended one.
    """
    climbed = [-1] * len(heads)
    for start in range(len(heads)):
        at = start
        while at >= 0 and climbed[at] < 0:
            climbed[at] = start
            at = heads[at]
        if at >= 0 and climbed[at] == start:
            for i in _ring(heads, at):
                heads[i], rels[i] = tokens[i].head, tokens[i].rel
            _break_rings(tokens, heads, rels)
            return


def _ring(heads: list[int], i: int) -> list[int]:
    found, at = [i], heads[i]
    while at != i:
        found.append(at)
        at = heads[at]
    return found


def _first_member(tokens: list[Token], rels: list[str], i: int) -> int | None:
    """What noun `i` is coordinated with: one before it in the same case, not an attribute."""
    case = tokens[i].feats.get("Case")
    return next(
        (
            at
            for at in range(i - 1, -1, -1)
            if tokens[at].pos in ("NOUN", "PROPN")
            and tokens[at].feats.get("Case") == case
            and rels[at] in ("nsubj", "nsubj:pass", "obj", "obl", "iobj", "root")
        ),
        None,
    )


def _mend_participles(tokens: list[Token], heads: list[int], rels: list[str]) -> None:
    """«за взятый моряками Ирана британский танкер»: the words between are of the participle, and
    what stands before it governs the noun that it describes."""
    for i, token in enumerate(tokens):
        feats = token.feats
        if feats.get("VerbForm") != "Part" or feats.get("Variant") == "Short":
            continue
        behind = i > 0 and tokens[i - 1].text == ","
        if behind or feats.get("Voice") != "Pass" or i + 2 >= len(tokens):
            continue
        agent = _next_noun(tokens, i, ("Ins",))
        if agent is None:
            continue
        case = feats.get("Case", "")
        noun = _next_noun(tokens, agent, ("Nom", "Acc") if case in ("Nom", "Acc") else (case,))
        if noun is None:
            continue
        governed = [k for k in range(i) if rels[k] == "case" and heads[k] in (agent, i)]
        if governed:
            outer = agent if heads[agent] != i else i
            heads[noun], rels[noun] = heads[outer], "obl"
            for k in governed:
                heads[k] = noun
        for k in range(i + 1, noun):
            if k != agent:
                heads[k], rels[k] = (agent if k < agent else noun), "amod"
        heads[agent], rels[agent] = i, "obl"
        heads[i], rels[i] = noun, "acl"


def _next_noun(tokens: list[Token], i: int, cases: tuple[str, ...]) -> int | None:
    """The noun in one of these cases behind token `i`, with nothing but adjectives between."""
    bent = False
    for at in range(i + 1, min(i + FEW, len(tokens))):
        token = tokens[at]
        fits = token.feats.get("Case") in cases
        if token.pos == "ADJ" and fits:
            bent = True
        elif token.pos in ("NOUN", "PROPN"):
            return at if fits or (bent and token.text.isupper()) else None
        else:
            return None
    return None


def _mend_clauses(tokens: list[Token], heads: list[int], rels: list[str]) -> None:
    """«взят у Чили в мае, а потом он стал …»: before the comma all is of the first verb."""
    for verb, rel in enumerate(rels):
        first = heads[verb]
        if rel != "conj" or not 0 <= first < verb or tokens[verb].pos != "VERB":
            continue
        breaks = (i for i in range(verb - 1, first, -1) if tokens[i].text == ",")
        comma = next((i for i in breaks if tokens[i + 1].pos == "CCONJ"), first)
        for i in range(first + 1, comma):
            if heads[i] == verb and rels[i] in ("obl", "obj", "iobj", "nmod"):
                heads[i] = first


def _mend_subjects(
    tokens: list[Token], heads: list[int], rels: list[str], lemmas: list[str]
) -> None:
    """Gives each finite verb without a subject the one that stands right before it."""
    subjects = [i for i, rel in enumerate(rels) if rel.startswith("nsubj")]
    served = {heads[i] for i in subjects}
    for i, rel in enumerate(rels):
        # «На просьбу Ливана МВФ ответил», «Договор о границе Чили и Перу подписали»: a nominative
        # is nobody's attribute.
        token = tokens[i]
        if rel not in ("nmod", "appos") or token.pos != "PROPN" or heads[i] < 0:
            continue
        members = [k for k, one in enumerate(rels) if one == "conj" and heads[k] == i]
        stray = token.feats.get("Case") == "Nom" and (rel == "nmod" or bool(members))
        if stray and tokens[heads[i]].feats.get("Case") != "Nom":
            verb = _next_finite(tokens, max([i, *members]))
            if verb is not None and verb not in served:
                heads[i], rels[i] = verb, "nsubj"
                served.add(verb)
                subjects.append(i)
    governing = {heads[i] for i, rel in enumerate(rels) if rel == "nummod:gov"}
    objects = [i for i, rel in enumerate(rels) if rel == "obj"]
    taken = {heads[i] for i in objects if tokens[i].feats.get("Case") == "Acc"}
    twice = taken & {heads[i] for i in objects if i > heads[i]}
    for i in objects:
        token = tokens[i]
        still = token.pos == "PROPN" and token.text.lower() == lemmas[i] and i < heads[i]
        counted = i in governing and i < heads[i]
        before = i < heads[i] and heads[i] in twice
        nominative = token.feats.get("Case") == "Nom" or still or counted or before
        if nominative and heads[i] not in served:
            above = tokens[heads[i]]
            first = i < heads[i] or heads[i] in taken or lemmas[heads[i]] in grammar()["happening"]
            active = above.feats.get("VerbForm") == "Fin" and above.feats.get("Voice") != "Pass"
            quality = above.pos == "ADJ" and i < heads[i]
            if (first and active) or quality:
                rels[i] = "nsubj"
                served.add(heads[i])
                subjects.append(i)
    for i in sorted(subjects):
        if heads[i] < 0:
            continue
        if tokens[i].feats.get("Case") == "Acc" and i and tokens[i - 1].pos == "VERB":
            heads[i], rels[i] = i - 1, "obj"
            continue
        verb = _next_finite(tokens, i)
        if verb is not None and verb not in served and _is_apart(tokens, i, heads[i], verb):
            heads[i] = verb
            served.add(verb)


def _next_finite(tokens: list[Token], i: int) -> int | None:
    for at in range(i + 1, len(tokens)):
        if tokens[at].text in (",", ";", ":", "—", "–"):
            return None
        if tokens[at].pos == "VERB" and tokens[at].feats.get("VerbForm") == "Fin":
            return at
    return None


def _is_apart(tokens: list[Token], i: int, head: int, verb: int) -> bool:
    """The parsed head lies beyond the verb or before the subject, with a comma between."""
    low, high = (verb, head) if head > verb else (head, i)
    return not i < head <= verb and any(tokens[at].text == "," for at in range(low, high))


def _is_stray_object(tokens: list[Token], heads: list[int], i: int, behind: set[int]) -> bool:
    """An attribute that is an accusative, as if its noun could have one; `behind` prepositions it
    can not."""
    token = tokens[i]
    return (
        token.pos in ("NOUN", "PROPN")
        and token.feats.get("Case") == "Acc"
        and heads[i] >= 0
        and tokens[heads[i]].pos in ("NOUN", "PROPN")
        and (tokens[heads[i]].feats.get("Case") != "Acc" or heads[i] in behind)
    )


def _verb_above(tokens: list[Token], heads: list[int], i: int) -> int | None:
    seen: set[int] = set()
    at = heads[i]
    while at >= 0 and at not in seen:
        if tokens[at].pos == "VERB":
            return at
        seen.add(at)
        at = heads[at]
    return None


def is_mediation(tree: Tree, i: int) -> bool:
    """«при посредничестве», of whoever brought the others together."""
    return tree.prepositions[i] == "при" and tree.lemmas[i] in grammar()["mediators"]


def is_scenery(tree: Tree, i: int) -> bool:
    """«в Минске», «на Кубе»: where it happens."""
    return tree.prepositions[i] in ("в", "на") and tree.case(i) == "loc"
