"""Background: what the newsroom recalls, kept apart from the news.

A sentence is background when it opens with «Напомним», stands behind such a sentence in the same
paragraph, tells of a holiday, or is dated more than a year before the article; what goes on from a
sentence so dated, in the past tense and without a date of its own, is so too. Words of a speaker
are never background: what he recalls is his statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from itogi.coding.dates import DateMention
from itogi.coding.phrases import Phrases
from itogi.coding.records import Background, Statement
from itogi.coding.table import read_table
from itogi.language.records import Document, Sentence
from itogi.reading.article import Article
from itogi.reading.kept import kept

# Russian news on the web begins about then: an earlier year is history in any article.
FIRST_YEAR = 2000


def find_background(
    article: Article,
    document: Document,
    dates: Sequence[DateMention],
    statements: Sequence[Statement],
) -> list[Background]:
    """Background sentences in text order, each with the first absolute date that it gives."""
    year = article_year(article, dates)
    spoken = [(s.start, s.end) for s in statements if s.kind == "direct"]
    found: list[Background] = []
    recalling: int | None = None
    telling: int | None = None
    for sentence in document.sentences:
        inside = [d for d in dates if sentence.start <= d.start < sentence.end]
        if sentence.block != recalling:
            recalling = sentence.block if _opens(sentence) else None
        if sentence.block != telling or inside or not _is_told(sentence):
            telling = sentence.block if _is_history(sentence, inside, year) else None
        if _mostly_within(sentence, spoken):
            continue
        if recalling is not None or telling is not None or _celebrates(sentence):
            dated = next((d.day for d in inside if d.day and d.basis == "text"), None)
            found.append(Background(sentence.start, sentence.end, dated))
    return found


def article_year(article: Article, dates: Sequence[DateMention]) -> int:
    """The year of the article: published, else the latest full date in its text, else unknown.

    A year alone does not count («к 2030 году»). Never earlier than `FIRST_YEAR`.
    """
    if article.published:
        return article.published.year
    years = [int(d.iso[:4]) for d in dates if d.iso and d.basis == "text" and len(d.iso) >= 7]
    return max([FIRST_YEAR, *years])


def _is_history(sentence: Sentence, dates: Sequence[DateMention], year: int) -> bool:
    """Whether it is dated years back: it, and not a thing of which it speaks («требует границ 1967
    года», «приостановила договор, подписанный в 1960 году»)."""
    told = [d for d in dates if d.iso and d.basis == "text" and not _is_of_what_lasts(sentence, d)]
    if told and any(t.head < 0 and t.feats.get("Tense") == "Pres" for t in sentence.tokens):
        told = [d for d in told if not _is_of_a_thing(sentence, d)]
    return bool(told) and max(int(str(d.iso)[:4]) for d in told) < year - 1


def _is_of_a_thing(sentence: Sentence, dated: DateMention) -> bool:
    inside = [t for t in sentence.tokens if dated.start <= t.start < dated.end]
    return any(t.rel == "nmod" for t in inside)


def _is_of_what_lasts(sentence: Sentence, dated: DateMention) -> bool:
    """«договор, подписанный в 1960 году»: it says how old the paper is, not when this was done."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if dated.start <= t.start < dated.end]
    for i in inside:
        above = i
        while tokens[above].head >= 0:
            if tokens[above].rel == "acl" and above not in inside:
                return tokens[tokens[above].head].lemma in _lasting()
            above = tokens[above].head
    return False


def _is_told(sentence: Sentence) -> bool:
    """Whether a sentence without a date goes on telling of the past: «недавний» comes back."""
    tenses = {token.feats.get("Tense") for token in sentence.tokens if token.pos == "VERB"}
    recent = any(token.lemma in _recent() for token in sentence.tokens)
    return "Past" in tenses and not recent and not tenses & {"Pres", "Fut"}


def _mostly_within(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    covered = sum(max(0, min(sentence.end, e) - max(sentence.start, s)) for s, e in spans)
    return covered * 2 > sentence.end - sentence.start


def _opens(sentence: Sentence) -> bool:
    openers, _ = _cues()
    return any(hit.first <= 1 for hit in openers.find(sentence.tokens[:6]))


def _celebrates(sentence: Sentence) -> bool:
    _, holidays = _cues()
    return bool(holidays.find(sentence.tokens))


@kept
def _recent() -> frozenset[str]:
    return frozenset(read_table("background.toml")["recent"])


@kept
def _lasting() -> frozenset[str]:
    return frozenset(read_table("background.toml")["lasting"])


@kept
def _cues() -> tuple[Phrases[bool], Phrases[bool]]:
    table = read_table("background.toml")
    openers: Phrases[bool] = Phrases.of((entry, True) for entry in table["openers"])
    holidays: Phrases[bool] = Phrases.of((entry, True) for entry in table["holidays"])
    return openers, holidays
