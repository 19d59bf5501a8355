"""The event layer of an article: acts found, read in their moment and voice, joined."""

from __future__ import annotations

from collections.abc import Sequence

from itogi.coding.dates import DateMention
from itogi.coding.events.candidates import Candidate
from itogi.coding.events.chances import Model, weighed
from itogi.coding.events.find import find_acts
from itogi.coding.events.forest import Forest
from itogi.coding.events.found import Found
from itogi.coding.events.hindsight import with_hindsight
from itogi.coding.events.merge import merge_events
from itogi.coding.events.moments import (
    Span,
    When,
    article_day,
    channel,
    find_when,
    is_long_past,
    occasion,
)
from itogi.coding.events.parties import Parties, Resolver
from itogi.coding.events.speech import Speech
from itogi.coding.events.tree import Tree
from itogi.coding.events.voices import turned
from itogi.coding.plover import event_types
from itogi.coding.records import Background, Event, Mention, Statement, Status
from itogi.coding.trace import SILENT, StatusWhy, Trace
from itogi.language.records import Document
from itogi.reading.article import Article

# How explicit a mention is by how far a side was sought (places, clause, sentence, article), near
# the share of right ones. It picks the evidence, and is the confidence where there are no weights.
REACH_CONFIDENCE = (0.78, 0.55, 0.5, 0.45)
# Factors where a side stands deep in its phrase, and for words that say little by themselves.
DEEP = 0.85
WEAK = 0.9
# States that are gone, and the year in which the last of them was.
GONE = frozenset({"SUN", "YUG", "CSK", "DDR"})
LAST_DAY = "2003"
# Characters between a sentence and the next one of its paragraph.
NEXT = 2
# Characters of evidence that are still read at a glance.
LONGEST = 400
# Tokens of evidence that say something by themselves.
FEWEST = 3
# Tokens around a trigger that such a short evidence may take in.
AROUND = 12


def find_events(
    article: Article,
    document: Document,
    mentions: Sequence[Mention],
    referents: Resolver,
    statements: Sequence[Statement],
    background: Sequence[Background],
    dates: Sequence[DateMention],
    trace: Trace = SILENT,
    model: Model | None = None,
) -> list[Event]:
    """Events by section 3 of the codebook, in text order, each with its span and rule.

    With a `model` each has the chance that coded articles give it; without, the rules alone speak.
    """
    parties = Parties(document, mentions, referents, statements)
    found = find_candidates(article, document, parties, statements, background, dates, trace)
    trace.acts_read(found)
    if model is not None:
        found = weighed(model, found, document, mentions, trace)
    return merge_events(found, trace, article_day(article.published, dates, document.text))


def find_candidates(
    article: Article,
    document: Document,
    parties: Parties,
    statements: Sequence[Statement],
    background: Sequence[Background],
    dates: Sequence[DateMention],
    trace: Trace = SILENT,
) -> list[Candidate]:
    """What the rules find, in text order, before mentions of one event are joined."""
    forest = Forest(document)
    today = article_day(article.published, dates, document.text)
    speech = Speech(statements)
    titles = _title_blocks(article)
    found = []
    for act in with_hindsight(find_acts(forest, parties, speech, trace), forest):
        spoken = turned(act, speech)
        if spoken is None:
            trace.act_dropped(act, "unheard")
            continue
        heads = (act.occurrence.head, *act.occurrence.words, *act.context.path[:2])
        when = find_when(act.tree, heads, dates)
        span = evidence(act)
        status, why = _status(spoken, when, today, span, background)
        date_, basis = (when.date, when.basis)
        rows = _rows(spoken)
        if not rows:
            trace.act_dropped(act, "same-side")
        for actors, recipients in rows:
            event = Event(
                type=spoken.type,
                mode=act.sense.mode if spoken.type == act.sense.type else None,
                actors=actors,
                recipients=recipients,
                status=status,
                date=date_,
                date_basis=basis,  # type: ignore[arg-type]
                start=span[0],
                end=span[1],
                rule=act.sense.rule,
                confidence=_confidence(act),
                place=_place(act, parties),
                occasion=occasion(document.text, _sentence_span(act.tree))
                if spoken.type == "SUPPORT"
                else None,
                channel=channel(document.text, _sentence_span(act.tree)),
            )
            found.append(
                Candidate(
                    event,
                    act,
                    in_title=act.tree.sentence.block in titles,
                    recalled=any(b.start < span[1] and span[0] < b.end for b in background),
                    chance=event.confidence,
                )
            )
            trace.act_told(act, spoken, event, why)
    return found


def _title_blocks(article: Article) -> frozenset[int]:
    return frozenset(
        i for i, block in enumerate(article.blocks) if block.kind in ("headline", "subtitle")
    )


def _sentence_span(tree: Tree) -> Span:
    return tree.sentence.start, tree.sentence.end


def _rows(act: Found) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    sides = act.sides
    others = [code for code in sides.actors if code not in sides.leading]
    one_sided = act.type in ("REJECT", "CONCEDE", "RETREAT")
    one_sided = one_sided or (act.type == "AGREE" and act.context.willing)
    if sides.symmetric and act.type == "REJECT" and not (sides.leading and others):
        return []
    if sides.symmetric and one_sided and sides.leading and others:
        return [(tuple(sorted(set(sides.leading))), tuple(sorted(set(others))))]
    if sides.symmetric:
        told = act.type == "CONSULT" and any(s.place == "speaker" for s in sides.steps)
        pairs = _pairs_apart(act) if act.sense.apart or told else []
        return pairs or [(tuple(sorted(set(sides.actors))), ())]
    if sides.mutual:
        return [((a,), (b,)) for a in sorted(sides.actors) for b in sorted(sides.actors) if a != b]
    actors = tuple(sorted(set(sides.actors)))
    recipients = tuple(sorted(set(sides.recipients) - set(actors)))
    if event_types()[act.type].both and act.type != "AGREE":
        return [(tuple(sorted({*actors, *recipients})), ())]
    if act.type == "AGREE":
        return [(actors, (one,)) for one in recipients if actors]
    return [(actors, recipients)] if actors and recipients else []


