"""Whom an article is about, worked out where a rule asks for it: most acts name both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from itogi.coding.events.forest import Forest
from itogi.coding.events.lexicon import people
from itogi.coding.events.parties import Codes, Parties
from itogi.coding.events.tree import Tree, is_mediation, is_scenery
from itogi.coding.late import Late
from itogi.coding.referents.setting import gathered

# Share of the sentences that must name both of the two whom an article is about.
SHARE = 0.15
# Sentences back in which those stand who are told of together.
BACK = 3


class About:
    """The actors that an article names, sentence by sentence."""

    def __init__(self, forest: Forest, parties: Parties) -> None:
        self._dominant = Late(self._find_dominant)
        self._courts = Late(self._find_courts)
        self._forest = forest
        self._parties = parties
        self._subjects: dict[int, Codes] = {}
        self._names: dict[int, Codes] = {}

    @property
    def dominant(self) -> Codes:
        """The two most named actors, where both recur and no third comes near the second."""
        return self._dominant.value

    def _find_dominant(self) -> Codes:
        ranked = self._named().most_common(3)
        if len(ranked) == 3 and ranked[2][1] * 2 > ranked[1][1]:
            return ()
        sentences = len(self._forest)
        if len(ranked) < 2 or ranked[1][1] < max(min(2, sentences), SHARE * sentences):
            return ()
        return tuple(code for code, _ in ranked[:2])

    @property
    def courts(self) -> Codes:
        """Whose police, prosecutors and courts the article tells of."""
        return self._courts.value

    def _find_courts(self) -> Codes:
        return tuple(
            dict.fromkeys(
                code
                for tree in self._forest.holding(people()["law"])
                for i, lemma in enumerate(tree.lemmas)
                if lemma in people()["law"]
                for code in self._parties.own(tree, i)
            )
        )

    @property
    def organisation(self) -> Codes:
        """The organisation that most sentences name, if the article names any."""
        named = [code for code, _ in self._named().most_common()]
        return tuple(code for code in named if code in self._parties.organisations)[:1]

    def named_in(self, index: int) -> Codes:
        """Actors that a sentence names; none outside the article."""
        if not 0 <= index < len(self._forest):
            return ()
        if index not in self._names:
            self._names[index] = self._parties.named(self._forest.at(index))
        return self._names[index]

    def places_in(self, index: int) -> Codes:
        """States that a sentence names in any way; none outside the article."""
        if not 0 <= index < len(self._forest):
            return ()
        tree = self._forest.at(index)
        return tuple(
            dict.fromkeys(
                m.code
                for i in range(len(tree.tokens))
                for m in self._parties.mentions(tree, i)
                if m.code
            )
        )

    def listed_in(self, index: int) -> Codes:
        """The actors of the only list in a sentence that names no others, if its paragraph goes on;
        no more than two."""
        sentences = self._forest.sentences
        if not 0 <= index < len(sentences) - 1:
            return ()
        if sentences[index].block != sentences[index + 1].block:
            return ()
        *lists, named = self._told(index)
        return lists[0] if lists and {*lists[0]} == {*named} and len(lists[0]) == 2 else ()

    def together(self, index: int, count: int) -> Codes:
        """So many actors as the sentences just before one named together."""
        before = range(index - 1, max(-1, index - 1 - BACK), -1)
        return gathered((self._told(at) for at in before), count, across=False)

    def _told(self, index: int) -> list[Codes]:
        """The lists of actors in a sentence, and behind them all that it names but as scenery."""
        tree, parties = self._forest.at(index), self._parties
        own = {
            i: codes
            for i in range(len(tree.tokens))
            if not _is_aside(tree, _first(tree, i)) and (codes := parties.own(tree, i))
        }
        lists = [codes for i in own if len(codes := parties.of(tree, i)) > 1]
        return [*lists, tuple(code for codes in own.values() for code in codes)]

    def lemmas_of(self, index: int) -> list[str]:
        """The words of a sentence, as lemmas; none outside the article."""
        return self._forest.words[index].lemmas if 0 <= index < len(self._forest) else []

    def land_of(self, words: frozenset[str], sentences: Iterable[int], aside: set[str]) -> Codes:
        """The only state that the first of the sentences with one of the words names, those that
        name none but `aside` passed over."""
        for index in sentences:
            if not words.isdisjoint(self.lemmas_of(index)):
                named = {*self.places_in(index)} - aside
                if named:
                    return tuple(named) if len(named) == 1 else ()
        return ()

    def _named(self) -> Counter[str]:
        """In how many sentences each actor is named."""
        return Counter(code for i in range(len(self._forest)) for code in self.named_in(i))

    def subject_before(self, index: int) -> Codes:
        """Who the main verb of the sentence before speaks of, or of the nearest that has such."""
        for at in range(index - 1, -1, -1):
            if at not in self._subjects:
                self._subjects[at] = _subject(self._forest.at(at), self._parties)
            if self._subjects[at]:
                return self._subjects[at]
        return ()


def _subject(tree: Tree, parties: Parties) -> Codes:
    """Who the main verb of a sentence speaks of."""
    roots = [i for i in range(len(tree.tokens)) if tree.head(i) < 0]
    return tuple(
        code for root in roots for i in tree.subjects(root) for code in parties.of(tree, i)
    )


def _is_aside(tree: Tree, i: int) -> bool:
    """Where it happened, or who mediated: «в Осло», «при посредничестве Омана»."""
    above = tree.head(i)
    return is_scenery(tree, i) or (above >= 0 and is_mediation(tree, above))


def _first(tree: Tree, i: int) -> int:
    """The first of those with which token `i` is coordinated: «в Катаре и Бахрейне»."""
    return tree.head(i) if tree.rel(i) == "conj" else i
