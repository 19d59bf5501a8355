"""Which tokens stand at a place of a frame: «subject», «genitive», «с», «в+acc»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from itogi.coding.events.lexicon import grammar, people
from itogi.coding.events.search import VERBAL, Search
from itogi.coding.events.tree import Tree, is_scenery

# Prepositions whose noun belongs to the trigger that it follows, however it is parsed.
FOLLOWING = ("против", "между", "с", "в отношении")
# Prepositions that set a receipt in the time of the clause it stands in.
AFTER = ("после", "до", "для", "ради", "за")
# Relations of what an act is about.
CONTENTS = ("ccomp", "xcomp", "acl", "acl:relcl", "advcl", "parataxis")
DASHES = ("—", "–", "-")
BETWEEN = (*DASHES, "«", "»")


def tokens_at(search: Search, place: str) -> Iterable[int]:
    """Tokens that stand at `place` of the trigger, in the order in which they are to be tried.

    A place that is none of the names below is a preposition, with «+» and a case if it needs one.
    """
    tree, head = search.tree, search.head
    match place:
        case "subject":
            return subjects(search)
        case "object":
            return objects(search)
        case "content":
            return _contents(search)
        case "content-subject":
            return (i for i in _contents(search) if tree.rel(i) in ("nsubj", "nsubj:pass"))
        case "governor":
            return _beside_support(search)
        case "adjective":
            return _adjectives(tree, head)
        case "anti":
            return (c for c in tree.children[head] if _is_anti(tree, c))
        case "matter":
            return _matter(search)
        case "pair":
            return _pair(search)
        case "scene":
            return (i for i in range(len(tree.tokens)) if _is_scene(search, i))
        case "dative":
            return _dative(search)
        case "genitive":
            return _genitive(search)
        case "instrumental":
            return _instrumental(search)
    return _behind_preposition(search, place)


def _is_scene(search: Search, i: int) -> bool:
    """«в Чили», no further down than the act: not «обвиняется в том, что готовил взрыв в Чили»."""
    tree = search.tree
    if not is_scenery(tree, i) or not search.parties.places(tree, i):
        return False
    path = [i, *tree.climb(i)]
    below = path[: path.index(search.head)] if search.head in path else []
    return all(tree.rel(at) not in CONTENTS for at in below)


def subjects(search: Search) -> list[int]:
    """Who does it, by the grammar: of a passive the agents."""
    head, tree = search.head, search.tree
    if search.part == "noun":
        return _subjects_of_noun(search)
    if search.occurrence.passive:
        return tree.agents(head)
    if search.sense.name in ("extradite", "hand-over") and tree.form(head) == "Inf":
        return tree.subjects(tree.head(head)) if tree.head(head) >= 0 else []
    named = any(tree.rel(c).startswith("nsubj") for c in tree.children[head])
    house = [] if named else _house(search)
    return [at for i in house or tree.subjects(head) for at in _authors(search, i)]


def _subjects_of_noun(search: Search) -> list[int]:
    """Its own subjects, or those of the verb that it leans on."""
    head, tree = search.head, search.tree
    first = tree.head(head) if tree.rel(head) == "conj" else head
    own = [c for at in (head, first) for c in tree.children[at] if tree.rel(c) == "nsubj"]
    if not own and search.sense.rule == "support.solidarity":
        # «отозвал послов в знак солидарности с …»: whoever gives the sign
        governor = tree.governor(head)
        return tree.subjects(governor) if governor is not None else []
    if own or search.support is None:
        return own or _receivers(search)
    found = tree.subjects(search.support)
    if not found and search.part == "noun" and not tree.is_passive(search.support):
        found = _house(replace(search, occurrence=replace(search.occurrence, head=search.support)))
    return [i for i in found if i != head and head not in tree.coordinated(i)]


def _receivers(search: Search) -> list[int]:
    """«обязалась после получения кредита»: whoever is told of got it."""
    tree, head = search.tree, search.head
    got = search.sense.type == "AID" and "subject" in search.sense.frame.noun["recipient"]
    governor = tree.governor(head) if got and tree.prepositions[head] in AFTER else None
    return tree.subjects(governor) if governor is not None else []


def _authors(search: Search, i: int) -> list[int]:
    """Whoever made the document that a participle describes: «резолюция, осуждающая …»."""
    tree = search.tree
    if tree.form(search.head) != "Part" or tree.lemmas[i] not in people()["papers"]:
        return [i]
    return [i] if search.parties.own(tree, i) else tree.owners(i)


def _house(search: Search) -> list[int]:
    """«в Госдепартаменте выразили …»: the body in which people without a name speak."""
    tree, verb = search.tree, search.head
    charged = search.sense.type == "ACCUSE" and tree.is_passive(verb)
    told = _finite_above(tree, verb)
    short = tree.tokens[told].pos == "ADJ" and tree.tokens[told].feats.get("Variant") == "Short"
    people_say = tree.is_plural(told) and (tree.form(told) == "Fin" or short)
    if not people_say and not (charged and not tree.agents(verb)):
        return []
    return [
        i
        for at in dict.fromkeys((verb, told))
        for preposition, case, i in tree.behind(at)
        if preposition in ("в", "на") and case == "loc" and _is_seat(search, i)
    ]


def _finite_above(tree: Tree, verb: int) -> int:
    """«не перестают ругать», «сообщили, что ждут»: whose people are the verb's; else itself."""
    above = tree.head(verb)
    if above < 0 or tree.subjects(above) or tree.form(verb) not in ("Inf", "Fin"):
        return verb
    told = tree.rel(verb) in ("ccomp", "conj") and tree.is_plural(verb)
    return above if told or (tree.form(verb) == "Inf" and tree.rel(verb) == "xcomp") else verb


