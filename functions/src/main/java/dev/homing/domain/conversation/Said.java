package dev.homing.domain.conversation;

import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thing that was said in a conversation. */
public sealed interface Said {
    /** Known before it is kept, so that what is told twice is kept once. */
    String id();

    Instant at();

    /** What a customer sent. */
    enum Kind {
        TEXT,
        /** A button of a message of ours, or an entry of a list, was pressed. */
        BUTTON,
        IMAGE,
        VIDEO,
        AUDIO,
        DOCUMENT,
        STICKER,
        LOCATION,
        CONTACTS,
        REACTION,
        ORDER,
        /** Anything that WhatsApp names otherwise. */
        OTHER;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The customer wrote.
     *
     * @param id the provider's
     * @param at by the provider's word
     * @param text what was written, a button's label, a picture's caption; null where there are no words
     * @param name of a file; null where there is none
     * @param answers the message of a campaign that it answers; null where it answers none
     */
    record Heard(
            String id,
            Instant at,
            Kind kind,
            @Nullable String text,
            @Nullable String name,
            @Nullable MessageId answers) implements Said {
        /** More than WhatsApp lets anyone write. */
        public static final int LONGEST = 4_096;

        public Heard {
            text = Cut.to(LONGEST, text);
            name = Cut.to(LONGEST, name);
        }
    }

    /** How far an answer is. */
    enum State {
        /** It lies in the channel's queue. */
        QUEUED,
        /** Whoever claimed it is at it. */
        SENDING,
        /** Nobody knows whether it left. */
        UNKNOWN,
        SENT,
        DELIVERED,
        READ,
        FAILED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether what is told later leads here: what arrived has not failed, and what was read was delivered. */
        boolean follows(State before) {
            return switch (this) {
                case QUEUED -> before == SENDING;
                case SENDING -> before == QUEUED;
                case UNKNOWN -> before == SENDING;
                case SENT, DELIVERED, READ -> before != FAILED && compareTo(before) > 0;
                case FAILED -> before.compareTo(SENT) <= 0;
            };
        }
    }

    /**
     * Somebody of the shop answered.
     *
     * @param id chosen by whoever asked for it, so that asking twice sends once
     * @param author who is signed in
     * @param leaseUntil until when whoever claimed it is at it; in the past where nobody did
     * @param providerId null until the provider took it
     * @param reason of a failure; null otherwise
     */
    record Answer(
            String id,
            Instant at,
            String text,
            String author,
            State state,
            Instant leaseUntil,
            @Nullable String providerId,
            @Nullable Reason reason)
            implements Said {
        /** What WhatsApp takes. */
        public static final int LONGEST = 4_096;

        /** Longer than the provider is waited for, and than the function runs. */
        private static final Duration LEASE = Duration.ofMinutes(1);

        public static Answer queued(String id, String text, String author, Instant now) {
            return new Answer(id, now, text, author, State.QUEUED, now, null, null);
        }

        /** As claimed: from here on nobody else sends it. */
        public Answer claimed(Instant now) {
            return new Answer(id, at, text, author, State.SENDING, now.plus(LEASE), null, null);
        }

        /** What can be said of it: who was at it for longer than their lease was killed, and may have sent it. */
        public State stateAt(Instant now) {
            return state == State.SENDING && now.isAfter(leaseUntil) ? State.UNKNOWN : state;
        }

        /** As it is where a status is told, in whatever order; the same where it tells nothing new. */
        public Answer with(State told, @Nullable String provider, @Nullable Reason why) {
            return told.follows(state)
                    ? new Answer(
                            id,
                            at,
                            text,
                            author,
                            told,
                            leaseUntil,
                            providerId == null ? provider : providerId,
                            told == State.FAILED ? why : null)
                    : this;
        }
    }
}
