"""Measure how often each rule of the statements layer is right on coded articles.

    python training/statements.py SCORER ANNOTATIONS TEXTS [ANNOTATIONS TEXTS ...]

SCORER is the `gold/score.py` of the shared folder, which matches the spans and the speakers;
ANNOTATIONS is a file of coded articles, one JSON object a line (`evaluation/README.md` says its
fields); TEXTS is a folder that holds ID.txt for each of them. The table that the package holds was
written by

    python training/statements.py ../shared/gold/score.py \\
        ../shared/gold/train.jsonl ../shared/gold/train evaluation/coded.jsonl build/coded

where `build/coded` holds the texts of `evaluation/coded.jsonl`, copied from the places that
`evaluation/README.md` tells.

A row is right whose words and speaker are. The share of a rule is drawn towards that of its family
(the rule without its act), and that of a family towards that of all rules, by as much as PRIOR rows
would: rules that the articles hardly show would else be sure of much or of nothing. Writes
`src/itogi/coding/tables/speech_confidence.toml`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from itogi.coding import as_contract, code_all
from itogi.reading import article_from_text

TABLE = Path(__file__).parents[1] / "src/itogi/coding/tables/speech_confidence.toml"
PRIOR = 4
"""Rows as many as the prior share weighs."""
SHOWN = 5
"""Rows from which a rule with its act has a share of its own."""
HEAD = """\
# Share of the rows of each rule that have the right words and the right speaker, over the learning
# sets: (right + {prior} m) / (rows + {prior}), where m is the share of the rule without its act,
# and for that the share of all rules, which also stands for the rules that the sets do not show.
# Rules with acts: `rule/act`. Written by `python training/statements.py`; run it again after
# changing the rules.

unmeasured = {mean:.2f}

[rules]
"""


def main(scorer: str, *paths: str) -> None:
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for i in range(0, len(paths), 2):
        for rule, hit in judged(module(scorer), paths[i], paths[i + 1]):
            for name in {rule, family(rule)}:
                rows[name] += 1
                right[name] += hit
    families = [name for name in rows if name == family(name)]
    mean = sum(right[name] for name in families) / sum(rows[name] for name in families)
    shares = {name: drawn(right[name], rows[name], mean) for name in families}
    for name in rows:
        if name not in shares and rows[name] >= SHOWN:
            shares[name] = drawn(right[name], rows[name], shares[family(name)])
    lines = [f'"{name}" = {share:.2f}\n' for name, share in sorted(shares.items())]
    TABLE.write_text(HEAD.format(prior=PRIOR, mean=mean) + "".join(lines), encoding="utf-8")
    print(f"written: {TABLE}, {len(shares)} shares from {sum(rows[n] for n in families)} rows")


def family(rule: str) -> str:
    """The rule without its act: `that` of `that/assert`."""
    return rule.partition("/")[0]


def drawn(right: int, rows: int, prior: float) -> float:
    return (right + PRIOR * prior) / (rows + PRIOR)


def judged(scorer: ModuleType, annotations: str, texts: str) -> Iterator[tuple[str, bool]]:
    """The rule of every row that is found, and whether the row is right."""
    gold = [json.loads(line) for line in Path(annotations).read_text("utf-8").splitlines()]
    articles = (
        article_from_text(Path(texts, f"{row['id']}.txt").read_bytes().decode(), row["id"])
        for row in gold
    )
    for wanted, coding in zip(gold, code_all(articles), strict=True):
        found = as_contract(coding)["statements"]
        matched = scorer.matched_statements(wanted["statements"], found)
        hits = {id(p) for g, p in matched if scorer.same_speaker(g["speaker"], p["speaker"])}
        for row in found:
            yield row["rule"], id(row) in hits


def module(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
