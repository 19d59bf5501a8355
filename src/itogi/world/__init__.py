"""Tables of states, organisations, places, companies, offices and people, and their look-ups."""

from itogi.world.atlas import World, load
from itogi.world.check import check
from itogi.world.records import Problem, TableError, UnknownCountry

__all__ = ["Problem", "TableError", "UnknownCountry", "World", "check", "load"]
