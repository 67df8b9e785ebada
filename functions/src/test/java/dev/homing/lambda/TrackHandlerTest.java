package dev.homing.lambda;

import static dev.homing.app.MemoryPorts.LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackHandlerTest {
    private static final Map<String, String> BROWSER =
            Map.of("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    private static final Map<String, String> APPLE = Map.of("user-agent", "Mozilla/5.0");

    private final SmallShop shop = new SmallShop();
    private final SendJob job = shop.emailJob();
    private final MessageId message = job.message();

    TrackHandlerTest() {
        shop.send(job);
        shop.advance(Duration.ofMinutes(5));
    }

    private static String path(String url) {
        return url.substring("https://t.shop.example".length());
    }

    private Answer call(String method, String url, Map<String, String> headers) {
        return Answer.of(shop.wiring.trackHandler().handle(AwsEvents.http(method, path(url), headers, new byte[0])));
    }

    private Answer post(String url, String body) {
        return Answer.of(shop.wiring.trackHandler().handle(AwsEvents.post(path(url), BROWSER, body)));
    }

    private boolean has(MessageStatus status) {
        return shop.message(job).has(status);
    }

    @Test
    void aBrowserSaysThatItShowedIt_orCouldNot_byPosting() {
        Answer looked = call("GET", LINKS.shownUrl(message), BROWSER);
        assertThat(looked.status()).isEqualTo(405);
        assertThat(has(MessageStatus.DELIVERED)).isFalse();

        assertThat(post(LINKS.notShownUrl(message), "").status()).isEqualTo(204);
        assertThat(has(MessageStatus.FAILED)).isTrue();
        assertThat(post(LINKS.shownUrl(message), "").status()).isEqualTo(204);
        assertThat(post(LINKS.shownUrl(message), "").status()).isEqualTo(204);
        assertThat(has(MessageStatus.DELIVERED)).isTrue();

        String signature =
                LINKS.shownUrl(message).substring(LINKS.shownUrl(message).lastIndexOf('/'));
        assertThat(post("https://t.shop.example/t/f/" + message + signature, "").status())
                .as("another word's signature")
                .isEqualTo(404);
    }

    @Test
    void oneBrowserThatCouldNotShowIt_isNoFailure_whereAnotherDid() {
        post(LINKS.shownUrl(message), "");
        post(LINKS.notShownUrl(message), "");
        assertThat(has(MessageStatus.FAILED)).isFalse();
    }

    private Consent.State consent() {
        return shop.ports.profiles.load(SmallShop.ADA).consent(Channel.EMAIL).state();
    }

    @Test
    void showsThePixel_andRecordsTheOpening() {
        Answer answer = call("GET", LINKS.openUrl(message), BROWSER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("image/gif");
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.binary()).isTrue();
        assertThat(answer.body()).startsWith("R0lGOD");
        assertThat(has(MessageStatus.OPENED)).isTrue();
    }

    @Test
    void tellsAMachinesOpening() {
        call("GET", LINKS.openUrl(message), APPLE);
        assertThat(has(MessageStatus.OPENED)).isFalse();
        assertThat(has(MessageStatus.OPENED_BY_MACHINE)).isTrue();
    }

    @Test
    void showsThePixel_andRecordsNothing_whenTheSignatureIsWrong() {
        String url = LINKS.openUrl(message);
        String forged = url.replace("/t/o/" + message + "/", "/t/o/" + message + "/x");
        assertThat(call("GET", forged, BROWSER).status()).isEqualTo(200);
        assertThat(call("GET", "https://t.shop.example/t/o/nonsense/x.gif", BROWSER)
                        .status())
                .isEqualTo(200);
        assertThat(has(MessageStatus.OPENED)).isFalse();
    }

    @Test
    void leadsToTheTargetOfAShortLink_andRecordsTheClick() {
        SmallShop texts = new SmallShop();
        SendJob sms = texts.smsJob(true);
        texts.sendSms(sms);
        String url = LINKS.shortUrl(sms.message(), 1);
        JsonHandler handler = texts.wiring.trackHandler();

        Answer answer = Answer.of(handler.handle(AwsEvents.http("GET", path(url), BROWSER, new byte[0])));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo("https://shop.example/cart");
        assertThat(texts.message(sms).has(MessageStatus.CLICKED)).isTrue();
        String forged = path(url).substring(0, path(url).length() - 1) + "!";
        assertThat(Answer.of(handler.handle(AwsEvents.http("GET", forged, BROWSER, new byte[0])))
                        .status())
                .isEqualTo(404);
        assertThat(Answer.of(handler.handle(
                                AwsEvents.http("GET", path(LINKS.shortUrl(sms.message(), 2)), BROWSER, new byte[0])))
                        .status())
                .as("it has one link")
                .isEqualTo(404);
    }

    @Test
    void leadsToTheTarget_andRecordsTheClick() {
        Answer answer = call("GET", LINKS.clickUrl(message, 1), BROWSER);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo("https://shop.example/cart");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(has(MessageStatus.CLICKED)).isTrue();
        assertThat(shop.state(SmallShop.ADA).touches()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST"})
    void takesNoPersonForWhoOnlyLooksWhereALinkLeads(String method) {
        assertThat(call(method, LINKS.clickUrl(message, 1), BROWSER).status()).isEqualTo(302);
        assertThat(has(MessageStatus.CLICKED)).isFalse();
        assertThat(has(MessageStatus.CLICKED_BY_MACHINE)).isTrue();
        assertThat(shop.state(SmallShop.ADA).touches()).isEmpty();
    }

    @Test
    void takesForAMachineWhoFollowsTheHiddenLink_andAllThatFollowAtOnce() {
        assertThat(call("GET", LINKS.clickUrl(message, TrackedLinks.HIDDEN), BROWSER)
                        .status())
                .isEqualTo(404);
        shop.advance(Duration.ofSeconds(3));
        call("GET", LINKS.clickUrl(message, 1), BROWSER);
        assertThat(has(MessageStatus.CLICKED)).isFalse();
        shop.advance(Duration.ofSeconds(30));
        call("GET", LINKS.clickUrl(message, 1), BROWSER);
        assertThat(has(MessageStatus.CLICKED)).as("later it is the customer").isTrue();
    }

    @Test
    void leadsNowhere_whenTheLinkIsNoneOfOurs() {
        String signature =
                LINKS.clickUrl(message, 1).substring(LINKS.clickUrl(message, 1).lastIndexOf('/') + 1);
        String base = "https://t.shop.example/t/c/" + message + "/";
        for (String url : new String[] {
            base + "2/" + signature,
            base + "1/x" + signature,
            base + "one/" + signature,
            base + "1",
            base + "1/" + signature + "/more",
            "https://t.shop.example/t/c/cgone-gone/1/" + signature,
            "https://t.shop.example/t/x",
            "https://t.shop.example/",
            LINKS.clickUrl(message, 7),
            LINKS.clickUrl(MessageId.parse("cgone-gone"), 1)
        }) {
            Answer answer = call("GET", url, BROWSER);
            assertThat(answer.status()).as(url).isEqualTo(404);
            assertThat(answer.header("location")).isEmpty();
        }
    }

    @Test
    void asksFirst_whenSomebodyLooksAtTheUnsubscribeLink() {
        for (String method : new String[] {"GET", "HEAD"}) {
            Answer answer = call(method, LINKS.unsubscribeUrl(message), BROWSER);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("<form method=\"post\">")
                    .contains("<html lang=\"en\">")
                    .contains("<title>Stop marketing emails from Shop to a\u2026@example.com?</title>")
                    .contains("<h1>Stop marketing emails from Shop to a\u2026@example.com?</h1>")
                    .doesNotContain("ada@example.com")
                    .doesNotContain("<script");
            assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
        }
        assertThat(consent()).isEqualTo(Consent.State.UNKNOWN);
        assertThat(has(MessageStatus.UNSUBSCRIBED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void knowsNoOtherMethods(String method) {
        for (String url :
                new String[] {LINKS.unsubscribeUrl(message), LINKS.openUrl(message), LINKS.clickUrl(message, 1)}) {
            Answer answer = call(method, url, BROWSER);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
        }
        assertThat(consent()).isEqualTo(Consent.State.UNKNOWN);
        assertThat(has(MessageStatus.CLICKED_BY_MACHINE)).isFalse();
    }

    @Test
    void unsubscribesWithOneClick_andTakesItBack() {
        assertThat(post(LINKS.unsubscribeUrl(message), "List-Unsubscribe=One-Click")
                        .body())
                .contains("<title>You will get no more marketing emails from Shop</title>")
                .contains("Undo it");
        assertThat(consent()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(has(MessageStatus.UNSUBSCRIBED)).isTrue();
        shop.advance(Duration.ofSeconds(9));
        assertThat(post(LINKS.unsubscribeUrl(message), "undo=1").body()).contains("All is as it was before");
        assertThat(consent()).isEqualTo(Consent.State.UNKNOWN);
    }

    @Test
    void keepsToItself_anAddressThatTheMessageDidNotGoTo() {
        Map<String, Object> said =
                new LinkedHashMap<>(shop.storefront.identify("i7", "ada", null).values());
        said.put("traits", Map.of("email", "other@example.com"));
        shop.receive(Facts.of(said));
        assertThat(call("GET", LINKS.unsubscribeUrl(message), BROWSER).body())
                .contains("<h1>Stop marketing emails from Shop?</h1>")
                .doesNotContain("o\u2026@");
    }

    @Test
    void saysWhoTheShopIs_withoutLettingItsNameBeMarkup() {
        Shop named = new Shop(
                "Tea & <b>Co</b>",
                ZoneOffset.UTC,
                "EUR",
                null,
                "https://shop.example",
                "Shop",
                "shop@shop.example",
                "Lane 1, 12345 Town",
                Map.of(),
                null,
                BrowserRules.USUAL);
        shop.ports.campaigns.shop(named);
        assertThat(call("GET", LINKS.unsubscribeUrl(message), BROWSER).body())
                .contains("from Tea &amp; &lt;b&gt;Co&lt;/b&gt; to")
                .contains("<footer>Tea &amp; &lt;b&gt;Co&lt;/b&gt;, Lane 1, 12345 Town</footer>");
    }

    @Test
    void takesTheSampleOfAMailProgramsOneClick() {
        byte[] sample = AwsEvents.bytes(AwsEvents.sample("aws/http-unsubscribe.json"));
        assertThat(Answer.of(shop.wiring.trackHandler().handle(sample)).status())
                .as("signed by nobody")
                .isEqualTo(404);
        assertThat(consent()).isEqualTo(Consent.State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void changesNothing_whenTheUnsubscribeLinkIsForged(String method) {
        String forged = LINKS.unsubscribeUrl(message) + "x";
        assertThat(call(method, forged, BROWSER).status()).isEqualTo(404);
        assertThat(post(forged, "undo=1").status()).isEqualTo(404);
        assertThat(consent()).isEqualTo(Consent.State.UNKNOWN);
    }
}
