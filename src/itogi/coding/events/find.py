"""From triggers to acts: sides filled, what a greater act holds left out, status read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from itogi.coding.events.about import About
from itogi.coding.events.context import Context, calls_nobody, read_context
from itogi.coding.events.found import Found
from itogi.coding.events.holding import conflict_in, holder_of, is_fact, stronger_in
from itogi.coding.events.lexicon import (
    Modality,
    Sense,
    grammar,
    lexicon,
    modality,
    people,
)
from itogi.coding.events.likewise import likewise
from itogi.coding.events.parties import Codes, Parties
from itogi.coding.events.search import Background as Behind
from itogi.coding.events.search import Sides
from itogi.coding.events.sides import find_sides
from itogi.coding.events.speech import Speech
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence, find_triggers
from itogi.coding.plover import event_types
from itogi.coding.records import Status
from itogi.coding.trace import SILENT, ActLoss, Trace

# Deeds that one does at another's request.
DONE_WHEN_ASKED = ("COERCE", "COOPERATE", "RETREAT", "ASSAULT", "AID")
MATERIAL_CONFLICT = ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
MEASURES = ("SANCTION", "COERCE")
COMING_COOPERATION = ("CONSULT", "COOPERATE", "AID", "SUPPORT", "AGREE")
TO_COME = (*COMING_COOPERATION, "RETREAT", "CONCEDE")
RECENT = 3
# In an article with more words of sport than this these types are taken for contests.
SPORT = 4
CONTESTS = ("ASSAULT", "THREATEN", "COERCE", "CONSULT", "REJECT", "AGREE")
# Groups that are received as a person is.
GUESTS = ("делегация", "миссия")
# Types that are told as done, or as threatened: as mere conditions they are nothing.
TOLD_AS_DONE = ("ASSAULT", "COERCE", "REQUEST", "ACCUSE", "REJECT", "CONCEDE")
SUPPOSING = ("если", "чтобы", "ли")
PLEDGES = ("agree.promise", "agree.offer", "agree.consent")


def find_acts(
    trees: Sequence[Tree], parties: Parties, speech: Speech, trace: Trace = SILENT
) -> list[Found]:
    """All acts that the triggers of a document give, in text order."""
    words = modality()
    found: list[Found] = []
    about = About(trees, parties)
    for tree in trees:
        behind = _behind(tree, about, found)
        found.extend(_acts_of(tree, parties, speech, behind, words, trace))
        found.extend(likewise(tree, parties, found))
    return _without_contests(found, trace) if _is_of_sport(trees) else found


def _without_contests(found: list[Found], trace: Trace) -> list[Found]:
    """In an article on sport a match is no fight, and a side not named near is no side."""
    kept = []
    for act in found:
        if act.type not in CONTESTS and not act.sides.reach:
            kept.append(act)
        else:
            trace.act_dropped(act, "sport")
    return kept


def _is_of_sport(trees: Sequence[Tree]) -> bool:
    """Whether words of sport recur so that «встретились» and «разгромили» mean a match."""
    named = sum(lemma in people()["sport"] for tree in trees for lemma in tree.lemmas)
    return named > max(SPORT, len(trees) // 3)


def _behind(tree: Tree, about: About, acts: Sequence[Found]) -> Behind:
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
        visit=_visit(tree, acts),
    )


def _with(behind: Behind, act: Found) -> Behind:
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


def _acts_of(
    tree: Tree, parties: Parties, speech: Speech, behind: Behind, words: Modality, trace: Trace
) -> Iterator[Found]:
    rows = []
    found, spare = find_triggers(tree, lexicon(), trace)
    for row in found:
        if _is_in_name(row, parties):
            trace.act_lost(row[0], "in-name")
        elif _is_asked(tree, row[0].head) or _is_charged(row[0]) or _is_ahead(row[0], words):
            trace.act_lost(row[0], "only-supposed")
        else:
            rows.append(row)
    contexts = {row[0].head: read_context(tree, row[0].head, words, row[0].words) for row in rows}
    heads = {row[0].head: row for row in rows}
    made: dict[int, Found] = {}
    ordered = sorted(rows, key=lambda row: (row[0].sense.weak, _depth(tree, row[0].head)))
    silent: set[int] = set()
    for row in chain(ordered, _spare(spare, silent, made, trace)):
        head = row[0].head
        heads.setdefault(head, row)
        context = contexts.get(head) or read_context(tree, head, words, row[0].words)
        meeting = row[0].sense.type == "CONSULT"
        asked = _asked_for(row[0], context, made, parties)
        if asked is not None:
            made[head] = asked
            trace.act_found(asked, row)
            continue
        holder = holder_of(tree, head, made, meeting)
        if holder is not None and not is_fact(row, made, parties):
            trace.act_lost(row[0], "held", by=holder)
            continue
        if row[0].sense.weak and (other := stronger_in(tree, head, made, heads)) is not None:
            trace.act_lost(row[0], "yields", by=other)
            continue
        if row[0].sense.rule == "concede.let" and _lets_harm(tree, head):
            trace.act_lost(row[0], "promise", by=head)
            continue
        deed = conflict_in(tree, head, heads)
        if deed is not None and (row[0].sense.rule in PLEDGES or _calls_for(heads[deed], tree)):
            trace.act_lost(row[0], "promise", by=deed)
            continue
        speaker = speech.official(tree, head)
        shut: set[int] = set()
        act = next(_readings(row, context, parties, behind, speaker, trace, shut), None)
        if act is None:
            silent |= {head} - shut
        elif head not in contexts and context.future:
            trace.act_lost(act.occurrence, "only-supposed", sides=act.sides)
        else:
            behind = _with(behind, act)
            made[head] = act
            trace.act_found(act, row)
    yield from sorted(made.values(), key=lambda act: act.occurrence.head)


def _spare(
    rows: list[tuple[int, list[Occurrence]]],
    silent: set[int],
    made: dict[int, Found],
    trace: Trace,
) -> Iterator[list[Occurrence]]:
    """Readings whose words a longer pattern took that told of nothing after all."""
    for owner, row in rows:
        # Of measures the whole phrase tells or nobody: «добиваться снятия санкций».
        little = row[0].sense.weak or row[0].sense.type in MATERIAL_CONFLICT
        head = row[0].head
        if owner in silent and not little and head not in made and head not in silent:
            yield row
        else:
            for occurrence in row:
                trace.act_lost(occurrence, "taken", by=owner)


def _calls_for(row: list[Occurrence], tree: Tree) -> bool:
    """«призвал ввести санкции против …»: a call that turns to nobody, for a deed of conflict."""
    above = tree.head(row[0].head)
    deed = row[0].sense.type in MATERIAL_CONFLICT or row[0].sense.type == "THREATEN"
    return deed and above >= 0 and calls_nobody(tree, above)


def _lets_harm(tree: Tree, i: int) -> bool:
    """«указ позволил наказывать банки»: what is allowed to be done to others is no concession."""
    return any(
        tree.lemmas[c] in grammar()["harming"] and tree.form(c) == "Inf" for c in tree.children[i]
    )


def _is_asked(tree: Tree, i: int) -> bool:
    """«О чём договорились …», «Введёт ли Чили …»: a question tells of nothing that was done."""
    top = next((at for at in (i, *tree.climb(i)) if tree.head(at) < 0), i)
    last = next((t.text for t in reversed(tree.tokens) if t.text not in '»"”)'), "")
    begins = next((at + 1 for at in range(i, -1, -1) if tree.tokens[at].text in ":—"), 0)
    words = range(begins, len(tree.tokens))
    opening = next((at for at in words if tree.tokens[at].pos != "ADP"), begins)
    asks = tree.lemmas[opening] in grammar()["questions"] and opening <= begins + 1
    if last != "?" and not (asks and tree.lemmas[-1] != "."):
        return False
    whether = any(tree.lemmas[c] == "ли" for c in tree.children[top])
    plain = not any(lemma in grammar()["reasons"] for lemma in tree.lemmas[: opening + 1])
    core = (
        i == top
        or (asks and begins > 0 and tree.lemmas[opening] == "что")
        or (tree.head(i) == top and tree.rel(i) in ("nsubj", "nsubj:pass", "obj"))
    )
    return core and (asks or whether or plain)


def _is_charged(occurrence: Occurrence) -> bool:
    """«подозревают в убийстве», «суд по делу о захвате»: what somebody is held for."""
    tree, head = occurrence.tree, occurrence.head
    above = tree.head(head)
    if occurrence.sense.type not in MATERIAL_CONFLICT or occurrence.part != "noun" or above < 0:
        return False
    if any(tree.lemmas[at] in grammar()["imputing"] for at in tree.climb(head)):
        return True
    what = (tree.prepositions[head], tree.case(head))
    return what == ("в", "loc") and tree.lemmas[above] in grammar()["charging"]


def _is_ahead(occurrence: Occurrence, words: Modality) -> bool:
    """«накануне встречи», «до переговоров»: it says when something else is done."""
    before = occurrence.tree.prepositions[occurrence.head] in words("future", "prepositions")
    return before and occurrence.part == "noun" and occurrence.sense.type == "CONSULT"


def _asked_for(
    occurrence: Occurrence, context: Context, made: dict[int, Found], parties: Parties
) -> Found | None:
    """«арестован по запросу США»: who asked, of whoever did it."""
    tree, head = occurrence.tree, occurrence.head
    holder = made.get(tree.head(head))
    if occurrence.sense.type != "REQUEST" or tree.prepositions[head] != "по" or holder is None:
        return None
    actors = list(parties.within(tree, head)[0])
    others = [code for code in holder.sides.actors if code not in actors]
    if not actors or not others or holder.type not in DONE_WHEN_ASKED:
        return None
    sides = Sides(actors, others, [head, *holder.sides.tokens])
    return Found(occurrence, context, sides, "REQUEST", "actual")


def _is_in_name(row: list[Occurrence], parties: Parties) -> bool:
    """«министр торговли», «Организация … сотрудничества»: a word of a name is no trigger."""
    tree, head = row[0].tree, row[0].head
    if row[0].part != "noun" or len(row[0].words) > 1:
        return False
    above = tree.head(head)
    if (
        above >= 0
        and tree.rel(head) in ("nmod", "conj")
        and tree.lemmas[above] in people()["bodies"]
    ):
        return True
    if _is_competence(tree, head):
        return True
    return any(
        m.kind in ("organisation", "body", "company") and m.end - m.start > len(tree.lemmas[head])
        for m in parties.mentions(tree, head)
    )


def _is_competence(tree: Tree, i: int) -> bool:
    """«спецпредставитель по вопросам сотрудничества», «комиссия по урегулированию»: what for."""
    at = i
    for above in tree.climb(i):
        if tree.rel(at) not in ("nmod", "conj"):
            return False
        if tree.prepositions[at] == "по":
            return tree.lemmas[above] in people()["officials"] | people()["bodies"]
        at = above
    return False


def _depth(tree: Tree, i: int) -> int:
    return len(tree.climb(i))


def _readings(
    row: list[Occurrence],
    context: Context,
    parties: Parties,
    behind: Behind,
    speaker: str | None,
    trace: Trace,
    shut: set[int],
) -> Iterator[Found]:
    """Acts that the readings of one trigger give. Where a side is named that is no actor, so that
    none is to be sought, the trigger is added to `shut`."""
    for occurrence in row:
        lost = _unsaid(occurrence, context, speaker)
        if lost is not None:
            trace.act_lost(occurrence, lost)
            continue
        if occurrence.sense.needs == "future" and occurrence.part == "verb" and not context.future:
            trace.act_lost(occurrence, "not-coming")
            continue
        sides = find_sides(occurrence, context, parties, behind, speaker)
        if occurrence.sense.said and _is_of_itself(occurrence, parties, speaker):
            trace.act_lost(occurrence, "own-side", sides=sides)
            continue
        if occurrence.sense.type == "AGREE" and _is_intended_together(occurrence.sense, sides):
            sides.symmetric, sides.recipients = True, []
        if sides.bars:
            shut.add(occurrence.head)
        lost = _missing(sides) or _unnamed(context, sides, occurrence.tree)
        lost = lost or _unmet_need(occurrence, context, sides, parties)
        if lost is not None:
            trace.act_lost(occurrence, lost, sides=sides)
            continue
        kind, status = _reading(occurrence, context)
        if occurrence.sense.said and status == "negated":
            trace.act_lost(occurrence, "denied-words", sides=sides)
            continue
        if occurrence.sense.rule == "sanction.sanctions" and status == "hypothetical":
            trace.act_lost(occurrence, "supposed-sanctions", sides=sides)
            continue
        if kind in TOLD_AS_DONE and _is_condition(occurrence, context):
            trace.act_lost(occurrence, "only-supposed", sides=sides)
            continue
        if kind == "REQUEST" and _is_joint(occurrence, sides, parties):
            kind = "AGREE"
        yield Found(occurrence, context, sides, kind, status)


def _is_condition(occurrence: Occurrence, context: Context) -> bool:
    """«если Чили откажется», «обсуждали, убивать ли»: a condition, an aim or a question."""
    tree, own = occurrence.tree, {occurrence.head, *context.path}
    return any(
        flag == "hypothetical" and tree.lemmas[at] in SUPPOSING and tree.head(at) in own
        for flag, at in context.cues
    )


def _unsaid(occurrence: Occurrence, context: Context, speaker: str | None) -> ActLoss | None:
    """Why words that count only in an official's mouth do not: None where they do."""
    if not occurrence.sense.said:
        return None
    if speaker is None:
        return "nobody-says"
    if context.hypothetical:
        return "only-supposed"
    return None if _is_predicate(occurrence, context) else "no-predicate"


