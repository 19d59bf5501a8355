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
    tree, parties, now = search.tree, search.parties, search.behind.sentence
    votes, aside = people()["votes"], {*search.sides.taken()} | search.parties.organisations
    here = {m.code for at in range(i) for m in parties.mentions(tree, at) if m.code} - aside
    if here and not votes.isdisjoint(tree.lemmas):
        return tuple(here) if len(here) == 1 else ()
    return search.behind.about.land_of(votes, range(now - 1, -1, -1), aside)


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
