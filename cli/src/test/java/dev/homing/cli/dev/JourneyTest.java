package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.cli.dev.DevClient.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The starter campaigns from an event to recovered revenue, from outside: by HTTP, the AWS SDK and the clock. */
@ExtendWith(OneStack.class)
class JourneyTest {
    private final DevClient homing;
    private Shopper ada;
    private LocalDate today;

    JourneyTest(DevClient homing) {
        this.homing = homing;
        this.ada = homing.shopper();
        this.today = homing.today();
    }

    @BeforeEach
    void aNewCustomer() {
        // What is still in progress for the customers of other tests ends before this one.
        homing.advance("P3D");
        today = homing.today();
        ada = homing.shopper();
    }

    @Test
    void writesAnEmailWithTheCartThenAWhatsApp_whenACartIsLeft() {
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT29M");
        assertThat(ada.emails()).isEmpty();
        homing.advance("PT1M");

        assertThat(ada.emails()).hasSize(1);
        JsonNode email = ada.emails().getFirst();
        assertThat(email.path("channel").asText()).isEqualTo("email");
        assertThat(email.path("campaign").asText()).isEqualTo("cart-recovery");
        assertThat(email.path("html").asText())
                .contains("Stoneware mug", "Cast-iron teapot", "/dev/shop/img/mug.svg", "/dev/shop/img/teapot.svg")
                .containsPattern("102[.,]30")
                .containsPattern("€|EUR");
        assertThat(email.path("subject").asText()).isNotBlank();
        assertThat(ada.whatsApps()).isEmpty();

        homing.advance("P1D");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.whatsApps()).hasSize(1);
        assertThat(ada.whatsApps().getFirst().path("text").asText()).contains("/t/c/");
        homing.advance("P10D");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.whatsApps()).hasSize(1);
    }

    @Test
    void startsTheHalfHourAnew_whenTheCartChanges() {
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT20M");
        ada.sends(ada.added("candle", "Soy candle", "22.00", 1));
        homing.advance("PT20M");
        assertThat(ada.emails()).isEmpty();
        homing.advance("PT10M");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("html").asText())
                .contains("Soy candle")
                .containsPattern("124[.,]30");
    }

    @Test
    void sendsNoWhatsApp_whenTheEmailWasOpened() {
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        homing.react(ada.emails().getFirst(), "opened");
        homing.advance("P3D");
        assertThat(ada.whatsApps()).isEmpty();
        assertThat(statusOfOnlyRun()).isEqualTo("completed");
    }

    @Test
    void convertsAndCounts_whenACustomerOrdersAfterAClick() {
        Figures before = homing.figures(today);
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        JsonNode click = homing.react(ada.emails().getFirst(), "clicked");
        assertThat(click.path("status").asInt()).isEqualTo(302);
        assertThat(click.path("location").asText()).startsWith(homing.stack().url() + "/dev/shop");
        ada.sends(ada.ordered("102.30"));

        assertThat(homing.figures(today).since(before)).isEqualTo(new Figures(1, 1, 1, new BigDecimal("102.30")));
        assertThat(statusOfOnlyRun()).isEqualTo("converted");
        homing.advance("P3D");
        assertThat(ada.whatsApps()).isEmpty();
        assertThat(timeline())
                .anySatisfy(entry -> assertThat(entry.path("kind").asText()).isEqualTo("conversion"));
        assertThat(homing.figures(today).since(before)).isEqualTo(new Figures(1, 1, 1, new BigDecimal("102.30")));
    }

    @Test
    void exitsWithoutAConversion_whenACustomerOrdersUntouched() {
        Figures before = homing.figures(today);
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        ada.sends(ada.ordered("102.30"));
        homing.advance("P3D");
        assertThat(ada.whatsApps()).isEmpty();
        assertThat(statusOfOnlyRun()).isEqualTo("exited");
        assertThat(homing.figures(today).since(before)).isEqualTo(new Figures(1, 0, 1, new BigDecimal("0.00")));
    }

    @Test
    void doesTheSame_whenEventsArePutOnTheBus() {
        // Without times of their own: the bus's, which it cuts to whole seconds, must do.
        for (ObjectNode message : ada.fillsCart()) {
            message.remove("timestamp");
            homing.putEvent(message.path("event").asText(message.path("type").asText()), message.toString());
        }
        homing.advance("PT30M");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("html").asText()).containsPattern("102[.,]30");
        homing.react(ada.emails().getFirst(), "clicked");
        ObjectNode order = ada.ordered("102.30");
        order.remove("timestamp");
        homing.putEvent("Order Completed", order.toString());
        homing.settle();
        assertThat(statusOfOnlyRun()).isEqualTo("converted");
    }

    @Test
    void takesTheDetailTypeAsName_whenTheDetailHasNoType() {
        ada.sends(ada.identified());
        homing.putEvent(
                "Product Added",
                "{\"userId\":\"" + ada.id() + "\",\"messageId\":\"m-" + ada.id()
                        + "\",\"properties\":{\"product_id\":\"tote\",\"name\":\"Canvas tote\",\"price\":19,\"currency\":\"EUR\"}}");
        homing.advance("PT30M");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("html").asText()).contains("Canvas tote");
    }

    @Test
    void doublesNothing_whenEveryEventComesTwiceByBothDoors() {
        Figures before = homing.figures(today);
        List<ObjectNode> messages = new ArrayList<>(ada.fillsCart());
        for (ObjectNode message : messages) {
            ada.sends(message);
            homing.putEvent(message.path("event").asText(message.path("type").asText()), message.toString());
            ada.sends(message);
        }
        homing.advance("PT30M");
        messages.forEach(ada::sends);
        homing.settle();
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("html").asText()).containsPattern("102[.,]30");

        homing.react(ada.emails().getFirst(), "clicked");
        homing.react(ada.emails().getFirst(), "clicked");
        ObjectNode order = ada.ordered("102.30");
        ada.sends(order);
        ada.sends(order);
        homing.advance("P2D");
        messages.forEach(ada::sends);
        ada.sends(order);
        homing.advance("P2D");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.whatsApps()).isEmpty();
        assertThat(homing.figures(today).since(before)).isEqualTo(new Figures(1, 1, 1, new BigDecimal("102.30")));
    }

    @Test
    void doublesNothing_whenTheSameDeliveriesComeTwice() {
        Instant at = homing.now();
        for (int time = 0; time < 2; time++) {
            for (ObjectNode message : ada.fillsCart()) {
                String id = "given-twice-" + message.path("event").asText()
                        + message.at("/properties/product_id").asText() + ada.id();
                ObjectNode envelope = DevClient.JSON
                        .createObjectNode()
                        .put("version", "0")
                        .put("id", id)
                        .put("source", "my.shop")
                        .put("detail-type", message.path("event").asText("identify"))
                        .put("account", "000000000000")
                        .put("region", "us-east-1")
                        .put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
                envelope.set("detail", message.put("messageId", id).put("timestamp", at.toString()));
                homing.putOnQueue("events", envelope.toString());
            }
        }
        homing.advance("PT30M");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("html").asText()).containsPattern("102[.,]30");
    }

    @Test
    void writesToNobodyWhoBought_whenTheOrderArrivesBeforeItsCart() {
        List<ObjectNode> cart = ada.fillsCart();
        ObjectNode order = ada.ordered("102.30");
        ada.sends(order);
        homing.settle();
        cart.forEach(ada::sends);
        homing.advance("P3D");
        assertThat(ada.emails()).isEmpty();
        assertThat(ada.whatsApps()).isEmpty();
    }

    @Test
    void isOneCustomer_whenAVisitorIsIdentifiedAfterFillingTheCart() {
        ObjectNode added = ada.added("mug", "Stoneware mug", "18.90", 1);
        added.remove("userId");
        added.put("anonymousId", "visitor-of-" + ada.id());
        ada.sends(added);
        ada.sends(ada.identified().put("anonymousId", "visitor-of-" + ada.id()));
        homing.advance("PT30M");
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("html").asText()).contains("Stoneware mug");
    }

    @Test
    void writesOneEmailAtOnceAndStartsNoExecution_whenAPaymentFails() {
        long executions = homing.stack().emulator().meter().calls("states:StartExecution");
        ada.sends(ada.identified());
        ObjectNode failed = ada.track("Payment Failed", properties -> properties
                .put("order_id", "O-" + ada.id())
                .put("total", 102.30)
                .put("currency", "EUR"));
        ada.sends(failed);
        ada.sends(failed);
        homing.settle();
        assertThat(ada.emails()).hasSize(1);
        assertThat(ada.emails().getFirst().path("campaign").asText()).isEqualTo("payment-failed");
        homing.advance("P2D");
        assertThat(ada.emails()).hasSize(1);
        assertThat(homing.stack().emulator().meter().calls("states:StartExecution"))
                .isEqualTo(executions);
    }

    @Test
    void writesNothingMore_whenTheCustomerUnsubscribes() {
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        homing.react(ada.emails().getFirst(), "unsubscribed");
        ada.sends(ada.added("candle", "Soy candle", "22.00", 1));
        homing.advance("P3D");
        assertThat(ada.emails()).hasSize(1);
    }

    @Test
    void tellsWhy_onTheCustomersTimeline() {
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT30M");
        List<String> reasons = new ArrayList<>();
        timeline().forEach(entry -> entry.path("decisions")
                .forEach(decision -> reasons.add(decision.at("/reason/sentence").asText())));
        assertThat(reasons).isNotEmpty().allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(timeline())
                .anySatisfy(entry -> assertThat(entry.path("kind").asText()).isEqualTo("message"));
    }

    private List<JsonNode> timeline() {
        List<JsonNode> entries = new ArrayList<>();
        homing.api("/api/customers/" + customerId() + "/timeline?limit=100")
                .path("entries")
                .forEach(entries::add);
        return entries;
    }

    private String customerId() {
        JsonNode found = homing.api("/api/customers?q=" + ada.email()).path("customers");
        assertThat(found).hasSize(1);
        return found.get(0).path("id").asText();
    }

    private String statusOfOnlyRun() {
        homing.settle();
        List<JsonNode> runs = timeline().stream()
                .filter(entry -> entry.path("kind").asText().equals("run"))
                .toList();
        assertThat(runs).hasSize(1);
        return runs.getFirst().path("status").asText();
    }
}
