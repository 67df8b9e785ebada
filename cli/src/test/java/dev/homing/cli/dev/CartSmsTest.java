package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.cli.dev.DevClient.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A campaign that sends an SMS after a cart was left, from an event to the figures of the report, from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartSmsTest {
    private final DevStack stack =
            DevStack.start(new DevOptions(0, 0, true, null, Path.of(".."), Clock.systemUTC()), _ -> {});
    private final DevClient homing = new DevClient(stack);
    private Shopper ada = homing.shopper();

    @BeforeAll
    void campaign() throws IOException {
        String file = Files.readString(Path.of("../functions/src/test/resources/cart-sms.json"));
        String token = homing.call("POST", "/dev/token", "{\"role\":\"admin\"}")
                .json()
                .path("token")
                .asText();
        DevClient.Reply saved = homing.call("PUT", "/api/campaigns/cart-sms", file, "Authorization", "Bearer " + token);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        DevClient.Reply active =
                homing.call("POST", "/api/campaigns/cart-sms/activate", "", "Authorization", "Bearer " + token);
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

    private void leavesACart() {
        ObjectNode identified = ada.identified();
        ((ObjectNode) identified.at("/traits/consent")).put("sms", true);
        ada.sends(identified);
        ada.sends(ada.added("mug", "Stoneware mug", "18.90", 2));
        homing.advance("PT1H");
    }

    private JsonNode sms() {
        assertThat(homing.inbox(ada.phone())).hasSize(1);
        return homing.inbox(ada.phone()).getFirst();
    }

    private String status() {
        homing.settle();
        for (JsonNode entry :
                homing.api("/api/customers/" + customer() + "/timeline").path("entries")) {
            if (entry.path("channel").asText().equals("sms")
                    && entry.path("step").asText("reminder").equals("reminder")) {
                return entry.path("status").asText();
            }
        }
        throw new AssertionError("no SMS on the timeline");
    }

    private String customer() {
        return homing.api("/api/customers?q=" + ada.id()).at("/customers/0/id").asText();
    }

    @Test
    void anSmsGoesOut_itsStatusMoves_andTheReportCountsIt() {
        Figures before = homing.figures(homing.today());
        leavesACart();

        JsonNode sms = sms();
        assertThat(sms.path("channel").asText()).isEqualTo("sms");
        assertThat(sms.path("campaign").asText()).isEqualTo("cart-sms");
        assertThat(sms.path("text").asText())
                .startsWith("Ada, your cart is waiting for you: http://localhost:")
                .containsPattern("/t/[A-Za-z0-9_-]{39}\\n")
                .endsWith("Reply STOP to get no more.");
        assertThat(sms.path("segments").asInt()).isEqualTo(1);
        homing.react(sms, "delivered");
        assertThat(status()).isEqualTo("delivered");

        homing.react(sms, "clicked");
        assertThat(status()).isEqualTo("clicked");
        ada.sends(ada.ordered("37.80"));
        homing.advance("P2D");

        assertThat(homing.inbox(ada.phone())).hasSize(1);
        Figures since = homing.figures(homing.today().minusDays(2)).since(before);
        assertThat(since.messagesSent()).isEqualTo(1);
        assertThat(since.converted()).isEqualTo(1);
        assertThat(since.recovered()).isEqualByComparingTo("37.80");
    }

    @Test
    void aStop_keepsBackTheReminderThatWaits() {
        leavesACart();
        homing.react(sms(), "unsubscribed");
        assertThat(status()).isEqualTo("unsubscribed");
        JsonNode consent = homing.api("/api/customers/" + customer()).at("/consent/sms");
        assertThat(consent.path("state").asText()).isEqualTo("unsubscribed");
        assertThat(consent.at("/suppressed/why").asText()).isEqualTo("stopped");
        assertThat(consent.at("/suppressed/reason/sentence").asText())
                .startsWith("Whoever has this number answered STOP");

        ada.sends(ada.added("teapot", "Cast-iron teapot", "64.50", 1));
        homing.advance("P3D");
        assertThat(homing.inbox(ada.phone())).hasSize(1);
    }

    @Test
    void anSmsThatFails_saysWhy_andTheFlowGoesOn() {
        leavesACart();
        homing.react(sms(), "failed");
        assertThat(status()).isEqualTo("failed");
        homing.advance("PT1H");
        assertThat(homing.inbox(ada.phone()))
                .extracting(message -> message.path("step").asText())
                .containsExactly("reminder", "again");
    }

    @Test
    void anAnswerIsOne_andNobodyCanTellWhetherItWasOpened() {
        leavesACart();
        homing.react(sms(), "replied");
        assertThat(status()).isEqualTo("replied");
        String id = sms().path("messageId").asText();
        for (String never : List.of("opened", "read", "bounced", "complained")) {
            DevClient.Reply refused = homing.call("POST", "/dev/inbox/" + id + "/" + never, "");
            assertThat(refused.status()).as(never).isEqualTo(400);
            assertThat(refused.json().path("detail").asText())
                    .endsWith("use one of delivered, clicked, replied, failed, unsubscribed");
        }
    }

    @Test
    void nobodyGetsOne_whoDidNotAgree() {
        ada.sends(ada.identified());
        ada.sends(ada.added("mug", "Stoneware mug", "18.90", 2));
        homing.advance("PT1H");
        assertThat(homing.inbox(ada.phone())).isEmpty();
        assertThat(status()).isEqualTo("skipped");
    }
}
