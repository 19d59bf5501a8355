"""The states, organisations, bodies, companies and places that an article names.

Names come from the tables of `itogi.world`; the longest one wins. What a name stands for depends
on what stands around it: `coding/tables/mentions.toml` holds those words. A name inside another
name (a currency, a treaty, a newspaper) is a mention that is not `listed` (codebook, section 2).
Persons are added by `itogi.coding.referents`.
"""

from itogi.coding.mentions.finding import find_mentions

__all__ = ["find_mentions"]