def _is_seat(search: Search, i: int) -> bool:
    """A body with a code, or for words of states the city in which they are spoken."""
    tree, parties = search.tree, search.parties
    capital = parties.is_capital(tree, i)
    state = search.sense.type == "ACCUSE" and parties.is_state_name(tree, i)
    meant = tree.lemmas[i] in people()["countries"] and bool(parties.own(tree, i))
    spoken = capital or state or meant
    return parties.is_body(tree, i) or (search.sense.type in VERBAL and spoken)


def objects(search: Search) -> list[int]:
    """What it is done to, by the grammar: of a passive the subject."""
    head, tree = search.head, search.tree
    if search.part == "noun":
        return tree.objects(search.support) if search.support is not None else []
    if search.occurrence.passive:
        return [c for c in tree.children[head] if tree.rel(c) in ("nsubj", "nsubj:pass")]
    if tree.tokens[head].pos == "ADJ" and not tree.is_passive(head):
        return []
    return tree.objects(head)


def _contents(search: Search) -> Iterator[int]:
    """Heads of the clauses that say what is asked or said, each after its own subject."""
    tree = search.tree
    nouns = [word for word in search.occurrence.words if tree.is_noun(word)]
    clauses = [c for noun in nouns if noun != search.head for c in tree.children[noun]]
    told = [c for c in clauses if tree.rel(c) == "acl" and _has_that(tree, c)]
    for c in (*tree.children[search.head], *told):
        if (
            c in told
            or tree.rel(c) in ("xcomp", "ccomp", "csubj")
            or (tree.form(c) == "Inf" or (tree.rel(c) == "advcl" and _has_that(tree, c)))
        ):
            yield from (
                d
                for d in tree.children[c]
                if tree.rel(d) in ("nsubj", "nsubj:pass", "iobj") or _is_asked(tree, d, c)
            )
            yield c


def _is_asked(tree: Tree, i: int, inner: int) -> bool:
    """«призвал страну отвести войска»: before the infinitive stands who is asked, wherever the
    parser hangs him."""
    asks = tree.lemmas[tree.head(inner)] in grammar()["asks-whom"]
    return asks and tree.head(inner) < i < inner and tree.rel(i) == "obj"


def _has_that(tree: Tree, i: int) -> bool:
    return any(tree.lemmas[c] in ("что", "чтобы", "дабы") for c in tree.children[i])


def _beside_support(search: Search) -> Iterator[int]:
    """Other dependents of the verb that the noun leans on."""
    head, tree, governor = search.head, search.tree, search.support
    if governor is None:
        return
    own = set(tree.descend(governor)) & set(tree.climb(head)) | {head}
    for preposition, case, i in tree.behind(governor):
        if i in own or tree.rel(i) in ("nsubj", "nsubj:pass"):
            continue
        if preposition or case == "dat":
            yield i


def _adjectives(tree: Tree, head: int) -> Iterator[int]:
    for c in tree.children[head]:
        if tree.rel(c) in ("amod", "det", "compound") and not _is_anti(tree, c):
            yield c


def _is_anti(tree: Tree, i: int) -> bool:
    return tree.lemmas[i].startswith("анти")


def _matter(search: Search) -> Iterator[int]:
    """Whose is what the phrase names: «поехал на саммит НАТО», «в турецкой тюрьме»."""
    tree = search.tree
    for word in search.occurrence.words:
        if word != search.head and tree.is_noun(word):
            for c in tree.children[word]:
                if tree.rel(c) in ("amod", "nmod") and not tree.prepositions[c]:
                    yield c


def _pair(search: Search) -> list[int]:
    """«саммит Россия — ЕС»: names joined by a dash behind the noun."""
    tree, head = search.tree, search.head
    behind = range(head + 1, min(head + 8, len(tree.tokens)))
    names = []
    for i in behind:
        if search.parties.own(tree, i):
            names.append(i)
        elif tree.tokens[i].text not in BETWEEN:
            break
    if names and len(search.parties.own(tree, names[0])) > 1 and "-" in tree.tokens[names[0]].text:
        return names[:1]
    joined = any(tree.tokens[i].text in DASHES for i in behind)
    return names if joined and len(names) > 1 else []


