"""How words are compared, whatever table they stand in."""


def plain(text: str) -> str:
    """Lower case, «ё» as «е»."""
    return text.lower().replace("ё", "е")
