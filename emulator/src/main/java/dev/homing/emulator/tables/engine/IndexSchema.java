package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A global secondary index.
 *
 * @param whole whether it has all of an item
 * @param included attributes that it has beside its own key and the table's
 * @param description as it was asked for
 */
record IndexSchema(
        String name, KeySchema key, KeySchema tableKey, boolean whole, Set<String> included, JsonNode description) {
    boolean has(String attribute) {
        return whole || key.isKey(attribute) || tableKey.isKey(attribute) || included.contains(attribute);
    }

    /** What the index keeps of an item. */
    ObjectNode projection(ObjectNode item) {
        if (whole) {
            return item;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        item.properties().forEach(attribute -> {
            if (has(attribute.getKey())) {
                kept.set(attribute.getKey(), attribute.getValue());
            }
        });
        return kept;
    }
}
