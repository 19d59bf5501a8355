"""What the article has told before a sentence, for a side that the sentence leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itogi.coding.events.about import About
from itogi.coding.events.found import Found
from itogi.coding.events.parties import Codes
from itogi.coding.events.search import Background as Behind
from itogi.coding.events.tree import Tree
from itogi.coding.plover import event_types

RECENT = 3


def told_before(tree: Tree, about: About, acts: Sequence[Found]) -> Behind:
    """What the article offers for a side that the sentence leaves out."""
    dyads = [
        frozenset(act.sides.codes())
        for act in reversed(acts)
        if tree.index - RECENT <= act.tree.index
    ]
    before = [
        (act.type, tuple(act.sides.actors), tuple(act.sides.recipients))
        for act in acts
        if act.tree.index == tree.index - 1
    ]
    done = [
        (act.type, tuple(act.sides.actors), tuple(act.sides.recipients))
        for act in reversed(acts)
        if tree.index - RECENT <= act.tree.index
    ]
    accused = next((act.sides.recipients for act in reversed(acts) if act.type == "ACCUSE"), [])
    accusers = [
        (tuple(act.sides.actors), tuple(act.sides.recipients))
        for act in reversed(acts)
        if act.type == "ACCUSE"
    ]
    hostile = [
        (tuple(act.sides.actors), tuple(act.sides.recipients))
        for act in reversed(acts)
        if tree.index - RECENT <= act.tree.index
        and event_types()[act.type].quad.endswith("conflict")
    ]
    holders = [
        (tuple(act.sides.actors), tuple(act.sides.recipients))
        for act in reversed(acts)
        if act.type == "COERCE"
    ]
    captors = next((a.sides.actors for a in acts if a.sense.mode == "arrest"), [])
    return Behind(
        about,
        tree.index,
        dyads,
        told=[frozenset(act.sides.codes()) for act in reversed(acts)],
        before=before,
        done=done,
        hostile=hostile,
        accusers=accusers,
        opens=not any(
            act.tree.sentence.block == tree.sentence.block and act.tree.index < tree.index
            for act in acts
        ),
        accused=accused,
        captors=captors,
        holders=holders,
        visit=_visit(tree, acts),
    )


def with_act(behind: Behind, act: Found) -> Behind:
    """The same, and what the sentence has just told."""
    actors, recipients = tuple(act.sides.actors), tuple(act.sides.recipients)
    hostile = [(actors, recipients)] if event_types()[act.type].quad.endswith("conflict") else []
    return replace(
        behind,
        dyads=[frozenset(act.sides.codes()), *behind.dyads],
        hostile=[*hostile, *behind.hostile],
        here=[(act.type, actors, recipients), *behind.here],
    )


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
