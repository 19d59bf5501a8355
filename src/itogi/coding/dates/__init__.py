"""Dates in a text: «25 октября 1990 года», «в понедельник», «две недели назад» → ISO 8601.

A date that the text itself gives has the basis `text`, also when its year comes from an earlier
date that governs it («27 ноября 2015 года … 28 ноября»). Any other is `relative`: it is resolved
against the day of the article, or against the date told before («на следующий день»), and stays
without a value where that is unknown. Precision is that of the words: `1991`, `2014-05`,
`2014-05-09`, a week `2024-W43`; of a span of time («1998—2003») the first and the last.
"""

from itogi.coding.dates.find import find_dates
from itogi.coding.dates.record import Basis, DateMention

__all__ = ["Basis", "DateMention", "find_dates"]
