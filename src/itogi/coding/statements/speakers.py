"""Who speaks: from a reporting word to its subject, and from the subject to a name, state, voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from itogi.coding.records import Voice
from itogi.coding.referents import Referent
from itogi.coding.statements.lexicon import plain
from itogi.coding.statements.scene import (
    DASHES,
    MARKS,
    OUTSIDE,
    Scene,
    Tree,
    finite,
    gerund,
    infinitive,
    key,
    nominal,
    participle,
    word,
)

ORGANISATIONS = frozenset(
    "EU UN NATO OSCE CIS EAEU CSTO SCO BRICS G7 G8 G20 COE IMF WB WTO IAEA ICC OPEC GECF LAS OIC"
    " ASEAN OTS AU URB OAS INTERPOL WHO UEFA FIFA IGO".split()
)
"""Codes of the codebook that stand for an organisation of states, not for a state."""
IMPERSONAL = frozenset(
    "следовать стоить надо нужно можно нельзя необходимо важно сложно трудно остаться оставаться"
    " хотеться должный приходиться прийтись удаться удаваться отказаться отказываться невозможно"
    " необходимый нужный трудный возможный возможно".split()
)
"""Heads under which «сказать» or «отметить» reports nobody's words («следует отметить, что»)."""
PHRASE = frozenset(
    "amod nmod appos flat flat:name flat:foreign det nummod nummod:gov case compound fixed".split()
)


class Refers(Protocol):
    """What the search asks of `Referents`."""

    def at(self, sentence: int, token: int) -> Referent | None: ...


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    state: str | None
    office: str | None
    voice: Voice


