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
class MailConformanceTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());

    @AfterAll
    void close() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> mails() {
        return Cases.of("mail.json").on(emulator);
    }

    @Test
    void everyCaseIsWhole() {
        Cases.of("mail.json").check(40);
    }
}
