"""Which row of the tables a person of the article is, and for whom he acts.

What the article says of him comes first; the tables answer where it says nothing, by its date if it
has one; last comes the state that the whole article is about.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from itogi.coding.records import Voice
from itogi.coding.referents.branches import branches
from itogi.coding.referents.lexicon import nouns
from itogi.coding.referents.persons import TOP, Person, Role
from itogi.coding.referents.roles import WIDE
from itogi.coding.referents.trees import Tree
from itogi.language.inflection import inflect
from itogi.world import World
from itogi.world.people import Term, fold, load_people

HEADS = frozenset({"leader", "head_of_state", "head_of_government"})
PRIVATE = frozenset({"citizen", "journalist", "source"})
SLAVIC = frozenset({"RUS", "BLR", "UKR"})
MIXED = SLAVIC | {
    "KAZ", "KGZ", "UZB", "TJK", "TKM", "LVA", "LTU", "EST", "MDA", "GEO", "ARM", "AZE", "ISR",
    "PMR", "ABK", "SOO", "NKR", "DNR", "LNR", "BGR", "SRB", "MNE", "MKD", "MNG", "SUN",
}  # fmt: skip
"""Where people with names of Russia, Belarus and Ukraine are at home as well."""
_SLAVIC_SURNAME = re.compile(
    r"([оеё]ва?|[иы]на?|[сц]к(ий|ая|ой)|енко|[юу]к|[иы]ч|[ыи]х|ко|ец|ев|ян|дзе|швили)$"
)
NATIVE = 0.45
"""Share of the names of states from which people of no named state are taken for its own."""


class Identity:
    """Knows the people of one article by the tables. `named` counts the codes that it names."""

    def __init__(self, world: World, day: date | None, named: Counter[str]) -> None:
        self._world = world
        self._people = load_people()
        self._day = day
        self._named = named

    @property
    def dated(self) -> bool:
        """Whether the article's day is known."""
        return self._day is not None

    def identify(self, person: Person) -> None:
        """Choose the row of the tables and the code of one person."""
        person.term = self._best_term(person)
        current = [r for r in person.roles if not r.former and r.codes]
        acting = [r for r in current if self._acts(r)]
        said = acting or current or [r for r in person.roles if r.codes]
        if said and len(said[0].codes) == 1:
            person.code = said[0].codes[0]
        elif person.term is not None:
            person.code = person.term.code

    def _acts(self, role: Role) -> bool:
        """Whether a post acts for a state or organisation; whoever heads an organisation does."""
        if role.office is None:
            return False
        presides = role.office.branch == "head" and not self._world.is_state(role.codes[0])
        return role.office.acts or presides

    def naturalise(self, person: Person, home: tuple[str, ...]) -> None:
        """A person of no named state belongs to the state that the article is about, unless his
        name shows that he comes from elsewhere."""
        if person.code is not None or not home:
            return
        if any(role.lemma in nouns().tied for role in person.roles):
            return
        words = [fold(word) for word in person.name.split()]
        eastern = words[0] in nouns().eastern or _SLAVIC_SURNAME.search(words[-1])
        if home[0] in SLAVIC and not eastern:
            return
        slavic = [code for code in SLAVIC if code in self._named]
        if words[0] in nouns().eastern and home[0] not in MIXED and len(slavic) == 1:
            # «Сергей Рыжков» in an article about Britain and Russia.
            person.code, person.assumed = slavic[0], True
            return
        if len(words) == 1 and self._people.surnamed(words[0]):
            return
        person.code, person.assumed = home[0], True

    def _best_term(self, person: Person) -> Term | None:
        """The row that fits the article's words, its day and the states that it names."""
        if not person.terms or self._is_namesake(person):
            return None
        branches = {r.office.branch for r in person.roles if r.office is not None}
        offices = {r.office.id for r in person.roles if r.office is not None}
        said = {code for r in person.roles for code in r.codes}

        def fit(term: Term) -> tuple[int, ...]:
            branch = self._people.offices[term.office].branch
            held = self._day is not None and term.span.holds(self._day)
            begun = self._day is None or term.span.first[0] <= self._day
            return (
                int(term.code in said),
                int(branch in branches) + int(term.office in offices),
                int(held),
                int(begun),
                int(term.code in self._named),
                int(self._day is None and branch in HEADS),
                int(self._day is None and branch in TOP),
                term.span.first[0].toordinal(),
            )

        return max(person.terms, key=fit)

    def _is_namesake(self, person: Person) -> bool:
        """Whether the article shows that this is not the one in the tables."""
        if any(term.alone for term in person.terms):
            return False
        kin = nouns().tied
        offices = [r.office for r in person.roles if r.office and r.lemma not in kin]
        said = {code for r in person.roles for code in r.codes}
        branches = {self._people.offices[t.office].branch for t in person.terms}
        if branches & {o.branch for o in offices}:
            return False
        private = bool(offices) and all(o.branch in PRIVATE for o in offices)
        return private or bool(said and not said & {t.code for t in person.terms})

    def in_office(self, term: Term) -> bool:
        """Whether the term covers the article's day; without one, it may."""
        return self._day is None or term.span.holds(self._day)

    def incumbent(self, role: Role) -> Term | None:
        """Who by the tables held the post of a role on the article's day, if one person did."""
        if role.office is None or not role.office.exclusive or len(role.codes) != 1:
            return None
        return self.holder(role.codes[0], role.office.branch, role.office.id)

    def holder(self, code: str, branch: str, office: str | None = None) -> Term | None:
        """Who by the tables held a post of the branch on the article's day, if one person did."""
        held = self._people.holders(code, branch, self._day)
        same = [t for t in held if t.office == office] or held
        return same[0] if len({t.name for t in same}) == 1 else None

    def branch(self, term: Term) -> str:
        return self._people.offices[term.office].branch

    def office(self, person: Person, trees: list[Tree]) -> str | None:
        """The person's post in words: as the article gives it, else as the tables do."""
        posted = _posted(person)
        if posted and (shared := self._shared(posted[0], person)):
            return shared
        if posted:
            return _small(trees[posted[0].sentence], posted[0])
        if person.term is None or not self.in_office(person.term):
            return None
        title, code = self._title(person.term), person.term.code
        if (person.term.office, code) in self._people.whole:
            return title
        return self._titled(title, code)

    def _title(self, term: Term) -> str:
        return self._people.title(term.office, term.code, term.sex)

    def _titled(self, title: str, code: str) -> str:
        name = self._world.name(code)
        return title if name == code else f"{title} {inflect(name, 'Gen')}"

    def _shared(self, role: Role, person: Person) -> str | None:
        """His own post of one that several hold: «президенты России и Казахстана Путин и …»."""
        if role.office is None or not role.office.acts:
            return None
        joint = len(role.codes) > 1 and all(map(self._world.is_state, role.codes))
        alone = role.text == role.office.title and bool(role.codes)
        if not joint and not alone:
            return None
        code = person.code if joint else role.codes[0]
        return self._titled(role.office.title, code) if code else role.office.title

    def branch_served(self, person: Person) -> str | None:
        """The branch of the state that he speaks for: by his post in the article, else by the one
        that the tables give him on its day."""
        role = next((r for r in _posted(person) if r.office is not None), None)
        if role is not None and role.office is not None:
            found = branches().of_post(role.office.branch, role.text)
            if found is not None:
                return found
            if role.office.branch != "leader":
                return None
        if person.term is None or not self.in_office(person.term):
            return None
        title = self._title(person.term)
        return branches().of_post(self.branch(person.term), title)

    def voice(self, person: Person) -> Voice | None:
        offices = [r.office for r in person.roles if r.office is not None]
        if offices:
            return offices[0].voice
        return self._people.offices[person.term.office].voice if person.term else None


