"""Who takes part in a common act beside those whom its frame names."""

from __future__ import annotations

from itogi.coding.events.lexicon import grammar
from itogi.coding.events.search import Search
from itogi.coding.events.tree import Tree, is_mediation

# Words behind «а» among which the dash stands that is there for the verb.
GAP = 6
# «в ходе», «во время», «по итогам»: nouns that place a deed in or after a meeting.
COURSE = ("ход", "время", "итог", "завершение", "окончание")
# Under whom others meet.
AUSPICES = (("под", "эгида"), ("под", "патронаж"))


def add_company(search: Search) -> None:
    """«вместе с премьером Канады», «вслед за Данией»: who does it too."""
    tree, sides = search.tree, search.sides
    named = [step.token for step in sides.steps if step.place == "subject" and step.role == "actor"]
    if search.part != "verb" or not named:
        return
    for above in (search.head, *(i for i in named if i is not None)):
        for c in tree.children[above]:
            if tree.lemmas[c] not in grammar()["company"]:
                continue
            for i in tree.children[c]:
                codes = search.parties.within(tree, i, tuple(sides.taken()))[0]
                sides.add("actor", codes, "company", i)


def add_contrasted(search: Search) -> None:
    """«требует от Чада открыть порт, а от Того — снизить пошлины»: to whom it is done too, in a
    clause that leaves the verb out."""
    tree, sides = search.tree, search.sides
    told = [s.token for s in sides.steps if s.role == "recipient" and s.token is not None]
    if search.part != "verb" or sides.symmetric or len(told) != 1:
        return
    first = told[0]
    for at in range(first + 1, len(tree.tokens) - 2):
        if tree.lemmas[at] != "а" or tree.lemmas[at - 1] != ",":
            continue
        dash = next((d for d in range(at + 2, at + GAP) if _is_dash(tree, d)), None)
        if dash is None:
            return
        for i in range(at + 1, dash):
            same = tree.prepositions[i] == tree.prepositions[first]
            # The tagger may take the dative of a name for its genitive: «Намибии …, а Замбии».
            ends = tree.tokens[i].text[-2:] == tree.tokens[first].text[-2:]
            fits = tree.case(i) == tree.case(first) or tree.stands_still(i) or ends
            if tree.is_noun(i) and same and fits:
                sides.add("recipient", search.parties.own(tree, i), "company", i)
        return


def _is_dash(tree: Tree, i: int) -> bool:
    return i < len(tree.tokens) and tree.tokens[i].text in ("—", "–")


def add_gathered(search: Search) -> None:
    """«в ходе беседы президент Чили и король Тонги …»: who is told of took part."""
    tree, sides, head = search.tree, search.sides, search.head
    if search.part == "verb" or search.sense.type != "CONSULT" or sides.actors:
        return
    governor = tree.governor(head)
    if governor is None or search.support is not None or not _is_during(tree, head):
        return
    there = tree.subjects(governor)
    pair = {code for i in there for code in search.parties.of(tree, i)}
    if len(pair) == 1:
        there = [*there, *_addressed(search, governor)]
    named = {i: search.parties.of(tree, i) for i in there}
    if len({code for codes in named.values() for code in codes}) > 1:
        for i, codes in named.items():
            sides.add("sides", codes, "subject", i)
            sides.tokens.append(i)


def _addressed(search: Search, verb: int) -> list[int]:
    """«в телефонном разговоре премьер Чада поздравил короля Тонги»: with whom he spoke."""
    tree, parties = search.tree, search.parties
    if tree.lemmas[search.head] not in ("разговор", "беседа"):
        return []
    dative = [c for c in tree.children[verb] if tree.case(c) == "dat" and not tree.prepositions[c]]
    return [i for i in (*tree.objects(verb), *dative) if parties.is_official(tree, i)]


def _is_during(tree: Tree, i: int) -> bool:
    """«в ходе беседы», «на встрече», «после переговоров»: when or where something was done."""
    above = tree.head(i)
    if above >= 0 and tree.lemmas[above] in COURSE and tree.rel(i) == "nmod":
        return True
    course = tree.lemmas[i - 1] in COURSE if i else False
    return tree.prepositions[i] == "после" or (
        tree.prepositions[i] in ("на", "в", "во") and (course or tree.case(i) == "loc")
    )


def add_mediator(search: Search) -> None:
    """«переговоры … при посредничестве Омана», «под эгидой ЕС», «посредником стал …»:
    took part."""
    tree, sides, head = search.tree, search.sides, search.head
    if search.sense.type != "CONSULT" or len(sides.actors) < 2:
        return
    above = list(tree.climb(head))
    between = any(tree.lemmas[i] in grammar()["mediators"] for i in above)
    nouns = [i for i in search.occurrence.words if i != head and tree.is_noun(i)]
    for top in (*nouns, head, *above):
        for i in tree.children[top]:
            how = tree.prepositions[i], tree.lemmas[i]
            host = how in AUSPICES and not search.context.future
            if host or (how[0] in ("при", "с") and how[1] in grammar()["mediation"]):
                for c in tree.children[i]:
                    sides.add("sides", search.parties.of(tree, c), "при", c)
        if between and tree.is_verb(top):
            for i in tree.subjects(top):
                sides.add("sides", search.parties.of(tree, i), "subject", i)
        if tree.is_verb(top):
            return


def add_reconciled(search: Search) -> None:
    """«заключили соглашение при посредничестве Омана»: between whom he mediated."""
    tree, sides = search.tree, search.sides
    if search.sense.rule != "consult.mediate" or not sides.actors:
        return
    governor = tree.governor(search.head)
    there = [] if governor is None else tree.subjects(governor)
    named = {i: search.parties.of(tree, i) for i in there}
    if len({code for codes in named.values() for code in codes}) > 1:
        for i, codes in named.items():
            sides.add("sides", codes, "subject", i)
            sides.tokens.append(i)


def bar_mediator(search: Search) -> None:
    """«переговоры … при посредничестве Омана»: who mediates is not the side that is missing."""
    tree = search.tree
    if tree.present.isdisjoint(grammar()["mediators"]):
        return
    for i in range(len(tree.tokens)):
        if i != search.head and is_mediation(tree, i):
            below = (code for c in tree.children[i] for code in search.parties.of(tree, c))
            search.sides.barred.extend(dict.fromkeys(below))


def add_partner(search: Search) -> None:
    """«в результате работы с полицией Чили»: the other partner is the subject of the clause."""
    tree, sides = search.tree, search.sides
    partners = [i for i in sides.tokens if tree.prepositions[i] == "с"]
    if search.sense.type != "COOPERATE" or partners != sides.tokens:
        return
    governor = tree.governor(search.head)
    if governor is not None and search.support is None:
        for i in tree.subjects(governor):
            if not search.parties.is_private(tree, i):
                sides.add("sides", search.parties.of(tree, i), "subject", i)
