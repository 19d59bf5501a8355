"""Where something is said, to whom, and about what: «на встрече с X», «журналистам»,
«комментируя решение суда».

Looked for beside the cue of a statement, outside of the words that are said. The words that open a
circumstance stand in `speech_circumstances.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from itogi.coding.records import Statement
from itogi.coding.statements.lexicon import Circumstances, load_lexicon
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
    word,
)
from itogi.coding.statements.speakers import Speakers
from itogi.coding.statements.subjects import phrase
from itogi.language.inflection import nominative

REACH = 5
"""Tokens between a preposition and its noun: «на совместной с ним пресс-конференции»."""
WINDOW = 60
"""Tokens on either side of a cue that are looked at."""
UNSPOKEN = frozenset({"equation"})
"""Rules whose accusative is what is named, not who is spoken to."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """The clause around a cue: its sentence, the token that reports, and the tokens to look at."""

    tree: Tree
    cue: int
    near: dict[int, None]
    """Tokens in their order."""


def with_circumstances(
    rows: Sequence[Statement], scene: Scene, speakers: Speakers
) -> list[Statement]:
    """The statements with `addressee`, `addressee_state`, `setting` and `topic` where said."""
    return [_with(row, rows, scene, speakers) for row in rows]


def _with(row: Statement, rows: Sequence[Statement], scene: Scene, speakers: Speakers) -> Statement:
    place = _place(row, rows, scene)
    if place is None:
        return row
    table = load_lexicon().circumstances
    noun = _setting(place, table)
    hearer = _spoken_to(place, row, table, speakers)
    if hearer is None and noun is not None:
        hearer = _partner(place.tree, noun[1], table, speakers)
    name, state = _named(place.tree, hearer, speakers) if hearer is not None else (None, None)
    if name == row.speaker:
        name, state = None, None
    topic = _topic(place, table)
    return replace(
        row,
        addressee=name,
        addressee_state=state,
        setting=None if noun is None else _stretch(place, noun[0], noun[1], scene),
        topic=None if topic is None else _stretch(place, topic, topic, scene),
    )


def _place(row: Statement, rows: Sequence[Statement], scene: Scene) -> Place | None:
    """The tokens around the cue that are not said: neither by this speaker nor by another."""
    at = None if row.cue is None else scene.token_at(row.cue[0])
    if at is None:
        return None
    tree, cue = at
    offset = tree.tokens[cue].start
    told = [
        (other.start, other.end)
        for other in rows
        if tree.sentence.start < other.end
        and other.start < tree.sentence.end
        and (other is row or not other.start <= offset < other.end)
    ]
    level = tree.level[cue]
    first = max(0, cue - WINDOW, _reach(tree, cue, -1))
    last = min(len(tree) - 1, cue + WINDOW - 1, _reach(tree, cue, 1))
    near = [
        i
        for i in range(first, last + 1)
        if (tree.level[i] == level or level == OUTSIDE)
        and not any(start <= tree.tokens[i].start < end for start, end in told)
    ]
    return Place(tree, cue, dict.fromkeys(near))


def _reach(tree: Tree, cue: int, step: int) -> int:
    """The last token before which no other clause stands, going back or forth from the cue."""
    i, level = cue + step, tree.level[cue]
    while 0 <= i < len(tree) and abs(i - cue) <= WINDOW:
        if tree.level[i] == level and (finite(tree.tokens[i]) or _parts(tree, i)):
            return i
        i += step
    return i


def _parts(tree: Tree, i: int) -> bool:
    """A semicolon, and «, но», «, а»."""
    if tree.tokens[i].text == ";":
        return True
    return i > 0 and tree.tokens[i - 1].text == "," and word(tree.tokens[i]) in ("а", "но")


# Where


def _setting(place: Place, table: Circumstances) -> tuple[int, int] | None:
    """(first token, noun) of the setting nearest to the cue."""
    found = list(_settings(place, table))
    return min(found, key=lambda pair: abs(pair[1] - place.cue), default=None)


def _settings(place: Place, table: Circumstances) -> Iterator[tuple[int, int]]:
    tokens = place.tree.tokens
    for i in place.near:
        opening, nouns = word(tokens[i]), frozenset[str]()
        if opening not in table.opening_settings:
            continue
        pair = f"{opening} {word(tokens[i + 1])}" if i + 1 < len(tokens) else opening
        after = i + 1
        if pair in table.around:
            nouns, after = table.scenes, i + 2
        elif opening in table.around:
            nouns = table.scenes
        elif opening in ("на", "в", "во"):
            nouns = table.settings["на" if opening == "на" else "в"]
        noun = _noun(place, after, nouns) if nouns else None
        if noun is not None:
            yield i, noun


def _noun(place: Place, first: int, nouns: frozenset[str]) -> int | None:
    """The noun of the list that the preposition before token `first` governs."""
    for k in range(first, min(first + REACH, len(place.tree))):
        token = place.tree.tokens[k]
        if k not in place.near or token.text in ",.:;()" or token.text in DASHES or finite(token):
            return None
        if nominal(token) and key(token) in nouns:
            return k
        if nominal(token):
            return None
    return None


def _stretch(place: Place, first: int, noun: int, scene: Scene) -> Span:
    """The span from token `first` over the noun and all that hangs from it, up to a mark that
    parts clauses."""
    tree, last = place.tree, noun
    for k in range(noun + 1, len(tree)):
        token = tree.tokens[k]
        if k not in place.near or token.text in ",.:;()" or token.text in DASHES:
            break
        if token.text in MARKS:
            continue
        if k == place.cue or finite(token) or gerund(token) or not tree.under(k, noun):
            break
        if token.rel.startswith("nsubj") or _subject_name(tree, k):
            break
        last = k
    start, end = tree.tokens[first].start, tree.tokens[last].end
    closing = scene.text[end : end + 1]
    said = scene.text[start:end]
    open_mark = said.count("«") > said.count("»") or said.count('"') % 2
    return start, end + (closing in ("»", '"') and bool(open_mark))


def _subject_name(tree: Tree, i: int) -> bool:
    """«в письме к премьеру Британии Эммануэль Макрон»: whoever writes it, in the nominative."""
    return tree.opens_name(i) and tree.tokens[i].feats.get("Case") == "Nom"


# To whom


def _spoken_to(
    place: Place, row: Statement, table: Circumstances, speakers: Speakers
) -> int | None:
    """The token that names who is told it, by the case it stands in beside the word of speech."""
    rule, _, act = row.rule.partition("/")
    tree, verb = place.tree, _verb(place)
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if k not in place.near or not nominal(token) or not _hears(tree, k, table, speakers):
            continue
        case, by = token.feats.get("Case"), _preposition(tree, k)
        if case == "Dat" and not by:
            return k
        if by == "от" and act in ("request", "order"):
            return k
        if by == "к" and key(tree.tokens[verb]) in table.turning:
            return k
        told = act in table.demanding and rule not in UNSPOKEN
        if case in ("Acc", "Gen") and not by and told and token.rel in ("obj", "iobj", "obl"):
            return k
    for i in place.near:
        if gerund(tree.tokens[i]) and key(tree.tokens[i]) in table.turning:
            for k in tree.kids[i]:
                if _preposition(tree, k) == "к" and nominal(tree.tokens[k]):
                    return k
    return None


def _verb(place: Place) -> int:
    """The verb of the cue: itself, or the one that lends its noun a sentence."""
    tokens = place.tree.tokens
    for node in (place.cue, *place.tree.up(place.cue)):
        if finite(tokens[node]) or gerund(tokens[node]) or infinitive(tokens[node]):
            return node
    return place.cue


def _hears(tree: Tree, i: int, table: Circumstances, speakers: Speakers) -> bool:
    token = tree.tokens[i]
    if key(token) in table.press or key(token) in table.hearers or speakers.is_outlet(tree, i):
        return True
    if token.pos == "PRON":
        return speakers.referents.at(tree.index, i) is not None
    if token.feats.get("Animacy") == "Anim":
        return True
    referent = speakers.referents.at(tree.index, i)
    return referent is not None and (bool(referent.codes) or referent.kind == "institution")


def _preposition(tree: Tree, i: int) -> str:
    kids = [word(tree.tokens[k]) for k in tree.kids[i] if tree.tokens[k].rel == "case" and k < i]
    return kids[0] if kids else ""


def _partner(tree: Tree, noun: int, table: Circumstances, speakers: Speakers) -> int | None:
    """Whom a setting names: «встреча с X», «интервью X», «письмо к X»."""
    kind = key(tree.tokens[noun])
    for k in sorted(tree.kids[noun]):
        token = tree.tokens[k]
        if k < noun or not (nominal(token) or token.pos == "X"):
            continue
        case, by = token.feats.get("Case"), _preposition(tree, k)
        if kind in table.partners and by in ("с", "со"):
            return k
        if kind not in table.addressed:
            continue
        if by == "к" or (case == "Dat" and not by):
            return k
        if kind == "интервью" and not by and case in ("Gen", "Acc", None):
            return k if token.pos == "X" or speakers.is_outlet(tree, k) else None
    return None


def _named(tree: Tree, i: int, speakers: Speakers) -> tuple[str | None, str | None]:
    """Name and state of the one spoken to; a pronoun that stands for nobody has none."""
    referent = speakers.referents.at(tree.index, i)
    table = load_lexicon().circumstances
    press = key(tree.tokens[i]) in table.press or speakers.is_outlet(tree, i)
    if referent is not None and not press:
        return referent.name, referent.codes[0] if referent.codes else None
    if tree.tokens[i].pos == "PRON":
        return None, None
    first, last = phrase(tree, i)
    while first < i and tree.tokens[first].pos == "ADP":
        first += 1
    return " ".join(nominative(tree.sentence, first, last).split()).strip('«»"'), None


# About what


def _topic(place: Place, table: Circumstances) -> int | None:
    """The noun that names what the words are about."""
    tree = place.tree
    for i in place.near:
        token = tree.tokens[i]
        if gerund(token) or i == place.cue:
            found = _object(place, i, table)
            if found is not None:
                return found
        if word(token) not in table.opening_topics:
            continue
        pair = f"{word(token)} {word(tree.tokens[i + 1])}" if i + 1 < len(tree) else ""
        three = f"{pair} {word(tree.tokens[i + 2])}" if i + 2 < len(tree) else ""
        for words, after in ((three, i + 3), (pair, i + 2), (word(token), i + 1)):
            if words in table.topic_prepositions:
                return _next_noun(place, after)
    return None


def _object(place: Place, verb: int, table: Circumstances) -> int | None:
    tree, kind = place.tree, key(place.tree.tokens[verb])
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if k < verb or k not in place.near or not nominal(token):
            continue
        by = _preposition(tree, k)
        if (kind, by) in table.topic_verbs:
            return k
        if kind in table.topic_objects and not by and token.feats.get("Case") in ("Acc", "Gen"):
            return k
    return None


def _next_noun(place: Place, first: int) -> int | None:
    for k in range(first, min(first + REACH, len(place.tree))):
        token = place.tree.tokens[k]
        if k not in place.near or token.text in ",.:;":
            return None
        if nominal(token):
            return k
    return None
