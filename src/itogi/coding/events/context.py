"""What the words around a trigger make of its act: denied, only possible, still to come."""

from __future__ import annotations

from dataclasses import dataclass, field

from itogi.coding.events.lexicon import Modality, people
from itogi.coding.events.tree import Tree

# Relations through which a governor speaks of the act itself.
INWARD = (
    "xcomp",
    "csubj",
    "ccomp",
    "obj",
    "obl",
    "nmod",
    "nsubj",
    "nsubj:pass",
    "advcl",
    "acl",
    "iobj",
    "conj",
    "amod",
    "appos",
    "nmod:gov",
)


# «не» further before the verb than this is the parser's error.
REACH_OF_NOT = 3


# Behind these a noun names what has happened, whatever the verb says.
TOLD = ("после", "во", "из-за", "благодаря", "вследствие")


@dataclass(slots=True)
class Context:
    """How an act is presented; `path` lists the governors walked over, nearest first."""

    negated: bool = False
    hypothetical: bool = False
    future: bool = False
    necessary: bool = False
    decided: bool = False
    willing: bool = False
    """One side wants, offers or promises it."""
    path: list[int] = field(default_factory=list)
    support: int | None = None
    """The verb that a noun leans on, if it is one that only carries it."""
    undergone: bool = False
    """The subject of that verb undergoes the act («получил отказ»)."""


def read_context(tree: Tree, i: int, words: Modality) -> Context:
    """Walks from trigger `i` to the top of what governs it."""
    context = Context()
    _read_own(tree, i, context, words)
    at = i
    for above in tree.climb(i):
        if not _goes_on(tree, at, above, context, words):
            break
        _read_governor(tree, at, above, context, words)
        context.path.append(above)
        at = above
    return context


def _read_own(tree: Tree, i: int, context: Context, words: Modality) -> None:
    if tree.is_noun(i):
        _read_noun(tree, i, context, words)
    else:
        _read_verb(tree, i, context, words)


def _read_noun(tree: Tree, i: int, context: Context, words: Modality) -> None:
    adjectives = {tree.lemmas[c] for c in tree.children[i] if tree.rel(c) in ("amod", "acl")}
    adjectives |= {tree.lemmas[i - 1]} if i else set()
    if adjectives & words("future", "noun-adjectives"):
        context.future = True
    if adjectives & words("hypothetical", "adjectives"):
        context.hypothetical = True
    if any(tree.lemmas[c] in words("negated", "words") for c in tree.children[i]):
        context.negated = True
    if tree.prepositions[i] == "без":
        context.negated = True
    if tree.prepositions[i] in words("future", "prepositions"):
        context.future = True


def _read_verb(tree: Tree, i: int, context: Context, words: Modality) -> None:
    if _is_negated(tree, i, words):
        context.negated = True
    if _is_future(tree, i):
        context.future = True
    if _is_unreal(tree, i, words):
        context.hypothetical = True


def _is_negated(tree: Tree, i: int, words: Modality) -> bool:
    for c in tree.children[i]:
        lemma = tree.lemmas[c]
        if lemma in words("negated", "words") and (
            lemma not in ("не", "ни", "нет") or 0 < i - c <= REACH_OF_NOT
        ):
            after = tree.lemmas[c + 1] if c + 1 < len(tree.lemmas) else ""
            if after not in ("только", "просто", "столько"):
                return True
        if tree.rel(c).startswith("aux") and any(tree.lemmas[d] == "не" for d in tree.children[c]):
            return True
    return i > 0 and tree.lemmas[i - 1] == "не"


def _is_future(tree: Tree, i: int) -> bool:
    feats = tree.tokens[i].feats
    if feats.get("Tense") == "Fut":
        return True
    if feats.get("Tense") == "Pres" and feats.get("Aspect") == "Perf":
        return True
    helpers = [c for c in tree.children[i] if tree.rel(c).startswith("aux")]
    return any(
        tree.tokens[c].feats.get("Tense") == "Fut" or tree.tokens[c].text.lower().startswith("буд")
        for c in helpers
    )


def _is_unreal(tree: Tree, i: int, words: Modality) -> bool:
    below = [c for c in tree.children[i] if not tree.is_noun(c)]
    lemmas = {tree.lemmas[c] for c in below}
    if lemmas & words("hypothetical", "words"):
        return True
    if any(
        tree.rel(c) == "advcl" and any(tree.lemmas[d] == "если" for d in tree.children[c])
        for c in tree.children[i]
    ):
        return True
    marks = {tree.lemmas[c] for c in below if tree.rel(c) in ("mark", "advmod", "case")}
    return bool(marks & words("hypothetical", "conjunctions")) and tree.rel(i) != "ccomp"


