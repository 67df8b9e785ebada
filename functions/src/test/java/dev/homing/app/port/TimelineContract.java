package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class TimelineContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final Instant EXPIRES = Instant.parse("2027-11-22T00:00:00Z");

    private final CustomerId id = Samples.customer();

    protected abstract Timeline timeline();

    @Test
    void comesBack_whenPut() {
        for (int seed = 0; seed < 20; seed++) {
            Timeline.Entry drawn = new Samples(seed).entry(id);
            CustomerEvent event = drawn.event();
            if (event == null || event.statedAt() != null) {
                timeline().put(drawn, EXPIRES);

                assertThat(timeline().find(id, drawn.key())).isEqualTo(drawn);
            }
        }
    }

    @Test
    void staysAsItWas_whenPutAgain() {
        CustomerEvent event = event("m1", NOW, NOW);
        Decision decision = new Decision("c", Decision.Kind.STARTED, Reason.of(Reason.Code.DELAY_OVER));
        timeline().put(entry(event, List.of(decision)), EXPIRES);

        timeline().put(entry(event, List.of()), EXPIRES);

        assertThat(timeline().newest(id, null, 10)).containsExactly(entry(event, List.of(decision)));
    }

    @Test
    void hasAnEvent_onceItWasPut() {
        CustomerEvent event = event("m1", NOW, NOW);
        assertThat(timeline().has(id, event)).isFalse();

        timeline().put(entry(event, List.of()), EXPIRES);

        assertThat(timeline().has(id, event)).isTrue();
        assertThat(timeline().has(Samples.customer(), event)).isFalse();
        assertThat(timeline().has(id, event("m2", NOW, NOW))).isFalse();
    }

    @Test
    void hasAnEventOnce_whenItHasNoTimeAndComesAgainLater() {
        CustomerEvent first = event("m1", null, NOW);
        CustomerEvent again = event("m1", null, NOW.plusSeconds(700));
        timeline().put(entry(first, List.of()), EXPIRES);

        assertThat(timeline().has(id, again)).isTrue();
        timeline().put(entry(again, List.of()), EXPIRES);

        assertThat(timeline().newest(id, null, 10)).containsExactly(entry(first, List.of()));
    }

    @Test
    void readsPageByPage_newestFirst() {
        for (int i = 0; i < 5; i++) {
            timeline().put(entry(event("m" + i, NOW.plusSeconds(i), NOW), List.of()), EXPIRES);
        }

        List<Timeline.Entry> first = timeline().newest(id, null, 2);
        List<Timeline.Entry> second = timeline().newest(id, first.getLast().key(), 2);
        List<Timeline.Entry> third = timeline().newest(id, second.getLast().key(), 2);

        assertThat(first).extracting(TimelineContract::messageId).containsExactly("m4", "m3");
        assertThat(second).extracting(TimelineContract::messageId).containsExactly("m2", "m1");
        assertThat(third).extracting(TimelineContract::messageId).containsExactly("m0");
        assertThat(timeline().newest(id, third.getLast().key(), 2)).isEmpty();
    }

    @Test
    void findsNothing_whereNothingIs() {
        assertThat(timeline().find(id, "2026-11-22T10:15:30.123Z#m1")).isNull();
        assertThat(timeline().newest(id, null, 10)).isEmpty();
    }

    private static @Nullable String messageId(Timeline.Entry entry) {
        return entry.event() == null ? null : entry.event().messageId();
    }

    private Timeline.Entry entry(CustomerEvent event, List<Decision> decisions) {
        return new Timeline.Entry(id, TimelineKey.of(event), event.at(), event, decisions, List.of());
    }

    private static CustomerEvent event(String messageId, @Nullable Instant statedAt, Instant receivedAt) {
        return new CustomerEvent(
                messageId,
                CustomerEvent.Kind.TRACK,
                "Product Viewed",
                new Identities("u1", null, null, null),
                statedAt,
                statedAt == null ? receivedAt : statedAt,
                receivedAt,
                CustomerEvent.Origin.SERVER,
                new Facts(Map.of("sku", "s1")),
                Facts.NONE,
                List.of());
    }
}
