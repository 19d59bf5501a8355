"""What two talk about, one matter beside another: «Стороны обсудили энергетику и торговлю».

A word of talks («обсудить», «договориться о», «сотрудничество в сфере») leads to its matters; those
who talk are the sides of an act told in the same sentence, or just before where the sentence says
no more of them than «стороны» or «они».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itogi.coding.records import Event, Mention, Track
from itogi.coding.table import read_table
from itogi.coding.tracks.cues import TRACKS, WEIGHTS, cue_weights
from itogi.coding.tracks.dyads import stands_for
from itogi.language.records import Document, Sentence, Token
from itogi.reading.kept import kept

# Types of acts whose sides talk with each other, and the most sides that do.
TALKS = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
MOST = 4
# Sentences back in which those who talk may be named.
BACK = 3
CONFIDENCE = 0.7
LISTS = ("discuss", "about", "fields", "aims", "both")
CLAUSES = ("acl:relcl", "acl", "advcl", "parataxis", "ccomp")


def discussed_tracks(
    document: Document, mentions: Sequence[Mention], events: Sequence[Event]
) -> list[Track]:
    """A row for each track of the matters that the sides of an act are told to talk about."""
    if not any(event.type in TALKS for event in events):
        return []
    rows: dict[tuple[tuple[str, ...], str], Track] = {}
    for index, sentence in enumerate(document.sentences):
        for head in _leading_words(sentence):
            sides = _sides(document, index, head, events)
            matters = _matters(sentence, head, mentions) if sides else []
            for track, weight in cue_weights(matters).items():
                if weight >= WEIGHTS["strong"]:
                    place = (sentence.start, sentence.end)
                    row = Track(sides, track, *place, "tracks.discussed", CONFIDENCE)
                    rows.setdefault((sides, track), row)
    return sorted(rows.values(), key=lambda row: (row.start, TRACKS.index(row.track)))


def _leading_words(sentence: Sentence) -> Iterator[int]:
    for at, token in enumerate(sentence.tokens):
        if token.lemma in _lists()["discuss"]:
            yield at


def _sides(document: Document, index: int, head: int, events: Sequence[Event]) -> tuple[str, ...]:
    """Who talks: the sides of the one act of its kind in the sentence, else of the last before."""
    here = _talking(document.sentences[index], events)
    if here:
        return here[0] if len(set(here)) == 1 else ()
    if not _are_both(document.sentences[index], head):
        return ()
    for back in range(1, min(BACK, index) + 1):
        before = _talking(document.sentences[index - back], events)
        if before:
            return before[-1]
    return ()


def _talking(sentence: Sentence, events: Sequence[Event]) -> list[tuple[str, ...]]:
    return [
        tuple(sorted({*event.actors, *event.recipients}))
        for event in events
        if event.type in TALKS
        and event.status != "negated"
        and 1 < len({*event.actors, *event.recipients}) <= MOST
        and any(
            sentence.start < end and start < sentence.end
            for start, end in ((event.start, event.end), *event.more)
        )
    ]


def _are_both(sentence: Sentence, head: int) -> bool:
    """Whether «стороны», «они», «министры» do it, or nobody is named who does."""
    at = head
    while at >= 0:
        subjects = [
            token for token in sentence.tokens if token.head == at and token.rel.startswith("nsubj")
        ]
        both = [t for t in subjects if t.lemma in _lists()["both"] and _is_plural(t)]
        if subjects:
            return bool(both) or sentence.tokens[at].feats.get("Voice") == "Pass"
        at = sentence.tokens[at].head
    return False


def _is_plural(token: Token) -> bool:
    return token.feats.get("Number") == "Plur"


def _matters(sentence: Sentence, head: int, mentions: Sequence[Mention]) -> list[Token]:
    """The words that hang on a word of talks as what is talked of: neither other clauses nor the
    names of actors, «обсудили визит главы МВФ»."""
    named = [m for m in mentions if stands_for(m) and sentence.start <= m.start < sentence.end]
    found = []
    for at, token in enumerate(sentence.tokens):
        top = _top_below(sentence.tokens, at, head)
        is_name = any(m.start < token.end and token.start < m.end for m in named)
        if top is not None and not is_name and _is_matter(sentence.tokens, top):
            found.append(token)
    return found


def _top_below(tokens: Sequence[Token], at: int, head: int) -> int | None:
    """The child of `head` below which a word stands in the same clause, itself included."""
    while at != head and tokens[at].head >= 0:
        if tokens[at].rel in CLAUSES:
            return None
        if tokens[at].head == head:
            return at
        if _is_beside(tokens, at):
            return None
        at = tokens[at].head
    return None


def _is_beside(tokens: Sequence[Token], i: int) -> bool:
    """«соглашение о свопе для поставок на границу»: what it is for, and where, is no matter."""
    before = {t.lemma for t in tokens if t.head == i and t.rel == "case"}
    return bool(before & _lists()["aims"])


def _is_matter(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.rel in ("obj", "nsubj:pass"):
        return True
    before = {t.lemma for t in tokens if t.head == i and t.rel == "case"}
    about = _lists()["about"] if token.lemma not in _lists()["fields"] else {"в", "во", "по"}
    return token.rel in ("obl", "nmod") and bool(before & about)


@kept
def _lists() -> dict[str, frozenset[str]]:
    """The lists of `agenda.toml`. Raises ValueError naming a list that it lacks or has too much."""
    table = read_table("agenda.toml")
    if set(table) != set(LISTS):
        raise ValueError(f"agenda.toml: expected the lists {', '.join(LISTS)}")
    return {name: frozenset(words) for name, words in table.items()}
