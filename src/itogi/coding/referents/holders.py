"""Which person of the article is meant by a post or role named without him."""

from __future__ import annotations

from itogi.coding.referents.identity import HEADS, same_post
from itogi.coding.referents.lexicon import generic_words, is_plural, nouns
from itogi.coding.referents.persons import TOP, Person, Role
from itogi.coding.referents.pronouns import prominence
from itogi.coding.referents.roles import WIDE
from itogi.coding.referents.scene import Scene
from itogi.coding.referents.setting import WINDOW
from itogi.coding.referents.trees import Tree
from itogi.world.people import Term, fold

SAID, TABLED, LOOSE, OPEN = 4, 3, 2, 1
"""How a person fits a role: the article gives it him; the tables do; the noun is loose and his post
is of its kind; the noun is loose and nothing is known of him."""
EXPERT = frozenset({"expert"})
DESCRIBED = frozenset({"citizen", "politician"})
"""Branches of words by which one who has been named is described anew."""
HEADING = WIDE | {"начальник", "директор", "председатель", "шеф", "президент", "гендиректор"}
"""Nouns for whoever heads something, by whatever word the article told his post."""
JUST = -0.2
"""Least salience of the subject of the sentence before."""
LEAD = 3
"""Sentences at the top in which «эксперт» may stand for one who is named further down."""


def holder(scene: Scene, tree: Tree, role: Role) -> Person | None:
    """The best fit; among equals the one most prominent in the sentences just before."""
    if is_plural(tree.tokens[role.head]) or _is_nameless(scene, role):
        return None
    best: tuple[int, float] | None = None
    chosen: Person | None = None
    for person in scene.persons:
        fit = _fit(scene, person, role)
        if not fit or _elsewhere(scene, person, role):
            continue
        salience = _salience(scene, person, tree, role.head)
        if not _reached(scene, fit, salience, tree, role):
            continue
        rank = (fit, -100.0 if salience is None else salience)
        if best is None or rank > best:
            best, chosen = rank, person
    return chosen


def _reached(scene: Scene, fit: int, salience: float | None, tree: Tree, role: Role) -> bool:
    """Whether the phrase may point so far: a vague one only back, the vaguest not far back."""
    if fit >= TABLED:
        return True
    if salience is None:
        return fit == LOOSE and tree.index < LEAD and _loose(scene, role) <= EXPERT
    if fit == OPEN and not _is_bare(scene, role):
        return salience >= JUST
    return fit == LOOSE or salience >= -WINDOW


def _salience(scene: Scene, person: Person, tree: Tree, i: int) -> float | None:
    """How near before token i and how prominent a person was named last; None if only after."""
    places = [o.place for o in person.occurrences]
    places += [(role.sentence, role.head) for role in person.roles]
    before = [(s, k) for s, k in places if (s, k) < (tree.index, i)]
    if not before:
        return None
    return max(prominence(scene.trees[s], k) - (tree.index - s) for s, k in before)


def _fit(scene: Scene, person: Person, role: Role) -> int:
    """How well a person fits a role; 0 not at all."""
    known = {person.code, *(t.code for t in person.terms)} - {None}
    known |= {code for r in person.roles for code in r.codes}
    if role.codes and known and not known & set(role.codes):
        return 0
    own = [r for r in person.roles if not (r.former and not role.former)]
    if role.former and _has_another_left(scene, person, role):
        own = [r for r in own if r.former]
    if any(same_post(role, r) for r in own) or (_is_new(scene, role) and _appointed(own)):
        return SAID
    if any(_holds(scene, term, role) for term in _relevant(scene, person)):
        return TABLED
    if role.lemma in nouns().kin:
        return LOOSE if _has_kin(scene, person, role) else 0
    if role.lemma in nouns().private and _is_bare(scene, role):
        # «защитник» after «адвокат обвиняемого Петров»
        return SAID if any(_same_tie(r, role) for r in own) else 0
    branches = {r.office.branch for r in own if r.office is not None}
    if not branches and person.term is not None:
        branches = {scene.identity.branch(person.term)}
    if branches & _loose(scene, role):
        return LOOSE
    sex = scene.trees[role.sentence].tokens[role.head].feats.get("Gender")
    if sex == "Fem" and person.gender == "Masc":
        return 0
    bare = not role.codes and _is_bare(scene, role) and _open(role, branches)
    return OPEN if bare or _is_described(scene, role, branches) else 0


def _has_another_left(scene: Scene, person: Person, role: Role) -> bool:
    """«бывший президент» where the article names one who has left that post: no one in office."""
    return any(
        r.former and same_post(role, r) for p in scene.persons if p is not person for r in p.roles
    )


def _elsewhere(scene: Scene, person: Person, role: Role) -> bool:
    """«губернатор Техаса» after «мэр Чикаго Иванов»: the posts of two places."""
    places = _places(scene, role)
    own = [_places(scene, r) for r in person.roles] if places else []
    told = frozenset[str]().union(*own)
    return bool(told) and not places & told


def _places(scene: Scene, role: Role) -> frozenset[str]:
    """The towns and regions that a post's phrase names, not as adjectives."""
    tree = scene.trees[role.sentence]
    return frozenset(
        mention.name or mention.text
        for i in range(role.head + 1, role.last)
        for mention in tree.mentions.get(i, ())
        if mention.kind == "place" and not mention.adjective
    )


