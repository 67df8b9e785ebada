package dev.homing.domain.channel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way to reach a customer. */
public enum Channel {
    EMAIL,
    WHATSAPP,
    SMS,
    PUSH;

    /** As files, addresses and reports write it: {@code email}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people write it in the middle of a sentence: {@code email}. */
    public String words() {
        return switch (this) {
            case EMAIL -> "email";
            case WHATSAPP -> "WhatsApp";
            case SMS -> "SMS";
            case PUSH -> "push";
        };
    }

    /** Whether its messages go to a phone number. */
    public boolean goesToPhones() {
        return switch (this) {
            case WHATSAPP, SMS -> true;
            case EMAIL, PUSH -> false;
        };
    }

    /** The channel of a key; null where there is none. */
    public static @Nullable Channel ofKey(String key) {
        for (Channel channel : values()) {
            if (channel.key().equals(key)) {
                return channel;
            }
        }
        return null;
    }
}
