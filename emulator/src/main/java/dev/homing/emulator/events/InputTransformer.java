package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target's {@code InputTransformer}: a template whose {@code <name>} are replaced by what the paths find in the event. The template
 * of an object is written without blanks afterwards; in it a bare {@code <name>} becomes the value's JSON. Within quotes, as in the
 * template of a text, the value's text is inserted as it is: EventBridge does not escape it.
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
                throw Refused.validation("InputTemplate contains invalid placeholder " + matcher.group(1) + ".");
            }
        }
        return new InputTransformer(paths, template);
    }

    /** Null when the template of an object does not become JSON. */
    @Nullable
    String apply(JsonNode event, Rule rule, Instant now) {
        boolean object = template.stripLeading().startsWith("{");
        String filled = fill(event, rule, now);
        if (!object) {
            return filled;
        }
        JsonNode json = Json.parseOrNull(filled);
        return json == null ? null : Json.write(json);
    }

    private String fill(JsonNode event, Rule rule, Instant now) {
        var out = new StringBuilder();
        boolean inString = false;
        Matcher matcher = PLACEHOLDER.matcher(template);
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '<' && matcher.find(at) && matcher.start() == at) {
                JsonNode value = value(matcher.group(1), event, rule, now);
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

    private JsonNode value(String name, JsonNode event, Rule rule, Instant now) {
        JsonPath path = paths.get(name);
        if (path != null) {
            return path.read(event);
        }
        return switch (name) {
            case "aws.events.event.json" -> event;
            case "aws.events.event" -> withoutDetail(event, now);
            case "aws.events.event.ingestion-time" -> TextNode.valueOf(seconds(now));
            case "aws.events.rule-arn" -> TextNode.valueOf(rule.arn);
            case "aws.events.rule-name" -> TextNode.valueOf(rule.name);
            default -> TextNode.valueOf("");
        };
    }

    /** As EventBridge shows it: without the detail, its type under another name, and the time of its coming. */
    private static ObjectNode withoutDetail(JsonNode event, Instant now) {
        ObjectNode out = Json.object();
        for (String field : new String[] {"version", "id", "source", "account", "region", "resources"}) {
            out.set(field, event.path(field));
        }
        out.set("detailType", event.path("detail-type"));
        return out.put("time", seconds(now));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String inside(JsonNode value) {
        return value.isContainerNode() ? value.toString().replace("\"", "") : value.asText();
    }

    private static String outside(JsonNode value) {
        return value.isMissingNode() ? "\"\"" : value.toString();
    }
}
