package dev.homing.domain.consent;

import java.time.Instant;
import java.util.Locale;

/**
 * What a customer said of one channel.
 *
 * @param at when they said it; of two statements the later counts
 * @param source where: {@code event}, {@code unsubscribe-link}, {@code complaint}, ...
 */
public record Consent(State state, Instant at, String source) {
    /** Nothing recorded is UNKNOWN; whether that is enough is the shop's {@link Policy}. */
    public enum State {
        SUBSCRIBED,
        UNSUBSCRIBED,
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a shop's marketing messages need on a channel. */
    public enum Policy {
        /** The customer did not opt out. */
        IMPLIED,
        /** The customer opted in. */
        EXPLICIT
    }

    /** The source of what events say; the others are the customer's own answers to messages. */
    public static final String STATED = "event";

    public static final Consent UNKNOWN = new Consent(State.UNKNOWN, Instant.EPOCH, "none");

    public Consent later(Consent other) {
        return other.at.isAfter(at) ? other : this;
    }

    /** Whether a marketing message may go out. */
    public boolean allows(Policy policy) {
        return switch (state) {
            case SUBSCRIBED -> true;
            case UNSUBSCRIBED -> false;
            case UNKNOWN -> policy == Policy.IMPLIED;
        };
    }
}
