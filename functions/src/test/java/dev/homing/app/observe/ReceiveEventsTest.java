package dev.homing.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiveEventsTest {
    private final SmallShop shop = new SmallShop();

    @Test
    void keepsWhatIsNotValid_withItsReason_andTakesInTheRest() {
        Facts broken = Facts.of(Map.of("messageId", "b1", "type", "track", "userId", "ada"));
        assertThat(shop.receive(
                        shop.storefront.added("e1", "ada", "A", "1"),
                        broken,
                        shop.storefront.added("e2", "ada", "B", "1")))
                .isEmpty();
        assertThat(shop.ports.rejected.newest(10))
                .containsExactly(new RejectedEvent(
                        "bus-b1",
                        shop.now(),
                        Origin.SERVER,
                        "event: the name of a track event is missing; send it as \"event\"",
                        broken.toString(),
                        null));
        assertThat(shop.state(SmallShop.ADA).carts().cart("").items()).isEqualTo(2);
    }

    @Test
    void isRejectedOnce_whenItComesAgain() {
        Facts broken = Facts.of(Map.of("messageId", "b1", "type", "track", "userId", "ada"));
        shop.receive(broken);
        shop.receive(broken);
        assertThat(shop.ports.rejected.newest(10)).hasSize(1);
    }

    @Test
    void comesAgain_whenItCouldNotBeKept() {
        shop.chaos.killBefore("RejectedEvents.put");
        Facts broken = Facts.of(Map.of("messageId", "b1", "type", "nonsense", "userId", "ada"));
        assertThat(shop.receive(broken, shop.storefront.added("e1", "ada", "A", "1")))
                .containsOnlyKeys("b1");
        assertThat(shop.receive(broken)).isEmpty();
        assertThat(shop.ports.rejected.newest(10)).hasSize(1);
    }

    @Test
    void namesTheDeliveriesOfTheOneCustomerWhoFailed() {
        shop.chaos.killBefore("CustomerStates.loadEventually");
        Map<String, RuntimeException> failed = shop.receive(
                shop.storefront.added("e1", "ada", "A", "1"),
                shop.storefront.added("e2", "bob", "A", "1"),
                shop.storefront.added("e3", "ada", "B", "1"));
        assertThat(failed.keySet()).containsExactlyInAnyOrder("e1", "e3");
        assertThat(shop.state(CustomerId.ofUser("bob")).carts().cart("").items())
                .isEqualTo(1);
    }

    @Test
    void namesAllDeliveriesOfAnEvent_thatIsInTheBatchTwice() {
        Facts added = shop.storefront.added("e1", "ada", "A", "1");
        shop.chaos.killBefore("CustomerStates.save");
        List<ReceiveEvents.Delivery> twice = List.of(
                new ReceiveEvents.Delivery("d1", "bus-1", added, "", Origin.BUS, shop.now()),
                new ReceiveEvents.Delivery("d2", "bus-1", added, "", Origin.BUS, shop.now()));
        assertThat(shop.wiring.receiveEvents().receive(twice, shop.now()).keySet())
                .containsExactlyInAnyOrder("d1", "d2");
    }

    @Test
    void tellsTheReasonOfADecisionBesideTheEvent() {
        shop.receive(shop.storefront.added("e1", "ada", "A", "10"));
        assertThat(shop.ports.timeline.newest(SmallShop.ADA, null, 10))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.decisions()).singleElement().satisfies(decision -> assertThat(
                                        decision.sentence())
                                .isEqualTo(
                                        "Waits until 2026-11-22T10:30:00Z: the cart holds 1 item worth 10.00 EUR.")));
    }
}
