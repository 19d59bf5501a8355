"""The state of people without a post: what they are called, whose kin they are, for whom they work.

«43-летний россиянин» said of somebody named before, «супруга Виктора Бута Алла», two who bear one
surname. What the article says so weighs more than what it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itogi.coding.referents.identity import PRIVATE
from itogi.coding.referents.lexicon import is_plural, noun_of, nouns, posts
from itogi.coding.referents.names import Occurrence
from itogi.coding.referents.persons import Person, Role
from itogi.coding.referents.trees import Tree
from itogi.world.people import fold

BACK = 2
"""Sentences back in which the one is named whom «россиянин» stands for."""
HOME = 7
"""Tokens behind a name in which it stands where he lives."""
COMMON = PRIVATE | {"business", "expert", "military", "politician"}
"""Branches of roles that many hold: «американский хакер» may stand for anybody named before."""

Place = tuple[int, int]
At = dict[Place, tuple[Person, Occurrence]]
Roles = dict[Place, tuple[Person, Role]]


def settle(trees: list[Tree], persons: list[Person], person_at: At, role_at: Roles) -> None:
    """Give a state to those of the persons who have none, as far as the article tells it."""
    stateless = [p for p in persons if p.code is None and p.term is None]
    if not stateless:
        return
    agents = [p for p in stateless if any(r.lemma in nouns().private for r in p.roles)]
    called = [p for p in stateless if p not in agents]
    votes = _votes(trees, called, person_at, role_at)
    for person in called:
        person.code = _settled_in(trees, person)
        if votes[person.occurrences[0].place]:
            person.code = votes[person.occurrences[0].place].most_common(1)[0][0]
    surnames = [(person, _surname(person)) for person in persons]
    bearers: dict[str, list[Person]] = {}
    for person, surname in surnames:
        bearers.setdefault(surname, []).append(person)
    bearers[""] = []
    lacking = [(p, bearers[name]) for p, name in surnames if p.code is None and p.term is None]
    for _ in range(2):
        # The kin of kin.
        for person, namesakes in lacking:
            person.code = person.code or _of_kin(person, namesakes, person_at)


def _settled_in(trees: list[Tree], person: Person) -> str | None:
    """«Мартин из Вены», «Мартин, живущий в Вене», «Мартин, уроженец Вены»: the state of the place
    behind his name."""
    for o in person.occurrences:
        tree = trees[o.sentence]
        lives = False
        for k in range(o.last, min(o.last + HOME, len(tree))):
            token = tree.tokens[k]
            before = tree.tokens[k - 1].text.lower()
            lives = lives or token.lemma in nouns().living
            if token.text in ".;:—" or (token.pos == "VERB" and not lives):
                break
            from_there = before == "из" and k == o.last + 1
            native = k > o.last + 1 and tree.tokens[k - 1].lemma in nouns().natives
            if from_there or native or (lives and before in ("в", "во", "на")):
                for mention in tree.mentions.get(k, ()):
                    if mention.kind in ("state", "place") and mention.code:
                        return mention.code
    return None


def _votes(
    trees: list[Tree], stateless: list[Person], person_at: At, role_at: Roles
) -> dict[Place, Counter[str]]:
    """How often the article calls each by a nation, by the place of his first occurrence."""
    votes: dict[Place, Counter[str]] = {p.occurrences[0].place: Counter() for p in stateless}
    for tree in trees:
        for i, code in _nationals(tree, person_at, role_at):
            person = _meant(tree, i, stateless)
            if person is not None:
                votes[person.occurrences[0].place][code] += 1
    return votes


def _nationals(tree: Tree, person_at: At, role_at: Roles) -> Iterator[tuple[int, str]]:
    """Nouns that call somebody by his nation without a name beside: «россиянин», «российский
    бизнесмен», each with the code."""
    for i, token in enumerate(tree.tokens):
        if token.pos != "NOUN" or token.feats.get("Animacy") != "Anim" or is_plural(token):
            continue
        places = ((tree.index, k) for k in (i, i + 1))
        if (tree.index, i) in role_at or any(place in person_at for place in places):
            continue
        own = [m.code for m in tree.mentions.get(i, ()) if m.kind == "state" and m.code]
        if own:
            yield i, own[0]
            continue
        found = posts().at(tree, i)
        if noun_of(token) in nouns().tied:
            continue
        if not found:
            code = _whence(tree, i)
            if code is not None:
                yield i, code
            continue
        if found[0].office.branch not in COMMON:
            continue
        for k in tree.kids[i]:
            before = tree.mentions.get(k, ()) if tree.tokens[k].rel == "amod" else ()
            codes = [m.code for m in before if m.kind == "state" and m.adjective and m.code]
            if len(codes) == 1:
                yield i, codes[0]
                break
        else:
            code = _whence(tree, i)
            if code is not None:
                yield i, code


def _whence(tree: Tree, i: int) -> str | None:
    """«эмигрантка из Гвинеи», «лётчица афганских ВВС»: the state that the noun's phrase names
    behind it."""
    for k in range(i + 1, min(i + 4, len(tree))):
        token = tree.tokens[k]
        before = tree.tokens[k - 1].text.lower()
        for mention in tree.mentions.get(k, ()):
            if mention.kind != "state" or not mention.code:
                continue
            from_there = before == "из" and k == i + 2 and not mention.adjective
            served = k == i + 1 and mention.adjective and token.feats.get("Case") == "Gen"
            return mention.code if from_there or served else None
    return None


def _meant(tree: Tree, i: int, stateless: list[Person]) -> Person | None:
    """The person named last before the sentence, a little back, whom the noun may mean by its
    gender; where nobody is, the first named after it in the sentence. Who is named before it in the
    sentence speaks of somebody else."""
    gender = tree.tokens[i].feats.get("Gender")
    best: tuple[tuple[int, int, int], Person] | None = None
    for person in stateless:
        if gender == "Fem" and person.gender == "Masc":
            continue
        for o in person.occurrences:
            before = o.sentence < tree.index
            near = tree.index - BACK <= o.sentence if before else o.place > (tree.index, i)
            # A title calls so whom the lead then names.
            title = tree.index == 0 and tree.tokens[-1].text not in ".!?…"
            last = BACK if title else tree.index
            if near and o.sentence <= last:
                order = o.place if before else (-o.sentence, -o.first)
                rank = (int(before), *order)
                if best is None or rank > best[0]:
                    best = rank, person
    return None if best is None else best[1]


def _of_kin(person: Person, namesakes: list[Person], at: At) -> str | None:
    """The state of a relative who has one: whose name stands in the role, or who bears the same
    surname."""
    for role in person.roles:
        if role.lemma in nouns().private or not role.last > role.head + 1:
            continue
        for k in range(role.head + 1, role.last):
            owner = at.get((role.sentence, k))
            if owner is not None and owner[0].code is not None:
                return owner[0].code
    if any(r.office is not None and r.office.acts for r in person.roles):
        return None
    same = {p.code for p in namesakes if p is not person and p.code}
    return same.pop() if len(same) == 1 else None


def _surname(person: Person) -> str:
    """Empty for a person who is named by one word."""
    words = person.name.split()
    return fold(words[-1]) if len(words) > 1 else ""