def _missing(sides: Sides) -> ActLoss | None:
    """Which side was not found."""
    if sides.complete():
        return None
    if not sides.codes():
        return "no-sides"
    if sides.symmetric or sides.mutual:
        return "no-second-side"
    return "no-recipient" if sides.actors else "no-actor"


def _unnamed(context: Context, sides: Sides, tree: Tree) -> ActLoss | None:
    """What is only called for falls on whom the call names: «призвал запретить въезд чужакам»."""
    called = any(tree.lemmas[at] in grammar()["calls"] for _, at in context.cues)
    return "no-recipient" if called and sides.reach else None


def _is_intended_together(sense: Sense, sides: Sides) -> bool:
    """Two who intend something together intend it with each other."""
    return sense.weak and not sides.symmetric and len(set(sides.actors)) > 1


def _is_joint(occurrence: Occurrence, sides: Sides, parties: Parties) -> bool:
    """«хотим, чтобы наши и ваши компании …»: the one who wishes is to do it too."""
    if occurrence.sense.name != "wish":
        return False
    tree = occurrence.tree
    if any(_is_shared(tree, i) for p, _, i in tree.behind(occurrence.head) if p == "на"):
        return True
    clauses = [
        c
        for word in occurrence.words
        for c in tree.children[word]
        if tree.rel(c) in ("ccomp", "acl", "advcl") and not _is_reason(tree, c)
    ]
    codes = {
        code
        for c in clauses
        for d in tree.children[c]
        if tree.rel(d).startswith("nsubj")
        for code in parties.within(tree, d)[0]
    }
    return len(codes) > 1 and bool(codes & set(sides.actors))


