"""Phrases through the cases: the nominative of a phrase in its sentence, and any case of a phrase.

What bends is the head of the phrase and what agrees with it (adjectives, participles, the words of
a person's name, an apposition in the same case). The tail («дел Казахстана») stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from itogi.language.analysis import analyse_phrase
from itogi.language.dictionary import GRAMMEME_OF_CASE, inflected, ud
from itogi.language.lemmas import ACRONYM_FORM, best_parse
from itogi.language.mending import mend_head
from itogi.language.people import Case, name_endings, name_form
from itogi.language.records import Name, Sentence, Token
from itogi.language.tags import given_name_gender, join_tag, name_agreement

Number = Literal["Sing", "Plur"]
Gender = Literal["Masc", "Fem"]
PERSON_GENDERS = ("Masc", "Fem")
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
AGREEING = {"amod", "det", "appos", "flat", "flat:name", "acl", "conj", "nummod:entity", "nummod"}
VOWELS = tuple("аеёиоуыэюяАЕЁИОУЫЭЮЯьЬ")
STATES = {"республика", "королевство", "княжество", "герцогство", "эмират", "султанат"}
NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "VERB", "X"}


def nominative(sentence: Sentence, first: int, last: int) -> str:
    """The phrase of tokens `[first, last)` of the sentence in the nominative.

    «министром иностранных дел Казахстана» → «министр иностранных дел Казахстана»; a person's name
    comes in the gender that the sentence shows: «Марии Захаровой» → «Мария Захарова».
    """
    return _bent(sentence, first, last, "Nom", None, _persons(sentence))


@lru_cache(maxsize=4_000)
def inflect(
    phrase: str,
    case: Case,
    number: Number | None = None,
    *,
    given: Case | None = None,
    gender: Gender | None = None,
) -> str:
    """The phrase in another case: `inflect("Садыр Жапаров", "Dat")`.

    `number` changes the number of the head and of what agrees with it. `given` is the case that
    the phrase stands in, where that is known: a name of a table is in the nominative, and by itself
    «Камала Харрис» could as well be the genitive of a man's name. `gender` is that of the person,
    where known. Words that do not decline, and phrases with nothing to decline, come back as they
    are; so does a phrase that is given in the case asked for. With `gender` the whole phrase is
    taken for a person's name. Raises ValueError for a case, number or gender by another name than
    those of Universal Dependencies.
    """
    _check("case", case, GRAMMEME_OF_CASE)
    for field, value, names in (
        ("number", number, tuple(NUMBERS)),
        ("given", given, tuple(GRAMMEME_OF_CASE)),
        ("gender", gender, PERSON_GENDERS),
    ):
        if value is not None:
            _check(field, value, names)
    sentence = analyse_phrase(phrase)
    if sentence is None or (case == given and number is None):
        return phrase
    if gender is not None:
        sentence.names[:] = [Name(0, len(sentence.tokens), "PER")]
    mend_head(sentence, given)
    if given is not None:
        _put_in(sentence, given)
    persons = _persons(sentence, given, gender)
    before, after = phrase[: sentence.start], phrase[sentence.end :]
    return before + _bent(sentence, 0, len(sentence.tokens), case, number, persons) + after


def _put_in(sentence: Sentence, given: Case) -> None:
    """Puts the head, and every word that hangs on it in the case seen there, in the given case."""
    head = _head(sentence, 0, len(sentence.tokens))
    if head is not None and sentence.tokens[head].feats.get("Case") != given:
        for place in list(_agreeing(sentence, 0, len(sentence.tokens), head)):
            token = sentence.tokens[place]
            token.feats = {**token.feats, "Case": given}


def _check(field: str, value: str, names: Iterable[str]) -> None:
    if value not in names:
        raise ValueError(f"{field}: expected one of {', '.join(names)}, found {value!r}")


def _bent(
    sentence: Sentence,
    first: int,
    last: int,
    case: Case,
    number: Number | None,
    persons: dict[int, tuple[str, str, bool]],
) -> str:
    tokens = sentence.tokens[first:last]
    head = _head(sentence, first, last)
    if head is None:
        return _joined(tokens, [token.text for token in tokens])
    named = head in persons and last - first > 1
    if case == "Nom" and named and _follows_nominative(sentence, first, head):
        return _joined(tokens, [token.text for token in tokens])
    bending = set(_agreeing(sentence, first, last, head)) | _titled(sentence, last, head)
    animate = sentence.tokens[head].feats.get("Animacy") == "Anim"
    words = []
    for place in range(first, last):
        token = sentence.tokens[place]
        if place not in bending:
            words.append(token.text)
        elif place in persons:
            words.append(_person_word(token, place, persons[place], case))
        else:
            words.append(_word(token, case, number, animate))
    return _joined(tokens, words)


def _follows_nominative(sentence: Sentence, first: int, head: int) -> bool:
    """«политолог … клуба Зара Цой»: a name after a post in the nominative is in it too, whatever
    case its own words could be. A person's noun in its dictionary form is in the nominative."""
    token = sentence.tokens[head]
    if token.rel != "appos" or not 0 <= token.head < first:
        return False
    post = sentence.tokens[token.head]
    animate = post.pos in ("NOUN", "PROPN") and post.feats.get("Animacy") != "Inan"
    return animate and post.text.lower() == post.lemma


