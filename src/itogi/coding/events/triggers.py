"""Where the words of a sense stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from itogi.coding.events.lexicon import (
    REFLEXIVE,
    VARIANTS,
    Lexicon,
    Part,
    Pattern,
    Sense,
    grammar,
    is_preposition,
    people,
)
from itogi.coding.events.tree import Tree
from itogi.coding.referents.lexicon import nouns
from itogi.coding.trace import SILENT, Trace

NEAR_AFTER, NEAR_BEFORE = 6, 3
# Numerals that are nouns.
MANY = ("десяток", "дюжина", "сотня", "полсотни", "тысяча", "миллион")
WORD_CLASSES = ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sense at token `head`; `words` are all tokens that its pattern took."""

    tree: Tree
    head: int
    sense: Sense
    words: tuple[int, ...]
    entry: str
    """The pattern as the table of its sense writes it."""
    passive: bool = False

    @property
    def part(self) -> Part:
        return "noun" if self.tree.tokens[self.head].pos in ("NOUN", "PROPN") else "verb"


class Triggers(NamedTuple):
    """For each token that heads a pattern its readings, the most explicit first.

    A word that a longer pattern of another head took is no trigger itself; `spare` gives such
    readings with that head, for where the longer pattern tells of nothing.
    """

    rows: list[list[Occurrence]]
    spare: list[tuple[int, list[Occurrence]]]


