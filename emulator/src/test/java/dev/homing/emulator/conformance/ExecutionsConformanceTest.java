package dev.homing.emulator.conformance;

import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Names of executions, starting and stopping them, versions. What machines do is held against an engine in {@code asl}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutionsConformanceTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());

    @AfterAll
    void close() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> executions() {
        return Cases.of("executions.json").on(emulator);
    }

    @Test
    void everyCaseIsWhole() {
        Cases.of("executions.json").check(55);
    }
}
