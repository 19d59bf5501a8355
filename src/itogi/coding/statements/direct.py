"""Words in quotation marks and dialogue turns, and who speaks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from itogi.coding.statements.clauses import trimmed
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.report import Report
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    OUTSIDE,
    Scene,
    Tree,
    finite,
    gerund,
    key,
    nominal,
    predicate,
    word,
)
from itogi.coding.statements.speakers import Speaker, Speakers
from itogi.coding.statements.subjects import owner as owner_of

FRAGMENT = 3
"""Words from which a quoted fragment in the newsroom's sentence counts."""
NEAR = 1200
"""Characters within which a quotation without attribution goes on from the last speaker."""
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_LABEL = re.compile(r"(?P<name>[А-ЯЁA-Z«][^:.!?\n]{1,60}?)\s*:\s+(?P<words>\S)")
_NAMED = frozenset(
    "закон указ постановление распоряжение соглашение договор конвенция резолюция программа проект"
    " партия движение фонд компания группа газета журнал книга фильм статья доклад исследование"
    " премия орден медаль концерн организация объединение клуб премьера песня спектакль роман"
    " рубрика конкурс форум фестиваль выставка операция общество союз название титул формат"
    " телеканал канал агентство сайт издание корабль крейсер комплекс завод стадион трек лозунг"
    " законопроект инициатива коалиция блок фракция конференция кодовый указание банк".split()
)


@dataclass(frozen=True, slots=True)
class Speech:
    """Words spoken, `[start, end)`, by `speaker`; `cue` is the span that attributes them."""

    start: int
    end: int
    speaker: Speaker
    rule: str
    cue: tuple[int, int] | None


