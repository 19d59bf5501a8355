"""Words for a state named before by its form: «власти эмирата», «королевство», «президент
республики». Each gets a mention of its own, that lists nothing on the states layer.

The nearest sentence that names a state of the form decides, if it names one; a state that has
another part in the same clause is not meant: «президент республики обвинил Баку».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from itogi.coding.records import Mention
from itogi.coding.referents.trees import Tree
from itogi.coding.table import read_table
from itogi.language.spelling import plain
from itogi.reading.kept import kept
from itogi.world import World

FILE = "referents_countries.toml"
WINDOW = 4
"""How many sentences back the state is looked for."""


@dataclass(frozen=True, slots=True)
class Forms:
    """`tables/referents_countries.toml`: which states a word may mean, and when it means none."""

    means: dict[str, frozenset[str]]
    other: dict[str, frozenset[str]]
    adjectives: frozenset[str]
    places: frozenset[str]

    def may_mean(self, word: str, code: str) -> bool:
        if word in self.means:
            return code in self.means[word]
        return code not in self.other[word]


@kept
def forms() -> Forms:
    """Raises ValueError naming the table and the entry that is no list of words."""
    table = read_table(FILE)
    apart = table.get("apart", {})
    return Forms(
        {plain(word): _words(codes, word) for word, codes in table.get("means", {}).items()},
        {plain(w): _words(codes, w) for w, codes in table.get("means-none-of", {}).items()},
        frozenset(plain(word) for word in _words(apart.get("adjectives"), "adjectives")),
        _words(apart.get("places"), "places"),
    )


def _words(value: object, name: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{FILE} «{name}»: expected a list of words")
    return frozenset(value)


def add_countries(trees: Sequence[Tree], world: World) -> None:
    """Puts a mention of the state meant on each word that stands for one."""
    table = forms()
    words = table.means.keys() | table.other.keys()
    for tree in trees:
        for i, token in enumerate(tree.tokens):
            word = plain(token.lemma) if "ё" in token.lemma else token.lemma
            if word not in words or not _stands_alone(tree, i, table):
                continue
            meant = _meant(trees, tree, i, word, world)
            if meant is not None:
                tree.mentions[i] = [_mention(tree, i, meant)]


def _stands_alone(tree: Tree, i: int, table: Forms) -> bool:
    """No part of a name, one state, and none of which more is said: «республики Кавказа»."""
    token = tree.tokens[i]
    name = i > 0 and token.text[:1].isupper()
    if name or token.feats.get("Number") == "Plur" or i in tree.mentions:
        return plain(token.lemma) == "эмираты" and i not in tree.mentions
    for k in tree.kids[i]:
        described = plain(tree.tokens[k].lemma) in table.adjectives or k in tree.mentions
        owned = tree.tokens[k].rel in ("nmod", "appos", "flat") and k > i
        if described or owned:
            return False
    return not any(plain(t.lemma) in table.adjectives for t in tree.tokens[max(0, i - 1) : i])


def _meant(trees: Sequence[Tree], tree: Tree, i: int, word: str, world: World) -> Mention | None:
    """The only state of the form in the nearest sentence that names one."""
    table = forms()
    partners = _partners(tree, i)
    for index in range(tree.index, max(-1, tree.index - WINDOW - 1), -1):
        earlier = trees[index]
        end = i if earlier is tree else len(earlier)
        aside = _told_aside(tree, i) if earlier is tree else set()
        fitting: dict[str, Mention] = {}
        for k in range(end):
            if k in aside:
                continue
            for mention in earlier.mentions.get(k, ()):
                if word in table.other and mention.name in table.places:
                    return None
                code = mention.code
                if code is None or code in partners or not world.is_state(code):
                    continue
                if mention.kind in ("state", "place", "body") and table.may_mean(word, code):
                    fitting.setdefault(code, mention)
        if len(fitting) == 1:
            return next(iter(fitting.values()))
        if fitting:
            return None
    return None


def _told_aside(tree: Tree, i: int) -> set[int]:
    """«Совет, который возглавлял Чад, послал в республику врачей»: what relative clauses before
    the word tell of something else."""
    clauses = (k for k in range(i) if tree.tokens[k].rel == "acl:relcl")
    others = [k for k in clauses if not tree.under(i, k)]
    return {at for at in range(i) if any(tree.under(at, k) for k in others)}


def _partners(tree: Tree, i: int) -> set[str]:
    """States that have another part in the clause: its subject, object, whom it is done with."""
    top = i
    while tree.tokens[top].head >= 0 and tree.tokens[top].pos not in ("VERB", "AUX"):
        top = tree.tokens[top].head
    own = {i}
    at = i
    while at != top:
        own.add(at)
        at = tree.tokens[at].head
    found: set[str] = set()
    waiting = [k for k in tree.kids[top] if k not in own]
    while waiting:
        k = waiting.pop()
        if tree.tokens[k].rel in ("conj", "parataxis", "advcl", "ccomp", "acl:relcl"):
            continue
        found.update(tree.codes(k))
        waiting.extend(tree.kids[k])
    return found


def _mention(tree: Tree, i: int, meant: Mention) -> Mention:
    token = tree.tokens[i]
    return replace(
        meant,
        start=token.start,
        end=token.end,
        text=token.text,
        kind="state",
        listed=False,
        adjective=False,
    )
