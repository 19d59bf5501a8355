"""A state meant by its form: «власти эмирата», «королевство», «президент республики»."""

from __future__ import annotations

import pytest

from itogi.coding.mentions import find_mentions
from itogi.coding.referents import Referents
from itogi.coding.referents.countries import forms
from itogi.language import analyse
from itogi.reading import article_from_text
from itogi.world import load

QATAR = "Катар закрыл посольство в Киргизии."
MOLDOVA = "Россия запретила ввоз молдавских яблок."

CASES = [
    (f"{QATAR} Власти эмирата назвали Бишкек враждебным.", "эмирата", "QAT"),
    (f"{QATAR} Бишкек обвинил эмират во вмешательстве.", "эмират", "QAT"),
    (f"{QATAR} Прошла неделя. Власти эмирата молчат.", "эмирата", "QAT"),
    ("Оман принял делегацию Ирана. Султанат предложил посредничество.", "Султанат", "OMN"),
    ("Марокко отозвало посла из Берлина. Канцлер жалеет королевство.", "королевство", "MAR"),
    ("Триполи задержал двух швейцарцев. В конфедерации ждут ответа.", "конфедерации", "CHE"),
    (f"{MOLDOVA} Власти республики осудили Москву.", "республики", "MDA"),
    (
        "Армения и Азербайджан обменялись ударами. Президент республики обвинил Баку.",
        "республики",
        "ARM",
    ),
    # Two of the form, and nothing tells them apart.
    ("Таиланд обстрелял Камбоджу. Королевство пожаловалось в ООН.", "Королевство", None),
    ("Армения и Азербайджан торгуют. Республика ждёт гостей.", "Республика", None),
    # No state, or another than those named.
    (f"{MOLDOVA} Советская республика ушла в прошлое.", "республика", None),
    ("Россия ввела войска в Чечню. Президент республики уехал.", "республики", None),
    ("Китай открыл мост. Власти республики рады.", "республики", None),
]


@pytest.mark.parametrize(("text", "word", "code"), CASES)
def test_state_meant_by_its_form(text: str, word: str, code: str | None) -> None:
    article = article_from_text(text, "case")
    document = analyse(article)
    referents = Referents(article, document, find_mentions(document, load()), load())
    at = [
        (s, t)
        for s, sentence in enumerate(document.sentences)
        for t, token in enumerate(sentence.tokens)
        if token.text == word
    ]
    found = referents.at(*at[-1])
    codes = found.codes if found is not None and found.kind == "state" else ()
    assert codes == ((code,) if code else ())


def test_forms_name_states_of_the_world() -> None:
    table, world = forms(), load()
    codes = {
        code for group in (table.means, table.other) for found in group.values() for code in found
    }
    assert all(world.is_state(code) for code in codes)
