package dev.homing.emulator;

import org.jspecify.annotations.Nullable;

/** A target did not take what was delivered to it. */
public final class DeliveryFailed extends Exception {
    private final String code;

    public DeliveryFailed(String code, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** AWS's error code ({@code ResourceNotFoundException}, {@code AWS.SimpleQueueService.NonExistentQueue}) or the thrown class. */
    public String code() {
        return code;
    }
}
