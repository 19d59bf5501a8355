"""How words are compared, whatever table they stand in."""

from functools import lru_cache


@lru_cache(maxsize=32_768)
def plain(text: str) -> str:
    """Lower case, «ё» as «е»."""
    return text.lower().replace("ё", "е")
