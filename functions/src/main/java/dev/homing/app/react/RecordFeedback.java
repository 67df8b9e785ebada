package dev.homing.app.react;

import dev.homing.app.broadcast.SettleRecipient;
import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.send.NextChannel;
import dev.homing.domain.Retention;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.consent.Undoing;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
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
    private final SuppressAddress suppressAddress;
    private final Tries tries;
    private final Messages messages;
    private final Campaigns campaigns;
    private final Journeys journeys;
    private final TellOfMessages tellOfMessages;
    private final SettleRecipient settleRecipient;
    private final NextChannel nextChannel;

    public RecordFeedback(
            ChangeCustomer changeCustomer,
            ChangeProfile changeProfile,
            SuppressAddress suppressAddress,
            Messages messages,
            Campaigns campaigns,
            Journeys journeys,
            TellOfMessages tellOfMessages,
            SettleRecipient settleRecipient,
            NextChannel nextChannel,
            Backoff backoff) {
        this.changeCustomer = changeCustomer;
        this.changeProfile = changeProfile;
        this.suppressAddress = suppressAddress;
        this.tries = new Tries(backoff);
        this.messages = messages;
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.tellOfMessages = tellOfMessages;
        this.settleRecipient = settleRecipient;
        this.nextChannel = nextChannel;
    }

    /**
     * @param at when it happened, by the provider's word
     * @param reason of a failure; null for the others
     * @return the message as it stands; null where there is none under this id
     */
    public @Nullable Message record(
            MessageId id, MessageStatus status, Instant at, @Nullable Reason reason, Instant now) {
        return record(id, status, at, reason, null, now);
    }

    /** @param link where the link leads that was followed; null where none was, or nobody knows */
    @Nullable
    Message record(
            MessageId id,
            MessageStatus status,
            Instant at,
            @Nullable Reason reason,
            @Nullable String link,
            Instant now) {
        Message message = moved(id, status, at, reason);
        if (message == null) {
            return null;
        }
        switch (status) {
            case CLICKED -> touched(message, at, now);
            case COMPLAINED -> {
                suppress(message, address(message, now), Why.COMPLAINED, at, null);
                optOut(message, at, Consent.COMPLAINT, now);
            }
            case UNSUBSCRIBED -> unsubscribe(message, at, now);
            case BOUNCED ->
                suppress(
                        message,
                        address(message, now),
                        Why.BOUNCED,
                        at,
                        reason == null ? Reason.of(Code.ADDRESS_REFUSED) : reason);
            case FAILED -> {
                Why why = reason == null ? null : Why.of(reason);
                if (why != null) {
                    suppress(message, address(message, now), why, at, null);
                }
            }
            case SENDING,
                    HELD,
                    SKIPPED,
                    UNKNOWN,
                    SENT,
                    DELIVERED,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    OPENED,
                    READ,
                    REPLIED -> {}
        }
        decide(message, status, at, now);
        if (message.has(MessageStatus.UNKNOWN)) {
            settleRecipient.by(message, now);
        }
        tellOfMessages.tell(message, status, at, link);
        return message;
    }

    /**
     * A message was answered by a word that wants no more of them. What follows for the number that it came from, and for those who have it, is
     * {@link ReceiveReply#chosen}'s to do.
     */
    void stopped(MessageId id, Instant at) {
        Message message = moved(id, MessageStatus.UNSUBSCRIBED, at, null);
        if (message != null) {
            decide(message, MessageStatus.UNSUBSCRIBED, at, at);
            tellOfMessages.tell(message, MessageStatus.UNSUBSCRIBED, at, null);
        }
    }

    /**
     * Takes back what a message's unsubscribe link did, and only that: for an hour, and unless something else was said since. Anybody to whom the
     * message was forwarded has the link.
     */
    public Undoing undo(MessageId id, Instant now) {
        Message message = messages.find(id);
        if (message == null) {
            return Undoing.NOTHING_TO_UNDO;
        }
        Channel channel = message.channel();
        Consents consents =
                changeProfile.change(id.customer(), now, profile -> profile).consents();
        Undoing refused = consents.undoing(channel, id, now);
        if (refused != null) {
            return refused;
        }
        // The address first: with the consent goes what an undo that was killed half way would need.
        Instant unsubscribedAt = consents.said(Scope.of(channel)).at();
        if (message.sentTo() != null && !suppressAddress.undone(message.sentTo(), Why.UNSUBSCRIBED, unsubscribedAt)) {
            return Undoing.SAID_SINCE;
        }
        changeProfile.change(
                id.customer(), now, profile -> profile.with(profile.consents().undone(channel, id, now)));
        return Undoing.UNDONE;
    }

    private @Nullable Message moved(MessageId id, MessageStatus status, Instant at, @Nullable Reason reason) {
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
    private @Nullable Message saved(Message message, MessageStatus status, Instant at, @Nullable Reason reason) {
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

    /** The one that the customer has now, which need not be the one that the message went to. */
    private @Nullable String address(Message message, Instant now) {
        return changeProfile
                .change(message.id().customer(), now, profile -> profile)
                .address(message.channel());
    }

    /** The address that the message went to, and not the one that its customer has by now. */
    private void suppress(Message message, @Nullable String written, Why why, Instant at, @Nullable Reason said) {
        if (message.sentTo() != null) {
            suppressAddress.because(message.sentTo(), written, why, at, said);
        }
    }

    /** The address gets the time of the consent, by which an undo knows it again; it is kept from messages even where the profile fails. */
    private void unsubscribe(Message message, Instant at, Instant now) {
        Instant since = at;
        String written = null;
        try {
            Profile profile = changeProfile.change(
                    message.id().customer(),
                    now,
                    before -> before.with(before.consents().unsubscribed(message.channel(), message.id(), at)));
            written = profile.address(message.channel());
            Consent said = profile.consents().said(Scope.of(message.channel()));
            since = said.unsubscribedBy(message.id()) ? said.at() : at;
        } finally {
            suppress(message, written, Why.UNSUBSCRIBED, since, null);
        }
    }

    private void optOut(Message message, Instant at, String source, Instant now) {
        Consent consent = new Consent(Consent.State.UNSUBSCRIBED, at, source);
        changeProfile.change(message.id().customer(), now, profile -> profile.with(message.channel(), consent));
    }

    /** The first status that decides completes the token; later ones only count. */
    private void decide(Message message, MessageStatus status, Instant at, Instant now) {
        if (!message.awaited()) {
            if (status.failure()) {
                nextChannel.after(message, null, now);
            }
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
            if (status.failure() && nextChannel.after(message, token, now)) {
                messages.removeToken(message.id());
                return;
            }
            if (way != null) {
                journeys.complete(token, way, at);
            } else {
                journeys.fail(token, Journeys.SEND_FAILED, message.whyNot());
            }
            messages.removeToken(message.id());
        }
    }
}
