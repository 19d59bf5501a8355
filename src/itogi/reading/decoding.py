"""Bytes → text: UTF-8, or the Cyrillic encodings that Russian files and pages still come in."""

from __future__ import annotations

import codecs
import re

from itogi.reading.article import Unreadable

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC_CODECS = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_FREQUENT = re.compile("ст|но|то|на|ен|ов|ни|ра|во|ко|ро|по|пр|ло|ли|ре|не|ль|ет|та|го|ан")
_ODD = re.compile("[^\x00-\x7fА-Яа-яЁё«»„“”’‘–—…№©\xa0°€•·]")
_HIGH = re.compile("[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000
_LEAST_LIKE = 0.05
"""Likeness below which bytes are no Russian; news has 0.15 and more."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes, line endings kept.

    A byte order mark of UTF-8 stays as the character U+FEFF, so that offsets hold in the file.
    UTF-8 is taken where the bytes are valid UTF-8 (or valid but for a character cut off or spoilt
    here and there); then `declared`, if it decodes to Russian no worse than the others; else the
    Cyrillic encoding that gives what is most like Russian. Raises Unreadable for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data[:_SAMPLE]:
        raise Unreadable("binary data, not text: it holds zero bytes")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    mostly = data.decode("utf-8", errors="replace")
    if mostly.count("\ufffd") <= max(1, len(mostly) // 1000):
        return _checked(mostly)
    return _checked(data.decode(_cyrillic_codec(data[:_SAMPLE], declared), errors="replace"))


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        raise Unreadable("binary data, not text: it is full of control characters")
    return text


def _cyrillic_codec(sample: bytes, declared: str | None) -> str:
    tried = list(_CYRILLIC_CODECS)
    known = _known_codec(declared)
    if known is not None:
        tried = [known] + [one for one in tried if one != known]
    scores = {one: _likeness(sample.decode(one, errors="replace")) for one in tried}
    best = max(tried, key=lambda one: scores[one])
    if known is None and scores[best] < _LEAST_LIKE:
        raise Unreadable("neither UTF-8 nor Russian in windows-1251, KOI8-R, CP866 or ISO 8859-5")
    return best


def _known_codec(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        return codecs.lookup(declared.strip()).name
    except LookupError:
        return None


def _likeness(text: str) -> float:
    """How like Russian a text is: the share of the pairs of small letters that Russian has most of,
    and of signs that it has no use for (as a loss), among all that is not ASCII."""
    high = len(_HIGH.findall(text))
    return (len(_FREQUENT.findall(text)) - len(_ODD.findall(text))) / high if high else 0.0
