"""Words with their attribution inside or behind: «…, считает эксперт», «По словам X, …»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itogi.coding.statements.clauses import content_end, level_span, splits
from itogi.coding.statements.lexicon import Reporting, words
from itogi.coding.statements.parentheses import (
    goes_on,
    parenthesis_end,
    reporting_verb,
    source_noun,
    trails,
)
from itogi.coding.statements.pointing import opens_with_this, relaying
from itogi.coding.statements.report import Cue, Report, spanning
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    Scene,
    Tree,
    finite,
    infinitive,
    key,
    predicate,
    word,
)
from itogi.coding.statements.speakers import Author, Speakers
from itogi.coding.statements.subjects import THIRD_PERSON, owner, speaker_behind
from itogi.language.records import Token

ANONYMOUS = frozenset({"источник", "собеседник"})
"""«согласно источникам»: the noun is the speaker itself."""
MARKING = frozenset({"что", "чтобы", "хотя", "поскольку", "ибо", "причем", "тогда"})
"""Conjunctions behind which an attribution may open the words: «хотя, как заметил X, …»."""


def aside(
    scene: Scene, speakers: Speakers, tree: Tree, verb: int, reporting: Reporting
) -> Iterator[Report]:
    """«…, считает эксперт», «Как сообщил X, …», «…, сказал X, …»."""
    opening = _opening(scene, tree, verb)
    if opening is None or not predicate(tree.tokens[verb]):
        return
    behind = relaying(tree) if opening == 0 else None
    if behind is not None and behind > verb and opens_with_this(tree, behind):
        # «Как передаёт агентство, об этом заявил X»: no words of the agency's.
        return
    bridged = word(tree.tokens[opening]) == "как"
    subject = speaker_behind(tree, verb)
    if not bridged and _has_object(scene, tree, verb, subject):
        return
    if subject is None and bridged:
        subject = speakers.subject(tree, verb)
    if subject is None or subject < opening or _closes_quotation(scene, tree, opening):
        return
    speaker = speakers.of_subject(tree, verb, subject)
    pronoun = speaker is None and word(tree.tokens[subject]) in THIRD_PERSON
    span = _around(scene, tree, opening, parenthesis_end(tree, verb))
    if span is not None and not _is_topic(tree, span[0]):
        author = Author(speaker, "last" if pronoun else None)
        cue = Cue(tree, verb, "as-clause" if bridged else "aside", reporting.act, author)
        report = spanning(scene, cue, *span)
        if report is not None:
            yield report


def _is_topic(tree: Tree, start: int) -> bool:
    """«О том, куда всё идёт, рассказал X»: what he spoke about, not what he said."""
    opening = [word(t) for t in tree.tokens if t.start >= start][:4]
    return opening[:3] == ["о", "том", ","] and opening[3:] != ["что"]


def _has_object(scene: Scene, tree: Tree, verb: int, subject: int | None) -> bool:
    """«…, в стране отмечают праздник» reports nothing; «…, высказал мнение X» does, and so does
    «…, заявило ведомство», which the tree may take for an object."""
    objects = [k for k in tree.kids[verb] if tree.tokens[k].rel == "obj" and k != subject]
    return any(
        tree.tokens[k].pos == "NOUN" and key(tree.tokens[k]) not in scene.lexicon.nouns
        for k in objects
    )


def paper_aside(scene: Scene, tree: Tree, verb: int) -> Iterator[Report]:
    """«…, говорится в сообщении МВД», «…, сообщается на сайте правительства»."""
    opening = _opening(scene, tree, verb)
    if opening is None or _closes_quotation(scene, tree, opening):
        return
    span = _around(scene, tree, opening, parenthesis_end(tree, verb))
    if span is not None:
        cue = Cue(tree, verb, "paper-aside", "assert", Author(None, "paper"))
        report = spanning(scene, cue, *span)
        if report is not None:
            yield report


def source(scene: Scene, speakers: Speakers, tree: Tree, i: int) -> Iterator[Report]:
    """«По словам X», «согласно X», «на взгляд X», from the preposition at token i."""
    found = source_noun(scene, tree, i)
    if found is None:
        return
    noun, act = found
    whose = noun if key(tree.tokens[noun]) in ANONYMOUS else owner(tree, noun)
    if whose is None:
        whose = _seat(speakers, tree, noun)
    speaker = None if whose is None else speakers.of_phrase(tree, whose)
    if whose is None and scene.lexicon.papers & {key(tree.tokens[noun])}:
        yield from _own_paper(scene, tree, i, noun, act)
    if whose is None or speaker is None:
        return
    closing = _source_end(tree, noun, whose)
    cue = Cue(tree, i, "source", act, Author(speaker))
    left = _left(scene, tree, i)
    if left is not None and not _set_off(tree, i):
        contrasted = word(tree.tokens[i - 1]) in words("joining") and tree.tokens[i - 2].text == ","
        if key(tree.tokens[i - 1]) != "который" and not contrasted:
            return
        left = None
    opens = next((k for k, t in enumerate(tree.tokens) if left is not None and t.start >= left), i)
    if left is not None and opens < i and splits(scene, tree, opens, i):
        left = None
    span = (
        _behind(scene, tree, closing, tree.level[i])
        if left is None
        else _around(scene, tree, i, closing)
    )
    report = None if span is None else spanning(scene, cue, *span)
    if report is not None:
        yield report


def _seat(speakers: Speakers, tree: Tree, noun: int) -> int | None:
    """«по сообщениям из Сеула»: the place from which they come."""
    behind = noun + 2
    if behind >= len(tree) or word(tree.tokens[noun + 1]) != "из":
        return None
    return behind if speakers.referents.seat(tree.index, behind) is not None else None


def _own_paper(scene: Scene, tree: Tree, i: int, noun: int, act: str) -> Iterator[Report]:
    """«Согласно сообщению, …»: the paper of whoever spoke last."""
    said = word(tree.tokens[i]) in scene.lexicon.according
    bare = noun == i + 1 and noun + 1 < len(tree) and tree.tokens[noun + 1].text == ","
    if said and bare and _left(scene, tree, i) is None:
        span = _behind(scene, tree, noun + 1, tree.level[i])
        cue = Cue(tree, i, "source", act, Author(None, "last"))
        report = None if span is None else spanning(scene, cue, *span)
        if report is not None:
            yield report


def _set_off(tree: Tree, i: int) -> bool:
    before = tree.tokens[i - 1].text
    return before == "," or before in DASHES


def _behind(scene: Scene, tree: Tree, closing: int, level: int) -> tuple[int, int] | None:
    """The words behind a phrase that ends before token `closing`."""
    first = closing
    if first < len(tree) and tree.tokens[first].text in ",:":
        first += 1
    if first >= len(tree):
        return None
    return tree.tokens[first].start, content_end(scene, tree, first, None, None, level)


def _opening(scene: Scene, tree: Tree, verb: int) -> int | None:
    """First token of the parenthesis that the verb stands in."""
    level = tree.level[verb]
    for k in range(verb, max(-1, verb - 9), -1):
        if tree.level[k] != level:
            return None
        if reporting_verb(scene, tree, k) == verb:
            bridged = word(tree.tokens[k]) == "как"
            if bridged and k and word(tree.tokens[k - 1]) == "вот":
                return None
            if k == 0 or tree.level[k - 1] != level:
                return k if bridged else None
            if bridged or _set_off(tree, k) or tree.tokens[k - 1].text in MARKS:
                return k
        if tree.tokens[k].text in ",;:":
            return None
    return None


def _closes_quotation(scene: Scene, tree: Tree, opening: int) -> bool:
    """Whether a quotation that is a sentence, or goes on one, ends right before: that is direct
    speech, whatever stands before it."""
    k = opening - 1
    while k >= 0 and tree.tokens[k].pos == "PUNCT":
        k -= 1
    if k < 0 or tree.level[k] == tree.level[opening]:
        return False
    q = scene.quotations[tree.level[k]]
    offset = q.outer
    while offset > 0 and scene.text[offset - 1] in " \xa0'":
        offset -= 1
    opens = offset == 0 or scene.text[offset - 1] in "—–-.!?…\n"
    return opens or q.outer < tree.sentence.start


def _around(scene: Scene, tree: Tree, opening: int, closing: int) -> tuple[int, int] | None:
    """The words around a parenthesis of the tokens `[opening, closing)`, as offsets."""
    level = tree.level[opening]
    ends = not any(predicate(t) or infinitive(t) for t in tree.tokens[closing:])
    left = _left(scene, tree, opening, ends)
    end = level_span(scene, tree, level)[1]
    open_behind = closing < len(tree) - 1 and tree.tokens[closing].start < end
    if left is None:
        return _behind(scene, tree, closing, level) if open_behind else None
    before = [t for t in tree.tokens[:opening] if t.start >= left]
    begun = any(predicate(t) or t.text in DASHES for t in before)
    if open_behind and _further(scene, tree, closing, level, begun):
        left = max(left, _joined_clause(tree, opening, left))
        return left, content_end(scene, tree, closing + 1, None, None, level)
    return left, tree.tokens[opening - 1].start


def _further(scene: Scene, tree: Tree, closing: int, level: int, begun: bool) -> bool:
    """Whether the words around a parenthesis go on behind it, from token `closing`; a second
    attribution is none of them: «…, заявил премьер, передаёт агентство»."""
    if begun and trails(scene, tree, closing + 1):
        return False
    colon = tree.tokens[closing].text == ":"
    return colon or _quoted_on(tree, closing) or goes_on(tree, closing, level, begun)


def _quoted_on(tree: Tree, closing: int) -> bool:
    """«не намерен, по его словам, «терпеть это»»: the clause goes on with a quoted part of it."""
    following = tree.tokens[closing + 1 : closing + 3]
    quoted = len(following) == 2 and following[0].text in MARKS and following[1].text.islower()
    return quoted and tree.tokens[closing].text == ","


def _joined_clause(tree: Tree, opening: int, left: int) -> int:
    """Offset where the last clause before the parenthesis begins, if it has its predicate only
    behind it: «A, но B, по его словам, сделает C» is about B."""
    for k in range(opening - 1, 0, -1):
        token = tree.tokens[k]
        if token.start <= left or predicate(token) or tree.level[k] != tree.level[opening]:
            return 0
        if word(token) in words("joining") and tree.tokens[k - 1].text == ",":
            before = [t for t in tree.tokens[: k - 1] if t.start >= left]
            return tree.tokens[k + 1].start if any(map(predicate, before)) else 0
    return 0


def _is_list(tokens: Sequence[Token]) -> bool:
    """«…: мэром и послом»: names of things alone, neither a clause nor somebody's words."""
    marked = any(predicate(t) or infinitive(t) or t.text in MARKS for t in tokens)
    return bool(tokens) and tokens[0].pos in ("NOUN", "PROPN", "ADJ") and not marked


