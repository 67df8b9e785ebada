package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that make the key of a table or of an index.
 *
 * @param sort null where the key is the partition key alone
 * @param types {@code S}, {@code N} or {@code B}, by attribute
 */
record KeySchema(String partition, @Nullable String sort, Map<String, String> types) {
    private static final int LONGEST_PARTITION_KEY = 2048;
    private static final int LONGEST_SORT_KEY = 1024;

    List<String> names() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    boolean isKey(String attribute) {
        return attribute.equals(partition) || attribute.equals(sort);
    }

    String type(String attribute) {
        return Objects.requireNonNull(types.get(attribute));
    }

    /** Where an item lies that has all of the key. */
    Place place(JsonNode attributes) {
        return new Place(
                KeyPart.of(attributes.path(partition)),
                sort == null ? Place.UNSORTED : KeyPart.of(attributes.path(sort)));
    }

    /** The key alone. */
    ObjectNode keyOf(JsonNode attributes) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        names().forEach(name -> key.set(name, attributes.get(name)));
        return key;
    }

    /** Whether an item has all of the key, of the right types: an index knows only such items. */
    boolean covers(JsonNode attributes) {
        return names().stream()
                .allMatch(name -> attributes.has(name) && attributes.path(name).has(type(name)));
    }

    /** @throws Refusal when an item that is to be stored lacks something of the key */
    void requireIn(JsonNode item) {
        for (String name : names()) {
            JsonNode value = item.get(name);
            if (value == null) {
                throw Refusal.parameters("Missing the key " + name + " in the item");
            }
            if (!value.has(type(name))) {
                throw Refusal.parameters("Type mismatch for key " + name + " expected: " + type(name) + " actual: "
                        + Values.type(value));
            }
            fits(name, value);
        }
    }

    /** @throws Refusal when it is not exactly a key of this schema */
    void requireKey(JsonNode key) {
        boolean matches = key.size() == names().size();
        for (String name : names()) {
            matches &= key.path(name).has(type(name));
        }
        if (!matches) {
            throw Refusal.invalid("The provided key element does not match the schema");
        }
        names().forEach(name -> fits(name, key.path(name)));
    }

    /** @throws Refusal when a key attribute is empty or too long */
    void fits(String name, JsonNode value) {
        String content = Values.content(value).asText();
        if (value.has("N")) {
            return;
        }
        if (content.isEmpty()) {
            String kind = value.has("S") ? "string" : "binary";
            throw Refusal.invalid(
                    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
                            + kind + " value. Key: " + name);
        }
        int size = value.has("S") ? Sizes.text(content) : Sizes.binary(content);
        if (name.equals(partition) && size > LONGEST_PARTITION_KEY) {
            throw Refusal.parameters(
                    "Size of hashkey has exceeded the maximum size limit of" + LONGEST_PARTITION_KEY + " bytes");
        }
        if (name.equals(sort) && size > LONGEST_SORT_KEY) {
            throw Refusal.parameters(
                    "Aggregated size of all range keys has exceeded the size limit of " + LONGEST_SORT_KEY + " bytes");
        }
    }
}
