"""The sides of an act: from the places of its frame, then from ever farther afield."""

from __future__ import annotations

from dataclasses import replace

from itogi.coding.events.afar import seek_afar
from itogi.coding.events.barring import asks_somebody_else, holding, is_private_actor
from itogi.coding.events.captors import (
    is_inquired_into,
    is_to_free,
    jailers,
    take_prosecutor,
    take_pursuer,
    take_where_held,
)
from itogi.coding.events.company import (
    add_company,
    add_contrasted,
    add_gathered,
    add_mediator,
    add_partner,
    add_reconciled,
    bar_mediator,
)
from itogi.coding.events.context import Context
from itogi.coding.events.elected import elected, is_winner
from itogi.coding.events.forums import bar_forum
from itogi.coding.events.lexicon import Part, grammar, modality, people
from itogi.coding.events.parties import Codes, Parties
from itogi.coding.events.places import objects, subjects, tokens_at
from itogi.coding.events.search import VERBAL, Background, Search, Sides
from itogi.coding.events.standins import is_deed, perpetrators, ruled_from, stands_for
from itogi.coding.events.told import (
    both_others,
    both_sides,
    guest_or_host,
    is_relation,
    kind_meant,
    latest_dyad,
    names_another,
    other_meant,
    the_sides,
)
from itogi.coding.events.tree import is_scenery
from itogi.coding.events.triggers import Occurrence

# Places that only fill up a pair of equal sides, never add a third.
FILLING = ("object", "content", "governor", "в+loc", "на+loc", "по", "dative")
# Places behind a noun that say on whom the act falls.
AIMS = ("на+acc", "по", "против", "в адрес", "в отношении")
# What the one who announces it has done himself, where no other is said to have.
MEASURES = ("SANCTION", "COERCE", "RETREAT", "CONCEDE")
# Types of words that are answered with a refusal.
ASKING = ("REQUEST", "ACCUSE", "AGREE", "THREATEN")
# Deeds of armies, told by whom they befall.
ATTACKS = ("ASSAULT", "MOBILIZE")
# Acts against somebody abroad, which nobody does to an envoy of his own.
AGAINST = ("ACCUSE", "THREATEN", "SANCTION", "REJECT")
# Nouns for states of which some are named behind «включая».
STATES = frozenset({"страна", "государство", "держава", "союзник", "член", "участник"})
# Senses of coming to terms, which talks may fail to do.
UNREACHED = ("agree.agreement", "support.sign")
# Clauses below a trigger that do not speak of its act.
APART = ("acl:relcl", "parataxis", "advcl")


def find_sides(
    occurrence: Occurrence,
    context: Context,
    parties: Parties,
    behind: Background,
    speaker: str | None,
) -> Sides:
    """Fills the roles of the frame of `occurrence`; check `complete()` on the result.

    `speaker` is the state whose official says the words of the trigger; in a `said` sense it acts.
    """
    search = Search(occurrence, context, parties, behind)
    if speaker and (occurrence.sense.said or _is_in_first_person(search)):
        search.sides.add("actor", [speaker], "speaker")
    bar_forum(search)
    bar_mediator(search)
    _take_from_frame(search)
    _bar_person(search)
    add_company(search)
    add_contrasted(search)
    _take_host(search)
    _take_accredited(search)
    if speaker and (_is_done_by_speaker(search, speaker) or _is_at_home(search, speaker)):
        search.sides.add("actor", [speaker], "speaker")
    if speaker and _lacks_partner(search):
        search.sides.add("sides", [speaker], "speaker")
    _turn_to_asked(search)
    seek_afar(search)
    take_where_held(search)
    take_pursuer(search)
    take_prosecutor(search)
    if speaker and _hits_speaker(search, speaker):
        search.sides.add("recipient", [speaker], "speaker")
    return search.sides


