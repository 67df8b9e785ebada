package dev.homing.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.homing.app.port.WebCalls.Answer;
import dev.homing.app.port.WebCalls.Request;
import dev.homing.domain.flow.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApacheWebCallsTest {
    private final ApacheWebCalls onAws = new ApacheWebCalls(false);
    private final ApacheWebCalls here = new ApacheWebCalls(true);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        base = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Key") + " " + body);
            switch (exchange.getRequestURI().getPath()) {
                case "/moved" -> {
                    exchange.getResponseHeaders().add("Location", base + "/inside");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/large" -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(new byte[1_000_000]);
                    }
                }
                case "/drips" -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (int i = 0; i < 100; i++) {
                            out.write('x');
                            out.flush();
                            Thread.sleep(100);
                        }
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                }
                default -> {
                    byte[] answer = "{\"code\": 1}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(201, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Answer call(ApacheWebCalls calls, String url, Call.Method method, @Nullable String body) {
        return calls.call(new Request(
                method,
                URI.create(url),
                Map.of("Content-Type", "application/json", "X-Key", "k"),
                body,
                Duration.ofSeconds(2)));
    }

    @Test
    void calls_withMethodHeadersAndBody() {
        Answer answer = call(here, base + "/a?b=c", Call.Method.PUT, "{\"é\": 1}");
        assertThat(answer).isEqualTo(new Answer.Answered(201, "{\"code\": 1}"));
        assertThat(call(here, base + "/b", Call.Method.GET, null)).isInstanceOf(Answer.Answered.class);
        assertThat(seen).containsExactly("PUT /a?b=c application/json k {\"é\": 1}", "GET /b application/json k ");
    }

    @Test
    void followsNoRedirect_readsNoMoreThanItMay_andWaitsNoLonger() {
        assertThat(call(here, base + "/moved", Call.Method.GET, null)).isEqualTo(new Answer.Answered(302, ""));
        assertThat(((Answer.Answered) call(here, base + "/large", Call.Method.GET, null)).body())
                .hasSize(64 * 1024);
        assertThat(call(here, base + "/drips", Call.Method.GET, null)).isInstanceOf(Answer.Silence.class);
        assertThat(seen).noneMatch(line -> line.contains("/inside"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/",
                "https://10.0.0.1/",
                "https://[64:ff9b::a00:1]/",
                "https://2130706433/",
                "https://user:password@example.com/",
                "http://example.com/",
                "ftp://example.com/",
            })
    void reachesNothingThatIsNotPublic(String url) {
        assertThat(call(onAws, url, Call.Method.GET, null)).isInstanceOf(Answer.Forbidden.class);
    }

    @Test
    void reachesThisMachine_onlyWhereThatIsMeant() {
        assertThat(call(onAws, base + "/", Call.Method.GET, null)).isInstanceOf(Answer.Forbidden.class);
        assertThat(seen).isEmpty();
    }
}
