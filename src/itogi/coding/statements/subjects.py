"""The word that names the speaker: a subject by the tree, by the cases around it, or by habit."""

from __future__ import annotations

from itogi.coding.statements.lexicon import words
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    OUTSIDE,
    Tree,
    finite,
    gerund,
    infinitive,
    key,
    nominal,
    participle,
    word,
)

NAMING = frozenset(
    {
        "amod", "nmod", "appos", "flat", "flat:name", "flat:foreign", "det", "nummod",
        "nummod:gov", "case", "compound", "fixed",
    }
)  # fmt: skip
"""Relations inside the phrase that names somebody."""
SEGMENT = 24
"""Tokens back from a verb in which its subject is looked for."""
DATED = frozenset(
    {
        "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
        "октябрь", "ноябрь", "декабрь", "год", "г",
    }
)  # fmt: skip
"""What a date may hold beside its numbers."""
THIRD_PERSON = frozenset({"он", "она", "они"})
POSSESSIVE = frozenset({"его", "ее", "их"})


def own_subject(tree: Tree, verb: int) -> int | None:
    """The subject that a verb has itself, not shared with another."""
    near = in_segment(tree, verb)
    return near if near is not None else tree.kid(verb, "nsubj", "nsubj:pass")


def in_segment(tree: Tree, verb: int) -> int | None:
    """A nominative in the verb's own stretch between marks, which the tree hung elsewhere; a
    person's name beside a word that is none («одна из участниц Анна Орлова»)."""
    name: int | None = None
    number = tree.tokens[verb].feats.get("Number")
    i = verb
    while i > max(0, verb - SEGMENT):
        i -= 1
        token = tree.tokens[i]
        if tree.level[i] != tree.level[verb] and tree.level[verb] != OUTSIDE:
            return name
        initial = token.text == "." and i > 0 and len(tree.tokens[i - 1].text) == 1
        if tree.level[i] != tree.level[verb] or token.text in MARKS or initial:
            continue
        if token.text == "," and (opening := _inserted(tree, i)) is not None:
            i = opening
            continue
        if token.pos in ("PUNCT", "CCONJ", "SCONJ", "VERB", "AUX") or key(token) == "который":
            return name
        if token.feats.get("Number") != number or token.rel in ("obj", "obl", "iobj"):
            continue
        if nominative(tree, i) and can_speak(tree, i) and not acted_on(tree, i, verb):
            return i
        if name is None and token.feats.get("Case") == "Nom" and tree.opens_name(i):
            name = i
    return name


def _inserted(tree: Tree, comma: int) -> int | None:
    """The comma that opens «, комментируя решение,» or «, который прибыл,», closed by this one."""
    for k in range(comma - 1, max(-1, comma - SEGMENT), -1):
        if tree.tokens[k].text == ",":
            opening = tree.tokens[k + 1 : k + 4]
            inserted = any(gerund(t) or key(t) == "который" for t in opening)
            return k if inserted else None
    return None


def nominative(tree: Tree, i: int) -> bool:
    """Whether token i may head a subject."""
    token = tree.tokens[i]
    return (
        nominal(token)
        and token.feats.get("Case") == "Nom"
        and token.rel not in ("flat:name", "appos")
        and (token.rel != "nmod" or token.feats.get("Animacy") == "Anim")
        and word(token) not in ("это", "что", "то", "все")
        and word(token) not in words("occasions")
    )


def acted_on(tree: Tree, i: int, verb: int) -> bool:
    """Whether a thing stands right behind another verb than its own: «посетил Белград заявил»; or
    a name that does not bend stands in the dative: «посоветовали Чили молчать»."""
    if i > verb and tree.tokens[i].feats.get("Case") == "Dat":
        return True
    if i == 0 or i - 1 == verb or not finite(tree.tokens[i - 1]):
        return False
    return tree.tokens[i].feats.get("Animacy") != "Anim"