def _bar_person(search: Search) -> None:
    """«требует от Чада выдачи малийца»: whose subject is handed over, his state is no side."""
    tree, sides, occurrence = search.tree, search.sides, search.occurrence
    nouns = (word for word in occurrence.words if tree.lemmas[word] in grammar()["handing"])
    for word in dict.fromkeys((search.head, *nouns)):
        part: Part = "noun" if tree.is_noun(word) else "verb"
        places = getattr(search.sense.frame, part).get("person", ())
        if not places:
            continue
        own = replace(search, occurrence=replace(occurrence, head=word, words=(word,)))
        for i in (i for place in places for i in tokens_at(own, place) if i not in sides.tokens):
            origins = [c for c in tree.children[i] if tree.prepositions[c] == "из"]
            named = tree.tokens[i].pos == "PROPN" and search.sense.type != "REQUEST"
            if named or search.parties.is_state_name(tree, i):
                continue
            phrase = [i, *(c for c in tree.children[i] if tree.rel(c) == "amod")]
            if tree.lemmas[i] in people()["citizens"]:
                phrase += (c for c in tree.children[i] if tree.case(c) == "gen")
            codes = {code for at in phrase for code in search.parties.own(tree, at)}
            held = {code for c in origins for code in search.parties.places(tree, c)}
            sides.barred.extend(sorted(codes - held - {*sides.taken()}))


def _take_host(search: Search) -> None:
    """«посол Чили в Перу вызван», «дипломат … в Лиме выслан»: by whom he is accredited with."""
    tree, sides = search.tree, search.sides
    if search.part != "verb" or sides.symmetric or sides.actors or not sides.recipients:
        return
    # «поверенному в делах Чили в Минске вручена нота»
    handed = sides.tokens if search.sense.rule == "accuse.protest-note" else ()
    for i in (*objects(search), *handed):
        below = [i, *tree.children[i]]
        if not {tree.lemmas[at] for at in below} & people()["envoys"]:
            continue
        below += [search.head] if handed else []
        for at in below:
            for c in tree.children[at]:
                if tree.prepositions[c] in ("в", "на") and tree.case(c) == "loc":
                    places = search.parties.places(tree, c)
                    codes = [code for code in places if code not in sides.taken()]
                    sides.add("actor", codes, "scene", c)


def _take_accredited(search: Search) -> None:
    """«посольство Чили в Перу требует …»: of the state that it is accredited with."""
    tree, sides = search.tree, search.sides
    asks = search.part == "verb" and search.sense.type == "REQUEST" and not sides.domestic
    if not asks or not sides.actors or sides.recipients:
        return
    for i in tree.subjects(search.head):
        if tree.lemmas[i] in people()["envoys"]:
            for c in tree.children[i]:
                if tree.prepositions[c] in ("в", "на") and tree.case(c) == "loc":
                    places = search.parties.places(tree, c)
                    codes = [code for code in places if code not in sides.taken()]
                    sides.add("recipient", codes, "scene", c)


def _is_done_by_speaker(search: Search, speaker: str) -> bool:
    """«Дипломаты высланы, сообщили в МИД»: a measure without an agent, told by who may take it."""
    tree, sides = search.tree, search.sides
    measure = search.sense.type in MEASURES or search.sense.rule == "accuse.protest-note"
    # «Поддержат лишь просьбу Чили, сказали в МИД»: people without a name are they who say so.
    plain = search.tree.form(search.head) == "Fin" and not search.tree.is_past(search.head)
    measure = measure or (plain and search.sense.type in ("SUPPORT", "REJECT"))
    if search.part != "verb" or not measure or sides.symmetric:
        return False
    aimed = sides.recipients or (
        search.sense.type == "CONCEDE" and speaker in search.behind.dominant
    )
    if sides.actors or not aimed or speaker in sides.recipients:
        return False
    told = tree.is_passive(search.head) or tree.is_plural(search.head)
    return told and not subjects(search)


def _is_at_home(search: Search, speaker: str) -> bool:
    """«заявил, что страна не допустит …»: in an official's mouth it is his own country."""
    tree, sides, head = search.tree, search.sides, search.head
    if search.part != "verb" or sides.symmetric or sides.actors or not sides.recipients:
        return False
    if speaker in sides.recipients or "subject" not in search.sense.frame.verb.get("actor", ()):
        return False
    named = subjects(search)
    home = people()["countries"] | {"правительство"}
    own = all(tree.lemmas[i] in home for i in named)
    alone = all(tree.rel(c) in ("det", "amod") for i in named for c in tree.children[i])
    return bool(named) and own and alone and not tree.is_passive(head)