def _is_reason(tree: Tree, clause: int) -> bool:
    """«…, поскольку никому другому мы не верим»: why it is wished, not what."""
    return any(tree.lemmas[c] in grammar()["facts"] for c in tree.children[clause])


def _is_shared(tree: Tree, i: int) -> bool:
    """What nobody does alone: «надеется на встречу», «рассчитывает на подписание»."""
    senses = [sense for sense, pattern in lexicon().by_head.get(tree.lemmas[i], ())]
    return any(s.type in ("CONSULT", "COOPERATE") or s.rule == "support.sign" for s in senses)


def _is_of_itself(occurrence: Occurrence, parties: Parties, speaker: str | None) -> bool:
    """Blame and demands are of others: the speaker's own side is not their subject."""
    if occurrence.sense.type not in ("ACCUSE", "REQUEST") or occurrence.part == "noun":
        return False
    tree, head = occurrence.tree, occurrence.head
    if any(tree.case(c) == "dat" and parties.of(tree, c) for c in tree.children[head]):
        return False
    return any(speaker in parties.within(tree, i)[0] for i in tree.subjects(head))


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


def _unmet_need(
    occurrence: Occurrence, context: Context, sides: Sides, parties: Parties
) -> ActLoss | None:
    """What the sense asks for that is not there."""
    sense, tree = occurrence.sense, occurrence.tree
    if sense.needs == "borne" and not _is_borne(occurrence, context):
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


