"""What the words around a trigger make of its act: denied, only possible, still to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from itogi.coding.events.lexicon import Modality, grammar, people
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


# How deep below an infinitive the parser may have hung «в случае отказа».
DEEP_CONDITION = 4
# Behind these a noun names what has happened, whatever the verb says.
TOLD = ("после", "во", "из-за", "благодаря", "вследствие", "несмотря", "вопреки")
# Nouns that set the greater act in the course of another: «в последний день визита».
COURSES = (
    "ход",
    "время",
    "рамка",
    "итог",
    "результат",
    "день",
    "период",
    "окончание",
    "завершение",
)
# Behind «по» these have been made, whatever is then allowed or will be done at them.
MADE = ("просьба", "требование", "приглашение", "запрос", "настояние", "призыв", "жалоба")


Flag = Literal["negated", "hypothetical", "future", "necessary", "decided", "willing"]


@dataclass(slots=True)
class Context:
    """How an act is presented; `path` lists the governors walked over, nearest first.

    `cues` gives the words that set each of the flags, by their positions in the sentence.
    """

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
    cues: list[tuple[Flag, int]] = field(default_factory=list)

    def mark(self, flag: Flag, word: int | None) -> None:
        """Sets the flag for a word that says so; None says nothing."""
        if word is not None:
            setattr(self, flag, True)
            self.cues.append((flag, word))


def read_context(tree: Tree, i: int, words: Modality, own: tuple[int, ...] = ()) -> Context:
    """Walks from trigger `i` to the top of what governs it.

    The words of its `own` pattern may carry or deny it; they do not make it one to come.
    """
    context = Context()
    _read_own(tree, i, context, words)
    at = i
    for above in tree.climb(i):
        if not _goes_on(tree, at, above, context, words, own):
            break
        _read_governor(tree, at, above, context, words, above in own)
        context.path.append(above)
        at = above
    return context


def _read_own(tree: Tree, i: int, context: Context, words: Modality) -> None:
    if tree.is_noun(i):
        _read_noun(tree, i, context, words)
    else:
        _read_verb(tree, i, context, words)


def _read_noun(tree: Tree, i: int, context: Context, words: Modality) -> None:
    beside = [c for c in tree.children[i] if tree.rel(c) in ("amod", "acl")]
    beside += [i - 1] if i else []
    context.mark("future", _first(tree, beside, words("future", "noun-adjectives")))
    above = tree.head(i)
    befell = above >= 0 and tree.rel(i).startswith("nsubj") and tree.is_past(above)
    if not befell and (above < 0 or tree.lemmas[above] not in words("negated", "verbs")):
        # «рассказал о планируемой встрече», not «запланированная встреча не состоялась»
        parts = [c for c in beside if tree.form(c) == "Part"]
        context.mark("future", _first(tree, parts, words("future", "planned")))
    context.mark("hypothetical", _first(tree, beside, words("hypothetical", "adjectives")))
    context.mark("future", _from_then_on(tree, i, words))
    denied = _first(tree, tree.children[i], words("negated", "words"))
    if denied is not None and not _is_listed(tree, i, denied, words):
        context.mark("negated", denied)
    if tree.prepositions[i] == "без":
        context.mark("negated", i)
    if tree.prepositions[i] in words("future", "prepositions"):
        context.mark("future", i)


def _from_then_on(tree: Tree, i: int, words: Modality) -> int | None:
    """«введение пошлин со следующего месяца»: what is to begin then."""
    times = (c for c in tree.children[i] if tree.prepositions[c] == "с")
    ahead = words("future", "next")
    return next((d for c in times for d in tree.children[c] if tree.lemmas[d] in ahead), None)


def _is_listed(tree: Tree, i: int, word: int, words: Modality) -> bool:
    """«ничто не задело так, ни санкции, ни …»: «ни» lists what the verb denies something of."""
    if tree.lemmas[word] != "ни":
        return False
    at = i
    while tree.rel(at) == "conj":
        at = tree.head(at)
    if tree.is_verb(at):
        return True
    above = tree.lemmas[tree.head(at)] if tree.head(at) >= 0 else "нет"
    carries = words("support", "plain") | words("negated", "inability")
    return above not in carries and above != "нет"


def _first(tree: Tree, among: Iterable[int], words: frozenset[str]) -> int | None:
    """The first of these tokens that is one of the words."""
    return next((at for at in among if tree.lemmas[at] in words), None)


def _read_verb(tree: Tree, i: int, context: Context, words: Modality) -> None:
    context.mark("negated", _negation(tree, i, words))
    context.mark("future", _coming(tree, i))
    context.mark("future", _scheduled(tree, i, words))
    context.mark("hypothetical", _unreal(tree, i, words))


def _scheduled(tree: Tree, i: int, words: Modality) -> int | None:
    """«завтра летит в Осло», «встречаются на будущей неделе»: the present of what is planned."""
    if tree.lemmas[i] not in words("future", "on-schedule") or tree.is_past(i):
        return None
    if tree.tokens[i].feats.get("Tense") != "Pres" or tree.form(i) != "Fin":
        return None
    times = [c for c in tree.children[i] if tree.rel(c) in ("obl", "advmod")]
    soon = (c for c in times if tree.lemmas[c] in words("future", "soon"))
    ahead = words("future", "next")
    follows = (c for c in times for d in tree.children[c] if tree.lemmas[d] in ahead)
    return next(chain(soon, follows), None)


def _negation(tree: Tree, i: int, words: Modality) -> int | None:
    """The word that denies verb `i`; «не могут не беспокоить» denies nothing."""
    if _is_bound_to(tree, i):
        return None
    for c in tree.children[i]:
        lemma = tree.lemmas[c]
        if lemma in words("negated", "words") and (
            lemma not in ("не", "ни", "нет") or 0 < i - c <= REACH_OF_NOT
        ):
            after = tree.lemmas[c + 1] if c + 1 < len(tree.lemmas) else ""
            if after not in ("только", "просто", "столько"):
                return c
        if tree.rel(c).startswith("aux"):
            denied = next((d for d in tree.children[c] if tree.lemmas[d] == "не"), None)
            if denied is not None:
                return denied
    return i - 1 if i > 0 and tree.lemmas[i - 1] == "не" else None


def _is_bound_to(tree: Tree, i: int) -> bool:
    """«не могут не беспокоить»: they do."""
    if tree.lemmas[i] not in ("мочь", "смочь") or all(
        tree.lemmas[c] != "не" for c in tree.children[i]
    ):
        return False
    below = [c for c in tree.children[i] if tree.form(c) == "Inf"]
    return any(tree.lemmas[d] == "не" for c in below for d in tree.children[c])


def _coming(tree: Tree, i: int) -> int | None:
    """The form that puts verb `i` in the future: its own, or that of its auxiliary."""
    feats = tree.tokens[i].feats
    if tree.is_past(i):
        return None
    if feats.get("Tense") == "Fut":
        return i
    if feats.get("Tense") == "Pres" and (feats.get("Aspect") == "Perf" or _will_be(tree, i)):
        return i
    helpers = [c for c in tree.children[i] if tree.rel(c).startswith("aux")]
    return next(
        (c for c in helpers if tree.tokens[c].feats.get("Tense") == "Fut" or _will_be(tree, c)),
        None,
    )


def _will_be(tree: Tree, i: int) -> bool:
    """«будет», which the tagger takes for a present tense."""
    return tree.tokens[i].text.lower().startswith("буд")


def _unreal(tree: Tree, i: int, words: Modality) -> int | None:
    """The word that makes verb `i` only possible: «бы», «если», «возможно»."""
    below = [c for c in tree.children[i] if not tree.is_noun(c)]
    word = _first(tree, below, words("hypothetical", "words"))
    if word is not None:
        return word
    own = [c for c in tree.children[i] if tree.rel(c) == "xcomp" and tree.form(c) == "Inf"]
    for c in (c for at in (i, *own) for c in tree.children[at]):
        if tree.rel(c) == "advcl":
            condition = next((d for d in tree.children[c] if tree.lemmas[d] == "если"), None)
            if condition is not None:
                return condition
    condition = _condition(tree, i, words, tree.children[i])
    if condition is None and own and not tree.is_past(i):
        beneath = [d for at in own for d in tree.descend(at, DEEP_CONDITION)]
        condition = _condition(tree, own[0], words, beneath)
    if condition is not None:
        return condition
    if tree.rel(i) == "ccomp":
        return None
    marks = [c for c in below if tree.rel(c) in ("mark", "advmod", "case")]
    return _first(tree, marks, words("hypothetical", "conjunctions"))


def _condition(tree: Tree, i: int, words: Modality, among: Sequence[int]) -> int | None:
    """«выйдет в случае отказа», «готов дать при условии реформ»: what is to happen first.

    What was agreed to on a condition («согласился при условии, что …») is agreed to.
    """
    if tree.is_past(i):
        return None
    phrases = words("hypothetical", "conjunctions")
    under = (c for c in among if tree.rel(c) in ("obl", "nmod"))
    return next(
        (
            c
            for c in under
            if f"{tree.prepositions[c]} {tree.tokens[c].text.lower()}" in phrases
            and any(tree.is_noun(d) for d in tree.children[c])
        ),
        None,
    )


def _goes_on(
    tree: Tree, at: int, above: int, context: Context, words: Modality, own: tuple[int, ...]
) -> bool:
    """Whether governor `above` still bears on the act."""
    rel = tree.rel(at)
    if rel not in INWARD:
        return False
    if rel == "conj":
        own_subject = any(tree.rel(c) in ("nsubj", "nsubj:pass") for c in tree.children[at])
        return not own_subject and tree.is_verb(at) == tree.is_verb(above)
    planned = above in own and tree.lemmas[at] in words("future", "planned")
    if rel in ("advcl", "acl") and tree.form(at) in ("Conv", "Part") and not planned:
        return False
    if rel == "advcl":
        return False
    if rel == "ccomp" and tree.lemmas[above] in words("support", "report"):
        return False
    feared = tree.lemmas[at] == "тот" and tree.lemmas[above] in words("hypothetical", "verbs")
    if feared and context.path and tree.rel(context.path[-1]) == rel:
        return True
    carried = tree.is_noun(at) and not tree.is_noun(above)
    if carried and above not in own and not _bears(tree, above, context, words, own):
        return False
    if rel not in ("obl", "nmod"):
        return True
    asked = tree.prepositions[at] == "по" and tree.lemmas[at] in MADE
    # «не смогли договориться в ходе встречи»: they met.
    fixed = [tree.lemmas[d] for c in tree.children[at] for d in tree.children[c]]
    course = tree.lemmas[at] == "ход" if context.path else "ход" in fixed
    during = tree.prepositions[at] == "в" and course
    return tree.prepositions[at] not in TOLD and not (asked or during)


def _bears(tree: Tree, above: int, context: Context, words: Modality, own: tuple[int, ...]) -> bool:
    """Whether what is said of verb `above` is said of the noun too: its subject, or carried."""
    lemma = tree.lemmas[above]
    report = bool(context.path) and tree.lemmas[context.path[-1]] in grammar()["reports"]
    if report and lemma in words("negated", "deny"):
        # «опровергли сообщения о том, что …»
        return True
    if not _near(tree, [i for i in context.path if i not in own]):
        return False
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


def _read_governor(
    tree: Tree, at: int, above: int, context: Context, words: Modality, own: bool
) -> None:
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
    denied = _negation(tree, above, words)
    # «Признавать республику Греция не будет»
    put_first = lemma == "быть" and tree.form(at) == "Inf"
    if lemma in words("negated", "inability") or put_first:
        context.mark("negated", denied)
    if lemma in words("negated", "verbs") and nominal and _befalls(tree, at, above):
        context.mark("negated", above)
    if lemma in words("negated", "deny") and denied is None:
        context.mark("negated", above)
    if nominal and denied is not None and _is_still_to_begin(tree, above, words):
        context.mark("future", above)
    elif nominal and not (undergone and tree.rel(at) == "nsubj"):
        context.mark("negated", denied)
    if own:
        context.mark("future", _coming(tree, above))
        return
    if lemma in words("future", "verbs") or lemma in words("future", "adjectives"):
        context.mark("future", above)
        context.mark("negated", denied)
    if lemma in words("future", "willing"):
        context.mark("willing", above)
    if lemma in words("future", "decided"):
        context.mark("decided", above)
    if tree.form(at) == "Inf" and calls_nobody(tree, above):
        context.mark("future", above)
        context.mark("willing", above)
    if lemma in words("necessary", "words"):
        context.mark("necessary", above)
    managed = lemma == "смочь" and tree.is_past(above)
    if lemma in words("hypothetical", "verbs") and not (managed or _is_bound_to(tree, above)):
        context.mark("hypothetical", above)
    if nominal or tree.rel(at) in ("xcomp", "csubj"):
        context.mark("future", _coming(tree, above))
    context.mark("hypothetical", _unreal(tree, above, words))


def calls_nobody(tree: Tree, verb: int) -> bool:
    """«призвал ввести санкции»: nobody is asked, so whoever calls for it is to do it too."""
    calls = tree.lemmas[verb] in grammar()["calls"] and not tree.is_passive(verb)
    return calls and not tree.asked(verb)


def _is_instance(tree: Tree, i: int) -> bool:
    """«известен случай, когда …» tells of what was, «в случае» of what may be."""
    return tree.lemmas[i] == "случай" and tree.prepositions[i] != "в"


def _is_still_to_begin(tree: Tree, verb: int, words: Modality) -> bool:
    """«строительство ещё не началось»: it is planned, and nobody says that it is off."""
    begins = tree.lemmas[verb] in words("future", "begun")
    near = [at for c in tree.children[verb] for at in (c, *tree.children[c])]
    return begins and _first(tree, near, words("future", "yet")) is not None


def _befalls(tree: Tree, at: int, verb: int) -> bool:
    """What fails is the verb's object, or its subject where nothing else is: «визит сорвался»."""
    if tree.rel(at) == "nsubj":
        return not any(tree.rel(c) == "obj" for c in tree.children[verb])
    return tree.rel(at) in ("obj", "nsubj:pass")


