"""Where a complaint is lodged, which is not whom it is about: «подал в ВТО жалобу на Чили»."""

from __future__ import annotations

from itogi.coding.events.lexicon import grammar
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Search

# Clauses below a complaint that tell of their own.
APART = ("acl:relcl", "parataxis", "advcl")
# Prepositions of whom it is about.
AGAINST = ("на", "против", "к", "с", "в отношении")


def bar_forum(search: Search) -> None:
    """The organisation that a complaint, a suit or a quarrel is taken to is no side of it; nor is
    a state that is only complained to («пожаловался в Брюссель»)."""
    tree, words = search.tree, search.occurrence.words
    complaints = grammar()["complaints"]
    if search.sense.type != "ACCUSE" or not any(tree.lemmas[w] in complaints for w in words):
        return
    below = [at for w in words for at in tree.descend(w, 2, APART)]
    lodged = [i for i in below if tree.prepositions[i] in ("в", "перед") or _is_given(search, i)]
    if search.part == "noun":
        # «ВТО рассмотрела жалобу Мексики»: whoever considers it.
        own = {*tree.descend(search.head, 9)}
        lodged += [i for i in range(len(tree.tokens)) if i not in own]
    aimed = {c for i in below if tree.prepositions[i] in AGAINST for c in _bodies(search, i)}
    codes = (code for i in lodged for code in _bodies(search, i) if code not in aimed)
    search.sides.barred.extend(dict.fromkeys(codes))


def _is_given(search: Search, i: int) -> bool:
    """«направил генсеку ООН жалобу»"""
    return not search.tree.prepositions[i] and search.tree.case(i) == "dat"


def _bodies(search: Search, i: int) -> Codes:
    """Organisations that the phrase of a word names; of a grievance anybody before whom it is
    laid."""
    codes, _ = search.parties.within(search.tree, i)
    if search.sense.rule == "accuse.grievance" and search.tree.prepositions[i] == "в":
        return codes
    return tuple(code for code in codes if code in search.parties.organisations)
