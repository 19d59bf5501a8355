"""How well itogi knows who is meant: its mentions against the Wikidata links of NEREL.

    python evaluation/world.py ../shared/data/nerel/dev [--quiet]

The folder holds texts with their annotations in brat's format (`x.txt` beside `x.ann`); lines
«N1 Reference T5 Wikidata:Q159» link an entity to its item. Three rows of the table compare items:

- states, nationalities, capitals: entities COUNTRY, NATIONALITY, CITY whose item is that of a
  state of our tables, of its nation or of its capital; right is the code of the state.
- organisations: entities ORGANIZATION whose item is in our tables of organisations, bodies or
  companies; right is the same item or, where our row bears none, the same code.
- people: entities PERSON whose item is in `people.csv`; right is the same item.

Recall: of such entities those that a mention of ours covers, or lies in, with the right code or
item. Precision: of our mentions of that kind those that are right, as far as the annotators linked
anything there. «Strict» counts as wrong the others, too: they often leave unlinked an adjective
inside a longer name, or the state in «пророссийский».

The last row is about people whom our tables do not hold. NEREL ties a person to a post (WORKS_AS)
and to a body or state (WORKPLACE). Counted are the posts that `offices.toml` knows as acting for a
state, within no party, company or church, whose state their own words tell or else the only state
of the person's workplaces. Right is that state as the person's code, with an office that shares a
noun with one of his posts.

`nerel_items.csv` holds the items of nations and capitals, and second items of states and bodies.
`nerel_links.csv` lists the links that we hold for wrong, each with its reason: they are left out,
and printed. Whatever is missed or wrong is printed after the table.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.table import Table

from itogi.coding.mentions import find_mentions
from itogi.coding.records import Mention
from itogi.coding.referents import Referents
from itogi.language import analyse_all
from itogi.language.dictionary import parses
from itogi.reading import article_from_text
from itogi.world import load, tables
from itogi.world.people import load_people

HERE = Path(__file__).parent
REFERENCE = re.compile(r"Reference (T\d+) Wikidata:(Q\d+)")
WORD = re.compile(r"[А-Яа-яЁё-]{3,}")
PLACED = re.compile(r"\b(в|во|на|при) $")
STATES = frozenset({"COUNTRY", "NATIONALITY", "CITY"})
WRONG = "WRONG"
"""Type of an entity whose link `nerel_links.csv` leaves out."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that NEREL marks; `item` is None where it has no link."""

    type: str
    start: int
    end: int
    text: str
    item: str | None


@dataclass(slots=True)
class Page:
    name: str
    entities: dict[str, Entity]
    relations: list[tuple[str, str, str]]
    mentions: list[Mention]

    def around(self, mention: Mention) -> list[Entity]:
        """The entities that the mention covers or lies in, the closest in length first."""
        found = [e for e in self.entities.values() if meet(mention, e)]
        return sorted(found, key=lambda e: abs((e.end - e.start) - (mention.end - mention.start)))


