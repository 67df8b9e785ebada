package dev.homing.domain.channel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device is that takes push notifications. */
public enum Platform {
    /** A browser, by its own push service. */
    WEB,
    /** An app on an iPhone or iPad, by Firebase, which hands it to Apple. */
    IOS,
    /** An app on Android, by Firebase. */
    ANDROID;

    /** As files and events write it: {@code ios}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The platform of a key in any case of letters; null where there is none. */
    public static @Nullable Platform ofKey(String key) {
        for (Platform platform : values()) {
            if (platform.name().equalsIgnoreCase(key)) {
                return platform;
            }
        }
        return null;
    }
}
