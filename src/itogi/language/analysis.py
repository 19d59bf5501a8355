"""From articles to documents: sentences of tagged tokens in dependency trees, and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itogi.language.lemmas import lemma, person_lemmas
from itogi.language.models import runtime
from itogi.language.network import Prediction
from itogi.language.records import Document, Name, NameKind, Sentence, Token
from itogi.language.sentences import sentence_spans
from itogi.language.tags import split_tag
from itogi.language.tokens import token_spans
from itogi.reading.article import Article

MAX_TOKENS = 1000
"""A longer "sentence" (a table, a list of names, a page without full stops) is cut into pieces."""

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence to be analysed: its article, its block, its span and the spans of its tokens."""

    article: int
    block: int
    start: int
    end: int
    tokens: list[tuple[int, int]]


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
    places = [place for index, article in enumerate(articles) for place in _places(index, article)]
    texts = [article.text for article in articles]
    words = [[texts[p.article][a:b] for a, b in p.tokens] for p in places]
    # Sentences of like length side by side share the steps of the search for names.
    order = sorted(range(len(places)), key=lambda index: len(words[index]))
    documents = [Document(text, []) for text in texts]
    sentences: list[Sentence | None] = [None] * len(places)
    for index, prediction in zip(order, runtime().run([words[i] for i in order]), strict=True):
        sentences[index] = _sentence(places[index], words[index], prediction)
    for place, sentence in zip(places, sentences, strict=True):
        assert sentence is not None
        documents[place.article].sentences.append(sentence)
    return documents


def analyse_phrase(phrase: str) -> Sentence | None:
    """A phrase by itself as one sentence, whatever marks it holds; None for an empty one."""
    tokens = token_spans(phrase)[:MAX_TOKENS]
    if not tokens:
        return None
    words = [phrase[start:end] for start, end in tokens]
    place = _Place(0, 0, tokens[0][0], tokens[-1][1], tokens)
    return _sentence(place, words, runtime().run([words])[0])


def _places(index: int, article: Article) -> list[_Place]:
    places = []
    for block, (start, end) in _blocks(article):
        for first, last in sentence_spans(article.text, start, end):
            tokens = token_spans(article.text, first, last)
            for cut in range(0, len(tokens), MAX_TOKENS):
                piece = tokens[cut : cut + MAX_TOKENS]
                places.append(_Place(index, block, piece[0][0], piece[-1][1], piece))
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
    names = names_of([label_of[label] for label in prediction.names.tolist()])
    tags = [tag_of[tag] for tag in prediction.tags.tolist()]
    kinds: list[NameKind | None] = [None] * len(words)
    for name in names:
        kinds[name.first : name.last] = [name.kind] * (name.last - name.first)
    lemmas = list(map(lemma, words, tags, kinds))
    for name in names:
        if name.kind == "PER":
            of_name = slice(name.first, name.last)
            lemmas[of_name] = person_lemmas(tuple(words[of_name]), tuple(tags[of_name]))
    heads, rels = prediction.heads.tolist(), prediction.rels.tolist()
    tokens = []
    columns = zip(place.tokens, words, lemmas, tags, heads, rels, strict=True)
    for (start, end), word, form, tag, head, rel in columns:
        pos, feats = split_tag(tag)
        tokens.append(Token(start, end, word, form, pos, feats.copy(), head, rel_of[rel]))
    return Sentence(place.start, place.end, tokens, names, place.block)


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
