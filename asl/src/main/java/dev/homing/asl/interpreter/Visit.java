package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.asl.Catcher;
import dev.homing.asl.MapState;
import dev.homing.asl.Parallel;
import dev.homing.asl.Retrier;
import dev.homing.asl.State;
import dev.homing.asl.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state from entering to leaving, over all of its attempts. */
final class Visit {
    final Scope scope;
    final String name;
    final State state;
    final JsonNode input;
    final Instant enteredAt;

    /** How often each retrier has been used. */
    final long[] retries;

    int retryCount;
    /** The event of its entering, by which AWS names it in causes. */
    long enteredEventId;

    @Nullable
    String token;
    /** The end of a wait, the next attempt, or the result that has come in. */
    @Nullable
    Due next;

    @Nullable
    Due timeout;

    @Nullable
    Due heartbeat;

    long heartbeatSeconds;

    /** The walks of a Parallel or Map, in their order; those not begun are missing. */
    final List<Scope> children = new ArrayList<>();

    /** Of a Map. */
    List<MapItem> items = List.of();

    @Nullable
    JsonNode[] outputs = {};

    int finished;

    /** Whether a Parallel or Map has begun its work and has not yet come to its result. */
    boolean fanning;

    Visit(Scope scope, String name, State state, JsonNode input, Instant enteredAt) {
        this.scope = scope;
        this.name = name;
        this.state = state;
        this.input = input;
        this.enteredAt = enteredAt;
        this.retries = new long[retriers().size()];
    }

    boolean canRetry() {
        return state instanceof Task || state instanceof Parallel || state instanceof MapState;
    }

    List<Retrier> retriers() {
        return switch (state) {
            case Task task -> task.retry();
            case Parallel parallel -> parallel.retry();
            case MapState map -> map.retry();
            default -> List.of();
        };
    }

    List<Catcher> catchers() {
        return switch (state) {
            case Task task -> task.catching();
            case Parallel parallel -> parallel.catching();
            case MapState map -> map.catching();
            default -> List.of();
        };
    }

    /** Whether a limit of the task has run out by now, whatever the queue has got to. */
    boolean isOverdue(Instant now) {
        return (timeout != null && !timeout.at().isAfter(now))
                || (heartbeat != null && !heartbeat.at().isAfter(now));
    }

    /** Ends the attempt: nothing happens to it by itself any more, and its token is used up. */
    void settle(DueQueue queue, Tokens tokens) {
        queue.cancel(next);
        queue.cancel(timeout);
        queue.cancel(heartbeat);
        next = null;
        timeout = null;
        heartbeat = null;
        tokens.close(token);
    }
}
