"""Names through the cases: all the forms that a table's name takes in a text.

Known words follow the dictionary of pymorphy3; the others follow their ending, as the names of
foreign towns do («Кундуз», «Кундуза», …; «Сучжоу» stands still). In a name of several words the
adjectives before its head bend with it, what follows stands still («Организации Объединённых
Наций»), and «и» or a dash starts a second head («Боснии и Герцеговины»).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from itogi.language.dictionary import parses

ADJECTIVE_ENDINGS = (
    "ого", "его", "ому", "ему", "ыми", "ими", "ый", "ий", "ой", "ей", "ая", "яя", "ую", "юю", "ою",
    "ое", "ее", "ым", "им", "ом", "ем", "ых", "их", "ые", "ие",
)  # fmt: skip
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_HARD = {
    "masc": ("ый", "ого", "ому", "ого ый", "ым", "ом"),
    "femn": ("ая", "ой", "ой", "ую", "ой ою", "ой"),
    "neut": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "plur": ("ые", "ых", "ым", "ые ых", "ыми", "ых"),
}
_DASHES = {"-", "–", "—", "и"}
_DEMONYM_ENDINGS = ("ец", "цы", "ка", "чанин", "чане")
_VOWELS = "аеёиоуыэюя"
_BOTH = {
    "обе": ["обе", "обеих", "обеим", "обе", "обеими", "обеих"],
    "две": ["две", "двух", "двум", "две", "двумя", "двух"],
}

Paradigm = tuple[tuple[str, ...], ...]
"""The forms of a word in each of `CASES`; none, one or two in a case."""


def name_forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """All forms of a name given as lower-case words in the nominative, «ё» written «е»."""
    if words[0] in _BOTH and len(words) == 2 and words[1].endswith(("еи", "ии")):
        return _both(*words)
    phrases: list[set[tuple[str, ...]]] = []
    for first, last in _segments(words):
        segment = words[first:last]
        phrases.append(_segment_forms(segment))
        if last < len(words):
            phrases.append({(words[last],)})
    forms: set[tuple[str, ...]] = {()}
    if len(phrases) == 1:
        return phrases[0]
    for phrase in phrases:
        forms = {left + right for left in forms for right in phrase}
    return forms


def _both(numeral: str, name: str) -> set[tuple[str, ...]]:
    """«обе Кореи», «двух Корей»: the dictionary knows a state's name in the singular only."""
    endings = ("и", "й", "ям", "и", "ями", "ях")
    return {(word, name[:-1] + end) for word, end in zip(_BOTH[numeral], endings, strict=True)}


def noun_forms(word: str) -> set[tuple[str, ...]]:
    """All forms of a demonym in both numbers («мексиканок»); one that the dictionary lacks bends
    as those that end like it («науруанец», «науруанцев»)."""
    found = [parse for parse in parses(word) if parse.is_known]
    if not found and word.endswith(_DEMONYM_ENDINGS):
        found = [parse for parse in parses(word) if "nomn" in parse.tag]
    return {
        (form.word.replace("ё", "е"),)
        for parse in found[:1]
        if parse.tag.POS == "NOUN"
        for form in parse.lexeme
    }


def acronym_forms(word: str) -> set[tuple[str, ...]]:
    """«ЮКОС», «ЮКОСа»: an acronym that is read as a word may bend; one that is spelled does not."""
    spoken = len(word) > 3 and word[-1] in "бвгджзклмнпрстфхцчш" and set(word) & set(_VOWELS)
    return {(word + ending,) for ending in ("", "а", "у", "ом", "е")} if spoken else {(word,)}


