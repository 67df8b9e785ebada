package dev.homing.emulator.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.dynamodb.services.local.shared.access.ShardIterator;

/** On DynamoDB Local itself, whose iterators are made older than they are: as if the machine had been left alone. */
class ShardReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOO_LONG = Duration.ofMinutes(16);

    private final Emulator emulator =
            Emulator.start(EmulatorOptions.defaults().withTables(EmulatorOptions.TableKeeper.DYNAMODB_LOCAL));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> refusals = new ArrayList<>();
    private @Nullable String cutOff;

    /** Whether the next iterator that is used has outlived its time. */
    private boolean rested;

    @AfterEach
    void close() {
        http.close();
        emulator.close();
    }

    @Test
    void whoeverRestsForLongerThanAnIteratorLives_readsOnWhereTheyStopped() throws IOException {
        ShardReader reader = reader("idle");
        assertThat(read(reader)).isEmpty();
        put("idle", "a");

        rested = true;
        assertThat(read(reader)).as("nothing was read before").containsExactly("a");
        put("idle", "b");
        put("idle", "c");
        rested = true;
        assertThat(read(reader)).containsExactly("b", "c");
        rested = true;
        assertThat(read(reader)).isEmpty();
        put("idle", "d");
        assertThat(read(reader)).containsExactly("d");
        assertThat(refusals).hasSize(3).containsOnly("ExpiredIteratorException");
    }

    @Test
    void whereWhatWasReadIsGoneByNow_itReadsWhatIsLeft() throws IOException {
        ShardReader reader = reader("trimmed");
        put("trimmed", "a");
        assertThat(read(reader)).containsExactly("a");

        rested = true;
        cutOff = "AFTER_SEQUENCE_NUMBER";
        put("trimmed", "b");
        // DynamoDB Local keeps what it has for a day, so what is left is everything.
        assertThat(read(reader)).containsExactly("a", "b");
    }

    @Test
    void otherRefusalsAreTold() {
        ShardReader reader = new ShardReader(this::call, "arn:aws:dynamodb:us-east-1:000000000000:table/none", "s");

        assertThatThrownBy(() -> read(reader)).isInstanceOf(CallRefused.class);
    }

    private static List<String> read(ShardReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        reader.fetch(one ->
                read.add(one.path("dynamodb").path("Keys").path("pk").path("S").asText()));
        return read;
    }

    private ShardReader reader(String table) throws IOException {
        call("CreateTable", (ObjectNode) JSON.readTree("""
                {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                 "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
                """.formatted(table)));
        String arn = call("DescribeTable", JSON.createObjectNode().put("TableName", table))
                .path("Table")
                .path("LatestStreamArn")
                .asText();
        String shard = call("DescribeStream", JSON.createObjectNode().put("StreamArn", arn))
                .path("StreamDescription")
                .path("Shards")
                .path(0)
                .path("ShardId")
                .asText();
        return new ShardReader(this::call, arn, shard);
    }

    private void put(String table, String key) throws IOException {
        ObjectNode put = JSON.createObjectNode().put("TableName", table);
        put.putObject("Item").putObject("pk").put("S", key);
        call("PutItem", put);
    }

    private JsonNode call(String operation, ObjectNode body) throws IOException {
        if (body.path("ShardIteratorType").asText().equals(cutOff)) {
            refusals.add("TrimmedDataAccessException");
            throw new CallRefused(operation, "TrimmedDataAccessException", "It lies before the horizon");
        }
        if (rested && body.has("ShardIterator")) {
            rested = false;
            ShardIterator young =
                    ShardIterator.fromString(body.path("ShardIterator").asText());
            ShardIterator old = new ShardIterator(
                    young.streamId, young.shardId, young.shardSequenceNumber, young.creationTime - TOO_LONG.toMillis());
            body.put("ShardIterator", old.toString());
        }
        return send(operation, body);
    }

    private JsonNode send(String operation, ObjectNode body) throws IOException {
        String service = operation.matches("GetRecords|GetShardIterator|DescribeStream")
                ? "DynamoDBStreams_20120810."
                : "DynamoDB_20120810.";
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint())
                .header("X-Amz-Target", service + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                JsonNode said = JSON.readTree(answer.body());
                var refused = new CallRefused(
                        operation,
                        said.path("__type").asText(),
                        said.path("message").asText());
                refusals.add(refused.type());
                throw refused;
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