def _turn_to_asked(search: Search) -> None:
    """«Чили запросила у Перу его выдачу. Генпрокуратура отказала»: that of whoever was asked."""
    sides, parties = search.sides, search.parties
    if search.sense.type != "REJECT" or sides.symmetric or sides.recipients or not sides.tokens:
        return
    if search.part != "verb" or not parties.is_untold(search.tree, sides.tokens[0]):
        return
    for kind, doers, others in search.behind.before:
        if kind in ASKING and list(doers) == sides.actors and len(others) == 1:
            sides.actors[:] = others
            sides.add("recipient", doers, "answered")
            return


def _hits_speaker(search: Search, speaker: str) -> bool:
    """«президент заявил, что Чили ввела войска»: nobody else is said to be hit, so his own side."""
    sides, context = search.sides, search.context
    told = search.part == "verb" and not (context.hypothetical or context.future)
    hostile = told and search.sense.type in ATTACKS and not sides.symmetric
    hostile = hostile and search.sense.needs != "person-object"
    return hostile and bool(sides.actors) and not sides.recipients and speaker not in sides.actors


def _is_in_first_person(search: Search) -> bool:
    """«Призываем …»: whoever speaks, without a pronoun."""
    tree, head = search.tree, search.head
    first = search.part == "verb" and tree.tokens[head].feats.get("Person") == "1"
    # «В концерне сообщили, что готовы участвовать»
    ready = search.sense.type == "AGREE" and tree.tokens[head].pos == "ADJ"
    own = ready and tree.rel(head) == "ccomp" and tree.is_plural(tree.head(head))
    return (first or own) and not tree.subjects(head)


def _lacks_partner(search: Search) -> bool:
    """«на встрече с президентом Чили они договорились»: who speaks was there himself. Of «он» he
    tells as of another, and a trade that is not told to be one with him («закупки нефти у Ирана»,
    «они закупают») is others'."""
    named = [search.tree.lemmas[i] for i in subjects(search)]
    with_him = not named and any(step.place == "с" for step in search.sides.steps)
    if "он" in named or "она" in named or (search.sense.type == "COOPERATE" and not with_him):
        return False
    known = any(lemma not in grammar()["third-person"] for lemma in named)
    sides = search.sides
    return sides.symmetric and not known and (len(sides.actors) == 1 or _are_partners(search))


def _are_partners(search: Search) -> bool:
    """«переговоры с Чадом и Того уже состоялись»: all who are named stand on the other side."""
    met = search.part == "noun" and search.sense.type == "CONSULT"
    return met and bool(search.sides.steps) and all(s.place == "с" for s in search.sides.steps)


def _take_from_frame(search: Search) -> None:
    _fill_roles(search, getattr(search.sense.frame, search.part))
    if search.part == "verb":
        _take_subject_before(search)
        _leave_own(search)
        _take_who_did_not_agree(search)
    _take_mediated(search)
    _read_mutual(search)
    if not search.sides.complete() and search.part == "verb":
        _take_from_companions(search)


def _fill_roles(search: Search, frame: dict[str, tuple[str, ...]]) -> None:
    if "sides" in frame:
        _fill_equal_sides(search, frame["sides"])
        return
    sides = search.sides
    for role in ("actor", "recipient"):
        for place in _turned(search, frame.get(role, ()), role):
            if sides.of(role) or sides.domestic:
                break
            if asks_somebody_else(search, place):
                sides.shut("asked")
            else:
                _take(search, place, role)


def _fill_equal_sides(search: Search, places: tuple[str, ...]) -> None:
    sides = search.sides
    sides.symmetric = True
    for place in places:
        if place in FILLING and len(sides.actors) > 1:
            continue
        if place == "subject" and search.part == "noun" and sides.complete():
            continue
        _take(search, place, "sides")
    _bar_sight(search)
    _add_haver(search)
    add_partner(search)
    add_gathered(search)
    add_mediator(search)
    add_reconciled(search)


