"""What the article has told before a sentence, for a side that the sentence leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itogi.coding.events.about import About
from itogi.coding.events.found import Found
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Background as Behind
from itogi.coding.events.tree import Tree
from itogi.coding.plover import is_conflict

# Sentences back in which an act was told a little before.
RECENT = 3
# Rules of acts after which, or before which, soldiers are on another's soil.
STATIONING = (
    "aid.arms", "aid.arrive", "aid.arrive-asked", "assault.invade", "mobilize.deploy",
    "retreat.withdraw",
)  # fmt: skip


def told_before(tree: Tree, about: About, acts: Sequence[Found]) -> Behind:
    """What the article offers for a side that the sentence leaves out."""
    told = list(reversed(acts))
    recent = [act for act in told if tree.index - RECENT <= act.tree.index]
    return Behind(
        about,
        tree.index,
        [_dyad(act) for act in recent],
        told=[_dyad(act) for act in told],
        before=[_row(act) for act in acts if act.tree.index == tree.index - 1],
        done=[_row(act) for act in recent],
        hostile=[_sides(act) for act in recent if is_conflict(act.type)],
        accusers=[_sides(act) for act in told if act.type == "ACCUSE"],
        opens=not any(
            act.tree.sentence.block == tree.sentence.block and act.tree.index < tree.index
            for act in acts
        ),
        asked=[_sides(act) for act in told if act.sense.rule == "request.ask"],
        stationed=[_sides(act) for act in told if act.sense.rule in STATIONING],
        accused=next((act.sides.recipients for act in told if act.type == "ACCUSE"), []),
        captors=next((act.sides.actors for act in acts if act.sense.mode == "arrest"), []),
        holders=[_sides(act) for act in told if act.type == "COERCE"],
        visit=_visit(tree, acts),
    )


def with_act(behind: Behind, act: Found) -> Behind:
    """The same, and what the sentence has just told."""
    hostile = [_sides(act)] if is_conflict(act.type) else []
    return replace(
        behind,
        dyads=[_dyad(act), *behind.dyads],
        hostile=[*hostile, *behind.hostile],
        here=[_row(act), *behind.here],
    )


def _dyad(act: Found) -> frozenset[str]:
    return frozenset(act.sides.codes())


def _sides(act: Found) -> tuple[Codes, Codes]:
    return tuple(act.sides.actors), tuple(act.sides.recipients)


def _row(act: Found) -> tuple[str, Codes, Codes]:
    return act.type, *_sides(act)


def _visit(tree: Tree, acts: Sequence[Found]) -> tuple[Codes, Codes] | None:
    """Guest and host of the visit told last, a little before."""
    for act in reversed(acts):
        sides = act.sides
        if act.tree.index < tree.index - RECENT or act.type != "CONSULT":
            continue
        if act.sense.name not in ("visit", "host") or not sides.symmetric:
            continue
        leading = tuple(dict.fromkeys(sides.leading))
        others = tuple(code for code in sides.actors if code not in leading)
        if leading and others:
            return (others, leading) if act.sense.name == "host" else (leading, others)
    return None
