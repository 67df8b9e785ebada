package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A visitor who gives an address some minutes after the delay was over still gets the reminder. */
class WaitsForAddressTest {
    private static final Duration DELAY = Duration.ofMinutes(30);
    private static final CustomerId VISITOR = CustomerId.ofAnonymous("anon-1");

    private World world = new World();

    private void tell(Facts event) {
        world.event(event);
        world.settle();
    }

    private void leftACart() {
        tell(world.added("a1", "anon-1", "A", "10.00"));
        world.advance(DELAY);
        assertThat(world.sent()).isEmpty();
    }

    private Facts form() {
        Map<String, Object> form = new LinkedHashMap<>(
                world.track("f1", "anon-1", "Form Submitted", Map.of()).values());
        form.put("context", Map.of("traits", Map.of("email", "ada@example.com")));
        return Facts.of(form);
    }

    private List<String> decided(CustomerId id) {
        return world.ports.timeline.newest(id, null, 20).stream()
                .map(Timeline.Entry::decisions)
                .flatMap(List::stream)
                .map(Decision::sentence)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 23 * 60})
    void sendsTheReminder_whenTheVisitorGivesAnAddress(long minutesLater) {
        leftACart();
        assertThat(decided(VISITOR))
                .contains(
                        "Waits until the customer can be reached, for a day at most: no address of the customer is known yet.");
        world.advance(Duration.ofMinutes(minutesLater));
        tell(form());
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void sendsTheReminder_whenTheVisitorSignsIn() {
        leftACart();
        world.advance(Duration.ofMinutes(5));
        tell(world.identify("i1", "ada", "anon-1"));
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void sendsTheReminderOfTheNewCart_whenItChangesMeanwhile() {
        leftACart();
        world.advance(Duration.ofMinutes(5));
        tell(world.added("a2", "anon-1", "B", "10.00"));
        tell(form());
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void sendsNothing_whenTheVisitorOrderedMeanwhile() {
        leftACart();
        tell(world.ordered("o1", "anon-1", "order-1", "10.00"));
        tell(form());
        world.advance(Duration.ofDays(2));
        assertThat(world.sent()).isEmpty();
    }

    @Test
    void sendsNothing_andSaysWhy_whenTheAddressComesAfterMoreThanADay() {
        leftACart();
        world.advance(Duration.ofHours(25));
        tell(form());
        world.advance(Duration.ofDays(2));
        assertThat(world.sent()).isEmpty();
        assertThat(decided(VISITOR)).contains("Not started: no address of the customer became known within a day.");
        assertThat(world.ports.states.load(VISITOR).timers()).isEmpty();
    }

    @Test
    void sendsOnce_whenTheAddressIsToldTwice() {
        leftACart();
        tell(form());
        world.events(List.of(form(), form()), Origin.SERVER);
        world.advance(Duration.ofMinutes(5));
        tell(world.identify("i1", "ada", "anon-1"));
        world.advance(Duration.ofHours(2));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    private void paymentFailsBeforeWeKnowWhose() {
        tell(world.track("p1", "ada", "Payment Failed", Map.of("order_id", "o1")));
    }

    @Test
    void sendsAtOnce_whenTheEventCameJustBeforeTheAddress() {
        paymentFailsBeforeWeKnowWhose();
        assertThat(decided(CustomerId.ofUser("ada")))
                .containsExactly(
                        "Waits until the customer can be reached, for a day at most: no address of the customer is known yet.");
        tell(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sentSteps()).hasSize(1);
        world.advance(Duration.ofDays(2));
        assertThat(world.sentSteps()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void sendsOnce_whenTheEventCameJustBeforeTheAddress_andHandlersAreKilled(long seed) {
        world = new World(new Chaos(new Random(seed), 0.1));
        paymentFailsBeforeWeKnowWhose();
        paymentFailsBeforeWeKnowWhose();
        tell(world.identify("i1", "ada", null));
        paymentFailsBeforeWeKnowWhose();
        tell(world.identify("i1", "ada", null));
        world.advance(Duration.ofHours(2));
        assertThat(world.sentSteps()).hasSize(1);
    }

    @Test
    void sendsNothing_whenTheAddressComesAfterMoreThanADay_alsoWhereThereIsNoDelay() {
        paymentFailsBeforeWeKnowWhose();
        world.advance(Duration.ofHours(25));
        tell(world.identify("i1", "ada", null));
        world.advance(Duration.ofDays(2));
        assertThat(world.sent()).isEmpty();
        assertThat(decided(CustomerId.ofUser("ada")))
                .contains("Not started: no address of the customer became known within a day.");
    }
}
