"""Who a phrase stands for: a name, a post, a pronoun, a metonym → person, office, actor codes."""

from itogi.coding.referents.record import Late, Referent, ReferentKind, known
from itogi.coding.referents.resolve import Referents

__all__ = ["Late", "Referent", "ReferentKind", "Referents", "known"]