def _head(sentence: Sentence, first: int, last: int) -> int | None:
    """The word of the phrase on which the others hang: the first that hangs outside of it."""
    for place in range(first, last):
        token = sentence.tokens[place]
        if not first <= token.head < last and token.pos in NOMINAL:
            return place
    return next((i for i in range(first, last) if sentence.tokens[i].pos in NOMINAL), None)


def _agreeing(sentence: Sentence, first: int, last: int, head: int) -> Iterable[int]:
    """The head and every word of the phrase that goes through the cases with it."""
    tokens = sentence.tokens
    stack = [head]
    seen = {head}
    while stack:
        above = stack.pop()
        yield above
        for place in range(first, last):
            token = tokens[place]
            if token.head != above or place in seen:
                continue
            if not _same_name(sentence, above, place) and (
                token.rel not in AGREEING or not _cases_agree(tokens[head], token)
            ):
                continue
            if token.rel == "appos" and _stands_still(tokens, above, place):
                continue
            if token.rel == "conj" and any(t.rel == "case" and t.head == place for t in tokens):
                continue
            seen.add(place)
            stack.append(place)


def _titled(sentence: Sentence, last: int, head: int) -> set[int]:
    """Words of a name after a person's post in the same case, wherever the tree hangs it.

    In the genitive the name may be the tail («брата Владимира Путина»), so the tree decides there.
    """
    found = sentence.tokens[head].feats
    if found.get("Animacy") != "Anim" or found.get("Case") == "Gen":
        return set()
    places: set[int] = set()
    for name in sentence.names:
        between = sentence.tokens[head + 1 : name.first]
        if name.kind != "PER" or not head < name.first or name.last > last:
            continue
        if any(token.pos in ("PUNCT", "ADP", "CCONJ", "SCONJ") for token in between):
            continue
        agreement = _name_agreement(sentence, name)
        if agreement is not None and agreement[1] == found.get("Case"):
            places.update(range(name.first, name.last))
    return places


def _cases_agree(head: Token, token: Token) -> bool:
    case, other = head.feats.get("Case"), token.feats.get("Case")
    if other in (case, None):
        return True
    # The two cases look alike, and the network may take either for a phrase by itself.
    return {case, other} == {"Nom", "Acc"} and head.feats.get("Animacy") == "Inan"


def _same_name(sentence: Sentence, one: int, other: int) -> bool:
    return any(
        name.kind == "PER" and name.first <= one < name.last and name.first <= other < name.last
        for name in sentence.names
    )


def _stands_still(tokens: list[Token], head: int, place: int) -> bool:
    """«Республика Казахстан», «газета «Известия»»: the name keeps its nominative."""
    quoted = place > 0 and tokens[place - 1].text in '«“„"'
    return quoted or tokens[head].lemma in STATES


