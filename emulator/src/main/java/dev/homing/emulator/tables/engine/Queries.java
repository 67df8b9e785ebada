package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Meter;
import dev.homing.emulator.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Queries and scans, of tables and of their indexes. */
final class Queries {
    private static final int LARGEST_PAGE = 1024 * 1024;

    private final Catalogue catalogue;
    private final Meter meter;

    Queries(Catalogue catalogue, Meter meter) {
        this.catalogue = catalogue;
        this.meter = meter;
    }

    /**
     * One call.
     *
     * @param filter null: all
     * @param projection null: all of an item
     * @param index null: the table itself
     */
    private record Call(
            ObjectNode request,
            Scope scope,
            Table table,
            @Nullable Index index,
            @Nullable Condition filter,
            @Nullable Projection projection) {
        KeySchema key() {
            return index == null ? table.key() : index.schema().key();
        }
    }

    ObjectNode query(ObjectNode request) {
        String asked = Json.text(request, "KeyConditionExpression");
        if (asked == null) {
            throw Refusal.invalid(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        Scope scope = new Scope(request);
        Condition parsed = scope.condition(asked, "KeyConditionExpression");
        Call call = call(request, scope);
        KeyCondition keys = KeyCondition.of(parsed, call.key(), scope);
        requireNoKeyIn(call);
        boolean forward = request.path("ScanIndexForward").asBoolean(true);
        ObjectNode start = start(call);
        KeyPart partition = KeyPart.of(keys.partition());
        KeyRange range = KeyRange.of(keys.sort(), scope);
        if (start != null && !call.key().place(start).partition().equals(partition)) {
            throw Refusal.invalid("The provided starting key is outside query boundaries based on provided conditions");
        }
        call.table.lock().lock();
        try {
            Collection<Stored> found = range.isEmpty() ? List.of() : found(call, partition, range, forward, start);
            return page(call, found, keys.sort() instanceof Condition.BeginsWith begins ? begins : null);
        } finally {
            call.table.lock().unlock();
        }
    }

    private static Collection<Stored> found(
            Call call, KeyPart partition, KeyRange range, boolean forward, @Nullable ObjectNode start) {
        Place low = new Place(partition, range.low());
        Place high = new Place(partition, range.high());
        Index index = call.index;
        if (index == null) {
            Place after = start == null ? null : call.table.key().place(start);
            return rest(call.table.items().subMap(low, range.withLow(), high, range.withHigh()), forward, after);
        }
        Index.Entry first = new Index.Entry(low, range.withLow() ? Place.FIRST : Place.LAST);
        Index.Entry last = new Index.Entry(high, range.withHigh() ? Place.LAST : Place.FIRST);
        return rest(
                index.entries().subMap(first, true, last, true),
                forward,
                start == null ? null : entry(call, index, start));
    }

    /** @param after null: from the beginning */
    private static <K extends @Nullable Object> Collection<Stored> rest(
            NavigableMap<K, Stored> all, boolean forward, @Nullable K after) {
        NavigableMap<K, Stored> ordered = forward ? all : all.descendingMap();
        if (after == null) {
            return ordered.values();
        }
        try {
            return ordered.tailMap(after, false).values();
        } catch (IllegalArgumentException outside) {
            throw Refusal.invalid("The provided starting key is outside query boundaries based on provided conditions");
        }
    }

    ObjectNode scan(ObjectNode request) {
        if (request.path("TotalSegments").asInt(1) > 1) {
            throw Refusal.invalid("Parallel scans are not emulated");
        }
        Call call = call(request, new Scope(request));
        ObjectNode start = start(call);
        call.table.lock().lock();
        try {
            Index index = call.index;
            return index == null
                    ? page(
                            call,
                            rest(
                                    call.table.items(),
                                    true,
                                    start == null ? null : call.table.key().place(start)),
                            null)
                    : page(call, rest(index.entries(), true, start == null ? null : entry(call, index, start)), null);
        } finally {
            call.table.lock().unlock();
        }
    }

    private Call call(ObjectNode request, Scope scope) {
        String filter = Json.text(request, "FilterExpression");
        Condition filtered = filter == null ? null : scope.condition(filter, "FilterExpression");
        Projection projection = Reads.projection(request, scope);
        scope.requireAllUsed();
        Table table = catalogue.table(request);
        String name = Json.text(request, "IndexName");
        Index index = name == null ? null : table.index(name);
        if (index != null && request.path("ConsistentRead").asBoolean()) {
            throw Refusal.invalid("Consistent reads are not supported on global secondary indexes");
        }
        if (request.has("Limit") && request.path("Limit").asInt() < 1) {
            throw Refusal.constraint(
                    request.path("Limit").asInt(), "limit", "Member must have value greater than or equal to 1");
        }
        String projected = Json.text(request, "ProjectionExpression");
        if (index != null && projected != null) {
            for (Path path : scope.projection(projected)) {
                requireProjected(index, path.top(scope));
            }
        }
        String select = Json.text(request, "Select", "");
        if (index != null && select.equals("ALL_ATTRIBUTES") && !index.schema().whole()) {
            throw Refusal.parameters("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + index.schema().name() + " because its projection type is not ALL");
        }
        return new Call(request, scope, table, index, filtered, projection);
    }

    private static void requireProjected(Index index, String attribute) {
        if (!index.schema().has(attribute)) {
            throw Refusal.parameters(
                    "Global secondary index " + index.schema().name() + " does not project [" + attribute + "]");
        }
    }

    private static void requireNoKeyIn(Call call) {
        if (call.filter == null) {
            return;
        }
        FilteredAttributes.of(call.filter, call.scope).stream()
                .filter(call.key()::isKey)
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.invalid(
                            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                                    + name);
                });
    }

    /** Null: from the beginning. */
    private static @Nullable ObjectNode start(Call call) {
        JsonNode given = call.request.get("ExclusiveStartKey");
        if (given == null || given.isNull()) {
            return null;
        }
        ObjectNode start = Values.checkedAll(given);
        boolean whole = call.table.key().covers(start) && call.key().covers(start);
        if (!whole) {
            throw Refusal.invalid("The provided starting key is invalid");
        }
        return start;
    }

    private static Index.Entry entry(Call call, Index index, ObjectNode start) {
        return new Index.Entry(
                index.schema().key().place(start), call.table.key().place(start));
    }

    /** @param beginning what the sort key begins with; null: whatever is given is wanted */
    private ObjectNode page(Call call, Collection<Stored> from, Condition.@Nullable BeginsWith beginning) {
        int limit = call.request.path("Limit").asInt(Integer.MAX_VALUE);
        boolean countOnly = Json.text(call.request, "Select", "").equals("COUNT");
        ArrayNode items = Json.array();
        long size = 0;
        int scanned = 0;
        int count = 0;
        Stored last = null;
        boolean more = false;
        for (Stored one : from) {
            if (beginning != null && !new Truth(one.attributes(), call.scope).holds(beginning)) {
                continue;
            }
            if (scanned == limit || size >= LARGEST_PAGE) {
                more = true;
                break;
            }
            scanned++;
            size += one.size();
            last = one;
            if (call.filter == null || new Truth(one.attributes(), call.scope).holds(call.filter)) {
                count++;
                if (!countOnly) {
                    items.add(Reads.shown(one, call.projection));
                }
            }
        }
        // DynamoDB does not look whether there is more behind a full page.
        more |= scanned == limit;
        ObjectNode answer = Json.object();
        if (!countOnly) {
            answer.set("Items", items);
        }
        answer.put("Count", count).put("ScannedCount", scanned);
        if (more && last != null) {
            ObjectNode key = call.table.key().keyOf(last.attributes());
            if (call.index != null) {
                key.setAll(call.key().keyOf(last.attributes()));
            }
            answer.set("LastEvaluatedKey", key);
        }
        Capacity capacity = Capacity.ofReads(call.request);
        double units = Capacity.read(size, call.request.path("ConsistentRead").asBoolean());
        if (call.index == null) {
            capacity.table(call.table.name(), units);
        } else {
            capacity.table(call.table.name(), 0);
            capacity.index(call.table.name(), call.index.schema().name(), units);
        }
        capacity.report(meter, answer, false);
        return answer;
    }
}
