"""Whose words a quotation holds: the attribution behind it, before its colon, or under it."""

from __future__ import annotations

from dataclasses import dataclass

from itogi.coding.statements.broken import CITING
from itogi.coding.statements.lexicon import words
from itogi.coding.statements.papers import Papers
from itogi.coding.statements.parentheses import paper_beside, says_itself
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    Scene,
    Tree,
    gerund,
    key,
    nominal,
    predicate,
    word,
)
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.coding.statements.speech import WIDEST, Around, Spoken, actor_before
from itogi.coding.statements.subjects import THIRD_PERSON, by_whom, heads_label, owner, preposition
from itogi.coding.trace import SpeakerHow

RELATING = frozenset({"приводить", "привести", "передавать", "передать"})
"""Verbs that cite only with a word for words: «приводит агентство слова министра»."""
SAYINGS = frozenset({"слово", "высказывание", "заявление", "сообщение", "речь", "фраза"})
VERBAL = ("л", "ла", "ли", "лся", "лась", "лись", "ет", "ит", "ют", "ят", "ется", "ится")
GAP = 8
"""Characters that may stand between a quotation and the first word of its attribution."""
_SPACE = " \t\xa0"
_STOPS = frozenset({",", ".", "!", "?", "…", "...", "'", "''"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words are attributed at `cue`; to nobody who counts (an outlet) where speaker is None."""

    speaker: Speaker | None
    cue: tuple[int, int]
    how: SpeakerHow = "named"


class Attribution:
    def __init__(
        self, scene: Scene, speakers: Speakers, spoken: Spoken, papers: Papers, around: Around
    ) -> None:
        self.around = around
        self.scene = scene
        self.speakers = speakers
        self.spoken = spoken
        self.papers = papers

    # Behind: «…», — сказал X

    def behind(self, q: Quotation) -> Attributed | None:
        at = self.scene.token_at(q.after)
        if at is None:
            return None
        tree, i = at
        between = self.scene.text[q.after : tree.tokens[i].start]
        if between.strip(_SPACE + "\n,.'"):
            return None
        if "\n" in between and tree.tokens[i].text[:1].islower():
            return self._reported_from(tree, i, dashed=True)
        dashed = False
        while i < len(tree) and tree.tokens[i].pos == "PUNCT":
            mark = tree.tokens[i].text
            dashed = dashed or mark in DASHES
            if mark not in DASHES and mark not in _STOPS and mark not in MARKS:
                return None
            i += 1
        if i >= len(tree) or tree.tokens[i].start - q.after > GAP:
            return None
        if not dashed and word(tree.tokens[i]) == "как" and self._goes_on(tree, i):
            return None
        comma = "," in self.scene.text[q.end : tree.tokens[i].start]
        if not dashed and not (comma and self.opens_sentence(q)):
            return None
        return self._reported_from(tree, i, dashed)

    def _goes_on(self, tree: Tree, i: int) -> bool:
        """««Зов гор», как заметил X, — его лучший фильм»: the marks hold what the sentence is
        about, which has a predicate behind the parenthesis at token i."""
        closing = next((k for k in range(i, len(tree)) if tree.tokens[k].text == ","), len(tree))
        return any(
            predicate(t) or word(t) == "это" or t.text in DASHES for t in tree.tokens[closing:]
        )

    def _reported_from(self, tree: Tree, i: int, dashed: bool) -> Attributed | None:
        """The attribution that begins at token i: its verb within the next few words."""
        lexicon = self.scene.lexicon
        for k in range(i, min(i + 8, len(tree))):
            token = tree.tokens[k]
            if tree.level[k] != tree.level[i] or token.text in ".;:":
                return None
            cue = (token.start, token.end)
            if key(token) in lexicon.by and dashed:
                whose = owner(tree, k)
                if whose is not None:
                    return Attributed(self.speakers.named(tree, whose), cue)
            if dashed and k == i and self._unknown_verb(tree, k):
                return Attributed(self.speakers.named(tree, k + 1), cue)
            if not predicate(token):
                continue
            if key(token) in CITING or (key(token) in RELATING and _words_of(tree, k)):
                return Attributed(self._cited(tree, k), cue)
            if says_itself(self.scene, tree, k) and paper_beside(self.scene, tree, k) is not None:
                return Attributed(self.papers.speaker(tree, k), cue, "paper")
            known = key(token) in lexicon.verbs
            if not known and not (dashed and k - i <= 4):
                return None
            said = self._of_verb(tree, k)
            return said if known or said.speaker is not None else None
        return None

    def _unknown_verb(self, tree: Tree, i: int) -> bool:
        """«— горячился Медведев»: a word that the tagger does not know for the verb it is."""
        if predicate(tree.tokens[i]) or i + 1 >= len(tree):
            return False
        name = tree.tokens[i + 1]
        verbal = tree.tokens[i].text.endswith(VERBAL) and tree.tokens[i].text.islower()
        being = name.pos in ("PROPN", "PRON") or name.feats.get("Animacy") == "Anim"
        return verbal and being and name.feats.get("Case") == "Nom"

    def _of_verb(self, tree: Tree, verb: int) -> Attributed:
        """The speaker at the verb; for a pronoun that stands for nobody known, the last one."""
        cue = (tree.tokens[verb].start, tree.tokens[verb].end)
        speaker = self.speakers.of_verb(tree, verb)
        if speaker is None:
            subject = self.speakers.subject(tree, verb)
            if subject is not None and word(tree.tokens[subject]) in THIRD_PERSON:
                return Attributed(self.spoken.last(cue[0]), cue, "last")
        return Attributed(speaker, cue)

    def _cited(self, tree: Tree, verb: int) -> Speaker | None:
        """«…», — цитирует президента агентство: the one who is cited."""
        for k in tree.kids[verb]:
            oblique = tree.tokens[k].feats.get("Case") in ("Acc", "Gen")
            whom = oblique or tree.tokens[k].rel in ("obj", "iobj")
            if whom and nominal(tree.tokens[k]) and not self.speakers.is_outlet(tree, k):
                if key(tree.tokens[k]) not in SAYINGS:
                    return self.speakers.named(tree, k)
                whose = owner(tree, k)
                return None if whose is None else self.speakers.named(tree, whose)
        return None

    # Before: X сказал: «…»

    def before(self, q: Quotation) -> Attributed | None:
        text, offset = self.scene.text, q.outer
        while offset > 0 and (text[offset - 1].isspace() or text[offset - 1] in "'—–-\"«"):
            offset -= 1
        if not offset or text[offset - 1] != ":":
            return None
        return self.before_colon(offset - 1, self._listed(q))

    def _listed(self, q: Quotation) -> bool:
        """Whether another quotation follows behind a comma: «Автор книг: «…», «…»»."""
        comma = self.scene.text[q.after : q.after + 1] == ","
        return comma and any(self.scene.opens_at(q.after + k) for k in (1, 2))

    def before_colon(self, colon: int, listed: bool = False) -> Attributed | None:
        """Who speaks after the colon at this offset: its verb, its subject, or a label (which
        may also stand over a list of titles)."""
        for report in self.around.starting(colon - WIDEST, colon):
            if report.end in (colon, colon - 1) and report.speaker is not None:
                return Attributed(report.speaker, report.cue, report.how)
        at = self.scene.token_at(colon)
        if at is None:
            return None
        tree, c = at
        level = tree.level[c]
        heads = [
            k
            for k in range(c)
            if tree.level[k] == level and (predicate(tree.tokens[k]) or gerund(tree.tokens[k]))
        ]
        main = [k for k in heads if tree.tokens[k].rel in ("root", "parataxis", "conj")]
        for k in [*heads[-1:], *reversed(main)]:
            token = tree.tokens[k]
            cue = (token.start, token.end)
            if says_itself(self.scene, tree, k) and paper_beside(self.scene, tree, k) is not None:
                return Attributed(self.papers.speaker(tree, k), cue, "paper")
            if key(token) in CITING:
                return Attributed(self._cited(tree, k), cue)
            if key(token) in self.scene.lexicon.verbs:
                return self._of_verb(tree, k)
        for k in [*main, *heads]:
            agent = by_whom(tree, k)
            if agent is not None:
                token = tree.tokens[k]
                return Attributed(self.speakers.named(tree, agent), (token.start, token.end))
            subject = self.speakers.subject(tree, k)
            if subject is not None:
                token = tree.tokens[k]
                return self._acting(tree, subject, (token.start, token.end))
        return None if listed else self._label(tree, c)

    def _acting(self, tree: Tree, subject: int, cue: tuple[int, int]) -> Attributed | None:
        """Who speaks where no word says so: a being that acts before the colon, else the last;
        nobody where something to read was found («в машине лежала записка»)."""
        token = tree.tokens[subject]
        if key(token) in words("placards") and owner(tree, subject) is None:
            return Attributed(None, cue)
        if token.feats.get("Animacy") == "Anim" or word(token) in THIRD_PERSON:
            speaker = self.speakers.named(tree, subject)
            if speaker is not None and token.feats.get("Number") != "Plur":
                return Attributed(speaker, cue)
        if self._feels(tree, subject):
            return Attributed(self.speakers.named(tree, subject), cue)
        lexicon = self.scene.lexicon
        whose = owner(tree, subject) if key(token) in lexicon.nouns else None
        if whose is not None:
            return Attributed(self.speakers.named(tree, whose), cue)
        last = self.spoken.last(cue[0])
        return None if last is None else Attributed(last, cue, "last")

    def _feels(self, tree: Tree, subject: int) -> bool:
        """«Оппозиция возмущена: «…»», «Тегеран непреклонен: «…»»: a body or state of which it is
        said how it takes the matter, not what was done to it."""
        head = tree.tokens[tree.tokens[subject].head]
        moved = f"{key(head)}ся" in self.scene.lexicon.verbs and predicate(head)
        if tree.tokens[subject].head < 0 or not (head.pos == "ADJ" or moved):
            return False
        referent = self.speakers.referents.at(tree.index, subject)
        return referent is not None and referent.kind in ("institution", "state", "organisation")

    def _label(self, tree: Tree, colon: int) -> Attributed | None:
        """«X: «…»», «Ответ X: «…»», «В письме X: «…»»."""
        lexicon = self.scene.lexicon
        for k in range(colon):
            token = tree.tokens[k]
            within = key(token) in lexicon.papers and preposition(tree, k) == "в"
            if tree.level[k] != tree.level[colon] or not (within or heads_label(tree, k)):
                continue
            whose: int | None = k
            if key(token) in lexicon.papers or key(token) in lexicon.nouns:
                whose = owner(tree, k)
            if whose is None:
                return None
            return Attributed(self.speakers.named(tree, whose), (token.start, token.end))
        return None

    # Without a word: a quotation that stands by itself

    def unsaid(self, q: Quotation) -> tuple[Speaker, SpeakerHow] | None:
        """The speaker of a quotation that names none: signed below, else it goes on."""
        signed = self._signed(q)
        if signed is not None:
            return signed, "signed"
        tree = self.scene.tree_at(q.outer)
        before = self.scene.trees[tree.index - 1] if tree is not None and tree.index else None
        if before is not None:
            start = before.sentence.start
            if self._outlet_reports(before):
                return None
            said = self.spoken.last(q.outer, q.outer - start)
            if said is not None:
                return said, "last"
            person = self._person_in(before)
            if person is not None:
                return person, "before"
        last = self.spoken.last(q.outer)
        if last is not None:
            return last, "last"
        actor = actor_before(self.scene, self.speakers, q.outer)
        return None if actor is None else (actor, "actor")

    def _outlet_reports(self, tree: Tree) -> bool:
        """Whether a news outlet says what the sentence says: it goes on, and is no speaker."""
        for k, token in enumerate(tree.tokens):
            if predicate(token) and key(token) in self.scene.lexicon.verbs:
                subject = self.speakers.subject(tree, k)
                if subject is not None and self.speakers.is_outlet(tree, subject):
                    return self.speakers.of_verb(tree, k) is None
        return False

    def _person_in(self, tree: Tree) -> Speaker | None:
        """The person whom a sentence is about: its subject."""
        for k, token in enumerate(tree.tokens):
            if token.rel == "nsubj" and token.feats.get("Case") == "Nom" and nominal(token):
                referent = self.speakers.referents.at(tree.index, k)
                if referent is not None and referent.kind == "person":
                    return self.speakers.named(tree, k)
        return None

    def _signed(self, q: Quotation) -> Speaker | None:
        """The one named in a line of its own under the quotation."""
        offset = q.after
        while offset < len(self.scene.text) and not self.scene.text[offset].isalnum():
            offset += 1
        at = self.scene.token_at(offset)
        if at is None:
            return None
        tree, i = at
        between = self.scene.text[q.after : tree.tokens[i].start]
        dashed = any(mark in DASHES for mark in between) or tree.tokens[i].text in DASHES
        blocks = self.scene.article.blocks
        signature = bool(blocks) and blocks[tree.sentence.block].kind == "attribution"
        if "\n" not in between or not (dashed or signature) or any(map(predicate, tree.tokens)):
            return None
        person = next((n.first for n in tree.sentence.names if n.kind == "PER"), None)
        role = next((k for k, token in enumerate(tree.tokens) if nominal(token)), None)
        who = role if person is None and signature else person
        return None if who is None else self.speakers.named(tree, who)

    def opens_sentence(self, q: Quotation) -> bool:
        """Whether the quotation begins a sentence, or goes on one after its attribution."""
        text, offset = self.scene.text, q.outer
        while offset > 0 and text[offset - 1] in _SPACE + "'\"«":
            offset -= 1
        if offset and text[offset - 1] in DASHES:
            while offset and (text[offset - 1] in DASHES or text[offset - 1] in _SPACE):
                offset -= 1
            return offset == 0 or text[offset - 1] in "\n.,"
        return offset == 0 or text[offset - 1] in "\n.!?…:»"

    def stands_alone(self, q: Quotation) -> bool:
        """Whether the quotation is a sentence or a paragraph of its own."""
        text, end = self.scene.text, q.after
        closed = text[q.end - 1 : q.end] in (".", "!", "?", "…")
        while end < len(text) and text[end] in _SPACE + ".,'":
            closed = closed or text[end] == "."
            end += 1
        last = end == len(text) or text[end] == "\n" or text[end] in DASHES
        return (last or closed) and self.opens_sentence(q)


def _words_of(tree: Tree, verb: int) -> bool:
    """Whether somebody's words are the object of a verb."""
    return any(key(tree.tokens[k]) in SAYINGS for k in tree.kids[verb] if k > verb)
