"""What an article is about: the state that its unnamed bodies and people belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from itogi.coding.referents.trees import Tree
from itogi.world import World

WINDOW = 4
"""How many sentences back the two sides of «стороны», a pronoun or a bare role are looked for."""
OWN = frozenset({"amod", "nmod"})
NATIVE = 0.45
"""Share of the names of states from which people of no stated state belong to the article's."""
RIVAL = 0.5
"""Where another state is named more often than this share of the first's names, they belong to
neither."""
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
        most = min(self._states.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
        self._first, count = most
        self._share = count / max(1, self._states.total())
        """The state named most, and its share of all names of states."""

    def back(self, tree: Tree, sentences: int) -> list[Tree]:
        """The sentence and so many before it, the nearest first."""
        return self.trees[max(0, tree.index - sentences) : tree.index + 1][::-1]

    def home(self, share: float = MOST) -> tuple[str, ...]:
        """The state that has at least such a share of all names of states; none if no state has."""
        return (self._first,) if self._states and self._share >= share else ()

    def native(self) -> tuple[str, ...]:
        """The state that people of no state belong to: it is named far more often than any other.

        An article on two states leaves open which of them its expert is from.
        """
        home = self.home(NATIVE)
        others = [n for code, n in self._states.items() if code not in home]
        return home if home and max(others, default=0) <= RIVAL * self._states[home[0]] else ()

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

    def together(self, tree: Tree, i: int, count: int) -> tuple[str, ...]:
        """So many states as were named together last before token i, or the only two of the
        article; none where more than those compete."""
        if count == len(self._states) == 2:
            return tuple(code for code, _ in self._states.most_common())
        told = (self._told(earlier, tree, i) for earlier in self.back(tree, WINDOW))
        return gathered(told, count, across=count == 2)

    def _told(self, earlier: Tree, tree: Tree, i: int) -> list[list[str]]:
        """The states that a sentence names before token i, in its lists and one by one.

        Scenery is none of them, nor is the subject of whatever is done to the several of token i.
        """
        end = i if earlier is tree else len(earlier)
        apart = _subject_of(tree, i) if earlier is tree else None
        named = {
            k: codes
            for k in range(end)
            if not _is_aside(earlier, k) and (codes := self._codes(earlier, k))
        }
        lists = [_listed(earlier, k, named) for k in named]
        found = [codes for codes in lists if len(codes) > 1]
        besides = [
            code
            for k, codes in named.items()
            if apart is None or not (k == apart or earlier.under(k, apart))
            for code in codes
        ]
        every = [code for codes in named.values() for code in codes]
        return [*found, every if len(set(besides)) < 2 and len(set(every)) > 1 else besides]

    def _codes(self, tree: Tree, k: int) -> list[str]:
        person = self._code_at(tree.index, k)
        codes = [*tree.codes(k), *([person] if person else [])]
        return [code for code in codes if self._world.is_state(code)]


def gathered(
    sentences: Iterable[Sequence[Sequence[str]]], count: int, across: bool = True
) -> tuple[str, ...]:
    """So many codes that were told of together last, in the order of the text.

    Each sentence, the nearest first, gives its lists of codes and behind them all that it names. A
    sentence that names more decides only by a list of just so many, all that nearer ones named
    among them. Unless they may be gathered `across` sentences, one sentence must name them all.
    """
    found: list[str] = []
    for *lists, named in sentences:
        every = [*dict.fromkeys(named), *(code for code in found if code not in named)]
        if len(every) < count:
            found = every
            continue
        if len(every) == count and (across or {*named} == {*every}):
            return tuple(every)
        fitting = {tuple(dict.fromkeys(one)) for one in lists if {*found} <= {*one}}
        fitting = {one for one in fitting if len(one) == count}
        return fitting.pop() if len(fitting) == 1 else ()
    return ()


def _listed(tree: Tree, k: int, named: dict[int, list[str]]) -> list[str]:
    """The codes of token k and of what is coordinated with it."""
    members = [k, *(c for c in tree.kids[k] if tree.tokens[c].rel == "conj")]
    return [code for at in members for code in named.get(at, ())]


def _is_aside(tree: Tree, k: int) -> bool:
    """«в Женеве», «на Кипре»: where it was, in whose land nobody need take part; «при
    посредничестве Омана»: who brought the others together."""
    first = tree.tokens[k].head if tree.tokens[k].rel == "conj" else k
    above = tree.tokens[first].head
    if above >= 0 and tree.tokens[above].lemma == "посредничество":
        return tree.preposition(above) == "при"
    inside = tree.preposition(first) in ("в", "во", "на")
    return inside and tree.tokens[k].feats.get("Case") == "Loc"


def _subject_of(tree: Tree, i: int) -> int | None:
    """The subject of the clause of token i, where the token is not of it itself."""
    for above in (i, *tree.up(i)):
        if tree.tokens[above].rel.startswith("nsubj"):
            return None
        subject = tree.kid(above, "nsubj", "nsubj:pass")
        if subject is not None:
            return subject
    return None
