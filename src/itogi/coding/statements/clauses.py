"""Where reported words begin and end: trees and punctuation together, for each errs by itself."""

from __future__ import annotations

from itogi.coding.statements.scene import (
    DASHES,
    OUTSIDE,
    Scene,
    Tree,
    finite,
    gerund,
    key,
    nominal,
    predicate,
    word,
)

JOINING = frozenset({"и", "а", "но", "однако", "да", "или", "зато"})
SUBORDINATE = frozenset(
    "что чтобы который как если когда где куда откуда почему поскольку потому хотя пока ибо"
    " будто якобы словно чем чей какой кто так".split()
)
_TRAIL = " \t\r\n\xa0,;:—–-"


def trimmed(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The span without spaces, commas and dashes at its edges and without the final full stop."""
    text = scene.text
    while start < end and (text[start] in _TRAIL or text[start] in ".'"):
        start += 1
    while end > start:
        if text[end - 1] in _TRAIL + "'" or (
            text[end - 1] == "." and not text[start:end].endswith((" г.", " т.д.", " т.п."))
            and not (end - start > 2 and text[end - 3 : end] == "...")
        ):
            end -= 1
        else:
            break
    return start, end


def level_end(scene: Scene, tree: Tree, level: int) -> int:
    """Offset where the sentence ends at this level: its own end, or that of the quotation."""
    if level == OUTSIDE:
        return tree.sentence.end
    return min(scene.quotations[level].end, tree.sentence.end)


def level_start(scene: Scene, tree: Tree, level: int) -> int:
    if level == OUTSIDE:
        return tree.sentence.start
    return max(scene.quotations[level].start, tree.sentence.start)


def outer_token(scene: Scene, tree: Tree, i: int, level: int) -> bool:
    """Whether token i stands at the level, not inside a quotation within it."""
    return tree.level[i] == level


def content_end(
    scene: Scene, tree: Tree, first: int, cue: int, head: int | None, level: int
) -> int:
    """Offset where the words that begin at token `first` end.

    `cue` is the reporting token, `head` the head of the reported clause where the tree knows it.
    They end before what belongs to the newsroom again: a second report, a further predicate of
    the same subject, an attribution behind them, a quotation after a colon.
    """
    end = level_end(scene, tree, level)
    for i in range(first + 1, len(tree)):
        token = tree.tokens[i]
        if token.start >= end:
            break
        if tree.level[i] != level:
            continue
        if token.text == ":" and _quotation_next(scene, token.end):
            return token.start
        if _leaves(scene, tree, i, first, cue, head, level):
            return tree.tokens[boundary(tree, i, first, level)].start
        if i > first + 1 and trailing_aside(scene, tree, i, level):
            return tree.tokens[i - 1].start
    return _through_quotation(scene, first, tree, end, level)


def _through_quotation(scene: Scene, first: int, tree: Tree, end: int, level: int) -> int:
    """A quotation of several sentences that began inside the words ends them."""
    if level != OUTSIDE:
        return end
    for q in scene.quotations:
        if tree.tokens[first].start <= q.outer < end < q.end and q.depth == 0:
            return q.after
    return end


def _quotation_next(scene: Scene, offset: int) -> bool:
    while offset < len(scene.text) and scene.text[offset].isspace():
        offset += 1
    return any(q.outer == offset for q in scene.quotations)


def _leaves(
    scene: Scene, tree: Tree, i: int, first: int, cue: int, head: int | None, level: int
) -> bool:
    """Whether the predicate at token i is the newsroom's again."""
    token = tree.tokens[i]
    if i <= first or i == head:
        return False
    reports = key(token) in scene.lexicon.verbs and token.pos in ("VERB", "ADJ")
    inside = head is not None and tree.under(i, head)
    if gerund(token):
        return reports and not inside and _after_comma(tree, i)
    if not predicate(token):
        return False
    above = token.head
    joined = token.rel in ("conj", "parataxis") and (above == cue or above in tree.up(cue))
    if not joined or inside or _subordinate(tree, i, first):
        return False
    own = tree.kid(i, "nsubj", "nsubj:pass")
    if reports:
        return True
    if own is not None:
        return False
    return _agrees(tree, i, cue)


def _agrees(tree: Tree, i: int, cue: int) -> bool:
    a, b = tree.tokens[i].feats, tree.tokens[cue].feats
    if b.get("VerbForm") != "Fin":
        return True
    return all(a.get(f) == b.get(f) for f in ("Number", "Gender") if a.get(f) and b.get(f)) and (
        a.get("Tense") == b.get("Tense") or "Tense" not in a
    )


def _after_comma(tree: Tree, i: int) -> bool:
    return i > 0 and (
        tree.tokens[i - 1].text == ","
        or (tree.tokens[i - 1].pos in ("ADV", "PART", "CCONJ") and i > 1 and tree.tokens[i - 2].text == ",")
    )


def _subordinate(tree: Tree, i: int, first: int) -> bool:
    """Whether a conjunction opens the clause of token i."""
    for k in range(i - 1, first, -1):
        token = tree.tokens[k]
        if token.text == "," or token.text in DASHES or word(token) in JOINING:
            return False
        if word(token) in SUBORDINATE or key(token) == "который":
            return True
    return False


def boundary(tree: Tree, i: int, first: int, level: int) -> int:
    """The comma, dash or joining word at which the clause of token i begins."""
    for k in range(i - 1, first, -1):
        token = tree.tokens[k]
        if tree.level[k] != level:
            continue
        if word(token) in JOINING and token.pos in ("CCONJ", "SCONJ", "PART", "ADV"):
            return k - 1 if tree.tokens[k - 1].text in (",", ";") and k - 1 > first else k
        if token.text in ",;" or token.text in DASHES:
            return k
    return i


def trailing_aside(scene: Scene, tree: Tree, i: int, level: int) -> bool:
    """Whether an attribution that closes the words begins at token i, right after a comma:
    «…, сообщил X», «…, передаёт ТАСС»."""
    previous = tree.tokens[i - 1]
    if previous.text != "," and previous.text not in DASHES:
        return False
    verb = aside_verb(scene, tree, i, level)
    return verb is not None and not goes_on(tree, aside_end(tree, verb, level), level)


def aside_verb(scene: Scene, tree: Tree, i: int, level: int) -> int | None:
    """The reporting verb of a parenthesis that begins at token i: «сообщил X», «как считает X»."""
    bridged = word(tree.tokens[i]) == "как" and i + 1 < len(tree)
    reach = 9 if bridged else 4
    for k in range(i, min(i + reach, len(tree))):
        token = tree.tokens[k]
        if tree.level[k] != level or token.text in ",.;:" or token.text in DASHES:
            return None
        reporting = scene.lexicon.verbs.get(key(token))
        if finite(token) or token.feats.get("Variant") == "Short":
            if reporting is None or "aside" not in reporting.frames:
                return None
            if token.feats.get("Person") in ("1", "2") or tree.negated(k):
                return None
            if token.feats.get("Voice") == "Pass" and token.pos == "VERB":
                return None
            return k if bridged or _speaker_behind(tree, k, level) else None
        if not bridged and (token.pos not in ("ADV", "PART", "ADP", "NOUN", "PRON", "NUM", "SCONJ") or _subject_before(token)):
            return None
    return None


def _subject_before(token) -> bool:  # type: ignore[no-untyped-def]
    return token.feats.get("Case") == "Nom" and nominal(token)


def _speaker_behind(tree: Tree, verb: int, level: int) -> bool:
    """Whether the one who speaks follows the verb: «сообщил президент», «сообщили в МИДе»."""
    for i in range(verb + 1, min(verb + 14, len(tree))):
        token = tree.tokens[i]
        if token.text in ",;:." or token.text in DASHES:
            return False
        if finite(token):
            return False
        if nominal(token) or token.pos == "X":
            if token.feats.get("Case") in ("Nom", None) or token.pos == "X":
                return True
            if tree.level[i] != level:
                return True
            cases = [word(tree.tokens[k]) for k in tree.kids[i] if tree.tokens[k].rel == "case"]
            if cases and cases[0] in ("в", "во", "из") and tree.tokens[verb].feats.get("Number") == "Plur":
                return True
    return False


def aside_end(tree: Tree, verb: int, level: int) -> int:
    """Index of the token that closes the parenthesis of a verb: a comma, dash or colon, or one
    past the sentence."""
    within = tree.subtree(verb)
    last = verb
    for i in range(verb + 1, len(tree)):
        token = tree.tokens[i]
        if token.text in ",.;:" or token.text in DASHES:
            if i + 1 in within and token.text == "," and i + 1 < len(tree) and not predicate_ahead(tree, i + 1, within):
                continue
            return i
        last = i
    return last + 1


def predicate_ahead(tree: Tree, i: int, within: set[int]) -> bool:
    """Whether a main clause starts at token i before the next comma."""
    for k in range(i, len(tree)):
        token = tree.tokens[k]
        if k > i and token.text in ",.;:":
            return False
        if predicate(token) and k not in within:
            return True
    return False


def goes_on(tree: Tree, i: int, level: int) -> bool:
    """Whether the reported sentence goes on after the comma at token i."""
    if i >= len(tree) or tree.tokens[i].text in ".;":
        return False
    depth = 0
    for k in range(i + 1, len(tree)):
        token = tree.tokens[k]
        if tree.level[k] != level:
            continue
        if k == i + 1 and (
            key(token) in ("который", "чей") or gerund(token) or word(token) in JOINING
            or word(token) in ("где", "когда", "пока", "хотя", "поскольку", "после")
        ):
            return False
        if token.text == ",":
            depth += 1
        if predicate(token):
            return not _subordinate(tree, k, i)
    return False
