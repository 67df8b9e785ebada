package dev.homing.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryEventBus;
import dev.homing.app.SmallShop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectEventsTest {
    private final SmallShop shop = new SmallShop();
    private final CollectEvents collectEvents = shop.wiring.collectEvents();

    @Test
    void knowsWhoseAWriteKeyIs_byItsHashAlone() {
        // printf secret | sha256sum
        String hash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        assertThat(CollectEvents.hash("secret")).isEqualTo(hash);
        shop.ports.campaigns.writeKey(hash, Origin.SERVER);
        shop.ports.campaigns.writeKey(CollectEvents.hash("public"), Origin.BROWSER);
        assertThat(collectEvents.origin("secret")).isEqualTo(Origin.SERVER);
        assertThat(collectEvents.origin("public")).isEqualTo(Origin.BROWSER);
        assertThat(collectEvents.origin(hash)).isNull();
        assertThat(collectEvents.origin("")).isNull();
        assertThat(collectEvents.origin(null)).isNull();
    }

    @Test
    void putsEventsOnTheBus_underTheirOrigin() {
        collectEvents.collect(List.of("{\"a\":1}", "{\"b\":2}"), Origin.BROWSER);
        assertThat(shop.ports.bus.messages())
                .containsExactly(
                        new MemoryEventBus.Put("{\"a\":1}", Origin.BROWSER),
                        new MemoryEventBus.Put("{\"b\":2}", Origin.BROWSER));
    }
}
