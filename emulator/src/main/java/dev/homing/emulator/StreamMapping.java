package dev.homing.emulator;

import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.RuleCompiler;

/**
 * How a table's stream feeds a function. A tumbling window is on, so events carry their shard; partial batch responses
 * ({@code ReportBatchItemFailures}) are always on.
 *
 * @param batchSize records an invocation at most, 1 to 10,000
 * @param filter which records the function is invoked for, an event pattern as JSON; the others are passed over. Null: all
 */
public record StreamMapping(int batchSize, @Nullable String filter) {
    /** Without a filter. */
    public StreamMapping(int batchSize) {
        this(batchSize, null);
    }

    public StreamMapping {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("batchSize must be 1 to 10000, not " + batchSize);
        }
        String problem = filter == null ? null : RuleCompiler.check(filter);
        if (problem != null) {
            throw new IllegalArgumentException("filter " + filter + " is no event pattern: " + problem);
        }
    }
}
