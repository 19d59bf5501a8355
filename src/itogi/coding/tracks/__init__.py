"""Tracks: which fields of relations the article reports as dealt with between two states."""

from itogi.coding.tracks.cues import TRACKS
from itogi.coding.tracks.dyads import event_pairs
from itogi.coding.tracks.find import find_tracks

__all__ = ["TRACKS", "event_pairs", "find_tracks"]
