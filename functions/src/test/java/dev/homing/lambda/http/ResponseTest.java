package dev.homing.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseTest {
    private static final String LONG = "0123456789".repeat(200);

    static List<Response> everyKind() {
        return List.of(
                Response.json(200, Map.of("a", 1)),
                Response.text(200, "text/plain", "a"),
                Response.html(404, "<p>"),
                Response.bytes(200, "image/gif", new byte[1]),
                Response.redirect("https://shop.example/"),
                Response.notAllowed("GET"),
                Response.problem(400, "Bad request", "why", List.of()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyAnswerHasTheSameWalls(Response response) {
        Answer answer = answer(response, Map.of());

        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=31536000");
        assertThat(answer(response, Map.of("x-forwarded-proto", "http"))
                        .headers()
                        .has("strict-transport-security"))
                .as("on one machine there is no https")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip,true",
        "GZIP,true",
        "'deflate, gzip;q=0.5',true",
        "*,true",
        "'br, *;q=0',false",
        "gzip;q=0,false",
        "'gzip;q=0.000, *',false",
        "identity,false",
        "gzipped,false",
        "'',false"
    })
    void packsLongTexts_forWhoTakesThem(String accepted, boolean packed) throws IOException {
        Answer answer = answer(Response.json(200, Map.of("a", LONG)), Map.of("accept-encoding", accepted));

        assertThat(answer.header("content-encoding")).isEqualTo(packed ? "gzip" : "");
        assertThat(answer.header("vary")).isEqualTo("accept-encoding");
        String body = packed
                ? new String(
                        new GZIPInputStream(new ByteArrayInputStream(
                                        Base64.getDecoder().decode(answer.body())))
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                : answer.body();
        assertThat(body).isEqualTo("{\"a\":\"" + LONG + "\"}");
    }

    @Test
    void leavesAloneWhatIsShort_packedAlready_orNoText() {
        Map<String, String> gzip = Map.of("accept-encoding", "gzip");

        assertThat(answer(Response.json(200, Map.of("a", 1)), gzip).headers().has("content-encoding"))
                .isFalse();
        assertThat(answer(Response.bytes(200, "image/png", new byte[5_000]), gzip)
                        .headers()
                        .has("content-encoding"))
                .isFalse();
        assertThat(answer(Response.bytes(200, "text/css", new byte[5_000]).with("content-encoding", "br"), gzip)
                        .header("content-encoding"))
                .isEqualTo("br");
    }

    private static Answer answer(Response response, Map<String, String> headers) {
        return Answer.of(response.write(Request.read(AwsEvents.get("/", headers))));
    }
}
