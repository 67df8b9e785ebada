package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.product.Interest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which customers took an interest in which product. */
public interface Interests {
    /** Parts in which one product's customers lie, so that many can be written at a time. */
    int SHARDS = 16;

    /** Notes an interest; noting it again changes nothing. */
    void put(CustomerId customer, Interest interest, Instant expiresAt);

    /** Forgets an interest; nothing where there is none. */
    void forget(CustomerId customer, Interest interest);

    /**
     * A page of those who took an interest in a product.
     *
     * @param shard from 0 up to {@link #SHARDS}
     * @param after {@link Page#next} of the page before; null: from the beginning
     */
    Page of(String product, int shard, @Nullable String after, int limit);

    record Interested(CustomerId customer, Set<Interest.Kind> kinds) {}

    /** @param next null where the shard has no more */
    record Page(List<Interested> interested, @Nullable String next) {}
}
