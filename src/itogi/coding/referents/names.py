"""Names of people in the text: where they stand, in which case and gender, how they are spelt.

From the model's PER names, corrected where it cuts too much or too little, and from the tables of
people where it saw none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

from itogi.coding.late import Late
from itogi.coding.referents.lexicon import noun_of, nouns, posts
from itogi.coding.referents.trees import Tree
from itogi.language.dictionary import dictionary, parses
from itogi.language.inflection import nominative
from itogi.language.people import CASES, name_nominative
from itogi.language.records import Token
from itogi.language.tags import join_tag, name_agreement
from itogi.reading.kept import kept
from itogi.world.people import NUMBERS, fold, load_people

FUNCTION = frozenset({"NPRO", "PREP", "CONJ", "PRCL", "ADVB", "PRED"})
"""Parts of speech of the dictionary that are no one's name, though they may open a line."""
GENERATION = re.compile(r"(.+)-(младш|старш)(?:ий|его|ему|им|ем)")
ROMAN = re.compile(r"[IVX]+")
START = 2
"""Letters at the beginning of a name that stay through the cases («Лев», «Льва» apart)."""


@dataclass(slots=True)
class Occurrence:
    """A name in the text: tokens `[first, last)` of a sentence."""

    sentence: int
    first: int
    last: int
    words: tuple[str, ...]
    case: str | None
    gender: str | None
    naming: Late[str]
    verb: str | None = None
    """Gender of the verb in the past of which the name, or its post, is the subject."""

    @property
    def name(self) -> str:
        """The name in the nominative, by itself."""
        return self.naming.value

    @property
    def place(self) -> tuple[int, int]:
        return self.sentence, self.first


@lru_cache(maxsize=20_000)
def spellings(word: str) -> frozenset[str]:
    """What the nominative of a word of a name may be, folded, whichever its case and gender."""
    plain = fold(word)
    if len(plain) < 3 or not plain[-1].isalpha():
        return frozenset({plain})
    found = {plain}
    generation = GENERATION.fullmatch(plain)
    if generation:
        return frozenset(f"{w}-{generation[2]}ий" for w in spellings(generation[1]))
    if plain.count("-") == 1:
        # «Франка-Вальтера», «Буше-младшем»: either part may bend or not.
        found |= {"-".join(parts) for parts in product(*map(spellings, plain.split("-")))}
    for gender, case in product(("Masc", "Fem"), CASES):
        found.add(fold(name_nominative(plain, gender, case)))
    if plain.endswith(("ой", "ую")) and len(plain) > 4:
        # «Яровой» is of «Яровая», too.
        found.add(plain[:-2] + "ая")
    return frozenset(found | _numbers(plain))


def _numbers(plain: str) -> frozenset[str]:
    """The nominatives of the number of a sovereign: «Абдаллы Второго», «Карлу Третьему»."""
    ending = 3 if plain.endswith(("ого", "его", "ому", "ему")) else 2
    stem = plain[:-ending].rstrip("ь")
    return frozenset(number for number in NUMBERS if number[:-2].rstrip("ь") == stem)


@lru_cache(maxsize=5_000)
def first_name_gender(word: str) -> str | None:
    """Masc or Fem, if the dictionary holds the word as a given name or patronymic of one gender."""
    if not dictionary().word_is_known(fold(word)):
        return None
    genders = {
        "Fem" if "femn" in p.tag else "Masc"
        for p in parses(fold(word))
        if p.is_known
        and ("Name" in p.tag or "Patr" in p.tag)
        and not any(mark in p.tag for mark in ("ms-f", "plur"))
    }
    return genders.pop() if len(genders) == 1 else None


@lru_cache(maxsize=5_000)
def is_patronymic(word: str) -> bool:
    plain = fold(word)
    known = dictionary().word_is_known(plain)
    return known and any("Patr" in p.tag and p.is_known for p in parses(plain))