def may_tell(present: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the words of a sentence are enough for one of the patterns, wherever they stand."""
    for word in present & lexicon.heads:
        for lemma in (word, word[:-2]) if word.endswith(REFLEXIVE) else (word,):
            for _, pattern in lexicon.by_head.get(lemma, ()):
                if _has_all(present, pattern):
                    return True
    return False


def _has_all(present: frozenset[str], pattern: Pattern) -> bool:
    """Whether no word of the pattern is missing from a sentence, as is nearly always so."""
    return not any(map(present.isdisjoint, pattern.needed))


def find_triggers(tree: Tree, lexicon: Lexicon, trace: Trace = SILENT) -> Triggers:
    """All that the patterns of the lexicon find in a sentence, in its order."""
    readings = []
    for i, lemma in enumerate(tree.lemmas):
        if lemma in lexicon.heads and tree.tokens[i].pos in WORD_CLASSES:
            found = list(_readings(tree, i, lexicon, trace))
            if found:
                readings.append(sorted(found, key=_rank))
    return _without_overlap(readings)


def _without_overlap(rows: list[list[Occurrence]]) -> Triggers:
    """Longer patterns take their words; what heads such a word for another is no trigger."""
    taken: dict[int, int] = {}
    kept: list[list[Occurrence]] = []
    spare: list[tuple[int, list[Occurrence]]] = []
    for row in sorted(rows, key=lambda row: (-len(row[0].words), row[0].part != "verb")):
        free: list[Occurrence] = []
        lost: dict[int, list[Occurrence]] = {}
        for o in row:
            owner = next((taken[word] for word in o.words if _is_taken(o, word, taken)), None)
            (free if owner is None else lost.setdefault(owner, [])).append(o)
        spare.extend(lost.items())
        if free:
            taken.update(dict.fromkeys(free[0].words, free[0].head))
            kept.append(free)
    return Triggers(sorted(kept, key=lambda row: row[0].head), spare)


def _is_taken(o: Occurrence, word: int, taken: dict[int, int]) -> bool:
    """Another head has the word, and it is not the thing of which a participle tells its own:
    «задержанное судно отпустили»."""
    tree, owner = o.tree, taken.get(word, o.head)
    if owner == o.head:
        return False
    shared = o.part == "verb" and word not in (o.head, owner)
    return not (shared and (tree.form(owner) == "Part") != (tree.form(o.head) == "Part"))


def _rank(occurrence: Occurrence) -> tuple[int, bool, int]:
    """Longest first, then what gives way to nothing, then the words that stand closest."""
    words = occurrence.words
    return -len(words), occurrence.sense.weak, (words[-1] - words[0]) // NEAR_AFTER


def _readings(tree: Tree, i: int, lexicon: Lexicon, trace: Trace) -> Iterator[Occurrence]:
    for lemma, passive in _lemmas(tree, i):
        for sense, pattern in lexicon.by_head.get(lemma, ()):
            words = _match(tree, i, pattern)
            if words is None:
                continue
            found = Occurrence(tree, i, sense, words, pattern.entry, passive)
            if sense.rule == "accuse.call-bad" and _is_called_something(tree, i, words):
                continue
            if _is_barred(tree, i, sense):
                trace.act_lost(found, "participle")
            elif _allowed(tree, i, sense, len(words) > 1):
                yield found
            else:
                trace.act_lost(found, "company")


def _is_called_something(tree: Tree, i: int, words: tuple[int, ...]) -> bool:
    """«назвал удар ответом»: what is called so, not what it is called."""
    called = [w for w in words if w != i and tree.is_noun(w) and tree.case(w) == "acc"]
    other = any(tree.case(c) == "ins" and c not in words for c in tree.children[i])
    other = other or any(tree.case(d) == "ins" for w in called for d in tree.children[w])
    return bool(called) and other


def _is_barred(tree: Tree, i: int, sense: Sense) -> bool:
    """A participle that the sense leaves out: «подозреваемый», for some also «вынужден»."""
    token = tree.tokens[i]
    if sense.participles == "only":
        return tree.form(i) != "Part" or token.feats.get("Variant") == "Short"
    nominal = token.pos in ("NOUN", "ADJ") and tree.lemmas[i].endswith(("ть", "ться"))
    if sense.participles == "all" or not (tree.form(i) == "Part" or nominal):
        return False
    if sense.participles == "none":
        return tree.lemmas[tree.head(i)] not in people()["papers"]
    if token.feats.get("Variant") == "Short" or (tree.is_passive(i) and tree.agents(i)):
        return False
    return tree.lemmas[tree.head(i)] not in people()["papers"]


def _lemmas(tree: Tree, i: int) -> Iterator[tuple[str, bool]]:
    """The lemma, and for «обсуждаться» also the verb that it is the passive of."""
    lemma = tree.lemmas[i]
    yield lemma, False
    if (
        tree.is_verb(i)
        and lemma.endswith(REFLEXIVE)
        and lemma not in grammar()["never-passive"]
        and (tree.tokens[i].feats.get("Aspect") == "Imp" or lemma.endswith("оваться"))
    ):
        yield lemma[:-2], True


def _allowed(tree: Tree, i: int, sense: Sense, phrase: bool) -> bool:
    """A bare trigger with an `only` list needs one of these words about it, and with a `without`
    list none; a phrase says enough by itself, but for those of its sense that give way."""
    if not (sense.only or sense.without):
        return True
    if phrase and not sense.weak:
        # «воздержался от комментариев»
        refused = tree.children[i] if sense.rule == "reject.refuse" else []
        return not any(tree.lemmas[at] in sense.without for at in refused)
    around = [*tree.descend(i, 3, ("acl:relcl", "parataxis", "conj"))]
    if tree.form(i) == "Part" or tree.rel(i) == "acl:relcl":
        around += [tree.head(i)]
    words = {tree.lemmas[at] for at in around if at != i and at >= 0}
    near = set(tree.lemmas[max(0, i - NEAR_AFTER) : i + NEAR_AFTER])
    if (words | near) & sense.without:
        return False
    return phrase or not sense.only or bool(words & sense.only)


def _match(tree: Tree, i: int, pattern: Pattern) -> tuple[int, ...] | None:
    """Token positions of all words of the pattern, or None."""
    if not _has_all(tree.present, pattern):
        return None
    found = [i]
    for at, word in enumerate(pattern.words):
        if at == pattern.head:
            continue
        position = _companion(tree, i, word, found)
        if position is None:
            return None
        found.append(position)
    return tuple(sorted(set(found)))


def _companion(tree: Tree, i: int, word: frozenset[str], found: list[int]) -> int | None:
    """Where the word stands that belongs to trigger `i`: below it, above it, else beside it."""
    if "не" in word:
        return next((c for c in _negations(tree, i) if c not in found), None)
    if is_preposition(word):
        return _preposition(tree, i, word, found)
    return next(
        (
            at
            for where in (_below, _above, _beside)
            for at in where(tree, i, word, found)
            if at not in found
        ),
        None,
    )


def _below(tree: Tree, i: int, word: frozenset[str], found: list[int]) -> Iterator[int]:
    for holder in found:
        for at in tree.descend(holder, 2, ("acl:relcl", "parataxis", "advcl")):
            if (
                tree.lemmas[at] in word
                and not (at != i and tree.rel(at) == "conj" and tree.is_verb(at))
                and not (tree.head(at) != i and tree.rel(tree.head(at)) == "conj")
                and _is_own(tree, i, at, found)
                and not _acts(tree, i, at)
                and not _in_clause(tree, i, at)
            ):
                yield at


def _in_clause(tree: Tree, i: int, at: int) -> bool:
    """«последовал после того, как объявили о санкциях»: the word is of a clause that opens
    between, whatever the parser hangs it on."""
    opened = told = False
    for between in range(i + 1, at):
        token = tree.tokens[between]
        if token.text == ",":
            opened = told = False
        elif token.pos == "SCONJ":
            opened = True
        elif tree.is_verb(between) and tree.form(between) == "Fin":
            told = opened
    return told


def _above(tree: Tree, i: int, word: frozenset[str], found: list[int]) -> Iterator[int]:
    heads = tree.head(i), *_relative_head(tree, i), *_infinitives(tree, i), *_counted(tree, i)
    for at in heads:
        if at >= 0 and tree.lemmas[at] in word and _leans(tree, i):
            yield at


def _counted(tree: Tree, i: int) -> list[int]:
    """«прибыло около сотни солдат», «более двух тысяч военных»: the verb of what is counted."""
    if tree.case(i) != "gen":
        return []
    for at in tree.climb(i):
        counts = tree.tokens[at].pos in ("NUM", "ADV") or tree.lemmas[at] in people()["measures"]
        if not (counts or tree.lemmas[at] in nouns().numbers or tree.lemmas[at] in MANY):
            return [at] if at != tree.head(i) else []
    return []


def _infinitives(tree: Tree, i: int) -> list[int]:
    """«войска начали покидать», «должны уйти»: what the subject begins, has or wants to do."""
    above = tree.head(i)
    if above < 0 or tree.rel(i) != "nsubj":
        return []
    return [c for c in tree.children[above] if tree.rel(c) == "xcomp" and tree.form(c) == "Inf"]


def _beside(tree: Tree, i: int, word: frozenset[str], found: list[int]) -> Iterator[int]:
    for at in range(max(0, i - NEAR_BEFORE), min(len(tree.tokens), i + NEAR_AFTER + 1)):
        if (
            _same(tree, at, word)
            and _no_break(tree, i, at)
            and _is_own(tree, i, at, found)
            and not _acts(tree, i, at)
        ):
            yield at


def _preposition(tree: Tree, i: int, word: frozenset[str], found: list[int]) -> int | None:
    """The preposition of what hangs on the words found so far: «в», or «в+acc» with its case."""
    for holder in found:
        for d in tree.children[holder]:
            names = (tree.prepositions[d], f"{tree.prepositions[d]}+{tree.case(d)}")
            if tree.prepositions[d] and any(name in word for name in names):
                return next((c for c in tree.children[d] if tree.tokens[c].pos == "ADP"), None)
    return _next_word(tree, i, word)


def _next_word(tree: Tree, i: int, word: frozenset[str]) -> int | None:
    """The preposition right behind the head, where the parser hung its noun elsewhere."""
    at = i + 1
    return at if at < len(tree.tokens) and _same(tree, at, word) else None


def _acts(tree: Tree, i: int, at: int) -> bool:
    """`at` is the subject of active verb `i`: who does it, not what is done."""
    if not tree.is_verb(i) or tree.head(at) != i or not tree.rel(at).startswith("nsubj"):
        return False
    return not tree.is_passive(i) and not tree.lemmas[i].endswith(("ся", "сь"))


def _is_own(tree: Tree, i: int, at: int, found: list[int]) -> bool:
    """Not the attribute of another noun, but for a measure of it, nor the argument of a verb."""
    head = tree.head(at)
    if head >= 0 and head not in found and tree.is_verb(head) and tree.head(head) == i:
        return tree.form(head) != "Fin" or not tree.is_noun(at)
    if (
        head in (i, -1)
        or head in found
        or not tree.is_noun(at)
        or tree.rel(at) in ("conj", "flat", "appos")
    ):
        return True
    return tree.tokens[head].pos != "NOUN" or tree.lemmas[head] in people()["measures"]


def _relative_head(tree: Tree, i: int) -> list[int]:
    """The noun that a relative clause of verb `i` describes: «кредит, который выдали»."""
    return [tree.head(i)] if tree.rel(i) == "acl:relcl" else []


def _leans(tree: Tree, i: int) -> bool:
    """A participle on its noun («введённые санкции»), a noun on its support verb."""
    return tree.form(i) == "Part" or tree.is_noun(i) or tree.rel(i) == "acl:relcl"


def _same(tree: Tree, at: int, word: frozenset[str]) -> bool:
    lemma = tree.lemmas[at]
    return lemma in word or VARIANTS.get(lemma, lemma) in word


def _negations(tree: Tree, i: int) -> list[int]:
    return [c for c in tree.children[i] if tree.lemmas[c] == "не"] + [
        at for at in (i - 1,) if at >= 0 and tree.lemmas[at] == "не"
    ]


def _no_break(tree: Tree, a: int, b: int) -> bool:
    """No comma, dash or other verb between two tokens."""
    low, high = sorted((a, b))
    return not any(
        (tree.tokens[at].pos == "PUNCT" and tree.tokens[at].text not in '«»"“”')
        or (tree.is_verb(at) and tree.form(at) != "Part")
        for at in range(low + 1, high)
    )
