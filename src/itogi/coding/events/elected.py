"""Who has just been elected: «поздравил победителя», «пожелал новому правительству успехов».

Meant is the state of whose vote the article has told.
"""

from __future__ import annotations

from itogi.coding.events.lexicon import people
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Search
from itogi.coding.events.tree import Tree


def elected(search: Search, i: int) -> Codes:
    """The state whose vote was told last before token `i`, if the token means who won it."""
    if not is_winner(search, i):
        return ()
    known, about, here = {*search.sides.taken()}, search.behind.about, search.tree
    for sentence in range(search.behind.sentence, -1, -1):
        if people()["votes"].isdisjoint(about.lemmas_of(sentence)):
            continue
        if sentence == search.behind.sentence:
            named = {m.code for at in range(i) for m in search.parties.mentions(here, at) if m.code}
        else:
            named = {*about.places_in(sentence)}
        others = named - known - search.parties.organisations
        if others:
            return tuple(others) if len(others) == 1 else ()
    return ()


def is_winner(search: Search, i: int) -> bool:
    """«победитель», «избранный президент», «новые власти», alone."""
    tree, words = search.tree, people()
    if search.parties.places(tree, i):
        return False
    if tree.lemmas[i] in words["winners"]:
        return not _is_owned(tree, i)
    post = tree.lemmas[i] in words["leaders"] | words["rulers"]
    chosen = any(tree.lemmas[c] in words["chosen"] for c in tree.children[i])
    return post and chosen and not _is_owned(tree, i)


def _is_owned(tree: Tree, i: int) -> bool:
    """«победителя конкурса»: of something else; «главу государства» is of none."""
    return any(
        tree.rel(c) == "nmod" and tree.lemmas[c] not in people()["countries"] | people()["votes"]
        for c in tree.children[i]
    )
