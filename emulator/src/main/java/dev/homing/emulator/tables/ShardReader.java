package dev.homing.emulator.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shard of a stream, each record once and in order, however long it rests between two readings: an iterator lives for fifteen
 * minutes of the machine's clock, and a record for a day. For one thread.
 */
final class ShardReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTLIVED = "ExpiredIteratorException";
    private static final String CUT_OFF = "TrimmedDataAccessException";

    /** A call of the streams' API; {@link TableEngine#answer}. */
    @FunctionalInterface
    interface Calls {
        /** @throws CallRefused when the tables refuse it, which names why */
        JsonNode call(String operation, ObjectNode body) throws IOException;
    }

    private final Calls calls;
    private final String streamArn;
    private final String shardId;
    private boolean opened;

    /** Null: not opened yet, or the shard is closed and read to its end. */
    private @Nullable String iterator;

    /** Null: none was read yet. */
    private @Nullable String lastRead;

    ShardReader(Calls calls, String streamArn, String shardId) {
        this.calls = calls;
        this.streamArn = streamArn;
        this.shardId = shardId;
    }

    /**
     * Hands over what was written since it was called before.
     *
     * @throws IOException when the stream cannot be read now; what was handed over until then is not handed over again
     */
    void fetch(Consumer<JsonNode> taker) throws IOException {
        if (!opened) {
            iterator = open();
            opened = true;
        }
        boolean renewed = false;
        while (iterator != null) {
            JsonNode page;
            try {
                page = calls.call("GetRecords", JSON.createObjectNode().put("ShardIterator", iterator));
            } catch (CallRefused refused) {
                if (renewed
                        || !(refused.type().equals(OUTLIVED) || refused.type().equals(CUT_OFF))) {
                    throw refused;
                }
                iterator = open();
                renewed = true;
                continue;
            }
            for (JsonNode one : page.path("Records")) {
                taker.accept(one);
                lastRead = one.path("dynamodb").path("SequenceNumber").asText();
            }
            iterator = page.path("NextShardIterator").asText(null);
            if (page.path("Records").isEmpty()) {
                break;
            }
        }
    }

    /** An iterator behind the last record that was read; where that one is gone by now, at the oldest that is left. */
    private @Nullable String open() throws IOException {
        if (lastRead != null) {
            try {
                return iterator("AFTER_SEQUENCE_NUMBER", lastRead);
            } catch (CallRefused refused) {
                if (!refused.type().equals(CUT_OFF)) {
                    throw refused;
                }
            }
        }
        return iterator("TRIM_HORIZON", null);
    }

    private @Nullable String iterator(String type, @Nullable String sequenceNumber) throws IOException {
        ObjectNode asked = JSON.createObjectNode()
                .put("StreamArn", streamArn)
                .put("ShardId", shardId)
                .put("ShardIteratorType", type);
        if (sequenceNumber != null) {
            asked.put("SequenceNumber", sequenceNumber);
        }
        return calls.call("GetShardIterator", asked).path("ShardIterator").asText(null);
    }
}
