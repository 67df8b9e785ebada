package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every decision that a story leads to stands on the timeline in words that lack nothing. */
class DecisionsTest {
    private static final Duration DELAY = Duration.ofMinutes(30);

    private final List<Decision> decisions = new ArrayList<>();

    private static List<Decision> of(World world) {
        List<Decision> decisions = new ArrayList<>();
        for (CustomerId customer : List.of(world.user("ada"), world.user("bob"), CustomerId.ofAnonymous("anon-1"))) {
            for (Timeline.Entry entry :
                    world.ports.timeline.newest(customer, null, 100).reversed()) {
                decisions.addAll(entry.decisions());
            }
        }
        return decisions;
    }

    private void told(World world) {
        decisions.addAll(of(world));
        world.ports.runs.all().forEach(run -> {
            if (run.endedBy() != null) {
                decisions.add(new Decision(run.campaign(), Decision.Kind.ENDED, run.endedBy()));
            }
        });
    }

    private static World withACart() {
        World world = new World();
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.settle();
        return world;
    }

    private static void emptied(World world) {
        world.event(world.track("r1", "ada", "Product Removed", Map.of("product_id", "A")));
        world.settle();
    }

    private static MessageId clicked(World world) {
        MessageId message = world.sent().getFirst().tags().message();
        world.reaction(message, MessageStatus.CLICKED, world.now());
        world.advance(Duration.ofHours(2));
        return message;
    }

    private void ordinaryStories() {
        World ordered = withACart();
        ordered.advance(Duration.ofMinutes(5));
        ordered.event(ordered.added("e2", "ada", "B", "1.00"));
        ordered.advance(Duration.ofMinutes(5));
        Facts late = ordered.added("late", "ada", "L", "1.00");
        ordered.advance(Duration.ofSeconds(1));
        ordered.event(ordered.ordered("o1", "ada", "order-1", "10.00"));
        ordered.event(late);
        ordered.settle();
        told(ordered);

        World converted = withACart();
        converted.advance(DELAY);
        converted.event(converted.added("e2", "ada", "B", "1.00"));
        clicked(converted);
        converted.event(converted.ordered("o1", "ada", "order-1", "10.00"));
        converted.advance(Duration.ofDays(2));
        told(converted);

        World exited = withACart();
        exited.advance(DELAY);
        exited.event(exited.ordered("o1", "ada", "order-1", "10.00"));
        exited.event(exited.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1")));
        exited.settle();
        told(exited);

        World emptied = withACart();
        emptied(emptied);
        emptied(emptied);
        emptied.advance(Duration.ofMinutes(1));
        emptied.event(emptied.track("r2", "ada", "Product Removed", Map.of("product_id", "Z")));
        emptied.settle();
        told(emptied);

        World emptiedLater = withACart();
        emptiedLater.advance(DELAY);
        emptied(emptiedLater);
        told(emptiedLater);
    }

    private void refusedStories() {
        World paused = withACart();
        paused.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, paused.now());
        paused.event(paused.added("e2", "ada", "B", "1.00"));
        paused.advance(DELAY);
        told(paused);

        World old = new World();
        Facts added = old.added("e1", "ada", "A", "1.00");
        old.advance(Duration.ofHours(49));
        old.event(added);
        old.settle();
        told(old);

        World orderedLate = withACart();
        orderedLate.advance(DELAY.minusSeconds(1));
        // The timer fires on a cart that nobody told it was emptied: the order closed it while the campaign was paused.
        orderedLate.ports.campaigns.status("cart-recovery", Campaign.Status.ENDED, orderedLate.now());
        orderedLate.advance(Duration.ofSeconds(1));
        told(orderedLate);

        World cheap = new World();
        Campaign.Version version = TestCampaigns.cartRecovery();
        cheap.publish(new Campaign.Version(
                version.campaign(),
                0,
                version.name(),
                "",
                version.kind(),
                TestCampaigns.abandonedCart(DELAY, Money.of("50", "EUR")),
                version.flow(),
                version.attributionWindow(),
                version.templates(),
                null,
                Instant.EPOCH));
        cheap.event(cheap.added("e1", "ada", "A", "10.00"));
        cheap.advance(DELAY);
        told(cheap);

        World merged = withACart();
        merged.event(merged.identify("i2", "bob", null));
        merged.event(merged.added("e2", "bob", "B", "1.00"));
        merged.advance(DELAY.plus(Duration.ofMinutes(5)));
        merged.event(new Storefront(merged::now).alias("a1", "ada", "bob"));
        merged.advance(Duration.ofMinutes(1));
        told(merged);

        World ended = withACart();
        ended.advance(DELAY);
        ended.ports.campaigns.status("cart-recovery", Campaign.Status.ENDED, ended.now());
        ended.advance(Duration.ofDays(2));
        told(ended);
    }

    @Test
    void leavesNoParameterUnfilled_whateverHappens() {
        ordinaryStories();
        refusedStories();
        assertThat(decisions).allSatisfy(decision -> assertThat(decision.sentence())
                .as(decision.kind().name())
                .doesNotContain("{", "}", "null"));
        Set<String> told = new TreeSet<>();
        decisions.forEach(decision ->
                told.add(decision.kind().key() + " " + decision.reason().code().key()));
        assertThat(told)
                .contains(
                        "delay-set cart-filled",
                        "delay-moved cart-filled",
                        "delay-cancelled ordered",
                        "delay-cancelled cart-empty",
                        "started event",
                        "converted ordered-after-click",
                        "ended ordered",
                        "ended cart-empty",
                        "ended merged",
                        "ended campaign-ended",
                        "not-started already-running",
                        "not-started cart-empty",
                        "not-started cart-below-minimum",
                        "not-started event-too-old",
                        "not-started campaign-not-active",
                        "not-started ordered");
    }

    @Test
    void saysItInWords() {
        ordinaryStories();
        refusedStories();
        assertThat(decisions.stream().map(Decision::sentence))
                .contains(
                        "Not started: the cart is worth 10.00 EUR, and the minimum is 50.00 EUR.",
                        "Not started: the event is 2 days old, and only events of the last 24 hours start anything.",
                        "Not started: the campaign is paused.",
                        "No longer waits: the cart is empty.",
                        "Converted: order order-1 came 2 hours after the click.");
    }
}
