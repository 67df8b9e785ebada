package dev.homing.emulator;

/**
 * How a table's stream feeds a function. A tumbling window is on, so events carry their shard; partial batch responses
 * ({@code ReportBatchItemFailures}) are always on.
 *
 * @param batchSize records an invocation at most, 1 to 10,000
 */
public record StreamMapping(int batchSize) {
    public StreamMapping {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("batchSize must be 1 to 10000, not " + batchSize);
        }
    }
}
