"""Of which state the sentences before a place tell: what is named there without one is its.

«Перуанский парламент одобрил договор. Депутат Роса Кинтеро …»: the clause that was heard last has a
subject of one state, or a house of one in which it was said. Where no clause has, the sentence
names one state alone.
"""

from __future__ import annotations

from collections.abc import Callable

from itogi.coding.mentions.words import words
from itogi.coding.referents.roles import complement_codes
from itogi.coding.referents.trees import CLOSING, OPENING, Tree, stretch
from itogi.world import World

BACK = 2
"""Sentences back in which the state is looked for."""


TITLE = 3
"""Tokens up to which a quotation is a mere name."""
OWNED = {"его": ("Masc", "Neut"), "ее": ("Fem",), "её": ("Fem",), "их": ("Plur",)}
"""Pronouns that say whose somebody is → what they may stand for."""


class Focus:
    """`code_at` gives the state of the person whose name covers (sentence, token), else None."""

    def __init__(
        self, trees: list[Tree], world: World, code_at: Callable[[int, int], str | None]
    ) -> None:
        self._trees = trees
        self._world = world
        self._code_at = code_at
        self._apart: dict[int, frozenset[int]] = {}

    def before(
        self, tree: Tree, i: int, scenery: bool = True, organisations: bool = False
    ) -> str | None:
        """The state that was told of last before token i; None where none or several were.
        `scenery`: whether one that is only named, where something happens, may do; `organisations`:
        whether an organisation may."""
        for earlier in self._trees[max(0, tree.index - BACK) : tree.index + 1][::-1]:
            end = i if earlier is tree else len(earlier)
            heard = self._last_heard(earlier, end, organisations)
            if heard is not None:
                return heard
            apart = self._quoted(earlier)
            named = {code for k in range(end) if k not in apart for code in self._codes(earlier, k)}
            if earlier is tree and self._told_behind(tree, i):
                continue
            if scenery and named:
                return named.pop() if len(named) == 1 else None
        return None

    def _told_behind(self, tree: Tree, i: int) -> bool:
        """«Признавать остров, сообщил премьер, Греция не будет»: his words stand around him, and
        tell of somebody else than those named before him."""
        token = tree.tokens[i]
        around = token.rel == "nsubj" and 0 <= token.head < i
        behind = range(i + 1, len(tree))
        return around and any(
            tree.tokens[k].rel == "nsubj" and bool(self._codes(tree, k)) for k in behind
        )

    def of_owner(self, tree: Tree, first: int) -> str | None:
        """«Институт в Дели обещает поставки; его директор …»: the state of the subject that the
        pronoun before a role stands for."""
        pronoun = tree.tokens[first - 1].text.lower() if first else ""
        if pronoun not in OWNED:
            return None
        genders = OWNED[pronoun]
        for earlier in self._trees[max(0, tree.index - 1) : tree.index + 1][::-1]:
            end = first - 1 if earlier is tree else len(earlier)
            for k in range(end - 1, -1, -1):
                token = earlier.tokens[k]
                if not token.rel.startswith("nsubj") or token.pos not in ("NOUN", "PROPN"):
                    continue
                number = token.feats.get("Number")
                gender = "Plur" if number == "Plur" else token.feats.get("Gender")
                if gender not in genders:
                    continue
                codes = self._whose(earlier, k)
                return codes[0] if len(codes) == 1 else None
        return None

    def _last_heard(self, tree: Tree, end: int, organisations: bool) -> str | None:
        """The state of the last clause before a token that is of one by its subject or house."""
        apart = self._quoted(tree)
        for k in range(end - 1, -1, -1):
            if k in apart:
                continue
            token = tree.tokens[k]
            codes: tuple[str, ...] = ()
            if token.rel == "nsubj":
                listed = [c for c in tree.kids[k] if tree.tokens[c].rel == "conj"]
                codes = tuple(code for c in (k, *listed) for code in self._whose(tree, c))
            elif self._is_house(tree, k):
                codes = tuple(tree.codes(k))
            codes = tuple(c for c in codes if organisations or self._world.is_state(c))
            if len(set(codes)) == 1:
                return codes[0]
        return None

    def _quoted(self, tree: Tree) -> frozenset[int]:
        """The tokens of the sentence that stand in a quotation of several words: whom those name,
        the newsroom does not tell of."""
        if tree.index not in self._apart:
            found: list[int] = []
            opened: list[int] = []
            for k, token in enumerate(tree.tokens):
                if token.text in OPENING and not (opened and token.text in CLOSING):
                    opened.append(k)
                elif token.text in CLOSING and opened:
                    first = opened.pop()
                    found += range(first, k) if k - first > TITLE else ()
            self._apart[tree.index] = frozenset(found)
        return self._apart[tree.index]

    def _whose(self, tree: Tree, k: int) -> tuple[str, ...]:
        """The codes of a noun phrase, or the state of the person whose name stands there."""
        person = self._code_at(tree.index, k)
        if person:
            return (person,)
        first, last = stretch(tree, k)
        return complement_codes(tree, first, k, last)

    def _is_house(self, tree: Tree, k: int) -> bool:
        """«В Сантьяго обвинения отвергли», «в Гаване объявили»."""
        token = tree.tokens[k]
        head = tree.tokens[token.head] if token.head >= 0 else None
        if head is None or head.pos not in ("VERB", "ADJ") or token.rel != "obl":
            return False
        before = tree.tokens[k - 1].text.lower() if k else ""
        inside = before in ("в", "во") and token.feats.get("Case") == "Loc"
        nobody = not any(tree.tokens[c].rel.startswith("nsubj") for c in tree.kids[token.head])
        return inside and nobody and head.feats.get("Number") == "Plur"

    def _codes(self, tree: Tree, k: int) -> list[str]:
        person = self._code_at(tree.index, k)
        codes = [*tree.codes(k), *([person] if person else [])]
        # Nobody is of a state that is gone only because its monuments were told of.
        gone = words().relics.codes
        return [code for code in codes if self._world.is_state(code) and code not in gone]
