"""The names of the tables as look-ups over the words of a text.

`phrases` maps every form of every name, as lower-case words joined by spaces («ё» written «е»,
dashes alike), to the senses that it may have; `longest` maps a first word to the number of words
of the longest phrase that begins with it. Bending some thousands of names takes a second, so the
forms are kept in the user's cache, under a digest of the tables and of the code that bends them.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from itogi.language.tokens import token_spans
from itogi.world import tables
from itogi.world.records import Entry, Sense

_DASHES = str.maketrans({"–": "—", "−": "—", "‑": "-", "ё": "е", "’": "'", "ʼ": "'", "`": "'"})

Forms = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    senses: tuple[Sense, ...]
    phrases: Forms
    longest: dict[str, int]
    adjectives: dict[str, Sense]
    """By stem («российск»)."""
    compounds: dict[str, Entry]
    """By first part («российско»)."""
    names_of_bodies: dict[Entry, tuple[str, ...]]
    """All names of a body, in the nominative."""


def key(word: str) -> str:
    """A word as the look-ups spell it: lower case, «е» for «ё», dashes and apostrophes alike."""
    found = word.lower().translate(_DASHES)
    return "—" if found == "-" else found


def words_of(name: str) -> tuple[str, ...]:
    return tuple(name[a:b] for a, b in token_spans(name))


def build() -> Index:
    """The index of all tables, from the cache where it is fresh."""
    from itogi.world.forms import adjective_stem

    names = tables.names()
    senses = tuple(Sense(s.entry, words_of(s.words[0]), s.flags) for s in names.senses)
    phrases = _cached_forms(senses)
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    adjectives: dict[str, Sense] = {}
    compounds: dict[str, Entry] = {}
    for sense in names.adjectives:
        stem = adjective_stem(key(sense.words[0]))
        adjectives.setdefault(stem, sense)
        if stem.endswith(("ск", "цк")):
            compounds.setdefault(stem + "о", sense.entry)
    # The table's own first parts are last, so that they win over those made from adjectives.
    compounds.update({key(word): entry for word, entry in names.compounds})
    bodies: dict[Entry, tuple[str, ...]] = {}
    for sense in senses:
        if sense.entry.kind == "body":
            name = " ".join(map(key, sense.words))
            bodies[sense.entry] = (*bodies.get(sense.entry, ()), name)
    return Index(senses, phrases, longest, adjectives, compounds, bodies)


def _cached_forms(senses: tuple[Sense, ...]) -> Forms:
    path = Path(platformdirs.user_cache_dir("itogi", appauthor=False)) / "names.bin"
    digest = _digest()
    with suppress(OSError, ValueError, EOFError, TypeError):
        made_of, found = marshal.loads(path.read_bytes())
        if made_of == digest and isinstance(found, dict):
            return found
    forms = _forms(senses)
    # Without a folder to write to, the forms are made anew each time: slower, never wrong.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as out:
            out.write(marshal.dumps((digest, forms)))
        os.replace(name, path)
    return forms


def _forms(senses: tuple[Sense, ...]) -> Forms:
    from itogi.world.forms import acronym_forms, name_forms, noun_forms

    found: dict[str, list[int]] = {}
    for number, sense in enumerate(senses):
        words = tuple(key(word) for word in sense.words)
        bent = acronym_forms(words[0]) if _stands_still(sense.words) else name_forms(words)
        if sense.entry.kind == "demonym":
            bent |= noun_forms(words[0])
        for form in sorted(bent):
            # «Конго» in «Республика Конго» and in «Конго» alone are two phrases; one sense each.
            numbers = found.setdefault(" ".join(form), [])
            if number not in numbers:
                numbers.append(number)
    # The forms of a name have the same numbers: kept once, they are read the faster.
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    each = ((phrase, tuple(numbers)) for phrase, numbers in found.items())
    return {phrase: shared.setdefault(numbers, numbers) for phrase, numbers in each}


def _stands_still(words: tuple[str, ...]) -> bool:
    """An abbreviation («ООН», «G20») or a name in Latin letters does not bend."""
    return len(words) == 1 and (words[0].isupper() or words[0][0].isascii())


def _digest() -> str:
    from importlib.metadata import version  # It takes long to load, and few runs make a digest.

    digest = hashlib.sha256()
    for table in sorted(tables.COLUMNS):
        digest.update(tables.source(table).encode())
    for module in ("forms.py", "index.py", "tables.py"):
        digest.update((Path(__file__).parent / module).read_bytes())
    digest.update(version("pymorphy3").encode())
    digest.update(version("pymorphy3-dicts-ru").encode())
    return digest.hexdigest()[:20]
