"""Brief: what the articles say of two states, as claims with evidence, set in several formats."""

from itogi.brief.changes import Previous, read_previous
from itogi.brief.making import make_brief
from itogi.brief.records import (
    LANGUAGES,
    Brief,
    BriefError,
    Claim,
    Evidence,
    Group,
    Language,
    Section,
    Source,
)
from itogi.brief.render import RENDERERS, render, write_brief

__all__ = [
    "LANGUAGES",
    "RENDERERS",
    "Brief",
    "BriefError",
    "Claim",
    "Evidence",
    "Group",
    "Language",
    "Previous",
    "Section",
    "Source",
    "make_brief",
    "read_previous",
    "render",
    "write_brief",
]
