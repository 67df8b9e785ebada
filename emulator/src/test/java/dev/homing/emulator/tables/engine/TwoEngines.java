package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Our own tables and DynamoDB Local side by side: each call goes to both, and what may differ between any two tables is taken out of the answers. So
 * are the words of a refusal, which are not AWS's in DynamoDB Local; its type stays.
 */
final class TwoEngines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Emulator own = Emulator.start(EmulatorOptions.defaults());
    private final Emulator reference =
            Emulator.start(EmulatorOptions.defaults().withTables(EmulatorOptions.TableKeeper.DYNAMODB_LOCAL));
    private final HttpClient http = HttpClient.newHttpClient();

    /** What both said to a call. */
    record Said(String call, JsonNode own, JsonNode reference) {
        boolean same() {
            return own.equals(reference);
        }

        @Override
        public String toString() {
            return call + "\n    own       " + own + "\n    reference " + reference;
        }
    }

    Said ask(String operation, ObjectNode request) throws IOException {
        return new Said(
                operation + " " + request,
                comparable(operation, send(own.endpoint(), operation, request)),
                comparable(operation, send(reference.endpoint(), operation, request)));
    }

    Emulator own() {
        return own;
    }

    private JsonNode send(URI endpoint, String operation, ObjectNode request) throws IOException {
        HttpRequest call = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(call, HttpResponse.BodyHandlers.ofByteArray());
            ObjectNode said = (ObjectNode) JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                String type = said.path("__type").asText();
                said.put("__type", type.substring(type.indexOf('#') + 1));
            }
            return said;
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    /** The order of a set, of a scan and of an error's list of placeholders means nothing. */
    private static JsonNode comparable(String operation, JsonNode answer) {
        JsonNode sorted = sorted(answer);
        if (sorted instanceof ObjectNode object) {
            object.remove(List.of("Table", "TableDescription"));
            if (object.get("ConsumedCapacity") instanceof ArrayNode byTable) {
                sort(byTable);
            }
            if (operation.equals("Scan") || operation.equals("BatchGetItem")) {
                for (JsonNode holder : List.of(object, object.path("Responses"))) {
                    holder.properties().forEach(entry -> {
                        if (entry.getValue() instanceof ArrayNode items
                                && !entry.getKey().equals("ConsumedCapacity")) {
                            sort(items);
                        }
                    });
                }
            }
        }
        return sorted;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(entry -> fields.put(entry.getKey(), sorted(entry.getValue())));
            fields.forEach((name, value) -> {
                if (value instanceof ArrayNode set && List.of("SS", "NS", "BS").contains(name)) {
                    sort(set);
                }
                // An empty map of what is left over and none are the same to every client.
                if (!(value.isNull()
                        || name.equalsIgnoreCase("message")
                        || (name.startsWith("Unprocessed") && value.isEmpty()))) {
                    object.set(name, name.equals("N") && value.isTextual() ? spelled(value) : value);
                }
            });
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return node.isNumber() ? JSON.getNodeFactory().numberNode(node.asDouble()) : node;
    }

    /** DynamoDB Local gives a number back as it was written, AWS without what means nothing. */
    private static JsonNode spelled(JsonNode number) {
        return JSON.getNodeFactory()
                .textNode(new BigDecimal(number.asText()).stripTrailingZeros().toPlainString());
    }

    private static void sort(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        elements.sort((a, b) -> a.toString().compareTo(b.toString()));
        array.removeAll();
        elements.forEach(array::add);
    }

    @Override
    public void close() {
        http.close();
        own.close();
        reference.close();
    }
}
