"""Parentheses that attribute the words around them: «…, считает X, …», «…, как сообщил X»."""

from __future__ import annotations

from itogi.coding.statements.lexicon import Reporting, words
from itogi.coding.statements.scene import (
    DASHES,
    Scene,
    Tree,
    gerund,
    key,
    nominal,
    participle,
    predicate,
    word,
)
from itogi.coding.statements.subjects import date_comma, owner, speaker_behind

SAID = frozenset({"сказано", "указано", "отмечено"})
PRONOUNS = frozenset({"нем", "ней", "котором", "которой"})
LOOSE = frozenset({"ADV", "PART", "ADP", "NOUN", "PRON", "NUM", "PROPN"})
"""What may stand between the comma and the verb: «…, в частности сообщил X»."""


def reporting_verb(scene: Scene, tree: Tree, i: int) -> int | None:
    """The verb of a parenthesis that begins at token i: «сообщил X», «как считает X»."""
    bridged = word(tree.tokens[i]) == "как"
    if bridged and _correlate(tree, i):
        return None
    level = tree.level[i]
    for k in range(i, min(i + (9 if bridged else 4), len(tree))):
        token = tree.tokens[k]
        if tree.level[k] != level or token.text in ",.;:" or token.text in DASHES:
            return None
        if predicate(token):
            return k if _reports(scene, tree, k, bridged) else None
        prepared = not nominal(token) or any(t.pos in ("ADP", "NUM") for t in tree.tokens[i:k])
        if not bridged and not (token.pos in LOOSE and prepared and key(token) != "который"):
            return None
    return None


def reading(scene: Scene, tree: Tree, i: int) -> Reporting | None:
    """How the word at token i reports, alone or with another beside it («делает вывод»)."""
    lexicon = scene.lexicon
    token = tree.tokens[i]
    near = tree.tokens[max(0, i - 3) : i + 5]
    for other, reporting in lexicon.phrases.get(key(token), ()):
        if any(key(t) == other for t in near):
            return reporting
    return (lexicon.short if token.pos == "ADJ" else lexicon.verbs).get(key(token))


def _reports(scene: Scene, tree: Tree, verb: int, bridged: bool) -> bool:
    token = tree.tokens[verb]
    if says_itself(scene, tree, verb):
        return paper_beside(scene, tree, verb) is not None
    reporting = reading(scene, tree, verb)
    if reporting is None or "aside" not in reporting.frames or tree.negated(verb):
        return False
    if token.feats.get("Person") in ("1", "2"):
        return False
    if token.feats.get("Voice") == "Pass" and token.pos == "VERB":
        return False
    if verb + 1 < len(tree) and word(tree.tokens[verb + 1]) == "ли":
        return False
    return bridged or speaker_behind(tree, verb) is not None


def says_itself(scene: Scene, tree: Tree, i: int) -> bool:
    """«говорится», «сказано», «отмечается»: a paper is what speaks."""
    token = tree.tokens[i]
    known = scene.lexicon.paper_verbs | scene.lexicon.paper_results
    if key(token) not in known:
        return False
    if key(token) in scene.lexicon.paper_results:
        return token.feats.get("Number") == "Sing" and _from_paper(scene, tree)
    reflexive = key(token).endswith("ся") and token.feats.get("Number") == "Sing"
    passive = token.feats.get("Variant") == "Short" and token.feats.get("Gender") == "Neut"
    return reflexive or passive or word(token) in SAID


def _from_paper(scene: Scene, tree: Tree) -> bool:
    """«из заявления следует»: a paper in the genitive behind «из»."""
    return any(
        word(before) == "из" and key(token) in scene.lexicon.papers
        for before, token in zip(tree.tokens, tree.tokens[1:], strict=False)
    )


def paper_beside(scene: Scene, tree: Tree, verb: int) -> int | None:
    """The paper that the verb reads from: «в сообщении», «на сайте правительства», «в нём»."""
    behind = range(verb + 1, min(verb + 18, len(tree)))
    before = range(verb - 1, max(-1, verb - 12), -1)
    places: list[int] = [*behind, *before]
    for k in places:
        token = tree.tokens[k]
        oblique = token.pos == "NOUN" and token.feats.get("Case") in ("Loc", "Gen", "Dat")
        if oblique and key(token) in scene.lexicon.papers:
            return k
        if oblique and key(token) in scene.lexicon.paper_places and owner(tree, k) is not None:
            return k
        if word(token) in PRONOUNS and k < verb:
            return k
        if (
            word(token) == "где"
            and k < verb
            and (paper := _paper_before(scene, tree, k)) is not None
        ):
            return paper
    return None


def _paper_before(scene: Scene, tree: Tree, i: int) -> int | None:
    """«доклад агентства, где говорится»: the paper that «где» stands for."""
    for k in range(i - 1, max(-1, i - 8), -1):
        if key(tree.tokens[k]) in scene.lexicon.papers and nominal(tree.tokens[k]):
            return k
    return None


