"""What a reading of a trigger needs to count: who says it, both sides, what its sense asks for."""

from __future__ import annotations

from itogi.coding.events.context import Context
from itogi.coding.events.lexicon import grammar, people
from itogi.coding.events.parties import Parties
from itogi.coding.events.search import Sides
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence
from itogi.coding.trace import ActLoss

# Groups that are received as a person is.
GUESTS = ("делегация", "миссия")
# Places of a frame in which only those stand to whom something goes.
GOALS = ("в+acc", "на+acc", "для")
# What two named side by side do with each other; other verbs of trade have a buyer and a seller.
MUTUAL = ("торговать",)
# Nouns that name a condition: «в случае отказа», «при условии реформ».
CONDITIONS = ("случай", "условие")


def unsaid(occurrence: Occurrence, context: Context, speaker: str | None) -> ActLoss | None:
    """Why words that count only in an official's mouth do not: None where they do."""
    if not occurrence.sense.said:
        return None
    if speaker is None:
        return "nobody-says"
    if context.hypothetical and not _is_threat_on_condition(occurrence, context):
        return "only-supposed"
    return None if _is_predicate(occurrence, context) else "no-predicate"


def _is_threat_on_condition(occurrence: Occurrence, context: Context) -> bool:
    """«если Чад закроет порт, примем меры»: a threat is made so, it is no mere supposition."""
    tree = occurrence.tree
    unreal = [at for flag, at in context.cues if flag == "hypothetical"]
    return occurrence.sense.type == "THREATEN" and all(
        tree.lemmas[at] == "если" or tree.lemmas[at] in CONDITIONS for at in unreal
    )


def missing(sides: Sides) -> ActLoss | None:
    """Which side was not found."""
    if sides.complete():
        return None
    if not sides.codes():
        return "no-sides"
    if sides.symmetric or sides.mutual:
        return "no-second-side"
    return "no-recipient" if sides.actors else "no-actor"


def unnamed(context: Context, sides: Sides, tree: Tree) -> ActLoss | None:
    """What is only called for falls on whom the call names: «призвал запретить въезд чужакам»."""
    called = any(tree.lemmas[at] in grammar()["calls"] for _, at in context.cues)
    return "no-recipient" if called and sides.reach else None


def unmet_need(
    occurrence: Occurrence, context: Context, sides: Sides, parties: Parties
) -> ActLoss | None:
    """What the sense asks for that is not there."""
    sense, tree = occurrence.sense, occurrence.tree
    apart = sense.apart and (_are_only_goals(sides) or _sell_to_others(occurrence, sides))
    if apart or _only_mediate(occurrence, sides):
        return "no-second-side"
    if sense.needs == "borne" and not _is_borne(occurrence, context):
        return "not-borne"
    if sense.type == "COOPERATE" and _is_weighed(occurrence):
        return "not-borne"
    if sense.needs == "demand" and _states_a_fact(occurrence):
        return "states-fact"
    verb = occurrence.part == "verb"
    if (
        verb
        and sense.needs == "official"
        and not any(
            parties.is_official(tree, i) and tree.lemmas[i] not in people()["vehicles"]
            for i in tree.subjects(occurrence.head)
        )
    ):
        return "not-official"
    if verb and sense.needs == "force" and not _is_force(tree, occurrence.head):
        return "not-official"
    if sense.needs == "duty" and not _is_duty(occurrence, sides, parties):
        return "no-duty"
    if (
        verb
        and sense.needs == "infinitive"
        and (
            _states_a_fact(occurrence)
            or not any(tree.form(c) == "Inf" for c in tree.children[occurrence.head])
        )
    ):
        return "no-infinitive"
    if sense.needs == "state-object" and not any(
        parties.is_state_name(tree, i) for i in tree.objects(occurrence.head)
    ):
        return "no-state"
    told = sense.type == "RETREAT" and any(step.place == "told-before" for step in sides.steps)
    if sense.needs == "person-object" and not told and not _has_person(occurrence, parties):
        return "no-person"
    if sense.only_recipient == "organisation":
        sides.recipients = [c for c in sides.recipients if c in parties.organisations]
        return None if sides.recipients else "no-organisation"
    return None


def _is_weighed(occurrence: Occurrence) -> bool:
    """«подчеркнул важность сотрудничества»: what it is worth, not that it goes on."""
    tree, head = occurrence.tree, occurrence.head
    above = tree.head(head)
    weighed = above >= 0 and tree.lemmas[above] in grammar()["worth"]
    return occurrence.part == "noun" and tree.case(head) == "gen" and weighed


