"""Who holds, seeks or tries somebody, where no subject says it."""

from __future__ import annotations

from itogi.coding.events.lexicon import grammar, lexicon
from itogi.coding.events.parties import Codes
from itogi.coding.events.places import subjects
from itogi.coding.events.search import Search
from itogi.coding.events.tree import is_scenery

# Senses in which a prosecutor or a court accuses somebody.
CHARGING = ("accuse.charge", "accuse.accuse")
# Sentences, this one and those before, in which whoever arrests is named.
FEW = 3


def take_where_held(search: Search) -> None:
    """«прилетел в Лиму, где был арестован»: in whose land, where the sentence names no other."""
    tree, sides = search.tree, search.sides
    told = search.part == "verb" and (
        search.sense.mode in ("arrest", "deport", "release")
        or search.sense.rule in ("accuse.charge", "aid.asylum")
    )
    told = told and search.sense.name != "kidnap" and not sides.symmetric
    if not told or sides.actors or not sides.recipients:
        return
    undergone = search.sense.frame.verb.get("recipient") == ("subject",)
    if undergone or tree.is_passive(search.head):
        sides.add("actor", _captors(search), "perpetrator")
    if undergone or not _lacks_doer(search):
        return
    near = tree.descend(search.head, 9, ("acl:relcl", "parataxis", "advcl"))
    lands = {
        code
        for i in (near if search.sense.rule == "accuse.charge" else range(len(tree.tokens)))
        if _is_where(search, i) and i not in sides.tokens
        for mention in search.parties.mentions(tree, i)
        for code in (mention.code,)
        if code
    }
    if len(lands) == 1 and lands.isdisjoint(sides.recipients):
        sides.add("actor", lands, "scene")


def _is_where(search: Search, i: int) -> bool:
    """«в Лиме»; of a deportation «из Лимы», and no place that it leads to."""
    tree, before = search.tree, search.tree.prepositions[i]
    if search.sense.mode != "deport":
        return before in ("в", "на")
    out = before == "из" and tree.head(i) == search.head
    return out or (before in ("в", "на") and tree.case(i) == "loc")


def _captors(search: Search) -> Codes:
    """«моряки, захваченные Ираном, вышли …»: who holds the persons, by what is told of them."""
    tree, parties = search.tree, search.parties
    held = search.sides.tokens[-1:]
    told = [c for i in held for c in tree.children[i] if tree.form(c) == "Part"]
    doers = [i for c in told for i in tree.agents(c)]
    scenes = [i for c in told for i in tree.children[c] if is_scenery(tree, i)]
    found = [code for i in doers for code in parties.within(tree, i)[0]]
    found = found or [code for i in scenes for code in parties.places(tree, i)]
    return tuple(code for code in dict.fromkeys(found) if code not in search.sides.taken())


def take_pursuer(search: Search) -> None:
    """«Задержаны двое граждан Чили»: by the only state whose police and courts the article tells
    of, where it is named near by."""
    tree, sides, about = search.tree, search.sides, search.behind.about
    sought = search.sense.mode == "arrest" or search.sense.rule == "accuse.charge"
    if not sought or search.sense.name == "kidnap" or not _lacks_doer(search):
        return
    if any(tree.tokens[i].pos == "PRON" for i in sides.tokens):
        return
    near = {code for back in range(-1, FEW) for code in about.named_in(tree.index - back)}
    if len(about.courts) == 1 and {*about.courts} <= near - {*sides.recipients}:
        sides.add("actor", about.courts, "pursuer")


def take_prosecutor(search: Search) -> None:
    """«В Перу задержан чилиец. Его обвиняют в краже»: by those who have just seized or accused."""
    charged = search.sense.mode == "arrest" or search.sense.rule in CHARGING
    if not charged or not _lacks_doer(search):
        return
    held = {*search.sides.recipients}
    doers = (
        doers
        for kind, doers, others in search.behind.before
        if kind in ("COERCE", "ACCUSE") and held <= {*others} and held.isdisjoint(doers)
    )
    search.sides.add("actor", next(doers, ()), "told-before")


def _lacks_doer(search: Search) -> bool:
    """«был арестован», «задержали»: a verb in the passive, or in the plural, that tells to whom it
    is done and has no subject."""
    tree, sides = search.tree, search.sides
    if search.part != "verb" or sides.symmetric or sides.actors or not sides.recipients:
        return False
    told = tree.is_passive(search.head) or tree.is_plural(search.head)
    return told and not subjects(search)


def is_to_free(search: Search, i: int) -> bool:
    """«потребовал освободить Петрова»: asked is who holds him, not his own state."""
    found = lexicon().by_head.get(search.tree.lemmas[i], ())
    frees = any(sense.type == "RETREAT" and sense.needs == "person-object" for sense, _ in found)
    return search.sense.type == "REQUEST" and frees and bool(search.tree.objects(i))


def jailers(search: Search, i: int) -> Codes:
    """«освободить из чилийской тюрьмы»: whose prison it is; the state of who is held is no side."""
    tree, parties, sides = search.tree, search.parties, search.sides
    held = [code for o in tree.objects(i) for code in parties.within(tree, o)[0]]
    sides.barred.extend(code for code in held if code not in sides.taken())
    places = [n for preposition, _, n in tree.behind(i) if preposition in ("из", "в")]
    found = (code for n in places for code in parties.within(tree, n, tuple(sides.taken()))[0])
    return tuple(dict.fromkeys(found))


def is_inquired_into(search: Search, i: int, place: str, role: str) -> bool:
    """«расследование убийства чилийца»: the genitive is no inquirer, unless it is a body, and
    whom the crime befell is not inquired into."""
    if search.sense.mode != "investigate" or place not in ("genitive", "object"):
        return False
    if role == "actor":
        return place == "genitive" and not search.parties.own(search.tree, i)
    below = search.tree.descend(i, 2, ("acl:relcl",))
    return any(search.tree.lemmas[at] in grammar()["mishaps"] for at in below)