def _states_a_fact(occurrence: Occurrence) -> bool:
    """«настаивает, что …», «гарантирую, что …»: an assertion, nothing asked or offered."""
    tree, head = occurrence.tree, occurrence.head
    clauses = [c for c in tree.children[head] if tree.rel(c) in ("ccomp", "advcl")]
    said = any(tree.lemmas[d] == "что" for c in clauses for d in tree.children[c])
    comma = tree.lemmas[head + 1 : head + 3] == [",", "что"]
    return occurrence.part == "verb" and (said or comma)


def _is_borne(occurrence: Occurrence, context: Context) -> bool:
    """A bare noun («перспективы развития отношений») says of nobody that he does it."""
    if occurrence.part == "verb":
        return True
    return not context.hypothetical and (
        context.support is not None or context.willing or context.future
    )


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
        objects = [at for i in tree.objects(head) for at in (i, *_counted(tree, i))]
        objects += [i for p, case, i in behind if not p and case in ("dat", "gen")]
    return any(parties.is_person(tree, i) or tree.lemmas[i] in GUESTS for i in objects)


def _counted(tree: Tree, i: int) -> list[int]:
    """«около трёхсот узников», «полсотни рыбаков»: who is counted out."""
    number = tree.tokens[i].pos == "NUM" or tree.lemmas[i] in people()["measures"]
    return [c for c in tree.children[i] if number and tree.case(c) == "gen"]


