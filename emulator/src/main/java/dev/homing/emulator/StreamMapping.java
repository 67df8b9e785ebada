package dev.homing.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.RuleCompiler;

/**
 * How a table's stream feeds a function. A tumbling window is on, so events carry their shard; partial batch responses
 * ({@code ReportBatchItemFailures}) are always on.
 *
 * @param batchSize records an invocation at most, 1 to 10,000
 * @param filter which records the function is invoked for, an event pattern as JSON; the others are passed over. Null: all
 * @param shards how the stream is cut into shards
 */
public record StreamMapping(int batchSize, @Nullable String filter, Shards shards) {
    /**
     * The shards of a stream. DynamoDB Local has one that never ends; on AWS there is one for each of the table's partitions, followed by
     * another one after some hours.
     *
     * @param partitions over which the items are spread
     * @param life after which a shard is followed by the next one
     */
    public record Shards(int partitions, Duration life) {
        /** DynamoDB Local's own. */
        public static final Shards ONE = new Shards(1, Duration.ofDays(100_000));

        /** As an on-demand table begins on AWS. */
        public static final Shards AS_ON_AWS = new Shards(4, Duration.ofHours(4));

        public Shards {
            if (partitions < 1 || !life.isPositive()) {
                throw new IllegalArgumentException("A stream has at least one shard, of some life");
            }
        }
    }

    /** Without a filter, of one shard. */
    public StreamMapping(int batchSize) {
        this(batchSize, null, Shards.ONE);
    }

    /** Of one shard. */
    public StreamMapping(int batchSize, @Nullable String filter) {
        this(batchSize, filter, Shards.ONE);
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
