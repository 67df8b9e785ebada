package dev.homing.cli.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;

/**
 * What cannot be counted on one machine: how long functions take on AWS, and which way customers go.
 *
 * @param daysKept after which timeline, runs and messages expire
 */
public record Assumptions(Lambda lambda, Logs logs, int daysKept, Idle idle, Month month, Journey journey) {
    /** @param functions by name; each that is measured must be there */
    public record Lambda(SortedMap<String, Function> functions, String source) {}

    /**
     * @param invocation milliseconds billed whatever the batch
     * @param item milliseconds billed for each message of a batch
     */
    public record Function(int memoryMb, BigDecimal invocation, BigDecimal item) {}

    /**
     * Bytes that CloudWatch takes in, by function; others write nothing.
     *
     * @param item for each message of a batch
     */
    public record Logs(Map<String, BigDecimal> invocation, Map<String, BigDecimal> item, String source) {}

    /**
     * What is there while nothing happens.
     *
     * @param pollersOfAQueue requests in progress at any time for a mapped queue
     * @param pollSeconds how long a request waits for a message
     * @param metrics of Homing's own; paid where something is reported, so not by a shop where nothing happens at all
     */
    public record Idle(
            int queues, int pollersOfAQueue, int pollSeconds, int alarms, int secrets, int metrics, String source) {}

    /**
     * A shop's month, where it does not say otherwise.
     *
     * @param visitsOfACustomer days on which a customer does something
     * @param armedForAStart delays that are armed for one that starts something
     * @param messagesOpened share of the messages; as the next two
     * @param secondsOfABatch for which messages gather in a queue
     */
    public record Month(
            BigDecimal eventsOfACustomer,
            BigDecimal visitsOfACustomer,
            BigDecimal campaignsOfACustomer,
            BigDecimal journeysOfACustomer,
            BigDecimal armedForAStart,
            BigDecimal messagesOpened,
            BigDecimal messagesClicked,
            BigDecimal messagesThatBringAnOrder,
            int secondsOfABatch,
            String source) {}

    /** @param branches share of the customers that go each way, by the measurement's key */
    public record Journey(SortedMap<String, BigDecimal> branches, String source) {}

    public static Assumptions load() {
        return Resource.read("assumptions.json", Assumptions.class);
    }
}