def named(tree: Tree) -> Iterator[Occurrence]:
    """The PER names of a sentence, lower-case words before the name left out."""
    for name in tree.sentence.names:
        if name.kind != "PER":
            continue
        first, last = name.first, name.last
        while first < last and not tree.tokens[first].text[:1].isupper():
            first += 1
        while first < last - 1 and (tree.mentions.get(first) or _is_common(tree.tokens[first])):
            first += 1
        last = _own_end(tree, first, last)
        if not any(len(token.text) > 2 for token in tree.tokens[first:last]):
            continue
        if _is_attribute(tree, first, last):
            continue
        if first < last and not _is_state(tree, first, last) and _is_name(tree, first, last):
            yield from _split(tree, first, last)


def _is_attribute(tree: Tree, first: int, last: int) -> bool:
    """«Ферганского клуба»: an adjective of the noun behind it, which the model took for a name."""
    if last - first != 1 or last >= len(tree) or tree.tokens[first].head != last:
        return False
    bent = fold(tree.tokens[first].text).endswith(("ского", "скому", "ском", "ской", "ским"))
    return bent and tree.tokens[last].text[:1].islower() and tree.tokens[last].pos == "NOUN"


def _is_surname(word: str) -> bool:
    """Whether a word is the surname of somebody so well known that it needs no first name."""
    people = load_people()
    return any(
        term.alone or term.name == term.surname
        for s in spellings(word)
        for term in people.surnamed(s)
    )


def _own_end(tree: Tree, first: int, last: int) -> int:
    """Where the name ends without its original behind it in brackets («Свен Миксер (Sven …»)."""
    russian = tree.tokens[first].text.isascii() is False if first < last else False
    for i in range(first, last):
        text = tree.tokens[i].text
        foreign = russian and text.isascii() and len(text) > 2 and not ROMAN.fullmatch(text)
        if text in "()[],;:" or foreign:
            last = i
            break
    while last > first and not tree.tokens[last - 1].text[:1].isalpha():
        last -= 1
    if first < last < len(tree) and ROMAN.fullmatch(tree.tokens[last].text):
        last += 1
    return last


def _is_state(tree: Tree, first: int, last: int) -> bool:
    """Whether the model took the name of a state or place for a person's."""
    if last - first != 1 or not tree.mentions.get(first):
        return False
    return tree.mentions[first][0].kind in ("state", "place", "organisation", "company", "body")


def _is_common(token: Token) -> bool:
    """«Ставленник Чавеса», «Семидесятилетний Караджич»: a word that opens the sentence, taken for
    part of the name."""
    plain = fold(token.text)
    if plain.startswith("экс-") or plain.endswith(("летний", "летняя", "летнего", "летней")):
        return True
    if noun_of(token) in nouns().titles:
        return True
    if token.pos != "ADJ" and not dictionary().word_is_known(plain):
        return False
    known = [p for p in parses(plain) if p.is_known or token.pos == "ADJ"]
    if not known or any(n in p.tag for p in known for n in ("Name", "Surn", "Patr", "Geox")):
        return False
    if known[0].tag.POS in FUNCTION and len(plain) > 3:
        return True
    if token.pos in ("NOUN", "PROPN"):
        # Short words are first names of the East as well («Пан Ги Мун»).
        return len(token.text) > 5 and any("anim" in p.tag for p in known)
    return token.pos in ("ADJ", "VERB", "ADV", "PART", "SCONJ", "CCONJ")


def _is_name(tree: Tree, first: int, last: int) -> bool:
    """Whether any word may be a name: the model sometimes takes a line's first word for one."""
    if last - first == 1:
        likeliest = parses(fold(tree.tokens[first].text))[:1]
        if any(p.tag.POS in FUNCTION for p in likeliest):
            return False
        if first == 0 and any(p.tag.POS in ("PRTF", "ADJF") and p.is_known for p in likeliest):
            return any("Surn" in p.tag for p in parses(fold(tree.tokens[first].text)))
        if first == 0 and posts().at(tree, first) and not any("Surn" in p.tag for p in likeliest):
            return False
    return any(t.pos in ("PROPN", "NOUN", "X", "ADJ") for t in tree.tokens[first:last])


