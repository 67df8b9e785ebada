package dev.homing.app.port;

import org.jspecify.annotations.Nullable;

/** What flows may tell other systems, and nobody may read. */
public interface Secrets {
    /** Null where there is none of this name. */
    @Nullable
    String find(String name);
}
