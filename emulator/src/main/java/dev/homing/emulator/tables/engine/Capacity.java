package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Meter;
import dev.homing.emulator.wire.Json;
import java.util.Map;
import java.util.TreeMap;

/** What one call consumes of one or more tables; counted always, shown to who asks for it. */
final class Capacity {
    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;

    private final String asked;
    private final boolean write;
    private final boolean transaction;
    private final Map<String, Used> byTable = new TreeMap<>();

    private static final class Used {
        private double table;
        private final Map<String, Double> indexes = new TreeMap<>();
    }

    private Capacity(JsonNode request, boolean write, boolean transaction) {
        this.asked = Json.text(request, "ReturnConsumedCapacity", "NONE");
        this.write = write;
        this.transaction = transaction;
    }

    static Capacity ofReads(JsonNode request) {
        return new Capacity(request, false, false);
    }

    static Capacity ofWrites(JsonNode request) {
        return new Capacity(request, true, false);
    }

    /** Of a transaction: twice as much. */
    static Capacity ofTransaction(JsonNode request, boolean write) {
        return new Capacity(request, write, true);
    }

    /** Write units for an item of a size in bytes. */
    static int written(int size) {
        return Math.max(1, (size + WRITE_UNIT - 1) / WRITE_UNIT);
    }

    /** Read units for so many bytes, which may be those of several items. */
    static double read(long size, boolean consistent) {
        long units = Math.max(1, (size + READ_UNIT - 1) / READ_UNIT);
        return consistent ? units : units / 2.0;
    }

    void table(String name, double units) {
        byTable.computeIfAbsent(name, key -> new Used()).table += transaction ? 2 * units : units;
    }

    void index(String table, String index, double units) {
        if (units > 0) {
            byTable.computeIfAbsent(table, key -> new Used())
                    .indexes
                    .merge(index, transaction ? 2 * units : units, Double::sum);
        }
    }

    /** Counts it, and says it in the answer where it was asked for. */
    void report(Meter meter, ObjectNode answer, boolean list) {
        ArrayNode all = Json.array();
        byTable.forEach((name, used) -> {
            double total = used.table;
            for (double units : used.indexes.values()) {
                total += units;
            }
            meter.consumed(name, write ? 0 : total, write ? total : 0);
            ObjectNode shown = all.addObject().put("TableName", name).put("CapacityUnits", total);
            if (asked.equals("INDEXES")) {
                shown.putObject("Table").put("CapacityUnits", used.table);
                if (!used.indexes.isEmpty()) {
                    ObjectNode indexes = shown.putObject("GlobalSecondaryIndexes");
                    used.indexes.forEach(
                            (index, units) -> indexes.putObject(index).put("CapacityUnits", units));
                }
            }
        });
        if (asked.equals("NONE")) {
            return;
        }
        if (list) {
            answer.set("ConsumedCapacity", all);
        } else if (!all.isEmpty()) {
            answer.set("ConsumedCapacity", all.get(0));
        }
    }
}
