package dev.homing.domain.analytics;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Money;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order that a message brought.
 *
 * @param customer under whom it is kept
 * @param amount null where the order said none
 * @param first whether it is the run's first, the one that made it converted
 * @param takenBack refunds by the id of their event
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
        Map<String, Money> takenBack,
        CountingBasis counting,
        long revision) {

    public AttributedOrder {
        takenBack = Map.copyOf(takenBack);
    }

    /** What is left after refunds, never below zero; null where the order said no amount. */
    public @Nullable Money net() {
        Money net = amount;
        if (net == null) {
            return null;
        }
        for (Money back : takenBack.values()) {
            net = net.plus(back.negated());
        }
        return net.amount().signum() < 0 ? Money.zero(net.currency()) : net;
    }

    /**
     * @param back null: all that is left; an amount in another currency than the order's is not taken off
     * @return this same object where that event was taken off already
     */
    public AttributedOrder takenBack(String event, @Nullable Money back) {
        Money left = net();
        if (left == null || takenBack.containsKey(event)) {
            return this;
        }
        Money off = back == null ? left : back;
        if (!off.currency().equals(left.currency())) {
            return this;
        }
        Map<String, Money> more = new LinkedHashMap<>(takenBack);
        more.put(event, off);
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
                more,
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
                takenBack,
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
                takenBack,
                counting.takenInAt(instant),
                revision);
    }
}
