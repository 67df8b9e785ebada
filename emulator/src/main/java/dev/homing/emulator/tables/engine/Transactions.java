package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Meter;
import dev.homing.emulator.VirtualClock;
import dev.homing.emulator.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes of several items, all or none. */
final class Transactions {
    private static final int MOST = 100;
    private static final Duration TOKENS_KEPT = Duration.ofMinutes(10);

    private final Catalogue catalogue;
    private final Meter meter;
    private final VirtualClock clock;
    private final Map<String, Done> done = new LinkedHashMap<>();

    private record Done(JsonNode items, Instant at) {}

    Transactions(Catalogue catalogue, Meter meter, VirtualClock clock) {
        this.catalogue = catalogue;
        this.meter = meter;
        this.clock = clock;
    }

    /** What an attempt came to: the items after it, or why it was given up. */
    private record Attempt(List<@Nullable Stored> after, ArrayNode reasons, boolean failed) {}

    ObjectNode write(ObjectNode request) {
        Capacity capacity = Capacity.ofTransaction(request, true);
        ObjectNode answer = Json.object();
        String token = Json.text(request, "ClientRequestToken");
        List<Write> writes = read(request);
        Set<Table> tables = new TreeSet<>();
        writes.forEach(write -> tables.add(write.table()));
        tables.forEach(table -> table.lock().lock());
        try {
            if (token != null && isRepeated(token, request.path("TransactItems"))) {
                writes.forEach(write -> {
                    Stored item = write.table().get(write.place());
                    capacity.table(write.table().name(), Capacity.read(item == null ? 0 : item.size(), true));
                });
                capacity.report(meter, answer, true);
                return answer;
            }
            Attempt attempt = attempt(writes);
            if (attempt.failed) {
                bill(writes);
                throw cancelled(attempt.reasons);
            }
            long now = clock.now().getEpochSecond();
            for (int i = 0; i < writes.size(); i++) {
                Write write = writes.get(i);
                Stored after = attempt.after.get(i);
                if (write.kind() == Write.Kind.CHECK) {
                    capacity.table(write.table().name(), Capacity.written(after == null ? 0 : after.size()));
                } else {
                    write.table().write(write.place(), after, now, false, capacity);
                }
            }
            if (token != null) {
                done.put(token, new Done(request.path("TransactItems"), clock.now()));
            }
        } finally {
            tables.forEach(table -> table.lock().unlock());
        }
        capacity.report(meter, answer, true);
        return answer;
    }

    private List<Write> read(ObjectNode request) {
        JsonNode items = request.path("TransactItems");
        if (items.isEmpty() || items.size() > MOST) {
            throw Refusal.constraint(items, "transactItems", "Member must have length less than or equal to " + MOST);
        }
        List<Write> writes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode item : items) {
            String name = item.fieldNames().next();
            Write.Kind kind =
                    switch (name) {
                        case "Put" -> Write.Kind.PUT;
                        case "Update" -> Write.Kind.UPDATE;
                        case "Delete" -> Write.Kind.DELETE;
                        default -> Write.Kind.CHECK;
                    };
            Write write = Write.of(kind, item.path(name), catalogue);
            if (!seen.add(write.table().name() + write.place())) {
                throw Refusal.invalid("Transaction request cannot include multiple operations on one item");
            }
            writes.add(write);
        }
        return writes;
    }

    private static Attempt attempt(List<Write> writes) {
        List<@Nullable Stored> after = new ArrayList<>();
        ArrayNode reasons = Json.array();
        boolean failed = false;
        for (Write write : writes) {
            Stored before = write.table().get(write.place());
            ObjectNode reason = reasons.addObject().put("Code", "None");
            Stored now = null;
            if (!write.allowed(before)) {
                failed = true;
                reason.put("Code", "ConditionalCheckFailed").put("Message", "The conditional request failed");
                ObjectNode old = write.old(before);
                if (old != null) {
                    reason.set("Item", old);
                }
            } else {
                try {
                    now = write.after(before);
                } catch (Refusal refused) {
                    failed = true;
                    reason.put("Code", "ValidationError").put("Message", refused.said());
                }
            }
            after.add(now);
        }
        return new Attempt(after, reasons, failed);
    }

    /** A transaction that was given up is billed as well. */
    private void bill(List<Write> writes) {
        for (Write write : writes) {
            Stored item = write.table().get(write.place());
            meter.consumed(write.table().name(), 0, 2.0 * Capacity.written(item == null ? 0 : item.size()));
        }
    }

    private static Refusal cancelled(ArrayNode reasons) {
        List<String> codes = new ArrayList<>();
        reasons.forEach(reason -> codes.add(reason.path("Code").asText()));
        return Refusal.cancelled(
                "Transaction cancelled, please refer cancellation reasons for specific reasons ["
                        + String.join(", ", codes) + "]",
                reasons);
    }

    /** Called with the tables' locks; one transaction at a time looks here. */
    private synchronized boolean isRepeated(String token, JsonNode items) {
        Instant before = clock.now().minus(TOKENS_KEPT);
        done.values().removeIf(one -> one.at.isBefore(before));
        Done earlier = done.get(token);
        if (earlier != null && !earlier.items.equals(items)) {
            throw Refusal.of(
                    "IdempotentParameterMismatchException",
                    "The provided client token is already in use with different parameters");
        }
        return earlier != null;
    }
}
