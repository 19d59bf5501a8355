"""A side that the frame leaves open, sought in the clause, the sentence, then the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from itogi.coding.events.answers import asker, replied, taken_back
from itogi.coding.events.barring import is_closed, is_impersonal
from itogi.coding.events.calamity import stricken
from itogi.coding.events.lexicon import ARTICLE, CLAUSE, SENTENCE, lexicon, people
from itogi.coding.events.moved import moved_by
from itogi.coding.events.parties import Codes
from itogi.coding.events.places import objects, subjects, tokens_at
from itogi.coding.events.search import VERBAL, Search
from itogi.coding.events.standins import JUDGING, is_deed
from itogi.coding.events.told import both_fought, both_told_before, there
from itogi.coding.events.tree import is_scenery
from itogi.coding.plover import is_conflict

# Types of acts that answer what another has done.
ANSWERS = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "CONCEDE", "MOBILIZE")
# Types of words about what another has done or said.
JUDGED = ("ACCUSE", "REJECT", "SUPPORT")
# How each distance is named.
FIELDS = {CLAUSE: "clause", SENTENCE: "sentence", ARTICLE: "article"}
# Prepositions of phrases that may hold an actor.
OF_ACTORS = ("", "со стороны", "от", "у", "из")
# Prepositions of where something happens: «сбит над Чили».
WHEREABOUTS = ("над", "вблизи", "близ", "около", "возле", "неподалеку от", "недалеко от")
# How a body decides.
VOTING = ("проголосовать", "голосовать", "воздержаться")
# Relations of clauses that tell of another act.
OTHER_CLAUSES = ("parataxis", "advcl", "conj", "acl:relcl", "ccomp")


class Place(NamedTuple):
    """One way to a side that is missing: who finds it, how it is named, how far off it is.

    `directed`: only a recipient is found so. `at_home`: also where who is named instead is no
    actor, so that nobody else is sought.
    """

    find: Callable[[Search], Codes]
    name: str
    reach: int = SENTENCE
    directed: bool = True
    at_home: bool = False


def seek_afar(search: Search) -> None:
    """Completes `search.sides` as far off as the sense of the act reaches, and notes how far."""
    if _is_quarrel_at_home(search) or _take_answer(search):
        return
    _seek(search, ANSWERED)
    if _condemns_nobody(search):
        return
    reach = _reach(search)
    if reach >= SENTENCE:
        _seek_meant(search)
    _seek(search, TOLD)
    _seek_step_by_step(search, reach)
    _seek(search, LAST)


def _reach(search: Search) -> int:
    if _threatens_deed(search):
        return ARTICLE
    return search.sense.noun_reach if search.part == "noun" else search.sense.reach


def _lacks_recipient(search: Search) -> bool:
    sides = search.sides
    return bool(sides.actors) and not sides.symmetric and not sides.complete()


def _seek(search: Search, places: Sequence[Place]) -> None:
    """Fills the missing side from the first of the places that gives it."""
    sides = search.sides
    complete, lacking = sides.complete(), _lacks_recipient(search)
    for place in places:
        if complete:
            return
        if (place.directed and not lacking) or (sides.domestic and not place.at_home):
            continue
        found = place.find(search)
        if found:
            _fill(search, found, place.name, place.reach)
        complete, lacking = sides.complete(), _lacks_recipient(search)


def _seek_meant(search: Search) -> None:
    if not _lacks_recipient(search) or search.sides.domestic:
        return
    before = _meant_before(search)
    meant = before or _answered(search)
    if meant:
        _fill(search, meant, "told-before" if before else "answered", SENTENCE)


def _seek_step_by_step(search: Search, reach: int) -> None:
    """In the clause, the sentence, the article, no farther than the sense reaches."""
    for level, seek in STEPS:
        if search.sides.complete() or level > reach or is_closed(search, level):
            return
        found = seek(search)
        if found:
            _fill(search, found, FIELDS[level], level)


def _is_quarrel_at_home(search: Search) -> bool:
    critic = _own_critic(search) if _lacks_recipient(search) else None
    if critic is not None:
        search.sides.shut("home", critic)
    return critic is not None


def _take_answer(search: Search) -> bool:
    """Both sides of an act that answers or takes back another."""
    sides = search.sides
    if sides.actors or sides.symmetric:
        return False
    answer = taken_back(search) or (None if sides.recipients else replied(search))
    if answer is None or not {*sides.recipients} <= {*answer[1]}:
        return False
    sides.reach = SENTENCE
    sides.add("actor", answer[0], "told-before")
    sides.add("recipient", answer[1], "told-before")
    return True


def _captors(search: Search) -> Codes:
    """«потребовал экстрадиции»: of whoever has arrested him."""
    if search.sense.name != "extradition-request":
        return ()
    return tuple(code for code in search.behind.captors if code not in search.sides.taken())


def _ratified_with(search: Search) -> Codes:
    return _other_of_pair(search) if search.sense.rule == "support.ratify" else ()


def _holder(search: Search) -> Codes:
    """«настаивает на освобождении экипажа»: who holds those of the actor, as the text has told."""
    tree, actors = search.tree, {*search.sides.actors}
    if search.sense.type != "REQUEST" or search.part != "verb":
        return ()
    below = tree.descend(search.head, 2, ("acl:relcl", "parataxis", "conj", "advcl"))
    if people()["freed"].isdisjoint({tree.lemmas[i] for i in below}):
        return ()
    held = (doers for doers, others in search.behind.holders if actors & {*others})
    return next((doers for doers in held if actors.isdisjoint(doers)), ())


def _own_critic(search: Search) -> int | None:
    """«Оппозиция осудила договор», «правительство отвергло обвинения» after it: a quarrel at home,
    where nobody abroad is named. The token of who is at home, or None."""
    tree, sides = search.tree, search.sides
    if search.sense.type not in ("ACCUSE", "REJECT") or search.part != "verb":
        return None
    if not search.named <= {*sides.actors}:
        return None
    who = next(iter(subjects(search)), search.head)
    inside = {tree.lemmas[i] for i in tree.descend(who, 1)} if who != search.head else set()
    if inside & people()["critics"]:
        return who
    before = {*search.behind.about.lemmas_of(search.behind.sentence - 1)}
    at_home = {*search.behind.named} <= {*sides.actors}
    answers = search.sense.type == "REJECT" and before & people()["critics"]
    return who if answers and at_home else None


def _condemns_nobody(search: Search) -> bool:
    """«осудил поджог, но приказал выслать …»: whose deed it was, nothing says."""
    tree, sides = search.tree, search.sides
    if search.sense.type != "ACCUSE" or search.part != "verb":
        return False
    if not sides.actors or sides.symmetric or sides.recipients:
        return False
    bare = [i for i in objects(search) if tree.lemmas[i] in people()["deeds"]]
    bare += [i for i in objects(search) if is_deed(search, i)]
    bare = [i for i in bare if not tree.children[i]]
    joined = any(tree.rel(c) == "conj" and tree.is_verb(c) for c in tree.children[search.head])
    if not bare or not joined:
        return False
    sides.shut("of-people", bare[0])
    return True


def _fill(search: Search, found: Codes, place: str, reach: int) -> None:
    sides = search.sides
    sides.reach = reach
    role = "sides" if sides.symmetric else "recipient" if sides.actors else "actor"
    sides.of(role).extend(found)
    sides.note(role, place, None, found)


def _meant_before(search: Search) -> Codes:
    """«осудил соглашение», «призвал обе страны»: the sides of the act told just before."""
    tree, behind = search.tree, search.behind
    own = () if search.sense.type in VERBAL else search.occurrence.words
    meant = [i for i in objects(search) if i not in own and not search.parties.own(tree, i)]
    lemmas = {tree.lemmas[i] for i in meant}
    stance = tuple(code for code in behind.subject if code not in search.sides.actors)
    if (
        lemmas & people()["stances"]
        and len(stance) == 1
        and (search.sense.type in ANSWERS or search.sense.type == "SUPPORT")
    ):
        return stance
    here = search.named - {*search.sides.actors}
    if lemmas == {"это"} and len(here) == 1:
        return tuple(here)
    if not lemmas & (people()["both"] | people()["told"]):
        return ()
    actors = set(search.sides.actors)
    if lemmas & people()["both"]:
        pair = behind.dominant
        if pair and actors.isdisjoint(pair):
            return pair
        if any(tree.lemmas[c] == "оба" for i in objects(search) for c in tree.children[i]):
            # «просит обе стороны»: two others, and no more than one is known.
            search.sides.shut("of-people", search.head)
            return ()
    elif not lemmas & people()["joint"] and search.sense.type in JUDGING:
        doers = _only_doer(behind.before) or _only_doer(behind.done)
        if doers and actors.isdisjoint(doers):
            return doers
    for dyad in behind.dyads:
        others = tuple(sorted(dyad - actors))
        if actors.isdisjoint(dyad) or len(others) == 1:
            return others
    return _doer_before(search) if lemmas & people()["told"] else ()


def _only_doer(acts: Sequence[tuple[str, Codes, Codes]]) -> Codes:
    """Who did all that was done to others."""
    doers = {doers for _, doers, others in acts if others}
    return doers.pop() if len(doers) == 1 else ()


def _doer_before(search: Search) -> Codes:
    """«Пхеньян запустил спутник. Сеул осудил запуск»: the only one of whom was told just before."""
    named, actors = search.behind.named, {*search.sides.actors}
    alone = len(named) == 1 and actors.isdisjoint(named) and _named_in_clause(search) <= actors
    return named if alone and search.sense.type in JUDGING else ()


def _answered(search: Search) -> Codes:
    """«Хартум осудил санкции»: who did it, where the sentence names nobody else."""
    actors = set(search.sides.actors)
    others = search.named - {*search.sides.barred}
    if search.sense.type not in ANSWERS or not others <= actors:
        return ()
    hostile = [row[1:] for row in search.behind.before if is_conflict(row[0])]
    doers = {doer for doer, others in hostile if actors & {*others}}
    if len(doers) == 1:
        return doers.pop()
    return _opponent(search, actors) if _answers_something(search) else ()


def _accuser(search: Search) -> Codes:
    """«отвергла обвинения»: who has accused, else where the sentence says that it happened."""
    tree, parties, actors = search.tree, search.parties, {*search.sides.actors}
    if search.sense.type != "REJECT" or search.part != "verb":
        return ()
    words = search.lemmas_below(2, ("acl:relcl", "parataxis", "conj", "advcl"))
    if not words & people()["charges"]:
        return ()
    for doers, others in search.behind.accusers:
        if actors & {*others} and actors.isdisjoint(doers):
            return doers
    whole = tree.descend(search.head, 9, ("parataxis", "conj", "advcl"))
    named = {m.code for i in whole for m in parties.mentions(tree, i) if m.code} - actors
    return tuple(named) if len(named) == 1 else ()


def _answers_something(search: Search) -> bool:
    """«назвали решение …», «вызвал посла», «пообещали ответить»: what was done is meant."""
    words = search.lemmas_below(2, ("acl:relcl", "parataxis", "conj"))
    return bool(words & people()["answered"])


def _opponent(search: Search, actors: set[str]) -> Codes:
    """Who did something to the actors a little before, the latest first."""
    done = (row[0] for row in search.behind.hostile if actors & {*row[1]})
    return next((doers for doers in done if actors.isdisjoint(doers)), ())


def _voted_in(search: Search) -> Codes:
    """«Генассамблея приняла резолюцию. Против проголосовали Чили и Перу»: whose paper it is."""
    tree, parties = search.tree, search.parties
    if tree.lemmas[search.head] not in VOTING or search.part != "verb":
        return ()
    near = [code for code in search.behind.named if code in parties.organisations]
    here = search.named - {*search.sides.actors}
    return tuple(near) if len(near) == 1 and not here else ()


def _met(search: Search) -> Codes:
    """«прилетел к президенту Чили и пообещал заём»: whom the one who promises has just met."""
    actors = {*search.sides.actors}
    if search.sense.rule != "agree.promise":
        return ()
    told = [*search.behind.here, *reversed(search.behind.before)]
    met = next(({*row[1]} for row in told if row[0] == "CONSULT"), set())
    others = met - actors
    fits = len(met) == 2 and len(others) == 1 and search.named <= met
    return tuple(others) if fits else ()


def _stationed(search: Search) -> Codes:
    """«военные уйдут, когда …», «контингент вернётся домой»: from where they were told to be."""
    actors = {*search.sides.actors}
    if search.sense.rule != "retreat.withdraw" or not search.named <= actors:
        return ()
    rows = (others for doers, others in search.behind.stationed if actors <= {*doers})
    return next((others for others in rows if actors.isdisjoint(others)), ())


def _foe(search: Search) -> Codes:
    """«порвал с Чили отношения и перебросил войска»: against whom the actor did the last thing, or
    who did it against him."""
    actors = {*search.sides.actors}
    if search.sense.type != "MOBILIZE" or not search.named <= {*actors, *_foes(search)}:
        return ()
    foes = _foes(search)
    return tuple(foes) if len(foes) == 1 else ()


def _foes(search: Search) -> set[str]:
    actors = {*search.sides.actors}
    rows = [{*doers, *others} for doers, others in search.behind.hostile]
    return next((row - actors for row in rows if row & actors), set())


def _named_in_clause(search: Search) -> set[str]:
    """Codes of the actors that the clause of the act names, not those joined to it."""
    clause = search.tree.descend(search.head, 9, OTHER_CLAUSES)
    return {code for i in clause for code in search.parties.own(search.tree, i)}


def _in_clause(search: Search) -> Codes:
    """The first phrase of the clause that names another actor and can stand for one."""
    if not search.sides.codes() or _is_of_nobody_named(search):
        return ()
    tree, sides = search.tree, search.sides
    top = search.head if search.part == "verb" else tree.governor(search.head)
    if top is None:
        return ()
    for i in tree.dependents(top):
        if tree.rel(i) in OTHER_CLAUSES or is_scenery(tree, i) or _cannot_act(search, i):
            continue
        if i in _persons(search):
            continue
        codes, depth = search.parties.within(tree, i, tuple(sides.taken()))
        if codes and not _is_far_fetched(search, i, depth):
            sides.tokens.append(i)
            if tree.rel(i) == "nsubj":
                sides.leading.extend(codes)
            return codes
    return ()


def _cannot_act(search: Search, i: int) -> bool:
    """The actor is missing and `i` stands behind a preposition that no actor has."""
    if search.sides.symmetric or search.sides.actors:
        return False
    foreign = search.part == "noun" and search.support is None
    if foreign and search.tree.rel(i).startswith("nsubj"):
        return True
    return search.tree.prepositions[i] not in OF_ACTORS


def _is_far_fetched(search: Search, i: int, depth: int) -> bool:
    """A name deep in another phrase of the clause, or in the one that gave the other side."""
    if search.sides.symmetric:
        return False
    if depth and (_is_bare_noun(search) or is_impersonal(search)):
        return True
    return bool(depth) and i in search.sides.tokens


def _persons(search: Search) -> list[int]:
    """Whom it is done to, of no state that the phrase names: «шпиона, работавшего на Чили»."""
    done_to = search.sense.needs == "person-object" and search.part == "verb"
    return objects(search) if done_to else []


def _is_of_nobody_named(search: Search) -> bool:
    """«освобождение физика, осуждённого за шпионаж …»: a person of no state that it names."""
    done_to = search.sense.needs == "person-object" and search.part == "noun"
    return done_to and bool(search.sides.actors) and any(tokens_at(search, "genitive"))


def _charges(search: Search) -> list[int]:
    """What somebody is held for: «по подозрению в убийстве министра Чили», «за шпионаж»."""
    held = search.sense.type == "COERCE" and search.part == "verb"
    below = search.tree.children[search.head] if held else ()
    return [i for i in below if search.tree.prepositions[i] in ("по", "за")]


def _is_bare_noun(search: Search) -> bool:
    return search.part == "noun" and search.support is None


def _in_sentence(search: Search) -> Codes:
    """The only other actor that the sentence names outside the phrases of the known side."""
    tree, sides = search.tree, search.sides
    if not sides.codes():
        return ()
    told = {d for i in sides.tokens for d in tree.descend(i, skip=("acl:relcl",))}
    told |= {d for i in _persons(search) for d in tree.descend(i)}
    if _is_of_nobody_named(search):
        told |= {d for i in tokens_at(search, "genitive") for d in tree.descend(i)}
    told |= {d for i in _charges(search) for d in tree.descend(i)}
    told |= _reported_beside(search)
    seen = dict.fromkeys(
        code
        for i in range(len(tree.tokens))
        if i not in told
        for code in search.parties.own(tree, i)
        if code not in sides.taken() and not is_scenery(tree, i)
        if tree.prepositions[i] not in WHEREABOUTS
    )
    return tuple(seen) if len(seen) == 1 else ()


def _reported_beside(search: Search) -> set[int]:
    """«На переговорах в Осло премьер сказал, что торгует с Чадом»: what was said there names nobody
    who was there."""
    tree, sides = search.tree, search.sides
    governor = tree.governor(search.head) if search.part == "noun" else None
    if governor is None or not sides.symmetric or tree.prepositions[search.head] != "на":
        return set()
    clauses = [c for c in tree.children[governor] if tree.rel(c) == "ccomp"]
    return {d for c in clauses for d in tree.descend(c)}


def _is_elsewhere(search: Search) -> bool:
    """«на переговорах в Осло»: with whoever is there, of whom the article need not be about."""
    tree, pair = search.tree, {*search.behind.dominant}
    below = [c for c in tree.children[search.head] if tree.prepositions[c] in ("в", "на")]
    return any({*search.parties.places(tree, c)} - pair for c in below)


def _in_article(search: Search) -> Codes:
    """Whom the article is about, where the act is one between states."""
    sides, behind, known = search.sides, search.behind, search.sides.taken()
    if not sides.codes():
        return both_told_before(search)
    if _reported_beside(search) and _is_elsewhere(search):
        return ()
    accused = [code for code in behind.accused if code not in known]
    if search.sense.type == "ACCUSE" and sides.actors and accused:
        return tuple(accused)
    nameless = search.part == "verb" and not sides.actors
    alone = search.named <= {*sides.actors, *sides.barred}
    if search.sense.rule == "accuse.lodge" and sides.actors and alone:
        # «Пекин подал жалобу в ВТО»: of whoever did something to it just before.
        foe = _opponent(search, {*sides.actors})
        if foe:
            return foe
    implied = search.sense.implied or _threatens_deed(search)
    if implied and not nameless and (other := _other_of_pair(search)):
        return other
    if nameless and (host := _expeller(search)):
        return host
    if nameless or not _is_between_states(search):
        return ()
    others = [code for code in behind.dominant if code not in known]
    if len(others) == 1:
        return tuple(others)
    before = () if sides.symmetric else (frozenset(behind.named),)
    for dyad in (*behind.dyads, *before):
        if len(dyad) == 2 and any(code in dyad for code in sides.codes()):
            return tuple(code for code in dyad if code not in known)
    return ()


def _expeller(search: Search) -> Codes:
    """«были высланы шесть дипломатов Чада»: by the other of the two whom the article is about."""
    pair, victims = {*search.behind.dominant}, {*search.sides.recipients}
    if search.sense.rule != "sanction.expel" or not search.tree.is_passive(search.head):
        return ()
    alone = len(victims) == 1 and victims < pair and search.named <= victims
    return tuple(pair - victims) if alone else ()


def _follows_on(search: Search) -> Codes:
    """«Индийская сторона это отрицает»: said of the one of whom the sentence before has told, where
    the two have just had to do with each other and nobody else is named."""
    tree, sides, behind = search.tree, search.sides, search.behind
    actors = {*sides.actors}
    if search.sense.type not in JUDGED or search.sense.rule == "reject.refuse":
        return ()
    if _reach(search) < ARTICLE or search.sense.said:
        return ()
    if search.part != "verb" or search.context.hypothetical or is_closed(search, ARTICLE):
        return ()
    if tree.form(search.head) != "Fin":
        return ()
    if any(tree.rel(at) == "acl:relcl" for at in (search.head, *tree.climb(search.head))):
        return ()
    if not search.named <= {*actors, *sides.barred}:
        return ()
    others = {*behind.named} - actors
    pair = actors | others
    together = pair in behind.dyads or pair == {*behind.dominant}
    return tuple(others) if len(others) == 1 and together else ()


def _threatens_deed(search: Search) -> bool:
    """«предупредил, что порвёт отношения»: what the one who warns will do himself."""
    tree = search.tree
    if search.sense.type != "THREATEN" or search.part != "verb":
        return False
    return any(
        tree.rel(c) == "ccomp" and _is_own_deed(search, c) for c in tree.children[search.head]
    )


def _is_own_deed(search: Search, verb: int) -> bool:
    """A verb of conflict to come without another's name for its subject, or «будет дан ответ»."""
    tree = search.tree
    own = [c for c in tree.children[verb] if tree.rel(c).startswith("nsubj")]
    if any(tree.lemmas[c] in ("ответ", "отпор") for c in own):
        return True
    if own and not all({*search.parties.of(tree, c)} == {*search.sides.actors} for c in own):
        return False
    senses = [sense for sense, _ in lexicon().by_head.get(tree.lemmas[verb], ())]
    deeds = ("SANCTION", "ASSAULT", "COERCE", "MOBILIZE")
    return any(sense.type in deeds or sense.rule == "accuse.lodge" for sense in senses)


