package dev.homing.app.port;

import dev.homing.domain.analytics.Counted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All items that count, of all customers: for the rebuild of the counters, and for nothing else, as it reads the whole table. */
public interface CountedItems {
    /**
     * Some of the items, in an order of its own.
     *
     * @param next to ask for the following ones with; null: there are none
     */
    record Page(List<Counted> items, @Nullable String next) {}

    /**
     * Items as they are now. One that is made while somebody walks over all of them may be left out.
     *
     * @param cursor the {@code next} of the page before; null: from the beginning
     * @param limit how many stored things are looked at, of which not all count
     */
    Page walk(@Nullable String cursor, int limit);

    /**
     * Saves an item as {@linkplain dev.homing.domain.CountingBasis#takenInAt taken in}, if nobody saved it since it was read. It expires when it
     * would have expired.
     *
     * @return false where somebody did
     */
    boolean takeIn(Counted item, Instant since);
}