def _reading(occurrence: Occurrence, context: Context) -> tuple[str, Status]:
    """Type and status as the context turns them (rules 2, 7, 9 to 11 of the codebook)."""
    sense = occurrence.sense
    kind: str = sense.type
    unreal = context.hypothetical
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


def _is_over(occurrence: Occurrence) -> bool:
    """«больше не задерживает», «впредь не будет высылать»: a hindrance has ended."""
    tree, head = occurrence.tree, occurrence.head
    near = [at for c in tree.children[head] for at in (c, *tree.children[c])]
    return occurrence.part == "verb" and any(tree.lemmas[i] in grammar()["no-more"] for i in near)


def _is_planned(occurrence: Occurrence, context: Context) -> bool:
    """«объявил о намерении ввести пошлины»: a measure to come, rather than a threat."""
    words = [at for flag, at in context.cues if flag == "willing"]
    return any(occurrence.tree.lemmas[at].startswith("намер") for at in words)


def _denied(occurrence: Occurrence, context: Context) -> tuple[str, Status]:
    sense, tree = occurrence.sense, occurrence.tree
    kind, noun = sense.type, occurrence.part == "noun"
    failed = {tree.lemmas[at] for flag, at in context.cues if flag == "negated"}
    if sense.name == "scheduled" and failed & modality()("negated", "verbs"):
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
