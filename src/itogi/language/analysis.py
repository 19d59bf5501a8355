"""From articles to documents: sentences of tagged tokens in dependency trees, and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from itogi.language.lemmas import lemma, person_lemmas
from itogi.language.mending import mend_gerund
from itogi.language.models import runtime
from itogi.language.network import Prediction
from itogi.language.records import Document, Name, Sentence, Token
from itogi.language.sentences import sentence_spans
from itogi.language.tags import split_tag
from itogi.language.tokens import Piece, tokenise
from itogi.reading.article import Article
from itogi.reading.kept import no_collection

MAX_TOKENS = 1000
"""A longer "sentence" (a table, a list of names, a page without full stops) is cut into pieces."""

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


@dataclass(slots=True)
class _Place:
    """A sentence to be analysed: its article, its block, its tokens."""

    article: int
    block: int
    pieces: list[Piece]


def analyse(article: Article) -> Document:
    """The document of one article. See `analyse_all`."""
    return analyse_all([article])[0]


def analyse_all(articles: Sequence[Article]) -> list[Document]:
    """The documents of the articles, in their order.

    Furniture gives no sentences, and no sentence crosses a block; in an article without blocks
    every line that is not empty is one. Sentences of all articles are run together, so many
    articles at once take less time than one by one. Raises ModelsMissing where the models'
    files are not installed.
    """
    with no_collection():
        return _documents(articles)


def _documents(articles: Sequence[Article]) -> list[Document]:
    places = [
        place for number, article in enumerate(articles) for place in _places(number, article)
    ]
    # Sentences of like length side by side share most steps of the search for heads and names.
    order = sorted(range(len(places)), key=lambda index: len(places[index].pieces))
    words = [[piece[2] for piece in places[index].pieces] for index in order]
    sentences: list[Sentence | None] = [None] * len(places)
    predictions = runtime().run(words)
    for index, of_place, prediction in zip(order, words, predictions, strict=True):
        sentences[index] = _sentence(places[index], of_place, prediction)
    documents = [Document(article.text, []) for article in articles]
    for place, sentence in zip(places, sentences, strict=True):
        assert sentence is not None
        documents[place.article].sentences.append(sentence)
    return documents


def words_of(article: Article) -> list[list[str]]:
    """The words and marks of each sentence, as the networks are given them."""
    return [[piece[2] for piece in place.pieces] for place in _places(0, article)]


def analyse_phrase(phrase: str) -> Sentence | None:
    """A phrase by itself as one sentence, whatever marks it holds; None for an empty one."""
    pieces = tokenise(phrase)[:MAX_TOKENS]
    if not pieces:
        return None
    words = [word for _, _, word in pieces]
    return _sentence(_Place(0, 0, pieces), words, runtime().run([words])[0])


def _places(number: int, article: Article) -> list[_Place]:
    places = []
    for block, (start, end) in _blocks(article):
        for first, last in sentence_spans(article.text, start, end):
            pieces = tokenise(article.text, first, last)
            if len(pieces) <= MAX_TOKENS:
                places.append(_Place(number, block, pieces))
                continue
            for cut in range(0, len(pieces), MAX_TOKENS):
                places.append(_Place(number, block, pieces[cut : cut + MAX_TOKENS]))
    return places


def _blocks(article: Article) -> list[tuple[int, tuple[int, int]]]:
    if article.blocks:
        return [
            (index, (block.start, block.end))
            for index, block in enumerate(article.blocks)
            if block.kind != "furniture"
        ]
    return [(index, match.span()) for index, match in enumerate(_LINE.finditer(article.text))]


def _sentence(place: _Place, words: list[str], prediction: Prediction) -> Sentence:
    model = runtime()
    tag_of, rel_of, label_of = model.tags, model.rels, model.name_labels
    tags = [tag_of[tag] for tag in prediction.tags]
    names: list[Name] = []
    # Label 1 is O: most sentences have no name but a few words of one.
    if prediction.names.count(1) == len(words):
        lemmas = list(map(lemma, words, tags))
    else:
        names = names_of([label_of[label] for label in prediction.names])
        lemmas = _lemmas(words, tags, names)
    tokens = []
    parts_of = _parts_of_tags()
    columns = zip(
        place.pieces, lemmas, prediction.tags, prediction.heads, prediction.rels, strict=True
    )
    for (start, end, word), form, tag, head, rel in columns:
        pos, feats = parts_of[tag]
        tokens.append(Token(start, end, word, form, pos, feats, head, rel_of[rel]))
    mend_gerund(tokens, names)
    return Sentence(tokens[0].start, tokens[-1].end, tokens, names, place.block)


@cache
def _parts_of_tags() -> list[tuple[str, dict[str, str]]]:
    """Part of speech and features of each tag, by its number."""
    return [split_tag(tag) for tag in runtime().tags]


def _lemmas(words: list[str], tags: list[str], names: list[Name]) -> list[str]:
    lemmas: list[str] = []
    done = 0
    for name in names:
        lemmas += map(lemma, words[done : name.first], tags[done : name.first])
        of_name, its_tags = words[name.first : name.last], tags[name.first : name.last]
        if name.kind == "PER":
            lemmas += person_lemmas(tuple(of_name), tuple(its_tags))
        else:
            lemmas += map(lemma, of_name, its_tags, repeat(name.kind))
        done = name.last
    lemmas += map(lemma, words[done:], tags[done:])
    return lemmas


def names_of(labels: Sequence[str]) -> list[Name]:
    """Names from the labels `O`, `B-PER`, `I-PER` …; the kind is that of the first word.

    An I with no B before it opens a name too: the network now and then begins a sentence so.
    """
    names: list[Name] = []
    open_name = False
    for place, label in enumerate(labels):
        if label[0] == "B" or (label[0] == "I" and not open_name):
            names.append(Name(place, place + 1, label[2:]))  # type: ignore[arg-type]
            open_name = True
        elif label[0] == "I":
            names[-1].last = place + 1
        else:
            open_name = False
    return names
