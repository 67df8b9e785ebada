package dev.homing.domain.broadcast;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer whom a broadcast is meant for, and what became of it.
 *
 * @param due when it is their turn; null: at once
 * @param reason why nothing was sent; null where something was, or may still be
 * @param at when that was known
 */
public record Recipient(
        CustomerId customer,
        @Nullable Instant due,
        Status status,
        @Nullable Reason reason,
        Instant at) {
    /** What became of a recipient, from what is known first to what stands in the end: a later one takes the place of an earlier one. */
    public enum Status {
        /** Nothing is known yet. */
        PENDING,
        /** Nothing was sent, for a reason of the customer's or the shop's. */
        SKIPPED,
        /** The provider refused the message. */
        FAILED,
        /** Nobody knows whether a message left. */
        UNKNOWN,
        /** A message left. */
        SENT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a message's status says of its recipient; null where it says nothing yet. */
        public static @Nullable Status of(MessageStatus status) {
            return switch (status) {
                case SENDING, HELD -> null;
                case SKIPPED -> SKIPPED;
                case FAILED -> FAILED;
                case UNKNOWN -> UNKNOWN;
                case SENT,
                        DELIVERED,
                        OPENED_BY_MACHINE,
                        CLICKED_BY_MACHINE,
                        OPENED,
                        READ,
                        CLICKED,
                        REPLIED,
                        UNSUBSCRIBED,
                        BOUNCED,
                        COMPLAINED -> SENT;
            };
        }
    }

    public static Recipient pending(CustomerId customer, @Nullable Instant due, Instant now) {
        return new Recipient(customer, due, Status.PENDING, null, now);
    }

    /** Whether a status may take the place of this one. */
    public boolean yieldsTo(Status other) {
        return other.compareTo(status) > 0;
    }

    public Recipient with(Status newStatus, @Nullable Reason newReason, Instant now) {
        return new Recipient(customer, due, newStatus, newStatus == Status.SENT ? null : newReason, now);
    }
}
