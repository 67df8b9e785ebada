package dev.homing.emulator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What two libraries said of cron expressions, and AWS's documentation of zones, recorded by {@code emulator/oracle}. */
class CronConformanceTest {
    private static JsonNode content() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(CronConformanceTest.class.getResourceAsStream("/conformance/cron.json"))) {
            return new ObjectMapper().readTree(stream);
        }
    }

    @TestFactory
    Stream<DynamicTest> expressions() throws IOException {
        return content()
                .path("cases")
                .valueStream()
                .map(one -> DynamicTest.dynamicTest(one.path("name").asText(), () -> check(one)));
    }

    private static void check(JsonNode one) {
        JsonNode out = one.path("out");
        if (out.isTextual()) {
            assertThat(calculate(one)).as(one.toString()).containsExactly("refused");
        } else {
            assertThat(calculate(one))
                    .as(one.toString())
                    .containsExactlyElementsOf(
                            out.valueStream().map(JsonNode::asText).toList());
        }
    }

    private static List<String> calculate(JsonNode one) {
        String expression = one.path("expression").asText();
        CronExpression cron;
        try {
            cron = CronExpression.parse(expression.substring("cron(".length(), expression.length() - 1));
        } catch (IllegalArgumentException refused) {
            return List.of("refused");
        }
        List<String> found = new ArrayList<>();
        Instant from = Instant.parse(one.path("from").asText());
        ZoneId zone = ZoneId.of(one.path("zone").asText("UTC"));
        while (found.size() < one.path("count").asInt()) {
            Optional<Instant> next = cron.firstAtOrAfter(from.plusSeconds(1), zone);
            if (next.isEmpty()) {
                break;
            }
            from = next.get();
            found.add(from.toString());
        }
        return found;
    }

    @Test
    void everyCaseIsWhole() throws IOException {
        JsonNode content = content();
        assertThat(content.path("recorded")).isNotEmpty();
        assertThat(content.path("cases").size()).isGreaterThanOrEqualTo(60);
        for (JsonNode one : content.path("cases")) {
            if (one.has("disagrees") || one.has("zone")) {
                assertThat(one.path("decided").asText()).as(one.toString()).isNotBlank();
                assertThat(one.path("source").asText()).as(one.toString()).startsWith("https://");
            }
        }
    }
}
