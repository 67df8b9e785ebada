package dev.homing.emulator.tables.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.Meter;
import dev.homing.emulator.Response;
import dev.homing.emulator.tables.CallRefused;
import dev.homing.emulator.tables.TableEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * DynamoDB Local as the table engine. What DynamoDB Local does otherwise than AWS is mended here: ARNs carry our region,
 * stream records our clock; time to live is recorded but deletes nothing (its wall-clock sweeper would not keep to our clock);
 * consumed capacity is always measured, and only shown to who asked for it.
 */
public final class DynamoDbLocal implements TableEngine {
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
    private final CompletableFuture<LocalOperations> engine;
    private final Map<String, JsonNode> timesToLive = new ConcurrentHashMap<>();
    private final String ourArn;
    private volatile Runnable written = () -> {};

    /** Starts DynamoDB Local in the background; the first call waits for it. */
    public DynamoDbLocal(Context context, Meter meter) {
        this.context = context;
        this.meter = meter;
        this.ourArn = "arn:aws:dynamodb:" + context.region() + ":" + context.account() + ":";
        this.engine = CompletableFuture.supplyAsync(
                LocalOperations::new,
                task -> Thread.ofPlatform().daemon().name("tables-start").start(task));
    }

    @Override
    public void onWrite(Runnable action) {
        written = action;
    }

    @Override
    public Response call(String operation, ObjectNode request) throws IOException {
        return switch (operation) {
            case "UpdateTimeToLive" -> updateTimeToLive(request);
            case "DescribeTimeToLive" -> describeTimeToLive(request);
            case "CreateTable", "UpdateTable" -> changeTable(operation, request);
            case "GetRecords" -> getRecords(bytes(request));
            default ->
                READS.contains(operation) || WRITES.contains(operation)
                        ? metered(operation, request)
                        : translated(operation, bytes(request));
        };
    }

    @Override
    public JsonNode answer(String operation, ObjectNode request) throws IOException {
        byte[] bytes = bytes(request);
        Response response = operation.equals("GetRecords") ? getRecords(bytes) : translated(operation, bytes);
        JsonNode answer = JSON.readTree(response.body());
        if (response.status() != 200) {
            throw new CallRefused(
                    operation,
                    answer.path("__type").asText(),
                    answer.path("message").asText());
        }
        return answer;
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

    private Response changeTable(String operation, ObjectNode body) throws IOException {
        Response response = translated(operation, bytes(body));
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
        JsonNode description = answer("DescribeTable", describe).path("Table");
        ObjectNode key = JSON.createObjectNode();
        for (JsonNode element : description.path("KeySchema")) {
            String name = element.path("AttributeName").asText();
            key.set(name, primer(typeOf(name, description.path("AttributeDefinitions"))));
        }
        ObjectNode put = JSON.createObjectNode().put("TableName", table);
        put.set("Item", key);
        answer("PutItem", put);
        ObjectNode delete = JSON.createObjectNode().put("TableName", table);
        delete.set("Key", key);
        answer("DeleteItem", delete);
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

    private static String tableName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private LocalOperations engine() {
        return engine.join();
    }

    @Override
    public void close() {
        engine.join().close();
    }
}
