package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;

/** One attribute of a key: a text, a number or bytes. Those of one attribute have one type, and its order. */
sealed interface KeyPart extends Comparable<KeyPart> {
    record Text(String text) implements KeyPart {}

    record Numeric(BigDecimal number) implements KeyPart {}

    /** @param base64 whose bytes are compared, not its letters */
    record Binary(String base64) implements KeyPart {
        private byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /** Comes before all values, or after all. */
    record Edge(boolean after) implements KeyPart {}

    /** @param value of type {@code S}, {@code N} or {@code B} */
    static KeyPart of(JsonNode value) {
        String content = Values.content(value).asText();
        return switch (Values.type(value)) {
            case "S" -> new Text(content);
            case "N" -> new Numeric(new BigDecimal(content).stripTrailingZeros());
            case "B" -> new Binary(content);
            default -> throw new IllegalArgumentException("No key: " + value);
        };
    }

    @Override
    default int compareTo(KeyPart other) {
        if (other instanceof Edge edge && !(this instanceof Edge)) {
            return edge.after ? -1 : 1;
        }
        return switch (this) {
            case Edge edge -> equals(other) ? 0 : edge.after ? 1 : -1;
            case Text text -> Values.compareTexts(text.text, ((Text) other).text);
            case Numeric numeric -> numeric.number.compareTo(((Numeric) other).number);
            case Binary binary -> Arrays.compareUnsigned(binary.bytes(), ((Binary) other).bytes());
        };
    }
}
