package dev.homing.asl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.asl.Cases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The States Language's rules, case by case, from the files under {@code cases/}. */
class CasesTest {

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
                "races",
                "expect",
                "disagrees",
                "recorded");
        assertThat(json.has("expect") || json.has("recorded"))
                .as("something to hold the case to")
                .isTrue();
        JsonNode expect = json.path("expect");
        Cases.allow(expect, "status", "output", "error", "cause", "after", "waitsUntil", "states", "calls", "history");

        Replay replay = Replay.of(each);

        SoftAssertions softly = new SoftAssertions();
        checkChain(softly, replay.history());
        if (json.has("expect")) {
            checkExecution(softly, expect, replay.execution());
            softly.assertThat(replay.interpreter().nextDue().orElse(null))
                    .as("next due")
                    .isEqualTo(expect.has("waitsUntil") ? at(expect.path("waitsUntil")) : null);
            checkHistory(softly, expect, replay);
        }
        if (expect.has("calls")) {
            checkCalls(softly, expect.path("calls"), replay.calls);
        }
        softly.assertAll();
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

    private static void checkChain(SoftAssertions softly, List<HistoryEvent> history) {
        for (int i = 0; i < history.size(); i++) {
            HistoryEvent event = history.get(i);
            softly.assertThat(event.id()).isEqualTo(i + 1L);
            softly.assertThat(event.previousEventId())
                    .as("event before %s", event)
                    .isBetween(0L, (long) i);
        }
    }

    private static void checkHistory(SoftAssertions softly, JsonNode expect, Replay replay) {
        if (expect.has("history")) {
            softly.assertThat(replay.history())
                    .extracting(HistoryEvent::type)
                    .as("history")
                    .isEqualTo(texts(expect.path("history")));
        }
        if (expect.has("states")) {
            softly.assertThat(replay.states()).as("states entered").isEqualTo(texts(expect.path("states")));
        }
    }

    private static void checkCalls(SoftAssertions softly, JsonNode expect, List<TaskCall> calls) {
        softly.assertThat(calls).as("calls").hasSize(expect.size());
        for (int i = 0; i < Math.min(calls.size(), expect.size()); i++) {
            JsonNode wanted = expect.get(i);
            Cases.allow(wanted, "state", "at", "arguments");
            TaskCall call = calls.get(i);
            softly.assertThat(call.executionArn()).isEqualTo(Replay.EXECUTION);
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
        return Replay.START.plus(Duration.parse(duration.asText()));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
