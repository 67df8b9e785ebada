#!/usr/bin/env python3
"""Plays the conformance cases against other implementations of AWS and writes down what those answered.

Usage: record.py [FILE...]     files of ../src/test/resources/conformance; all of them when none is named

Makes one virtual environment an engine under $ORACLE_HOME (by default target/oracle), installs the versions in engines/*.txt, starts
the engines on loopback ports, plays every case, and rewrites the files. README.md says what they hold.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "src/test/resources/conformance"
HOME = pathlib.Path(os.environ.get("ORACLE_HOME", HERE.parent / "target/oracle")).resolve()
TARGETS = {"events": "AWSEvents", "sqs": "AmazonSQS", "states": "AWSStepFunctions"}
# Where the API wants JSON as a text, a case may give the JSON itself.
TEXTS = {"EventPattern", "Event", "Detail", "Input", "MessageBody", "RedrivePolicy", "definition"}


class Engine:
    """Another implementation of AWS, in a process of its own."""

    def __init__(self, name, package, port, account, command, environment):
        self.name, self.port, self.account = name, port, account
        self.requirements = HERE / "engines" / f"{name}.txt"
        self.version = re.search(rf"^{re.escape(package)}==(\S+)", self.requirements.read_text(), re.M).group(1)
        self.command, self.environment = command, environment

    def start(self):
        python = install(self.name, self.requirements)
        self.log = open(HOME / f"{self.name}.log", "w")
        self.process = subprocess.Popen(
            [python, *self.command], env={**os.environ, **self.environment}, stdout=self.log, stderr=subprocess.STDOUT, cwd=HOME)
        until = time.time() + 60
        while "error" in self.call("sqs.ListQueues", {}):
            if time.time() > until or self.process.poll() is not None:
                raise SystemExit(f"{self.name} does not answer; see {self.log.name}")
            time.sleep(0.5)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def call(self, call, body):
        if " " in call:
            method, path = call.split(" ", 1)
            service, headers = ("ses" if path.startswith("/v2/email") else "scheduler"), {}
        else:
            service, operation = call.split(".")
            method, path, headers = "POST", "/", {"X-Amz-Target": f"{TARGETS[service]}.{operation}"}
        headers["Content-Type"] = "application/x-amz-json-1.0" if service in ("sqs", "states") else "application/json" if " " in call else "application/x-amz-json-1.1"
        day = datetime.now(timezone.utc).strftime("%Y%m%d")
        headers["X-Amz-Date"] = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        headers["Authorization"] = (f"AWS4-HMAC-SHA256 Credential=test/{day}/us-east-1/{service}/aws4_request, "
                                    "SignedHeaders=host;x-amz-date, Signature=0")
        host = "email" if service == "ses" else service
        headers["Host"] = f"{host}.us-east-1.amazonaws.com" if self.name == "moto" else f"127.0.0.1:{self.port}"
        data = None if method in ("GET", "DELETE") else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as refused:
            return {"error": error_type(refused)}
        except OSError as absent:
            return {"error": type(absent).__name__}


def error_type(refused):
    """The error's code as SDKs show it: that of the older protocol where there is one, without namespace and address."""
    older = refused.headers.get("x-amzn-query-error")
    if older:
        return older.split(";")[0]
    text = refused.read().decode(errors="replace")
    try:
        body = json.loads(text)
    except ValueError:
        body = {}
    name = (body.get("__type") or refused.headers.get("x-amzn-errortype") or body.get("Code") or body.get("code")
            or f"HTTP {refused.code}")
    return name.split("#")[-1].split(":")[0]


def install(name, requirements):
    home = HOME / name
    python = home / "bin/python"
    stamp = home / "installed.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "-r", requirements], check=True)
        stamp.write_text(requirements.read_text())
    return python


