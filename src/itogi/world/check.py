"""Proves the tables consistent: no name is claimed by two entries without a rule that decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itogi.world import tables
from itogi.world.atlas import homonyms
from itogi.world.index import key
from itogi.world.records import Problem, Sense, State


def check() -> list[Problem]:
    """Every contradiction in the tables; empty when there is none. Raises TableError."""
    from itogi.world.audit import check_forms
    from itogi.world.members import check_members
    from itogi.world.old_names import check_old_names
    from itogi.world.people import check_people, load_people

    return [
        *_codes(),
        *_claims(),
        *_adjectives(),
        *_wikidata(),
        *_homonyms(),
        *check_old_names(),
        *check_forms(),
        *check_members({state.code for state in tables.states()}),
        *check_people(load_people(), _known_codes()),
    ]


def _known_codes() -> set[str]:
    states = {state.code for state in tables.states()}
    return states | {organisation.code for organisation in tables.organisations()}


def _codes() -> list[Problem]:
    problems = []
    states = [state.code for state in tables.states()]
    organisations = [found.code for found in tables.organisations() if found.code != "IGO"]
    codes = [*states, *organisations]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        problems.append(Problem("states.csv", code, "the code stands in two rows; keep one"))
    known = _known_codes()
    problems += [
        Problem("together.csv", row["name"], f"unknown code {code}")
        for row in tables.rows("together.csv")
        for code in tables.parts(row["codes"])
        if code not in known
    ]
    for table in ("bodies.csv", "companies.csv", "places.csv", "inhabitants.csv"):
        for row in tables.rows(table):
            if row["code"] not in known:
                problems.append(Problem(table, row["name"], f"unknown code {row['code']}"))
    return problems


def _claims() -> list[Problem]:
    """Names that stand for two codes; `claims.csv` says which one wins, and why."""
    claimed: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for sense in tables.names().senses:
        if sense.entry.kind == "mask":
            continue
        name = key(sense.words[0])
        claimed[name].add(sense.entry.code or "none")
        shown[name] = sense.words[0]
    decided = {key(row["name"]): row for row in tables.rows("claims.csv")}
    problems = []
    for name, codes in claimed.items():
        row = decided.get(name)
        if len(codes) > 1 and row is None:
            problems.append(Problem("claims.csv", shown[name],
                                    f"claimed by {' and '.join(sorted(codes))}: add a row "
                                    "that decides"))  # fmt: skip
        elif len(codes) > 1 and row is not None and row["winner"] not in codes:
            problems.append(Problem("claims.csv", shown[name],
                                    f"winner {row['winner']} does not claim it; expected one of "
                                    f"{', '.join(sorted(codes))}"))  # fmt: skip
    problems += [
        Problem("claims.csv", row["name"], "decides what nobody disputes; remove the row")
        for name, row in decided.items()
        if len(claimed.get(name, ())) < 2
    ]
    return problems


def _homonyms() -> Iterator[Problem]:
    """Homonyms whose likeliest state does not bear the name, or that name an unknown one."""
    known = _known_codes()
    senses = [*tables.names().senses, *tables.names().adjectives]
    codes = {(key(sense.words[0]), sense.entry.code) for sense in senses}
    for name, homonym in homonyms().items():
        for code in homonym.codes:
            if code not in known:
                yield Problem("homonyms.csv", name, f"unknown code {code}")
        if (name, homonym.codes[0]) not in codes:
            message = f"{homonym.codes[0]} does not bear the name; add it to its row"
            yield Problem("homonyms.csv", name, message)


def _adjectives() -> list[Problem]:
    claimed: dict[str, dict[str, Sense]] = defaultdict(dict)
    for sense in tables.names().adjectives:
        claimed[key(sense.words[0])][sense.entry.code or "none"] = sense
    return [
        Problem("adjectives", word, f"claimed by {' and '.join(sorted(codes))}; keep it in one row")
        for word, codes in claimed.items()
        if len(codes) > 1
    ]


def _wikidata() -> list[Problem]:
    """One Wikidata item for two entries is a slip of the pen."""
    found: dict[str, set[str]] = defaultdict(set)
    for state in tables.states():
        if state.wikidata:
            found[state.wikidata].add(state.name)
    for organisation in tables.organisations():
        if organisation.wikidata:
            found[organisation.wikidata].add(organisation.name)
    problems = [
        Problem("wikidata", item, f"stands for {' and '.join(sorted(names))}")
        for item, names in found.items()
        if len(names) > 1
    ]
    problems += [
        Problem("states.csv", state.name, "a member of the United Nations needs a Wikidata id")
        for state in tables.states()
        if isinstance(state, State) and state.kind == "member" and not state.wikidata
    ]
    return problems
