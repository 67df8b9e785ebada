package dev.homing.adapter.aws;

import dev.homing.app.port.Unavailable;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Tells what may go well later from what never will. */
final class Calls {
    private static final int SERVER_ERROR = 500;

    private Calls() {}

    /**
     * @param what names the call, for the message
     * @throws Unavailable where AWS throttled, failed or could not be reached; anything else as it is
     */
    static <T> T orUnavailable(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            if (passes(e)) {
                throw new Unavailable(what + " did not go well now: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static boolean passes(SdkException e) {
        return switch (e) {
            case SdkServiceException answered ->
                answered.isThrottlingException() || answered.statusCode() >= SERVER_ERROR;
            case SdkClientException unanswered -> unanswered.getCause() instanceof IOException;
            default -> false;
        };
    }
}
