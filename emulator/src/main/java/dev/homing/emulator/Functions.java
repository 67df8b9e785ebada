package dev.homing.emulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The functions by name, and how often each ran since the clock last moved. Safe for any thread. */
final class Functions {
    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);

    private final Map<String, LambdaFunction> functions = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> runs = new ConcurrentHashMap<>();
    private final Meter meter;

    Functions(Meter meter) {
        this.meter = meter;
    }

    void register(String name, LambdaFunction function) {
        functions.put(name, function);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    void require(String name) {
        if (!functions.containsKey(name)) {
            throw new IllegalArgumentException("No function named " + name + "; known are " + functions.keySet());
        }
    }

    /** See {@link Context#invoke}. A failure is logged here, once, with its stack trace. */
    byte[] invoke(String nameOrArn, byte[] event) throws DeliveryFailed {
        String name = name(nameOrArn);
        LambdaFunction function = functions.get(name);
        if (function == null) {
            LOG.error("No function named {}", name);
            throw new DeliveryFailed("ResourceNotFoundException", "Function not found: " + nameOrArn, null);
        }
        meter.call("lambda", name);
        runs.computeIfAbsent(name, key -> new LongAdder()).increment();
        try {
            return function.invoke(event);
        } catch (Exception | AssertionError | LinkageError | StackOverflowError failed) {
            LOG.error("Function {} failed", name, failed);
            throw new DeliveryFailed(failed.getClass().getName(), failed.getMessage(), failed);
        }
    }

    void timeMoved() {
        runs.clear();
    }

    /** The busiest functions since the clock last moved. */
    String busiest() {
        return runs.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .limit(3)
                .map(entry -> entry.getKey() + " ran " + entry.getValue().sum() + " times")
                .collect(Collectors.joining(", "));
    }

    /** {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]} or a bare name. */
    private static String name(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return nameOrArn;
        }
        String[] parts = nameOrArn.split(":", -1);
        return parts.length > 6 ? parts[6] : nameOrArn;
    }
}
