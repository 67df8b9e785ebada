#!/usr/bin/env python3
"""Has two independent libraries work out when cron expressions fire, and writes that down in cron.json.

Both know UTC only, so what daylight saving time does is not theirs to say: those cases name AWS's documentation instead.
"""
import json
import subprocess
import sys

import record

FILE = record.CASES / "cron.json"
# Run within the libraries' own environment: a list of {expression, from, count} in, a list of {library: times} out.
CALCULATE = """
import datetime, json, signal, sys
import aws_croniter, pyawscron

def give_up(number, frame):
    raise TimeoutError

signal.signal(signal.SIGALRM, give_up)

def times(library, case):
    start = datetime.datetime.fromisoformat(case["from"].replace("Z", "+00:00"))
    inner = case["expression"][5:-1]
    signal.alarm(2)
    try:
        schedule, found = library(inner), []
        for _ in range(case["count"]):
            start = schedule.occurrence(start).next()
            if start is None:
                break
            found.append(start.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return found
    except TimeoutError:
        return "no end"
    except Exception as refused:
        return "refused"
    finally:
        signal.alarm(0)

json.dump([{"aws-croniter": times(aws_croniter.AwsCroniter, case), "pyawscron": times(pyawscron.AWSCron, case)}
           for case in json.load(sys.stdin)], sys.stdout)
"""


def main():
    requirements = record.HERE / "engines/cron.txt"
    record.HOME.mkdir(parents=True, exist_ok=True)
    python = record.install("cron", requirements)
    content = json.loads(FILE.read_text())
    asked = [case for case in content["cases"] if "zone" not in case]
    answers = json.loads(subprocess.run(
        [python, "-c", CALCULATE], input=json.dumps(asked), capture_output=True, text=True, check=True).stdout)
    undecided = [case["name"] for case, outs in zip(asked, answers) if not record.judge(case, outs)]
    content["recorded"] = dict(line.split("==") for line in requirements.read_text().split() if "cron" in line)
    lines = [f"{json.dumps(key)}: {record.one_line(value)}," for key, value in content.items() if key != "cases"]
    cases = ",\n".join(record.one_line(case) for case in content["cases"])
    FILE.write_text("{\n" + "\n".join(lines) + '\n"cases": [\n' + cases + "]}\n")
    for name in undecided:
        print("undecided:", name)
    sys.exit(1 if undecided else 0)


if __name__ == "__main__":
    main()
