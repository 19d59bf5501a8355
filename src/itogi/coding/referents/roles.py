"""Posts and roles that the article gives its people, by apposition before or after the name.

«министр иностранных дел Казахстана Мурат Нуртлеу», «его казахстанский коллега Токаев»,
«Матиас Йорш, докладчик ПАСЕ», «Сергей Марков (политолог)».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from itogi.coding.late import Late, known
from itogi.coding.referents.lexicon import Post, is_plural, keys_of, noun_of, nouns, posts
from itogi.coding.referents.names import Occurrence, nominal
from itogi.coding.referents.persons import Person, Role
from itogi.coding.referents.trees import CLOSING, OPENING, Tree, stretch, worded
from itogi.language.people import name_form
from itogi.language.spelling import plain
from itogi.world.people import fold, load_people

WIDE = frozenset({"глава", "лидер", "руководитель"})
"""Nouns that name whoever heads the state, a president or a king."""
NATIONALS = frozenset(
    {"гражданин", "гражданка", "житель", "жительница", "подданный", "подданная", "уроженец",
     "уроженка", "выходец"}
)  # fmt: skip
"""Nouns whose complement says which state a private person belongs to."""
REACH = 16
"""How many tokens before a name its post may begin."""
_QUOTES = OPENING | CLOSING
_OF_THE_HOLDER = frozenset({"от", "из"})


Listed = dict[tuple[int, int], list[Person]]
"""Several people under one post in the plural, by sentence and token of its noun."""


def attach_roles(trees: list[Tree], persons: list[Person]) -> Listed:
    """Give each person the roles that stand beside the occurrences of the name; what comes back
    are the posts in the plural that stand before a list of names."""
    covered: dict[int, set[int]] = {}
    for person in persons:
        for o in person.occurrences:
            covered.setdefault(o.sentence, set()).update(range(o.first, o.last))
    for person in persons:
        for o in person.occurrences:
            tree = trees[o.sentence]
            names = frozenset(covered[o.sentence])
            person.roles += _before(tree, o.first, o, names, person)
            for found in (_after(tree, o, names), _predicate(tree, o)):
                if found is not None:
                    person.roles.append(found)
    for person in persons:
        person.settle()
    listed: Listed = {}
    for index, tree in enumerate(trees):
        row = sorted(
            ((o.first, o.last, p) for p in persons for o in p.occurrences if o.sentence == index),
            key=lambda entry: entry[0],
        )
        listed |= _shared(tree, row)
    return listed


def _shared(tree: Tree, row: list[tuple[int, int, Person]]) -> Listed:
    """«президенты России и США Владимир Путин и Барак Обама»: to each his own post, if there are
    as many states as names; one state is everyone's."""
    found: Listed = {}
    place = 0
    while place < len(row):
        last = place
        while last + 1 < len(row) and _only_joins(tree, row[last][1], row[last + 1][0]):
            last += 1
        head, limit = None, row[place][0]
        if last > place:
            head = _plural_before(tree, limit)
            if head is None:
                head, limit = _plural_behind(tree, row[last][1]), len(tree)
        if head is not None:
            role = make_role(tree, head, limit)
            role.codes = listed_on(tree, role)[0]
            people = [person for _, _, person in row[place : last + 1]]
            found[tree.index, head] = people
            naming = known(role.office.title) if role.office else role.naming
            for order, person in enumerate(people):
                codes = role.codes
                if len(codes) == len(people):
                    codes = (codes[order],)
                if len(codes) < 2:
                    person.roles.append(replace(role, codes=codes, naming=naming))
        place = last + 1
    return found


def _only_joins(tree: Tree, last: int, first: int) -> bool:
    """Whether nothing but «и» or a comma stands between two names, brackets left out."""
    between: list[str] = []
    open_brackets = 0
    for token in tree.tokens[last:first]:
        open_brackets += (token.text == "(") - (token.text == ")")
        if not open_brackets and token.text != ")":
            between.append(token.text.lower())
    return between in (["и"], [","], [",", "и"])