def _other_of_pair(search: Search) -> Codes:
    """The other of the two whom the article is about, where one of them acts alone and the
    sentence names nobody else."""
    actors, pair = {*search.sides.actors}, {*search.behind.dominant}
    named = search.named - {*search.sides.barred}
    alone = len(actors) == 1 and actors < pair and named <= actors
    alone = alone and pair.isdisjoint(search.sides.barred)
    # «запретили мужчинам въезжать»: of some people, who may be anybody's.
    tree = search.tree
    people_there = any(
        tree.tokens[c].feats.get("Animacy") == "Anim" and tree.case(c) == "dat"
        for c in tree.children[search.head]
    )
    return tuple(pair - actors) if alone and not people_there else ()


def _imposer(search: Search) -> Codes:
    """«Словакия заблокировала пакет санкций»: of the organisation that the article tells of."""
    blocks = search.sense.rule == "reject.block-sanctions"
    return search.behind.about.organisation if blocks and search.sides.actors else ()


def _opposed(search: Search) -> Codes:
    """«Толпа забросала консульство Венгрии»: the people of whoever is at odds with it."""
    sides = search.sides
    if search.sense.type != "PROTEST" or sides.actors or not sides.recipients:
        return ()
    known = {*sides.recipients}
    for doers, others in search.behind.hostile:
        for one, other in ((doers, others), (others, doers)):
            if known & {*one} and known.isdisjoint(other):
                return other
    return ()


