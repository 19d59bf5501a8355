"""What follows a reporting verb: a clause with «что», a question, an infinitive, a colon."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.statements.lexicon import Reporting, words
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    Scene,
    Tree,
    gerund,
    infinitive,
    key,
    nominal,
    participle,
    predicate,
    word,
)
from itogi.language.records import Token

POINTERS = frozenset({"то", "тот"})
PURPOSE = frozenset({"чтобы"})
GOVERNED = frozenset({"xcomp", "ccomp", "obj", "advcl", "csubj", "iobj", "obl"})
FOR_THAT = frozenset({"accuse", "praise"})
WITHOUT_COLON = frozenset({"name", "accuse", "praise", "hope", "request", "order"})


@dataclass(frozen=True, slots=True)
class Content:
    """Reported words: the rule that found them, their first token, their head in the tree."""

    rule: str
    first: int
    head: int | None


def complement(scene: Scene, tree: Tree, verb: int, reporting: Reporting) -> Content | None:
    """The words that a reporting verb governs to its right, if it does."""
    frames = reporting.frames
    if "that" in frames:
        mark = clause_mark(scene, tree, verb, words("complements"))
        if mark is not None and (reporting.act in FOR_THAT or not _for_that(tree, mark)):
            if "equation" in frames and _judged(tree, verb, mark):
                return Content("equation", verb + 1, tree.tokens[mark].head)
            return Content("that", mark + 1, tree.tokens[mark].head)
    inf = _infinitive(tree, verb) if "inf" in frames else None
    if "so" in frames:
        mark = clause_mark(scene, tree, verb, PURPOSE)
        if mark is not None and (inf is None or mark < inf):
            return Content("so", mark + 1, tree.tokens[mark].head)
    if "whether" in frames:
        first = _question(scene, tree, verb, reporting.act)
        if first is not None:
            return Content("whether", first, None)
    if inf is not None:
        return Content("infinitive", first_word(tree, inf, verb), inf)
    if reporting.act not in WITHOUT_COLON:
        colon = plain_colon(scene, tree, verb)
        if colon is not None:
            return Content("colon", colon + 1, None)
    return None


def _judged(tree: Tree, verb: int, mark: int) -> bool:
    """«считают крайне маловероятным, что …»: the judgement belongs to the words."""
    between = tree.tokens[verb + 1 : mark - 1]
    held = all(t.pos in ("ADJ", "ADV") for t in between)
    return held and any(t.feats.get("Case") == "Ins" for t in between)


def clause_mark(scene: Scene, tree: Tree, verb: int, marks: frozenset[str]) -> int | None:
    """The conjunction that joins a clause to the verb."""
    for k in range(verb + 1, len(tree)):
        token = tree.tokens[k]
        if tree.level[k] != tree.level[verb]:
            continue
        if token.text in ";:":
            return None
        parted = k - 1 == verb or comma_before(tree, k)
        if parted and word(token) in marks and _conjunction(token):
            bound = _hangs(tree, verb, k) or _free_between(scene, tree, verb, k)
            return k if bound else None
    return None


def _for_that(tree: Tree, mark: int) -> bool:
    """«письмо с благодарностью за то, что …»: a reason, and words only of praise or blame."""
    return [word(t) for t in tree.tokens[max(0, mark - 3) : mark]] == ["за", "то", ","]


def _conjunction(token: Token) -> bool:
    """A conjunction, not the «что» that is the subject or object of a relative clause."""
    if token.rel == "mark" or token.pos in ("SCONJ", "PART"):
        return True
    return token.pos == "PRON" and not token.rel.startswith(("nsubj", "obj"))


def _hangs(tree: Tree, verb: int, mark: int) -> bool:
    """Whether the tree hangs the clause of the mark from the verb, straight or by «то, что»."""
    head = tree.tokens[mark].head
    if head < 0 or head == verb:
        return False
    for above in tree.up(head):
        if above == verb:
            return True
        lemma = key(tree.tokens[above])
        if lemma not in POINTERS and lemma not in words("partners"):
            return False
    return False


def _free_between(scene: Scene, tree: Tree, verb: int, mark: int) -> bool:
    """Whether nothing between the verb and the mark can take the clause for itself."""
    relative = 0
    for k in range(verb + 1, mark):
        token = tree.tokens[k]
        if tree.level[k] != tree.level[verb] or key(token) in words("partners"):
            continue
        if key(token) == "который":
            relative += 1
        if gerund(token) and key(token) in scene.lexicon.verbs:
            return False
        if predicate(token) or infinitive(token):
            if not relative:
                return False
            relative -= 1
        elif nominal(token) and key(token) in scene.lexicon.nouns and k == mark - 2:
            return False
    return True


def comma_before(tree: Tree, i: int) -> bool:
    """Whether a comma or dash stands before token i, prepositions and marks aside."""
    for k in range(i - 1, max(-1, i - 4), -1):
        text = tree.tokens[k].text
        if text == "," or text in DASHES:
            return True
        if tree.tokens[k].pos not in ("ADP", "PART") and text not in MARKS:
            return False
    return False


def _question(scene: Scene, tree: Tree, verb: int, act: str) -> int | None:
    """The word that opens an indirect question: «спросил, почему», «уточнил, будет ли»."""
    for k in range(verb + 1, min(verb + 12, len(tree))):
        token = tree.tokens[k]
        if tree.level[k] != tree.level[verb]:
            continue
        after_comma = comma_before(tree, k)
        if after_comma and k + 1 < len(tree) and word(tree.tokens[k + 1]) == "ли":
            return k
        if token.text in ";:" or predicate(token) or gerund(token) or participle(token):
            return None
        if k > verb + 1 and after_comma and token.text != ",":
            return k if _asks(scene, tree, k, verb, act) else None
    return None


def _asks(scene: Scene, tree: Tree, k: int, verb: int, act: str) -> bool:
    said = word(tree.tokens[k])
    if said not in words("questions") and key(tree.tokens[k]) not in words("questions"):
        return False
    if said == "что":
        return act == "ask"
    if said in words("narrow_questions"):
        return k <= verb + 4 and act in ("ask", "explain")
    if word(tree.tokens[k - 2]) == "того":
        return False
    reported = k + 1 < len(tree) and key(tree.tokens[k + 1]) in scene.lexicon.verbs
    return not (said == "как" and reported)


def _infinitive(tree: Tree, verb: int) -> int | None:
    """The infinitive that a verb governs: «призвал Россию прекратить»."""
    level = tree.level[verb]
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if k > verb and infinitive(token) and tree.level[k] == level and token.rel in GOVERNED:
            return k if (quoted := _quoted(tree, verb, k)) is None else quoted
    resumed = verb
    for k in range(verb + 1, min(verb + 20, len(tree))):
        token = tree.tokens[k]
        if tree.level[k] != level and _opens_quoted(tree, k, level):
            return k
        if tree.level[k] != level or k <= resumed:
            continue
        if token.text == "," and (closing := _gerund_phrase(tree, k)) is not None:
            resumed = closing
            continue
        if infinitive(token):
            return k
        if token.text in ",;:." or token.text in DASHES or predicate(token):
            return None
        if token.pos == "SCONJ" or (token.pos == "CCONJ" and k == verb + 1):
            return None
    return None


def _quoted(tree: Tree, verb: int, inf: int) -> int | None:
    """An infinitive that opens a quotation before the one found: «призвал «уйти» и помочь»."""
    level = tree.level[verb]
    return next((k for k in range(verb + 1, inf) if _opens_quoted(tree, k, level)), None)


def _opens_quoted(tree: Tree, i: int, level: int) -> bool:
    """Whether an infinitive is the first word in a quotation, «не» and adverbs aside."""
    token = tree.tokens[i]
    if not infinitive(token) or not token.text.islower() or tree.level[i] == level:
        return False
    before = i - 1
    while before > 0 and tree.tokens[before].pos in ("ADV", "PART"):
        before -= 1
    return before > 0 and tree.level[before] == level and tree.tokens[before].text in MARKS


def _gerund_phrase(tree: Tree, comma: int) -> int | None:
    """The comma that closes «, не дожидаясь договора,», opened by the comma given."""
    if not any(gerund(token) for token in tree.tokens[comma + 1 : comma + 4]):
        return None
    return next((k for k in range(comma + 1, len(tree)) if tree.tokens[k].text == ","), None)


def first_word(tree: Tree, inf: int, after: int) -> int:
    """Leftmost token of the infinitive's own words behind the token `after`."""
    first = inf
    while first - 1 > after and tree.under(first - 1, inf):
        first -= 1
    if tree.level[inf] != tree.level[after]:
        while tree.level[first] == tree.level[inf]:
            first -= 1
    return first


def plain_colon(scene: Scene, tree: Tree, verb: int) -> int | None:
    """The colon behind the verb, where plain words follow it in the sentence."""
    for k in range(verb + 1, len(tree) - 1):
        token = tree.tokens[k]
        if tree.level[k] != tree.level[verb] or predicate(token) or token.text in ";.":
            return None
        if token.text == ":":
            following = tree.tokens[k + 1]
            if following.text in MARKS or following.text in DASHES:
                return None
            return None if _reports_itself(scene, tree, k + 1) else k
    return None


def _reports_itself(scene: Scene, tree: Tree, first: int) -> bool:
    """Whether the clause that begins there reports: «: он сообщил, что»; or has no predicate."""
    for k in range(first, len(tree)):
        if predicate(tree.tokens[k]):
            following = [word(t) for t in tree.tokens[k + 1 : k + 6]]
            governs = any(said in words("complements") for said in following)
            return governs and key(tree.tokens[k]) in scene.lexicon.verbs
    return not any(infinitive(t) or t.text in DASHES for t in tree.tokens[first:])
