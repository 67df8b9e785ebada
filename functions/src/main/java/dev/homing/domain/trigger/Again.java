package dev.homing.domain.trigger;

import java.util.Locale;

/** What it leads to that a customer does again what starts a campaign, while they are in it. While its delay runs, the delay begins anew. */
public enum Again {
    /** Nothing: the journey goes on as it is. */
    IGNORE,
    /** The journey goes on, and its later messages tell of this as well. */
    MERGE,
    /** The journey ends, and the campaign starts once more. */
    RESTART;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