def _near(tree: Tree, path: list[int]) -> bool:
    """Between a noun and the verb that carries it stand only words for a document or a plan."""
    return all(tree.lemmas[at] in people()["documents"] for at in path)


def _read_shared(tree: Tree, above: int, context: Context, words: Modality) -> None:
    """What a coordinate verb shares with its first member: the auxiliary and «бы»."""
    if any(tree.rel(c) == "aux" for c in tree.children[above]):
        context.mark("future", _coming(tree, above))


def _read_governing_noun(
    tree: Tree, at: int, above: int, context: Context, words: Modality
) -> None:
    lemma = tree.lemmas[above]
    if lemma in words("future", "nouns"):
        context.mark("future", above)
    if lemma in words("future", "willing"):
        context.mark("willing", above)
    if lemma in words("future", "decided"):
        context.mark("decided", above)
    if lemma in words("hypothetical", "nouns") and not _is_instance(tree, above):
        context.mark("hypothetical", above)
    if lemma in words("negated", "nouns"):
        near = (*tree.climb(above), *tree.children[above])
        in_case = any(tree.lemmas[c] == "случай" for c in near)
        context.mark("hypothetical" if in_case else "negated", above)
    adjectives = [c for c in tree.children[above] if tree.rel(c) == "amod"]
    context.mark("hypothetical", _first(tree, adjectives, words("hypothetical", "adjectives")))
