package dev.homing.lambda.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.homing.adapter.json.Json;
import dev.homing.domain.Facts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void asBefore() {
        Log.asConfigured();
    }

    @Test
    void writesALine_withTheFieldsByWhichLambdaFilters() {
        Log.to(new PrintStream(written), Log.Level.INFO);
        Log.write(Log.Level.INFO, Map.of("run", "c1-r"));
        Log.debug("not this", Map.of());

        Facts line = Json.object(lines().getFirst());
        assertThat(lines()).hasSize(1);
        assertThat(line.text("level")).isEqualTo("INFO");
        assertThat(Instant.parse(String.valueOf(line.text("timestamp")))).isNotNull();
        assertThat(line.text("run")).isEqualTo("c1-r");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "$LATEST,"})
    void namesThePublishedVersion(String version, @Nullable String said) {
        Log.to(new PrintStream(written), Log.Level.INFO);
        Context context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> method.getName().equals("getFunctionVersion") ? version : "request-1");
        Journal.begin("EventHandler", context);
        Journal.note("events", "e1");
        Journal.end();

        Facts line = Json.object(lines().getFirst());
        assertThat(line.text("requestId")).isEqualTo("request-1");
        assertThat(line.text("version")).isEqualTo(said);
    }

    @Test
    void writesTheWholeStackInOneLine_withoutWhatOthersRepeatOfAddresses() {
        Log.to(new PrintStream(written), Log.Level.INFO);
        Log.error(
                "Failed",
                Map.of("messageId", "c1-m"),
                new IllegalStateException(
                        "outer", new IllegalArgumentException("Address is suppressed: ada@shop.example")));

        assertThat(lines()).hasSize(1);
        Facts line = Json.object(lines().getFirst());
        assertThat(line.text("error")).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.text("stack"))
                .contains("Caused by: java.lang.IllegalArgumentException: Address is suppressed: (address)")
                .contains("at dev.homing.lambda.telemetry.LogTest")
                .doesNotContain("ada@");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ada@shop.example                   | (address)
                    <ada@shop.example>, "b@c.de"       | <(address)>, "(address)"
                    /api/customers/ada%40shop.example  | (address)
                    to +4915112345678 now              | to (number) now
                    recipient 4915112345678            | recipient (number)
                    """)
    void masksAddressesAndNumbers(String text, String masked) {
        assertThat(Log.masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "65e81f75-005e-45c7-9e3a-74c33f582571",
                "c23nzet6l7xp7o2yqstf7-umnhk32nnjfqzn5k",
                "Status Code: 400, Request ID: 1234-5678901234",
                "2026-11-22T10:00:00.123Z"
            })
    void leavesIdsAsTheyAre(String text) {
        assertThat(Log.masked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        ",WARN",
        "INFO,INFO",
        "debug,DEBUG",
        "TRACE,DEBUG",
        "WARN,WARN",
        "ERROR,ERROR",
        "FATAL,FATAL",
        "what,INFO"
    })
    void writesWhatLambdaIsToldTo(String ofLambda, Log.Level lowest) {
        assertThat(Log.lowest(ofLambda)).isEqualTo(lowest);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
