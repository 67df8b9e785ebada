package dev.homing.emulator.conformance;

import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BusConformanceTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());

    @AfterAll
    void close() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> patterns() {
        return Cases.of("patterns.json").on(emulator);
    }

    @TestFactory
    Stream<DynamicTest> deliveries() {
        return Cases.of("bus.json").on(emulator);
    }

    @Test
    void everyCaseIsWhole() {
        Cases.of("patterns.json").check(85);
        Cases.of("bus.json").check(80);
    }
}
