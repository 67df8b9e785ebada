package dev.homing.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Stands in for Lambda's poller of the activity table's stream: CountHandler is called with the records and, as with a tumbling window, their
 * shard.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html">Tumbling windows</a>
 */
final class StreamFeed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment;
    private final String stream;
    private final Map<String, String> iterators = new HashMap<>();

    StreamFeed(Deployment deployment) {
        this.deployment = deployment;
        String table = deployment.resource("Data", "Activity");
        stream = deployment
                .clients()
                .dynamoDb()
                .describeTable(request -> request.tableName(table))
                .table()
                .latestStreamArn();
    }

    /** Hands over what has come since the last time. */
    void handOver() throws Exception {
        List<Shard> shards = deployment
                .sdk()
                .streams()
                .describeStream(request -> request.streamArn(stream))
                .streamDescription()
                .shards();
        for (Shard shard : shards) {
            String from = iterators.computeIfAbsent(shard.shardId(), this::beginning);
            GetRecordsResponse records = deployment.sdk().streams().getRecords(request -> request.shardIterator(from));
            if (!records.records().isEmpty()) {
                invoke(event(shard.shardId(), records.records()));
            }
            if (records.nextShardIterator() != null) {
                iterators.put(shard.shardId(), records.nextShardIterator());
            }
        }
    }

    private String beginning(String shard) {
        return deployment
                .sdk()
                .streams()
                .getShardIterator(request ->
                        request.streamArn(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private void invoke(ObjectNode event) throws Exception {
        String function = deployment.resource("App", "CountingCountHandlerFunction");
        InvokeResponse answer = deployment.sdk().lambda().invoke(request -> request.functionName(function)
                .payload(SdkBytes.fromUtf8String(event.toString())));
        JsonNode said = JSON.readTree(answer.payload().asUtf8String());
        if (answer.functionError() != null || !said.path("batchItemFailures").isEmpty()) {
            throw new AssertionError("CountHandler: " + said);
        }
    }

    private ObjectNode event(String shard, List<Record> records) {
        ObjectNode event = JSON.createObjectNode().put("shardId", shard).put("eventSourceARN", stream);
        event.putObject("state");
        ArrayNode all = event.putArray("Records");
        for (Record record : records) {
            ObjectNode change = all.addObject()
                    .put("eventID", record.eventID())
                    .put("eventName", record.eventNameAsString())
                    .put("eventSource", "aws:dynamodb")
                    .put("eventSourceARN", stream)
                    .putObject("dynamodb")
                    .put("SequenceNumber", record.dynamodb().sequenceNumber());
            change.set("Keys", item(record.dynamodb().keys()));
            if (record.dynamodb().hasNewImage()) {
                change.set("NewImage", item(record.dynamodb().newImage()));
            }
            if (record.dynamodb().hasOldImage()) {
                change.set("OldImage", item(record.dynamodb().oldImage()));
            }
        }
        return event;
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode item = JSON.createObjectNode();
        attributes.forEach((name, value) -> item.set(name, attribute(value)));
        return item;
    }

    /** Of the types that the activity table's items have. */
    private static ObjectNode attribute(AttributeValue value) {
        ObjectNode json = JSON.createObjectNode();
        return switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            default -> throw new IllegalArgumentException("An attribute of type " + value.type());
        };
    }
}
