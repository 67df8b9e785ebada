package dev.homing.emulator;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what AWS would put on the bill, so that a test can assert cost. Safe for any thread. */
public final class Meter {
    private final ConcurrentSkipListMap<String, LongAdder> calls = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, BigDecimal> readUnits = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, BigDecimal> writeUnits = new ConcurrentSkipListMap<>();
    private final LongAdder transitions = new LongAdder();

    Meter() {}

    /** A call on a service; counted as {@code service.Operation}. */
    public void call(String service, String operation) {
        calls.computeIfAbsent(service + "." + operation, key -> new LongAdder()).increment();
    }

    /** Capacity units a DynamoDB call consumed. */
    public void consumed(String table, double read, double write) {
        if (read > 0) {
            readUnits.merge(table, BigDecimal.valueOf(read), BigDecimal::add);
        }
        if (write > 0) {
            writeUnits.merge(table, BigDecimal.valueOf(write), BigDecimal::add);
        }
    }

    /** State transitions of Standard executions. */
    public void transitions(long count) {
        transitions.add(count);
    }

    /** Calls so far, by {@code service.Operation}. */
    public Map<String, Long> calls() {
        var counts = new TreeMap<String, Long>();
        calls.forEach((key, count) -> counts.put(key, count.sum()));
        return counts;
    }

    /** Calls of one operation so far: {@code calls("dynamodb.UpdateItem")}. */
    public long calls(String serviceAndOperation) {
        LongAdder count = calls.get(serviceAndOperation);
        return count == null ? 0 : count.sum();
    }

    /** DynamoDB read units so far, by table, its indexes included. */
    public Map<String, BigDecimal> readUnits() {
        return new TreeMap<>(readUnits);
    }

    /** DynamoDB write units so far, by table, its indexes included. */
    public Map<String, BigDecimal> writeUnits() {
        return new TreeMap<>(writeUnits);
    }

    public long transitions() {
        return transitions.sum();
    }

    /** Starts counting anew. */
    public void reset() {
        calls.clear();
        readUnits.clear();
        writeUnits.clear();
        transitions.reset();
    }
}
