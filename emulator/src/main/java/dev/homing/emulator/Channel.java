package dev.homing.emulator;

import java.util.Locale;

/** The way a message left on. */
public enum Channel {
    EMAIL,
    SMS,
    WHATSAPP,
    PUSH;

    /** Lower case, as {@code /dev/inbox} and messages name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
