"""Whom words mean that lean on what was told before: «стороны», «соседи», «гость», «её», «туда».

The acts told last say it first, then the states that were named together last. Where more compete
than the words mean, nobody is meant.
"""

from __future__ import annotations

from itogi.coding.events.lexicon import grammar, kinds, people
from itogi.coding.events.parties import Codes
from itogi.coding.events.places import subjects
from itogi.coding.events.search import VERBAL, Search
from itogi.coding.events.tree import Tree, is_scenery
from itogi.coding.referents.lexicon import nouns

# Types of acts towards a person, whom a pronoun may name.
TO_PERSONS = ("AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "AID")
# Types of deeds done to persons, who may be named again by a pronoun.
DONE_TO = ("SANCTION", "COERCE", "ASSAULT", "RETREAT")
# Sentences back in which a state stands that is meant by its kind.
BACK = 3
# Places behind a word in which a partner is named.
PARTNERS = ("с", "между")


# ------------------------------------------------------------------------------- several


def both_sides(search: Search, i: int) -> Codes:
    """«стороны», «обе страны»: the two that the article is about."""
    if not _are_several(search, i):
        return ()
    told = {tuple(sorted({*doers, *others})) for _, doers, others in search.behind.before}
    if len(told) == 1 and len(pair := told.pop()) == 2 and _may_be(search, i, pair):
        return pair
    joint = {tuple(sorted(doers)) for _, doers, others in search.behind.before if len(doers) == 2}
    if len(joint) == 1 and _may_be(search, i, pair := joint.pop()):
        return pair
    return search.behind.dominant or the_sides(search, i)


def the_sides(search: Search, i: int) -> Codes:
    """«стороны», «обе страны», «соседи», «они», that is those of whom the text speaks, whoever
    was named last."""
    tree = search.tree
    number = _number(tree, i)
    if tree.rel(i) == "nsubj" and (tree.lemmas[i] == "они" or _are_bare_leaders(tree, i)):
        return _who_did_together(search)
    officials = tree.lemmas[i] in people()["officials"] and not tree.children[i]
    paired = tree.lemmas[i] in people()["paired"]
    if not _are_several(search, i) or not (number or officials or paired):
        return ()
    named = _named_before(search, i)
    if len(named) == (number or 2):
        return named
    latest = latest_dyad(search)
    pair = search.behind.dominant
    if search.behind.opens and pair and not {*latest} <= {*pair}:
        # A paragraph that opens with «стороны» speaks of the two whom the article is about.
        return pair
    if number is None and len(latest) > 1:
        return latest
    found = _so_many(search, number or 2)
    return found if _may_be(search, i, found) else pair


def names_another(search: Search, i: int) -> bool:
    """«товарооборот двух стран, по чилийским данным …»: those last named together, whom the word is
    taken for, are not meant where the sentence names one who is none of them."""
    parties, tree = search.parties, search.tree
    if tree.lemmas[i] not in people()["countries"] or parties.mentions(tree, i):
        return False
    meant = {*parties.own(tree, i)}
    counted = len(meant) == 2 and _number(tree, i) == 2
    named = _named_here(search)
    return counted and bool(named) and named.isdisjoint(meant)


def _may_be(search: Search, i: int, pair: Codes) -> bool:
    """«товарооборот двух стран»: no organisation is a country or state."""
    if search.tree.lemmas[i] not in people()["countries"]:
        return True
    if not _named_here(search) <= {*pair}:
        return False
    return not {*pair} & (search.parties.organisations | {"WEST"})


def both_others(search: Search, i: int, place: str, role: str) -> Codes:
    """«Вашингтон ждёт ответа от обеих столиц»: the two that the text has told of, without him."""
    tree, actors = search.tree, {*search.sides.actors}
    counted = any(tree.lemmas[c] in ("оба", "два") for c in tree.descend(i, 2))
    counted = counted or (tree.lemmas[i] == "сторона" and tree.is_plural(i))
    if not counted or not actors or role == "actor" or place == "между":
        return ()
    if search.parties.places(tree, i):
        return ()
    if not any(_are_several(search, at) for at in (i, *tree.children[i])):
        return ()
    pairs = [tuple(sorted(dyad)) for dyad in search.behind.told if len(dyad) == 2]
    meant = next((pair for pair in pairs if actors.isdisjoint(pair)), ())
    about = tuple(sorted(search.behind.dominant))
    # Rather the two states whom the article is about than one of them and an organisation.
    two = about in pairs and actors.isdisjoint(about)
    return about if two and not search.parties.organisations.isdisjoint(meant) else meant


def _whose_counted(search: Search, i: int) -> int | None:
    """«армии двух соседей», «послы обеих республик»: the word for those whose they are."""
    tree = search.tree
    if search.parties.places(tree, i):
        return None
    owners = (c for c in tree.children[i] if tree.case(c) == "gen" and not tree.prepositions[c])
    return next((c for c in owners if _number(tree, c) and _are_several(search, c)), None)


def _are_bare_leaders(tree: Tree, i: int) -> bool:
    """«Лидеры», «министры»: no number, and nothing that says whose."""
    described = _number(tree, i) is not None or _is_described(tree, i)
    return tree.lemmas[i] in nouns().leaders and tree.is_plural(i) and not described


def _who_did_together(search: Search) -> Codes:
    """«Президент Чада встретился с королём Тонги. Они …»: who did the last thing together."""
    told = {doers for _, doers, others in search.behind.before if not others}
    both = told.pop() if len(told) == 1 else ()
    return both if len({*both}) == 2 and search.sides.symmetric else ()


def told_together(search: Search) -> Codes:
    """The two whom the sentence names, else those whom the acts just before were between, else the
    two named together last."""
    return _two_here(search) or latest_dyad(search) or _so_many(search, 2)


def _two_here(search: Search) -> Codes:
    here = tuple(sorted(_named_here(search)))
    return here if len(here) == 2 else ()


def latest_dyad(search: Search) -> Codes:
    """All sides of the act told last, if it was told a little before."""
    return next((tuple(sorted(dyad)) for dyad in search.behind.dyads), ())


def _so_many(search: Search, count: int) -> Codes:
    """So many as the latest act was between, else as were named together last."""
    latest = latest_dyad(search)
    if len(latest) == count:
        return latest
    found = () if len(latest) > count else search.behind.together(count)
    if found or count > 2:
        return found
    return search.behind.dominant


def _number(tree: Tree, i: int) -> int | None:
    numbers = nouns().numbers
    found = (numbers.get(tree.lemmas[at]) for at in (i, *tree.children[i]))
    return next((number for number in found if number), None)


def _are_several(search: Search, i: int) -> bool:
    tree, words = search.tree, people()
    plural = tree.tokens[i].feats.get("Number") == "Plur" or _number(tree, i) is not None
    known = tree.lemmas[i] in words["both"] | words["paired"]
    if tree.lemmas[i] in words["relations"] and _is_described(tree, i):
        return False
    return plural and known and not search.parties.places(tree, i)


def _named_before(search: Search, i: int) -> Codes:
    """Actors that the sentence names before token `i`: «Чад и Мали …, стороны договорились»."""
    tree, parties = search.tree, search.parties
    return tuple(dict.fromkeys(code for at in range(i) for code in parties.own(tree, at)))


# ------------------------------------------------------------------------------- the other one


def other_meant(search: Search, i: int, place: str) -> Codes:
    """«потребовал от властей страны», «обвинил соседа», «поздравил её»: not the actor's own, so
    the other one's told of."""
    tree, actors = search.tree, {*search.sides.actors}
    if not actors:
        return ()
    if place == "subject" and search.sense.said and is_relation(search, i):
        return _related(search, actors)
    if place in ("subject", "governor"):
        return ()
    if place == "content" and tree.rel(i) != "obj":
        return ()
    if tree.lemmas[i] in grammar()["third-person"]:
        if search.sense.type not in TO_PERSONS:
            return ()
        if same := _same_again(search, i, actors):
            return same
        return _not_itself(search, i, actors) or _he_of_the_other(search, i, actors)
    if search.sense.needs == "asked" and search.behind.asked and _is_country(tree, i):
        return search.behind.asked[0][0]
    if is_relation(search, i) and (other := _two_others(search, i) or _related(search, actors)):
        return other
    if whose := next((c for c in tree.children[i] if _is_whose(search, c)), None):
        return _related(search, actors) if is_relation(search, whose) else ()
    if not _is_the_other(search, i) or not {*search.parties.within(tree, i)[0]} <= actors:
        return ()
    next_door = any(
        tree.lemmas[c] == "соседний" for at in (i, *tree.children[i]) for c in tree.children[at]
    )
    if not next_door:
        return _other_named(search, actors)
    pair = {*search.behind.dominant}
    return _related(search, actors) or (tuple(pair - actors) if actors < pair else ())


def _is_country(tree: Tree, i: int) -> bool:
    """«в страну», «в республику»: one without a name."""
    return tree.lemmas[i] in people()["countries"] and not tree.is_plural(i)


def _same_again(search: Search, i: int, actors: set[str]) -> Codes:
    """«выслал двух дипломатов, обвинив их в шпионаже»: those to whom he has just done something."""
    gerund = search.tree.form(search.head) == "Conv" and search.tree.case(i) in ("acc", "dat")
    here = search.behind.here[0] if search.behind.here else None
    if not gerund or here is None or here[0] not in DONE_TO or {*here[1]} != actors:
        return ()
    return here[2]


def _is_whose(search: Search, i: int) -> bool:
    """«самолёты соседа»: theirs."""
    bare = search.tree.case(i) == "gen" and not search.tree.prepositions[i]
    return bare and search.tree.lemmas[i] in people()["relations"]


def _two_others(search: Search, i: int) -> Codes:
    """«Катар предложил соседям помощь»: two others, of whom the text has just told."""
    if not _are_several(search, i) or search.tree.lemmas[i] not in people()["paired"]:
        return ()
    if {*search.sides.actors} & {code for dyad in search.behind.dyads for code in dyad}:
        return ()
    pair = _so_many(search, 2)
    return pair if {*search.sides.actors}.isdisjoint(pair) else ()


def _is_the_other(search: Search, i: int) -> bool:
    """«власти страны», «эмират», «своих соседей», «соседней республике»: a state named before, and
    to whom somebody is a neighbour that is he who acts."""
    tree = search.tree
    words = [at for at in tree.children[i] if tree.tokens[at].pos not in ("ADP", "PUNCT")]
    journey = search.sense.mode == "visit"
    if words and not journey and search.sense.type != "AID" and search.sense.type not in VERBAL:
        return False
    if tree.lemmas[i] in people()["relative"] | people()["countries"]:
        one = tree.tokens[i].feats.get("Number") != "Plur" or tree.lemmas[i] in people()["relative"]
        return one and all(tree.rel(at) in ("amod", "det") for at in words)
    freed = search.sense.type == "CONCEDE" and tree.lemmas[i] in people()["citizens"]
    if search.parties.is_private(tree, i) and not freed:
        return False
    return any(tree.lemmas[at] in people()["countries"] and _is_bare(tree, at) for at in words)


def _is_bare(tree: Tree, i: int) -> bool:
    """«страны», «соседней страны»."""
    return all(tree.lemmas[c] in ("соседний", "этот") for c in tree.children[i])


def is_relation(search: Search, i: int) -> bool:
    """«сосед», «гость», «коллега»: what one is to another whom the text has named, alone."""
    tree = search.tree
    if tree.lemmas[i] not in people()["relations"]:
        return False
    if _is_described(tree, i):
        return False
    own = any(tree.lemmas[c] == "свой" for c in tree.children[i])
    return not (own and tree.is_plural(i)) and not search.parties.mentions(tree, i)


def _is_described(tree: Tree, i: int) -> bool:
    """«западные союзники», «партнёры по коалиции»: others than those just told of."""
    return any(tree.rel(c) in ("amod", "nmod", "acl", "acl:relcl") for c in tree.children[i])


def _related(search: Search, actors: set[str]) -> Codes:
    """The other state of the act told last, or of the two that the sentence before names."""
    named = search.behind.named
    told = [*search.behind.dyads, *([frozenset(named)] if len(named) == 2 else [])]
    other = next((dyad - actors for dyad in told if actors & dyad), search.parties.organisations)
    return tuple(other - search.parties.organisations) if len(other) == 1 else ()


def _other_named(search: Search, actors: set[str]) -> Codes:
    """With whom the actor was told of last, or whom the sentence before names besides."""
    for dyad in search.behind.dyads:
        if actors & dyad:
            return tuple(sorted(dyad - actors)) if len(dyad - actors) == 1 else ()
    others = [code for code in search.behind.named if code not in actors]
    visit = search.sense.mode == "visit" and actors < {*search.behind.dominant}
    if len(others) != 1 and (visit or search.sense.type in VERBAL):
        others = [code for code in search.behind.dominant if code not in actors]
    return tuple(others) if len(others) == 1 else ()


def _not_itself(search: Search, i: int, actors: set[str]) -> Codes:
    """«поздравил президента Чили и пригласил его»: «его» is not whoever invites."""
    tree, parties = search.tree, search.parties
    if not _may_be_other(search, i, actors):
        return ()
    doers = {at for subject in subjects(search) for at in tree.descend(subject)}
    for at in reversed(range(i)):
        codes = parties.own(tree, at)
        if tree.rel(at).startswith("nsubj"):
            continue
        if codes and at not in doers and parties.is_official(tree, at):
            return tuple(code for code in codes if code not in actors)
    return ()


def _he_of_the_other(search: Search, i: int, actors: set[str]) -> Codes:
    """«Министр Чили звонил коллеге из Перу. Он поблагодарил её»: of the act told just before."""
    if not _may_be_other(search, i, actors):
        return ()
    he = any(search.tree.lemmas[at] in grammar()["third-person"] for at in subjects(search))
    someone = search.parties.own(search.tree, i) and search.parties.is_person(search.tree, i)
    if someone and not he:
        return ()
    before = search.behind.before
    told = [{*doers, *others} for _, doers, others in before]
    met = [dyad - actors for dyad in told if actors & dyad]
    return tuple(met[-1]) if met and len(met[-1]) == 1 else ()


def _may_be_other(search: Search, i: int, actors: set[str]) -> bool:
    tree = search.tree
    single = tree.tokens[i].feats.get("Number") != "Plur"
    return single and tree.rel(i) != "det" and {*search.parties.own(tree, i)} <= actors


# ------------------------------------------------------------------------------- guest, place


def guest_or_host(search: Search, i: int) -> Codes:
    """«гость», «хозяева»: of the visit told last."""
    lemma, words = search.tree.lemmas[i], people()
    if lemma not in words["guests"] | words["hosts"] or search.parties.places(search.tree, i):
        return ()
    if search.behind.visit is None:
        return ()
    guest, host = search.behind.visit
    return guest if lemma in words["guests"] else host


def kind_meant(search: Search, i: int) -> Codes:
    """«королевство», «власти эмирата», «островному государству»: the only state of that kind of
    those just named, whoever else was."""
    tree, known = search.tree, search.sides.taken()
    whose = (c for c in tree.children[i] if tree.case(c) == "gen" and not tree.prepositions[c])
    allowed = next((kind for at in (i, *whose) if (kind := _kind(search, at))), frozenset[str]())
    if not allowed or search.parties.places(tree, i):
        return ()
    aside = _told_aside(tree, i)
    told = [at for at in range(i) if at not in aside]
    here = [c for at in told for m in search.parties.mentions(tree, at) if (c := m.code)]
    before = [search.behind.about.places_in(search.behind.sentence - n) for n in range(1, BACK + 1)]
    for named in (here, *before):
        fitting = {code for code in named if code in allowed and code not in known}
        if fitting:
            return tuple(fitting) if len(fitting) == 1 else ()
    return ()


def _told_aside(tree: Tree, i: int) -> set[int]:
    """«Совет, который возглавлял Чад, послал в республику врачей»: what a relative clause before
    token `i` tells of something else."""
    clauses = (at for at in range(i) if tree.rel(at) == "acl:relcl")
    below = ({*tree.descend(at)} for at in clauses)
    return {at for inside in below if i not in inside for at in inside}


def _kind(search: Search, i: int) -> frozenset[str]:
    """Codes of the states that a singular without a name may mean by its kind."""
    tree = search.tree
    adjectives = [tree.lemmas[c] for c in tree.children[i] if tree.rel(c) == "amod"]
    words = [tree.lemmas[i], *adjectives]
    country = tree.lemmas[i] in people()["countries"] or tree.lemmas[i] in kinds()
    if not country or tree.is_plural(i):
        return frozenset()
    sets = [kinds()[word] for word in words if word in kinds()]
    return frozenset.intersection(*sets) if sets else frozenset()


def latter(search: Search, i: int) -> Codes:
    """«Мальта попросила Италию … Та отказала»: whom the act just before was aimed at."""
    tree = search.tree
    alone = tree.lemmas[i] == "тот" and tree.rel(i) == "nsubj" and not tree.children[i]
    if not alone or not search.behind.before:
        return ()
    _, _, others = search.behind.before[-1]
    return others if len(others) == 1 else ()


def there(search: Search) -> Codes:
    """«отправила туда», «вывела оттуда»: the only state in which something was told of before."""
    tree, known = search.tree, search.sides.taken()
    if not any(tree.lemmas[c] in ("туда", "оттуда") for c in tree.children[search.head]):
        return ()
    places = [code for code in search.behind.places if code not in known]
    return tuple(places) if len(places) == 1 else ()


# ------------------------------------------------------------------------------- a meeting, a paper


def both_told_before(search: Search) -> Codes:
    """«Переговоры продлились час», «Документ подписали в Риме»: whose they are was told before."""
    if _is_signed(search):
        # What opens a paragraph («Напомним, договор подписан …») goes back to no other.
        unsigned = search.behind.dominant if search.context.negated else ()
        told = unsigned if search.behind.opens else latest_dyad(search)
        pair = _two_here(search) or told or search.behind.listed
    elif _is_talk(search):
        pair = told_together(search) or search.behind.dominant
    else:
        return ()
    return pair if _named_here(search) <= {*pair} else ()


def both_fought(search: Search) -> Codes:
    """«Бой вспыхнул у реки»: those of whom the text has just told that they are at odds."""
    if search.sides.codes() or not _is_fight(search):
        return ()
    at_odds = [tuple(sorted({*doers, *others})) for doers, others in search.behind.hostile]
    pair = next((codes for codes in at_odds if len(codes) == 2), None) or search.behind.dominant
    return pair if _named_here(search) <= {*pair} else ()


def _is_talk(search: Search) -> bool:
    """A meeting that is told to take place, nobody named who takes part."""
    tree, head = search.tree, search.head
    if search.part != "noun" or search.sense.type != "CONSULT":
        return False
    subject = tree.rel(head).startswith("nsubj") and not tree.prepositions[head]
    runs = subject and tree.lemmas[tree.head(head)] in grammar()["running"]
    if not runs or tree.lemmas[head] not in people()["talks"]:
        return False
    return not any(_names_partner(tree, c) for c in tree.children[head])


def _is_fight(search: Search) -> bool:
    """Fighting that is told to take place, nobody named who fights."""
    tree, head = search.tree, search.head
    if search.part != "noun" or search.sense.rule != "assault.war" or not search.sides.symmetric:
        return False
    subject = tree.rel(head).startswith("nsubj") and tree.lemmas[head] in people()["fights"]
    runs = subject and tree.lemmas[tree.head(head)] in grammar()["running"] | grammar()["happening"]
    return runs and not any(_names_partner(tree, c) for c in tree.children[head])


def _names_partner(tree: Tree, i: int) -> bool:
    own = tree.case(i) == "gen" and not tree.prepositions[i] and tree.is_noun(i)
    return tree.prepositions[i] in PARTNERS or own


def _is_signed(search: Search) -> bool:
    """«Соглашение подписано», «Документ подписали в четверг»: nobody is said to have signed it."""
    tree, head = search.tree, search.head
    if search.sense.rule != "support.sign" or search.part != "verb":
        return False
    if any(tree.prepositions[c] in PARTNERS for c in tree.children[head]):
        return False
    if tree.is_passive(head):
        return True
    return tree.is_plural(head) and not tree.subjects(head)


def _named_here(search: Search) -> set[str]:
    """Actors that the sentence names, where it was left out."""
    tree = search.tree
    return {
        code
        for i in range(len(tree.tokens))
        if not is_scenery(tree, i) and not _stands_by(tree, i)
        for code in search.parties.own(tree, i)
    }


def _stands_by(tree: Tree, i: int) -> bool:
    """«при посредничестве Барбадоса», «в присутствии посла»: a third that only stands by."""
    above = tree.head(i)
    return above >= 0 and tree.lemmas[above] in people()["presence"]