def _add_haver(search: Search) -> None:
    """«уехал после переговоров с министрами Чили и Перу»: who tells of his talks was at them."""
    sides, tree = search.sides, search.tree
    with_whom = [step for step in sides.steps if step.place == "с"]
    told = search.part == "noun" and search.sense.type == "CONSULT" and len(sides.actors) > 1
    if not told or not with_whom or len(with_whom) < len(sides.steps):
        return
    governor = tree.governor(search.head)
    if governor is None or tree.prepositions[search.head] not in ("после", "перед"):
        return
    for i in tree.subjects(governor):
        if search.parties.is_official(tree, i):
            sides.add("sides", search.parties.of(tree, i), "subject", i)


def _bar_sight(search: Search) -> None:
    """«посещение храма министрами Чили»: what was visited is named, and is no other state's."""
    sides, tree = search.sides, search.tree
    if search.sense.rule != "consult.visit" or search.part != "noun" or sides.complete():
        return
    agents = any(step.place == "instrumental" for step in sides.steps)
    for i in tokens_at(search, "genitive"):
        if agents and i not in sides.tokens and not search.parties.of(tree, i):
            sides.shut("home", i)


def _turned(search: Search, places: tuple[str, ...], role: str) -> tuple[str, ...]:
    """With «получил отказ» the subject is the recipient, never the actor."""
    if search.context.undergone and search.part == "noun":
        if role == "actor":
            return tuple(place for place in places if place != "subject")
        return ("subject", *places)
    return _by_grammar(search, places, role) if search.part == "noun" else places


def _by_grammar(search: Search, places: tuple[str, ...], role: str) -> tuple[str, ...]:
    """The places of a noun in the order that its own complements ask for.

    «поддержка Грецией Кипра»: who stands in the instrumental acts, on the genitive. «нападки Чили
    на Перу»: where a preposition says on whom, the genitive acts. «сообщил о помощи Чили»: whoever
    reports acts only if the noun does not say who does.
    """
    targets = search.sense.frame.noun.get("recipient", ())
    if role == "recipient":
        agents = [i for i in search.sides.tokens if search.tree.case(i) == "ins"]
        agent = agents and not search.tree.prepositions[agents[0]]
        return (*places, "genitive") if agent else places
    if "instrumental" in places and _names_one(search, "instrumental"):
        return ("instrumental", *(place for place in places if place != "instrumental"))
    aimed = "genitive" in targets and "genitive" not in places
    if aimed and any(_names_one(search, place) for place in targets if place in AIMS):
        places = ("genitive", *places)
    if search.support is not None and _reports(search):
        own = [place for place in places if place != "subject" and place not in targets]
        # «о высылке канадского дипломата»: whose he is, it is done to.
        own += [] if "matter" in targets else ["matter"]
        places = (*own, *(place for place in places if place not in own))
    return places


def _names_one(search: Search, place: str) -> bool:
    """Whether a word at `place` of the noun is itself the name or office of an actor."""
    tree, parties = search.tree, search.parties
    own = (i for i in tokens_at(search, place) if tree.head(i) != search.support)
    return any(parties.of(tree, i) for i in own)


def _reports(search: Search) -> bool:
    support = search.support
    return support is not None and search.tree.lemmas[support] in modality()("support", "report")


