"""Show where coded articles and gold annotations differ, layer by layer, with the words.

    python evaluation/compare.py GOLD.jsonl PREDICTED.jsonl [--layer events] [--id ARTICLE]

The texts are those of the predicted file. Lines marked «=» agree, «-» are missed, «+» are spurious.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

LAYERS = ("states", "events", "statements", "tracks")
BOTH_WAYS = {"AGREE", "CONSULT", "COOPERATE"}

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--layer", choices=LAYERS, action="append")
    parser.add_argument("--id", action="append")
    options = parser.parse_args()
    gold, predicted = load(options.gold), load(options.predicted)
    for key, row in gold.items():
        if options.id and key not in options.id:
            continue
        coded = predicted.get(key, {"text": ""})
        print(f"\n== {key}  {coded.get('title') or ''}")
        for layer in options.layer or LAYERS:
            for line in compare(layer, row, coded):
                print(f"  {line}")


def load(path: str) -> dict[str, Row]:
    with open(path, encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def compare(layer: str, gold: Row, coded: Row) -> Iterator[str]:
    if layer == "states":
        ours, theirs = set(coded.get("states", ())), set(gold["states"])
        yield "states " + " ".join(
            [*(f"-{s}" for s in sorted(theirs - ours)), *(f"+{s}" for s in sorted(ours - theirs))]
        )
    elif layer == "statements":
        yield from statements(gold["statements"], coded.get("statements", []), coded["text"])
    else:
        describe = describe_event if layer == "events" else describe_track
        ours = {describe(r): r for r in coded.get(layer, ())}
        theirs = {describe(r): r for r in gold[layer]}
        for key in sorted({*ours, *theirs}):
            mark = "=" if key in ours and key in theirs else "-" if key in theirs else "+"
            row = ours.get(key) or theirs[key]
            yield f"{mark} {key} {row.get('rule', '')} | {words(coded['text'], row)}"


def describe_event(event: Row) -> str:
    actors, recipients = event["actors"], event["recipients"]
    if event["type"] in BOTH_WAYS:
        sides = "+".join(sorted({*actors, *recipients}))
    else:
        sides = "+".join(sorted(actors)) + ">" + "+".join(sorted(recipients))
    return f"{event['type']} {sides} {event['status']}"


def describe_track(track: Row) -> str:
    return f"{track['track']} {'+'.join(sorted(track['states']))}"


def statements(gold: list[Row], coded: list[Row], text: str) -> Iterator[str]:
    for row in gold:
        match = max(coded, key=lambda other: overlap(row, other), default=None)
        found = match is not None and overlap(row, match) >= 0.5
        mark = "=" if found else "-"
        said = f" (found as {match['kind']} {match['speaker']})" if match and found else ""
        yield f"{mark} {row['kind']} {row['speaker']} {row['state']}{said} | {words(text, row)}"
    for row in coded:
        if all(overlap(row, other) < 0.5 for other in gold):
            rule = row.get("rule", "")
            yield f"+ {row['kind']} {row['speaker']} {row['state']} {rule} | {words(text, row)}"


def overlap(a: Row, b: Row) -> float:
    inner = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, inner) / (max(a["end"], b["end"]) - min(a["start"], b["start"]) or 1)


def words(text: str, row: Row) -> str:
    return " ".join(text[row.get("start", 0) : row.get("end", 0)].split())


if __name__ == "__main__":
    main()
