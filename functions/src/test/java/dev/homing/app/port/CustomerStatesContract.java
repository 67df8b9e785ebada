package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Events;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.RecentEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class CustomerStatesContract {
    private final CustomerId id = Samples.customer();

    protected abstract CustomerStates states();

    @Test
    void isUnknown_whenNothingWasSaved() {
        assertThat(states().load(id)).isEqualTo(CustomerState.unknown(id));
    }

    @Test
    void comesBackWithTheNextRevision_whenSaved() {
        for (int seed = 0; seed < 20; seed++) {
            CustomerId customer = Samples.customer();
            CustomerState state = new Samples(seed).state(customer).withRevision(0);

            assertThat(states().save(state)).isTrue();

            assertThat(states().load(customer)).isEqualTo(state.withRevision(1));
            assertThat(states().loadEventually(customer)).isEqualTo(state.withRevision(1));
        }
    }

    /** Days that no other test has, so that one table serves all. */
    private static final Instant FIRST_DAY = Instant.parse("2199-03-01T23:00:00Z");

    @Test
    void listsThoseOfWhomSomethingIsKnown_byTheDayOfTheirLatestEvent() {
        CustomerId early = active(Samples.customer(), FIRST_DAY, true);
        CustomerId late = active(Samples.customer(), FIRST_DAY.plus(Duration.ofHours(2)), true);
        active(Samples.customer(), FIRST_DAY, false);
        CustomerId merged = active(Samples.customer(), FIRST_DAY, true);
        states().save(states().load(merged).frozen(early, true));

        assertThat(latest("2199-03-05", 2)).startsWith(late, early);
        assertThat(states().seen(Set.of(early, late, id)))
                .isEqualTo(Map.of(early, FIRST_DAY, late, FIRST_DAY.plus(Duration.ofHours(2))));

        Instant today = FIRST_DAY.plus(Duration.ofHours(30));
        assertThat(states().save(states().load(early).withRecent(RecentEvents.NONE, today)))
                .isTrue();

        assertThat(latest("2199-03-05", 2)).startsWith(early, late).doesNotContain(merged);
    }

    @Test
    void listsEachOnce_pageByPage() {
        Instant day = Instant.parse("2200-07-01T12:00:00Z");
        Set<CustomerId> all = new HashSet<>();
        for (int hour = 0; hour < 33; hour++) {
            all.add(active(Samples.customer(), day.plus(Duration.ofHours(hour)), true));
        }

        List<CustomerId> found = latest("2200-08-01", all.size());

        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void listsThoseWhoWereActiveLastOnADay_pageByPage() {
        Instant day = Instant.parse("2201-03-01T00:00:00Z");
        active(Samples.customer(), day.minusSeconds(1), true);
        active(Samples.customer(), day.plus(Duration.ofDays(1)), true);
        active(Samples.customer(), day, false);
        Set<CustomerId> all = new HashSet<>();
        for (int hour = 0; hour < 24; hour++) {
            all.add(active(Samples.customer(), day.plus(Duration.ofHours(hour)), true));
        }

        List<CustomerId> found = new ArrayList<>();
        String after = null;
        do {
            CustomerStates.Latest page = states().lastActiveOn(LocalDate.of(2201, 3, 1), after, 5);
            assertThat(page.ids()).hasSizeLessThanOrEqualTo(5);
            found.addAll(page.ids());
            after = page.next();
        } while (after != null);

        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
        assertThat(states().roughly())
                .as("some hours old, so nothing is known of today's")
                .isNotNegative();
    }

    /** The first of those before a day, read by pages of five. */
    private List<CustomerId> latest(String day, int most) {
        List<CustomerId> ids = new ArrayList<>();
        String after = day;
        do {
            CustomerStates.Latest page = states().latest(after, 5);
            assertThat(page.ids()).hasSizeLessThanOrEqualTo(5);
            ids.addAll(page.ids());
            after = page.next();
        } while (after != null && ids.size() < most);
        return ids.subList(0, Math.min(most, ids.size()));
    }

    private CustomerId active(CustomerId customer, Instant at, boolean known) {
        CustomerState state = CustomerState.unknown(customer).withRecent(RecentEvents.NONE, at);
        assertThat(states().save(known ? state.identified() : state)).isTrue();
        return customer;
    }

    @Test
    void refuses_whenSomebodySavedSinceItWasLoaded() {
        CustomerState first = CustomerState.unknown(id);
        assertThat(states().save(first)).isTrue();
        CustomerState loaded = states().load(id);
        assertThat(states().save(loaded)).isTrue();

        assertThat(states().save(loaded)).isFalse();
        assertThat(states().save(first)).isFalse();
        assertThat(states().load(id).revision()).isEqualTo(2);
    }

    @Test
    void refuses_whenItWasNeverStoredUnderThatRevision() {
        assertThat(states().save(CustomerState.unknown(id).withRevision(3))).isFalse();
        assertThat(states().load(id).revision()).isZero();
    }

    @Test
    void saysWhoTurnedOutToBeSomebodyElse() {
        CustomerId other = Samples.customer();
        CustomerId nobody = Samples.customer();
        CustomerId third = Samples.customer();
        states().save(CustomerState.unknown(id).frozen(other, true));
        states().save(CustomerState.unknown(other).frozen(third, true));
        states().save(CustomerState.unknown(third));

        assertThat(states().merged(Set.of(id, other, third, nobody))).isEqualTo(Map.of(id, other, other, third));
        assertThat(states().merged(Set.of())).isEmpty();
    }

    @Test
    void keepsLargeCarts_whichChangeAndComeBackAsTheyWere() {
        Carts many = Carts.NONE;
        Carts few = Carts.NONE;
        for (int i = 0; i < 40; i++) {
            Carts more = many.after(added(i), "EUR", _ -> true);
            few = i == 20 ? more : few;
            many = more;
        }
        for (Carts carts : List.of(few, many, Carts.NONE, many, few)) {
            CustomerState state = states().loadEventually(id).withCarts(carts);
            assertThat(states().save(state)).isTrue();
            assertThat(states().load(id).carts()).isEqualTo(carts);
        }
    }

    @Test
    void findsALargeCart_whenTwoChangeItAtOnce() {
        Carts one = Carts.NONE;
        for (int i = 0; i < 20; i++) {
            one = one.after(added(i), "EUR", _ -> true);
        }
        assertThat(states().save(CustomerState.unknown(id).withCarts(one))).isTrue();
        CustomerState first = states().load(id);
        CustomerState second = states().load(id);
        assertThat(states().save(first.withCarts(one.after(added(20), "EUR", _ -> true))))
                .isTrue();
        assertThat(states().save(second.withCarts(one.after(added(21), "EUR", _ -> true))))
                .isFalse();
        assertThat(states().load(id).carts().cart(Carts.ONLY).lines())
                .hasSize(21)
                .containsKey("p20");
    }

    protected static CustomerEvent added(int number) {
        Instant at = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(number);
        return Events.track(
                "Product Added",
                at,
                Map.of("product_id", "p" + number, "name", "A product with a name", "url", "/products/p" + number));
    }

    @Test
    void letsOneThrough_whenSeveralSaveAtOnce() throws InterruptedException, ExecutionException {
        CustomerState loaded = states().load(id);
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> saves = IntStream.range(0, 8)
                    .mapToObj(_ -> several.submit(() -> states().save(loaded)))
                    .toList();
            int saved = 0;
            for (Future<Boolean> save : saves) {
                saved += save.get() ? 1 : 0;
            }
            assertThat(saved).isEqualTo(1);
        }
    }
}
