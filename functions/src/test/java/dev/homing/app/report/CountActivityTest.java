package dev.homing.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.World;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Cut;
import dev.homing.domain.analytics.Standing;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountActivityTest {
    /** In the shop's first zone it is the 22nd when the world begins, in the second one still the 21st. */
    private static final ZoneId SAMOA = ZoneId.of("Pacific/Pago_Pago");

    private final World world = new World();
    private final ActivityStream stream = new ActivityStream(world);

    @Test
    void countsOnTheSameDay_whenTheShopMovesToAnotherZoneMeanwhile() {
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(30));
        stream.flow();
        Shop shop = world.ports.campaigns.current().shop();
        world.ports.campaigns.shop(new Shop(
                shop.name(),
                SAMOA,
                shop.currency(),
                shop.country(),
                shop.url(),
                shop.senderName(),
                shop.sender(),
                shop.postalAddress(),
                shop.consent(),
                shop.quietHours(),
                BrowserRules.USUAL));
        var email = world.sent().getFirst().tags().message();
        world.wiring().recordFeedback().record(email, MessageStatus.CLICKED, world.now(), null, world.now());
        world.event(world.ordered("o1", "ada", "order-1", "10.00"));
        world.settle();
        stream.flow();

        ReadCounters read = new ReadCounters(world.ports.counters, world.ports.countingPlans);
        LocalDate day = LocalDate.parse("2026-11-22");
        Map<Counter, Long> totals = read.totals(LocalDate.EPOCH, LocalDate.parse("2030-01-01"));
        assertThat(totals.values()).allMatch(count -> count > 0);
        assertThat(totals.keySet()).extracting(Counter::day).containsOnly(day);
        assertThat(totals)
                .containsEntry(new Counter(day, "cart-recovery", Cut.ALL, Counter.TRIGGERED), 1L)
                .containsEntry(new Counter(day, "cart-recovery", Cut.ALL, Counter.CONVERTED), 1L);
        assertThat(read.standing("cart-recovery")).containsValue(new Standing(0, 0, 0, 1));
    }
}
