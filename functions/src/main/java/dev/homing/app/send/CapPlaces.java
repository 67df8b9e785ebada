package dev.homing.app.send;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.state.Caps;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps within what a customer gets on a channel in a day. A message takes its place in the customer's state before it is claimed, under the condition
 * that nobody changed the state since it was looked at, so that of two messages for the last place one gets it. A second try finds its place there.
 */
final class CapPlaces {
    private final CustomerStates states;
    private final ChangeCustomer changeCustomer;

    CapPlaces(CustomerStates states, Backoff backoff) {
        this.states = states;
        this.changeCustomer = new ChangeCustomer(states, backoff);
    }

    /**
     * @param read the customer's state, as the guard has just read it
     * @param most marketing messages within the period
     * @return false where there is no place left
     */
    boolean takes(CustomerState read, Message message, int most, Instant now) {
        CustomerState first = placed(read, message, most, now);
        if (first == null || first.equals(read) || states.save(first)) {
            return first != null;
        }
        return changeCustomer
                .change(message.run().customer(), now, state -> {
                    CustomerState placed = placed(state, message, most, now);
                    return new ChangeCustomer.Decided<>(placed == null ? state : placed, placed != null);
                })
                .result();
    }

    private static @Nullable CustomerState placed(CustomerState state, Message message, int most, Instant now) {
        Caps caps = state.caps().with(message.channel(), message.id(), most, now);
        return caps == null ? null : state.withCaps(caps);
    }

    /** Gives back the place of a message that came so far as to be claimed, and certainly did not leave. */
    void release(@Nullable Message message, Instant now) {
        if (message == null || message.transactional() || message.attempts() == 0 || !gaveUp(message)) {
            return;
        }
        changeCustomer.change(
                message.run().customer(),
                now,
                state -> new ChangeCustomer.Decided<>(
                        state.withCaps(state.caps().without(message.channel(), message.id())), true));
    }

    private static boolean gaveUp(Message message) {
        return switch (message.status()) {
            case SKIPPED, HELD -> true;
            case FAILED -> !message.has(MessageStatus.SENT);
            case SENDING,
                    UNKNOWN,
                    SENT,
                    DELIVERED,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    OPENED,
                    READ,
                    CLICKED,
                    REPLIED,
                    UNSUBSCRIBED,
                    COMPLAINED,
                    BOUNCED -> false;
        };
    }
}