def _guest(search: Search) -> Codes:
    """«Президент конфедерации прилетел в Триполи»: of the state that Libya was told of with."""
    sides, tree = search.sides, search.tree
    visit = search.sense.mode == "visit" and search.part == "verb" and sides.symmetric
    if not visit or len(sides.actors) != 1:
        return ()
    named = subjects(search)
    known = {code for i in named for code in search.parties.within(tree, i)[0]}
    if not named or not known <= {*sides.actors}:
        return ()
    if any(search.parties.places(tree, i) for i in named):
        return ()
    if not any(tree.lemmas[i] in people()["leaders"] for i in named):
        return ()
    for dyad in search.behind.told:
        if sides.actors[0] in dyad and len(dyad) == 2:
            return tuple(code for code in dyad if code not in sides.actors)
    return ()


def _at_odds(search: Search) -> Codes:
    """«ОДКБ призвала к сдержанности»: both of the two whom the text has just told of."""
    tree, actors = search.tree, {*search.sides.actors}
    if search.sense.type not in ("REQUEST", "AGREE", "AID") or not actors or search.sides.symmetric:
        return ()
    below = [
        at
        for word in search.occurrence.words
        for at in tree.descend(word, 3, ("acl:relcl", "parataxis", "conj"))
    ]
    top = tree.governor(search.head) if search.part == "noun" else search.head
    clause = tree.descend(search.head if top is None else top, 9, ("parataxis", "conj"))
    named = {code for i in clause for code in search.parties.own(tree, i)}
    if not {tree.lemmas[i] for i in below} & people()["peace"] or not named <= actors:
        return ()
    return next((pair for dyad in search.behind.told if len(pair := _pair(dyad, actors)) == 2), ())


