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

/** A case played by the interpreter, to its end. */
final class Replay {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:shop:run-1";
    private static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:shop";

    private final JsonNode json;
    private final Interpreter interpreter;
    final List<TaskCall> calls = new ArrayList<>();
    /** What each use of a token was answered, in order. */
    final List<String> answers = new ArrayList<>();

    private Replay(JsonNode json) {
        this.json = json;
        this.interpreter = new Interpreter(this::answer, new SplittableRandom(1));
    }

    static Replay of(Cases each) {
        Replay replay = new Replay(each.json());
        replay.interpreter.start(
                EXECUTION, MACHINE, "run-1", AslParser.parse(each.machine()), input(each.json()), START);
        each.json().path("script").forEach(replay::play);
        replay.interpreter.runDue(
                START.plus(Duration.parse(each.json().path("until").asText("P400D"))));
        return replay;
    }

    Execution execution() {
        return interpreter.execution(EXECUTION).orElseThrow();
    }

    List<HistoryEvent> history() {
        return interpreter.history(EXECUTION);
    }

    /** The names of the states entered, in order. */
    List<String> states() {
        return history().stream()
                .filter(event -> event.type().endsWith("StateEntered"))
                .map(event -> Objects.requireNonNull(event.stateName()))
                .toList();
    }

    Interpreter interpreter() {
        return interpreter;
    }

    private static JsonNode input(JsonNode json) {
        JsonNode large = json.path("large");
        if (large.isObject()) {
            return TextNode.valueOf(
                    large.path("of").asText().repeat(large.path("times").asInt()));
        }
        return json.has("input") ? json.path("input") : JsonNodeFactory.instance.objectNode();
    }

    private TaskOutcome answer(TaskCall call) {
        long before = calls.stream()
                .filter(c -> c.stateName().equals(call.stateName()))
                .count();
        calls.add(call);
        JsonNode answers = json.path("tasks").path(call.stateName());
        JsonNode answer = answers.get((int) Math.min(before, answers.size() - 1));
        if (answer == null || answer.asText().equals("echo")) {
            return new TaskOutcome.Succeeded(call.arguments());
        }
        Cases.allow(answer, "succeed", "fail");
        return answer.has("succeed")
                ? new TaskOutcome.Succeeded(answer.path("succeed"))
                : new TaskOutcome.Failed(
                        answer.path("fail").get(0).asText(),
                        answer.path("fail").get(1).asText());
    }

    private void play(JsonNode step) {
        Cases.allow(step, "at", "do", "state", "call", "token", "output", "error", "cause", "answer", "beforeDue");
        Instant now = START.plus(Duration.parse(step.path("at").asText()));
        if (!step.path("beforeDue").asBoolean()) {
            interpreter.runDue(now);
        }
        String error = step.path("error").textValue();
        String cause = step.path("cause").textValue();
        if (step.path("do").asText().equals("stop")) {
            interpreter.stop(EXECUTION, error, cause, now);
            return;
        }
        String token = step.has("token") ? step.path("token").asText() : token(step);
        TokenResult result =
                switch (step.path("do").asText()) {
                    case "succeed" -> interpreter.taskSucceeded(token, step.path("output"), now);
                    case "fail" -> interpreter.taskFailed(token, error, cause, now);
                    case "heartbeat" -> interpreter.heartbeat(token, now);
                    default -> throw new IllegalStateException("Unknown step " + step);
                };
        String answer = result.getClass().getSimpleName();
        answers.add(answer);
        if (step.has("answer")) {
            assertThat(answer)
                    .as("answer to %s", step)
                    .isEqualTo(step.path("answer").asText());
        }
    }

    private String token(JsonNode step) {
        List<TaskCall> ofState = calls.stream()
                .filter(call -> call.stateName().equals(step.path("state").asText()))
                .toList();
        assertThat(ofState).as("calls before %s", step).isNotEmpty();
        String token = ofState.get(step.path("call").asInt(ofState.size()) - 1).token();
        assertThat(token).as("token for %s", step).isNotNull();
        return Objects.requireNonNull(token);
    }
}
