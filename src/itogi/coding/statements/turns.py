"""Dialogue without quotation marks: words after a colon line, a speaker's label, or a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from itogi.coding.statements.attribution import Attribution
from itogi.coding.statements.lexicon import words
from itogi.coding.statements.parentheses import reporting_verb
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.scene import DASHES, MARKS, OUTSIDE, Scene, Tree, predicate, word
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.coding.statements.speech import Speech, Spoken
from itogi.coding.statements.subjects import heads_label
from itogi.coding.trace import SpeakerHow
from itogi.language.spelling import plain
from itogi.reading.article import Block

LONGEST_QUESTION = 300
"""Characters that an interviewer's question in a paragraph of its own may have."""
INTERVIEW = 2
"""Questions with an answer in the first person that make an interview."""
LONGEST_LABEL = 8
"""Words that a speaker's label may have."""
WHOLE_ARTICLE = 10**9
LONGEST_NAME = 60
"""Characters of a name in quotation marks that an answer may hold."""
_LABEL = re.compile(r"(?P<label>[^\s:«»\"“„—][^:«»\"“„\n]{1,70}?)\s?:\s+(?=[^\s«»\"“„])")
_FIRST_PERSON = re.compile(r"\b(?:я|мы|нам|нас|мне|меня|наш\w*|мой|моя|мое|мои)\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:\d+[.)]|[•*·])")


