package dev.homing.domain.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, from the least to the furthest. {@link #SENDING} to {@link #FAILED} are the protocol's own; the others are told
 * by the provider or by the customer's reaction, and may come in any order and more than once.
 */
public enum MessageStatus {
    /** Claimed by a handler, under a lease; not known to have left. */
    SENDING(0, false),
    /** Kept back while its campaign is paused. */
    HELD(0, false),
    /** Not sent, with a reason: the customer's consent, an exit, a missing address. */
    SKIPPED(1, true),
    /** The provider refused it for good. */
    FAILED(9, true),
    /** A crash came between sending and recording, and the provider never said whether it left. */
    UNKNOWN(1, true),
    SENT(2, false),
    DELIVERED(3, false),
    /** Opened by a machine only, as far as can be told: a privacy proxy or a scanner. */
    OPENED_BY_MACHINE(4, false),
    /** A link was followed by a machine only: a scanner that looks where links lead. */
    CLICKED_BY_MACHINE(4, false),
    OPENED(5, false),
    /** WhatsApp's word for opened. */
    READ(5, false),
    CLICKED(6, false),
    REPLIED(7, false),
    UNSUBSCRIBED(8, false),
    COMPLAINED(8, false),
    /** The address does not exist, or refused it. */
    BOUNCED(9, true);

    private final int rank;
    private final boolean failure;

    MessageStatus(int rank, boolean failure) {
        this.rank = rank;
        this.failure = failure;
    }

    /** Of two statuses the one with the greater rank is further. */
    public int rank() {
        return rank;
    }

    /** Whether it says that the message did not reach the customer. */
    public boolean failure() {
        return failure;
    }

    /** As the API and the stored items write it: {@code opened_by_machine}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static @Nullable MessageStatus ofKey(String key) {
        for (MessageStatus status : values()) {
            if (status.key().equals(key)) {
                return status;
            }
        }
        return null;
    }
}