def _take(search: Search, place: str, role: str) -> None:
    """Gives `role` what stands at `place`: equal sides all of it, another role the first."""
    sides = search.sides
    for i in tokens_at(search, place):
        if i in sides.tokens and role != "sides":
            continue
        included = _included(search, i)
        if included:
            sides.add(role, included, place, i)
            sides.tokens.append(i)
            if role != "sides":
                return
            continue
        if search.sense.rule == "support.ratify" and search.tree.tokens[i].pos == "PRON":
            # «парламенты их не ратифицировали»: the papers.
            continue
        if role == "recipient" and (_are_own_people(search, i) or _is_own_official(search, i)):
            sides.shut("home", i)
            return
        if is_private_actor(search, i, place, role) and not _is_told_of(search, i):
            sides.bars.append(("private", i))
            sides.domestic = sides.domestic or place == "с" or role == "recipient"
            continue
        if search.parties.is_armed_group(search.tree, i):
            land = _land(search, i, role)
            sides.add(role, land, place, i)
            if land:
                sides.tokens.append(i)
                return
            sides.shut("armed", i)
            continue
        if is_inquired_into(search, i, place, role):
            sides.domestic = sides.domestic or role == "recipient"
            continue
        if place == "object" and is_deed(search, i):
            _take_perpetrators(search, i, role)
            continue
        codes, depth = _named(search, i, place, role)
        codes = both_others(search, i, place, role) or kind_meant(search, i) or codes
        codes = codes or elected(search, i) or other_meant(search, i, place)
        codes = codes or ruled_from(search, i)
        if not codes and (bar := holding(search, i, place, role)):
            sides.shut(bar, i)
        codes = codes or stands_for(search, i, place)
        if codes:
            sides.add(role, codes, place, i)
            if place == "subject" and sides.symmetric:
                sides.leading.extend(codes)
            sides.tokens.append(i)
            sides.depth = max(sides.depth, depth)
            if role != "sides":
                return


def _included(search: Search, i: int) -> Codes:
    """«ряд стран, включая Данию и Чехию»: those of them that are named."""
    tree, known = search.tree, search.sides.taken()
    below = [i, *(c for c in tree.children[i] if tree.case(c) == "gen")]
    if STATES.isdisjoint({tree.lemmas[at] for at in below}):
        return ()
    leads = (c for at in below for c in tree.children[at] if tree.tokens[c].text == "включая")
    named = (code for c in leads for o in tree.children[c] for code in search.parties.of(tree, o))
    return tuple(dict.fromkeys(code for code in named if code not in known))


def _are_own_people(search: Search, i: int) -> bool:
    """«посоветовал соотечественникам», «призвал сограждан»: nobody abroad is spoken to."""
    tree = search.tree
    if search.sense.type not in VERBAL:
        return False
    bare = tree.lemmas[i] in people()["home-bodies"] and search.sense.rule == "request.call-on"
    if bare and not any(tree.rel(c) in ("amod", "nmod", "det") for c in tree.children[i]):
        # «призвал армию быть наготове»
        return True
    return tree.lemmas[i] in people()["compatriots"]


def _is_own_official(search: Search, i: int) -> bool:
    """«в Чили арестован министр», «поручил министру»: theirs, or it would be said whose he is."""
    harmed = search.sense.type in ("COERCE", "ASSAULT") and search.part == "verb"
    ordered = search.sense.rule == "request.order"
    return (harmed or ordered) and search.parties.is_nameless_official(search.tree, i)


def _is_told_of(search: Search, i: int) -> bool:
    """«гость», «противников», «победителя»: words for people that lean on what was told before."""
    rivals = search.tree.is_plural(i) and is_relation(search, i)
    return rivals or is_winner(search, i) or bool(guest_or_host(search, i))


def _land(search: Search, i: int, role: str) -> Codes:
    """«удар по боевикам в Чаде», «боевики из Чада обстреляли …»: whose land is hit, or fires."""
    tree, sides = search.tree, search.sides
    if search.sense.type != "ASSAULT" or sides.symmetric:
        return ()
    origins = ("из",) if role == "actor" else ("в", "на", "")
    about = [c for c in tree.children[i] if tree.rel(c) == "nmod"]
    about += [c for c in tree.children[search.head] if role == "recipient" and is_scenery(tree, c)]
    found = (
        code
        for c in about
        if tree.prepositions[c] in origins
        for code in search.parties.places(tree, c)
        if code not in sides.taken()
    )
    return tuple(dict.fromkeys(found))


