package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.wire.Json;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final HttpApi api = emulator.httpApi(HttpApiOptions.onPort(0)
            .authorizer("secret", "https://issuer", "admin")
            .cors(new HttpApiOptions.Cors(
                    List.of("*"), List.of("GET", "POST"), List.of("content-type"), Duration.ofMinutes(10)))
            .route("$default", "echo")
            .route("GET /things/{id}", "echo")
            .route("ANY /things/{id}", "echo")
            .route("GET /things/all", "echo")
            .route("GET /files/{path+}", "echo")
            .route("GET /boom", "boom")
            .route("GET /nowhere", "unregistered")
            .route("GET /plain", "plain")
            .route("GET /shaped", "shaped")
            .authorisedRoute("ANY /api/{proxy+}", "echo"));
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    void functions() {
        emulator.function("echo", event -> {
            var answer = Json.object().put("statusCode", 200).put("body", new String(event, StandardCharsets.UTF_8));
            return Json.write(answer).getBytes(StandardCharsets.UTF_8);
        });
        emulator.function("boom", event -> {
            throw new IllegalStateException("boom");
        });
        emulator.function("plain", event -> "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        emulator.function("shaped", event -> """
                        {"statusCode":302,"headers":{"location":"https://shop.example/","x-n":5,
                         "access-control-allow-origin":"https://function.example"},
                         "cookies":["a=1; Path=/","b=2"],"body":"aGk=","isBase64Encoded":true}
                        """.getBytes(StandardCharsets.UTF_8));
        api.handle("/dev/ping", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("pong".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    @AfterAll
    void close() {
        http.close();
        emulator.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(api.uri() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode event(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return Json.parse(response.body());
    }

    @Test
    void functionGetsTheEventAsApiGatewayShapesIt() throws Exception {
        JsonNode event = event(to("/things/a%20b?x=1&x=2&y=%C3%BC")
                .header("Cookie", "one=1; two=2")
                .header("X-Custom", "Value")
                .header("User-Agent", "test/1"));
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /things/{id}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/things/a b");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%C3%BC");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"one=1\",\"two=2\"]");
        assertThat(event.path("headers").path("x-custom").asText()).isEqualTo("Value");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("queryStringParameters").toString()).isEqualTo("{\"x\":\"1,2\",\"y\":\"ü\"}");
        assertThat(event.path("pathParameters").toString()).isEqualTo("{\"id\":\"a b\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.has("body")).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("http").path("method").asText()).isEqualTo("GET");
        assertThat(context.path("http").path("path").asText()).isEqualTo("/things/a b");
        assertThat(context.path("http").path("protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(context.path("http").path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.path("http").path("userAgent").asText()).isEqualTo("test/1");
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("accountId").asText()).isEqualTo("000000000000");
        assertThat(context.path("domainName").asText()).isEqualTo("localhost");
        assertThat(context.path("time").asText()).matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(context.path("timeEpoch").asLong())
                .isCloseTo(emulator.clock().now().toEpochMilli(), org.assertj.core.data.Offset.offset(10_000L));
        assertThat(context.has("authorizer")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /things/all      | GET /things/all
                    GET    | /things/1        | GET /things/{id}
                    DELETE | /things/1        | ANY /things/{id}
                    GET    | /things/1/2      | $default
                    GET    | /files/a/b.css   | GET /files/{path+}
                    GET    | /files/          | $default
                    GET    | /                | $default
                    """)
    void theMostSpecificRouteWins(String method, String path, String routeKey) throws Exception {
        JsonNode event = event(to(path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(event.path("routeKey").asText()).isEqualTo(routeKey);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, , false",
        "text/plain; charset=utf-8, , false",
        "application/json, gzip, true",
        "application/x-www-form-urlencoded, , true",
        "application/octet-stream, , true",
    })
    void bodiesAreTextOrBase64(String type, String encoding, boolean base64) throws Exception {
        HttpRequest.Builder request =
                to("/in").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("{\"ü\":1}"));
        JsonNode event = event(encoding == null ? request : request.header("Content-Encoding", encoding));
        assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(base64);
        String body = event.path("body").asText();
        assertThat(base64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body)
                .isEqualTo("{\"ü\":1}");
    }

    @Test
    void answersAsTheFunctionSays() throws Exception {
        HttpResponse<String> response = send(to("/shaped"));
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).hasValue("https://shop.example/");
        assertThat(response.headers().firstValue("x-n")).hasValue("5");
        assertThat(response.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1; Path=/", "b=2");
        assertThat(response.body()).isEqualTo("hi");
        HttpResponse<String> plain = send(to("/plain"));
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(plain.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void answers500_whenTheFunctionFailsOrIsMissing() throws Exception {
        for (String path : new String[] {"/boom", "/nowhere"}) {
            HttpResponse<String> response = send(to(path));
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
    }

    @Test
    void authorisedRoutesWantAToken_andHandItsClaimsOver() throws Exception {
        HttpResponse<String> refused = send(to("/api/campaigns"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Json.parse(refused.body()).path("message").asText())
                .as("what API Gateway says")
                .isEqualTo("Unauthorized");
        assertThat(Json.parse(refused.body()).path("detail").asText()).contains("sign in");
        String token =
                api.token(Map.of("sub", "ann", "cognito:groups", List.of("viewer", "editor")), Duration.ofHours(1));
        JsonNode jwt = event(to("/api/campaigns").header("Authorization", "Bearer " + token))
                .at("/requestContext/authorizer/jwt");
        assertThat(jwt.path("claims").path("sub").asText()).isEqualTo("ann");
        assertThat(jwt.path("claims").path("cognito:groups").asText()).isEqualTo("[viewer editor]");
        assertThat(jwt.path("claims").path("exp").isTextual()).isTrue();
        for (String bad : List.of(
                token + "x",
                api.token(Map.of("sub", "ann"), Duration.ofSeconds(-1)),
                token.replaceFirst("\\.[^.]+\\.", ".e30."))) {
            assertThat(send(to("/api/campaigns").header("Authorization", "Bearer " + bad))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenOutlivesTimePutForward() throws Exception {
        String token = api.token(Map.of("sub", "ann"), Duration.ofHours(1));
        emulator.advance(Duration.ofDays(30));
        assertThat(send(to("/api/x").header("Authorization", "Bearer " + token)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersPreflightsItself_andSetsItsOwnCorsHeaders() throws Exception {
        HttpResponse<String> preflight = send(to("/api/x")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .hasValue("*");
        assertThat(preflight.headers().firstValue("access-control-allow-methods"))
                .hasValue("GET,POST");
        assertThat(preflight.headers().firstValue("access-control-max-age")).hasValue("600");
        HttpResponse<String> answer = send(to("/shaped").header("Origin", "https://shop.example"));
        assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly("*");
        assertThat(send(to("/shaped")).headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void refusesBodiesOverTenMegabytes() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        HttpResponse<String> response = send(to("/in").POST(HttpRequest.BodyPublishers.ofByteArray(large)));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void servesThePathsOfItsCaller() throws Exception {
        assertThat(send(to("/dev/ping")).body()).isEqualTo("pong");
        assertThat(send(to("/dev/ping/deeper")).body()).isEqualTo("pong");
        assertThat(event(to("/dev/pingpong")).path("routeKey").asText()).isEqualTo("$default");
    }

    @Test
    void withoutARouteThereIsNothing_andATakenPortIsToldByItsName() throws Exception {
        HttpApi bare = emulator.httpApi(HttpApiOptions.onPort(0).route("GET /only", "plain"));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(bare.uri() + "/other")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThatThrownBy(
                        () -> emulator.httpApi(HttpApiOptions.onPort(bare.uri().getPort())))
                .hasMessageContaining(Integer.toString(bare.uri().getPort()))
                .hasCauseInstanceOf(BindException.class);
        bare.close();
    }
}