def _goes_on(tree: Tree, at: int, above: int, context: Context, words: Modality) -> bool:
    """Whether governor `above` still bears on the act."""
    rel = tree.rel(at)
    if rel not in INWARD:
        return False
    if rel == "conj":
        own_subject = any(tree.rel(c) in ("nsubj", "nsubj:pass") for c in tree.children[at])
        return not own_subject and tree.is_verb(at) == tree.is_verb(above)
    if rel in ("advcl", "acl") and tree.form(at) in ("Conv", "Part"):
        return False
    if rel == "advcl":
        return False
    if rel == "ccomp" and tree.lemmas[above] in words("support", "report"):
        return False
    if tree.is_noun(at) and not tree.is_noun(above) and not _bears(tree, at, above, context, words):
        return False
    told = rel in ("obl", "nmod") and tree.prepositions[at] in TOLD
    return not told


def _bears(tree: Tree, at: int, above: int, context: Context, words: Modality) -> bool:
    """Whether what is said of verb `above` is said of the noun too: its subject, or carried."""
    if not _near(tree, context.path):
        return False
    lemma = tree.lemmas[above]
    return (
        lemma in words("support", "plain")
        or lemma in words("support", "report")
        or lemma in words("support", "reversed")
        or lemma in words("negated", "verbs")
        or lemma in words("negated", "deny")
        or lemma in words("negated", "inability")
        or lemma in words("future", "verbs")
        or lemma in words("future", "adjectives")
        or lemma in words("necessary", "words")
        or lemma in words("hypothetical", "verbs")
    )


def _read_governor(tree: Tree, at: int, above: int, context: Context, words: Modality) -> None:
    lemma = tree.lemmas[above]
    nominal = tree.is_noun(at)
    if tree.is_noun(above):
        _read_governing_noun(tree, at, above, context, words)
        return
    carries = lemma in words("support", "plain") or lemma in words("support", "report")
    undergone = lemma in words("support", "reversed")
    free = nominal and context.support is None and _near(tree, context.path)
    if free and (carries or undergone):
        context.support, context.undergone = above, undergone
    if tree.rel(at) == "conj":
        _read_shared(tree, above, context, words)
        return
    if lemma in words("negated", "inability") and _is_negated(tree, above, words):
        context.negated = True
    core = tree.rel(at) in ("obj", "nsubj", "nsubj:pass")
    if lemma in words("negated", "verbs") and nominal and core:
        context.negated = True
    if lemma in words("negated", "deny") and not _is_negated(tree, above, words):
        context.negated = True
    if nominal and _is_negated(tree, above, words):
        context.negated = True
    if lemma in words("future", "verbs") or lemma in words("future", "adjectives"):
        context.future = True
        context.negated = context.negated or _is_negated(tree, above, words)
    if lemma in words("future", "willing"):
        context.willing = True
    if lemma in words("future", "decided"):
        context.decided = True
    if lemma in words("necessary", "words"):
        context.necessary = True
    if lemma in words("hypothetical", "verbs"):
        context.hypothetical = True
    if _is_future(tree, above) and (nominal or tree.rel(at) in ("xcomp", "csubj")):
        context.future = True
    if _is_unreal(tree, above, words):
        context.hypothetical = True


def _near(tree: Tree, path: list[int]) -> bool:
    """Between a noun and the verb that carries it stand only words for a document or a plan."""
    return all(tree.lemmas[at] in people()["documents"] for at in path)


def _read_shared(tree: Tree, above: int, context: Context, words: Modality) -> None:
    """What a coordinate verb shares with its first member: the auxiliary and «бы»."""
    if any(tree.rel(c) == "aux" for c in tree.children[above]) and _is_future(tree, above):
        context.future = True


def _read_governing_noun(
    tree: Tree, at: int, above: int, context: Context, words: Modality
) -> None:
    lemma = tree.lemmas[above]
    if lemma in words("future", "nouns"):
        context.future = True
    if lemma in words("future", "willing"):
        context.willing = True
    if lemma in words("future", "decided"):
        context.decided = True
    if lemma in words("hypothetical", "nouns"):
        context.hypothetical = True
    if lemma in words("negated", "nouns"):
        in_case = any(tree.lemmas[c] == "случай" for c in tree.climb(above)) or any(
            tree.lemmas[c] == "случай" for c in tree.children[above]
        )
        context.hypothetical = context.hypothetical or in_case
        context.negated = context.negated or not in_case
    adjectives = {tree.lemmas[c] for c in tree.children[above] if tree.rel(c) == "amod"}
    if adjectives & words("hypothetical", "adjectives"):
        context.hypothetical = True
