"""In whose voice somebody speaks: by what the article calls him, else by his post."""

from __future__ import annotations

from functools import cache

from itogi.coding.records import Voice
from itogi.coding.referents import Referent
from itogi.coding.statements.lexicon import load_lexicon, stem, words
from itogi.coding.statements.scene import Tree, key
from itogi.coding.statements.subjects import phrase
from itogi.language.spelling import plain

# Whose post it is where it is that of a state without a name.
STATES = ("страна", "государство")


def voice(tree: Tree, i: int, referent: Referent) -> Voice:
    """The voice of the speaker whom the phrase around token i names."""
    said = [key(tree.tokens[k]) for k in range(*phrase(tree, i))]
    called = f"{referent.office or ''} {referent.name}"
    said += plain(called).replace("-", " ").split()
    if referent.kind != "person" and _unnamed(tree, i, said):
        return "source"
    found = _by_words(said, named=referent.kind == "person")
    international = bool({plain(code) for code in referent.codes} & words("organisations"))
    observes = not _stems("observers").isdisjoint(map(stem, said))
    if international and (referent.kind == "organisation" or observes or found <= {"official"}):
        return "organisation"
    chosen = _first(found) or referent.voice or _of_body(referent)
    if chosen == "official" and (_was(said) or _private(said, called, referent)):
        return "other"
    return chosen


def _by_words(said: list[str], named: bool) -> set[Voice]:
    """The voices that the words have. Whoever is named is no source, whatever he has seen."""
    voices = load_lexicon().voices
    found = {voices[stem(w)] for w in said if stem(w) in voices}
    return found - {"source"} if named else found


def _first(found: set[Voice]) -> Voice | None:
    return next((voice for voice in _order() if voice in found), None)


@cache
def _order() -> tuple[Voice, ...]:
    """The voices in the order of the table: the first that a word has counts."""
    return tuple(dict.fromkeys(load_lexicon().voices.values()))


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, words(name)))


def _of_body(referent: Referent) -> Voice:
    being = referent.kind in ("person", "role")
    return "official" if referent.codes and not being else "other"


def _unnamed(tree: Tree, i: int, said: list[str]) -> bool:
    """«один из участников встречи», «высокопоставленный чиновник»: one person without a name."""
    if tree.tokens[i].feats.get("Number") == "Plur":
        return False
    return bool(words("unnamed").intersection(said))


def _was(said: list[str]) -> bool:
    """«бывший министр», «отставной генерал», «экс-премьер»: speaks for himself."""
    return any(stem(w) in _stems("former") or w.startswith("экс-") for w in said)


def _private(said: list[str], called: str, referent: Referent) -> bool:
    """«глава HP», «представитель певицы»: a post that is found outside of states, of none."""
    voices, anywhere = load_lexicon().voices, _stems("anywhere")
    stems = {stem(w) for w in said}
    if any(voices.get(s) == "official" and s not in anywhere for s in stems):
        return False
    if not stems.isdisjoint(map(stem, STATES)):
        # «лидеры центральноазиатских стран»
        return False
    foreign = any(c.isascii() and c.isalpha() for c in called)
    return referent.kind in ("person", "role") and (foreign or not referent.codes)