def _named(search: Search, i: int, place: str, role: str) -> tuple[Codes, int]:
    """Codes that the phrase of `i` names and that are still free, and how deep they stand."""
    sides, sense = search.sides, search.sense
    if role == "recipient" and place == "content" and is_to_free(search, i):
        return jailers(search, i), 1
    if role == "recipient" and place == "content":
        _bar_target(search, i)
    pair = the_sides(search, i) if role == "sides" and not sides.actors else ()
    if pair:
        return pair, 0
    if role == "sides" and names_another(search, i):
        return (), 0
    acts = role != "recipient" and (place == "subject" or not sides.symmetric)
    person = role == "recipient" and sense.needs == "person-object"
    scenery = not sides.symmetric and sense.mode != "investigate" and not person
    return search.parties.within(
        search.tree, i, tuple(sides.taken()), scenery, acts or person, search.head
    )


def _bar_target(search: Search, i: int) -> None:
    """«призвал отменить санкции против Чили»: asked is whoever took them, not Chile."""
    tree, words = search.tree, grammar()
    if search.sense.type != "REQUEST":
        return
    for c in tree.children[i]:
        # «призвал не тревожиться о Чаде»: Chad is not the one who is asked.
        if tree.prepositions[c] == "о" and tree.form(i) == "Inf":
            codes = search.parties.within(tree, c, tuple(search.sides.taken()))[0]
            search.sides.barred.extend(codes)
    if tree.lemmas[i] not in words["lifting"]:
        return
    for o in tree.objects(i):
        if tree.lemmas[o] not in words["measures-taken"]:
            continue
        for c in tree.children[o]:
            if tree.prepositions[c] in ("против", "в отношении", "с", "на"):
                codes = search.parties.within(tree, c, tuple(search.sides.taken()))[0]
                search.sides.barred.extend(codes)


def _take_perpetrators(search: Search, i: int, role: str) -> None:
    doers, sides = perpetrators(search, i), search.sides
    sides.barred.extend(search.parties.within(search.tree, i, doers)[0])
    sides.add(role, doers, "perpetrator", i)
    sides.tokens.append(i)


def _leave_own(search: Search) -> None:
    """«МИД страны вызвал посла Чада и пригрозил …»: not Chad's, whatever country was told of
    last."""
    tree, sides, parties = search.tree, search.sides, search.parties
    if sides.symmetric or sides.recipients or len(sides.actors) != 1:
        return
    if search.sense.type not in AGAINST or not sides.tokens:
        return
    who = sides.tokens[0]
    if who not in subjects(search) or not parties.is_untold(tree, who):
        return
    joined = tree.objects(tree.head(search.head)) if tree.rel(search.head) == "conj" else ()
    for i in (*objects(search), *joined):
        below = {tree.lemmas[at] for at in (i, *tree.children[i])}
        if below & people()["envoys"] and parties.own(tree, i) == tuple(sides.actors):
            sides.tokens[:] = [i]
            sides.recipients[:], sides.actors[:] = sides.actors, []
            sides.note("recipient", "object", i, tuple(sides.recipients))
            rows = (search.behind.dominant, *search.behind.dyads, search.behind.named)
            others = ([code for code in row if code not in sides.recipients] for row in rows)
            sides.add("actor", next((row for row in others if len(row) == 1), ()), "told-before")
            return


def _take_who_did_not_agree(search: Search) -> None:
    """«вели переговоры, но соглашение не было достигнуто»: those of the talks just told."""
    sides = search.sides
    if not sides.symmetric or sides.actors or not search.context.negated:
        return
    if search.sense.type != "AGREE" or search.sense.rule not in UNREACHED:
        return
    told = [*search.behind.here, *reversed(search.behind.before)]
    talks = next((doers for kind, doers, others in told if kind == "CONSULT" and not others), ())
    if len(talks) > 1 and search.named <= {*talks}:
        sides.add("sides", talks, "told-before")


def _take_mediated(search: Search) -> None:
    """«Соглашение достигли при посредничестве Омана»: between those who came to terms."""
    sides = search.sides
    if search.sense.rule != "consult.mediate" or search.part != "noun" or len(sides.actors) != 1:
        return
    told = (doers for _, doers, others in search.behind.here if not others)
    rows = (*told, *(tuple(sorted(dyad)) for dyad in search.behind.dyads))
    pair = next((row for row in rows if len(row) > 1), search.behind.dominant)
    if not {*pair} & {*sides.actors}:
        sides.add("sides", pair, "told-before")


