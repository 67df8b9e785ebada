package dev.homing.emulator.tables.engine;

import java.util.List;

/** A condition, filter or key condition. */
sealed interface Condition {
    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition condition) implements Condition {}

    /** @param operator one of {@code = <> < <= > >=} */
    record Compare(String operator, Operand left, Operand right) implements Condition {}

    record Between(Operand value, Operand low, Operand high) implements Condition {}

    record In(Operand value, List<Operand> choices) implements Condition {}

    record Exists(Path path, boolean there) implements Condition {}

    record HasType(Path path, Operand type) implements Condition {}

    record BeginsWith(Operand value, Operand beginning) implements Condition {}

    record Contains(Operand value, Operand part) implements Condition {}
}