def adjective_stem(word: str) -> str:
    """«российский» → «российск»: what stays when the adjective bends."""
    for ending in ADJECTIVE_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _segments(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Stretches between conjunctions and dashes whose heads each bend: «Тринидад» «Тобаго»."""
    cuts = [i for i, word in enumerate(words) if word in _DASHES and 0 < i < len(words) - 1]
    # «Организация по безопасности и сотрудничеству»: «и» in the tail joins nothing.
    if not cuts or len(words) > 5 or any(_is_small(word) for word in words):
        return [(0, len(words))]
    edges = [-1, *cuts, len(words)]
    return [(a + 1, b) for a, b in pairwise(edges)]


def _is_small(word: str) -> bool:
    return word not in _DASHES and any(p.tag.POS == "PREP" for p in parses(word))


def _segment_forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    head = _head(words)
    tail = words[head + 1 :]
    nouns = noun_paradigms(words[head])
    forms: set[tuple[str, ...]] = {words}
    for gender, paradigm in nouns:
        for case, found in enumerate(paradigm):
            before = [
                _agreeing(word, gender, case) if _is_adjective(word) else (word,)
                for word in words[:head]
            ]
            for form in found:
                for choice in _choices(before):
                    forms.add((*choice, form, *tail))
    return forms


def _choices(options: list[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    chosen: list[tuple[str, ...]] = [()]
    for option in options:
        chosen = [(*left, right) for left in chosen for right in option]
    return chosen


def _head(words: tuple[str, ...]) -> int:
    """The first word that is no adjective; in «Кот-д’Ивуар» what follows the apostrophe."""
    if "'" in words:
        return len(words) - 1
    for index, word in enumerate(words):
        if not _is_adjective(word) or index == len(words) - 1:
            return index
    return 0


def _is_adjective(word: str) -> bool:
    if word[-2:] not in ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие"):
        return False
    found = parses(word)
    nouns = [p for p in found if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    return any(p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn" for p in found) and not (
        nouns and "Geox" in nouns[0].tag
    )


def _agreeing(word: str, gender: str, case: int) -> tuple[str, ...]:
    """An adjective, given in the nominative, in a gender (or the plural) and case."""
    if len(word) < 4:
        return (word,)
    stem = word[:-2]
    soft = word.endswith(("ий", "яя", "ее", "ие")) and stem[-1] not in "гкхжшчщ"
    endings = _HARD[gender][case].split()
    return tuple(stem + _softened(ending, stem, soft) for ending in endings)


def _softened(ending: str, stem: str, soft: bool) -> str:
    if soft:
        table = {"ый": "ий", "ым": "им", "ые": "ие", "ых": "их", "ыми": "ими", "ого": "его",
                 "ому": "ему", "ом": "ем", "ая": "яя", "ой": "ей", "ую": "юю", "ою": "ею",
                 "ое": "ее"}  # fmt: skip
        return table[ending]
    if stem[-1] in "гкхжшчщ" and ending.startswith("ы"):
        return "и" + ending[1:]
    return ending


@cache
def noun_paradigms(word: str) -> tuple[tuple[str, Paradigm], ...]:
    """(gender or «plur», paradigm) for each way in which a noun in the nominative may bend."""
    if "-" in word:
        return _hyphenated(word)
    known = [p for p in parses(word) if p.is_known and "nomn" in p.tag]
    initials = [p for p in known if {"Abbr", "Fixd"} <= p.tag.grammemes and p.tag.gender]
    if initials:
        # «Казахская ССР»: what goes before it bends, the initials do not.
        return ((initials[0].tag.gender, ((word,),) * len(CASES)),)
    nouns = [p for p in known if p.tag.POS == "NOUN"]
    places = [p for p in nouns if "Geox" in p.tag]
    nouns = places or [p for p in nouns if "Name" not in p.tag and "Surn" not in p.tag] or nouns
    # A proper name bends as such even where a common word looks the same: the first one is kept.
    if nouns:
        return (_by_dictionary(nouns[0]),)
    if word[-2:] in ("ий", "ый", "ой", "ая", "ое", "ые", "ие") and _is_adjective(word):
        gender = {"ая": "femn", "ое": "neut", "ые": "plur", "ие": "plur"}.get(word[-2:], "masc")
        return ((gender, tuple(_agreeing(word, gender, case) for case in range(6))),)
    return _by_ending(word)


def _by_dictionary(parse: Any) -> tuple[str, Paradigm]:
    number = parse.tag.number or "sing"
    gender = "plur" if number == "plur" else (parse.tag.gender or "masc")
    forms: list[tuple[str, ...]] = []
    for case in CASES:
        found = []
        for form in parse.lexeme:
            tag = form.tag
            if tag.POS == "NOUN" and tag.number == number and _same_case(str(tag.case), case):
                found.append(form.word.replace("ё", "е"))
        forms.append(tuple(dict.fromkeys(found)) or (parse.word,))
    return gender, tuple(forms)


def _same_case(found: str, case: str) -> bool:
    return found == case or (found, case) in {
        ("gen1", "gent"), ("gen2", "gent"), ("acc2", "accs"), ("loc1", "loct"), ("loc2", "loct"),
    }  # fmt: skip


def _hyphenated(word: str) -> tuple[tuple[str, Paradigm], ...]:
    """«Алма-Ата» bends at its end, «Ростов-на-Дону» at its beginning, «Осетия-Алания» at both."""
    first, _, rest = word.partition("-")
    if rest.startswith(("на-", "о-", "под-", "эль-", "ла-")):
        return tuple(
            (gender, tuple(tuple(f"{form}-{rest}" for form in case) for case in paradigm))
            for gender, paradigm in noun_paradigms(first)
        )
    ahead, _, last = word.rpartition("-")
    bent = [
        (gender, tuple(tuple(f"{ahead}-{form}" for form in case) for case in paradigm))
        for gender, paradigm in noun_paradigms(last)
    ]
    if word.count("-") == 1 and any(p.is_known and "Geox" in p.tag for p in parses(first)):
        for gender, paradigm in noun_paradigms(first):
            for _, second in noun_paradigms(last):
                both = zip(paradigm, second, strict=True)
                bent.append((gender, tuple(tuple(f"{a}-{b}" for a in x for b in y)
                                           for x, y in both)))  # fmt: skip
            bent.append((gender, tuple(tuple(f"{a}-{last}" for a in x) for x in paradigm)))
    return tuple(bent)


def _by_ending(word: str) -> tuple[tuple[str, Paradigm], ...]:
    """Foreign names that the dictionary lacks."""
    stem, end = word[:-1], word[-1]
    if end in "бвгджзклмнпрстфхцчшщй" and len(word) > 2:
        return (("masc", _masculine(word, stem, end)),)
    if end == "ь":
        masculine = _rows(f"{word} {stem}я {stem}ю {word} {stem}ем {stem}е")
        feminine = _rows(f"{word} {stem}и {stem}и {word} {stem}ью {stem}и")
        return (("masc", masculine), ("femn", feminine))
    if end == "а" and stem and stem[-1] not in _VOWELS:
        i = "и" if stem[-1] in "гкхжшчщ" else "ы"
        return (("femn", _rows(f"{word} {stem}{i} {stem}е {stem}у {stem}ой {stem}е")),)
    if word.endswith("ия"):
        return (("femn", _rows(f"{word} {stem}и {stem}и {stem}ю {stem}ей {stem}и")),)
    if end == "я":
        return (("femn", _rows(f"{word} {stem}и {stem}е {stem}ю {stem}ей {stem}е")),)
    if word.endswith(("ово", "ево", "ино", "ыно")):
        return (("neut", _rows(f"{word} {stem}а {stem}у {word} {stem}ом {stem}е")),)
    if end == "ы" and len(word) > 3:
        plural = f"{stem}ам {word} {stem}ами {stem}ах"
        genitives = (f"{stem}ов", stem)
        return tuple(("plur", _rows(f"{word} {genitive} {plural}")) for genitive in genitives)
    return (("neut", _rows(f"{word} {word} {word} {word} {word} {word}")),)


def _masculine(word: str, stem: str, end: str) -> Paradigm:
    if end == "й":
        return _rows(f"{word} {stem}я {stem}ю {word} {stem}ем {stem}е")
    instrumental = "ем" if end in "жшчщц" else "ом"
    return _rows(f"{word} {word}а {word}у {word} {word}{instrumental} {word}е")


def _rows(row: str) -> Paradigm:
    return tuple((form,) for form in row.split())
