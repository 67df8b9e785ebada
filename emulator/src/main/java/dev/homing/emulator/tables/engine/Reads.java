package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Meter;
import dev.homing.emulator.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading items by their keys. */
final class Reads {
    private static final int MOST_IN_BATCH = 100;

    private final Catalogue catalogue;
    private final Meter meter;

    Reads(Catalogue catalogue, Meter meter) {
        this.catalogue = catalogue;
        this.meter = meter;
    }

    ObjectNode get(ObjectNode request) {
        Scope scope = new Scope(request);
        Projection projection = projection(request, scope);
        scope.requireAllUsed();
        Table table = catalogue.table(request);
        Capacity capacity = Capacity.ofReads(request);
        ObjectNode key = Values.checkedAll(request.path("Key"));
        Stored found = read(table, key, request.path("ConsistentRead").asBoolean(), capacity);
        ObjectNode answer = Json.object();
        if (found != null) {
            answer.set("Item", shown(found, projection));
        }
        capacity.report(meter, answer, false);
        return answer;
    }

    ObjectNode batch(ObjectNode request) {
        Capacity capacity = Capacity.ofReads(request);
        ObjectNode answer = Json.object();
        ObjectNode responses = answer.putObject("Responses");
        int asked = 0;
        for (JsonNode keys : request.path("RequestItems")) {
            asked += keys.path("Keys").size();
        }
        if (asked > MOST_IN_BATCH) {
            throw Refusal.invalid("Too many items requested for the BatchGetItem call");
        }
        for (Map.Entry<String, JsonNode> one : request.path("RequestItems").properties()) {
            Table table = catalogue.table(one.getKey());
            Scope scope = new Scope(one.getValue());
            Projection projection = projection(one.getValue(), scope);
            scope.requireAllUsed();
            ArrayNode items = responses.putArray(one.getKey());
            Set<Place> seen = new HashSet<>();
            for (JsonNode key : one.getValue().path("Keys")) {
                ObjectNode checked = Values.checkedAll(key);
                table.key().requireKey(checked);
                if (!seen.add(table.key().place(checked))) {
                    throw Refusal.invalid("Provided list of item keys contains duplicates");
                }
                Stored found = read(
                        table, checked, one.getValue().path("ConsistentRead").asBoolean(), capacity);
                if (found != null) {
                    items.add(shown(found, projection));
                }
            }
        }
        answer.putObject("UnprocessedKeys");
        capacity.report(meter, answer, true);
        return answer;
    }

    ObjectNode transact(ObjectNode request) {
        Capacity capacity = Capacity.ofTransaction(request, false);
        ObjectNode answer = Json.object();
        ArrayNode responses = answer.putArray("Responses");
        for (JsonNode one : request.path("TransactItems")) {
            JsonNode get = one.path("Get");
            Scope scope = new Scope(get);
            Projection projection = projection(get, scope);
            scope.requireAllUsed();
            Stored found = read(catalogue.table(get), Values.checkedAll(get.path("Key")), true, capacity);
            ObjectNode response = responses.addObject();
            if (found != null) {
                response.set("Item", shown(found, projection));
            }
        }
        capacity.report(meter, answer, true);
        return answer;
    }

    private static @Nullable Stored read(Table table, ObjectNode key, boolean consistent, Capacity capacity) {
        table.key().requireKey(key);
        Place place = table.key().place(key);
        Stored found;
        table.lock().lock();
        try {
            found = table.get(place);
        } finally {
            table.lock().unlock();
        }
        capacity.table(table.name(), Capacity.read(found == null ? 0 : found.size(), consistent));
        return found;
    }

    /** Null: all of an item. */
    static @Nullable Projection projection(JsonNode request, Scope scope) {
        String asked = Json.text(request, "ProjectionExpression");
        if (asked == null) {
            return null;
        }
        List<Path> paths = scope.projection(asked);
        return new Projection(paths);
    }

    static ObjectNode shown(Stored item, @Nullable Projection projection) {
        return projection == null ? item.attributes() : projection.of(item.attributes());
    }
}
