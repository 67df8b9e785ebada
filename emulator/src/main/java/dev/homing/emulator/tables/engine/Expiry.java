package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which items of a table expire when; guarded by its table's lock. */
final class Expiry {
    /** DynamoDB keeps what expired more than five years before it looks: such a time is taken for a mistake. */
    private static final long LONGEST_PAST_SECONDS = 5L * 365 * 24 * 60 * 60;

    /** Beyond it there is no time that means anything: a number of milliseconds, say. */
    private static final BigDecimal LAST_SECOND = new BigDecimal("100000000000");

    private final String attribute;
    private final TreeMap<Long, Set<Place>> bySecond = new TreeMap<>();

    Expiry(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }

    void follow(@Nullable Stored before, @Nullable Stored after) {
        Long was = before == null ? null : second(before);
        Long is = after == null ? null : second(after);
        if (was != null && !was.equals(is) && before != null) {
            Set<Place> places = bySecond.get(was);
            if (places != null && places.remove(before.place()) && places.isEmpty()) {
                bySecond.remove(was);
            }
        }
        if (is != null && after != null) {
            bySecond.computeIfAbsent(is, key -> new HashSet<>()).add(after.place());
        }
    }

    /** The first second at which something expires that is not too long ago; null: nothing does. */
    @Nullable
    Long first(long now) {
        return bySecond.ceilingKey(now - LONGEST_PAST_SECONDS);
    }

    /** What is over at a second of the epoch. */
    List<Place> over(long now) {
        List<Place> places = new ArrayList<>();
        for (Map.Entry<Long, Set<Place>> entry :
                bySecond.subMap(now - LONGEST_PAST_SECONDS, now).entrySet()) {
            places.addAll(entry.getValue());
        }
        return places;
    }

    private @Nullable Long second(Stored item) {
        JsonNode value = item.attributes().path(attribute).path("N");
        if (!value.isTextual()) {
            return null;
        }
        BigDecimal second = new BigDecimal(value.asText());
        return second.compareTo(LAST_SECOND) > 0 ? null : (Long) second.longValue();
    }
}
