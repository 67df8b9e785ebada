package dev.homing.emulator;

import java.util.Locale;
import java.util.Optional;

/** What a provider or the customer can do with a message that shows as the provider's own event. */
public enum Reaction {
    /** The provider handed the message over. */
    DELIVERED,
    /** Email only: the mailbox does not exist; the address is suppressed from now on. */
    BOUNCED,
    /** Email only: marked as spam; the address is suppressed from now on. */
    COMPLAINED,
    /** The provider gave up: email rejected, WhatsApp or SMS not delivered. Push: the app was removed, so that its token is none from now on. */
    FAILED,
    /** WhatsApp only. */
    READ,
    /** WhatsApp and SMS: the customer answered. */
    REPLIED,
    /** SMS only: the customer answered STOP. */
    UNSUBSCRIBED;

    /** By lower-case name; empty when there is none. */
    public static Optional<Reaction> of(String name) {
        for (Reaction reaction : values()) {
            if (reaction.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(reaction);
            }
        }
        return Optional.empty();
    }
}
