package dev.homing.domain.state;

import dev.homing.domain.Money;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.order.Refund;
import dev.homing.domain.profile.Takeover;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something decided about a customer that remains to be done outside the state item. It is stored with the decision, done after it under a
 * name that makes doing it twice the same as once, and then cleared.
 */
public sealed interface Outcome {
    /**
     * @param eventKey where the timeline has the triggering event; null where the run reads the live cart
     * @param since event time of the first of several events that the run tells of together; null: it tells of one
     */
    record StartRun(
            RunId run,
            String campaign,
            int version,
            String key,
            Instant triggeredAt,
            Instant decidedAt,
            @Nullable String eventKey,
            @Nullable Instant since)
            implements Outcome {}

    /** A run that goes on tells of one more event. */
    record TellRun(RunId run, String eventKey) implements Outcome {}

    record ArmTimer(String campaign, String timerId, Instant at) implements Outcome {}

    record EndRun(RunId run, Reason why, Instant at) implements Outcome {}

    /**
     * What a run waited for is so: its flow goes on.
     *
     * @param since when the wait began that is over
     */
    record Answer(RunId run, Instant since, Instant at) implements Outcome {}

    /**
     * @param order the shop's id of it, or the event's where it has none
     * @param amount null where the order says none
     */
    record Convert(
            String order,
            RunId run,
            MessageId message,
            String campaign,
            int version,
            Channel channel,
            @Nullable Money amount,
            Instant triggeredAt,
            Instant touchedAt,
            Instant at)
            implements Outcome {}

    /**
     * An order was refunded or cancelled, in part or whole.
     *
     * @param event its id, so that each is taken off once
     */
    record TakeBack(String order, String event, Refund refund, Instant at) implements Outcome {}

    /** The customer is in an audience or on a list now, or no longer. */
    record Member(Group group, boolean in, Instant at) implements Outcome {}

    /**
     * Brings what another id of this customer knew into the profile.
     *
     * @param takeover what of contacts, consent and names
     * @param groups of the other id: the customer is in them instead
     * @param at when the two became one here
     */
    record MergeProfile(CustomerId from, Takeover takeover, Set<Long> groups, Instant at) implements Outcome {
        public MergeProfile {
            groups = Set.copyOf(groups);
        }
    }
}
