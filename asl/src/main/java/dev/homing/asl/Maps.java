package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Unmodifiable copies that keep their order, as {@link Map#copyOf} does not: the order is what a reader sees. */
final class Maps {
    private Maps() {}

    static SequencedMap<String, JsonNode> ordered(Map<String, JsonNode> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }
}
