package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attribute values as the wire shapes them, {@code {"S": "..."}}: checked, numbers in one spelling, with their size and their order. A value
 * that passed {@link #checked} is never changed again, so that items may share it.
 */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 32;
    private static final int MOST_DIGITS = 38;
    private static final BigDecimal LARGEST = new BigDecimal("9.9999999999999999999999999999999999999E+125");
    private static final BigDecimal SMALLEST = new BigDecimal("1E-130");
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");

    private Values() {}

    /** {@code S}, {@code N} and so on. */
    static String type(JsonNode value) {
        return value.fieldNames().next();
    }

    /** What stands behind the type. */
    static JsonNode content(JsonNode value) {
        return value.iterator().next();
    }

    static ObjectNode of(String type, JsonNode content) {
        ObjectNode value = NODES.objectNode();
        value.set(type, content);
        return value;
    }

    /** @throws Refusal when it is no attribute value */
    static ObjectNode checked(JsonNode value) {
        return checked(value, 0);
    }

    /** All attributes of an item or key, checked. */
    static ObjectNode checkedAll(JsonNode attributes) {
        ObjectNode all = NODES.objectNode();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            all.set(attribute.getKey(), checked(attribute.getValue()));
        }
        return all;
    }

    private static ObjectNode checked(JsonNode value, int depth) {
        if (depth > DEEPEST) {
            throw Refusal.invalid("Nesting Levels have exceeded supported limits");
        }
        if (value.size() > 1) {
            throw Refusal.invalid(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }
        if (value.isEmpty() || !TYPES.contains(type(value))) {
            throw Refusal.invalid(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        String type = type(value);
        JsonNode content = content(value);
        return switch (type) {
            case "N" -> of("N", TextNode.valueOf(spelled(number(content.asText()))));
            case "NULL" -> {
                if (!content.asBoolean()) {
                    throw Refusal.parameters("Null attribute value types must have the value of true");
                }
                yield of("NULL", NODES.booleanNode(true));
            }
            case "BOOL" -> of("BOOL", NODES.booleanNode(content.asBoolean()));
            case "SS", "NS", "BS" -> set(type, content);
            case "L" -> {
                ArrayNode list = NODES.arrayNode(content.size());
                content.forEach(element -> list.add(checked(element, depth + 1)));
                yield of("L", list);
            }
            case "M" -> {
                ObjectNode map = NODES.objectNode();
                content.properties().forEach(entry -> map.set(entry.getKey(), checked(entry.getValue(), depth + 1)));
                yield of("M", map);
            }
            default -> of(type, TextNode.valueOf(content.asText()));
        };
    }

    private static ObjectNode set(String type, JsonNode content) {
        if (content.isEmpty()) {
            String kind = type.equals("SS") ? "string" : type.equals("NS") ? "number" : "binary";
            throw Refusal.parameters("An " + kind + " set  may not be empty");
        }
        ArrayNode elements = NODES.arrayNode(content.size());
        Set<String> seen = new HashSet<>();
        boolean twice = false;
        for (JsonNode one : content) {
            String element = type.equals("NS") ? spelled(number(one.asText())) : one.asText();
            twice |= !seen.add(element);
            elements.add(element);
        }
        if (twice) {
            throw type.equals("NS")
                    ? Refusal.invalid("Input collection contains duplicates")
                    : Refusal.parameters("Input collection " + texts(content) + " contains duplicates.");
        }
        return of(type, elements);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** @throws Refusal when it is no number, or one that DynamoDB cannot keep exactly */
    static BigDecimal number(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text.trim());
        } catch (NumberFormatException notANumber) {
            throw Refusal.invalid(
                    text.isEmpty()
                            ? "The parameter cannot be converted to a numeric value"
                            : "The parameter cannot be converted to a numeric value: " + text);
        }
        return fitting(number);
    }

    /** A number with no more digits and no more magnitude than DynamoDB keeps. */
    static BigDecimal fitting(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.precision() > MOST_DIGITS) {
            throw Refusal.invalid("Attempting to store more than 38 significant digits in a Number");
        }
        BigDecimal magnitude = stripped.abs();
        if (magnitude.compareTo(LARGEST) > 0) {
            throw Refusal.invalid(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (magnitude.compareTo(SMALLEST) < 0) {
            throw Refusal.invalid(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        return stripped;
    }

    static String spelled(BigDecimal number) {
        return number.toPlainString();
    }

    /** @throws Refusal when the sum or difference has more digits than DynamoDB keeps */
    static ObjectNode sum(JsonNode a, JsonNode b, boolean minus) {
        BigDecimal left = decimal(a);
        BigDecimal right = decimal(b);
        return of("N", TextNode.valueOf(spelled(fitting(minus ? left.subtract(right) : left.add(right)))));
    }

    static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(content(value).asText());
    }

    static boolean isNumber(JsonNode value) {
        return value.has("N");
    }

    static byte[] bytes(JsonNode value) {
        return Base64.getDecoder().decode(content(value).asText());
    }

    /** Whether two values are the same; sets whatever their order, numbers whatever their spelling. */
    static boolean same(JsonNode a, JsonNode b) {
        String type = type(a);
        if (!type.equals(type(b))) {
            return false;
        }
        return switch (type) {
            case "SS", "NS", "BS" -> new HashSet<>(texts(content(a))).equals(new HashSet<>(texts(content(b))));
            case "L" -> {
                JsonNode left = content(a);
                JsonNode right = content(b);
                boolean same = left.size() == right.size();
                for (int i = 0; same && i < left.size(); i++) {
                    same = same(left.get(i), right.get(i));
                }
                yield same;
            }
            case "M" -> sameAttributes(content(a), content(b));
            default -> content(a).equals(content(b));
        };
    }

    /** Whether two items have the same attributes with the same values. */
    static boolean sameAttributes(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> attribute : a.properties()) {
            JsonNode other = b.get(attribute.getKey());
            if (other == null || !same(attribute.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    static boolean isOrdered(String type) {
        return type.equals("S") || type.equals("N") || type.equals("B");
    }

    /** The order of two values of one ordered type ({@code S}, {@code N}, {@code B}): texts by their UTF-8 bytes. */
    static int compare(JsonNode a, JsonNode b) {
        return switch (type(a)) {
            case "S" -> compareTexts(content(a).asText(), content(b).asText());
            case "N" -> decimal(a).compareTo(decimal(b));
            case "B" -> Arrays.compareUnsigned(bytes(a), bytes(b));
            default -> throw new IllegalArgumentException("Not ordered: " + type(a));
        };
    }

    /** As UTF-8 bytes compare: like characters, but characters outside the basic plane come last. */
    static int compareTexts(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftHigh = Character.isSurrogate(left);
                return leftHigh == Character.isSurrogate(right) ? left - right : leftHigh ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
