"""A brief as JSON: its records as they are, for other programs and for comparing briefs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from itogi.brief.records import Brief

FORMAT = 1
"""Raised when a key is renamed or dropped; keys may be added without it."""


def to_json(brief: Brief) -> str:
    content: dict[str, Any] = {"format": FORMAT, **asdict(brief)}
    del content["labels"]
    return json.dumps(content, ensure_ascii=False, indent=2, default=_iso) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
