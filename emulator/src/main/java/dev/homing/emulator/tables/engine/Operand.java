package dev.homing.emulator.tables.engine;

/** What is compared. */
sealed interface Operand {
    record At(Path path) implements Operand {}

    /** @param name with its colon */
    record Given(String name) implements Operand {}

    record SizeOf(Operand of) implements Operand {}
}
