package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.lambda.AwsEvents.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHandlerTest {
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

    private final PageHandler handler =
            new PageHandler("https://sign-in.example", "https://shop.example https://img.shop.example");

    private Answer get(String path) {
        return Answer.of(handler.handle(AwsEvents.get(path, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/campaigns", "/campaigns/cart-recovery", "/customers/c1/timeline", "/assets"
            })
    void showsThePage_underAllItsAddresses(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("cache-control"))
                .as("the next version is seen at once")
                .isEqualTo("no-cache");
        assertThat(answer.binary()).isTrue();
    }

    @Test
    void servesAssetsForEver_asTheirNamesChangeWithThem() {
        Matcher script = SCRIPT.matcher(new String(body(get("/")), StandardCharsets.UTF_8));
        assertThat(script.find()).isTrue();
        Answer answer = get(script.group(1));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(answer.header("cache-control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.json",
                "/..%2fopenapi.json",
                "/%2e%2e/openapi.json",
                "/assets/../../openapi.json",
                "/assets/..%2f..%2fopenapi.json",
                "/..%5copenapi.json",
                "//openapi.json",
                "/assets/../index.html/../../META-INF/MANIFEST.MF"
            })
    void servesNothingBesideThePage(String path) {
        Answer answer = get(path);
        assertThat(answer.header("content-type")).isIn("text/html; charset=utf-8", "application/problem+json");
        assertThat(answer.body()).doesNotContain("b3BlbmFwaQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/none.js", "/assets/", "/assets/x/y.css"})
    void saysThereIsNothing_whereAnAssetIsMissing(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void letsThePageLoadAndSendNothingElsewhere() {
        String policy = get("/").header("content-security-policy");
        assertThat(policy)
                .contains(
                        "default-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "connect-src 'self' https://sign-in.example",
                        "img-src 'self' data: https://shop.example https://img.shop.example;")
                .doesNotContain("unsafe-eval", "script-src");
        assertThat(get("/").header("x-content-type-options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"'br, gzip',br", "gzip,gzip", "'gzip;q=1.0, br;q=0',gzip", "'identity',''", "'',''"})
    void sendsItsFilesPacked_toWhoAsksForIt(String accepted, String coding) throws IOException {
        String script = "/assets/sample.js";
        byte[] whole = body(get(script));

        Answer answer = Answer.of(handler.handle(AwsEvents.get(script, Map.of("accept-encoding", accepted))));

        assertThat(answer.header("content-encoding")).isEqualTo(coding);
        assertThat(answer.header("vary")).isEqualTo("accept-encoding");
        assertThat(answer.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        if (coding.isEmpty()) {
            assertThat(body(answer)).isEqualTo(whole);
        } else {
            assertThat(body(answer)).hasSizeLessThan(whole.length * 2 / 5);
        }
        if (coding.equals("gzip")) {
            assertThat(new GZIPInputStream(new ByteArrayInputStream(body(answer))).readAllBytes())
                    .isEqualTo(whole);
        }
    }

    private static byte[] body(Answer answer) {
        return answer.binary()
                ? Base64.getDecoder().decode(answer.body())
                : answer.body().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void onlyShows() {
        assertThat(Answer.of(handler.handle(AwsEvents.post("/", Map.of(), "x"))).status())
                .isEqualTo(405);
        assertThat(Answer.of(handler.handle(AwsEvents.http("HEAD", "/", Map.of(), new byte[0])))
                        .status())
                .isEqualTo(200);
    }
}
