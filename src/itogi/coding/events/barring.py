"""What keeps a word from being a side, and when the missing side is nobody farther off."""

from __future__ import annotations

from itogi.coding.events.lexicon import CLAUSE, grammar, people
from itogi.coding.events.places import objects, subjects, tokens_at
from itogi.coding.events.search import VERBAL, Bar, Search
from itogi.coding.events.tree import Tree

# Types that are somebody's words.
SAID_BY = ("ACCUSE", "SUPPORT", "REQUEST")
# Types in which whoever is addressed speaks for a state or is nobody's.
TO_OFFICIALS = ("SUPPORT", "REQUEST", "THREATEN", "AGREE")
# Types in which citizens and crowds are actors.
PRIVATE_ACTS = ("PROTEST", "ASSAULT")
# «все страны», «другие государства»: nobody in particular.
EVERYBODY = ("весь", "каждый", "любой", "другой", "иной", "третий", "многий", "некоторый", "прочий")


def is_private_actor(search: Search, i: int, place: str, role: str) -> bool:
    """Citizens and experts act for nobody but in crowds and in violence (section 3).

    Nor are they asked for their state: «пожелал, чтобы певец вернулся».
    """
    tree, lemma = search.tree, search.tree.lemmas[i]
    parties = search.parties
    if role != "recipient" and parties.is_of_no_state(tree, i):
        return not parties.is_armed_group(tree, i)
    if search.sense.type in PRIVATE_ACTS or lemma in people()["crews"]:
        return False
    if search.sense.rule == "cooperate.in-space":
        return False
    if role == "recipient" and place != "content-subject":
        addressed = search.sense.type in TO_OFFICIALS and place in ("object", "dative")
        if place == "subject" and search.sense.rule == "aid.receive":
            return parties.is_somebody(tree, i)
        if search.sense.rule == "agree.invite" and lemma in people()["investors"]:
            return False
        return addressed and parties.is_private(tree, i)
    if place == "с" and _stands_for_press(tree, i):
        return True
    if lemma in people()["crowds"] or _are_some_members(tree, i) or _is_of_citizens(tree, i):
        return True
    if search.sense.type in VERBAL and parties.is_anybody(tree, i):
        return True
    if search.sense.mode == "visit" and (parties.are_compatriots(tree, i) or _are_many(tree, i)):
        return True
    if search.sense.mode == "visit" and lemma in grammar()["soldiers"] and tree.is_plural(i):
        return True
    return parties.is_private(tree, i)


def _are_some_members(tree: Tree, i: int) -> bool:
    """«несколько членов ЕС», «ряд стран НАТО»: neither the organisation nor a state by name."""
    below = [i, *tree.children[i]]
    some = {tree.lemmas[at] for at in below} & people()["some"]
    named = tree.is_noun(i) and tree.tokens[i].pos != "PROPN"
    members = any(tree.lemmas[at] in people()["member-states"] for at in below)
    return named and bool(some) and members


def _are_many(tree: Tree, i: int) -> bool:
    """«большинство вьетнамских граждан»: who travel for themselves."""
    counted = tree.lemmas[i] in ("большинство", "часть", "множество", "тысяча", "сотня", "миллион")
    return counted and any(tree.lemmas[c] in people()["citizens"] for c in tree.children[i])


def _is_of_citizens(tree: Tree, i: int) -> bool:
    """«правозащитные организации»: people who have joined, not a state."""
    return tree.is_noun(i) and any(
        tree.rel(c) == "amod" and tree.lemmas[c] in people()["civic"] for c in tree.children[i]
    )


def asks_somebody_else(search: Search, place: str) -> bool:
    """«призвал мировое сообщество признать …»: the one asked is named and is no actor."""
    tree, head = search.tree, search.head
    if place != "content" or tree.lemmas[head] not in grammar()["asks-whom"]:
        return False
    asked = [i for i in tree.objects(head) if tree.is_noun(i)]
    asked += _asked_before(search)
    return any(not _means_sides(search, i) for i in asked) or _is_meant_against(search)


