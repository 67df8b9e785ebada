package dev.homing.cli.cost;

import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * What cannot be counted on one machine: how long functions take on AWS, and which way customers go.
 *
 * @param daysKept after which timeline, runs and messages expire
 */
public record Assumptions(Lambda lambda, int daysKept, Journey journey) {
    /**
     * @param millisPerInvocation billed, whatever the batch
     * @param millisPerItem billed for each message of a batch
     * @param logBytesPerInvocation taken in by CloudWatch
     */
    public record Lambda(
            int memoryMb,
            BigDecimal millisPerInvocation,
            BigDecimal millisPerItem,
            BigDecimal logBytesPerInvocation,
            String source) {}

    /** @param branches share of the customers that go each way, by the measurement's key */
    public record Journey(SortedMap<String, BigDecimal> branches, String source) {}

    public static Assumptions load() {
        return Resource.read("assumptions.json", Assumptions.class);
    }
}
