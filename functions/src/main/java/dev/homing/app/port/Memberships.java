package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is in an audience or on a list, with an exact count. Each customer's state says the same of them; this is the other way round. */
public interface Memberships {
    /**
     * Puts a customer into a group, or takes them out; doing it again changes nothing, and neither does what was said earlier than what is known.
     *
     * @param at when they came or went
     */
    void put(Group group, CustomerId customer, boolean in, Instant at);

    /** Takes a customer out of a group, and remembers nothing of it. */
    void forget(Group group, CustomerId customer);

    /** Whether a customer is in a group and since when they are, or when they left; by a strongly consistent read. */
    Standing standing(Group group, CustomerId customer);

    /** @param at the beginning of time where nothing is known */
    record Standing(boolean in, Instant at) {}

    /** How many are in it. */
    long count(Group group);

    /**
     * A page of members, in an order of its own that does not change while somebody reads.
     *
     * @param after {@link Page#next} of the page before; null: from the beginning
     */
    Page members(Group group, @Nullable String after, int limit);

    /** @param next null where there are no more */
    record Page(List<CustomerId> members, @Nullable String next) {}

    /** Removes a page of members of a group that is gone. @return whether there may be more */
    boolean clear(Group group, int limit);
}
