package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.cli.dev.DevClient.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that exist on this machine only. */
@ExtendWith(OneStack.class)
class DevEndpointsTest {
    private final DevClient homing;

    DevEndpointsTest(DevClient homing) {
        this.homing = homing;
    }

    @Test
    void clockMovesByWhatItIsTold_andShowsIt() {
        Instant before = homing.now();
        homing.advance("PT1H");
        assertThat(Duration.between(before, homing.now())).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[]",
                "{",
                "{\"advance\":30}",
                "{\"advance\":\"half an hour\"}",
                "{\"advance\":\"-PT1M\"}",
                "{\"advance\":\"P401D\"}",
                "{\"advance\":\"PT9999999999999999999S\"}"
            })
    void clockSaysWhatItWants_whenItIsToldSomethingElse(String body) {
        Reply reply = homing.call("POST", "/dev/clock", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        assertThat(reply.json().path("detail").asText()).isNotBlank();
    }

    @Test
    void clockDoesNotTakeOtherMethods() {
        assertThat(homing.call("DELETE", "/dev/clock", "").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,,200",
        "application/json; charset=utf-8,http://localhost:1,200",
        "application/x-www-form-urlencoded,,200",
        "application/x-www-form-urlencoded,http://localhost:1,415",
        "text/plain;charset=UTF-8,,200",
        "text/plain;charset=UTF-8,http://localhost:1,415",
        "multipart/form-data; boundary=x,http://localhost:1,415",
        "application/json,https://evil.example,403"
    })
    void takesWhatProgramsSend_andFromPagesOnlyJson(String type, @Nullable String origin, int status) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", type));
        if (origin != null) {
            headers.addAll(List.of("Origin", origin));
        }
        Reply reply = homing.call("POST", "/dev/token", "{\"role\":\"viewer\"}", headers.toArray(String[]::new));
        assertThat(reply.status()).isEqualTo(status);
        if (status != 200) {
            assertThat(reply.contentType()).isEqualTo("application/problem+json");
            assertThat(reply.json().path("detail").asText()).isNotBlank();
        }
    }

    @Test
    void trackingMayBeCalledFromAnyPage_withWhatBrowsersSdksSend() {
        Map<String, String> answer = homing.headers("OPTIONS", "/v1/track", "Origin", "https://shop.example");

        assertThat(answer).containsEntry("access-control-allow-origin", "*");
        assertThat(answer.get("access-control-allow-headers"))
                .contains("authorization", "content-type", "content-encoding", "anonymousid");
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "editor,403", "approver,200", "admin,200"})
    void tokenOpensWhatItsRoleMayDo(String role, int status) {
        String token = homing.call("POST", "/dev/token", "{\"role\":\"" + role + "\"}")
                .json()
                .path("token")
                .asText();
        Reply reply =
                homing.call("POST", "/api/campaigns/payment-failed/activate", "", "Authorization", "Bearer " + token);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void apiIsClosed_withoutAToken() {
        Reply refused = homing.call("GET", "/api/campaigns", "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("detail").asText()).contains("sign in");
        assertThat(homing.call("GET", "/api/campaigns", "", "Authorization", "Bearer x.y.z")
                        .status())
                .isEqualTo(401);
        assertThat(homing.call("GET", "/api/openapi.json", "").status()).isEqualTo(200);
        assertThat(homing.call("GET", "/api/settings/public", "")
                        .json()
                        .at("/auth/kind")
                        .asText())
                .isEqualTo("dev");
    }

    @Test
    void tokenNamesTheRoles_whenItIsAskedForAnother() {
        Reply reply = homing.call("POST", "/dev/token", "{\"role\":\"king\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asText()).contains("viewer, editor, approver, admin");
    }

    @Test
    void twoStartersAreActive_theOthersAreDrafts_andNobodyHasARunYet() {
        JsonNode campaigns = homing.api("/api/campaigns").path("campaigns");
        List<String> active = new ArrayList<>();
        for (JsonNode campaign : campaigns) {
            if (campaign.path("status").asText().equals("active")) {
                active.add(campaign.path("key").asText());
            } else {
                assertThat(campaign.path("status").asText()).isEqualTo("draft");
            }
        }
        assertThat(campaigns).hasSize(19);
        assertThat(active).containsExactlyInAnyOrder("cart-recovery", "payment-failed");
        assertThat(homing.api("/api/customers?q=ada@example.com")
                        .path("customers")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("Ada Byron");
    }

    @Test
    void inboxRefusesWhatItDoesNotKnow() {
        Shopper ada = homing.shopper();
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        JsonNode email = ada.emails().getFirst();
        String id = email.path("messageId").asText();
        assertThat(homing.call("POST", "/dev/inbox/nobody/opened", "").status()).isEqualTo(404);
        Reply unknown = homing.call("POST", "/dev/inbox/" + id + "/eaten", "");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("detail").asText()).contains("delivered, opened, read, clicked");
        Reply notOnEmail = homing.call("POST", "/dev/inbox/" + id + "/replied", "");
        assertThat(notOnEmail.status()).isEqualTo(400);
        assertThat(notOnEmail.json().path("detail").asText()).contains("bounced");
    }

    @Test
    void suppressesTheAddress_whenAnEmailBounces() {
        Shopper ada = homing.shopper();
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        homing.react(ada.emails().getFirst(), "bounced");
        ada.sends(ada.track("Payment Failed", properties -> properties.put("order_id", "O-" + ada.id())));
        homing.settle();
        assertThat(ada.emails()).hasSize(1);
        String customer =
                homing.api("/api/customers?q=" + ada.id()).at("/customers/0/id").asText();
        assertThat(homing.api("/api/customers/" + customer + "/timeline").path("entries"))
                .filteredOn(entry -> entry.path("status").asText().equals("skipped"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.at("/reason/sentence").asText())
                            .matches(
                                    "Not sent: this address bounced on [0-9T:-]+Z \\(the mailbox does not exist\\)\\.");
                    assertThat(entry.at("/reason/details").asText()).isEqualTo("smtp; 550 5.1.1 user unknown");
                });
    }

    @Test
    void playsMeta_andTheRealRouteTakesItIn() {
        Shopper ada = homing.shopper();
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        homing.advance("P1D");
        String message = ada.whatsApps().getFirst().path("messageId").asText();
        String webhook =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                 "messaging_product":"whatsapp","metadata":{"phone_number_id":"1"},
                 "messages":[{"from":"%s","id":"wamid.%s","timestamp":"%d","type":"button",
                  "context":{"id":"%s"},"button":{"payload":"STOP","text":"No more offers"}}]}}]}]}
                """.formatted(ada.phone().substring(1), ada.id(), homing.now().getEpochSecond(), message);

        Reply taken = homing.call("POST", "/dev/hooks/whatsapp", webhook);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json().path("received").asInt()).isEqualTo(1);
        String customer =
                homing.api("/api/customers?q=" + ada.id()).at("/customers/0/id").asText();
        JsonNode suppressed = homing.api("/api/customers/" + customer).at("/consent/whatsapp/suppressed");
        assertThat(suppressed.path("why").asText()).isEqualTo("stopped");
        assertThat(suppressed.at("/reason/sentence").asText()).startsWith("Whoever has this number answered STOP");
        assertThat(homing.call("POST", "/hooks/whatsapp", webhook).status())
                .as("unsigned")
                .isEqualTo(403);
        assertThat(homing.call("POST", "/dev/hooks/whatsapp", "nope").status()).isEqualTo(400);
        assertThat(homing.call("GET", "/dev/hooks/whatsapp", "").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/shop,text/html; charset=utf-8",
        "/dev/shop/products/mug,text/html; charset=utf-8",
        "/dev/shop/shop.js,text/javascript; charset=utf-8",
        "/dev/shop/img/mug.svg,image/svg+xml",
        "/dev/inbox/view,text/html; charset=utf-8",
        "/dev/inbox/view/inbox.js,text/javascript; charset=utf-8",
        "/,text/html; charset=utf-8"
    })
    void servesItsPages(String path, String contentType) {
        Reply reply = homing.call("GET", path, "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo(contentType);
        assertThat(reply.body()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/shop",
                "/dev/inbox/view",
                "/dev/inbox",
                "/dev/nothing",
                "/",
                "/u/x/y",
                "/t/o/x/y",
                "/api/openapi.json"
            })
    void everyAnswerHasItsWalls(String path) {
        Map<String, String> headers = homing.headers("GET", path);

        assertThat(headers.get("content-security-policy")).contains("default-src", "frame-ancestors 'none'");
        assertThat(headers).containsEntry("x-content-type-options", "nosniff").containsKey("referrer-policy");
        assertThat(headers).doesNotContainKey("strict-transport-security");
    }

    @Test
    void apisDocumentIsPacked_forWhoAsksForIt() {
        assertThat(homing.headers("GET", "/api/openapi.json", "Accept-Encoding", "gzip"))
                .containsEntry("content-encoding", "gzip")
                .containsEntry("vary", "accept-encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/shop/img/none.svg",
                "/dev/shop/..%2f..%2fsimplelogger.js",
                "/dev/nothing",
                "/dev/inbox/a/b/c"
            })
    void hasNothingElse(String path) {
        assertThat(homing.call("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void tellsBrokenEventsWhatIsWrong() {
        String key = DevClient.basic("dev");
        assertThat(homing.call("POST", "/v1/track", "{", "Authorization", key).status())
                .isEqualTo(400);
        assertThat(homing.call("POST", "/v1/track", "{}", "Authorization", DevClient.basic("x"))
                        .status())
                .isEqualTo(401);
        String large = "{\"userId\":\"a\",\"event\":\"e\",\"properties\":{\"x\":\"" + "x".repeat(33_000) + "\"}}";
        assertThat(homing.call("POST", "/v1/track", large, "Authorization", key).status())
                .isEqualTo(413);
        Reply taken = homing.call("POST", "/v1/track", "{\"userId\":\"a\",\"event\":\"e\"}", "Authorization", key);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json()).isEqualTo(DevClient.JSON.createObjectNode().put("success", true));
    }
}
