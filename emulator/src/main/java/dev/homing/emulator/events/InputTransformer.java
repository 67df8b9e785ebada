package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target's {@code InputTransformer}: a template whose {@code <name>} are replaced by what the paths find in the event. Inside a
 * JSON string the value's text is inserted, elsewhere its JSON.
 */
record InputTransformer(Map<String, JsonPath> paths, String template) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_.\\-]+)>");

    InputTransformer {
        paths = Map.copyOf(paths);
    }

    static InputTransformer parse(JsonNode definition) {
        Map<String, JsonPath> paths = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                definition.path("InputPathsMap").properties()) {
            if (entry.getKey().startsWith("AWS") || entry.getKey().startsWith("aws.")) {
                throw Refused.validation("InputPathsMap keys must not start with AWS: " + entry.getKey());
            }
            paths.put(entry.getKey(), JsonPath.parse(entry.getValue().asText()));
        }
        String template = Json.required(definition, "InputTemplate");
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            if (!paths.containsKey(matcher.group(1)) && !matcher.group(1).startsWith("aws.events.")) {
                throw Refused.validation(
                        "InputTemplate uses <" + matcher.group(1) + ">, which InputPathsMap does not name");
            }
        }
        return new InputTransformer(paths, template);
    }

    /** @param reserved the values of {@code <aws.events.…>} that depend on the rule */
    String apply(JsonNode event, Map<String, String> reserved) {
        var out = new StringBuilder();
        boolean inString = false;
        Matcher matcher = PLACEHOLDER.matcher(template);
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '<' && matcher.find(at) && matcher.start() == at) {
                JsonNode value = value(matcher.group(1), event, reserved);
                out.append(inString ? inside(value) : outside(value));
                at = matcher.end();
            } else if (c == '\\' && inString && at + 1 < template.length()) {
                out.append(c).append(template.charAt(at + 1));
                at += 2;
            } else {
                if (c == '"') {
                    inString = !inString;
                }
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private JsonNode value(String name, JsonNode event, Map<String, String> reserved) {
        JsonPath path = paths.get(name);
        if (path != null) {
            return path.read(event);
        }
        return switch (name) {
            case "aws.events.event", "aws.events.event.json" -> event;
            case "aws.events.event.ingestion-time" -> event.path("time");
            default -> TextNode.valueOf(reserved.getOrDefault(name, ""));
        };
    }

    private static String inside(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isTextual()) {
            return value.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        }
        String quoted = value.toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String outside(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }
}
