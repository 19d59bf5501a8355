"""Events between international actors: PLOVER types by trigger tables, sides by syntax."""

from itogi.coding.events.chances import load_model
from itogi.coding.events.layer import find_events

__all__ = ["find_events", "load_model"]