def _pair(dyad: frozenset[str], actors: set[str]) -> Codes:
    """The two of an act who are not the actors: all of it, or all but the one who acts again."""
    others = tuple(sorted(dyad - actors))
    return others if len(others) == 2 and len(dyad) < 4 else ()


def _is_between_states(search: Search) -> bool:
    """The act is on a matter that states have with each other: «отверг эти обвинения»."""
    words = search.lemmas_below(3, ("acl:relcl", "parataxis", "advcl"))
    return bool(words & people()["matters"])


# Ways to a missing side in the order in which they are tried, the surest first.
ANSWERED = (
    Place(_accuser, "answered", at_home=True),
    Place(asker, "answered", at_home=True),
    Place(there, "told-before", at_home=True),
    Place(moved_by, "told-before"),
    Place(_captors, "told-before", at_home=True),
    Place(_holder, "told-before", at_home=True),
    Place(_ratified_with, "article", ARTICLE, at_home=True),
    Place(_imposer, "article", ARTICLE, at_home=True),
)
TOLD = (
    Place(_at_odds, "told-before", directed=False),
    Place(_opposed, "told-before", directed=False),
    Place(_guest, "told-before", directed=False),
    Place(_foe, "answered"),
    Place(both_fought, "told-before", ARTICLE, directed=False, at_home=True),
    Place(_met, "told-before"),
    Place(_voted_in, "told-before"),
    Place(_stationed, "told-before"),
    Place(stricken, "told-before", at_home=True),
)
LAST = (Place(_follows_on, "told-before", ARTICLE),)
STEPS = ((CLAUSE, _in_clause), (SENTENCE, _in_sentence), (ARTICLE, _in_article))