def _left(scene: Scene, tree: Tree, opening: int, ends: bool = False) -> int | None:
    """Offset where the words before a parenthesis begin; None where only a link stands there.

    Where it `ends` the sentence, a list behind a colon belongs to what was said before it.
    """
    level = tree.level[opening]
    start = level_span(scene, tree, level)[0]
    first = next((k for k in range(len(tree)) if tree.tokens[k].start >= start), opening)
    for k in range(opening - 1, first - 1, -1):
        if tree.level[k] != level:
            continue
        token = tree.tokens[k]
        if key(token) == "который" and k > 0 and k >= opening - 4:
            return None
        marks = word(token) in MARKING and k == opening - 2
        listed = ends and token.text == ":" and _is_list(tree.tokens[k + 1 : opening])
        if (token.text in (";", ":") and not listed) or marks:
            first = k + 1
            break
    while first < opening and (
        tree.tokens[first].pos in ("CCONJ", "PUNCT") and tree.tokens[first].text not in MARKS
    ):
        first += 1
    said = [word(t) for t in tree.tokens[first:opening] if t.pos != "PUNCT"]
    if said[:1] in (["о"], ["об"]) and said[1:3] == ["том", "что"]:
        first = next(k for k in range(first, opening) if word(tree.tokens[k]) == "что") + 1
    links = words("links")
    if not said or " ".join(said) in links or all(w in links for w in said):
        return None
    return tree.tokens[first].start


def _source_end(tree: Tree, noun: int, whose: int) -> int:
    """One past the phrase «по словам X, …» with what hangs from X."""
    within = tree.subtree(whose) | tree.subtree(noun)
    k = max(noun, whose)
    while k + 1 < len(tree):
        comma = tree.tokens[k + 1].text == ","
        if comma and k + 2 < len(tree) and key(tree.tokens[k + 2]) == "который":
            return _relative_end(tree, k + 2)
        if comma and not (k + 2 in within and not finite(tree.tokens[k + 2])):
            break
        if not comma and k + 1 not in within:
            break
        k += 1
    return k + 1


def _relative_end(tree: Tree, i: int) -> int:
    """Index of the comma that closes a relative clause: «по словам X, которого цитирует Y, …»."""
    for k in range(i + 1, len(tree)):
        if tree.tokens[k].text == "," and tree.level[k] == tree.level[i]:
            return k
    return len(tree)
