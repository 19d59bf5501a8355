"""Explanations as JSON: their records as they are, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from itogi.explain.records import Explanation

FORMAT = 1
"""Raised when a key is renamed or dropped; keys may be added without it."""


def to_json(explanations: Sequence[Explanation]) -> str:
    content = {"format": FORMAT, "articles": [asdict(one) for one in explanations]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