def listed_on(tree: Tree, role: Role) -> tuple[tuple[str, ...], int]:
    """The codes of a post in the plural with the states behind it that the tree hangs elsewhere,
    and the token behind the last of them: «президенты Чада и Мали»."""
    codes = list(role.codes)
    k = role.last
    while codes and k + 1 < len(tree) and tree.tokens[k].text in (",", "и"):
        if tree.tokens[k + 1].feats.get("Case") != "Gen" or not tree.codes(k + 1):
            break
        codes += tree.codes(k + 1)
        k += 2
    return tuple(dict.fromkeys(codes)), k


def _plural_behind(tree: Tree, last: int) -> int | None:
    """The post in the plural set off behind a list of names: «Путин и Обама, президенты …»."""
    if last + 1 >= len(tree) or tree.tokens[last].text != ",":
        return None
    found = is_plural(tree.tokens[last + 1]) and posts().at(tree, last + 1)
    return last + 1 if found else None


def _plural_before(tree: Tree, end: int) -> int | None:
    """The post in the plural whose phrase ends where a list of names begins, a colon between."""
    if end and tree.tokens[end - 1].text == ":":
        end -= 1
    for i in _backwards(tree, end, frozenset()):
        if is_plural(tree.tokens[i]) and posts().at(tree, i):
            return i
    return None


def _before(
    tree: Tree, end: int, o: Occurrence, names: frozenset[int], person: Person
) -> list[Role]:
    """The posts that end where the name begins, in the order of the text: «посол Ирландии»,
    «наблюдатель от ОБСЕ португальский депутат»."""
    second: int | None = None
    for i in _backwards(tree, end, names):
        token = tree.tokens[i]
        post = any(p.office.branch != "source" for p in posts().at(tree, i))
        post = post or token.lemma in nouns().colleagues
        if noun_of(token) in nouns().tied and token.feats.get("Case") == "Gen":
            # «вдовы Ясира Арафата», «сына Каддафи»: whose kin, not who.
            return []
        if _leads_on(tree, i, end):
            continue
        if i == o.first - 1 and _is_owner(tree, i, o, person):
            return []
        fits = agree(tree, i, o) or (post and (token.pos == "ADJ" or is_acting(tree, i)))
        if post and fits:
            if not is_acting(tree, i):
                _recase(tree, i, o)
            role = make_role(tree, i, end)
            if _serves_the_post(tree, role.first):
                # «слова представителя президента Обамы»: the words are not the president's.
                return [role]
            further = _before(tree, _joint(tree, role.first), o, names, person)
            if _joint(tree, role.first) != role.first and role.codes:
                # «премьер Эфиопии и президент Эритреи Исайяс …»: two people, one unnamed.
                further = [f for f in further if not _rivals(f, role)]
            return [*further, role]
        being = token.pos == "NOUN" and token.feats.get("Animacy") == "Anim"
        beside = tree.under(o.first, i) or i == o.first - 1
        if second is None and ((being and fits and beside) or _apposed(tree, i, o)):
            second = i
    if second is None or not (end == o.first or posts().at(tree, second)):
        return []
    _recase(tree, second, o)
    role = make_role(tree, second, end)
    return [*_before(tree, _joint(tree, role.first), o, names, person), role]


def _serves_the_post(tree: Tree, first: int) -> bool:
    """Whether a noun for one who serves another stands right before a post."""
    before = noun_of(tree.tokens[first - 1]) if first else ""
    return before in nouns().agents | nouns().tied and posts().at(tree, first) != []


def _leads_on(tree: Tree, i: int, end: int) -> bool:
    """«осуждённый в США россиянин Иванов»: a participle that describes the noun behind it."""
    token = tree.tokens[i]
    return token.rel in ("acl", "amod") and i < token.head <= end and token.lemma.endswith("ть")


def _is_owner(tree: Tree, i: int, o: Occurrence, person: Person) -> bool:
    """Whether a surname behind a noun says whose he is: «представитель Лопес», «адвокат Маркива»,
    said of people whom the article names in full elsewhere."""
    noun = noun_of(tree.tokens[i])
    if len(o.words) > 1 or noun not in nouns().agents | nouns().tied:
        return False
    full = person.fullest
    said = any(r.lemma == noun and r.sentence != tree.index for r in person.roles)
    if len(full.words) < 2 or said:
        return False
    surname = person.name.split()[-1]
    if fold(o.words[0]) != fold(surname):
        return tree.tokens[i].feats.get("Case") == "Nom"
    gender = person.gender or "Masc"
    return name_form(fold(surname), gender, "Nom", "Gen") == fold(surname)


