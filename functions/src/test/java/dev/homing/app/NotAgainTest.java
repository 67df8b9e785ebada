package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One happening may be told of by several events: a campaign may say how long after a start the same starts nothing more. */
class NotAgainTest {
    private static final Trigger ONCE_AN_HOUR = new Trigger(
            new Start.Happened(EventPattern.of("Payment Failed"), null),
            Duration.ZERO,
            "order_id",
            Duration.ofHours(1),
            Resolved.EVERYONE,
            Resolved.EVERYONE);

    private final World world = new World();

    NotAgainTest() {
        Campaign.Version like = TestCampaigns.paymentFailed();
        world.publish(TestCampaigns.as(like, "payment-failed", ONCE_AN_HOUR));
        tell(world.identify("i1", "ada", null));
    }

    private void tell(Facts event) {
        world.event(event);
        world.settle();
    }

    private Facts failed(String id, Map<String, Object> properties) {
        return world.track(id, "ada", "Payment Failed", properties);
    }

    @Test
    void startsOnce_forWhatSeveralEventsTellOf() {
        for (int second = 0; second < 3; second++) {
            tell(failed("f" + second, Map.of("payment_id", "pi_" + second)));
            world.advance(Duration.ofSeconds(1));
        }
        assertThat(world.sentSteps()).containsExactly("pay");
        assertThat(world.ports.timeline.newest(CustomerId.ofUser("ada"), null, 9).stream()
                        .map(Timeline.Entry::decisions)
                        .flatMap(List::stream)
                        .map(Decision::sentence))
                .contains(
                        "Not started: this campaign started for the customer at 2026-11-22T10:00:00Z, and starts at most once in 1 hour.");
    }

    @Test
    void startsForEachKey_andAgainWhenTheTimeIsOver() {
        tell(failed("f1", Map.of("order_id", "1")));
        tell(failed("f2", Map.of("order_id", "2")));
        world.advance(Duration.ofMinutes(59));
        tell(failed("f3", Map.of("order_id", "1")));
        assertThat(world.sent()).hasSize(2);
        world.advance(Duration.ofMinutes(1));
        tell(failed("f4", Map.of("order_id", "1")));
        assertThat(world.sent()).hasSize(3);
    }

    @Test
    void startsOnce_howeverTheEventsArrive() {
        Facts first = failed("f1", Map.of());
        world.advance(Duration.ofSeconds(2));
        Facts second = failed("f2", Map.of());
        tell(second);
        tell(first);
        tell(second);
        assertThat(world.sentSteps()).containsExactly("pay");
    }
}
