package dev.homing.emulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homing.emulator.Emulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One case, played on the emulator over the wire. */
final class Play {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<String, String> TARGETS =
            Map.of("events", "AWSEvents", "sqs", "AmazonSQS", "states", "AWSStepFunctions");
    /** Where the API wants JSON as a text, a case may give the JSON itself. */
    private static final Set<String> TEXTS =
            Set.of("EventPattern", "Event", "Detail", "Input", "MessageBody", "RedrivePolicy", "definition");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern MOMENT = Pattern.compile("now([+-]\\d+)(?:@(.+))?");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final Emulator emulator;
    private final Map<String, String> known = new LinkedHashMap<>();

    Play(Emulator emulator) {
        this.emulator = emulator;
        known.put("id", "c" + UUID.randomUUID().toString().substring(0, 8));
        known.put("account", Emulator.ACCOUNT);
    }

    void play(List<ObjectNode> steps) throws IOException, InterruptedException {
        for (ObjectNode step : steps) {
            if (step.has("wait")) {
                emulator.advance(Duration.ofSeconds(step.path("wait").asLong()));
                continue;
            }
            JsonNode answer = call(filled(step.path("call").asText()), filled(step.path("in")));
            step.path("save")
                    .properties()
                    .forEach(entry -> known.put(
                            entry.getKey(),
                            Answers.read(answer, entry.getValue().asText()).asText("nothing")));
            if (step.has("out")) {
                assertThat(kept(answer, step.path("keep")))
                        .as("%s answered %s", step, answer)
                        .isEqualTo(Answers.plainNumbers(step.path("out")));
            } else {
                assertThat(answer.path("error").asText()).as(step.toString()).isEmpty();
            }
        }
    }

    private JsonNode kept(JsonNode answer, JsonNode paths) {
        ObjectNode kept = Cases.JSON.createObjectNode();
        if (answer.has("error")) {
            return kept.put("error", answer.path("error").asText());
        }
        paths.forEach(path -> kept.set(path.asText(), emptied(Answers.read(answer, path.asText()))));
        return Answers.plainNumbers(kept);
    }

    private JsonNode call(String call, JsonNode body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String service;
        if (call.contains(" ")) {
            String[] parts = call.split(" ", 2);
            service = parts[1].startsWith("/v2/email") ? "ses" : "scheduler";
            boolean bodiless = parts[0].equals("GET") || parts[0].equals("DELETE");
            request.uri(emulator.endpoint().resolve(parts[1]))
                    .method(
                            parts[0],
                            bodiless
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body.toString()));
        } else {
            String[] parts = call.split("\\.", 2);
            service = parts[0];
            request.uri(emulator.endpoint().resolve(URI.create("/")))
                    .header("X-Amz-Target", Objects.requireNonNull(TARGETS.get(service)) + "." + parts[1])
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        }
        request.header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/" + service + "/aws4_request");
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode answer =
                response.body().isEmpty() ? Cases.JSON.createObjectNode() : Cases.JSON.readTree(response.body());
        if (response.statusCode() >= 400) {
            return Cases.JSON.createObjectNode().put("error", errorCode(response, answer));
        }
        return answer;
    }

    /** As SDKs show it: that of the older protocol where there is one. */
    private static String errorCode(HttpResponse<String> response, JsonNode answer) {
        String type = answer.path("__type").asText("HTTP " + response.statusCode());
        return response.headers()
                .firstValue("x-amzn-query-error")
                .map(older -> older.split(";", 2)[0])
                .orElse(type.substring(type.indexOf('#') + 1));
    }

    private JsonNode filled(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode filled = Cases.JSON.createObjectNode();
            object.properties().forEach(entry -> {
                JsonNode one = filled(entry.getValue());
                boolean text = TEXTS.contains(entry.getKey()) && !one.isTextual();
                filled.set(entry.getKey(), text ? TextNode.valueOf(one.toString()) : one);
            });
            return filled;
        }
        if (value.isArray()) {
            ArrayNode filled = Cases.JSON.createArrayNode();
            value.forEach(one -> filled.add(filled(one)));
            return filled;
        }
        return value.isTextual() ? TextNode.valueOf(filled(value.asText())) : value;
    }

    private String filled(String text) {
        if (text.startsWith("repeat:")) {
            String[] parts = text.split(":", 3);
            return parts[2].repeat(Integer.parseInt(parts[1]));
        }
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1))));
    }

    private String variable(String name) {
        Matcher moment = MOMENT.matcher(name);
        if (!moment.matches()) {
            return Objects.requireNonNull(known.get(name), name);
        }
        ZoneId zone = moment.group(2) == null ? ZoneOffset.UTC : ZoneId.of(moment.group(2));
        return LOCAL.format(emulator.clock()
                .now()
                .plusSeconds(Long.parseLong(moment.group(1)))
                .atZone(zone));
    }

    /** What differs from play to play is replaced by its name again. */
    private JsonNode emptied(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode emptied = Cases.JSON.createObjectNode();
            object.properties().forEach(entry -> emptied.set(entry.getKey(), emptied(entry.getValue())));
            return emptied;
        }
        if (value.isArray()) {
            ArrayNode emptied = Cases.JSON.createArrayNode();
            value.forEach(one -> emptied.add(emptied(one)));
            return emptied;
        }
        if (!value.isTextual()) {
            return value;
        }
        String text = value.asText();
        for (Map.Entry<String, String> one : known.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().length()))
                .toList()) {
            text = text.replace(one.getValue(), "${" + one.getKey() + "}");
        }
        return TextNode.valueOf(text);
    }
}
