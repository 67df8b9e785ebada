package dev.homing.domain.campaign;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of those who waited while a campaign was paused, once it is resumed. */
public enum Resume {
    /** They go on where they are, as if the pause had been none. */
    CONTINUE,
    /** What was due in the pause is left out: its messages are skipped, and its delays start nothing. Flows go on from there. */
    SKIP_OVERDUE,
    /** Who waited is taken out of the campaign. */
    END;

    /** As the API and stored items write it: {@code skip-overdue}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null where nothing is written so. */
    public static @Nullable Resume ofKey(String key) {
        for (Resume one : values()) {
            if (one.key().equals(key)) {
                return one;
            }
        }
        return null;
    }
}
