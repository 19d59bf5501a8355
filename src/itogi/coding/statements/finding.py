"""The search for statements: quotations, reports, turns, and what binds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from itogi.coding.records import Statement, StatementKind
from itogi.coding.statements.attribution import Attribution
from itogi.coding.statements.broken import broken_apart, with_dashed
from itogi.coding.statements.circumstances import with_circumstances
from itogi.coding.statements.direct import FRAGMENT, Direct
from itogi.coding.statements.headlines import spoken_in_headlines
from itogi.coding.statements.lexicon import Lexicon, load_lexicon
from itogi.coding.statements.papers import Papers
from itogi.coding.statements.quotations import Quotation, find_quotations
from itogi.coding.statements.report import Report
from itogi.coding.statements.reports import Reports
from itogi.coding.statements.scene import Scene
from itogi.coding.statements.speakers import Refers, Speaker, Speakers
from itogi.coding.statements.speech import Around, Speech, Spoken, actor_before
from itogi.coding.statements.turns import Turns
from itogi.coding.trace import SILENT, Trace
from itogi.language.records import Document
from itogi.reading.article import Article

_LINK = re.compile(r",?\s*(?:(?:и|а|но|или)\s+)?")


def find_statements(
    article: Article, document: Document, referents: Refers, trace: Trace = SILENT
) -> list[Statement]:
    """The statements of an article, sorted by start; see the codebook, section 4.

    `referents` tells whom a token refers to, as `coding.referents.Referents` does. Raises
    LexiconError where a speech table cannot be used.
    """
    lexicon = load_lexicon()
    paragraphs = _paragraphs(article, document)
    quotations = broken_apart(find_quotations(article.text, paragraphs), document, lexicon)
    quotations = with_dashed(quotations, paragraphs, document, lexicon)
    scene = Scene(article, document, lexicon, quotations, trace)
    speakers = Speakers(scene, referents)
    finder = Reports(scene, speakers)
    reports = [report for tree in scene.trees for report in finder.of(tree)]
    spoken = Spoken(reports)
    papers = Papers(scene, speakers, spoken)
    reports = [_settled(r, scene, speakers, spoken, papers) for r in reports]
    around = Around(reports)
    attribution = Attribution(scene, speakers, spoken, papers, around)
    speeches = Direct(scene, speakers, around, spoken, attribution).speeches()
    speeches += Turns(scene, speakers, spoken, attribution).speeches()
    reports = _apart(_of_the_speaker(reports, speeches), quotations, article.text, trace)
    reports = _pointed_back(reports, trace)
    speeches += spoken_in_headlines(scene, speeches, reports)
    rows = _statements(speeches, reports, lexicon, trace)
    return with_circumstances(rows, scene, speakers)


def _paragraphs(article: Article, document: Document) -> list[tuple[int, int]]:
    if article.blocks:
        return [(b.start, b.end) for b in article.blocks if b.kind != "furniture"]
    return [(s.start, s.end) for s in document.sentences]


def _settled(
    report: Report, scene: Scene, speakers: Speakers, spoken: Spoken, papers: Papers
) -> Report:
    """The report with its speaker found, where the sentence does not name one."""
    offset = report.cue[0]
    if report.pending == "paper":
        at = scene.token_at(offset)
        speaker = None if at is None else papers.speaker(*at)
        return replace(report, speaker=speaker, how="paper")
    if report.pending == "last":
        last = spoken.last(offset)
        if last is not None:
            return replace(report, speaker=last, how="last")
        return replace(report, speaker=actor_before(scene, speakers, offset), how="actor")
    return report


def _of_the_speaker(reports: Iterable[Report], speeches: Sequence[Speech]) -> Iterator[Report]:
    """«я попросил», «мы предложили»: the one whose words these stand in."""
    for report in reports:
        if report.pending == "self":
            around = [s for s in speeches if s.start <= report.cue[0] < s.end]
            speaker = around[-1].speaker if around else None
            report = replace(report, speaker=speaker, how="self")
        yield report


def _apart(
    reports: Iterable[Report], quotations: Sequence[Quotation], text: str, trace: Trace
) -> list[Report]:
    """The reports whose words are not simply a quotation, or «…» and «…»: that is direct speech
    alone."""
    at = {q.outer: q for q in quotations}
    kept = []
    for report in reports:
        if _strung(report, at, text):
            trace.report_lost(report, "quoted")
        else:
            kept.append(report)
    around = Around(kept)
    alone = {
        id(report): report
        for q in quotations
        for report in around.starting(q.outer, q.end)
        if report.end <= q.after + 1 and not q.start <= report.cue[0] < q.end
    }
    for report in alone.values():
        trace.report_lost(report, "quoted")
    return [report for report in kept if id(report) not in alone]


def _strung(report: Report, at: dict[int, Quotation], text: str) -> bool:
    """Whether the words are several quotations, each long enough to be a row, strung together."""
    q, count = at.get(report.start), 0
    while q is not None and len(text[q.start : q.end].split()) >= FRAGMENT:
        count += 1
        if q.after >= report.end:
            return count > 1
        link = _LINK.match(text, q.after)
        q = None if link is None else at.get(link.end())
    return False


def _pointed_back(reports: list[Report], trace: Trace) -> list[Report]:
    """«Об этом заявил X» takes the words of the sentence before for X: where those were reported
    as somebody's already, the row keeps its span and gets X."""
    kept = list(reports)
    around = Around(reports)
    for back in [r for r in reports if r.rule == "this"]:
        for other in around.starting(back.start, back.end):
            if other.rule != "this" and other in kept:
                inner = min(back.end, other.end) - other.start
                if inner * 2 > back.end - back.start:
                    spoken = replace(other, speaker=back.speaker, cue=back.cue, how=back.how)
                    kept[kept.index(other)] = spoken
                    kept.remove(back)
                    trace.report_lost(back, "pointed-back")
                    break
            if other.rule != "this" and _is_his_own(back, other):
                # «Чили призвал к миру. Такое заявление он сделал в Лиме»: once is enough.
                kept.remove(back)
                trace.report_lost(back, "pointed-back")
                break
    return kept