@dataclass(slots=True)
class Score:
    """Counts of a row, and in words whatever is not right."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    unlinked: int = 0
    faults: list[str] = field(default_factory=list)

    def row(self, name: str) -> tuple[str, ...]:
        judged = self.right + self.wrong
        return (
            name,
            share(self.right, judged),
            share(self.right, judged + self.unlinked),
            share(self.found, self.wanted),
        )


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}  {part}/{whole}" if whole else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="a split of NEREL: x.txt beside x.ann")
    parser.add_argument("--quiet", action="store_true", help="the table alone")
    options = parser.parse_args()
    pages = list(read(options.folder))
    scores = {
        "states, nationalities, capitals": states(pages),
        "organisations in our tables": organisations(pages),
        "people in our tables": people(pages),
        "office and state of other people": strangers(pages),
    }
    show(scores, list(left_out(pages)), options.quiet)


def show(scores: dict[str, Score], excluded: list[str], quiet: bool) -> None:
    out = Console(width=110, highlight=False)
    table = Table("", "precision", "strict", "recall")
    for name, score in scores.items():
        table.add_row(*score.row(name))
    out.print(table)
    sections = {"links left out": excluded} | {k: v.faults for k, v in scores.items()}
    for name, lines in sections.items():
        out.print(f"{name}: {len(lines)}" + (" not right" if name in scores else ""))
        for line in () if quiet else lines:
            out.print(f"  {line}", markup=False, soft_wrap=True)


# ---------------------------------------------------------------------- reading


def read(folder: Path) -> Iterator[Page]:
    """The annotated texts of a folder, with our mentions. Exits where there are none."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise SystemExit(f"{folder}: no .txt files; expected a folder of texts and .ann files")
    articles = [article_from_text(f.read_bytes().decode("utf-8"), f.stem) for f in files]
    excluded = wrong_links()
    documents = analyse_all(articles)
    for path, article, document in zip(files, articles, documents, strict=True):
        lines = path.with_suffix(".ann").read_text("utf-8").splitlines()
        entities, relations = annotation(lines)
        for key, entity in entities.items():
            if (path.stem, entity.start, entity.item) in excluded:
                entities[key] = replace(entity, type=WRONG)
        named = find_mentions(document, load())
        mentions = Referents(article, document, named, load()).mentions
        yield Page(path.stem, entities, relations, mentions)


def annotation(lines: list[str]) -> tuple[dict[str, Entity], list[tuple[str, str, str]]]:
    """Entities by key and relations (kind, key, key). Of an entity in pieces the outer edges."""
    items = {m[1]: m[2] for line in lines if (m := REFERENCE.search(line))}
    entities: dict[str, Entity] = {}
    relations = []
    for line in lines:
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            head, _, text = rest.partition("\t")
            kind, *edges = re.split(r"[ ;]", head)
            entities[key] = Entity(kind, int(edges[0]), int(edges[-1]), text, items.get(key))
        elif key.startswith("R"):
            kind, one, other = rest.split()[:3]
            relations.append((kind, one.removeprefix("Arg1:"), other.removeprefix("Arg2:")))
    return entities, relations


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def wrong_links() -> dict[tuple[str, int, str | None], str]:
    rows = table("nerel_links.csv")
    return {(row["file"], int(row["start"]), row["item"]): row["reason"] for row in rows}


def left_out(pages: list[Page]) -> Iterator[str]:
    reasons = wrong_links()
    for page in pages:
        for e in page.entities.values():
            if e.type == WRONG:
                reason = reasons[page.name, e.start, e.item]
                yield f"{page.name}:{e.start} «{e.text}» {e.item}: {reason}"


# ---------------------------------------------------------------------- the rows


def states(pages: list[Page]) -> Score:
    score, codes, names = Score(), state_items(), state_names()
    for page in pages:
        named = [m for m in page.mentions if m.kind != "person" and m.code]
        for entity in page.entities.values():
            if entity.type in STATES and entity.item in codes:
                met = [m for m in named if meet(m, entity)]
                want(score, page, entity, met, codes[entity.item] in {m.code for m in met})
        for mention in named:
            if mention.listed and mention.kind in ("state", "place") and mention.name in names:
                met = page.around(mention)
                right = mention.code in {codes.get(e.item or "") for e in met}
                judge(score, page, mention, [e for e in met if close(mention, e)], right)
    return score


def organisations(pages: list[Page]) -> Score:
    score, codes = Score(), organisation_items()
    same = {row["item"]: row["same"] for row in table("nerel_items.csv") if row["same"]}

    def right(mention: Mention, item: str | None) -> bool:
        if mention.wikidata is None:
            return mention.code == codes.get(item or "")
        return mention.wikidata in (item, same.get(item or ""))

    for page in pages:
        named = [m for m in page.mentions if m.kind in ("organisation", "body", "company")]
        for entity in page.entities.values():
            if entity.type == "ORGANIZATION" and (entity.item in codes or entity.item in same):
                met = [m for m in named if meet(m, entity)]
                want(score, page, entity, met, any(right(m, entity.item) for m in met))
        for mention in named:
            if mention.wikidata is not None:
                met = page.around(mention)
                fits = any(right(mention, e.item) for e in met)
                judge(score, page, mention, [e for e in met if e.type == "ORGANIZATION"], fits)
    return score


