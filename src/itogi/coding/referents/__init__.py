"""Who a phrase stands for: a name, a post, a pronoun, a metonym → person, office, actor codes."""

from itogi.coding.referents.record import Referent, ReferentKind
from itogi.coding.referents.resolve import Referents

__all__ = ["Referent", "ReferentKind", "Referents"]