def _is_his_own(back: Report, other: Report) -> bool:
    """Whether the sentence that is pointed back to already reports the same speaker."""
    if back.speaker is None or other.speaker is None:
        return False
    within = back.start < other.start and other.end <= back.end
    return within and back.speaker.name == other.speaker.name


def _statements(
    speeches: Iterable[Speech], reports: Iterable[Report], lexicon: Lexicon, trace: Trace
) -> list[Statement]:
    rows: dict[tuple[int, int, StatementKind], Statement] = {}
    for s in speeches:
        row = _row(s.start, s.end, "direct", s.speaker, s.rule, s.cue, lexicon)
        if rows.setdefault((s.start, s.end, "direct"), row) is row:
            trace.statement_made(s, "direct")
    for r in reports:
        if r.speaker is None:
            trace.report_lost(r, "no-speaker")
        else:
            rule = f"{r.rule}/{r.act}"
            row = _row(r.start, r.end, "indirect", r.speaker, rule, r.cue, lexicon)
            other = rows.get((r.start, r.end, "indirect"))
            if other is None or _nearer(row, other):
                rows[(r.start, r.end, "indirect")] = row
                trace.statement_made(r, "indirect")
            else:
                trace.report_lost(r, "nearer-cue")
    return sorted(rows.values(), key=lambda s: (s.start, -s.end, s.kind))


def _nearer(row: Statement, other: Statement) -> bool:
    """Whether the cue stands nearer before the same words: «говоря о X, заметил, что …»."""
    if row.cue is None or other.cue is None:
        return False
    return other.cue[0] < row.cue[0] < row.start


def _row(
    start: int,
    end: int,
    kind: StatementKind,
    speaker: Speaker,
    rule: str,
    cue: tuple[int, int] | None,
    lexicon: Lexicon,
) -> Statement:
    shares = lexicon.confidence
    confidence = shares.get(rule, shares.get(rule.partition("/")[0], lexicon.unmeasured))
    return Statement(
        start=start,
        end=end,
        kind=kind,
        speaker=speaker.name,
        state=speaker.state,
        office=speaker.office,
        voice=speaker.voice,
        rule=rule,
        confidence=confidence,
        cue=cue,
        branch=speaker.branch if speaker.voice == "official" else None,
    )
