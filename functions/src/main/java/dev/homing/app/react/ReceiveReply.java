package dev.homing.app.react;

import dev.homing.app.customer.AddressHolders;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.port.Messages;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in what a customer wrote back: the message it answers was replied to, and who wants no more gets no more. */
public final class ReceiveReply {
    private final AddressHolders holders;
    private final ChangeProfile changeProfile;
    private final SuppressAddress suppressAddress;
    private final Messages messages;
    private final RecordFeedback recordFeedback;

    public ReceiveReply(
            AddressHolders holders,
            ChangeProfile changeProfile,
            SuppressAddress suppressAddress,
            Messages messages,
            RecordFeedback recordFeedback) {
        this.holders = holders;
        this.changeProfile = changeProfile;
        this.suppressAddress = suppressAddress;
        this.messages = messages;
        this.recordFeedback = recordFeedback;
    }

    /**
     * Takes in an answer whose words may mean more than an answer. What waits for this address is asked about again before it goes out, so nothing
     * that a STOP meets on its way leaves after it.
     *
     * @param from E.164, or a person's id at WhatsApp
     * @param inReplyTo the provider's id of the message it answers; null where it says none
     * @return the messages of campaigns that it answers
     */
    public List<MessageId> answered(
            Channel channel, String from, @Nullable String inReplyTo, ReplyWord word, Instant at, Instant now) {
        List<MessageId> answered = answeredBy(channel, from, inReplyTo, now);
        switch (word) {
            case STOP -> {
                chosen(channel, from, false, at, now);
                answered.forEach(id -> recordFeedback.stopped(id, at));
            }
            case START -> chosen(channel, from, true, at, now);
            case HELP -> {}
            case NONE -> answered.forEach(id -> recordFeedback.record(id, MessageStatus.REPLIED, at, null, now));
        }
        return answered;
    }

    /** Messages to an address that have the id; empty where none is given, or nobody knows it any more. */
    private List<MessageId> answeredBy(Channel channel, String from, @Nullable String inReplyTo, Instant now) {
        if (inReplyTo == null) {
            return List.of();
        }
        return holders.of(channel, from, now).stream()
                .flatMap(profile -> profile.allIds().stream())
                .flatMap(id -> messages.of(id).stream())
                .filter(message -> message.channel() == channel && inReplyTo.equals(message.providerId()))
                .map(Message::id)
                .toList();
    }

    /**
     * Whoever has this number wants marketing on a channel from now on, or wants none. The number itself is suppressed, so that it reaches
     * everyone who has it; those who are found by it have it in their profiles as well.
     */
    public void chosen(Channel channel, String from, boolean wanted, Instant at, Instant now) {
        AddressKey address = AddressKey.of(channel, from);
        if (wanted) {
            suppressAddress.takenBack(address, Why.STOPPED, at);
            suppressAddress.takenBack(address, Why.UNSUBSCRIBED, at);
        } else {
            suppressAddress.because(address, from, Why.STOPPED, at, null);
        }
        Consent.State state = wanted ? Consent.State.SUBSCRIBED : Consent.State.UNSUBSCRIBED;
        for (Profile found : holders.of(channel, from, now)) {
            changeProfile.change(
                    found.id(),
                    now,
                    profile -> from.equals(profile.address(channel))
                            ? profile.with(channel, new Consent(state, at, Consent.REPLY))
                            : profile);
        }
    }
}