def people(pages: list[Page]) -> Score:
    score = Score()
    known = {term.wikidata for term in load_people().terms if term.wikidata}
    for page in pages:
        named = [m for m in page.mentions if m.kind == "person"]
        for entity in page.entities.values():
            if entity.type == "PERSON" and entity.item in known:
                met = [m for m in named if meet(m, entity)]
                want(score, page, entity, met, entity.item in {m.wikidata for m in met})
        for mention in named:
            if mention.wikidata is not None:
                met = [e for e in page.around(mention) if e.type in ("PERSON", WRONG)]
                right = mention.wikidata in {e.item for e in met}
                judge(score, page, mention, met, right)
    return score


def strangers(pages: list[Page]) -> Score:
    score, codes = Score(), state_items() | organisation_items("bodies.csv")
    for page in pages:
        for person, posts, state in offices_of_states(page, codes):
            met = [m for m in page.mentions if m.kind == "person" and meet(m, person)]
            if any(is_tabled(person, m) for m in met) or is_tabled(person, None):
                continue
            words = " ".join(post.text for post in posts)
            right = any(m.code == state and alike(words, m.office or "") for m in met)
            want(score, page, person, met, right, f"{state} «{words}» ")
    return score


def want(
    score: Score, page: Page, entity: Entity, met: list[Mention], found: bool, what: str = ""
) -> None:
    """Count an entity that should be found."""
    score.wanted += 1
    score.found += found
    if not found:
        ours = "; ".join(in_words(m) for m in met) or "nothing"
        where = f"{page.name}:{entity.start}"
        score.faults.append(f"missed  {where} {what}«{entity.text}» {entity.item}; ours: {ours}")


def judge(score: Score, page: Page, mention: Mention, met: list[Entity], right: bool) -> None:
    """Count a mention of ours: right, wrong, or on nothing that the annotators linked."""
    if any(e.type == WRONG for e in page.around(mention)):
        return
    score.right += right
    if right:
        return
    linked = [e for e in met if e.item]
    score.wrong += bool(linked)
    score.unlinked += not linked
    where = f"{page.name}:{mention.start}"
    theirs = f"{linked[0].type} «{linked[0].text}» {linked[0].item}" if linked else "nothing"
    kind = "wrong   " if linked else "unlinked"
    score.faults.append(f"{kind}{where} {in_words(mention)}; theirs: {theirs}")


def in_words(m: Mention) -> str:
    parts = (m.kind, m.code, m.wikidata, m.name, m.office)
    return f"«{m.text}» " + " ".join(part for part in parts if part)


# ---------------------------------------------------------------------- items and offices


def state_items() -> dict[str, str]:
    """The code of each item that stands for a state, a nation or a capital."""
    known = {state.wikidata: code for code, state in load().states.items() if state.wikidata}
    more = {row["item"]: row["code"] for row in table("nerel_items.csv") if row["what"] != "body"}
    return known | more


def state_names() -> set[str]:
    """The names under which mentions carry states and capitals, not other towns and regions."""
    rows = tables.rows("states.csv")
    capitals = {tables.bare(name) for row in rows for name in row["capital"].split("|")}
    return capitals | {tables.bare(row["name"]) for row in rows}


def organisation_items(*names: str) -> dict[str, str]:
    """The code of each item in these tables, by default in all of organisations."""
    names = names or ("organisations.csv", "bodies.csv", "companies.csv")
    rows = [row for name in names for row in tables.rows(name)]
    return {row["wikidata"]: row["code"] for row in rows if row["wikidata"]}


