"""The networks' answers are those of Slovnet itself, word for word; where its best heads make no
tree, the answer is the best tree. `evaluation/agreement.py` compares them on whole collections.
"""

from __future__ import annotations

from typing import Any

import pytest

from itogi.language.models import runtime
from itogi.language.tokens import token_spans
from itogi.language.trees import is_tree
from itogi.language.weights import MODELS, VECTORS, data_folder

slovnet = pytest.importorskip("slovnet", reason="slovnet is not installed")
navec = pytest.importorskip("navec", reason="navec is not installed")

TEXTS = [
    "Президент Узбекистана Шавкат Мирзиёев провёл телефонный разговор с Касым-Жомартом Токаевым.",
    "МИД Турции вызвал посла Швеции, чтобы выразить протест.",
    "«Мы не намерены отступать», — заявил глава правительства Сербии Милош Вучевич.",
    "США и ЕС договорились о новых пошлинах на сталь; Пекин обещал ответить.",
    "По данным Reuters, поставки зерна из Казахстана в Афганистан выросли на 12,5 % за год.",
    "Саммит ОДКБ в Ереване отложен.",
    "Экс-премьер Израиля Эхуд Ольмерт раскритиковал операцию, которую армия начала в пятницу.",
    "Белорусские и польские пограничники открыли ещё один пункт пропуска.",
    "Кто ответит за срыв переговоров?",
    "Реджеп Тайип Эрдоган прибудет в Астану 3 июля, сообщила пресс-служба Акорды.",
    "Нет.",
    "NATO-Russia Council, G20 и БРИКС — в повестке встречи министров в Рио-де-Жанейро.",
    "Товарооборот Киргизии с Китаем превысил $20 млрд, заявил вице-премьер Бакыт Торобаев.",
    "Однако, как отметил эксперт, санкции против банков, работающих с Россией, ещё не сняты.",
]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    folder = data_folder()
    vectors = navec.Navec.load(str(folder / VECTORS))
    makers = {"morph": slovnet.Morph, "syntax": slovnet.Syntax, "names": slovnet.NER}
    return {
        name: maker.load(str(folder / MODELS[name])).navec(vectors)
        for name, maker in makers.items()
    }


@pytest.mark.parametrize("text", TEXTS)
def test_answers_are_those_of_slovnet(text: str, reference: dict[str, Any]) -> None:
    words = [text[start:end] for start, end in token_spans(text)]
    model = runtime()
    found = model.run([words])[0]

    tags = [token.tag for token in reference["morph"](words).tokens]
    assert [model.tags[tag] for tag in found.tags] == tags

    labels = _labels(reference["names"].infer, words)
    assert found.names == labels

    tokens = reference["syntax"](words).tokens
    heads = [int(token.head_id) - 1 for token in tokens]
    rels = [token.rel for token in tokens]
    alone = model.run([words], trees=False)[0]
    assert (alone.heads, [model.rels[rel] for rel in alone.rels]) == (heads, rels)
    assert is_tree(found.heads)
    if is_tree(heads):
        assert (found.heads, [model.rels[rel] for rel in found.rels]) == (heads, rels)


def test_most_of_the_trees_are_compared(reference: dict[str, Any]) -> None:
    sound = 0
    for text in TEXTS:
        words = [text[start:end] for start, end in token_spans(text)]
        heads = [int(token.head_id) - 1 for token in reference["syntax"](words).tokens]
        sound += is_tree(heads)
    assert sound >= len(TEXTS) // 2


def _labels(infer: Any, words: list[str]) -> list[int]:
    batch = next(iter(infer.encoder([words])))
    scores = infer.model(batch.word_id, batch.shape_id, batch.pad_mask)
    labels: list[int] = infer.model.head.crf.decode(scores, ~batch.pad_mask)[0].tolist()
    return labels
