"""What an act is in its speaker's mouth (rules 3 and 14 of the codebook)."""

from __future__ import annotations

from dataclasses import replace

from itogi.coding.events.found import Found
from itogi.coding.events.speech import Speech
from itogi.coding.events.status import MATERIAL_CONFLICT
from itogi.coding.records import Statement

# Deeds that are threatened when they are announced; others are measures to come.
VIOLENT = ("ASSAULT", "MOBILIZE")


def turned(act: Found, speech: Speech) -> Found | None:
    """The act as the codebook takes it; None where only an expert or a citizen asserts it.

    An official's word on another's hostile act is his accusation, on what another must do his
    demand, on its support of his own side his praise; what he says of his own side's act is that
    act.
    """
    statement = speech.around(act.tree, act.occurrence.head)
    if statement is None or act.sense.said:
        return act
    if statement.rule.endswith("/deny") and act.status == "actual":
        act = replace(act, status="negated")
    if not speech.is_heard(statement):
        return act if _tells_of_himself(act, statement) else None
    speaker = statement.state
    if speaker in act.sides.actors and act.type in VIOLENT and act.status == "future":
        return replace(act, type="THREATEN", status="actual")
    if speaker is None or act.sides.symmetric or speaker in act.sides.actors:
        return act
    sides = replace(act.sides, actors=[speaker], recipients=list(act.sides.actors))
    if act.context.necessary:
        return replace(act, type="REQUEST", sides=sides, status="actual")
    hostile = act.type in MATERIAL_CONFLICT
    aimed = speaker in act.sides.recipients and act.type in ("REJECT", "THREATEN")
    told = act.status in ("actual", "historical") or _is_doubted(act)
    if (hostile or aimed) and told:
        return replace(act, type="ACCUSE", sides=sides, status="actual")
    praised = statement.kind == "direct" and act.type in ("AID", "SUPPORT", "COOPERATE")
    if praised and speaker in act.sides.recipients and act.status == "actual":
        return replace(act, type="SUPPORT", sides=sides)
    return act


def _is_doubted(act: Found) -> bool:
    """«заявил, что Чили якобы запретила ввоз»: the doubt is the newsroom's, the charge his."""
    doubts = {act.tree.lemmas[at] for flag, at in act.context.cues if flag == "hypothetical"}
    return doubts == {"якобы"}


def _tells_of_himself(act: Found, statement: Statement) -> bool:
    """A former president on what he did in office: «не обсуждал …», «я просил …»."""
    if statement.voice != "other" or statement.state not in act.sides.actors:
        return False
    tree = act.tree
    named = [tree.tokens[i] for i in tree.subjects(act.occurrence.head)]
    inside = [t for t in named if statement.start <= t.start < statement.end]
    return all(t.pos == "PRON" for t in inside)
