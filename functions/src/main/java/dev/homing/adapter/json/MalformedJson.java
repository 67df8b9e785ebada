package dev.homing.adapter.json;

import org.jspecify.annotations.Nullable;

/** A text that is no JSON, or no JSON of the expected shape; the message says where. */
public final class MalformedJson extends IllegalArgumentException {
    public MalformedJson(String message) {
        super(message);
    }

    public MalformedJson(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
