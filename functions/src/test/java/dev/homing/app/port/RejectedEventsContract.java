package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class RejectedEventsContract {
    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

    private final String id = Samples.unique("rejected");

    protected abstract RejectedEvents rejected();

    @Test
    void comesBack_whenPut() {
        RejectedEvent event = event(id, 0);
        rejected().put(event, EXPIRES);

        assertThat(rejected().find(id)).isEqualTo(event);
        assertThat(rejected().newest(1_000)).contains(event);
    }

    @Test
    void staysAsItWas_whenItIsDeliveredAgain() {
        rejected().put(event(id, 0), EXPIRES);
        rejected().put(event(id, 60), EXPIRES);

        assertThat(rejected().find(id)).isEqualTo(event(id, 0));
        assertThat(rejected().newest(1_000))
                .filteredOn(event -> event.id().equals(id))
                .hasSize(1);
    }

    @Test
    void givesTheNewestFirst() {
        for (int i = 0; i < 8; i++) {
            rejected().put(event(id + i, 1_000 + i), EXPIRES);
        }

        List<String> newest = rejected().newest(1_000).stream()
                .map(RejectedEvent::id)
                .filter(other -> other.startsWith(id))
                .toList();

        assertThat(newest).containsExactly(id + 7, id + 6, id + 5, id + 4, id + 3, id + 2, id + 1, id + 0);
        assertThat(rejected().newest(3)).hasSize(3);
    }

    @Test
    void givesPageAfterPage_eachEventOnce() {
        for (int i = 0; i < 7; i++) {
            rejected().put(event(id + i, 2_000 + i / 3), EXPIRES);
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            RejectedEvents.Page page = rejected().page(cursor, 2);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(2);
            page.events().forEach(event -> seen.add(event.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen)
                .doesNotHaveDuplicates()
                .filteredOn(other -> other.startsWith(id))
                .containsExactly(id + 6, id + 5, id + 4, id + 3, id + 2, id + 1, id + 0);
    }

    @Test
    void saysWhenItWasReplayedFirst() {
        RejectedEvent event = event(id, 0);
        rejected().put(event, EXPIRES);

        Instant first = Instant.parse("2026-11-23T08:00:00Z");
        rejected().replayed(id, first);
        rejected().replayed(id, first.plusSeconds(60));
        rejected().put(event, EXPIRES);

        assertThat(rejected().find(id)).isEqualTo(event.replayed(first));
        assertThat(rejected().newest(1_000)).contains(event.replayed(first));
    }

    @Test
    void makesNone_whenWhatIsNotThereIsReplayed() {
        rejected().replayed(id, Instant.parse("2026-11-23T08:00:00Z"));

        assertThat(rejected().find(id)).isNull();
    }

    private static RejectedEvent event(String id, int seconds) {
        return new RejectedEvent(
                id,
                Instant.parse("2026-11-22T10:15:30.123456Z").plusSeconds(seconds),
                Origin.SERVER,
                "userId, anonymousId: both are missing",
                "{\"type\": broken \u6f22",
                null);
    }
}