def source_noun(scene: Scene, tree: Tree, i: int) -> tuple[int, str] | None:
    """The noun of «по словам», «согласно докладу», «на взгляд», and what its owner does, where
    the phrase begins at token i."""
    lexicon = scene.lexicon
    opener = word(tree.tokens[i])
    for k in range(i + 1, min(i + 5, len(tree))):
        token = tree.tokens[k]
        lemma = key(token)
        if opener == "по" and lemma in lexicon.by and token.pos in ("NOUN", "PROPN", "ADJ"):
            return k, lexicon.by[lemma]
        if opener in lexicon.according and lemma in lexicon.according_nouns:
            return k, "assert"
        for fixed, act in lexicon.fixed:
            if opener == fixed[0] and lemma == fixed[1]:
                last = k + len(fixed) - 2
                if last < len(tree) and key(tree.tokens[last]) == fixed[-1]:
                    return k, act
        if token.pos not in ("ADJ", "DET", "PRON", "ADV") and not participle(token):
            return None
    return None


def _correlate(tree: Tree, i: int) -> bool:
    """«после того, как», «в то время как», «на вопрос, как»: no report."""
    if not i:
        return False
    if tree.tokens[i - 1].text != ",":
        return word(tree.tokens[i - 1]) in ("время", "так", "тогда", "мере", "то")
    return i > 1 and word(tree.tokens[i - 2]) in ("того", "тому", "так", "вопрос", "вопросы")


def parenthesis_end(tree: Tree, verb: int) -> int:
    """Index of the comma, dash or colon that closes the parenthesis of a verb, or one past the
    sentence."""
    within = tree.subtree(verb)
    for kid in tree.kids[verb]:
        if kid < verb:
            within -= tree.subtree(kid)
    for i in range(verb + 1, len(tree)):
        token = tree.tokens[i]
        if token.text in ",.;:" or token.text in DASHES:
            apposition = token.text == "," and i + 1 in within
            if not apposition or _clause_ahead(tree, i + 1, within):
                return i
    return len(tree)


def _clause_ahead(tree: Tree, i: int, within: set[int]) -> bool:
    """Whether a clause that is no part of the parenthesis starts at token i."""
    for k in range(i, len(tree)):
        token = tree.tokens[k]
        if k > i and token.text in ",.;:":
            return False
        if predicate(token) and (k not in within or token.rel in ("conj", "parataxis")):
            return True
    return False


def goes_on(tree: Tree, i: int, level: int, begun: bool = True) -> bool:
    """Whether the reported sentence goes on after the comma at token i.

    `begun` is False where the words before the parenthesis have no predicate, so that what
    follows must bring it, if only as a dash or unsaid.
    """
    if i >= len(tree) - 1 or tree.tokens[i].text in ".;":
        return False
    if not begun or _brings_subject(tree, i):
        return True
    following = tree.tokens[i + 1]
    if tree.level[i + 1] == level and (
        key(following) in ("который", "чей")
        or gerund(following)
        or word(following) in words("joining")
        or word(following) in ("где", "когда", "пока", "хотя", "поскольку", "после")
    ):
        return False
    for k in range(i + 1, len(tree)):
        if tree.level[k] == level and predicate(tree.tokens[k]):
            return not subordinate(tree, k, i)
    return False


def _brings_subject(tree: Tree, i: int) -> bool:
    """«Виноваты, считает посол, обе стороны», «Главное, полагает он, — мир»: what the words before
    the parenthesis lack stands behind the comma at token i, without a predicate of its own."""
    if tree.tokens[i].text != "," or date_comma(tree, i):
        return False
    rest = tree.tokens[i + 1 :]
    if rest[0].text in DASHES:
        return not any(map(predicate, rest))
    subject = next((t for t in rest if nominal(t)), None)
    return (
        subject is not None
        and subject.feats.get("Case") == "Nom"
        and subject.rel != "appos"
        and rest[0].pos in ("ADJ", "DET", "NUM", "NOUN", "PROPN")
        and not any(predicate(t) or t.text in ",:;" for t in rest)
    )


def trails(scene: Scene, tree: Tree, i: int) -> bool:
    """Whether an attribution that closes the words begins at token i, right after a comma:
    «…, сообщил X», «…, передаёт ТАСС»."""
    previous = tree.tokens[i - 1]
    if previous.text != "," and previous.text not in DASHES:
        return False
    verb = reporting_verb(scene, tree, i)
    return verb is not None and not goes_on(tree, parenthesis_end(tree, verb), tree.level[i])


def subordinate(tree: Tree, i: int, first: int, unless: frozenset[str] = frozenset()) -> bool:
    """Whether a conjunction behind token `first` opens the clause of token i."""
    for k in range(i - 1, first, -1):
        token = tree.tokens[k]
        if token.text == "," or token.text in DASHES or word(token) in words("joining"):
            return False
        if word(token) in words("subordinating") or key(token) == "который":
            return key(token) not in unless
    return False
