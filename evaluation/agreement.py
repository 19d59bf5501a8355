"""How far the answers of the language networks are Slovnet's own, word by word.

    python evaluation/agreement.py [--list] [FOLDER …]

Runs Slovnet (its own inference, of the package `slovnet`) and `itogi.language` on the same words
of the texts (`*.txt`) of the folders; without any, on `data/factrueval` and `data/nerel/dev` of
the folder `shared`. Prints the share of words with the same tag, head, relation and name label:
first of the networks' own answers, then of the trees that `itogi.language` makes of them where the
best heads, word by word, make none. `--list` prints every word of the first kind that differs.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import navec
import slovnet

from itogi.language.analysis import words_of
from itogi.language.models import runtime
from itogi.language.network import Prediction
from itogi.language.trees import is_tree
from itogi.language.weights import MODELS, VECTORS, data_folder
from itogi.reading import article_from_text

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
LAYERS = ("tag", "head", "relation", "name")
# Slovnet pads the sentences it runs together; a few at a time keep its memory small.
AT_ONCE = 64

Answer = tuple[list[Any], ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true", help="print every word that differs")
    options = parser.parse_args()
    folders = options.folders or [SHARED / "factrueval", SHARED / "nerel" / "dev"]
    for folder in folders:
        sentences = list(sentences_of(folder))
        if not sentences:
            parser.error(f"{folder}: no .txt files in it")
        sentences.sort(key=len)
        theirs = list(slovnet_answers(sentences))
        own = [answer(one) for one in runtime().run(sentences, trees=False)]
        report(f"{folder.name}: the networks' own answers", sentences, theirs, own)
        if options.list:
            print(*differences(sentences, theirs, own), sep="\n")
        trees = [answer(one) for one in runtime().run(sentences)]
        report(f"{folder.name}: trees", sentences, theirs, trees)
        sound = [is_tree(heads) for _, heads, _, _ in theirs]
        kept = [[one for one, good in zip(some, sound, strict=True) if good]
                for some in (sentences, theirs, trees)]  # fmt: skip
        report(f"{folder.name}: trees, of the sentences where Slovnet's is one", *kept)


def sentences_of(folder: Path) -> Iterator[list[str]]:
    for path in sorted(folder.glob("*.txt")):
        yield from words_of(article_from_text(path.read_text(encoding="utf-8"), id=path.name))


def answer(one: Prediction) -> Answer:
    model = runtime()
    return (
        [model.tags[tag] for tag in one.tags],
        one.heads,
        [model.rels[rel] for rel in one.rels],
        [model.name_labels[label] for label in one.names],
    )


def slovnet_answers(sentences: list[list[str]]) -> Iterator[Answer]:
    folder = data_folder()
    vectors = navec.Navec.load(str(folder / VECTORS))
    makers = {"morph": slovnet.Morph, "syntax": slovnet.Syntax, "names": slovnet.NER}
    morph, syntax, names = (
        makers[name].load(str(folder / MODELS[name])).navec(vectors) for name in makers
    )
    waiting = iter(sentences)
    while some := list(islice(waiting, AT_ONCE)):
        labels = name_labels(names.infer, some)
        for tagged, parsed, label in zip(morph.map(some), syntax.map(some), labels, strict=True):
            yield (
                [token.tag for token in tagged.tokens],
                [int(token.head_id) - 1 for token in parsed.tokens],
                [token.rel for token in parsed.tokens],
                label,
            )


def name_labels(infer: Any, sentences: list[list[str]]) -> list[list[str]]:
    """The labels themselves, which Slovnet's answer tells only as spans."""
    labels = runtime().name_labels
    found = []
    for batch in infer.encoder(sentences):
        scores = infer.model(batch.word_id, batch.shape_id, batch.pad_mask)
        for row in infer.model.head.crf.decode(scores, ~batch.pad_mask):
            found.append([labels[label] for label in row.tolist()])
    return found


def report(title: str, sentences: list[list[str]], theirs: list[Answer], own: list[Answer]) -> None:
    words = sum(map(len, sentences))
    wrong: Counter[str] = Counter()
    for one, other in zip(theirs, own, strict=True):
        for layer, left, right in zip(LAYERS, one, other, strict=True):
            wrong[layer] += sum(a != b for a, b in zip(left, right, strict=True))
    shares = "  ".join(
        f"{layer} {100 * (1 - wrong[layer] / words):.3f} % ({wrong[layer]})" for layer in LAYERS
    )
    print(f"{title}\n  {len(sentences)} sentences, {words} words: {shares}")


def differences(
    sentences: list[list[str]], theirs: list[Answer], own: list[Answer]
) -> Iterator[str]:
    for words, one, other in zip(sentences, theirs, own, strict=True):
        for layer, left, right in zip(LAYERS, one, other, strict=True):
            for place, (a, b) in enumerate(zip(left, right, strict=True)):
                if a != b:
                    where = f"word {place}, «{words[place]}» of «{' '.join(words)}»"
                    yield f"    {layer}: {a} → {b}: {where}"


if __name__ == "__main__":
    main()
