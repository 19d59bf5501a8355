"""The sections of a brief, each a function from the material to its claims in groups."""

from itogi.brief.sections.background import background_groups
from itogi.brief.sections.constraints import constraint_groups
from itogi.brief.sections.events import event_groups, main_group
from itogi.brief.sections.flags import flag_groups
from itogi.brief.sections.outlook import outlook_groups
from itogi.brief.sections.tracks import track_groups
from itogi.brief.sections.voices import official_groups, voice_groups

__all__ = [
    "background_groups",
    "constraint_groups",
    "event_groups",
    "flag_groups",
    "main_group",
    "official_groups",
    "outlook_groups",
    "track_groups",
    "voice_groups",
]
