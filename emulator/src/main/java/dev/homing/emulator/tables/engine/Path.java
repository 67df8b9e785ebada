package dev.homing.emulator.tables.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where in an item a value lies: {@code carts.#latest[0]}. */
record Path(List<Step> steps) {
    /**
     * @param name of an attribute or of a map's entry, or a placeholder of it ({@code #n}); null: an element of a list
     * @param index of the list's element; -1 where there is a name
     */
    record Step(@Nullable String name, int index) {
        static Step named(String name) {
            return new Step(name, -1);
        }
    }

    /** The same with attributes' names in the place of placeholders. */
    Path resolved(Scope scope) {
        return new Path(steps.stream()
                .map(step -> step.name() == null ? step : Step.named(scope.name(step.name())))
                .toList());
    }

    /** The top attribute's name, resolved. */
    String top(Scope scope) {
        String name = steps.getFirst().name();
        return scope.name(name == null ? "" : name);
    }

    /** As refusals write it: {@code [carts, latest, [0]]}. */
    String words() {
        return steps.stream()
                .map(step -> step.name() == null ? "[" + step.index() + "]" : step.name())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
