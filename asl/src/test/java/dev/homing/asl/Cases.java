package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The cases under {@code src/test/resources/cases}; their README has the format. */
public record Cases(String file, ObjectNode json) {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> FILES = List.of(
            "pass",
            "choice",
            "wait",
            "ends",
            "task",
            "tokens",
            "retry",
            "catch",
            "parallel",
            "map",
            "scope",
            "context",
            "limits",
            "jsonata");

    /** Every case that runs a machine. */
    public static Stream<Cases> all() {
        return FILES.stream().flatMap(Cases::of);
    }

    /** The cases of one file, each named once. */
    public static Stream<Cases> of(String file) {
        try (InputStream in = Cases.class.getResourceAsStream("/cases/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException("There is no file of cases " + file);
            }
            List<Cases> cases = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (JsonNode json : MAPPER.readTree(in).path("cases")) {
                if (!names.add(json.path("name").asText())) {
                    throw new IllegalStateException("Two cases of " + file + " are named " + json.path("name"));
                }
                cases.add(new Cases(file, (ObjectNode) json));
            }
            return cases.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case's machine as JSON, spelled out. */
    public String machine() {
        if (json.has("text")) {
            return json.path("text").asText();
        }
        if (json.has("machine")) {
            return json.path("machine").toString();
        }
        ObjectNode states;
        if (json.has("expression")) {
            states = MAPPER.createObjectNode();
            states.putObject("E")
                    .put("Type", "Pass")
                    .put("Output", "{% " + json.path("expression").asText() + " %}")
                    .put("End", true);
        } else {
            states = (ObjectNode) json.path("states");
        }
        ObjectNode machine = MAPPER.createObjectNode()
                .put("QueryLanguage", "JSONata")
                .put("StartAt", states.fieldNames().next());
        machine.set("States", states);
        return machine.toString();
    }

    /** Whether it has a Parallel or a Map. */
    public boolean runsSideBySide() {
        return machine().contains("\"Branches\"") || machine().contains("\"ItemProcessor\"");
    }

    /** Refuses keys that nobody reads. */
    public static void allow(JsonNode object, String... keys) {
        Set<String> unknown = new HashSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        List.of(keys).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("Unknown keys " + unknown + " in " + object);
        }
    }

    /** The value with its numbers as the JSON reader makes them, so that 1 equals 1. */
    public static JsonNode normal(JsonNode value) {
        try {
            return MAPPER.readTree(value.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + json.path("name").asText();
    }
}
