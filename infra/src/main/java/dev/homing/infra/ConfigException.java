package dev.homing.infra;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration will not do. All that is wrong with it is said at once, a line each. */
public final class ConfigException extends RuntimeException {
    private final List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).sorted().collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
