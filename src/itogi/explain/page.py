"""Explanations as one HTML file that opens anywhere: style and drawings are inside it.

Everything from articles is escaped, and the page's own policy forbids it to load or run anything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from itogi.explain.arcs import Mark, drawing
from itogi.explain.lines import of_act, of_counted, of_referent, of_state, of_statement, of_tracks
from itogi.explain.records import Explanation, Language, SentenceRow
from itogi.explain.text import analysis_notes, heading, track_words
from itogi.explain.wording import Wording


def to_html(explanations: Sequence[Explanation], language: Language = "en") -> str:
    """The page of one or more articles."""
    style = _style()
    policy = {
        "default-src": "'none'",
        "style-src": f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    wording = Wording(language)
    return (
        _environment()
        .get_template("page.html")
        .render(
            articles=explanations,
            language=language,
            say=wording,
            draw=lambda sentence: _draw(sentence, wording),
            heading=heading,
            notes=analysis_notes,
            track_words=track_words,
            of_act=of_act,
            of_referent=of_referent,
            of_state=of_state,
            of_statement=of_statement,
            of_tracks=of_tracks,
            of_counted=of_counted,
            style=Markup(style),
            policy="; ".join(f"{key} {value}" for key, value in policy.items()),
        )
    )


def _draw(sentence: SentenceRow, wording: Wording) -> Markup:
    title = wording("sentence", number=sentence.number)
    return drawing(sentence.words, _marks(sentence), f"{title}: {sentence.text}")


def _marks(sentence: SentenceRow) -> list[Mark]:
    """Triggers that won over those that lost, names of the tables, and codes under their words."""
    boxes = dict.fromkeys(range(len(sentence.words)), "")
    codes: dict[int, dict[str, None]] = {i: {} for i in boxes}
    names: set[int] = set()
    for act in sorted(sentence.acts, key=lambda act: act.lost is None):
        line = "won" if act.lost in (None, "merged") else "lost"
        if line == "won" or act.lost not in ("taken", "company", "participle"):
            boxes.update(dict.fromkeys(act.words if line == "won" else (act.token,), line))
    for state in sentence.states:
        if state.kind is not None:
            names.update(range(state.first, state.last))
            if state.code:
                codes[state.last - 1][state.code] = None
    return [Mark(boxes[i], i in names, tuple(codes[i])) for i in boxes]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("itogi.explain"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return (files("itogi.explain") / "templates" / "page.css").read_text(encoding="utf-8").strip()
