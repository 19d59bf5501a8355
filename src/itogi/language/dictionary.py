"""The dictionary of word forms: pymorphy3 with OpenCorpora, and its tags in Universal Dependencies.

The correspondence of tags follows Universal Dependencies for Russian (SynTagRus) and
`russian-tagsets` (MIT, Mikhail Korobov).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

POS = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON",
    "PRED": "ADV", "PREP": "ADP", "CONJ": "CONJ", "PRCL": "PART", "INTJ": "INTJ",
}  # fmt: skip

CASES = {
    "nomn": "Nom", "voct": "Nom", "gent": "Gen", "gen1": "Gen", "gen2": "Gen", "datv": "Dat",
    "accs": "Acc", "acc2": "Acc", "ablt": "Ins", "loct": "Loc", "loc1": "Loc", "loc2": "Loc",
}  # fmt: skip
GRAMMEME_OF_CASE = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
}  # fmt: skip

FEATS = {
    **{grammeme: ("Case", case) for grammeme, case in CASES.items()},
    "masc": ("Gender", "Masc"), "femn": ("Gender", "Fem"), "neut": ("Gender", "Neut"),
    "sing": ("Number", "Sing"), "plur": ("Number", "Plur"),
    "anim": ("Animacy", "Anim"), "inan": ("Animacy", "Inan"),
    "perf": ("Aspect", "Perf"), "impf": ("Aspect", "Imp"),
    "past": ("Tense", "Past"), "pres": ("Tense", "Pres"), "futr": ("Tense", "Fut"),
    "1per": ("Person", "1"), "2per": ("Person", "2"), "3per": ("Person", "3"),
    "impr": ("Mood", "Imp"), "indc": ("Mood", "Ind"),
    "actv": ("Voice", "Act"), "pssv": ("Voice", "Pass"),
    "COMP": ("Degree", "Cmp"), "Supr": ("Degree", "Sup"),
}  # fmt: skip
FORMS = {
    "ADJS": ("Variant", "Short"), "PRTS": ("Variant", "Short"), "COMP": ("Degree", "Cmp"),
    "INFN": ("VerbForm", "Inf"), "GRND": ("VerbForm", "Conv"), "PRTF": ("VerbForm", "Part"),
    "VERB": ("VerbForm", "Fin"),
}  # fmt: skip


RUSSIAN = re.compile(r"[а-яё\d'’.-]*[а-яё][а-яё\d'’.-]*")


@cache
def dictionary() -> Any:
    """The analyser, given its dictionary by path: it then looks for no entry points of packages.

    It does without the chances of tags, whose table is slow to search; see `parses`.
    """
    import pymorphy3
    import pymorphy3_dicts_ru  # type: ignore[import-untyped]

    path = pymorphy3_dicts_ru.get_path()
    return pymorphy3.MorphAnalyzer(path=path, lang="ru", probability_estimator_cls=None)


@cache
def _chances() -> Any:
    import pymorphy3_dicts_ru
    from pymorphy3.dawg import ConditionalProbDistDAWG

    return ConditionalProbDistDAWG().load(f"{pymorphy3_dicts_ru.get_path()}/p_t_given_w.intdawg")


def chance(word: str, parse: Any) -> float:
    """The share of this parse among the uses of the word in OpenCorpora; 0 where unknown."""
    return float(_chances().prob(word, parse.tag))


@lru_cache(maxsize=8_000)
def readings(word: str) -> tuple[Any, ...]:
    """All parses of a lower-case word, best guesses first; none of a word that is not Russian."""
    if not RUSSIAN.fullmatch(word):
        return ()
    # The order of parses of one score differs between the builds of the dictionary's reader.
    found = dictionary().parse(word)
    return tuple(sorted(found, key=lambda parse: (-parse.score, parse.normal_form, str(parse.tag))))


@lru_cache(maxsize=8_000)
def known_readings(word: str) -> tuple[Any, ...]:
    """`readings` of a word that the dictionary holds; none of one that it can but guess at, which
    is slow."""
    return readings(word) if is_known(word) else ()


def is_known(word: str) -> bool:
    """Whether the dictionary holds this lower-case word."""
    return bool(dictionary().word_is_known(word))


def entries(word: str) -> list[tuple[str, Any]]:
    """Dictionary form and tag of each entry that holds this lower-case word; none for a guess.

    What `readings` says of a word of the dictionary, for a quarter of the time.
    """
    analyser = dictionary()
    found = []
    for form, places in analyser.dictionary.words.similar_items(word, analyser.char_substitutes):
        for paradigm, index in places:
            front, back, prefix, ending, tag = _way_back(paradigm, index)
            found.append((f"{prefix}{form[front : len(form) - back]}{ending}", tag))
    return found


@lru_cache(maxsize=16_000)
def _way_back(paradigm: int, index: int) -> tuple[int, int, str, str, Any]:
    """From a form of a paradigm to its dictionary form: how many letters go in front and behind,
    and what comes instead; and the tag of the form."""
    known = dictionary().dictionary
    # All endings of the paradigm, then all tags, then all beginnings, each by its number.
    cells = known.paradigms[paradigm]
    size = len(cells) // 3
    endings, prefixes = known.suffixes, known.paradigm_prefixes
    return (
        len(prefixes[cells[2 * size + index]]),
        len(endings[cells[index]]),
        prefixes[cells[2 * size]],
        endings[cells[0]],
        known.gramtab[cells[size + index]],
    )


def is_lemma(word: str) -> bool | None:
    """Whether this lower-case word is the dictionary form of an entry that holds it; None where
    none does. What `entries` says of it, without making a form or tag."""
    analyser = dictionary()
    words = analyser.dictionary.words
    # Of the forms of a paradigm the dictionary form is the first. Most words have no «ё» to seek.
    if any(index == 0 for _, index in words.get(word) or ()):
        return True
    held = words.similar_items(word, analyser.char_substitutes)
    return any(index == 0 for _, places in held for _, index in places) if held else None


def inflected(parse: Any, wanted: frozenset[str]) -> str | None:
    """The word of a parse in the form that has these grammemes; None where it has no such form.

    What `parse.inflect` gives. Of a word of the dictionary only the form asked for is made, not
    all of them; which one that is, its paradigm decides, and most words share a few hundred.
    """
    method = parse.methods_stack[0]
    if len(parse.methods_stack) > 1 or method[0] is not _by_entry():
        form = parse.inflect(wanted)
        return None if form is None else str(form.word)
    _, word, paradigm, index = method
    cell = _cell(paradigm, parse.tag, wanted)
    if cell is None:
        return None
    known = dictionary().dictionary
    stem = known.build_stem(known.paradigms[paradigm], index, word)
    return f"{cell[0]}{stem}{cell[1]}"


@cache
def _by_entry() -> Any:
    """The part of the analyser that parses the words which the dictionary holds."""
    return dictionary().parse("слово")[0].methods_stack[0][0]


@lru_cache(maxsize=4_000)
def _cell(paradigm: int, tag: Any, wanted: frozenset[str]) -> tuple[str, str] | None:
    """Prefix and ending of the form that has these grammemes and is else most like the tag."""
    forms = dictionary().dictionary.build_paradigm_info(paradigm)
    fitting = [form for form in forms if wanted <= form[1].grammemes]
    if not fitting:
        wanted = tag.fix_rare_cases(wanted)
        fitting = [form for form in forms if wanted <= form[1].grammemes]
    sought = tag.updated_grammemes(wanted)

    def likeness(form: tuple[str, Any, str]) -> float:
        found = form[1].grammemes
        return float(len(sought & found) - 0.1 * len(sought ^ found))

    best = max(fitting, key=likeness, default=None)
    return None if best is None else (best[0], best[2])


@lru_cache(maxsize=2_000)
def parses(word: str) -> tuple[Any, ...]:
    """All parses of a lower-case word, the likeliest first, with their chances as `score`."""
    found = readings(word)
    chances = [chance(word, parse) for parse in found]
    if not sum(chances):
        total = sum(parse.score for parse in found)
        return tuple(parse._replace(score=parse.score / total) for parse in found)
    pairs = sorted(zip(chances, found, strict=True), key=lambda pair: -pair[0])
    return tuple(parse._replace(score=value) for value, parse in pairs)


@lru_cache(maxsize=4_000)
def ud(tag: Any) -> tuple[str, dict[str, str]]:
    """Part of speech and features of an OpenCorpora tag; «который», «свой» are DET."""
    feats = dict(FEATS[grammeme] for grammeme in tag.grammemes if grammeme in FEATS)
    pos = str(tag.POS or "X")
    if pos in FORMS:
        feats[FORMS[pos][0]] = FORMS[pos][1]
    return ("DET" if "Apro" in tag.grammemes and pos == "ADJF" else POS.get(pos, "X")), feats
