"""Links into a page: its address with a text fragment, so that a browser opens it at the words.

WICG "URL Fragment Text Directives"; a browser that does not know them opens the page at its top.
"""

from __future__ import annotations

from urllib.parse import quote

WHOLE = 12
"""Words up to which a quote is given whole; a longer one by its first and last words."""
ENDS = 5


def deep_link(link: str, words: str) -> str:
    """`link` opened at `words`."""
    parts = words.split()
    if not parts:
        return link
    if len(parts) <= WHOLE:
        text = _encoded(parts)
    else:
        text = f"{_encoded(parts[:ENDS])},{_encoded(parts[-ENDS:])}"
    return f"{link}{'' if '#' in link else '#'}:~:text={text}"


def _encoded(words: list[str]) -> str:
    # The directive uses «-», «,» and «&» itself; quote() leaves «-» alone.
    return quote(" ".join(words), safe="").replace("-", "%2D")
