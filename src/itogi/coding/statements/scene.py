"""The article as the search for statements walks it: sentences, trees, and quotations by token."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from itogi.coding.statements.lexicon import Lexicon, load_lexicon
from itogi.coding.statements.quotations import Quotation
from itogi.coding.trace import SILENT, Trace
from itogi.coding.tree import SentenceTree
from itogi.language.records import Document, Sentence, Token
from itogi.language.spelling import plain
from itogi.reading.article import Article

OUTSIDE = -1
"""Level of a token that stands in no quotation."""
DASHES = frozenset("—–-")
PREDICATIVES = frozenset({"можно", "нельзя", "надо", "нужно", "пора", "невозможно"})
MARKS = frozenset("«»„“”\"❝❞'")


@dataclass(slots=True)
class Tree(SentenceTree):
    """A sentence with the quotation that each token stands in.

    `level[i]` is the index of the innermost quotation around token i, or OUTSIDE.
    """

    level: list[int]

    def subtree(self, i: int) -> set[int]:
        found, waiting = {i}, [i]
        while waiting:
            for kid in self.kids[waiting.pop()]:
                if kid not in found:
                    found.add(kid)
                    waiting.append(kid)
        return found

    def span(self, i: int) -> tuple[int, int]:
        """First and last token of the unbroken stretch of i's subtree around i."""
        within = self.subtree(i)
        first = last = i
        while first - 1 in within:
            first -= 1
        while last + 1 in within:
            last += 1
        return first, last

    def opens_name(self, i: int) -> bool:
        """Whether a person's name begins at token i."""
        return any(n.kind == "PER" and n.first == i for n in self.sentence.names)

    def negated(self, i: int) -> bool:
        around = [k for k in self.kids[i] if k < i]
        if i:
            around.append(i - 1)
        return any(self.tokens[k].text.lower() in ("не", "ни") and i - k <= 2 for k in around)


@dataclass
class Scene:
    """Everything the rules look at in one article."""

    article: Article
    document: Document
    lexicon: Lexicon
    quotations: list[Quotation]
    trace: Trace = SILENT
    trees: list[Tree] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [s.start for s in self.document.sentences]
        self._outers = frozenset(q.outer for q in self.quotations)
        self._opened = [q.start for q in self.quotations]
        self._parents = _parents(self.quotations)
        self.trees = [
            Tree(index, sentence, self._levels(sentence))
            for index, sentence in enumerate(self.document.sentences)
        ]

    @property
    def text(self) -> str:
        return self.document.text

    def opens_at(self, offset: int) -> bool:
        """Whether a quotation's opening mark stands at the offset."""
        return offset in self._outers

    def level(self, offset: int) -> int:
        """Index of the innermost quotation around the offset, or OUTSIDE; marks stand outside."""
        i = bisect_right(self._opened, offset) - 1
        while i >= 0 and self.quotations[i].end <= offset:
            i = self._parents[i]
        return i if i >= 0 else OUTSIDE

    def _levels(self, sentence: Sentence) -> list[int]:
        """The level of each token; most sentences stand in no quotation and hold none."""
        first, last = (bisect_right(self._opened, x) for x in (sentence.start, sentence.end))
        if first == last and self.level(sentence.start) == OUTSIDE:
            return [OUTSIDE] * len(sentence.tokens)
        return [self.level(token.start) for token in sentence.tokens]

    def outermost_at(self, offset: int) -> Quotation | None:
        """The quotation around the offset that stands in no other."""
        i = self.level(offset)
        while i >= 0 and self._parents[i] >= 0:
            i = self._parents[i]
        return self.quotations[i] if i >= 0 else None

    def tree_at(self, offset: int) -> Tree | None:
        """The sentence that holds the offset, or the nearest after it."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self.document.sentences[i].end:
            return self.trees[i]
        return self.trees[i + 1] if i + 1 < len(self.trees) else None

    def token_at(self, offset: int) -> tuple[Tree, int] | None:
        """The first token that ends after the offset."""
        tree = self.tree_at(offset)
        if tree is None:
            return None
        for i, token in enumerate(tree.tokens):
            if token.end > offset:
                return tree, i
        return None


def finite(token: Token) -> bool:
    """A finite verb, and a reporting verb that the tagger took for a noun («передаёт»)."""
    if token.feats.get("VerbForm") == "Fin":
        return True
    return token.pos == "NOUN" and key(token) in load_lexicon().verbs


def predicate(token: Token) -> bool:
    """A word that can head a clause: a finite verb, a short participle or adjective."""
    short = token.feats.get("Variant") == "Short"
    return finite(token) or short or plain(token.text) in PREDICATIVES


def infinitive(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Inf"


def gerund(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Conv"


def participle(token: Token) -> bool:
    """A full participle before or after its noun, not the short form of a predicate."""
    return token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"


def nominal(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "PRON")


def word(token: Token) -> str:
    return plain(token.text)


def key(token: Token) -> str:
    return plain(token.lemma)


def _parents(quotations: list[Quotation]) -> list[int]:
    """Index of the innermost quotation around each, or -1."""
    parents: list[int] = []
    around: list[int] = []
    for i, q in enumerate(quotations):
        while around and quotations[around[-1]].end < q.end:
            around.pop()
        parents.append(around[-1] if around else -1)
        around.append(i)
    return parents
