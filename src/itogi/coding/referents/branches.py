"""Which branch of a state somebody speaks for: by his post, or by words that name the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from itogi.language.spelling import plain
from itogi.reading.kept import kept
from itogi.world.people import load_people

_TABLE = "coding/tables/branches.toml"


@dataclass(frozen=True, slots=True)
class Branches:
    """`tables/branches.toml`: the vocabulary, posts by their branch in `offices.toml`, words."""

    names: dict[str, str]
    posts: dict[str, str]
    worded: dict[str, str]
    bodies: re.Pattern[str]

    def of_words(self, words: str) -> str | None:
        """The branch of the first body that the words name: «пресс-служба МИД Дании»."""
        return _named(self.bodies, plain(words))

    def of_post(self, post: str, words: str) -> str | None:
        """The branch of a post of `offices.toml` (its `branch` there) put in these words."""
        if post in self.posts:
            return self.posts[post]
        if post in self.worded:
            return self.of_words(words) or self.worded[post] or None
        return None


@lru_cache(maxsize=8_000)
def _named(bodies: re.Pattern[str], words: str) -> str | None:
    found = bodies.search(words)
    return found.lastgroup.rpartition("_")[0] if found and found.lastgroup else None


@kept
def branches() -> Branches:
    """The table, checked. Raises ValueError naming the section and what is wrong."""
    content = files("itogi.coding").joinpath("tables", "branches.toml").read_text("utf-8")
    return read_branches(content)


def read_branches(content: str) -> Branches:
    """The contents of `branches.toml`. Raises ValueError naming section and field."""
    import tomllib  # What is made of tables is kept: most runs read none.

    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{_TABLE}: not valid TOML: {error}") from error
    names = _texts(data, "branches")
    posts, worded = _texts(data, "posts"), _texts(data, "worded")
    for section, values in (("posts", posts), ("worded", worded)):
        for post, name in values.items():
            if name not in names and (name or section == "posts"):
                raise ValueError(f"{_TABLE}: {section}.{post}: «{name}» is not in [branches]")
    known = {office.branch for office in load_people().offices.values()}
    given = [*posts, *worded, *data.get("none", [])]
    for post in sorted(known ^ set(given)):
        fault = "stands in offices.toml, not here" if post in known else "is not in offices.toml"
        raise ValueError(f"{_TABLE}: {post}: this branch of posts {fault}")
    if len(given) > len(set(given)):
        raise ValueError(f"{_TABLE}: a branch of posts stands in more than one of its sections")
    return Branches(names, posts, worded, _pattern(data.get("bodies", {}), names))


def _texts(data: dict[str, Any], section: str) -> dict[str, str]:
    found = data.get(section)
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise ValueError(f"{_TABLE}: [{section}]: expected a text for each name")
    return found


def _pattern(bodies: dict[str, Any], names: dict[str, str]) -> re.Pattern[str]:
    """One pattern of all entries, longest first; a group is called by its branch and a number."""
    entries: list[tuple[str, str]] = []
    for name, words in bodies.items():
        if name not in names:
            raise ValueError(f"{_TABLE}: bodies.{name}: not in [branches]")
        if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            raise ValueError(f"{_TABLE}: bodies.{name}: expected a list of words")
        entries += [(word, name) for word in words]
    entries.sort(key=lambda entry: -len(entry[0]))
    parts = (f"(?P<{name}_{i}>{_entry(entry)})" for i, (entry, name) in enumerate(entries))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _entry(entry: str) -> str:
    return r"\W+".join(re.escape(word).replace(r"\*", r"\w*") for word in entry.split())