class Speakers:
    """Finds and names the speakers of one article."""

    def __init__(self, scene: Scene, referents: Refers) -> None:
        self.scene = scene
        self.referents = referents

    def named(self, tree: Tree, i: int) -> Speaker | None:
        """The speaker that the phrase around token i names; None for a news outlet."""
        i = _antecedent(tree, i)
        if self.is_outlet(tree, i):
            return None
        referent = self.referents.at(tree.index, i)
        if referent is None or referent.kind in ("role", "group", "institution"):
            referent = self._by_name(tree, i) or referent
        if referent is None:
            return self._unresolved(tree, i)
        if plain(referent.name).strip('«»"') in self.scene.lexicon.outlet_names:
            return None
        state = referent.codes[0] if referent.codes else None
        return Speaker(referent.name, state, referent.office, self._voice(tree, i, referent))

    def _by_name(self, tree: Tree, i: int) -> Referent | None:
        """The person whose name stands beside a role: «участник форума, депутат Иван Петров»."""
        case = tree.tokens[i].feats.get("Case")
        for name in tree.sentence.names:
            if name.kind != "PER" or name.first <= i:
                continue
            token = tree.tokens[name.first]
            if token.feats.get("Case") not in (case, None) or name.first - i > 24:
                continue
            node = name.first
            for _ in range(6):
                above = tree.tokens[node].head
                if tree.tokens[node].rel not in ("appos", "flat:name", "flat", "nmod", "parataxis"):
                    break
                if above == i or (above >= 0 and above > i and tree.under(above, i)):
                    if above == i:
                        found = self.referents.at(tree.index, name.first)
                        return found if found is not None and found.kind == "person" else None
                node = above
                if node < 0:
                    break
            if self._runs_on(tree, i, name.first):
                found = self.referents.at(tree.index, name.first)
                if found is not None and found.kind == "person":
                    return found
        return None

    def _runs_on(self, tree: Tree, i: int, name: int) -> bool:
        """Whether only words of one role stand between a role's head and a name."""
        depth = 0
        for k in range(i + 1, name):
            token = tree.tokens[k]
            if (
                token.pos in ("VERB", "AUX", "SCONJ", "CCONJ")
                or token.text in ".;:"
                or (token.text in DASHES)
            ):
                return False
            if nominal(token) and token.feats.get("Case") == "Nom" and token.pos == "PROPN":
                return False
            depth += token.text == ","
        return depth <= 1

    def is_outlet(self, tree: Tree, i: int) -> bool:
        lexicon = self.scene.lexicon
        token = tree.tokens[i]
        if key(token) in lexicon.outlet_nouns or word(token) in lexicon.outlet_nouns:
            return True
        if not (token.text[:1].isupper() or tree.level[i] >= 0 or token.pos == "X"):
            return False
        first, last = tree.span(i)
        start, end = tree.tokens[i].start, tree.tokens[last].end
        phrase = plain(self.scene.text[start:end]).strip("«»\"“”„' ")
        own = {word(token), key(token), phrase}
        if first < i:
            own.add(plain(self.scene.text[tree.tokens[first].start : tree.tokens[i].end]))
        return bool(own & lexicon.outlet_names) or word(token).endswith((".ru", ".com", ".ру"))

    def _unresolved(self, tree: Tree, i: int) -> Speaker | None:
        """A phrase that the referents do not know, by its own words; a pronoun names nobody."""
        if not _can_speak(tree, i, self.scene.lexicon.voices):
            return None
        name = _phrase(self.scene, tree, i)
        referent = Referent(name, "role", (), None, None, 0, 0)
        return Speaker(name, None, None, self._voice(tree, i, referent))

    def _voice(self, tree: Tree, i: int, referent: Referent) -> Voice:
        voices = self.scene.lexicon.voices
        said = [key(tree.tokens[k]) for k in range(*_stretch(tree, i))]
        said += plain(f"{referent.office or ''} {referent.name}").replace("-", " ").split()
        found = {voices[w] for w in said if w in voices}
        for voice in dict.fromkeys(voices.values()):
            if voice in found:
                return voice
        codes = set(referent.codes)
        if codes & ORGANISATIONS:
            return "organisation"
        return "official" if codes and (referent.office or referent.kind != "person") else "other"

    def subject(self, tree: Tree, verb: int) -> int | None:
        """Token that heads the subject of a verb, taken from the verbs it depends on if need be."""
        node, level = verb, tree.level[verb]
        for _ in range(8):
            token = tree.tokens[node]
            own = [
                kid
                for kid in tree.kids[node]
                if tree.tokens[kid].rel in ("nsubj", "nsubj:pass")
                and (tree.level[kid] == level or self._titled(tree, kid, level))
            ]
            own = [k for k in own if _agree(tree, k, node) and not _bracketed(tree, k)]
            if own:
                chosen = next((k for k in own if tree.tokens[k].pos == "PRON"), own[-1])
                return self._animate(tree, node, chosen)
            if infinitive(token) and token.head >= 0:
                allowed = _allowed_to(tree, node)
                if allowed is not None:
                    return allowed
            if participle(token):
                return token.head if token.head >= 0 else None
            inside = indefinite(tree, node)
            if inside is not None:
                return inside
            if finite(token):
                near = _in_segment(tree, node)
                if near is not None:
                    return near
            if token.head < 0:
                break
            if finite(token) and token.rel not in ("conj", "cop", "aux", "acl:relcl", "acl"):
                break
            node = token.head
            if nominal(tree.tokens[node]) and tree.kid(node, "nsubj") is None:
                node = _predicate_above(tree, node)
        shared = _shared(tree, verb)
        return shared if shared is not None else beside(tree, verb)

    def _animate(self, tree: Tree, verb: int, subject: int) -> int:
        """The subject, or a being beside it that the tree took for its attribute."""
        able = _can_speak(tree, subject, self.scene.lexicon.voices)
        if able or self.referents.at(tree.index, subject) is not None:
            return subject
        other = beside(tree, verb)
        return subject if other is None else other

    def _titled(self, tree: Tree, i: int, level: int) -> bool:
        """Whether token i stands in a name in quotation marks at the level: «Интерфакс»."""
        q = self.scene.quotations[tree.level[i]] if tree.level[i] != OUTSIDE else None
        return q is not None and level == self.scene.level(q.outer) and q.end - q.start < 40

    def of_verb(self, tree: Tree, verb: int) -> Speaker | None:
        subject = self.subject(tree, verb)
        return None if subject is None else self.of_subject(tree, verb, subject)

    def of_subject(self, tree: Tree, verb: int, subject: int) -> Speaker | None:
        """The speaker behind the subject of a verb; an outlet gives its source, if it names one."""
        speaker = self.named(tree, subject)
        if speaker is not None:
            return speaker
        if self.is_outlet(tree, _antecedent(tree, subject)):
            source = _source_cited(tree)
            return None if source is None else self.named(tree, source)
        if tree.tokens[subject].pos != "PRON":
            other = beside(tree, verb)
            if other is not None and other != subject:
                return self.named(tree, other)
        return None

    def owner(self, tree: Tree, noun: int) -> int | None:
        """Token of the one whose words a noun names: «слова X», «его слова», «просьба от X»."""
        for kid in tree.kids[noun]:
            token = tree.tokens[kid]
            if token.rel == "det" and word(token) in ("его", "ее", "их"):
                return kid
        for kid in tree.kids[noun]:
            token = tree.tokens[kid]
            if kid < noun or not nominal(token):
                continue
            cases = [word(tree.tokens[k]) for k in tree.kids[kid] if tree.tokens[k].rel == "case"]
            if token.rel in ("nmod", "appos", "flat:name") and token.feats.get("Case") != "Loc":
                if not cases and (
                    token.feats.get("Case") in ("Gen", None, "Acc")
                    or (token.feats.get("Case") == "Nom" and token.text.isupper())
                ):
                    return kid
                if cases and cases[0] in ("от", "со"):
                    return _beyond_side(tree, kid)
        return None


