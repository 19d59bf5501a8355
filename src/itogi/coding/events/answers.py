"""Acts that answer or take back one told just before: whose they are, that one says."""

from __future__ import annotations

from itogi.coding.events.lexicon import grammar, people
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Search

# Senses that take back a deed, with the types of it.
UNDOES = {
    "retreat.release": ("COERCE",),
    "retreat.set-free": ("COERCE",),
    "retreat.release-ship": ("COERCE",),
    "concede.ease": ("SANCTION",),
}
# Types of acts by which one is asked, offered or accused.
ASKING = ("REQUEST", "AGREE")
BLAMING = ("ACCUSE",)
# Relations of what leaves a consent bare: «Париж согласился».
BARE = ("nsubj", "advmod", "punct", "cc")


def taken_back(search: Search) -> tuple[Codes, Codes] | None:
    """«арестовал … Через месяц их освободили»: sides of the deed that is taken back."""
    deeds = UNDOES.get(search.sense.rule, ())
    here = [row for row in search.behind.here if row[0] in deeds]
    told = here or [row for row in search.behind.done if row[0] in deeds]
    if not told or search.part != "verb":
        return None
    if not _means_those(search) if here else search.named:
        return None
    _, doers, others = told[0]
    return doers, others


def _means_those(search: Search) -> bool:
    """«арестовали рыбаков; через неделю их отпустили»: a pronoun, and nobody named."""
    tree = search.tree
    clause = tree.descend(search.head, 9, ("conj", "parataxis", "advcl"))
    those = [i for i in clause if tree.lemmas[i] in grammar()["third-person"]]
    others = [i for i in clause if i not in those and search.parties.own(tree, i)]
    return bool(those) and not others


def replied(search: Search) -> tuple[Codes, Codes] | None:
    """«Требование отклонили», «Приглашение принято»: they whom it was meant for, to whoever made
    it."""
    tree, head = search.tree, search.head
    nobody = tree.is_passive(head) or (tree.is_plural(head) and not tree.subjects(head))
    if search.part != "verb" or not nobody or search.named:
        return None
    for kind, doers, others in search.behind.done:
        if others and kind in _answered_kinds(search):
            return others, doers
    return None


def asker(search: Search) -> Codes:
    """«попросил Чад … Нджамена согласилась»: who asked or offered it, told just before."""
    tree, head, actors = search.tree, search.head, {*search.sides.actors}
    consents = search.sense.rule == "agree.consent"
    refuses = search.sense.type == "REJECT"
    bare = all(tree.rel(c) in BARE for c in tree.children[head])
    kinds = ASKING if bare and (consents or refuses) else _answered_kinds(search)
    if not search.named <= actors:
        return ()
    for kind, doers, others in search.behind.done:
        if kind in kinds and actors & {*others} and actors.isdisjoint(doers):
            return doers
    return ()


def _answered_kinds(search: Search) -> tuple[str, ...]:
    """What kinds of acts the words for a request or a charge say that this one answers."""
    if search.sense.type != "REJECT" and search.sense.rule != "agree.consent":
        return ()
    words = search.lemmas_below(2, ("acl:relcl", "parataxis", "advcl"))
    if words & people()["offers"]:
        return ASKING
    return BLAMING if words & people()["charges"] else ()