def _is_new(scene: Scene, role: Role) -> bool:
    """«новый глава компании»: one of whose coming into the post the article tells."""
    tree = scene.trees[role.sentence]
    return role.lemma in HEADING and any(
        tree.tokens[k].lemma in nouns().newly for k in tree.kids[role.head] if k < role.head
    )


def _appointed(roles: list[Role]) -> bool:
    return any(role.given and not role.former for role in roles)


def _is_nameless(scene: Scene, role: Role) -> bool:
    """«неназванный представитель», «другой чиновник»: nobody whom the article names."""
    tree = scene.trees[role.sentence]
    return any(
        tree.tokens[k].lemma in nouns().nameless for k in tree.kids[role.head] if k < role.head
    )


def _has_kin(scene: Scene, person: Person, role: Role) -> bool:
    """Whether a relative of that sex is meant: somebody else of the article bears his surname."""
    sex = scene.trees[role.sentence].tokens[role.head].feats.get("Gender")
    words = fold(person.name).split()
    if len(words) < 2 or person.gender != sex or scene.posts_of(person) & TOP:
        return False
    others = [fold(p.name).split() for p in scene.persons if p is not person]
    return any(len(o) > 1 and o[-1][:-1] == words[-1][:-1] for o in others) or any(
        len(o) > 1 and o[-1] == words[-1].removesuffix("а") for o in others
    )


def of_owner(scene: Scene, tree: Tree, role: Role, last: int) -> Person | None:
    """«адвокат Насира», «супруга Бута» after the one who was so called with his name."""
    inner = {
        id(scene.person_at[tree.index, k][0])
        for k in range(role.head + 1, last)
        if (tree.index, k) in scene.person_at
    }
    found = [
        person
        for person in scene.persons
        if id(person) not in inner and any(_same_tie(r, role) for r in person.roles)
        if not _other_owner(scene, person, role, inner)
    ]
    if role.lemma in nouns().kin and not found:
        found = [p for p in scene.persons if id(p) not in inner and _has_kin(scene, p, role)]
    return found[0] if len(found) == 1 else None


def _same_tie(one: Role, other: Role) -> bool:
    same = nouns().synonyms
    return same.get(one.lemma, one.lemma) == same.get(other.lemma, other.lemma)


def _other_owner(scene: Scene, person: Person, role: Role, inner: set[int]) -> bool:
    """Whether the person is so called beside the name of another than the one meant."""
    for own in person.roles:
        if not _same_tie(own, role):
            continue
        named = {
            id(scene.person_at[own.sentence, k][0])
            for k in range(own.head + 1, own.last)
            if (own.sentence, k) in scene.person_at
        }
        if not named & inner and (named or role.lemma not in nouns().kin):
            return True
    return False


def _relevant(scene: Scene, person: Person) -> list[Term]:
    """The terms in which the article may see a person: of no known day, those as head of a state or
    government, if he ever was one."""
    if scene.identity.dated:
        return person.terms
    heads = [t for t in person.terms if scene.identity.branch(t) in HEADS]
    return heads or person.terms


def _holds(scene: Scene, term: Term, role: Role) -> bool:
    """Whether by the tables the term is the post that the role names."""
    if role.office is None or not scene.identity.in_office(term):
        return False
    if role.codes and term.code not in role.codes:
        return False
    branch, wanted = scene.identity.branch(term), role.office.branch
    if wanted == "leader":
        return branch in HEADS
    return term.office == role.office.id or (branch == wanted and role.lemma in WIDE)


def _loose(scene: Scene, role: Role) -> frozenset[str]:
    """Branches of posts whose holders the noun of the role may mean: of a noun alone, or with the
    name of a state («опытный журналист» is somebody new)."""
    if role.lemma in generic_words():
        phrase = nouns().generic.get(role.text.lower())
        if phrase is not None:
            return frozenset(phrase)
    named = role.codes and role.office is not None and role.office.exclusive
    if named or not (role.codes or _is_bare(scene, role)):
        return frozenset()
    return frozenset(nouns().generic.get(role.lemma, ()))


def _open(role: Role, branches: set[str]) -> bool:
    """Whether the noun may mean one of whom nothing is known, or who was quoted last."""
    if role.lemma in nouns().private:
        return False
    if role.lemma in nouns().situations and not branches & TOP:
        return True
    if role.lemma in nouns().speakers and not branches & TOP:
        return True
    private = role.office is not None and role.office.branch == "citizen"
    return branches <= {"citizen"} and (private or role.lemma in nouns().generic)


def _is_described(scene: Scene, role: Role, branches: set[str]) -> bool:
    """«форвард Реала», «известный певец»: said of one named just before, of
    whom the article has told that he is a private person."""
    if role.office is None or role.office.branch not in DESCRIBED or role.lemma in nouns().tied:
        return False
    return bool(branches) and branches <= DESCRIBED and not _is_bare(scene, role)


def _is_bare(scene: Scene, role: Role) -> bool:
    """Whether a role is the noun alone, or with «сам» or the age («87-летний политик»)."""
    tree = scene.trees[role.sentence]
    described = [
        k
        for k in tree.kids[role.head]
        if tree.tokens[k].rel in ("amod", "acl", "nmod")
        and not tree.tokens[k].lemma.endswith("летний")
        and tree.tokens[k].lemma != "сам"
    ]
    return not described and role.last == role.head + 1
