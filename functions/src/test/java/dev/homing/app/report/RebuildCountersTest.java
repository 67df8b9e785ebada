package dev.homing.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.Chaos;
import dev.homing.app.World;
import dev.homing.app.port.Counters;
import dev.homing.app.report.RebuildCounters.State;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Ledger;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildCountersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Chaos chaos = new Chaos();
    private final World world = new World(chaos);
    private final ActivityStream stream = new ActivityStream(world);

    @BeforeEach
    void aShopWithSomeHistory() {
        for (int i = 0; i < 5; i++) {
            fillsACart("early" + i);
        }
        world.event(world.track("p1", "early1", "Payment Failed", Map.of("order_id", "order-9")));
        world.advance(Duration.ofMinutes(40));
        orders("early0");
        world.settle();
        stream.flow();
    }

    private void fillsACart(String customer) {
        world.event(world.identify("i-" + customer, customer, null));
        world.event(world.added("a-" + customer, customer, "A", "10.00"));
    }

    /** After a click on the email. */
    private void orders(String customer) {
        var email = world.sent().stream()
                .map(sent -> sent.tags().message())
                .filter(id -> id.customer().equals(world.user(customer)))
                .findFirst()
                .orElseThrow();
        world.wiring().recordFeedback().record(email, MessageStatus.CLICKED, world.now(), null, world.now());
        world.event(world.ordered("o-" + customer, customer, "order-" + customer, "30.00"));
    }

    private RebuildCounters rebuild() {
        return world.wiring().rebuildCounters();
    }

    /** To its end, with the stream following and time going on. */
    private void toTheEnd() {
        for (int i = 0; i < 100; i++) {
            if (rebuild().goOn(world.now()) instanceof State.Idle) {
                return;
            }
            stream.flow();
            world.advance(MINUTE);
            stream.flow();
        }
        throw new AssertionError("The rebuild does not end: " + rebuild().state(world.now()));
    }

    private Map<Object, Object> read() {
        ReadCounters read = new ReadCounters(world.ports.counters, world.ports.countingPlans);
        LocalDate from = LocalDate.parse("2026-11-01");
        LocalDate to = LocalDate.parse("2026-12-31");
        Map<Object, Object> all = new LinkedHashMap<>(read.totals(from, to));
        for (String campaign : List.of("cart-recovery", "payment-failed")) {
            all.putAll(read.cuts(campaign, from, to));
            all.put(campaign, read.standing(campaign));
        }
        return all;
    }

    @Test
    void bringsBackWhatWasLost() {
        Map<Object, Object> before = read();
        assertThat(before).hasSizeGreaterThan(10);
        world.ports.counters.erase();
        assertThat(read()).isNotEqualTo(before);

        rebuild().begin(world.now());
        toTheEnd();

        assertThat(read()).isEqualTo(before);
        assertThat(world.ports.countingPlans.latest().current()).isNotEqualTo(Ledger.FIRST);
    }

    @Test
    void mendsWhatIsWrong_andChangesNothingWhenItIsRight() {
        Map<Object, Object> before = read();
        Counter some = world.ports
                .counters
                .totals(Ledger.FIRST.id(), LocalDate.parse("2026-11-01"), LocalDate.parse("2026-12-31"))
                .keySet()
                .iterator()
                .next();
        world.ports.counters.add(Ledger.FIRST.id(), "bug", List.of(new Counters.Change("1", Map.of(some, 17L))));
        for (int i = 0; i < 2; i++) {
            rebuild().begin(world.now());
            toTheEnd();
            assertThat(read()).isEqualTo(before);
            world.advance(MINUTE);
        }
    }

    @Test
    void countsWhatHappensMeanwhile_once() {
        rebuild().begin(world.now());
        int step = 0;
        while (!(rebuild().goOn(world.now()) instanceof State.Idle)) {
            String customer = "meanwhile" + step++;
            fillsACart(customer);
            if (step == 3) {
                orders("early1");
            }
            stream.flow();
            world.advance(MINUTE);
            if (step == 40) {
                orders("meanwhile0");
            }
            stream.flow();
            assertThat(step).as("steps").isLessThan(100);
        }
        world.advance(Duration.ofMinutes(40));
        stream.flow();
        Map<Object, Object> counted = read();

        // The same items, counted from nothing.
        rebuild().begin(world.now());
        toTheEnd();
        assertThat(read()).isEqualTo(counted);
        assertThat(world.counts()).containsEntry("cart-recovery triggered", 5L + step);
    }

    @Test
    void comesToTheSame_whereverItIsKilledAndBegunAgain() {
        Map<Object, Object> before = read();
        List<String> calls = List.of("CountingPlans.save", "CountedItems.takeIn", "CountedItems.walk", "Counters.add");
        for (String call : calls) {
            for (boolean after : List.of(false, true)) {
                rebuild().begin(world.now());
                world.advance(Duration.ofMinutes(5));
                stream.flow();
                if (after) {
                    chaos.killAfter(call);
                } else {
                    chaos.killBefore(call);
                }
                List<Throwable> killed = new ArrayList<>();
                for (int i = 0; i < 3 && killed.isEmpty(); i++) {
                    try {
                        rebuild().goOn(world.now());
                        stream.flow();
                    } catch (Chaos.Killed once) {
                        killed.add(once);
                    }
                }
                assertThat(killed).as(call).hasSize(1);
                rebuild().begin(world.now());
                toTheEnd();
                assertThat(read()).as(call).isEqualTo(before);
                world.advance(MINUTE);
            }
        }
    }

    @Test
    void saysHowFarItIs() {
        assertThat(rebuild().state(world.now())).isEqualTo(new State.Idle());
        State begun = rebuild().begin(world.now());
        assertThat(begun).isInstanceOf(State.Announced.class);
        assertThat(rebuild().begin(world.now())).as("one is in progress").isEqualTo(begun);
        assertThat(rebuild().goOn(world.now()))
                .as("everybody has to know first")
                .isEqualTo(begun);
        world.advance(Duration.ofMinutes(5));
        assertThat(rebuild().state(world.now())).isEqualTo(new State.Walking(1, 0, 0));
        State first = rebuild().goOn(world.now());
        assertThat(first).isInstanceOfSatisfying(State.Walking.class, walking -> {
            assertThat(walking.pass()).isEqualTo(2);
            assertThat(walking.takenIn()).isEqualTo(walking.seen()).isPositive();
        });
        assertThat(rebuild().goOn(world.now())).isInstanceOf(State.Settling.class);
        world.advance(MINUTE);
        assertThat(rebuild().goOn(world.now())).isEqualTo(new State.Idle());
    }
}