def _pairs_apart(act: Found) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """«поставляет зерно в Египет и Сирию»: the one with each of the others, where one is alone."""
    places: dict[str, list[str]] = {}
    for step in act.sides.steps:
        places.setdefault(step.place, []).extend(step.codes)
    alone = [codes[0] for codes in places.values() if len(set(codes)) == 1]
    others = sorted({*act.sides.actors} - {*alone})
    if len(alone) != 1 or len(others) < 2:
        return []
    return [(tuple(sorted((alone[0], other))), ()) for other in others]


def _confidence(act: Found) -> float:
    value = REACH_CONFIDENCE[act.sides.reach]
    if act.sides.depth > 1:
        value *= DEEP
    if act.sense.weak:
        value *= WEAK
    return round(value, 2)


def _status(
    act: Found,
    when: When,
    today: str | None,
    span: Span,
    background: Sequence[Background],
) -> tuple[Status, StatusWhy]:
    """`historical` for what is dated, or recalled, more than about a year before the article."""
    status = act.status
    read: StatusWhy = "fixed" if act.sense.status else "cues" if act.context.cues else "plain"
    # The year of a plan is when it is to be done, not when it was made.
    planned = act.type == "AGREE" and today is None
    if status == "actual" and GONE & {*act.sides.codes()} and (today or "9") > LAST_DAY:
        return "historical", "date"
    if status == "actual" and when.years_ago:
        return "historical", "date"
    if status != "actual" or planned:
        return status, read
    if when.stated:
        return ("historical", "date") if is_long_past(when.stated, today) else (status, read)
    past = is_long_past(_recalled(span, background), today)
    return ("historical", "recalled") if past else (status, read)


def _recalled(span: Span, background: Sequence[Background]) -> str | None:
    """The date of what is recalled there: the sentence's, else of the one that it goes on from."""
    at = next((i for i, b in enumerate(background) if b.start < span[1] and span[0] < b.end), None)
    while at is not None and background[at].date is None:
        goes_on = at > 0 and background[at].start - background[at - 1].end <= NEXT
        at = at - 1 if goes_on else None
    return None if at is None else background[at].date


def _place(act: Found, parties: Parties) -> str | None:
    """A place that the clause names with «в» or «на»: where the sides met or signed."""
    tree, head = act.tree, act.occurrence.head
    tops = [head, *([act.context.support] if act.context.support is not None else [])]
    for top in tops:
        for preposition, case, i in tree.behind(top):
            if preposition in ("в", "на") and case == "loc" and i not in act.sides.tokens:
                for mention in parties.mentions(tree, i):
                    if mention.kind in ("place", "state"):
                        return mention.name or mention.text
    return None


def evidence(act: Found) -> Span:
    """The clause of the trigger with the words that name its sides, outer punctuation cut.

    Where that is longer than a reader takes in at a glance, the nearest words only; where it is a
    word or two, which say nothing alone, the sentence.
    """
    first, last = _clause_of(act)
    wide = _trimmed(act.tree, first, last)
    if last - first + 1 < FEWEST:
        whole = _trimmed(act.tree, 0, len(act.tree.tokens) - 1)
        return whole if whole[1] - whole[0] <= LONGEST else wide
    if wide[1] - wide[0] <= LONGEST:
        return wide
    return _trimmed(act.tree, *_core_of(act))


def _clause_of(act: Found) -> Span:
    """First and last token of the clause and of the phrases that name the sides."""
    tree, head = act.tree, act.occurrence.head
    top = head
    if act.occurrence.part == "noun":
        top = act.context.support if act.context.support is not None else head
    inside = [
        i
        for i in tree.descend(top, skip=("parataxis", "advcl", "acl:relcl", "conj"))
        if tree.rel(i) not in ("cc", "mark")
    ]
    spans = [tree.span(i) for i in act.sides.tokens]
    outer = [at for low, high in spans if not low <= head <= high for at in (low, high)]
    tokens = [*inside, *outer, *act.sides.tokens, *act.occurrence.words, top]
    tokens += _governing(tree, top)
    return min(tokens), max(tokens)


def _governing(tree: Tree, i: int) -> list[int]:
    """What an infinitive leans on, with its «не»: «торговать не перестанет» is no trade ended."""
    found: list[int] = []
    while tree.form(i) == "Inf" and tree.rel(i) in ("xcomp", "csubj", "ccomp", "obj"):
        i = tree.head(i)
        if i < 0:
            break
        found += [i, *(c for c in tree.children[i] if tree.rel(c) in ("advmod", "aux"))]
    return found


def _core_of(act: Found) -> Span:
    """First and last token of the trigger's words and what hangs on them directly."""
    tree = act.tree
    near = [
        i
        for word in act.occurrence.words
        for i in tree.descend(word, 1, ("parataxis", "advcl", "acl:relcl", "conj", "punct"))
        if abs(i - act.occurrence.head) <= AROUND
    ]
    return min(near), max(near)


def _trimmed(tree: Tree, first: int, last: int) -> Span:
    """Offsets of a run of tokens without the marks and conjunctions at its ends."""
    tokens = tree.tokens
    while first < last and tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    while last > first and tokens[last].pos == "PUNCT" and tokens[last].text not in '»"”)':
        last -= 1
    return tokens[first].start, tokens[last].end
