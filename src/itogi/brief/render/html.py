"""A brief as one HTML file that opens anywhere: style, script and chart are inside it.

Everything from articles is escaped, and the page's own policy forbids it to load or run anything
else, so no page that was read can reach the reader's browser.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from itogi.brief.records import Brief, Figures
from itogi.brief.render.chart import css_class, timeline
from itogi.brief.render.links import deep_link
from itogi.brief.render.quotations import quotations


def to_html(brief: Brief) -> str:
    style, script = _part("brief.css"), _part("brief.js")
    policy = {
        "default-src": "'none'",
        "style-src": f"'{_digest(style)}'",
        "script-src": f"'{_digest(script)}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    claims = {c.id: c for s in brief.sections for g in s.groups for c in g.claims}
    return (
        _environment()
        .get_template("brief.html")
        .render(
            brief=brief,
            claims=claims,
            sources={source.number: source for source in brief.sources},
            chart=_chart(brief),
            style=Markup(style),
            script=Markup(script),
            policy="; ".join(f"{key} {value}" for key, value in policy.items()),
        )
    )


def _chart(brief: Brief) -> Markup | None:
    periods = brief.figures.timeline
    if _events(brief.figures) < 2 or len(periods) < 2:
        return None
    total = ", ".join(
        f"{p.label}: {sum(c.number for c in p.by_quad)}"
        for p in periods
        if any(c.number for c in p.by_quad)
    )
    return timeline(periods, f"{brief.labels['timeline']}. {total}")


def _events(figures: Figures) -> int:
    return sum(count.number for count in figures.by_quad)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("itogi.brief.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_class"] = css_class
    environment.filters["deep_link"] = deep_link
    environment.filters["quotations"] = quotations
    return environment


@cache
def _part(name: str) -> str:
    return (files("itogi.brief.render") / "templates" / name).read_text(encoding="utf-8").strip()


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
