package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The tables by name: making, describing and deleting them. */
final class Catalogue {
    private static final int MOST_LISTED = 100;

    private final Context context;
    private final NavigableMap<String, Table> tables = new ConcurrentSkipListMap<>();

    Catalogue(Context context) {
        this.context = context;
    }

    Collection<Table> all() {
        return tables.values();
    }

    /**
     * @param request whose {@code TableName} is a name or an ARN
     * @throws Refusal when there is none
     */
    Table table(JsonNode request) {
        return table(Json.required(request, "TableName"));
    }

    Table table(String nameOrArn) {
        Table table = tables.get(name(nameOrArn));
        if (table == null) {
            throw Refusal.noTable();
        }
        return table;
    }

    static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /** @throws Refusal when there is no stream of this ARN */
    Table ofStream(String streamArn) {
        return tables.values().stream()
                .filter(table -> table.stream() != null && table.stream().arn().equals(streamArn))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        "ResourceNotFoundException",
                        "Requested resource not found: Stream: " + streamArn + " not found"));
    }

    ObjectNode create(ObjectNode request) {
        String name = Json.required(request, "TableName");
        if (!name.matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw Refusal.invalid(
                    "TableName must be at least 3 characters long and at most 255 characters long, and match [a-zA-Z0-9_.-]+");
        }
        Map<String, String> types = new HashMap<>();
        for (JsonNode definition : request.path("AttributeDefinitions")) {
            types.put(
                    definition.path("AttributeName").asText(),
                    definition.path("AttributeType").asText());
        }
        if (request.has("LocalSecondaryIndexes")) {
            throw Refusal.invalid("Local secondary indexes are not emulated");
        }
        KeySchema key = key(request.path("KeySchema"), types);
        List<IndexSchema> indexes = new ArrayList<>();
        for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
            JsonNode projection = index.path("Projection");
            indexes.add(new IndexSchema(
                    index.path("IndexName").asText(),
                    key(index.path("KeySchema"), types),
                    key,
                    projection.path("ProjectionType").asText().equals("ALL"),
                    Set.copyOf(Json.texts(projection, "NonKeyAttributes")),
                    index));
        }
        Set<String> used = new java.util.HashSet<>(key.names());
        indexes.forEach(index -> used.addAll(index.key().names()));
        if (!used.containsAll(types.keySet())) {
            throw Refusal.invalid(
                    "The number of attributes in key schema must match the number of attributes defined in attribute definitions.");
        }
        Instant now = context.clock().now();
        JsonNode streamed = request.path("StreamSpecification");
        StreamLog stream = streamed.path("StreamEnabled").asBoolean()
                ? new StreamLog(
                        arn(name) + "/stream/" + now.toString().replace("Z", ""),
                        context.region(),
                        streamed.path("StreamViewType").asText())
                : null;
        Table table = new Table(name, key, request.deepCopy(), now, indexes, stream);
        if (tables.putIfAbsent(name, table) != null) {
            throw Refusal.of("ResourceInUseException", "Cannot create preexisting table");
        }
        return answer("TableDescription", description(table));
    }

    private static KeySchema key(JsonNode elements, Map<String, String> types) {
        String partition = null;
        String sort = null;
        for (JsonNode element : elements) {
            String attribute = element.path("AttributeName").asText();
            if (!types.containsKey(attribute)) {
                throw Refusal.parameters("Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                        + attribute + "], AttributeDefinitions: " + types.keySet());
            }
            if (element.path("KeyType").asText().equals("HASH")) {
                partition = attribute;
            } else {
                sort = attribute;
            }
        }
        if (partition == null) {
            throw Refusal.invalid(
                    "No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key");
        }
        Map<String, String> own = new HashMap<>();
        own.put(partition, String.valueOf(types.get(partition)));
        if (sort != null) {
            own.put(sort, String.valueOf(types.get(sort)));
        }
        return new KeySchema(partition, sort, own);
    }

    ObjectNode describe(ObjectNode request) {
        return answer("Table", description(known(request)));
    }

    /** As {@link #table}, in the words of operations on tables themselves. */
    private Table known(JsonNode request) {
        String name = name(Json.required(request, "TableName"));
        Table table = tables.get(name);
        if (table == null) {
            throw Refusal.of("ResourceNotFoundException", "Cannot do operations on a non-existent table");
        }
        return table;
    }

    ObjectNode delete(ObjectNode request) {
        Table table = known(request);
        tables.remove(table.name());
        ObjectNode description = description(table);
        description.put("TableStatus", "DELETING");
        return answer("TableDescription", description);
    }

    ObjectNode list(ObjectNode request) {
        int limit = request.path("Limit").asInt(MOST_LISTED);
        String after = Json.text(request, "ExclusiveStartTableName");
        List<String> names = new ArrayList<>(
                after == null ? tables.keySet() : tables.tailMap(after, false).keySet());
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("TableNames");
        names.stream().limit(limit).forEach(shown::add);
        if (names.size() > limit) {
            answer.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return answer;
    }

    ObjectNode updateTimeToLive(ObjectNode request) {
        Table table = known(request);
        JsonNode specification = request.path("TimeToLiveSpecification");
        boolean enabled = specification.path("Enabled").asBoolean();
        table.lock().lock();
        try {
            table.expireBy(enabled ? specification.path("AttributeName").asText() : null);
        } finally {
            table.lock().unlock();
        }
        return answer("TimeToLiveSpecification", specification);
    }

    ObjectNode describeTimeToLive(ObjectNode request) {
        Expiry expiry = known(request).expiry();
        ObjectNode description = Json.object().put("TimeToLiveStatus", expiry == null ? "DISABLED" : "ENABLED");
        if (expiry != null) {
            description.put("AttributeName", expiry.attribute());
        }
        return answer("TimeToLiveDescription", description);
    }

    private static ObjectNode answer(String field, JsonNode value) {
        ObjectNode answer = Json.object();
        answer.set(field, value);
        return answer;
    }

    private String arn(String table) {
        return "arn:aws:dynamodb:" + context.region() + ":" + context.account() + ":table/" + table;
    }

    private ObjectNode description(Table table) {
        ObjectNode description = Json.object();
        JsonNode asked = table.asked();
        description
                .put("TableName", table.name())
                .put("TableArn", arn(table.name()))
                .put("TableStatus", "ACTIVE");
        description.set("AttributeDefinitions", asked.path("AttributeDefinitions"));
        description.set("KeySchema", asked.path("KeySchema"));
        description.put("CreationDateTime", Json.epochSeconds(table.createdAt()));
        description.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
        description
                .putObject("ProvisionedThroughput")
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", 0)
                .put("WriteCapacityUnits", 0);
        int items;
        long bytes;
        Map<String, Integer> indexed = new HashMap<>();
        table.lock().lock();
        try {
            items = table.items().size();
            table.indexes()
                    .forEach(index ->
                            indexed.put(index.schema().name(), index.entries().size()));
            bytes = table.items().values().stream().mapToLong(Stored::size).sum();
        } finally {
            table.lock().unlock();
        }
        description.put("ItemCount", items).put("TableSizeBytes", bytes);
        if (!table.indexes().isEmpty()) {
            ArrayNode indexes = description.putArray("GlobalSecondaryIndexes");
            for (Index index : table.indexes()) {
                ObjectNode shown = index.schema().description().deepCopy();
                shown.put("IndexStatus", "ACTIVE")
                        .put("ItemCount", indexed.get(index.schema().name()))
                        .put(
                                "IndexArn",
                                arn(table.name()) + "/index/" + index.schema().name());
                indexes.add(shown);
            }
        }
        @Nullable StreamLog stream = table.stream();
        if (stream != null) {
            description.set("StreamSpecification", asked.path("StreamSpecification"));
            description
                    .put("LatestStreamArn", stream.arn())
                    .put(
                            "LatestStreamLabel",
                            stream.arn().substring(stream.arn().lastIndexOf('/') + 1));
        }
        return description;
    }
}
