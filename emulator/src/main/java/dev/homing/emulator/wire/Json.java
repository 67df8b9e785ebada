package dev.homing.emulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as AWS's protocols read and write it. */
public final class Json {
    // Numbers keep the digits they came with: a price must not pass through a double on its way over the bus.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static ArrayNode array(List<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** @throws JsonProcessingException when it is not one JSON value */
    public static JsonNode parse(String json) throws JsonProcessingException {
        JsonNode tree = MAPPER.readTree(json);
        if (tree == null || tree.isMissingNode()) {
            throw new com.fasterxml.jackson.core.JsonParseException("there is no JSON value");
        }
        return tree;
    }

    /** The value, or null when it is not one JSON value. */
    public static @Nullable JsonNode parseOrNull(String json) {
        try {
            return parse(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Characters that XML 1.0 forbids, as SQS does, are written as escapes: half a surrogate pair in a detail must not lose its event. */
    public static String write(JsonNode node) {
        String json = node.toString();
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            boolean forbidden = !pair && (Character.isSurrogate(c) || c >= '\uFFFE');
            if (forbidden && escaped == null) {
                escaped = new StringBuilder(json.substring(0, i));
            }
            if (escaped != null) {
                escaped.append(forbidden ? String.format("\\u%04x", (int) c) : String.valueOf(c));
                if (pair) {
                    escaped.append(json.charAt(++i));
                }
            } else if (pair) {
                i++;
            }
        }
        return escaped == null ? json : escaped.toString();
    }

    /** The field's text, or null when it is absent, null, or no scalar. */
    public static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    /** The field's text, or the fallback when it is absent or null. */
    public static String text(JsonNode node, String field, String fallback) {
        String value = text(node, field);
        return value == null ? fallback : value;
    }

    /** @throws Refused a ValidationException when the field is absent, null or empty */
    public static String required(JsonNode node, String field) {
        String value = text(node, field);
        if (value == null || value.isEmpty()) {
            throw Refused.validation("1 validation error detected: Value null at '" + field
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** The field's elements as texts; empty when it is absent. */
    public static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Timestamps of the JSON protocols: seconds, with milliseconds after the point. */
    public static BigDecimal epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    /** Reads what {@link #epochSeconds} writes, or ISO 8601; null when absent. */
    public static @Nullable Instant instant(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isNumber()) {
            return Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue());
        }
        try {
            return Instant.parse(value.asText());
        } catch (java.time.format.DateTimeParseException e) {
            throw Refused.of(400, "SerializationException", "Not a timestamp: " + value.asText());
        }
    }
}
