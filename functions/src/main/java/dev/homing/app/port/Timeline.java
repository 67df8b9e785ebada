package dev.homing.app.port;

import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers did and what was decided about it, by time. */
public interface Timeline {
    /**
     * @param customer under whom it lies: the id that the event itself names, whatever was merged since
     * @param key its place, see {@link dev.homing.domain.event.TimelineKey}
     * @param event null for decisions that no event led to, such as those of a timer
     * @param leftOut what the profile did not take in, each with its reason; what the event itself left out is part of it
     */
    record Entry(
            CustomerId customer,
            String key,
            Instant at,
            @Nullable CustomerEvent event,
            List<Decision> decisions,
            List<String> leftOut) {
        public Entry {
            decisions = List.copyOf(decisions);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Puts an entry, and the marker of an event that needs one; putting it again changes nothing. */
    void put(Entry entry, Instant expiresAt);

    /** Whether an event was put before, by its key or by its marker. */
    boolean has(CustomerId customer, CustomerEvent event);

    @Nullable
    Entry find(CustomerId customer, String key);

    /**
     * @param before key: only entries before it; null: from the newest on
     */
    List<Entry> newest(CustomerId customer, @Nullable String before, int limit);
}
