"""Nouns that govern reported words: «готовность вести диалог», «надежда, что …», «призыв X …»."""

from __future__ import annotations

from collections.abc import Iterator

from itogi.coding.statements.complements import comma_before, first_word
from itogi.coding.statements.lexicon import Governing, words
from itogi.coding.statements.report import Cue, Report, reaching, spanning
from itogi.coding.statements.scene import Scene, Tree, infinitive, key, predicate, word
from itogi.coding.statements.speakers import Author, Speakers
from itogi.coding.statements.subjects import can_report, indefinite, owner, preposition, whence

LINKING = frozenset({"о", "об", "в", "на", "том", "то", ",", "тем", "с", "за"})
"""What may stand between the noun and «что»: «надежда на то, что»."""


def governed(scene: Scene, speakers: Speakers, tree: Tree, i: int) -> Iterator[Report]:
    """The words that the noun at token i governs."""
    noun = scene.lexicon.nouns.get(key(tree.tokens[i]))
    if noun is None:
        return
    inf = _infinitive(scene, tree, i) if noun.kind in ("wish", "topic", "call") else None
    mark = _mark(tree, i)
    if (inf is None and mark is None) or not _counts(tree, i, noun):
        return
    governor = _governor(scene, tree, i)
    if governor is not None and tree.negated(governor):
        return
    whose = owner(tree, i)
    if noun.kind in ("wish", "topic", "belief") and governor is None:
        head = tree.tokens[i].head
        conveyed = head >= 0 and key(tree.tokens[head]) in words("conveying")
        if whose is None or not conveyed:
            return
    author = _author(speakers, tree, i, noun, governor, whose)
    report: Report | None = None
    if inf is not None:
        first = first_word(tree, inf, i)
        if governor is not None or whose is None:
            first = _phrase_start(tree, i)
        cue = Cue(tree, i, "noun-infinitive", noun.act, author)
        last = _before_main(tree, i, inf) if governor is None else None
        if last is None:
            report = reaching(scene, cue, first, inf, governor)
        else:
            report = spanning(scene, cue, tree.tokens[first].start, tree.tokens[last].end)
    elif mark is not None and noun.kind in ("belief", "source", "wish"):
        cue = Cue(tree, i, "noun-that", noun.act, author)
        report = reaching(scene, cue, mark + 1, tree.tokens[mark].head, i)
    if report is not None:
        yield report


def _counts(tree: Tree, i: int, noun: Governing) -> bool:
    return noun.kind != "topic" or preposition(tree, i) in ("о", "об", "в")


def _author(
    speakers: Speakers, tree: Tree, i: int, noun: Governing, governor: int | None, whose: int | None
) -> Author:
    """The subject of the verb that the noun completes, else the one whose words it names."""
    if governor is not None and not (noun.kind == "source" and whose is not None):
        return speakers.author(tree, governor)
    if whose is not None:
        return Author(speakers.named(tree, whose))
    above = next((k for k in tree.up(i) if tree.tokens[k].pos == "VERB"), None)
    above = (
        above
        if above is not None
        else next((k for k in tree.up(i) if predicate(tree.tokens[k])), None)
    )
    if above is None or noun.kind not in ("call", "source"):
        return Author(None)
    if tree.tokens[i].rel.startswith("nsubj"):
        inside = indefinite(tree, above)
        if inside is None:
            inside = whence(tree, above)
        return Author(None if inside is None else speakers.named(tree, inside))
    return Author(speakers.author(tree, above).speaker)


def _governor(scene: Scene, tree: Tree, i: int) -> int | None:
    """The reporting or light verb that the noun completes."""
    lexicon = scene.lexicon
    node = i
    for above in tree.up(i):
        token = tree.tokens[above]
        if token.pos in ("VERB", "ADJ"):
            if token.feats.get("Voice") == "Pass" or tree.tokens[i].rel == "nsubj":
                return None
            if preposition(tree, i) not in words("completing"):
                return None
            if node != i and _parted(tree, above, i):
                return None
            if key(token) in lexicon.light:
                return above
            reporting = lexicon.verbs.get(key(token))
            fits = reporting is not None and reporting.frames & {"about", "noun"}
            return above if fits and can_report(tree, above) else None
        coordinated = tree.tokens[node].rel == "conj"
        if not coordinated and key(token) not in lexicon.nouns and key(token) != "вопрос":
            return None
        node = above
    return None


def _parted(tree: Tree, verb: int, i: int) -> bool:
    """Whether «что» stands between the verb and the noun: it completes another then."""
    first, last = sorted((verb, i))
    return any(token.pos == "SCONJ" for token in tree.tokens[first + 1 : last])


def _infinitive(scene: Scene, tree: Tree, i: int) -> int | None:
    """The infinitive that the noun governs, by the tree or right behind the noun's own words."""
    for k in tree.kids[i]:
        if k > i and infinitive(tree.tokens[k]):
            return k
    for k in range(i + 1, min(i + 8, len(tree))):
        token = tree.tokens[k]
        if infinitive(token):
            return k
        if token.text in ",;:" or predicate(token) or token.pos in ("SCONJ", "CCONJ"):
            return None
        other = token.pos == "NOUN" and key(token) in scene.lexicon.nouns
        if other or (token.pos == "ADP" and not tree.under(k, i)):
            return None
    return None


def _mark(tree: Tree, i: int) -> int | None:
    """The «что» that joins a clause to the noun."""
    for k in range(i + 1, min(i + 14, len(tree))):
        token = tree.tokens[k]
        if tree.level[k] != tree.level[i]:
            continue
        if word(token) in words("complements") and comma_before(tree, k):
            return k if _joins(tree, i, k) else None
        if predicate(token) or token.text in ";:":
            return None
    return None


def _joins(tree: Tree, i: int, mark: int) -> bool:
    whose = owner(tree, i)
    held = tree.subtree(whose) if whose is not None and whose > i else set()
    if all(k in held or word(tree.tokens[k]) in LINKING for k in range(i + 1, mark)):
        return True
    head = tree.tokens[mark].head
    return head >= 0 and i in tree.up(head)[:2]


def _before_main(tree: Tree, i: int, inf: int) -> int | None:
    """«От предложения Рима прислать врачей Прага отказалась»: the last word of what was offered,
    where the verb that the noun hangs on stands behind it."""
    main = next((k for k in tree.up(i) if predicate(tree.tokens[k])), None)
    last = max(tree.subtree(inf) | {inf})
    return last if main is not None and main > last else None


def _phrase_start(tree: Tree, i: int) -> int:
    first = i
    while first > 0 and tree.tokens[first - 1].pos in ("ADJ", "DET"):
        if tree.tokens[first - 1].head != i:
            break
        first -= 1
    return first
