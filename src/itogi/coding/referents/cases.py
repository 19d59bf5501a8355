"""Whose case an article tells: the state of its courts, prosecutors and investigators.

«Прокурор», «следствие», «суд» without a state are those of the country that tries the case, also
where the article names the state of the accused more often. It shows by a court or police named
with its state or town («суд Измира», «турецкая полиция»), and by where somebody was arrested or
sentenced («задержан в Тбилиси»). Who complains to a court is of no state that he complains of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from itogi.coding.late import Late
from itogi.coding.records import Mention
from itogi.coding.referents.lexicon import keys_of, nouns
from itogi.coding.referents.roles import complement_codes
from itogi.coding.referents.trees import Tree, stretch
from itogi.language.records import Token
from itogi.world import World

Place = tuple[int, int]
INSIDE = frozenset({"в", "во", "на"})
AGAINST = frozenset({"против", "к", "ко", "на"})
AFFECTED = frozenset({"obj", "nsubj:pass", "iobj"})
REACH = 6
"""Tokens behind a verb of arrest or trial in which the place of it stands."""
LEAD = 3
"""Sentences from the top that tell what the article is about."""
NOBODY = ""
"""Stands for the code of a court that no state has, where it is not told whose it is."""
SOURCES = frozenset({"мнение", "версия", "слово", "данные", "утверждение", "информация"})
"""«По версии обвинения»: before the prosecution that is the source of words."""


class Cases:
    """The criminal cases and complaints of one article."""

    def __init__(self, trees: list[Tree], world: World) -> None:
        self._shown = Late(self._find_shown)
        self._tried = Late(self._find_tried)
        self._complaints = Late(self._find_complaints)
        self._complained_of = Late(self._find_complained_of)
        self._complaining = Late(self._find_complaining)
        self._trees = trees
        self._world = world

    def state(self, tree: Tree, i: int, home: tuple[str, ...]) -> tuple[str, ...]:
        """The state or organisation of a court, prosecutor or investigator named at token i.

        Where the phrase does not tell («суд в Измире»), the only one whose court or police the
        article names; of several the state that it is about, `home`, else the one named nearest
        before, else first after. Where no court is named, the state where the lead has somebody
        arrested or tried, else `home`.
        """
        own = self._of_body(tree, i)
        if own is not None:
            return _codes(own)
        shown = self._shown.value or self._tried.value
        if not _is_bare(tree, i):
            # «Верховный суд», «сотрудник прокуратуры»: no organisation has one.
            shown = [found for found in shown if self._world.is_state(found[1])]
        shown = [
            (place, code)
            for place, code in shown
            if self._world.is_state(code) or code == NOBODY or place < (tree.index, i)
        ]
        if not shown:
            return home
        codes = {code for _, code in shown}
        if home and home[0] in codes:
            return home
        k = bisect_left(shown, ((tree.index, i), ""))
        return _codes(shown[max(0, k - 1)][1])

    def _find_shown(self) -> list[tuple[Place, str]]:
        """The courts and police that the article names with their states, in its order."""
        return [
            ((tree.index, i), code)
            for tree in self._trees
            for i, token in enumerate(tree.tokens)
            if token.pos in ("NOUN", "PROPN") and keys_of(token) & nouns().courthouses
            if (code := self._of_body(tree, i)) is not None
        ]

    def _find_tried(self) -> list[tuple[Place, str]]:
        """Where in the lead somebody is arrested or tried."""
        return [
            ((tree.index, i), code)
            for tree in self._trees[:LEAD]
            for i, token in enumerate(tree.tokens)
            if _charges(token)
            if (code := self._around(tree, i))
        ]

    def _around(self, tree: Tree, i: int) -> str | None:
        """«задержан в аэропорту Тбилиси», «в Тбилиси задержан»."""
        behind = self._where(tree, range(i + 1, min(i + 1 + REACH, len(tree))))
        return behind or self._where(tree, range(max(0, i - REACH), i))

    def _of_body(self, tree: Tree, i: int) -> str | None:
        first, last = stretch(tree, i)
        codes = complement_codes(tree, first, i, last)
        if codes:
            return codes[0] if len(codes) == 1 else None
        return self._where(tree, range(i + 1, last))

    def _where(self, tree: Tree, places: range) -> str | None:
        """The state of the first place or state among the tokens that stands behind «в»; NOBODY
        for the seat of international courts."""
        inside = False
        for k in places:
            token = tree.tokens[k]
            if token.pos == "VERB" or token.text in ".;:":
                return None
            inside = inside or token.text.lower() in INSIDE
            found = self._located(tree.mentions.get(k, ())) if inside else None
            if found is not None:
                return NOBODY if keys_of(token) & nouns().seats else found
        return None

    def _located(self, mentions: list[Mention] | tuple[()]) -> str | None:
        for mention in mentions:
            if mention.kind in ("place", "state") and mention.code and not mention.adjective:
                return mention.code if self._world.is_state(mention.code) else None
        return None

    # ------------------------------------------------------------------ the accused and the barred

    def defendants(self, code_at: Callable[[int, int], str | None]) -> tuple[str, ...]:
        """The state of «обвиняемый», «подсудимый»: the one of whom the article says that he was
        arrested, tried or sentenced; none if that is nobody's, or several ones'."""
        found = {
            code
            for tree in self._trees
            for i, token in enumerate(tree.tokens)
            if _charges(token)
            for k in tree.kids[i]
            if tree.tokens[k].rel in AFFECTED and tree.tokens[k].feats.get("Animacy") == "Anim"
            for code in self._of_person(tree, k, code_at)
        }
        return tuple(found) if len(found) == 1 else ()

    def _of_person(
        self, tree: Tree, i: int, code_at: Callable[[int, int], str | None]
    ) -> tuple[str, ...]:
        first, last = stretch(tree, i)
        own = code_at(tree.index, i)
        return (own,) if own else complement_codes(tree, first, i, last)

    def bars(self, tree: Tree, i: int, home: str) -> bool:
        """Whether the one named at token i is sent out of the state or not let in: he is none of
        its own."""
        token = tree.tokens[i]
        if token.rel not in AFFECTED or token.head < 0:
            return False
        near = range(max(0, i - REACH), min(len(tree), token.head + REACH))
        barred = tree.tokens[token.head].lemma in nouns().barring
        return barred and any(home in tree.codes(k) for k in near)

    # ------------------------------------------------------------------ those who complain

    def claimants(self, home: tuple[str, ...]) -> tuple[str, ...]:
        """The state of «заявители», «истец»: whose complaint or suit it is by its name («жалоба
        латвийцев», «семь латвийцев подали иск»); else the article's own, if it is not the one
        complained of."""
        if self._complaining.value:
            return self._complaining.value
        return () if home and home[0] in self._complained_of.value else home

    def respondents(self) -> tuple[str, ...]:
        """The state of «ответчик»: the only one complained of."""
        found = tuple(self._complained_of.value)
        return found if len(found) == 1 else ()

    def _find_complaints(self) -> list[tuple[Tree, int]]:
        return [
            (tree, i)
            for tree in self._trees
            for i, token in enumerate(tree.tokens)
            if token.pos == "NOUN" and _is_complaint(tree, i)
        ]

    def _find_complained_of(self) -> frozenset[str]:
        """The states against which the article names a complaint or suit."""
        return frozenset(
            code
            for tree, i in self._complaints.value
            for k in range(i + 1, min(i + 1 + REACH, len(tree)))
            if any(t.text.lower() in AGAINST for t in tree.tokens[i + 1 : k])
            for code in tree.codes(k)
        )

    def _find_complaining(self) -> tuple[str, ...]:
        for tree, i in self._complaints.value:
            behind = range(i + 1, min(i + 3, len(tree)))
            whose = [k for k in behind if tree.tokens[k].feats.get("Case") == "Gen"]
            head = tree.tokens[i].head
            whose += (
                [k for k in tree.kids[head] if _is_subject(tree.tokens[k])] if head >= 0 else []
            )
            for k in whose:
                first, last = stretch(tree, k)
                codes = complement_codes(tree, first, k, last)
                if tree.tokens[k].feats.get("Animacy") == "Anim" and len(codes) == 1:
                    return codes
        return ()


def is_service(tree: Tree, i: int) -> bool:
    """«правоохранительные органы», «силовые структуры»: the law enforcement of a state."""
    adjectives = (tree.tokens[k].lemma for k in tree.kids[i] if k < i)
    return any(f"{word} {tree.tokens[i].lemma}" in nouns().services for word in adjectives)


def _is_bare(tree: Tree, i: int) -> bool:
    """Whether the noun at token i is one of an international court too, and nothing tells more."""
    first, last = stretch(tree, i)
    return last - first == 1 and bool(keys_of(tree.tokens[i]) & nouns().international)


def _codes(code: str) -> tuple[str, ...]:
    return () if code == NOBODY else (code,)


def _is_subject(token: Token) -> bool:
    return token.rel.startswith("nsubj")


def _charges(token: Token) -> bool:
    """«задержать», «приговорён», «осуждён»: a word of arrest or trial."""
    if token.pos != "VERB":
        return False
    passive = token.feats.get("Voice") == "Pass" and token.lemma in nouns().undergone
    return token.lemma in nouns().charging or passive


def _is_complaint(tree: Tree, i: int) -> bool:
    """«жалоба», «иск», «(подал) в суд»."""
    token = tree.tokens[i]
    to_court = token.lemma == "суд" and token.feats.get("Case") == "Acc"
    goes = to_court and i > 0 and tree.tokens[i - 1].text.lower() == "в"
    return goes or bool(keys_of(token) & nouns().complaints)


def is_prosecution(tree: Tree, i: int) -> bool:
    """Whether «обвинение» at token i is the side that accuses in court: it does something, or is
    the source of words, and nothing says of what or by whom."""
    token = tree.tokens[i]
    if token.lemma not in nouns().prosecution or token.feats.get("Number") == "Plur":
        return False
    if any(tree.tokens[k].rel in ("nmod", "amod", "acl", "det") for k in tree.kids[i]):
        return False
    if _is_subject(token):
        return token.rel == "nsubj"
    return i > 0 and tree.tokens[i - 1].lemma in SOURCES
