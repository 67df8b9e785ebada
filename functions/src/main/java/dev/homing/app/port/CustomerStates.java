package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hot state items, one a customer. */
public interface CustomerStates {
    /** The state as last saved, by a strongly consistent read; {@link CustomerState#unknown} where there is none. */
    CustomerState load(CustomerId id);

    /**
     * The state as it was at most a moment ago, at half the price: for who saves what follows from it, and loads again where that was not
     * the latest.
     */
    CustomerState loadEventually(CustomerId id);

    /**
     * Those of these customers who turned out to be somebody else, and who that was said to be; it may have turned out to be yet another one.
     * As of at most a moment ago, in batches of a hundred.
     */
    Map<CustomerId, CustomerId> merged(Set<CustomerId> ids);

    /**
     * When those of these customers who were ever active were so last, by the time of their events. As of at most a moment ago, in batches of a
     * hundred.
     */
    Map<CustomerId, Instant> seen(Set<CustomerId> ids);

    /**
     * Who was active last, of customers of whom something is known.
     *
     * @param after {@link Latest#next} of the page before; null: from the latest day on
     */
    Latest latest(@Nullable String after, int limit);

    /**
     * A page of customers.
     *
     * @param ids the latest day (UTC) first; within a day in no particular order
     * @param next null where there are no more. Whoever becomes active while somebody reads from page to page moves to the front, and nobody else
     *     is left out
     */
    record Latest(List<CustomerId> ids, @Nullable String next) {}

    /**
     * Who of the customers of whom something is known was active last on a day in UTC, in the order of their ids.
     *
     * @param after {@link Latest#next} of the page before; null: from the first on
     */
    Latest lastActiveOn(LocalDate day, @Nullable String after, int limit);

    /** About how many customers are listed: some hours old, and with what else lies in their index. For estimates alone. */
    long roughly();

    /** Where a customer stands among those who were active: the day in UTC, and who it is. */
    static String place(CustomerState state) {
        return LocalDate.ofInstant(state.seenAt(), ZoneOffset.UTC) + "#"
                + state.id().value();
    }

    /** Who stands there. */
    static CustomerId customer(String place) {
        return new CustomerId(place.substring(place.indexOf('#') + 1));
    }

    /**
     * Saves under the condition that nobody did since this state was loaded; stores it with the next revision.
     *
     * @return false where somebody did: load again
     */
    boolean save(CustomerState state);
}
