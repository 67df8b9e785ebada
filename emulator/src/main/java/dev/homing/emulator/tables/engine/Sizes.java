package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How large things are, in bytes, as DynamoDB counts them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item sizes</a>
 */
final class Sizes {
    static final int LARGEST_ITEM = 400 * 1024;

    private static final int CONTAINER = 3;

    private Sizes() {}

    static int item(JsonNode attributes) {
        int size = 0;
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            size += text(attribute.getKey()) + value(attribute.getValue());
        }
        return size;
    }

    static int value(JsonNode value) {
        JsonNode content = Values.content(value);
        return switch (Values.type(value)) {
            case "S" -> text(content.asText());
            case "N" -> number(content.asText());
            case "B" -> binary(content.asText());
            case "SS" -> {
                int size = 0;
                for (JsonNode one : content) {
                    size += text(one.asText());
                }
                yield size;
            }
            case "NS" -> {
                int size = 0;
                for (JsonNode one : content) {
                    size += number(one.asText());
                }
                yield size;
            }
            case "BS" -> {
                int size = 0;
                for (JsonNode one : content) {
                    size += binary(one.asText());
                }
                yield size;
            }
            case "L" -> {
                int size = CONTAINER;
                for (JsonNode one : content) {
                    size += 1 + value(one);
                }
                yield size;
            }
            case "M" -> {
                int size = CONTAINER;
                for (Map.Entry<String, JsonNode> entry : content.properties()) {
                    size += 1 + text(entry.getKey()) + value(entry.getValue());
                }
                yield size;
            }
            default -> 1;
        };
    }

    static int text(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is four bytes: two for each half.
                size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return size;
    }

    static int binary(String base64) {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3 - padding;
    }

    /** A byte for every two digits, and one; another one for the sign. */
    private static int number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.signum() == 0) {
            return 2;
        }
        int digits = number.precision();
        // Pairs of digits begin at the point: 1.5 takes two pairs, as 150 does.
        int wholeDigits = digits - number.scale();
        int pairs = (digits + (Math.floorMod(wholeDigits, 2) == 1 ? 1 : 0) + 1) / 2;
        return pairs + 1 + (number.signum() < 0 ? 1 : 0);
    }
}
