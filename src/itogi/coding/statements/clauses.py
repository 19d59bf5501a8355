"""Where reported words begin and end: trees and punctuation together, for each errs by itself."""

from __future__ import annotations

from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    OUTSIDE,
    Scene,
    Tree,
    finite,
    gerund,
    infinitive,
    key,
    nominal,
    predicate,
    word,
)
from itogi.coding.statements.speakers import own_subject, speaker_behind

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
            text[end - 1] == "."
            and not text[start:end].endswith((" г.", " т.д.", " т.п."))
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
        if token.text == ";" and word(tree.tokens[min(i + 1, len(tree) - 1)]) != "что":
            return token.start
        if cue > first and i == cue:
            return tree.tokens[boundary(tree, i, first, level)].start
        if _leaves(scene, tree, i, first, cue, head, level):
            cut = boundary(tree, i, first, level)
            if cut < i:
                return tree.tokens[cut].start
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
    lexicon = scene.lexicon
    reports = token.pos in ("VERB", "ADJ") and (
        key(token) in lexicon.verbs or key(token) in lexicon.light
    )
    inside = head is not None and tree.under(i, head)
    if gerund(token):
        return key(token) in lexicon.verbs and not inside and _after_comma(tree, i)
    if not predicate(token) or cue < 0:
        return False
    own = own_subject(tree, i)
    if head is not None and infinitive(tree.tokens[head]) and not inside:
        joined = token.rel in ("conj", "parataxis", "ccomp") or (
            token.rel.startswith("acl") and token.head < first
        )
        if joined and not _subordinate(tree, i, first, frozenset({"что", "который"})):
            return True
        return tree.under(cue, i)
    if _subordinate(tree, i, first):
        return False
    if reports and own is None and _joining_before(tree, i) and _agrees(tree, i, cue):
        return not (inside and head is not None and _own_agreement(tree, i, head))
    above = token.head
    joined = token.rel in ("conj", "parataxis", "ccomp") and (
        above == cue or above in tree.up(cue)
    )
    if tree.under(cue, i):
        return True
    if not joined or inside or (own is not None and not reports):
        return False
    return _agrees(tree, i, cue)


def _agrees(tree: Tree, i: int, cue: int) -> bool:
    a, b = tree.tokens[i].feats, tree.tokens[cue].feats
    if b.get("VerbForm") != "Fin":
        return True
    own = own_subject(tree, i) is not None
    same = ("Tense",) if own else ("Number", "Gender", "Tense")
    return all(a.get(f) == b.get(f) for f in same if a.get(f) and b.get(f))


def _own_agreement(tree: Tree, i: int, head: int) -> bool:
    """Whether predicate i may share the subject of the reported clause."""
    a, b = tree.tokens[i].feats, tree.tokens[head].feats
    if tree.kid(head, "nsubj", "nsubj:pass") is None:
        return False
    return finite(tree.tokens[head]) and all(
        a.get(f) == b.get(f) for f in ("Number", "Gender", "Tense") if a.get(f) and b.get(f)
    )


def _joining_before(tree: Tree, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 4), -1):
        if word(tree.tokens[k]) in JOINING or tree.tokens[k].text == ",":
            return True
        if tree.tokens[k].pos not in ("ADV", "PART"):
            return False
    return False


def _after_comma(tree: Tree, i: int) -> bool:
    return i > 0 and (
        tree.tokens[i - 1].text == ","
        or (
            tree.tokens[i - 1].pos in ("ADV", "PART", "CCONJ")
            and i > 1
            and tree.tokens[i - 2].text == ","
        )
    )


def _subordinate(tree: Tree, i: int, first: int, unless: frozenset[str] = frozenset()) -> bool:
    """Whether a conjunction opens the clause of token i."""
    for k in range(i - 1, first, -1):
        token = tree.tokens[k]
        if token.text == "," or token.text in DASHES or word(token) in JOINING:
            return False
        if word(token) in SUBORDINATE or key(token) == "который":
            return key(token) not in unless
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
    bridged = word(tree.tokens[i]) == "как" and i + 1 < len(tree) and not _correlate(tree, i)
    if word(tree.tokens[i]) == "как" and not bridged:
        return None
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
            if k + 1 < len(tree) and word(tree.tokens[k + 1]) == "ли":
                return None
            return k if bridged or speaker_behind(tree, k, level) is not None else None
        loose = token.pos in ("ADV", "PART", "ADP", "NOUN", "PRON", "NUM", "PROPN")
        prepared = not nominal(token) or any(t.pos in ("ADP", "NUM") for t in tree.tokens[i:k])
        if not bridged and not (loose and prepared and key(token) != "который"):
            return None
    return None


def _correlate(tree: Tree, i: int) -> bool:
    """«после того, как», «в то время как», «так как»: no report."""
    if not i:
        return False
    if tree.tokens[i - 1].text != ",":
        return word(tree.tokens[i - 1]) in ("время", "так", "тогда", "мере", "то")
    return i > 1 and word(tree.tokens[i - 2]) in ("того", "тому", "вопрос", "вопросы")


def aside_end(tree: Tree, verb: int, level: int) -> int:
    """Index of the token that closes the parenthesis of a verb: a comma, dash or colon, or one
    past the sentence."""
    within = tree.subtree(verb)
    last = verb
    for i in range(verb + 1, len(tree)):
        token = tree.tokens[i]
        if token.text in ",.;:" or token.text in DASHES:
            if (
                i + 1 in within
                and token.text == ","
                and i + 1 < len(tree)
                and not predicate_ahead(tree, i + 1, within)
            ):
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


def goes_on(tree: Tree, i: int, level: int, begun: int | None = None) -> bool:
    """Whether the reported sentence goes on after the comma at token i.

    `begun` is the first token of the words before the parenthesis: without a predicate among
    them, what follows must go on.
    """
    if i >= len(tree) - 1 or tree.tokens[i].text in ".;":
        return False
    if begun is not None and tree.tokens[i + 1].text in DASHES:
        return True
    depth = 0
    for k in range(i + 1, len(tree)):
        token = tree.tokens[k]
        if tree.level[k] != level:
            continue
        if k == i + 1 and (
            key(token) in ("который", "чей")
            or gerund(token)
            or word(token) in JOINING
            or word(token) in ("где", "когда", "пока", "хотя", "поскольку", "после")
        ):
            return False
        if token.text == ",":
            depth += 1
        if predicate(token):
            return not _subordinate(tree, k, i)
    return False
