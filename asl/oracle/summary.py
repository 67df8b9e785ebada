"""Sums the records up for people: how many cases each area has, and where we do not as the engine did, and why."""

import json

import engine


def summary(paths):
    areas = {path.stem: json.loads(path.read_text())["cases"] for path in paths}
    rows, disagreements = [], []
    for area, cases in areas.items():
        recorded = [case for case in cases if "recorded" in case]
        disagreeing = [case for case in recorded if "disagrees" in case]
        rows.append((area, len(cases), len(recorded), len(disagreeing)))
        disagreements += [(area, case) for case in disagreeing]
    rows.append(("all", *(sum(row[i] for row in rows) for i in (1, 2, 3))))
    lines = [
        "# What was recorded",
        "",
        f"Written by `asl/oracle/record.sh`; the engine is {engine.ENGINE}.",
        "",
        "| area | cases | recorded | disagreements |",
        "|---|---:|---:|---:|",
        *(f"| {area} | {cases} | {recorded} | {disagreeing} |" for area, cases, recorded, disagreeing in rows),
        "",
        "## Where we do not as the engine did",
        "",
        *_by_decision(disagreements),
    ]
    return "\n".join(lines) + "\n"


def _by_decision(disagreements):
    decisions = {}
    for area, case in disagreements:
        key = (case["disagrees"]["decided"], case["disagrees"]["source"])
        decisions.setdefault(key, []).append(f"{area}: {case['name']}")
    for (decided, source), names in decisions.items():
        yield f"- {decided} [(source)]({source})"
        yield from (f"  - {name}" for name in names)
