"""The sentences of an article, each a tree where one is asked for: most tell of no act, as their
words alone show."""

from __future__ import annotations

from itogi.coding.events.tree import Tree, words_of
from itogi.language.records import Document


class Forest:
    """Sentences by their index: the words of all, trees by `at`."""

    def __init__(self, document: Document) -> None:
        self.sentences = document.sentences
        self.words = [words_of(sentence) for sentence in self.sentences]
        self._trees: list[Tree | None] = [None] * len(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)

    def at(self, index: int) -> Tree:
        tree = self._trees[index]
        if tree is None:
            tree = Tree.of(index, self.sentences[index], self.words[index])
            self._trees[index] = tree
        return tree

    def holding(self, *lists: frozenset[str]) -> list[Tree]:
        """The trees of the sentences that hold a word of each of the lists."""
        return [
            self.at(index)
            for index, words in enumerate(self.words)
            if not any(words.present.isdisjoint(one) for one in lists)
        ]
