package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever ordered has bought, whatever the amount is that nobody can read: no reminder, no revenue, and a line on the rejected list. */
class UnreadOrdersTest {
    private final World world = new World();

    private void tell(Facts... events) {
        for (Facts event : events) {
            world.event(event);
            world.settle();
            world.advance(Duration.ofSeconds(10));
        }
    }

    private Facts order(String id, String total) {
        return world.track(
                id, "ada", "Order Completed", Map.of("order_id", "order-1", "total", total, "currency", "EUR"));
    }

    private void leavesACart() {
        tell(world.identify("i1", "ada", null), world.added("a1", "ada", "A", "40.00"));
    }

    private void clicksTheReminder() {
        world.advance(Duration.ofMinutes(30));
        world.wiring()
                .recordFeedback()
                .record(
                        world.sent().getFirst().tags().message(),
                        MessageStatus.CLICKED,
                        world.now(),
                        null,
                        world.now());
        world.advance(Duration.ofMinutes(1));
    }

    @Test
    void endTheCart_soThatNobodyIsRemindedOfWhatTheyBought() {
        leavesACart();
        tell(order("o1", "about forty"));
        world.advance(Duration.ofDays(5));
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.states.load(world.user("ada")).carts().cart("").items())
                .isZero();
        assertThat(world.ports.rejected.newest(10)).singleElement().satisfies(rejected -> assertThat(rejected.reason())
                .isEqualTo("total: \"about forty\" is no amount; send a number such as 1299.00. It counts as an"
                        + " order without an amount until it is sent again in a way that can be read"));
        assertThat(world.ports.timeline.newest(world.user("ada"), null, 10)).anySatisfy(entry -> {
            assertThat(entry.event())
                    .extracting(CustomerEvent::leftOut)
                    .asString()
                    .contains("about forty");
            assertThat(entry.decisions()).extracting(Decision::kind).containsExactly(Decision.Kind.DELAY_CANCELLED);
        });
    }

    @Test
    void convertTheirRunWithoutRevenue_andBringItOnce_whenTheyCanBeRead() {
        leavesACart();
        clicksTheReminder();
        tell(order("o1", "about forty"));
        assertThat(world.recovered().amount()).isZero();
        assertThat(world.ports.orders.all()).singleElement().satisfies(order -> assertThat(order.amount())
                .isNull());
        world.advance(Duration.ofDays(5));
        assertThat(world.sent()).hasSize(1);

        // The same event, once what was sent can be read; and once more.
        tell(order("o1", "40.00"), order("o1", "40.00"), order("o1", "about forty"));
        assertThat(world.recovered()).hasToString("40.00 EUR");
        assertThat(world.ports.orders.all()).hasSize(1);
    }

    @Test
    void bringTheirRevenue_whenAnotherEventTellsOfTheSameOrder() {
        leavesACart();
        clicksTheReminder();
        tell(order("o1", "about forty"), order("o2", "40.00"), order("o3", "50.00"));
        assertThat(world.recovered()).hasToString("40.00 EUR");
    }

    @Test
    void startNothingASecondTime_whenTheyCanBeRead() {
        world.publish(TestCampaigns.as(
                TestCampaigns.paymentFailed(),
                "thanks",
                new Trigger(
                        new Start.Happened(EventPattern.of("Order Completed"), null),
                        Duration.ZERO,
                        "order_id",
                        Duration.ZERO,
                        Resolved.EVERYONE,
                        Resolved.EVERYONE)));
        tell(world.identify("i1", "ada", null), order("o1", "about forty"));
        int thanked = world.sent().size();
        assertThat(thanked).isEqualTo(1);
        tell(order("o1", "40.00"));
        assertThat(world.sent()).hasSize(thanked);
    }
}
