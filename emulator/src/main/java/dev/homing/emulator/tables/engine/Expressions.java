package dev.homing.emulator.tables.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Expressions that were read lately: programs write the same ones again and again. Safe for any thread. */
final class Expressions {
    private static final int MOST = 1_000;

    private final Map<String, Parsing.Parsed<Condition>> conditions = newest();
    private final Map<String, Parsing.Parsed<List<Change>>> updates = newest();
    private final Map<String, Parsing.Parsed<List<Path>>> projections = newest();

    Parsing.Parsed<Condition> condition(String text, String kind) {
        return kept(conditions, kind + " " + text, () -> Parsing.condition(text, kind));
    }

    Parsing.Parsed<List<Change>> update(String text) {
        return kept(updates, text, () -> Parsing.update(text));
    }

    Parsing.Parsed<List<Path>> projection(String text) {
        return kept(projections, text, () -> Parsing.projection(text));
    }

    private static <T> Parsing.Parsed<T> kept(
            Map<String, Parsing.Parsed<T>> known, String text, Supplier<Parsing.Parsed<T>> read) {
        synchronized (known) {
            Parsing.Parsed<T> parsed = known.get(text);
            if (parsed == null) {
                parsed = read.get();
                known.put(text, parsed);
            }
            return parsed;
        }
    }

    private static <T> Map<String, Parsing.Parsed<T>> newest() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Parsing.Parsed<T>> eldest) {
                return size() > MOST;
            }
        };
    }
}
