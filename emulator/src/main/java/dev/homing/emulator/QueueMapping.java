package dev.homing.emulator;

/**
 * How a queue feeds a function. Partial batch responses ({@code ReportBatchItemFailures}) are always on.
 *
 * @param batchSize messages an invocation at most, 1 to 10,000 (FIFO queues: 10)
 */
public record QueueMapping(int batchSize) {
    public QueueMapping {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("batchSize must be 1 to 10000, not " + batchSize);
        }
    }
}
