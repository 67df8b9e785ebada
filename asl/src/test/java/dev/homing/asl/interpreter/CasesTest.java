package dev.homing.asl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homing.asl.AslParser;
import dev.homing.asl.Cases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The States Language's rules, case by case, from the files under {@code cases/}. */
class CasesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:shop:3";
    private static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:shop:run-1";

    static Stream<Cases> cases() {
        return Cases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void holds(Cases each) {
        JsonNode json = each.json();
        Cases.allow(
                json,
                "name",
                "states",
                "machine",
                "expression",
                "input",
                "large",
                "tasks",
                "script",
                "until",
                "expect");
        JsonNode expect = json.path("expect");
        Cases.allow(expect, "status", "output", "error", "cause", "after", "waitsUntil", "states", "calls", "history");
        List<TaskCall> calls = new ArrayList<>();
        Interpreter interpreter =
                new Interpreter(call -> answer(json.path("tasks"), calls, call), new SplittableRandom(1));

        interpreter.start(EXECUTION, MACHINE, "run-1", AslParser.parse(each.machine()), input(json), START);
        json.path("script").forEach(step -> play(interpreter, calls, step));
        interpreter.runDue(START.plus(Duration.parse(json.path("until").asText("P400D"))));

        SoftAssertions softly = new SoftAssertions();
        checkExecution(softly, expect, interpreter.execution(EXECUTION).orElseThrow());
        Instant due = interpreter.nextDue().orElse(null);
        softly.assertThat(due)
                .as("next due")
                .isEqualTo(expect.has("waitsUntil") ? at(expect.path("waitsUntil")) : null);
        checkHistory(softly, expect, interpreter.history(EXECUTION));
        if (expect.has("calls")) {
            checkCalls(softly, expect.path("calls"), calls);
        }
        softly.assertAll();
    }

    private static JsonNode input(JsonNode json) {
        JsonNode large = json.path("large");
        if (large.isObject()) {
            return TextNode.valueOf(
                    large.path("of").asText().repeat(large.path("times").asInt()));
        }
        return json.has("input") ? json.path("input") : JsonNodeFactory.instance.objectNode();
    }

    private static TaskOutcome answer(JsonNode tasks, List<TaskCall> calls, TaskCall call) {
        long before = calls.stream()
                .filter(c -> c.stateName().equals(call.stateName()))
                .count();
        calls.add(call);
        JsonNode answers = tasks.path(call.stateName());
        if (answers.isMissingNode()) {
            return call.token() == null ? new TaskOutcome.Succeeded(call.arguments()) : new TaskOutcome.Pending();
        }
        JsonNode answer = answers.get((int) Math.min(before, answers.size() - 1));
        if (answer.has("succeed")) {
            return new TaskOutcome.Succeeded(answer.path("succeed"));
        }
        if (answer.has("fail")) {
            return new TaskOutcome.Failed(
                    answer.path("fail").get(0).asText(),
                    answer.path("fail").get(1).asText());
        }
        return switch (answer.asText()) {
            case "echo" -> new TaskOutcome.Succeeded(call.arguments());
            case "pending" -> new TaskOutcome.Pending();
            default -> throw new IllegalStateException("Unknown answer " + answer);
        };
    }

    private static void play(Interpreter interpreter, List<TaskCall> calls, JsonNode step) {
        Cases.allow(step, "at", "do", "state", "call", "output", "error", "cause", "answer", "beforeDue");
        Instant now = at(step.path("at"));
        if (!step.path("beforeDue").asBoolean()) {
            interpreter.runDue(now);
        }
        String error = step.path("error").textValue();
        String cause = step.path("cause").textValue();
        if (step.path("do").asText().equals("stop")) {
            interpreter.stop(EXECUTION, error, cause, now);
            return;
        }
        String token = token(calls, step);
        TokenResult result =
                switch (step.path("do").asText()) {
                    case "succeed" -> interpreter.taskSucceeded(token, step.path("output"), now);
                    case "fail" -> interpreter.taskFailed(token, error, cause, now);
                    case "heartbeat" -> interpreter.heartbeat(token, now);
                    default -> throw new IllegalStateException("Unknown step " + step);
                };
        assertThat(result.getClass().getSimpleName())
                .as("answer to %s", step)
                .isEqualTo(step.path("answer").asText());
    }

    private static String token(List<TaskCall> calls, JsonNode step) {
        List<TaskCall> ofState = calls.stream()
                .filter(call -> call.stateName().equals(step.path("state").asText()))
                .toList();
        assertThat(ofState).as("calls before %s", step).isNotEmpty();
        String token = ofState.get(step.path("call").asInt(ofState.size()) - 1).token();
        assertThat(token).as("token for %s", step).isNotNull();
        return Objects.requireNonNull(token);
    }

    private static void checkExecution(SoftAssertions softly, JsonNode expect, Execution execution) {
        softly.assertThat(execution.status().name())
                .as("status (%s: %s)", execution.error(), execution.cause())
                .isEqualTo(expect.path("status").asText());
        if (execution.status() == Execution.Status.RUNNING) {
            softly.assertThat(execution.stoppedAt()).isNull();
            return;
        }
        JsonNode output = execution.output();
        if (execution.status() == Execution.Status.SUCCEEDED) {
            softly.assertThat(expect.has("output")).as("an expected output").isTrue();
            softly.assertThat(output == null ? null : Cases.normal(output))
                    .as("output")
                    .isEqualTo(expect.get("output"));
            softly.assertThat(execution.error()).isNull();
        } else {
            softly.assertThat(expect.has("error")).as("an expected error").isTrue();
            softly.assertThat(output).isNull();
            softly.assertThat(execution.error())
                    .as("error (%s)", execution.cause())
                    .isEqualTo(expect.path("error").textValue());
        }
        if (expect.has("cause")) {
            softly.assertThat(execution.cause())
                    .as("cause")
                    .contains(expect.path("cause").asText());
        }
        if (expect.has("after")) {
            softly.assertThat(execution.stoppedAt()).as("ended").isEqualTo(at(expect.path("after")));
        }
    }

    private static void checkHistory(SoftAssertions softly, JsonNode expect, List<HistoryEvent> history) {
        for (int i = 0; i < history.size(); i++) {
            HistoryEvent event = history.get(i);
            softly.assertThat(event.id()).isEqualTo(i + 1L);
            softly.assertThat(event.previousEventId())
                    .as("event before %s", event)
                    .isBetween(0L, (long) i);
        }
        if (expect.has("history")) {
            softly.assertThat(history)
                    .extracting(HistoryEvent::type)
                    .as("history")
                    .isEqualTo(texts(expect.path("history")));
        }
        if (expect.has("states")) {
            softly.assertThat(history.stream()
                            .filter(event -> event.type().endsWith("StateEntered"))
                            .map(HistoryEvent::stateName))
                    .as("states entered")
                    .isEqualTo(texts(expect.path("states")));
        }
    }

    private static void checkCalls(SoftAssertions softly, JsonNode expect, List<TaskCall> calls) {
        softly.assertThat(calls).as("calls").hasSize(expect.size());
        for (int i = 0; i < Math.min(calls.size(), expect.size()); i++) {
            JsonNode wanted = expect.get(i);
            Cases.allow(wanted, "state", "at", "arguments");
            TaskCall call = calls.get(i);
            softly.assertThat(call.executionArn()).isEqualTo(EXECUTION);
            if (wanted.has("state")) {
                softly.assertThat(call.stateName())
                        .as("state of call %s", i)
                        .isEqualTo(wanted.path("state").asText());
            }
            if (wanted.has("at")) {
                softly.assertThat(call.now()).as("time of call %s", i).isEqualTo(at(wanted.path("at")));
            }
            if (wanted.has("arguments")) {
                softly.assertThat(Cases.normal(call.arguments()))
                        .as("arguments of call %s", i)
                        .isEqualTo(wanted.path("arguments"));
            }
        }
    }

    private static Instant at(JsonNode duration) {
        return START.plus(Duration.parse(duration.asText()));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
