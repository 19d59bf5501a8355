"""Who did the same as was told just before: «так же поступили Дания и Чехия», «примеру последовал
Катар», or did it in return: «Нджамена ответила тем же»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itogi.coding.events.context import read_context
from itogi.coding.events.found import Found
from itogi.coding.events.lexicon import grammar, modality
from itogi.coding.events.parties import Parties
from itogi.coding.events.search import Sides
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence

# Sentences back in which the act that was followed may stand.
BACK = 1


def may_repeat(present: frozenset[str]) -> bool:
    """Whether one of the words of a sentence can say that the same was done."""
    return not all(
        present.isdisjoint(grammar()[name]) for name in ("following", "acting", "returning")
    )


def likewise(tree: Tree, parties: Parties, acts: Sequence[Found]) -> Iterator[Found]:
    """The acts of those who followed, each like the directed act told last before it."""
    for i in range(len(tree.tokens)):
        words = _repeats(tree, i)
        if not words:
            continue
        last = next((act for act in reversed(acts) if _may_be_followed(act, tree, i)), None)
        if last is None:
            continue
        sides = _sides(tree, i, parties, last)
        context = read_context(tree, i, modality(), words)
        if sides is not None and not (context.negated or context.hypothetical):
            occurrence = Occurrence(tree, i, last.sense, words, last.occurrence.entry)
            yield Found(occurrence, context, sides, last.type, last.status)


def _sides(tree: Tree, i: int, parties: Parties, last: Found) -> Sides | None:
    """Others who do it to the same recipients; whoever answers with it was the recipient."""
    returned = tree.lemmas[i] in grammar()["returning"] or _is_other_side(tree, i, parties, last)
    known = {*last.sides.actors, *last.sides.recipients}
    doers = {
        subject: [
            code
            for code in parties.of(tree, subject)
            if (code in last.sides.recipients if returned else code not in known)
        ]
        for subject in tree.subjects(i)
        if not parties.is_private(tree, subject)
    }
    actors = list(dict.fromkeys(code for codes in doers.values() for code in codes))
    if not actors:
        return None
    to = last.sides.actors if returned else last.sides.recipients
    sides = Sides(actors, list(to), [*doers])
    for subject, codes in doers.items():
        sides.note("actor", "subject", subject, tuple(codes))
    return sides


def _is_other_side(tree: Tree, i: int, parties: Parties, last: Found) -> bool:
    """«Парламент Чада ратифицировал договор с Того, то же сделал парламент Того»: done to the one
    who has done it first."""
    if tree.lemmas[i] not in grammar()["acting"]:
        return False
    doers = {code for subject in tree.subjects(i) for code in parties.of(tree, subject)}
    return bool(doers) and doers <= {*last.sides.recipients}


def _repeats(tree: Tree, i: int) -> tuple[int, ...]:
    """The words at verb `i` that say that the same was done; none where they do not."""
    lemma = tree.lemmas[i]
    if not tree.is_verb(i) or tree.form(i) != "Fin":
        return ()
    below = [
        at for at in tree.descend(i, 3, ("acl:relcl", "parataxis", "advcl", "conj")) if at != i
    ]
    if lemma in grammar()["following"]:
        said = [at for at in below if tree.lemmas[at] == "пример"]
    elif lemma in grammar()["acting"] or lemma in grammar()["returning"]:
        said = [at for at in below if tree.lemmas[at] in grammar()["same"] or _same(tree, at)]
    else:
        said = []
    return tuple(sorted({i, *said})) if said else ()


def _same(tree: Tree, i: int) -> bool:
    """The second word of «так же», «то же», «таким же»."""
    return tree.lemmas[i] == "же" and i > 0 and tree.lemmas[i - 1] in ("так", "то", "такой", "тот")


def _may_be_followed(act: Found, tree: Tree, i: int) -> bool:
    before = act.tree.index < tree.index or act.occurrence.head < i
    near = tree.index - act.tree.index <= BACK
    one_way = not act.sides.symmetric and not act.sides.mutual and bool(act.sides.recipients)
    return before and near and one_way and act.status in ("actual", "historical")
