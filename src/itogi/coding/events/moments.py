"""When and where an act is set, for which occasion and through what channel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from itogi.coding.dates import DateMention
from itogi.coding.events.lexicon import circumstances, grammar, modality
from itogi.coding.events.tree import Tree

Span = tuple[int, int]
# Characters back in which «тогда» finds its date: the sentence or two before it.
PARAGRAPH = 260
# Months after a date with its year in which one without a year may be the article's day.
MONTHS = 6
# No article on the web is older.
FIRST_DAY = "1995-01"
# «в ходе», «во время», «в период»; words between one of them and its noun.
COURSE = ("ход", "время", "период")
FEW = 3
CLAUSE_HEADS = ("acl:relcl", "acl", "advcl", "ccomp", "parataxis", "xcomp")


@dataclass(frozen=True, slots=True)
class When:
    """Date of an act with its basis; `stated` is its year even where it is not to be reported.

    `years_ago` says that it is put years back, though nobody knows from which day.
    """

    date: str | None
    basis: str | None
    stated: str | None
    years_ago: bool = False


def find_when(tree: Tree, heads: Sequence[int], dates: Sequence[DateMention]) -> When:
    """The date that governs the trigger: in its clause, the nearest; absolute before relative."""
    near = [
        mention
        for mention in dates
        if tree.sentence.start <= mention.start < tree.sentence.end
        and not _is_how_long(tree, mention)
    ]
    governing = [mention for mention in near if _governs(tree, heads, mention)]
    if not governing:
        return _elsewhen(tree, heads, dates)
    at = tree.tokens[heads[0]].start
    best = min(
        governing,
        key=lambda m: (m.basis != "text", m.iso is None, _ends(tree, m), abs(m.start - at)),
    )
    back = best.iso is None and any(_is_years_ago(tree, mention) for mention in governing)
    return When(best.day, best.basis if best.day else "relative", best.iso, back)


def _is_years_ago(tree: Tree, mention: DateMention) -> bool:
    """«пять лет назад», «в позапрошлом году»: a year back and more, wherever one counts from."""
    lemmas = {
        tree.lemmas[i]
        for i, token in enumerate(tree.tokens)
        if mention.start <= token.start < mention.end
    }
    ago = lemmas & grammar()["ago"] and lemmas & grammar()["years"]
    return bool(ago or lemmas & grammar()["before-last"])


def _is_how_long(tree: Tree, mention: DateMention) -> bool:
    """«за минувший год», «за последние пять лет»: up to now, whatever year that is."""
    before = [i for i, token in enumerate(tree.tokens) if token.end <= mention.start]
    return mention.basis == "relative" and bool(before) and tree.lemmas[before[-1]] == "за"


def _ends(tree: Tree, mention: DateMention) -> bool:
    """«с 5 мая до конца года»: the end of a span of time says less than its beginning."""
    before = [i for i, token in enumerate(tree.tokens) if token.end <= mention.start]
    return bool(before) and tree.lemmas[before[-1]] == "до"


def _elsewhen(tree: Tree, heads: Sequence[int], dates: Sequence[DateMention]) -> When:
    """«тогда», «в ответ тогда же»: the date told last in the paragraph; «ранее», «вскоре»: not the
    article's day, and no other that the text gives."""
    clauses = {_clause(tree, head) for head in heads}
    beside = {
        lemma
        for i, lemma in enumerate(tree.lemmas)
        if tree.tokens[i].pos in ("ADV", "SCONJ", "ADJ", "PART") and _clause(tree, i) in clauses
    }
    gone = [i for i in range(len(tree.tokens)) if _is_long_gone(tree, i)]
    if beside & grammar()["then"]:
        told = _told_before(tree, dates)
        return When(told, "relative", told, told is None and bool(gone))
    long_gone = any(_clause(tree, i) in clauses for i in gone)
    basis = "relative" if long_gone or beside & grammar()["earlier"] else None
    return When(None, basis, None, long_gone)


def _is_long_gone(tree: Tree, i: int) -> bool:
    """«некогда», «в своё время», «времён холодной войны»: years back, whichever they were."""
    lemma, token = tree.lemmas[i], tree.tokens[i]
    if lemma in modality()("historical", "words"):
        behind = tree.lemmas[i + 1] if i + 1 < len(tree.lemmas) else ""
        return behind not in modality()("historical", "but")
    if lemma not in modality()("historical", "eras"):
        return False
    around = {tree.lemmas[c] for c in tree.children[i]}
    within = tree.prepositions[i] in ("в", "во")
    if "свой" in around:
        return within
    many = token.feats.get("Number") == "Plur" and (within or lemma.startswith("врем"))
    many = many or (lemma == "эпоха" and within)
    named = any(tree.rel(c) == "nmod" and tree.is_noun(c) for c in tree.children[i])
    return many and named and not around & modality()("historical", "ours")