def _posted(person: Person) -> list[Role]:
    """The roles that may tell his post, the likeliest first: posts of a state that he holds, else
    any posts, else other roles."""
    posted = [r for r in person.roles if r.office is not None and r.codes and not r.former]
    posted = posted or [r for r in person.roles if r.office is not None]
    return posted or [r for r in person.roles if r.lemma not in nouns().colleagues]


def _small(tree: Tree, role: Role) -> str:
    """The words of a role with a small letter."""
    first = tree.tokens[role.first]
    return role.text if first.text.isupper() else role.text[:1].lower() + role.text[1:]


def lowered(tree: Tree, first: int, name: str) -> str:
    """A phrase without the capital that it has only for opening the sentence."""
    token = tree.tokens[first]
    opens = first == 0 or not any(t.text[:1].isalpha() for t in tree.tokens[:first])
    common = token.pos in ("NOUN", "ADJ", "VERB", "NUM", "DET") and not token.text.isupper()
    own = [m for m in tree.mentions.get(first, ()) if not m.adjective]
    return name[:1].lower() + name[1:] if opens and common and not own else name


def same_post(role: Role, other: Role) -> bool:
    """Whether two roles of an article are one: the same words, or the same post in other words."""
    if role.codes and other.codes and not set(role.codes) & set(other.codes):
        return False
    if role.former and other.former and _stem(role.lemma) == _stem(other.lemma):
        return True
    if role.office is None or other.office is None:
        return role.lemma == other.lemma
    if role.office.id == other.office.id:
        return role.office.id not in VAGUE or role.lemma == other.lemma
    if role.office.id == "leader":
        return other.office.branch in ("leader", "head_of_state", "head_of_government")
    return role.lemma in WIDE and role.office.branch == other.office.branch


def _stem(lemma: str) -> str:
    return lemma.removeprefix("экс-")


VAGUE = frozenset({"head", "minister", "agency_head", "mp", "expert", "business", "citizen",
                   "military", "deputy_minister", "spokesperson", "envoy", "ambassador",
                   "politician", "prosecutor", "journalist", "cleric", "governor", "party_leader",
                   "presidential_aide"})  # fmt: skip
"""Posts of many holders: only the same noun names the same one."""