def _rivals(one: Role, other: Role) -> bool:
    """Whether two roles are posts of two states, which one person does not hold; but a minister
    may preside over an organisation."""
    posts_of_state = one.office and one.office.acts and other.office and other.office.acts
    return bool(posts_of_state and one.codes and one.codes != other.codes)


def _backwards(tree: Tree, end: int, names: frozenset[int]) -> Iterator[int]:
    """Nouns from a name backwards to where another phrase ends; brackets are skipped."""
    i = end - 1
    while i >= max(0, end - REACH):
        token = tree.tokens[i]
        if token.text == ")":
            i = _bracket(tree, i) - 1
            continue
        if i in names and i == end - 1 and (noun := _owned(tree, i, names)) is not None:
            i = noun
            continue
        body = _body(tree, i)
        if body is not None and i not in names:
            # A body's long name, commas and all, is one word of the phrase.
            end -= i - body
            i = body - 1
            continue
        if i in names or _breaks(tree, i):
            if not is_acting(tree, i + 1):
                return
        elif token.pos in ("NOUN", "PROPN", "ADJ"):
            yield i
        i -= 1


def _body(tree: Tree, i: int) -> int | None:
    """The first token of a body's or organisation's name of three words and more that ends here."""
    token = tree.tokens[i]
    for mention in tree.mentions.get(i, ()):
        if mention.kind in ("body", "organisation") and mention.end == token.end:
            first = next(k for k in range(i + 1) if tree.tokens[k].start >= mention.start)
            return first if i - first > 1 else None
    return None


def _owned(tree: Tree, i: int, names: frozenset[int]) -> int | None:
    """«адвокат Савченко Марк Фейгин»: from the last word of the first name, the noun before it, if
    the name says whose he is."""
    last = i
    while i in names:
        i -= 1
    inner = _inner_post(tree, i, last)
    if inner is not None:
        return inner
    if i < 0 or tree.tokens[i].pos != "NOUN" or is_plural(tree.tokens[i]):
        return None
    if noun_of(tree.tokens[i]) in nouns().agents | nouns().tied:
        return i
    case = tree.tokens[last].feats.get("Case")
    genitive = case == "Gen" and tree.tokens[i].feats.get("Case") == "Nom"
    return i if genitive and posts().at(tree, i) else None


def _inner_post(tree: Tree, i: int, last: int) -> int | None:
    """«пресс-секретарь президента США Клинтона Локхарт», «директор ФБР при Клинтоне Фри»: the noun
    before the post of a second person, named with it in the genitive, or before the preposition."""
    for k in range(i, max(0, i - 6), -1):
        token = tree.tokens[k]
        if token.pos == "ADP" and token.text.lower() in ("из", "при"):
            return k - 1
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        genitive = {token.feats.get("Case"), tree.tokens[last].feats.get("Case")} == {"Gen"}
        if genitive and k > 1 and posts().at(tree, k):
            before = tree.tokens[k - 1]
            outer = before.pos == "NOUN" and before.feats.get("Case") != "Gen"
            return k - 1 if outer and posts().at(tree, k - 1) else None
    return None


def _recase(tree: Tree, i: int, o: Occurrence) -> None:
    """A name that its tags put in the nominative is in the case of its post («послу Кнуту Б.»)."""
    case = tree.tokens[i].feats.get("Case")
    if case not in (None, "Nom", o.case) and o.case in (None, "Nom") and o.gender is not None:
        o.case = case
        tokens, gender = tree.tokens[o.first : o.last], o.gender
        o.naming = Late(lambda: nominal(tokens, gender, case))


def _bracket(tree: Tree, close: int) -> int:
    """The token that opens the brackets closed at a token; that token itself if none does."""
    for i in range(close - 1, max(-1, close - 8), -1):
        if tree.tokens[i].text == "(":
            return i
    return close


def _joint(tree: Tree, first: int) -> int:
    """Where a post that is listed before another one ends: before «и» or a comma."""
    if first and tree.tokens[first - 1].text.lower() in ("и", ","):
        return first - 1
    return first


