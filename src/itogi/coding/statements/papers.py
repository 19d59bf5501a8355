"""Whose paper it is that speaks: «говорится в сообщении МВД», «в нём сказано»."""

from __future__ import annotations

from itogi.coding.statements.lexicon import words
from itogi.coding.statements.parentheses import paper_beside
from itogi.coding.statements.scene import Scene, Tree, finite, key
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.coding.statements.speech import SENTENCES, Spoken, actor_before
from itogi.coding.statements.subjects import owner

DECREES = frozenset({"указ", "распоряжение", "приказ", "постановление", "закон"})
"""Papers that a site only prints: whoever signed them speaks."""
LONG = 3000
"""Characters back to the last speaker that a paper without an owner may be his."""


class Papers:
    def __init__(self, scene: Scene, speakers: Speakers, spoken: Spoken) -> None:
        self.scene = scene
        self.speakers = speakers
        self.spoken = spoken

    def speaker(self, tree: Tree, verb: int) -> Speaker | None:
        """Who speaks through the paper that the verb reads from."""
        noun = paper_beside(self.scene, tree, verb)
        if noun is None:
            return None
        whose = owner(tree, noun)
        if whose is not None and tree.tokens[whose].pos != "DET":
            return self.speakers.named(tree, whose)
        place = self._place(tree)
        if place is not None and key(tree.tokens[noun]) not in DECREES:
            return self.speakers.named(tree, place)
        return self._issuer(tree, noun)

    def _place(self, tree: Tree) -> int | None:
        """Whose site the paper was put on: «опубликованном на сайте МИД Эстонии»."""
        for k, token in enumerate(tree.tokens):
            if key(token) in self.scene.lexicon.paper_places:
                whose = owner(tree, k)
                if whose is not None and tree.tokens[whose].pos != "DET":
                    return whose
        return None

    def _same_paper(self, tree: Tree, noun: int) -> Speaker | None:
        """«В заявлении также говорится» after «в заявлении МВД говорится»: whose that paper was."""
        before = self.scene.trees[tree.index - 1] if tree.index else None
        for k, token in enumerate(before.tokens if before is not None else ()):
            if before is None or key(token) != key(tree.tokens[noun]):
                continue
            whose = owner(before, k)
            if whose is not None and before.tokens[whose].pos != "DET":
                return self.speakers.named(before, whose)
        return None

    def _issuer(self, tree: Tree, noun: int) -> Speaker | None:
        """Whoever issued a paper just before, else spoke last, else acted last."""
        for back in range(tree.index, max(-1, tree.index - 1 - SENTENCES), -1):
            other = self.scene.trees[back]
            last = noun - 1 if back == tree.index else len(other)
            for i in range(last - 1, -1, -1):
                token = other.tokens[i]
                if finite(token) and key(token) in words("issuing"):
                    subject = self.speakers.subject(other, i)
                    if subject is not None:
                        return self.speakers.named(other, subject)
        again = self._same_paper(tree, noun)
        if again is not None:
            return again
        last_speaker = self.spoken.last(tree.tokens[noun].start, LONG)
        if last_speaker is not None:
            return last_speaker
        return actor_before(self.scene, self.speakers, tree.sentence.start)
