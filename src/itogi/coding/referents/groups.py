"""Several at once: «Путин и Обама», «стороны», «лидеры двух стран», «оба президента»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from itogi.coding.late import Late
from itogi.coding.referents.lexicon import is_plural, keys_of, nouns, posts
from itogi.coding.referents.record import Referent
from itogi.coding.referents.roles import complement_codes
from itogi.coding.referents.scene import Scene
from itogi.coding.referents.trees import Tree


def coordinated(
    tree: Tree, i: int, alone: Callable[[Tree, int], Referent | None]
) -> Referent | None:
    """The group of a phrase and those listed with it, if they act for more than one. `alone` gives
    the referent of one member."""
    if not tree.kids[i] or tree.tokens[i].rel == "conj":
        return None
    case = tree.tokens[i].feats.get("Case")
    parts = [
        k
        for k in tree.kids[i]
        if tree.tokens[k].rel == "conj"
        and tree.tokens[k].pos in ("NOUN", "PROPN", "X")
        and tree.tokens[k].feats.get("Case") in (case, None)
    ]
    if not parts:
        return None
    members = [m for m in (alone(tree, k) for k in (i, *parts)) if m and m.codes]
    codes = tuple(dict.fromkeys(code for m in members for code in m.codes))
    if len(members) < 2 or len(codes) < 2:
        return None
    first = members[0]
    start, end = min(m.start for m in members), max(m.end for m in members)
    return Referent(
        first.naming,
        "group",
        codes,
        first.posting,
        None,
        start,
        end,
        first.voice,
        serving=Late(lambda: _shared_branch(members)),
    )


def _shared_branch(members: list[Referent]) -> str | None:
    branch = members[0].branch
    return branch if all(member.branch == branch for member in members) else None


def is_several(tree: Tree, i: int) -> bool:
    """A plural, or a noun after «оба», «два», «три», which the tags call a singular."""
    if is_plural(tree.tokens[i]):
        return True
    table = nouns()
    before = [k for k in {i - 1, *tree.kids[i]} if 0 <= k < i]
    return not all(table.numbers.keys().isdisjoint(keys_of(tree.tokens[k])) for k in before)


def how_many(tree: Tree, words: range) -> int | None:
    """The number that one of the words is: «оба», «двух», «четырёх»."""
    table = nouns()
    found = (table.numbers.get(key) for k in words for key in keys_of(tree.tokens[k]))
    return next((number for number in found if number), None)


def joint(
    scene: Scene, tree: Tree, i: int, two: Callable[[Tree, int], Referent | None]
) -> Referent | None:
    """«стороны», «лидеры двух стран», «президенты России и Украины»: the states that the phrase
    names, else the two of which the article speaks. None for one, or a plural of one state. `two`
    gives the two people named last, whom «лидеры» alone means."""
    table = nouns()
    keys = keys_of(tree.tokens[i])
    if not (keys & table.sides or keys & table.leaders) or not is_several(tree, i):
        return None
    span = scene.stretch(tree, i)
    codes = complement_codes(tree, span[0], i, span[1])
    if codes:
        return scene.of_phrase(tree, span, "group", codes) if len(codes) > 1 else None
    # «лидеры», «главы внешнеполитических ведомств»: a post alone, without whose it is.
    ends = {i + 1, *(post.last for post in posts().at(tree, i)[:1])}
    if span[0] == i and span[1] in ends and keys & table.leaders:
        found = two(tree, i)
        return (
            None
            if found is None
            else replace(found, start=tree.tokens[i].start, end=tree.tokens[i].end)
        )
    number = how_many(tree, range(max(0, span[0] - 1), span[1]))
    if number is None and "сторона" not in keys:
        return None
    several = scene.setting.together(tree, i, number or 2)
    return scene.of_phrase(tree, span, "group", several) if several else None
