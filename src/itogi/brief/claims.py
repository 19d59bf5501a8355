"""Claims: the lines of a brief, each worded from what is coded and carried by its evidence.

A line never asserts on its own. An event says what kind of act is reported, and by whom; a
statement and a passage name their speaker, or the outlet, before their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, TypeVar
from urllib.parse import urlsplit

from itogi.brief.clusters import EventCluster, StatementCluster
from itogi.brief.pages import Page, overlap
from itogi.brief.records import Claim, ClaimKind, Evidence
from itogi.brief.wording import Wording, capital
from itogi.coding.plover import event_types
from itogi.coding.records import Background, Flag, Statement

_Report = TypeVar("_Report", bound=tuple[Page, Any])

MORE = 2
"""Further mentions of an event in one article that are shown beside the first."""
_PREDICATE = re.compile(r"\w(?:[аяеёиоуы]л[ао]?|[её]т|ит)(?:ся|сь)?$", re.IGNORECASE)
"""Endings of a verb that one subject has: призвал, призвало, требует, просит."""
STEM = 4
"""Letters by which a name is known again in another case."""
UNSURE = 0.5
"""An event of less confidence is marked, and is never among the main ones: it is as likely wrong
as right (`evaluation/calibration.py`)."""


def event_claim(cluster: EventCluster, wording: Wording) -> Claim:
    page, event = cluster.lead
    a, b = page.pair
    first = {a: 0, b: 1}
    actors, recipients = (
        sorted(side, key=lambda code: first.get(code, 2))
        for side in (event.actors, event.recipients)
    )
    evidence = []
    for p, e in _lead_first(cluster.reports, cluster.lead):
        evidence += [p.evidence(*span) for span in ((e.start, e.end), *e.more[:MORE])]
    text = wording.event(
        event.type,
        event.status,
        actors,
        recipients,
        event.rule,
        page.text[event.start : event.end],
    )
    notes = [
        wording(key, words=wording.quote(page.words(*span)))
        for key, span in (("occasion", event.occasion), ("channel", event.channel))
        if span
    ]
    if cluster.term:
        notes.insert(0, wording("agreed_for", date=wording.iso(cluster.term)))
    if event.place:
        notes.append(wording("place", place=wording.said(event.place)))
    speaker = _only_speaker(cluster)
    tags = list(_voice_tag(page, speaker, wording)) if speaker else []
    mode = wording.mode(event.mode) if event.mode else None
    if mode and mode not in text.lower():
        tags.append(mode)
    confidence = max(e.confidence for _, e in cluster.reports)
    if confidence < UNSURE:
        tags.append(wording("as_unsure"))
    if event.status != "actual":
        tags.append(wording(f"status_{event.status}"))
    when, when_note = _event_date(cluster, wording)
    return Claim(
        id=_id("event", text, evidence),
        kind="event",
        text=text,
        evidence=tuple(apart(evidence)),
        words=wording.quote(page.words(*page.told(event))),
        by=_reported_by(cluster, speaker, wording),
        when=when,
        when_note=when_note,
        tags=tuple(tags),
        notes=tuple(notes),
        quad=event_types()[event.type].quad,
        code=event.type,
        status=event.status,
        confidence=confidence,
    )


def statement_claim(cluster: StatementCluster, speaker: str, wording: Wording) -> Claim:
    """`speaker` is the line that names who says it, see `speaker_line`."""
    page, statement = cluster.lead
    reports = _lead_first(cluster.reports, cluster.lead)
    evidence = list(apart(p.evidence(*p.spoken(s)) for p, s in reports))
    start, end = page.spoken(statement)
    return Claim(
        id=_id("statement", speaker, evidence),
        kind="statement",
        text=speaker,
        evidence=tuple(evidence),
        words=wording.quote(page.words(start, end)),
        joint=_joint(page, statement, start, speaker),
        when=_page_date(page, wording),
        tags=(*_voice_tag(page, statement, wording), wording(f"says_{statement.kind}")),
        notes=tuple(_circumstances(page, statement, wording)),
        code=statement.state,
        voice=statement.voice,
        confidence=max(s.confidence for _, s in cluster.reports),
    )


def _joint(page: Page, statement: Statement, start: int, speaker: str) -> str:
    """What stands between the speaker and the words: «Москва «призвала …»» is one sentence, so
    nothing, or the comma that closes an office; else a colon. A verb in the plural may be of
    others («в министерстве опровергли»), so it does not make one."""
    cue = statement.cue
    if cue is None or cue[0] != start or not _PREDICATE.search(page.text[slice(*cue)]):
        return ":"
    return "," if "," in speaker and not speaker.endswith(")") else ""


def _circumstances(page: Page, statement: Statement, wording: Wording) -> Iterator[str]:
    """Where it was said, to whom, about what; whom the place names is not told twice."""
    setting = page.words(*statement.setting) if statement.setting else ""
    if setting:
        yield wording("said_at", words=wording.quote(setting))
    to = statement.addressee
    if to and to.split()[-1][:STEM].lower() not in setting.lower():
        yield wording("said_to", name=wording.said(to, statement.addressee_state))
    if statement.topic:
        yield wording("said_on", words=wording.quote(page.words(*statement.topic)))


def passage_claim(
    page: Page, start: int, end: int, wording: Wording, kind: ClaimKind = "passage"
) -> Claim:
    """A passage with whoever says it: the speaker whose statement it is, else the outlet."""
    start, end, statement = page.said(start, end)
    evidence = [page.evidence(start, end)]
    tags: tuple[str, ...] = ()
    if statement:
        text = speaker_line(statement.speaker, statement.office, statement, wording)
        tags = _voice_tag(page, statement, wording)
    else:
        text = outlet_name(page, wording)
        retold = page.expert_near(start, end)
        if retold:
            tags = _voice_tag(page, retold, wording)
        elif kind != "background":
            tags = (wording("as_newsroom"),)
    return Claim(
        id=_id(kind, text, evidence),
        kind=kind,
        text=capital(text),
        evidence=tuple(evidence),
        words=wording.quote(page.words(start, end)),
        when=_page_date(page, wording),
        tags=tags,
        voice=statement.voice if statement else None,
        code=statement.state if statement else None,
    )


def background_claim(page: Page, background: Background, wording: Wording) -> Claim:
    claim = passage_claim(page, background.start, background.end, wording, "background")
    when = wording.iso(background.date) if background.date else None
    return replace(claim, when=when)


def flag_claim(page: Page, flag: Flag, pair: str, wording: Wording) -> Claim:
    words = wording.quote(page.text[flag.start : flag.end])
    key = f"flag_{flag.kind}" if wording.has(f"flag_{flag.kind}") else "flag_other"
    text = wording(key, words=words, pair=pair, note=flag.note)
    evidence = [page.evidence(flag.start, flag.end)]
    return Claim(
        id=_id("flag", text, evidence),
        kind="flag",
        text=text,
        evidence=tuple(evidence),
        when=_page_date(page, wording),
        code=flag.kind,
    )


def speaker_line(
    name: str | None,
    office: str | None,
    statement: Statement,
    wording: Wording,
    with_state: bool = True,
) -> str:
    """«Имя, должность», the state in brackets where neither names it."""
    parts = [wording.said(name, statement.state) if name else wording("speaker_unknown")]
    # «представитель министерства торговли Чили» needs no «представитель министерства» behind it.
    if office and not (name or "").lower().startswith(office.lower()):
        parts.append(_small(wording.said(office, statement.state)))
    line = capital(", ".join(parts))
    state = statement.state if with_state else None
    if state and not wording.names.named_in(state, line):
        line += f" ({wording.names(state)})"
    return line


def outlet_name(page: Page, wording: Wording) -> str:
    """The outlet in quotation marks, else the host of the page, else that it is not named."""
    article = page.coding.article
    if article.outlet:
        return wording.quote(article.outlet)
    host = urlsplit(article.url or "").hostname
    return host.removeprefix("www.") if host else wording("outlet_unknown")


def _lead_first(reports: Sequence[_Report], lead: _Report) -> list[_Report]:
    """The report whose words the claim shows, then the others by the number of their source."""
    others = (report for report in reports if report is not lead)
    return [lead, *sorted(others, key=lambda report: report[0].number)]


def apart(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """The places without those that share words with one before them, which says it already."""
    seen: list[Evidence] = []
    for item in evidence:
        if not any(
            e.source == item.source and overlap(e.start, e.end, item.start, item.end) for e in seen
        ):
            seen.append(item)
            yield item


def _voice_tag(page: Page, statement: Statement, wording: Wording) -> tuple[str, ...]:
    """What the speaker speaks as; neither an official of the two nor just anybody needs a tag."""
    if statement.voice == "other":
        return ()
    if statement.voice == "official" and statement.state in page.pair:
        return ()
    return (wording(f"as_{statement.voice}"),)


def _small(office: str) -> str:
    """A post as it stands after a name: «Президент России» → «президент России»."""
    first = office.split(maxsplit=1)[0]
    return office[:1].lower() + office[1:] if first[1:].islower() else office


def _only_speaker(cluster: EventCluster) -> Statement | None:
    """Whose words the event rests on, where every report of it is in somebody's words."""
    voices = [page.told_by(e) for page, e in cluster.reports]
    return voices[0] if all(voice and voice.speaker for voice in voices) else None