def _after(tree: Tree, o: Occurrence, names: frozenset[int]) -> Role | None:
    """The post set off behind the name by a comma, a dash or a bracket."""
    last = o.last
    if last < len(tree) and tree.tokens[last].text == "(":
        close = next((k for k in range(last, len(tree)) if tree.tokens[k].text == ")"), last)
        latin = tree.tokens[min(last + 1, close)].text.isascii()
        last = close + 1 if close > last and latin else last
    if last >= len(tree) or tree.tokens[last].text not in (",", "—", "–", "-", "("):
        return None
    for i in range(last + 1, min(last + 6, len(tree))):
        token = tree.tokens[i]
        if i in names or _breaks(tree, i):
            return None
        if token.pos not in ("NOUN", "PROPN"):
            continue
        if not posts().at(tree, i):
            if token.feats.get("Case") == "Gen" or token.pos == "PROPN":
                continue
            return None
        if not agree(tree, i, o):
            continue
        role = make_role(tree, i, len(tree))
        # «Обама, канцлер Меркель и …»: the post belongs to the next in the list.
        if role.last < len(tree) and role.last in names:
            return None
        return role
    return None


def _predicate(tree: Tree, o: Occurrence) -> Role | None:
    """The post that a verb gives: «Дуда избран президентом», «Тадич — президент Сербии»."""
    top = o.first
    while tree.tokens[top].rel in ("appos", "flat:name", "flat") and tree.tokens[top].head >= 0:
        top = tree.tokens[top].head
    token = tree.tokens[top]
    if token.head < 0 or not (token.rel.startswith("nsubj") or token.rel == "obj"):
        return None
    verb = tree.tokens[token.head]
    if verb.pos == "NOUN" and token.rel == "nsubj" and posts().at(tree, token.head):
        former = any(tree.tokens[k].lemma == "быть" for k in tree.kids[token.head])
        own = verb.feats.get("Case") in ("Nom", "Ins")
        return _as_former(make_role(tree, token.head, len(tree)), former) if own else None
    if verb.lemma not in nouns().become:
        return None
    past = verb.lemma in nouns().ceased and verb.feats.get("Tense") == "Past"
    for k in tree.kids[token.head]:
        if tree.tokens[k].feats.get("Case") == "Ins" and posts().at(tree, k):
            role = _as_former(make_role(tree, k, len(tree)), past)
            role.given = verb.lemma in nouns().appointed
            return role
    return None


def _as_former(role: Role, former: bool) -> Role:
    role.former = role.former or former
    return role


