package dev.homing.emulator;

import org.jspecify.annotations.Nullable;

/**
 * One AWS service (or a provider's API) behind the emulator's endpoint.
 *
 * <p>{@link #handle} is called on any thread, by many at once, and while the pump runs {@link Timed#runDue}: a service guards its
 * own state with its own lock, and never holds that lock while it calls {@link Context#deliver} or {@link Context#invoke},
 * because a function calls back through the endpoint.
 */
public interface EmulatedApi {
    /** The short name the {@link Meter} counts under: {@code events}, {@code scheduler}, {@code states}, {@code ses} ... */
    String name();

    /** Whether this service answers the request; the first that says so gets it. */
    boolean handles(Request request);

    /**
     * Answers one call. AWS-shaped refusals are responses ({@link Response#error}); an exception is a bug here and becomes a 500
     * with its stack trace logged.
     */
    Response handle(Request request) throws Exception;

    /** The operation's name as {@link Meter} counts it; null when it cannot be told. */
    default @Nullable String operation(Request request) {
        String target = request.target();
        return target.isEmpty() ? request.form().get("Action") : target.substring(target.indexOf('.') + 1);
    }
}
