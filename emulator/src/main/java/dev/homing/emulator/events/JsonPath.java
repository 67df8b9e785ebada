package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON paths that targets may use: {@code $}, {@code $.detail.items[0]}, {@code $['detail-type']}, and {@code
 * $.detail.items[*].sku}, which finds the array of all.
 */
record JsonPath(List<String> steps) {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_\\-]+)|\\['([^']+)'\\]|\\[(\\d+|\\*)\\]");

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** @throws Refused a ValidationException when it is not such a path */
    static JsonPath parse(String path) {
        if (!path.startsWith("$")) {
            throw Refused.validation("Invalid InputPath: " + path + ". It must start with $");
        }
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw Refused.validation("Invalid InputPath: " + path);
            }
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    steps.add(matcher.group(group));
                }
            }
            at = matcher.end();
        }
        return new JsonPath(steps);
    }

    /** A missing node when nothing is there. */
    JsonNode read(JsonNode root) {
        return read(root, steps);
    }

    private static JsonNode read(JsonNode node, List<String> steps) {
        if (steps.isEmpty()) {
            return node;
        }
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (step.equals("*")) {
            ArrayNode found = Json.array();
            node.forEach(one -> {
                JsonNode part = read(one, rest);
                if (!part.isMissingNode()) {
                    found.add(part);
                }
            });
            return found;
        }
        if (!node.isArray()) {
            return read(node.path(step), rest);
        }
        boolean index = step.chars().allMatch(Character::isDigit);
        return read(index ? node.path(Integer.parseInt(step)) : MissingNode.getInstance(), rest);
    }
}
