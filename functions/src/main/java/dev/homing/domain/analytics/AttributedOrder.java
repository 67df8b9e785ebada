package dev.homing.domain.analytics;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Money;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.order.Refunds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that a message brought.
 *
 * @param customer under whom it is kept
 * @param amount null where the order said none
 * @param first whether it is the run's first, the one that made it converted
 * @param refunds what was taken back of it
 * @param counting how it is counted, as its run is
 * @param revision counts the writes; 0 when it has not been stored
 */
public record AttributedOrder(
        CustomerId customer,
        String order,
        RunId run,
        MessageId message,
        String campaign,
        int campaignVersion,
        Channel channel,
        @Nullable Money amount,
        Instant triggeredAt,
        Instant touchedAt,
        Instant at,
        boolean first,
        Refunds refunds,
        CountingBasis counting,
        long revision) {

    /** What is left after refunds, never below zero; null where the order said no amount. */
    public @Nullable Money net() {
        return amount == null ? null : refunds.leftOf(amount);
    }

    /** This same object where nothing of it is new. */
    public AttributedOrder with(Refunds told) {
        Refunds both = refunds.with(told);
        return both.equals(refunds)
                ? this
                : new AttributedOrder(
                        customer,
                        order,
                        run,
                        message,
                        campaign,
                        campaignVersion,
                        channel,
                        amount,
                        triggeredAt,
                        touchedAt,
                        at,
                        first,
                        both,
                        counting,
                        revision);
    }

    /** The same order, once it is known what it is worth. */
    public AttributedOrder worth(Money known) {
        return new AttributedOrder(
                customer,
                order,
                run,
                message,
                campaign,
                campaignVersion,
                channel,
                known,
                triggeredAt,
                touchedAt,
                at,
                first,
                refunds,
                counting,
                revision);
    }

    public AttributedOrder withRevision(long newRevision) {
        return new AttributedOrder(
                customer,
                order,
                run,
                message,
                campaign,
                campaignVersion,
                channel,
                amount,
                triggeredAt,
                touchedAt,
                at,
                first,
                refunds,
                counting,
                newRevision);
    }

    /** The same order as the counters that were begun at an instant count it. */
    public AttributedOrder takenInAt(Instant instant) {
        return new AttributedOrder(
                customer,
                order,
                run,
                message,
                campaign,
                campaignVersion,
                channel,
                amount,
                triggeredAt,
                touchedAt,
                at,
                first,
                refunds,
                counting.takenInAt(instant),
                revision);
    }
}
