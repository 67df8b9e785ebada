package dev.homing.domain.reason;

import java.util.Locale;

/** A recorded yes or no of a campaign about a customer, with its reason. */
public record Decision(String campaign, Kind kind, Reason reason) {
    /** What was decided. */
    public enum Kind {
        /** The campaign's delay runs for the customer; the parameter {@code due} says until when. */
        DELAY_SET(true, "Waits until {due}: "),
        DELAY_MOVED(true, "Now waits until {due}: "),
        DELAY_CANCELLED(false, "No longer waits: "),
        /** The campaign is paused. The delay keeps its place. */
        WAITS_FOR_RESUME(true, "Waits until the campaign is resumed: "),
        /** The delay is over, and nobody knows yet where to write to. */
        WAITS_FOR_ADDRESS(true, "Waits until the customer can be reached, for a day at most: "),
        STARTED(true, "Started: "),
        /** What a run waited for in the middle of its flow is so. */
        WENT_ON(true, "Went on: "),
        /** A step of a run called another system, or meant to. */
        CALLED(true, "Webhook: "),
        CONVERTED(true, "Converted: "),
        ENDED(false, "Ended: "),
        NOT_STARTED(false, "Not started: ");

        private final boolean allowed;
        private final String words;

        Kind(boolean allowed, String words) {
            this.allowed = allowed;
            this.words = words;
        }

        /** As the API and the stored items write it: {@code not-started}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether the decision was for the campaign going on. */
    public boolean allowed() {
        return kind.allowed;
    }

    /** The decision in words, such as {@code Not started: the cart is empty.} */
    public String sentence() {
        return Reason.filled(kind.words, reason.params()) + reason.clause() + ".";
    }
}
