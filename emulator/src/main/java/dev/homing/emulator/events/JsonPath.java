package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.homing.emulator.wire.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The definite JSON paths that targets may use: {@code $}, {@code $.detail.items[0]}, {@code $['detail-type']}. */
record JsonPath(List<String> steps) {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_\\-]+)|\\['([^']+)'\\]|\\[(\\d+)\\]");

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
        JsonNode node = root;
        for (String step : steps) {
            node = node.isArray()
                    ? step.chars().allMatch(Character::isDigit)
                            ? node.path(Integer.parseInt(step))
                            : MissingNode.getInstance()
                    : node.path(step);
        }
        return node;
    }
}
