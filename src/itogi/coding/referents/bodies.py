"""States, organisations and bodies: by name, by a noun with its state, by what was named before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from itogi.coding.late import Late, known
from itogi.coding.records import Mention, MentionKind
from itogi.coding.referents.identity import lowered
from itogi.coding.referents.lexicon import is_plural, keys_of, nouns
from itogi.coding.referents.ministries import MINISTRY
from itogi.coding.referents.pronouns import relative_head
from itogi.coding.referents.record import NOTHING, Referent, ReferentKind
from itogi.coding.referents.roles import complement_codes, may_name_movement, movement_codes
from itogi.coding.referents.scene import Place, Scene
from itogi.coding.referents.setting import WINDOW
from itogi.coding.referents.trees import Tree, stretch, worded
from itogi.language.inflection import inflect, nominative
from itogi.language.records import Token

NAMED = frozenset({"state", "organisation", "body", "company"})


RULERS = frozenset(
    {"власть", "руководство", "сторона", "народ", "оппозиция", "режим", "империя", "войско"}
    | {"войска", "армия", "подразделение", "отряд", "миссия", "делегация"}
)
"""No office, so that «ведомство» is none of them."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the article names with its state («МИД Армении», «Пентагон»)."""

    place: Place
    lemma: str
    codes: tuple[str, ...]
    naming: Late[str]

    @property
    def name(self) -> str:
        return self.naming.value


