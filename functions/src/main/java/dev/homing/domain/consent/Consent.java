package dev.homing.domain.consent;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One statement of what a customer wants.
 *
 * @param at when they said it; of two statements about the same the later counts
 * @param source where: {@link #STATED}, {@link #BROWSER}, {@code unsubscribe-link}, {@code complaint}, {@code reply}, ...
 * @param wording what they agreed to, as it stood there; null where nobody said
 */
public record Consent(
        State state, Instant at, String source, @Nullable String wording) {
    /** Nothing recorded is UNKNOWN; whether that is enough is the shop's {@link Policy}. */
    public enum State {
        SUBSCRIBED,
        UNSUBSCRIBED,
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The source of what the shop's own servers say. */
    public static final String STATED = "event";

    /** The source of what a page or app says, with a write key that anyone can see. */
    public static final String BROWSER = "browser";

    public static final Consent UNKNOWN = new Consent(State.UNKNOWN, Instant.EPOCH, "none");

    public Consent(State state, Instant at, String source) {
        this(state, at, source, null);
    }

    public Consent later(Consent other) {
        return other.at.isAfter(at) ? other : this;
    }

    /** Whether an event said so; otherwise it was the customer's own answer to a message. */
    public boolean byEvent() {
        return source.equals(STATED) || untrusted();
    }

    /** Whether anyone could have said so. */
    public boolean untrusted() {
        return source.equals(BROWSER);
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
