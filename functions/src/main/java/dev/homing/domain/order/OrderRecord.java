package dev.homing.domain.order;

import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an order under its own id, so that whoever tells of it later finds it, under whatever customer's name.
 *
 * @param order the shop's id of it
 * @param by who ordered, as the first event that could be trusted most said; null while only refunds were told of
 * @param trusted whether that was said by somebody who can be trusted
 * @param attributed under whom the revenue is kept that a message got for it; null while none did
 * @param message that got the revenue; null while none did
 * @param revision counts the writes; 0 when it has not been stored
 */
public record OrderRecord(
        String order,
        @Nullable Identities by,
        boolean trusted,
        @Nullable CustomerId attributed,
        @Nullable MessageId message,
        Refunds refunds,
        long revision) {

    public static OrderRecord unknown(String order) {
        return new OrderRecord(order, null, false, null, null, Refunds.NONE, 0);
    }

    /** The first one to say so is believed, unless only a browser said it: then a trusted one takes its place. */
    public OrderRecord orderedBy(Identities who, boolean byTrusted) {
        boolean known = by != null && (trusted || !byTrusted);
        return known ? this : new OrderRecord(order, who, byTrusted, attributed, message, refunds, revision);
    }

    /** An order goes to one message: the first stays. */
    public OrderRecord attributedTo(CustomerId who, MessageId itsMessage) {
        return attributed == null ? new OrderRecord(order, by, trusted, who, itsMessage, refunds, revision) : this;
    }

    public OrderRecord refunded(String event, Refund refund) {
        return new OrderRecord(order, by, trusted, attributed, message, refunds.with(event, refund), revision);
    }

    public OrderRecord withRevision(long newRevision) {
        return new OrderRecord(order, by, trusted, attributed, message, refunds, newRevision);
    }
}
