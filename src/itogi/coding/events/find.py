"""From triggers to acts: sides filled, what a greater act holds left out, status read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from itogi.coding.events.about import About
from itogi.coding.events.before import told_before, with_act
from itogi.coding.events.context import Context, calls_nobody, read_context
from itogi.coding.events.forest import Forest
from itogi.coding.events.found import Found
from itogi.coding.events.holding import (
    conflict_in,
    holder_of,
    is_fact,
    measures_in,
    stronger_in,
)
from itogi.coding.events.lexicon import (
    Modality,
    Sense,
    grammar,
    lexicon,
    modality,
    people,
)
from itogi.coding.events.likewise import likewise, may_repeat
from itogi.coding.events.needs import missing, unmet_need, unnamed, unsaid
from itogi.coding.events.parties import Parties
from itogi.coding.events.search import Background as Behind
from itogi.coding.events.search import Sides
from itogi.coding.events.sides import find_sides
from itogi.coding.events.speech import Speech
from itogi.coding.events.status import MATERIAL_CONFLICT, type_and_status
from itogi.coding.events.tree import Tree
from itogi.coding.events.triggers import Occurrence, find_triggers, may_tell
from itogi.coding.trace import SILENT, Trace

# Deeds that one does at another's request.
DONE_WHEN_ASKED = ("COERCE", "COOPERATE", "RETREAT", "ASSAULT", "AID")
# In an article with more words of sport than this these types are taken for contests.
SPORT = 4
CONTESTS = ("ASSAULT", "THREATEN", "COERCE", "CONSULT", "REJECT", "AGREE")
# Senses of police and courts, which are no contests even there.
LAW = ("arrest", "deport")
# Types that are told as done, or as threatened: as mere conditions they are nothing.
TOLD_AS_DONE = ("ASSAULT", "COERCE", "REQUEST", "ACCUSE", "REJECT", "CONCEDE")
# Prepositions of those with whom, or among whom, something is hoped for.
JOINTLY = ("с", "между", "вокруг")
SUPPOSING = ("если", "чтобы", "ли")
PLEDGES = ("agree.promise", "agree.offer", "agree.consent")


def find_acts(
    forest: Forest, parties: Parties, speech: Speech, trace: Trace = SILENT
) -> list[Found]:
    """All acts that the triggers of a document give, in text order."""
    words = modality()
    found: list[Found] = []
    about = About(forest, parties)
    for index, (_, present) in enumerate(forest.words):
        if may_tell(present, lexicon()):
            tree = forest.at(index)
            found.extend(_acts_of(tree, parties, speech, about, found, words, trace))
        if found and may_repeat(present):
            for act in likewise(forest.at(index), parties, found):
                trace.act_found(act, [act.occurrence])
                found.append(act)
    return _without_contests(found, trace) if _is_of_sport(forest) else found


def _without_contests(found: list[Found], trace: Trace) -> list[Found]:
    """In an article on sport a match is no fight, and a side not named near is no side."""
    kept = []
    for act in found:
        held = act.sense.name in LAW and act.occurrence.part == "verb"
        if held or (act.type not in CONTESTS and not act.sides.reach):
            kept.append(act)
        else:
            trace.act_dropped(act, "sport")
    return kept


def _is_of_sport(forest: Forest) -> bool:
    """Whether words of sport recur so that «встретились» and «разгромили» mean a match."""
    sport = people()["sport"]
    named = sum(
        lemma in sport
        for lemmas, present in forest.words
        if not present.isdisjoint(sport)
        for lemma in lemmas
    )
    return named > max(SPORT, len(forest) // 3)


def _acts_of(
    tree: Tree,
    parties: Parties,
    speech: Speech,
    about: About,
    before: Sequence[Found],
    words: Modality,
    trace: Trace,
) -> Iterator[Found]:
    rows = []
    found, spare = find_triggers(tree, lexicon(), trace)
    for row in found:
        if _is_in_name(row, parties):
            trace.act_lost(row[0], "in-name")
        elif _is_only_supposed(row[0], words):
            trace.act_lost(row[0], "only-supposed")
        else:
            rows.append(row)
    if not rows and not spare:
        return
    behind = told_before(tree, about, before)
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
        measures = measures_in(tree, row, heads)
        if measures is not None:
            trace.act_lost(row[0], "promise", by=measures)
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
            if _tells_of_relief(act.occurrence, heads):
                act = replace(act, type="CONCEDE")
            behind = with_act(behind, act)
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


def _tells_of_relief(occurrence: Occurrence, heads: dict[int, list[Occurrence]]) -> bool:
    """«предупредила соседа, что откроет переход»: what he is warned of does him good."""
    if occurrence.sense.rule != "threaten.warn" or occurrence.part != "verb":
        return False
    tree = occurrence.tree
    return any(
        reading.sense.type in ("CONCEDE", "RETREAT")
        for c, row in heads.items()
        if tree.rel(c) in ("ccomp", "parataxis") and occurrence.head in tree.climb(c)
        for reading in row
    )


def _lets_harm(tree: Tree, i: int) -> bool:
    """«указ позволил наказывать банки»: what is allowed to be done to others is no concession."""
    return any(
        tree.lemmas[c] in grammar()["harming"] and tree.form(c) == "Inf" for c in tree.children[i]
    )


def _is_only_supposed(occurrence: Occurrence, words: Modality) -> bool:
    """Asked about, charged with, still ahead, only advised or banned."""
    rule = occurrence.sense.rule
    if rule == "cooperate.trade" and (_is_banned(occurrence) or _is_turned_on(occurrence)):
        return True
    if rule == "cooperate.work-together" and _is_matter(occurrence):
        return True
    asked = _is_asked(occurrence.tree, occurrence.head)
    ahead = _is_ahead(occurrence, words) or _is_advised(occurrence)
    return asked or ahead or _is_charged(occurrence)


def _is_matter(occurrence: Occurrence) -> bool:
    """«обсудили вопросы сотрудничества», «отметил важность партнёрства»: what is spoken of or
    judged is not done by that."""
    tree, head = occurrence.tree, occurrence.head
    if occurrence.part != "noun" or len(occurrence.words) > 1:
        return False
    verb = next((at for at in tree.climb(head) if not tree.is_noun(at)), -1)
    subject = tree.rel(head) == "nsubj" and not tree.is_passive(verb)
    return verb >= 0 and tree.lemmas[verb] in grammar()["speaking-of"] and not subject


def _is_banned(occurrence: Occurrence) -> bool:
    """«ослабит эмбарго на поставку оружия»: a ban stands above the noun or before it."""
    tree, head = occurrence.tree, occurrence.head
    near = [tree.head(head)] + ([head - 2] if tree.lemmas[head - 1] == "на" else [])
    return occurrence.part == "noun" and any(
        at >= 0 and tree.lemmas[at] in grammar()["bans"] for at in near
    )


def _is_turned_on(occurrence: Occurrence) -> bool:
    """«отказался от закупок», «ответит на поставки», «заинтересован в сохранении поставок»: trade
    that something else turns on is not told of."""
    tree, head = occurrence.tree, occurrence.head
    above = tree.head(head)
    kept = above >= 0 and tree.lemmas[above] in grammar()["keeping"]
    return occurrence.part == "noun" and (kept or tree.prepositions[head] in grammar()["turning"])


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


def _is_advised(occurrence: Occurrence) -> bool:
    """«советует гражданам воздержаться от поездок»: whoever advises does nothing of it himself."""
    tree, head = occurrence.tree, occurrence.head
    return occurrence.sense.type in ("REJECT", "CONSULT") and any(
        tree.form(at) == "Inf" and tree.lemmas[tree.head(at)] in grammar()["advising"]
        for at in (head, *tree.climb(head))
        if tree.head(at) >= 0
    )


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
        lost = unsaid(occurrence, context, speaker)
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
        lost = missing(sides) or unnamed(context, sides, occurrence.tree)
        lost = lost or unmet_need(occurrence, context, sides, parties)
        if lost is not None:
            trace.act_lost(occurrence, lost, sides=sides)
            continue
        if occurrence.sense.needs == "asked" and not _was_asked_for(sides, behind):
            trace.act_lost(occurrence, "unasked", sides=sides)
            continue
        kind, status = type_and_status(occurrence, context)
        if occurrence.sense.said and status == "negated":
            trace.act_lost(occurrence, "denied-words", sides=sides)
            continue
        if occurrence.sense.rule == "sanction.sanctions" and status == "hypothetical":
            trace.act_lost(occurrence, "supposed-sanctions", sides=sides)
            continue
        wished = context.willing and occurrence.sense.frame.verb.get("recipient") == ("subject",)
        if wished or (kind in TOLD_AS_DONE and _is_condition(occurrence, context)):
            trace.act_lost(occurrence, "only-supposed", sides=sides)
            continue
        if kind == "REQUEST" and _is_joint(occurrence, sides, parties):
            kind = "AGREE"
        elif occurrence.sense.name == "wish" and _is_hoped_with(occurrence, parties):
            trace.act_lost(occurrence, "no-recipient", sides=sides)
            continue
        yield Found(occurrence, context, sides, kind, status)


def _was_asked_for(sides: Sides, behind: Behind) -> bool:
    """«Того попросило помощи … В страну прибыли солдаты»: soldiers come to help where they are
    wanted."""
    return any({*sides.recipients} <= {*askers} for askers, _ in behind.asked)


def _is_condition(occurrence: Occurrence, context: Context) -> bool:
    """«если Чили откажется», «обсуждали, убивать ли»: a condition, an aim or a question."""
    tree, own = occurrence.tree, {occurrence.head, *context.path}
    return any(
        flag == "hypothetical" and tree.lemmas[at] in SUPPOSING and tree.head(at) in own
        for flag, at in context.cues
    )


def _is_intended_together(sense: Sense, sides: Sides) -> bool:
    """Two who intend something together intend it with each other."""
    return sense.weak and not sides.symmetric and len(set(sides.actors)) > 1


def _is_hoped_with(occurrence: Occurrence, parties: Parties) -> bool:
    """«надежда на мир с соседом»: what is hoped for with somebody is not asked of him."""
    tree = occurrence.tree
    hoped = (i for at in occurrence.words for p, _, i in tree.behind(at) if p == "на")
    return any(
        tree.prepositions[d] in JOINTLY and parties.of(tree, d)
        for i in hoped
        for d in tree.descend(i, 3)
    )


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
    """«…, раз никто другой этого не даст»: why it is wished, not what."""
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
