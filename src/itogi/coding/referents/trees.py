"""Sentences as the search for referents walks them: dependents, phrases, what a token names."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from itogi.coding.records import Mention
from itogi.coding.tree import SentenceTree, covered
from itogi.language.inflection import nominative
from itogi.language.records import Sentence

PHRASE = frozenset(
    [
        "amod",
        "nmod",
        "det",
        "case",
        "flat",
        "flat:name",
        "flat:foreign",
        "compound",
        "nummod",
        "nummod:gov",
        "nummod:entity",
        "fixed",
        "appos",
        "advmod",
    ]
)
OPENING = frozenset('«“„"')
CLOSING = frozenset('»”"')
PLACES = frozenset({"в", "во", "при", "по", "на", "от", "из", "с", "со", "у", "для", "за"})
SUBJECT = "nsubj"
SOURCES = frozenset({"источник", "собеседник"})
POINTING = frozenset({"этот", "тот", "свой", "наш", "весь", "каждый", "сам", "такой", "такои"})


@dataclass(slots=True)
class Tree(SentenceTree):
    """A sentence with the mentions that stand on each token."""

    mentions: dict[int, list[Mention]]
    known: dict[int, Any] = field(default_factory=dict)
    """Posts by token, kept by those who look them up (`lexicon.Posts`)."""
    _places: dict[str, list[int]] = field(default_factory=dict)
    """Tokens by lemma, subjects also under the name of their relation; empty until asked for."""

    def like(self, lemma: str, subjects: bool) -> list[int]:
        """Tokens with the lemma, and all subjects if asked for, the last of the sentence first."""
        if not self._places:
            for i, token in enumerate(self.tokens):
                self._places.setdefault(token.lemma, []).append(i)
                if token.rel.startswith("nsubj"):
                    self._places.setdefault(SUBJECT, []).append(i)
        found = {*self._places.get(lemma, ()), *(self._places.get(SUBJECT, ()) if subjects else ())}
        return sorted(found, reverse=True)

    def preposition(self, i: int) -> str | None:
        """The preposition that governs token i, in lower case."""
        for k in self.kids[i]:
            if self.tokens[k].rel == "case" and k < i:
                return self.tokens[k].text.lower()
        return None

    def codes(self, i: int) -> list[str]:
        """Codes of the mentions on token i."""
        return [m.code for m in self.mentions.get(i, ()) if m.code]


def trees(sentences: list[Sentence], mentions: list[Mention]) -> list[Tree]:
    """One tree a sentence; a mention is put on every token that it overlaps."""
    found: list[Tree] = []
    place = 0
    ordered = sorted(mentions, key=lambda m: (m.start, m.end))
    for index, sentence in enumerate(sentences):
        while place and ordered[place - 1].end > sentence.start:
            place -= 1
        on: dict[int, list[Mention]] = {}
        while place < len(ordered) and ordered[place].start < sentence.end:
            mention = ordered[place]
            for i in covered(sentence.tokens, mention.start, mention.end):
                on.setdefault(i, []).append(mention)
            place += 1
        found.append(Tree(index, sentence, on))
    return found


def stretch(tree: Tree, head: int, stop: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Token range `[first, last)` of the noun phrase of `head`: what agrees with it before, what
    depends on it behind, without clauses, and not over the tokens in `stop`."""
    return _left(tree, head, stop), _right(tree, head, stop)


def _left(tree: Tree, head: int, stop: frozenset[int]) -> int:
    first = head
    while first > 0 and first - 1 not in stop:
        if _describes(tree, first - 1, head):
            first -= 1
        elif first > 1 and _joins(tree, first - 1) and _describes(tree, first - 2, head):
            # «российский и украинский президенты»
            first -= 2
        else:
            break
    return first


def _describes(tree: Tree, i: int, head: int) -> bool:
    """Whether a word before a noun is an adjective, numeral or participle of it."""
    token = tree.tokens[i]
    if token.lemma in POINTING or token.feats.get("Variant") == "Short":
        return False
    participle = token.pos == "VERB" and token.feats.get("VerbForm") == "Part"
    kind = token.pos in ("ADJ", "NUM") or (participle and token.rel == "amod")
    return kind and tree.under(i, head)


def _joins(tree: Tree, i: int) -> bool:
    """Whether «и» or a comma stands between two adjectives that name states."""
    if tree.tokens[i].text.lower() not in ("и", ",") or i + 1 >= len(tree):
        return False
    return any(m.adjective for m in tree.mentions.get(i - 1, ())) and any(
        m.adjective for m in tree.mentions.get(i + 1, ())
    )


