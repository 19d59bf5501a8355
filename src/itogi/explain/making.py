"""From what the coding said while it worked to the explanation of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from itogi.coding import Coding, code
from itogi.coding.events.search import Sides
from itogi.coding.events.tree import Tree
from itogi.coding.records import Event, Statement
from itogi.coding.referents import Referent
from itogi.coding.statements.quotations import Quotation
from itogi.coding.statements.report import Report
from itogi.coding.statements.speech import Speech
from itogi.coding.trace import WordsLoss
from itogi.coding.tracks.chances import Model, unshared
from itogi.coding.tracks.cues import cue_words
from itogi.coding.tracks.features import Candidate as Field
from itogi.explain import tables
from itogi.explain.listening import ActHeard, Listener, NameHeard, Told
from itogi.explain.records import (
    ActRow,
    Antecedent,
    CountedRow,
    Cue,
    Explanation,
    ModelName,
    Name,
    Part,
    ReferentRow,
    Row,
    SentenceRow,
    Side,
    Source,
    StatementRow,
    StateRow,
    Stop,
    TrackRow,
    TrackWord,
    Word,
)
from itogi.language.records import Sentence, Token
from itogi.language.spelling import plain
from itogi.reading import Article

Item = tuple[int, StatementRow]
"""A statement's row, and the offset by which it stands in its sentence."""


def explain(article: Article) -> Explanation:
    """The article coded anew, with every decision on the way. Any text is accepted."""
    listener = Listener()
    return _Maker(code(article, listener), listener).explanation()


