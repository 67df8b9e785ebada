#!/usr/bin/env python3
"""Records what an independent engine makes of the cases, into the cases. See the cases' README.

Usage: record.py [--check] [AREA...]   records every case of the areas, or of all; --check says what would change, and
changes nothing.
"""

import json
import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import engine
from summary import summary
from virtual_time import Stuck

CASES = Path(__file__).parent.parent / "src/test/resources/cases"
# Those that run machines, in the order in which the tests replay them.
AREAS = "pass choice wait ends task tokens retry catch parallel map scope context limits jsonata".split()
# The engine's threads race: what is not the same in all runs is no record.
RUNS = 3
WIDTH = 160
# Arguments and outputs of more characters are left out.
LARGE = 1000
RECORDED = ',\n "recorded": '


def main(arguments):
    check = "--check" in arguments
    changed = 0
    for area in [argument for argument in arguments if argument != "--check"] or AREAS:
        path = CASES / f"{area}.json"
        before = path.read_text()
        after = record_file(before, area)
        if after != before:
            changed += 1
            print(f"{path.name}: changed")
            if not check:
                path.write_text(after)
    if not check:
        (CASES / "RECORDED.md").write_text(summary(CASES / f"{area}.json" for area in AREAS))
    return 1 if check and changed else 0


def record_file(text, area):
    """The file with each case's record, the last key of a case, made anew; all else stays as a person wrote it."""
    head, *chunks = text.split('\n{"name": ')
    cases = json.loads(text)["cases"]
    assert len(cases) == len(chunks), f"{area}: every case begins a line"
    lines = [head]
    for index, (case, chunk) in enumerate(zip(cases, chunks)):
        written = '{"name": ' + chunk.removesuffix("\n]}\n").removesuffix(",")
        lines.append(with_record(written, record(case, area)) + ("," if index < len(cases) - 1 else ""))
    lines.append("]}\n")
    result = "\n".join(lines)
    json.loads(result)
    return result


def with_record(written, recorded):
    bare = written.split(RECORDED)[0] if RECORDED in written else written.removesuffix("}")
    return bare + (RECORDED + layout(recorded) if recorded else "") + "}"


def layout(recorded):
    """The record on lines that a person can read."""
    lines = [""]
    for key, value in recorded.items():
        part = f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        separator = ", " if lines[-1] else ""
        if lines[-1] and len(lines[-1]) + len(part) > WIDTH:
            lines[-1] += ","
            lines.append("  " + part)
        else:
            lines[-1] += separator + part
    return "{" + "\n".join(lines) + "}"


def record(case, area):
    """What every run of the case gives; None for a case that the engine cannot be asked."""
    if not comparable(case):
        return None
    with ThreadPoolExecutor(RUNS) as pool:
        runs = list(pool.map(run_apart, [case] * RUNS))
    if any(isinstance(run, str) for run in runs):
        print(f"{area}: {case['name']}: not recorded: {[run for run in runs if isinstance(run, str)][0]}")
        return None
    first, *others = [fitted(run, case) for run in runs]
    unstable = [key for key in first if any(other.get(key) != first[key] for other in others)]
    for key in unstable:
        del first[key]
    if unstable:
        print(f"{area}: {case['name']}: differs from run to run: {', '.join(unstable)}")
    return first if "status" in first else None


def comparable(case):
    """A step before what is due is done is a question to a library with a clock of its own, not to a service."""
    return not any("beforeDue" in step for step in case.get("script", []))


def fitted(recorded, case):
    """Side by side, the order of events is the threads' own: there they are sorted. What is huge is left out."""
    if recorded["status"] == "REFUSED":
        return recorded
    if len(compact(recorded.get("output"))) > LARGE:
        del recorded["output"]
    if "expression" in case:
        return {key: value for key, value in recorded.items() if key not in ("after", "states", "history")}
    if case.get("races"):
        return {key: value for key, value in recorded.items() if key in ("engine", "status", "error", "cause", "after")}
    if '"Branches"' in json.dumps(case) or '"ItemProcessor"' in json.dumps(case):
        recorded["states"].sort()
        recorded["history"].sort()
        if "calls" in recorded:
            recorded["calls"].sort(key=compact)
    for call in recorded.get("calls", []):
        if len(compact(call["arguments"])) > LARGE:
            del call["arguments"]
    return recorded


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def run_apart(case):
    """The case in a process of its own, so that nothing of one is left for the next."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(case, sender), daemon=True)
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        return "the engine crashed"
    finally:
        process.kill()
        process.join()


def _run(case, sender):
    try:
        sender.send(engine.run(case))
    except Stuck:
        sender.send("the engine does not come to rest")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
