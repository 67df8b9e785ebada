package dev.homing.emulator.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads of an answer what a case keeps of it. */
final class Answers {
    private static final Pattern STEP = Pattern.compile("[^.\\[\\]!]+|\\[\\d*]|!");

    private Answers() {}

    /** {@code a.b}, {@code a[].b} of each, {@code a[0].b}, and {@code a!} for the JSON that the text a is; null when nothing is there. */
    static JsonNode read(JsonNode answer, String path) {
        List<JsonNode> values = List.of(answer);
        boolean many = false;
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            many |= matcher.group().equals("[]");
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode value : values) {
                step(value, matcher.group(), found);
            }
            values = found;
        }
        if (many) {
            ArrayNode all = Cases.JSON.createArrayNode();
            return all.addAll(values);
        }
        return values.isEmpty() ? Cases.JSON.nullNode() : values.getFirst();
    }

    private static void step(JsonNode value, String step, List<JsonNode> found) {
        if (step.equals("!")) {
            found.add(parsed(value.asText()));
        } else if (step.equals("[]")) {
            value.forEach(found::add);
        } else {
            JsonNode one = step.startsWith("[")
                    ? value.path(Integer.parseInt(step, 1, step.length() - 1, 10))
                    : value.path(step);
            if (!one.isMissingNode() && !one.isNull()) {
                found.add(one);
            }
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return Cases.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Cases.JSON.createObjectNode().put("notJson", text);
        }
    }

    /** Numbers without what does not change their value, so that 129.90 is 129.9. */
    static JsonNode plainNumbers(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode plain = Cases.JSON.createObjectNode();
            object.properties().forEach(entry -> plain.set(entry.getKey(), plainNumbers(entry.getValue())));
            return plain;
        }
        if (value.isArray()) {
            ArrayNode plain = Cases.JSON.createArrayNode();
            value.forEach(one -> plain.add(plainNumbers(one)));
            return plain;
        }
        return value.isNumber()
                ? DecimalNode.valueOf(
                        new BigDecimal(value.decimalValue().stripTrailingZeros().toPlainString()))
                : value;
    }
}