def _right(tree: Tree, head: int, stop: frozenset[int]) -> int:
    last = head + 1
    quoted = 0
    while last < len(tree):
        token = tree.tokens[last]
        if last in stop:
            break
        if token.pos == "PUNCT":
            if token.text in OPENING and quoted == 0 and last + 1 < len(tree):
                if not tree.under(last + 1, head):
                    break
                quoted += 1
            elif token.text in CLOSING and quoted:
                quoted -= 1
            elif (not quoted and token.text not in ("-", "–")) or not quoted:
                break
            last += 1
            continue
        inside = tree.under(last, head) and _within(tree, last, head)
        if not inside and not _owner(tree, last) and not _seated(tree, last, head):
            break
        last += 1
    while (last > head + 1 and tree.tokens[last - 1].pos in ("ADP", "CCONJ", "ADV", "PART")) or (
        last > head + 1
        and tree.tokens[last - 1].pos == "PUNCT"
        and tree.tokens[last - 1].text not in CLOSING
    ):
        last -= 1
    return last


def _owner(tree: Tree, i: int) -> bool:
    """A state in the genitive right behind a noun is its owner, wherever the tree hangs it."""
    token = tree.tokens[i]
    if not tree.mentions.get(i) or token.pos not in ("PROPN", "NOUN"):
        return False
    before = tree.tokens[i - 1]
    return token.feats.get("Case") == "Gen" and before.pos in ("NOUN", "PROPN")


def _seated(tree: Tree, i: int, head: int) -> bool:
    """«рассказал источник в правительстве»: where he sits, though the tree hangs it on the verb."""
    if tree.tokens[head].lemma not in SOURCES or head + 1 >= len(tree):
        return False
    preposition = tree.tokens[head + 1]
    if preposition.pos != "ADP" or preposition.text.lower() not in ("в", "во", "из", "при"):
        return False
    seat = preposition.head
    if seat <= head + 1 or tree.tokens[seat].head != tree.tokens[head].head:
        return False
    return i in (head + 1, seat) or tree.under(i, seat)


def _within(tree: Tree, i: int, head: int) -> bool:
    """Whether every link from token i up to the head of the phrase is one of a noun phrase."""
    while i != head:
        token = tree.tokens[i]
        if (
            token.rel == "conj"
            and tree.tokens[token.head].feats.get("Case") == token.feats.get("Case")
            and token.head != head
        ):
            i = token.head
            continue
        if token.rel == "cc":
            i = token.head
            continue
        if token.rel not in PHRASE or token.pos in ("SCONJ",):
            return False
        if token.pos == "VERB" and token.feats.get("VerbForm") != "Part":
            return False
        i = token.head
        if i < 0:
            return False
    return True


def head_of(tree: Tree, first: int, last: int) -> int:
    """The noun of tokens `[first, last)` that hangs outside of them; else the first token."""
    for i in range(first, last):
        token = tree.tokens[i]
        if token.pos in ("NOUN", "PROPN") and not first <= token.head < last:
            return i
    return first


def as_written(tree: Tree, first: int, last: int) -> str:
    """The words of tokens `[first, last)` with the spaces of the text."""
    if first >= last:
        return ""
    words = tree.tokens[first].text
    for before, token in pairwise(tree.tokens[first:last]):
        words += " " * (token.start > before.end) + token.text
    return words


def worded(tree: Tree, first: int, last: int) -> str:
    """A phrase with its head and what stands before it in the nominative and the rest as it is:
    «министром обороны Руанды» → «министр обороны Руанды». After a numeral it stays as written
    («восемь сенаторов»)."""
    opening = tree.tokens[first]
    if opening.pos == "NUM" and opening.feats.get("Case") in ("Nom", "Acc", None):
        return as_written(tree, first, last)
    head = head_of(tree, first, last)
    if tree.tokens[head].pos not in ("NOUN", "PROPN"):
        return nominative(tree.sentence, first, last)
    named = nominative(tree.sentence, first, head + 1)
    # «власти же Чада»
    behind = head + 2 if head + 2 < last and tree.tokens[head + 1].text == "же" else head + 1
    rest = as_written(tree, behind, last)
    close = head + 1 < last and tree.tokens[head + 1].start == tree.tokens[head].end
    return named + ("" if close or not rest else " ") + rest
