"""What is new: the claims of a brief that the last one did not have.

A claim is known by the words that it rests on, so neither a new number among the sources, nor one
more reprint, makes it new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from itogi.brief.records import Brief, BriefError, Claim, Group, Section
from itogi.brief.wording import Wording

Key = tuple[str, str | None, str]
SKIPPED = "glance"


@dataclass(frozen=True, slots=True)
class Previous:
    """A brief made before: its pair, and for each of its claims the words that it rests on."""

    pair: tuple[str, str]
    claims: tuple[frozenset[Key], ...]


def read_previous(path: str | Path) -> Previous:
    """A brief written as JSON. Raises `BriefError` when the file is not one, saying why."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        return Previous(
            (content["a"], content["b"]),
            tuple(
                frozenset(
                    _key(claim["kind"], claim["code"], evidence["quote"])
                    for evidence in claim["evidence"]
                )
                for section in content["sections"]
                for group in section["groups"]
                for claim in group["claims"]
            ),
        )
    except OSError as error:
        raise BriefError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BriefError(
            f"{path}: not a brief; expected one that was written with the ending .json"
        ) from error


def with_changes(brief: Brief, previous: Previous) -> Brief:
    """`brief` with a section that points to what is new in it, after the glance.

    Raises `BriefError` when the last brief was about another pair.
    """
    if set(previous.pair) != {brief.a, brief.b}:
        raise BriefError(
            f"the last brief is about {' and '.join(previous.pair)}, "
            f"this one about {brief.a} and {brief.b}"
        )
    wording = Wording(brief.language)
    known = frozenset().union(*previous.claims)
    groups = []
    for section in brief.sections:
        new = [c.id for g in section.groups for c in g.claims if not _keys(c) & known]
        if new:
            groups.append(Group(section.title, see=tuple(new), key=section.key))
    changes = Section(
        key="changes",
        title=wording("section_changes"),
        intro=wording("intro_changes") if groups else None,
        groups=tuple(groups),
        empty=None if groups else wording("empty_changes"),
    )
    at = 1 if brief.sections[:1] and brief.sections[0].key == SKIPPED else 0
    gone = _gone(previous, brief)
    return replace(
        brief,
        sections=(*brief.sections[:at], changes, *brief.sections[at:]),
        notes=(*brief.notes, wording.count("gone", gone)) if gone else brief.notes,
    )


def _gone(previous: Previous, brief: Brief) -> int:
    here: set[Key] = set()
    for claim in _claims(brief):
        here |= _keys(claim)
    return sum(1 for keys in previous.claims if not keys & here)


def _claims(brief: Brief) -> Iterable[Claim]:
    return (c for s in brief.sections for g in s.groups for c in g.claims)


def _keys(claim: Claim) -> frozenset[Key]:
    return frozenset(_key(claim.kind, claim.code, e.quote) for e in claim.evidence)


def _key(kind: str, code: str | None, quote: str) -> Key:
    return kind, code, " ".join(quote.split())
