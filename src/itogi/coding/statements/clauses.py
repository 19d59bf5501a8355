"""Where reported words begin and end: trees and punctuation together, for each errs by itself."""

from __future__ import annotations

from itogi.coding.statements.lexicon import words
from itogi.coding.statements.parentheses import source_noun, subordinate, trails
from itogi.coding.statements.scene import (
    DASHES,
    OUTSIDE,
    Scene,
    Tree,
    gerund,
    infinitive,
    key,
    predicate,
    word,
)
from itogi.coding.statements.subjects import own_subject

RELATIVE = frozenset({"что"})
ABBREVIATED = (" г.", " гг.", " т.д.", " т.п.", " др.", "с.г.", " руб.", " млн.", " млрд.", " тыс.")
_EDGE = " \t\r\n\xa0,;:—–-'"


def trimmed(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The span without spaces, commas and dashes at its edges and without the final full stop."""
    text = scene.text
    while start < end and text[start] in _EDGE + ".":
        start += 1
    while end > start and (text[end - 1] in _EDGE or _full_stop(text, start, end)):
        end -= 1
    return start, end


def _full_stop(text: str, start: int, end: int) -> bool:
    said = text[max(start, end - 6) : end]
    return said.endswith(".") and not said.endswith(("...", *ABBREVIATED))


def level_span(scene: Scene, tree: Tree, level: int) -> tuple[int, int]:
    """Offsets of the sentence at this level: itself, or its part inside the quotation."""
    start, end = tree.sentence.start, tree.sentence.end
    if level == OUTSIDE:
        return start, end
    return max(scene.quotations[level].start, start), min(scene.quotations[level].end, end)


def content_end(
    scene: Scene, tree: Tree, first: int, cue: int | None, head: int | None, level: int
) -> int:
    """Offset where the words that begin at token `first` end.

    `cue` is the reporting verb that governs them (None where they only stand beside their
    attribution), `head` the head of the reported clause where the tree knows it. They end before
    what belongs to the newsroom again: a second report, a further predicate of the same subject,
    an attribution behind them, a quotation after a colon.
    """
    end = level_span(scene, tree, level)[1]
    for i in range(first + 1, len(tree)):
        token = tree.tokens[i]
        if token.start >= end:
            break
        if tree.level[i] != level:
            continue
        if token.text == ":" and _quotation_next(scene, token.end):
            return token.start
        if token.text == ";" and i + 1 < len(tree) and word(tree.tokens[i + 1]) != "что":
            return token.start
        if token.text == "." and scene.opens_at(token.end):
            return token.start
        if i == cue:
            return tree.tokens[boundary(tree, i, first)].start
        if token.text == "," and head is not None and _turns_away(tree, i, first, head):
            return token.start
        if _leaves(scene, tree, i, first, cue, head):
            cut = boundary(tree, i, first)
            if cut < i:
                return tree.tokens[cut].start
        if i > first + 1 and trails(scene, tree, i):
            return tree.tokens[i - 1].start
        if token.pos == "ADP" and _another_source(scene, tree, i, first):
            return tree.tokens[i - 2].start
        if token.pos == "ADP" and cue is not None and splits(scene, tree, first, i):
            return tree.tokens[i - 1].start
    return _through_quotation(scene, tree.tokens[first].start, end, level)


def _another_source(scene: Scene, tree: Tree, i: int, first: int) -> bool:
    """«…, а по мнению Москвы, …»: the words of another begin."""
    if i < first + 3 or word(tree.tokens[i - 1]) not in ("а", "но"):
        return False
    return tree.tokens[i - 2].text == "," and source_noun(scene, tree, i) is not None


def splits(scene: Scene, tree: Tree, first: int, i: int) -> bool:
    """Whether «по его словам» at token i parts two whole clauses: «… станет выбором, по его словам,
    речь идёт о жизни»; those before it begin at token `first`."""
    found = source_noun(scene, tree, i)
    if found is None or tree.tokens[i - 1].text != ",":
        return False
    comma = next((k for k in range(found[0], len(tree)) if tree.tokens[k].text == ","), len(tree))
    return _is_whole(tree, first, i - 1) and _is_whole(tree, comma + 1, len(tree))


def _is_whole(tree: Tree, first: int, last: int) -> bool:
    """Whether the tokens hold a subject with its own predicate that no conjunction opens."""
    for k in range(first, last):
        if not predicate(tree.tokens[k]) or tree.level[k] != tree.level[first]:
            continue
        subject = own_subject(tree, k)
        inside = subject is not None and first <= subject < last
        opened = word(tree.tokens[first]) in words("joining") | words("subordinating")
        if inside and not opened and not subordinate(tree, k, first):
            return True
    return False


def _through_quotation(scene: Scene, start: int, end: int, level: int) -> int:
    """A quotation of several sentences that began inside the words ends them."""
    q = scene.outermost_at(end) if level == OUTSIDE else None
    return q.after if q is not None and start <= q.outer else end


def _quotation_next(scene: Scene, offset: int) -> bool:
    while offset < len(scene.text) and scene.text[offset].isspace():
        offset += 1
    return scene.opens_at(offset)


def _leaves(
    scene: Scene, tree: Tree, i: int, first: int, cue: int | None, head: int | None
) -> bool:
    """Whether the predicate at token i is the newsroom's again."""
    token = tree.tokens[i]
    if i == head:
        return False
    inside = head is not None and tree.under(i, head)
    if gerund(token):
        return key(token) in scene.lexicon.verbs and not inside and _after_comma(tree, i)
    if cue is None or not predicate(token) or _impersonal(tree, i):
        return False
    if _other_side(tree, i, cue):
        return True
    bare = first == 0 or word(tree.tokens[first - 1]) not in words("complements")
    if head is not None and bare and infinitive(tree.tokens[head]) and not inside:
        return _leaves_infinitive(tree, i, first, cue)
    if subordinate(tree, i, first):
        return False
    own = own_subject(tree, i)
    if own is None and inside is False and _still_to_come(tree, i, head):
        return False
    reports = token.pos in ("VERB", "ADJ") and (
        key(token) in scene.lexicon.verbs or key(token) in scene.lexicon.light
    )
    if reports and own is not None and _contrasted(tree, i, own):
        return True
    if reports and own is None and _goes_on_to_say(tree, i, cue):
        return True
    if own is not None and not inside and _main_behind(tree, cue, i):
        return True
    if reports and own is None and head is not None and _joined_before(tree, i):
        back = _disagrees(tree, i, head) and not _disagrees(tree, i, cue)
        if back:
            return True
    if own is not None and not inside and _not_wished(tree, i, own, first):
        return True
    if own is None and _joined_before(tree, i) and _agrees(tree, i, cue):
        shares = head is not None and _could_share(tree, i, head)
        if reports or (head is not None and tree.tokens[i].feats.get("Tense") == "Past"):
            return not (inside and shares)
    if tree.under(cue, i):
        return True
    joined = token.rel in ("conj", "parataxis", "ccomp") and (
        token.head == cue or token.head in tree.up(cue)
    )
    if not joined or inside or (own is not None and not reports):
        return False
    return _agrees(tree, i, cue)


def _turns_away(tree: Tree, comma: int, first: int, head: int) -> bool:
    """«выразил готовность помочь, а сосед ограничился призывом»: behind an infinitive «а» or «но»
    with a finite verb before any other infinitive tells what somebody does; so does «однако» behind
    «чтобы»."""
    if comma < head or comma + 2 >= len(tree):
        return False
    wished = word(tree.tokens[first - 1]) in ("чтобы", "чтоб")
    turns = ("однако",) if wished else ("а", "но", "однако", "зато")
    if not (wished or infinitive(tree.tokens[head])) or word(tree.tokens[comma + 1]) not in turns:
        return False
    level = tree.level[comma]
    for k in range(comma + 2, len(tree)):
        token = tree.tokens[k]
        if tree.level[k] != level:
            continue
        if infinitive(token) or token.text in ";:" or token.text in DASHES:
            return False
        if predicate(token) and not subordinate(tree, k, comma + 1):
            return True
    return False


def _other_side(tree: Tree, i: int, cue: int) -> bool:
    """«Чилийская сторона сообщила, что …, перуанская промолчала»: the other of the two, whose noun
    is left out, is told of beside the one that reports."""
    subject = tree.kid(cue, "nsubj")
    token = tree.tokens[i - 1] if i > 1 else None
    if subject is None or token is None or tree.tokens[i - 2].text not in (",", "а"):
        return False
    if key(tree.tokens[subject]) != "сторона":
        return False
    a, b = tree.tokens[subject].feats, token.feats
    bare = token.pos == "ADJ" and tree.tokens[i].feats.get("Tense") == "Past"
    return (
        bare and all(a.get(f) == b.get(f) for f in ("Gender", "Number")) and _agrees(tree, i, cue)
    )


def _impersonal(tree: Tree, i: int) -> bool:
    """«и Москве следовало бы уйти»: no subject to share with the newsroom's verb."""
    token = tree.tokens[i]
    neuter = token.feats.get("Gender") == "Neut" or "Gender" not in token.feats
    singular = token.feats.get("Number") != "Plur"
    if token.feats.get("VerbForm") == "Part":
        # «…, что погиб один и ранено двое»
        counted = tree.tokens[i + 1 : i + 3]
        return neuter and singular and any(t.pos == "NUM" for t in counted)
    return key(token) in words("impersonal") and neuter and singular


def _still_to_come(tree: Tree, i: int, head: int | None) -> bool:
    """«…, что кабинет доживёт до осени и уступит место»: a second future of one subject."""
    if head is None or word(tree.tokens[i - 1]) not in ("и", "или"):
        return False
    a, b = tree.tokens[i].feats, tree.tokens[head].feats
    return a.get("Tense") == b.get("Tense") == "Fut" and a.get("Number") == b.get("Number")


def _not_wished(tree: Tree, i: int, own: int, first: int) -> bool:
    """«приказал, чтобы собак усыпили, однако хозяин обжаловал приказ»: what came of it."""
    if word(tree.tokens[first - 1]) not in ("чтобы", "чтоб"):
        return False
    start = min(own, i)
    opens = [word(t) for t in tree.tokens[max(first, start - 4) : start]]
    return "," in opens and bool({"однако", "но"} & set(opens))


def _leaves_infinitive(tree: Tree, i: int, first: int, cue: int) -> bool:
    """An infinitive cannot be joined to a finite verb: whatever is, is not its."""
    token = tree.tokens[i]
    joined = token.rel in ("conj", "parataxis", "ccomp") or (
        token.rel.startswith("acl") and token.head < first
    )
    if joined and not subordinate(tree, i, first, RELATIVE):
        return True
    return tree.under(cue, i)


def _agrees(tree: Tree, i: int, cue: int) -> bool:
    """Whether predicate i can stand beside the cue: in its tense, and with its subject if it has
    none of its own."""
    a, b = tree.tokens[i].feats, tree.tokens[cue].feats
    if b.get("VerbForm") != "Fin":
        return True
    same = ("Tense",) if own_subject(tree, i) is not None else ("Number", "Gender", "Tense")
    return all(a.get(f) == b.get(f) for f in same if a.get(f) and b.get(f))


def _could_share(tree: Tree, i: int, head: int) -> bool:
    """Whether predicate i may share the subject of the reported clause."""
    subject = tree.kid(head, "nsubj", "nsubj:pass")
    if subject is None:
        a, b = tree.tokens[i].feats, tree.tokens[head].feats
        return word(tree.tokens[i - 1]) in ("не", "и", "но", "а") and all(
            a.get(f) == b.get(f) for f in ("Number", "Gender", "Tense") if a.get(f) and b.get(f)
        )
    a, b = tree.tokens[i].feats, tree.tokens[subject].feats
    if key(tree.tokens[i]) != "быть" and tree.kid(subject, "conj") is not None:
        return a.get("Number") == "Plur"
    return all(a.get(f) == b.get(f) for f in ("Number", "Gender") if a.get(f) and b.get(f))


def _main_behind(tree: Tree, cue: int, i: int) -> bool:
    """«Поскольку X заявил, что …, Y …»: the cue opens the sentence in a clause of its own, and
    predicate i is the main one."""
    mark = tree.kid(cue, "mark")
    if mark is None or mark > cue or any(predicate(t) for t in tree.tokens[:mark]):
        return False
    return word(tree.tokens[mark]) in words("reasons")


def _disagrees(tree: Tree, i: int, head: int) -> bool:
    """Whether predicate i and another differ in number, so that they share no subject."""
    a, b = tree.tokens[i].feats.get("Number"), tree.tokens[head].feats.get("Number")
    return a is not None and b is not None and a != b


def _contrasted(tree: Tree, i: int, own: int) -> bool:
    """«…, а Киев заявил, что …»: another one reports."""
    first = tree.span(own)[0] if own < i else i
    said = [word(t) for t in tree.tokens[i + 1 : i + 3]]
    return first > 0 and word(tree.tokens[first - 1]) == "а" and said == [",", "что"]


def _goes_on_to_say(tree: Tree, i: int, cue: int) -> bool:
    """«считает, что «молчать нельзя», однако уточнила, что …»: the same one reports again."""
    however = [word(t) for t in tree.tokens[i - 2 : i]] == [",", "однако"]
    said = [word(t) for t in tree.tokens[i + 1 : i + 3]] == [",", "что"]
    return however and said and tree.tokens[i].head == cue and tree.tokens[i].rel == "conj"


def _joined_before(tree: Tree, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 4), -1):
        if word(tree.tokens[k]) in words("joining") or tree.tokens[k].text == ",":
            return True
        if tree.tokens[k].pos not in ("ADV", "PART"):
            return False
    return False


def _after_comma(tree: Tree, i: int) -> bool:
    """Whether a comma stands right before token i, or before one adverb before it."""
    if i and tree.tokens[i - 1].pos in ("ADV", "PART", "CCONJ"):
        i -= 1
    return i > 0 and tree.tokens[i - 1].text == ","


def boundary(tree: Tree, i: int, first: int) -> int:
    """The comma, dash or joining word behind token `first` at which the clause of i begins."""
    own = own_subject(tree, i)
    while own is not None and tree.tokens[own].rel == "conj" and tree.tokens[own].head > first:
        own = tree.tokens[own].head
    start = tree.span(own)[0] if own is not None and first < own < i else i
    for k in range(start - 1, first, -1):
        token = tree.tokens[k]
        if tree.level[k] != tree.level[i]:
            continue
        if word(token) in words("joining") and token.pos in ("CCONJ", "SCONJ", "PART", "ADV"):
            comma = tree.tokens[k - 1].text in (",", ";") and k - 1 > first
            return k - 1 if comma else k
        if token.text in ",;" or token.text in DASHES:
            return k
    return i