def _in_case(search: Search, bearers: Iterable[int], wanted: str) -> Iterator[int]:
    """Nouns in a case without a preposition."""
    tree = search.tree
    for bearer in bearers:
        for preposition, case, i in tree.behind(bearer):
            free = tree.rel(i) not in ("amod", "nsubj", "nsubj:pass", "obj")
            guessed = wanted == "dat" and tree.rel(i) == "iobj" and tree.stands_still(i)
            if not preposition and (case == wanted or guessed) and free:
                yield i


def _dative(search: Search) -> Iterator[int]:
    """Datives of the trigger and its words, also one hung on a genitive: «помощь Чили Кубе»."""
    tree, head = search.tree, search.head
    yield from _in_case(search, _bearers(search), "dat")
    if search.part == "noun":
        yield from under_genitive(tree, head, "dat")


def _genitive(search: Search) -> Iterator[int]:
    """Genitives of the trigger, also one that the parser hangs on its agent."""
    tree, head = search.tree, search.head
    yield from _in_case(search, [head], "gen")
    for agent in _in_case(search, [head], "ins"):
        holder = agent if search.parties.is_state_name(tree, agent) else None
        for c in tree.children[agent]:
            if holder is None and tree.case(c) == "gen":
                holder = c
        if holder is not None:
            yield from (c for c in tree.children[holder] if tree.case(c) == "gen")


def _instrumental(search: Search) -> Iterator[int]:
    yield from _in_case(search, _bearers(search), "ins")
    if search.part == "noun":
        yield from under_genitive(search.tree, search.head, "ins")


def under_genitive(tree: Tree, head: int, wanted: str) -> Iterator[int]:
    """«оккупация Кувейта Ираком», where the parser hangs the agent on the patient."""
    for c in tree.children[head]:
        if tree.case(c) == "gen" and tree.is_noun(c) and not tree.prepositions[c]:
            yield from (
                d
                for d in tree.children[c]
                if tree.case(d) == wanted and tree.is_noun(d) and not tree.prepositions[d]
            )
            yield from under_genitive(tree, c, wanted)


def _behind_preposition(search: Search, place: str) -> Iterator[int]:
    """Nouns behind a preposition, in a case if `place` names one: «с», «в+acc»."""
    tree = search.tree
    name, _, wanted = place.partition("+")
    for bearer in _bearers(search):
        for preposition, case, i in tree.behind(bearer):
            fits = not wanted or case == wanted or not case or tree.stands_still(i)
            if preposition == name and fits and i not in search.occurrence.words:
                yield i
    yield from _behind_copula(search, name)
    if search.occurrence.passive or tree.is_passive(search.head):
        yield from _behind_agent(search, name, wanted)
    if search.part == "verb" and wanted == "acc":
        yield from _behind_object(search, name)
    aimed = name == "на" and tree.lemmas[search.head] in grammar()["complaints"]
    if search.part == "noun" and (name in FOLLOWING or aimed):
        yield from _following(tree, search.head, name)


def _behind_copula(search: Search, preposition: str) -> Iterator[int]:
    """«была против вступления …»: the parser makes the noun the head of its copula."""
    tree, head = search.tree, search.head
    above = tree.head(head)
    if tree.rel(head) == "cop" and above >= 0 and tree.prepositions[above] == preposition:
        yield above


def _behind_agent(search: Search, preposition: str, wanted: str) -> Iterator[int]:
    """«куплен Чили у Перу», where the parser hangs the last noun on the agent of the passive."""
    tree = search.tree
    for agent in tree.agents(search.head):
        for c in tree.children[agent]:
            fits = not wanted or tree.case(c) == wanted
            if tree.prepositions[c] == preposition and fits and tree.is_noun(c):
                yield c


def _behind_object(search: Search, preposition: str) -> Iterator[int]:
    """«экспортирует лосось в Россию», where the parser hangs the goal on what is sent there."""
    tree = search.tree
    for thing in objects(search):
        for c in tree.children[thing]:
            if tree.prepositions[c] == preposition and tree.case(c) == "acc":
                yield c


def _following(tree: Tree, head: int, preposition: str) -> Iterator[int]:
    """«операция НАТО против Югославии» where the parser hangs the last noun elsewhere."""
    for i in range(head + 1, min(head + 7, len(tree.tokens))):
        if tree.tokens[i].pos in ("PUNCT", "VERB", "CCONJ"):
            return
        if tree.prepositions[i] == preposition and tree.is_noun(i):
            yield i


def _bearers(search: Search) -> list[int]:
    """Tokens on which a side may hang: the trigger, its other words, its support verb."""
    head, tree = search.head, search.tree
    others = [
        word
        for word in search.occurrence.words
        if word != head and (tree.is_noun(word) or tree.is_verb(word))
    ]
    if search.part == "noun" and search.support is not None:
        others.append(search.support)
    coordinate = [at for word in others for at in tree.coordinated(word) if at != word]
    return [head, *others, *coordinate]
