"""The contract of `itogi code`: one JSON object an article. Keys may be added, never renamed."""

from __future__ import annotations

from typing import Any

from itogi.coding.plover import event_types
from itogi.coding.records import Coding, Event, Mention, Statement
from itogi.reading.article import Article


def as_contract(coding: Coding) -> dict[str, Any]:
    """The coded article as plain JSON values; offsets are code points into `text`."""
    article = coding.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "published_note": article.published_note,
        "url": article.url,
        "text": article.text,
        "states": list(coding.states),
        "mentions": [_mention(m) for m in coding.mentions],
        "statements": [_statement(s) for s in coding.statements],
        "events": [_event(e, article) for e in coding.events],
        "tracks": [
            {
                "states": list(t.states),
                "track": t.track,
                "start": t.start,
                "end": t.end,
                "rule": t.rule,
                "confidence": t.confidence,
            }
            for t in coding.tracks
        ],
        "background": [{"start": b.start, "end": b.end, "date": b.date} for b in coding.background],
        "furniture": _furniture(article),
        "flags": [
            {"kind": f.kind, "start": f.start, "end": f.end, "note": f.note} for f in coding.flags
        ],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "code": mention.code,
        "wikidata": mention.wikidata,
        "name": mention.name,
        "office": mention.office,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "kind": statement.kind,
        "speaker": statement.speaker,
        "state": statement.state,
        "office": statement.office,
        "voice": statement.voice,
        "branch": statement.branch,
        "cue": list(statement.cue) if statement.cue else None,
        "addressee": statement.addressee,
        "addressee_state": statement.addressee_state,
        "setting": list(statement.setting) if statement.setting else None,
        "topic": list(statement.topic) if statement.topic else None,
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def _event(event: Event, article: Article) -> dict[str, Any]:
    event_type = event_types()[event.type]
    date, basis = _date(event, article)
    return {
        "type": event.type,
        "mode": event.mode,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "status": event.status,
        "date": date,
        "date_basis": basis,
        "place": event.place,
        "occasion": list(event.occasion) if event.occasion else None,
        "channel": list(event.channel) if event.channel else None,
        "start": event.start,
        "end": event.end,
        "more": [list(span) for span in event.more],
        "rule": event.rule,
        "confidence": event.confidence,
        "quad": event_type.quad,
        "cameo": event_type.cameo,
        "score": event_type.score,
    }


def _date(event: Event, article: Article) -> tuple[str | None, str | None]:
    """The event's own date; for a deed told without one, the day it was told, marked as such.

    The date of an agreement is that of what is agreed, which the day of the article is not.
    """
    if event.date is None and event.date_basis == "relative":
        # «ранее», «вскоре»: on another day, which the text does not give.
        return None, None
    told = event.status == "actual" and event.type != "AGREE"
    if event.date is None and told and article.published:
        return article.published.isoformat(), "published"
    return event.date, event.date_basis


def _furniture(article: Article) -> dict[str, Any]:
    return {
        "views": article.furniture.views,
        "credits": list(article.furniture.credits),
        "banners": list(article.furniture.banners),
        "spans": [[b.start, b.end] for b in article.blocks if b.kind == "furniture"],
    }
