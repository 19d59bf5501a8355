"""Reported words without quotation marks: every construction of the codebook that has a speaker."""

from __future__ import annotations

from collections.abc import Iterator

from itogi.coding.statements.asides import aside, paper_aside, source
from itogi.coding.statements.clauses import level_span
from itogi.coding.statements.complements import (
    Content,
    clause_mark,
    complement,
    plain_colon,
)
from itogi.coding.statements.equations import equation
from itogi.coding.statements.lexicon import Reporting, words
from itogi.coding.statements.nouns import governed
from itogi.coding.statements.parentheses import reading, says_itself
from itogi.coding.statements.pointing import SUMMING, fronted, points_back, so, such, summed
from itogi.coding.statements.report import Cue, Report, reaching, spanning
from itogi.coding.statements.scene import (
    OUTSIDE,
    Scene,
    Tree,
    finite,
    infinitive,
    key,
    predicate,
    word,
)
from itogi.coding.statements.speakers import Author, Speakers
from itogi.coding.statements.subjects import by_whom, can_report, preposition
from itogi.language.spelling import plain

BACK = 3
"""Sentences that «Об этом сообщил X» may pass over to find the words it points to."""


class Reports:
    """Finds the reports of an article, sentence by sentence."""

    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene = scene
        self.speakers = speakers

    def of(self, tree: Tree) -> Iterator[Report]:
        """The reports of one sentence, in the order of their cues."""
        lexicon = self.scene.lexicon
        for i, token in enumerate(tree.tokens):
            kind, pos = plain(token.lemma), token.pos
            known = kind in lexicon.cues or kind in SUMMING
            if known and (pos in ("VERB", "ADJ", "AUX") or finite(token)):
                yield from self._paper(tree, i)
                yield from self._summed(tree, i)
                if can_report(tree, i):
                    yield from self._verb(tree, i)
                elif kind in lexicon.verbs:
                    self.scene.trace.verb_lost(tree.index, i, "form")
            elif pos in ("NOUN", "PROPN") and kind in lexicon.nouns and not finite(token):
                yield from governed(self.scene, self.speakers, tree, i)
            elif pos == "ADP" and word(token) in lexicon.openers:
                yield from source(self.scene, self.speakers, tree, i)

    def _verb(self, tree: Tree, i: int) -> Iterator[Report]:
        act = such(self.scene, tree, i)
        if act is not None:
            author = self.speakers.author(tree, i)
            before = self._sentence_before(Cue(tree, i, "this", act, author))
            if author.speaker and before is not None:
                yield before
            return
        reporting = reading(self.scene, tree, i)
        if reporting is None:
            return
        if tree.negated(i) and not reporting.survives_negation:
            self.scene.trace.verb_lost(tree.index, i, "denied")
            return
        if self._asked_for(tree, i):
            self.scene.trace.verb_lost(tree.index, i, "form")
            return
        author = self.speakers.author(tree, i)
        content = complement(self.scene, tree, i, reporting)
        if content is not None and content.rule == "colon" and "aside" in reporting.frames:
            beside = list(aside(self.scene, self.speakers, tree, i, reporting))
            if beside:
                yield from beside
                return
        if content is not None:
            cue = Cue(tree, i, content.rule, reporting.act, author)
            governor = None if content.rule == "colon" else i
            report = reaching(self.scene, cue, content.first, content.head, governor)
            report = self._before_subject(cue, content, report)
        elif (span := self._equation(tree, i, reporting)) is not None:
            start, end = tree.tokens[span[0]].start, tree.tokens[span[1]].end
            if tree.level[span[0]] not in (tree.level[i], OUTSIDE):
                start = min(start, self.scene.quotations[tree.level[span[0]]].outer)
            if tree.level[span[1]] not in (tree.level[i], OUTSIDE):
                end = max(end, self.scene.quotations[tree.level[span[1]]].after)
            cue = Cue(tree, i, "equation", reporting.act, author)
            report = spanning(self.scene, cue, start, end)
        elif (told := fronted(tree, i, self.speakers.subject(tree, i))) is not None:
            cue = Cue(tree, i, "that", reporting.act, author)
            report = spanning(self.scene, cue, tree.tokens[told[0]].start, tree.tokens[told[1]].end)
        elif author.speaker and (so(tree, i) or self._points_back(tree, i, reporting)):
            report = self._sentence_before(Cue(tree, i, "this", reporting.act, author))
        else:
            beside = []
            if "aside" in reporting.frames:
                beside = list(aside(self.scene, self.speakers, tree, i, reporting))
            if not beside:
                self.scene.trace.verb_lost(tree.index, i, "no-content")
            yield from beside
            return
        if report is not None:
            yield report
        else:
            self.scene.trace.verb_lost(tree.index, i, "nobody")

    def _asked_for(self, tree: Tree, i: int) -> bool:
        """«просят заверить их, что …»: what somebody is asked to say is not said."""
        token = tree.tokens[i]
        if not infinitive(token) or token.head < 0 or token.rel not in ("xcomp", "obj", "ccomp"):
            return False
        above = self.scene.lexicon.verbs.get(key(tree.tokens[token.head]))
        return above is not None and above.act in ("request", "order")

    def _before_subject(self, cue: Cue, content: Content, report: Report | None) -> Report | None:
        """«обещал приехать президент»: the words end before the subject that follows them."""
        if report is None or content.rule != "infinitive":
            return report
        tree = cue.tree
        subject = self.speakers.subject(tree, cue.token)
        if subject is None or subject < content.first or tree.tokens[subject].pos == "PRON":
            return report
        if tree.tokens[subject].feats.get("Case") != "Nom":
            return report
        start = tree.tokens[tree.span(subject)[0]].start
        return spanning(self.scene, cue, report.start, min(report.end, start))

    def _equation(self, tree: Tree, i: int, reporting: Reporting) -> tuple[int, int] | None:
        if not reporting.frames & {"equation", "as"} or by_whom(tree, i) is not None:
            return None
        return equation(tree, i, reporting, self.speakers.subject(tree, i))

    def _points_back(self, tree: Tree, i: int, reporting: Reporting) -> bool:
        return "this" in reporting.frames and points_back(tree, i)

    def _paper(self, tree: Tree, i: int) -> Iterator[Report]:
        """«В заявлении говорится, что», «в нём сказано, что»: whoever issued it speaks."""
        if not says_itself(self.scene, tree, i):
            return
        if points_back(tree, i) and tree.tokens[-1].text != ":":
            told = self._sentence_before(Cue(tree, i, "this", "assert", Author(None, "paper")))
            if told is not None:
                yield told
            return
        mark = clause_mark(self.scene, tree, i, words("complements"))
        colon = None if mark is not None else plain_colon(self.scene, tree, i)
        if colon is not None:
            cue = Cue(tree, i, "paper", "assert", Author(None, "paper"))
            report = reaching(self.scene, cue, colon + 1, None, None)
            if report is not None:
                yield report
        elif mark is not None:
            cue = Cue(tree, i, "paper", "assert", Author(None, "paper"))
            report = reaching(self.scene, cue, mark + 1, tree.tokens[mark].head, i)
            if report is not None:
                yield report
        else:
            yield from paper_aside(self.scene, tree, i)

    def _summed(self, tree: Tree, i: int) -> Iterator[Report]:
        """«Позиция Москвы такова: …», «… — такова позиция Москвы»."""
        whose = summed(self.scene, tree, i)
        if whose is None:
            return
        author = Author(self.speakers.named(tree, whose))
        report: Report | None = None
        if tree.tokens[i + 1].text != ":":
            dash = tree.tokens[i - 1]
            start = level_span(self.scene, tree, tree.level[i])[0]
            cue = Cue(tree, i, "aside", "opine", author)
            report = spanning(self.scene, cue, start, dash.start)
        elif plain_colon(self.scene, tree, i) == i + 1:
            cue = Cue(tree, i, "colon", "opine", author)
            report = reaching(self.scene, cue, i + 2, None, None)
        if report is not None:
            yield report

    def _said_so(self, tree: Tree, cue: Cue) -> bool:
        """«Король объявил о разводе. Об этом он сказал газете»: the sentence tells that he spoke,
        and gives no words of his."""
        speaker = cue.author.speaker
        for i, token in enumerate(tree.tokens):
            topic = any(preposition(tree, k) in ("о", "об", "обо") for k in tree.kids[i])
            if token.rel == "root" and topic and key(token) in self.scene.lexicon.verbs:
                said = self.speakers.of_verb(tree, i)
                return said is not None and speaker is not None and said.name == speaker.name
        return False

    def _sentence_before(self, cue: Cue) -> Report | None:
        """The sentence that «об этом» points to, captions passed over."""
        trees = self.scene.trees
        for index in range(cue.tree.index - 1, max(-1, cue.tree.index - 1 - BACK), -1):
            if any(predicate(t) for t in trees[index].tokens):
                if self._said_so(trees[index], cue):
                    return None
                before = trees[index].sentence
                return spanning(self.scene, cue, before.start, before.end)
        return None
