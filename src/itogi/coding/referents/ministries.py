"""Whose minister somebody is, by the ministry that the article names with its state.

«Минтранс Чада» and «замминистра транспорта», «министерство здравоохранения Перу» and «министр
здравоохранения»: the matter is the same.
"""

from __future__ import annotations

from itogi.coding.late import Late
from itogi.coding.referents.lexicon import keys_of, nouns
from itogi.coding.referents.persons import Role
from itogi.coding.referents.roles import complement_codes
from itogi.coding.referents.trees import Tree, stretch
from itogi.language.spelling import plain

Place = tuple[int, int]
MATTERS = {"мид": ("иностр", "диплом"), "мвд": ("внутр",)}
"""Abbreviations → how the words for their matters begin."""
BEGINNING = 5
"""Letters by which two words for one matter begin alike."""
SHORTEST = 3
"""Letters that stand for a matter at least («Минфин»)."""
MINISTRY = "министерство"
MINISTERS = frozenset(
    {"foreign", "defence", "interior", "finance", "economy", "trade", "energy", "justice",
     "other_minister", "deputy_minister"}
)  # fmt: skip


class Ministries:
    """The ministries that one article names with their states."""

    def __init__(self, trees: list[Tree]) -> None:
        self._trees = trees
        self._named = Late(self._find)

    def of(self, role: Role) -> str | None:
        """The state of the ministry of a minister's matter, the last named before him, else the
        first after; None where the article names none."""
        if role.office is None or role.office.branch not in MINISTERS:
            return None
        tree = self._trees[role.sentence]
        words = [plain(t.text) for t in tree.tokens[role.head : role.last]]
        same = [
            (place, code)
            for place, matters, code in self._named.value
            if any(word.startswith(matters) for word in words[1:])
        ]
        before = [code for place, code in same if place < (role.sentence, role.head)]
        if before:
            return before[-1]
        return same[0][1] if same else None

    def _find(self) -> list[tuple[Place, tuple[str, ...], str]]:
        found = []
        for tree in self._trees:
            for i, token in enumerate(tree.tokens):
                matters = _matters(tree, i)
                if matters:
                    first, last = stretch(tree, i)
                    own = [m.code for m in tree.mentions.get(i, ()) if m.kind == "body" and m.code]
                    codes = complement_codes(tree, first, i, last) or own
                    if len(codes) == 1 and token.pos in ("NOUN", "PROPN"):
                        found.append(((tree.index, i), matters, codes[0]))
        return found


def _matters(tree: Tree, i: int) -> tuple[str, ...]:
    """How the words begin for what the ministry at token i is for; empty for what is none."""
    lemma = plain(tree.tokens[i].lemma)
    if lemma in MATTERS:
        return MATTERS[lemma]
    if lemma == MINISTRY and i + 1 < len(tree):
        behind = tree.tokens[i + 1]
        genitive = behind.feats.get("Case") == "Gen" and not tree.mentions.get(i + 1)
        return (plain(behind.text)[: BEGINNING + 1],) if genitive else ()
    ministry = lemma.startswith("мин") and bool(keys_of(tree.tokens[i]) & nouns().institutions)
    if ministry and len(lemma) >= len("мин") + SHORTEST:
        return (lemma.removeprefix("мин")[:BEGINNING],)
    return ()
