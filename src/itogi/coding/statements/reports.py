"""Reported words without quotation marks: every construction of the codebook that has a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from itogi.coding.statements.clauses import (
    JOINING,
    aside_end,
    aside_verb,
    content_end,
    goes_on,
    level_end,
    level_start,
    trimmed,
)
from itogi.coding.statements.lexicon import Lexicon, Reporting
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    OUTSIDE,
    Scene,
    Tree,
    finite,
    gerund,
    infinitive,
    key,
    nominal,
    participle,
    predicate,
    word,
)
from itogi.coding.statements.speakers import (
    IMPERSONAL,
    Speaker,
    Speakers,
    indefinite,
    speaker_behind,
)
from itogi.language.records import Token

COMPLEMENTS = frozenset({"что", "будто", "якобы"})
QUESTIONS = frozenset(
    "как почему зачем кто где куда откуда когда сколько каков какой чем чей насколько каким какие"
    " какая какое какую каких что ли".split()
)
POINTERS = frozenset({"то", "тот"})


Pending = Literal["self", "last", "paper"]
"""How a speaker is found who is not named in the sentence: the one who speaks the words around
it («я попросил»), the one who spoke last («Также заявил, что»), the one whose paper it is («в
сообщении говорится»)."""


@dataclass(frozen=True, slots=True)
class Report:
    """Words that somebody is reported to have said, `[start, end)`, with the cue that says so.

    `level` is that of the cue, see `scene.Tree.level`. Where `speaker` is None, `pending` says
    how to find it.
    """

    start: int
    end: int
    speaker: Speaker | None
    rule: str
    act: str
    cue: tuple[int, int]
    level: int
    pending: Pending | None = None


class Reports:
    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene = scene
        self.speakers = speakers
        self.lexicon: Lexicon = scene.lexicon

    def of(self, tree: Tree) -> Iterator[Report]:
        """The reports of one sentence, in the order of their cues."""
        for i, token in enumerate(tree.tokens):
            if token.pos in ("VERB", "ADJ", "AUX"):
                yield from self._verb(tree, i)
            elif token.pos in ("NOUN", "PROPN"):
                yield from self._noun(tree, i)
            elif token.pos == "ADP":
                yield from self._source(tree, i)

    # Verbs

    def _verb(self, tree: Tree, i: int) -> Iterator[Report]:
        if self._impersonal(tree, i):
            mark = self._mark(tree, i, COMPLEMENTS)
            if mark is not None:
                head = tree.tokens[mark].head
                yield from self._report(
                    tree, i, "paper", "assert", None, mark + 1, head, pending="paper"
                )
            return
        for reporting in self._readings(tree, i):
            if not reporting.survives_negation and tree.negated(i):
                continue
            speaker, pending = self._speaker(tree, i)
            for rule, first, head in self._contents(tree, i, reporting):
                if speaker is not None or pending is not None:
                    yield from self._report(
                        tree, i, rule, reporting.act, speaker, first, head, pending=pending
                    )
                return
            if "equation" in reporting.frames or "as" in reporting.frames:
                span = self._equation(tree, i, reporting)
                if span is not None:
                    if speaker is not None or pending is not None:
                        yield from self._spanned(
                            tree, i, "equation", reporting.act, speaker, span, pending
                        )
                    return
            if "this" in reporting.frames and speaker is not None and self._points_back(tree, i):
                yield from self._sentence_before(tree, i, reporting.act, speaker)
                return
            if "aside" in reporting.frames:
                yield from self._aside(tree, i, reporting)

    def _impersonal(self, tree: Tree, i: int) -> bool:
        """«В заявлении говорится», «в нём сказано»: a paper speaks for whoever issued it."""
        token = tree.tokens[i]
        if key(token) not in self.lexicon.paper_verbs:
            return False
        reflexive = key(token).endswith("ся") and token.feats.get("Number") == "Sing"
        passive = token.feats.get("Variant") == "Short" and token.feats.get("Gender") == "Neut"
        return reflexive or passive or word(token) in ("сказано", "указано", "отмечено")

    def _readings(self, tree: Tree, i: int) -> Iterator[Reporting]:
        token = tree.tokens[i]
        if not _reports(tree, i):
            return
        lemma = key(token)
        for other, reporting in self.lexicon.phrases.get(lemma, ()):
            if any(
                key(tree.tokens[k]) == other for k in range(max(0, i - 3), min(i + 5, len(tree)))
            ):
                yield reporting
                return
        table = self.lexicon.short if token.pos == "ADJ" else self.lexicon.verbs
        if lemma in table:
            yield table[lemma]

    def _speaker(self, tree: Tree, i: int) -> tuple[Speaker | None, Pending | None]:
        """Who speaks at the verb, or how that is found out later."""
        subject = self.speakers.subject(tree, i)
        if subject is None:
            dropped = finite(tree.tokens[i]) and tree.tokens[i].rel in ("root", "conj", "parataxis")
            return None, "last" if dropped and tree.tokens[i].feats.get(
                "Number"
            ) == "Sing" else None
        if word(tree.tokens[subject]) in ("я", "мы"):
            return None, "self" if tree.tokens[i].feats.get("Tense") == "Past" else None
        speaker = self.speakers.of_subject(tree, i, subject)
        if speaker is None and word(tree.tokens[subject]) in ("он", "она", "они"):
            return None, "last"
        return speaker, None

    def _points_back(self, tree: Tree, i: int) -> bool:
        """«Об этом заявил …», «Это подтвердил …» at the head of a sentence."""
        for k in range(min(5, len(tree) - 2)):
            if word(tree.tokens[k]) in ("об", "о") and word(tree.tokens[k + 1]) == "этом":
                return tree.tokens[k + 2].pos not in ("NOUN", "ADJ")
        first = [word(t) for t in tree.tokens[:3]]
        return key(tree.tokens[i]) in ("подтвердить", "подтверждать") and (
            first[0] == "это" or first[:2] == ["эту", "информацию"]
        )

    def _sentence_before(self, tree: Tree, i: int, act: str, speaker: Speaker) -> Iterator[Report]:
        index = tree.index - 1
        while index >= 0 and not any(predicate(t) for t in self.scene.trees[index].tokens):
            index -= 1
        if index < 0 or index < tree.index - 3:
            return
        before = self.scene.trees[index].sentence
        yield from self._raw(tree, i, "this", act, speaker, before.start, before.end, tree.level[i])

    def _contents(
        self, tree: Tree, i: int, reporting: Reporting
    ) -> Iterator[tuple[str, int, int | None]]:
        """(rule, first token, head token) of the content to the right of the verb."""
        frames = reporting.frames
        if "that" in frames:
            mark = self._mark(tree, i, COMPLEMENTS)
            if mark is not None:
                yield "that", mark + 1, tree.tokens[mark].head
                return
        if "so" in frames:
            mark = self._mark(tree, i, frozenset({"чтобы"}))
            if mark is not None:
                yield "so", mark + 1, tree.tokens[mark].head
                return
        if "whether" in frames:
            first = self._question(tree, i, reporting.act)
            if first is not None:
                yield "whether", first, None
                return
        if "inf" in frames:
            inf = self._infinitive(tree, i)
            if inf is not None:
                yield "infinitive", _first_of(tree, inf, i), inf
                return
        if reporting.act not in ("name", "accuse", "praise", "hope"):
            colon = self._colon(tree, i)
            if colon is not None:
                yield "colon", colon + 1, None

    def _mark(self, tree: Tree, i: int, marks: frozenset[str]) -> int | None:
        """The conjunction that joins a clause to the verb at token i."""
        level = tree.level[i]
        for k in range(i + 1, len(tree)):
            token = tree.tokens[k]
            if tree.level[k] != level:
                continue
            if token.text in ";:":
                return None
            if word(token) in marks and _conjunction(token) and _comma_before(tree, k, i):
                if self._joined(tree, i, k):
                    return k
                if self._free_between(tree, i, k):
                    return k
                return None
        return None

    def _joined(self, tree: Tree, i: int, mark: int) -> bool:
        """Whether the tree hangs the clause of the mark from the verb, straight or by «то, что»."""
        head = tree.tokens[mark].head
        if head < 0 or head == i:
            return False
        for above in tree.up(head):
            if above == i:
                return True
            token = tree.tokens[above]
            if key(token) not in POINTERS and key(token) not in _PARTNERS:
                return False
        return False

    def _free_between(self, tree: Tree, i: int, mark: int) -> bool:
        """Whether nothing between the verb and the mark can take the clause for itself."""
        relative = 0
        for k in range(i + 1, mark):
            token = tree.tokens[k]
            if tree.level[k] != tree.level[i]:
                continue
            if key(token) == "который":
                relative += 1
            if key(token) in _PARTNERS:
                continue
            if predicate(token) or infinitive(token):
                if relative:
                    relative -= 1
                    continue
                return False
            if nominal(token) and key(token) in self.lexicon.nouns and k == mark - 2:
                return False
        return True

    def _question(self, tree: Tree, i: int, act: str) -> int | None:
        level = tree.level[i]
        for k in range(i + 1, min(i + 12, len(tree))):
            token = tree.tokens[k]
            if tree.level[k] != level:
                continue
            if _comma_before(tree, k) and k + 1 < len(tree) and word(tree.tokens[k + 1]) == "ли":
                return k
            if token.text in ";:" or predicate(token) or gerund(token) or participle(token):
                break
            if k > i + 1 and _comma_before(tree, k):
                asks = key(token) in QUESTIONS or word(token) in QUESTIONS
                if word(token) in ("где", "когда", "кто", "куда", "откуда") and (
                    k > i + 4 or act not in ("ask", "explain")
                ):
                    return None
                if k >= 2 and word(tree.tokens[k - 2]) == "того":
                    return None
                if (
                    asks
                    and word(token) != "что"
                    or (
                        asks
                        and key(tree.tokens[i]) in ("спросить", "спрашивать", "поинтересоваться")
                    )
                ):
                    following = tree.tokens[k + 1] if k + 1 < len(tree) else None
                    if (
                        following is not None
                        and key(following) in self.lexicon.verbs
                        and word(token) == "как"
                    ):
                        return None
                    return k
                if token.text != ",":
                    return None
        return None

    def _infinitive(self, tree: Tree, i: int) -> int | None:
        level = tree.level[i]
        for k in tree.kids[i]:
            if k > i and infinitive(tree.tokens[k]) and tree.level[k] == level:
                if tree.tokens[k].rel in ("xcomp", "ccomp", "obj", "advcl", "csubj", "iobj", "obl"):
                    return k
        for k in range(i + 1, min(i + 14, len(tree))):
            token = tree.tokens[k]
            if tree.level[k] != level:
                continue
            if infinitive(token):
                return k
            if token.text in ",;:." or token.text in DASHES or predicate(token):
                return None
            if token.pos == "SCONJ" or (token.pos == "CCONJ" and k == i + 1):
                return None
        return None

    def _colon(self, tree: Tree, i: int) -> int | None:
        """The colon behind the verb, where plain words follow it in the sentence."""
        level = tree.level[i]
        for k in range(i + 1, len(tree) - 1):
            token = tree.tokens[k]
            if tree.level[k] != level:
                return None
            if token.text == ":":
                following = tree.tokens[k + 1]
                if following.text in MARKS or following.text in DASHES:
                    return None
                return None if self._reports_next(tree, k + 1) else k
            if predicate(token) or token.text in ";.":
                return None
        return None

    def _reports_next(self, tree: Tree, first: int) -> bool:
        """Whether the clause that begins there reports by itself: «: он сообщил, что»."""
        for token in tree.tokens[first : first + 8]:
            if predicate(token):
                return key(token) in self.lexicon.verbs
        return False

    def _equation(self, tree: Tree, i: int, reporting: Reporting) -> tuple[int, int] | None:
        """First and one past the last token of «назвал ⟦санкции ошибкой⟧»."""
        predicate_ = self._second_member(tree, i, reporting)
        if predicate_ is None:
            return None
        subject = self.speakers.subject(tree, i)
        first = i + 1
        held = tree.span(subject) if subject is not None else None
        if held is not None and held[0] == first:
            first = held[1] + 1
        while first < len(tree) and (
            tree.tokens[first].text in ",:" or tree.tokens[first].pos == "ADV"
        ):
            first += 1
        member = self._first_member(tree, i)
        if member is not None and key(tree.tokens[member]) == "который":
            return None
        if member is None and predicate_ > i and not self._quoted_member(tree, first, predicate_):
            first = self._clause_first(tree, i, subject)
            return None if word(tree.tokens[first]) in QUESTIONS else (first, predicate_)
        if (member is not None and member < i) or predicate_ < i:
            left = min(k for k in (member, predicate_) if k is not None)
            first = tree.span(left)[0]
        if self.lexicon.verbs and word(tree.tokens[first]) in QUESTIONS:
            return None
        return first, predicate_

    def _quoted_member(self, tree: Tree, first: int, second: int) -> bool:
        """Whether something stands between the verb and the second member to be called so."""
        return any(
            nominal(t) or t.pos in ("DET", "X") or t.text in MARKS
            for k, t in enumerate(tree.tokens[first:second], first)
            if not tree.under(k, second)
        )

    def _clause_first(self, tree: Tree, i: int, subject: int | None) -> int:
        """First token of the clause of verb i: its object stands before it."""
        first = i
        while first > 0:
            token = tree.tokens[first - 1]
            if (
                token.text in ",;:"
                or word(token) in JOINING
                or tree.level[first - 1] != tree.level[i]
            ):
                break
            first -= 1
        if subject is not None:
            held = tree.span(subject)
            if held[0] == first and held[1] < i:
                first = i + 1
        return first

    def _second_member(self, tree: Tree, i: int, reporting: Reporting) -> int | None:
        if "as" in reporting.frames:
            for k in range(i + 1, min(i + 25, len(tree))):
                token = tree.tokens[k]
                if predicate(token) or token.text in ";:":
                    return None
                if word(token) == "как" and tree.under(k, i) and tree.tokens[k - 1].text != ",":
                    return k
            return None
        for k in tree.kids[i]:
            token = tree.tokens[k]
            if token.feats.get("Case") != "Ins" or token.pos == "PRON":
                continue
            if any(tree.tokens[x].rel == "case" for x in tree.kids[k]):
                continue
            if token.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and token.rel != "advmod":
                if participle(token) or token.pos != "VERB":
                    return k
        for k in range(i + 1, len(tree)):
            token = tree.tokens[k]
            if predicate(token) or token.text in ";:" or infinitive(token):
                return None
            if token.feats.get("Case") == "Ins" and token.pos in ("NOUN", "ADJ", "VERB"):
                quoted = tree.level[k] != tree.level[i] and token.pos == "NOUN"
                if (token.rel == "xcomp" or quoted) and not tree.kid(k, "case"):
                    return k
        return None

    def _first_member(self, tree: Tree, i: int) -> int | None:
        for k in tree.kids[i]:
            token = tree.tokens[k]
            if token.rel in ("obj", "iobj") and token.feats.get("Case") in ("Acc", "Gen", None):
                if k > i or not any(
                    t.text == "," or predicate(t) for t in tree.tokens[k + 1 : i]
                ):
                    return k
        return None

    def _aside(self, tree: Tree, i: int, reporting: Reporting) -> Iterator[Report]:
        """«…, считает эксперт», «Как сообщил X, …», «…, сказал X, …»."""
        token = tree.tokens[i]
        if not predicate(token):
            return
        level = tree.level[i]
        opening = self._opening(tree, i, level)
        if opening is None:
            return
        closing = aside_end(tree, i, level)
        bridged = word(tree.tokens[opening]) == "как"
        subject = speaker_behind(tree, i, level)
        if subject is None and bridged:
            subject = self.speakers.subject(tree, i)
            if subject is not None and subject < opening:
                return
        if subject is None:
            return
        speaker = self.speakers.named(tree, subject)
        pending: Pending | None = None
        if speaker is None:
            if word(tree.tokens[subject]) not in ("он", "она", "они"):
                return
            pending = "last"
        if self._closes_quotation(tree, opening, level):
            return
        span = self._around(tree, opening, closing, level, i)
        if span is not None:
            rule = "as-clause" if bridged else "aside"
            yield from self._raw(tree, i, rule, reporting.act, speaker, *span, level, pending)

    def _closes_quotation(self, tree: Tree, opening: int, level: int) -> bool:
        """Whether a quotation that is a sentence, or goes on one, ends right before: that is
        direct speech, whatever stands before it."""
        k = opening - 1
        while k >= 0 and tree.tokens[k].pos == "PUNCT":
            k -= 1
        if k < 0 or tree.level[k] == level:
            return False
        q = self.scene.quotations[tree.level[k]]
        text, offset = self.scene.text, q.outer
        while offset > 0 and text[offset - 1] in " \xa0'":
            offset -= 1
        return q.outer < tree.sentence.start or (offset > 0 and text[offset - 1] in "—–-.!?…")

    def _opening(self, tree: Tree, i: int, level: int) -> int | None:
        """First token of the parenthesis that verb i stands in."""
        for k in range(i, max(-1, i - 9), -1):
            if tree.level[k] != level:
                return None
            before = tree.tokens[k - 1] if k else None
            if aside_verb(self.scene, tree, k, level) == i:
                if before is None or tree.level[k - 1] != level:
                    return k if word(tree.tokens[k]) == "как" else None
                if before.text == "," or before.text in DASHES or before.text in MARKS:
                    return k
                if word(tree.tokens[k]) == "как":
                    return k
            if tree.tokens[k].text in ",;:":
                return None
        return None

    def _around(
        self, tree: Tree, opening: int, closing: int, level: int, cue: int
    ) -> tuple[int, int] | None:
        """The words around a parenthesis `[opening, closing)`, as offsets."""
        left = self._left(tree, opening, level)
        right_open = closing < len(tree) and tree.tokens[closing].start < level_end(
            self.scene, tree, level
        )
        if left is None:
            if not right_open or closing + 1 >= len(tree):
                return None
            first = closing + 1
            return tree.tokens[first].start, content_end(self.scene, tree, first, -1, None, level)
        begun = None if self._has_predicate(tree, left, opening) else 0
        if (
            right_open
            and tree.tokens[closing].text == ":"
            or (right_open and goes_on(tree, closing, level, begun))
        ):
            first = min(closing + 1, len(tree) - 1)
            return left, content_end(self.scene, tree, first, -1, None, level)
        end = tree.tokens[opening - 1].start
        return left, end

    def _has_predicate(self, tree: Tree, left: int, opening: int) -> bool:
        return any(
            predicate(t) or t.text in DASHES for t in tree.tokens[:opening] if t.start >= left
        )

    def _left(self, tree: Tree, opening: int, level: int) -> int | None:
        """Offset where the words before a parenthesis begin; None where only a link stands there."""
        start = level_start(self.scene, tree, level)
        first = next((k for k in range(len(tree)) if tree.tokens[k].start >= start), opening)
        for k in range(opening - 1, first - 1, -1):
            token = tree.tokens[k]
            if tree.level[k] == level and (
                token.text == ";"
                or (word(token) in ("что", "котором", "чтобы") and k == opening - 2)
            ):
                first = k + 1
                break
            if tree.level[k] == level and key(token) == "который" and k >= opening - 4 and k > 0:
                return None
        while first < opening and (
            tree.tokens[first].pos in ("CCONJ", "PUNCT") and tree.tokens[first].text not in MARKS
        ):
            first += 1
        words = [word(t) for t in tree.tokens[first:opening] if t.pos != "PUNCT"]
        if not words or " ".join(words) in _LINKS or all(w in _LINKS for w in words):
            return None
        return tree.tokens[first].start

    # Nouns

    def _noun(self, tree: Tree, i: int) -> Iterator[Report]:
        noun = self.lexicon.nouns.get(key(tree.tokens[i]))
        if noun is None:
            return
        level = tree.level[i]
        governor = self._governor(tree, i)
        owner = self.speakers.owner(tree, i)
        if governor is not None and tree.negated(governor):
            return
        bound = noun.kind in ("wish", "topic", "call")
        inf = self._noun_infinitive(tree, i) if bound else None
        mark = self._noun_mark(tree, i)
        if inf is None and mark is None:
            return
        if noun.kind == "topic" and _preposition(tree, i) not in ("о", "об", "в"):
            return
        if noun.kind in ("wish", "topic", "belief") and governor is None:
            if owner is None or not self._under_source(tree, i):
                return
        speaker: Speaker | None = None
        pending: Pending | None = None
        if governor is not None and not (noun.kind == "source" and owner is not None):
            speaker, pending = self._speaker(tree, governor)
        elif owner is not None:
            speaker = self.speakers.named(tree, owner)
        elif noun.kind in ("call", "source"):
            above = self._predicate(tree, i)
            if above is not None and tree.tokens[i].rel.startswith("nsubj"):
                inside = indefinite(tree, above)
                speaker = self.speakers.named(tree, inside) if inside is not None else None
            elif above is not None:
                speaker = self._speaker(tree, above)[0]
        if speaker is None and pending is None:
            return
        if inf is not None:
            first = _first_of(tree, inf, i)
            if governor is not None or owner is None:
                first = self._noun_phrase_start(tree, i)
            behind = -1 if governor is None else governor
            yield from self._report(
                tree, i, "noun-infinitive", noun.act, speaker, first, inf, behind, pending
            )
        elif mark is not None and noun.kind in ("belief", "source", "wish"):
            yield from self._report(
                tree,
                i,
                "noun-that",
                noun.act,
                speaker,
                mark + 1,
                tree.tokens[mark].head,
                pending=pending,
            )
        del level

    def _governor(self, tree: Tree, i: int) -> int | None:
        """The reporting or light verb that the noun completes."""
        for above in tree.up(i):
            token = tree.tokens[above]
            if token.pos in ("VERB", "ADJ"):
                if token.feats.get("Voice") == "Pass" or _preposition(tree, i) not in _LINKING:
                    return None
                reporting = self.lexicon.verbs.get(key(token))
                light = key(token) in self.lexicon.light
                fits = reporting is not None and reporting.frames & {"about", "noun"}
                if (light or fits) and tree.tokens[i].rel not in ("nsubj",):
                    return above if _reports(tree, above) or light else None
                return None
            coordinated = tree.tokens[i].rel == "conj" and tree.tokens[i].head == above
            if not coordinated and key(token) not in self.lexicon.nouns and key(token) != "вопрос":
                return None
        return None

    def _under_source(self, tree: Tree, i: int) -> bool:
        head = tree.tokens[i].head
        return head >= 0 and key(tree.tokens[head]) in (
            "уведомление",
            "заявление",
            "сообщение",
            "информация",
            "слово",
            "признание",
        )

    def _predicate(self, tree: Tree, i: int) -> int | None:
        for above in tree.up(i):
            if predicate(tree.tokens[above]) or tree.tokens[above].pos == "VERB":
                return above
        return None

    def _noun_infinitive(self, tree: Tree, i: int) -> int | None:
        for k in tree.kids[i]:
            if k > i and infinitive(tree.tokens[k]):
                return k
        for k in range(i + 1, min(i + 8, len(tree))):
            token = tree.tokens[k]
            if infinitive(token):
                return k
            if token.text in ",;:" or predicate(token) or token.pos in ("SCONJ", "CCONJ", "ADP"):
                return None
        return None

    def _noun_mark(self, tree: Tree, i: int) -> int | None:
        for k in range(i + 1, min(i + 14, len(tree))):
            token = tree.tokens[k]
            if tree.level[k] != tree.level[i]:
                continue
            if word(token) in COMPLEMENTS and _comma_before(tree, k):
                head = tree.tokens[k].head
                chain = list(tree.up(head)) if head >= 0 else []
                between = tree.tokens[i + 1 : k]
                owner = self.speakers.owner(tree, i)
                held = tree.subtree(owner) if owner is not None and owner > i else set()
                close = all(
                    n in held
                    or word(t) in ("о", "об", "в", "на", "том", "то", ",", "тем", "с", "за")
                    for n, t in enumerate(between, i + 1)
                )
                if close or i in chain[:2]:
                    return k
                return None
            if predicate(token) or token.text in ";:":
                return None
        return None

    def _noun_phrase_start(self, tree: Tree, i: int) -> int:
        first = i
        while (
            first > 0
            and tree.tokens[first - 1].pos in ("ADJ", "DET")
            and (tree.tokens[first - 1].head == i)
        ):
            first -= 1
        return first

    # «По словам X», «согласно X», «на взгляд X»

    def _source(self, tree: Tree, i: int) -> Iterator[Report]:
        found = self._source_noun(tree, i)
        if found is None:
            return
        noun, act = found
        owner = self.speakers.owner(tree, noun)
        if owner is None:
            return
        speaker = self.speakers.named(tree, owner)
        if speaker is None:
            return
        level = tree.level[i]
        closing = self._source_end(tree, i, noun, owner)
        opening = i
        left = self._left(tree, opening, level)
        if (
            left is not None
            and tree.tokens[i - 1].text != ","
            and tree.tokens[i - 1].text not in DASHES
        ):
            if key(tree.tokens[i - 1]) != "который":
                return
            left = None
        if left is None:
            first = closing
            if first < len(tree) and tree.tokens[first].text in ",:":
                first += 1
            if first >= len(tree):
                return
            span = (tree.tokens[first].start, content_end(self.scene, tree, first, -1, None, level))
            yield from self._raw(tree, i, "source", act, speaker, *span, level)
            return
        around = self._around(tree, opening, closing, level, i)
        if around is not None:
            yield from self._raw(tree, i, "source", act, speaker, *around, level)

    def _source_noun(self, tree: Tree, i: int) -> tuple[int, str] | None:
        token = tree.tokens[i]
        if word(token) == "по":
            for k in range(i + 1, min(i + 4, len(tree))):
                lemma = key(tree.tokens[k])
                if lemma in self.lexicon.by and tree.tokens[k].pos in ("NOUN", "PROPN", "ADJ"):
                    return k, self.lexicon.by[lemma]
                if tree.tokens[k].pos not in ("ADJ", "DET", "PRON", "ADV"):
                    return None
        if word(token) in self.lexicon.according:
            for k in range(i + 1, min(i + 4, len(tree))):
                if key(tree.tokens[k]) in self.lexicon.according_nouns:
                    return k, "assert"
                if tree.tokens[k].pos not in ("ADJ", "DET", "PRON"):
                    return None
        for words, act in self.lexicon.fixed:
            if word(token) == words[0]:
                for k in range(i + 1, min(i + 5, len(tree))):
                    if key(tree.tokens[k]) == words[-1]:
                        if len(words) == 3:
                            return k - 1 if key(tree.tokens[k - 1]) == words[1] else k, act
                        return k, act
        return None

    def _source_end(self, tree: Tree, i: int, noun: int, owner: int) -> int:
        """One past the phrase «по словам X, …» with what hangs from X."""
        last = max(noun, owner, max(tree.subtree(owner)))
        within = tree.subtree(owner) | tree.subtree(noun)
        k = max(noun, owner)
        while k + 1 < len(tree):
            following = tree.tokens[k + 1]
            if k + 1 in within and following.text != ",":
                k += 1
            elif (
                following.text == ","
                and k + 2 in within
                and k + 2 < len(tree)
                and not finite(tree.tokens[k + 2])
            ):
                k += 1
            else:
                break
        del last
        return k + 1

    # Making the report

    def _report(
        self,
        tree: Tree,
        cue: int,
        rule: str,
        act: str,
        speaker: Speaker | None,
        first: int,
        head: int | None,
        governor: int | None = None,
        pending: Pending | None = None,
    ) -> Iterator[Report]:
        level = tree.level[cue]
        governor = cue if governor is None else governor
        while first < len(tree) and tree.tokens[first].text == ",":
            first += 1
        if first >= len(tree):
            return
        if rule == "colon":
            governor = -1
        end = content_end(self.scene, tree, first, governor, head, level)
        start = tree.tokens[first].start
        yield from self._raw(tree, cue, rule, act, speaker, start, end, level, pending)

    def _spanned(
        self, tree: Tree, cue: int, rule: str, act: str, speaker: Speaker | None,
        span: tuple[int, int], pending: Pending | None,
    ) -> Iterator[Report]:
        level = tree.level[cue]
        first, second = span
        end = tree.tokens[self._equation_last(tree, cue, second)].end
        start = tree.tokens[first].start
        yield from self._raw(tree, cue, rule, act, speaker, start, end, level, pending)

    def _equation_last(self, tree: Tree, cue: int, second: int) -> int:
        """Last token of an equation: what hangs from its second member, or the verb behind it."""
        if second < cue:
            return cue
        within = tree.subtree(second)
        if word(tree.tokens[second]) == "как" and tree.tokens[second].head > second:
            within = tree.subtree(tree.tokens[second].head)
        last = second
        while last + 1 < len(tree) and (
            last + 1 in within or (tree.tokens[last + 1].pos == "PUNCT" and last + 2 in within)
        ):
            last += 1
        if last + 1 < len(tree) and tree.tokens[last + 1].text in MARKS and tree.level[last] >= 0:
            last += 1
        return last

    def _raw(
        self,
        tree: Tree,
        cue: int,
        rule: str,
        act: str,
        speaker: Speaker | None,
        start: int,
        end: int,
        level: int,
        pending: Pending | None = None,
    ) -> Iterator[Report]:
        start, end = trimmed(self.scene, start, end)
        if end > start:
            token = tree.tokens[cue]
            yield Report(start, end, speaker, rule, act, (token.start, token.end), level, pending)


_PARTNERS = frozenset(
    {"понять", "внимание", "вывод", "известность", "сведение", "заключение", "факт"}
)
_LINKING = frozenset({"", "о", "об", "обо", "с", "со", "насчет", "относительно", "в", "на", "к"})
"""Prepositions by which a noun completes a reporting verb; «ввиду отказа» does not."""


def _preposition(tree: Tree, i: int) -> str:
    for k in tree.kids[i]:
        if tree.tokens[k].rel == "case" and k < i:
            return word(tree.tokens[k])
    return ""


_LINKS = frozenset(
    "в то же время|при этом|вместе с тем|тем временем|кроме того|в частности|однако|но|впрочем|"
    "между тем|так|таким образом|в свою очередь|наоборот|и|а|также|более того|тем не менее|"
    "в то время|к тому же|причем|при|этом|на этот раз|в итоге|в результате|теперь|ранее|что|"
    "а также|во-первых|во-вторых|в-третьих|хотя|зато|кстати|правда|напротив|помимо этого".split("|")
)


def _reports(tree: Tree, i: int) -> bool:
    """Whether the form can report somebody's words: not «сообщается», not «следует отметить»."""
    token = tree.tokens[i]
    feats = token.feats
    if token.pos == "ADJ":
        return feats.get("Variant") == "Short" and feats.get("Gender") != "Neut"
    if feats.get("Person") in ("1", "2") or feats.get("Mood") == "Imp":
        return False
    if feats.get("Voice") == "Pass" and feats.get("VerbForm") == "Part":
        return False
    if feats.get("VerbForm") == "Inf":
        for above in tree.up(i):
            head = tree.tokens[above]
            if key(head) in IMPERSONAL or word(head) in IMPERSONAL:
                return False
            if not infinitive(head):
                break
        return tree.tokens[i].head >= 0
    return True


def _conjunction(token: Token) -> bool:
    """A conjunction, not the «что» that is the subject or object of a relative clause."""
    return (
        token.rel == "mark"
        or token.pos in ("SCONJ", "PART")
        or (token.pos == "PRON" and not token.rel.startswith(("nsubj", "obj")))
    )


def _comma_before(tree: Tree, k: int, verb: int = -1) -> bool:
    if k - 1 == verb:
        return True
    for before in range(k - 1, max(-1, k - 4), -1):
        text = tree.tokens[before].text
        if text == "," or text in DASHES:
            return True
        if tree.tokens[before].pos not in ("ADP", "PART") and text not in MARKS:
            return False
    return False


def _first_of(tree: Tree, inf: int, after: int) -> int:
    """Leftmost token of the infinitive's own words behind the token `after`."""
    first = inf
    while first - 1 > after and tree.under(first - 1, inf):
        first -= 1
    return first
