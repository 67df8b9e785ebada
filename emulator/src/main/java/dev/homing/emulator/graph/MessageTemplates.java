package dev.homing.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** WhatsApp's approved message templates, of one business account. Not safe for threads: {@link GraphApi} guards it. */
final class MessageTemplates {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    private static final Set<String> MEDIA = Set.of("IMAGE", "VIDEO", "DOCUMENT");

    /** By name and language. */
    private final Map<String, ObjectNode> templates = new TreeMap<>();

    private long nextId = 1_000_000_000_000_001L;

    /** @throws GraphError when Meta would refuse it at once */
    ObjectNode create(ObjectNode in) {
        String name = Json.text(in, "name", "");
        String language = Json.text(in, "language", "");
        if (!name.matches("[a-z0-9_]{1,512}")) {
            throw GraphError.parameter("Template name must be lowercase letters, digits and underscores: " + name);
        }
        String category = Json.text(in, "category", "").toUpperCase(Locale.ROOT);
        if (!Set.of("MARKETING", "UTILITY", "AUTHENTICATION").contains(category) || language.isEmpty()) {
            throw GraphError.parameter("language and category (MARKETING, UTILITY, AUTHENTICATION) are required");
        }
        if (component(in, "BODY") == null) {
            throw GraphError.parameter("A component of type BODY is required");
        }
        if (templates.containsKey(key(name, language))) {
            throw new GraphError(
                    400, 100, "Invalid parameter", "There is already " + language + " content for this template.");
        }
        ObjectNode template = in.deepCopy();
        template.put("id", Long.toString(nextId++)).put("status", "APPROVED").put("category", category);
        templates.put(key(name, language), template);
        return template.deepCopy().retain("id", "status", "category");
    }

    ObjectNode list(Map<String, String> query) {
        ObjectNode out = Json.object();
        ArrayNode data = out.putArray("data");
        for (ObjectNode template : templates.values()) {
            String name = query.get("name");
            if (name == null || name.equals(Json.text(template, "name"))) {
                data.add(template);
            }
        }
        out.putObject("paging");
        return out;
    }

    ObjectNode delete(@Nullable String name) {
        if (!templates.values().removeIf(template -> Json.text(template, "name", "")
                .equals(name))) {
            throw GraphError.parameter("There is no template " + name);
        }
        return Json.object().put("success", true);
    }

    /**
     * The text a person sees: header, body, footer, then each button with its address, a line each.
     *
     * @param sent the message's {@code template} object
     * @throws GraphError when there is no such template or its parameters do not fit
     */
    String fill(JsonNode sent) {
        String name = Json.text(sent, "name", "");
        String language = Json.text(sent.path("language"), "code", "");
        ObjectNode template = templates.get(key(name, language));
        if (template == null) {
            throw new GraphError(
                    404,
                    132001,
                    "Template name does not exist in the translation",
                    "template name (" + name + ") does not exist in " + language);
        }
        var text = new StringBuilder();
        for (String type : new String[] {"HEADER", "BODY", "FOOTER"}) {
            JsonNode component = component(template, type);
            String pattern = component == null ? null : Json.text(component, "text");
            String format = component == null ? null : Json.text(component, "format");
            if (type.equals("HEADER") && format != null && MEDIA.contains(format)) {
                text.append(media(sent, format.toLowerCase(Locale.ROOT)));
            } else if (pattern != null) {
                text.append(text.isEmpty() ? "" : "\n\n").append(fill(pattern, parameters(sent, type, -1), type));
            }
        }
        JsonNode buttons = component(template, "BUTTONS");
        int index = 0;
        for (JsonNode button : buttons == null ? Json.array() : buttons.path("buttons")) {
            String url = Json.text(button, "url");
            text.append("\n\n[").append(Json.text(button, "text", "")).append(']');
            if (url != null) {
                text.append(' ').append(fill(url, parameters(sent, "BUTTON", index), "BUTTON"));
            } else {
                parameters(sent, "BUTTON", index).values().forEach(value -> text.append(' ')
                        .append(value));
            }
            index++;
        }
        return text.toString();
    }

    /** What stands for a picture, a film or a document. */
    private static String media(JsonNode sent, String format) {
        for (JsonNode component : sent.path("components")) {
            JsonNode parameter = component.path("parameters").path(0);
            JsonNode media = parameter.path(format);
            String source = Json.text(media, "link", Json.text(media, "id", ""));
            if ("header".equalsIgnoreCase(Json.text(component, "type"))
                    && format.equals(Json.text(parameter, "type"))
                    && !source.isEmpty()) {
                String name = Json.text(media, "filename");
                return "[" + format + "] " + (name == null ? "" : name + " ") + source;
            }
        }
        throw new GraphError(
                400,
                132012,
                "Parameter format does not match format in the created template",
                "header: Format mismatch, expected " + format.toUpperCase(Locale.ROOT));
    }

    private static String fill(String pattern, Map<String, String> parameters, String component) {
        Set<String> wanted = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            wanted.add(matcher.group(1));
        }
        if (!wanted.equals(parameters.keySet())) {
            throw new GraphError(
                    400,
                    132000,
                    "Number of parameters does not match the expected number of params",
                    component.toLowerCase(Locale.ROOT) + ": number of localizable_params (" + parameters.size()
                            + ") does not match the expected number of params (" + wanted.size() + ")");
        }
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(parameters.getOrDefault(match.group(1), "")));
    }

    /** By position from 1, or by {@code parameter_name}. */
    private static Map<String, String> parameters(JsonNode sent, String type, int buttonIndex) {
        Map<String, String> parameters = new HashMap<>();
        for (JsonNode component : sent.path("components")) {
            boolean wanted = type.equalsIgnoreCase(Json.text(component, "type"))
                    && (buttonIndex < 0 || component.path("index").asInt() == buttonIndex);
            int position = 1;
            for (JsonNode parameter : wanted ? component.path("parameters") : Json.array()) {
                String name = Json.text(parameter, "parameter_name", Integer.toString(position++));
                String value = Json.text(parameter, "text");
                if (value == null) {
                    value = Json.text(parameter, "payload", Json.text(parameter, "coupon_code", ""));
                }
                if (value.isEmpty() && type.equals("BODY")) {
                    throw new GraphError(
                            400, 131008, "Required parameter is missing", "body: parameter " + name + " is empty");
                }
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    private static @Nullable JsonNode component(JsonNode template, String type) {
        for (JsonNode component : template.path("components")) {
            if (type.equalsIgnoreCase(Json.text(component, "type"))) {
                return component;
            }
        }
        return null;
    }

    private static String key(String name, String language) {
        return name + "/" + language;
    }
}