def _told_before(tree: Tree, dates: Sequence[DateMention]) -> str | None:
    """The date told last before a sentence, no further back than its paragraph."""
    near = [m for m in dates if tree.sentence.start - PARAGRAPH < m.end <= tree.sentence.start]
    last = next((m for m in reversed(near) if m.iso), None)
    if last is None or last.iso is None:
        return None
    return last.iso[:4] if last.until else last.iso


def _governs(tree: Tree, heads: Sequence[int], mention: DateMention) -> bool:
    """Whether the date hangs on the trigger, its noun phrase or the verb that carries it."""
    inside = [
        i
        for i, token in enumerate(tree.tokens)
        if token.start < mention.end and mention.start < token.end
    ]
    if not inside or _is_of_another(tree, heads, inside):
        return False
    date_clause = _clause(tree, inside[0])
    clauses = [_clause(tree, head) for head in heads]
    if any(_tells_what_was_then(tree, clause, inside) for clause in clauses):
        return True
    return any(c == date_clause or date_clause == h for c, h in zip(clauses, heads, strict=True))


def _tells_what_was_then(tree: Tree, clause: int, inside: list[int]) -> bool:
    """«с июня 2014 года, когда …»"""
    when = next((c for c in tree.children[clause] if tree.lemmas[c] == "когда"), 0)
    return when - 2 in inside and tree.tokens[when - 1].text == ","


def _is_of_another(tree: Tree, heads: Sequence[int], inside: list[int]) -> bool:
    """The date hangs on a noun that is not the act: «убийство … летом 2014 года»."""
    top = next((i for i in inside if tree.head(i) not in inside), inside[0])
    above = tree.head(top)
    if above < 0 or above in heads or tree.tokens[above].pos != "NOUN":
        return False
    if tree.lemmas[above] in grammar()["temporal"] or _sets_the_time(tree, above):
        return False
    return not any(head in tree.descend(above) for head in heads)


def _sets_the_time(tree: Tree, i: int) -> bool:
    """«в ходе войны 2008 года», «после выборов 2010 года»: the act is of that date too."""
    at = i
    for above in tree.climb(i):
        before = [k for k in range(max(0, at - FEW), at) if tree.rel(k) == "fixed"]
        whole = any(tree.lemmas[k] in COURSE for k in before)
        if whole or tree.prepositions[at] in ("после", "накануне"):
            return True
        if not tree.is_noun(above):
            return False
        if tree.lemmas[above] in COURSE:
            return True
        at = above
    return False


def _clause(tree: Tree, i: int) -> int:
    """The head of the clause that token `i` stands in."""
    at = i
    while True:
        rel, head = tree.rel(at), tree.head(at)
        if head < 0 or (rel in CLAUSE_HEADS and rel != "xcomp"):
            return at
        if (
            rel == "conj"
            and tree.is_verb(at)
            and any(tree.rel(c).startswith("nsubj") for c in tree.children[at])
        ):
            return at
        at = head


def occasion(text: str, span: Span) -> Span | None:
    """«с Днём республики», «по случаю избрания …» within the evidence."""
    match = circumstances()[0].search(text, *span)
    return match.span() if match else None


def channel(text: str, span: Span) -> Span | None:
    """«на сайте правительства», «по телефону» within the sentence of the evidence."""
    match = circumstances()[1].search(text, *span)
    return match.span() if match else None


def is_long_past(iso: str | None, today: str | None) -> bool:
    """About a year or more before the article; both dates ISO 8601 of any precision.

    A bare year («в 2009 году») counts from its middle; where the article's day is unknown it is
    an earlier year, else the text would not name it.
    """
    if not iso or not iso[:4].isdigit():
        return False
    if len(iso) == 4:
        return today is None or _months(today) - _months(iso) > 13
    return today is not None and _months(today) - _months(iso) >= 12


def _months(iso: str) -> int:
    month = int(iso[5:7]) if len(iso) >= 7 and iso[5:7].isdigit() else 6
    return int(iso[:4]) * 12 + month


def article_day(published: date | None, dates: Sequence[DateMention], text: str) -> str | None:
    """The article's day: as published, else the latest that its text gives with a month.

    One without a year of its own («15 ноября») may be that of the year before: it counts where it
    follows a date with a year within months. Never earlier than the news on the web: «5 мая 1981
    года» alone is no article's day.
    """
    if published:
        return published.isoformat()
    stated = [m for m in dates if m.basis == "text" and re.match(r"\d{4}-\d\d", m.iso or "")]
    full = [str(m.iso) for m in stated if str(m.iso)[:4] in text[m.start : m.end]]
    last = max(full, default="")
    soon = [str(m.iso) for m in stated if not last or _months(str(m.iso)) - _months(last) <= MONTHS]
    return max([*full, *soon, FIRST_DAY]) if stated else None
