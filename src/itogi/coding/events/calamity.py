"""Whom help and condolences are for where the sentence does not say: the land that was struck.

«Землетрясение разрушило города Турции. Грузия отправила спасателей».
"""

from __future__ import annotations

from itogi.coding.events.lexicon import people
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Search

# Acts that promise help, where the clause names what is given.
PROMISES = ("agree.promise", "agree.readiness", "agree.offer", "agree.intend")

# A calamity is told in the first sentences, or so many before the act.
LEAD = 4
NEAR = 3
# Relations of clauses beside that of the act.
OTHER_CLAUSES = ("parataxis", "conj", "advcl")


def stricken(search: Search) -> Codes:
    """The state whose calamity was told last, if the act helps or condoles and nobody else is
    named."""
    condoles = _condoles(search)
    if search.part != "verb" or not (condoles or _helps(search)):
        return ()
    known, parties = {*search.sides.taken()}, search.parties
    clause = search.tree.descend(search.head, 9, OTHER_CLAUSES)
    here = {m.code for i in clause for m in parties.mentions(search.tree, i) if m.code}
    if not condoles and here - known - parties.organisations:
        return ()
    about, now = search.behind.about, search.behind.sentence
    near = (i for i in range(now, -1, -1) if i < LEAD or i >= now - NEAR)
    return about.land_of(people()["calamities"], near, known | parties.organisations)


def _condoles(search: Search) -> bool:
    tree = search.tree
    words = {tree.lemmas[i] for i in search.occurrence.words}
    if search.sense.rule != "support.congratulate" or words.isdisjoint(people()["condolence"]):
        return False
    # «его семье»: of one person who has died, not of those who were struck.
    below = tree.descend(search.head, 3, OTHER_CLAUSES)
    return not any(tree.lemmas[i] == "семья" and not tree.is_plural(i) for i in below)


def _helps(search: Search) -> bool:
    """«отправил спасателей», «выделил миллион», «готов прислать палатки»."""
    if search.sides.domestic:
        return False
    tree = search.tree
    if search.sense.type == "AID":
        return tree.form(search.head) == "Fin" or tree.is_passive(search.head)
    below = tree.descend(search.head, 3, ("acl:relcl", "parataxis", "conj", "advcl"))
    given = {tree.lemmas[i] for i in below} & (people()["relief"] | people()["money"])
    return search.sense.rule in PROMISES and bool(given)