def _reported_by(cluster: EventCluster, speaker: Statement | None, wording: Wording) -> str:
    """The speaker that the event rests on, if there is one; else the outlets, each once."""
    if speaker:
        line = speaker_line(speaker.speaker, speaker.office, speaker, wording)
        return wording("events_speaker", speaker=line)
    outlets = dict.fromkeys(outlet_name(page, wording) for page, _ in cluster.reports)
    return f"{wording.count('reporters', len(outlets))}: {', '.join(outlets)}"


def _event_date(cluster: EventCluster, wording: Wording) -> tuple[str | None, str | None]:
    dated = cluster.dated
    if dated and dated.date and not cluster.term:
        basis = wording(f"basis_{dated.date_basis}") if dated.date_basis else None
        return wording.iso(dated.date), basis
    if cluster.day:
        return wording.iso(cluster.day), wording("basis_report")
    return None, None


def _page_date(page: Page, wording: Wording) -> str | None:
    published = page.coding.article.published
    return wording.day(published) if published else None


def _id(kind: str, text: str, evidence: Sequence[Evidence]) -> str:
    """A short name for a claim, the same whenever the same is said on the same words."""
    digest = blake2b(digest_size=5)
    for part in _parts(kind, text, evidence):
        digest.update(part.encode("utf-8", "replace") + b"\0")
    return f"{kind[0]}-{digest.hexdigest()}"


def _parts(kind: str, text: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    yield kind
    yield text
    for item in evidence[:1]:
        yield " ".join((item.before + item.quote + item.after).split())
        yield f"{len(item.before)}+{item.end - item.start}"