class Turns:
    def __init__(
        self, scene: Scene, speakers: Speakers, spoken: Spoken, attribution: Attribution
    ) -> None:
        self.scene = scene
        self.speakers = speakers
        self.spoken = spoken
        self.attribution = attribution
        self.trees: dict[int, list[Tree]] = {}
        for tree in scene.trees:
            self.trees.setdefault(tree.sentence.block, []).append(tree)

    def speeches(self) -> Iterator[Speech]:
        """The turns of the article, block by block."""
        answering: Speaker | None = None
        answers = self._answered()
        guest = self._guest(min(answers)) if answers else None
        host = self._guest(min(dashed)) if len(dashed := self._answered_dashes()) > 1 else None
        previous: Block | None = None
        for index, block in enumerate(self.scene.article.blocks):
            if block.kind == "furniture" or index not in self.trees:
                continue
            speech = self._after_colon_line(previous, index, block) or self._labelled(index, block)
            if speech is None and (end := self._answer_label(block)):
                speaker = answering or self._guest(index)
                if speaker is not None:
                    speech = self._speech(block, end, speaker, "turn-label", None, "answering")
            if speech is None and previous is not None and self._answers(previous, block):
                speaker = answering or self.spoken.last(block.start, WHOLE_ARTICLE) or host
                if speaker is not None:
                    speech = self._speech(
                        block, block.start, speaker, "turn-dash", None, "answering"
                    )
            if speech is None and guest is not None and index in answers:
                speech = self._speech(block, block.start, guest, "turn-answer", None, "guest")
            if speech is not None:
                answering = speech.speaker
                yield speech
            previous = block

    def _speech(
        self,
        block: Block,
        start: int,
        speaker: Speaker,
        rule: str,
        cue: tuple[int, int] | None,
        how: SpeakerHow = "named",
    ) -> Speech:
        """The rest of the block from `start`, without a dash before and a full stop behind."""
        text, end = self.scene.text, block.end
        while start < end and (text[start].isspace() or text[start] in DASHES):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "'"):
            end -= 1
        if text[end - 1 : end] == "." and text[end - 3 : end] != "...":
            end -= 1
        return Speech(start, end, speaker, rule, cue, how)

    def _answers(self, previous: Block, block: Block) -> bool:
        """Whether the block is a dashed turn that answers a dashed question before it."""
        text = self.scene.text
        asked = text[previous.start : previous.end].rstrip().endswith("?")
        asks = text[block.start : block.end].rstrip().endswith("?")
        quoted = any(block.start <= q.outer < block.end for q in self.scene.quotations)
        return asked and not asks and not quoted and self._dashed(block)

    # Questions set apart as paragraphs («bold»), and answers without a dash or a label

    def _answered(self) -> set[int]:
        """Indices of the blocks that answer, where the article is such an interview."""
        blocks = self.scene.article.blocks
        found: set[int] = set()
        told = 0
        answering = first = False
        for index, block in enumerate(blocks):
            if block.kind not in ("paragraph", "subheading") or index not in self.trees:
                answering = answering and block.kind == "furniture"
                continue
            if self._asks(block):
                answering = first = True
            elif answering:
                own = self._in_first_person(index)
                told += first and own
                if (first or own) and self._plain(block):
                    found.add(index)
                answering, first = own, False
        return found if told >= INTERVIEW else set()

    def _answered_dashes(self) -> list[int]:
        """Indices of the dashed turns that answer a dashed question right before them."""
        blocks = self.scene.article.blocks
        return [
            i + 1
            for i, (asked, turn) in enumerate(pairwise(blocks))
            if self._dashed(asked) and self._answers(asked, turn)
        ]

    def _answer_label(self, block: Block) -> int | None:
        """Where the words begin behind «Ответ:», which leaves open who answers."""
        match = _LABEL.match(self.scene.text, block.start, block.end)
        if match is None or plain(match["label"]).strip(" .") not in words("answering"):
            return None
        return match.end()

    def _asks(self, block: Block) -> bool:
        said = self.scene.text[block.start : block.end].rstrip()
        return said.endswith("?") and len(said) <= LONGEST_QUESTION and self._plain(block)

    def _plain(self, block: Block) -> bool:
        """Whether the block has neither quotation marks nor a dash or label that says whose."""
        text = self.scene.text
        quoted = any(block.start <= q.outer < block.end and not q.depth for q in self._long())
        return not quoted and text[block.start] not in DASHES

    def _long(self) -> Iterator[Quotation]:
        return (q for q in self.scene.quotations if q.end - q.start > LONGEST_NAME)

    def _in_first_person(self, index: int) -> bool:
        return any(
            token.feats.get("Person") == "1" or _FIRST_PERSON.fullmatch(token.text)
            for tree in self.trees[index]
            for token in tree.tokens
        )

    def _guest(self, answer: int) -> Speaker | None:
        """The person last named as a subject before the first answer."""
        before = [tree for index in range(answer) for tree in self.trees.get(index, ())]
        for tree in reversed(before):
            for i, token in enumerate(tree.tokens):
                if not token.rel.startswith("nsubj") or token.feats.get("Case") != "Nom":
                    continue
                referent = self.speakers.referents.at(tree.index, i)
                if referent is not None and referent.kind == "person":
                    return self.speakers.named(tree, i)
        return None

    def _dashed(self, block: Block) -> bool:
        text = self.scene.text
        return text[block.start] in DASHES and text[block.start + 1 : block.start + 2].isspace()

    def _after_colon_line(self, previous: Block | None, index: int, block: Block) -> Speech | None:
        """«Он написал:» and the words in the next paragraph, without marks."""
        if previous is None or block.kind == "headline":
            return None
        text = self.scene.text
        line = text[previous.start : previous.end].rstrip()
        said = text[block.start : block.end]
        if not line.endswith(":") or said[:1] in MARKS or said[:1] in DASHES or _BULLET.match(said):
            return None
        colon = previous.start + len(line) - 1
        attributed = self.attribution.before_colon(colon)
        if self.scene.level(colon) != OUTSIDE or attributed is None or attributed.speaker is None:
            return None
        speaker, cue, how = attributed.speaker, attributed.cue, attributed.how
        if self._tells_of(index, block, speaker):
            return None
        return self._speech(block, block.start, speaker, "turn-colon", cue, how)

    def _tells_of(self, index: int, block: Block, speaker: Speaker) -> bool:
        """Whether the paragraph is the newsroom's again, the words before it lost with their frame
        or picture: it names the speaker as one who acts, attributes a quotation, relays a report,
        or announces words in its turn."""
        text = self.scene.text
        if text[block.start : block.end].rstrip().endswith(":"):
            return True
        inside = [q for q in self.scene.quotations if block.start <= q.outer and q.end <= block.end]
        if any(self.attribution.behind(q) is not None for q in inside if not q.depth):
            return True
        for tree in self.trees[index]:
            if word(tree.tokens[0]) == "как" and reporting_verb(self.scene, tree, 0) is not None:
                return True
            for i, token in enumerate(tree.tokens):
                if token.rel.startswith("nsubj") and token.pos == "PROPN":
                    who = self.speakers.referents.at(tree.index, i)
                    if who is not None and who.kind == "person" and who.name == speaker.name:
                        return True
        return False

    def _labelled(self, index: int, block: Block) -> Speech | None:
        """«Имя Фамилия: words» and the headline «Лавров: words»."""
        match = _LABEL.match(self.scene.text, block.start, block.end)
        if match is None or len(match["label"].split()) > LONGEST_LABEL:
            return None
        if plain(match["label"]).strip(" .") in words("asking"):
            return None
        tree = self.trees[index][0]
        label = [i for i, token in enumerate(tree.tokens) if token.end <= match.end("label")]
        if not label or any(predicate(tree.tokens[i]) for i in label):
            return None
        head = self._head(tree, label)
        alone = head is None and len(label) == 1
        speaker = self._of_surname(tree, label[0]) if alone else None
        speaker = self._speaker(tree, head) if head is not None else speaker
        if speaker is None or not self._clause(index, match.end()):
            return None
        return self._speech(block, match.end(), speaker, "turn-label", match.span("label"))

    def _head(self, tree: Tree, label: list[int]) -> int | None:
        """The one noun in the nominative that heads a label; «Иран и Россия: …» has two."""
        for i in label:
            if heads_label(tree, i):
                several = any(tree.tokens[k].rel == "conj" for k in tree.kids[i] if k in label)
                return None if several else i
        return None

    def _speaker(self, tree: Tree, head: int) -> Speaker | None:
        """A person, a body or a state that can speak; not «Теракт в Париже: …»."""
        if self.speakers.is_outlet(tree, head):
            return None
        referent = self.speakers.referents.at(tree.index, head)
        if referent is None:
            person = any(n.kind == "PER" and n.first <= head < n.last for n in tree.sentence.names)
            return self.speakers.named(tree, head) if person else self._of_surname(tree, head)
        being = tree.tokens[head].feats.get("Animacy") == "Anim"
        if referent.kind == "group" or (referent.kind == "role" and not being):
            return None
        return self.speakers.named(tree, head)

    def _of_surname(self, tree: Tree, head: int) -> Speaker | None:
        """The person of the article whose surname stands alone before the colon; the body may name
        whoever the headline calls by surname."""
        surname = tree.tokens[head].text
        for other in (*self.scene.trees[: tree.index], *self.scene.trees[tree.index :]):
            for name in other.sentence.names:
                if name.kind == "PER" and other.tokens[name.last - 1].text == surname:
                    return self.speakers.named(other, name.first)
        return None

    def _clause(self, index: int, start: int) -> bool:
        """Whether what follows a label is speech: it has a predicate or a first person."""
        for tree in self.trees[index]:
            if any(token.start >= start and predicate(token) for token in tree.tokens):
                return True
            said = (k for k, token in enumerate(tree.tokens) if token.start >= start)
            if any(_is_copula(tree, k) for k in said):
                return True
        block = self.scene.article.blocks[index]
        return bool(_FIRST_PERSON.search(self.scene.text, start, block.end))


def _is_copula(tree: Tree, i: int) -> bool:
    """«Перу – наш сосед»: a dash between two that are the same."""
    if tree.tokens[i].text not in DASHES or not 0 < i < len(tree) - 1:
        return False
    behind = (t for t in tree.tokens[i + 1 :] if t.rel in ("root", "parataxis"))
    both = tree.tokens[i - 1].feats.get("Case") == "Nom"
    return both and any(t.feats.get("Case") == "Nom" for t in behind)