def _is_meant_against(search: Search) -> bool:
    """«призвал наказать Чад»: anybody but the one whom it is to befall is asked."""
    tree = search.tree
    return any(
        search.parties.own(tree, i)
        for c in tree.children[search.head]
        if tree.form(c) == "Inf" and tree.lemmas[c] in grammar()["against-whom"]
        for i in tree.children[c]
        if i > c and tree.rel(i) == "obj"
    )


def _means_sides(search: Search, i: int) -> bool:
    """«призвал стороны», not «все страны»: whoever the text has just told of."""
    everybody = any(search.tree.lemmas[c] in EVERYBODY for c in search.tree.children[i])
    return search.tree.lemmas[i] in people()["both"] and not everybody


def _asked_before(search: Search) -> list[int]:
    """«попросил компанию проработать план»: the one asked, hung on the infinitive."""
    tree, head = search.tree, search.head
    infinitives = [c for c in tree.children[head] if tree.form(c) == "Inf" and c > head]
    return [
        i
        for c in infinitives
        for i in tree.children[c]
        if head < i < c and tree.case(i) == "acc" and tree.is_noun(i) and not tree.prepositions[i]
    ]


def holding(search: Search, i: int, place: str, role: str) -> Bar | None:
    """How token `i`, which names no other actor, yet holds the place: none is to be sought."""
    if role == "recipient" and i not in search.occurrence.words and _is_home(search, i, place):
        return "home"
    if place == "с" and _is_unclaimed_partner(search, i):
        return "partner"
    if place in ("в+acc", "на+acc") and _is_unclaimed_place(search, i):
        return "place"
    blamed = search.sense.type == "ACCUSE" and place == "на+acc"
    if (blamed or place == "против") and _is_unclaimed_thing(search, i):
        return "place"
    return None


def _is_home(search: Search, i: int, place: str) -> bool:
    """The actor itself, or one of its own bodies, stands where another should."""
    if place == "subject" and _is_undergone(search):
        named = search.tree.tokens[i].pos == "NOUN"
        return named or bool(search.parties.own(search.tree, i))
    if place in ("content", "governor", "subject", "adjective", "instrumental"):
        return False
    if place in getattr(search.sense.frame, search.part).get("actor", ()):
        return False
    if search.part == "noun" and place == "object":
        return False
    if search.tree.tokens[i].pos == "PRON":
        return bool(search.parties.own(search.tree, i))
    if search.tree.lemmas[i] in people()["charges"]:
        return False
    if search.sense.type == "REQUEST" and search.tree.lemmas[i] in people()["freed"]:
        # «требует его освобождения»: of whoever holds him.
        return False
    own, depth = search.parties.within(search.tree, i)
    if own and not {*own} <= {*search.sides.barred}:
        return depth < 2
    lemma = search.tree.lemmas[i]
    return lemma in people()["officials"] and lemma not in people()["faceless"]


def _is_undergone(search: Search) -> bool:
    """«сидел в чилийской тюрьме»: the subject is who undergoes it."""
    return search.sense.frame.verb.get("recipient") == ("subject",)


def _is_unclaimed_partner(search: Search, i: int) -> bool:
    """«в беседе с газетой»: the partner is named and stands for no actor."""
    tree = search.tree
    if not search.sides.symmetric or search.parties.within(tree, i)[0]:
        return False
    named = tree.tokens[i].pos in ("NOUN", "PROPN", "X")
    return named and tree.lemmas[i] not in people()["faceless"] | people()["both"]


def _stands_for_press(tree: Tree, i: int) -> bool:
    """«с представителями прессы»: of those who are nobody's state."""
    return any(
        tree.case(c) == "gen" and tree.lemmas[c] in people()["civil-circles"]
        for c in tree.children[i]
    )


