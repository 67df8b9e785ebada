package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An event delivered twice counts once, however late and in whatever batch the second comes. */
class DuplicatesTest {
    private final SmallShop shop = new SmallShop();

    private int items() {
        return shop.state(SmallShop.ADA).carts().cart("").items();
    }

    private static Facts without(Facts message, String field) {
        Map<String, Object> less = new LinkedHashMap<>();
        message.values().forEach((name, value) -> {
            if (value != null && !name.equals(field)) {
                less.put(name, value);
            }
        });
        return Facts.of(less);
    }

    private void manyOthers(int from, int count) {
        for (int i = from; i < from + count; i++) {
            shop.receive(shop.storefront.track("other" + i, "ada", "Product Viewed", Map.of()));
            shop.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void countsOnce_whenItComesAgainAtOnceAndInTheSameBatch() {
        Facts added = shop.storefront.added("e1", "ada", "A", "1");
        shop.receive(added, added, added);
        shop.receive(added);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void countsOnce_whenItsIdWasForgottenMeanwhile() {
        Facts added = shop.storefront.added("e1", "ada", "A", "1");
        shop.receive(added);
        shop.advance(Duration.ofMinutes(1));
        manyOthers(0, 40);
        assertThat(shop.state(SmallShop.ADA).recent().entries()).hasSizeLessThan(20);
        shop.receive(added);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void countsOnce_whenItStatesNoTimeAndItsIdWasForgotten() {
        Facts added = without(shop.storefront.added("e1", "ada", "A", "1"), "timestamp");
        shop.receive(added);
        shop.advance(Duration.ofMinutes(1));
        manyOthers(0, 40);
        shop.receive(added);
        assertThat(items()).isEqualTo(1);
        shop.advance(Duration.ofDays(2));
        shop.receive(added);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void countsOnce_whenItBringsNoIdAndTheBusDeliversItAgain() {
        Facts added = without(shop.storefront.added("e1", "ada", "A", "1"), "messageId");
        shop.receive(added);
        shop.receive(added);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void countsOnce_whenItWasTheVisitorsAndIsForgotten() {
        Facts added = shop.storefront.added("e1", "anon-1", "A", "1");
        shop.receive(added);
        shop.receive(shop.storefront.identify("i1", "ada", "anon-1"));
        manyOthers(0, 40);
        shop.receive(added);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void countsALateEvent_thatIsOlderThanAllThatIsRemembered() {
        Facts late = shop.storefront.added("e1", "ada", "A", "1");
        shop.advance(Duration.ofMinutes(1));
        manyOthers(0, 40);
        shop.receive(late);
        assertThat(items()).isEqualTo(1);
        shop.receive(late);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void countsEachOnce_whenABigBatchIsDeliveredAgainShuffled() {
        List<Facts> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            batch.add(shop.storefront.track("e" + i, "ada", "Product Added", Map.of("product_id", "P" + i % 40)));
            shop.advance(Duration.ofMillis(100));
        }
        shop.receive(Origin.SERVER, batch.toArray(Facts[]::new));
        assertThat(items()).isEqualTo(500);
        Collections.shuffle(batch, new Random(7));
        shop.receive(Origin.SERVER, batch.toArray(Facts[]::new));
        assertThat(items()).isEqualTo(500);
    }

    @Test
    void putsTheTimelineAgain_whenItWasKilledBeforeIt() {
        Facts added = shop.storefront.added("e1", "ada", "A", "1");
        shop.chaos.killBefore("Timeline.put");
        assertThat(shop.receive(added)).containsOnlyKeys("e1");
        assertThat(shop.ports.timeline.newest(SmallShop.ADA, null, 10)).isEmpty();
        assertThat(shop.receive(added)).isEmpty();
        assertThat(shop.ports.timeline.newest(SmallShop.ADA, null, 10)).hasSize(1);
        assertThat(items()).isEqualTo(1);
    }
}
