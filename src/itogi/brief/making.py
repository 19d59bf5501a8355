"""Making a brief: what the articles hold about a pair, picked, ordered and worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from itogi.brief.changes import Previous, with_changes
from itogi.brief.claims import outlet_name
from itogi.brief.figures import figures
from itogi.brief.material import Material, gather
from itogi.brief.pages import Page, read_pages
from itogi.brief.picking import with_minor
from itogi.brief.records import Brief, BriefError, Claim, Group, Language, Section, Source
from itogi.brief.sections import (
    background_groups,
    constraint_groups,
    event_groups,
    flag_groups,
    main_group,
    official_groups,
    outlook_groups,
    track_groups,
    voice_groups,
)
from itogi.brief.wording import Wording
from itogi.coding.records import Coding
from itogi.reading.article import Article
from itogi.store import actor_codes

LINKABLE = {"http", "https", "file"}
"""Schemes that a brief links to; any other address in a page is not made clickable."""


def make_brief(
    codings: Iterable[Coding],
    a: str,
    b: str,
    since: date | None = None,
    until: date | None = None,
    language: Language = "ru",
    previous: Previous | None = None,
) -> Brief:
    """The relations of `a` and `b` as the coded articles report them.

    Articles that do not name both are passed over. `since` and `until` bound the dates of
    publication, both included; with a bound, articles without a date stay out, and the brief says
    how many. With the `previous` brief, the new one says what is new in it. Raises `BriefError`
    when the two codes are the same, a code or the language is unknown, the bounds are the wrong
    way round, or the previous brief is about another pair.
    """
    wording = Wording(language)
    for code in (a, b):
        wording.names.known(code)
    if a == b:
        raise BriefError(f"{a}, {b}: a brief is about two different states or organisations")
    if since and until and since > until:
        raise BriefError(f"since {since} is after until {until}; expected the earlier date first")
    naming = [coding for coding in codings if {a, b} <= actor_codes(coding)]
    inside, undated = _within(naming, since, until)
    pages = read_pages(inside, a, b)
    material = gather(pages, (a, b), since, wording)
    sections, sources, used = _numbered(_sections(material), pages, wording)
    brief = Brief(
        a=a,
        b=b,
        language=language,
        title=wording("title", a=wording.names(a), b=wording.names(b)),
        subtitle=wording("subtitle"),
        period=wording.period(since, until) or _covered(used, wording),
        since=since,
        until=until,
        notes=tuple(_notes(material, len(used), undated)),
        figures=figures(material, used),
        sections=sections if used else (),
        sources=sources,
        labels=wording.frame(),
    )
    return with_changes(brief, previous) if previous else brief


def _within(
    codings: Sequence[Coding], since: date | None, until: date | None
) -> tuple[list[Coding], int]:
    """Codings published in the period, and how many were left out for want of a date."""
    if not since and not until:
        return list(codings), 0
    inside, undated = [], 0
    for coding in codings:
        day = coding.article.published
        if day is None:
            undated += 1
        elif (since is None or since <= day) and (until is None or day <= until):
            inside.append(coding)
    return inside, undated


def _notes(material: Material, used: int, undated: int) -> Iterator[str]:
    """What a reader must know before the claims, the most telling first."""
    wording = material.wording
    looked = len(material.pages)
    if not material.pages:
        yield wording("no_articles")
    elif not used:
        yield wording("no_findings", pair=material.pair_name)
        yield wording("looked_in_vain", n=looked)
    else:
        yield wording("neutral")
        if used < looked:
            yield wording("looked", n=looked)
    if undated:
        yield wording("left_out", articles=wording.count("articles", undated))


def _sections(material: Material) -> list[Section]:
    wording = material.wording
    first = main_group(material)
    parts: dict[str, list[Group]] = {
        "official": official_groups(material),
        "events": event_groups(material),
        "tracks": list(track_groups(material).values()),
        "voices": voice_groups(material),
        "constraints": constraint_groups(material),
        "outlook": outlook_groups(material),
        "background": background_groups(material),
        "flags": flag_groups(material),
    }
    stories = {page.number: page.story for page in material.pages}
    parts = {
        key: with_minor(groups, stories, material.pair, wording) for key, groups in parts.items()
    }
    glance = Section("glance", wording("section_glance"), None, (first,) if first else ())
    return [glance] + [
        Section(
            key=key,
            title=wording(f"section_{key}"),
            intro=wording(f"intro_{key}") if groups else None,
            groups=tuple(groups),
            empty=None if groups else wording(f"empty_{key}"),
        )
        for key, groups in parts.items()
    ]


def _numbered(
    sections: Sequence[Section], pages: Sequence[Page], wording: Wording
) -> tuple[tuple[Section, ...], tuple[Source, ...], list[Page]]:
    """Sections and sources with the articles that carry no claim left out, numbered from 1."""
    cited = {
        evidence.source
        for section in sections
        for group in section.groups
        for claim in group.claims
        for evidence in claim.evidence
    }
    used = [page for page in pages if page.number in cited]
    number = {page.number: i for i, page in enumerate(used, 1)}
    first_of: dict[int, int] = {}
    sources = []
    for page in used:
        first = first_of.setdefault(page.story, number[page.number])
        source = _source(page, number[page.number], wording)
        if first != source.number:
            said = wording("same_story", number=first)
            source = replace(source, same_text_as=first, same_text=said)
        sources.append(source)
    renumbered = tuple(
        replace(
            section,
            groups=tuple(
                replace(
                    group,
                    claims=tuple(
                        _recited(c, group.key or section.key, number) for c in group.claims
                    ),
                )
                for group in section.groups
            ),
        )
        for section in sections
    )
    return renumbered, tuple(sources), used


def _recited(claim: Claim, place: str, number: dict[int, int]) -> Claim:
    """The claim by the new numbers. A passage may serve two sections; its place parts the ids."""
    return replace(
        claim,
        id=claim.id if claim.kind == "event" else f"{place}-{claim.id}",
        evidence=tuple(replace(e, source=number[e.source]) for e in claim.evidence),
    )


def _source(page: Page, number: int, wording: Wording) -> Source:
    article = page.coding.article
    return Source(
        number=number,
        id=article.id,
        title=article.title or wording("untitled"),
        outlet=outlet_name(page, wording),
        authors=article.authors,
        published=article.published,
        when=wording.day(article.published) if article.published else wording("undated"),
        basis=wording(f"published_{article.published_basis}"),
        note=article.published_note,
        link=_link(article),
        story=page.story,
    )


def _link(article: Article) -> str | None:
    """The address of the page if a reader can open it, else that of its file if it is there."""
    if article.url and urlsplit(article.url).scheme.lower() in LINKABLE:
        return article.url
    if article.source and "://" not in article.source:
        path = Path(article.source)
        if path.is_file():
            return path.absolute().as_uri()
    return None


def _covered(used: Sequence[Page], wording: Wording) -> str | None:
    """The days from the first dated article to the last, where no period was asked for."""
    days = [p.coding.article.published for p in used]
    known = sorted(day for day in days if day)
    return wording.period(known[0], known[-1]) if known else None
