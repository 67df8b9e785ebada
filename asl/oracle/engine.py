"""One case on moto's Step Functions engine (which is LocalStack's), with the reference JSONata and scripted tasks."""

import copy
import datetime
import json
import logging
import re
import subprocess
import threading
from importlib.metadata import version
from pathlib import Path

import moto.stepfunctions.parser.asl.jsonata.jsonata as engine_jsonata
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import (
    StateTaskServiceAwsSdk,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

import virtual_time
from virtual_time import START, Clock

HERE = Path(__file__).parent
JSONATA = json.loads((HERE / "node_modules/jsonata/package.json").read_text())["version"]
ENGINE = f"moto {version('moto')} (LocalStack's engine) with jsonata {JSONATA}"
REGION, ACCOUNT = "eu-west-1", "123456789012"
# The one integration whose arguments and results the engine does not touch; cases name whatever they like.
RESOURCE = "arn:aws:states:::aws-sdk:sqs:sendMessage"
CALLBACK = ".waitForTaskToken"

# The engine logs every failure that a case is about.
logging.disable(logging.CRITICAL)


class ReferenceJsonata:
    """The npm package in a process of its own, one expression at a time."""

    def __init__(self, clock):
        self._clock = clock
        self._lock = threading.Lock()
        self._node = subprocess.Popen(
            ["node", str(HERE / "evaluate.js")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def evaluate(self, expression):
        with self._lock:
            request = {"expression": expression, "now": round(self._clock.now.timestamp() * 1000)}
            self._node.stdin.write(json.dumps(request) + "\n")
            self._node.stdin.flush()
            answer = json.loads(self._node.stdout.readline())
        if "error" in answer:
            raise engine_jsonata.JSONataException("UNKNOWN", answer["error"])
        return answer.get("value")

    def close(self):
        self._node.kill()


class Tasks:
    """Answers the calls of Tasks as the case says, and keeps them."""

    def __init__(self, answers, clock):
        self._answers = answers
        self._clock = clock
        self.calls = []

    def call(self, env, arguments):
        context = env.states.context_object.context_object_data
        state = context["State"]["Name"]
        before = sum(1 for call in self.calls if call["state"] == state)
        token = context.get("Task", {}).get("Token")
        self.calls.append({"state": state, "at": self._clock.now, "arguments": copy.deepcopy(arguments), "token": token})
        answers = self._answers.get(state)
        answer = "echo" if answers is None else answers[min(before, len(answers) - 1)]
        if answer == "echo":
            return arguments
        if "succeed" in answer:
            return answer["succeed"]
        error, cause = answer["fail"]
        details = TaskFailedEventDetails(error=error, cause=cause)
        raise FailureEventException(
            FailureEvent(
                env=env,
                error_name=CustomErrorName(error),
                event_type=HistoryEventType.TaskFailed,
                event_details=EventDetails(taskFailedEventDetails=details),
            )
        )


def machine(case):
    """The case's machine spelled out, every Task on the integration that the engine runs."""
    if "machine" in case:
        definition = copy.deepcopy(case["machine"])
    elif "expression" in case:
        output = "{% " + case["expression"] + " %}"
        definition = _machine({"E": {"Type": "Pass", "Output": output, "End": True}})
    else:
        definition = _machine(copy.deepcopy(case["states"]))
    _redirect(definition)
    return definition


def _machine(states):
    return {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states}


def _redirect(value):
    if isinstance(value, list):
        for element in value:
            _redirect(element)
    elif isinstance(value, dict):
        if value.get("Type") == "Task":
            value["Resource"] = RESOURCE + (CALLBACK if value["Resource"].endswith(CALLBACK) else "")
        for element in value.values():
            _redirect(element)


def case_input(case):
    if "large" in case:
        return case["large"]["of"] * case["large"]["times"]
    return case.get("input", {})


def run(case):
    """What the engine makes of the case. To be called once in a process: it changes the engine's modules for good."""
    clock = Clock()
    virtual_time.install(clock)
    jsonata = ReferenceJsonata(clock)
    engine_jsonata._eval_jsonata = jsonata.evaluate
    tasks = Tasks(case.get("tasks", {}), clock)
    StateTaskServiceAwsSdk._get_supported_parameters = lambda self: None
    StateTaskServiceAwsSdk._normalise_parameters = lambda self, *args, **kwargs: None
    StateTaskServiceAwsSdk._normalise_response = lambda self, *args, **kwargs: None

    def eval_service_task(self, env, resource_runtime_part, normalised_parameters, state_credentials):
        env.stack.append(tasks.call(env, normalised_parameters))

    StateTaskServiceAwsSdk._eval_service_task = eval_service_task
    try:
        return _recorded(case, clock, tasks)
    finally:
        jsonata.close()


def _recorded(case, clock, tasks):
    backend = StepFunctionsParserBackend(REGION, ACCOUNT)
    try:
        created = backend.create_state_machine("shop", json.dumps(machine(case)), "arn:aws:iam::123456789012:role/r")
    except Exception as refusal:
        return {"engine": ENGINE, "status": "REFUSED", "cause": str(refusal)[:200]}
    execution = backend.start_execution(created.arn, "run-1", json.dumps(case_input(case)))
    answers = []
    for step in case.get("script", []):
        clock.run_until(at(step["at"]))
        answer = _play(step, backend, execution, tasks, clock)
        if answer:
            answers.append(answer)
    clock.run_until(at(case.get("until", "P400D")))
    return _result(case, execution, tasks, answers)


def _play(step, backend, execution, tasks, clock):
    if step["do"] == "stop":
        execution.stop(clock.now, step.get("error"), step.get("cause"))
        return None
    if "state" in step:
        of_state = [call["token"] for call in tasks.calls if call["state"] == step["state"]]
        if len(of_state) < max(1, step.get("call", 1)):
            return "NoSuchCall"
        token = of_state[step.get("call", len(of_state)) - 1]
    else:
        token = step["token"]
    try:
        if step["do"] == "succeed":
            backend.send_task_success(token, json.dumps(step.get("output")))
        elif step["do"] == "fail":
            backend.send_task_failure(token, step.get("error"), step.get("cause"))
        else:
            backend.send_task_heartbeat(token)
        return "Accepted"
    except Exception as refusal:
        return {"TaskTimedOut": "TimedOut"}.get(type(refusal).__name__, "Unknown")


def _result(case, execution, tasks, answers):
    events = execution.to_history_output()["events"]
    recorded = {"engine": ENGINE, "status": execution.status}
    if execution.status == "SUCCEEDED":
        recorded["output"] = execution.output
    elif execution.status != "RUNNING":
        recorded["error"] = execution.error
        if execution.cause is not None:
            recorded["cause"] = execution.cause[:300]
    if execution.stop_date:
        recorded["after"] = duration(execution.stop_date)
    recorded["states"] = [
        event["stateEnteredEventDetails"]["name"] for event in events if event["type"].endswith("StateEntered")
    ]
    if '"Task"' in json.dumps(case):
        recorded["calls"] = [_call(call) for call in tasks.calls]
    if answers:
        recorded["answers"] = answers
    recorded["history"] = [event["type"].value for event in events]
    return json.loads(json.dumps(recorded))


def _call(call):
    return {"state": call["state"], "at": duration(call["at"]), "arguments": call["arguments"]}


def at(text):
    """The moment so long after the start, given as an ISO duration of days, hours, minutes and seconds."""
    days, hours, minutes, seconds = re.fullmatch(
        r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?", text
    ).groups("0")
    return START + datetime.timedelta(
        days=int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds)
    )


def duration(moment):
    """How long after the start, as java.time.Duration writes it."""
    milliseconds = round((moment - START).total_seconds() * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds = f"{rest / 1000:.3f}".rstrip("0").rstrip(".")
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{seconds}S" if rest else ""]
    return "PT" + ("".join(parts) or "0S")
