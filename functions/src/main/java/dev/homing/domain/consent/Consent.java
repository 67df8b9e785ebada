package dev.homing.domain.consent;

import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement of what a customer wants.
 *
 * @param at when they said it; of two statements about the same the later counts
 * @param source where: {@link #STATED} with what the servers have it from, {@link #BROWSER}, {@link #UNSUBSCRIBE_LINK}, {@link #COMPLAINT}, {@link #REPLY}, ...
 * @param wording what they agreed to, as it stood there; null where nobody said
 * @param undo what a link in a message changed, so that it can be taken back; null for all else
 */
public record Consent(
        State state,
        Instant at,
        String source,
        @Nullable String wording,
        @Nullable Undo undo) {
    /** How long a link takes back what it did. */
    public static final Duration UNDONE_WITHIN = Duration.ofHours(1);

    /**
     * @param by the message whose link it was
     * @param before what counted before, without an undo of its own; null where it was taken back
     * @param at when the link was followed, or that was taken back: what is told of it again and is not later changes nothing
     */
    public record Undo(MessageId by, @Nullable Consent before, Instant at) {}

    /** Nothing recorded is UNKNOWN; whether that is enough is the shop's {@link Policy}, as with NOT_GIVEN. */
    public enum State {
        SUBSCRIBED,
        UNSUBSCRIBED,
        /** The shop's system says that there is no yes. Perhaps nobody asked; but who said yes before has taken it back. */
        NOT_GIVEN,
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is a yes or a no. */
        public boolean decided() {
            return this == SUBSCRIBED || this == UNSUBSCRIBED;
        }
    }

    /** The source of what the shop's own servers say. */
    public static final String STATED = "event";

    /** The source of a yes that the shop's servers say anew of somebody who is known to have confirmed one. */
    private static final String CONFIRMED = stated("confirmed opt-in");

    /** The source of a yes that came with a file, with where the file has it from. */
    private static final String IMPORT = "import";

    /** The source of what a page or app says, with a write key that anyone can see. */
    public static final String BROWSER = "browser";

    /** The source of a link in a message, of calling a message spam, and of an answer to a message. */
    public static final String UNSUBSCRIBE_LINK = "unsubscribe-link";

    public static final String COMPLAINT = "complaint";
    public static final String REPLY = "reply";

    /** The source of what a customer chose on the page of preferences. */
    public static final String PREFERENCES = "preferences-page";

    public static final Consent UNKNOWN = new Consent(State.UNKNOWN, Instant.EPOCH, "none");

    public Consent(State state, Instant at, String source) {
        this(state, at, source, null);
    }

    public Consent(State state, Instant at, String source, @Nullable String wording) {
        this(state, at, source, wording, null);
    }

    /** The opt-out that a link in a message makes of this; the same where it did already. */
    Consent unsubscribedBy(MessageId message, Instant when) {
        if (undo != null && undo.by.equals(message) && (undo.before != null || !when.isAfter(undo.at))) {
            return this;
        }
        Consent before = new Consent(state, at, source, wording);
        return new Consent(State.UNSUBSCRIBED, when, UNSUBSCRIBE_LINK, null, new Undo(message, before, when));
    }

    /** What counted before a message's link opted out, which is known from then on; the same where there is nothing to take back. */
    Consent undone(Instant when) {
        Consent before = undo == null ? null : undo.before;
        return undo == null || before == null
                ? this
                : new Consent(before.state, before.at, before.source, before.wording, new Undo(undo.by, null, when));
    }

    /** Whether it is the opt-out by a message's link. */
    public boolean unsubscribedBy(MessageId message) {
        return undo != null && undo.by.equals(message) && undo.before != null;
    }

    /** The source of what the shop's own servers say, with where they have it from. */
    public static String stated(String where) {
        return STATED + ": " + where;
    }

    /**
     * What counts of this and another statement about the same, in whatever order they come: the later one; of two of one time the customer's own answer
     * to a message, else the other, which came later.
     */
    public Consent with(Consent other) {
        boolean ownAnswer = !byEvent() && other.byEvent();
        boolean mine = other.at.isBefore(at) || (other.at.equals(at) && ownAnswer);
        Consent first = mine ? other : this;
        Consent last = mine ? this : other;
        if (first.confirmed() && last.unconfirmed()) {
            // What the shop's servers say again takes nothing away from the customer's own word.
            boolean anew = first.isImported() && !last.untrusted();
            return new Consent(State.SUBSCRIBED, last.at, anew ? CONFIRMED : first.source, first.wording);
        }
        if (last.state != State.NOT_GIVEN) {
            return last;
        }
        return switch (first.state) {
            case SUBSCRIBED -> new Consent(State.UNSUBSCRIBED, last.at, last.source, last.wording);
            case UNSUBSCRIBED -> new Consent(State.UNSUBSCRIBED, last.at, first.source, first.wording);
            case NOT_GIVEN, UNKNOWN -> last;
        };
    }

    /** The same as a file says it, which never makes more of it than there was: it lifts nothing that stands against an address. */
    public Consent asImported() {
        String where = source.startsWith(STATED) ? source.substring(STATED.length()) : "";
        return isImported() ? this : new Consent(state, at, IMPORT + where, wording, undo);
    }

    /** Whether it came with a file. */
    public boolean isImported() {
        return source.equals(IMPORT) || source.startsWith(IMPORT + ":");
    }

    /** Whether an event or a file said so; otherwise it was the customer's own answer to a message. */
    public boolean byEvent() {
        return source.equals(STATED) || source.startsWith(STATED + ":") || isImported() || untrusted();
    }

    /**
     * Whether it is a yes that the customer gave by an answer to a message or on a page of ours that a message led to, that came with a file of people who agreed, or
     * that the shop's servers call a confirmed one.
     */
    public boolean confirmed() {
        String where = source.startsWith(STATED + ": ") ? source.substring(STATED.length() + 2) : "";
        return state == State.SUBSCRIBED && (!byEvent() || isImported() || ConsentWord.isConfirmed(where));
    }

    /** Whether it is a yes that somebody said in the customer's name, and the customer did not confirm yet. */
    public boolean unconfirmed() {
        return state == State.SUBSCRIBED && !confirmed();
    }

    /** A yes of the customer's own as if only a page had said it; everything else as it is. */
    Consent byAPage() {
        return state == State.SUBSCRIBED && !byEvent() ? new Consent(state, at, BROWSER, wording) : this;
    }

    /** Whether anyone could have said so. */
    public boolean untrusted() {
        return source.equals(BROWSER);
    }

    /** Why a customer of whom this counts gets no marketing, where they do not. */
    Reason refusal(String what) {
        if (unconfirmed()) {
            return Reason.of(Code.NOT_CONFIRMED, "what", what);
        }
        if (state != State.UNSUBSCRIBED) {
            return Reason.of(Code.NO_CONSENT, "what", what);
        }
        Code code =
                switch (source) {
                    case UNSUBSCRIBE_LINK -> Code.UNSUBSCRIBED;
                    case COMPLAINT -> Code.COMPLAINED;
                    case REPLY -> Code.ANSWERED_STOP;
                    case PREFERENCES -> Code.SAID_NO_ON_PREFERENCES;
                    case STATED -> Code.SAID_NO_IN_SHOP;
                    case BROWSER -> Code.SAID_NO_ON_PAGE;
                    default -> Code.SAID_NO;
                };
        return new Reason(code, Map.of("what", what, "at", Reason.at(at), "source", source));
    }

    /** Whether a marketing message may go out. */
    public boolean allows(Policy policy) {
        return switch (state) {
            case SUBSCRIBED -> policy != Policy.CONFIRMED || confirmed();
            case UNSUBSCRIBED -> false;
            case NOT_GIVEN, UNKNOWN -> policy == Policy.IMPLIED;
        };
    }
}
