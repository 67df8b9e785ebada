package dev.homing.app.port;

import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Figures;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Broadcasts, their recipients, and how many of them stand where. */
public interface Broadcasts {
    /** A campaign's broadcasts, the latest first; strongly consistent. */
    List<Broadcast> of(String campaign, int limit);

    /** By a strongly consistent read; null where there is none. */
    @Nullable
    Broadcast find(String campaign, int number);

    /**
     * Stores a broadcast.
     *
     * @param step of what is there; null: nothing is
     * @return false where there is something else
     */
    boolean save(Broadcast broadcast, @Nullable Integer step);

    /** Notes recipients of a broadcast; nothing of those who are noted already. */
    void add(String campaign, int number, List<Recipient> recipients);

    /**
     * Notes what became of a recipient, unless more is known already. Each is counted in one place at any moment.
     *
     * @return false where the customer is no recipient
     */
    boolean settle(
            String campaign,
            int number,
            CustomerId customer,
            Recipient.Status status,
            @Nullable Reason reason,
            Instant now);

    /**
     * Notes that a recipient turned out to be another customer, under whose id the messages go out.
     *
     * @return false where that customer is a recipient, too, or another one turned out to be them before
     */
    boolean alias(String campaign, int number, CustomerId recipient, CustomerId as);

    /** A customer as a recipient; null where they are none under this id. */
    @Nullable
    Recipient recipient(String campaign, int number, CustomerId customer);

    /** Forgets who a recipient was. The figures stay; one that nothing was known of yet is counted as skipped. */
    void forget(String campaign, int number, CustomerId customer);

    /**
     * A page of recipients in an order of its own, strongly consistent.
     *
     * @param after {@link Page#next} of the page before; null: from the beginning
     */
    Page recipients(String campaign, int number, @Nullable String after, int limit);

    /** @param next null where there are no more */
    record Page(List<Recipient> recipients, @Nullable String next) {}

    Figures figures(String campaign, int number);
}
