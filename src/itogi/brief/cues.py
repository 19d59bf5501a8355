"""Cues: words by which a passage speaks of the pair, of an obstacle, of a prospect.

They stand in `tables/cues.toml`, which says how to write them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from itogi.brief.records import BriefError
from itogi.language.dictionary import readings
from itogi.language.spelling import plain

_WORD = re.compile(r"[а-я]{3,}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of obstacles, with its label in each language."""

    kind: str
    labels: dict[str, str]
    enough: bool
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    pair: re.Pattern[str]
    obstacle: re.Pattern[str]
    lifted: re.Pattern[str]
    prospect: re.Pattern[str]
    condition: re.Pattern[str]
    elsewhen: re.Pattern[str]
    life: re.Pattern[str]
    fields: tuple[Field, ...]

    def foreseen(self, passage: str) -> bool:
        """Whether `passage` speaks of what is to come."""
        return self.prospect.search(fold(passage)) is not None or self.conditional(passage)

    def conditional(self, passage: str) -> bool:
        """Whether it says what will be on condition («Если снимут пошлины, торговля вырастет»)."""
        text = fold(passage)
        return self.condition.search(text) is not None and any(map(_is_future, _WORD.findall(text)))

    def constraint(self, passage: str, plainly: bool = False) -> Field | None:
        """The field of the obstacle that `passage` speaks of; None where it speaks of none, or
        of its end.

        `plainly`, the word of a field is never enough by itself.
        """
        text = self.lifted.sub("", fold(passage))
        fitting = [field for field in self.fields if field.words.search(text)]
        if fitting and fitting[0].enough and not plainly:
            return fitting[0]
        if not self.obstacle.search(text):
            return None
        return fitting[0] if fitting else self.fields[-1]


def _is_future(word: str) -> bool:
    return any("futr" in reading.tag for reading in readings(word)[:1])


def fold(text: str) -> str:
    """`text` as cues see it: lower case, ё as е, single spaces."""
    return " ".join(plain(text).split())


@cache
def cues() -> Cues:
    """The table. Raises `BriefError` naming the field that is wrong."""
    content = (files("itogi.brief") / "tables" / "cues.toml").read_text(encoding="utf-8")
    return read_cues(content)


def read_cues(content: str, name: str = "cues.toml") -> Cues:
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise BriefError(f"{name}: not valid TOML ({error})") from error
    lists = {}
    for key in ("pair", "obstacle", "lifted", "prospect", "condition", "elsewhen", "life"):
        words = table.get(key, {}).get("words")
        if not words:
            raise BriefError(f"{name} [{key}]: «words» is missing or empty")
        lists[key] = pattern(words, f"{name} [{key}]", denied=key != "obstacle")
    fields = []
    for row in table.get("constraint", []):
        kind = row.get("kind", "?")
        if set(row) != {"kind", "ru", "en", "enough", "words"}:
            raise BriefError(
                f"{name} [[constraint]] {kind}: has {', '.join(sorted(row))}; "
                "expected kind, ru, en, enough, words"
            )
        fields.append(
            Field(
                kind,
                {"ru": row["ru"], "en": row["en"]},
                row["enough"],
                pattern(row["words"], f"{name} [[constraint]] {kind}"),
            )
        )
    if not fields:
        raise BriefError(f"{name}: there is no [[constraint]]")
    return Cues(**lists, fields=tuple(fields))


def pattern(words: list[str], where: str, denied: bool = True) -> re.Pattern[str]:
    """Cues as one expression; a star is any run of letters, «?» any one of them.

    Without `denied` a cue does not fit where «не», «нет» or «без» stands before it.
    """
    parts = []
    for cue in words:
        if not isinstance(cue, str) or not cue.strip(" *?"):
            raise BriefError(f"{where}: «{cue}» is not a cue; expected words, with * for an ending")
        escaped = re.escape(fold(cue)).replace(r"\*", r"\w*").replace(r"\?", r"\w")
        parts.append(escaped.replace(r"\ ", " "))
    # A pattern of no cues matches nothing.
    before = "" if denied else r"(?<!\bне )(?<!\bнет )(?<!\bбез )"
    return re.compile(rf"{before}\b(?:{'|'.join(parts)})\b" if parts else r"(?!)")
