package dev.homing.emulator.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Meter;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB and DynamoDB Streams on the wire. What DynamoDB Local does otherwise than AWS is mended here: ARNs carry our region,
 * stream records our clock; time to live is recorded but deletes nothing (its wall-clock sweeper would not keep to our clock);
 * consumed capacity is always measured, and only shown to who asked for it.
 */
public final class Tables implements EmulatedApi, AutoCloseable {
    /** In the key of the item that primes a stream; its records are shown to nobody. */
    static final String PRIMER = "~emulator-stream-primer~";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems");
    private static final Set<String> WRITES = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "ExecuteStatement",
            "BatchExecuteStatement",
            "ExecuteTransaction");
    private static final String LOCAL_ARN = "arn:aws:dynamodb:ddblocal:000000000000:";

    private final Context context;
    private final Meter meter;
    private final CompletableFuture<TableEngine> engine;
    private final Map<String, JsonNode> timesToLive = new ConcurrentHashMap<>();
    private final String ourArn;
    private volatile Runnable written = () -> {};

    /** Starts DynamoDB Local in the background; the first call waits for it. */
    public Tables(Context context, Meter meter) {
        this.context = context;
        this.meter = meter;
        this.ourArn = "arn:aws:dynamodb:" + context.region() + ":" + context.account() + ":";
        this.engine = CompletableFuture.supplyAsync(
                TableEngine::new,
                task -> Thread.ofPlatform().daemon().name("tables-start").start(task));
    }

    /** @param action called after every write, on the writer's thread */
    void onWrite(Runnable action) {
        written = action;
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public boolean handles(Request request) {
        return request.target().startsWith("DynamoDB_20120810.")
                || request.target().startsWith("DynamoDBStreams_20120810.");
    }

    @Override
    public Response handle(Request request) throws IOException {
        String operation = request.target().substring(request.target().indexOf('.') + 1);
        return switch (operation) {
            case "UpdateTimeToLive" -> updateTimeToLive(request.json());
            case "DescribeTimeToLive" -> describeTimeToLive(request.json());
            case "CreateTable", "UpdateTable" -> changeTable(operation, request);
            case "GetRecords" -> getRecords(request.body());
            default -> {
                if (READS.contains(operation) || WRITES.contains(operation)) {
                    yield metered(operation, request.json());
                }
                yield translated(operation, request.body());
            }
        };
    }

    /** The tables refused a call that the emulator itself made. */
    static final class CallRefused extends IOException {
        private final String type;

        CallRefused(String operation, Response response) {
            super(operation + ": " + response.text());
            JsonNode said = Json.parseOrNull(response.text());
            String named = said == null ? "" : said.path("__type").asText();
            this.type = named.substring(named.indexOf('#') + 1);
        }

        /** The error's name, without a namespace. */
        String type() {
            return type;
        }
    }

    /**
     * A call by the emulator itself, not metered.
     *
     * @throws CallRefused when it is refused
     */
    JsonNode call(String operation, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        Response response = operation.equals("GetRecords") ? getRecords(bytes) : translated(operation, bytes);
        if (response.status() != 200) {
            throw new CallRefused(operation, response);
        }
        return JSON.readTree(response.body());
    }

    private Response metered(String operation, ObjectNode body) throws IOException {
        String asked = body.path("ReturnConsumedCapacity").asText("NONE");
        if (asked.equals("NONE")) {
            body.put("ReturnConsumedCapacity", "TOTAL");
        }
        Response response = engine().call(operation, bytes(body));
        boolean write = WRITES.contains(operation);
        if (response.status() == 200) {
            if (write) {
                written.run();
            }
            return measured(response, write, asked.equals("NONE"));
        }
        if (write && response.text().contains("ConditionalCheckFailed")) {
            // AWS bills the write that did not happen; the item's size is not known here, so the smallest.
            JsonNode table = body.path("TableName");
            if (table.isTextual()) {
                meter.consumed(tableName(table.asText()), 0, 1);
            }
        }
        return response;
    }

    private Response measured(Response response, boolean write, boolean hide) throws IOException {
        if (!(JSON.readTree(response.body()) instanceof ObjectNode answer)) {
            return response;
        }
        JsonNode consumed = answer.path("ConsumedCapacity");
        for (JsonNode one :
                consumed.isArray() ? consumed : JSON.createArrayNode().add(consumed)) {
            double units = one.path("CapacityUnits").asDouble();
            meter.consumed(one.path("TableName").asText("?"), write ? 0 : units, write ? units : 0);
        }
        if (!hide) {
            return response;
        }
        answer.remove("ConsumedCapacity");
        return new Response(200, response.headers(), bytes(answer));
    }

    /** ARNs from ours to DynamoDB Local's and back. */
    private Response translated(String operation, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Response response =
                engine().call(operation, text.replace(ourArn, LOCAL_ARN).getBytes(StandardCharsets.UTF_8));
        if (operation.equals("GetShardIterator")) {
            return response; // opaque, and comes back as it is
        }
        return ours(response);
    }

    private Response ours(Response response) {
        String text = response.text();
        return text.contains(LOCAL_ARN)
                ? new Response(
                        response.status(),
                        response.headers(),
                        text.replace(LOCAL_ARN, ourArn).getBytes(StandardCharsets.UTF_8))
                : response;
    }

    private Response changeTable(String operation, Request request) throws IOException {
        ObjectNode body = request.json();
        Response response = translated(operation, request.body());
        if (response.status() == 200
                && body.path("StreamSpecification").path("StreamEnabled").asBoolean()) {
            prime(tableName(body.path("TableName").asText()));
        }
        return response;
    }

    /**
     * Writes one item to a table with a stream and deletes it. DynamoDB Local looks for a stream's first record among the earlier
     * records of all streams whenever it writes; a table first written to late would cost 15 ms a write.
     */
    private void prime(String table) throws IOException {
        ObjectNode describe = JSON.createObjectNode().put("TableName", table);
        JsonNode description = call("DescribeTable", describe).path("Table");
        ObjectNode key = JSON.createObjectNode();
        for (JsonNode element : description.path("KeySchema")) {
            String name = element.path("AttributeName").asText();
            key.set(name, primer(typeOf(name, description.path("AttributeDefinitions"))));
        }
        ObjectNode put = JSON.createObjectNode().put("TableName", table);
        put.set("Item", key);
        call("PutItem", put);
        ObjectNode delete = JSON.createObjectNode().put("TableName", table);
        delete.set("Key", key);
        call("DeleteItem", delete);
    }

    private static String typeOf(String attribute, JsonNode definitions) {
        for (JsonNode definition : definitions) {
            if (definition.path("AttributeName").asText().equals(attribute)) {
                return definition.path("AttributeType").asText();
            }
        }
        throw new IllegalStateException("No type for the key attribute " + attribute);
    }

    private static ObjectNode primer(String type) {
        return switch (type) {
            case "S" -> JSON.createObjectNode().put("S", PRIMER);
            case "N" -> JSON.createObjectNode().put("N", "-987654321987654321");
            default -> JSON.createObjectNode().put("B", "fmVtdWxhdG9yLXByaW1lcn4=");
        };
    }

    private static boolean isPrimer(JsonNode streamRecord) {
        for (JsonNode value : streamRecord.path("dynamodb").path("Keys")) {
            if (!value.equals(primer(value.fieldNames().next()))) {
                return false;
            }
        }
        return true;
    }

    private Response getRecords(byte[] body) throws IOException {
        Response response = engine().call("GetRecords", body);
        if (response.status() != 200 || !(JSON.readTree(response.body()) instanceof ObjectNode answer)) {
            return ours(response);
        }
        ArrayNode kept = JSON.createArrayNode();
        double offsetSeconds = context.clock().offset().toMillis() / 1000.0;
        for (JsonNode one : answer.path("Records")) {
            if (!isPrimer(one) && one instanceof ObjectNode record) {
                record.put("awsRegion", context.region());
                if (record.get("dynamodb") instanceof ObjectNode change) {
                    // DynamoDB Local stamps the wall clock; the clock may have moved since, but records are read at
                    // once.
                    double at = change.path("ApproximateCreationDateTime").asDouble() + offsetSeconds;
                    double now = context.clock().now().toEpochMilli() / 1000.0;
                    change.put("ApproximateCreationDateTime", Math.floor(Math.min(at, now)));
                }
                kept.add(record);
            }
        }
        answer.set("Records", kept);
        return new Response(200, response.headers(), bytes(answer));
    }

    private Response updateTimeToLive(ObjectNode body) throws IOException {
        String table = tableName(body.path("TableName").asText());
        Response exists = describe(table);
        if (exists.status() != 200) {
            return exists;
        }
        JsonNode specification = body.path("TimeToLiveSpecification");
        timesToLive.put(table, specification);
        ObjectNode answer = JSON.createObjectNode();
        answer.set("TimeToLiveSpecification", specification);
        return Response.ok(answer);
    }

    private Response describeTimeToLive(ObjectNode body) {
        String table = tableName(body.path("TableName").asText());
        Response exists = describe(table);
        if (exists.status() != 200) {
            return exists;
        }
        JsonNode specification = timesToLive.getOrDefault(table, JSON.createObjectNode());
        ObjectNode description = JSON.createObjectNode();
        boolean enabled = specification.path("Enabled").asBoolean();
        description.put("TimeToLiveStatus", enabled ? "ENABLED" : "DISABLED");
        if (enabled) {
            description.set("AttributeName", specification.path("AttributeName"));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("TimeToLiveDescription", description);
        return Response.ok(answer);
    }

    private Response describe(String table) {
        return engine().call("DescribeTable", bytes(JSON.createObjectNode().put("TableName", table)));
    }

    /** The stream's ARN; null when there is no such table or it has no stream. */
    @Nullable
    String streamArn(String table) {
        Response response = ours(describe(table));
        if (response.status() != 200) {
            return null;
        }
        try {
            JsonNode arn = JSON.readTree(response.body()).path("Table").path("LatestStreamArn");
            return arn.isTextual() ? arn.asText() : null;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The name of the attribute by which a table's items are spread over partitions. */
    String hashKey(String table) throws IOException {
        JsonNode description = call("DescribeTable", JSON.createObjectNode().put("TableName", table));
        return description
                .path("Table")
                .path("KeySchema")
                .valueStream()
                .filter(element -> element.path("KeyType").asText().equals("HASH"))
                .map(element -> element.path("AttributeName").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The shards of a stream, parents before children. */
    List<String> shards(String streamArn) throws IOException {
        JsonNode description = call(
                        "DescribeStream", JsonNodeFactory.instance.objectNode().put("StreamArn", streamArn))
                .path("StreamDescription");
        return description
                .path("Shards")
                .valueStream()
                .map(shard -> shard.path("ShardId").asText())
                .toList();
    }

    private static String tableName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private TableEngine engine() {
        return engine.join();
    }

    @Override
    public void close() {
        engine.join().close();
    }
}
