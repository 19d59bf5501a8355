"""Whom a word stands for that names no actor itself: a capital, a deed, a body in its seat."""

from __future__ import annotations

from itogi.coding.events.lexicon import lexicon, people
from itogi.coding.events.parties import Codes
from itogi.coding.events.places import under_genitive
from itogi.coding.events.search import Search
from itogi.coding.events.told import both_sides, guest_or_host, latter

# Places in which a city or country counts as the side that is visited.
DESTINATIONS = ("scene", "из", "object", "в+acc", "на+acc", "в+loc", "governor", "к", "по")
# Types of acts that judge what another did.
JUDGING = ("ACCUSE", "SUPPORT")
# Places in which a capital stands for its government.
SEATS = ("subject", "dative", "от", "с")


def stands_for(search: Search, i: int, place: str) -> Codes:
    """Codes that token `i` means at `place`, though it names none."""
    sides, codes = search.sides, Codes()
    if place in SEATS and search.parties.is_capital(search.tree, i):
        codes = search.parties.places(search.tree, i)
    if not codes and place == "object" and search.sense.type in JUDGING:
        codes = _right_behind(search, i)
    if not codes and place == "subject" and _is_office(search, i):
        codes = _seat(search, i)
    if not codes and place == "subject":
        codes = _country(search, i) or latter(search, i)
    if not codes and sides.symmetric and not sides.actors:
        codes = both_sides(search, i)
    if not codes and (place in SEATS or place == "object"):
        codes = tuple(c for c in guest_or_host(search, i) if c not in sides.taken())
    if not codes and _is_destination(search, i, place):
        codes = _free_places(search, i)
    return codes


def _country(search: Search, i: int) -> Codes:
    """«Дела Чили плохи: страна взяла кредит»: the state named last, in this sentence or before."""
    tree, known = search.tree, search.sides.taken()
    bare = all(tree.rel(c) in ("punct", "det", "case") for c in tree.children[i])
    if tree.lemmas[i] not in people()["countries"] or tree.is_plural(i) or not bare:
        return ()
    for at in reversed(range(i)):
        if search.parties.is_state_name(tree, at):
            return tuple(code for code in search.parties.own(tree, at) if code not in known)
    before = search.behind.named
    return before if len(before) == 1 and before[0] not in known else ()


def _right_behind(search: Search, i: int) -> Codes:
    """«назвал приговор в Минске позорным»: where that was which is judged, if the place stands
    right behind it, whatever the parser hung it on."""
    tree = search.tree
    if not tree.is_noun(i) or i + 2 >= len(tree.tokens) or search.parties.is_person(tree, i):
        return ()
    place = i + 2
    inside = tree.lemmas[i + 1] in ("в", "во", "на") and tree.case(place) == "loc"
    return _free_places(search, place) if inside else ()


def ruled_from(search: Search, i: int) -> Codes:
    """«новую власть в Банжуле», «режим в Дамаске»: whoever rules there is the state."""
    if search.tree.lemmas[i] not in people()["rulers"] or search.parties.own(search.tree, i):
        return ()
    return _seat(search, i)


def is_deed(search: Search, i: int) -> bool:
    """What is condemned is a deed of violence or a blockade: its doer is meant, not whom it
    befell."""
    if search.sense.type != "ACCUSE" or not search.tree.is_noun(i):
        return False
    if search.tree.lemmas[i] in people()["deeds"]:
        return True
    found = lexicon().by_head.get(search.tree.lemmas[i], ())
    return any(
        (sense.type in ("ASSAULT", "COERCE") or sense.rule == "sanction.blockade")
        and len(pattern.words) == 1
        for sense, pattern in found
    )


def perpetrators(search: Search, i: int) -> Codes:
    """Doer of the deed: «обстрел … Израилем», «израильский обстрел», «казнь в Белоруссии»."""
    tree, parties, known = search.tree, search.parties, search.sides.taken()
    found: dict[str, None] = {}
    senses = [sense for sense, _ in lexicon().by_head.get(tree.lemmas[i], ())]
    owned = any("genitive" in sense.frame.noun.get("actor", ()) for sense in senses)
    # «американская блокада Кубы»: beside whose it is the genitive is whom it befell.
    owned = owned and not any(
        parties.of(tree, c) for c in tree.children[i] if tree.rel(c) == "amod"
    )
    for c in (*tree.children[i], *under_genitive(tree, i, "ins")):
        preposition, case = tree.prepositions[c], tree.case(c)
        scene = preposition in ("в", "на") and case == "loc"
        bare = not preposition and case in (("ins", "gen") if owned else ("ins",))
        doer = bare or tree.rel(c) == "amod"
        if doer or preposition == "со стороны":
            found.update(dict.fromkeys(parties.of(tree, c)))
        elif scene and senses:
            held = any(sense.type == "COERCE" for sense in senses)
            there = parties.within(tree, c)[0] or (parties.places(tree, c) if held else ())
            found.update(dict.fromkeys(there))
    return tuple(code for code in found if code not in known)


def _is_office(search: Search, i: int) -> bool:
    official = search.tree.lemmas[i] in people()["officials"]
    return official and not search.parties.own(search.tree, i)


def _seat(search: Search, i: int) -> Codes:
    """«суд в Минске»: the state in whose city the body sits."""
    return tuple(
        code
        for preposition, case, c in search.tree.behind(i)
        if preposition in ("в", "на") and case == "loc"
        for code in _free_places(search, c)
    )


def _free_places(search: Search, i: int) -> Codes:
    """States of the place at `i` that are not sides yet."""
    known = search.sides.taken()
    return tuple(code for code in search.parties.places(search.tree, i) if code not in known)


def _is_destination(search: Search, i: int, place: str) -> bool:
    """Whether a place named at `i` is where the act leads, or what is accused."""
    return (
        (place in DESTINATIONS and _travels(search))
        or (place == "в+acc" and search.sense.name == "call-off")
        or (place == "content" and _is_journey(search, i))
        or (place == "object" and search.sense.type == "ACCUSE" and not _inquires(search))
    )


def _inquires(search: Search) -> bool:
    """«возбудил дело об убийстве в Лиме»: where it happened accuses nobody."""
    return search.sense.mode == "investigate"


def _travels(search: Search) -> bool:
    sense = search.sense
    return (
        sense.mode in ("visit", "multilateral", "withdraw", "ceasefire")
        or sense.type in ("PROTEST", "COERCE", "ASSAULT", "MOBILIZE", "RETREAT", "AID")
        or sense.name in ("scheduled", "ties", "embassy-opens")
    )


def _is_journey(search: Search, i: int) -> bool:
    """«отказался ехать в Минск»: where the journey of the complement leads."""
    found = lexicon().by_head.get(search.tree.lemmas[i], ())
    return any(sense.mode == "visit" for sense, _ in found)
