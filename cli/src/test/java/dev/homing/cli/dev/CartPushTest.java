package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.cli.dev.DevClient.Figures;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A campaign that notifies after a cart was left: from a browser's subscription to the figures of the report, from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartPushTest {
    private final DevStack stack =
            DevStack.start(new DevOptions(0, 0, true, null, Path.of(".."), Clock.systemUTC()), _ -> {});
    private final DevClient homing = new DevClient(stack);
    private Shopper ada = homing.shopper();

    @BeforeAll
    void campaign() throws IOException {
        String file = Files.readString(Path.of("../functions/src/test/resources/cart-push.json"));
        String token = homing.call("POST", "/dev/token", "{\"role\":\"admin\"}")
                .json()
                .path("token")
                .asText();
        DevClient.Reply saved =
                homing.call("PUT", "/api/campaigns/cart-push", file, "Authorization", "Bearer " + token);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        DevClient.Reply active =
                homing.call("POST", "/api/campaigns/cart-push/activate", "", "Authorization", "Bearer " + token);
        assertThat(active.status()).as(active.body()).isEqualTo(200);
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @BeforeEach
    void aNewCustomer() {
        homing.advance("P3D");
        ada = homing.shopper();
    }

    /** What a browser does when the customer agrees, with the shop's own key. */
    private ObjectNode subscribes() {
        String key =
                homing.call("GET", "/v1/push/key", "").json().path("publicKey").asText();
        return (ObjectNode) homing.call("POST", "/dev/push", "{\"applicationServerKey\":\"" + key + "\"}")
                .json();
    }

    private void agrees(String type, String token) {
        ObjectNode identified = ada.identified();
        ((ObjectNode) identified.at("/traits/consent")).put("push", true);
        identified.withObject("/context/device").put("type", type).put("token", token);
        ada.sends(identified);
    }

    private void leavesACart() {
        ada.sends(ada.added("mug", "Stoneware mug", "18.90", 2));
        homing.advance("PT1H");
    }

    private List<JsonNode> notifications(String to) {
        return StreamSupport.stream(homing.call("GET", "/dev/inbox", "").json().spliterator(), false)
                .filter(message -> message.path("to").asText().equals(to))
                .toList();
    }

    private JsonNode entry() {
        homing.settle();
        for (JsonNode entry :
                homing.api("/api/customers/" + customer() + "/timeline").path("entries")) {
            if (entry.path("channel").asText().equals("push")
                    && entry.path("step").asText("reminder").equals("reminder")) {
                return entry;
            }
        }
        throw new AssertionError("no notification on the timeline");
    }

    private String customer() {
        return homing.api("/api/customers?q=" + ada.id()).at("/customers/0/id").asText();
    }

    @Test
    void aBrowserIsNotified_itsStatusMoves_andTheReportCountsIt() {
        Figures before = homing.figures(homing.today());
        ObjectNode subscription = subscribes();
        agrees("web", subscription.toString());
        leavesACart();

        JsonNode push = notifications(subscription.path("endpoint").asText()).getFirst();
        assertThat(push.path("channel").asText()).isEqualTo("push");
        assertThat(push.path("campaign").asText()).isEqualTo("cart-push");
        assertThat(push.path("title").asText()).isEqualTo("Ada, your cart is waiting");
        assertThat(push.path("text").asText()).startsWith("2 items for");
        assertThat(push.path("link").asText()).contains("/t/c/");
        assertThat(push.path("ttl").asText()).isEqualTo("14400");
        assertThat(push.path("urgency").asText()).isEqualTo("high");
        homing.react(push, "delivered");
        assertThat(entry().path("status").asText()).isEqualTo("delivered");

        homing.react(push, "clicked");
        assertThat(entry().path("status").asText()).isEqualTo("clicked");
        ada.sends(ada.ordered("37.80"));
        homing.advance("P2D");

        assertThat(notifications(subscription.path("endpoint").asText())).hasSize(1);
        Figures since = homing.figures(homing.today().minusDays(2)).since(before);
        assertThat(since.messagesSent()).isEqualTo(1);
        assertThat(since.converted()).isEqualTo(1);
        assertThat(since.recovered()).isEqualByComparingTo("37.80");
    }

    @Test
    void allDevicesGetOneMessage_andThoseThatAreGoneAreForgotten() {
        ObjectNode subscription = subscribes();
        agrees("web", subscription.toString());
        agrees("ios", "ios-token-of-" + ada.id());
        agrees("android", "android-token-of-" + ada.id());
        leavesACart();

        List<JsonNode> all = List.of(
                notifications(subscription.path("endpoint").asText()).getFirst(),
                notifications("ios-token-of-" + ada.id()).getFirst(),
                notifications("android-token-of-" + ada.id()).getFirst());
        assertThat(all)
                .extracting(message -> message.path("messageId").asText())
                .containsOnly(all.getFirst().path("messageId").asText());
        assertThat(all.get(1).path("urgency").asText()).isEqualTo("5");
        assertThat(all.get(2).path("ttl").asText()).isEqualTo("43200s");

        // The app is removed, and the browser's subscription ends: the next message finds out.
        String ofAndroid = URLEncoder.encode(all.get(2).path("providerId").asText(), StandardCharsets.UTF_8);
        assertThat(homing.call("POST", "/dev/inbox/" + ofAndroid + "/delivered", "")
                        .status())
                .as("nobody tells what an app showed")
                .isEqualTo(400);
        assertThat(homing.call("POST", "/dev/inbox/" + ofAndroid + "/failed", "")
                        .status())
                .isEqualTo(200);
        String endpoint = subscription.path("endpoint").asText();
        homing.call("DELETE", "/dev/push/" + endpoint.substring(endpoint.lastIndexOf('/') + 1), "");
        homing.advance("P1D");
        assertThat(notifications("ios-token-of-" + ada.id())).hasSize(2);
        assertThat(notifications("android-token-of-" + ada.id())).hasSize(1);
        assertThat(homing.api("/api/customers/" + customer()).path("devices"))
                .singleElement()
                .satisfies(
                        device -> assertThat(device.path("platform").asText()).isEqualTo("ios"));
    }

    @Test
    void aNotificationThatCannotBeShown_failed_andTheFlowGoesOn() {
        ObjectNode subscription = subscribes();
        agrees("web", subscription.toString());
        leavesACart();
        String endpoint = subscription.path("endpoint").asText();
        homing.react(notifications(endpoint).getFirst(), "failed");
        assertThat(entry().path("status").asText()).isEqualTo("failed");
        homing.settle();
        assertThat(notifications(endpoint))
                .extracting(message -> message.path("step").asText())
                .containsExactly("reminder", "again");
    }

    @Test
    void nobodyIsNotified_whoHasNoDeviceOrDidNotAgree() {
        ObjectNode identified = ada.identified();
        ((ObjectNode) identified.at("/traits/consent")).put("push", true);
        ada.sends(identified);
        leavesACart();
        assertThat(homing.api("/api/customers/" + customer()).path("devices")).isEmpty();

        ada = homing.shopper();
        ObjectNode subscription = subscribes();
        identified = ada.identified();
        identified.withObject("/context/device").put("type", "web").put("token", subscription.toString());
        ada.sends(identified);
        leavesACart();
        assertThat(entry().at("/reason/code").asText()).isEqualTo("no-consent");
        assertThat(notifications(subscription.path("endpoint").asText())).isEmpty();
    }
}
