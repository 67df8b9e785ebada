package dev.homing.asl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.Cases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interpreter held against what an independent engine made of the same cases; {@code oracle/} records it. */
class RecordedTest {
    private static final int FEWEST = 550;
    /** The recorder leaves arguments of more characters out. */
    private static final int LARGE = 1_000;

    static Stream<Cases> recorded() {
        return Cases.all().filter(each -> each.json().has("recorded"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void doesAsTheEngineDid_orSaysOnWhoseAuthorityNot(Cases each) {
        JsonNode recorded = each.json().path("recorded");
        Map<String, String> differences = differences(recorded, ours(each, recorded));

        if (each.json().has("disagrees")) {
            JsonNode disagrees = each.json().path("disagrees");
            Cases.allow(disagrees, "decided", "source");
            assertThat(differences)
                    .as("the disagreement that the case speaks of")
                    .isNotEmpty();
            assertThat(disagrees.path("decided").asText()).isNotBlank();
            assertThat(disagrees.path("source").asText()).startsWith("https://");
            assertThat(each.json().has("expect"))
                    .as("what we do instead, under expect")
                    .isTrue();
        } else {
            assertThat(differences).isEmpty();
        }
    }

    @Test
    void isHeldAgainstManyCases_allOfAKnownEngine() {
        List<JsonNode> records =
                recorded().map(each -> each.json().path("recorded")).toList();

        assertThat(records).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(record.path("engine").asText()).matches("moto \\d+\\.\\d+\\.\\d+ .*jsonata \\d.*"));
    }

    @Test
    void disagreesOnlyWhereThereIsARecord() {
        assertThat(Cases.all().filter(each -> each.json().has("disagrees")))
                .allSatisfy(each -> assertThat(each.json().has("recorded")).isTrue());
    }

    @Test
    void isSummedUpForPeople() throws IOException {
        String summary;
        try (InputStream in = Objects.requireNonNull(RecordedTest.class.getResourceAsStream("/cases/RECORDED.md"))) {
            summary = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Cases> disagreeing =
                Cases.all().filter(each -> each.json().has("disagrees")).toList();

        assertThat(summary)
                .as("record again: asl/oracle/record.sh")
                .contains("| all | %d | %d | %d |"
                        .formatted(Cases.all().count(), recorded().count(), disagreeing.size()));
        assertThat(disagreeing).allSatisfy(each -> assertThat(summary)
                .contains("  - " + each + "\n")
                .contains(each.json().path("disagrees").path("decided").asText()));
    }

    private static Map<String, String> differences(JsonNode recorded, JsonNode ours) {
        Map<String, String> differences = new LinkedHashMap<>();
        recorded.properties().forEach(entry -> {
            JsonNode own = ours.path(entry.getKey());
            if (!entry.getKey().equals("engine") && !own.equals(entry.getValue())) {
                differences.put(entry.getKey(), "recorded " + entry.getValue() + ", ours " + own);
            }
        });
        return differences;
    }

    /** What the interpreter does, written as the recorder writes it. */
    private static JsonNode ours(Cases each, JsonNode recorded) {
        Replay replay = Replay.of(each);
        Execution execution = replay.execution();
        ObjectNode ours = Cases.MAPPER.createObjectNode();
        ours.put("status", execution.status().name());
        if (execution.output() != null) {
            ours.set("output", execution.output());
        }
        ours.put("error", execution.error());
        if (recorded.path("error").asText().startsWith("States.")) {
            // How the language's own errors are worded is nobody's contract.
            ours.set("cause", recorded.path("cause"));
        } else {
            ours.put("cause", execution.cause());
        }
        if (execution.stoppedAt() != null) {
            ours.put("after", after(execution.stoppedAt()));
        }
        texts(ours, "states", replay.states().stream(), each.runsSideBySide());
        texts(ours, "history", replay.history().stream().map(HistoryEvent::type), each.runsSideBySide());
        texts(ours, "answers", replay.answers.stream(), false);
        ArrayNode calls = ours.putArray("calls");
        replay.calls.stream()
                .map(RecordedTest::call)
                .sorted(each.runsSideBySide() ? Comparator.comparing(JsonNode::toString) : (_, _) -> 0)
                .forEach(calls::add);
        return Cases.normal(ours);
    }

    /** Side by side, the order of events is the engine's threads' own: the recorder sorts them. */
    private static void texts(ObjectNode ours, String field, Stream<String> texts, boolean sorted) {
        (sorted ? texts.sorted() : texts).forEach(ours.putArray(field)::add);
    }

    private static ObjectNode call(TaskCall call) {
        ObjectNode json =
                Cases.MAPPER.createObjectNode().put("state", call.stateName()).put("at", after(call.now()));
        return call.arguments().toString().length() > LARGE ? json : json.set("arguments", call.arguments());
    }

    private static String after(Instant moment) {
        return Duration.between(Replay.START, moment).toString();
    }
}
