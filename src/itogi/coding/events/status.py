"""Type and status of an act, as the context turns them."""

from __future__ import annotations

from itogi.coding.events.context import Context, calls_nobody
from itogi.coding.events.lexicon import grammar, modality
from itogi.coding.events.triggers import Occurrence
from itogi.coding.records import Status

MATERIAL_CONFLICT = ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
COMING_COOPERATION = ("CONSULT", "COOPERATE", "AID", "SUPPORT", "AGREE")
MEASURES = ("SANCTION", "COERCE")
TO_COME = (*COMING_COOPERATION, "RETREAT", "CONCEDE")


def type_and_status(occurrence: Occurrence, context: Context) -> tuple[str, Status]:
    """Type and status as the context turns them (rules 2, 7, 9 to 11 of the codebook)."""
    sense = occurrence.sense
    kind: str = sense.type
    unreal = context.hypothetical or _is_urged(occurrence) or _is_needed(occurrence, context)
    negated = context.negated and not any(
        occurrence.tree.lemmas[word] == "не" for word in occurrence.words
    )
    if sense.status:
        return kind, sense.status  # type: ignore[return-value]
    refuses = kind == "REJECT" and context.negated and not negated
    if sense.said or sense.type == "THREATEN" or refuses:
        return kind, "negated" if negated else "actual"
    if negated and sense.denied:
        return sense.denied, "negated"
    if negated:
        return _denied(occurrence, context)
    if context.future or unreal:
        if kind in COMING_COOPERATION:
            return "AGREE", "hypothetical" if unreal else "actual"
        if kind in ("RETREAT", "CONCEDE"):
            return "CONCEDE", "hypothetical" if unreal else "actual"
        if kind in MATERIAL_CONFLICT and context.decided and not unreal:
            return kind, "actual"
        if kind in MEASURES and _is_planned(occurrence, context) and not unreal:
            return kind, "future"
        if kind in MATERIAL_CONFLICT and context.willing and context.future:
            return "THREATEN", "actual"
        above = context.path[0] if context.path else occurrence.head
        decided = kind == "REQUEST" and above != occurrence.head and occurrence.tree.is_noun(above)
        decided = decided or (context.decided and kind in ("REQUEST", "REJECT"))
        if (context.willing or decided) and not unreal:
            return kind, "actual"
        return kind, "hypothetical" if unreal else "future"
    return kind, "actual"


def _is_urged(occurrence: Occurrence) -> bool:
    """«призвал отменить санкции»: a call is no concession yet, whoever is to make it."""
    above = occurrence.tree.head(occurrence.head)
    gives = occurrence.sense.type in ("CONCEDE", "RETREAT")
    return gives and above >= 0 and calls_nobody(occurrence.tree, above)


def _is_needed(occurrence: Occurrence, context: Context) -> bool:
    """«необходимо проложить трубу»: what is only needed is not done together yet."""
    joint = occurrence.sense.type == "COOPERATE" and occurrence.part == "verb"
    return joint and context.necessary and occurrence.tree.form(occurrence.head) == "Inf"


def _is_over(occurrence: Occurrence) -> bool:
    """«больше не задерживает», «впредь не будет высылать»: a hindrance has ended."""
    tree, head = occurrence.tree, occurrence.head
    near = [at for c in tree.children[head] for at in (c, *tree.children[c])]
    return occurrence.part == "verb" and any(tree.lemmas[i] in grammar()["no-more"] for i in near)


def _is_planned(occurrence: Occurrence, context: Context) -> bool:
    """«объявил о намерении ввести пошлины»: a measure to come, rather than a threat."""
    words = [at for flag, at in context.cues if flag == "willing"]
    return any(occurrence.tree.lemmas[at].startswith("намер") for at in words)


def _will_not_take_place(occurrence: Occurrence) -> bool:
    """«встреча в Осло не состоится»: talks that fell through, not that nobody planned."""
    above = occurrence.tree.head(occurrence.head)
    return above >= 0 and occurrence.tree.lemmas[above] == "состояться"


def _denied(occurrence: Occurrence, context: Context) -> tuple[str, Status]:
    sense, tree = occurrence.sense, occurrence.tree
    kind, noun = sense.type, occurrence.part == "noun"
    failed = {tree.lemmas[at] for flag, at in context.cues if flag == "negated"}
    if sense.name == "scheduled" and failed & modality()("negated", "verbs"):
        return "CONSULT", "negated"
    if kind == "CONSULT" and noun and _will_not_take_place(occurrence):
        return "CONSULT", "negated"
    if kind in MEASURES and _is_over(occurrence):
        return "CONCEDE", "actual"
    if sense.name == "let":
        return "REJECT", "actual"
    if context.future and noun and kind in COMING_COOPERATION:
        return "AGREE", "negated"
    if context.future and kind in TO_COME:
        return "REJECT", "actual"
    return kind, "negated"