def _persons(
    sentence: Sentence, given: Case | None = None, gender: Gender | None = None
) -> dict[int, tuple[str, str, bool]]:
    """Words of persons' names: gender, case, and whether another word of the name follows."""
    persons = {}
    for name in sentence.names:
        if name.kind != "PER":
            continue
        agreement = _name_agreement(sentence, name)
        if agreement is None and given is None:
            continue
        found = agreement or ("Masc", "Nom")
        if given is not None:
            first = sentence.tokens[name.first].text.lower()
            found = given_name_gender(first, given) or found[0], given
        for place in range(name.first, name.last):
            persons[place] = (gender or found[0], found[1], place + 1 < name.last)
    return persons


def _name_agreement(sentence: Sentence, name: Name) -> tuple[str, str] | None:
    tokens = sentence.tokens[name.first : name.last]
    return name_agreement((token.text, join_tag(token.pos, token.feats)) for token in tokens)


def _person_word(token: Token, place: int, person: tuple[str, str, bool], case: Case) -> str:
    gender, found, followed = person
    lower = token.text.lower()
    if token.pos == "PUNCT" or (followed and lower in name_endings().first):
        return token.text
    return _in_case_of(token.text, name_form(lower, gender, found, case))


def _word(token: Token, case: Case, number: Number | None, animate: bool) -> str:
    text = token.text
    acronym = ACRONYM_FORM.fullmatch(text)
    if acronym:
        return acronym.group(1)
    if token.pos not in NOMINAL or (len(text) > 1 and text.isupper()):
        return text
    parse = best_parse(text.lower(), join_tag(token.pos, token.feats))
    if parse is not None and not parse.is_known and token.pos in ("NOUN", "PROPN"):
        guessed = _by_endings(token, case, animate)
        if guessed is not None:
            return guessed
    if parse is None or "Fixd" in parse.tag or "Abbr" in parse.tag or parse.tag.case is None:
        return text
    _, feats = ud(parse.tag)
    if feats.get("Case") == case and number in (None, feats.get("Number")):
        return text
    grammemes = {GRAMMEME_OF_CASE[case]}
    count = number or token.feats.get("Number") or feats.get("Number")
    if count is not None:
        grammemes.add(NUMBERS[count])
    # The gender of an adjective; a noun keeps its own.
    if parse.tag.POS in ("ADJF", "PRTF") and count != "Plur" and "Gender" in feats:
        grammemes.add(GENDERS[feats["Gender"]])
    attempts = [grammemes, {GRAMMEME_OF_CASE[case]}]
    if case == "Acc":
        attempts.insert(0, grammemes | {"anim" if animate else "inan"})
    for attempt in attempts:
        form = inflected(parse, frozenset(attempt))
        if form is not None:
            return _in_case_of(text, form)
    return text


def _by_endings(token: Token, case: Case, animate: bool) -> str | None:
    """A noun that the dictionary does not hold declines as names do, if it is one of one thing."""
    gender, found = token.feats.get("Gender", ""), token.feats.get("Case", "")
    if token.text[-1:] not in VOWELS:
        gender = "Masc"
    if gender not in PERSON_GENDERS or token.feats.get("Number") != "Sing":
        return None
    if not animate and gender == "Masc":
        # The accusative is the nominative.
        found = "Nom" if found == "Acc" else found
        case = "Nom" if case == "Acc" else case
    return _in_case_of(token.text, name_form(token.text.lower(), gender, found, case))


def _in_case_of(model: str, form: str) -> str:
    """The form in the capitals of the word that it comes from, with «ё» only where that has it."""
    if "ё" not in model.lower():
        form = form.replace("ё", "е")
    if len(model) > 1 and model.isupper():
        return form.upper()
    parts, models = form.split("-"), model.split("-")
    if len(parts) == len(models):
        pairs = zip(parts, models, strict=True)
        return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in pairs)
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


def _joined(tokens: list[Token], words: list[str]) -> str:
    """The words with a space wherever the text has white space between them."""
    pieces = []
    for place, word in enumerate(words):
        if place and tokens[place].start > tokens[place - 1].end:
            pieces.append(" ")
        pieces.append(word)
    return "".join(pieces)