def _is_unclaimed_place(search: Search, i: int) -> bool:
    """A visit to a named place that is no state's: nobody else is to be put there."""
    tree = search.tree
    if search.sense.mode != "visit" or search.parties.places(tree, i):
        return False
    named = any(tree.tokens[at].text[:1].isupper() for at in tree.descend(i, 1, ("case",)))
    return named or tree.lemmas[i] in people()["regions"]


def _is_unclaimed_thing(search: Search, i: int) -> bool:
    """«возложил вину на засуху», «выступил против вмешательства»: a thing of no actor stands
    there, described, so that nobody in particular is meant."""
    tree, lemma = search.tree, search.tree.lemmas[i]
    if search.sense.type not in ("ACCUSE", "REJECT") or search.part != "verb":
        return False
    if not tree.is_noun(i) or search.parties.within(tree, i)[0] or lemma in people()["told"]:
        return False
    return any(tree.rel(c) in ("amod", "nmod") for c in tree.children[i])


def is_closed(search: Search, level: int) -> bool:
    """Whether what the frame left open is open for nobody at this distance or beyond."""
    if search.sides.domestic:
        return True
    bar = _bar(search, level)
    if bar is not None:
        search.sides.bars.append((bar, None))
    return bar is not None


def _bar(search: Search, level: int) -> Bar | None:
    if _speaks_for_nobody(search):
        return "speaks-for-nobody"
    said = search.sense.type in SAID_BY and search.sense.rule != "support.sign"
    if _is_agentless(search) and (said or _is_participle(search)):
        return "agentless"
    if level > CLAUSE and is_impersonal(search):
        return "impersonal"
    return "of-people" if level > CLAUSE and _is_of_people(search) else None


def _speaks_for_nobody(search: Search) -> bool:
    """The subject is a noun that stands for no actor: no other is to be put in its place."""
    if search.sides.actors and not search.sides.symmetric:
        return False
    tree, parties, named = search.tree, search.parties, subjects(search)
    if not named:
        return False
    if all(is_private_actor(search, i, "subject", "actor") for i in named):
        return True
    return not any(parties.within(tree, i)[0] or parties.is_official(tree, i) for i in named)


def _is_participle(search: Search) -> bool:
    """«сбитый над Чадом самолёт»: what befell a thing, told of it by the way."""
    tree, head = search.tree, search.head
    return search.sense.type == "ASSAULT" and tree.rel(head) in ("amod", "acl")


def _is_agentless(search: Search) -> bool:
    """A passive that does not say by whom: a word said by nobody is said by nobody."""
    if search.part == "noun" or search.sides.actors:
        return False
    return search.occurrence.passive or search.tree.is_passive(search.head)


def is_impersonal(search: Search) -> bool:
    """«арестовали»: people without a name, whom only the clause can place."""
    head, tree = search.head, search.tree
    if search.sides.symmetric or search.sides.actors or search.part == "noun":
        return False
    feats = tree.tokens[head].feats
    plural = feats.get("Number") == "Plur" and feats.get("VerbForm") == "Fin"
    return plural and not tree.subjects(head)


def _is_of_people(search: Search) -> bool:
    """«поблагодарила союзников»: people stand as the other side whom no code is known for."""
    if search.sides.symmetric or search.sides.recipients or search.part == "noun":
        return False
    if search.sense.type not in VERBAL or search.sense.rule == "support.ratify":
        return False
    return any(_are_people(search, i) for i in (*objects(search), *tokens_at(search, "dative")))


def _are_people(search: Search, i: int) -> bool:
    token, lemma = search.tree.tokens[i], search.tree.lemmas[i]
    known = people()["both"] | people()["faceless"] | people()["officials"]
    animate = token.pos == "NOUN" and token.feats.get("Animacy") == "Anim"
    return (animate and lemma not in known) or lemma in grammar()["third-person"]