def _split(tree: Tree, first: int, last: int) -> Iterator[Occurrence]:
    """One name, or two that the model ran together («Рафаэль Корреа Эдвард Сноуден»)."""
    known = load_people()
    texts = [token.text for token in tree.tokens[first:last]]
    if _is_full_name(tree, first, last):
        # «Луис Инасиу Лула да Силва», although «Лула да Силва» is a name, too.
        yield occurrence(tree, first, last)
        return
    if len(texts) == 2 and all(map(_is_surname, texts)):
        # «… благодарит Нетаньяху Путина»
        yield occurrence(tree, first, first + 1)
        yield occurrence(tree, first + 1, last)
        return
    if len(texts) == 4 and is_patronymic(texts[1]) and _is_surname(texts[3]):
        # «Сергей Анатольевич Лебедев Путин …», over the end of a line
        yield occurrence(tree, first, last - 1)
        yield occurrence(tree, last - 1, last)
        return
    for cut in range(2, len(texts) - 1):
        if known.named(" ".join(texts[:cut])) or known.named(" ".join(texts[cut:])):
            yield occurrence(tree, first, first + cut)
            yield occurrence(tree, first + cut, last)
            return
    yield occurrence(tree, first, last)


def occurrence(tree: Tree, first: int, last: int) -> Occurrence:
    found = _occurrence(tree, first, last)
    found.verb = _verb_gender(tree, first)
    return found


def _verb_gender(tree: Tree, i: int) -> str | None:
    for k in (i, *tree.up(i)):
        token = tree.tokens[k]
        if token.rel.startswith("nsubj") and token.head >= 0:
            gender = tree.tokens[token.head].feats.get("Gender")
            return gender if gender in ("Masc", "Fem") else None
        if token.rel not in ("appos", "flat:name", "flat"):
            return None
    return None


def _occurrence(tree: Tree, first: int, last: int) -> Occurrence:
    tokens = tree.tokens[first:last]
    agreement = name_agreement((t.text, join_tag(t.pos, t.feats)) for t in tokens)
    gender, case = agreement if agreement else (None, tokens[0].feats.get("Case"))
    words = tuple(t.text for t in tokens if t.text[:1].isalpha())
    if _is_subject(tree, first) or _is_signature(tree, first, last):
        return Occurrence(
            tree.index, first, last, words, "Nom", gender, Late(lambda: _text(tokens))
        )
    if any((n.first, n.last) == (first, last) for n in tree.sentence.names):
        naming = Late(lambda: nominative(tree.sentence, first, last))
    else:
        naming = Late(lambda: nominal(tokens, gender, case))
    return Occurrence(tree.index, first, last, words, case, gender, naming)


def _is_subject(tree: Tree, i: int) -> bool:
    """Whether the name is a subject, in the nominative whatever its tag («Обамы не было» not)."""
    token = tree.tokens[i]
    if not token.rel.startswith("nsubj") or token.head < 0:
        return False
    verb = tree.tokens[token.head]
    several = verb.feats.get("Number") == "Plur" and token.feats.get("Number") == "Sing"
    if several and token.feats.get("Case") != "Nom" and tree.kid(i, "conj") is None:
        # «США обвиняют Лужина»
        return False
    negated = any(tree.tokens[k].lemma in ("не", "нет") for k in tree.kids[token.head])
    return token.feats.get("Case") == "Nom" or not (negated or verb.lemma == "нет")


def _is_signature(tree: Tree, first: int, last: int) -> bool:
    """«— Картограф Вано Гогуа»: a line that ends with the name and has no verb names whoever
    spoke, in the nominative."""
    words = [k for k, token in enumerate(tree.tokens) if token.text[:1].isalpha()]
    if not words or words[-1] != last - 1:
        return False
    if any(token.pos in ("VERB", "AUX", "ADP") for token in tree.tokens):
        return False
    return words[0] == first or words[0] in tree.up(first)


def _text(tokens: list[Token]) -> str:
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += " " * (token.start > before.end) + token.text
    return text


