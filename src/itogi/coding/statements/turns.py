"""Dialogue without quotation marks: words after a colon line, a speaker's label, or a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itogi.coding.statements.direct import Direct, Speech
from itogi.coding.statements.lexicon import plain
from itogi.coding.statements.scene import DASHES, MARKS, Scene, Tree, finite, nominal, predicate
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.reading.article import Block

_LABEL = re.compile(r"(?P<label>[^\s:«»\"“„—][^:«»\"“„\n]{1,70}?)\s?:\s+(?=[^\s«»\"“„])")
_ASKERS = frozenset({"вопрос", "корреспондент", "корр", "ведущий", "ведущая", "журналист"})
_FIRST = re.compile(r"\b(?:я|мы|нам|нас|мне|меня|наш\w*|мой|моя|мое|мои)\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:\d+[.)]|[•*·])")
LONGEST_LABEL = 8
"""Words that a speaker's label may have."""


class Turns:
    def __init__(self, scene: Scene, speakers: Speakers, direct: Direct) -> None:
        self.scene = scene
        self.speakers = speakers
        self.direct = direct
        self.trees: dict[int, list[Tree]] = {}
        for tree in scene.trees:
            self.trees.setdefault(tree.sentence.block, []).append(tree)

    def speeches(self) -> Iterator[Speech]:
        """The turns of the article, block by block."""
        answering: Speaker | None = None
        asked = False
        previous: Block | None = None
        for index, block in enumerate(self.scene.article.blocks):
            if block.kind == "furniture" or index not in self.trees:
                continue
            speech = self._after_colon_line(previous, block) or self._labelled(index, block)
            if speech is None and self._dashed(block):
                if asked and not self._asks(block):
                    speaker = answering or self.direct.last_speaker(block.start, 100_000)
                    if speaker is not None and not self._attributed(block):
                        speech = self._speech(block, block.start + 1, speaker, "turn-dash", None)
            if speech is not None:
                answering = speech.speaker
                yield speech
            asked = self._asks(block)
            previous = block

    def _speech(
        self, block: Block, start: int, speaker: Speaker, rule: str, cue: tuple[int, int] | None
    ) -> Speech:
        text, end = self.scene.text, block.end
        while start < end and text[start] in " \t\xa0—–-":
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in "'"):
            end -= 1
        if text[end - 1 : end] == "." and text[end - 3 : end] != "...":
            end -= 1
        return Speech(start, end, speaker, rule, cue)

    def _asks(self, block: Block) -> bool:
        return self.scene.text[block.start : block.end].rstrip().endswith("?")

    def _dashed(self, block: Block) -> bool:
        text = self.scene.text[block.start : block.end]
        return text[:1] in DASHES and text[1:2].isspace() and ("»" not in text or "«" in text)

    def _attributed(self, block: Block) -> bool:
        return any(q.outer < block.end and block.start < q.end for q in self.scene.quotations)

    def _after_colon_line(self, previous: Block | None, block: Block) -> Speech | None:
        """«Он написал:» and the words in the next paragraph, without marks."""
        if previous is None or block.kind in ("headline", "furniture"):
            return None
        text = self.scene.text
        line = text[previous.start : previous.end].rstrip()
        words = text[block.start : block.end]
        if not line.endswith(":") or words[:1] in MARKS or words[:1] in DASHES:
            return None
        if _BULLET.match(words):
            return None
        colon = previous.start + len(line) - 1
        if self.scene.level(colon) >= 0:
            return None
        found = self.direct.before_colon(colon)
        if found is None or found[0] is None:
            return None
        return self._speech(block, block.start, found[0], "turn-colon", found[1])

    def _labelled(self, index: int, block: Block) -> Speech | None:
        """«Имя Фамилия: words» and the headline «Лавров: words»."""
        text = self.scene.text
        match = _LABEL.match(text, block.start, block.end)
        if match is None or len(match["label"].split()) > LONGEST_LABEL:
            return None
        label = plain(match["label"]).strip(" .")
        if label in _ASKERS:
            return None
        tree = self.trees[index][0]
        inside = [i for i, t in enumerate(tree.tokens) if t.end <= match.end("label")]
        if not inside or any(predicate(tree.tokens[i]) for i in inside):
            return None
        head = self._label_head(tree, inside)
        if head is None:
            return None
        speaker = self._label_speaker(tree, head)
        if speaker is None or not self._spoken(index, match.end()):
            return None
        start, end = match.span("label")
        return self._speech(block, match.end(), speaker, "turn-label", (start, end))

    def _label_head(self, tree: Tree, inside: list[int]) -> int | None:
        nouns = [i for i in inside if nominal(tree.tokens[i])]
        for i in nouns:
            token = tree.tokens[i]
            if tree.tokens[i].feats.get("Case") == "Nom" and not (
                i and tree.tokens[i - 1].pos == "ADP"
            ):
                coordinated = any(tree.tokens[k].rel == "conj" for k in tree.kids[i] if k in inside)
                return None if coordinated else i
            if token.pos == "ADP":
                return None
        return None

    def _label_speaker(self, tree: Tree, head: int) -> Speaker | None:
        """A person, or an institution in a headline; not «Теракт в Париже: …»."""
        if self.speakers.is_outlet(tree, head):
            return None
        referent = self.speakers.referents.at(tree.index, head)
        if referent is None:
            names = [n for n in tree.sentence.names if n.kind == "PER" and n.first <= head < n.last]
            return self.speakers.named(tree, head) if names else None
        if referent.kind in ("person", "institution", "organisation", "state", "role"):
            animate = tree.tokens[head].feats.get("Animacy") == "Anim"
            if referent.kind == "role" and not animate:
                return None
            return self.speakers.named(tree, head)
        return None

    def _spoken(self, index: int, start: int) -> bool:
        """Whether what follows the label is a clause: a predicate, a question, a first person."""
        for tree in self.trees[index]:
            for token in tree.tokens:
                if token.start >= start and (predicate(token) or finite(token)):
                    return True
        block = self.scene.article.blocks[index]
        return bool(_FIRST.search(self.scene.text, start, block.end))