class Bodies:
    """Resolves the institutions of one article."""

    def __init__(self, scene: Scene) -> None:
        self._proper = Late(self._find_proper)
        self._bodies = Late(self._find_bodies)
        self._armed = Late(self._find_armed)
        self._full = Late(self._find_full)
        self._abbreviations = Late(self._find_abbreviations)
        self._officers = Late(self._find_officers)
        self._scene = scene

    def named(self, tree: Tree, i: int) -> Referent | None:
        """What a mention at the token stands for: a state, organisation, body or company, with the
        words that describe it; also «альянс» and the short names that the article introduces."""
        token = tree.tokens[i]
        alias = nouns().aliases.get(token.lemma)
        if alias and alias in self._scene.setting.named:
            start, end = self._scene.offsets(tree, i, i + 1)
            name = self._scene.world.name(alias)
            return Referent(known(name), "organisation", (alias,), NOTHING, None, start, end)
        mentions = [m for m in tree.mentions.get(i, ()) if m.kind in NAMED]
        if mentions and not (mentions[0].adjective and token.pos == "ADJ"):
            found = self._mention(tree, i, mentions[0])
            return found and self._in_full(tree, i, mentions[0], found)
        if tree.mentions.get(i):
            return None
        return self._short_name(tree, i)

    def _mention(self, tree: Tree, i: int, mention: Mention) -> Referent | None:
        if mention.code is None:
            return None
        first, last = _tokens_of(tree, i, mention)
        kind: ReferentKind = "institution"
        if mention.kind == "state":
            kind = "state"
        elif mention.kind == "organisation":
            kind = "organisation"
        else:
            left, right = self._scene.stretch(tree, first)
            first, last = min(left, first), max(right, last)
        naming = Late(lambda: lowered(tree, first, nominative(tree.sentence, first, last)))
        start, end = self._scene.offsets(tree, first, last)
        same = [m for m in tree.mentions[i] if (m.start, m.end) == (mention.start, mention.end)]
        codes = tuple(dict.fromkeys(m.code for m in same if m.code))
        if kind == "state" and len(codes) > 1:
            # «Северная и Южная Корея»: one name of two.
            return Referent(naming, "group", codes, NOTHING, None, start, end)
        return Referent(naming, kind, (mention.code,), NOTHING, mention.wikidata, start, end)

    def _in_full(self, tree: Tree, i: int, mention: Mention, found: Referent) -> Referent:
        """«АНБ» where the article also says «Агентство национальной безопасности»."""
        text = tree.tokens[i].text
        if mention.kind == "state" or not _is_abbreviation(text):
            return found
        place = self._full.value.get(text)
        if place is None:
            return found
        there = self._scene.trees[place[0]]
        first, last = stretch(there, place[1])
        codes = complement_codes(there, first, place[1], last)
        if codes and codes != found.codes:
            return found
        naming = Late(lambda: lowered(there, first, worded(there, first, last)))
        return replace(found, naming=naming)

    def _short_name(self, tree: Tree, i: int) -> Referent | None:
        """«ФАС» after «… антимонопольная служба (ФАС)»."""
        full = self._abbreviations.value.get(tree.tokens[i].text)
        if keys_of(tree.tokens[i]) & nouns().institutions:
            # «МИД Чили» beside «министерство иностранных дел Дании»: every state has one.
            return None
        if full is None or full >= (tree.index, i):
            return None
        earlier = self._scene.trees[full[0]]
        found = self.unlisted(earlier, full[1]) or self.institution(earlier, full[1])
        start, end = self._scene.offsets(tree, i, i + 1)
        return replace(found, start=start, end=end)

    def institution(self, tree: Tree, i: int, owner: tuple[str, ...] = ()) -> Referent:
        """«МИД Армении», «украинская сторона», «парламент», «ведомство». `owner` gives the codes of
        the pronoun before it («своё правительство»)."""
        scene = self._scene
        span = scene.stretch(tree, i)
        codes = complement_codes(tree, span[0], i, span[1]) or owner
        if not codes:
            inner = scene.state_within(tree, i + 1, span[1])
            codes = (inner,) if inner else ()
        codes = codes or self._of_which(tree, i, span)
        earlier = self._earlier(tree, i, codes, span == (i, i + 1))
        if earlier is not None:
            start, end = scene.offsets(tree, *span)
            return Referent(earlier.naming, "institution", earlier.codes, NOTHING, None, start, end)
        inside = None if codes else self._inside(tree, i, span)
        if inside is not None:
            return inside
        placed = any(
            tree.tokens[k].text.lower() in ("в", "во") and tree.mentions.get(k + 1)
            for k in range(i + 1, span[1] - 1)
        )
        if not codes and keys_of(tree.tokens[i]) & nouns().prosecuting:
            codes = scene.cases.state(tree, i, scene.setting.home())
        if placed and not codes:
            # «суд в Гааге»: where it sits is not whose it is.
            return scene.of_phrase(tree, span, "institution", ())
        if not codes and keys_of(tree.tokens[i]) & nouns().domestic:
            codes = self._of_officer(tree, i, span) or scene.setting.around(tree, i)
        found = scene.of_phrase(tree, span, "institution", codes)
        if not codes and "сторона" not in keys_of(tree.tokens[i]):
            codes = scene.setting.home()
            found = replace(found, codes=codes, assumed=bool(codes))
        named = self._by_name(tree, i, span) or self._whose(tree, i, span)
        return replace(found, naming=named) if named else found

    def _of_officer(self, tree: Tree, i: int, span: tuple[int, int]) -> tuple[str, ...]:
        """«МИД» where «представитель МИД» is known by name: that person's state, if all such are
        of one."""
        codes = self._officers.value.get(_matter(tree, i, span), set())
        return tuple(codes) if len(codes) == 1 else ()

    def _find_officers(self) -> dict[str, set[str]]:
        """Bodies that posts name without a state → the states of those who are known in them."""
        found: dict[str, set[str]] = {}
        for person in self._scene.persons:
            if person.code is None or not person.terms:
                continue
            for role in person.roles:
                tree = self._scene.trees[role.sentence]
                for k in range(role.head + 1, role.last) if not role.codes else ():
                    if keys_of(tree.tokens[k]) & nouns().domestic:
                        matter = _matter(tree, k, (k, role.last))
                        found.setdefault(matter, set()).add(person.code)
        return found

    def _of_which(self, tree: Tree, i: int, span: tuple[int, int]) -> tuple[str, ...]:
        """«столица Катара, власти которого …»: the state that the clause describes."""
        last = span[1] - 1
        if last <= i or tree.tokens[last].lemma != "который":
            return ()
        described = relative_head(tree, last) or 0
        first, end = stretch(tree, described)
        codes = tree.codes(described) or complement_codes(tree, first, described, end)
        return tuple(code for code in codes if self._scene.world.is_state(code))

    def _whose(self, tree: Tree, i: int, span: tuple[int, int]) -> Late[str] | None:
        """«президент, в пресс-службе которого»: the body with the name of whose it is."""
        last = span[1] - 1
        if last <= i or tree.tokens[last].lemma != "который":
            return None
        place = (tree.index, relative_head(tree, last) or 0)
        owner = self._scene.person_at.get(place) or self._scene.role_at.get(place)
        if owner is None:
            codes = self._of_which(tree, i, span)
            if not codes:
                return None
            state = self._scene.world.name(codes[0])
            return Late(lambda: f"{worded(tree, span[0], last)} {inflect(state, 'Gen')}")
        person = owner[0]
        return Late(lambda: f"{worded(tree, span[0], last)} {inflect(person.name, 'Gen')}")

    def _by_name(self, tree: Tree, i: int, span: tuple[int, int]) -> Late[str] | None:
        """The name of a body of no known state: «комиссия» for «Комиссия по правам человека»."""
        stated = complement_codes(tree, span[0], i, span[1])
        if stated or span[1] - i > 1 or is_plural(tree.tokens[i]):
            return None
        lemma = tree.tokens[i].lemma
        known = [p for p in self._proper.value.get(lemma, ()) if p != (tree.index, i)]
        before = [p for p in known if p < (tree.index, i)]
        chosen = next(iter(before[::-1] or known), None)
        if chosen is None:
            return None
        there = self._scene.trees[chosen[0]]
        first, last = self._scene.stretch(there, chosen[1])
        return Late(lambda: worded(there, first, last))

    def _find_proper(self) -> dict[str, list[Place]]:
        """Nouns of bodies that open a name of several words, with a capital or a complement of
        theirs: where they stand, by lemma."""
        found: dict[str, list[Place]] = {}
        for tree in self._scene.trees:
            for i, token in enumerate(tree.tokens):
                if token.pos not in ("NOUN", "PROPN") or not keys_of(token) & nouns().institutions:
                    continue
                first, last = self._scene.stretch(tree, i)
                opens = tree.tokens[first].text[:1].isupper() and last - i > 2
                if opens and not token.text.isupper():
                    found.setdefault(token.lemma, []).append((tree.index, i))
        return found

    def _inside(self, tree: Tree, i: int, span: tuple[int, int]) -> Referent | None:
        """«пресс-служба МВД» after «МВД Киргизии»: the state of the body that it is part of."""
        last = span[1] - 1
        if last <= i or not keys_of(tree.tokens[last]) & nouns().institutions:
            return None
        body = self._earlier(tree, last, (), True)
        if body is None:
            return None
        found = self._scene.of_phrase(tree, span, "institution", body.codes)
        rest = body.name.partition(" ")[2]
        fuller = rest and body.name.lower().startswith(tree.tokens[last].lemma)
        return replace(found, naming=known(f"{found.name} {rest}")) if fuller else found

    def _earlier(self, tree: Tree, i: int, codes: tuple[str, ...], bare: bool) -> Body | None:
        """The body named before that the phrase names again: «ведомство» for any, «МИД» for «МИД
        Армении», «российское правительство» for «правительство России»."""
        lemma = tree.tokens[i].lemma
        lemma = nouns().synonyms.get(lemma, lemma) if bare else lemma
        before = [b for b in self._bodies.value if b.place < (tree.index, i)]
        if lemma in nouns().unions and not codes and bare:
            near = [b for b in before if b.place[0] >= tree.index - WINDOW]
            return self._mentioned(tree, i, "organisation", ()) or next(iter(near[::-1]), None)
        if lemma in nouns().companies and (codes or bare):
            return self._mentioned(tree, i, "company", codes)
        if lemma in nouns().bodies and is_plural(tree.tokens[i]):
            return None
        if lemma in nouns().bodies:
            if not (bare or codes):
                # «Министерство юстиции» is no other body's second name.
                return None
            if lemma == MINISTRY and codes and _says_which(tree, i):
                return None
            is_state = self._scene.world.is_state
            back = tree.index - (2 * WINDOW if bare else WINDOW)
            near = [b for b in before if b.place[0] >= back and is_state(b.codes[0])]
            fit = [b for b in near if b.lemma not in RULERS and (not codes or b.codes == codes)]
            ministries = [b for b in fit if _is_ministry(b.lemma)]
            return next(iter((ministries if lemma == MINISTRY else fit)[::-1]), None)
        if not codes:
            same = [b for b in self._bodies.value if b.lemma == lemma] if bare else []
            earlier = [b for b in same if b.place < (tree.index, i)]
            return next(iter(earlier[::-1] or same), None)
        same = [b for b in before if b.lemma == lemma]
        span = self._scene.stretch(tree, i)
        again = [b for b in same if b.codes == codes]
        return again[0] if again and len(again[0].name.split()) >= span[1] - span[0] else None

    def named_before(self, tree: Tree, i: int) -> Body | None:
        """The body with a state that a bare «министерство» or «ведомство» names again."""
        span = self._scene.stretch(tree, i)
        if tree.tokens[i].lemma not in nouns().bodies or span[1] - i > 1:
            return None
        return self._earlier(tree, i, (), True)

    def _mentioned(
        self, tree: Tree, i: int, kind: MentionKind, codes: tuple[str, ...]
    ) -> Body | None:
        """«организация», «российский концерн»: the organisation or company named last, of those
        codes if any are given."""
        for earlier in self._scene.setting.back(tree, WINDOW):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                for mention in earlier.mentions.get(k, ()):
                    if mention.kind != kind or not mention.code:
                        continue
                    if not codes or mention.code in codes:
                        name = self._scene.world.name(mention.code)
                        if kind == "company":
                            name = mention.name or mention.text
                        return Body((earlier.index, k), "", (mention.code,), known(name))
        return None

    def _find_bodies(self) -> list[Body]:
        """The bodies named with their state, in the order of the text."""
        found = []
        for tree in self._scene.trees:
            for i, token in enumerate(tree.tokens):
                if token.pos not in ("NOUN", "PROPN"):
                    continue
                if token.lemma in nouns().bodies and not _is_named_ministry(tree, i):
                    continue
                proper = [m for m in tree.mentions.get(i, ()) if m.kind == "body" and m.code]
                if not proper and not keys_of(token) & nouns().institutions:
                    continue
                span = self._scene.stretch(tree, i)
                codes = complement_codes(tree, span[0], i, span[1])
                if codes:
                    naming = Late(partial(_named_at, tree, span))
                    found.append(Body((tree.index, i), token.lemma, codes, naming))
        return found

    def unlisted(self, tree: Tree, i: int) -> Referent | None:
        """An organisation that only the model of names knows, or an armed movement."""
        for name in tree.sentence.names:
            if name.kind == "ORG" and name.first <= i < name.last:
                first, last = stretch(tree, name.first)
                first, last = min(first, name.first), max(last, name.last)
                codes = complement_codes(tree, first, name.first, last)
                home = () if codes else self._scene.setting.home(0.9)
                found = self._scene.of_phrase(tree, (first, last), "institution", codes or home)
                return replace(found, assumed=bool(home))
        if tree.index not in self._armed.value:
            return None
        span = self._scene.stretch(tree, i)
        armed = movement_codes(tree, span[0], i + 1)
        return None if armed is None else self._scene.of_phrase(tree, span, "institution", armed)

    def _find_armed(self) -> frozenset[int]:
        """The sentences that may name an armed movement: few do."""
        found = (t.index for t in self._scene.trees if may_name_movement(t))
        return frozenset(found)

    def _find_full(self) -> dict[str, Place]:
        """Abbreviations of the article with the place of the noun of the full name, if the article
        has words with these initials: «ФАС» for «Федеральная антимонопольная служба»."""
        wanted = {
            token.text
            for tree in self._scene.trees
            for token in tree.tokens
            if _is_abbreviation(token.text)
        }
        found: dict[str, Place] = {}
        for tree in self._scene.trees if wanted else ():
            for i, token in enumerate(tree.tokens):
                opening = token.text[:1]
                if not opening.isupper() or token.text.isupper():
                    continue
                for text in wanted:
                    head = _spelt_out(tree, i, text) if text[0] == opening else None
                    if head is not None:
                        found.setdefault(text, (tree.index, head))
        return found

    def _find_abbreviations(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for tree in self._scene.trees:
            for text, head in _introduced(tree):
                found.setdefault(text, (tree.index, head))
        return self._full.value | found


def _tokens_of(tree: Tree, i: int, mention: Mention) -> tuple[int, int]:
    """Token range of a mention that stands on token i, without a break."""
    first = i
    while first and mention in tree.mentions.get(first - 1, ()):
        first -= 1
    last = i + 1
    while mention in tree.mentions.get(last, ()):
        last += 1
    return first, last


def _named_at(tree: Tree, span: tuple[int, int]) -> str:
    return lowered(tree, span[0], worded(tree, *span))


def _matter(tree: Tree, i: int, span: tuple[int, int]) -> str:
    """What a body is called, the ministry of foreign affairs by its short name."""
    lemma = tree.tokens[i].lemma
    foreign = any(tree.tokens[k].lemma == "иностранный" for k in range(i + 1, span[1]))
    return "мид" if lemma == MINISTRY and foreign else lemma


def _is_ministry(lemma: str) -> bool:
    """«МВД», «МИД», «Минюст», «министерство» itself."""
    return lemma.startswith("мин") or lemma in ("мвд", "мид", "мчс")


def _says_which(tree: Tree, i: int) -> bool:
    """«министерство торговли Чили»: whose business it is, so that it is no other's second name."""
    return any(
        tree.tokens[k].feats.get("Case") == "Gen" and not tree.mentions.get(k)
        for k in tree.kids[i]
        if k > i and tree.tokens[k].pos == "NOUN"
    )


def _is_named_ministry(tree: Tree, i: int) -> bool:
    return tree.tokens[i].lemma == MINISTRY and _says_which(tree, i)


def _threes(tokens: list[Token]) -> Iterator[tuple[Token, Token, Token]]:
    return zip(tokens, tokens[1:], tokens[2:], strict=False)


def _is_abbreviation(text: str) -> bool:
    return 2 < len(text) <= 6 and text.isalpha() and text.isupper() and not text.isascii()


def _spelt_out(tree: Tree, first: int, text: str) -> int | None:
    """The noun at the head of words from token `first` on that begin with the letters of an
    abbreviation, small words between them left out; None if they are others."""
    k = first
    nouns_there = []
    for letter in text:
        while k < len(tree) and k > first and len(tree.tokens[k].text) <= 2:
            k += 1
        if k >= len(tree) or tree.tokens[k].text[:1].upper() != letter:
            return None
        if tree.tokens[k].pos in ("NOUN", "PROPN"):
            nouns_there.append(k)
        k += 1
    inside = range(first, k)
    heads = [i for i in nouns_there if tree.tokens[i].head not in inside]
    return heads[0] if heads else None


def _introduced(tree: Tree) -> Iterator[tuple[str, int]]:
    """Short names that a sentence gives in brackets, each with the head of the full name."""
    for k, (before, token, behind) in enumerate(_threes(tree.tokens[1:]), start=2):
        text = token.text
        if before.text != "(" or behind.text != ")":
            continue
        if not text.isupper() or not text.isalpha() or len(text) < 2:
            continue
        for name in tree.sentence.names:
            if name.kind == "ORG" and k - 1 <= name.last <= k + 2 and name.first < k - 1:
                inside = range(name.first, k - 1)
                yield text, next((i for i in inside if tree.tokens[i].head not in inside), k)
