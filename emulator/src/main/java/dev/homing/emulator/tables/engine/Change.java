package dev.homing.emulator.tables.engine;

/** One action of an update. */
sealed interface Change {
    Path path();

    record Put(Path path, Term term) implements Change {}

    record Remove(Path path) implements Change {}

    /** To a number, or to a set. */
    record Add(Path path, Operand.Given value) implements Change {}

    /** From a set. */
    record Delete(Path path, Operand.Given value) implements Change {}

    /** What is put. */
    sealed interface Term {
        record Plain(Operand operand) implements Term {}

        record IfNotExists(Path path, Term otherwise) implements Term {}

        record ListAppend(Term first, Term second) implements Term {}

        record Sum(Term left, Term right, boolean minus) implements Term {}
    }
}
