"""Whom it is done to, where the sentence before only tells what happened: a disaster somewhere, a
deed that is answered with a protest."""

from __future__ import annotations

from itogi.coding.events.lexicon import people
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Search

# Relations of words that say more of a protest: over what, for what.
MORE = ("nmod", "obl", "acl", "ccomp", "iobj", "obj")


def moved_by(search: Search) -> Codes:
    """«Самолёт упал в Непале. Индия выразила соболезнования», «КНДР запустила ракету. Токио
    выразил протест»: nobody else is named."""
    tree, taken = search.tree, {*search.sides.taken()}
    told = search.part == "verb" and tree.form(search.head) == "Fin"
    if not told or not search.named <= taken or _says_more(search):
        return ()
    lemmas = search.lemmas_below(2, ("acl:relcl", "parataxis", "conj", "advcl"))
    mourns = search.sense.type == "SUPPORT" and bool(lemmas & people()["condolence"])
    sends = search.sense.rule == "aid.help" and len(search.occurrence.words) > 1
    found: Codes = ()
    if mourns or (sends and lemmas & people()["relief"]):
        found = search.behind.places
    elif search.sense.rule in ("accuse.protest-note", "accuse.concern"):
        found = search.behind.subject
    others = tuple(code for code in found if code not in taken)
    return others if len(others) == 1 else ()


def _says_more(search: Search) -> bool:
    tree, words = search.tree, search.occurrence.words
    return any(
        c not in words and tree.rel(c) in MORE and not tree.rel(c).startswith("nsubj")
        for word in words
        for c in tree.children[word]
    )
