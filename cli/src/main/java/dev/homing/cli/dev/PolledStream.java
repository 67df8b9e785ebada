package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.lambda.JsonHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's stream, read shard by shard, each from its beginning. For one thread. */
final class PolledStream {
    private static final Duration BETWEEN_READS = Duration.ofSeconds(1);
    private static final int LOOK_FOR_SHARDS_EVERY = 10;

    private final DynamoDbStreamsClient streams;
    private final String arn;
    private final int batchSize;
    private final String region;
    private final JsonHandler function;

    /** Shard -> where to read on. */
    private final Map<String, String> iterators = new LinkedHashMap<>();

    /** Shard -> the sequence number of the last record that the function took. */
    private final Map<String, String> lastTaken = new HashMap<>();

    private final Set<String> known = new HashSet<>();
    private int reads;

    PolledStream(DynamoDbStreamsClient streams, String arn, int batchSize, String region, JsonHandler function) {
        this.streams = streams;
        this.arn = arn;
        this.batchSize = batchSize;
        this.region = region;
        this.function = function;
    }

    /** Reads every shard once; what fails is read again the next time. */
    void poll() throws IOException, InterruptedException {
        if (reads++ % LOOK_FOR_SHARDS_EVERY == 0) {
            findShards();
        }
        boolean more = false;
        for (Map.Entry<String, String> shard : List.copyOf(iterators.entrySet())) {
            more |= read(shard.getKey(), shard.getValue());
        }
        if (!more) {
            Thread.sleep(BETWEEN_READS);
        }
    }

    private void findShards() {
        for (Shard shard : streams.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()) {
            if (known.add(shard.shardId())) {
                iterators.put(shard.shardId(), iterator(shard.shardId()));
            }
        }
    }

    /** Behind the last record that the function took; where that one is gone by now, at the oldest that is left. */
    private String iterator(String shard) {
        String taken = lastTaken.get(shard);
        if (taken != null) {
            try {
                return streams.getShardIterator(request -> request.streamArn(arn)
                                .shardId(shard)
                                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .sequenceNumber(taken))
                        .shardIterator();
            } catch (TrimmedDataAccessException gone) {
                lastTaken.remove(shard);
            }
        }
        return streams.getShardIterator(request ->
                        request.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private boolean read(String shard, String iterator) throws IOException {
        GetRecordsResponse response;
        try {
            response = streams.getRecords(
                    request -> request.shardIterator(iterator).limit(batchSize));
        } catch (ExpiredIteratorException | TrimmedDataAccessException outlived) {
            // The machine slept, or the function has failed for longer than an iterator lives.
            iterators.put(shard, iterator(shard));
            return true;
        }
        if (!response.records().isEmpty()) {
            Set<String> failed = PolledFeeds.failed(function.handle(event(shard, response.records())));
            if (!failed.isEmpty()) {
                throw new IllegalStateException("records " + failed + " of shard " + shard + " are to come again");
            }
        }
        if (!response.records().isEmpty()) {
            lastTaken.put(shard, response.records().getLast().dynamodb().sequenceNumber());
        }
        if (response.nextShardIterator() == null) {
            iterators.remove(shard);
            lastTaken.remove(shard);
        } else {
            iterators.put(shard, response.nextShardIterator());
        }
        return !response.records().isEmpty();
    }

    /** With the fields of a tumbling window: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html */
    private byte[] event(String shard, List<Record> records) {
        ObjectNode event = Answer.JSON.createObjectNode();
        ArrayNode array = event.putArray("Records");
        for (Record record : records) {
            StreamRecord change = record.dynamodb();
            ObjectNode json = array.addObject()
                    .put("eventID", record.eventID())
                    .put("eventName", record.eventNameAsString())
                    .put("eventVersion", "1.1")
                    .put("eventSource", "aws:dynamodb")
                    .put("awsRegion", region)
                    .put("eventSourceARN", arn);
            ObjectNode item = json.putObject("dynamodb")
                    .put("SequenceNumber", change.sequenceNumber())
                    .put("StreamViewType", change.streamViewTypeAsString());
            if (change.approximateCreationDateTime() != null) {
                item.put(
                        "ApproximateCreationDateTime",
                        change.approximateCreationDateTime().getEpochSecond());
            }
            item.set("Keys", attributes(change.keys()));
            if (change.hasNewImage()) {
                item.set("NewImage", attributes(change.newImage()));
            }
            if (change.hasOldImage()) {
                item.set("OldImage", attributes(change.oldImage()));
            }
        }
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        event.putObject("window")
                .put("start", minute.toString())
                .put("end", minute.plus(1, ChronoUnit.MINUTES).toString());
        event.putObject("state");
        event.put("shardId", shard)
                .put("eventSourceARN", arn)
                .put("isFinalInvokeForWindow", false)
                .put("isWindowTerminatedEarly", false);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        ObjectNode json = Answer.JSON.createObjectNode();
        attributes.forEach((name, value) -> json.set(name, attribute(value)));
        return json;
    }

    private static JsonNode attribute(AttributeValue value) {
        ObjectNode json = Answer.JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case BS -> {
                ArrayNode array = json.putArray("BS");
                value.bs().forEach(bytes -> array.add(Base64.getEncoder().encodeToString(bytes.asByteArray())));
            }
            case M -> json.set("M", attributes(value.m()));
            case L -> {
                ArrayNode array = json.putArray("L");
                value.l().forEach(element -> array.add(attribute(element)));
            }
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Unknown attribute type: " + value);
        }
        return json;
    }
}
