package dev.homing.domain.consent;

import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement of what a customer wants.
 *
 * @param at when they said it; of two statements about the same the later counts
 * @param source where: {@link #STATED}, {@link #BROWSER}, {@link #UNSUBSCRIBE_LINK}, {@link #COMPLAINT}, {@link #REPLY}, ...
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

    /** The source of a link in a message, of calling a message spam, and of an answer to a message. */
    public static final String UNSUBSCRIBE_LINK = "unsubscribe-link";

    public static final String COMPLAINT = "complaint";
    public static final String REPLY = "reply";

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

    /** Why a customer of whom this counts gets no marketing, where they do not. */
    Reason refusal(String what) {
        if (state != State.UNSUBSCRIBED) {
            return Reason.of(Code.NO_CONSENT, "what", what);
        }
        Code code =
                switch (source) {
                    case UNSUBSCRIBE_LINK -> Code.UNSUBSCRIBED;
                    case COMPLAINT -> Code.COMPLAINED;
                    case REPLY -> Code.ANSWERED_STOP;
                    case STATED -> Code.SAID_NO_IN_SHOP;
                    case BROWSER -> Code.SAID_NO_ON_PAGE;
                    default -> Code.SAID_NO;
                };
        return new Reason(code, Map.of("what", what, "at", Reason.at(at), "source", source));
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
