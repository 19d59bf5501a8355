"""Acts read again in the light of what else the article tells: what helped, what was denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itogi.coding.events.forest import Forest
from itogi.coding.events.found import Found
from itogi.coding.events.lexicon import grammar, modality
from itogi.coding.events.tree import Tree

# What is said of them is said by the newsroom or a rumour, and can be denied as a report.
REPORTED = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST",
)  # fmt: skip
# Acts by which a state stands with another on whose soil it fights.
SIDING = ("SUPPORT", "AID")
# What may be sent to help, though its words alone do not say so.
SENT = ("ASSAULT", "MOBILIZE")
# «взял под контроль сёла, которые Чад вернул»: what is given back is not seized.
SEIZING = ("COERCE",)
# Verbs of judging: «назвал слухи вымыслом».
AGREES = "соответствовать"
NAMING = ("назвать", "называть", "считать", "счесть")
# Sentences back in which a report may stand that is denied.
BACK = 2


def with_hindsight(acts: Sequence[Found], forest: Forest) -> list[Found]:
    """The same acts, those of them turned that the rest of the article shows in another light."""
    denying = modality()("negated", "deny") | {AGREES, *NAMING}
    denials = [
        tree for tree in forest.holding(denying, grammar()["reports"]) if _denies_report(tree)
    ]
    denied = {tree.index: _reports_before(tree, acts) for tree in denials}
    untrue = {at for found in denied.values() for at in found}
    backed = {
        (actor, recipient)
        for act in acts
        if act.type in SIDING and act.status != "negated"
        for actor in act.sides.actors
        for recipient in act.sides.recipients
    }
    backed |= {
        (asked, asker)
        for act in acts
        if act.sense.rule == "request.ask" and act.status != "negated" and _asks_for_help(act)
        for asker in act.sides.actors
        for asked in act.sides.recipients
    }
    returned = {
        (frozenset(act.sides.recipients), frozenset(act.sides.actors))
        for act in acts
        if act.sense.rule == "retreat.return-property" and act.status == "actual"
    }
    return [
        _turned(act, i in untrue, backed)
        for i, act in enumerate(acts)
        if not (act.type == "REJECT" and act.sides.reach and denied.get(act.tree.index))
        and not _is_praised(act, acts)
        and not (act.type in SEIZING and act.status == "actual" and _sides(act) in returned)
    ]


def _is_praised(act: Found, acts: Sequence[Found]) -> bool:
    """«остаётся крупнейшим торговым партнёром»: said of a partner in praise, no trade is told."""
    partner = act.sense.rule == "cooperate.trade" and act.tree.lemmas[act.occurrence.head] in (
        "партнер",
        "инвестор",
    )
    return partner and any(
        one.tree is act.tree and one.sense.rule == "support.speak-well" for one in acts
    )


def _sides(act: Found) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(act.sides.actors), frozenset(act.sides.recipients)


def _turned(act: Found, denied: bool, backed: set[tuple[str, str]]) -> Found:
    if denied and act.status in ("actual", "future", "hypothetical"):
        return replace(act, status="negated")
    if act.type in SENT and _is_there(act) and _backs_all(act, backed):
        return replace(act, type="AID")
    return act


def _asks_for_help(act: Found) -> bool:
    """«попросил военной помощи», «обратился за поддержкой», «попросил прислать миротворцев»."""
    below = act.tree.descend(act.occurrence.head, 3, ("acl:relcl", "parataxis", "conj"))
    return not grammar()["help"].isdisjoint({act.tree.lemmas[i] for i in below})


def _backs_all(act: Found, backed: set[tuple[str, str]]) -> bool:
    """Whether each actor stands with each state in which it fights, by what else is told."""
    pairs = [(a, r) for a in act.sides.actors for r in act.sides.recipients]
    return bool(pairs) and all(pair in backed for pair in pairs)


def _is_there(act: Found) -> bool:
    """«удары в Сирии», «ввод войск в Сирию»: the state is where it is done, not who is hit."""
    tree, tokens = act.tree, act.sides.tokens
    if not tokens:
        return False
    own = tree.children[tokens[-1]] if tokens[-1] in act.occurrence.words else []
    return any(tree.prepositions[i] in ("в", "на") for i in (tokens[-1], *own))


def _denies_report(tree: Tree) -> bool:
    """«В Кремле это опровергли», «МИД назвал слухи ложью»: a report of others, told before."""
    return any(_denies(tree, i) for i in range(len(tree.tokens)) if tree.is_verb(i))


def _denies(tree: Tree, verb: int) -> bool:
    below = list(tree.descend(verb, 2, ("acl:relcl", "advcl", "parataxis", "conj")))
    lemmas = {tree.lemmas[i] for i in below}
    refused = "не" in {tree.lemmas[c] for c in tree.children[verb]}
    if tree.lemmas[verb] in modality()("negated", "deny"):
        told = not refused
    elif tree.lemmas[verb] == AGREES:
        told = refused and "действительность" in lemmas
    else:
        told = tree.lemmas[verb] in NAMING and not refused and bool(lemmas & grammar()["untrue"])
    reports = [i for i in below if tree.lemmas[i] in grammar()["reports"]]
    return told and bool(reports) and not any(_has_content(tree, i) for i in reports)


def _has_content(tree: Tree, i: int) -> bool:
    """«сообщения о встрече»: the report is told here, not before."""
    return any(
        tree.prepositions[c] == "о" or tree.rel(c) in ("acl", "ccomp") for c in tree.children[i]
    )


def _reports_before(tree: Tree, acts: Sequence[Found]) -> list[int]:
    """Acts of the nearest sentence before that tells any; of the same one, before the denial. Of
    an accusation none: it is that which is denied."""
    for back in range(BACK + 1):
        near = [i for i, act in enumerate(acts) if act.tree.index == tree.index - back]
        found = [i for i in near if acts[i].type in REPORTED]
        if found or any(acts[i].type == "ACCUSE" for i in near):
            return found
    return []
