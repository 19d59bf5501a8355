"""Direct speech in quotation marks: whole sentences, and fragments of three words or more."""

from __future__ import annotations

import re

from itogi.coding.statements.attribution import SAYINGS, Attribution
from itogi.coding.statements.lexicon import words
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.report import Report
from itogi.coding.statements.scene import DASHES, Scene, Tree, infinitive, key, predicate, word
from itogi.coding.statements.speakers import Speakers
from itogi.coding.statements.speech import WIDEST, Around, Speech, Spoken
from itogi.coding.statements.subjects import by_whom, owner
from itogi.coding.trace import WordsLoss

HEADINGS = frozenset({"headline", "subtitle", "subheading"})
FRAGMENT = 3
"""Words from which a quoted fragment in the newsroom's sentence counts (codebook, section 4)."""
SENTENCE = 2
"""Words from which a quotation that is a sentence of its own counts."""
TITLE = 4
"""Words up to which a quotation without a predicate, attributed to nobody, is a title."""
PHRASE = 8
"""Tokens that a noun and those whose words it names may take up before «о»."""
_WORD = re.compile(r"\w+(?:[-’']\w+)*")


class Direct:
    def __init__(
        self,
        scene: Scene,
        speakers: Speakers,
        around: Around,
        spoken: Spoken,
        attribution: Attribution,
    ) -> None:
        self.scene = scene
        self.speakers = speakers
        self.around = around
        self.spoken = spoken
        self.attribution = attribution

    def speeches(self) -> list[Speech]:
        """The quotations that somebody speaks, in the order of the text."""
        found: list[Speech] = []
        previous: Speech | None = None
        quotations = self.scene.quotations
        for index, q in enumerate(quotations):
            speech: Speech | None
            if previous is not None and (
                q.follows or self._strung(quotations[index - 1], q, previous)
            ):
                speech = self._continued(q, previous)
            else:
                after = quotations[index + 1] if index + 1 < len(quotations) else None
                broken = after is not None and after.follows and after.depth == q.depth
                speech = self._quotation(q, 1 if broken else SENTENCE)
            if q.depth == 0 or speech is not None:
                previous = speech
            if speech is not None and speech.end > speech.start:
                found.append(speech)
                self.spoken.hear(speech)
        return found

    def _strung(self, before: Quotation, q: Quotation, spoken: Speech) -> bool:
        """«скандировали: «…» и «…»»: the marks are another's right behind, of words enough."""
        text = self.scene.text
        link = text[before.after : q.outer].strip(" ,")
        enough = len(_WORD.findall(text, q.start, q.end)) >= FRAGMENT
        colon = spoken.rule == "quotation-colon" and spoken.start == before.start
        return colon and enough and link == "и" and q.depth == before.depth

    def _continued(self, q: Quotation, by: Speech) -> Speech:
        return Speech(*self._span(q), by.speaker, "quotation-goes-on", by.cue, by.how)

    def _span(self, q: Quotation) -> tuple[int, int]:
        """The words without the spaces and the full stop at their edges."""
        text, start, end = self.scene.text, q.start, q.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end and text[end - 1] in ".," and text[end - 3 : end] != "...":
            end -= 1
        return start, end

    def _quotation(self, q: Quotation, shortest: int) -> Speech | None:
        found = self._read(q, shortest)
        if isinstance(found, Speech):
            return found
        self.scene.trace.quotation_lost(q, found)
        return None

    def _read(self, q: Quotation, shortest: int) -> Speech | WordsLoss:
        """The quotation as speech, or why it is none."""
        length = len(_WORD.findall(self.scene.text, q.start, q.end))
        if length < shortest:
            return "short"
        alone = self.attribution.stands_alone(q)
        if length < FRAGMENT and not alone and shortest == SENTENCE:
            return "short"
        whole = self._whole(q)
        if whole is not None and whole.speaker is not None:
            cue, how = whole.cue, whole.how
            return Speech(*self._span(q), whole.speaker, "quotation", cue, how)
        said = None if self._introduced(q) else self.attribution.behind(q)
        rule = "quotation-after"
        if said is None:
            said = self.attribution.before(q)
            rule = "quotation-colon"
        if said is not None:
            if said.speaker is None:
                return "outlet"
            return Speech(*self._span(q), said.speaker, rule, said.cue, said.how)
        if length < FRAGMENT:
            return "short"
        if self._is_name(q):
            return "name"
        outer = self._outer(q)
        if outer is not None and outer.speaker is not None:
            cue, how = outer.cue, outer.how
            return Speech(*self._span(q), outer.speaker, "quotation-in-report", cue, how)
        if not alone:
            return self._fragment(q) or "nobody"
        if self._in_headline(q):
            return "headline"
        if self._title(q):
            return "title"
        found = self.attribution.unsaid(q)
        if found is None:
            return "nobody"
        speaker, how = found
        return Speech(*self._span(q), speaker, "quotation-alone", None, how)

    def _introduced(self, q: Quotation) -> bool:
        """Whether a colon opens the quotation and no dash follows it: «крикнул: «…», те …»."""
        text = self.scene.text
        followed = text[q.after : q.after + 4].strip()
        dashed = any(mark in DASHES for mark in followed)
        return text[max(0, q.outer - 3) : q.outer].strip().endswith(":") and not dashed

    def _whole(self, q: Quotation) -> Report | None:
        """The report that has no words but this quotation's, while its cue stands outside."""
        for report in self.around.starting(q.outer, q.end):
            if q.start < report.end <= q.after + 1 and not q.start <= report.cue[0] < q.end:
                return report
        return None

    def _outer(self, q: Quotation) -> Report | None:
        """The innermost report around the quotation."""
        for report in self.around.starting(q.start - WIDEST, q.start):
            if q.end <= report.end + 1 and not q.start <= report.cue[0] < q.end:
                return report
        return None

    def _in_headline(self, q: Quotation) -> bool:
        """Whether the body has to tell who speaks, see `headlines`."""
        tree = self.scene.tree_at(q.outer)
        blocks = self.scene.article.blocks
        return tree is not None and bool(blocks) and blocks[tree.sentence.block].kind in HEADINGS

    def _title(self, q: Quotation) -> bool:
        """Whether the marks hold the title of something: a few words without a predicate."""
        tree = self.scene.tree_at(q.outer)
        if tree is None or len(_WORD.findall(self.scene.text, q.start, q.end)) > TITLE:
            return False
        held = [t for t in tree.tokens if q.start <= t.start < q.end]
        return bool(held) and not any(predicate(t) or infinitive(t) for t in held)

    def _is_name(self, q: Quotation) -> bool:
        """Whether the marks hold a name: «Закон «О гражданстве», партия «За новый путь»."""
        at = self.scene.token_at(q.outer)
        if at is None or self.attribution.opens_sentence(q):
            return False
        tree, i = at
        before = tree.tokens[i - 1] if i else None
        called = any(t.feats.get("Case") == "Ins" for t in tree.tokens[i + 1 : i + 3])
        small = self.scene.text[q.start : q.start + 1].islower()
        tells = any(q.start <= t.start < q.end and predicate(t) for t in tree.tokens)
        if before is not None and key(before) in words("titled") and not called:
            # «договор «не стоит бумаги»» tells of it what «договор «О дружбе»» does not.
            return not (small and tells)
        held = self.scene.text[q.start : q.end].split()
        if self._named_after(tree, i, held):
            return True
        if not self.scene.text[q.start : q.start + 1].isupper():
            return False
        if all(not part[0].islower() for part in held):
            return True
        if before is None or before.pos == "VERB" or word(before) in ("что", ",", "на"):
            return False
        return not tells

    def _named_after(self, tree: Tree, i: int, held: list[str]) -> bool:
        """«закон Димы Яковлева», «дело Ивана Голунова»: a noun and a proper name alone."""
        opening = next((t for t in tree.tokens[i : i + 2] if t.text[:1].isalpha()), None)
        proper = len(held) > 1 and all(part[:1].isupper() for part in held[1:])
        return proper and opening is not None and opening.pos == "NOUN"

    def _fragment(self, q: Quotation) -> Speech | None:
        """A fragment in the newsroom's sentence: the nearest reporting verb of its clause."""
        at = self.scene.token_at(q.outer)
        if at is None or q.depth:
            return None
        tree, i = at
        named = self._of_words(tree, q)
        if named is not None:
            return named
        for k in range(i - 1, -1, -1):
            token = tree.tokens[k]
            if tree.level[k] != tree.level[i]:
                continue
            known = key(token) in self.scene.lexicon.verbs or key(token) in words("uttering")
            if (
                token.pos in ("VERB", "ADJ")
                and known
                and token.feats.get("Person") not in ("1", "2")
            ):
                if token.feats.get("Voice") == "Pass" and by_whom(tree, k) is None:
                    return None
                speaker = self.speakers.of_verb(tree, k)
                cue = (token.start, token.end)
                return None if speaker is None else Speech(*self._span(q), speaker, "fragment", cue)
            if predicate(token) or token.text in ";:":
                return None
        return None

    def _of_words(self, tree: Tree, q: Quotation) -> Speech | None:
        """«заявление МИД о «полной готовности …»»: whose words a noun before «о» names."""
        before = [k for k, token in enumerate(tree.tokens) if token.end < q.outer]
        if len(before) < 3 or word(tree.tokens[before[-1]]) not in ("о", "об"):
            return None
        for k in range(before[-2], max(-1, before[-2] - PHRASE), -1):
            token = tree.tokens[k]
            if token.pos in ("VERB", "AUX", "PUNCT"):
                return None
            if token.pos == "NOUN" and key(token) in SAYINGS:
                whose = owner(tree, k)
                if whose is None or self.speakers.referents.at(tree.index, whose) is None:
                    return None
                speaker = self.speakers.named(tree, whose)
                cue = (token.start, token.end)
                if speaker is None or "«" in speaker.name:
                    return None
                return Speech(*self._span(q), speaker, "fragment", cue)
        return None