@dataclass
class _Maker:
    coding: Coding
    heard: Listener

    def explanation(self) -> Explanation:
        article = self.coding.article
        return Explanation(
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published.isoformat() if article.published else None,
            published_basis=article.published_basis,
            sentences=tuple(self._sentence(i) for i in range(len(self._sentences))),
            tracks=tuple(self._tracks()),
            counted=tuple(self._counted()),
            counts={
                "sentences": len(self._sentences),
                "events": len(self.coding.events),
                "statements": len(self.coding.statements),
                "tracks": len(self.coding.tracks),
            },
        )

    @property
    def _sentences(self) -> list[Sentence]:
        return self.heard.document.sentences

    def _sentence(self, index: int) -> SentenceRow:
        sentence = self._sentences[index]
        blocks = self.coding.article.blocks
        heading = ("headline", "subtitle", "subheading")
        return SentenceRow(
            number=index + 1,
            start=sentence.start,
            end=sentence.end,
            text=self._text(sentence.start, sentence.end),
            title=bool(blocks) and blocks[sentence.block].kind in heading,
            words=tuple(_words(index, sentence)),
            names=tuple(_names(sentence)),
            states=tuple(self._states(index)),
            referents=tuple(self._referents(index, sentence)),
            statements=tuple(row for _, row in self._statements.get(index, ())),
            acts=tuple(self._act(heard) for heard in self._acts.get(index, ())),
            track_words=tuple(TrackWord(*cue) for cue in cue_words(sentence.tokens)),
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    def _index(self, offset: int) -> int:
        """The sentence of an offset; what stands between two is the earlier one's."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def _text(self, start: int, end: int) -> str:
        return self.heard.document.text[start:end]

    # States: names of the tables, and whom phrases refer to

    @cached_property
    def _names(self) -> dict[int, list[NameHeard]]:
        found: dict[int, list[NameHeard]] = {}
        for heard in sorted(self.heard.names, key=lambda heard: heard.name.start):
            found.setdefault(self._index(heard.name.start), []).append(heard)
        return found

    def _states(self, index: int) -> Iterable[StateRow]:
        """One name may be in several tables, and lose for the same reason in each: told once."""
        rows = [self._state(heard) for heard in self._names.get(index, ())]
        return {(row.first, row.last, row.text, row.entry, row.lost): row for row in rows}.values()

    def _state(self, heard: NameHeard) -> StateRow:
        name, mention = heard.name, heard.mention
        entry = heard.entry or name.senses[0].entry
        form = next((s.words for s in name.senses if s.entry == entry), (entry.name,))
        unlisted = mention is not None and not mention.listed
        return StateRow(
            first=name.first,
            last=name.last,
            text=self._text(name.start, name.end),
            entry=entry.name,
            kind=mention.kind if mention else None,
            code=mention.code if mention else None,
            source=tables.of_entry(entry, " ".join(form)),
            lost=heard.lost or ("unlisted" if unlisted else None),
        )

    def _referents(self, index: int, sentence: Sentence) -> Iterator[ReferentRow]:
        seen: set[tuple[str, str]] = set()
        for i, token in enumerate(sentence.tokens):
            referent = self._referent(index, i)
            others = tuple(self._others(index, i, referent))
            if referent is None:
                if others:
                    yield ReferentRow(i, token.text, None, None, others=others)
                continue
            # A state's or organisation's name refers to itself, as its row of states says.
            text = self._text(referent.start, referent.end) or token.text
            if referent.kind in ("state", "organisation") or (text, referent.name) in seen:
                continue
            seen.add((text, referent.name))
            yield ReferentRow(
                token=i,
                text=text,
                name=referent.name,
                kind=referent.kind,
                codes=referent.codes,
                office=referent.office,
                branch=referent.branch,
                others=others,
            )

    def _referent(self, index: int, token: int) -> Referent | None:
        referents = self.heard.referents
        return None if referents is None else referents.at(index, token)

    def _others(self, index: int, token: int, chosen: Referent | None) -> Iterator[Antecedent]:
        """Whom else a pronoun might have stood for, each person once, the likeliest first."""
        heard = self.heard.antecedents.get((index, token), [])
        names = {chosen.name} if chosen else set()
        for other in sorted(heard, key=lambda other: -other.weight):
            if other.name not in names:
                names.add(other.name)
                yield Antecedent(other.name, other.sentence + 1, other.weight, other.why)

    # Events

    @cached_property
    def _acts(self) -> dict[int, list[ActHeard]]:
        """By sentence, in the order of their words, of those at one word first what won."""
        found: dict[int, list[ActHeard]] = {}
        for heard in sorted(self.heard.acts, key=lambda h: (h.occurrence.head, h.found is None)):
            found.setdefault(heard.occurrence.tree.index, []).append(heard)
        return found

    @cached_property
    def _events(self) -> dict[int, tuple[int, bool]]:
        """For each row told, by identity: the number of its event, and whether it is merged."""
        numbers = {id(event): n for n, event in enumerate(self.coding.events, start=1)}
        found: dict[int, tuple[int, bool]] = {}
        for group, one in self.heard.joined:
            best = next(e for e in group if _place(e) == _place(one))
            found |= {id(event): (numbers[id(one)], event is not best) for event in group}
        return found

    def _act(self, heard: ActHeard) -> ActRow:
        occurrence, found, sides = heard.occurrence, heard.found, heard.sides
        tree, sense = occurrence.tree, occurrence.sense
        rows = tuple(self._row(heard, told) for told in heard.told)
        merged = bool(rows) and all(row.merged for row in rows)
        return ActRow(
            token=occurrence.head,
            words=occurrence.words,
            text=_joined(tree.tokens, occurrence.words),
            rule=sense.rule,
            source=tables.of_sense(sense, occurrence.entry),
            sense=sense.type,
            mode=sense.mode,
            type=found.type if found else None,
            status=found.status if found else None,
            cues=tuple(_cues(heard)),
            places=tuple(getattr(sense.frame, occurrence.part).items()),
            sides=tuple(_sides(tree, sides)) if sides else (),
            stops=tuple(_stops(tree, sides)) if sides else (),
            reach=sides.reach if sides else None,
            rows=rows,
            lost=heard.lost or ("merged" if merged else None),
            by=None if heard.by is None else tree.tokens[heard.by].text,
        )

    def _row(self, heard: ActHeard, told: Told) -> Row:
        event = told.event
        number, merged = self._events[id(event)]
        return Row(
            type=event.type,
            actors=event.actors,
            recipients=event.recipients,
            status=event.status,
            status_why=told.why,
            turned=told.spoken is not heard.found,
            date=event.date,
            date_basis=event.date_basis,
            confidence=event.confidence if told.chance is None else told.chance,
            parts=tuple(self._event_parts(told)),
            number=number,
            merged=merged,
        )

    def _event_parts(self, told: Told) -> Iterator[Part]:
        if self.heard.event_model is not None:
            weights = self.heard.event_model.weights
            yield from _telling(_weighed("event", told.features, weights))

    # Statements

    @cached_property
    def _statements(self) -> dict[int, list[Item]]:
        """By sentence, in the order of the text."""
        items: dict[int, list[Item]] = {}
        for item in sorted(self._all_statements(), key=lambda item: item[0]):
            items.setdefault(self._index(item[0]), []).append(item)
        return items

    def _all_statements(self) -> list[Item]:
        found = [self._statement(n, s) for n, s in enumerate(self.coding.statements, start=1)]
        spans = {(s.start, s.end) for s in self.coding.statements}
        for report, why in self.heard.reports:
            found.append(self._lost_report(report, why))
        for quotation, why in self.heard.quotations:
            if not any(quotation.start <= a and b <= quotation.end for a, b in spans):
                found.append(self._lost_quotation(quotation, why))
        cues = {s.cue for s in self.coding.statements}
        for index, at, why in self.heard.verbs:
            token = self._sentences[index].tokens[at]
            # A verb without a clause may yet open or close a quotation.
            if (token.start, token.end) not in cues:
                found.append(self._lost_verb(token, why))
        return found

    def _statement(self, number: int, row: Statement) -> Item:
        words = self.heard.passages[row.start, row.end, row.kind]
        named, named_in = self._named(words)
        return (row.cue[0] if row.cue else row.start), StatementRow(
            text=self._text(row.start, row.end),
            kind=row.kind,
            rule=row.rule,
            source=self._source(row.rule, row.cue),
            cue=self._text(*row.cue) if row.cue else None,
            speaker=row.speaker,
            state=row.state,
            office=row.office,
            voice=row.voice,
            how=words.how,
            named=named,
            named_in=named_in,
            confidence=row.confidence,
            number=number,
            lost=None,
        )

    def _named(self, words: Report | Speech) -> tuple[str | None, int | None]:
        """The words that name the speaker, and the number of their sentence."""
        place = words.speaker.named_at if words.speaker else None
        if place is None:
            return None, None
        index, token = place
        referent = self._referent(index, token)
        text = self._text(referent.start, referent.end) if referent else ""
        return text or self._sentences[index].tokens[token].text, index + 1

    def _source(self, rule: str, cue: tuple[int, int] | None) -> Source | None:
        token = self._token(cue[0]) if cue else None
        return None if token is None else tables.of_words(rule, plain(token.lemma))

    def _token(self, offset: int) -> Token | None:
        tokens = self._sentences[self._index(offset)].tokens
        return next((t for t in tokens if t.start <= offset < t.end), None)

    def _lost_report(self, report: Report, why: WordsLoss) -> Item:
        rule = f"{report.rule}/{report.act}"
        return report.cue[0], StatementRow(
            text=self._text(report.start, report.end),
            kind="indirect",
            rule=rule,
            source=self._source(rule, report.cue),
            cue=self._text(*report.cue),
            speaker=report.speaker.name if report.speaker else None,
            lost=why,
        )

    def _lost_quotation(self, quotation: Quotation, why: WordsLoss) -> Item:
        text = self._text(quotation.start, quotation.end)
        return quotation.start, StatementRow(text, "direct", "quotation", lost=why)

    def _lost_verb(self, token: Token, why: WordsLoss) -> Item:
        source = tables.of_words("verb", plain(token.lemma))
        return token.start, StatementRow("", "indirect", "verb", source, token.text, lost=why)

    # Tracks

    def _tracks(self) -> Iterator[TrackRow]:
        rows = [self._track(field, track) for field in self.heard.fields for track in field.tracks]
        yield from sorted(rows, key=lambda row: (row.lost, -row.chance, row.dyad, row.track))

    def _track(self, field: Field, track: str) -> TrackRow:
        model = self.heard.model
        assert model is not None  # the weighing was heard, else there were no fields
        chance = self.heard.chances[field.pair][track]
        number, states = self._tracked(field.pair, track)
        return TrackRow(
            dyad=field.pair,
            track=track,
            chance=chance,
            threshold=model.threshold,
            shared=chance > unshared(model, field)[track],
            parts=tuple(_parts(field, track, model)),
            sentence=field.sentences[track] + 1,
            number=number,
            states=states,
            lost=chance < model.threshold,
        )

    def _tracked(self, dyad: tuple[str, str], track: str) -> tuple[int | None, tuple[str, ...]]:
        """The number of the row that holds the dyad on the track, and its group."""
        for number, row in enumerate(self.coding.tracks, start=1):
            if row.track == track and dyad in set(combinations(row.states, 2)):
                return number, row.states
        return None, ()

    def _counted(self) -> Iterator[CountedRow]:
        for number, row in enumerate(self.coding.tracks, start=1):
            if row.rule in ("tracks.enumerated", "tracks.discussed"):
                text = self._text(row.start, row.end)
                yield CountedRow(row.states, row.track, row.rule, text, number)


def _place(event: Event) -> tuple[int, int, str]:
    return event.start, event.end, event.rule


def _words(index: int, sentence: Sentence) -> Iterator[Word]:
    tree = Tree.of(index, sentence)
    for i, token in enumerate(sentence.tokens):
        moved = (tree.head(i), tree.rel(i)) != (token.head, token.rel)
        mended = (tree.head(i), tree.rel(i)) if moved else None
        yield Word(
            token.text, token.lemma, token.pos, dict(token.feats), token.head, token.rel, mended
        )


def _names(sentence: Sentence) -> Iterator[Name]:
    for name in sentence.names:
        text = " ".join(token.text for token in sentence.tokens[name.first : name.last])
        yield Name(name.first, name.last, text, name.kind)


def _joined(tokens: Sequence[Token], words: Sequence[int]) -> str:
    """The words of a pattern as they stand in the text, gaps marked."""
    text = tokens[words[0]].text
    for before, at in pairwise(words):
        text += (" " if at == before + 1 else " … ") + tokens[at].text
    return text


def _cues(heard: ActHeard) -> Iterator[Cue]:
    if heard.found is not None:
        tokens = heard.occurrence.tree.tokens
        for flag, at in dict.fromkeys(heard.found.context.cues):
            yield Cue(flag, tokens[at].text)


def _sides(tree: Tree, sides: Sides) -> Iterator[Side]:
    for step in sides.steps:
        words = None if step.token is None else tree.tokens[step.token].text
        yield Side(step.role, step.place, words, step.token, step.codes)


def _stops(tree: Tree, sides: Sides) -> Iterator[Stop]:
    for bar, token in dict.fromkeys(sides.bars):
        yield Stop(bar, None if token is None else tree.tokens[token].text)


def _parts(field: Field, track: str, model: Model) -> Iterator[Part]:
    dyad = _weighed("dyad", field.dyad, model.dyad)
    yield from _telling([*dyad, *_weighed("track", field.tracks[track], model.track)])


def _weighed(
    model: ModelName, features: Mapping[str, float], weights: Mapping[str, float]
) -> list[Part]:
    return [Part(model, name, v, weights.get(name, 0.0)) for name, v in features.items()]


def _telling(parts: Iterable[Part]) -> list[Part]:
    """What speaks for and against, the weightiest first; what is absent is left out."""
    told = [part for part in parts if part.value and part.weight]
    return sorted(told, key=lambda part: -abs(part.value * part.weight))