def nominal(tokens: list[Token], gender: str | None, case: str | None) -> str:
    """The nominative of a name that the model did not cut out as it stands."""
    if gender is None or case in (None, "Nom"):
        return _text(tokens)
    words = []
    for token in tokens:
        form = name_nominative(token.text.lower(), gender, case)
        parts = zip(token.text.split("-"), form.split("-"), strict=False)
        words.append("-".join(p[:1].upper() + p[1:] if t[:1].isupper() else p for t, p in parts))
    return " ".join(words)


def from_tables(tree: Tree, taken: set[tuple[int, int]]) -> Iterator[Occurrence]:
    """Full names of the tables that the model did not see, most often in titles."""
    firsts = _full_names()
    end = 0
    for i, token in enumerate(tree.tokens):
        if i < end or not token.text[0].isupper() or (tree.index, i) in taken:
            continue
        last = _table_name(tree, i, firsts, taken)
        if last is None and _is_whole_name(tree, i):
            last = i + 1
        if last is not None:
            yield occurrence(tree, i, last)
            end = last


def _begins(text: str, word: str) -> bool:
    """Whether a word of a text may be a case of a name's word: but for three letters they agree."""
    stem = word[: max(START, len(word) - 3)]
    return fold(text[: len(stem)]) == stem


def _is_whole_name(tree: Tree, i: int) -> bool:
    """«папа Франциск», «император Акихито»: a name that is one word, behind a title or post."""
    if fold(tree.tokens[i].text[:START]) not in _whole_starts():
        return False
    if not i or tree.mentions.get(i):
        return False
    title = noun_of(tree.tokens[i - 1]) in nouns().titles or posts().at(tree, i - 1)
    return bool(title and spellings(tree.tokens[i].text) & _whole_names())


@cache
def _whole_starts() -> frozenset[str]:
    return frozenset(name[:START] for name in _whole_names())


@kept
def _whole_names() -> frozenset[str]:
    return frozenset(name for name in load_people().full_names() if " " not in name)


@kept
def _full_names() -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """Names of the tables by the beginnings of their first two words, which no case changes."""
    firsts: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for name in load_people().full_names():
        words = tuple(name.split())
        if len(words) > 1:
            firsts.setdefault((words[0][:START], words[1][:START]), []).append(words)
    return firsts


def _is_full_name(tree: Tree, first: int, last: int) -> bool:
    """Whether the words from `first` to `last` are a whole name of the tables, in a case."""
    texts = [token.text for token in tree.tokens[first:last]]
    if len(texts) < 2:
        return False
    beginnings = fold(texts[0][:START]), fold(texts[1][:START])
    return any(
        len(words) == len(texts)
        and all(w in spellings(text) for w, text in zip(words, texts, strict=True))
        for words in _full_names().get(beginnings, ())
    )


def _table_name(
    tree: Tree,
    i: int,
    firsts: dict[tuple[str, str], list[tuple[str, ...]]],
    taken: set[tuple[int, int]],
) -> int | None:
    if i + 1 >= len(tree):
        return None
    beginnings = [fold(token.text[:START]) for token in tree.tokens[i : i + 2]]
    for words in firsts.get((beginnings[0], beginnings[1]), ()):
        last = i + len(words)
        inside = range(i, last)
        if last > len(tree) or any((tree.index, k) in taken for k in inside):
            continue
        if not all(_begins(tree.tokens[k].text, w) for w, k in zip(words, inside, strict=True)):
            continue
        if all(w in spellings(tree.tokens[k].text) for w, k in zip(words, inside, strict=True)):
            return last
    return None


def may_be_surname(tree: Tree, i: int, token: Token) -> bool:
    if not token.text[:1].isupper() or len(token.text) < 4 or tree.mentions.get(i):
        return False
    if token.text.isupper():
        return False
    quoted = i > 0 and tree.tokens[i - 1].text in '«"“„'
    closed = i + 1 < len(tree) and tree.tokens[i + 1].text in '»"”'
    return not (quoted and closed) and token.pos in ("PROPN", "NOUN", "X", "ADJ")
