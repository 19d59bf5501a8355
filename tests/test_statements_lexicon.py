"""The speech tables: what they hold, and how a wrong one is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from itogi.coding.statements.lexicon import TABLES, LexiconError, load_lexicon, plain, read_lexicon


def test_the_lexicon_is_large_enough() -> None:
    lexicon = load_lexicon()
    phrases = sum(len(pairs) for pairs in lexicon.phrases.values())
    assert len(lexicon.verbs) + len(lexicon.short) + phrases >= 400


def test_words_are_spelt_as_they_are_looked_up() -> None:
    lexicon = load_lexicon()
    every = [*lexicon.verbs, *lexicon.nouns, *lexicon.outlet_names, *lexicon.by]
    assert [word for word in every if word != plain(word)] == []


def test_aspects_stand_together() -> None:
    verbs = load_lexicon().verbs
    pairs = "заявить заявлять, сообщить сообщать, отметить отмечать, призвать призывать"
    for one, other in (pair.split() for pair in pairs.split(", ")):
        assert verbs[one] == verbs[other]


WRONG = {
    "verb in two groups": (
        "speech_verbs.toml",
        '\n[[group]]\nact = "ask"\nframes = ["inf"]\nnegated = "drop"\nverbs = ["заявить"]\n',
        "«заявить» stands in two groups",
    ),
    "unknown act": (
        "speech_verbs.toml",
        '\n[[group]]\nact = "sing"\nframes = ["inf"]\nnegated = "drop"\nverbs = ["петь"]\n',
        "act 'sing'",
    ),
    "unknown frame": (
        "speech_verbs.toml",
        '\n[[group]]\nact = "ask"\nframes = ["rhyme"]\nnegated = "drop"\nverbs = ["петь"]\n',
        "frames ['rhyme']",
    ),
    "no word on negation": (
        "speech_verbs.toml",
        '\n[[group]]\nact = "ask"\nframes = ["inf"]\nverbs = ["петь"]\n',
        "negated None",
    ),
    "no verbs": (
        "speech_verbs.toml",
        '\n[[group]]\nact = "ask"\nframes = ["inf"]\nnegated = "drop"\n',
        "want a list 'verbs'",
    ),
    "unknown kind of noun": (
        "speech_nouns.toml",
        '\n[[group]]\nact = "ask"\nkind = "song"\nnouns = ["песня"]\n',
        "kind 'song'",
    ),
    "unknown voice": ("speech_voices.toml", '\n[choir]\nnouns = ["хор"]\n', "voice 'choir'"),
    "not a share": ("speech_confidence.toml", '\n"that/sing" = 1.5\n', "'that/sing' is 1.5"),
    "not TOML": ("speech_words.toml", "\n[[[\n", "not valid TOML"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_table_names_its_fault(name: str, tmp_path: Path) -> None:
    file, addition, message = WRONG[name]
    folder = copied(tmp_path)
    with (folder / file).open("a", encoding="utf-8") as table:
        table.write(addition)
    with pytest.raises(LexiconError) as error:
        read_lexicon(folder)
    assert message in str(error.value)
    assert file in str(error.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "speech_outlets.toml").unlink()
    with pytest.raises(LexiconError, match=r"speech_outlets\.toml: missing"):
        read_lexicon(folder)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "speech_words.toml"
    text = path.read_text(encoding="utf-8").replace("\nimpersonal = [", "\nother = [")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match="no entry 'impersonal'"):
        read_lexicon(folder)


def copied(folder: Path) -> Path:
    for table in TABLES.glob("speech_*.toml"):
        shutil.copy(table, folder)
    return folder