class Direct:
    def __init__(self, scene: Scene, speakers: Speakers, reports: Sequence[Report]) -> None:
        self.scene = scene
        self.speakers = speakers
        self.reports = reports
        self.spoken: list[tuple[int, Speaker]] = sorted(
            ((r.cue[0], r.speaker) for r in reports if r.speaker is not None),
            key=lambda pair: pair[0],
        )

    def speeches(self) -> list[Speech]:
        found: list[Speech] = []
        previous: Speech | None = None
        for level, q in enumerate(self.scene.quotations):
            if q.follows and previous is not None:
                speech: Speech | None = Speech(
                    *self._span(q), previous.speaker, "quotation-goes-on", previous.cue
                )
            else:
                speech = self._quotation(q, level)
            if q.depth == 0 or speech is not None:
                previous = speech
            if speech is not None and speech.end > speech.start:
                found.append(speech)
                self._heard(speech)
        return found

    def _heard(self, speech: Speech) -> None:
        at = bisect_right(self.spoken, speech.start, key=lambda pair: pair[0])
        self.spoken.insert(at, (speech.start, speech.speaker))

    def last_speaker(self, offset: int, reach: int = NEAR) -> Speaker | None:
        """Whoever spoke last before the offset, not further back than `reach` characters."""
        at = bisect_right(self.spoken, offset - 1, key=lambda pair: pair[0]) - 1
        if at >= 0 and offset - self.spoken[at][0] <= reach:
            return self.spoken[at][1]
        return None

    def _span(self, q: Quotation) -> tuple[int, int]:
        start, end = q.start, q.end
        text = self.scene.text
        while start < end and text[start] in " \n\t\xa0":
            start += 1
        while start < end and text[end - 1] in " \n\t\xa0":
            end -= 1
        if start < end and text[end - 1] in ".," and text[end - 3 : end] != "...":
            end -= 1
        return start, end

    def _quotation(self, q: Quotation, level: int) -> Speech | None:
        words = len(_WORD.findall(self.scene.text[q.start : q.end]))
        if words < 2:
            return None
        whole = self._whole_of(q)
        span = self._span(q)
        if whole is not None and whole.speaker is not None:
            return Speech(*span, whole.speaker, "quotation", whole.cue)
        if words < FRAGMENT and not self._stands_alone(q):
            return None
        for rule, find in (
            ("quotation-after", self._said_after),
            ("quotation-colon", self._said_before),
        ):
            found = find(q)
            if found is not None:
                return None if found[0] is None else Speech(*span, found[0], rule, found[1])
        if words < FRAGMENT or self._is_name(q):
            return None
        around = self._report_around(q)
        if around is not None and around.speaker is not None:
            return Speech(*span, around.speaker, "quotation-in-report", around.cue)
        if self._stands_alone(q):
            speaker = self._goes_on(q)
            return None if speaker is None else Speech(*span, speaker, "quotation-alone", None)
        return self._fragment(q, span)

    def _whole_of(self, q: Quotation) -> Report | None:
        """The report whose words are this quotation and nothing more, or lie within it while its
        cue stands outside."""
        for r in self.reports:
            if r.start >= q.outer and r.end <= q.after + 1 and r.end > q.start:
                if not q.start <= r.cue[0] < q.end:
                    return r
        return None

    def _report_around(self, q: Quotation) -> Report | None:
        inner: Report | None = None
        for r in self.reports:
            if r.start <= q.start and q.end <= r.end + 1 and not q.start <= r.cue[0] < q.end:
                if inner is None or r.start >= inner.start:
                    inner = r
        return inner

    # Attribution behind, before, around

    def _said_after(self, q: Quotation) -> tuple[Speaker | None, tuple[int, int]] | None:
        at = self.scene.token_at(q.after)
        if at is None:
            return None
        tree, i = at
        between = self.scene.text[q.after : tree.tokens[i].start]
        if between.strip(" \n\t\xa0,.'"):
            return None
        if "\n" in between and tree.tokens[i].text[:1].islower():
            return self._reporting_from(tree, i, True)
        dashed = False
        while i < len(tree) and tree.tokens[i].pos == "PUNCT":
            if tree.tokens[i].text in DASHES:
                dashed = True
            elif (
                tree.tokens[i].text not in (",", ".", "!", "?", "…", "...", "'", "''")
                and tree.tokens[i].text not in MARKS
            ):
                return None
            i += 1
        if i >= len(tree) or tree.tokens[i].start - q.after > 8:
            return None
        if not dashed and "," not in self.scene.text[q.end : tree.tokens[i].start]:
            return None
        if not dashed and not self._opens_sentence(q):
            return None
        return self._reporting_from(tree, i, dashed)

    def _reporting_from(
        self, tree: Tree, i: int, dashed: bool
    ) -> tuple[Speaker | None, tuple[int, int]] | None:
        lexicon = self.scene.lexicon
        level = tree.level[i]
        for k in range(i, min(i + 8, len(tree))):
            token = tree.tokens[k]
            if tree.level[k] != level or token.text in ".;:":
                return None
            if predicate(token):
                known = lexicon.verbs.get(key(token))
                if key(token) in ("цитировать", "процитировать"):
                    return self._cited(tree, k), (token.start, token.end)
                if key(token) in lexicon.paper_verbs and self._papered(tree, k):
                    return self.paper(tree, k), (token.start, token.end)
                if known is None and not (dashed and k - i <= 4):
                    return None
                speaker = self.speakers.of_verb(tree, k)
                if speaker is None and not known:
                    return None
                return speaker, (token.start, token.end)
            if key(token) in lexicon.by and dashed:
                owner = owner_of(tree, k)
                if owner is not None:
                    return self.speakers.named(tree, owner), (token.start, token.end)
        return None

    def _cited(self, tree: Tree, verb: int) -> Speaker | None:
        """«…», — цитирует президента агентство: the one who is cited."""
        for k in tree.kids[verb]:
            token = tree.tokens[k]
            if token.rel in ("obj", "iobj") and not self.speakers.is_outlet(tree, k):
                if key(token) in ("слово", "высказывание", "заявление", "сообщение"):
                    owner = owner_of(tree, k)
                    return None if owner is None else self.speakers.named(tree, owner)
                return self.speakers.named(tree, k)
        return None

    def _papered(self, tree: Tree, verb: int) -> bool:
        return self._paper_noun(tree, verb) is not None

    def _paper_noun(self, tree: Tree, verb: int) -> int | None:
        for k in [
            *range(verb + 1, min(verb + 18, len(tree))),
            *range(verb - 1, max(-1, verb - 12), -1),
        ]:
            token = tree.tokens[k]
            if key(token) in self.scene.lexicon.papers and token.pos == "NOUN":
                if token.feats.get("Case") in ("Loc", "Gen", "Dat"):
                    return k
            if word(token) in ("нем", "ней", "котором", "которой") and k < verb:
                return k
        return None

    def paper(self, tree: Tree, verb: int) -> Speaker | None:
        """Whose paper it is: «говорится в сообщении МВД», else whoever spoke last."""
        noun = self._paper_noun(tree, verb)
        if noun is None:
            return None
        owner = owner_of(tree, noun)
        if owner is not None and tree.tokens[owner].pos != "DET":
            return self.speakers.named(tree, owner)
        return self.issuer(tree, noun)

    def issuer(self, tree: Tree, noun: int) -> Speaker | None:
        """Who issued a paper that the text has just named, else whoever spoke last."""
        for back in range(tree.index, max(-1, tree.index - 4), -1):
            other = self.scene.trees[back]
            for i in range(len(other) - 1, -1, -1):
                if back == tree.index and i >= noun - 1:
                    continue
                token = other.tokens[i]
                if finite(token) and key(token) in _ISSUES:
                    subject = self.speakers.subject(other, i)
                    if subject is not None:
                        return self.speakers.named(other, subject)
        last = self.last_speaker(tree.tokens[noun].start, 3000)
        return last if last is not None else self.actor_before(tree.sentence.start)

    def actor_before(self, offset: int) -> Speaker | None:
        """The person who acts in the sentences right before the offset."""
        tree = self.scene.tree_at(offset)
        if tree is None:
            return None
        for index in range(tree.index - 1, max(-1, tree.index - 4), -1):
            before = self.scene.trees[index]
            for k, token in enumerate(before.tokens):
                if token.rel == "root" and predicate(token):
                    subject = self.speakers.subject(before, k)
                    if subject is not None and before.tokens[subject].feats.get("Animacy") != "Inan":
                        speaker = self.speakers.named(before, subject)
                        if speaker is not None:
                            return speaker
        return None

    def _said_before(self, q: Quotation) -> tuple[Speaker | None, tuple[int, int]] | None:
        text = self.scene.text
        offset = q.outer
        while offset > 0 and (text[offset - 1].isspace() or text[offset - 1] in "'—–-\"«"):
            offset -= 1
        if offset == 0 or text[offset - 1] != ":":
            return None
        return self.before_colon(offset - 1)

    def before_colon(self, colon: int) -> tuple[Speaker | None, tuple[int, int]] | None:
        """Who speaks after the colon at this offset."""
        at = self.scene.token_at(colon)
        if at is None:
            return None
        tree, c = at
        level = tree.level[c]
        lexicon = self.scene.lexicon
        verbs = [
            k
            for k in range(c)
            if tree.level[k] == level and (predicate(tree.tokens[k]) or gerund(tree.tokens[k]))
        ]
        main = [k for k in verbs if tree.tokens[k].rel in ("root", "parataxis", "conj")]
        for k in [*verbs[-1:], *reversed(main)]:
            token = tree.tokens[k]
            if key(token) in lexicon.paper_verbs and self._papered(tree, k):
                return self.paper(tree, k), (token.start, token.end)
            if key(token) in lexicon.verbs:
                speaker = self.speakers.of_verb(tree, k)
                if speaker is None and (subject := self.speakers.subject(tree, k)) is not None:
                    if word(tree.tokens[subject]) in ("он", "она", "они"):
                        speaker = self.last_speaker(colon)
                return speaker, (token.start, token.end)
        for k in [*main, *verbs]:
            subject = self.speakers.subject(tree, k)
            if subject is not None:
                token = tree.tokens[k]
                return self.speakers.named(tree, subject), (token.start, token.end)
        for k in range(c):
            token = tree.tokens[k]
            if (
                nominal(token)
                and token.feats.get("Case") in ("Nom", None)
                and tree.level[k] == level
            ):
                if key(token) in lexicon.papers or key(token) in lexicon.nouns:
                    owner = owner_of(tree, k)
                    if owner is None:
                        return None
                    return self.speakers.named(tree, owner), (token.start, token.end)
                return self.speakers.named(tree, k), (token.start, token.end)
        return None

    def _opens_sentence(self, q: Quotation) -> bool:
        text, offset = self.scene.text, q.outer
        while offset > 0 and text[offset - 1] in " \xa0\t'\"«":
            offset -= 1
        if offset and text[offset - 1] in "—–-":
            while offset and text[offset - 1] in "—–- \xa0":
                offset -= 1
            return offset == 0 or text[offset - 1] in "\n.,"
        return offset == 0 or text[offset - 1] in "\n.!?…:»"

    def _stands_alone(self, q: Quotation) -> bool:
        """Whether the quotation is a sentence or a paragraph of its own."""
        text, end = self.scene.text, q.after
        closing = text[q.end - 1 : q.end] in (".", "!", "?", "…")
        while end < len(text) and text[end] in " \xa0\t.,'":
            closing = closing or text[end] == "."
            end += 1
        return self._opens_sentence(q) and (
            end == len(text)
            or text[end] == "\n"
            or (closing and text[end] not in DASHES)
            or text[end] in DASHES
        )

    def _goes_on(self, q: Quotation) -> Speaker | None:
        """The speaker of a quotation that names none: it goes on from the words before it."""
        below = self._signed(q)
        if below is not None:
            return below
        last = self.last_speaker(q.outer)
        if last is not None:
            return last
        tree = self.scene.tree_at(q.outer)
        if tree is None or tree.index == 0:
            return None
        before = self.scene.trees[tree.index - 1]
        for i, token in enumerate(before.tokens):
            if (
                token.rel in ("nsubj", "root")
                and nominal(token)
                and token.feats.get("Case") == "Nom"
            ):
                referent = self.speakers.referents.at(before.index, i)
                if referent is not None and referent.kind == "person":
                    return self.speakers.named(before, i)
        return None

    def _signed(self, q: Quotation) -> Speaker | None:
        """The one named in a line of its own under the quotation."""
        at = self.scene.token_at(q.after)
        if at is None:
            return None
        tree, i = at
        text = self.scene.text
        between = (
            text[q.after : tree.tokens[i].start] if i == 0 else text[q.after : tree.sentence.start]
        )
        if (
            "\n" not in between
            and "\n" not in text[q.after : tree.tokens[min(i + 1, len(tree) - 1)].start]
        ):
            return None
        block = (
            self.scene.article.blocks[tree.sentence.block] if self.scene.article.blocks else None
        )
        if (
            not (block is not None and block.kind == "attribution")
            and tree.tokens[min(i, len(tree) - 1)].text not in DASHES
        ):
            return None
        if any(predicate(t) for t in tree.tokens):
            return None
        for name in tree.sentence.names:
            if name.kind == "PER":
                return self.speakers.named(tree, name.first)
        return None

    def _is_name(self, q: Quotation) -> bool:
        """Whether the marks hold a name: «Закон «О гражданстве», партия «За новый путь»."""
        text = self.scene.text
        at = self.scene.token_at(q.outer)
        if at is None:
            return False
        tree, i = at
        if i > 0 and key(tree.tokens[i - 1]) in _NAMED and not self._opens_sentence(q):
            return True
        first = text[q.start : q.start + 1]
        if not first.isupper() or self._opens_sentence(q):
            return False
        before = word(tree.tokens[i - 1]) if i else ""
        if before in ("что", ",", "на") or (i and tree.tokens[i - 1].pos == "VERB"):
            return False
        inside = [t for k, t in enumerate(tree.tokens) if q.start <= t.start < q.end]
        return not any(predicate(t) for t in inside)

    def _fragment(self, q: Quotation, span: tuple[int, int]) -> Speech | None:
        """A fragment in the newsroom's sentence: the nearest reporting word of its clause."""
        at = self.scene.token_at(q.outer)
        if at is None:
            return None
        tree, i = at
        level = tree.level[i]
        if level != OUTSIDE and q.depth > 0:
            return None
        lexicon = self.scene.lexicon
        for k in range(i - 1, -1, -1):
            token = tree.tokens[k]
            if tree.level[k] != level:
                continue
            known = key(token) in lexicon.verbs or key(token) in _UTTERS
            if (
                token.pos in ("VERB", "ADJ")
                and known
                and token.feats.get("Person") not in ("1", "2")
            ):
                if token.feats.get("Voice") == "Pass":
                    return None
                speaker = self.speakers.of_verb(tree, k)
                return (
                    None
                    if speaker is None
                    else Speech(*span, speaker, "fragment", (token.start, token.end))
                )
            if predicate(token) or token.text in ";:":
                return None
        return None


_UTTERS = frozenset({"выразить", "выражать", "высказать", "высказывать", "приводить", "привести"})
_ISSUES = frozenset(
    "опубликовать публиковать выпустить распространить направить обнародовать выступить сделать"
    " разослать подписать издать огласить прислать передать принять сообщить заявить подтвердить"
    " рассказать написать".split()
)


def speech_span(scene: Scene, start: int, end: int) -> tuple[int, int]:
    return trimmed(scene, start, end)
