"""A brief as Markdown: claims with the words of their sources under them, numbered sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from itogi.brief.records import Brief, Claim, Evidence, Figures, Section, Source
from itogi.brief.render.quotations import quotations

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$])")
_LEADING = re.compile(r"^(\d*)([-+.)])(?=\s)")


def to_markdown(brief: Brief) -> str:
    return "\n".join(_lines(brief)).rstrip() + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    yield ""
    yield escape(" · ".join(part for part in (brief.subtitle, brief.period) if part))
    yield ""
    for note in brief.notes:
        yield f"> {escape(note)}"
        yield ""
    claims = [c for s in brief.sections for g in s.groups for c in g.claims]
    by_id, above = {c.id: c for c in claims}, _quoted_above(claims)
    for section in brief.sections:
        yield from _section(section, brief, by_id, above)
    if brief.sources:
        yield f"## {escape(brief.labels['section_sources'])}"
        yield ""
    for source in brief.sources:
        yield _source(source, brief)


def _quoted_above(claims: Sequence[Claim]) -> dict[str, str]:
    """Passages whose words other claims quote before them, by id, with the id of the first."""
    quoted: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    above = {}
    for claim in claims:
        by = [
            next((c for start, end, c in quoted[e.source] if start <= e.start and e.end <= end), "")
            for e in claim.evidence
        ]
        if claim.kind == "passage" and all(by):
            above[claim.id] = by[0]
        else:
            for item in claim.evidence:
                quoted[item.source].append((item.start, item.end, claim.id))
    return above


def _section(
    section: Section, brief: Brief, by_id: dict[str, Claim], above: dict[str, str]
) -> Iterator[str]:
    yield f"## {escape(section.title)}"
    yield ""
    if section.key == "glance":
        yield from _figures(brief.figures, brief)
    for note in (section.intro, section.empty):
        if note:
            yield f"*{escape(note)}*"
            yield ""
    for group in section.groups:
        if group.title:
            yield f"### {escape(group.title)}"
            yield ""
        for claim in group.claims:
            if not claim.minor:
                yield from _claim(claim, above)
        if group.more:
            yield f"#### {escape(group.more)}"
            yield ""
            for claim in group.claims:
                if claim.minor:
                    yield from _claim(claim, above)
        for see in group.see:
            yield f"- {_headline(by_id[see])} ([↓](#{see}))"
        yield ""


def _claim(claim: Claim, above: dict[str, str]) -> Iterator[str]:
    numbers = ", ".join(
        f"[{n}](#s{n})" for n in dict.fromkeys(evidence.source for evidence in claim.evidence)
    )
    link = f" ([↑](#{above[claim.id]}))" if claim.id in above else ""
    yield f'- <a id="{claim.id}"></a>{_headline(claim)} \\[{numbers}\\]{link}'
    about = "; ".join(part for part in (claim.by, claim.when_note, *claim.notes) if part)
    if about:
        yield f"  {escape(about)}"
    if link:
        return
    for places in quotations(claim.evidence):
        at = "; ".join(f"{place.source}, {place.start}–{place.end}" for place in places)
        yield f"  > {_evidence(places[0])} \\[{at}\\]"
        yield ""


def _headline(claim: Claim) -> str:
    line = f"**{escape(claim.text)}**"
    if claim.words:
        line += f"{claim.joint} {escape(claim.words)}"
    aside = ", ".join(part for part in (claim.when, *claim.tags) if part)
    return f"{line} ({escape(aside)})" if aside else line


def _evidence(evidence: Evidence) -> str:
    """The sentence with the span in bold."""
    before, quote, after = (
        escape(" ".join(part.split())) for part in (evidence.before, evidence.quote, evidence.after)
    )
    left = " " if evidence.before[-1:].isspace() else ""
    right = " " if evidence.after[:1].isspace() else ""
    return f"{before}{left}**{quote}**{right}{after}"


def _figures(figures: Figures, brief: Brief) -> Iterator[str]:
    yield escape(" · ".join(figures.facts))
    yield ""
    if any(count.number for count in figures.by_quad):
        yield "| " + " | ".join(["", *(escape(c.label) for c in figures.by_quad)]) + " |"
        yield "| --- |" + " ---: |" * len(figures.by_quad)
        for direction in figures.directions:
            numbers = (str(count.number) for count in direction.by_quad)
            yield "| " + " | ".join([escape(direction.label), *numbers]) + " |"
        totals = (str(count.number) for count in figures.by_quad)
        yield "| " + " | ".join([escape(brief.labels["total"]), *totals]) + " |"
        yield ""
    for label, counts in (("by_type", figures.by_type), ("by_track", figures.by_track)):
        if counts:
            line = ", ".join(f"{count.label} — {count.number}" for count in counts)
            yield f"{escape(brief.labels[label])}: {escape(line)}"
            yield ""


def _source(source: Source, brief: Brief) -> str:
    title = escape(source.title)
    if source.link:
        title = f"[{title}](<{source.link.replace('<', '%3C').replace('>', '%3E')}>)"
    about = ", ".join(
        part for part in (source.outlet, *source.authors, source.when, source.basis) if part
    )
    note = f" ({escape(source.note)})" if source.note else ""
    return f'{source.number}. <a id="s{source.number}"></a>{title}. {escape(about)}{note}'


def escape(text: str) -> str:
    """`text` as Markdown shows it unchanged, on one line; no HTML in it stays HTML."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        line = line.replace(mark, entity)
    return _LEADING.sub(r"\1\\\2", line)
