package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that happened under a customer's id, of whatever kind: for erasing it. */
public interface History {
    /**
     * One thing that is kept.
     *
     * @param place by which it is removed; a later thing's place comes after it
     * @param text as it is stored
     * @param entry where it is one of the timeline's; null otherwise
     */
    record Kept(String place, String text, Timeline.@Nullable Entry entry) {}

    /**
     * A page of it, by strongly consistent reads.
     *
     * @param after the place of the last one on the page before; null: from the beginning
     */
    List<Kept> of(CustomerId customer, @Nullable String after, int limit);

    void remove(CustomerId customer, String place);
}
