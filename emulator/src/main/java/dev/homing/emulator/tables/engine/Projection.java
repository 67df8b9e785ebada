package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of an item that paths name. */
final class Projection {
    private final Part root = new Part();

    /** What is wanted of one value: all of it, or what its children name. */
    private static final class Part {
        private boolean whole;
        private final Map<String, Part> named = new TreeMap<>();
        private final Map<Integer, Part> indexed = new TreeMap<>();
    }

    /** @param paths resolved */
    Projection(List<Path> paths) {
        for (Path path : paths) {
            Part part = root;
            for (Path.Step step : path.steps()) {
                part = step.name() == null
                        ? part.indexed.computeIfAbsent(step.index(), key -> new Part())
                        : part.named.computeIfAbsent(step.name(), key -> new Part());
            }
            part.whole = true;
        }
    }

    ObjectNode of(ObjectNode item) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        root.named.forEach((name, part) -> {
            JsonNode value = item.get(name);
            JsonNode wanted = value == null ? null : of(part, value);
            if (wanted != null) {
                kept.set(name, wanted);
            }
        });
        return kept;
    }

    private static @Nullable JsonNode of(Part part, JsonNode value) {
        if (part.whole) {
            return value;
        }
        if (value.has("M")) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            part.named.forEach((name, child) -> {
                JsonNode entry = value.path("M").get(name);
                JsonNode wanted = entry == null ? null : of(child, entry);
                if (wanted != null) {
                    map.set(name, wanted);
                }
            });
            return map.isEmpty() ? null : Values.of("M", map);
        }
        if (value.has("L")) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            part.indexed.forEach((index, child) -> {
                JsonNode element = value.path("L").get(index);
                JsonNode wanted = element == null ? null : of(child, element);
                if (wanted != null) {
                    list.add(wanted);
                }
            });
            return list.isEmpty() ? null : Values.of("L", list);
        }
        return null;
    }
}
