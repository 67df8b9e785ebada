package dev.homing.emulator.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DynamoDB and DynamoDB Streams on the wire, answered by a table engine. */
public final class Tables implements EmulatedApi, AutoCloseable {
    private final TableEngine engine;

    public Tables(TableEngine engine) {
        this.engine = engine;
    }

    /** @param action called after every write, on the writer's thread */
    void onWrite(Runnable action) {
        engine.onWrite(action);
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
        return engine.call(request.target().substring(request.target().indexOf('.') + 1), request.json());
    }

    /** See {@link TableEngine#answer}. */
    JsonNode call(String operation, ObjectNode body) throws IOException {
        return engine.answer(operation, body);
    }

    /** The stream's ARN; null when there is no such table or it has no stream. */
    @Nullable
    String streamArn(String table) throws IOException {
        try {
            return Json.text(described(table), "LatestStreamArn");
        } catch (CallRefused noTable) {
            return null;
        }
    }

    /** The name of the attribute by which a table's items are spread over partitions. */
    String hashKey(String table) throws IOException {
        return described(table)
                .path("KeySchema")
                .valueStream()
                .filter(element -> element.path("KeyType").asText().equals("HASH"))
                .map(element -> element.path("AttributeName").asText())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode described(String table) throws IOException {
        return call("DescribeTable", Json.object().put("TableName", table)).path("Table");
    }

    /** The shards of a stream, parents before children. */
    List<String> shards(String streamArn) throws IOException {
        return call("DescribeStream", Json.object().put("StreamArn", streamArn))
                .path("StreamDescription")
                .path("Shards")
                .valueStream()
                .map(shard -> shard.path("ShardId").asText())
                .toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