_PERMITTING = frozenset(
    "позволить позволять дать давать разрешить разрешать помочь помогать помешать мешать"
    " поручить поручать приказать приказывать".split()
)


def _allowed_to(tree: Tree, inf: int) -> int | None:
    """«позволила аналитикам заявлять»: the one who is let speak."""
    for above in tree.up(inf):
        token = tree.tokens[above]
        if token.pos == "VERB":
            if key(token) in _PERMITTING:
                return tree.kid(above, "iobj")
            return None
    return None


def _in_segment(tree: Tree, verb: int) -> int | None:
    """A nominative in the verb's own stretch between marks, which the tree hung elsewhere."""
    for i in range(verb - 1, max(-1, verb - 14), -1):
        token = tree.tokens[i]
        if token.pos == "PUNCT" or tree.level[i] != tree.level[verb]:
            return None
        if token.pos in ("CCONJ", "SCONJ", "VERB", "AUX") or key(token) == "который":
            return None
        if (
            _nominative(tree, i)
            and (token.feats.get("Animacy") == "Anim" or token.pos == "PROPN")
            and token.feats.get("Number") == tree.tokens[verb].feats.get("Number")
        ):
            return i
    return None


def _agree(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a subject in the singular can stand by a verb in the plural: several can, or «ряд»."""
    a, b = tree.tokens[subject], tree.tokens[verb]
    if a.feats.get("Number") != "Sing" or b.feats.get("Number") != "Plur":
        return True
    if a.pos not in ("NOUN", "PROPN") or tree.kid(subject, "conj") is not None:
        return True
    return tree.kid(subject, "nummod", "nummod:gov") is not None or key(a) in (
        "ряд", "большинство", "меньшинство", "часть", "половина", "множество", "треть",
    )


def _bracketed(tree: Tree, i: int) -> bool:
    """Whether the token opens a bracket: «клуб «Бавария» (Мюнхен)»."""
    return i > 0 and tree.tokens[i - 1].text == "("


def _shared(tree: Tree, verb: int) -> int | None:
    """The subject of the predicate before, where «а», «и», «но» joins this one to it."""
    k = verb - 1
    while k >= 0 and tree.tokens[k].pos in ("ADV", "PART"):
        k -= 1
    if k < 0 or tree.tokens[k].pos != "CCONJ" or not finite(tree.tokens[verb]):
        return None
    for before in range(k - 1, max(-1, k - 30), -1):
        if tree.level[before] == tree.level[verb] and finite(tree.tokens[before]):
            own = tree.kid(before, "nsubj")
            same = tree.tokens[before].feats.get("Number") == tree.tokens[verb].feats.get("Number")
            if own is not None and same and key(tree.tokens[own]) != "который":
                return own
    return None


def own_subject(tree: Tree, verb: int) -> int | None:
    """The subject that a verb has itself, not shared with another."""
    own = tree.kid(verb, "nsubj", "nsubj:pass")
    return own if own is not None else _in_segment(tree, verb)


def _source_cited(tree: Tree) -> int | None:
    """«со ссылкой на X», «ссылаясь на X» → X."""
    for i, token in enumerate(tree.tokens[:-2]):
        if key(token) in ("ссылка", "ссылаться", "сослаться") and word(tree.tokens[i + 1]) == "на":
            for k in tree.kids[i]:
                if k > i and nominal(tree.tokens[k]):
                    return k
            for k in range(i + 2, min(i + 8, len(tree))):
                if nominal(tree.tokens[k]):
                    return k
    return None


def speaker_behind(tree: Tree, verb: int, level: int) -> int | None:
    """The one who speaks, behind the verb of a parenthesis: «…, сообщил в среду X», «…, сообщили
    в МИДе», «…, передаёт «Интерфакс»»."""
    quoted: int | None = None
    accusative: int | None = None
    for i in range(verb + 1, min(verb + 20, len(tree))):
        token = tree.tokens[i]
        if token.text in ";:." or token.text in DASHES or finite(token):
            break
        if token.text == ",":
            if _date_comma(tree, i):
                continue
            break
        if tree.level[i] != level or token.pos == "X":
            if quoted is None and i <= verb + 2 and token.pos != "PUNCT":
                quoted = i
            continue
        if nominal(token) and token.feats.get("Case") == "Nom" and token.rel not in ("flat:name",):
            return i
        if token.rel.startswith("nsubj") and token.head == verb:
            return i
        if accusative is None and key(token) in _BODIES and token.feats.get("Case") == "Acc":
            accusative = i
    for found in (quoted, accusative):
        if found is not None:
            return found
    return indefinite(tree, verb)


def _date_comma(tree: Tree, i: int) -> bool:
    """The comma of «в понедельник, 4 декабря 2017 года, его партия»."""
    near = tree.tokens[max(0, i - 3) : i + 2]
    return any(t.text.isdigit() for t in near)


def indefinite(tree: Tree, verb: int) -> int | None:
    """The institution inside which it is said: «в МИДе заявили», «сообщили из прокуратуры»."""
    token = tree.tokens[verb]
    if token.feats.get("Number") != "Plur" or token.feats.get("Person") in ("1", "2"):
        return None
    for kid in tree.kids[verb]:
        place = tree.tokens[kid]
        if place.rel not in ("obl", "nmod", "advmod", "root") or not nominal(place):
            continue
        cases = [word(tree.tokens[k]) for k in tree.kids[kid] if tree.tokens[k].rel == "case"]
        if (
            cases
            and cases[0] in ("в", "во", "из", "на")
            and place.feats.get("Case")
            in (
                "Loc",
                "Gen",
            )
        ):
            if not _is_time(tree, kid) and _institution_like(tree, kid):
                return kid
    return None


def _institution_like(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.pos == "PROPN" or token.text[:1].isupper() or key(token) in _BODIES


_BODIES = frozenset(
    "ведомство министерство правительство администрация пресс-служба посольство компания"
    " администрация штаб управление комитет партия совет дума парламент прокуратура полиция"
    " департамент служба комиссия канцелярия организация банк фонд агентство институт центр"
    " генпрокуратура минобороны минфин миссия руководство командование представительство"
    " консульство дипмиссия концерн корпорация столица".split()
)
_TIMES = frozenset(
    "понедельник вторник среда четверг пятница суббота воскресенье январь февраль март апрель май"
    " июнь июль август сентябрь октябрь ноябрь декабрь год месяц неделя день век ход рамка"
    " интервью беседа речь выступление письмо эфир заявление обращение комментарий статья книга"
    " сообщение доклад послание декларация твиттер фейсбук блог число особенность частность".split()
)


def _is_time(tree: Tree, i: int) -> bool:
    return key(tree.tokens[i]) in _TIMES


def _predicate_above(tree: Tree, noun: int) -> int:
    """The verb that a noun depends on, for a word that hangs from the noun."""
    for above in tree.up(noun):
        if tree.tokens[above].pos in ("VERB", "ADJ", "AUX"):
            return above
    return noun


def _antecedent(tree: Tree, i: int) -> int:
    """For «который», the noun that it stands for."""
    if key(tree.tokens[i]) not in ("который", "кто"):
        return i
    for above in (i, *tree.up(i)):
        if tree.tokens[above].rel.startswith("acl") and 0 <= tree.tokens[above].head < i:
            return tree.tokens[above].head
    for before in range(i - 1, -1, -1):
        if nominal(tree.tokens[before]) and key(tree.tokens[before]) != "который":
            return before
    return i


def _beyond_side(tree: Tree, i: int) -> int:
    """«со стороны X» → X."""
    if key(tree.tokens[i]) == "сторона":
        for kid in tree.kids[i]:
            if tree.tokens[kid].rel == "nmod" and nominal(tree.tokens[kid]):
                return kid
    return i


def beside(tree: Tree, verb: int) -> int | None:
    """The nominative that stands nearest behind the verb in its clause, else before it."""
    level = tree.level[verb]
    if infinitive(tree.tokens[verb]) or gerund(tree.tokens[verb]):
        return None
    for i in range(verb + 1, min(verb + 9, len(tree))):
        token = tree.tokens[i]
        if token.text in ".,;:!?" or token.text in DASHES or finite(token):
            break
        if tree.level[i] == level and _nominative(tree, i):
            return i
    spare: int | None = None
    for i in range(verb - 1, max(-1, verb - 25), -1):
        token = tree.tokens[i]
        if tree.level[i] != level or token.text in ";:" or token.text in MARKS:
            break
        if key(token) == "который":
            break
        if _nominative(tree, i) and not _taken(tree, i, verb):
            if token.rel.startswith("nsubj"):
                return i
            spare = i if spare is None else spare
    return spare


def _nominative(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return (
        nominal(token)
        and token.feats.get("Case") == "Nom"
        and token.rel not in ("flat:name", "appos")
        and (token.rel != "nmod" or token.feats.get("Animacy") == "Anim")
        and word(token) not in ("это", "что", "то", "все")
        and token.text.lower() not in _TIMES
    )


def _taken(tree: Tree, i: int, verb: int) -> bool:
    """Whether the nominative is the subject of some other verb."""
    token = tree.tokens[i]
    return (
        token.rel.startswith("nsubj")
        and token.head not in (verb, -1)
        and tree.level[token.head] == tree.level[i]
        and not tree.under(verb, token.head)
    )


def _can_speak(tree: Tree, i: int, voices: dict[str, Voice]) -> bool:
    """Whether a phrase that no table knows can be a speaker: a being, a name, a body."""
    token = tree.tokens[i]
    if token.pos == "PRON":
        return word(token) in ("многие", "некоторые", "другие", "один", "одна", "оба", "обе")
    return (
        token.feats.get("Animacy") == "Anim"
        or token.pos in ("PROPN", "NUM", "X")
        or (token.pos in ("ADJ", "DET") and token.rel.startswith("nsubj"))
        or key(token) in voices
        or key(token) in _BODIES
    )


def _stretch(tree: Tree, i: int) -> tuple[int, int]:
    """Token range of the name and role around i, without clauses that hang from it."""
    keep = {i}
    waiting = [i]
    while waiting:
        for kid in tree.kids[waiting.pop()]:
            if tree.tokens[kid].rel in PHRASE and kid not in keep:
                keep.add(kid)
                waiting.append(kid)
    first = last = i
    while first - 1 in keep or (first >= 2 and first - 2 in keep and _mark(tree, first - 1)):
        first -= 1
    while last + 1 in keep or (last + 2 in keep and _mark(tree, last + 1)):
        last += 1
    return first, last + 1


def _mark(tree: Tree, i: int) -> bool:
    return tree.tokens[i].text in MARKS


def _phrase(scene: Scene, tree: Tree, i: int) -> str:
    first, last = _stretch(tree, i)
    while first < i and tree.tokens[first].pos in ("ADP", "DET"):
        first += 1
    return " ".join(scene.text[tree.tokens[first].start : tree.tokens[last - 1].end].split())
