"""What an article is about: the state that its unnamed bodies and people belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from itogi.coding.referents.trees import Tree
from itogi.world import World

WINDOW = 4
"""How many sentences back the two sides of «стороны», a pronoun or a bare role are looked for."""
OWN = frozenset({"amod", "nmod"})
MOST = 0.5
"""Share of the names of states from which an article is plainly about one."""


class Setting:
    """The states of an article and where they stand. `code_at` gives the state of the person whose
    name begins at (sentence, token), else None."""

    def __init__(
        self,
        trees: list[Tree],
        named: Counter[str],
        world: World,
        code_at: Callable[[int, int], str | None],
    ) -> None:
        self.trees = trees
        self.named = named
        self._world = world
        self._code_at = code_at
        self._states = Counter({c: n for c, n in named.items() if world.is_state(c)})

    def back(self, tree: Tree, sentences: int) -> list[Tree]:
        """The sentence and so many before it, the nearest first."""
        return self.trees[max(0, tree.index - sentences) : tree.index + 1][::-1]

    def home(self, share: float = MOST) -> tuple[str, ...]:
        """The state that has at least such a share of all names of states; none if no state has."""
        if not self._states:
            return ()
        code, count = min(self._states.items(), key=lambda pair: (-pair[1], pair[0]))
        return (code,) if count >= share * self._states.total() else ()

    def around(self, tree: Tree, i: int) -> tuple[str, ...]:
        """The state that a body without one belongs to: the article's, else the subject just named,
        else the state named nearest before it, else Russia, whose own bodies go unnamed most."""
        near = self.home() or self._subject(tree, i) or self._nearest(tree, i)
        return near or (("RUS",) if "RUS" in self._states else ())

    def _subject(self, tree: Tree, i: int) -> tuple[str, ...]:
        for earlier in self.back(tree, 1):
            for k in range(i if earlier is tree else len(earlier)):
                if earlier.tokens[k].rel.startswith("nsubj"):
                    near = [k, *(i for i in earlier.kids[k] if earlier.tokens[i].rel in OWN)]
                    codes = [c for i in near for c in earlier.codes(i) if self._world.is_state(c)]
                    if codes:
                        return (codes[0],)
        return ()

    def _nearest(self, tree: Tree, i: int) -> tuple[str, ...]:
        for earlier in self.back(tree, 1):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                codes = [c for c in earlier.codes(k) if self._world.is_state(c)]
                if codes:
                    return (codes[0],)
        return ()

    def pair(self, tree: Tree, i: int) -> tuple[str, ...]:
        """The only two states of the article, or the two named last before token i."""
        if len(self._states) == 2:
            return tuple(code for code, _ in self._states.most_common())
        found: list[str] = []
        for earlier in self.back(tree, WINDOW):
            for k in range((i if earlier is tree else len(earlier)) - 1, -1, -1):
                person = self._code_at(earlier.index, k)
                for code in [*earlier.codes(k), *([person] if person else [])]:
                    if code not in found and self._world.is_state(code):
                        found.append(code)
            if len(found) >= 2:
                break
        return tuple(reversed(found)) if len(found) == 2 else ()
