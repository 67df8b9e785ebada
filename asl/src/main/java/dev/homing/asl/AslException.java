package dev.homing.asl;

import java.util.List;
import java.util.stream.Collectors;

/** A machine that is not one: every problem found, each with its state, its field and what to do. */
public final class AslException extends RuntimeException {
    private final transient List<Problem> problems;

    public AslException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order in which they were found; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
