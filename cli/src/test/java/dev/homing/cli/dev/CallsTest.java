package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Meter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an event and a message cost in AWS calls, DynamoDB units and transitions, counted by the emulator and held to a golden table:
 * {@code -Dgolden.write=true} writes it anew. A line more is a decision.
 */
class CallsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/calls.txt");

    private static DevStack stack;
    private static DevClient homing;

    @BeforeAll
    static void start() {
        stack = DevStack.start(new DevOptions(0, 0, false, null, Path.of(".."), Clock.systemUTC()), _ -> {});
        homing = new DevClient(stack);
        // Caches are filled and clients connected, as in a function that runs for a while.
        Shopper warm = homing.shopper();
        warm.fillsCart().forEach(warm::sends);
        homing.advance("P4D");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private interface Step {
        void run(Shopper shopper);
    }

    @Test
    void costsWhatTheTableSays() throws IOException {
        StringBuilder table = new StringBuilder();
        measure(
                table,
                "an event that only changes aggregates",
                shopper -> shopper.sends(shopper.identified()),
                shopper -> bus(shopper.track("Product Viewed", properties -> properties.put("product_id", "mug"))));
        measure(
                table,
                "an event that arms a timer",
                shopper -> shopper.sends(shopper.identified()),
                shopper -> bus(shopper.added("mug", "Stoneware mug", "18.90", 1)));
        measure(
                table,
                "an event that moves a timer",
                shopper -> {
                    shopper.sends(shopper.identified());
                    shopper.sends(shopper.added("mug", "Stoneware mug", "18.90", 1));
                    homing.advance("PT5M");
                },
                shopper -> bus(shopper.added("teapot", "Cast-iron teapot", "64.50", 1)));
        measure(
                table,
                "a one-message campaign at once, its event included",
                shopper -> shopper.sends(shopper.identified()),
                shopper -> bus(shopper.track("Payment Failed", properties -> properties.put("order_id", "O-1"))));
        measure(
                table,
                "cart recovery after its events, nobody looks: email, a day, WhatsApp",
                shopper -> {
                    shopper.fillsCart().forEach(shopper::sends);
                    homing.advance("PT1M");
                },
                _ -> homing.advance("P3D"));
        measure(
                table,
                "cart recovery after its events, clicked at once",
                shopper -> {
                    shopper.fillsCart().forEach(shopper::sends);
                    homing.advance("PT1M");
                },
                shopper -> {
                    homing.advance("PT1H");
                    homing.call(
                            "POST",
                            "/dev/inbox/"
                                    + shopper.emails()
                                            .getFirst()
                                            .path("messageId")
                                            .asText() + "/clicked",
                            "");
                    homing.advance("P3D");
                });
        measure(table, "an hour of nothing", _ -> {}, _ -> homing.advance("PT1H"));
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, table);
        }
        assertThat(table.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private static void bus(ObjectNode message) {
        homing.putEvent(message.path("event").asText("event"), message.toString());
    }

    private static void measure(StringBuilder table, String what, Step before, Step measured) {
        // What is still under way for others ends first.
        homing.advance("P10D");
        Shopper shopper = homing.shopper();
        before.run(shopper);
        homing.settle();
        Meter meter = stack.emulator().meter();
        meter.reset();
        measured.run(shopper);
        homing.settle();
        table.append(what).append('\n');
        Map<String, Long> calls = new TreeMap<>(meter.calls());
        calls.keySet().removeIf(CallsTest::dependsOnBatches);
        calls.forEach((call, count) ->
                table.append("  ").append(call).append(' ').append(count).append('\n'));
        units(table, "read units", meter.readUnits());
        units(table, "write units", meter.writeUnits());
        if (meter.transitions() > 0) {
            table.append("  transitions ").append(meter.transitions()).append('\n');
        }
    }

    /** How many invocations a few deliveries make depends on the moment, and so do the reads of the configuration and the counters. */
    private static boolean dependsOnBatches(String call) {
        return call.startsWith("lambda.") || call.startsWith("mapping.") || call.startsWith("dynamodb");
    }

    private static void units(StringBuilder table, String name, Map<String, BigDecimal> units) {
        Map<String, BigDecimal> counted = new LinkedHashMap<>();
        for (String of : List.of("customers", "activity")) {
            BigDecimal count = units.getOrDefault(of, BigDecimal.ZERO);
            if (count.signum() > 0) {
                counted.put(of, count.stripTrailingZeros());
            }
        }
        if (!counted.isEmpty()) {
            table.append("  ").append(name);
            counted.forEach(
                    (of, count) -> table.append(' ').append(of).append(' ').append(count.toPlainString()));
            table.append('\n');
        }
    }
}
