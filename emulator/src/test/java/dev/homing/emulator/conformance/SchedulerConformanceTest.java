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
class SchedulerConformanceTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());

    @AfterAll
    void close() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> schedules() {
        return Cases.of("scheduler.json").on(emulator);
    }

    @Test
    void everyCaseIsWhole() {
        Cases.of("scheduler.json").check(70);
    }
}