def _take_subject_before(search: Search) -> None:
    """«Родился в … В 1992 году получил убежище»: the subject of the sentence before."""
    tree, head = search.tree, search.head
    feats = tree.tokens[head].feats
    told = tree.rel(head) == "root" and feats.get("VerbForm") == "Fin"
    past = feats.get("Tense") == "Past" and feats.get("Number") == "Sing"
    if tree.rel(head) == "root" and tree.tokens[head].text.lower().endswith(("ли", "лись")):
        _take_both_before(search)
    if not (told and past) or tree.is_passive(head) or tree.subjects(head):
        return
    frame = search.sense.frame.verb
    role = next((r for r, places in frame.items() if "subject" in places), "")
    target = search.sides.of(role)
    if role == "sides" or not target:
        known = search.sides.taken()
        codes = tuple(dict.fromkeys(c for c in search.behind.subject if c not in known))
        target.extend(codes)
        search.sides.note(role or "actor", "subject-before", None, codes)


def _take_both_before(search: Search) -> None:
    """«Министры встретились. Договорились также …»: those who did the last thing together."""
    sides, tree = search.sides, search.tree
    if not sides.symmetric or sides.actors or tree.subjects(search.head):
        return
    both = latest_dyad(search)
    if not search.named and len(both) > 1 and {*both} <= {*search.behind.named}:
        sides.add("sides", both, "subject-before")


def _read_mutual(search: Search) -> None:
    """«взаимные санкции», «обвинили друг друга»: the actors are also the recipients."""
    tree, sides = search.tree, search.sides
    if search.part == "noun" and not sides.symmetric and not sides.complete():
        _read_between(search)
    if not sides.actors and not sides.symmetric:
        for i in subjects(search):
            codes = both_sides(search, i)
            sides.actors.extend(codes)
            sides.note("actor", "subject", i, codes)
    if sides.symmetric or sides.mutual or len(sides.actors) < 2:
        return
    depth = 1 if search.part == "noun" else 4
    words = {tree.lemmas[i] for i in tree.descend(search.head, depth, APART)}
    if search.part == "noun":
        mutual = bool(words & grammar()["mutual"])
    else:
        mutual = "друг" in words or tree.lemmas[search.head] in grammar()["exchange"]
        mutual = mutual or _is_between(search)
    if mutual or _is_exchange(search):
        sides.mutual = True
        sides.recipients = []


def _is_between(search: Search) -> bool:
    """«Армения и Турция открыли границу»: theirs, where no third is named or written about."""
    tree, sides = search.tree, search.sides
    if sides.recipients or not {*search.behind.dominant} <= {*sides.actors}:
        return False
    own = search.sense.mode == "withdraw" and {*sides.actors} == {*search.behind.dominant}
    return own or any(tree.lemmas[w] in grammar()["between"] for w in search.occurrence.words)


def _is_exchange(search: Search) -> bool:
    """«Кения и Чад открыли посольства»: each in the other's capital, if no third land is named."""
    sides = search.sides
    return (
        search.sense.rule == "support.embassy-opens"
        and not sides.recipients
        and (len(sides.actors) == 2 and search.named <= {*sides.actors})
    )


def _read_between(search: Search) -> None:
    """«разрыв отношений между Ираном и Оманом»: each does it to the other."""
    nouns = [word for word in search.occurrence.words if search.tree.is_noun(word)]
    for preposition, _, i in (row for noun in nouns for row in search.tree.behind(noun)):
        codes = search.parties.of(search.tree, i) if preposition == "между" else ()
        if len(codes) > 1:
            search.sides.actors, search.sides.recipients = [], []
            search.sides.add("actor", codes, "между", i)
            search.sides.tokens.append(i)
            search.sides.mutual = True
            return


def _take_from_companions(search: Search) -> None:
    """«готовятся к визиту …»: what the verb lacks may stand at the noun of the phrase."""
    for word in search.occurrence.words:
        if word != search.head and search.tree.is_noun(word):
            noun = replace(search.occurrence, head=word, words=(word,))
            _fill_roles(replace(search, occurrence=noun), search.sense.frame.noun)
