"""Quotations signed by a line of their own, coded whole."""

import pytest

from itogi.coding import code
from itogi.reading import article_from_text

SIGNED_BY_ROLE = [
    ("— Представитель МИД Швеции", "представитель МИД Швеции", "SWE"),
    ("— Источник в правительстве Таджикистана", "источник в правительстве Таджикистана", "TJK"),
    ("— Эксперт Рижского клуба Эдгар Лацис", "Эдгар Лацис", None),
]


@pytest.mark.parametrize(("signature", "speaker", "state"), SIGNED_BY_ROLE)
def test_a_signature_without_a_name_is_not_the_last_speaker(signature, speaker, state):
    said = "Нападение на посольство недопустимо, и виновные будут наказаны по закону"
    text = f"Премьер-министр Ирака Мухаммед ас-Судани осудил поджог.\n\n«{said}»\n\n{signature}\n"
    (quote,) = [s for s in code(article_from_text(text, "x")).statements if s.kind == "direct"]
    assert quote.speaker.lower() == speaker.lower()
    assert state is None or quote.state == state
