"""The search for statements: quotations, reports, turns, and what binds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from itogi.coding.records import Statement
from itogi.coding.statements.broken import broken_apart
from itogi.coding.statements.direct import Direct, Speech
from itogi.coding.statements.lexicon import Lexicon, load_lexicon
from itogi.coding.statements.quotations import find_quotations
from itogi.coding.statements.report import Report
from itogi.coding.statements.reports import Reports
from itogi.coding.statements.scene import Scene
from itogi.coding.statements.speakers import Refers, Speaker, Speakers
from itogi.coding.statements.turns import Turns
from itogi.language.records import Document
from itogi.reading.article import Article


def find_statements(article: Article, document: Document, referents: Refers) -> list[Statement]:
    """The statements of an article, sorted by start; see the codebook, section 4.

    `referents` tells whom a token refers to, as `coding.referents.Referents` does. Raises
    LexiconError where a speech table cannot be used.
    """
    lexicon = load_lexicon()
    quotations = broken_apart(
        find_quotations(article.text, _paragraphs(article, document)), document, lexicon
    )
    scene = Scene(article, document, lexicon, quotations)
    speakers = Speakers(scene, referents)
    finder = Reports(scene, speakers)
    reports = [report for tree in scene.trees for report in finder.of(tree)]
    direct = Direct(scene, speakers, reports)
    direct.reports = [r if r.pending == "self" else _settled(r, direct, []) for r in reports]
    speeches = direct.speeches()
    speeches += Turns(scene, speakers, direct).speeches()
    reports = [_settled(r, direct, speeches) for r in _apart(reports, scene)]
    reports = _pointed_back(reports)
    return _statements(speeches, reports, lexicon)


def _paragraphs(article: Article, document: Document) -> list[tuple[int, int]]:
    if article.blocks:
        return [(b.start, b.end) for b in article.blocks if b.kind != "furniture"]
    return [(s.start, s.end) for s in document.sentences]


def _apart(reports: Iterable[Report], scene: Scene) -> list[Report]:
    """The reports whose words are not simply a quotation: that is direct speech alone."""
    kept = []
    for r in reports:
        within = any(
            r.start >= q.outer and r.end <= q.after + 1 and not q.start <= r.cue[0] < q.end
            for q in scene.quotations
        )
        if not within:
            kept.append(r)
    return kept


def _settled(report: Report, direct: Direct, speeches: list[Speech]) -> Report:
    """The report with its speaker found, where the sentence does not name one."""
    if report.speaker is not None or report.pending is None:
        return report
    speaker: Speaker | None = None
    if report.pending == "self":
        around = [s for s in speeches if s.start <= report.cue[0] < s.end]
        speaker = around[-1].speaker if around else None
    elif report.pending == "paper":
        at = direct.scene.token_at(report.cue[0])
        speaker = None if at is None else direct.paper(*at)
    else:
        speaker = direct.last_speaker(report.cue[0]) or direct.actor_before(report.cue[0])
    return replace(report, speaker=speaker)


def _pointed_back(reports: list[Report]) -> list[Report]:
    """«Об этом заявил X» takes the words of the sentence before for X: where those were reported
    as somebody's already, the row keeps its span and gets X."""
    kept = list(reports)
    for back in [r for r in reports if r.rule == "this"]:
        for other in reports:
            if other is back or other.rule == "this":
                continue
            inner = min(back.end, other.end) - max(back.start, other.start)
            if inner * 2 > back.end - back.start and other in kept:
                kept[kept.index(other)] = replace(other, speaker=back.speaker, cue=back.cue)
                kept.remove(back)
                break
    return kept


def _statements(
    speeches: Iterable[Speech], reports: Iterable[Report], lexicon: Lexicon
) -> list[Statement]:
    rows: dict[tuple[int, int, str], Statement] = {}

    def add(
        start: int, end: int, kind: str, speaker: Speaker, rule: str, cue: tuple[int, int] | None
    ) -> None:
        confidence = lexicon.confidence.get(rule, 0.5)
        rows.setdefault(
            (start, end, kind),
            Statement(
                start,
                end,
                kind,
                speaker.name,
                speaker.state,
                speaker.office,  # type: ignore[arg-type]
                speaker.voice,
                rule,
                confidence,
                cue,
            ),
        )

    for s in speeches:
        add(s.start, s.end, "direct", s.speaker, s.rule, s.cue)
    for r in reports:
        if r.speaker is not None:
            add(r.start, r.end, "indirect", r.speaker, f"{r.rule}/{r.act}", r.cue)
    return sorted(rows.values(), key=lambda s: (s.start, -s.end, s.kind))
