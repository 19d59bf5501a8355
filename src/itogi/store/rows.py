"""Between the coded article and its rows, both ways, with nothing lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urldefrag, urlsplit

from courlan import normalize_url

from itogi.coding.records import (
    Background,
    Coding,
    DateBasis,
    Event,
    Flag,
    Mention,
    MentionKind,
    Statement,
    StatementKind,
    Status,
    Track,
    Voice,
)
from itogi.reading.article import Article, Block, BlockKind, Furniture, PublishedBasis
from itogi.store.schema import (
    ArticleRow,
    BackgroundRow,
    BlockRow,
    CodeRow,
    EventRow,
    FlagRow,
    FurtherRow,
    MentionRow,
    SideRow,
    SketchRow,
    StatementRow,
    TrackRow,
)


def page_of(article: Article) -> str:
    """What makes an article the same page when it comes again: its URL, else its file, else its id.

    A URL is taken without scheme, fragment and tracking parameters.
    """
    if article.url:
        url = urldefrag(str(normalize_url(article.url))).url
        return f"url:{url.partition('://')[2] or url}" if urlsplit(url).scheme else f"url:{url}"
    if article.source:
        return f"file:{article.source}"
    return f"id:{article.id}"


def text_hash(article: Article) -> str:
    return sha256(article.text.encode()).hexdigest()


def coding_hash(coding: Coding) -> str:
    """A hash of the page and all that is coded in it; where the page was read from is left out."""
    content = asdict(coding)
    for where in ("id", "source"):
        del content["article"][where]
    dump = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(dump.encode()).hexdigest()


def to_row(coding: Coding, sketch: Sequence[int]) -> ArticleRow:
    article = coding.article
    furniture = article.furniture
    return ArticleRow(
        page=page_of(article),
        name=article.id,
        url=article.url,
        source=article.source,
        title=article.title,
        subtitle=article.subtitle,
        outlet=article.outlet,
        authors=list(article.authors),
        published=article.published,
        published_basis=article.published_basis,
        published_note=article.published_note,
        text=article.text,
        views=furniture.views,
        credits=list(furniture.credits),
        banners=list(furniture.banners),
        text_hash=text_hash(article),
        coding_hash=coding_hash(coding),
        codes=[CodeRow(code=c, listed=c in coding.states) for c in sorted(actor_codes(coding))],
        sketch=[SketchRow(shingle=shingle) for shingle in sketch],
        blocks=[BlockRow(span_start=b.start, span_end=b.end, kind=b.kind) for b in article.blocks],
        mentions=[_mention_row(article, m) for m in coding.mentions],
        statements=[_statement_row(article, s) for s in coding.statements],
        events=[_event_row(article, e) for e in coding.events],
        tracks=[_track_row(article, t) for t in coding.tracks],
        background=[BackgroundRow(**_evidence(article, b), date=b.date) for b in coding.background],
        flags=[FlagRow(**_evidence(article, f), kind=f.kind, note=f.note) for f in coding.flags],
    )


def to_coding(row: ArticleRow) -> Coding:
    return Coding(
        article=to_article(row),
        states=tuple(sorted(code.code for code in row.codes if code.listed)),
        mentions=tuple(_mention(m) for m in row.mentions),
        statements=tuple(_statement(s) for s in row.statements),
        events=tuple(_event(e) for e in row.events),
        tracks=tuple(_track(t) for t in row.tracks),
        background=tuple(Background(b.span_start, b.span_end, b.date) for b in row.background),
        flags=tuple(Flag(f.kind, f.span_start, f.span_end, f.note) for f in row.flags),
    )


def to_article(row: ArticleRow) -> Article:
    return Article(
        id=row.name,
        text=row.text,
        title=row.title,
        subtitle=row.subtitle,
        outlet=row.outlet,
        authors=tuple(row.authors),
        published=row.published,
        published_basis=cast(PublishedBasis, row.published_basis),
        published_note=row.published_note,
        url=row.url,
        source=row.source,
        blocks=tuple(Block(cast(BlockKind, b.kind), b.span_start, b.span_end) for b in row.blocks),
        furniture=Furniture(row.views, tuple(row.credits), tuple(row.banners)),
    )


def actor_codes(coding: Coding) -> set[str]:
    """Every actor code of the article, so that its dyads are found whatever layer names them."""
    found = {*coding.states}
    found.update(m.code for m in coding.mentions if m.code)
    found.update(s.state for s in coding.statements if s.state)
    for event in coding.events:
        found.update(event.actors, event.recipients)
    for track in coding.tracks:
        found.update(track.states)
    return found


def _evidence(article: Article, thing: Any) -> dict[str, Any]:
    return {
        "span_start": thing.start,
        "span_end": thing.end,
        "quote": article.text[max(0, thing.start) : thing.end],
    }


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)


def _mention_row(article: Article, mention: Mention) -> MentionRow:
    return MentionRow(
        **_evidence(article, mention),
        kind=mention.kind,
        code=mention.code,
        wikidata=mention.wikidata,
        name=mention.name,
        office=mention.office,
        listed=mention.listed,
        adjective=mention.adjective,
    )


def _mention(row: MentionRow) -> Mention:
    return Mention(
        start=row.span_start,
        end=row.span_end,
        text=row.quote,
        kind=cast(MentionKind, row.kind),
        code=row.code,
        wikidata=row.wikidata,
        name=row.name,
        office=row.office,
        listed=row.listed,
        adjective=row.adjective,
    )


def _statement_row(article: Article, statement: Statement) -> StatementRow:
    cue_start, cue_end = statement.cue or (None, None)
    setting_start, setting_end = statement.setting or (None, None)
    topic_start, topic_end = statement.topic or (None, None)
    return StatementRow(
        **_evidence(article, statement),
        kind=statement.kind,
        speaker=statement.speaker,
        state=statement.state,
        office=statement.office,
        voice=statement.voice,
        branch=statement.branch,
        rule=statement.rule,
        confidence=statement.confidence,
        cue_start=cue_start,
        cue_end=cue_end,
        addressee=statement.addressee,
        addressee_state=statement.addressee_state,
        setting_start=setting_start,
        setting_end=setting_end,
        topic_start=topic_start,
        topic_end=topic_end,
    )


def _statement(row: StatementRow) -> Statement:
    return Statement(
        start=row.span_start,
        end=row.span_end,
        kind=cast(StatementKind, row.kind),
        speaker=row.speaker,
        state=row.state,
        office=row.office,
        voice=cast(Voice, row.voice),
        branch=row.branch,
        rule=row.rule,
        confidence=row.confidence,
        cue=_span(row.cue_start, row.cue_end),
        addressee=row.addressee,
        addressee_state=row.addressee_state,
        setting=_span(row.setting_start, row.setting_end),
        topic=_span(row.topic_start, row.topic_end),
    )


def _event_row(article: Article, event: Event) -> EventRow:
    occasion_start, occasion_end = event.occasion or (None, None)
    channel_start, channel_end = event.channel or (None, None)
    sides = [("actor", i, code) for i, code in enumerate(event.actors)]
    sides += [("recipient", i, code) for i, code in enumerate(event.recipients)]
    return EventRow(
        **_evidence(article, event),
        type=event.type,
        mode=event.mode,
        status=event.status,
        date=event.date,
        date_basis=event.date_basis,
        place=event.place,
        occasion_start=occasion_start,
        occasion_end=occasion_end,
        channel_start=channel_start,
        channel_end=channel_end,
        rule=event.rule,
        confidence=event.confidence,
        sides=[SideRow(side=side, position=i, code=code) for side, i, code in sides],
        more=[
            FurtherRow(position=i, span_start=start, span_end=end)
            for i, (start, end) in enumerate(event.more)
        ],
    )


def _event(row: EventRow) -> Event:
    return Event(
        type=row.type,
        mode=row.mode,
        actors=tuple(side.code for side in row.sides if side.side == "actor"),
        recipients=tuple(side.code for side in row.sides if side.side == "recipient"),
        status=cast(Status, row.status),
        date=row.date,
        date_basis=cast("DateBasis | None", row.date_basis),
        start=row.span_start,
        end=row.span_end,
        rule=row.rule,
        confidence=row.confidence,
        place=row.place,
        occasion=_span(row.occasion_start, row.occasion_end),
        channel=_span(row.channel_start, row.channel_end),
        more=tuple((more.span_start, more.span_end) for more in row.more),
    )


def _track_row(article: Article, track: Track) -> TrackRow:
    return TrackRow(
        **_evidence(article, track),
        track=track.track,
        states=list(track.states),
        rule=track.rule,
        confidence=track.confidence,
    )


def _track(row: TrackRow) -> Track:
    return Track(
        states=tuple(row.states),
        track=row.track,
        start=row.span_start,
        end=row.span_end,
        rule=row.rule,
        confidence=row.confidence,
    )
