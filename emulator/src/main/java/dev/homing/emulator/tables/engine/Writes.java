package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Meter;
import dev.homing.emulator.VirtualClock;
import dev.homing.emulator.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes of one item, and of several that have nothing to do with each other. */
final class Writes {
    private static final int MOST_IN_BATCH = 25;

    private final Catalogue catalogue;
    private final Meter meter;
    private final VirtualClock clock;

    Writes(Catalogue catalogue, Meter meter, VirtualClock clock) {
        this.catalogue = catalogue;
        this.meter = meter;
        this.clock = clock;
    }

    ObjectNode one(ObjectNode request, Write.Kind kind) {
        Write write = Write.of(kind, request, catalogue);
        Capacity capacity = Capacity.ofWrites(request);
        Table table = write.table();
        ObjectNode answer = Json.object();
        table.lock().lock();
        try {
            Stored before = table.get(write.place());
            if (!write.allowed(before)) {
                // What was not written costs as much as if it had been the item as it is.
                meter.consumed(table.name(), 0, Capacity.written(before == null ? 0 : before.size()));
                throw write.refusal(before);
            }
            Stored after = write.after(before);
            table.write(write.place(), after, clock.now().getEpochSecond(), false, capacity);
            JsonNode shown = write.returned(before, after);
            if (shown != null) {
                answer.set("Attributes", shown);
            }
        } finally {
            table.lock().unlock();
        }
        capacity.report(meter, answer, false);
        return answer;
    }

    private record Planned(
            Table table, Place place, @Nullable Stored now) {}

    ObjectNode batch(ObjectNode request) {
        List<Planned> planned = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> one : request.path("RequestItems").properties()) {
            Table table = catalogue.table(one.getKey());
            for (JsonNode write : one.getValue()) {
                JsonNode put = write.path("PutRequest").path("Item");
                ObjectNode attributes = Values.checkedAll(
                        put.isMissingNode() ? write.path("DeleteRequest").path("Key") : put);
                Stored now = null;
                if (put.isMissingNode()) {
                    table.key().requireKey(attributes);
                } else {
                    now = table.measured(attributes, "Item size has exceeded the maximum allowed size");
                }
                Place place = table.key().place(attributes);
                if (!seen.add(table.name() + place)) {
                    throw Refusal.invalid("Provided list of item keys contains duplicates");
                }
                planned.add(new Planned(table, place, now));
            }
        }
        if (planned.size() > MOST_IN_BATCH) {
            throw Refusal.invalid("Too many items requested for the BatchWriteItem call");
        }
        Capacity capacity = Capacity.ofWrites(request);
        long now = clock.now().getEpochSecond();
        for (Planned one : planned) {
            one.table.lock().lock();
            try {
                one.table.write(one.place, one.now, now, false, capacity);
            } finally {
                one.table.lock().unlock();
            }
        }
        ObjectNode answer = Json.object();
        answer.putObject("UnprocessedItems");
        capacity.report(meter, answer, true);
        return answer;
    }

    /** Removes what time to live says. */
    boolean expire(Table table, long now) {
        table.lock().lock();
        try {
            Expiry expiry = table.expiry();
            List<Place> over = expiry == null ? List.of() : expiry.over(now);
            // Costs nothing: the removal is DynamoDB's own.
            Capacity nobodys = Capacity.ofWrites(Json.object());
            over.forEach(place -> table.write(place, null, now, true, nobodys));
            return !over.isEmpty();
        } finally {
            table.lock().unlock();
        }
    }
}