def _only_mediate(occurrence: Occurrence, sides: Sides) -> bool:
    """«при посредничестве Омана и Катара»: who mediated, and not with each other."""
    at_hand = occurrence.tree.prepositions[occurrence.head] == "при"
    mediates = occurrence.sense.rule == "consult.mediate" and at_hand
    return mediates and all(step.place in ("genitive", "adjective") for step in sides.steps)


def _sell_to_others(occurrence: Occurrence, sides: Sides) -> bool:
    """«Малайзия и Таиланд поставляют на рынок каучук»: not the one to the other."""
    if occurrence.sense.rule != "cooperate.trade" or occurrence.part != "verb":
        return False
    one_way = occurrence.tree.lemmas[occurrence.head] not in MUTUAL
    each_other = any(lemma == "друг" for lemma in occurrence.tree.lemmas)
    return one_way and not each_other and all(step.place == "subject" for step in sides.steps)


def _are_only_goals(sides: Sides) -> bool:
    """«муку вывозили в Панаму и Кению»: where it all went to, not who sent it."""
    return sides.symmetric and all(step.place in GOALS for step in sides.steps)


def _is_predicate(occurrence: Occurrence, context: Context) -> bool:
    """A noun or adjective says something of another side only as what is said of it."""
    tree, head = occurrence.tree, occurrence.head
    if len(occurrence.words) > 1 or tree.is_verb(head):
        return True
    first = tree.head(head) if tree.rel(head) == "conj" else head
    beside = [*tree.children[head], *tree.children[first]]
    subject = any(tree.rel(c).startswith("nsubj") for c in beside)
    aside = any(preposition == "со стороны" for preposition, _, _ in tree.behind(head))
    return subject or aside or context.support is not None or tree.tokens[head].pos == "ADJ"


def _states_a_fact(occurrence: Occurrence) -> bool:
    """«настаивает, что …», «гарантирую, что …»: an assertion, nothing asked or offered."""
    tree, head = occurrence.tree, occurrence.head
    clauses = [c for c in tree.children[head] if tree.rel(c) in ("ccomp", "advcl")]
    said = any(tree.lemmas[d] == "что" for c in clauses for d in tree.children[c])
    comma = tree.lemmas[head + 1 : head + 3] == [",", "что"]
    return occurrence.part == "verb" and (said or comma)


def _is_borne(occurrence: Occurrence, context: Context) -> bool:
    """A bare noun («перспективы развития отношений») says of nobody that he does it; under a
    condition («в случае отказа») it is still done by somebody."""
    if occurrence.part == "verb":
        return True
    supposed = any(
        flag == "hypothetical" and occurrence.tree.lemmas[at] not in CONDITIONS
        for flag, at in context.cues
    )
    return not supposed and (context.support is not None or context.willing or context.future)


def _is_duty(occurrence: Occurrence, sides: Sides, parties: Parties) -> bool:
    """An infinitive to be done by an actor itself: «Сербия должна признать», no question of it."""
    tree, head = occurrence.tree, occurrence.head
    if any(tree.lemmas[c] == "ли" for c in tree.children[head]):
        return False
    if not any(tree.form(c) == "Inf" for c in tree.children[head]):
        return False
    speaker = sides.actors[0]
    return all(
        parties.is_official(tree, i) and speaker not in parties.of(tree, i)
        for i in sides.tokens[:1]
    )


def _has_person(occurrence: Occurrence, parties: Parties) -> bool:
    tree, head = occurrence.tree, occurrence.head
    if occurrence.part == "noun":
        objects = [i for p, case, i in tree.behind(head) if not p and case in ("gen", "")]
    else:
        behind = [row for at in dict.fromkeys((head, *occurrence.words)) for row in tree.behind(at)]
        shared = tree.objects(head) or _shared_objects(tree, head)
        objects = [at for i in shared for at in (i, *_counted(tree, i))]
        objects += [i for p, case, i in behind if not p and case in ("dat", "gen")]
    return any(parties.is_person(tree, i) or tree.lemmas[i] in GUESTS for i in objects)


def _shared_objects(tree: Tree, head: int) -> list[int]:
    """«обвинил Иванова в краже и приговорил к году»: the object that the first verb has."""
    return tree.objects(tree.head(head)) if tree.rel(head) == "conj" else []


def _is_force(tree: Tree, head: int) -> bool:
    """Police or soldiers do it, not a crowd."""
    forces = people()["law"] | grammar()["soldiers"]
    return any(tree.lemmas[i] in forces for i in tree.subjects(head))


def _counted(tree: Tree, i: int) -> list[int]:
    """«около трёхсот узников», «полсотни рыбаков»: who is counted out."""
    number = tree.tokens[i].pos == "NUM" or tree.lemmas[i] in people()["measures"]
    return [c for c in tree.children[i] if number and tree.case(c) == "gen"]