def engines():
    HOME.mkdir(parents=True, exist_ok=True)
    here = "127.0.0.1"
    return {engine.name: engine for engine in (
        Engine("localstack", "localstack-core", 4610, "000000000000", ["-m", "localstack.runtime.main"],
               {"GATEWAY_LISTEN": f"{here}:4610", "LOCALSTACK_HOST": f"{here}:4610", "LOCALSTACK_VOLUME_DIR": str(HOME / "volume"),
                "FILESYSTEM_ROOT": str(HOME / "files"), "DISABLE_EVENTS": "1", "SKIP_SSL_CERT_DOWNLOAD": "1", "DNS_ADDRESS": "0"}),
        Engine("ministack", "ministack", 4620, "000000000000", ["-m", "ministack"],
               {"GATEWAY_PORT": "4620", "BIND_HOST": here, "MINISTACK_HOST": here, "MINISTACK_REGION": "us-east-1",
                "AWS_ENDPOINT_URL": f"http://{here}:4620", "IOT_MTLS_ENABLED": "0",
                "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}),
        Engine("moto", "moto", 4630, "123456789012", ["-m", "moto.server", "-H", here, "-p", "4630"], {}))}


# ---- one case on one engine

def filled(value, known):
    """The value with every ${name} and ${now+SECONDS[@ZONE]} replaced."""
    if isinstance(value, dict):
        return {key: json.dumps(filled(one, known)) if key in TEXTS and not isinstance(one, str) else filled(one, known)
                for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, known) for one in value]
    if not isinstance(value, str):
        return value
    if value.startswith("repeat:"):
        _, times, text = value.split(":", 2)
        return text * int(times)
    return re.sub(r"\$\{([^}]+)\}", lambda match: variable(match.group(1), known), value)


def variable(name, known):
    moment = re.fullmatch(r"now([+-]\d+)(?:@(.+))?", name)
    if not moment:
        return known[name]
    then = datetime.now(timezone.utc) + timedelta(seconds=int(moment.group(1)))
    return then.astimezone(ZoneInfo(moment.group(2) or "UTC")).strftime("%Y-%m-%dT%H:%M:%S")


def emptied(value, known):
    """The value with what differs from play to play replaced by its ${name} again."""
    if isinstance(value, dict):
        return {key: emptied(one, known) for key, one in value.items()}
    if isinstance(value, list):
        return [emptied(one, known) for one in value]
    if isinstance(value, str):
        for name, text in sorted(known.items(), key=lambda item: -len(item[1])):
            value = value.replace(text, "${" + name + "}")
    return value


def read(answer, path):
    """a.b, a[].b (of each), a[0].b, and a! for the JSON that the text a is; None when nothing is there."""
    values, many = [answer], False
    for step in re.findall(r"[^.\[\]!]+|\[\d*\]|!", path):
        found = []
        for value in values:
            if step == "[]":
                found += value if isinstance(value, list) else []
            elif step.startswith("["):
                index = int(step[1:-1])
                found += value[index:index + 1] if isinstance(value, list) else []
            elif step == "!":
                found.append(parsed(value))
            elif isinstance(value, dict) and value.get(step) is not None:
                found.append(value[step])
        values, many = found, many or step == "[]"
    return values if many else values[0] if values else None


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return {"notJson": text}


def steps(case, content):
    """A case's steps, macros spelt out and defaults filled in."""
    for step in case["steps"]:
        for one in [dict(one, macro=True) for one in content["macros"][step["use"]]] if "use" in step else [step]:
            arguments = {key: {**content["defaults"][key], **value} if key in content.get("defaults", {}) and isinstance(value, dict) else value
                         for key, value in one.get("in", {}).items()}
            yield {**one, "in": arguments}


def play(case, content, engine):
    """What the engine answered to each step that calls."""
    known = {"id": "c" + uuid.uuid4().hex[:10], "account": engine.account}
    answers = []
    for step in steps(case, content):
        if "wait" in step:
            time.sleep(step["wait"])
            continue
        answer = engine.call(filled(step["call"], known), filled(step["in"], known))
        for name, path in step.get("save", {}).items():
            known[name] = read(answer, path) or "nothing"
        if "error" in answer:
            out = {"error": answer["error"]}
        else:
            out = {path: emptied(read(answer, path), known) for path in step.get("keep", [])}
        if not step.get("macro"):
            answers.append(out)
        elif "error" in out:
            raise SystemExit(f"{engine.name}: {case['name']}: {step['call']} answered {out}")
    return answers


# ---- files

def asked(content):
    """The engines that a file's cases are played on."""
    return {name for case in content["cases"] for name in case.get("engines", content["engines"])}


def record(path, running):
    content = json.loads(path.read_text())
    conflicts = []
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        plays = []
        for case in content["cases"]:
            names = case.get("engines", content["engines"])
            plays.append({name: pool.submit(play, case, content, running[name]) for name in names})
        for case, by_engine in zip(content["cases"], plays):
            answers = {name: future.result() for name, future in by_engine.items()}
            calls = [step for step in case["steps"] if "call" in step]
            for index, step in enumerate(calls):
                if not judge(step, {name: outs[index] for name, outs in answers.items()}):
                    conflicts.append(f"{path.name}: {case['name']}: {step['call']}: {step['disagrees']} against {step['out']}")
    content["recorded"] = {name: running[name].version for name in sorted(asked(content))}
    path.write_text(written(content))
    return conflicts


def judge(step, answers):
    """Writes down the answers. False when they differ and nobody has decided yet which one AWS's documentation bears out."""
    if "source" not in step or "out" not in step:
        step["out"] = next(iter(answers.values()))
    step.pop("disagrees", None)
    disagrees = {name: out for name, out in answers.items() if out != step["out"]}
    if disagrees:
        step["disagrees"] = disagrees
    return not disagrees or "source" in step


def written(content):
    """One step a line, so that a person and a diff can read it."""
    head = {key: value for key, value in content.items() if key not in ("macros", "cases")}
    lines = ["{"] + [f"{json.dumps(key)}: {one_line(value)}," for key, value in head.items()]
    if "macros" in content:
        macros = ",\n".join(f" {json.dumps(name)}: [\n{step_lines(steps)}]" for name, steps in content["macros"].items())
        lines.append(f'"macros": {{\n{macros}}},')
    cases = []
    for case in content["cases"]:
        head = "".join(f"{json.dumps(key)}: {one_line(value)}, " for key, value in case.items() if key != "steps")
        cases.append(f"{{{head}\"steps\": [\n{step_lines(case['steps'])}]}}")
    lines.append('"cases": [\n' + ",\n".join(cases) + "]}")
    return "\n".join(lines) + "\n"


def step_lines(steps):
    return ",\n".join(" " + one_line({key: step[key] for key in sorted(step, key=order)}) for step in steps)


def order(key):
    known = ["use", "wait", "call", "in", "save", "keep", "out", "disagrees", "decided", "source"]
    return known.index(key)


def one_line(value):
    return json.dumps(value, ensure_ascii=False)


def main():
    names = sys.argv[1:] or sorted(path.name for path in CASES.glob("*.json") if path.name != "cron.json")
    needed = set().union(*(asked(json.loads((CASES / name).read_text())) for name in names))
    running = {name: engine for name, engine in engines().items() if name in needed}
    try:
        for engine in running.values():
            engine.start()
        conflicts = [conflict for name in names for conflict in record(CASES / name, running)]
    finally:
        for engine in running.values():
            if hasattr(engine, "process"):
                engine.stop()
    for conflict in conflicts:
        print("undecided:", conflict)
    sys.exit(1 if conflicts else 0)


if __name__ == "__main__":
    main()
