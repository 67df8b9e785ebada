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
 * Keeps within what a customer gets on a channel in a day and of a campaign, and lets the campaign write that comes first. A message takes its place in
 * the customer's state before it is claimed, under the condition that nobody changed the state since it was looked at, so that of two messages for the
 * last place one gets it. A second try finds its place there.
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
     */
    Caps.Answer takes(CustomerState read, Caps.Wish wish, Instant now) {
        Caps.Answer first = read.caps().ask(wish, now);
        boolean settled = !(first instanceof Caps.Answer.Placed(Caps caps))
                || caps.equals(read.caps())
                || states.save(read.withCaps(caps));
        if (settled) {
            return first;
        }
        return changeCustomer
                .change(wish.message().customer(), now, state -> {
                    Caps.Answer answer = state.caps().ask(wish, now);
                    CustomerState after =
                            answer instanceof Caps.Answer.Placed(Caps placed) ? state.withCaps(placed) : state;
                    return new ChangeCustomer.Decided<>(after, answer);
                })
                .result();
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
                        state.withCaps(state.caps().without(message.channel(), message.id(), message.campaign())),
                        true));
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
