"""Whose paper it is that speaks: «говорится в сообщении МВД», «в нём сказано»."""

from __future__ import annotations

from itogi.coding.statements.lexicon import words
from itogi.coding.statements.scene import Scene, Tree, finite, key, word
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.coding.statements.speech import SENTENCES, Spoken, actor_before
from itogi.coding.statements.subjects import owner

SAID = frozenset({"сказано", "указано", "отмечено"})
PRONOUNS = frozenset({"нем", "ней", "котором", "которой"})
LONG = 3000
"""Characters back to the last speaker that a paper without an owner may be his."""


def says_itself(scene: Scene, tree: Tree, i: int) -> bool:
    """«говорится», «сказано», «отмечается»: a paper is what speaks."""
    token = tree.tokens[i]
    if key(token) not in scene.lexicon.paper_verbs:
        return False
    reflexive = key(token).endswith("ся") and token.feats.get("Number") == "Sing"
    passive = token.feats.get("Variant") == "Short" and token.feats.get("Gender") == "Neut"
    return reflexive or passive or word(token) in SAID


class Papers:
    def __init__(self, scene: Scene, speakers: Speakers, spoken: Spoken) -> None:
        self.scene = scene
        self.speakers = speakers
        self.spoken = spoken

    def speaker(self, tree: Tree, verb: int) -> Speaker | None:
        """Who speaks through the paper that the verb reads from."""
        noun = self.noun(tree, verb)
        if noun is None:
            return None
        whose = owner(tree, noun)
        if whose is not None and tree.tokens[whose].pos != "DET":
            return self.speakers.named(tree, whose)
        return self._issuer(tree, noun)

    def noun(self, tree: Tree, verb: int) -> int | None:
        """The paper beside the verb, or the pronoun that stands for it."""
        behind = range(verb + 1, min(verb + 18, len(tree)))
        before = range(verb - 1, max(-1, verb - 12), -1)
        places: list[int] = [*behind, *before]
        for k in places:
            token = tree.tokens[k]
            oblique = token.pos == "NOUN" and token.feats.get("Case") in ("Loc", "Gen", "Dat")
            if oblique and key(token) in self.scene.lexicon.papers:
                return k
            if word(token) in PRONOUNS and k < verb:
                return k
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
        last_speaker = self.spoken.last(tree.tokens[noun].start, LONG)
        if last_speaker is not None:
            return last_speaker
        return actor_before(self.scene, self.speakers, tree.sentence.start)
