package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON as it is kept for long: the same tree in less memory, since most objects in an item are a type and its value, for which a hash table of
 * sixteen places is much. What has one field cannot be changed.
 */
final class Packed {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Packed() {}

    /** A value with its type, packed already. */
    @SuppressWarnings("unchecked") // how ObjectNode overrides deepCopy
    private static final class Value extends ObjectNode {
        private static final long serialVersionUID = 1;

        Value(String type, JsonNode content) {
            super(NODES, Map.of(type, content));
        }
    }

    /** Shares what was packed before. */
    static ObjectNode of(ObjectNode attributes) {
        Map<String, JsonNode> packed = LinkedHashMap.newLinkedHashMap(attributes.size());
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            packed.put(attribute.getKey(), packed(attribute.getValue()));
        }
        return new ObjectNode(NODES, packed);
    }

    private static JsonNode packed(JsonNode node) {
        return switch (node) {
            case Value value -> value;
            case ObjectNode object
            when object.size() == 1 -> {
                Map.Entry<String, JsonNode> only =
                        object.properties().iterator().next();
                yield new Value(only.getKey(), packed(only.getValue()));
            }
            case ObjectNode object -> of(object);
            case ArrayNode array -> {
                ArrayNode packed = new ArrayNode(NODES, array.size());
                array.forEach(element -> packed.add(packed(element)));
                yield packed;
            }
            default -> node;
        };
    }
}
