package dev.homing.asl.interpreter;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between Jackson's trees and the plain Java values that JSONata works on. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Above it a double no longer tells neighbouring whole numbers apart. */
    private static final double MAX_SAFE_INTEGER = 9_007_199_254_740_991.0;

    private Values() {}

    /** The value as JSONata wants it: maps, lists, strings, numbers, booleans, null for JSON's null inside of others. */
    static @Nullable Object toJava(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(value.size());
                for (var entry : value.properties()) {
                    map.put(entry.getKey(), toJava(entry.getValue()));
                }
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(value.size());
                for (JsonNode element : value) {
                    list.add(toJava(element));
                }
                yield list;
            }
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(value);
            case NULL, MISSING -> null;
            case BINARY, POJO -> value.asText();
        };
    }

    /** The same for a binding, where JSON's null must be told from "not there". */
    static Object toBinding(JsonNode value) {
        Object java = toJava(value);
        return java == null ? Jsonata.NULL_VALUE : java;
    }

    private static Number number(JsonNode value) {
        if (value.isInt()) {
            return value.intValue();
        }
        return value.isLong() ? (Number) value.longValue() : (Number) value.doubleValue();
    }

    /**
     * The result of an expression as JSON.
     *
     * @throws StateFailure when it is, or holds, something that JSON has no word for
     */
    static JsonNode toJson(@Nullable Object value, String expression) {
        if (value == null || value.equals(Jsonata.NULL_VALUE)) {
            return JSON.nullNode();
        }
        return switch (value) {
            case String text -> JSON.textNode(text);
            case Boolean bool -> JSON.booleanNode(bool);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case BigInteger number -> JSON.numberNode(number);
            case BigDecimal number -> JSON.numberNode(number);
            case Number number -> decimal(number.doubleValue());
            case Map<?, ?> map -> {
                ObjectNode object = JSON.objectNode();
                map.forEach((key, element) -> object.set(String.valueOf(key), toJson(element, expression)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode(list.size());
                list.forEach(element -> array.add(toJson(element, expression)));
                yield array;
            }
            default ->
                throw StateFailure.query("The JSONata expression '" + expression
                        + "' yields something that is not JSON, such as a function; make it yield a value");
        };
    }

    private static JsonNode decimal(double number) {
        return number == Math.rint(number) && Math.abs(number) <= MAX_SAFE_INTEGER
                ? JSON.numberNode((long) number)
                : JSON.numberNode(number);
    }
}
