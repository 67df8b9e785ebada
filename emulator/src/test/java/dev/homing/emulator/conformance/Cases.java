package dev.homing.emulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The cases of one file, as {@code emulator/oracle/README.md} describes them. */
final class Cases {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> CASE_KEYS = Set.of("name", "engines", "steps");
    private static final Set<String> STEP_KEYS =
            Set.of("use", "wait", "call", "in", "save", "keep", "out", "disagrees", "decided", "source");

    private final JsonNode content;

    private Cases(JsonNode content) {
        this.content = content;
    }

    static Cases of(String file) {
        try (InputStream stream = Objects.requireNonNull(Cases.class.getResourceAsStream("/conformance/" + file))) {
            return new Cases(JSON.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Each case as a test that plays it. */
    Stream<DynamicTest> on(Emulator emulator) {
        return all().stream()
                .map(one ->
                        DynamicTest.dynamicTest(one.path("name").asText(), () -> new Play(emulator).play(steps(one))));
    }

    /** That nothing in the file is lost, and that who decides against an engine says by what. */
    void check(int atLeast) {
        List<JsonNode> all = all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(all.stream().map(one -> one.path("name").asText())).doesNotHaveDuplicates();
        assertThat(content.path("recorded")).as("engines and versions").isNotEmpty();
        for (JsonNode one : all) {
            assertThat(one.fieldNames()).toIterable().as(one.toString()).isSubsetOf(CASE_KEYS);
            for (JsonNode step : one.path("steps")) {
                assertThat(step.fieldNames()).toIterable().as(step.toString()).isSubsetOf(STEP_KEYS);
                assertThat(step.has("out")).as(step.toString()).isEqualTo(step.has("call"));
                if (step.has("disagrees")) {
                    assertThat(step.path("decided").asText())
                            .as(step.toString())
                            .isNotBlank();
                    assertThat(step.path("source").asText()).as(step.toString()).startsWith("https://");
                }
            }
        }
    }

    private List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        content.path("cases").forEach(all::add);
        return all;
    }

    /** A case's steps, macros spelt out and defaults filled in. */
    private List<ObjectNode> steps(JsonNode one) {
        List<ObjectNode> steps = new ArrayList<>();
        for (JsonNode step : one.path("steps")) {
            JsonNode spelt = step.has("use")
                    ? content.path("macros").path(step.path("use").asText())
                    : JSON.createArrayNode().add(step);
            assertThat(spelt).as(step.toString()).isNotEmpty();
            spelt.forEach(each -> steps.add(withDefaults(each.deepCopy())));
        }
        return steps;
    }

    private ObjectNode withDefaults(ObjectNode step) {
        content.path("defaults").properties().forEach(entry -> {
            if (step.path("in").path(entry.getKey()) instanceof ObjectNode given) {
                ObjectNode whole = entry.getValue().deepCopy();
                ((ObjectNode) step.path("in")).set(entry.getKey(), whole.setAll(given));
            }
        });
        return step;
    }
}