def offices_of_states(
    page: Page, codes: dict[str, str]
) -> Iterator[tuple[Entity, list[Entity], str]]:
    """(person, his posts, state), once for each post that acts for a state."""
    at: dict[tuple[str, str], list[Entity]] = {}
    posts_of: dict[str, list[Entity]] = {}
    for kind, one, other in page.relations:
        person = page.entities[one]
        at.setdefault((kind, one), []).append(page.entities[other])
        if kind == "WORKS_AS":
            posts_of.setdefault(person.item or one, []).append(page.entities[other])
    for (kind, key), own in at.items():
        if kind != "WORKS_AS" or page.entities[key].type != "PERSON":
            continue
        posts = posts_of[page.entities[key].item or key]
        places = at.get(("WORKPLACE", key), [])
        for post in own:
            abroad = PLACED.search(post.text.partition(" ")[2][:3])
            told = states_in(page, [post], codes) or states_in(
                page, () if abroad else places, codes
            )
            if len(told) == 1 and acts(post.text) and not is_private(page, post, codes):
                yield page.entities[key], posts, told.pop()


def is_private(page: Page, post: Entity, codes: dict[str, str]) -> bool:
    """Whether the post's own words name a body that is no state's, so far as items tell."""
    bodies = [
        e
        for e in page.entities.values()
        if e.type == "ORGANIZATION" and post.start <= e.start and e.end <= post.end
    ]
    return any(b.item and b.item not in codes for b in bodies)


def states_in(page: Page, outer: Iterable[Entity], codes: dict[str, str]) -> set[str]:
    """The states of entities that lie in one of the outer ones, those themselves included; not one
    that is only where the post is («посол в Китае»)."""
    inside = [
        e
        for e in page.entities.values()
        if e.type in STATES | {"ORGANIZATION"}
        and any(
            o.start <= e.start
            and e.end <= o.end
            and not PLACED.search(o.text[: max(0, e.start - o.start)])
            for o in outer
        )
    ]
    found = {codes[e.item] for e in inside if e.item in codes}
    return {code for code in found if load().is_state(code)}


@cache
def acting_nouns() -> frozenset[str]:
    """First nouns of the phrases by which `offices.toml` knows who acts for a state."""
    offices = [o for o in load_people().offices.values() if o.acts]
    return frozenset(noun for o in offices for phrase in o.phrases if (noun := first_noun(phrase)))


def acts(post: str) -> bool:
    return first_noun(post) in acting_nouns()


def first_noun(phrase: str) -> str | None:
    """The normal form of the first noun of a phrase."""
    for word in WORD.findall(phrase.lower()):
        best = parses(word.replace("ё", "е"))[:1]
        if best and best[0].tag.POS == "NOUN":
            return str(best[0].normal_form)
    return None


def is_tabled(person: Entity, mention: Mention | None) -> bool:
    everyone = load_people()
    if mention is not None:
        return bool(mention.wikidata or everyone.named(mention.name or ""))
    return any(term.wikidata == person.item for term in everyone.terms if person.item)


def alike(one: str, other: str) -> bool:
    """Whether two phrases share a word, its ending left out."""
    stems = [{word[:5].lower() for word in WORD.findall(text)} for text in (one, other)]
    return bool(stems[0] & stems[1])


def close(mention: Mention, entity: Entity) -> bool:
    """Whether neither is twice as long as the other."""
    short, long = sorted((mention.end - mention.start, entity.end - entity.start))
    return long <= 2 * short


def meet(mention: Mention, entity: Entity) -> bool:
    """Whether one of the two lies in the other, or they share most of their characters."""
    inner = min(mention.end, entity.end) - max(mention.start, entity.start)
    lengths = mention.end - mention.start, entity.end - entity.start
    return inner > 0 and (inner == min(lengths) or inner >= 0.5 * max(lengths))


if __name__ == "__main__":
    main()
