"""Which acts are only part of a greater one: what is asked for, promised, discussed, given up."""

from __future__ import annotations

from itogi.coding.events.context import COURSES
from itogi.coding.events.found import Found
from itogi.coding.events.lexicon import grammar
from itogi.coding.events.parties import Parties
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence
from itogi.coding.plover import is_conflict

# Temporal prepositions: what stands behind them is told, not part of the greater act.
BESIDES = (
    "после", "во", "в", "на", "до", "перед", "из-за", "вследствие", "благодаря", "накануне", "при",
    "несмотря", "вопреки",
)  # fmt: skip
# What is offered to be done with another is not done to him: «вместе расследовать».
TOGETHER = ("вместе", "совместно", "сообща")
# Clauses below a weaker reading that tell of their own.
APART = ("parataxis", "acl:relcl")
# Before «то, что …»: the clause tells a fact, it is not what is said.
CONCEDING = ("при", "после", "до", "из-за", "благодаря", "несмотря", "помимо", "кроме", "вопреки")


def holder_of(tree: Tree, i: int, made: dict[int, Found], meeting: bool) -> int | None:
    """The word of a greater act, already found, of which `i` is part of what it is about.

    A `meeting` may also be where or when that act was done.
    """
    taken = {word for act in made.values() for word in act.occurrence.words if word != i}
    at = i
    for above in tree.climb(i):
        rel = tree.rel(at)
        if rel in ("parataxis", "acl:relcl", "root", "nsubj", "nsubj:pass"):
            return None
        if rel == "acl" and tree.lemmas[above] == "тот" and tree.prepositions[above] in CONCEDING:
            return None
        if rel == "conj" and (above in taken or tree.is_verb(at) != tree.is_verb(above)):
            return None
        if rel == "advcl" and (tree.form(at) == "Conv" or _tells(tree, at)):
            return None
        if tree.form(at) == "Fin" and (_is_parted(tree, above, at) or _answers(tree, at)):
            return None
        if above in taken:
            takes_part = tree.lemmas[above].startswith("участв")
            if takes_part and not meeting:
                return above
            there = meeting and at == i and not takes_part
            return None if _beside(tree, at, there) else above
        at = above
    return None


def _is_parted(tree: Tree, above: int, i: int) -> bool:
    """A semicolon stands between the two: each tells of its own."""
    low, high = sorted((above, i))
    return any(token.text == ";" for token in tree.tokens[low:high])


def _answers(tree: Tree, i: int) -> bool:
    """«…, за что Рим бранил Берн», «…, на что посол возразил»: what was done is answered."""
    return any(
        tree.lemmas[c] in ("что", "который") and tree.prepositions[c] in ("за", "на", "после")
        for c in tree.children[i]
    )


def _tells(tree: Tree, i: int) -> bool:
    """A clause of time or reason, told as a fact: «после того, как …», «поскольку …»."""
    if tree.form(i) == "Inf":
        return False
    marks = {tree.lemmas[c] for c in tree.children[i] if tree.rel(c) in ("mark", "advmod")}
    return bool(marks & grammar()["facts"])


def is_fact(row: list[Occurrence], made: dict[int, Found], parties: Parties) -> bool:
    """Sanctions in force that another backs or declines: «не поддержала санкции … против …», and
    blows likewise, unless they are only judged («отказалась признать убийства геноцидом»)."""
    tree, head = row[0].tree, row[0].head
    holder = next((made[at] for at in tree.climb(head) if at in made), None)
    if row[0].sense.type == "ASSAULT" and row[0].part == "noun":
        if any(tree.lemmas[at].startswith("участв") for at in tree.climb(head)):
            return False
        if any(tree.lemmas[at] in grammar()["judged"] for at in tree.climb(head)):
            return False
        return holder is not None and holder.type in ("SUPPORT", "REJECT", "SANCTION", "CONSULT")
    if row[0].sense.rule != "sanction.sanctions":
        return False
    against = [p for p, _, _ in tree.behind(head) if p in ("против", "в отношении")]
    anti = any(tree.lemmas[c].startswith("анти") for c in tree.children[head])
    return holder is not None and holder.type in ("SUPPORT", "REJECT") and bool(against or anti)


def _beside(tree: Tree, i: int, meeting: bool) -> bool:
    """A noun that sets the time or place of the greater act: «в ходе визита», «на встрече»."""
    preposition = tree.prepositions[i]
    if tree.is_answer(i):
        return True
    if tree.lemmas[i] in COURSES or _is_sign(tree, i):
        return True
    if preposition in ("в", "на") and (tree.case(i) == "acc" or not meeting):
        return False
    return tree.is_noun(i) and preposition in BESIDES


def _is_sign(tree: Tree, i: int) -> bool:
    """«отозвал послов в знак солидарности с …»: done for another, told beside what was done."""
    solidarity = any(tree.lemmas[c] == "солидарность" for c in tree.children[i])
    return tree.lemmas[i] == "знак" and solidarity


def stronger_in(
    tree: Tree, i: int, made: dict[int, Found], heads: dict[int, list[Occurrence]]
) -> int | None:
    """What a weaker reading gives way to: an act, or a trigger of conflict, within it."""
    # «направил письмо, в котором попросил …»: the letter is how he asked.
    apart = ("parataxis",) if heads[i][0].sense.rule == "consult.message" else APART
    below = [at for at in tree.descend(i, 6, apart) if at != i]
    if tree.is_noun(i):
        below = [at for at in tree.descend(i, 6, (*APART, "conj")) if at != i]
    act = next((at for at in below if at in made), None)
    if act is not None or heads[i][0].sense.rule == "reject.deny":
        return act
    conflicts = (at for at in below if at in heads and is_conflict(heads[at][0].sense.type))
    return next(conflicts, None)


def conflict_in(tree: Tree, i: int, heads: dict[int, list[Occurrence]]) -> int | None:
    """The clause or infinitive of a promise that is itself an act of conflict: that act counts."""
    return next(
        (
            c
            for c in tree.children[i]
            if tree.rel(c) in ("xcomp", "ccomp", "csubj")
            and tree.lemmas[c - 1] != "не"
            and c in heads
            and _outweighs(heads[c][0].sense.type)
            and not any(tree.lemmas[d] in TOGETHER for d in tree.children[c])
        ),
        None,
    )


def measures_in(
    tree: Tree, row: list[Occurrence], heads: dict[int, list[Occurrence]]
) -> int | None:
    """«договорились о введении санкций против …»: what is agreed on is no agreement with them."""
    if row[0].sense.rule != "agree.agreement":
        return None
    below = [c for word in row[0].words for c in tree.descend(word, 4, APART)]
    return next(
        (
            at
            for at in below
            if at in heads
            and heads[at][0].sense.rule in ("sanction.impose", "sanction.sanctions")
            and any(
                preposition in ("против", "в отношении")
                for word in heads[at][0].words
                for preposition, _, _ in tree.behind(word)
            )
        ),
        None,
    )


def _outweighs(kind: str) -> bool:
    """Conflict or a concession, which is more than the promise of it."""
    return is_conflict(kind) or kind in ("CONCEDE", "RETREAT")
