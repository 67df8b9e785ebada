package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of a stranger can make a browser of this machine send. Written on the socket: HTTP clients keep Host to themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalCallersTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final HttpApi api = emulator.httpApi(HttpApiOptions.onPort(0).route("$default", "echo"));

    @BeforeAll
    void functions() {
        emulator.function("echo", event -> "{\"statusCode\":200,\"body\":\"here\"}".getBytes(StandardCharsets.UTF_8));
        api.handle("/dev", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    @AfterAll
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "LOCALHOST:8484", "127.0.0.1:8484", "[::1]", "[::1]:8484"})
    void servesWhoeverCallsThisMachineByItsName(String host) throws IOException {
        assertThat(api("GET", "/", Map.of("Host", host))).startsWith("HTTP/1.1 200");
        assertThat(api("GET", "/dev/clock", Map.of("Host", host))).startsWith("HTTP/1.1 200");
        assertThat(aws(Map.of("Host", host))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebind.evil.example",
                "rebind.evil.example:8484",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil-localhost",
                "[::2]",
                "localhost@evil.example",
                ""
            })
    void refusesEveryOtherName_onBothPorts(String host) throws IOException {
        for (String answer : new String[] {
            api("GET", "/", Map.of("Host", host)),
            api("GET", "/v1/track", Map.of("Host", host)),
            api("GET", "/dev/inbox", Map.of("Host", host)),
            aws(Map.of("Host", host))
        }) {
            assertThat(answer).startsWith("HTTP/1.1 403");
            assertThat(answer).contains("application/problem+json");
            assertThat(Json.parse(answer.substring(answer.indexOf("\r\n\r\n")))
                            .path("detail")
                            .asText())
                    .contains("localhost");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,https://evil.example,403",
        "Origin,http://localhost.evil.example,403",
        "Origin,null,403",
        "Origin,http://localhost:3000,200",
        "Origin,http://127.0.0.1,200",
        "Sec-Fetch-Site,cross-site,403",
        "Sec-Fetch-Site,same-origin,200",
        "Sec-Fetch-Site,none,200"
    })
    void pagesOfOtherSitesDriveNothing(String header, String value, int status) throws IOException {
        Map<String, String> headers = Map.of("Host", "localhost", header, value);

        assertThat(api("POST", "/dev/clock", headers)).startsWith("HTTP/1.1 " + status);
        assertThat(aws(headers)).startsWith("HTTP/1.1 " + status);
        assertThat(api("POST", "/v1/track", headers))
                .as("a shop's pages call the product from anywhere")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aLinkMayBeFollowed_andAPictureShown_fromAnywhere() throws IOException {
        for (String destination : new String[] {"document", "image"}) {
            // A message is shown in a sandbox, whose origin is none.
            Map<String, String> headers = Map.of(
                    "Host",
                    "localhost",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Dest",
                    destination,
                    "Origin",
                    "null");
            assertThat(api("GET", "/dev/shop", headers)).startsWith("HTTP/1.1 200");
            assertThat(api("POST", "/dev/clock", headers)).startsWith("HTTP/1.1 403");
        }
        assertThat(api(
                        "GET",
                        "/dev/inbox",
                        Map.of("Host", "localhost", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "script")))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "PROPFIND"})
    void methodsThatNoRouteCanName_areNotAllowed(String method) throws IOException {
        assertThat(api(method, "/", Map.of("Host", "localhost")))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD, POST");
    }

    private String api(String method, String path, Map<String, String> headers) throws IOException {
        return send(api.uri(), method, path, headers, "");
    }

    private String aws(Map<String, String> headers) throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Amz-Target", "DynamoDB_20120810.ListTables");
        return send(emulator.endpoint(), "POST", "/", all, "{}");
    }

    private static String send(URI to, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("Connection: close\r\nContent-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.getPort())) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
