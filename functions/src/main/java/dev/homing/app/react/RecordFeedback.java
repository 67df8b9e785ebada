package dev.homing.app.react;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.domain.Retention;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.StatusBranch;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.Touch;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what a provider says of a message, or what the customer did with it: the message's status moves, the customer's state and consent
 * follow, and the flow that waits for it goes on where the status decides. Twice is the same as once, in any order.
 */
public final class RecordFeedback {
    private final ChangeCustomer changeCustomer;
    private final ChangeProfile changeProfile;
    private final Tries tries;
    private final Messages messages;
    private final Campaigns campaigns;
    private final Journeys journeys;

    public RecordFeedback(
            ChangeCustomer changeCustomer,
            ChangeProfile changeProfile,
            Messages messages,
            Campaigns campaigns,
            Journeys journeys,
            Backoff backoff) {
        this.changeCustomer = changeCustomer;
        this.changeProfile = changeProfile;
        this.tries = new Tries(backoff);
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
                changeProfile.change(customer, now, profile -> optedOut(profile, message.channel(), at, "complaint")
                        .suppressed(message.channel(), "complained"));
            case UNSUBSCRIBED ->
                changeProfile.change(
                        customer, now, profile -> optedOut(profile, message.channel(), at, "unsubscribe-link"));
            case BOUNCED ->
                changeProfile.change(
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
            changeProfile.change(id.customer(), now, profile -> profile.with(message.channel(), consent));
        }
    }

    private @Nullable Message moved(MessageId id, MessageStatus status, Instant at, @Nullable String reason) {
        Message seen = messages.findEventually(id);
        Message first = seen == null ? null : saved(seen, status, at, reason);
        if (first != null) {
            return first;
        }
        return tries.until("The message " + id, () -> {
                    Message message = messages.find(id);
                    if (message == null) {
                        return Optional.<Message>empty();
                    }
                    Message moved = saved(message, status, at, reason);
                    return moved == null ? null : Optional.of(moved);
                })
                .orElse(null);
    }

    /** @return null where somebody else changed the message in between */
    private @Nullable Message saved(Message message, MessageStatus status, Instant at, @Nullable String reason) {
        if (message.has(status)) {
            return message;
        }
        Message with = message.with(status, at);
        Message moved = reason != null && status.failure() ? with.because(reason) : with;
        return messages.save(moved, moved.triggeredAt().plus(Retention.ACTIVITY)) ? moved : null;
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
        changeCustomer.change(
                message.id().customer(), now, state -> new ChangeCustomer.Decided<>(state.with(touch), touch));
    }

    private static Profile optedOut(Profile profile, Channel channel, Instant at, String source) {
        return profile.with(channel, new Consent(Consent.State.UNSUBSCRIBED, at, source));
    }

    /** The first status that decides the branch completes the token; later ones only count. */
    private void decide(Message message, MessageStatus status, Instant at) {
        if (!message.awaited()) {
            return;
        }
        Node node = campaigns
                .version(message.campaign(), message.campaignVersion())
                .flow()
                .node(message.step());
        StatusBranch branch = node instanceof Node.Message step ? step.branch() : null;
        boolean decides = branch != null && branch.decidedBy(status);
        if (!decides && !status.failure()) {
            return;
        }
        String token = messages.token(message.id());
        if (token != null) {
            if (decides) {
                journeys.complete(token, status, at);
            } else {
                journeys.fail(token, Journeys.SEND_FAILED, String.valueOf(message.reason()));
            }
            messages.removeToken(message.id());
        }
    }
}
