package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@code $states.context.Map.Item}: which item a run of a Map's processor is for.
 *
 * @param key the field's name, where the items are the fields of an object; null where they are an array's elements
 */
record MapItem(int index, @Nullable String key, JsonNode value) {

    /** What the processor gets where no ItemSelector says otherwise. */
    JsonNode input() {
        return key == null
                ? value
                : JsonNodeFactory.instance.objectNode().put("Key", key).set("Value", value);
    }
}
