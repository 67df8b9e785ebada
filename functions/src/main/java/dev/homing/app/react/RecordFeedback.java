package dev.homing.app.react;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Profiles;
import dev.homing.domain.Retention;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Touch;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what a provider says of a message, or what the customer did with it: the message's status moves, the customer's state and consent
 * follow, and the flow that waits for it goes on where the status decides. Twice is the same as once, in any order.
 */
public final class RecordFeedback {
    private final CustomerStates states;
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Messages messages;
    private final Campaigns campaigns;
    private final Journeys journeys;

    public RecordFeedback(
            CustomerStates states, Profiles profiles, Messages messages, Campaigns campaigns, Journeys journeys) {
        this.states = states;
        this.lookup = new CustomerLookup(states);
        this.profiles = profiles;
        this.messages = messages;
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    /**
     * @param at when it happened, by the provider's word
     * @param reason of a failure; null for the others
     * @return the message as it stands; null where there is none under this id
     */
    public @Nullable Message record(
            MessageId id, MessageStatus status, Instant at, @Nullable String reason, Instant now) {
        Message message = moved(id, status, at, reason);
        if (message == null) {
            return null;
        }
        CustomerId customer = id.customer();
        switch (status) {
            case CLICKED -> touched(message, at, now);
            case COMPLAINED ->
                profile(customer, now, profile -> optedOut(profile, message.channel(), at, "complaint")
                        .suppressed(message.channel(), "complained"));
            case UNSUBSCRIBED ->
                profile(customer, now, profile -> optedOut(profile, message.channel(), at, "unsubscribe-link"));
            case BOUNCED ->
                profile(
                        customer,
                        now,
                        profile -> profile.suppressed(message.channel(), reason == null ? "bounced" : reason));
            default -> {}
        }
        decide(message, status, at);
        return message;
    }

    /** Takes an opt-out back, as the customer asked to. */
    public void resubscribe(MessageId id, Instant at, Instant now) {
        Message message = messages.find(id);
        if (message != null) {
            Consent consent = new Consent(Consent.State.SUBSCRIBED, at, "unsubscribe-undone");
            profile(id.customer(), now, profile -> profile.with(message.channel(), consent));
        }
    }

    private @Nullable Message moved(MessageId id, MessageStatus status, Instant at, @Nullable String reason) {
        Message message = messages.findEventually(id);
        if (message == null) {
            message = messages.find(id);
        }
        while (true) {
            if (message == null || message.has(status)) {
                return message;
            }
            Message moved = message.with(status, at);
            if (reason != null && status.failure()) {
                moved = moved.because(reason);
            }
            if (messages.save(moved, moved.triggeredAt().plus(Retention.ACTIVITY))) {
                return moved;
            }
            message = messages.find(id);
        }
    }

    private void touched(Message message, Instant at, Instant now) {
        Touch touch = new Touch(
                message.id(),
                message.run(),
                message.campaign(),
                message.campaignVersion(),
                message.channel(),
                message.triggeredAt(),
                at);
        while (true) {
            CustomerState state = lookup.resolve(message.id().customer(), now);
            CustomerState after = state.with(touch);
            if (after.equals(state) || states.save(after)) {
                return;
            }
        }
    }

    private void profile(CustomerId customer, Instant now, UnaryOperator<Profile> change) {
        CustomerId current = lookup.resolve(customer, now).id();
        while (true) {
            Profile profile = profiles.load(current);
            Profile changed = change.apply(profile);
            if (changed.equals(profile) || profiles.save(changed)) {
                return;
            }
        }
    }

    private static Profile optedOut(Profile profile, Channel channel, Instant at, String source) {
        return profile.with(channel, new Consent(Consent.State.UNSUBSCRIBED, at, source));
    }

    /** The first status that decides completes the token; later ones only count. */
    private void decide(Message message, MessageStatus status, Instant at) {
        if (!message.awaited()) {
            return;
        }
        Way way = campaigns
                .version(message.campaign(), message.campaignVersion())
                .flow()
                .message(message.step())
                .decidedBy(status);
        if (way == null && !status.failure()) {
            return;
        }
        String token = messages.token(message.id());
        if (token != null) {
            if (way != null) {
                journeys.complete(token, way, at);
            } else {
                journeys.fail(token, Journeys.SEND_FAILED, String.valueOf(message.reason()));
            }
            messages.removeToken(message.id());
        }
    }
}