def _breaks(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.pos == "PUNCT":
        return token.text not in _QUOTES and token.text != "-"
    if token.pos == "VERB":
        return token.feats.get("VerbForm") != "Part" or token.feats.get("Variant") == "Short"
    return token.pos in ("SCONJ",)


def is_acting(tree: Tree, i: int) -> bool:
    """Whether «и.о.», «врио» or «исполняющий обязанности» stands before a post, which then is in
    the genitive."""
    while i > 1 and tree.tokens[i - 1].pos == "ADJ":
        # «обязанности торгового представителя»
        i -= 1
    before = "".join(t.text.lower() for t in tree.tokens[max(0, i - 4) : i])
    return before.endswith(("и.о.", "ио", "врио", "вр.и.о.", "обязанности"))


def agree(tree: Tree, i: int, o: Occurrence) -> bool:
    """Whether a noun stands in the case of the name; an accusative is a genitive."""
    own = tree.tokens[i].feats.get("Case")
    if is_plural(tree.tokens[i]):
        return False
    cases = {o.case, *(tree.tokens[k].feats.get("Case") for k in range(o.first, o.last))}
    alike = {"Gen", "Acc"}
    return own is None or o.case is None or own in cases or bool(own in alike and cases & alike)


def _apposed(tree: Tree, i: int, o: Occurrence) -> bool:
    """Whether the tree makes the name an apposition of a noun, or of one that it is listed with,
    though the tags of their cases differ."""
    name = tree.tokens[o.first]
    if name.rel != "appos" or is_plural(tree.tokens[i]):
        return False
    token = tree.tokens[i]
    above = tree.tokens[token.head] if 0 <= token.head < i else token
    if token.feats.get("Animacy") == "Inan" and above.feats.get("Animacy") == "Anim":
        # «горничная отеля Анна Диас»: no hotel is called so.
        return False
    return name.head == i or (token.rel == "conj" and token.head == name.head)


def make_role(tree: Tree, head: int, limit: int) -> Role:
    """The role of which token `head` is the noun; its phrase ends before token `limit`."""
    found = posts().at(tree, head)
    first, last = stretch(tree, head, frozenset(range(limit, len(tree))))
    if limit < len(tree) and limit > last and not _breaks_between(tree, last, limit):
        # The name itself follows: all in between is the complement, however the tree hangs it.
        last = limit
    if found:
        first = min(first, found[0].first)
        last = max(last, min(found[0].last, limit))
    codes = complement_codes(tree, first, head, last) or _conjunct_codes(tree, head, limit)
    post = fitting(found, codes)
    tied = noun_of(tree.tokens[head]) in nouns().kin
    if codes and not tied and (post is None or post.office.branch == "citizen"):
        # A player of a club is not of the club's state: «французский актёр» tells, and a body.
        nation = noun_of(tree.tokens[head]) in NATIONALS
        whence = next((k for k in range(head + 1, last) if tree.tokens[k].text == "из"), last)
        codes = tuple(
            dict.fromkeys(
                code
                for i in range(first, last)
                for code in _own_codes(
                    tree, i, nation or i <= head or i > whence or _serves(tree, i)
                )
                if not (nation and _is_of_descent(tree, i))
            )
        )
    office = post.office if post else None
    if office is not None and office.id == "head" and _of_state(tree, head, last):
        office = load_people().offices["leader"]
    return Role(
        tree.index,
        head,
        first,
        last,
        Late(lambda: worded(tree, first, last)),
        noun_of(tree.tokens[head]),
        office,
        codes,
        post.former if post else False,
    )


def _serves(tree: Tree, i: int) -> bool:
    """«лётчица афганских ВВС»: the adjective of forces, a police or an embassy, which are a
    state's."""
    token = tree.tokens[i]
    held = tree.tokens[token.head] if token.rel == "amod" and token.head > i else None
    return held is not None and not keys_of(held).isdisjoint(nouns().served)


def _is_of_descent(tree: Tree, i: int) -> bool:
    """«гражданин Чили ливанского происхождения» is of Chile."""
    head = tree.tokens[i].head
    return 0 <= head < len(tree) and tree.tokens[head].lemma == "происхождение"


def _own_codes(tree: Tree, i: int, state: bool) -> list[str]:
    """Codes at a token that tell where a private person belongs; those of states and places only
    if asked: a fan of Madrid is from anywhere, «студент из Мадрида» is not."""
    kinds = ("state", "place", "body", "organisation") if state else ("body", "organisation")
    return [m.code for m in tree.mentions.get(i, ()) if m.code and m.kind in kinds]


def _of_state(tree: Tree, head: int, last: int) -> bool:
    """«глава Малайзии», «руководитель Украины»: a state itself is what he heads."""
    if tree.tokens[head].lemma not in WIDE or head + 1 >= last:
        return False
    return any(m.kind == "state" and not m.adjective for m in tree.mentions.get(head + 1, ()))


def _conjunct_codes(tree: Tree, head: int, limit: int) -> tuple[str, ...]:
    """«аналитик и сотрудник Моссада»: the complement that two posts share."""
    token = tree.tokens[head]
    for k in range(head + 2, min(limit, head + 6)):
        other = tree.tokens[k]
        listed = other.rel == "conj" and other.head in (head, token.head)
        if listed and other.pos == "NOUN" and other.feats.get("Case") == token.feats.get("Case"):
            first, last = stretch(tree, k)
            return complement_codes(tree, first, k, last)
    return ()


def _breaks_between(tree: Tree, first: int, last: int) -> bool:
    return any(_breaks(tree, i) for i in range(first, last))


def fitting(found: list[Post], codes: tuple[str, ...]) -> Post | None:
    """The longest post that the states allow: «госсекретарь» of no state is the American."""
    for post in found:
        if not post.office.states or not codes or set(codes) & set(post.office.states):
            return post
    return None


def complement_codes(
    tree: Tree, first: int, head: int, last: int, people: bool = True
) -> tuple[str, ...]:
    """The states or organisations whose post or body a phrase names, several if coordinated.

    «российский президент», «президент России», «посол Ирландии в США» → IRL, «постпред при ООН» →
    none: what stands after a preposition is where somebody works, unless it is «от». `people`:
    whether a people may be the complement («лидер сербов»; but «похитители россиян»).
    """
    own = [m.code for m in tree.mentions.get(head, ()) if m.code]
    if own and tree.tokens[head].feats.get("Animacy") == "Anim":
        return tuple(dict.fromkeys(own))
    before = [c for i in range(first, head) if not tree.preposition(i) for c in tree.codes(i)]
    if before or own:
        return tuple(dict.fromkeys(before or own))
    found = _after_head(tree, head, last, people)
    found = found or _minister_of(tree, head, last) or _partner_in(tree, head, last)
    return tuple(dict.fromkeys(found))


def movement_codes(tree: Tree, first: int, last: int) -> tuple[str, ...] | None:
    """The country of the armed movement that a phrase names as its head or owner («талибы»,
    «боевик ИГИЛ»), none for one without; None where it names no movement."""
    table = nouns().movements
    for i in range(first, last):
        token = tree.tokens[i]
        if token.pos == "ADP":
            return None
        if not _begins_movement(token.text):
            continue
        own = sorted(keys_of(token))
        behind = sorted(keys_of(tree.tokens[i + 1])) if i + 1 < len(tree) else []
        for key in (*(f"{one} {other}" for one in own for other in behind), *own):
            if key in table:
                return (table[key],) if table[key] else ()
    return None


def may_name_movement(tree: Tree) -> bool:
    """Whether a word of the sentence begins as the name of a movement does."""
    return any(_begins_movement(token.text) for token in tree.tokens)


@lru_cache(maxsize=50_000)
def _begins_movement(text: str) -> bool:
    return plain(text).startswith(_movement_starts())


@cache
def _movement_starts() -> tuple[str, ...]:
    """The first letters of the movements' names, which no case changes."""
    return tuple(sorted({name[:3] for name in nouns().movements}))


def _partner_in(tree: Tree, head: int, last: int) -> list[str]:
    """«партнёры по НАТО»: those who are together in an organisation stand for it."""
    if tree.tokens[head].lemma not in ("партнер", "союзник", "страна", "коллега"):
        return []
    for i in range(head + 1, last):
        for mention in tree.mentions.get(i, ()):
            if mention.kind == "organisation" and mention.code:
                return [mention.code]
    return []


def _minister_of(tree: Tree, head: int, last: int) -> list[str]:
    """«министр по делам семьи Новой Зеландии»: the genitive that closes what «по» governs."""
    if not tree.tokens[head].lemma.endswith("министр"):
        return []
    for i in range(last - 1, head + 1, -1):
        if tree.codes(i) and tree.tokens[i].feats.get("Case") == "Gen":
            return tree.codes(i)
    return []


def _after_head(tree: Tree, head: int, last: int, people: bool) -> list[str]:
    found: list[str] = []
    governed = False
    for i in range(head + 1, last):
        token = tree.tokens[i]
        if token.pos == "ADP":
            governed = token.text.lower() not in _OF_THE_HOLDER
            if found:
                break
        elif token.text == "," and found and not tree.mentions.get(i + 1):
            break
        elif tree.mentions.get(i) and not governed:
            # «нападающий мадридского клуба»: a town's adjective in the tail says nothing of him.
            near = [m for m in tree.mentions[i] if not (m.adjective and m.kind == "place")]
            if not people and token.feats.get("Animacy") == "Anim":
                continue
            codes = [m.code for m in near if m.code]
            if found and codes and not _joined(tree, i):
                break
            found += codes
    return found


def _joined(tree: Tree, i: int) -> bool:
    """Whether token i continues a list or the mention before it."""
    before = tree.tokens[i - 1] if i else None
    if before is None:
        return False
    if before.text.lower() in ("и", ",", "или", "-"):
        return True
    return bool(set(map(id, tree.mentions.get(i - 1, ()))) & set(map(id, tree.mentions[i])))