def agree(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a subject fits the number of its verb; several names do, and «ряд стран»."""
    a, b = tree.tokens[subject], tree.tokens[verb]
    if a.feats.get("Number") != "Sing" or b.feats.get("Number") != "Plur":
        return True
    if a.pos not in ("NOUN", "PROPN") or tree.kid(subject, "conj") is not None:
        return True
    if a.pos == "PROPN" and a.text.endswith(("и", "ы")):
        return True
    counted = tree.kid(subject, "nummod", "nummod:gov") is not None
    return counted or key(a) in words("amounts")


def bracketed(tree: Tree, i: int) -> bool:
    """Whether the token opens a bracket: «клуб «Бавария» (Мюнхен)»."""
    return i > 0 and tree.tokens[i - 1].text == "("


def shared(tree: Tree, verb: int) -> int | None:
    """The subject of the predicate before, where «а», «и», «но» joins this one to it."""
    k = verb - 1
    while k >= 0 and tree.tokens[k].pos in ("ADV", "PART"):
        k -= 1
    if k < 0 or tree.tokens[k].pos != "CCONJ" or not finite(tree.tokens[verb]):
        return None
    number = tree.tokens[verb].feats.get("Number")
    for before in range(k - 1, max(-1, k - 30), -1):
        token = tree.tokens[before]
        if tree.level[before] != tree.level[verb] or not finite(token):
            continue
        own = tree.kid(before, "nsubj") if token.feats.get("Number") == number else None
        if own is not None and key(tree.tokens[own]) != "который":
            return own
    return None


def beside(tree: Tree, verb: int) -> int | None:
    """The nominative that stands nearest behind the verb in its clause, else before it."""
    if infinitive(tree.tokens[verb]) or gerund(tree.tokens[verb]):
        return None
    level = tree.level[verb]
    start, stop = verb + 1, verb + 9
    date = next((i for i in range(start, min(stop, len(tree))) if tree.tokens[i].text == ","), None)
    if date is not None and (close := _behind_date(tree, date)) is not None:
        # «написал во вторник, 4 ноября, президент …»
        start, stop = close + 1, close + 9
    for i in range(start, min(stop, len(tree))):
        token = tree.tokens[i]
        if token.text in ".,;:!?" or token.text in DASHES or finite(token):
            break
        named = tree.opens_name(i) and token.feats.get("Case") == "Nom"
        if tree.level[i] == level and (named or nominative(tree, i)):
            return i
    spare: int | None = None
    for i in range(verb - 1, max(-1, verb - 25), -1):
        token = tree.tokens[i]
        if tree.level[i] != level or token.text in ";:" or token.text in MARKS:
            break
        if key(token) == "который":
            break
        if bracketed(tree, i):
            continue
        if nominative(tree, i) and not _taken(tree, i, verb):
            if token.rel.startswith("nsubj"):
                return i
            spare = i if spare is None else spare
    return spare if spare is None else _first_named(tree, spare)


def _behind_date(tree: Tree, comma: int) -> int | None:
    """The comma that closes a date opened by the one at `comma`: «…, 4 ноября, …»."""
    for i in range(comma + 1, min(comma + 6, len(tree))):
        token = tree.tokens[i]
        if token.text == ",":
            return i if i > comma + 1 else None
        if not token.text.isdigit() and key(token) not in DATED:
            return None
    return None


def _first_named(tree: Tree, i: int) -> int:
    """The first of several names that «и» joins."""
    while tree.tokens[i].rel == "conj" and nominal(tree.tokens[tree.tokens[i].head]):
        if tree.tokens[i].head >= i:
            break
        i = tree.tokens[i].head
    return i


def _taken(tree: Tree, i: int, verb: int) -> bool:
    """Whether the nominative is the subject of some other verb."""
    token = tree.tokens[i]
    return (
        token.rel.startswith("nsubj")
        and token.head not in (verb, -1)
        and tree.level[token.head] == tree.level[i]
        and not tree.under(verb, token.head)
    )


def speaker_behind(tree: Tree, verb: int) -> int | None:
    """The one who speaks, behind the verb of a parenthesis: «…, сообщил в среду X», «…, сообщили
    в МИДе», «…, передаёт «Интерфакс»»."""
    level = tree.level[verb]
    plural = tree.tokens[verb].feats.get("Number") == "Plur"
    quoted: int | None = None
    accusative: int | None = None
    for i in range(verb + 1, min(verb + 20, len(tree))):
        token = tree.tokens[i]
        if token.text in ";:." or token.text in DASHES or finite(token):
            break
        if token.text == ",":
            if date_comma(tree, i):
                continue
            break
        if tree.level[i] != level or token.pos == "X":
            if quoted is None and i <= verb + 2 and token.pos != "PUNCT":
                quoted = i
            continue
        if _of_hearer(tree, verb, i):
            continue
        if nominal(token) and token.feats.get("Case") == "Nom" and token.rel != "flat:name":
            return i
        if token.rel.startswith("nsubj") and token.head == verb:
            return i
        if (
            accusative is None
            and token.feats.get("Case") == "Acc"
            and key(token) in words("bodies")
        ):
            accusative = i
    inside = indefinite(tree, verb) if plural else None
    return next((found for found in (inside, quoted, accusative) if found is not None), None)


def _of_hearer(tree: Tree, verb: int, i: int) -> bool:
    """«рассказал РИА Новости министр»: the second word of the name of those who were told."""
    token = tree.tokens[i]
    if token.rel not in ("appos", "flat", "flat:foreign") or not verb < token.head == i - 1:
        return False
    above = tree.tokens[token.head]
    told = above.feats.get("Case") == "Dat" or above.rel in ("iobj", "obl")
    return told and above.text.isupper() and token.text[:1].isupper()


def date_comma(tree: Tree, i: int) -> bool:
    """The comma of «в понедельник, 4 декабря 2017 года, его партия»."""
    return any(t.text.isdigit() for t in tree.tokens[max(0, i - 3) : i + 2])


def indefinite(tree: Tree, verb: int) -> int | None:
    """The institution inside which it is said: «в МИДе заявили», «сообщили из прокуратуры»."""
    token = tree.tokens[verb]
    if token.feats.get("Number") != "Plur" or token.feats.get("Person") in ("1", "2"):
        return None
    for kid in [*tree.kids[verb], *_between_object(tree, verb)]:
        place = tree.tokens[kid]
        if place.rel not in ("obl", "nmod", "advmod", "root") or not nominal(place):
            continue
        if place.feats.get("Case") not in ("Loc", "Gen") or key(place) in words("occasions"):
            continue
        titled = any(
            tree.tokens[k].rel == "amod" and tree.tokens[k].text[:1].isupper()
            for k in tree.kids[kid]
        )
        proper = place.pos == "PROPN" or place.text[:1].isupper() or titled
        inside = preposition(tree, kid) in ("в", "во", "из", "на")
        if inside and key(token) in words("charging"):
            # «обвиняют в организации беспорядков»: of what, not where.
            continue
        if inside and (proper or key(place) in words("bodies")):
            return kid
    return None


def house_before(tree: Tree, verb: int) -> int | None:
    """«…, в пресс-службе которого сообщили»: the body before the verb, wherever it hangs."""
    for k in range(verb - 1, max(0, verb - 6), -1):
        token = tree.tokens[k]
        if token.text == ",":
            return None
        inside = token.feats.get("Case") == "Loc" and word(tree.tokens[k - 1]) in ("в", "во")
        if inside and key(token) in words("bodies"):
            return k
    return None


def _between_object(tree: Tree, verb: int) -> list[int]:
    """«Претензии в Тегеране считают пустыми»: the place right before the verb, which the tree hangs
    on the object before it."""
    place = tree.tokens[verb - 1] if verb > 2 else None
    if place is None or place.rel != "nmod" or not 0 <= place.head < verb - 1:
        return []
    held = tree.tokens[place.head]
    return [verb - 1] if held.rel == "obj" and held.head == verb else []


def preposition(tree: Tree, i: int) -> str:
    """The preposition before a noun, in lower case; empty where it has none."""
    for k in tree.kids[i]:
        if tree.tokens[k].rel == "case" and k < i:
            return word(tree.tokens[k])
    return ""


def allowed_to(tree: Tree, inf: int) -> int | None:
    """«позволила аналитикам заявлять»: the one who is let speak."""
    for above in tree.up(inf):
        if tree.tokens[above].pos == "VERB":
            if key(tree.tokens[above]) not in words("permitting"):
                return None
            reason = tree.kid(above, "obj")
            whom = tree.kid(above, "iobj")
            if whom is None and reason is not None:
                return tree.kid(reason, "iobj")
            return whom
    return None


def predicate_above(tree: Tree, noun: int) -> int:
    """The verb that a noun depends on, for a word that hangs from the noun."""
    for above in tree.up(noun):
        if tree.tokens[above].pos in ("VERB", "ADJ", "AUX"):
            return above
    return noun


def antecedent(tree: Tree, i: int) -> int:
    """For «который», the noun that it stands for."""
    if key(tree.tokens[i]) not in ("который", "кто"):
        return i
    for above in (i, *tree.up(i)):
        head = tree.tokens[above].head
        if tree.tokens[above].rel.startswith("acl") and 0 <= head < i:
            return head if not _one_of_many(tree, i, head) else _alike(tree, i, head)
    for before in range(i - 1, -1, -1):
        if nominal(tree.tokens[before]) and key(tree.tokens[before]) != "который":
            return before
    return i


def _one_of_many(tree: Tree, i: int, head: int) -> bool:
    """Whether a singular «который» hangs on a plural."""
    a, b = tree.tokens[i].feats.get("Number"), tree.tokens[head].feats.get("Number")
    return a == "Sing" and b == "Plur" and tree.tokens[head].pos == "NOUN"


def _alike(tree: Tree, i: int, head: int) -> int:
    """The being before the head that a singular «который» agrees with; the head if none does."""
    gender = tree.tokens[i].feats.get("Gender")
    for before in range(head - 1, -1, -1):
        token = tree.tokens[before]
        fits = token.feats.get("Number") == "Sing" and token.feats.get("Gender") == gender
        if fits and nominal(token) and token.feats.get("Animacy") == "Anim":
            return before
    return head


def owner(tree: Tree, noun: int) -> int | None:
    """Token of the one whose words a noun names: «слова X», «его слова», «просьба от X»."""
    for kid in tree.kids[noun]:
        token = tree.tokens[kid]
        if token.rel == "det" and word(token) in POSSESSIVE:
            return kid
    for kid in tree.kids[noun]:
        token = tree.tokens[kid]
        if kid < noun or token.feats.get("Case") == "Loc":
            continue
        if not nominal(token) and not _one_of(tree, kid):
            continue
        if token.rel not in ("nmod", "appos", "flat:name"):
            continue
        by = preposition(tree, kid)
        if by in ("от", "со"):
            return _beyond_side(tree, kid)
        unbent = token.feats.get("Case") == "Nom" and token.text.isupper()
        if not by and (token.feats.get("Case") in ("Gen", "Acc", None) or unbent):
            return kid
    return _voicing(tree, noun)


def _one_of(tree: Tree, i: int) -> bool:
    """«по словам одного из очевидцев», «по мнению многих учёных»: one or some of them."""
    following = word(tree.tokens[i + 1]) if i + 1 < len(tree) else ""
    return key(tree.tokens[i]) in ("один", "двое", "трое", "некоторый") and following == "из"


def _voicing(tree: Tree, noun: int) -> int | None:
    """«по сведениям, которые привёл X» is a clause; «по данным, озвученным X», its participle."""
    for k in range(noun + 1, min(noun + 3, len(tree))):
        passive = participle(tree.tokens[k]) and tree.tokens[k].feats.get("Voice") == "Pass"
        if passive and tree.tokens[k].feats.get("Case") != "Nom":
            for kid in tree.kids[k]:
                token = tree.tokens[kid]
                who = nominal(token) and token.feats.get("Case") == "Ins" and can_speak(tree, kid)
                if who and kid > k and not preposition(tree, kid):
                    return kid
    return None


def by_whom(tree: Tree, verb: int) -> int | None:
    """«Президентом поручено …», «как отмечено главой МИД» → who did it; of a participle before or
    after its noun only one with a name («названный Ивановым «…»»)."""
    feats = tree.tokens[verb].feats
    if feats.get("VerbForm") != "Part" or feats.get("Voice") != "Pass":
        return None
    short = feats.get("Variant") == "Short"
    for kid in tree.kids[verb]:
        token = tree.tokens[kid]
        if nominal(token) and token.feats.get("Case") == "Ins" and not preposition(tree, kid):
            if not short and all(tree.tokens[k].pos != "PROPN" for k in tree.subtree(kid)):
                continue
            return kid if can_speak(tree, kid) else None
    return None


def can_report(tree: Tree, i: int) -> bool:
    """Whether the form can report somebody's words: not «сообщается», not «следует отметить»."""
    token = tree.tokens[i]
    feats = token.feats
    if token.pos == "ADJ":
        return feats.get("Variant") == "Short" and feats.get("Gender") != "Neut"
    if feats.get("Person") in ("1", "2") or feats.get("Mood") == "Imp":
        return False
    if feats.get("Voice") == "Pass" and feats.get("VerbForm") == "Part":
        return by_whom(tree, i) is not None
    if feats.get("VerbForm") != "Inf":
        return True
    for above in tree.up(i):
        head = tree.tokens[above]
        if key(head) in words("impersonal") or word(head) in words("impersonal"):
            return False
        if not infinitive(head):
            break
    return token.head >= 0


def whence(tree: Tree, verb: int) -> int | None:
    """«со стороны X звучат», «от X поступили» → X."""
    for kid in tree.kids[verb]:
        if nominal(tree.tokens[kid]) and preposition(tree, kid) in ("от", "со"):
            return _beyond_side(tree, kid)
    return None


def _beyond_side(tree: Tree, i: int) -> int:
    """«со стороны X» → X."""
    if key(tree.tokens[i]) == "сторона":
        for kid in tree.kids[i]:
            if tree.tokens[kid].rel == "nmod" and nominal(tree.tokens[kid]):
                return kid
    return i


def source_cited(tree: Tree) -> int | None:
    """«со ссылкой на X», «ссылаясь на X» → X."""
    for i, token in enumerate(tree.tokens[:-2]):
        if key(token) in ("ссылка", "ссылаться", "сослаться") and word(tree.tokens[i + 1]) == "на":
            below = [k for k in tree.kids[i] if k > i and nominal(tree.tokens[k])]
            near = [k for k in range(i + 2, min(i + 8, len(tree))) if nominal(tree.tokens[k])]
            return next(iter(below + near), None)
    return None


def heads_label(tree: Tree, i: int) -> bool:
    """Whether token i may head a speaker's label: a nominative, or a first word of which the
    tagger cannot know the case («Лукашенко: …», «МИД Ирана: …»)."""
    token = tree.tokens[i]
    if not nominal(token):
        return False
    if token.feats.get("Case") in ("Nom", None):
        return not preposition(tree, i)
    unbent = tree.opens_name(i) or token.text.isupper() or key(token) in words("bodies")
    return i == 0 and unbent


def can_speak(tree: Tree, i: int) -> bool:
    """Whether a phrase that no table knows can be a speaker: a being, a name, a body."""
    token = tree.tokens[i]
    if token.pos == "PRON":
        return word(token) in ("многие", "некоторые", "другие", "один", "одна", "оба", "обе")
    return (
        token.feats.get("Animacy") == "Anim"
        or token.pos in ("PROPN", "NUM", "X")
        or token.text == "%"
        or (token.rel.startswith("nsubj") and (token.pos in ("ADJ", "DET") or participle(token)))
        or (key(token) in words("amounts") and _of_beings(tree, i))
        or key(token) in words("voiced")
        or key(token) in words("bodies")
    )


def _of_beings(tree: Tree, i: int) -> bool:
    """«сотня активистов»: so many of those who speak."""
    return any(
        tree.tokens[k].rel == "nmod"
        and tree.tokens[k].feats.get("Case") == "Gen"
        and tree.tokens[k].feats.get("Animacy") == "Anim"
        for k in tree.kids[i]
        if k > i
    )


def phrase(tree: Tree, i: int) -> tuple[int, int]:
    """Token range `[first, last)` of the name and role around i, without clauses that hang on."""
    keep, waiting = {i}, [i]
    while waiting:
        for kid in tree.kids[waiting.pop()]:
            if tree.tokens[kid].rel in NAMING and kid not in keep:
                keep.add(kid)
                waiting.append(kid)
    first = last = i
    while first - 1 in keep or (first - 2 in keep and tree.tokens[first - 1].text in MARKS):
        first -= 1
    while last + 1 in keep or (last + 2 in keep and tree.tokens[last + 1].text in MARKS):
        last += 1
    return first, last + 1
